//! Who met whom: pairs of actors with what they share.

use chancery_core::{
    ActorId, EventId, EventType,
    date::{day_number, day_of_number},
};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize, Serializer};
use std::{
    cmp::{Ordering, Reverse},
    ops::ControlFlow,
};

use super::{Page, pairs::Pairs};
use crate::{ActorBrief, Filter, Graph, level::pair_key, plan::Plan, rows::NONE, scratch::first_sorted};

/// The pairs of the selected events, by count, then by the latest day, then by names. [`Filter::met`] makes them meetings.
#[derive(Clone, Debug, Default)]
pub struct Meetings {
    /// Which events.
    pub filter: Filter,
    /// How many rows at most.
    pub limit: usize,
    /// The row after which the page begins.
    pub after: Option<PairPosition>,
}

/// Two actors and what they share, in the graph's own words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pair<'g> {
    /// The actor asked for, or the first by name.
    pub a: ActorBrief,
    /// The other.
    pub b: ActorBrief,
    /// Number of events.
    pub count: usize,
    /// First day of the earliest event.
    pub first: Option<Date>,
    /// Last day of the latest event.
    pub last: Option<Date>,
    /// Number of events of each type, by its name.
    #[serde(serialize_with = "map")]
    pub types: Vec<(&'g EventType, usize)>,
    /// Where, each place once, by name.
    pub places: Vec<&'g str>,
    /// The events, newest first.
    pub events: Vec<EventId>,
}

fn map<S: Serializer>(entries: &[(&EventType, usize)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(entries.iter().copied())
}

/// Where a pair stands in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairPosition {
    /// Number of events.
    pub count: usize,
    /// Last day of the latest event.
    pub last: Option<Date>,
    /// The first actor.
    pub a: ActorId,
    /// The second actor.
    pub b: ActorId,
}

/// What is counted of a pair.
#[derive(Clone, Copy, Debug)]
struct Tally {
    a: u32,
    b: u32,
    number: u32,
    count: u32,
    last: i32,
}

impl Tally {
    /// Greater comes first.
    fn weight(&self) -> u64 {
        u64::from(self.count) << 32 | u64::from(self.last as u32 ^ 1 << 31)
    }
}

impl Meetings {
    /// Answers the question.
    pub fn run<'g>(&self, graph: &'g Graph) -> Page<Pair<'g>, PairPosition> {
        let plan = Plan::new(graph, &self.filter);
        let mut tallies = tally(&plan);
        let total = tallies.len();
        if let Some(after) = &self.after {
            tallies.retain(|tally| is_after(&plan, tally, after));
        }
        let rest = tallies.len();
        first_sorted(&mut tallies, self.limit, |x, y| order(&plan, x, y));
        let rows = shown(graph, &plan, &tallies);
        let position = |pair: &Pair<'_>| PairPosition { count: pair.count, last: pair.last, a: pair.a.id.clone(), b: pair.b.id.clone() };
        let next = rows.last().filter(|_| rest > rows.len()).map(position);
        Page { rows, total, next }
    }
}

/// Counts each pair and finds its last day.
fn tally(plan: &Plan<'_>) -> Vec<Tally> {
    let pairs = Pairs::of(plan, |cells, number, hot| {
        let last = if hot.when == NONE { i32::MIN } else { plan.when(hot.when).end };
        let cell = cells.count(number);
        cell.mark = if cell.count == 1 { last } else { cell.mark.max(last) };
    });
    let tally = |(a, b, number)| {
        let cell = pairs.cells.get(number);
        Tally { a, b, number, count: cell.count, last: cell.mark }
    };
    pairs.iter().map(tally).collect()
}

/// Heavier first, then by names.
fn order(plan: &Plan<'_>, x: &Tally, y: &Tally) -> Ordering {
    let actors = &plan.graph.tables.actors;
    y.weight().cmp(&x.weight()).then_with(|| {
        let ((a, b), (c, d)) = (ordered(plan, x), ordered(plan, y));
        actors.by_name(a, c).then_with(|| actors.by_name(b, d))
    })
}

/// The pair in the order in which it is shown: the one asked for first, else by name.
fn ordered(plan: &Plan<'_>, tally: &Tally) -> (u32, u32) {
    let (a, b) = (tally.a, tally.b);
    let swap = match (plan.is_asked_for(a), plan.is_asked_for(b)) {
        (true, false) => false,
        (false, true) => true,
        _ => plan.graph.tables.actors.by_name(a, b) == Ordering::Greater,
    };
    if swap { (b, a) } else { (a, b) }
}

