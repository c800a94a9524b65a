//! Who is meant by a name: ids, names and aliases of the actors, and how near an unknown name comes.

use chancery_core::{Actor, ActorId, ActorKind, CountryCode};
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::{cmp::Ordering, sync::Arc};

use crate::{
    fold::fold,
    graph::Graph,
    known::Known,
    table::{Layered, Table},
};

/// Who is meant by a name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Resolution {
    /// Exactly one actor.
    One(ActorId),
    /// Several, those with most events first.
    Many(Vec<Candidate>),
    /// Nobody; the actors whose names come nearest.
    None(Vec<Candidate>),
}

/// An actor who may be meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// Its name in the graph.
    pub id: ActorId,
    /// What it is called first.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Its country.
    pub country: Option<CountryCode>,
    /// In how many events it takes part as told.
    pub events: usize,
}

/// The actors by number, id and name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Actors {
    entries: Table<Known>,
    changed: FxHashMap<u32, Known>,
    ids: Layered<ActorId, u32>,
    names: Layered<Box<str>, Called>,
    /// Where each actor of the last fold stands among them by id, so that ids are seldom compared letter by letter.
    ranks: Arc<Vec<u32>>,
    /// The same by name, then id.
    name_ranks: Arc<Vec<u32>>,
}

/// Who has a name: nearly always one, for whom no memory of its own is needed.
#[derive(Clone, Debug)]
enum Called {
    One(u32),
    Several(Box<[u32]>),
}

impl Default for Called {
    fn default() -> Self {
        Self::Several(Box::default())
    }
}

impl Called {
    fn list(&self) -> &[u32] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Several(several) => several,
        }
    }

    /// Adds actors who have the name too.
    fn add(&mut self, actors: &[u32]) {
        *self = match (self.list(), actors) {
            ([], &[one]) => Self::One(one),
            (&[one], &[other]) if one == other => Self::One(one),
            (held, _) => {
                let mut all = [held, actors].concat();
                all.sort_unstable();
                all.dedup();
                Self::Several(all.into())
            }
        };
    }
}

/// Countries whose personal names begin with the family name.
const FAMILY_NAME_FIRST: [&str; 8] = ["CHN", "TWN", "HKG", "MAC", "PRK", "KOR", "VNM", "KHM"];

impl Actors {
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    #[inline]
    pub fn get(&self, index: u32) -> &Known {
        if self.changed.is_empty() { self.entries.get(index) } else { self.changed.get(&index).unwrap_or_else(|| self.entries.get(index)) }
    }

    pub fn index(&self, id: &ActorId) -> Option<u32> {
        self.ids.get(id).copied()
    }

    /// Adds an actor, or replaces the one of its id.
    pub fn put(&mut self, actor: Actor) -> u32 {
        let mut keys: Vec<String> = called(&actor).map(|(_, name)| name).collect();
        keys.sort_unstable();
        keys.dedup();
        let actor = Known::from(actor);
        let index = match self.index(&actor.id) {
            Some(index) => {
                self.changed.insert(index, actor);
                index
            }
            None => {
                let id = actor.id.clone();
                let index = self.entries.push(actor);
                self.ids.insert(id, index);
                index
            }
        };
        for key in keys.into_iter().filter(|key| !key.is_empty()) {
            self.names.entry(key.into()).add(&[index]);
        }
        index
    }

    /// The order of two actors by id.
    pub fn by_id(&self, a: u32, b: u32) -> Ordering {
        match (self.ranks.get(a as usize), self.ranks.get(b as usize)) {
            (Some(a), Some(b)) => a.cmp(b),
            _ => self.get(a).id.cmp(&self.get(b).id),
        }
    }

