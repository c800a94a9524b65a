//! English nouns for people and bodies of people ("judge", "crowd"), so that whoever has no name can still be told as a participant.

use chancery_core::ActorKind;
use rustc_hash::FxHashMap;

/// Made by tools/lexicon/people.py of WordNet 3.0.
const TABLE: &str = include_str!("../data/lexicon/people.tsv");

/// The nouns with what they name.
#[derive(Clone, Debug)]
pub struct People(FxHashMap<&'static str, ActorKind>);

impl People {
    /// The table that Chancery ships.
    pub fn builtin() -> Self {
        let kind = |word: &str| if word == "person" { ActorKind::Person } else { ActorKind::Group };
        Self(TABLE.lines().skip(1).filter_map(|line| line.split_once('\t')).map(|(noun, word)| (noun, kind(word))).collect())
    }

    /// What a noun, in the singular and in lower case, names; none where it names no people.
    pub fn kind(&self, noun: &str) -> Option<ActorKind> {
        self.0.get(noun).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_from_things() {
        let people = People::builtin();
        assert_eq!(people.kind("judge"), Some(ActorKind::Person));
        assert_eq!(people.kind("police"), Some(ActorKind::Group));
        assert_eq!(people.kind("treaty"), None);
    }
}