/// What decides between pairs of equal weight: the first actor's name and id, then the second's.
fn names<'g>(plan: &Plan<'g>, tally: &Tally) -> [&'g str; 4] {
    let (a, b) = ordered(plan, tally);
    let (a, b) = (plan.graph.tables.actors.get(a), plan.graph.tables.actors.get(b));
    [&a.name, a.id.as_str(), &b.name, b.id.as_str()]
}

fn is_after(plan: &Plan<'_>, tally: &Tally, after: &PairPosition) -> bool {
    let last = after.last.map_or(i32::MIN, day_number);
    let weight = (after.count as u64) << 32 | u64::from(last as u32 ^ 1 << 31);
    let called = |id: &ActorId| plan.graph.actor(id).map_or_else(|| id.as_str().to_owned(), |actor| actor.name.clone());
    match tally.weight().cmp(&weight) {
        Ordering::Equal => {
            let (a, b) = (called(&after.a), called(&after.b));
            names(plan, tally) > [&a, after.a.as_str(), &b, after.b.as_str()]
        }
        order => order == Ordering::Less,
    }
}

/// The pairs with their events. Only now are these looked up, for the few pairs that are shown.
fn shown<'g>(graph: &'g Graph, plan: &Plan<'_>, tallies: &[Tally]) -> Vec<Pair<'g>> {
    let mut apart: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    let rows = plan.apart();
    if !rows.is_empty() {
        apart.extend(tallies.iter().map(|tally| (pair_key(tally.a, tally.b), Vec::new())));
        for row in rows {
            let hot = graph.hot(row);
            plan.pairs(hot, |a, b| {
                if let Some(rows) = apart.get_mut(&pair_key(a, b)) {
                    rows.push(row);
                }
            });
        }
    }
    let mut kinds = vec![0_usize; plan.graph.tables.kinds.len()];
    let mut rows = Vec::new();
    let mut pair = |tally: &Tally| {
        rows.clear();
        rows.append(apart.get_mut(&pair_key(tally.a, tally.b)).unwrap_or(&mut vec![]));
        rows_of(plan, tally, &mut rows);
        kinds.fill(0);
        show(graph, plan, tally, &rows, &mut kinds)
    };
    tallies.iter().map(&mut pair).collect()
}

/// Adds the pair's rows to those that no index gives, newest first.
fn rows_of(plan: &Plan<'_>, tally: &Tally, rows: &mut Vec<u32>) {
    let (graph, key) = (plan.graph, pair_key(tally.a, tally.b));
    let merged = !rows.is_empty();
    let _ = plan.each_of_number(tally.number, |row, hot| {
        let mut joins = plan.takes_any_pair();
        if !joins {
            plan.pairs(hot, |x, y| joins |= pair_key(x, y) == key);
        }
        rows.extend(joins.then_some(row));
        ControlFlow::Continue(())
    });
    if merged {
        rows.sort_unstable_by_key(|&row| Reverse((graph.start(row), graph.id(row))));
    }
}

/// `kinds` has a nought for each type.
fn show<'g>(graph: &'g Graph, plan: &Plan<'_>, tally: &Tally, rows: &[u32], kinds: &mut [usize]) -> Pair<'g> {
    let (a, b) = ordered(plan, tally);
    let (mut first, mut spots) = (None, Vec::new());
    for &row in rows {
        let hot = graph.hot(row);
        kinds[usize::from(plan.class(hot).kind)] += 1;
        if hot.when != NONE {
            first = Some(plan.when(hot.when).range.start);
        }
        let spot = graph.spot(row);
        if spot != NONE && spots.last() != Some(&spot) {
            spots.push(spot);
        }
    }
    Pair {
        a: graph.brief_of(a),
        b: graph.brief_of(b),
        count: rows.len(),
        first,
        last: day_of_number(tally.last).filter(|_| tally.last != i32::MIN),
        types: types(graph, kinds),
        places: places(graph, spots),
        events: rows.iter().map(|&row| EventId(graph.id(row))).collect(),
    }
}

fn types<'g>(graph: &'g Graph, counts: &[usize]) -> Vec<(&'g EventType, usize)> {
    let mut types: Vec<(&EventType, usize)> = graph.tables.kinds.iter().zip(counts.iter().copied()).filter(|&(_, count)| count > 0).collect();
    types.sort_unstable();
    types
}

fn places(graph: &Graph, mut spots: Vec<u32>) -> Vec<&str> {
    spots.sort_unstable();
    spots.dedup();
    let mut places: Vec<&str> = spots.into_iter().map(|spot| &*graph.tables.spots.get(spot).place.name).collect();
    places.sort_unstable();
    places.dedup();
    places
}
