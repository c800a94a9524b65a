//! "The Eritrean capital", "the capital of Chad": a seat of government that is told by its country.

use super::{
    Reading, Told,
    atoms::{Atom, Sense},
    place,
    reader::{Found, Text},
};
use crate::gazetteer::Country;

/// Adds the places, and takes away the adjectives that are part of them.
pub(super) fn resolve(text: &Text<'_>, found: &mut Vec<Found>) {
    let capitals: Vec<Found> = (1..text.view.len()).filter_map(|word| capital(text, word)).collect();
    let within = |one: &Found| capitals.iter().any(|whole| whole.words.start <= one.words.start && one.words.end <= whole.words.end);
    found.retain(|one| one.told != Told::Demonym || !within(one));
    found.extend(capitals);
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
