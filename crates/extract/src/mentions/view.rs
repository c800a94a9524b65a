//! The words of a document with what case, gaps and sentences tell of them.

use chancery_language::{Document, Upos};
use std::{collections::HashSet, ops::Range};

use crate::gazetteer::{Word, words};

/// A document as words: runs of letters and digits, which are what names are looked up by.
pub(super) struct View<'d> {
    pub(super) doc: &'d Document,
    pub(super) words: Vec<Word>,
    /// The same with plural titles in the singular ("ministers").
    pub(super) singular: Vec<Word>,
    tokens: Vec<usize>,
    sentences: Vec<usize>,
    shouted: Vec<bool>,
    capitalised: HashSet<String>,
}

/// How far a tree is climbed.
const DEEPEST: usize = 64;

impl<'d> View<'d> {
    pub(super) fn new(doc: &'d Document) -> Self {
        let words = words(&doc.text);
        let singular = words.iter().map(|word| Word { folded: singular(&word.folded), bytes: word.bytes.clone() }).collect();
        let tokens: Vec<usize> = words.iter().map(|word| doc.tokens.partition_point(|token| token.bytes.end <= word.bytes.start)).collect();
        let ends: Vec<usize> = doc.sentences().map(|sentence| sentence.token_range().end).collect();
        let sentences = tokens.iter().map(|&token| ends.partition_point(|&end| end <= token)).collect();
        let shouted = doc.sentences().map(|sentence| without_case(sentence.text())).collect();
        let capital = |word: &&Word| doc.text[word.bytes.clone()].starts_with(char::is_uppercase);
        let capitalised = words.iter().filter(capital).map(|word| word.folded.clone()).collect();
        Self { doc, words, singular, tokens, sentences, shouted, capitalised }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The word as it is written; empty where there is none.
    pub(super) fn raw(&self, word: usize) -> &'d str {
        self.words.get(word).map_or("", |word| &self.doc.text[word.bytes.clone()])
    }

    /// The word in lower case without marks; empty where there is none.
    pub(super) fn low(&self, word: usize) -> &str {
        self.words.get(word).map_or("", |word| &word.folded)
    }

    /// Whether the word is one of these.
    pub(super) fn any(&self, word: usize, of: &[&str]) -> bool {
        self.words.get(word).is_some_and(|word| of.contains(&word.folded.as_str()))
    }

