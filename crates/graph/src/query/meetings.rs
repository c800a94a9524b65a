//! Who met whom: pairs of actors with what they share.

use chancery_core::{ActorId, EventId, EventType, date::day_number};
use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};
use std::cmp::{Ordering, Reverse};

use super::{
    Page,
    pairs::{Shared, shared},
};
use crate::{ActorBrief, ActorRef, Filter, Graph, plan::Plan, rows::NONE, scratch::first_sorted};

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
    pub a: ActorBrief<ActorRef<'g>>,
    /// The other.
    pub b: ActorBrief<ActorRef<'g>>,
    /// Number of events.
    pub count: usize,
    /// First day of the earliest event.
    pub first: Option<Date>,
    /// Last day of the latest event.
    pub last: Option<Date>,
    /// Number of events of each type, by its name.
    #[serde(serialize_with = "map")]
    pub types: &'g [(&'g EventType, usize)],
    /// Where, each place once, by name.
    pub places: &'g [&'g str],
    /// The events, newest first.
    pub events: &'g [EventId],
}

/// The pairs of an answer. What they hold lies side by side: room of its own for each pair would take longer than all the rest.
#[derive(Debug, Default)]
pub struct Pairs<'g> {
    told: Vec<Told<'g>>,
    types: Vec<(&'g EventType, usize)>,
    events: Vec<EventId>,
    total: usize,
    next: Option<PairPosition>,
}

/// A pair, whose types and events follow those of the pair before.
#[derive(Debug)]
struct Told<'g> {
    actors: [ActorRef<'g>; 2],
    first: Option<Date>,
    last: Option<Date>,
    /// How many types and events are the pair's.
    types: usize,
    events: usize,
    places: Vec<&'g str>,
}

impl<'g> Pairs<'g> {
    /// The pairs, one by one.
    pub fn page<'p>(&'p self) -> Page<Pair<'p>, PairPosition> {
        let (mut types, mut events) = (&self.types[..], &self.events[..]);
        let pair = |told: &'p Told<'g>| {
            let ((types_of_pair, other_types), (events_of_pair, other_events)) = (types.split_at(told.types), events.split_at(told.events));
            (types, events) = (other_types, other_events);
            let ([a, b], &Told { first, last, events: count, .. }) = (told.actors.map(ActorBrief), told);
            Pair { a, b, count, first, last, types: types_of_pair, places: &told.places, events: events_of_pair }
        };
        Page { rows: self.told.iter().map(pair).collect(), total: self.total, next: self.next.clone() }
    }
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
    count: u32,
    /// Last day of the latest event, or the lowest number where none has a date.
    last: i32,
    /// One more than the place of the pair's last row among the links.
    link: u32,
}

impl Default for Tally {
    fn default() -> Self {
        Self { count: 0, last: i32::MIN, link: 0 }
    }
}

/// A row of a pair.
#[derive(Clone, Copy, Debug)]
struct Link {
    row: u32,
    /// One more than the place of the pair's row before; nought for the first.
    before: u32,
}

/// Room for as many rows as most questions find.
const ROWS: usize = 2048;

type Met = Shared<Tally>;

impl Met {
    /// Greater comes first.
    fn weight(&self) -> u64 {
        u64::from(self.of.count) << 32 | u64::from(self.of.last as u32 ^ 1 << 31)
    }
}

impl Meetings {
    /// Answers the question.
    pub fn run<'g>(&self, graph: &'g Graph) -> Pairs<'g> {
        let plan = Plan::new(graph, &self.filter);
        let (mut pairs, links) = tally(&plan);
        let total = pairs.len();
        if let Some(after) = &self.after {
            pairs.retain(|pair| is_after(&plan, pair, after));
        }
        let rest = pairs.len();
        keep_heaviest(&mut pairs, self.limit);
        pairs.iter_mut().for_each(|pair| (pair.a, pair.b) = ordered(&plan, pair));
        in_order(&plan, &mut pairs, self.limit);
        let mut shown = shown(graph, &plan, &pairs, &links);
        let position = |told: &Told<'_>| {
            let [a, b] = told.actors.map(|actor| actor.id.clone());
            PairPosition { count: told.events, last: told.last, a, b }
        };
        shown.next = shown.told.last().filter(|_| rest > pairs.len()).map(position);
        shown.total = total;
        shown
    }
}

