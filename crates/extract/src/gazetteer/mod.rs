//! Who and what there is in the world: countries, bodies, armed groups, persons with their offices, titles, cities and regions.
//!
//! Read [`Gazetteer`] first. The tables are embedded; their sources and licences are in tools/gazetteer/README.md.

mod fold;
mod index;
mod person;

use chancery_core::{Actor, ActorId, ActorKind, CountryCode, Sector};
use jiff::civil::Date;
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::OnceLock,
};

pub use fold::{Word, folded, slug, words};
pub use index::{Entry, Kind};
pub use person::{Class, Held, Person};

/// The tables and the index of all their names. Names are kept as slices of the embedded files.
pub struct Gazetteer {
    tables: [Vec<Vec<&'static str>>; 7],
    persons: Vec<&'static str>,
    index: index::Index,
    given: OnceLock<HashSet<String>>,
    homes: OnceLock<HashMap<&'static str, Vec<u32>>>,
}

const COUNTRIES: usize = 0;
const ORGANISATIONS: usize = 1;
const GROUPS: usize = 2;
const OFFICES: usize = 3;
const CITIES: usize = 4;
const REGIONS: usize = 5;
const NOUNS: usize = 6;

const FILES: [&str; 7] = [
    include_str!("../../data/gazetteer/countries.tsv"),
    include_str!("../../data/gazetteer/organisations.tsv"),
    include_str!("../../data/gazetteer/armed_groups.tsv"),
    include_str!("../../data/gazetteer/offices.tsv"),
    include_str!("../../data/gazetteer/cities.tsv"),
    include_str!("../../data/gazetteer/regions.tsv"),
    include_str!("../../data/gazetteer/groups.tsv"),
];
/// Bodies of one country: agencies, parties, newspapers, companies. They share the table of armed groups.
const BODIES: &str = include_str!("../../data/gazetteer/bodies.tsv");
const PERSONS: &str = include_str!("../../data/gazetteer/persons.tsv");

impl Gazetteer {
    /// The gazetteer that is part of the program.
    pub fn builtin() -> Self {
        let tables = FILES.map(|file| file.lines().skip(1).map(|line| line.split('\t').collect()).collect());
        let persons: Vec<&str> = PERSONS.lines().skip(1).collect();
        let mut tables: [Vec<Vec<&'static str>>; 7] = tables;
        tables[GROUPS].extend(BODIES.lines().skip(1).map(|line| line.split('\t').collect()));
        let mut gazetteer = Self { tables, persons, index: index::Index::new(), given: OnceLock::new(), homes: OnceLock::new() };
        gazetteer.index_world();
        gazetteer.index_persons();
        gazetteer
    }

    /// The names that begin at a word, the longest first: length in words, and what bears the name. Case is not looked at.
    pub fn at(&self, words: &[Word], from: usize) -> Vec<(usize, Vec<Entry>)> {
        self.index.at(words, from)
    }

    /// A country by its row.
    pub fn country(&self, row: u32) -> Country<'_> {
        Country(&self.tables[COUNTRIES][row as usize])
    }

    /// The country, as it is now, whose actor id this is.
    pub fn country_of(&self, actor: &str) -> Option<Country<'_>> {
        let rows = self.tables[COUNTRIES].iter().filter(|row| row[0] == actor);
        rows.max_by_key(|row| row[10] != "dissolved state").map(|row| Country(row))
    }

    /// The row of the country, as it is now, whose actor id this is.
    pub fn country_row(&self, actor: &str) -> Option<u32> {
        let rows = self.tables[COUNTRIES].iter().enumerate().filter(|(_, row)| row[0] == actor);
        rows.max_by_key(|(_, row)| row[10] != "dissolved state").map(|(number, _)| number as u32)
    }

    /// The cells of an organisation: id, name, acronyms, names, kind, from, to, members.
    pub fn organisation(&self, row: u32) -> &[&'static str] {
        &self.tables[ORGANISATIONS][row as usize]
    }

    /// The cells of an armed group, party or people: id, name, names, homes, from, to, sector.
    pub fn group(&self, row: u32) -> &[&'static str] {
        &self.tables[GROUPS][row as usize]
    }

    /// The cells of a title: title, office, sector, acts_for, rank.
    pub fn office(&self, row: u32) -> &[&'static str] {
        &self.tables[OFFICES][row as usize]
    }

    /// The cells of a city or site: name, names, country, state, lat, lon, thousands, kind.
    pub fn city(&self, row: u32) -> &[&'static str] {
        &self.tables[CITIES][row as usize]
    }

