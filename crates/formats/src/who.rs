//! Who acts: the field's strings and codes for actors become actors of the graph.

use chancery_core::{Actor, ActorId, ActorKind, CountryCode, Participant, Role, Sector};
use jiff::civil::Date;
use std::{collections::HashMap, sync::Arc};

use crate::{country, sector};

/// What the caller knows of names. The files of the field name the same people, bodies and countries as news does, and what is known of them
/// lies elsewhere.
pub trait Names: Sync {
    /// The one actor whom this name means, where one is known.
    fn find(&self, name: &str) -> Option<Actor>;

    /// The name as part of an actor id: lower case, without marks, words parted by hyphens.
    fn slug(&self, name: &str) -> String;
}

/// The longest name that is kept, in characters.
const LONGEST: usize = 160;
/// So many actors are remembered at once; more would fill the memory with a file of nothing but names.
const REMEMBERED: usize = 500_000;

/// Makes actors of strings, each once.
pub(crate) struct Cast<'k> {
    names: &'k dyn Names,
    known: HashMap<String, Option<Arc<Actor>>>,
    new: Vec<Actor>,
}

/// An actor of a row, and the country for which it acts there.
pub(crate) type Party = (Arc<Actor>, Option<CountryCode>);

/// What a row tells of an actor beside its name.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hints<'h> {
    /// The country's name or code.
    pub country: Option<&'h str>,
    /// Words for what it does.
    pub sectors: Option<&'h str>,
}

impl<'k> Cast<'k> {
    pub fn new(names: &'k dyn Names) -> Self {
        Self { names, known: HashMap::new(), new: Vec::new() }
    }

    /// The actors made since the last call.
    pub fn take(&mut self) -> Vec<Actor> {
        std::mem::take(&mut self.new)
    }

    /// The actor of this name: a country; a body of a country, as in "Foreign Affairs (Bangladesh)"; somebody who is known; or somebody new. None
    /// for a name without a letter or digit.
    pub fn named(&mut self, name: &str, hints: Hints<'_>) -> Option<Arc<Actor>> {
        let key = format!("{name}\t{}\t{}", hints.country.unwrap_or_default(), hints.sectors.unwrap_or_default());
        self.remember(key, |names| named(names, name, hints))
    }

    /// The actor of this name in a sector that the row tells by its code, which counts where the name says nothing itself.
    pub fn filed(&mut self, name: &str, country: Option<&str>, sector: Option<Sector>) -> Option<Arc<Actor>> {
        let key = format!("{name}\t{}\t{sector:?}", country.unwrap_or_default());
        self.remember(key, |names| {
            let actor = named(names, name, Hints { country, sectors: None })?;
            Some(Actor { sector: actor.sector.or(sector), ..actor })
        })
    }

    /// The actor that `make` makes, remembered under `key`.
    pub fn remember(&mut self, key: String, make: impl FnOnce(&dyn Names) -> Option<Actor>) -> Option<Arc<Actor>> {
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        let actor = make(self.names);
        self.new.extend(actor.clone());
        let actor = actor.map(Arc::new);
        self.known.insert(key, actor.clone());
        actor
    }
}

pub(crate) fn named(names: &dyn Names, name: &str, hints: Hints<'_>) -> Option<Actor> {
    if let Some(actor) = parted(name).and_then(|(body, owner)| owned(names, name, body, owner, hints)) {
        return Some(actor);
    }
    if let Some(known) = named_country(name).or_else(|| names.find(name)) {
        return Some(known);
    }
    let country = hints.country.and_then(country_of);
    let by_name = sector::told(name);
    let told = by_name.or_else(|| hints.sectors.and_then(sector::told));
    let kind = if by_name.is_none() && looks_human(name) { ActorKind::Person } else { told.map_or(ActorKind::Organization, |(_, kind)| kind) };
    actor(names.slug(name), kind, name, country, told.map(|(sector, _)| sector))
}

