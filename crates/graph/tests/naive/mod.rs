//! The same questions answered over plain facts, as slowly and as plainly as can be.

use chancery_core::{ActorId, ActorKind, EventFacts, FactParticipant, Status, date::day_number};
use chancery_graph::{Filter, Level, fold};
use std::collections::{BTreeMap, BTreeSet};

/// Whether the filter selects the event.
pub fn selects(filter: &Filter, facts: &EventFacts) -> bool {
    let told: Vec<Status> =
        facts.history.iter().filter(|(day, _)| filter.as_of.is_none_or(|as_of| *day <= as_of)).map(|&(_, status)| status).collect();
    let Some(status) = told.last() else { return false };
    let place = facts.place.as_ref();
    let window = match (filter.from, filter.to, facts.date) {
        (None, None, _) => true,
        (_, _, None) => filter.undated,
        (from, to, Some(date)) => to.is_none_or(|to| date.start <= to) && from.is_none_or(|from| from <= date.end),
    };
    window
        && filter.kinds.as_ref().is_none_or(|kinds| kinds.contains(&facts.kind))
        && (filter.statuses.is_empty() || filter.statuses.contains(status))
        && filter.min_confidence.is_none_or(|least| facts.confidence >= least)
        && (filter.sources.is_empty() || facts.sources.iter().any(|source| filter.sources.contains(&source.to_string())))
        && (filter.places.is_empty() || place.is_some_and(|place| filter.places.iter().any(|name| fold(name) == fold(&place.name))))
        && (filter.countries.is_empty()
            || facts.participants.iter().any(|one| one.country.is_some_and(|country| filter.countries.contains(&country))))
        && takes_part(filter, facts)
}

fn takes_part(filter: &Filter, facts: &EventFacts) -> bool {
    let parts = &facts.participants;
    let (actor, with) = if filter.actor.is_empty() { (&filter.with, &filter.actor) } else { (&filter.actor, &filter.with) };
    let role = |one: &FactParticipant| filter.roles.is_empty() || filter.roles.contains(&one.role);
    parts.iter().any(|one| {
        (actor.is_empty() || is_one_of(filter, actor, one))
            && role(one)
            && (with.is_empty() || parts.iter().any(|other| is_one_of(filter, with, other) && own(filter, one) != own(filter, other)))
    }) || parts.is_empty() && actor.is_empty() && filter.roles.is_empty()
}

fn is_one_of(filter: &Filter, actors: &[ActorId], one: &FactParticipant) -> bool {
    actors.contains(&one.actor) || filter.level == Level::Country && actors.contains(&own(filter, one))
}

fn own(filter: &Filter, one: &FactParticipant) -> ActorId {
    match one.country {
        Some(country) if filter.level == Level::Country => country.as_str().parse().unwrap(),
        _ => one.actor.clone(),
    }
}

/// The pairs of an event, each with the lower id first.
pub fn pairs(filter: &Filter, facts: &EventFacts, kind: &dyn Fn(&ActorId) -> ActorKind) -> BTreeSet<(ActorId, ActorId)> {
    let (actor, with) = if filter.actor.is_empty() { (&filter.with, &filter.actor) } else { (&filter.actor, &filter.with) };
    let shown = |one: &&FactParticipant| filter.level != Level::Person || kind(&one.actor) == ActorKind::Person;
    let mut found = BTreeSet::new();
    for one in facts.participants.iter().filter(shown) {
        let named = actor.is_empty() || is_one_of(filter, actor, one) && (filter.roles.is_empty() || filter.roles.contains(&one.role));
        for other in facts.participants.iter().filter(shown) {
            let facing = with.is_empty() || is_one_of(filter, with, other);
            let (a, b) = (own(filter, one), own(filter, other));
            if named && facing && a != b {
                found.insert(if a < b { (a, b) } else { (b, a) });
            }
        }
    }
    found
}

/// Length of the shortest chain of selected events, in hops.
pub fn distance(filter: &Filter, events: &[EventFacts], kind: &dyn Fn(&ActorId) -> ActorKind, ends: (&ActorId, &ActorId)) -> Option<usize> {
    let free = Filter { actor: vec![], with: vec![], roles: vec![], ..filter.clone() };
    let mut near: BTreeMap<ActorId, BTreeSet<ActorId>> = BTreeMap::new();
    for facts in events.iter().filter(|facts| selects(filter, facts)) {
        for (a, b) in pairs(&free, facts, kind) {
            near.entry(a.clone()).or_default().insert(b.clone());
            near.entry(b).or_default().insert(a);
        }
    }
    let mut ring = BTreeSet::from([ends.0.clone()]);
    let mut seen = ring.clone();
    for hops in 0.. {
        if ring.contains(ends.1) {
            return Some(hops);
        }
        ring = ring.iter().flat_map(|node| near.get(node).cloned().unwrap_or_default()).filter(|node| !seen.contains(node)).collect();
        if ring.is_empty() {
            return None;
        }
        seen.extend(ring.iter().cloned());
    }
    None
}

/// The order of a list of events: newest first day first, undated last.
pub fn order(facts: &EventFacts) -> std::cmp::Reverse<(i32, u64)> {
    std::cmp::Reverse((facts.date.map_or(i32::MIN, |date| day_number(date.start)), facts.id.0))
}
