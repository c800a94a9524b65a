//! Words that mentions are told by, apart from names: the lists of data/gazetteer/words.tsv.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// Between the affiliation and the office, leaving both as they are.
    Adjectives,
    /// Say that an office is no longer held.
    Former,
    /// The words behind them are a person.
    Honorifics,
    /// Small words within names.
    Particles,
    /// Capitalised at times, but in no name of a person.
    NoName,
    /// Prepositions behind which a city is a place only.
    At,
    /// Titles that are common words too: alone they name nobody.
    Weak,
    /// Number before people: "two Israelis" are persons, "the Israelis" the country.
    Counting,
    /// Names of cities that are common words: alone they are none.
    NoCity,
    /// Small second halves behind a hyphen: "US-led", "minister-designate".
    Second,
    /// The last words of names of things: "Vienna Convention", "Suez Canal".
    Things,
    /// Nouns by which bodies are told again: "the Council".
    Again,
}

const FILE: &str = include_str!("../../data/gazetteer/words.tsv");
const NAMES: [&str; 12] =
    ["adjectives", "former", "honorifics", "particles", "no_name", "at", "weak", "counting", "no_city", "second", "things", "again"];

#[derive(Default)]
struct Words {
    /// For each word the lists it is in, as bits.
    lists: FxHashMap<&'static str, u16>,
    bodies: FxHashMap<&'static str, &'static str>,
    prefixes: FxHashMap<&'static str, &'static str>,
    shorts: FxHashMap<&'static str, &'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for (list, items) in FILE.lines().skip(1).filter_map(|line| line.split_once('\t')) {
        let items = items.split('|');
        if let Some(number) = NAMES.iter().position(|name| *name == list) {
            items.for_each(|item| *words.lists.entry(item).or_default() |= 1 << number);
        } else if let Some(sector) = list.strip_prefix("body ") {
            words.bodies.extend(items.map(|item| (item, sector)));
        } else {
            let pairs = items.filter_map(|item| item.split_once('='));
            if list == "short" { words.shorts.extend(pairs) } else { words.prefixes.extend(pairs) }
        }
    }
    words
});

/// Whether a folded word is in a list.
pub(super) fn is(list: List, word: &str) -> bool {
    WORDS.lists.get(word).is_some_and(|lists| lists & (1 << list as u16) != 0)
}

/// The sector of a body whose name ends in this word ("party").
pub(super) fn body(word: &str) -> Option<&'static str> {
    WORDS.bodies.get(word).copied()
}

/// The country of the first half of a compound adjective ("sino").
pub(super) fn prefix(word: &str) -> Option<&'static str> {
    WORDS.prefixes.get(word).copied()
}

/// The country that a name which several share means, unless the text says otherwise: "Congo".
pub(super) fn short(word: &str) -> Option<&'static str> {
    WORDS.shorts.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_the_file_is_known() {
        for (number, line) in FILE.lines().enumerate().skip(1) {
            let list = line.split('\t').next().unwrap();
            let known = NAMES.contains(&list)
                || list == "prefix"
                || list == "short"
                || list.strip_prefix("body ").is_some_and(|sector| sector.parse::<chancery_core::Sector>().is_ok());
            assert!(known, "words.tsv:{}: {list:?} is no list", number + 1);
        }
        assert!(is(List::Former, "ex") && is(List::NoCity, "reading") && !is(List::At, "ex"));
    }
}
