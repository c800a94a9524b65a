//! What follows from selected events: series, networks, rankings, sanctions in force, plans, facets.
// The helpers of a test file are tests too: a panic is a failed test.
#![allow(clippy::unwrap_used)]

use chancery_core::{Actor, ActorId, ActorKind, Change, DateRange, EventFacts, EventId, FactParticipant, Role, Status};
use chancery_graph::{
    Filter, Graph, Level, Loader,
    query::{Bucket, By, Communities, Facets, Field, Network, Rankings, Sanctions, Subgraph, Timeline, Upcoming},
};
use std::sync::Arc;

fn id(name: &str) -> ActorId {
    name.parse().unwrap()
}

fn event(kind: &str, cameo: &str, day: &str, status: Status, parts: &[(&str, Role)]) -> EventFacts {
    let range: DateRange = day.parse().unwrap();
    let participants = parts.iter().map(|&(name, role)| FactParticipant { actor: id(name), country: name.parse().ok(), role }).collect();
    EventFacts {
        id: EventId::derive(&[kind, cameo, day, parts[0].0]),
        kind: kind.parse().unwrap(),
        history: vec![(range.start, status)],
        date: Some(range),
        place: None,
        cameo: cameo.into(),
        goldstein: 2.0,
        quad_class: 1,
        confidence: 1.0,
        participants,
        sources: vec!["A".into()],
        reports: 1,
    }
}

fn graph(events: &[EventFacts]) -> Arc<Graph> {
    let mut loader = Loader::default();
    for name in ["AAA", "BBB", "CCC", "DDD"] {
        let country = name.parse().ok();
        loader.actor(Actor { id: id(name), kind: ActorKind::Country, name: name.into(), names: vec![], country, sector: None, offices: vec![] });
    }
    events.iter().for_each(|facts| loader.event(facts));
    loader.finish(1).snapshot()
}

fn chain() -> Arc<Graph> {
    let met = |day, a, b| event("meeting", "040", day, Status::Occurred, &[(a, Role::Participant), (b, Role::Participant)]);
    graph(&[met("2005-01-03", "AAA", "BBB"), met("2005-01-09", "BBB", "CCC"), met("2005-02-01", "CCC", "DDD"), met("2006-02-01", "AAA", "BBB")])
}

#[test]
fn a_timeline_counts_weeks_from_monday() {
    let count = |bucket| -> Vec<(String, usize)> {
        let answer = Timeline { filter: Filter::default(), bucket }.run(&chain());
        answer.series.iter().map(|moment| (moment.start.to_string(), moment.count)).collect()
    };
    assert_eq!(count(Bucket::Week)[0], ("2005-01-03".into(), 2));
    assert_eq!(count(Bucket::Year), [("2005-01-01".into(), 3), ("2006-01-01".into(), 1)]);
}

#[test]
fn a_network_ends_at_its_depth_and_says_what_it_leaves_out() {
    let graph = chain();
    let run = |depth, max_nodes| Network { actor: id("AAA"), depth, max_nodes, filter: Filter::default() }.run(&graph).unwrap();
    let shown = |answer: chancery_graph::query::NetworkAnswer<'_>| (answer.nodes.len(), answer.edges.len(), answer.total_nodes, answer.total_edges);
    assert_eq!(shown(run(1, 10)), (2, 1, 2, 1));
    assert_eq!(shown(run(2, 10)), (3, 2, 3, 2));
    assert_eq!(shown(run(2, 2)), (2, 1, 3, 2));
    assert_eq!(run(1, 10).edges[0].count, 2);
}

#[test]
fn a_subgraph_keeps_the_heaviest_pairs() {
    let graph = chain();
    let answer = Subgraph { filter: Filter::default(), max_nodes: 10, max_edges: 1 }.run(&graph);
    assert_eq!((answer.edges[0].count, answer.edges.len(), answer.total_edges, answer.total_nodes), (2, 1, 3, 4));
    let answer = Subgraph { filter: Filter::default(), max_nodes: 2, max_edges: 10 }.run(&graph);
    assert_eq!((answer.nodes.len(), answer.edges.len(), answer.total_edges, answer.total_nodes), (2, 1, 3, 4), "pairs among the heaviest actors");
}

#[test]
fn rankings_find_who_stands_between() {
    let first = |by| {
        Rankings { filter: Filter::default(), by, limit: 4 }.run(&chain()).iter().map(|row| (row.actor.name.clone(), row.value)).collect::<Vec<_>>()
    };
    assert_eq!(first(By::Counterparts)[..2], [("BBB".into(), 2.0), ("CCC".into(), 2.0)]);
    // On a chain of four each inner actor stands between two pairs; with so few actors nothing is sampled.
    assert_eq!(first(By::Betweenness), [("BBB".into(), 2.0), ("CCC".into(), 2.0)]);
    assert!((first(By::Pagerank).iter().map(|(_, value)| value).sum::<f64>() - 1.0).abs() < 1e-9);
    assert!(first(By::Mediation).is_empty());
}

#[test]
fn two_circles_with_one_bridge_are_two_communities() {
    let names = ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF"];
    let pairs = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)];
    let met = |&(a, b): &(usize, usize)| {
        let parts = [(names[a], Role::Participant), (names[b], Role::Participant)];
        EventFacts { id: EventId((10 * a + b) as u64), ..event("meeting", "040", "2005-01-03", Status::Occurred, &parts) }
    };
    let graph = graph(&pairs.iter().map(met).collect::<Vec<_>>());
    for _ in 0..2 {
        let found = Communities { filter: Filter::default(), members: 2 }.run(&graph);
        let shown: Vec<_> = found.iter().map(|group| (group.size, group.inside, group.outside, group.members[0].actor.name.as_str())).collect();
        assert_eq!(shown, [(3, 3, 1, "CCC"), (3, 3, 1, "DDD")]);
    }
}