/// The country that a name means, as an actor.
fn named_country(name: &str) -> Option<Actor> {
    country::named(name).and_then(country_actor)
}

/// The country that a name or a code of three letters means, as an actor.
pub(crate) fn told_country(told: &str) -> Option<Actor> {
    country::told(told).and_then(country_actor)
}

/// A country as an actor.
pub(crate) fn country_actor(found: &country::Country) -> Option<Actor> {
    actor(found.actor.to_owned(), ActorKind::Country, found.name, found.code, Some(Sector::Gov))
}

/// A name in two parts: "Foreign Affairs (Bangladesh)".
fn parted(name: &str) -> Option<(&str, &str)> {
    let (body, owner) = name.strip_suffix(')')?.rsplit_once(" (")?;
    (!body.trim().is_empty() && !owner.is_empty()).then_some((body.trim(), owner))
}

/// A body or people of a country, or of another body.
fn owned(names: &dyn Names, name: &str, body: &str, owner: &str, hints: Hints<'_>) -> Option<Actor> {
    let (sector, kind) = sector::told(body)
        .or_else(|| hints.sectors.and_then(sector::told))
        .map_or((None, ActorKind::Organization), |(sector, kind)| (Some(sector), kind));
    match country::named(owner) {
        Some(found) => actor(format!("{}-{}", found.actor.to_lowercase(), names.slug(body)), kind, name, found.code, sector),
        None => actor(names.slug(name), kind, name, hints.country.and_then(country_of), sector),
    }
}

/// An actor of this id and name; none where the id would be empty.
pub(crate) fn actor(id: String, kind: ActorKind, name: &str, country: Option<CountryCode>, sector: Option<Sector>) -> Option<Actor> {
    let id: ActorId = id.chars().take(LONGEST).collect::<String>().trim_matches('-').parse().ok()?;
    let name: String = name.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    Some(Actor { id, kind, name, names: Vec::new(), country, sector, offices: Vec::new() })
}

/// The code of a country by its name or code.
pub(crate) fn country_of(told: &str) -> Option<CountryCode> {
    country::told(told).and_then(|found| found.code)
}

/// Whether a name that nobody knows looks like a person's: two to four words in capitals, and none that names a body.
fn looks_human(name: &str) -> bool {
    const BODIES: [&str; 34] = [
        "party",
        "movement",
        "front",
        "union",
        "group",
        "council",
        "bank",
        "corporation",
        "company",
        "times",
        "post",
        "tv",
        "association",
        "force",
        "forces",
        "army",
        "brigade",
        "brigades",
        "league",
        "alliance",
        "federation",
        "organization",
        "institute",
        "foundation",
        "center",
        "centre",
        "committee",
        "commission",
        "agency",
        "service",
        "house",
        "airlines",
        "cartel",
        "coalition",
    ];
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &&str| word.chars().next().is_some_and(|c| c.is_uppercase()) || matches!(*word, "al" | "bin" | "de" | "da" | "van" | "von");
    (2..=4).contains(&words.len())
        && words.iter().all(capital)
        && !words.iter().any(|word| BODIES.contains(&word.to_lowercase().as_str()))
        && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '.' | '’'))
}

/// The actor's part in an event on a day: with the office held then, and for the country that the row tells or else that of the office.
pub(crate) fn participant(actor: &Actor, role: Role, day: Option<Date>, told: Option<CountryCode>) -> Participant {
    let held = day.and_then(|day| actor.offices.iter().rev().find(|office| office.held_on(day)));
    Participant {
        actor: actor.id.clone(),
        kind: actor.kind,
        name: actor.name.clone(),
        office: held.map(|office| office.title.clone()),
        organization: held.and_then(|office| office.organization.clone()),
        country: told.or_else(|| held.and_then(|office| office.country)).or(actor.country),
        sector: actor.sector,
        role,
    }
}