/// Counts each pair, finds its last day and links its rows, so that those of the few pairs that are shown need not be looked for again.
fn tally(plan: &Plan<'_>) -> (Vec<Met>, Vec<Link>) {
    let mut links: Vec<Link> = Vec::with_capacity(ROWS);
    let pairs = shared(plan, |pairs: &mut [Met], block| {
        let from = links.len();
        links.resize(from + block.len(), Link { row: NONE, before: 0 });
        for ((told, link), at) in block.iter().zip(&mut links[from..]).zip(from as u32 + 1..) {
            let tally = &mut pairs[told.place()].of;
            if told.hot.when != NONE {
                tally.last = tally.last.max(plan.when(told.hot.when).end);
            }
            tally.count += 1;
            *link = Link { row: told.row, before: tally.link };
            tally.link = at;
        }
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

/// Keeps the first `limit` pairs, each with its actors in the order in which they are shown: heavier first, then by names.
fn in_order(plan: &Plan<'_>, pairs: &mut Vec<Met>, limit: usize) {
    let actors = &plan.graph.tables.actors;
    let names = |pair: &Met| Some(u64::from(actors.name_rank(pair.a)?) << 32 | u64::from(actors.name_rank(pair.b)?));
    let key = |pair: &Met| Some((u128::from(!pair.weight()) << 64 | u128::from(names(pair)?), *pair));
    let Some(mut keyed) = pairs.iter().map(key).collect::<Option<Vec<_>>>() else {
        let names = |x: &Met, y: &Met| actors.by_name(x.a, y.a).then_with(|| actors.by_name(x.b, y.b));
        return first_sorted(pairs, limit, |x, y| y.weight().cmp(&x.weight()).then_with(|| names(x, y)));
    };
    first_sorted(&mut keyed, limit, |(x, _), (y, _)| x.cmp(y));
    pairs.clear();
    pairs.extend(keyed.into_iter().map(|(_, pair)| pair));
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
fn shown<'g>(graph: &'g Graph, plan: &Plan<'_>, pairs: &[Met], links: &[Link]) -> Pairs<'g> {
    let mut shown = Pairs { told: Vec::with_capacity(pairs.len()), types: Vec::with_capacity(2 * pairs.len()), ..Pairs::default() };
    shown.events.reserve(pairs.iter().map(|pair| pair.of.count as usize).sum());
    let kinds = Kinds { counts: vec![0; graph.tables.kinds.len()], seen: Vec::new() };
    let (mut teller, mut rows) = (Teller { graph, plan, kinds, shown }, Vec::new());
    for met in pairs {
        rows.clear();
        rows.extend(rows_of(met, links));
        // The base's rows come by date; what is new was linked last, whatever its date.
        if rows.first().is_some_and(|&row| row as usize >= graph.base.columns.len()) {
            rows.sort_unstable_by_key(|&row| Reverse((graph.start(row), graph.id(row))));
        }
        teller.tell(met, &rows);
    }
    teller.shown
}

/// The pair's rows, the last one first.
fn rows_of(met: &Met, links: &[Link]) -> impl Iterator<Item = u32> {
    let link = |at: u32| links.get((at as usize).wrapping_sub(1));
    std::iter::successors(link(met.of.link), move |held| link(held.before)).map(|link| link.row)
}

/// Puts together the pairs that are shown.
struct Teller<'p, 'g> {
    graph: &'g Graph,
    plan: &'p Plan<'p>,
    kinds: Kinds,
    shown: Pairs<'g>,
}

impl Teller<'_, '_> {
    /// Adds a pair with its rows, newest first.
    fn tell(&mut self, met: &Met, rows: &[u32]) {
        let (graph, plan) = (self.graph, self.plan);
        let (mut first, mut last, mut spots) = (NONE, None, Vec::new());
        for &row in rows {
            let (columns, at) = graph.columns(row);
            let hot = &columns.hot[at];
            self.kinds.count(plan.class(hot).kind);
            if hot.when != NONE {
                first = hot.when;
                last = last.or_else(|| Some(plan.when(hot.when)).filter(|when| when.end == met.of.last));
            }
            let spot = columns.spots[at];
            if spot != NONE && spots.last() != Some(&spot) {
                spots.push(spot);
            }
            self.shown.events.push(EventId(columns.ids[at]));
        }
        self.shown.told.push(Told {
            actors: [met.a, met.b].map(|actor| graph.tables.actors.get(actor).into()),
            first: (first != NONE).then(|| plan.when(first).range.start),
            last: last.map(|when| when.range.end),
            types: self.kinds.take(graph, &mut self.shown.types),
            events: rows.len(),
            places: places(graph, spots),
        });
    }
}

/// The types of one pair's events.
struct Kinds {
    /// By the type's number, all nought between two pairs.
    counts: Vec<usize>,
    seen: Vec<u16>,
}

impl Kinds {
    fn count(&mut self, kind: u16) {
        let count = &mut self.counts[usize::from(kind)];
        if *count == 0 {
            self.seen.push(kind);
        }
        *count += 1;
    }

    /// Adds what was counted since the last time to `types`, by name, and says how many they are.
    fn take<'g>(&mut self, graph: &'g Graph, types: &mut Vec<(&'g EventType, usize)>) -> usize {
        let from = types.len();
        for kind in self.seen.drain(..) {
            types.push((graph.tables.kinds.get(u32::from(kind)), std::mem::take(&mut self.counts[usize::from(kind)])));
        }
        types[from..].sort_unstable();
        types.len() - from
    }
}

fn places(graph: &Graph, mut spots: Vec<u32>) -> Vec<&str> {
    if spots.is_empty() {
        return Vec::new();
    }
    spots.sort_unstable();
    spots.dedup();
    let mut places: Vec<&str> = spots.into_iter().map(|spot| &*graph.tables.spots.get(spot).place.name).collect();
    places.sort_unstable();
    places.dedup();
    places
}
