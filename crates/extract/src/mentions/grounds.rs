//! Places that are told without their name: a capital by its country ("the Eritrean capital", "the capital of Chad"), the place that an
//! article comes from by "here" and "this city".

use super::{
    Reading, Told,
    atoms::{Atom, Sense},
    place,
    reader::{Found, Text},
};
use crate::gazetteer::Country;
use chancery_core::Place;

/// Adds the places, and takes away the adjectives that are part of them.
pub(super) fn resolve(text: &Text<'_>, found: &mut Vec<Found>) {
    let dateline = dateline(text, found).cloned();
    let here = |word| dateline.as_ref().and_then(|place| here(text, word, place));
    let told: Vec<Found> =
        (1..text.view.len()).filter_map(|word| capital(text, word).or_else(|| here(word)).or_else(|| there(text, found, word))).collect();
    let within = |one: &Found| told.iter().any(|whole| whole.words.start <= one.words.start && one.words.end <= whole.words.end);
    found.retain(|one| one.told != Told::Demonym || !within(one));
    found.extend(told);
}

/// The place that opens an article in capitals: "TIRANA, July 5 -".
pub(super) fn dateline<'f>(text: &Text<'_>, found: &'f [Found]) -> Option<&'f Place> {
    let first = found.iter().filter(|one| one.words.start == 0 && text.view.sentence(one.words.end - 1) == 0).max_by_key(|one| one.words.len())?;
    let in_capitals = text.view.len() > 1 && first.words.clone().all(|word| text.view.capitals(word)) && text.view.words[0].bytes.len() > 2;
    first.place.as_ref().filter(|_| in_capitals)
}

/// How many sentences back "there" points.
const REACH: usize = 1;

/// "Flew there": the place told last before, by its own words or after a preposition of place.
fn there(text: &Text<'_>, found: &[Found], word: usize) -> Option<Found> {
    let view = &text.view;
    if view.low(word) != "there" || view.class(word) != chancery_language::Upos::Adv || view.relation(word) != Some("advmod") {
        return None;
    }
    let as_place = |one: &&Found| {
        let told =
            one.told == Told::Place || one.words.start > 0 && view.any(one.words.start - 1, &["in", "to", "from", "at", "into", "for", "near"]);
        let near = one.words.end <= word && view.sentence(one.words.start) + REACH >= view.sentence(word);
        told && near && one.place.is_some()
    };
    let place = found.iter().filter(as_place).max_by_key(|one| one.words.start)?.place.clone();
    Some(Found { head: word, reading: Reading::Place, place, ..Found::actors(word..word + 1, Told::Place, Vec::new()) })
}

/// "Here", "in this city", and "the capital" where the article comes from one.
fn here(text: &Text<'_>, word: usize, dateline: &Place) -> Option<Found> {
    const SPOTS: &[&str] = &["city", "capital", "town", "resort", "port", "village"];
    let view = &text.view;
    let adverb = view.low(word) == "here" && view.class(word) == chancery_language::Upos::Adv && !view.opens(word);
    let spot = view.any(word, SPOTS) && view.follows(word) && !(view.follows(word + 1) && view.class(word + 1) == chancery_language::Upos::Noun);
    let seat = || view.low(word) == "capital" && view.any(word - 1, &["the"]) && !view.any(word + 1, &["of"]) && is_capital(text, dateline);
    let words = match () {
        () if adverb => word..word + 1,
        () if spot && (view.any(word - 1, &["this"]) || seat()) => word - 1..word + 1,
        () => return None,
    };
    Some(Found { head: word, reading: Reading::Place, place: Some(dateline.clone()), ..Found::actors(words, Told::Place, Vec::new()) })
}

fn is_capital(text: &Text<'_>, place: &Place) -> bool {
    let country = place.country.and_then(|code| text.gazetteer.country_of(code.as_str()));
    country.and_then(|country| country.capital()).is_some_and(|capital| crate::gazetteer::folded(capital) == crate::gazetteer::folded(&place.name))
}

fn capital(text: &Text<'_>, word: usize) -> Option<Found> {
    let view = &text.view;
    // "Iranian capital flows" is money.
    let goes_on = view.follows(word + 1) && matches!(view.class(word + 1), chancery_language::Upos::Noun);
    if view.low(word) != "capital" || view.capital(word) || goes_on {
        return None;
    }
    let before = word - usize::from(view.possessive(word - 1));
    let owner = text.atoms.list.iter().find(|atom| atom.words.end == before && view.follows(word));
    let of = || text.atoms.at(word + 2).filter(|_| view.any(word + 1, &["of"]) && view.follows(word + 1));
    let (words, country) = match owner.and_then(|atom| Some((atom.words.start..word + 1, country(text, atom)?))) {
        Some(told) => told,
        None => of().and_then(|atom| Some((word..atom.words.end, country(text, atom)?)))?,
    };
    let told = Found::actors(words, Told::Place, Vec::new());
    Some(Found { head: word, reading: Reading::Place, place: Some(place::seat(text, country)?), ..told })
}

/// The country that a name or its adjective tells.
fn country(text: &Text<'_>, atom: &Atom) -> Option<Country> {
    match atom.sense {
        Sense::Country(row) | Sense::Demonym(row) => Some(text.gazetteer.country(row)),
        _ => None,
    }
}
