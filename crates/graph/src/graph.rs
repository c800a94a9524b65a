//! One version of the graph.

use chancery_core::{Actor, ActorId, EventType, date::day_of_number};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use std::{collections::BTreeMap, sync::Arc};

use crate::{
    base::Base,
    cache::Cache,
    fold::fold,
    rows::{Columns, Hot, NONE, Row, Tables},
};

/// One version of the graph: a base that versions share, and what came since. It never changes.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    pub(crate) revision: i64,
    pub(crate) tables: Tables,
    pub(crate) base: Arc<Base>,
    /// New rows in the order in which they came; their numbers follow those of the base.
    pub(crate) delta: Columns,
    pub(crate) delta_ids: FxHashMap<u64, u32>,
    /// Rows, of either part, that are no longer valid.
    pub(crate) dead: FxHashSet<u32>,
    /// Of this version alone.
    pub(crate) cache: Arc<Cache>,
}

/// How much the graph holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Actors.
    pub actors: usize,
    /// Events.
    pub events: usize,
    /// Events without a date.
    pub undated: usize,
    /// First day of the earliest event.
    pub first: Option<Date>,
    /// First day of the latest event.
    pub last: Option<Date>,
    /// Pairs of actors that share an event, as of the last merge.
    pub pairs: usize,
}

impl Graph {
    /// The number of the last change it has seen.
    pub fn revision(&self) -> i64 {
        self.revision
    }

    /// Number of events.
    pub fn event_count(&self) -> usize {
        self.base.columns.len() + self.delta.len() - self.dead.len()
    }

    /// Number of actors.
    pub fn actor_count(&self) -> usize {
        self.tables.actors.len()
    }

    /// An actor by its id.
    pub fn actor(&self, id: &ActorId) -> Option<Arc<Actor>> {
        self.tables.actors.index(id).map(|index| Arc::clone(self.tables.actors.get(index)))
    }

    /// Whether some event happened at a place of this name.
    pub fn knows_place(&self, name: &str) -> bool {
        let words = self.place_words(name);
        self.tables.spots.iter().any(|spot| spot.words.iter().any(|word| words.contains(word)))
    }

    /// Whether an article of this source tells some event.
    pub fn knows_source(&self, name: &str) -> bool {
        let folded = fold(name);
        self.tables.tellings.iter().any(|telling| telling.sources.iter().any(|source| fold(source) == folded))
    }

    /// How much the graph holds.
    pub fn stats(&self) -> Stats {
        let live = |row: &u32| !self.dead.contains(row);
        let dated = self.base.dated;
        let mut starts: Vec<i32> = (0..dated).find(live).into_iter().chain((0..dated).rev().find(live)).map(|row| self.start(row)).collect();
        let new: Vec<i32> = self.delta_rows().map(|row| self.start(row)).collect();
        let dead = self.dead.iter().filter(|&&row| row >= dated && (row as usize) < self.base.columns.len()).count();
        let undated = self.base.columns.len() - dated as usize - dead + new.iter().filter(|&&start| start == i32::MIN).count();
        starts.extend(new.into_iter().filter(|&start| start != i32::MIN));
        Stats {
            actors: self.actor_count(),
            events: self.event_count(),
            undated,
            first: starts.iter().min().and_then(|&day| day_of_number(day)),
            last: starts.iter().max().and_then(|&day| day_of_number(day)),
            pairs: self.base.told.pair_count(),
        }
    }

    /// Bytes that the base's rows and indexes take.
    pub fn bytes(&self) -> usize {
        self.base.bytes()
    }

    /// Folded words that find a place named so: the name itself and, for a country's name, its code.
    pub(crate) fn place_words(&self, name: &str) -> Vec<String> {
        let mut words = vec![fold(name)];
        if let crate::Resolution::One(id) = self.resolve(name) {
            words.extend(id.as_str().parse::<chancery_core::CountryCode>().ok().map(|code| fold(code.as_str())));
        }
        words
    }

    /// The columns that hold a row, and where in them.
    #[inline]
    pub(crate) fn columns(&self, row: u32) -> (&Columns, usize) {
        let (at, base) = (row as usize, &self.base.columns);
        if at < base.len() { (base, at) } else { (&self.delta, at - base.len()) }
    }

    #[inline]
    pub(crate) fn hot(&self, row: u32) -> &Hot {
        let (columns, at) = self.columns(row);
        &columns.hot[at]
    }

    pub(crate) fn row(&self, row: u32) -> Row {
        let (columns, at) = self.columns(row);
        columns.row(at)
    }

    #[inline]
    pub(crate) fn id(&self, row: u32) -> u64 {
        let (columns, at) = self.columns(row);
        columns.ids[at]
    }

    #[inline]
    pub(crate) fn spot(&self, row: u32) -> u32 {
        let (columns, at) = self.columns(row);
        columns.spots[at]
    }

    /// The types that were counted, each with its count.
    pub(crate) fn kinds_counted(&self, counts: &[usize]) -> BTreeMap<EventType, usize> {
        self.tables.kinds.iter().zip(counts).filter(|&(_, &count)| count > 0).map(|(kind, &count)| (kind.clone(), count)).collect()
    }

    pub(crate) fn start(&self, row: u32) -> i32 {
        self.tables.start(self.hot(row))
    }

    /// First and last day, or none for an undated event.
    pub(crate) fn span(&self, hot: &Hot) -> Option<(i32, i32)> {
        (hot.when != NONE).then(|| self.tables.whens.get(hot.when)).map(|when| (when.start, when.end))
    }

    pub(crate) fn is_live(&self, row: u32) -> bool {
        self.dead.is_empty() || !self.dead.contains(&row)
    }

    pub(crate) fn delta_rows(&self) -> impl Iterator<Item = u32> + '_ {
        let first = self.base.columns.len() as u32;
        (first..first + self.delta.len() as u32).filter(|&row| self.is_live(row))
    }

    /// The row of an event, where it is known.
    pub(crate) fn find(&self, id: u64) -> Option<u32> {
        let new = self.delta_ids.get(&id).copied();
        new.or_else(|| self.base.find(id)).filter(|&row| self.is_live(row))
    }

    /// Counts the events in which an actor takes part as told.
    pub(crate) fn event_counts(&self) -> impl Fn(u32) -> usize + '_ {
        let mut change: FxHashMap<u32, i64> = FxHashMap::default();
        let mut nodes = Vec::new();
        let gone = self.dead.iter().copied().filter(|&row| (row as usize) < self.base.columns.len()).map(|row| (row, -1));
        for (row, by) in gone.chain(self.delta_rows().map(|row| (row, 1))) {
            crate::level::nodes_of(&self.tables, self.hot(row), false, &mut nodes);
            for &node in &nodes {
                *change.entry(node).or_default() += by;
            }
        }
        move |actor| {
            let base = self.base.told.rows(actor).len() as i64;
            usize::try_from(base + change.get(&actor).copied().unwrap_or(0)).unwrap_or(0)
        }
    }
}
