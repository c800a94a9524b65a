//! The shortest chain of events between two actors.

use chancery_core::ActorId;
use serde::Serialize;
use std::ops::ControlFlow;

use super::neighbours::Neighbours;
use crate::{ActorBrief, EventRow, Filter, Graph, plan::Plan, scratch::Cells};

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
        let near = Neighbours::new(Plan::happened(graph, &self.filter));
        let nodes = if from == to { vec![from] } else { chain(&near, from, to)? };
        let id = |node: u32| graph.tables.actors.get(node).id.clone();
        let hop = |pair: &[u32]| {
            let row = near.latest(pair[0], pair[1])?;
            Some(Hop { from: id(pair[0]), to: id(pair[1]), event: graph.event_row(row, self.filter.as_of) })
        };
        let hops = nodes.windows(2).map(hop).collect::<Option<Vec<Hop>>>()?;
        Some(PathAnswer { actors: nodes.into_iter().map(|node| graph.brief_of(node)).collect(), hops })
    }
}

/// Pairs of nodes that are looked up one by one before a whole ring is searched; hubs are seldom searched for it.
const FEW: usize = 64;

/// Searches from both ends, a whole ring at a time and the lighter ring first, so that the first meeting is a shortest one.
fn chain(near: &Neighbours<'_>, from: u32, to: u32) -> Option<Vec<u32>> {
    // A node is counted once from the one end and twice from the other; its mark is the node before it.
    let mut seen = Cells::take(near.plan.graph.actor_count());
    let mut rings = [vec![from], vec![to]];
    seen.add(from, 1);
    seen.add(to, 2);
    seen.mark(from, from);
    seen.mark(to, to);
    while rings.iter().all(|ring| !ring.is_empty()) {
        if let Some((a, b)) = joined(near, &rings) {
            return Some(whole(&seen, a, b));
        }
        let weight = |ring: &[u32]| ring.iter().map(|&node| near.weight(node)).sum::<usize>();
        let side = usize::from(weight(&rings[1]) < weight(&rings[0]));
        let (own, mut ring, mut met) = (side as u32 + 1, Vec::new(), None);
        for node in std::mem::take(&mut rings[side]) {
            let _ = near.each(node, |_, next| match seen.get(next).count {
                0 => {
                    seen.add(next, own);
                    seen.mark(next, node);
                    ring.push(next);
                    ControlFlow::Continue(())
                }
                held if held == own => ControlFlow::Continue(()),
                _ => {
                    met = Some(if side == 0 { (node, next) } else { (next, node) });
                    ControlFlow::Break(())
                }
            });
            if let Some((a, b)) = met {
                return Some(whole(&seen, a, b));
            }
        }
        rings[side] = ring;
    }
    None
}

/// Two nodes of facing rings that share an event, where the rings are so small that each two can be looked up.
fn joined(near: &Neighbours<'_>, [one, other]: &[Vec<u32>; 2]) -> Option<(u32, u32)> {
    let mut pairs = one.iter().flat_map(|&a| other.iter().map(move |&b| (a, b)));
    if one.len() * other.len() <= FEW { pairs.find(|&(a, b)| near.latest(a, b).is_some()) } else { None }
}

/// The chain that meets between `a`, seen from the one end, and `b`, seen from the other.
fn whole(seen: &Cells, a: u32, b: u32) -> Vec<u32> {
    let mut chain = back(seen, a);
    chain.reverse();
    chain.extend(back(seen, b));
    chain
}

/// From `node` back to where the search began.
fn back(seen: &Cells, mut node: u32) -> Vec<u32> {
    let mut chain = vec![node];
    loop {
        let before = seen.get(node).mark as u32;
        if before == node {
            return chain;
        }
        chain.push(before);
        node = before;
    }
}
