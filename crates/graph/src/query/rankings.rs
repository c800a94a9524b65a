//! Who stands out among the selected events.

use chancery_core::Role;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::network::{Edges, edges, ends};
use crate::{ActorBrief, Filter, Graph, level::pair_key, plan::Plan};

/// From how many actors betweenness is reckoned; with fewer actors it is exact.
const SAMPLES: usize = 64;
/// PageRank's usual damping, and when its steps end.
const DAMPING: f64 = 0.85;
const STEPS: usize = 60;

/// Actors by a measure, highest first.
#[derive(Clone, Debug)]
pub struct Rankings {
    /// Which events; the status is occurred or ongoing unless it says otherwise.
    pub filter: Filter,
    /// The measure.
    pub by: By,
    /// How many rows at most.
    pub limit: usize,
}

/// A measure of actors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// Number of different counterparts.
    #[default]
    Counterparts,
    /// Number of events in the role of mediator.
    Mediation,
    /// PageRank over pairs weighted by their events.
    Pagerank,
    /// On how many shortest chains between others the actor stands.
    Betweenness,
}

/// An actor with its value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ranked {
    /// Who.
    pub actor: ActorBrief,
    /// The measure.
    pub value: f64,
    /// Standard error of a value that was sampled.
    pub error: Option<f64>,
}

impl By {
    /// Every measure with its word.
    pub const ALL: &'static [(Self, &'static str)] =
        &[(Self::Counterparts, "counterparts"), (Self::Mediation, "mediation"), (Self::Pagerank, "pagerank"), (Self::Betweenness, "betweenness")];
}

impl Rankings {
    /// Answers the question.
    pub fn run(&self, graph: &Graph) -> Vec<Ranked> {
        let filter = self.filter.clone().happened();
        let plan = Plan::new(graph, &filter);
        let values: Vec<(u32, f64, Option<f64>)> = match self.by {
            By::Mediation => mediation(&plan),
            By::Counterparts => counterparts(&plan),
            By::Pagerank => {
                let near = Near::new(&edges(&plan));
                let ranks = near.pagerank();
                near.each(|_, at| (ranks[at], None))
            }
            By::Betweenness => {
                let near = Near::new(&edges(&plan));
                let values = near.betweenness();
                near.each(|_, at| values[at])
            }
        };
        let mut rows: Vec<(u32, f64, Option<f64>)> = values.into_iter().filter(|&(_, value, _)| value > 0.0).collect();
        let id = |node: u32| &graph.tables.actors.get(node).id;
        rows.sort_by(|x, y| y.1.total_cmp(&x.1).then_with(|| id(x.0).cmp(id(y.0))));
        rows.truncate(self.limit);
        rows.into_iter().map(|(node, value, error)| Ranked { actor: graph.brief_of(node), value, error }).collect()
    }
}

fn counterparts(plan: &Plan<'_>) -> Vec<(u32, f64, Option<f64>)> {
    let mut pairs: Vec<u64> = Vec::new();
    plan.each(|_, hot| plan.pairs(hot, |a, b| pairs.push(pair_key(a, b))));
    pairs.sort_unstable();
    pairs.dedup();
    let mut counts = vec![0_u32; plan.graph.actor_count()];
    pairs.into_iter().flat_map(ends).for_each(|node| counts[node as usize] += 1);
    (0..).zip(counts).map(|(node, count)| (node, f64::from(count), None)).collect()
}

fn mediation(plan: &Plan<'_>) -> Vec<(u32, f64, Option<f64>)> {
    let tables = &plan.graph.tables;
    let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
    plan.each(|_, hot| {
        let parts = tables.parts(hot).iter().map(|&part| tables.parts.get(part));
        let mut nodes: Vec<u32> = parts.filter(|part| part.role == Role::Mediator).filter_map(|part| plan.node(part)).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes.into_iter().for_each(|node| *counts.entry(node).or_default() += 1);
    });
    counts.into_iter().map(|(node, count)| (node, count as f64, None)).collect()
}