    /// The cells of a region: name, names, adjectives, countries, kind, lat, lon.
    pub fn region(&self, row: u32) -> &[&'static str] {
        &self.tables[REGIONS][row as usize]
    }

    /// The cells of a word for a body or people: words, class, sector, kind.
    pub fn noun(&self, row: u32) -> &[&'static str] {
        &self.tables[NOUNS][row as usize]
    }

    /// A person by row.
    pub fn person(&self, row: u32) -> Person<'_> {
        Person::new(self.persons[row as usize])
    }

    /// The rows of the persons who hold an office of a class of the table of titles for a country on a day.
    pub fn holders(&self, country: CountryCode, office: &str, day: Date) -> Vec<u32> {
        let homes = self.homes.get_or_init(|| by_country(&self.persons));
        let rows = homes.get(country.as_str()).map(Vec::as_slice).unwrap_or_default();
        let holds = |held: Held| held.country == Some(country) && held.class.fits(office) && held.held_on(day);
        rows.iter().copied().filter(|&row| self.person(row).offices().any(holds)).collect()
    }

    /// Whether a folded word is the first name of at least three known persons. The names are gathered at the first question.
    pub fn is_given_name(&self, word: &str) -> bool {
        self.given.get_or_init(|| given_names(&self.persons)).contains(word)
    }

    /// Every country, state and territory as an actor.
    pub fn countries(&self) -> impl Iterator<Item = Actor> + '_ {
        let ids: BTreeSet<&str> = self.tables[COUNTRIES].iter().map(|row| row[0]).collect();
        ids.into_iter().filter_map(|id| self.actor(&id.parse().ok()?))
    }

    /// What is known of an actor; none for one that only an article knows.
    pub fn actor(&self, id: &ActorId) -> Option<Actor> {
        let wanted = id.as_str();
        if let Some(country) = self.country_of(wanted) {
            let names = country.names().map(str::to_owned).collect();
            return Some(plain_actor((id, ActorKind::Country, country.name()), names, country.code(), country.sector()));
        }
        let place = self.persons.binary_search_by(|line| line.split('\t').next().unwrap_or_default().cmp(wanted));
        if let Some(person) = place.ok().map(|row| self.person(row as u32)) {
            return Some(person.actor(id.clone()));
        }
        let body = self.tables[ORGANISATIONS].iter().find(|row| row[0] == wanted);
        if let Some(row) = body {
            let names = list(row[2]).chain(list(row[3])).map(str::to_owned).collect();
            return Some(plain_actor((id, ActorKind::Organization, row[1]), names, None, Some(sector_of_body(row[4]))));
        }
        let row = self.tables[GROUPS].iter().find(|row| row[0] == wanted)?;
        let names = list(row[2]).map(str::to_owned).collect();
        Some(plain_actor((id, kind_of_group(row[6]), row[1]), names, list(row[3]).next().and_then(|code| code.parse().ok()), row[6].parse().ok()))
    }

    fn index_world(&mut self) {
        let columns: [(usize, &[(usize, Kind)]); 6] = [
            (COUNTRIES, &[(2, Kind::Country), (3, Kind::Country), (4, Kind::Adjective), (5, Kind::People), (6, Kind::Capital), (7, Kind::Seat)]),
            (ORGANISATIONS, &[(1, Kind::Organisation), (2, Kind::Organisation), (3, Kind::Organisation)]),
            (GROUPS, &[(1, Kind::Group), (2, Kind::Group)]),
            (OFFICES, &[(0, Kind::Title)]),
            (CITIES, &[(0, Kind::City), (1, Kind::City)]),
            (REGIONS, &[(0, Kind::Region), (1, Kind::Region), (2, Kind::RegionAdjective)]),
        ];
        for (table, columns) in columns {
            for (number, row) in self.tables[table].iter().enumerate() {
                for &(column, kind) in columns {
                    list(row[column]).for_each(|name| self.index.insert(name, kind, number));
                }
            }
        }
        for (number, row) in self.tables[NOUNS].iter().enumerate() {
            list(row[0]).for_each(|name| self.index.insert(name, Kind::Noun, number));
        }
    }

    fn index_persons(&mut self) {
        for (number, line) in self.persons.iter().enumerate() {
            let mut cells = line.split('\t').skip(1);
            let (name, others) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
            for (place, name) in std::iter::once(name).chain(list(others)).enumerate() {
                // A title is no part of a name: what stands behind it is.
                let name = TITLES.iter().find_map(|title| name.strip_prefix(title)).unwrap_or(name);
                let whole = name.contains(' ');
                self.index.insert(name, if whole { Kind::Person } else { Kind::Surname }, number);
                if whole && (place == 0 || name.matches(' ').count() > 1) {
                    person::short_names(name).for_each(|short| self.index.insert(short, Kind::Surname, number));
                } else if let Some((_, last)) = name.rsplit_once(' ').filter(|(_, last)| last.len() > 4) {
                    self.index.insert(last, Kind::Surname, number);
                }
            }
        }
    }
}

