//! Persons with the offices they held.

use chancery_core::{Actor, ActorId, ActorKind, CountryCode, Office, Sector};
use jiff::civil::Date;

use super::list;

/// A person of the table.
#[derive(Clone, Copy, Debug)]
pub struct Person<'g> {
    /// The name in the graph.
    pub id: &'g str,
    /// The usual name.
    pub name: &'g str,
    names: &'static str,
    offices: &'static str,
}

/// The class of an office: two letters of the table ("hg" is a head of government).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class(pub &'static str);

/// An office that a person held.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    /// The country it is held for.
    pub country: Option<CountryCode>,
    /// The body without a country it is held for.
    pub organization: Option<&'static str>,
    /// Its class.
    pub class: Class,
    /// Its title; empty where the source tells none.
    pub title: &'static str,
    /// First day known.
    pub from: Option<Date>,
    /// Last day known.
    pub to: Option<Date>,
}

impl Person<'static> {
    pub(super) fn new(line: &'static str) -> Self {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        Self { id: cell(), name: cell(), names: cell(), offices: cell() }
    }
}

impl Person<'_> {
    /// Other names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        list(self.names)
    }

    /// The offices, oldest first.
    pub fn offices(&self) -> impl Iterator<Item = Held> + use<> {
        self.offices_of(|_, _| true)
    }

    /// Those of them that are held for a country, and are of a class, for which `wanted` holds; the others are not read to their end.
    pub(super) fn offices_of<F: Fn(Option<CountryCode>, Class) -> bool>(&self, wanted: F) -> impl Iterator<Item = Held> + use<F> {
        list(self.offices).filter_map(move |office| {
            let mut cells = office.split('^');
            let mut cell = || cells.next().unwrap_or_default();
            let (country, body, class) = (cell().parse().ok(), cell(), Class(cell()));
            wanted(country, class).then(|| Held {
                country,
                organization: (!body.is_empty()).then_some(body),
                class,
                title: cell(),
                from: day(cell(), false),
                to: day(cell(), true),
            })
        })
    }

    /// The most important office held on `day`, or the last one held.
    pub fn office_on(&self, day: Option<Date>) -> Option<(Held, bool)> {
        let held: Vec<Held> = self.offices().collect();
        let now = |held: &&Held| day.is_none_or(|day| held.held_on(day));
        if let Some(office) = held.iter().filter(now).min_by_key(|held| held.class.rank()) {
            return Some((*office, true));
        }
        let before = held.iter().filter(|held| day.is_some_and(|day| held.from.is_none_or(|from| from <= day)));
        before.max_by_key(|held| held.to).or(held.first()).map(|office| (*office, false))
    }

    /// The person as an actor of the graph.
    pub fn actor(&self, id: ActorId) -> Actor {
        let last = self.offices().last();
        let offices = self.offices().filter(|held| !held.title.is_empty()).map(|held| Office {
            title: held.title.to_owned(),
            country: held.country,
            organization: held.organization.map(str::to_owned),
            from: held.from,
            to: held.to,
        });
        Actor {
            id,
            kind: ActorKind::Person,
            name: self.name.to_owned(),
            names: self.names().map(str::to_owned).collect(),
            country: last.and_then(|held| held.country),
            sector: last.map(|held| held.class.sector()),
            offices: offices.collect(),
        }
    }
}

impl Held {
    /// Whether it was held on `day`. The sources stop about 2023: an open end is taken to last until then, and nine years at most after.
    pub fn held_on(&self, day: Date) -> bool {
        let open = self.from.is_none_or(|from| day.year() <= 2023 || day.year() - from.year() <= 9) || self.class.rank() == 0;
        self.from.is_none_or(|from| from <= day) && self.to.map_or(open, |to| day <= to)
    }
}

impl Class {
    /// The smaller the higher.
    pub fn rank(self) -> u8 {
        match self.0 {
            "hs" | "hg" => 0,
            "fm" | "io" => 1,
            "vp" | "dg" | "dm" => 2,
            "go" => 9,
            "mc" | "sn" | "mi" => 5,
            _ => 4,
        }
    }

    /// In what capacity its holder acts.
    pub fn sector(self) -> Sector {
        match self.0 {
            "dm" | "mc" => Sector::Mil,
            "ic" => Sector::Spy,
            "ju" => Sector::Jud,
            "sp" | "le" => Sector::Leg,
            "pl" => Sector::Pty,
            "ol" => Sector::Opp,
            "re" => Sector::Reb,
            "io" => Sector::Igo,
            _ => Sector::Gov,
        }
    }

    /// Whether an office of the table of titles ("head of government") is of this class.
    pub fn fits(self, office: &str) -> bool {
        let classes: &[&str] = match office {
            "head of state" => &["hs"],
            "head of government" => &["hg", "sn"],
            "deputy head of government" => &["dg"],
            "vice president" => &["vp"],
            "foreign minister" => &["fm"],
            "deputy foreign minister" => &["df"],
            "defence minister" => &["dm"],
            "finance minister" => &["mf"],
            "interior minister" => &["im"],
            "ambassador" | "permanent representative to the UN" => &["am", "un"],
            "special envoy" => &["se", "io", "df"],
            "international official" => &["io"],
            "party leader" | "diplomat" => &["pl"],
            "chairman" => &["pl", "hs", "hg", "io", "sp"],
            "crown prince" => &["dg", "hg", "vp", "dm"],
            "national security adviser" => &["ns"],
            "military chief" => &["mc"],
            "intelligence chief" => &["ic"],
            "speaker of the legislature" => &["sp"],
            "opposition leader" => &["ol"],
            "central bank governor" => &["cb"],
            "justice minister" => &["jm"],
            "energy minister" => &["em"],
            "economy or trade minister" => &["tm"],
            "minister" => &["mi", "tm", "em", "fm", "dm", "mf", "im", "jm", "df"],
            "subnational official" => &["sn"],
            _ => return false,
        };
        classes.contains(&self.0)
    }
}

fn day(cell: &str, last: bool) -> Option<Date> {
    let range: chancery_core::DateRange = cell.parse().ok()?;
    Some(if last { range.end } else { range.start })
}
