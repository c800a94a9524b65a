//! Networks: one actor's surroundings, and the pairs of any selection.

use chancery_core::ActorId;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use std::cmp::Reverse;

use super::path::Neighbours;
use crate::{ActorBrief, Filter, Graph, level::pair_key, plan::Plan};

/// An actor's counterparts, and with depth 2 theirs.
#[derive(Clone, Debug)]
pub struct Network {
    /// In the middle.
    pub actor: ActorId,
    /// One or two steps.
    pub depth: u8,
    /// How many nodes at most; those with most events are kept.
    pub max_nodes: usize,
    /// Which events; the status is occurred or ongoing unless it says otherwise.
    pub filter: Filter,
}

/// The pairs of the selected events, those with most events first.
#[derive(Clone, Debug)]
pub struct Subgraph {
    /// Which events; the status is occurred or ongoing unless it says otherwise.
    pub filter: Filter,
    /// How many actors at most; those with most events are kept, and the pairs among them.
    pub max_nodes: usize,
    /// How many pairs at most.
    pub max_edges: usize,
}

/// Actors and the pairs among them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NetworkAnswer {
    /// The actors shown.
    pub nodes: Vec<NetworkNode>,
    /// The pairs shown.
    pub edges: Vec<NetworkEdge>,
    /// How many actors there are, shown or not.
    pub total_nodes: usize,
    /// How many pairs there are, shown or not.
    pub total_edges: usize,
}

/// An actor in a network.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NetworkNode {
    /// Who.
    #[serde(flatten)]
    pub actor: ActorBrief,
    /// Steps from the middle; none in a network without one.
    pub depth: Option<u8>,
    /// The events by which it hangs in the network, counted once for each pair.
    pub count: usize,
}

/// A pair in a network.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NetworkEdge {
    /// One.
    pub a: ActorId,
    /// The other.
    pub b: ActorId,
    /// Events shared.
    pub count: usize,
    /// Their mean Goldstein score.
    pub mean_score: f64,
}

/// Pairs, each with count and sum of scores.
pub(super) type Edges = FxHashMap<u64, (usize, f64)>;

/// The pairs of the selected events.
pub(super) fn edges(plan: &Plan<'_>) -> Edges {
    let mut edges = Edges::default();
    plan.each(|_, hot| {
        let score = f64::from(plan.graph.tables.classes.get(hot.class).goldstein);
        plan.pairs(hot, |a, b| add(&mut edges, pair_key(a, b), score));
    });
    edges
}

fn add(edges: &mut Edges, pair: u64, score: f64) {
    let edge = edges.entry(pair).or_default();
    *edge = (edge.0 + 1, edge.1 + score);
}

/// The two nodes of a pair.
pub(super) fn ends(pair: u64) -> [u32; 2] {
    [(pair >> 32) as u32, pair as u32]
}

impl Network {
    /// Answers the question; none for an actor that the graph does not know.
    pub fn run(&self, graph: &Graph) -> Option<NetworkAnswer> {
        let ego = graph.tables.actors.index(&self.actor)?;
        let filter = self.filter.clone().happened();
        let near = Neighbours::new(Plan::new(graph, &filter));
        let mut depths: FxHashMap<u32, u8> = FxHashMap::from_iter([(ego, 0)]);
        let (mut ring, mut found, mut total_nodes) = (vec![ego], Edges::default(), 1);
        for depth in 1..=self.depth {
            // Each pair is counted from one of its ends: pairs within a ring and back to it come up twice.
            let mut step = Edges::default();
            let mut weights: FxHashMap<u32, usize> = FxHashMap::default();
            for &node in &ring {
                let mut own = Edges::default();
                near.each(node, |row, other| {
                    let score = f64::from(graph.tables.classes.get(graph.hot(row).class).goldstein);
                    add(&mut own, pair_key(node, other), score);
                    if !depths.contains_key(&other) {
                        *weights.entry(other).or_default() += 1;
                    }
                });
                step.extend(own);
            }
            found.extend(step);
            total_nodes += weights.len();
            let mut next: Vec<(Reverse<usize>, u32)> = weights.into_iter().map(|(node, count)| (Reverse(count), node)).collect();
            next.sort_unstable();
            next.truncate(self.max_nodes.saturating_sub(depths.len()));
            ring = next.into_iter().map(|(_, node)| node).collect();
            depths.extend(ring.iter().map(|&node| (node, depth)));
        }
        let total_edges = found.len();
        found.retain(|&pair, _| ends(pair).iter().all(|node| depths.contains_key(node)));
        Some(answer(graph, found, &depths, [total_nodes, total_edges]))
    }
}

impl Subgraph {
    /// Answers the question.
    pub fn run(&self, graph: &Graph) -> NetworkAnswer {
        let filter = self.filter.clone().happened();
        let mut found = edges(&Plan::new(graph, &filter));
        let mut weights: FxHashMap<u32, usize> = FxHashMap::default();
        for (&pair, &(count, _)) in &found {
            ends(pair).iter().for_each(|&node| *weights.entry(node).or_default() += count);
        }
        let totals = [weights.len(), found.len()];
        if weights.len() > self.max_nodes {
            let mut order: Vec<(Reverse<usize>, u32)> = weights.into_iter().map(|(node, count)| (Reverse(count), node)).collect();
            order.sort_unstable();
            let kept: FxHashSet<u32> = order.into_iter().take(self.max_nodes).map(|(_, node)| node).collect();
            found.retain(|&pair, _| ends(pair).iter().all(|node| kept.contains(node)));
        }
        let mut order: Vec<(Reverse<usize>, u64)> = found.iter().map(|(&pair, &(count, _))| (Reverse(count), pair)).collect();
        order.sort_unstable();
        for (_, pair) in order.into_iter().skip(self.max_edges) {
            found.remove(&pair);
        }
        answer(graph, found, &FxHashMap::default(), totals)
    }
}

fn answer(graph: &Graph, edges: Edges, depths: &FxHashMap<u32, u8>, [total_nodes, total_edges]: [usize; 2]) -> NetworkAnswer {
    let mut counts: FxHashMap<u32, usize> = depths.keys().map(|&node| (node, 0)).collect();
    for (&pair, &(count, _)) in &edges {
        ends(pair).iter().for_each(|&node| *counts.entry(node).or_default() += count);
    }
    let id = |node: u32| graph.tables.actors.get(node).id.clone();
    let node = |(&node, &count): (&u32, &usize)| NetworkNode { actor: graph.brief_of(node), depth: depths.get(&node).copied(), count };
    let mut nodes: Vec<NetworkNode> = counts.iter().map(node).collect();
    nodes.sort_by_key(|node| (node.depth, Reverse(node.count), node.actor.id.clone()));
    let edge = |(pair, (count, sum)): (u64, (usize, f64))| {
        let [a, b] = ends(pair);
        NetworkEdge { a: id(a), b: id(b), count, mean_score: sum / count as f64 }
    };
    let mut edges: Vec<NetworkEdge> = edges.into_iter().map(edge).collect();
    edges.sort_by_key(|edge| (Reverse(edge.count), edge.a.clone(), edge.b.clone()));
    NetworkAnswer { nodes, edges, total_nodes, total_edges }
}
