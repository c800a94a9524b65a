//! Words that two papers use for one thing, and numbers however they are written.

use std::{collections::HashMap, sync::LazyLock};

use super::words::stem;

/// Each line is one thing by the words for it; the first stands for all. Words for the acts themselves ("treaty", "sanctions") are left out: every two
/// acts of a type share them.
const KIN: &[&[&str]] = &[
    &["aircraft", "plane", "airplane", "jet", "warplane", "bomber"],
    &["arms", "weapon", "weaponry", "armament"],
    &["border", "frontier", "boundary"],
    &["ceasefire", "truce", "armistice"],
    &["election", "poll", "ballot"],
    &["fishing", "fishery", "trawler"],
    &["guerrilla", "rebel", "insurgent"],
    &["island", "islet", "isle"],
    &["loan", "credit"],
    &["missile", "rocket"],
    &["money", "fund", "cash"],
    &["nuclear", "atomic"],
    &["oil", "petroleum"],
    &["prisoner", "inmate", "detainee", "captive", "hostage"],
    &["quake", "earthquake"],
    &["ship", "vessel", "boat", "gunboat", "warship"],
    &["spying", "espionage", "spies"],
    &["tariff", "duty", "levy"],
    &["troops", "soldier", "army"],
    &["uranium", "centrifuge", "enrichment"],
    &["withdraw", "withdrawal", "leave", "left", "withdrew", "gone", "quit", "depart", "departure", "pullout", "pullback"],
];

/// From every stem to the one that stands for all of its line.
static STEMS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| KIN.iter().flat_map(|line| line.iter().map(|word| (stem(word), stem(line[0])))).collect());

/// The stem that stands for all that name the same thing.
pub(super) fn kin(stem: &str) -> &str {
    STEMS.get(stem).copied().unwrap_or(stem)
}

const ONES: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const MANY: &[&str] = &["thousand", "million", "billion", "trillion"];

/// A number in digits: "eighteen" is 18, "half" of a billion is no number. None where the word is none.
fn number(word: &str) -> Option<u32> {
    let place = |list: &[&str]| list.iter().position(|one| *one == word).and_then(|at| u32::try_from(at).ok());
    word.parse().ok().or_else(|| place(ONES).map(|at| at + 1)).or_else(|| place(TENS).map(|at| 10 * (at + 2)))
}

/// The numbers of a text, in digits, with the word for many of them ("2 billion"). Days and small counts without such a word are left out: they say
/// little of what an act is about.
pub(super) fn numbers(words: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(mut value) = number(&words[at]) else {
            at += 1;
            continue;
        };
        at += 1;
        // "Twenty-one".
        if (20..100).contains(&value)
            && value % 10 == 0
            && let Some(ones) = words
                .get(at)
                .and_then(|word| number(word))
                .filter(|ones| (1..10).contains(ones) && !words[at - 1].starts_with(|c: char| c.is_ascii_digit()))
        {
            value += ones;
            at += 1;
        }
        match words.get(at).filter(|word| MANY.contains(&word.as_str())) {
            Some(many) => found.push(format!("{value} {many}")),
            None if value > 9 => found.push(value.to_string()),
            None => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        numbers(&text.split(' ').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn numbers_are_one_however_they_are_written() {
        assert_eq!(told("18 diplomats"), told("eighteen of them"));
        assert_eq!(told("2 billion dollars"), told("two billion"));
        assert_eq!(told("sixty five men"), ["65"]);
        assert_eq!(told("60 5"), ["60"]);
        assert!(told("two of three").is_empty());
    }

    #[test]
    fn nothing_is_kin_to_two_things() {
        let all: Vec<&str> = KIN.iter().flat_map(|line| line.iter().map(|word| stem(word))).collect();
        assert_eq!(all.len(), STEMS.len(), "a stem stands in two lines or twice");
        assert_eq!(kin(stem("frontiers")), kin(stem("border")));
        assert_ne!(kin(stem("treaty")), kin(stem("border")));
    }
}
