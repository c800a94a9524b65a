//! Networks: one actor's surroundings, and the pairs of any selection.

use chancery_core::{Actor, ActorId};
use rustc_hash::FxHashSet;
use serde::{Serialize, Serializer};
use std::cmp::Reverse;

use super::{
    neighbours::{Neighbours, Shared},
    pairs::{self, shared},
};
use crate::{
    ActorBrief, Filter, Graph,
    plan::Plan,
    scratch::{Cells, Slots, first_sorted},
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

/// Actors and the pairs among them, in the graph's own words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NetworkAnswer<'g> {
    /// The actors shown.
    pub nodes: Vec<NetworkNode<'g>>,
    /// The pairs shown.
    pub edges: Vec<NetworkEdge<'g>>,
    /// How many actors there are, shown or not.
    pub total_nodes: usize,
    /// How many pairs there are, shown or not.
    pub total_edges: usize,
}

/// An actor in a network.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NetworkNode<'g> {
    /// Who.
    #[serde(flatten)]
    pub actor: ActorBrief<&'g Actor>,
    /// Steps from the middle; none in a network without one.
    pub depth: Option<u8>,
    /// The events by which it hangs in the network, counted once for each pair.
    pub count: usize,
}

/// A pair in a network.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NetworkEdge<'g> {
    /// One, written by its id.
    #[serde(serialize_with = "id")]
    pub a: ActorBrief<&'g Actor>,
    /// The other, likewise.
    #[serde(serialize_with = "id")]
    pub b: ActorBrief<&'g Actor>,
    /// Events shared.
    pub count: usize,
    /// Their mean Goldstein score.
    pub mean_score: f64,
}

fn id<S: Serializer>(actor: &ActorBrief<&Actor>, to: S) -> Result<S::Ok, S::Error> {
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
    let pairs = shared(plan, |(count, sum): &mut (u32, f64), _, hot| {
        *count += 1;
        *sum += f64::from(plan.class(hot).goldstein);
    });
    let edge = |pairs::Shared { nodes: [a, b], of: (count, sum), .. }| Edge { a: a.min(b), b: a.max(b), count, sum };
    pairs.into_iter().map(edge).collect()
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
    pub fn run<'g>(&self, graph: &'g Graph) -> Option<NetworkAnswer<'g>> {
        let ego = graph.tables.actors.index(&self.actor)?;
        let near = Neighbours::new(Plan::happened(graph, &self.filter));
        let mut found = Found::take(graph, Vec::new());
        found.place(ego, Some(0));
        found.totals[0] = 1;
        let mut walked = 0;
        for depth in 1..=self.depth {
            let ring = walked..found.nodes.len();
            walked = ring.end;
            ring.for_each(|at| found.walk(&near, at, depth));
            found.totals[0] += found.nodes.len() - walked;
            found.keep_heaviest(walked, self.max_nodes);
        }
        found.totals[1] = found.edges.len();
        if found.totals[0] > found.nodes.len() {
            found.edges.retain(|edge| found.places.get(edge.a) > 0 && found.places.get(edge.b) > 0);
        }
        Some(found.answer(graph))
    }
}

impl Subgraph {
    /// Answers the question.
    pub fn run<'g>(&self, graph: &'g Graph) -> NetworkAnswer<'g> {
        let mut edges = edges(&Plan::happened(graph, &self.filter));
        let weights = weights(graph, &edges);
        let totals = [weights.touched().len(), edges.len()];
        if totals[0] > self.max_nodes {
            let mut nodes: Vec<(Reverse<u32>, u32)> = weights.touched().iter().map(|&node| (Reverse(weights.get(node).count), node)).collect();
            first_sorted(&mut nodes, self.max_nodes, Ord::cmp);
            let kept: FxHashSet<u32> = nodes.into_iter().map(|(_, node)| node).collect();
            edges.retain(|edge| kept.contains(&edge.a) && kept.contains(&edge.b));
        }
        first_sorted(&mut edges, self.max_edges, |x, y| (Reverse(x.count), x.a, x.b).cmp(&(Reverse(y.count), y.a, y.b)));
        Found { totals, ..Found::take(graph, edges) }.answer(graph)
    }
}

/// A node with its steps from the middle, and its events.
#[derive(Clone, Copy, Debug)]
struct Node {
    node: u32,
    depth: Option<u8>,
    count: u32,
}

/// The nodes found, those of each ring together, and the pairs among them.
struct Found {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    /// One more than the place of each node among the nodes.
    places: Slots,
    /// How many nodes and pairs there are, shown or not.
    totals: [usize; 2],
}

