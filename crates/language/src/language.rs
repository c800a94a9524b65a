//! The language: a model with what is done around it, from text to analysed documents.

use std::{fmt, sync::OnceLock};

use crate::{
    Document, ModelError, Relation, Sentence, Span, States, Token,
    decode::{self, LONGEST_UNIT},
    lemma::Lemmas,
    model::{Keep, Model},
    morphology, sentences,
};

/// The file that ships; made by `make model`.
const ENGLISH: &[u8] = include_bytes!("../data/english.safetensors");

/// The net sees at most that many tokens at once. Longer sentences are divided for it, so that the time stays linear.
const LONGEST: usize = 200;

/// How many sentences go through the net together.
const BATCH: usize = 16;

/// Analyses texts: tags, lemmas and trees.
///
/// ```
/// use chancery_language::{Language, Relation};
/// let document = Language::english().analyse("The minister visited Beijing.");
/// let sentence = document.sentence(0).expect("the text has a sentence");
/// assert_eq!(sentence.form(sentence.root()), "visited");
/// let subject = sentence.child(sentence.root(), Relation::Nsubj).expect("the verb has a subject");
/// assert_eq!(sentence.form(subject), "minister");
/// ```
pub struct Language {
    model: Model,
    lemmas: Lemmas,
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Language").finish_non_exhaustive()
    }
}

impl Language {
    /// English, with the model that ships. Loaded at the first call.
    pub fn english() -> &'static Self {
        static LANGUAGE: OnceLock<Language> = OnceLock::new();
        LANGUAGE.get_or_init(|| Self::from_bytes(ENGLISH).expect("a test loads the file that ships"))
    }

    /// A language from the bytes of a model file.
    ///
    /// # Errors
    /// If the file is damaged, of another format or version, or has labels that this library does not know.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, ModelError> {
        Ok(Self { model: Model::read(bytes)?, lemmas: Lemmas::english() })
    }

    /// Analyses a text.
    pub fn analyse(&self, text: &str) -> Document {
        self.analyse_with_units(text, &[])
    }

    /// Analyses a text in which some spans of bytes are known to be one thing: a name, a date.
    ///
    /// No sentence ends inside a unit, and all its tokens but one have their heads inside. Tokens that lie in a unit in part only do
    /// not belong to it. Of two units that overlap in part, the one that begins later is let go; so is one of more than 64 tokens.
    pub fn analyse_with_units(&self, text: &str, units: &[Span]) -> Document {
        let units = in_order(units);
        self.read(sentences::tokenise_with_units(text, &units), &units, None)
    }

    /// The same, and what the net knew of each token on the way.
    pub fn analyse_with_states(&self, text: &str, units: &[Span]) -> (Document, States) {
        let units = in_order(units);
        let document = sentences::tokenise_with_units(text, &units);
        let mut states = States::with_len(document.tokens.len());
        (self.read(document, &units, Some(&mut states)), states)
    }

    /// Analyses tokens that are given as one sentence; the text of the document is the tokens joined by blanks.
    pub fn analyse_tokens(&self, tokens: &[&str]) -> Document {
        self.read(sentences::of_tokens(tokens), &[], None)
    }

    /// Analyses a document anew, keeping its sentences and tokens.
    pub fn analyse_document(&self, document: Document) -> Document {
        self.read(document, &[], None)
    }

    /// Lemmas from the tags that a document has, with the table of exceptions or by the rules alone, which the table is made from.
    #[doc(hidden)]
    pub fn lemmas(&self, mut document: Document, exceptions: bool) -> Document {
        let rank = |word: &str| self.model.rank(word);
        if exceptions {
            self.lemmas.fill(&mut document, &rank)
        } else {
            Lemmas::by_rules().fill(&mut document, &rank)
        }
        document
    }

    fn read(&self, mut document: Document, units: &[Span], mut keep: Option<&mut States>) -> Document {
        let mut pieces: Vec<Piece> = document.sentences().flat_map(|sentence| pieces(sentence, units)).collect();
        // Sentences of like length go through the net together.
        pieces.sort_by_key(|piece| std::cmp::Reverse(piece.tokens.len()));
        for batch in pieces.chunks(BATCH) {
            let tokens = || batch.iter().map(|piece| piece.tokens.start).collect();
            let keep = keep.as_deref_mut().map(|states| Keep { states, tokens: tokens() });
            self.parse(&mut document, batch, keep);
        }
        for range in &document.sentences {
            join_pieces(&mut document.tokens[range.range()]);
        }
        morphology::fill(&mut document);
        self.lemmas.fill(&mut document, &|word| self.model.rank(word));
        document
    }

    /// Fills in tags and heads of some pieces.
    fn parse(&self, document: &mut Document, pieces: &[Piece], keep: Option<Keep<'_>>) {
        let rows = |piece: &Piece| document.tokens[piece.tokens.range()].iter().map(|token| self.model.rows(token.form(document))).collect();
        let rows: Vec<Vec<_>> = pieces.iter().map(rows).collect();
        for (piece, encoded) in pieces.iter().zip(self.model.encode(&rows, keep)) {
            let heads = decode::heads(&encoded.arcs, &piece.units);
            let relations = self.model.relations(&encoded, &heads);
            for (at, token) in document.tokens[piece.tokens.range()].iter_mut().enumerate() {
                (token.upos, token.xpos) = (encoded.upos[at], encoded.xpos[at]);
                (token.head, token.relation) = (heads[at].map(|head| head + piece.offset), relations[at]);
            }
        }
    }
}

