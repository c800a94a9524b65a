//! Actors: search and profile.

use chancery_core::{Actor, ActorId, ActorKind, CountryCode, EventType, Status, date::day_of_number};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::Page;
use crate::{
    ActorBrief, Candidate, Filter, Graph, fold,
    names::{called, candidate},
    plan::Plan,
    scratch::first_sorted,
};

/// Actors by a part of a name, those with most events first.
#[derive(Clone, Debug, Default)]
pub struct ActorSearch {
    /// A part of an id or a name.
    pub text: Option<String>,
    /// What they are; any, where empty.
    pub kinds: Vec<ActorKind>,
    /// Their country; any, where empty.
    pub countries: Vec<CountryCode>,
    /// How many rows at most.
    pub limit: usize,
    /// The row after which the page begins.
    pub after: Option<ActorPosition>,
}

/// Where an actor stands in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorPosition {
    /// Number of events.
    pub events: usize,
    /// The actor.
    pub id: ActorId,
}

impl ActorSearch {
    /// Answers the question.
    pub fn run(&self, graph: &Graph) -> Page<Candidate, ActorPosition> {
        let text = self.text.as_deref().map(fold);
        let actors = &graph.tables.actors;
        let counts = graph.event_counts();
        let mut found: Vec<(usize, u32)> = (0..actors.len() as u32)
            .filter(|&index| {
                let actor = actors.get(index);
                (self.kinds.is_empty() || self.kinds.contains(&actor.kind))
                    && (self.countries.is_empty() || actor.country.is_some_and(|country| self.countries.contains(&country)))
                    && text.as_ref().is_none_or(|text| called(actor).any(|(_, name)| name.contains(text.as_str())))
            })
            .map(|index| (counts(index), index))
            .collect();
        let total = found.len();
        found.sort_by(|x, y| y.0.cmp(&x.0).then_with(|| actors.get(x.1).id.cmp(&actors.get(y.1).id)));
        if let Some(after) = &self.after {
            found.retain(|&(events, index)| events < after.events || events == after.events && actors.get(index).id > after.id);
        }
        let rows: Vec<Candidate> = found.iter().take(self.limit).map(|&(events, index)| candidate(graph, index, events)).collect();
        let next = rows.last().filter(|_| found.len() > rows.len()).map(|row| ActorPosition { events: row.events, id: row.id.clone() });
        Page { rows, total, next }
    }
}

/// What is known of one actor in the selected events.
#[derive(Clone, Debug)]
pub struct ActorProfile {
    /// Who.
    pub actor: ActorId,
    /// Which events; its `actor` is replaced.
    pub filter: Filter,
    /// How many counterparts at most.
    pub counterparts: usize,
}

/// What is known of one actor.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Profile {
    /// The actor.
    pub actor: Actor,
    /// Number of events.
    pub events: usize,
    /// First day of the earliest event.
    pub first: Option<Date>,
    /// Last day of the latest event.
    pub last: Option<Date>,
    /// Number of events of each type.
    pub types: BTreeMap<EventType, usize>,
    /// Number of events of each status.
    pub statuses: BTreeMap<Status, usize>,
    /// With whom, most events first.
    pub counterparts: Vec<Counterpart>,
}

/// Someone who shares events with an actor.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Counterpart {
    /// Who.
    pub actor: ActorBrief,
    /// Number of events shared.
    pub count: usize,
    /// Last day of the latest.
    pub last: Option<Date>,
}

impl ActorProfile {
    /// Answers the question; none for an actor that the graph does not know.
    pub fn run(&self, graph: &Graph) -> Option<Profile> {
        let actor = graph.actor(&self.actor)?;
        let filter = Filter { actor: vec![self.actor.clone()], ..self.filter.clone() };
        let plan = Plan::new(graph, &filter);
        let mut profile = Profile {
            actor: Actor::clone(&actor),
            events: 0,
            first: None,
            last: None,
            types: BTreeMap::new(),
            statuses: BTreeMap::new(),
            counterparts: Vec::new(),
        };
        let mut others: FxHashMap<u32, (usize, i32)> = FxHashMap::default();
        let mut kinds = vec![0_usize; graph.tables.kinds.len()];
        let (mut first, mut last) = (i32::MAX, i32::MIN);
        plan.each(|_, hot| {
            profile.events += 1;
            let class = plan.class(hot);
            kinds[usize::from(class.kind)] += 1;
            *profile.statuses.entry(plan.status(hot).unwrap_or(class.status)).or_default() += 1;
            let span = graph.span(hot);
            if let Some((start, end)) = span {
                (first, last) = (first.min(start), last.max(end));
            }
            plan.pairs(hot, |_, other| {
                let held = others.entry(other).or_insert((0, i32::MIN));
                *held = (held.0 + 1, held.1.max(span.map_or(i32::MIN, |(_, end)| end)));
            });
        });
        profile.first = day_of_number(first).filter(|_| first != i32::MAX);
        profile.last = day_of_number(last).filter(|_| last != i32::MIN);
        profile.types = graph.kinds_counted(&kinds);
        let mut others: Vec<(u32, (usize, i32))> = others.into_iter().collect();
        first_sorted(&mut others, self.counterparts, |x, y| y.1.cmp(&x.1).then_with(|| graph.tables.actors.by_id(x.0, y.0)));
        let shown = others.into_iter().map(|(other, (count, last))| Counterpart { actor: graph.brief_of(other), count, last: known(last) });
        profile.counterparts = shown.collect();
        Some(profile)
    }
}

fn known(day: i32) -> Option<Date> {
    (day != i32::MIN).then(|| day_of_number(day)).flatten()
}