#[test]
fn a_measure_is_that_of_its_own_version_and_filter() {
    let rank = |graph: &Graph, to: Option<&str>| {
        let filter = Filter { to: to.map(|day| day.parse().unwrap()), ..Filter::default() };
        Rankings { filter, by: By::Pagerank, limit: 9 }.run(graph).len()
    };
    let handle = {
        let mut loader = Loader::default();
        loader.event(&event("meeting", "040", "2005-01-03", Status::Occurred, &[("AAA", Role::Participant), ("BBB", Role::Participant)]));
        loader.finish(1)
    };
    let before = handle.snapshot();
    assert_eq!((rank(&before, None), rank(&before, Some("2004-12-31"))), (2, 0));
    let new = event("meeting", "040", "2005-02-03", Status::Occurred, &[("CCC", Role::Participant), ("BBB", Role::Participant)]);
    let after = handle.apply(&Change { seq: 2, article: None, events: vec![new], removed: vec![], actors: vec![] });
    assert_eq!((rank(&before, None), rank(&after, None)), (2, 3));
}

#[test]
fn lifting_ends_a_sanction_and_a_new_one_begins_again() {
    let act = |kind, cameo, day| event(kind, cameo, day, Status::Occurred, &[("AAA", Role::Source), ("BBB", Role::Target)]);
    let graph = graph(&[
        act("sanction", "163", "2001-05-01"),
        act("withdrawal", "085", "2003-05-01"),
        act("withdrawal", "087", "2004-02-01"),
        act("sanction", "163", "2004-01-01"),
    ]);
    let since = |day: &str| {
        let filter = Filter { level: Level::Country, ..Filter::default() };
        let found = Sanctions { on: day.parse().unwrap(), filter }.run(&graph);
        found.first().and_then(|sanction| sanction.since).map(|since| since.to_string())
    };
    assert_eq!(since("2001-04-30"), None);
    assert_eq!(since("2003-04-30"), Some("2001-05-01".into()));
    assert_eq!(since("2003-06-01"), None);
    assert_eq!(since("2005-01-01"), Some("2004-01-01".into()));
}

#[test]
fn only_what_is_planned_is_upcoming_soonest_first() {
    let visit = |day, status| event("visit", "042", day, status, &[("AAA", Role::Source), ("BBB", Role::Host)]);
    let graph = graph(&[
        visit("2006-03", Status::Planned),
        visit("2006-01-10", Status::Planned),
        visit("2006-01-11", Status::Cancelled),
        visit("2005-01-01", Status::Planned),
    ]);
    let mut query = Upcoming { from: "2006-01-01".parse().unwrap(), filter: Filter::default(), limit: 1, after: None };
    let first = query.run(&graph);
    assert_eq!((first.total, first.rows[0].date.unwrap().to_string()), (2, "2006-01-10".into()));
    query.after = first.next;
    let second = query.run(&graph);
    assert_eq!((second.rows[0].date.unwrap().start.to_string(), second.next), ("2006-03-01".into(), None));
}

#[test]
fn a_facet_shows_the_alternatives_to_its_own_choice() {
    let one = |kind, day| event(kind, "040", day, Status::Occurred, &[("AAA", Role::Source), ("BBB", Role::Target)]);
    let graph = graph(&[one("meeting", "2001-01-01"), one("call", "2001-01-02"), one("call", "2002-01-02")]);
    let filter = Filter { kinds: Some(vec!["meeting".parse().unwrap()]), to: Some("2001-12-31".parse().unwrap()), ..Filter::default() };
    let status = Facets { filter: filter.clone(), limit: 10, fields: vec![Field::Status] }.run(&graph);
    assert_eq!((status.status.map(|facets| facets[0].count), status.kinds, status.actor), (Some(1), None, None), "nothing is counted in vain");
    let answer = Facets { filter, limit: 10, fields: vec![] }.run(&graph);
    assert_eq!(answer.kinds.unwrap().iter().map(|facet| (facet.value.as_str(), facet.count)).collect::<Vec<_>>(), [("call", 1), ("meeting", 1)]);
    assert_eq!(answer.country.unwrap().iter().map(|facet| facet.count).collect::<Vec<_>>(), [1, 1]);
    assert_eq!((answer.actor.unwrap().len(), answer.with.unwrap().len()), (2, 0), "nobody is a counterpart where no actor is asked for");
}

#[test]
fn facets_of_actors_are_counted_beside_one_another() {
    let met = |one, other| event("meeting", "040", "2001-01-01", Status::Occurred, &[(one, Role::Participant), (other, Role::Participant)]);
    let graph = graph(&[met("AAA", "BBB"), met("AAA", "BBB"), met("AAA", "CCC"), met("BBB", "CCC")]);
    let answer =
        Facets { filter: Filter { actor: vec![id("AAA")], with: vec![id("BBB")], ..Filter::default() }, limit: 10, fields: vec![] }.run(&graph);
    let shown = |facets: &[chancery_graph::query::FacetValue]| facets.iter().map(|facet| (facet.value.clone(), facet.count)).collect::<Vec<_>>();
    assert_eq!(shown(&answer.with.unwrap()), [("BBB".into(), 2), ("CCC".into(), 1)], "the counterparts of AAA, BBB or not");
    assert_eq!(shown(&answer.actor.unwrap()), [("AAA".into(), 2), ("CCC".into(), 1)], "who else shares events with BBB");
}
