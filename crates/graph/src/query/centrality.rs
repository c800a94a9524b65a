//! Measures over the whole of a selection: PageRank and betweenness.

use super::network::Edge;
use crate::{cache::Value, level::sums};

/// From how many nodes betweenness is reckoned; with fewer nodes it is exact.
const SAMPLES: usize = 64;
/// PageRank's usual damping.
const DAMPING: f64 = 0.85;
/// PageRank ends when a step moves less than this of the whole rank, at the latest after so many steps.
const STILL: f64 = 1e-12;
const STEPS: usize = 100;

/// Each node's neighbours with the number of events shared, one node's after the other's, nodes numbered from nought.
pub(super) struct Near {
    nodes: Vec<u32>,
    offsets: Vec<u32>,
    others: Vec<(u32, u32)>,
}

impl Near {
    pub fn new(edges: &[Edge]) -> Self {
        let mut both: Vec<(u32, u32, u32)> = edges.iter().flat_map(|edge| [(edge.a, edge.b, edge.count), (edge.b, edge.a, edge.count)]).collect();
        // The same graph gives the same sums, whatever the order in which pairs were met.
        both.sort_unstable();
        let mut nodes: Vec<u32> = both.iter().map(|&(node, ..)| node).collect();
        nodes.dedup();
        let mut numbers = vec![0_u32; nodes.last().map_or(0, |&last| last as usize + 1)];
        nodes.iter().zip(0..).for_each(|(&node, number)| numbers[node as usize] = number);
        let mut lens = vec![0_u32; nodes.len()];
        both.iter().for_each(|&(node, ..)| lens[numbers[node as usize] as usize] += 1);
        let others = both.iter().map(|&(_, other, count)| (numbers[other as usize], count)).collect();
        Self { nodes, offsets: sums(&lens), others }
    }

    /// The number of nodes.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The neighbours of a node, each with the number of events shared.
    pub fn of(&self, node: usize) -> &[(u32, u32)] {
        &self.others[self.offsets[node] as usize..self.offsets[node + 1] as usize]
    }

    /// The values with their nodes.
    pub fn rows(&self, values: impl IntoIterator<Item = (f64, Option<f64>)>) -> Vec<Value> {
        self.nodes.iter().zip(values).map(|(&node, (value, error))| (node, value, error)).collect()
    }

    /// Each node's rank, weighted by events; together they are one.
    pub fn pagerank(&self) -> Vec<f64> {
        let count = self.len() as f64;
        let weights: Vec<f64> = (0..self.len()).map(|node| self.of(node).iter().map(|&(_, weight)| f64::from(weight)).sum()).collect();
        let mut ranks = vec![1.0 / count; self.len()];
        for _ in 0..STEPS {
            let shares: Vec<f64> = ranks.iter().zip(&weights).map(|(rank, weight)| rank / weight).collect();
            let gain = |node| self.of(node).iter().map(|&(other, weight)| shares[other as usize] * f64::from(weight)).sum::<f64>();
            let next: Vec<f64> = (0..self.len()).map(|node| (1.0 - DAMPING) / count + DAMPING * gain(node)).collect();
            let moved: f64 = next.iter().zip(&ranks).map(|(new, old)| (new - old).abs()).sum();
            ranks = next;
            if moved < STILL {
                break;
            }
        }
        ranks
    }

    /// Brandes' algorithm from evenly spread sources, scaled to all of them, with the standard error of that.
    pub fn betweenness(&self) -> Vec<(f64, Option<f64>)> {
        let count = self.len();
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
        let mut depth = vec![u32::MAX; self.len()];
        let mut chains = vec![0.0; self.len()];
        let mut order = vec![source];
        (depth[source], chains[source]) = (0, 1.0);
        let mut at = 0;
        while let Some(&node) = order.get(at) {
            at += 1;
            for other in self.of(node).iter().map(|&(other, _)| other as usize) {
                if depth[other] == u32::MAX {
                    depth[other] = depth[node] + 1;
                    order.push(other);
                }
                if depth[other] == depth[node] + 1 {
                    chains[other] += chains[node];
                }
            }
        }
        let mut shares = vec![0.0; self.len()];
        for &node in order.iter().rev() {
            for other in self.of(node).iter().map(|&(other, _)| other as usize) {
                if depth[other] == depth[node] + 1 {
                    shares[node] += chains[node] / chains[other] * (1.0 + shares[other]);
                }
            }
        }
        shares[source] = 0.0;
        shares
    }
}
