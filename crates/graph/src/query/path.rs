//! The shortest chain of events between two actors.

use chancery_core::ActorId;
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::{ActorBrief, EventRow, Filter, Graph, plan::Plan};

/// The shortest chain of events between two actors.
#[derive(Clone, Debug)]
pub struct Path {
    /// Where it begins.
    pub from: ActorId,
    /// Where it ends.
    pub to: ActorId,
    /// Which events may be its hops; the status is occurred or ongoing unless it says otherwise.
    pub filter: Filter,
}

/// A chain of events.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PathAnswer {
    /// The actors along it.
    pub actors: Vec<ActorBrief>,
    /// The events along it, one fewer than the actors.
    pub hops: Vec<Hop>,
}

/// One event of a chain.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hop {
    /// From whom.
    pub from: ActorId,
    /// To whom.
    pub to: ActorId,
    /// The latest selected event that the two share.
    pub event: EventRow,
}

impl Path {
    /// Answers the question; none where no chain of selected events joins the two.
    pub fn run(&self, graph: &Graph) -> Option<PathAnswer> {
        let (from, to) = (graph.tables.actors.index(&self.from)?, graph.tables.actors.index(&self.to)?);
        let filter = self.filter.clone().happened();
        let near = Neighbours::new(Plan::new(graph, &filter));
        let nodes = if from == to { vec![from] } else { near.chain(from, to)? };
        let id = |node: u32| graph.tables.actors.get(node).id.clone();
        let hop = |pair: &[u32]| {
            let row = near.latest(pair[0], pair[1])?;
            Some(Hop { from: id(pair[0]), to: id(pair[1]), event: graph.event_row(row, filter.as_of) })
        };
        let hops = nodes.windows(2).map(hop).collect::<Option<Vec<Hop>>>()?;
        Some(PathAnswer { actors: nodes.into_iter().map(|node| graph.brief_of(node)).collect(), hops })
    }
}

/// The selected events of each node, and by them its neighbours.
pub(super) struct Neighbours<'g> {
    pub plan: Plan<'g>,
    /// Rows that the indexes do not give, by node.
    apart: FxHashMap<u32, Vec<u32>>,
}

impl<'g> Neighbours<'g> {
    pub fn new(plan: Plan<'g>) -> Self {
        let mut apart: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        let mut nodes = Vec::new();
        for row in plan.apart() {
            plan.nodes(plan.graph.hot(row), &mut nodes);
            for &node in &nodes {
                apart.entry(node).or_default().push(row);
            }
        }
        Self { plan, apart }
    }

    /// Calls `f` with each selected row of a node and each of the row's other nodes.
    pub fn each(&self, node: u32, mut f: impl FnMut(u32, u32)) {
        let mut nodes = Vec::new();
        let mut take = |row: u32| {
            self.plan.nodes(self.plan.graph.hot(row), &mut nodes);
            if nodes.contains(&node) {
                nodes.iter().filter(|&&other| other != node).for_each(|&other| f(row, other));
            }
        };
        self.plan.each_of(node, |row, _| take(row));
        self.apart.get(&node).into_iter().flatten().for_each(|&row| take(row));
    }

    /// Searches from both ends, a whole ring at a time and the smaller ring first, so that the first meeting is a shortest one.
    fn chain(&self, from: u32, to: u32) -> Option<Vec<u32>> {
        let mut seen = [FxHashMap::from_iter([(from, from)]), FxHashMap::from_iter([(to, to)])];
        let mut rings = [vec![from], vec![to]];
        while rings.iter().all(|ring| !ring.is_empty()) {
            let side = usize::from(rings[1].len() < rings[0].len());
            let (mut ring, mut met) = (Vec::new(), None);
            for node in std::mem::take(&mut rings[side]) {
                let [one, other] = &mut seen;
                let (own, facing) = if side == 0 { (one, other) } else { (other, one) };
                self.each(node, |_, next| {
                    if own.contains_key(&next) {
                        return;
                    }
                    own.insert(next, node);
                    ring.push(next);
                    if facing.contains_key(&next) {
                        met.get_or_insert(next);
                    }
                });
                if let Some(middle) = met {
                    let mut chain = back(&seen[0], middle);
                    chain.reverse();
                    chain.extend(back(&seen[1], middle).into_iter().skip(1));
                    return Some(chain);
                }
            }
            rings[side] = ring;
        }
        None
    }

    fn latest(&self, a: u32, b: u32) -> Option<u32> {
        let graph = self.plan.graph;
        let mut rows = Vec::new();
        self.each(a, |row, other| rows.extend((other == b).then_some(row)));
        rows.into_iter().max_by_key(|&row| (graph.start(row), graph.id(row)))
    }
}

/// From `node` back to where the search began.
fn back(seen: &FxHashMap<u32, u32>, mut node: u32) -> Vec<u32> {
    let mut chain = vec![node];
    while seen[&node] != node {
        node = seen[&node];
        chain.push(node);
    }
    chain
}
