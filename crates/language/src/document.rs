//! A text with its sentences and tokens. Read [`Sentence`] first: most questions are put to it.

use crate::{Morph, Relation, Span, Upos, Xpos};

/// A text, cut into sentences and tokens; with tags, lemmas and trees if it was analysed.
///
/// Invariants: sentences and tokens are in the order of the text and do not overlap; every token lies in exactly one sentence;
/// the form of a token is exactly the text at its span. White space is in no token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The text as it came in, unaltered.
    pub text: String,
    /// All tokens of the text.
    pub tokens: Vec<Token>,
    /// For each sentence the range of its tokens; never empty.
    pub(crate) sentences: Vec<Span>,
    /// For each sentence whether it begins a paragraph.
    pub(crate) paragraphs: Vec<bool>,
    /// The lemmas of all tokens, one after the other, each kept once.
    pub(crate) lemmas: String,
}

/// A word, a part of a contraction, a number or a punctuation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it lies in the text, in bytes.
    pub bytes: Span,
    /// Where it lies in the text, in scalar values (`char`s).
    pub chars: Span,
    /// Word class; `X` before the analysis.
    pub upos: Upos,
    /// Penn tag; `FW` before the analysis.
    pub xpos: Xpos,
    /// The head, as an index within the sentence; `None` for the root, and for every token before the analysis.
    pub head: Option<usize>,
    /// The relation to the head; `dep` before the analysis.
    pub relation: Relation,
    /// Tense, voice, number and the like.
    pub morph: Morph,
    /// Whether it is written together with the token before it as parts of one word: the `n't` of `don't`, the `'s` of `China's`.
    pub joined: bool,
    /// Where the lemma lies in the document's lemmas; empty before the analysis.
    pub(crate) lemma: Span,
}

/// One sentence of a document: a view that is cheap to copy. Tokens are named by their index within the sentence.
#[derive(Clone, Copy, Debug)]
pub struct Sentence<'d> {
    pub(crate) document: &'d Document,
    pub(crate) tokens: Span,
    /// Which sentence of the document it is.
    pub index: usize,
}

impl Document {
    /// How many sentences there are.
    pub fn len(&self) -> usize {
        self.sentences.len()
    }

    /// Whether there is no sentence: the text is empty or all white space.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// The sentence of that index, if there is one.
    pub fn sentence(&self, index: usize) -> Option<Sentence<'_>> {
        self.sentences.get(index).map(|&tokens| Sentence { document: self, tokens, index })
    }

    /// The sentences in order.
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = Sentence<'_>> + DoubleEndedIterator {
        self.sentences.iter().enumerate().map(|(index, &tokens)| Sentence { document: self, tokens, index })
    }

    /// The sentence in which the byte lies, or the next one if it lies between two.
    pub fn sentence_at(&self, byte: usize) -> Option<Sentence<'_>> {
        self.sentence(self.sentences.partition_point(|tokens| self.tokens[tokens.end - 1].bytes.end <= byte))
    }
}

impl Token {
    /// The word as it is written.
    pub fn form<'d>(&self, document: &'d Document) -> &'d str {
        &document.text[self.bytes.range()]
    }

    /// The word as a dictionary lists it; the form itself before the analysis.
    pub fn lemma<'d>(&self, document: &'d Document) -> &'d str {
        if self.lemma.is_empty() { self.form(document) } else { &document.lemmas[self.lemma.range()] }
    }

    /// A token that has been found but not analysed.
    pub(crate) const fn unanalysed(bytes: Span, chars: Span, joined: bool) -> Self {
        let morph = Morph { tense: None, verb_form: None, voice: None, mood: None, number: None, degree: None, person: None };
        Self { bytes, chars, upos: Upos::X, xpos: Xpos::Fw, head: None, relation: Relation::Dep, morph, joined, lemma: Span::new(0, 0) }
    }
}

impl<'d> Sentence<'d> {
    /// Its tokens.
    pub fn tokens(&self) -> &'d [Token] {
        &self.document.tokens[self.tokens.range()]
    }

    /// How many tokens it has; at least one.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether it has no token, which does not happen in a document of this library.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The token of that index.
    ///
    /// # Panics
    /// If there is none.
    pub fn token(&self, token: usize) -> &'d Token {
        &self.tokens()[token]
    }

    /// The token as it is written.
    pub fn form(&self, token: usize) -> &'d str {
        self.token(token).form(self.document)
    }

    /// The token as a dictionary lists it.
    pub fn lemma(&self, token: usize) -> &'d str {
        self.token(token).lemma(self.document)
    }

    /// The document it belongs to.
    pub fn document(&self) -> &'d Document {
        self.document
    }

    /// The range of its tokens in [`Document::tokens`].
    pub fn token_range(&self) -> Span {
        self.tokens
    }

    /// Whether a paragraph begins with it.
    pub fn begins_paragraph(&self) -> bool {
        self.document.paragraphs[self.index]
    }

    /// Where it lies in the text, in bytes.
    pub fn bytes(&self) -> Span {
        let tokens = self.tokens();
        Span::new(tokens[0].bytes.start, tokens[tokens.len() - 1].bytes.end)
    }

    /// Where it lies in the text, in scalar values.
    pub fn chars(&self) -> Span {
        let tokens = self.tokens();
        Span::new(tokens[0].chars.start, tokens[tokens.len() - 1].chars.end)
    }

    /// It as it is written.
    pub fn text(&self) -> &'d str {
        &self.document.text[self.bytes().range()]
    }

    /// The indices of the tokens that lie wholly inside a span of bytes of the text.
    pub fn tokens_in(&self, bytes: Span) -> std::ops::Range<usize> {
        let tokens = self.tokens();
        let start = tokens.partition_point(|token| token.bytes.start < bytes.start);
        let end = tokens.partition_point(|token| token.bytes.end <= bytes.end);
        start..end.max(start)
    }
}