/// Units by where they begin, the longest first.
fn in_order(units: &[Span]) -> Vec<Span> {
    let mut units = units.to_vec();
    units.sort_by_key(|unit| (unit.start, std::cmp::Reverse(unit.end)));
    units
}

/// What the net reads at once: a sentence, or a part of a very long one.
struct Piece {
    /// Its tokens in the document.
    tokens: Span,
    /// How many tokens of its sentence stand in front of it.
    offset: usize,
    /// Its units, counted in tokens from its start.
    units: Vec<Span>,
}

/// Hangs the roots of later pieces of a sentence on the root of the first.
fn join_pieces(tokens: &mut [Token]) {
    let mut roots = (0..tokens.len()).filter(|&token| tokens[token].head.is_none());
    let first = roots.next();
    for later in roots.collect::<Vec<_>>() {
        (tokens[later].head, tokens[later].relation) = (first, Relation::Parataxis);
    }
}

/// Cuts a sentence into pieces that the net can take.
fn pieces(sentence: Sentence<'_>, units: &[Span]) -> Vec<Piece> {
    let units = if units.is_empty() { Vec::new() } else { decode::in_sentence(sentence, units) };
    let start = sentence.token_range().start;
    let piece = |cut: Span| {
        let inside = units.iter().filter(|unit| cut.contains(**unit));
        let units = inside.map(|unit| Span::new(unit.start - cut.start, unit.end - cut.start)).collect();
        Piece { tokens: Span::new(start + cut.start, start + cut.end), offset: cut.start, units }
    };
    cuts(sentence, &units).into_iter().map(piece).collect()
}

/// Where a sentence is cut: outside of units, and at punctuation where there is some.
fn cuts(sentence: Sentence<'_>, units: &[Span]) -> Vec<Span> {
    let (len, mut start) = (sentence.len(), 0);
    let mut pieces = Vec::new();
    let mut inside = vec![false; len];
    units.iter().for_each(|unit| inside[unit.start + 1..unit.end].fill(true));
    while len - start > LONGEST {
        let ends = || (start + LONGEST - LONGEST / 2..=start + LONGEST).rev().filter(|&end| !inside[end]);
        let mark = |&end: &usize| sentence.form(end - 1).chars().all(|c| c.is_ascii_punctuation());
        // Nested and adjoining units may leave no gap; a unit is shorter than the window, so that outside of units there is one.
        let end = ends().find(mark).or_else(|| ends().next()).unwrap_or(start + LONGEST);
        pieces.push(Span::new(start, end));
        start = end;
    }
    pieces.push(Span::new(start, len));
    pieces
}

const _: () = assert!(LONGEST_UNIT < LONGEST / 2, "a piece must be able to end in front of a unit");
