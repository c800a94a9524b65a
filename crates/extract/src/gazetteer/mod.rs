//! Who and what there is in the world: countries, bodies, armed groups, persons with their offices, titles, cities and regions.
//!
//! Read [`Gazetteer`] first. The tables are embedded; their sources and licences are in tools/gazetteer/README.md.

mod fold;
mod index;
mod layout;
mod person;
mod places;
mod sound;
mod tables;

use chancery_core::{Actor, ActorId, ActorKind, CountryCode, Sector};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

pub use fold::{Word, folded, slug, words};
pub use index::{Entry, Kind};
pub use person::{Class, Held, Person};
pub(crate) use places::{made, weight};
use tables::{Numbers, Table};

/// The tables and the index of all their names, both of which the build script lays out and which are read where they lie in the
/// program: there is nothing to load.
pub struct Gazetteer(());

/// Pairs of a country (its three letters as a number) and the row of a person who held an office for it, in order.
static HOMES: Numbers = Numbers(include_bytes!(concat!(env!("OUT_DIR"), "/homes.bin")));

/// The rows of organisations, and of armed groups, by their ids: whom only an article knows is in neither, and is looked for in every event.
static BODIES: LazyLock<FxHashMap<&str, usize>> = LazyLock::new(|| Table::Organisations.by_first_cell());
static GROUPS: LazyLock<FxHashMap<&str, usize>> = LazyLock::new(|| Table::Groups.by_first_cell());

impl Gazetteer {
    /// The gazetteer that is part of the program.
    pub fn builtin() -> Self {
        Self(())
    }

    /// The names that begin at a word, the longest first: length in words, and what bears the name. Case is not looked at.
    pub fn at(&self, words: &[Word], from: usize) -> Vec<(usize, Vec<Entry>)> {
        index::at(words, from)
    }

    /// A country by its row.
    pub fn country(&self, row: u32) -> Country {
        Country(Table::Countries.cells(row as usize))
    }

    /// The country, as it is now, whose actor id this is.
    pub fn country_of(&self, actor: &str) -> Option<Country> {
        self.country_row(actor).map(|row| self.country(row))
    }

    /// The row of the country, as it is now, whose actor id this is.
    pub fn country_row(&self, actor: &str) -> Option<u32> {
        static ROWS: LazyLock<FxHashMap<&str, u32>> = LazyLock::new(|| {
            let rows = Table::Countries.lines().enumerate().map(|(row, line)| (tables::first_cell(line), row as u32));
            let (gone, there): (Vec<_>, Vec<_>) = rows.partition(|&(_, row)| Gazetteer::builtin().country(row).dissolved());
            // Of several the last counts, and a state that is there still before one that is not.
            gone.into_iter().chain(there).collect()
        });
        ROWS.get(actor).copied()
    }

    /// The cells of an organisation: id, name, acronyms, names, kind, from, to, members.
    pub fn organisation(&self, row: u32) -> [&'static str; 8] {
        Table::Organisations.cells(row as usize)
    }

    /// The cells of an armed group, party or people: id, name, names, homes, from, to, sector.
    pub fn group(&self, row: u32) -> [&'static str; 7] {
        Table::Groups.cells(row as usize)
    }

    /// The cells of a title: title, office, sector, acts_for, rank.
    pub fn office(&self, row: u32) -> [&'static str; 5] {
        Table::Offices.cells(row as usize)
    }

    /// The cells of a city or site: name, names, country, state, lat, lon, thousands, kind.
    pub fn city(&self, row: u32) -> [&'static str; 8] {
        Table::Cities.cells(row as usize)
    }

    /// The cells of a region: name, names, adjectives, countries, kind, lat, lon.
    pub fn region(&self, row: u32) -> [&'static str; 7] {
        Table::Regions.cells(row as usize)
    }

    /// The cells of a word for a body or people: words, class, sector, kind.
    pub fn noun(&self, row: u32) -> [&'static str; 4] {
        Table::Nouns.cells(row as usize)
    }

