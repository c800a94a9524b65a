//! Runs of capitalised words: names that the gazetteer may not know.

use std::ops::Range;

use super::{
    atoms::{Atoms, Sense},
    lexicon::{self, List},
    reader::Text,
    view::View,
};
use crate::gazetteer::{Kind, Word};
use chancery_language::Upos;

/// The words of a name that begins at `from`: capitalised words without a comma between, small particles and initials included. None
/// where no name begins.
pub(super) fn name_at(view: &View<'_>, atoms: &Atoms, from: usize, after_title: bool) -> Option<Range<usize>> {
    if view.shouted(from) {
        return shouted_name(view, atoms, from);
    }
    let mut end = from;
    let mut last = from;
    while end < view.len() && (end == from || bound(view, end)) {
        if end > from && syllable(view, atoms, (from, end)) {
            last = end + 1;
        } else if !part(view, atoms, end, (from, after_title)) {
            let before_name = |word: usize| bound(view, word) && view.capital(word);
            // "Ursula von der Leyen" has two of them.
            let second = bound(view, end + 1) && lexicon::is(List::Particles, view.low(end + 1)) && before_name(end + 2);
            let particle = lexicon::is(List::Particles, view.low(end)) && !(end == from && view.capital(end));
            if !particle || !(before_name(end + 1) || second) {
                break;
            }
        } else {
            last = end + 1;
        }
        end += 1;
    }
    (last > from && view.raw(from).len() > 1 || last > from + 1).then_some(from..last)
}

/// Where all is in capitals or nothing, only names of the gazetteer are told from other words, and in capitals single words.
fn shouted_name(view: &View<'_>, atoms: &Atoms, from: usize) -> Option<Range<usize>> {
    match atoms.over(from) {
        Some(atom) => (matches!(atom.sense, Sense::Person(_)) && atom.words.start == from).then(|| atom.words.clone()),
        None => (view.raw(from).len() > 2
            && view.raw(from).starts_with(char::is_uppercase)
            && atoms.is_shouted_name(from)
            && !lexicon::is(List::NoName, view.low(from)))
        .then_some(from..from + 1),
    }
}

/// "Ki-moon", "Tu-chol": a part behind a hyphen may be small, unless it is a common second half ("US-led", "minister-designate"); but "in" behind
/// two words of a name is one of it ("Moon Jae-in").
fn syllable(view: &View<'_>, atoms: &Atoms, (from, word): (usize, usize)) -> bool {
    let given = word > from + 1 && view.low(word) == "in";
    matches!(view.gap(word), "-" | "‑")
        && !view.capital(word)
        && atoms.over(word - 1).is_none_or(|atom| !atom.sense.affiliates())
        && view.raw(word).len() < 8
        && (given || !lexicon::is(List::Second, view.low(word)))
        && view.raw(word).chars().all(char::is_alphabetic)
}

/// Whether a word goes on with the name of the word before it.
fn bound(view: &View<'_>, word: usize) -> bool {
    if !view.joins(word) || view.possessive(word) {
        return false;
    }
    let gap = view.gap(word);
    let short = view.raw(word - 1).chars().count() <= 2 || lexicon::is(List::Honorifics, view.low(word - 1)) && view.raw(word - 1).len() < 5;
    let initial = short && matches!(gap, ". " | ".");
    initial || matches!(gap, " " | "-" | "'" | "’" | "\u{a0}" | "‑" | "‘" | "`")
}

fn part(view: &View<'_>, atoms: &Atoms, word: usize, (from, after_title): (usize, bool)) -> bool {
    if !view.capital(word) || view.raw(word).starts_with(|c: char| c.is_numeric()) {
        return false;
    }
    // "Eduard A. Shevardnadze".
    let initial = word > from && view.raw(word).chars().count() == 1 && matches!(view.gap(word + 1), ". " | ".");
    if initial && bound(view, word + 1) && view.capital(word + 1) {
        return true;
    }
    if lexicon::is(List::NoName, view.low(word))
        && !(word > from && matches!(view.gap(word), "-" | "'"))
        && !(view.any(word, &["march", "may", "ap", "an", "april", "june", "august", "christian", "black", "north", "west", "summer", "winter"])
            && (word > from || after_title || no_month(view, word)))
    {
        return false;
    }
    match atoms.over(word).map(|atom| (&atom.sense, atom.noun)) {
        None => plausible(view, word, from, after_title),
        Some((Sense::Person(_), _)) => true,
        Some((Sense::City(_) | Sense::Region(_), None)) => word > from || after_title,
        Some((Sense::Country(_) | Sense::Capital(_), None)) => {
            let particle = word > from && lexicon::is(List::Particles, view.low(word - 1));
            word > from && (view.gap(word) != " " || after_title && particle)
                || after_title && word == from && view.capital(word + 1) && bound(view, word + 1)
        }
        Some((Sense::Title(_) | Sense::Noun, _)) => word > from && !view.shouted(word) && view.raw(word).len() > 2 && surname_like(view, word),
        Some(_) => false,
    }
}

