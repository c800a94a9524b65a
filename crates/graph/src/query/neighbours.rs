//! Whom an actor shares selected events with, one actor at a time.

use rustc_hash::FxHashMap;
use std::ops::ControlFlow;

use crate::{
    filter::Level,
    plan::Plan,
    rows::{Hot, MANY, NONE},
    walk::BLOCK,
};

/// The selected events of each node, and by them its neighbours.
pub(super) struct Neighbours<'g> {
    pub plan: Plan<'g>,
    /// Rows that the indexes do not give, by node.
    apart: FxHashMap<u32, Vec<u32>>,
}

/// An event that a node shares with another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shared {
    pub other: u32,
    /// The event's class.
    pub class: u32,
}

impl<'g> Neighbours<'g> {
    pub fn new(plan: Plan<'g>) -> Self {
        let mut apart: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for row in plan.apart() {
            plan.nodes(plan.graph.hot(row), |node| apart.entry(node).or_default().push(row));
        }
        Self { plan, apart }
    }

    /// Calls `f` with each selected event of a node and each other node of it, until it breaks off.
    pub fn each(&self, node: u32, mut f: impl FnMut(&Hot, u32) -> ControlFlow<()>) -> ControlFlow<()> {
        self.plan.each_of(node, |_, hot| self.others(node, hot, &mut f))?;
        self.apart.get(&node).into_iter().flatten().try_for_each(|&row| self.others(node, self.plan.graph.hot(row), &mut f))
    }

    /// Calls `f` with all of these, some at a time and in no certain order.
    pub fn all(&self, node: u32, f: &mut dyn FnMut(&[Shared])) {
        let mut block = [Shared { other: NONE, class: 0 }; BLOCK];
        self.plan.each_block_of(node, &mut |rows| {
            let block = &mut block[..rows.len()];
            if self.alone(node, rows, block) { f(block) } else { f(&self.crowded(node, rows)) }
        });
        if let Some(rows) = self.apart.get(&node) {
            f(&self.crowded(node, rows));
        }
    }

    /// The same for some rows of the base, if each has one other node, as nearly all have.
    fn alone(&self, node: u32, rows: &[u32], block: &mut [Shared]) -> bool {
        let (hots, casts) = (&self.plan.graph.base.columns.hot[..], self.plan.index.casts());
        let mut odd = self.plan.level == Level::Person;
        for (shared, &row) in block.iter_mut().zip(rows) {
            let hot = &hots[row as usize];
            let [a, b] = casts[hot.cast as usize].nodes;
            // Where there is no other node this is none, and where there are several the node itself.
            *shared = Shared { other: a ^ b ^ node, class: hot.class };
            odd |= shared.other == NONE || shared.other == node;
        }
        !odd
    }

    fn crowded(&self, node: u32, rows: &[u32]) -> Vec<Shared> {
        let mut shared = Vec::new();
        for &row in rows {
            let _ = self.others(node, self.plan.graph.hot(row), &mut |hot: &Hot, other| {
                shared.push(Shared { other, class: hot.class });
                ControlFlow::Continue(())
            });
        }
        shared
    }

    #[inline]
    fn others(&self, node: u32, hot: &Hot, f: &mut impl FnMut(&Hot, u32) -> ControlFlow<()>) -> ControlFlow<()> {
        let [a, b] = self.plan.cast_nodes(hot);
        if b == NONE {
            return ControlFlow::Continue(());
        }
        if a != MANY && self.plan.level != Level::Person {
            return f(hot, if a == node { b } else { a });
        }
        let mut nodes = Vec::new();
        self.plan.nodes(hot, |one| nodes.push(one));
        if nodes.contains(&node) {
            nodes.into_iter().filter(|&other| other != node).try_for_each(|other| f(hot, other))
        } else {
            ControlFlow::Continue(())
        }
    }

    /// How many events a node has at most.
    pub fn weight(&self, node: u32) -> usize {
        self.plan.index.rows(node).len() + self.apart.get(&node).map_or(0, Vec::len)
    }

    /// The latest selected event that two nodes share.
    pub fn latest(&self, a: u32, b: u32) -> Option<u32> {
        let graph = self.plan.graph;
        if self.plan.level == Level::Person && ![a, b].iter().all(|&node| self.plan.shows(node)) {
            return None;
        }
        let mut latest = None;
        let _ = self.plan.each_of_pair(a, b, |row, _| {
            latest = Some(row);
            ControlFlow::Break(())
        });
        let apart = self.apart.get(&a).into_iter().flatten().copied().filter(|&row| {
            let mut shared = false;
            self.plan.nodes(graph.hot(row), |node| shared |= node == b);
            shared
        });
        apart.chain(latest).max_by_key(|&row| (graph.start(row), graph.id(row)))
    }
}
