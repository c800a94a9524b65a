//! How many events each value of a filter would select.

use rustc_hash::FxHashMap;
use serde::Serialize;
use std::{cmp::Reverse, collections::BTreeMap};

use crate::{Filter, Graph, plan::Plan, rows::NONE};

/// Counts by value of each field, each without that field's own part of the filter, so that a choice shows its alternatives.
#[derive(Clone, Debug)]
pub struct Facets {
    /// Which events.
    pub filter: Filter,
    /// How many values of each field at most, most events first.
    pub limit: usize,
}

/// A value and its number of events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetValue {
    /// The value, as the filter takes it.
    pub value: String,
    /// What an actor or a country is called first; none where the value is its own name.
    pub name: Option<String>,
    /// Number of events.
    pub count: usize,
}

/// The answer to [`Facets`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetsAnswer {
    /// By type.
    #[serde(rename = "type")]
    pub kinds: Vec<FacetValue>,
    /// By status.
    pub status: Vec<FacetValue>,
    /// By participant at the filter's level; without those of `with`, whose counterparts they are then.
    pub actor: Vec<FacetValue>,
    /// By counterpart of the actors asked for; empty where none is.
    pub with: Vec<FacetValue>,
    /// By role of a participant.
    pub role: Vec<FacetValue>,
    /// By country of a participant.
    pub country: Vec<FacetValue>,
    /// By name of the place.
    pub place: Vec<FacetValue>,
    /// By source.
    pub source: Vec<FacetValue>,
}

impl Facets {
    /// Answers the question.
    pub fn run(&self, graph: &Graph) -> FacetsAnswer {
        let filter = || self.filter.clone();
        let tables = &graph.tables;
        let parts = |row: u32| tables.parts(graph.hot(row)).iter().map(|&part| tables.parts.get(part));
        let class = |row: u32| tables.classes.get(graph.hot(row).class);
        let kind = |row| vec![tables.kinds.get(u32::from(class(row).kind)).to_string()];
        let place = |row: u32| {
            let spot = graph.row(row).spot;
            (spot != NONE).then(|| tables.spots.get(spot).place.name.clone()).into_iter().collect()
        };
        let source = |row: u32| tables.tellings.get(graph.row(row).telling).sources.iter().map(ToString::to_string).collect();
        let country_name = |code: &str| code.parse().ok().and_then(|id| graph.brief(&id)).map(|actor| actor.name.clone());
        let as_known = Plan::new(graph, &self.filter);
        FacetsAnswer {
            kinds: self.count(graph, Filter { kinds: None, ..filter() }, kind),
            status: self.count(graph, Filter { statuses: vec![], ..filter() }, |row| {
                as_known.status(graph.hot(row)).map(|status| status.to_string()).into_iter().collect()
            }),
            actor: self.count_nodes(graph, &Filter { actor: vec![], ..filter() }),
            with: if self.filter.actor.is_empty() { vec![] } else { self.count_nodes(graph, &Filter { with: vec![], ..filter() }) },
            role: self.count(graph, Filter { roles: vec![], ..filter() }, |row| parts(row).map(|part| part.role.to_string()).collect()),
            country: self
                .count(graph, Filter { countries: vec![], ..filter() }, |row| {
                    parts(row).filter_map(|part| part.country).map(|country| country.to_string()).collect()
                })
                .into_iter()
                .map(|facet| FacetValue { name: country_name(&facet.value), ..facet })
                .collect(),
            place: self.count(graph, Filter { places: vec![], ..filter() }, place),
            source: self.count(graph, Filter { sources: vec![], ..filter() }, source),
        }
    }

    /// Participants at the filter's level: the counterparts of those asked for, or everyone.
    fn count_nodes(&self, graph: &Graph, filter: &Filter) -> Vec<FacetValue> {
        let plan = Plan::new(graph, filter);
        let counterparts = !(filter.actor.is_empty() && filter.with.is_empty());
        let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
        let mut nodes = Vec::new();
        plan.each(|_, hot| {
            nodes.clear();
            if counterparts {
                plan.pairs(hot, |_, other| nodes.push(other));
                nodes.sort_unstable();
                nodes.dedup();
            } else {
                plan.nodes(hot, |node| nodes.push(node));
            }
            nodes.iter().for_each(|&node| *counts.entry(node).or_default() += 1);
        });
        let mut order: Vec<(Reverse<usize>, u32)> = counts.into_iter().map(|(node, count)| (Reverse(count), node)).collect();
        order.sort_unstable_by(|x, y| x.0.cmp(&y.0).then_with(|| graph.tables.actors.by_id(x.1, y.1)));
        let facet = |(Reverse(count), node): (Reverse<usize>, u32)| {
            let actor = graph.tables.actors.get(node);
            FacetValue { value: actor.id.to_string(), name: Some(actor.name.clone()), count }
        };
        order.into_iter().take(self.limit).map(facet).collect()
    }

    fn count(&self, graph: &Graph, filter: Filter, values: impl Fn(u32) -> Vec<String>) -> Vec<FacetValue> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        Plan::new(graph, &filter).each(|row, _| {
            let mut values = values(row);
            values.sort_unstable();
            values.dedup();
            values.into_iter().for_each(|value| *counts.entry(value).or_default() += 1);
        });
        let mut counts: Vec<FacetValue> = counts.into_iter().map(|(value, count)| FacetValue { value, name: None, count }).collect();
        counts.sort_by_key(|facet| Reverse(facet.count));
        counts.truncate(self.limit);
        counts
    }
}
