//! Who met whom: pairs of actors with what they share.

use chancery_core::{
    ActorId, EventId, EventType,
    date::{day_number, day_of_number},
};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::{cmp::Ordering, collections::BTreeMap};

use super::Page;
use crate::{ActorBrief, Filter, Graph, level::pair_key, plan::Plan, rows::NONE};

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

/// Two actors and what they share.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pair {
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
    /// Number of events of each type.
    pub types: BTreeMap<EventType, usize>,
    /// Where, each place once, by name.
    pub places: Vec<String>,
    /// The events, newest first.
    pub events: Vec<EventId>,
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

/// What is counted of a pair, and the last link of its chain of rows.
#[derive(Clone, Copy, Debug)]
struct Tally {
    a: u32,
    b: u32,
    count: u32,
    first: i32,
    last: i32,
    link: u32,
}

impl Tally {
    /// Greater comes first.
    fn weight(&self) -> u64 {
        u64::from(self.count) << 32 | u64::from(self.last as u32 ^ 1 << 31)
    }
}

impl Meetings {
    /// Answers the question.
    pub fn run(&self, graph: &Graph) -> Page<Pair, PairPosition> {
        let plan = Plan::new(graph, &self.filter);
        let (mut tallies, links) = tally(&plan);
        let total = tallies.len();
        if let Some(after) = &self.after {
            tallies.retain(|tally| is_after(&plan, tally, after));
        }
        let rest = tallies.len();
        keep_first(&plan, &mut tallies, self.limit);
        let rows: Vec<Pair> = tallies.iter().map(|tally| show(&plan, tally, &links)).collect();
        let position = |pair: &Pair| PairPosition { count: pair.count, last: pair.last, a: pair.a.id.clone(), b: pair.b.id.clone() };
        let next = rows.last().filter(|_| rest > rows.len()).map(position);
        Page { rows, total, next }
    }
}

/// Counts each pair and chains its rows: a link is a row and the link before it.
fn tally(plan: &Plan<'_>) -> (Vec<Tally>, Vec<(u32, u32)>) {
    let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
    let mut tallies: Vec<Tally> = Vec::new();
    let mut links: Vec<(u32, u32)> = Vec::new();
    plan.each(|row, hot| {
        let span = plan.graph.span(hot);
        plan.pairs(hot, |a, b| {
            let number = *numbers.entry(pair_key(a, b)).or_insert(tallies.len() as u32) as usize;
            if number == tallies.len() {
                tallies.push(Tally { a, b, count: 0, first: i32::MAX, last: i32::MIN, link: NONE });
            }
            let tally = &mut tallies[number];
            tally.count += 1;
            if let Some((start, end)) = span {
                (tally.first, tally.last) = (tally.first.min(start), tally.last.max(end));
            }
            links.push((row, tally.link));
            tally.link = links.len() as u32 - 1;
        });
    });
    (tallies, links)
}

/// Sorts the first `limit` tallies and drops the others; names are compared only where they decide.
fn keep_first(plan: &Plan<'_>, tallies: &mut Vec<Tally>, limit: usize) {
    if limit == 0 {
        tallies.clear();
    } else if tallies.len() > limit {
        let (_, border, _) = tallies.select_nth_unstable_by_key(limit - 1, |tally| std::cmp::Reverse(tally.weight()));
        let border = border.weight();
        tallies.retain(|tally| tally.weight() >= border);
    }
    tallies.sort_by(|x, y| y.weight().cmp(&x.weight()).then_with(|| names(plan, x).cmp(&names(plan, y))));
    tallies.truncate(limit);
}

/// The pair in the order in which it is shown: the one asked for first, else by name.
fn ordered(plan: &Plan<'_>, tally: &Tally) -> (u32, u32) {
    let name = |node| {
        let actor = plan.graph.tables.actors.get(node);
        (&actor.name, &actor.id)
    };
    let (a, b) = (tally.a, tally.b);
    let swap = match (plan.is_asked_for(a), plan.is_asked_for(b)) {
        (true, false) => false,
        (false, true) => true,
        _ => name(a) > name(b),
    };
    if swap { (b, a) } else { (a, b) }
}

/// What decides between pairs of equal weight: names, then ids.
fn names<'g>(plan: &Plan<'g>, tally: &Tally) -> [&'g str; 4] {
    let (a, b) = ordered(plan, tally);
    let (a, b) = (plan.graph.tables.actors.get(a), plan.graph.tables.actors.get(b));
    [&a.name, &b.name, a.id.as_str(), b.id.as_str()]
}

fn is_after(plan: &Plan<'_>, tally: &Tally, after: &PairPosition) -> bool {
    let last = after.last.map_or(i32::MIN, day_number);
    let weight = (after.count as u64) << 32 | u64::from(last as u32 ^ 1 << 31);
    let called = |id: &ActorId| plan.graph.actor(id).map_or_else(|| id.as_str().to_owned(), |actor| actor.name.clone());
    match tally.weight().cmp(&weight) {
        Ordering::Equal => {
            let (a, b) = (called(&after.a), called(&after.b));
            names(plan, tally) > [&a, &b, after.a.as_str(), after.b.as_str()]
        }
        order => order == Ordering::Less,
    }
}

fn show(plan: &Plan<'_>, tally: &Tally, links: &[(u32, u32)]) -> Pair {
    let graph = plan.graph;
    let tables = &graph.tables;
    let (a, b) = ordered(plan, tally);
    let mut rows = Vec::with_capacity(tally.count as usize);
    let mut link = tally.link;
    while link != NONE {
        let (row, before) = links[link as usize];
        rows.push(row);
        link = before;
    }
    rows.sort_unstable_by_key(|&row| std::cmp::Reverse((graph.start(row), graph.id(row))));
    let mut types = BTreeMap::new();
    let mut places: Vec<String> = Vec::new();
    for row in rows.iter().map(|&row| graph.row(row)) {
        let kind = tables.classes.get(row.hot.class).kind;
        *types.entry(tables.kinds.get(u32::from(kind)).clone()).or_default() += 1;
        places.extend((row.spot != NONE).then(|| tables.spots.get(row.spot).place.name.clone()));
    }
    places.sort_unstable();
    places.dedup();
    Pair {
        a: graph.brief_of(a),
        b: graph.brief_of(b),
        count: rows.len(),
        first: day_of_number(tally.first).filter(|_| tally.first != i32::MAX),
        last: day_of_number(tally.last).filter(|_| tally.last != i32::MIN),
        types,
        places,
        events: rows.into_iter().map(|row| EventId(graph.id(row))).collect(),
    }
}
