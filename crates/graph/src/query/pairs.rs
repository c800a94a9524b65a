//! The pairs of the selected events, found by the pair's number.

use rustc_hash::FxHashMap;

use crate::{
    level::{LevelIndex, pair_key},
    plan::Plan,
    rows::{Hot, NONE},
    scratch::{Cells, Marks, Slots},
};

/// A pair of the selected events, its nodes as [`Plan::pairs`] gives them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shared<T> {
    pub a: u32,
    pub b: u32,
    /// What a query counts of it.
    pub of: T,
}

/// The pairs of every selected event, in the order in which they come up; `f` counts an event for a pair of it.
///
/// Pairs lie close together and are found by one small number each, since a graph has far more pairs than a query finds.
pub(super) fn shared<T: Default>(plan: &Plan<'_>, mut f: impl FnMut(&mut T, u32)) -> Vec<Shared<T>> {
    let mut slots = Slots::take(plan.index.pair_count());
    let mut pairs: Vec<Shared<T>> = Vec::new();
    each_block(plan, |block| {
        block.iter_mut().for_each(|told| told.slot = slots.get(told.number));
        for told in block {
            let slot = if told.slot == 0 { slots.of(told.number, pairs.len() as u32 + 1) } else { told.slot };
            if slot as usize > pairs.len() {
                pairs.push(Shared { a: told.a, b: told.b, of: T::default() });
            }
            f(&mut pairs[slot as usize - 1].of, told.row);
        }
    });
    slots.give_back();
    pairs
}

/// How many different counterparts each node has in the selected events.
pub(super) fn counterparts(plan: &Plan<'_>) -> Cells {
    let (mut seen, mut counts) = (Marks::take(plan.index.pair_count()), Cells::take(plan.graph.actor_count()));
    each_block(plan, |block| {
        for told in block {
            if seen.set(told.number) {
                counts.count(told.a);
                counts.count(told.b);
            }
        }
    });
    seen.give_back();
    counts
}

/// A pair of an event.
struct Told {
    row: u32,
    a: u32,
    b: u32,
    number: u32,
    /// Its slot, where a query has looked it up: see [`Slots`].
    slot: u32,
}

/// Calls `f` with the pairs of the selected events, some hundred at a time. Most lie far apart in memory: where the next does not have to wait for
/// what is made of the one before, the processor fetches several at once.
fn each_block(plan: &Plan<'_>, mut f: impl FnMut(&mut [Told])) {
    let mut numbers = Numbers { index: plan.index, new: FxHashMap::default() };
    let mut block = Vec::new();
    plan.each_block(&mut |rows| {
        block.clear();
        for &row in rows {
            numbers.each(plan, plan.graph.hot(row), |number, a, b| block.push(Told { row, a, b, number, slot: 0 }));
        }
        f(&mut block);
    });
}

/// The numbers of pairs: those that the base knows have its own, those that are new follow.
struct Numbers<'g> {
    index: &'g LevelIndex,
    new: FxHashMap<u64, u32>,
}

impl Numbers<'_> {
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