    /// What stands between a word and the one before it.
    pub(super) fn gap(&self, word: usize) -> &'d str {
        match (word.checked_sub(1).and_then(|before| self.words.get(before)), self.words.get(word)) {
            (Some(before), Some(word)) => &self.doc.text[before.bytes.end..word.bytes.start],
            _ => "\n",
        }
    }

    pub(super) fn sentence(&self, word: usize) -> usize {
        self.sentences.get(word).copied().unwrap_or(usize::MAX)
    }

    /// Whether the word follows its predecessor in the same sentence with nothing but white space between.
    pub(super) fn follows(&self, word: usize) -> bool {
        let gap = self.gap(word);
        self.joins(word) && gap.chars().all(char::is_whitespace) && gap.matches('\n').count() < 2
    }

    /// Whether the word is in the same sentence as its predecessor.
    pub(super) fn joins(&self, word: usize) -> bool {
        word > 0 && word < self.len() && self.sentences[word] == self.sentences[word - 1]
    }

    /// Whether the word is the `s` of a possessive.
    pub(super) fn possessive(&self, word: usize) -> bool {
        self.low(word) == "s" && matches!(self.gap(word), "'" | "’") && self.raw(word) == "s"
    }

    /// Whether the word is a possessive pronoun of the third person.
    pub(super) fn owns(&self, word: usize) -> bool {
        self.any(word, &["his", "her", "its", "their"])
    }

    /// Whether one of these stands anywhere in the text with a capital.
    pub(super) fn names(&self, of: &[&str]) -> bool {
        of.iter().any(|word| self.capitalised.contains(*word))
    }

    /// Whether the words stand together as those of a name do: no comma, bracket or quotation mark between.
    pub(super) fn tight(&self, words: Range<usize>) -> bool {
        words
            .clone()
            .skip(1)
            .all(|word| self.joins(word) && self.gap(word).len() < 4 && !self.gap(word).contains([',', ';', ':', '(', ')', '"', '“', '”', '\n']))
    }

    pub(super) fn shouted(&self, word: usize) -> bool {
        self.shouted.get(self.sentence(word)).copied().unwrap_or(false)
    }

    /// Whether the word begins with a capital, or stands where case says nothing.
    pub(super) fn capital(&self, word: usize) -> bool {
        self.raw(word).chars().next().is_some_and(char::is_uppercase) || self.shouted(word)
    }

    /// Whether all letters of the word are capitals.
    pub(super) fn capitals(&self, word: usize) -> bool {
        let raw = self.raw(word);
        !raw.is_empty() && !raw.chars().any(char::is_lowercase)
    }

    /// Whether the word opens its sentence.
    pub(super) fn opens(&self, word: usize) -> bool {
        word == 0 || !self.joins(word)
    }

    /// The token in which the word lies.
    pub(super) fn token(&self, word: usize) -> usize {
        self.tokens[word]
    }

    /// Whether one of the words heads the subject of a clause; never where the document was not analysed.
    pub(super) fn is_subject(&self, mut words: Range<usize>) -> bool {
        words.any(|word| self.relation(word).is_some_and(|relation| relation.starts_with("nsubj")))
    }

    /// Whether the word is an object or stands behind a preposition.
    pub(super) fn is_object(&self, word: usize) -> bool {
        self.relation(word).is_some_and(|relation| ["obj", "iobj", "obl", "nmod"].iter().any(|object| relation.starts_with(object)))
    }

    /// How many words stand above the word in its tree: none above the verb of the main clause.
    pub(super) fn depth(&self, word: usize) -> usize {
        self.above(word).count()
    }

    /// Whether a word governs the clause of which another, or one of its names, is the subject: nobody acts upon himself.
    pub(super) fn is_own_subject(&self, mut subject: Range<usize>, object: usize) -> bool {
        let clause =
            self.above(object).take_while(|&token| !self.opens_clause(token)).chain(self.above(object).find(|&token| self.opens_clause(token)));
        let clause: Vec<usize> = clause.collect();
        subject.any(|word| {
            let token = self.tokens[word];
            let relation = self.doc.tokens[token].relation.as_str();
            let own = relation.starts_with("nsubj") && self.head(token).is_some_and(|head| clause.contains(&head));
            // "The envoy, who met him": the clause hangs on its subject.
            own || clause.iter().any(|&verb| self.doc.tokens[verb].relation.as_str() == "acl:relcl" && self.head(verb) == Some(token))
        })
    }

    fn opens_clause(&self, token: usize) -> bool {
        ["ccomp", "acl", "advcl", "parataxis"].iter().any(|clause| self.doc.tokens[token].relation.as_str().starts_with(clause))
    }

    /// The tokens above a word, the nearest first.
    fn above(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        let first = self.tokens.get(word).and_then(|&token| self.head(token));
        std::iter::successors(first, |&token| self.head(token)).take(self.doc.tokens.len().min(DEEPEST))
    }

    fn head(&self, token: usize) -> Option<usize> {
        let head = self.doc.tokens.get(token)?.head?;
        Some(self.doc.sentence_at(self.doc.tokens[token].bytes.start)?.token_range().start + head)
    }

    pub(super) fn relation(&self, word: usize) -> Option<&'static str> {
        Some(self.doc.tokens.get(*self.tokens.get(word)?)?.relation.as_str())
    }

    /// Its word class; `X` where the document was not analysed.
    pub(super) fn class(&self, word: usize) -> Upos {
        self.tokens.get(word).and_then(|&token| self.doc.tokens.get(token)).map_or(Upos::X, |token| token.upos)
    }
}

fn without_case(text: &str) -> bool {
    let (mut upper, mut lower) = (0, 0);
    for c in text.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    lower == 0 && upper > 8 || upper == 0 && lower > 0
}

fn singular(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(stem) if stem.len() > 2 => format!("{stem}y"),
        _ if word.len() > 4 && word.ends_with("men") => format!("{}an", &word[..word.len() - 2]),
        _ if word.ends_with("ss") || word.len() < 4 => word.to_owned(),
        _ => word.strip_suffix('s').unwrap_or(word).to_owned(),
    }
}