/// "May" where a month cannot stand: not at the head of a sentence, not behind a preposition, not before a number or a name.
fn no_month(view: &View<'_>, word: usize) -> bool {
    let before =
        ["in", "by", "on", "since", "until", "till", "of", "early", "late", "mid", "last", "this", "next", "to", "from", "for", "during", "through"];
    let next = view.raw(word + 1).starts_with(|c: char| c.is_numeric() || c.is_uppercase());
    view.any(word, &["may"])
        && !view.opens(word)
        && !view.any(word - 1, &before)
        && !next
        && !view.raw(word - 1).starts_with(|c: char| c.is_numeric())
}

/// "Stephen King", "Ian Bishop": a title word closes the name of a person, unless more follows it.
fn surname_like(view: &View<'_>, word: usize) -> bool {
    view.any(word, &["king", "bishop", "judge", "prince", "pope", "major", "marshal", "justice", "house", "church", "man", "force"])
        && !(bound(view, word + 1) && view.capital(word + 1))
}

/// A word that opens its sentence is capitalised anyway: there the word class must say that it is a name, or the next word does.
fn plausible(view: &View<'_>, word: usize, from: usize, after_title: bool) -> bool {
    if word > from || after_title || !view.opens(word) {
        return true;
    }
    let class = view.class(word);
    matches!(class, Upos::Propn)
        || class == Upos::X && (bound(view, word + 1) && view.capital(word + 1) || view.possessive(word + 1) || described(view, word))
}

/// "Albright, the secretary of state": an apposition says that the word is a name.
fn described(view: &View<'_>, word: usize) -> bool {
    view.joins(word + 1) && view.gap(word + 1) == ", " && view.any(word + 1, &["the", "a", "an"])
}

/// The first word that is no honorific: behind "Dr", "H.E.", "Gen.".
pub(super) fn past_honorifics(view: &View<'_>, from: usize) -> usize {
    let mut at = from;
    while at < from + 4
        && (lexicon::is(List::Honorifics, view.low(at)) || view.any(at, &["h", "e"]))
        && bound(view, at + 1)
        && view.capital(at + 1)
        && view.capital(at)
    {
        at += 1;
    }
    // A single initial behind is the name's own: "H. Smith".
    if at == from + 1 && view.any(from, &["h", "e"]) { from } else { at }
}

/// The rows of the persons that bear a name, whole or in part. A middle initial that the table does not have is passed over.
pub(super) fn bearers(text: &Text<'_>, name: &Range<usize>) -> Vec<u32> {
    let words: Vec<Word> = text.view.words[name.clone()].to_vec();
    let direct = rows(text, &words);
    if !direct.is_empty() || words.len() < 2 {
        return direct;
    }
    let plain: Vec<Word> =
        words.iter().enumerate().filter(|(at, word)| *at == 0 || word.folded.chars().count() > 1).map(|(_, word)| word.clone()).collect();
    let found = if plain.len() < words.len() { rows(text, &plain) } else { Vec::new() };
    let numbered = text.view.raw(name.end - 1).chars().all(|c| "IVX".contains(c)) || text.view.any(name.end - 1, &["jr", "sr"]);
    if found.is_empty() && numbered {
        return rows(text, &words[..words.len() - 1]);
    }
    if found.is_empty() { text.gazetteer.sounding(&words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>()) } else { found }
}

fn rows(text: &Text<'_>, words: &[Word]) -> Vec<u32> {
    let found = text.gazetteer.at(words, 0).into_iter().filter(|(length, _)| *length == words.len()).flat_map(|(_, entries)| entries);
    found.filter(|entry| matches!(entry.kind, Kind::Person | Kind::Surname)).map(|entry| entry.row).collect()
}
