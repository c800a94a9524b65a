//! Persons in office whom the table does not have as the text writes them: misspelt names, and countries that only the text around tells.

use chancery_core::CountryCode;

use super::{
    ActorRef,
    people::{self, Claim},
    reader::Text,
};
use crate::gazetteer::{Word, folded};

/// How many countries of a text are tried.
const COUNTRIES: usize = 6;

/// Offices of which a state has one holder.
pub(super) const SINGLE: [&str; 8] = [
    "head of state",
    "head of government",
    "foreign minister",
    "defence minister",
    "finance minister",
    "interior minister",
    "vice president",
    "deputy head of government",
];

/// "Prime Minister Rahrman" of Malaysia in 1966: who held the office that day, in the country told or one that the text names, by a name
/// that differs in a letter or two.
pub(super) fn misspelt(text: &Text<'_>, words: &[Word], claim: &Claim) -> Option<ActorRef> {
    let (office, day) = (claim.office.filter(|office| SINGLE.contains(office))?, text.day?);
    let told = &words.last()?.folded;
    if claim.body.is_some() || told.chars().count() < 5 {
        return None;
    }
    let homes: Vec<CountryCode> = claim.country.map_or_else(|| text.countries.iter().copied().take(COUNTRIES).collect(), |country| vec![country]);
    let alike = |row: u32| {
        let person = text.gazetteer.person(row);
        let mut names = std::iter::once(person.name).chain(person.names()).map(folded);
        names.any(|name| name.split(' ').any(|word| near(word, told)))
    };
    let found = homes.into_iter().find_map(|country| {
        let rows: Vec<u32> = text.gazetteer.holders(country, office, day).into_iter().filter(|&row| alike(row)).collect();
        (rows.len() == 1).then(|| (rows[0], country))
    });
    let (row, country) = found?;
    Some(people::reference(&text.gazetteer.person(row), &Claim { country: Some(country), ..claim.clone() }, text.day))
}

/// Whether two words differ by a letter, or by two where they are long.
fn near(a: &str, b: &str) -> bool {
    let allowed = if b.chars().count() > 6 { 2 } else { 1 };
    a.chars().next() == b.chars().next() && strsim::damerau_levenshtein(a, b) <= allowed
}

/// An office of state that is told without its country is that of the only country which the text names.
pub(super) fn at_home(text: &Text<'_>, claim: &Claim) -> Claim {
    let alone = claim.country.is_none() && claim.body.is_none() && claim.office.is_some_and(|office| SINGLE.contains(&office));
    match text.countries[..] {
        [country] if alone => Claim { country: Some(country), ..claim.clone() },
        _ => claim.clone(),
    }
}
