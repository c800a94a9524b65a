//! Places: which of several of one name, within what, and where.

use chancery_core::{CountryCode, Place, PlacePrecision};

use super::{
    ActorRef,
    atoms::{Atom, Sense},
    people,
    reader::Text,
};
use crate::gazetteer::{Country, made, slug, weight};
use chancery_core::{ActorKind, Sector};

/// The actor that a name of the gazetteer is; none for a city or a region of no one country.
pub(super) fn actor(text: &Text<'_>, atom: &Atom) -> Option<ActorRef> {
    let gazetteer = text.gazetteer;
    match &atom.sense {
        Sense::Country(row) | Sense::Demonym(row) | Sense::People(row) | Sense::Capital(row) | Sense::Seat(row) => {
            Some(of_country(gazetteer.country(*row)))
        }
        Sense::Body(row) => {
            let cells = gazetteer.organisation(*row);
            Some(body(cells[0], cells[1], Some(crate::gazetteer::sector_of_body(cells[4]))))
        }
        Sense::Force(row) => {
            let cells = gazetteer.group(*row);
            let homes: Vec<&str> = cells[3].split('|').collect();
            let country = (homes.len() == 1).then(|| homes[0].parse().ok()).flatten();
            Some(ActorRef { kind: crate::gazetteer::kind_of_group(cells[6]), country, ..body(cells[0], cells[1], cells[6].parse().ok()) })
        }
        Sense::Region(_) | Sense::Regional(_) | Sense::City(_) => {
            let code = country(text, atom)?;
            gazetteer.country_of(code.as_str()).map(of_country)
        }
        Sense::Person(_) | Sense::Title(_) | Sense::Noun => None,
    }
}

/// A country acts through its government.
pub(crate) fn of_country(country: Country) -> ActorRef {
    ActorRef { kind: ActorKind::Country, country: country.code(), ..body(country.actor(), country.name(), country.sector()) }
}

/// A body without a country.
pub(super) fn body(id: &str, name: &str, sector: Option<Sector>) -> ActorRef {
    ActorRef {
        id: people::id(id),
        kind: ActorKind::Organization,
        name: name.to_owned(),
        office: None,
        former: false,
        organization: None,
        country: None,
        sector,
    }
}

/// A body that the text names and the gazetteer does not know.
pub(super) fn new_body(name: &str, country: Option<CountryCode>, sector: Option<Sector>) -> ActorRef {
    ActorRef { country, ..body(&slug(name), name, sector) }
}

/// The country in which a place lies.
pub(super) fn country(text: &Text<'_>, atom: &Atom) -> Option<CountryCode> {
    match &atom.sense {
        Sense::Region(row) | Sense::Regional(row) => {
            let cell = text.gazetteer.region(*row)[3];
            (!cell.contains('|')).then(|| cell.parse().ok()).flatten()
        }
        Sense::City(rows) if rows.is_empty() => country(text, text.atoms.at(following(text, atom)?.start)?),
        Sense::City(rows) => text.gazetteer.city(chosen(text, atom, rows)?)[2].parse().ok(),
        Sense::Country(row) | Sense::Capital(row) => text.gazetteer.country(*row).code(),
        _ => None,
    }
}

/// The place that a name is, where it is one.
pub(super) fn place(text: &Text<'_>, atom: &Atom) -> Option<Place> {
    let gazetteer = text.gazetteer;
    match &atom.sense {
        Sense::Country(row) => {
            let country = gazetteer.country(*row);
            let middle = country.capital().and_then(|capital| gazetteer.spot(capital, country.code()));
            Some(made(country.name(), (None, country.code()), middle, PlacePrecision::Country))
        }
        Sense::Capital(row) => {
            let country = gazetteer.country(*row);
            let name = text.slice(&atom.words);
            let middle =
                gazetteer.spot(name, country.code()).or_else(|| country.capital().and_then(|capital| gazetteer.spot(capital, country.code())));
            Some(made(
                &spelled(text, atom, country.capital().unwrap_or(name)),
                (Some(country.name().to_owned()), country.code()),
                middle,
                PlacePrecision::City,
            ))
        }
        Sense::Seat(row) => {
            let country = gazetteer.country(*row);
            let middle = country.capital().and_then(|capital| gazetteer.spot(capital, country.code()));
            let name = text.slice(&atom.words);
            let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
            Some(made(name, (country.capital().map(str::to_owned), country.code()), middle, PlacePrecision::Site))
        }
        Sense::City(rows) if rows.is_empty() => {
            let region = text.atoms.at(following(text, atom)?.start)?;
            let within = place(text, region)?;
            let middle = within.lat.zip(within.lon);
            Some(made(text.slice(&atom.words), (Some(within.name), within.country), middle, PlacePrecision::City))
        }
        Sense::City(rows) => city(text, atom, rows),
        Sense::Region(row) => Some(gazetteer.place_of_region(*row)),
        _ => None,
    }
}

