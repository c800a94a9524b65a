//! The pairs of the selected events, found by the pair's number.

use rustc_hash::FxHashMap;

use crate::{
    level::{LevelIndex, pair_key},
    plan::Plan,
    rows::{Hot, NONE, Nodes},
    scratch::{Cells, Marks, Slots},
};

/// Room for as many pairs as most questions find.
const ROOM: usize = 1024;

/// A pair of the selected events, its nodes as [`Plan::pairs`] gives them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shared<T> {
    pub nodes: Nodes,
    number: u32,
    /// What a query counts of it.
    pub of: T,
}

/// The pairs of every selected event, in the order in which they come up; `f` counts an event of a pair.
pub(super) fn shared<T: Copy + Default>(plan: &Plan<'_>, mut f: impl FnMut(&mut T, u32, &Hot)) -> Vec<Shared<T>> {
    let mut found = Found { slots: Slots::take(plan.index.pair_count()), pairs: Vec::with_capacity(ROOM), len: 0 };
    let mut numbers = Numbers { index: plan.index, new: FxHashMap::default() };
    let simple = plan.takes_any_pair();
    plan.each_block(&mut |mut rows| {
        while let Some(&row) = rows.first() {
            let counted = if simple { found.count(plan, rows, &mut f) } else { 0 };
            if counted == 0 {
                let hot = plan.graph.hot(row);
                plan.pairs(hot, |a, b| f(found.pair(numbers.of(a, b), [a, b]), row, hot));
            }
            rows = &rows[counted.max(1)..];
        }
    });
    found.take()
}

/// Pairs that were found. They lie close together and are found by one small number each, since a graph has far more pairs than a query finds.
///
/// Most rows, and what they point to, lie far apart in memory, and a processor fetches several at once as long as it has not guessed wrong what comes next.
/// Whether a pair was found before cannot be guessed; so there is room for as many more as there are events, and each event writes its pair, which may be there.
struct Found<T> {
    slots: Slots,
    /// Those found, and room.
    pairs: Vec<Shared<T>>,
    len: usize,
}

impl<T: Copy + Default> Found<T> {
    /// Counts rows of the base as long as each makes one pair, and says how many these are.
    fn count(&mut self, plan: &Plan<'_>, rows: &[u32], f: &mut impl FnMut(&mut T, u32, &Hot)) -> usize {
        self.make_room(rows.len());
        let (hots, casts) = (&plan.graph.base.columns.hot[..], plan.index.casts());
        let (slots, pairs, mut len) = (self.slots.below(plan.index.pair_count()), &mut self.pairs[..], self.len);
        let mut counted = 0;
        for &row in rows {
            let Some(hot) = hots.get(row as usize) else { break };
            let Some(cast) = casts.get(hot.cast as usize) else { break };
            // None or several where there is no number.
            let Some(slot) = slots.get_mut(cast.pair as usize) else { break };
            let place = if *slot == 0 { len } else { *slot as usize - 1 };
            len += usize::from(*slot == 0);
            *slot = place as u32 + 1;
            let pair = &mut pairs[place];
            (pair.nodes, pair.number) = (cast.nodes, cast.pair);
            f(&mut pair.of, row, hot);
            counted += 1;
        }
        self.len = len;
        counted
    }

    /// What is counted of a pair.
    fn pair(&mut self, number: u32, nodes: Nodes) -> &mut T {
        self.make_room(1);
        let slot = &mut self.slots.below(number as usize + 1)[number as usize];
        if *slot == 0 {
            self.len += 1;
            *slot = self.len as u32;
        }
        let pair = &mut self.pairs[*slot as usize - 1];
        (pair.nodes, pair.number) = (nodes, number);
        &mut pair.of
    }

    fn make_room(&mut self, count: usize) {
        if self.pairs.len() < self.len + count {
            self.pairs.resize(self.len + count.max(ROOM), Shared { nodes: [NONE; 2], number: NONE, of: T::default() });
        }
    }

    fn take(mut self) -> Vec<Shared<T>> {
        self.pairs.truncate(self.len);
        self.pairs.iter().for_each(|pair| self.slots.clear(pair.number));
        self.slots.give_back();
        self.pairs
    }
}

/// How many different counterparts each node has in the selected events.
pub(super) fn counterparts(plan: &Plan<'_>) -> Cells {
    let (mut seen, mut counts) = (Marks::take(plan.index.pair_count()), Cells::take(plan.graph.actor_count()));
    let mut numbers = Numbers { index: plan.index, new: FxHashMap::default() };
    let (hots, casts, simple) = (&plan.graph.base.columns.hot[..], plan.index.casts(), plan.takes_any_pair());
    let mut count = |number, nodes: Nodes| {
        if seen.set(number) {
            nodes.into_iter().for_each(|node| _ = counts.count(node));
        }
    };
    plan.each_block(&mut |rows| {
        for &row in rows {
            let hot = hots.get(row as usize).unwrap_or_else(|| plan.graph.hot(row));
            match casts.get(hot.cast as usize) {
                Some(cast) if simple && cast.pair != NONE => count(cast.pair, cast.nodes),
                _ => plan.pairs(hot, |a, b| count(numbers.of(a, b), [a, b])),
            }
        }
    });
    seen.give_back();
    counts
}

/// The numbers of pairs: those that the base knows have its own, those that are new follow.
struct Numbers<'g> {
    index: &'g LevelIndex,
    new: FxHashMap<u64, u32>,
}

impl Numbers<'_> {
    fn of(&mut self, a: u32, b: u32) -> u32 {
        let next = self.index.pair_count() + self.new.len();
        self.index.pair(a, b).unwrap_or_else(|| *self.new.entry(pair_key(a, b)).or_insert(next as u32))
    }
}
