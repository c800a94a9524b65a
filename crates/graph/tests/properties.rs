//! Every query answers what the plain reference answers, on small random graphs with random filters.
// The helpers of a test file are tests too: a panic is a failed test.
#![allow(clippy::unwrap_used)]

mod naive;

use chancery_core::{
    Actor, ActorId, ActorKind, Change, CountryCode, DateRange, EventFacts, EventId, FactParticipant, Place, PlacePrecision, Role, Status,
    date::day_of_number,
};
use chancery_graph::{
    Filter, Graph, GraphHandle, Level, Loader,
    query::{Dyad, Events, Meetings, Network, Path},
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use std::{collections::BTreeMap, sync::Arc};

const ACTORS: [&str; 7] = ["CHN", "PRK", "USA", "zeng", "ro", "rice", "nato"];
const KINDS: [&str; 3] = ["meeting", "sanction", "call"];

fn id(name: &str) -> ActorId {
    name.parse().unwrap()
}

fn kind(actor: &ActorId) -> ActorKind {
    match actor.as_str() {
        "CHN" | "PRK" | "USA" => ActorKind::Country,
        "nato" => ActorKind::Organization,
        _ => ActorKind::Person,
    }
}

fn day(number: i32) -> jiff::civil::Date {
    day_of_number(13_000 + number).unwrap()
}

fn countries() -> impl Strategy<Value = CountryCode> {
    select(vec!["CHN", "PRK", "USA"]).prop_map(|code| code.parse().unwrap())
}

fn participants() -> impl Strategy<Value = Vec<FactParticipant>> {
    let one = (select(&ACTORS[..]), countries(), select(Role::ALL)).prop_map(|(name, country, role)| {
        let country = match name {
            "nato" => None,
            "CHN" | "PRK" | "USA" => Some(name.parse().unwrap()),
            _ => Some(country),
        };
        FactParticipant { actor: id(name), country, role }
    });
    vec(one, 0..4)
}

prop_compose! {
    fn event()(
        kind in select(&KINDS[..]), date in option::weighted(0.85, (0..60_i32, select(vec![0, 0, 0, 3, 20, 200, 500]))),
        history in vec((0..80_i32, select(Status::ALL)), 1..3), participants in participants(),
        place in option::of(select(vec!["Beijing", "Geneva"])), score in select(vec![-4.0_f32, 1.0, 7.0]),
        confidence in select(vec![0.3_f32, 0.93]), source in select(vec!["A", "B"]),
    ) -> EventFacts {
        let mut history: Vec<_> = history.into_iter().map(|(number, status)| (day(number), status)).collect();
        history.sort();
        EventFacts {
            id: EventId(0), kind: kind.parse().unwrap(), history, date: date.map(|(start, more)| DateRange::new(day(start), day(start + more))),
            place: place.map(|name| Place { name: name.into(), within: None, country: None, lat: None, lon: None, precision: PlacePrecision::City }),
            cameo: "040".into(), goldstein: score, quad_class: 1, confidence, participants, sources: vec![Arc::from(source)], reports: 1,
        }
    }
}

fn events() -> impl Strategy<Value = Vec<EventFacts>> {
    vec(event(), 0..25).prop_map(|mut events| {
        events.iter_mut().enumerate().for_each(|(at, facts)| facts.id = EventId(at as u64 + 1));
        events
    })
}

prop_compose! {
    fn filter()(
        level in select(Level::ALL), actor in vec(select(&ACTORS[..]), 0..3), with in vec(select(&ACTORS[..]), 0..2),
        kinds in option::of(vec(select(&KINDS[..]), 0..3)), roles in prop_oneof![3 => Just(vec![]), 1 => vec(select(Role::ALL), 1..4)],
        statuses in prop_oneof![Just(vec![]), vec(select(Status::ALL), 1..6)], window in option::of((0..80_i32, 0..40_i32)), undated in any::<bool>(),
        more in (option::weighted(0.2, select(vec!["Beijing", "geneva"])), option::weighted(0.2, countries()),
            option::weighted(0.2, Just(0.9_f32)), option::weighted(0.2, Just("A")), option::weighted(0.3, 0..80_i32)),
    ) -> Filter {
        let (place, country, min_confidence, source, as_of) = more;
        Filter {
            level, actor: actor.into_iter().map(id).collect(), with: with.into_iter().map(id).collect(),
            kinds: kinds.map(|kinds| kinds.into_iter().map(|kind| kind.parse().unwrap()).collect()), roles, statuses,
            from: window.map(|(from, _)| day(from)), to: window.map(|(from, more)| day(from + more)), undated,
            places: place.into_iter().map(String::from).collect(), countries: country.into_iter().collect(), min_confidence,
            sources: source.into_iter().map(String::from).collect(), as_of: as_of.map(day),
        }
    }
}

/// The graph with the first `loaded` events in its base and the others in its delta, some of them in an earlier version first.
fn graph(events: &[EventFacts], loaded: usize) -> GraphHandle {
    let mut loader = Loader::default();
    for name in ACTORS {
        loader.actor(Actor { id: id(name), kind: kind(&id(name)), name: name.into(), names: vec![], country: None, sector: None, offices: vec![] });
    }
    let loaded = loaded.min(events.len());
    for (at, facts) in events[..loaded].iter().enumerate() {
        let stale = EventFacts { date: None, participants: vec![], ..facts.clone() };
        loader.event(if at % 3 == 0 { &stale } else { facts });
    }
    let handle = loader.finish(1);
    let late = events.iter().enumerate().filter(|(at, _)| *at >= loaded || at % 3 == 0).map(|(_, facts)| facts.clone());
    let gone = EventFacts { id: EventId(999), ..events.first().cloned().unwrap_or_else(|| bare("meeting", &[])) };
    handle.apply(&Change { seq: 2, article: None, events: late.chain([gone]).collect(), removed: vec![], actors: vec![] });
    handle.apply(&Change { seq: 3, article: None, events: vec![], removed: vec![EventId(999)], actors: vec![] });
    handle
}

fn bare(kind: &str, actors: &[&str]) -> EventFacts {
    let participants = actors.iter().map(|name| FactParticipant { actor: id(name), country: None, role: Role::Participant }).collect();
    EventFacts {
        id: EventId(1),
        kind: kind.parse().unwrap(),
        history: vec![(day(0), Status::Occurred)],
        date: Some(DateRange::day(day(0))),
        place: None,
        cameo: "040".into(),
        goldstein: 1.0,
        quad_class: 1,
        confidence: 1.0,
        participants,
        sources: vec![],
        reports: 1,
    }
}

fn listed(graph: &Graph, filter: &Filter) -> Vec<EventId> {
    let mut found = Vec::new();
    let mut query = Events { filter: filter.clone(), limit: 3, after: None };
    loop {
        let page = query.run(graph);
        found.extend(page.rows.iter().map(|row| row.id));
        query.after = page.next;
        if query.after.is_none() {
            assert_eq!(page.total, found.len());
            return found;
        }
    }
}

proptest! {
    #[test]
    fn events_and_pairs_are_those_of_the_reference(events in events(), loaded in 0..25_usize, filter in filter(), merged in any::<bool>()) {
        let handle = graph(&events, loaded);
        let graph = if merged { handle.merge() } else { handle.snapshot() };
        let mut expected: Vec<&EventFacts> = events.iter().filter(|facts| naive::selects(&filter, facts)).collect();
        expected.sort_by_key(|facts| naive::order(facts));
        prop_assert_eq!(listed(&graph, &filter), expected.iter().map(|facts| facts.id).collect::<Vec<_>>());

        let mut pairs: BTreeMap<(ActorId, ActorId), Vec<EventId>> = BTreeMap::new();
        for facts in expected {
            naive::pairs(&filter, facts, &kind).into_iter().for_each(|pair| pairs.entry(pair).or_default().push(facts.id));
        }
        let mut query = Meetings { filter, limit: 2, after: None };
        let (mut found, mut order) = (BTreeMap::new(), Vec::new());
        loop {
            let answer = query.run(&graph);
            let page = answer.page();
            prop_assert_eq!(page.total, pairs.len());
            for pair in page.rows {
                order.push((std::cmp::Reverse((pair.count, pair.last)), pair.a.name.clone(), pair.b.name.clone()));
                let (a, b) = (pair.a.id.clone(), pair.b.id.clone());
                let key = if a < b { (a, b) } else { (b, a) };
                prop_assert!(found.insert(key, pair.events.to_vec()).is_none());
            }
            query.after = page.next;
            if query.after.is_none() { break }
        }
        prop_assert_eq!(found, pairs);
        prop_assert!(order.is_sorted());
    }

    #[test]
    fn paths_are_shortest_and_made_of_selected_events(events in events(), loaded in 0..25_usize, filter in filter(), ends in (select(&ACTORS[..]), select(&ACTORS[..]))) {
        let graph = graph(&events, loaded).snapshot();
        let (from, to) = (id(ends.0), id(ends.1));
        let answer = Path { from: from.clone(), to: to.clone(), filter: filter.clone() }.run(&graph);
        let filter = filter.happened();
        prop_assert_eq!(answer.as_ref().map(|path| path.hops.len()), naive::distance(&filter, &events, &kind, (&from, &to)));
        for hop in answer.into_iter().flat_map(|path| path.hops) {
            let facts = events.iter().find(|facts| facts.id == hop.event.id).unwrap();
            prop_assert!(naive::selects(&filter, facts));
        }
    }

    #[test]
    fn a_network_has_the_pairs_of_the_reference_around_its_middle(events in events(), loaded in 0..25_usize, filter in filter(), depth in 1..=2_u8) {
        let graph = graph(&events, loaded).snapshot();
        let filter = Filter { actor: vec![], with: vec![], roles: vec![], ..filter };
        let answer = Network { actor: id("CHN"), depth, max_nodes: 1000, filter: filter.clone() }.run(&graph).unwrap();
        let filter = filter.happened();
        let mut pairs: BTreeMap<(ActorId, ActorId), (usize, f64)> = BTreeMap::new();
        for facts in events.iter().filter(|facts| naive::selects(&filter, facts)) {
            for pair in naive::pairs(&filter, facts, &kind) {
                let held = pairs.entry(pair).or_default();
                *held = (held.0 + 1, held.1 + f64::from(facts.goldstein));
            }
        }
        let mut depths = BTreeMap::from([(id("CHN"), 0)]);
        for step in 1..=depth {
            for (a, b) in pairs.keys() {
                for (near, far) in [(a, b), (b, a)] {
                    if depths.get(near) == Some(&(step - 1)) && !depths.contains_key(far) {
                        depths.insert(far.clone(), step);
                    }
                }
            }
        }
        pairs.retain(|(a, b), _| [a, b].iter().any(|end| depths.get(*end).is_some_and(|&steps| steps < depth)));
        let ordered = |a: &ActorId, b: &ActorId| if a < b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) };
        // The scores are whole numbers, whose sums are exact in any order.
        let found: BTreeMap<_, _> = answer.edges.iter().map(|edge| (ordered(&edge.a.id, &edge.b.id), (edge.count, edge.mean_score))).collect();
        let held = |node: &ActorId| found.iter().filter(|((a, b), _)| [a, b].contains(&node)).map(|(_, (count, _))| count).sum::<usize>();
        let order: Vec<_> = answer.nodes.iter().map(|node| (node.depth, std::cmp::Reverse(node.count), node.actor.id.clone())).collect();
        prop_assert!(order.is_sorted() && answer.nodes.iter().all(|node| node.count == held(&node.actor.id)));
        prop_assert_eq!((found.len(), answer.total_edges), (answer.edges.len(), answer.edges.len()));
        prop_assert_eq!(found, pairs.into_iter().map(|((a, b), (count, sum))| (ordered(&a, &b), (count, sum / count as f64))).collect::<BTreeMap<_, _>>());
        prop_assert_eq!(answer.nodes.iter().map(|node| (node.actor.id.clone(), node.depth.unwrap())).collect::<BTreeMap<_, _>>(), depths);
    }

    #[test]
    fn a_dyad_counts_what_the_reference_counts(events in events(), loaded in 0..25_usize, filter in filter()) {
        let graph = graph(&events, loaded).snapshot();
        let answer = Dyad { a: id("CHN"), b: id("PRK"), filter: filter.clone(), latest: 5 }.run(&graph).unwrap();
        let filter = Filter { actor: vec![id("CHN")], with: vec![id("PRK")], ..filter }.happened();
        let selected: Vec<&EventFacts> = events.iter().filter(|facts| naive::selects(&filter, facts)).collect();
        prop_assert_eq!(answer.count, selected.len());
        prop_assert_eq!(answer.series.iter().map(|month| month.count).sum::<usize>(), selected.iter().filter(|facts| facts.date.is_some()).count());
    }
}

#[test]
fn a_path_goes_round_where_the_filter_forbids_the_short_way() {
    let mut events = vec![bare("sanction", &["CHN", "USA"]), bare("meeting", &["CHN", "nato"]), bare("meeting", &["nato", "USA"])];
    events.iter_mut().enumerate().for_each(|(at, facts)| facts.id = EventId(at as u64 + 1));
    let graph = graph(&events, 3).snapshot();
    let hops = |kinds: Option<Vec<_>>| {
        Path { from: id("CHN"), to: id("USA"), filter: Filter { kinds, ..Filter::default() } }.run(&graph).map(|path| path.hops.len())
    };
    assert_eq!((hops(None), hops(Some(vec!["meeting".parse().unwrap()])), hops(Some(vec![]))), (Some(1), Some(2), None));
}
