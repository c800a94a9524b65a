//! The word as a dictionary lists it: tables of what is irregular first, then the rules of spelling.

mod rules;
mod table;

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::{Document, Sentence, Span, Token, Upos, Xpos};
use table::{Class, Table};

/// Knows the base form of words.
pub(crate) struct Lemmas {
    table: Table,
}

impl Lemmas {
    /// The tables that ship.
    pub(crate) fn english() -> Self {
        Self { table: Table::english().expect("a test reads the tables that ship") }
    }

    /// Without the table that is made from the treebanks, which is made by means of this.
    pub(crate) fn by_rules() -> Self {
        Self { table: Table::irregular().expect("a test reads the tables that ship") }
    }

    /// Fills in the lemmas of all tokens of a tagged document. `rank` says how rare a word is, if it is known at all: it decides
    /// where spelling alone does not (hoped: hope or hop).
    pub(crate) fn fill(&self, document: &mut Document, rank: &dyn Fn(&str) -> Option<u32>) {
        let mut lemmas = String::new();
        let mut known: FxHashMap<Cow<'_, str>, Span> = FxHashMap::default();
        let mut spans = Vec::with_capacity(document.tokens.len());
        for sentence in document.sentences() {
            for token in 0..sentence.len() {
                let lemma = self.lemma(sentence, token, rank);
                // A form that is its own lemma needs no place.
                if lemma == sentence.form(token) {
                    spans.push(Span::default());
                    continue;
                }
                let span = *known.entry(lemma).or_insert_with_key(|lemma| {
                    lemmas.push_str(lemma);
                    Span::new(lemmas.len() - lemma.len(), lemmas.len())
                });
                spans.push(span);
            }
        }
        drop(known);
        document.lemmas = lemmas;
        for (token, span) in document.tokens.iter_mut().zip(spans) {
            token.lemma = span;
        }
    }

    fn lemma<'d>(&'d self, sentence: Sentence<'d>, at: usize, rank: &dyn Fn(&str) -> Option<u32>) -> Cow<'d, str> {
        let token = sentence.token(at);
        let form = sentence.form(at);
        let class = Class::of(token);
        let low = lower(form);
        if let Some(lemma) = class.and_then(|class| self.table.get(class, &low)) {
            // The table of names holds what is written small and large alike.
            return Cow::Borrowed(lemma);
        }
        match class {
            Some(Class::Verb) => Cow::Owned(rules::verb(&low, token.xpos, rank)),
            Some(Class::Plural) => Cow::Owned(rules::plural(&low, rank)),
            Some(Class::Adjective | Class::Adverb) if is_compared(token) => Cow::Owned(rules::compared(&low, rank)),
            Some(Class::Adjective) if is_name_like(form, token, at) => Cow::Borrowed(form),
            Some(Class::Noun) if is_acronym(form) => Cow::Borrowed(form),
            Some(Class::Name) if token.xpos == Xpos::Nnps => Cow::Owned(name_plural(form, rank)),
            Some(Class::Name) => Cow::Borrowed(form),
            _ => match token.upos {
                Upos::Num => number(form, low),
                Upos::Punct => Cow::Borrowed(mark(form)),
                Upos::Sym => Cow::Borrowed(form),
                _ => low,
            },
        }
    }
}

fn lower(form: &str) -> Cow<'_, str> {
    if form.chars().all(|c| !c.is_uppercase()) { Cow::Borrowed(form) } else { Cow::Owned(form.to_lowercase()) }
}

fn is_compared(token: &Token) -> bool {
    matches!(token.xpos, Xpos::Jjr | Xpos::Jjs | Xpos::Rbr | Xpos::Rbs)
}

/// An adjective that is written like a name for another reason than that a sentence begins with it.
fn is_name_like(form: &str, token: &Token, at: usize) -> bool {
    let capital = form.chars().next().is_some_and(char::is_uppercase);
    capital && (at > 0 || token.xpos == Xpos::Nnp) && (form.chars().any(char::is_lowercase) || token.xpos == Xpos::Nnp)
}

/// Letters only, all large, and few: TV, DNA.
fn is_acronym(form: &str) -> bool {
    form.len() <= 4 && form.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// The singular of a name, written as large as the name is.
fn name_plural(form: &str, rank: &dyn Fn(&str) -> Option<u32>) -> String {
    let singular = rules::plural(&form.to_lowercase(), rank);
    // Letter by letter, since the ending only was cut or changed.
    let mut written = form.chars();
    let mut last_upper = false;
    let cased = singular.chars().map(|c| {
        last_upper = written.next().map_or(last_upper, char::is_uppercase);
        if last_upper { c.to_uppercase().next().unwrap_or(c) } else { c }
    });
    cased.collect()
}

/// A number without the commas that part its thousands.
fn number<'d>(form: &'d str, low: Cow<'d, str>) -> Cow<'d, str> {
    if form.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.')) {
        return if form.contains(',') && form.len() > 1 { Cow::Owned(form.replace(',', "")) } else { Cow::Borrowed(form) };
    }
    let roman = form.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C'));
    if roman { Cow::Borrowed(form) } else { low }
}

/// Punctuation in its plainest writing.
fn mark(form: &str) -> &str {
    match form {
        "“" | "”" | "„" | "``" => "\"",
        "‘" | "’" => "'",
        "—" | "–" => "-",
        "…" => "...",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use crate::{Language, read_conllu};

    /// The lemmas of words with their word classes and tags.
    fn lemmas(words: &str) -> String {
        let line = |(at, word): (usize, &str)| {
            let parts: Vec<&str> = word.split('/').collect();
            format!("{}\t{}\t_\t{}\t{}\t_\t_\t_\t_\t_\n", at + 1, parts[0], parts[1], parts[2])
        };
        let text: String = words.split(' ').enumerate().map(line).collect();
        let document = Language::english().lemmas(read_conllu(&text).unwrap(), true);
        let lemmas: Vec<&str> = document.tokens.iter().map(|token| token.lemma(&document)).collect();
        lemmas.join(" ")
    }

    #[test]
    fn words_go_back_to_their_dictionary_form() {
        for (words, expected) in [
            ("Ministers/NOUN/NNS met/VERB/VBD and/CCONJ/CC were/AUX/VBD n't/PART/RB seen/VERB/VBN", "minister meet and be not see"),
            ("the/DET/DT Americans/PROPN/NNPS visited/VERB/VBD Pyongyang/PROPN/NNP", "the American visit Pyongyang"),
            ("The/DET/DT Iranian/ADJ/JJ side/NOUN/NN denies/VERB/VBZ it/PRON/PRP", "the Iranian side deny it"),
            ("Closer/ADJ/JJR ties/NOUN/NNS ,/PUNCT/, “/PUNCT/`` better/ADJ/JJR ”/PUNCT/''", "close tie , \" good \""),
            ("12,500/NUM/CD died/VERB/VBD on/ADP/IN Sept./PROPN/NNP 3/NUM/CD", "12500 die on September 3"),
            ("negotiating/VERB/VBG parties/NOUN/NNS re-emerged/VERB/VBD", "negotiate party re-emerge"),
        ] {
            assert_eq!(lemmas(words), expected);
        }
    }
}