    /// Rows by weight, lighter first, then by the ids of their actors.
    pub fn sorted_by_id<'r, T>(&self, rows: &'r [T], row: impl Fn(&T) -> (u32, [u32; 2])) -> impl Iterator<Item = &'r T> {
        let ranked = self.ranks.len() == self.len();
        let rank = |actor: u32| if ranked { u128::from(self.ranks[actor as usize]) } else { 0 };
        // Sixteen bytes that compare at once: weight, ranks and place, from the top.
        let key = |(at, one): (u32, &T)| {
            let (weight, [a, b]) = row(one);
            u128::from(weight) << 96 | rank(a) << 64 | rank(b) << 32 | u128::from(at)
        };
        let mut keys: Vec<u128> = (0..).zip(rows).map(key).collect();
        let one = |key: u128| &rows[key as u32 as usize];
        if ranked {
            keys.sort_unstable();
        } else {
            keys.sort_unstable_by(|&x, &y| {
                let ((x, [a, b]), (y, [c, d])) = (row(one(x)), row(one(y)));
                x.cmp(&y).then_with(|| self.by_id(a, c)).then_with(|| self.by_id(b, d))
            });
        }
        keys.into_iter().map(|key| &rows[key as u32 as usize])
    }

    /// Where an actor stands among all by name, then id; none where actors have come or changed since the last fold.
    pub fn name_rank(&self, actor: u32) -> Option<u32> {
        self.name_ranks.get(actor as usize).copied().filter(|_| self.changed.is_empty())
    }

    /// The order of two actors by name, then id.
    pub fn by_name(&self, a: u32, b: u32) -> Ordering {
        match (self.name_ranks.get(a as usize), self.name_ranks.get(b as usize)) {
            (Some(a), Some(b)) if self.changed.is_empty() => a.cmp(b),
            _ => {
                let (a, b) = (self.get(a), self.get(b));
                (&a.name, &a.id).cmp(&(&b.name, &b.id))
            }
        }
    }

    fn rank(&mut self) {
        let ranked = |order: &dyn Fn(&Actor, &Actor) -> Ordering| {
            let mut actors: Vec<u32> = (0..self.len() as u32).collect();
            actors.sort_unstable_by(|&a, &b| order(self.entries.get(a), self.entries.get(b)));
            let mut ranks = vec![0; actors.len()];
            actors.into_iter().zip(0..).for_each(|(actor, rank)| ranks[actor as usize] = rank);
            Arc::new(ranks)
        };
        let ranks = ranked(&|a, b| a.id.cmp(&b.id));
        let name_ranks = ranked(&|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        (self.ranks, self.name_ranks) = (ranks, name_ranks);
    }

    pub fn fold(&mut self) {
        let changed = self.unfolded() > 0;
        if !self.changed.is_empty() {
            let entries = (0..self.len() as u32).map(|index| self.get(index).clone()).collect::<Vec<_>>();
            self.entries = Table::default();
            for entry in entries {
                self.entries.push(entry);
            }
            self.changed.clear();
        }
        self.entries.fold();
        if changed {
            self.rank();
        }
        self.ids.fold(|held, new| *held = new);
        self.names.fold(|held, new| held.add(new.list()));
    }

    /// Number of actors that the next fold has to take in.
    pub fn unfolded(&self) -> usize {
        self.entries.extra_len() + self.changed.len()
    }

    /// The actors called so by the strongest kind of name that fits: id, first name, other name, family name.
    fn called(&self, folded: &str) -> Vec<u32> {
        let mut found: Vec<u32> = self.names.both(&Box::from(folded)).flat_map(Called::list).copied().collect();
        found.sort_unstable();
        found.dedup();
        let tier = |index: u32| called(self.get(index)).filter(|(_, name)| name == folded).map(|(tier, _)| tier).min();
        let tiers: Vec<(u8, u32)> = found.into_iter().filter_map(|index| Some((tier(index)?, index))).collect();
        let best = tiers.iter().map(|&(tier, _)| tier).min();
        tiers.into_iter().filter(|&(tier, _)| Some(tier) == best).map(|(_, index)| index).collect()
    }
}

/// An actor's folded names, each with its strength.
pub(crate) fn called(actor: &Actor) -> impl Iterator<Item = (u8, String)> + '_ {
    let own = [(0, fold(actor.id.as_str())), (1, fold(&actor.name))];
    let family = (actor.kind == ActorKind::Person).then(|| family_name(actor)).flatten();
    own.into_iter().chain(actor.names.iter().map(|name| (2, fold(name)))).chain(family.map(|name| (3, name)))
}

fn family_name(actor: &Actor) -> Option<String> {
    let name = fold(&actor.name);
    let first = actor.country.is_some_and(|country| FAMILY_NAME_FIRST.contains(&country.as_str()));
    let mut words = name.split(' ');
    let family = if first { words.next() } else { words.next_back() };
    family.map(str::to_owned)
}

impl Graph {
    /// Who is meant by `name`: an id, a name, another name or a family name, whatever its case and accents.
    pub fn resolve(&self, name: &str) -> Resolution {
        if let Some(index) = name.parse().ok().and_then(|id| self.tables.actors.index(&id)) {
            return Resolution::One(self.tables.actors.get(index).id.clone());
        }
        let folded = fold(name);
        match self.tables.actors.called(&folded)[..] {
            [] => Resolution::None(self.nearest(&folded)),
            [one] => Resolution::One(self.tables.actors.get(one).id.clone()),
            ref many => Resolution::Many(self.candidates(many)),
        }
    }

    /// The actors with their event counts, most events first.
    pub(crate) fn candidates(&self, actors: &[u32]) -> Vec<Candidate> {
        let counts = self.event_counts();
        let mut candidates: Vec<Candidate> = actors.iter().map(|&index| candidate(self, index, counts(index))).collect();
        candidates.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| a.name.cmp(&b.name)).then_with(|| a.id.cmp(&b.id)));
        candidates
    }

    /// At most five actors whose names differ from `folded` by the fewest letters, at most a third of them.
    fn nearest(&self, folded: &str) -> Vec<Candidate> {
        let most = (folded.chars().count() / 3).max(1);
        let near = |name: &str| name.len().abs_diff(folded.len()) <= 4 * most;
        let mut names: Vec<(usize, &str)> = (self.tables.actors.names.keys())
            .filter(|name| near(name))
            .map(|name| (strsim::osa_distance(name, folded), &**name))
            .filter(|&(distance, _)| distance <= most)
            .collect();
        names.sort_unstable();
        let mut found: Vec<u32> = Vec::new();
        for (_, name) in names {
            for index in self.tables.actors.called(name) {
                if !found.contains(&index) && found.len() < 5 {
                    found.push(index);
                }
            }
        }
        let counts = self.event_counts();
        found.into_iter().map(|index| candidate(self, index, counts(index))).collect()
    }
}

pub(crate) fn candidate(graph: &Graph, index: u32, events: usize) -> Candidate {
    let actor = graph.tables.actors.get(index);
    Candidate { id: actor.id.clone(), name: actor.name.clone(), kind: actor.kind, country: actor.country, events }
}
