//! Turns facts into rows: each thing that events have in common is kept once and named by a number.

use chancery_core::{
    Actor, ActorId, ActorKind, CountryCode, EventFacts, EventType, FactParticipant, Place, PlacePrecision, Status, date::day_number,
};
use rustc_hash::FxHashMap;
use std::{hash::Hash, sync::Arc};

use crate::{
    fold::fold,
    rows::{Class, Hot, NONE, Part, Row, Spot, Tables, Telling, When},
    table::Table,
};

/// Where each thing lies in the tables. Only the writer has one; readers need none.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    kinds: FxHashMap<EventType, u32>,
    whens: FxHashMap<(i32, i32), u32>,
    classes: FxHashMap<ClassKey, u32>,
    parts: FxHashMap<FactParticipant, u32>,
    /// Casts of two, by their participants.
    two: FxHashMap<[u32; 2], u32>,
    casts: FxHashMap<Box<[u32]>, u32>,
    sources: FxHashMap<Arc<[Arc<str>]>, u32>,
    tellings: FxHashMap<TellingKey, u32>,
    /// Names of places and of what they lie in.
    words: FxHashMap<String, u32>,
    spots: FxHashMap<SpotKey, u32>,
    /// Told once, as nearly all events are: days from the event to when it was known, and the status.
    once: FxHashMap<(i32, Status), History>,
    histories: FxHashMap<History, History>,
}

type History = Arc<[(i32, Status)]>;
type TellingKey = (u32, u32, u32);
type ClassKey = (u16, u8, u32, Arc<str>, History);
type SpotKey = (u32, Option<u32>, Option<CountryCode>, [Option<u64>; 2], PlacePrecision);

impl Interner {
    /// The row of an event. Actors that nobody has told of yet get an entry with their id as name.
    pub fn row(&mut self, tables: &mut Tables, facts: &EventFacts) -> Row {
        let when = facts.date.map_or(NONE, |date| {
            let (start, end) = (day_number(date.start), day_number(date.end));
            let month = i32::from(date.start.year()) * 12 + i32::from(date.start.month()) - 1;
            intern(&mut self.whens, &mut tables.whens, (start, end), || When { start, end, range: date, month })
        });
        let cast = self.cast(tables, &facts.participants);
        let class = self.class(tables, facts);
        Row { hot: Hot { when, class, cast }, id: facts.id.0, telling: self.telling(tables, facts), spot: self.spot(tables, facts.place.as_ref()) }
    }

    fn class(&mut self, tables: &mut Tables, facts: &EventFacts) -> u32 {
        let kind = intern(&mut self.kinds, &mut tables.kinds, facts.kind.clone(), || facts.kind.clone());
        let kind = u16::try_from(kind).expect("an ontology has fewer than 65536 types");
        let start = facts.date.map_or(0, |date| day_number(date.start));
        let history = self.history(facts, start);
        let key = (kind, facts.quad_class, facts.goldstein.to_bits(), facts.cameo.clone(), history.clone());
        intern(&mut self.classes, &mut tables.classes, key, || Class {
            kind,
            quad: facts.quad_class,
            status: history[history.len() - 1].1,
            goldstein: facts.goldstein,
            cameo: facts.cameo.clone(),
            history,
        })
    }

    fn history(&mut self, facts: &EventFacts, start: i32) -> History {
        if let &[(day, status)] = &facts.history[..] {
            let known = (day_number(day) - start, status);
            return self.once.entry(known).or_insert_with(|| Arc::new([known])).clone();
        }
        let history: History = facts.history.iter().map(|&(day, status)| (day_number(day) - start, status)).collect();
        self.histories.entry(history).or_insert_with_key(Clone::clone).clone()
    }

    fn cast(&mut self, tables: &mut Tables, told: &[FactParticipant]) -> u32 {
        if let [one, other] = told
            && one != other
        {
            let parts = [self.part(tables, one), self.part(tables, other)];
            return *self.two.entry(parts).or_insert_with(|| tables.cast(&parts));
        }
        let mut parts: Vec<u32> = Vec::with_capacity(told.len());
        for participant in told {
            let part = self.part(tables, participant);
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        if let Some(&cast) = self.casts.get(&parts[..]) {
            return cast;
        }
        let cast = tables.cast(&parts);
        self.casts.insert(parts.into(), cast);
        cast
    }

    fn part(&mut self, tables: &mut Tables, told: &FactParticipant) -> u32 {
        if let Some(&part) = self.parts.get(told) {
            return part;
        }
        let actor = actor_index(tables, &told.actor);
        let country = told.country.and_then(|code| code.as_str().parse().ok()).map(|id: ActorId| actor_index(tables, &id));
        let part = tables.parts.push(Part { actor, rolled: country.unwrap_or(actor), country: told.country, role: told.role });
        self.parts.insert(told.clone(), part);
        part
    }

    fn telling(&mut self, tables: &mut Tables, facts: &EventFacts) -> u32 {
        let sources = match self.sources.get(facts.sources.as_slice()) {
            Some(&known) => known,
            None => {
                let next = self.sources.len() as u32;
                *self.sources.entry(facts.sources.as_slice().into()).or_insert(next)
            }
        };
        let key = (sources, facts.reports, facts.confidence.to_bits());
        let telling = || Telling { sources: facts.sources.as_slice().into(), reports: facts.reports, confidence: facts.confidence };
        intern(&mut self.tellings, &mut tables.tellings, key, telling)
    }

    fn word(&mut self, word: &str) -> u32 {
        if let Some(&known) = self.words.get(word) {
            return known;
        }
        let next = self.words.len() as u32;
        self.words.insert(word.to_owned(), next);
        next
    }

    fn spot(&mut self, tables: &mut Tables, place: Option<&Place>) -> u32 {
        let Some(place) = place else { return NONE };
        let (name, within) = (self.word(&place.name), place.within.as_deref().map(|within| self.word(within)));
        let key = (name, within, place.country, [place.lat.map(f64::to_bits), place.lon.map(f64::to_bits)], place.precision);
        intern(&mut self.spots, &mut tables.spots, key, || {
            let words = [Some(place.name.as_str()), place.within.as_deref(), place.country.as_ref().map(CountryCode::as_str)];
            Spot { place: place.clone(), words: words.into_iter().flatten().map(fold).collect() }
        })
    }
}

/// The index of an actor, with a bare entry made where there is none.
fn actor_index(tables: &mut Tables, id: &ActorId) -> u32 {
    tables.actors.index(id).unwrap_or_else(|| {
        let country: Option<CountryCode> = id.as_str().parse().ok();
        let kind = if country.is_some() { ActorKind::Country } else { ActorKind::Organization };
        let name = id.as_str().to_owned();
        tables.actors.put(Actor { id: id.clone(), kind, name, names: Vec::new(), country, sector: None, offices: Vec::new() })
    })
}

fn intern<K: Eq + Hash, T: Clone>(map: &mut FxHashMap<K, u32>, table: &mut Table<T>, key: K, make: impl FnOnce() -> T) -> u32 {
    *map.entry(key).or_insert_with(|| table.push(make()))
}
