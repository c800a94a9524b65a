//! Who met whom: pairs of actors with what they share.

use chancery_core::{ActorId, EventId, EventType, date::day_number};
use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};
use std::cmp::Ordering;

use super::{
    Page,
    pairs::{Shared, shared},
    teller::shown,
};
use crate::{ActorBrief, ActorRef, Filter, Graph, plan::Plan, rows::Nodes, scratch::first_sorted};

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
    pub(super) told: Vec<Told<'g>>,
    pub(super) types: Vec<(&'g EventType, usize)>,
    pub(super) events: Vec<EventId>,
    pub(super) total: usize,
    pub(super) next: Option<PairPosition>,
}

/// A pair, whose types and events follow those of the pair before.
#[derive(Debug)]
pub(super) struct Told<'g> {
    pub actors: [ActorRef<'g>; 2],
    pub first: Option<Date>,
    pub last: Option<Date>,
    /// How many types and events are the pair's.
    pub types: usize,
    pub events: usize,
    pub places: Vec<&'g str>,
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
pub(super) struct Tally {
    pub count: u32,
    /// Last day of the latest event, or the lowest number where none has a date.
    pub last: i32,
    /// One more than the place of the pair's last row among the links.
    pub link: u32,
}

impl Default for Tally {
    fn default() -> Self {
        Self { count: 0, last: i32::MIN, link: 0 }
    }
}

/// A row of a pair.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub row: u32,
    /// One more than the place of the pair's row before; nought for the first.
    pub before: u32,
}

/// Room for as many rows as most questions find.
const ROWS: usize = 2048;

pub(super) type Met = Shared<Tally>;

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
        pairs.iter_mut().for_each(|pair| pair.nodes = ordered(&plan, pair));
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
    let pairs = shared(plan, |tally: &mut Tally, row, hot| {
        tally.last = tally.last.max(plan.end(hot.when));
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
    let few = least_count(pairs, limit);
    pairs.retain(|pair| pair.of.count >= few);
    let mut weights: Vec<u64> = pairs.iter().map(Met::weight).collect();
    let (_, &mut least, _) = weights.select_nth_unstable_by(limit - 1, |x, y| y.cmp(x));
    pairs.retain(|pair| pair.weight() >= least);
}

/// A count that at least `limit` pairs reach, and no fewer of them than need be unless it is large. Most pairs have few events, so that most are dropped by it.
fn least_count(pairs: &[Met], limit: usize) -> u32 {
    let mut with_count = [0; 64];
    pairs.iter().for_each(|pair| with_count[pair.of.count.min(63) as usize] += 1);
    let mut reached = 0;
    let enough = |&count: &u32| {
        reached += with_count[count as usize];
        reached >= limit
    };
    (0..with_count.len() as u32).rev().find(enough).unwrap_or(0)
}

/// Keeps the first `limit` pairs, each with its actors in the order in which they are shown: heavier first, then by names.
fn in_order(plan: &Plan<'_>, pairs: &mut Vec<Met>, limit: usize) {
    let actors = &plan.graph.tables.actors;
    let names = |[a, b]: Nodes| Some(u64::from(actors.name_rank(a)?) << 32 | u64::from(actors.name_rank(b)?));
    let key = |(at, pair): (usize, &Met)| Some((u128::from(!pair.weight()) << 64 | u128::from(names(pair.nodes)?), at));
    let Some(mut keyed) = pairs.iter().enumerate().map(key).collect::<Option<Vec<_>>>() else {
        let names = |[a, b]: Nodes, [c, d]: Nodes| actors.by_name(a, c).then_with(|| actors.by_name(b, d));
        return first_sorted(pairs, limit, |x, y| y.weight().cmp(&x.weight()).then_with(|| names(x.nodes, y.nodes)));
    };
    first_sorted(&mut keyed, limit, |(x, _), (y, _)| x.cmp(y));
    *pairs = keyed.into_iter().map(|(_, at)| pairs[at]).collect();
}

/// The pair in the order in which it is shown: the one asked for first, else by name.
fn ordered(plan: &Plan<'_>, met: &Met) -> Nodes {
    let [a, b] = met.nodes;
    let swap = match (plan.is_asked_for(a), plan.is_asked_for(b)) {
        (true, false) => false,
        (false, true) => true,
        _ => plan.graph.tables.actors.by_name(a, b) == Ordering::Greater,
    };
    if swap { [b, a] } else { [a, b] }
}

/// What decides between pairs of equal weight: the first actor's name and id, then the second's.
fn names<'g>(plan: &Plan<'g>, met: &Met) -> [&'g str; 4] {
    let [a, b] = ordered(plan, met).map(|actor| plan.graph.tables.actors.get(actor));
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
