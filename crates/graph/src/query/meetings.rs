//! Who met whom: pairs of actors with what they share.

use chancery_core::{
    Actor, ActorId, EventId, EventType,
    date::{day_number, day_of_number},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};
use std::cmp::{Ordering, Reverse};

use super::{
    Page,
    pairs::{Shared, shared},
};
use crate::{ActorBrief, Filter, Graph, plan::Plan, rows::NONE, scratch::first_sorted};

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
    pub a: ActorBrief<&'g Actor>,
    /// The other.
    pub b: ActorBrief<&'g Actor>,
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
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    count: u32,
    /// Last day of the latest event, or the lowest number where none has a date.
    last: i32,
    /// One more than the place of the pair's last row among the links.
    link: u32,
}

/// A row of a pair.
#[derive(Clone, Copy, Debug)]
struct Link {
    row: u32,
    /// One more than the place of the pair's row before; nought for the first.
    before: u32,
}

type Met = Shared<Tally>;

impl Met {
    /// Greater comes first.
    fn weight(&self) -> u64 {
        u64::from(self.of.count) << 32 | u64::from(self.of.last as u32 ^ 1 << 31)
    }
}

impl Meetings {
    /// Answers the question.
    pub fn run<'g>(&self, graph: &'g Graph) -> Page<Pair<'g>, PairPosition> {
        let plan = Plan::new(graph, &self.filter);
        let (mut pairs, links) = tally(&plan);
        let total = pairs.len();
        if let Some(after) = &self.after {
            pairs.retain(|pair| is_after(&plan, pair, after));
        }
        let rest = pairs.len();
        keep_heaviest(&mut pairs, self.limit);
        first_sorted(&mut pairs, self.limit, |x, y| order(&plan, x, y));
        let rows = shown(graph, &plan, &pairs, &links);
        let position = |pair: &Pair<'_>| PairPosition { count: pair.count, last: pair.last, a: pair.a.id.clone(), b: pair.b.id.clone() };
        let next = rows.last().filter(|_| rest > rows.len()).map(position);
        Page { rows, total, next }
    }
}

/// Counts each pair, finds its last day and links its rows, so that those of the few pairs that are shown need not be looked for again.
fn tally(plan: &Plan<'_>) -> (Vec<Met>, Vec<Link>) {
    let mut links = Vec::new();
    let pairs = shared(plan, |tally: &mut Tally, row| {
        let hot = plan.graph.hot(row);
        let last = if hot.when == NONE { i32::MIN } else { plan.when(hot.when).end };
        tally.last = if tally.count == 0 { last } else { tally.last.max(last) };
        tally.count += 1;
        links.push(Link { row, before: tally.link });
        tally.link = links.len() as u32;
    });
    (pairs, links)
}

/// Drops pairs that are too light for the first `limit`, which numbers alone decide; names are compared among the others.
fn keep_heaviest(pairs: &mut Vec<Met>, limit: usize) {
    if limit == 0 || pairs.len() <= limit {
        return;
    }
    let mut weights: Vec<u64> = pairs.iter().map(Met::weight).collect();
    let (_, &mut least, _) = weights.select_nth_unstable_by(limit - 1, |x, y| y.cmp(x));
    pairs.retain(|pair| pair.weight() >= least);
}

/// Heavier first, then by names.
fn order(plan: &Plan<'_>, x: &Met, y: &Met) -> Ordering {
    let actors = &plan.graph.tables.actors;
    y.weight().cmp(&x.weight()).then_with(|| {
        let ((a, b), (c, d)) = (ordered(plan, x), ordered(plan, y));
        actors.by_name(a, c).then_with(|| actors.by_name(b, d))
    })
}

/// The pair in the order in which it is shown: the one asked for first, else by name.
fn ordered(plan: &Plan<'_>, met: &Met) -> (u32, u32) {
    let (a, b) = (met.a, met.b);
    let swap = match (plan.is_asked_for(a), plan.is_asked_for(b)) {
        (true, false) => false,
        (false, true) => true,
        _ => plan.graph.tables.actors.by_name(a, b) == Ordering::Greater,
    };
    if swap { (b, a) } else { (a, b) }
}

/// What decides between pairs of equal weight: the first actor's name and id, then the second's.
fn names<'g>(plan: &Plan<'g>, met: &Met) -> [&'g str; 4] {
    let (a, b) = ordered(plan, met);
    let (a, b) = (plan.graph.tables.actors.get(a), plan.graph.tables.actors.get(b));
    [&a.name, a.id.as_str(), &b.name, b.id.as_str()]
}

fn is_after(plan: &Plan<'_>, met: &Met, after: &PairPosition) -> bool {
    let last = after.last.map_or(i32::MIN, day_number);
    let weight = (after.count as u64) << 32 | u64::from(last as u32 ^ 1 << 31);
    let called = |id: &ActorId| plan.graph.actor(id).map_or_else(|| id.as_str().to_owned(), |actor| actor.name.clone());
    match met.weight().cmp(&weight) {
        Ordering::Equal => {
            let (a, b) = (called(&after.a), called(&after.b));
            names(plan, met) > [&a, after.a.as_str(), &b, after.b.as_str()]
        }
        order => order == Ordering::Less,
    }
}

/// The pairs with their events.
fn shown<'g>(graph: &'g Graph, plan: &Plan<'_>, pairs: &[Met], links: &[Link]) -> Vec<Pair<'g>> {
    let mut kinds = vec![0_usize; graph.tables.kinds.len()];
    let mut rows = Vec::new();
    let mut pair = |met: &Met| {
        rows.clear();
        rows.extend(rows_of(met, links));
        // The base's rows come by date; what is new was linked last, whatever its date.
        if rows.first().is_some_and(|&row| row as usize >= graph.base.columns.len()) {
            rows.sort_unstable_by_key(|&row| Reverse((graph.start(row), graph.id(row))));
        }
        kinds.fill(0);
        show(graph, plan, met, &rows, &mut kinds)
    };
    pairs.iter().map(&mut pair).collect()
}

/// The pair's rows, the last one first.
fn rows_of(met: &Met, links: &[Link]) -> impl Iterator<Item = u32> {
    let link = |at: u32| links.get((at as usize).wrapping_sub(1));
    std::iter::successors(link(met.of.link), move |held| link(held.before)).map(|link| link.row)
}

/// `kinds` has a nought for each type.
fn show<'g>(graph: &'g Graph, plan: &Plan<'_>, met: &Met, rows: &[u32], kinds: &mut [usize]) -> Pair<'g> {
    let (a, b) = ordered(plan, met);
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
    let brief = |node| ActorBrief(&**graph.tables.actors.get(node));
    Pair {
        a: brief(a),
        b: brief(b),
        count: rows.len(),
        first,
        last: day_of_number(met.of.last).filter(|_| met.of.last != i32::MIN),
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
