//! The pairs of the selected events, found by the pair's number.

use rustc_hash::FxHashMap;

use crate::{
    level::{LevelIndex, pair_key},
    plan::Plan,
    rows::{Hot, MANY, NONE},
    scratch::{Cells, Marks, Slots},
    walk::BLOCK,
};

/// Room for as many pairs as most questions find.
const ROOM: usize = 1024;

/// A pair of the selected events, its nodes as [`Plan::pairs`] gives them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shared<T> {
    pub a: u32,
    pub b: u32,
    /// What a query counts of it.
    pub of: T,
}

/// The pairs of every selected event, in the order in which they come up; `f` is given the pairs of some events, and counts each at its place among all.
///
/// Pairs lie close together and are found by one small number each, since a graph has far more pairs than a query finds.
pub(super) fn shared<T: Default>(plan: &Plan<'_>, mut f: impl FnMut(&mut [Shared<T>], &[Told])) -> Vec<Shared<T>> {
    let mut slots = Slots::take(plan.index.pair_count());
    let mut pairs: Vec<Shared<T>> = Vec::with_capacity(ROOM);
    each_block(plan, |block| {
        block.iter_mut().for_each(|told| told.slot = slots.get(told.number));
        for told in block.iter_mut().filter(|told| told.slot == 0) {
            told.slot = slots.of(told.number, pairs.len() as u32 + 1);
            if told.slot as usize > pairs.len() {
                pairs.push(Shared { a: told.a, b: told.b, of: T::default() });
            }
        }
        f(&mut pairs, block);
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
#[derive(Clone, Copy)]
pub(super) struct Told {
    pub row: u32,
    pub hot: Hot,
    a: u32,
    b: u32,
    number: u32,
    /// Its slot, where a query has looked it up: see [`Slots`].
    slot: u32,
}

impl Told {
    /// Where it is among the pairs that [`shared`] has found.
    #[inline]
    pub fn place(&self) -> usize {
        self.slot as usize - 1
    }
}

impl Told {
    const NONE: Self = Self { row: NONE, hot: Hot { when: NONE, class: NONE, cast: NONE }, a: NONE, b: NONE, number: NONE, slot: 0 };
}

/// Calls `f` with the pairs of the selected events, some hundred at a time. Most lie far apart in memory: where the next does not have to wait for
/// what is made of the one before, the processor fetches several at once.
fn each_block(plan: &Plan<'_>, mut f: impl FnMut(&mut [Told])) {
    let mut numbers = Numbers { index: plan.index, new: FxHashMap::default() };
    let (mut few, mut many) = ([Told::NONE; BLOCK], Vec::new());
    let simple = plan.takes_any_pair();
    plan.each_block(&mut |rows| match only_pairs(plan, rows, &mut few).filter(|_| simple) {
        Some(block) => f(block),
        None => {
            many.clear();
            for &row in rows {
                let hot = *plan.graph.hot(row);
                numbers.each(plan, &hot, |number, a, b| many.push(Told { row, hot, a, b, number, slot: 0 }));
            }
            f(&mut many);
        }
    });
}

/// The one pair of each event that has one, or none where an event has several or is not in the base.
fn only_pairs<'b>(plan: &Plan<'_>, rows: &[u32], block: &'b mut [Told; BLOCK]) -> Option<&'b mut [Told]> {
    let (hots, casts) = (&plan.graph.base.columns.hot[..], plan.index.casts());
    let (mut taken, mut several) = (0, false);
    for &row in rows {
        let hot = *hots.get(row as usize)?;
        let cast = casts.get(hot.cast as usize)?;
        let [a, b] = cast.nodes;
        block[taken] = Told { row, hot, a, b, number: cast.pair, slot: 0 };
        taken += usize::from(cast.pair != NONE);
        several |= a == MANY;
    }
    (!several).then_some(&mut block[..taken])
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
