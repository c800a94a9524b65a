//! Who keeps to whom: actors that share more events with one another than their numbers of events would let expect.

use serde::Serialize;
use std::cmp::Reverse;

use super::{
    centrality::Near,
    network::{edges, weights},
};
use crate::{
    ActorBrief, Filter, Graph,
    cache::Measure,
    level::sums,
    plan::Plan,
    scratch::{Cells, first_sorted},
};

/// How often every node may move on one level.
const PASSES: usize = 32;
/// A gain that is no more than rounding.
const LEAST: f64 = 1e-9;

/// The communities of the selected events' pairs, by the method of Louvain, greatest first.
#[derive(Clone, Debug)]
pub struct Communities {
    /// Which events; the status is occurred or ongoing unless it says otherwise.
    pub filter: Filter,
    /// How many members of each at most, those with most events first.
    pub members: usize,
}

/// Actors who keep to one another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Community {
    /// How many actors it has.
    pub size: usize,
    /// The events of its actors with one another, counted once for each pair.
    pub inside: usize,
    /// The events of its actors with others.
    pub outside: usize,
    /// Its actors with most events.
    pub members: Vec<Member>,
}

/// An actor of a [`Community`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Member {
    /// Who.
    #[serde(flatten)]
    pub actor: ActorBrief,
    /// Its events with anyone, counted once for each counterpart.
    pub count: usize,
}

/// A community before its actors are named.
#[derive(Clone, Debug, Default)]
struct Group {
    members: Vec<(u64, u32)>,
    inside: u64,
    outside: u64,
}

impl Communities {
    /// Answers the question. The grouping is kept with the graph's version, so that asking again costs little.
    pub fn run(&self, graph: &Graph) -> Vec<Community> {
        let plan = Plan::happened(graph, &self.filter);
        let edges = edges(&plan);
        let values = graph.measured(Measure::Communities, &self.filter, || {
            let near = Near::new(&edges);
            near.rows(group(&near).into_iter().map(|community| (f64::from(community), None)))
        });
        let mut of = Cells::take(graph.actor_count());
        values.iter().for_each(|&(node, community, _)| of.count(node).mark = community as i32);
        let mut groups = vec![Group::default(); values.iter().map(|value| value.1 as usize + 1).max().unwrap_or(0)];
        let counts = weights(graph, &edges);
        for edge in &edges {
            let [a, b] = [edge.a, edge.b].map(|node| of.get(node).mark as usize);
            if a == b {
                groups[a].inside += u64::from(edge.count);
            } else {
                groups[a].outside += u64::from(edge.count);
                groups[b].outside += u64::from(edge.count);
            }
        }
        values.iter().for_each(|&(node, community, _)| groups[community as usize].members.push((u64::from(counts.get(node).count), node)));
        groups.sort_by_key(|group| (Reverse(group.members.len()), Reverse(group.inside)));
        groups.into_iter().map(|group| self.show(graph, group)).collect()
    }

    fn show(&self, graph: &Graph, mut group: Group) -> Community {
        let size = group.members.len();
        first_sorted(&mut group.members, self.members, |x, y| y.0.cmp(&x.0).then_with(|| graph.tables.actors.by_id(x.1, y.1)));
        let member = |(count, node): (u64, u32)| Member { actor: graph.brief_of(node), count: count as usize };
        let members = group.members.into_iter().map(member).collect();
        Community { size, inside: group.inside as usize, outside: group.outside as usize, members }
    }
}

/// A graph whose nodes may be communities of a finer one.
struct Coarse {
    offsets: Vec<u32>,
    others: Vec<(u32, f64)>,
    /// Twice the weight inside each node.
    loops: Vec<f64>,
}