/// Each node's neighbours with their weights, nodes numbered from nought.
struct Near {
    nodes: Vec<u32>,
    of: Vec<Vec<(u32, f64)>>,
}

impl Near {
    fn new(edges: &Edges) -> Self {
        let mut nodes: Vec<u32> = edges.keys().flat_map(|&pair| ends(pair)).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let numbers: FxHashMap<u32, u32> = nodes.iter().zip(0..).map(|(&node, at)| (node, at)).collect();
        let mut of = vec![Vec::new(); nodes.len()];
        for (&pair, &(count, _)) in edges {
            let [a, b] = ends(pair).map(|node| numbers[&node]);
            of[a as usize].push((b, count as f64));
            of[b as usize].push((a, count as f64));
        }
        // The same graph gives the same sums, whatever the order in which pairs were met.
        of.iter_mut().for_each(|near: &mut Vec<(u32, f64)>| near.sort_unstable_by_key(|&(node, _)| node));
        Self { nodes, of }
    }

    fn each(&self, value: impl Fn(&Self, usize) -> (f64, Option<f64>)) -> Vec<(u32, f64, Option<f64>)> {
        let row = |(at, &node): (usize, &u32)| {
            let (value, error) = value(self, at);
            (node, value, error)
        };
        self.nodes.iter().enumerate().map(row).collect()
    }

    fn pagerank(&self) -> Vec<f64> {
        let count = self.of.len() as f64;
        let weights: Vec<f64> = self.of.iter().map(|near| near.iter().map(|&(_, weight)| weight).sum()).collect();
        let mut ranks = vec![1.0 / count; self.of.len()];
        for _ in 0..STEPS {
            let gain =
                |near: &Vec<(u32, f64)>| near.iter().map(|&(other, weight)| ranks[other as usize] * weight / weights[other as usize]).sum::<f64>();
            ranks = self.of.iter().map(|near| (1.0 - DAMPING) / count + DAMPING * gain(near)).collect();
        }
        ranks
    }

    /// Brandes' algorithm from evenly spread sources, scaled to all of them, with the standard error of that.
    fn betweenness(&self) -> Vec<(f64, Option<f64>)> {
        let count = self.of.len();
        let samples = SAMPLES.min(count);
        let mut sums = vec![(0.0, 0.0); count];
        for sample in 0..samples {
            for (sum, share) in sums.iter_mut().zip(self.shares(sample * count / samples)) {
                *sum = (sum.0 + share, sum.1 + share * share);
            }
        }
        let (all, drawn) = (count as f64, samples as f64);
        let value = |(sum, squares): (f64, f64)| {
            let mean = sum / drawn;
            let variance = (squares / drawn - mean * mean).max(0.0);
            // A chain is found from both of its ends, hence the half.
            let error = (samples < count).then(|| all * (variance / drawn).sqrt() / 2.0);
            (all * mean / 2.0, error)
        };
        sums.into_iter().map(value).collect()
    }

    /// How much of the shortest chains from `source` goes through each node.
    fn shares(&self, source: usize) -> Vec<f64> {
        let mut depth = vec![u32::MAX; self.of.len()];
        let mut chains = vec![0.0; self.of.len()];
        let mut order = vec![source];
        (depth[source], chains[source]) = (0, 1.0);
        let mut at = 0;
        while let Some(&node) = order.get(at) {
            at += 1;
            for other in self.of[node].iter().map(|&(other, _)| other as usize) {
                if depth[other] == u32::MAX {
                    depth[other] = depth[node] + 1;
                    order.push(other);
                }
                if depth[other] == depth[node] + 1 {
                    chains[other] += chains[node];
                }
            }
        }
        let mut shares = vec![0.0; self.of.len()];
        for &node in order.iter().rev() {
            for other in self.of[node].iter().map(|&(other, _)| other as usize) {
                if depth[other] == depth[node] + 1 {
                    shares[node] += chains[node] / chains[other] * (1.0 + shares[other]);
                }
            }
        }
        shares[source] = 0.0;
        shares
    }
}
