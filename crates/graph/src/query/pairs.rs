//! The pairs of the selected events, counted in cells by the pair's number.

use rustc_hash::FxHashMap;

use crate::{
    level::{LevelIndex, pair_key},
    plan::Plan,
    rows::{Hot, NONE},
    scratch::{Cells, Marks},
};

/// A cell for each pair that came up.
pub(super) struct Pairs {
    pub cells: Cells,
    /// The nodes of each touched pair, in the order of the touched cells.
    nodes: Vec<(u32, u32)>,
}

impl Pairs {
    /// The pairs of every selected event; `f` counts each with what else a query wants.
    pub fn of(plan: &Plan<'_>, mut f: impl FnMut(&mut Cells, u32, &Hot)) -> Self {
        let mut numbers = Numbers::new(plan.index);
        let mut pairs = Self { cells: Cells::take(plan.index.pair_count()), nodes: Vec::new() };
        plan.each(|_, hot| {
            numbers.each(plan, hot, |number, a, b| {
                pairs.cells.grow(number as usize + 1);
                f(&mut pairs.cells, number, hot);
                if pairs.cells.touched().len() > pairs.nodes.len() {
                    pairs.nodes.push((a, b));
                }
            });
        });
        pairs
    }

    /// Each pair's nodes, as [`Plan::pairs`] gave them, and its number.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32, u32)> + '_ {
        self.nodes.iter().zip(self.cells.touched()).map(|(&(a, b), &number)| (a, b, number))
    }
}

/// How many different counterparts each node has in the selected events.
pub(super) fn counterparts(plan: &Plan<'_>) -> Cells {
    let mut numbers = Numbers::new(plan.index);
    let (mut seen, mut counts) = (Marks::take(plan.index.pair_count()), Cells::take(plan.graph.actor_count()));
    plan.each(|_, hot| {
        numbers.each(plan, hot, |number, a, b| {
            if seen.set(number) {
                counts.count(a);
                counts.count(b);
            }
        });
    });
    seen.give_back();
    counts
}

/// The numbers of pairs: those that the base knows have its own, those that are new follow.
struct Numbers<'g> {
    index: &'g LevelIndex,
    new: FxHashMap<u64, u32>,
}

impl<'g> Numbers<'g> {
    fn new(index: &'g LevelIndex) -> Self {
        Self { index, new: FxHashMap::default() }
    }

    /// Calls `f` with each pair of the event: its number and its nodes.
    #[inline]
    fn each(&mut self, plan: &Plan<'_>, hot: &Hot, mut f: impl FnMut(u32, u32, u32)) {
        match self.index.cast(hot.cast) {
            Some(cast) if cast.pair != NONE && plan.takes_any_pair() => f(cast.pair, cast.nodes[0], cast.nodes[1]),
            _ => plan.pairs(hot, |a, b| f(self.number(a, b), a, b)),
        }
    }

    fn number(&mut self, a: u32, b: u32) -> u32 {
        let next = self.index.pair_count() + self.new.len();
        self.index.pair(a, b).unwrap_or_else(|| *self.new.entry(pair_key(a, b)).or_insert(next as u32))
    }
}