/// The community of each node, numbered from nought.
fn group(near: &Near) -> Vec<u32> {
    let mut graph = Coarse::of(near);
    let mut of: Vec<u32> = (0..near.len() as u32).collect();
    loop {
        let (found, moved) = graph.settle();
        if !moved {
            return of;
        }
        let count = found.iter().max().map_or(0, |&last| last as usize + 1);
        of.iter_mut().for_each(|community| *community = found[*community as usize]);
        graph = graph.merged(&found, count);
    }
}

impl Coarse {
    fn of(near: &Near) -> Self {
        let (mut offsets, mut others) = (vec![0], Vec::new());
        for node in 0..near.len() {
            others.extend(near.of(node).iter().map(|&(other, count)| (other, f64::from(count))));
            offsets.push(others.len() as u32);
        }
        Self { offsets, others, loops: vec![0.0; near.len()] }
    }

    fn near(&self, node: usize) -> &[(u32, f64)] {
        &self.others[self.offsets[node] as usize..self.offsets[node + 1] as usize]
    }

    /// Moves each node to the neighbouring community where it raises the modularity most, until none moves. Gives the communities,
    /// numbered from nought without gaps, and whether any node has moved.
    fn settle(&self) -> (Vec<u32>, bool) {
        let count = self.loops.len();
        let degrees: Vec<f64> = (0..count).map(|node| self.loops[node] + self.near(node).iter().map(|&(_, weight)| weight).sum::<f64>()).collect();
        let all: f64 = degrees.iter().sum();
        let mut of: Vec<u32> = (0..count as u32).collect();
        let mut totals = degrees.clone();
        let (mut moved, mut again) = (false, true);
        let mut weights = vec![0.0; count];
        // Each move raises the modularity, so this ends; the bound keeps out moves that rounding makes seem to.
        for _ in 0..PASSES {
            if !std::mem::take(&mut again) {
                break;
            }
            for node in 0..count {
                let own = of[node];
                self.near(node).iter().for_each(|&(other, weight)| weights[of[other as usize] as usize] += weight);
                totals[own as usize] -= degrees[node];
                let gain = |community: u32| weights[community as usize] - totals[community as usize] * degrees[node] / all;
                let mut best = (gain(own) + LEAST, own);
                for community in self.near(node).iter().map(|&(other, _)| of[other as usize]) {
                    let gained = gain(community);
                    if gained > best.0 {
                        best = (gained, community);
                    }
                }
                totals[best.1 as usize] += degrees[node];
                self.near(node).iter().for_each(|&(other, _)| weights[of[other as usize] as usize] = 0.0);
                of[node] = best.1;
                again |= best.1 != own;
            }
            moved |= again;
        }
        (numbered(of), moved)
    }

    fn merged(&self, found: &[u32], count: usize) -> Self {
        let mut loops = vec![0.0; count];
        let mut edges: Vec<(u32, u32, f64)> = Vec::new();
        for (node, &own) in found.iter().enumerate() {
            loops[own as usize] += self.loops[node];
            for &(other, weight) in self.near(node) {
                match found[other as usize] {
                    same if same == own => loops[own as usize] += weight,
                    facing => edges.push((own, facing, weight)),
                }
            }
        }
        edges.sort_by_key(|&(a, b, _)| (a, b));
        edges.dedup_by(|next, held| {
            let same = (next.0, next.1) == (held.0, held.1);
            if same {
                held.2 += next.2;
            }
            same
        });
        let mut lens = vec![0_u32; count];
        edges.iter().for_each(|&(a, ..)| lens[a as usize] += 1);
        Self { offsets: sums(&lens), others: edges.into_iter().map(|(_, b, weight)| (b, weight)).collect(), loops }
    }
}

/// The same communities, numbered from nought in the order in which they come up.
fn numbered(mut of: Vec<u32>) -> Vec<u32> {
    let mut numbers = vec![u32::MAX; of.len()];
    let mut next = 0;
    for community in &mut of {
        let number = &mut numbers[*community as usize];
        if *number == u32::MAX {
            *number = next;
            next += 1;
        }
        *community = *number;
    }
    of
}