impl Found {
    fn take(graph: &Graph, edges: Vec<Edge>) -> Self {
        Self { nodes: Vec::new(), edges, places: Slots::take(graph.actor_count()), totals: [0; 2] }
    }

    /// The place of a node, the last one for a new node.
    fn place(&mut self, node: u32, depth: Option<u8>) -> usize {
        let place = self.places.of(node, self.nodes.len() as u32 + 1) as usize - 1;
        if place == self.nodes.len() {
            self.nodes.push(Node { node, depth, count: 0 });
        }
        place
    }

    /// Finds the counterparts of the node at a place, those before which were walked already.
    fn walk(&mut self, near: &Neighbours<'_>, at: usize, depth: u8) {
        let node = self.nodes[at].node;
        let around = Counted::around(near, node);
        self.nodes.reserve(around.len());
        self.edges.reserve(around.len());
        for Counterpart { other, count, sum } in around {
            let place = self.place(other, Some(depth));
            self.nodes[place].count += count;
            // Each pair is counted from one of its ends: pairs within a ring and back to it come up twice.
            if place > at {
                self.edges.push(Edge { a: node.min(other), b: node.max(other), count, sum });
            }
        }
    }

    /// Drops the nodes with fewest events, but none before `first`, until no more than `limit` are left.
    fn keep_heaviest(&mut self, first: usize, limit: usize) {
        let limit = limit.max(first);
        if self.nodes.len() <= limit {
            return;
        }
        let mut ring = self.nodes.split_off(first);
        ring.iter().for_each(|node| self.places.clear(node.node));
        first_sorted(&mut ring, limit - first, |x, y| (Reverse(x.count), x.node).cmp(&(Reverse(y.count), y.node)));
        for node in ring {
            self.place(node.node, node.depth);
        }
    }

    fn answer(mut self, graph: &Graph) -> NetworkAnswer<'_> {
        self.nodes.iter_mut().for_each(|node| node.count = 0);
        for at in 0..self.edges.len() {
            let Edge { a, b, count, .. } = self.edges[at];
            for end in [a, b] {
                let place = self.place(end, None);
                self.nodes[place].count += count;
            }
        }
        self.places.give_back();
        let actors = &graph.tables.actors;
        let brief = |node| ActorBrief(&***actors.get(node));
        let node = |&Node { node, depth, count }: &Node| NetworkNode { actor: brief(node), depth, count: count as usize };
        let edge =
            |&Edge { a, b, count, sum }: &Edge| NetworkEdge { a: brief(a), b: brief(b), count: count as usize, mean_score: sum / f64::from(count) };
        let mut nodes = Vec::with_capacity(self.nodes.len());
        for ring in self.nodes.chunk_by(|one, next| one.depth == next.depth) {
            nodes.extend(actors.sorted_by_id(ring, |node| (!node.count, [node.node; 2])).map(node));
        }
        NetworkAnswer {
            nodes,
            edges: actors.sorted_by_id(&self.edges, |edge| (!edge.count, [edge.a, edge.b])).map(edge).collect(),
            total_nodes: self.totals[0],
            total_edges: self.totals[1],
        }
    }
}

/// Someone with whom a node shares events, how many these are, and the sum of their scores.
struct Counterpart {
    other: u32,
    count: u32,
    sum: f64,
}

/// Counterparts for which there is room at first.
const FEW: usize = 64;

/// The counterparts of a node.
struct Counted {
    /// One more than the place of each counterpart in the list.
    slots: Slots,
    list: Vec<Counterpart>,
}

impl Counted {
    /// Each counterpart of `node`.
    fn around(near: &Neighbours<'_>, node: u32) -> Vec<Counterpart> {
        let mut counted = Self { slots: Slots::take(near.plan.graph.actor_count()), list: Vec::with_capacity(FEW) };
        near.all(node, &mut |events| counted.add(&near.plan, events));
        counted.slots.give_back();
        counted.list
    }

    fn add(&mut self, plan: &Plan<'_>, events: &[Shared]) {
        for &Shared { other, class } in events {
            let slot = self.slots.of(other, self.list.len() as u32 + 1) as usize;
            if slot > self.list.len() {
                self.list.push(Counterpart { other, count: 0, sum: 0.0 });
            }
            let held = &mut self.list[slot - 1];
            (held.count, held.sum) = (held.count + 1, held.sum + f64::from(plan.class_of(class).goldstein));
        }
    }
}
