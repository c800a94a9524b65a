//! How many events each value of a filter would select.

use rustc_hash::FxHashMap;
use serde::Serialize;
use std::{cmp::Reverse, hash::Hash};

use crate::{Filter, Graph, plan::Plan, rows::NONE, scratch::first_sorted};

/// Counts by value of each field, each without that field's own part of the filter, so that a choice shows its alternatives.
#[derive(Clone, Debug)]
pub struct Facets {
    /// Which events.
    pub filter: Filter,
    /// How many values of each field at most, most events first.
    pub limit: usize,
    /// The fields to count; all of them where none is named.
    pub fields: Vec<Field>,
}

/// A field of the filter whose values can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Participants.
    Actor,
    /// Counterparts of the actors asked for.
    With,
    /// Roles of participants.
    Role,
    /// Types of events.
    Type,
    /// Statuses.
    Status,
    /// Names of places.
    Place,
    /// Countries of participants.
    Country,
    /// Who published an article.
    Source,
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

/// The answer to [`Facets`]; a field that was not asked for is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetsAnswer {
    /// By type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kinds: Option<Vec<FacetValue>>,
    /// By status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Vec<FacetValue>>,
    /// By participant at the filter's level; without those of `with`, whose counterparts they are then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<Vec<FacetValue>>,
    /// By counterpart of the actors asked for; empty where none is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<Vec<FacetValue>>,
    /// By role of a participant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Vec<FacetValue>>,
    /// By country of a participant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<Vec<FacetValue>>,
    /// By name of the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Vec<FacetValue>>,
    /// By source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Vec<FacetValue>>,
}

impl FacetsAnswer {
    /// The fields that were asked for by their names, in the order in which they are written.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, &[FacetValue])> {
        let Self { kinds, status, actor, with, role, country, place, source } = self;
        let lists = [kinds, status, actor, with, role, country, place, source];
        let names = ["type", "status", "actor", "with", "role", "country", "place", "source"];
        names.into_iter().zip(lists).filter_map(|(name, list)| Some((name, list.as_deref()?)))
    }
}

impl Facets {
    /// Answers the question.
    pub fn run(&self, graph: &Graph) -> FacetsAnswer {
        let filter = || self.filter.clone();
        let wanted = |field: Field| self.fields.is_empty() || self.fields.contains(&field);
        let tables = &graph.tables;
        let parts = |row: u32| tables.parts(graph.hot(row)).iter().map(|&part| tables.parts.get(part));
        let kind = |row: u32, kinds: &mut Vec<_>| kinds.push(tables.classes.get(graph.hot(row).class).kind);
        let place = |row: u32, places: &mut Vec<_>| {
            let spot = graph.spot(row);
            places.extend((spot != NONE).then(|| tables.spots.get(spot).place.name.as_str()));
        };
        let source =
            |row: u32, sources: &mut Vec<_>| sources.extend(tables.tellings.get(graph.row(row).telling).sources.iter().map(|source| &**source));
        let named = |facet: FacetValue| {
            let name = facet.value.parse().ok().and_then(|id| graph.brief(&id)).map(|actor| actor.name.clone());
            FacetValue { name, ..facet }
        };
        let as_known = Plan::new(graph, &self.filter);
        let of = |wanted: bool, count: &dyn Fn() -> Vec<FacetValue>| wanted.then(count);
        FacetsAnswer {
            kinds: of(wanted(Field::Type), &|| {
                self.count(graph, Filter { kinds: None, ..filter() }, kind, |kind| tables.kinds.get(u32::from(kind)).to_string())
            }),
            status: of(wanted(Field::Status), &|| {
                let status = |row: u32, statuses: &mut Vec<_>| statuses.extend(as_known.status(graph.hot(row)));
                self.count(graph, Filter { statuses: vec![], ..filter() }, status, |status| status.to_string())
            }),
            actor: of(wanted(Field::Actor), &|| self.count_nodes(graph, &Filter { actor: vec![], ..filter() })),
            with: of(wanted(Field::With), &|| {
                if self.filter.actor.is_empty() { vec![] } else { self.count_nodes(graph, &Filter { with: vec![], ..filter() }) }
            }),
            role: of(wanted(Field::Role), &|| {
                let role = |row: u32, roles: &mut Vec<_>| roles.extend(parts(row).map(|part| part.role));
                self.count(graph, Filter { roles: vec![], ..filter() }, role, |role| role.to_string())
            }),
            country: of(wanted(Field::Country), &|| {
                let country = |row: u32, countries: &mut Vec<_>| countries.extend(parts(row).filter_map(|part| part.country));
                let found = self.count(graph, Filter { countries: vec![], ..filter() }, country, |country| country.to_string());
                found.into_iter().map(named).collect()
            }),
            place: of(wanted(Field::Place), &|| self.count(graph, Filter { places: vec![], ..filter() }, place, str::to_owned)),
            source: of(wanted(Field::Source), &|| self.count(graph, Filter { sources: vec![], ..filter() }, source, str::to_owned)),
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
        first_sorted(&mut order, self.limit, |x, y| x.0.cmp(&y.0).then_with(|| graph.tables.actors.by_id(x.1, y.1)));
        let facet = |(Reverse(count), node): (Reverse<usize>, u32)| {
            let actor = graph.tables.actors.get(node);
            FacetValue { value: actor.id.to_string(), name: Some(actor.name.clone()), count }
        };
        order.into_iter().map(facet).collect()
    }

    /// Events of each value that `values` adds for an event, with the value as `told`; each event counts once for a value.
    fn count<V: Copy + Ord + Hash>(
        &self,
        graph: &Graph,
        filter: Filter,
        values: impl Fn(u32, &mut Vec<V>),
        told: impl Fn(V) -> String,
    ) -> Vec<FacetValue> {
        let mut counts: FxHashMap<V, usize> = FxHashMap::default();
        let mut held = Vec::new();
        Plan::new(graph, &filter).each(|row, _| {
            held.clear();
            values(row, &mut held);
            held.sort_unstable();
            held.dedup();
            held.iter().for_each(|&value| *counts.entry(value).or_default() += 1);
        });
        let mut counts: Vec<FacetValue> = counts.into_iter().map(|(value, count)| FacetValue { value: told(value), name: None, count }).collect();
        first_sorted(&mut counts, self.limit, |x, y| y.count.cmp(&x.count).then_with(|| x.value.cmp(&y.value)));
        counts
    }
}