/// Titles that some names of the sources begin with.
const TITLES: [&str; 6] = ["King ", "Queen ", "Pope ", "President ", "Prince ", "Emperor "];

/// A country, state or territory of the table.
#[derive(Clone, Copy, Debug)]
pub struct Country<'g>(&'g [&'static str]);

impl Country<'_> {
    /// Its name in the graph: the ISO code, or a slug for a partially recognised body.
    pub fn actor(&self) -> &'static str {
        self.0[0]
    }

    /// The code under which it counts.
    pub fn code(&self) -> Option<CountryCode> {
        self.0[1].parse().ok()
    }

    /// Its usual name.
    pub fn name(&self) -> &'static str {
        self.0[2]
    }

    /// Its other names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        list(self.0[3])
    }

    /// The adjective, or the name where there is none.
    pub fn adjective(&self) -> &'static str {
        list(self.0[4]).next().unwrap_or(self.0[2])
    }

    /// Its capital.
    pub fn capital(&self) -> Option<&'static str> {
        list(self.0[6]).next()
    }

    /// Government, or partially recognised.
    pub fn sector(&self) -> Option<Sector> {
        self.0[11].parse().ok()
    }

    /// Whether it is a state of today.
    pub fn is_state(&self) -> bool {
        self.0[10] == "state"
    }

    /// Whether the row is of a state that is no more.
    pub fn dissolved(&self) -> bool {
        self.0[10] == "dissolved state"
    }

    /// Whether it existed in a year.
    pub fn existed(&self, year: i16) -> bool {
        let bound = |cell: &str, otherwise: i16| cell.get(..4).and_then(|year| year.parse().ok()).unwrap_or(otherwise);
        bound(self.0[8], i16::MIN) <= year && year <= bound(self.0[9], i16::MAX)
    }
}

/// The items of a cell.
pub(crate) fn list(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|item| !item.is_empty())
}

/// The rows of persons by the countries of their offices.
fn by_country(persons: &[&'static str]) -> HashMap<&'static str, Vec<u32>> {
    let mut homes: HashMap<&'static str, Vec<u32>> = HashMap::new();
    for (row, line) in persons.iter().enumerate() {
        for office in list(line.split('\t').nth(3).unwrap_or_default()) {
            let rows = homes.entry(office.split('^').next().unwrap_or_default()).or_default();
            if rows.last() != Some(&(row as u32)) {
                rows.push(row as u32);
            }
        }
    }
    homes
}

fn given_names(persons: &[&'static str]) -> HashSet<String> {
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for line in persons {
        let name = line.split('\t').nth(1).unwrap_or_default();
        if let Some((first, _)) = name.split_once(' ').filter(|(first, _)| first.len() > 2) {
            *counts.entry(first).or_default() += 1;
        }
    }
    counts.into_iter().filter(|&(_, count)| count > 2).map(|(name, _)| folded(name)).collect()
}

/// The sector of a body by its kind.
pub(crate) fn sector_of_body(kind: &str) -> Sector {
    match kind {
        "NGO" => Sector::Ngo,
        "court" => Sector::Jud,
        "party" | "movement" => Sector::Pty,
        _ => Sector::Igo,
    }
}

/// Whether a row of the table of armed groups is people or a body.
pub(crate) fn kind_of_group(sector: &str) -> ActorKind {
    if matches!(sector, "CVL" | "REB" | "UAF" | "PRM" | "CRM" | "SOC") { ActorKind::Group } else { ActorKind::Organization }
}

fn plain_actor((id, kind, name): (&ActorId, ActorKind, &str), names: Vec<String>, country: Option<CountryCode>, sector: Option<Sector>) -> Actor {
    Actor { id: id.clone(), kind, name: name.to_owned(), names, country, sector, offices: Vec::new() }
}

#[cfg(test)]
mod tests;
