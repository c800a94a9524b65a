//! Puts together the pairs that an answer shows, from the rows that were counted.

use chancery_core::EventId;
use std::cmp::Reverse;

use super::meetings::{Link, Met, Pairs, Told};
use crate::{
    Graph,
    plan::Plan,
    rows::{Columns, NONE},
};

/// The pairs with their events.
pub(super) fn shown<'g>(graph: &'g Graph, plan: &Plan<'_>, pairs: &[Met], links: &[Link]) -> Pairs<'g> {
    let mut shown = Pairs { told: Vec::with_capacity(pairs.len()), types: Vec::with_capacity(2 * pairs.len()), ..Pairs::default() };
    shown.events.reserve(pairs.iter().map(|pair| pair.of.count as usize).sum());
    let (kinds, counts) = (kinds_by_name(plan), vec![0; graph.tables.kinds.len()]);
    let mut teller = Teller { graph, plan, kinds, counts, spots: Vec::new(), shown };
    pairs.iter().for_each(|met| teller.tell(met, links));
    teller.shown
}

/// The numbers of the types that are taken, by name.
fn kinds_by_name(plan: &Plan<'_>) -> Vec<u16> {
    let types = &plan.graph.tables.kinds;
    let mut kinds: Vec<u16> = (0..types.len() as u16).filter(|&kind| plan.takes_kind(kind)).collect();
    kinds.sort_unstable_by_key(|&kind| types.get(u32::from(kind)));
    kinds
}

/// The pair's rows, the last one first.
fn rows_of(met: &Met, links: &[Link]) -> impl Iterator<Item = u32> {
    let mut next = met.of.link;
    std::iter::from_fn(move || {
        let link = links.get(next.wrapping_sub(1) as usize)?;
        next = link.before;
        Some(link.row)
    })
}

/// Puts together the pairs that are shown.
struct Teller<'p, 'g> {
    graph: &'g Graph,
    plan: &'p Plan<'p>,
    /// The types that may come up, by name.
    kinds: Vec<u16>,
    /// How often each type was told of the pair, by its number; all nought between two pairs.
    counts: Vec<usize>,
    /// Where the pair's events were told to be.
    spots: Vec<u32>,
    shown: Pairs<'g>,
}

impl<'g> Teller<'_, 'g> {
    /// Adds a pair, its events newest first.
    fn tell(&mut self, met: &Met, links: &[Link]) {
        let (graph, base) = (self.graph, &self.graph.base.columns);
        let (count, newest) = (met.of.count as usize, rows_of(met, links).next().unwrap_or(NONE));
        // The base's rows come by date; what is new was linked last, whatever its date.
        let days = if (newest as usize) < base.len() {
            self.add(count, rows_of(met, links).map(|row| (base, row as usize)))
        } else {
            let mut rows: Vec<u32> = rows_of(met, links).collect();
            rows.sort_unstable_by_key(|&row| Reverse((graph.start(row), graph.id(row))));
            self.add(count, rows.into_iter().map(|row| graph.columns(row)))
        };
        let when = |when: u32| (when != NONE).then(|| self.plan.when(when).range);
        let last = if self.plan.end(days.newest) == met.of.last { days.newest } else { self.latest(met, links) };
        let types = self.take_kinds();
        self.shown.told.push(Told {
            actors: met.nodes.map(|actor| graph.tables.actors.get(actor).into()),
            first: when(days.oldest).map(|range| range.start),
            last: when(last).map(|range| range.end),
            types,
            events: count,
            places: places(graph, &mut self.spots),
        });
    }

    /// Adds as many events, those of some rows, and gives the dates of the first and the last that have one.
    #[inline]
    fn add<'c>(&mut self, count: usize, rows: impl Iterator<Item = (&'c Columns, usize)>) -> Days {
        let from = self.shown.events.len();
        self.shown.events.resize(from + count, EventId(0));
        let mut days = Days { newest: NONE, oldest: NONE };
        let (counts, plan) = (&mut self.counts[..], self.plan);
        for (event, (columns, at)) in self.shown.events[from..].iter_mut().zip(rows) {
            let hot = &columns.hot[at];
            counts[usize::from(plan.class(hot).kind)] += 1;
            days.oldest = if hot.when == NONE { days.oldest } else { hot.when };
            days.newest = if days.newest == NONE { hot.when } else { days.newest };
            if columns.spots[at] != NONE {
                self.spots.push(columns.spots[at]);
            }
            *event = EventId(columns.ids[at]);
        }
        days
    }

    /// When the event of the pair that ends last was, where that is not the one that begins last.
    fn latest(&self, met: &Met, links: &[Link]) -> u32 {
        rows_of(met, links).map(|row| self.graph.hot(row).when).find(|&when| self.plan.end(when) == met.of.last).unwrap_or(NONE)
    }

    /// Adds the types that were counted to those shown and says how many they are.
    fn take_kinds(&mut self) -> usize {
        let from = self.shown.types.len();
        for &kind in &self.kinds {
            let count = std::mem::take(&mut self.counts[usize::from(kind)]);
            if count > 0 {
                self.shown.types.push((self.graph.tables.kinds.get(u32::from(kind)), count));
            }
        }
        self.shown.types.len() - from
    }
}

/// Dates of a pair's events, as numbers of the graph's table.
struct Days {
    newest: u32,
    oldest: u32,
}

/// The names of places, each once; `spots` are taken.
fn places<'g>(graph: &'g Graph, spots: &mut Vec<u32>) -> Vec<&'g str> {
    if spots.is_empty() {
        return Vec::new();
    }
    spots.sort_unstable();
    spots.dedup();
    let mut places: Vec<&str> = spots.drain(..).map(|spot| &*graph.tables.spots.get(spot).place.name).collect();
    places.sort_unstable();
    places.dedup();
    places
}