    /// A person by row.
    pub fn person(&self, row: u32) -> Person<'static> {
        Person::new(Table::Persons.line(row as usize))
    }

    /// The rows of the persons who hold an office of a class of the table of titles for a country on a day.
    pub fn holders(&self, country: CountryCode, office: &str, day: Date) -> Vec<u32> {
        let ever = self.ever(country, office);
        let mut rows: Vec<u32> = ever.iter().filter(|(_, held)| held.held_on(day)).map(|&(row, _)| row).collect();
        rows.dedup();
        rows
    }

    /// The rows of the persons who held such an office at any time, once for each time. A country has hundreds of persons and news asks
    /// for the same few offices again and again, so that the answers are kept.
    fn ever(&self, country: CountryCode, office: &str) -> Arc<[(u32, Held)]> {
        type Answers = HashMap<CountryCode, HashMap<String, Arc<[(u32, Held)]>>>;
        static KEPT: LazyLock<RwLock<Answers>> = LazyLock::new(RwLock::default);
        // Whoever held the lock only looked up or added: what stands there is whole.
        let kept = || KEPT.read().unwrap_or_else(PoisonError::into_inner).get(&country)?.get(office).cloned();
        kept().unwrap_or_else(|| {
            let such = |land: Option<CountryCode>, class: Class| land == Some(country) && class.fits(office);
            let times = |row| self.person(row).offices_of(such).map(move |held| (row, held));
            let ever: Arc<[(u32, Held)]> = at_home(country).flat_map(times).collect();
            KEPT.write().unwrap_or_else(PoisonError::into_inner).entry(country).or_default().insert(office.to_owned(), Arc::clone(&ever));
            ever
        })
    }

    /// The rows of the persons whose whole name these folded words are in another romanisation ("moammar qadhafi").
    pub fn sounding(&self, words: &[&str]) -> Vec<u32> {
        index::sounding(words)
    }

    /// The person of the table with this id.
    pub fn person_of(&self, id: &str) -> Option<Person<'static>> {
        Table::Persons.find_sorted(id).map(|row| self.person(row as u32))
    }

    /// Whether a folded word is the first name of at least three known persons.
    pub fn is_given_name(&self, word: &str) -> bool {
        index::is_given(word)
    }

    /// Every country, state and territory as an actor.
    pub fn countries(&self) -> impl Iterator<Item = Actor> + '_ {
        let ids: BTreeSet<&str> = Table::Countries.lines().map(tables::first_cell).collect();
        ids.into_iter().filter_map(|id| self.actor(&id.parse().ok()?))
    }

    /// What is known of an actor; none for one that only an article knows.
    pub fn actor(&self, id: &ActorId) -> Option<Actor> {
        let wanted = id.as_str();
        if let Some(country) = self.country_of(wanted) {
            let names = country.names().map(str::to_owned).collect();
            return Some(plain_actor((id, ActorKind::Country, country.name()), names, country.code(), country.sector()));
        }
        if let Some(row) = Table::Persons.find_sorted(wanted) {
            return Some(self.person(row as u32).actor(id.clone()));
        }
        if let Some(&row) = BODIES.get(wanted) {
            let [_, name, acronyms, names, kind, ..] = self.organisation(row as u32);
            let names = list(acronyms).chain(list(names)).map(str::to_owned).collect();
            return Some(plain_actor((id, ActorKind::Organization, name), names, None, Some(sector_of_body(kind))));
        }
        let [_, name, names, homes, _, _, sector] = self.group(*GROUPS.get(wanted)? as u32);
        let names = list(names).map(str::to_owned).collect();
        Some(plain_actor((id, kind_of_group(sector), name), names, list(homes).next().and_then(|code| code.parse().ok()), sector.parse().ok()))
    }
}

/// A country, state or territory of the table.
#[derive(Clone, Copy, Debug)]
pub struct Country([&'static str; 13]);

impl Country {
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

    /// Whether it existed on a day (`1991-08-26`).
    pub fn existed(&self, day: &str) -> bool {
        let (from, to) = (self.0[8], self.0[9]);
        from <= day && (to.is_empty() || day.get(..to.len()).is_none_or(|day| day <= to))
    }
}

/// The items of a cell.
pub(crate) fn list(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|item| !item.is_empty())
}

/// The rows of the persons who held an office for a country.
fn at_home(country: CountryCode) -> impl Iterator<Item = u32> {
    let code = country.as_str().bytes().fold(0, |code, letter| code << 8 | u32::from(letter));
    let (mut low, mut high) = (0, HOMES.len() / 2);
    while low < high {
        let middle = (low + high) / 2;
        if HOMES.get(middle * 2) < code { low = middle + 1 } else { high = middle }
    }
    (low..HOMES.len() / 2).take_while(move |pair| HOMES.get(pair * 2) == code).map(|pair| HOMES.get(pair * 2 + 1))
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
