//! The language: a model with what is done around it, from text to analysed documents.

use std::{fmt, sync::OnceLock};

use crate::{
    Document, ModelError, Relation, Sentence, Span, States, Token,
    decode::{self, LONGEST_UNIT},
    lemma::Lemmas,
    model::{Encoded, Model},
    morphology, sentences,
};

/// The file that ships; made by `make model`.
const ENGLISH: &[u8] = include_bytes!("../data/english.safetensors");

/// The net sees at most that many tokens at once. Longer sentences are divided for it, so that the time stays linear.
const LONGEST: usize = 200;

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
        let mut units = units.to_vec();
        units.sort_by_key(|unit| (unit.start, std::cmp::Reverse(unit.end)));
        self.read(sentences::tokenise_with_units(text, &units), &units)
    }

    /// The same, and what the net knew of each token on the way.
    pub fn analyse_with_states(&self, text: &str, units: &[Span]) -> (Document, States) {
        let mut units = units.to_vec();
        units.sort_by_key(|unit| (unit.start, std::cmp::Reverse(unit.end)));
        let mut states = States::default();
        let document = self.read_keeping(sentences::tokenise_with_units(text, &units), &units, Some(&mut states));
        (document, states)
    }

    /// Analyses tokens that are given as one sentence; the text of the document is the tokens joined by blanks.
    pub fn analyse_tokens(&self, tokens: &[&str]) -> Document {
        self.read(sentences::of_tokens(tokens), &[])
    }

    /// Analyses a document anew, keeping its sentences and tokens.
    pub fn analyse_document(&self, document: Document) -> Document {
        self.read(document, &[])
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

    fn read(&self, document: Document, units: &[Span]) -> Document {
        self.read_keeping(document, units, None)
    }

    fn read_keeping(&self, mut document: Document, units: &[Span], mut keep: Option<&mut States>) -> Document {
        for index in 0..document.len() {
            let sentence = document.sentence(index).expect("the index is below the length");
            let (range, tokens) = (sentence.token_range(), self.tokens(sentence, units, keep.as_deref_mut()));
            document.tokens[range.range()].copy_from_slice(&tokens);
        }
        morphology::fill(&mut document);
        self.lemmas.fill(&mut document, &|word| self.model.rank(word));
        document
    }

    /// The tokens of a sentence with tags and heads.
    fn tokens(&self, sentence: Sentence<'_>, units: &[Span], mut keep: Option<&mut States>) -> Vec<Token> {
        let units = if units.is_empty() { Vec::new() } else { decode::in_sentence(sentence, units) };
        let mut tokens = sentence.tokens().to_vec();
        let mut root = None;
        for piece in pieces(sentence, &units) {
            let inner: Vec<Span> =
                units.iter().filter(|unit| piece.contains(**unit)).map(|unit| Span::new(unit.start - piece.start, unit.end - piece.start)).collect();
            let rows: Vec<_> = piece.range().map(|token| self.model.rows(sentence.form(token))).collect();
            let encoded = self.model.encode(&rows, keep.as_deref_mut());
            let top = self.parse(&encoded, piece, &inner, &mut tokens);
            // Later pieces hang on the first.
            match root {
                None => root = Some(top),
                Some(root) => (tokens[top].head, tokens[top].relation) = (Some(root), Relation::Parataxis),
            }
        }
        tokens
    }

    /// Tags and heads of some tokens of a sentence, as if they were all of it. Gives back which of them is the root.
    fn parse(&self, encoded: &Encoded, piece: Span, units: &[Span], tokens: &mut [Token]) -> usize {
        let heads = decode::heads(&encoded.arcs, units);
        let relations = self.model.relations(encoded, &heads);
        for (at, token) in tokens[piece.range()].iter_mut().enumerate() {
            (token.upos, token.xpos) = (encoded.upos[at], encoded.xpos[at]);
            (token.head, token.relation) = (heads[at].map(|head| head + piece.start), relations[at]);
        }
        let root = heads.iter().position(Option::is_none).expect("a tree has a root");
        root + piece.start
    }
}

/// Cuts a sentence into pieces that the net can take, outside of units and at punctuation where there is some.
fn pieces(sentence: Sentence<'_>, units: &[Span]) -> Vec<Span> {
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
