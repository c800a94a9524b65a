//! Who stands out among the selected events.

use chancery_core::Role;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{centrality::Near, network::edges, pairs::counterparts};
use crate::{
    ActorBrief, Filter, Graph,
    cache::{Measure, Value},
    plan::Plan,
    scratch::first_sorted,
};

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
        let plan = Plan::happened(graph, &self.filter);
        let kept = |measure, reckon: fn(&Near) -> Vec<Value>| graph.measured(measure, &self.filter, || reckon(&Near::new(&edges(&plan)))).to_vec();
        let mut values = match self.by {
            By::Mediation => mediation(&plan),
            By::Counterparts => {
                let counts = counterparts(&plan);
                counts.touched().iter().map(|&node| (node, f64::from(counts.get(node).count), None)).collect()
            }
            By::Pagerank => kept(Measure::Pagerank, |near| near.rows(near.pagerank().into_iter().map(|rank| (rank, None)))),
            By::Betweenness => kept(Measure::Betweenness, |near| near.rows(near.betweenness())),
        };
        values.retain(|&(_, value, _)| value > 0.0);
        first_sorted(&mut values, self.limit, |x, y| y.1.total_cmp(&x.1).then_with(|| graph.tables.actors.by_id(x.0, y.0)));
        values.into_iter().map(|(node, value, error)| Ranked { actor: graph.brief_of(node), value, error }).collect()
    }
}

fn mediation(plan: &Plan<'_>) -> Vec<Value> {
    let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
    plan.each(|_, hot| {
        let mut nodes: Vec<u32> = plan.parts(hot).filter(|part| part.role == Role::Mediator).filter_map(|part| plan.node(part)).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes.into_iter().for_each(|node| *counts.entry(node).or_default() += 1);
    });
    counts.into_iter().map(|(node, count)| (node, count as f64, None)).collect()
}
