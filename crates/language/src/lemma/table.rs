//! Tables of irregular forms: one written by hand, and one of what the rules get wrong in the training parts of the treebanks.

use std::str::FromStr;

use rustc_hash::FxHashMap;

use crate::{Token, UnknownLabel, Upos, Xpos};

const IRREGULAR: &str = include_str!("../../data/irregular.tsv");
const TREEBANKS: &str = include_str!("../../data/lemmas.tsv");

/// Word classes as far as lemmas depend on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Verb,
    Noun,
    Plural,
    Name,
    Adjective,
    Adverb,
    Pronoun,
    Determiner,
    Particle,
    Other,
}

/// A line of a table that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub(super) struct BadLine {
    file: &'static str,
    line: usize,
    reason: String,
}

/// Lemmas by class and form in small letters.
pub(super) struct Table {
    lemmas: FxHashMap<(&'static str, Class), &'static str>,
}

impl Class {
    /// The class of a token, `None` where lemmas follow from the writing alone.
    pub(super) fn of(token: &Token) -> Option<Self> {
        Some(match token.upos {
            Upos::Verb | Upos::Aux => Self::Verb,
            Upos::Noun if token.xpos == Xpos::Nns => Self::Plural,
            Upos::Noun => Self::Noun,
            Upos::Propn => Self::Name,
            Upos::Adj => Self::Adjective,
            Upos::Adv => Self::Adverb,
            // "her" is its own lemma where it says whose.
            Upos::Pron if token.xpos == Xpos::PrpDollar => return None,
            Upos::Pron => Self::Pronoun,
            Upos::Det => Self::Determiner,
            Upos::Part => Self::Particle,
            Upos::Num | Upos::Punct | Upos::Sym | Upos::X => return None,
            Upos::Adp | Upos::Cconj | Upos::Intj | Upos::Sconj => Self::Other,
        })
    }
}

impl FromStr for Class {
    type Err = UnknownLabel;

    fn from_str(text: &str) -> Result<Self, UnknownLabel> {
        Ok(match text {
            "VERB" => Self::Verb,
            "NN" => Self::Noun,
            "NNS" => Self::Plural,
            "PROPN" => Self::Name,
            "ADJ" => Self::Adjective,
            "ADV" => Self::Adverb,
            "PRON" => Self::Pronoun,
            "DET" => Self::Determiner,
            "PART" => Self::Particle,
            "OTHER" => Self::Other,
            _ => return Err(UnknownLabel(text.to_owned(), "class of lemmas")),
        })
    }
}

impl Table {
    /// The tables that ship. What is written by hand comes before what was counted.
    pub(super) fn english() -> Result<Self, BadLine> {
        let mut table = Self { lemmas: FxHashMap::default() };
        table.read("lemmas.tsv", TREEBANKS)?;
        table.read("irregular.tsv", IRREGULAR)?;
        Ok(table)
    }

    /// What is written by hand only.
    pub(super) fn irregular() -> Result<Self, BadLine> {
        let mut table = Self { lemmas: FxHashMap::default() };
        table.read("irregular.tsv", IRREGULAR)?;
        Ok(table)
    }

    /// Lines of class, lemma and forms, parted by tabs; the forms by blanks.
    fn read(&mut self, file: &'static str, text: &'static str) -> Result<(), BadLine> {
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let bad = |reason: &str| BadLine { file, line: number + 1, reason: reason.to_owned() };
            let [class, lemma, forms] = line.splitn(3, '\t').collect::<Vec<_>>()[..] else {
                return Err(bad("three columns are wanted: class, lemma, forms"));
            };
            let class: Class = class.parse().map_err(|error: UnknownLabel| bad(&error.to_string()))?;
            self.lemmas.extend(forms.split(' ').map(|form| ((form, class), lemma)));
        }
        Ok(())
    }

    pub(super) fn get(&self, class: Class, form: &str) -> Option<&'static str> {
        self.lemmas.get(&(form, class)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_that_ship_can_be_read() {
        let table = Table::english().unwrap();
        assert_eq!(table.get(Class::Verb, "went"), Some("go"));
        assert_eq!(table.get(Class::Plural, "children"), Some("child"));
    }

    #[test]
    fn a_bad_line_is_named() {
        let mut table = Table { lemmas: FxHashMap::default() };
        let error = table.read("x.tsv", "# heading\nVERB\tgo\twent\nVERBS\tgo\twent\n").unwrap_err();
        assert_eq!(error.to_string(), "x.tsv:3: \"VERBS\" is no class of lemmas of this library");
    }
}
