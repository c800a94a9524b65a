//! Networks: one actor's surroundings, and the pairs of any selection.

use chancery_core::ActorId;
use rustc_hash::FxHashSet;
use serde::{Serialize, Serializer};
use std::{cmp::Reverse, ops::ControlFlow};

use super::{
    neighbours::Neighbours,
    pairs::{Shared, shared},
};
use crate::{
    ActorBrief, Filter, Graph,
    plan::Plan,
    scratch::{Cells, Marks, Slots, first_sorted},
};

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
    /// One, written by its id.
    #[serde(serialize_with = "id")]
    pub a: ActorBrief,
    /// The other, likewise.
    #[serde(serialize_with = "id")]
    pub b: ActorBrief,
    /// Events shared.
    pub count: usize,
    /// Their mean Goldstein score.
    pub mean_score: f64,
}

fn id<S: Serializer>(actor: &ActorBrief, to: S) -> Result<S::Ok, S::Error> {
    actor.id.serialize(to)
}

/// A pair, its number of events and the sum of their scores.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub a: u32,
    pub b: u32,
    pub count: u32,
    pub sum: f64,
}

/// The pairs of the selected events.
pub(super) fn edges(plan: &Plan<'_>) -> Vec<Edge> {
    let pairs = shared(plan, |(count, sum): &mut (u32, f64), row| {
        *count += 1;
        *sum += f64::from(plan.class(plan.graph.hot(row)).goldstein);
    });
    pairs.into_iter().map(|Shared { a, b, of: (count, sum) }| Edge { a: a.min(b), b: a.max(b), count, sum }).collect()
}

/// Each node's events, counted once for each counterpart.
pub(super) fn weights(graph: &Graph, edges: &[Edge]) -> Cells {
    let mut weights = Cells::take(graph.actor_count());
    for edge in edges {
        weights.add(edge.a, edge.count);
        weights.add(edge.b, edge.count);
    }
    weights
}

impl Network {
    /// Answers the question; none for an actor that the graph does not know.
    pub fn run(&self, graph: &Graph) -> Option<NetworkAnswer> {
        let ego = graph.tables.actors.index(&self.actor)?;
        let near = Neighbours::new(Plan::happened(graph, &self.filter));
        // Each node shown, marked with its steps from the middle.
        let mut depths = Cells::take(graph.actor_count());
        depths.count(ego).mark = 0;
        let mut expanded = Marks::take(graph.actor_count());
        let (mut ring, mut found, mut total_nodes) = (vec![ego], Vec::new(), 1);
        for depth in 1..=self.depth {
            let mut weights = Cells::take(graph.actor_count());
            for &node in &ring {
                for Counterpart { other, count, sum } in around(&near, node) {
                    // Each pair is counted from one of its ends: pairs within a ring and back to it come up twice.
                    if !expanded.has(other) {
                        found.push(Edge { a: node.min(other), b: node.max(other), count, sum });
                    }
                    if depths.get(other).count == 0 {
                        weights.add(other, count);
                    }
                }
                expanded.set(node);
            }
            total_nodes += weights.touched().len();
            ring = heaviest(&weights, self.max_nodes.saturating_sub(depths.touched().len()));
            ring.iter().for_each(|&node| depths.count(node).mark = depth.into());
        }
        expanded.give_back();
        let total_edges = found.len();
        found.retain(|edge| depths.get(edge.a).count > 0 && depths.get(edge.b).count > 0);
        Some(answer(graph, found, &depths, [total_nodes, total_edges]))
    }
}

/// Someone with whom a node shares events, how many these are, and the sum of their scores.
struct Counterpart {
    other: u32,
    count: u32,
    sum: f64,
}

/// Each counterpart of `node`.
fn around(near: &Neighbours<'_>, node: u32) -> Vec<Counterpart> {
    let mut slots = Slots::take(near.plan.graph.actor_count());
    let mut counted: Vec<Counterpart> = Vec::new();
    let _ = near.each(node, |hot, other| {
        let slot = slots.of(other, counted.len() as u32 + 1) as usize;
        if slot > counted.len() {
            counted.push(Counterpart { other, count: 0, sum: 0.0 });
        }
        let held = &mut counted[slot - 1];
        (held.count, held.sum) = (held.count + 1, held.sum + f64::from(near.plan.class(hot).goldstein));
        ControlFlow::Continue(())
    });
    slots.give_back();
    counted
}

/// The nodes with most events, at most `limit`.
fn heaviest(weights: &Cells, limit: usize) -> Vec<u32> {
    let mut nodes: Vec<(Reverse<u32>, u32)> = weights.touched().iter().map(|&node| (Reverse(weights.get(node).count), node)).collect();
    first_sorted(&mut nodes, limit, Ord::cmp);
    nodes.into_iter().map(|(_, node)| node).collect()
}

impl Subgraph {
    /// Answers the question.
    pub fn run(&self, graph: &Graph) -> NetworkAnswer {
        let mut found = edges(&Plan::happened(graph, &self.filter));
        let weights = weights(graph, &found);
        let totals = [weights.touched().len(), found.len()];
        if totals[0] > self.max_nodes {
            let kept: FxHashSet<u32> = heaviest(&weights, self.max_nodes).into_iter().collect();
            found.retain(|edge| kept.contains(&edge.a) && kept.contains(&edge.b));
        }
        first_sorted(&mut found, self.max_edges, |x, y| (Reverse(x.count), x.a, x.b).cmp(&(Reverse(y.count), y.a, y.b)));
        answer(graph, found, &Cells::take(graph.actor_count()), totals)
    }
}

fn answer(graph: &Graph, mut edges: Vec<Edge>, depths: &Cells, [total_nodes, total_edges]: [usize; 2]) -> NetworkAnswer {
    let actors = &graph.tables.actors;
    let counts = weights(graph, &edges);
    let alone = depths.touched().iter().filter(|&&node| counts.get(node).count == 0);
    let depth = |node: u32| Some(depths.get(node)).filter(|cell| cell.count > 0).map(|cell| cell.mark as u8);
    let mut nodes: Vec<(Option<u8>, u32, u32)> = alone.chain(counts.touched()).map(|&node| (depth(node), counts.get(node).count, node)).collect();
    actors.sort_by_id(&mut nodes, |&(depth, count, node)| (u64::from(depth.unwrap_or(0)) << 32 | u64::from(!count), [node; 2]));
    let node = |(depth, count, node)| NetworkNode { actor: graph.brief_of(node), depth, count: count as usize };
    actors.sort_by_id(&mut edges, |edge| (u64::from(!edge.count), [edge.a, edge.b]));
    let edge = |edge: &Edge| NetworkEdge {
        a: graph.brief_of(edge.a),
        b: graph.brief_of(edge.b),
        count: edge.count as usize,
        mean_score: edge.sum / f64::from(edge.count),
    };
    NetworkAnswer { nodes: nodes.into_iter().map(node).collect(), edges: edges.iter().map(edge).collect(), total_nodes, total_edges }
}