/// The capital of a country.
pub(super) fn seat(text: &Text<'_>, country: Country) -> Option<Place> {
    let name = country.capital()?;
    Some(made(name, (Some(country.name().to_owned()), country.code()), text.gazetteer.spot(name, country.code()), PlacePrecision::City))
}

fn city(text: &Text<'_>, atom: &Atom, rows: &[u32]) -> Option<Place> {
    let cells = text.gazetteer.city(chosen(text, atom, rows)?);
    let place = text.gazetteer.place_of_city(cells, following(text, atom).map(|words| text.slice(&words).to_owned()));
    Some(Place { name: spelled(text, atom, cells[0]), ..place })
}

/// A name of a place as the text spells it ("Bouake", "Arbil"), but "NEW DELHI" of a dateline in small letters.
fn spelled(text: &Text<'_>, atom: &Atom, known: &str) -> String {
    let told = text.slice(&atom.words);
    let capitals = !told.chars().any(char::is_lowercase) && told.len() > 3;
    let same = crate::gazetteer::folded(told) == crate::gazetteer::folded(known);
    match (capitals, same) {
        (false, true) => told.to_owned(),
        (capitals, false) if matches!(atom.sense, Sense::Capital(_) | Sense::City(_)) => {
            if capitals {
                titled(told)
            } else {
                told.to_owned()
            }
        }
        _ => known.to_owned(),
    }
}

/// "PEKING" as "Peking".
fn titled(name: &str) -> String {
    let mut begins = true;
    let letter = |c: char| {
        let told: String = if std::mem::replace(&mut begins, !c.is_alphabetic()) { c.to_string() } else { c.to_lowercase().collect() };
        told
    };
    name.chars().map(letter).collect()
}

/// Of several cities of one name: the one in the region or country told behind it, else one of a country that the text names, else
/// the largest.
fn chosen(text: &Text<'_>, atom: &Atom, rows: &[u32]) -> Option<u32> {
    let behind = following(text, atom).and_then(|words| text.atoms.at(words.start));
    let told = behind.and_then(|atom| country(text, atom));
    let state = behind.and_then(|atom| if let Sense::Region(row) = atom.sense { Some(text.gazetteer.region(row)[0]) } else { None });
    let named = |code: &str| text.countries.iter().any(|country| country.as_str() == code);
    rows.iter().copied().max_by_key(|&row| {
        let cells = text.gazetteer.city(row);
        let in_told = told.is_some_and(|country| country.as_str() == cells[2]);
        let in_state = state.is_some_and(|state| !cells[3].is_empty() && us_state(state) == cells[3]);
        (in_state, in_told, named(cells[2]) && rows.len() > 1 && weight(cells) < 3000, weight(cells))
    })
}

/// The name behind a comma in which a place lies: "Portland, Maine".
fn following(text: &Text<'_>, atom: &Atom) -> Option<std::ops::Range<usize>> {
    let next = atom.words.end;
    let within = text.view.joins(next) && text.view.gap(next) == ", ";
    text.atoms.at(next).filter(|atom| within && matches!(atom.sense, Sense::Country(_) | Sense::Region(_))).map(|atom| atom.words.clone())
}

/// The two letters of a state of the United States.
fn us_state(name: &str) -> &'static str {
    const STATES: &str = "Alabama AL|Alaska AK|Arizona AZ|Arkansas AR|California CA|Colorado CO|Connecticut CT|Delaware DE|Florida FL|Georgia GA|Hawaii HI|\
        Idaho ID|Illinois IL|Indiana IN|Iowa IA|Kansas KS|Kentucky KY|Louisiana LA|Maine ME|Maryland MD|Massachusetts MA|Michigan MI|Minnesota MN|\
        Mississippi MS|Missouri MO|Montana MT|Nebraska NE|Nevada NV|New Hampshire NH|New Jersey NJ|New Mexico NM|New York NY|North Carolina NC|\
        North Dakota ND|Ohio OH|Oklahoma OK|Oregon OR|Pennsylvania PA|Rhode Island RI|South Carolina SC|South Dakota SD|Tennessee TN|Texas TX|Utah UT|\
        Vermont VT|Virginia VA|Washington WA|West Virginia WV|Wisconsin WI|Wyoming WY";
    STATES.split('|').filter_map(|state| state.rsplit_once(' ')).find(|(state, _)| *state == name).map_or("", |(_, letters)| letters)
}
