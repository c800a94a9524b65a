//! Six questions over a million events like ICEWS's, each as a ratio to a floor: plain sorted arrays written for that question alone.
//!
//! `cargo bench -p chancery-graph [-- EVENTS]` prints the medians, the 95th percentiles and the bytes that an event takes.
// A bench tells its figures.
#![allow(clippy::print_stdout, reason = "figures are its output")]

use chancery_core::{Actor, ActorId, ActorKind, DateRange, EventFacts, EventId, FactParticipant, Role, Status, date::day_of_number};
use chancery_graph::{
    Filter, Graph, Loader,
    query::{By, Dyad, Events, Meetings, Network, Path, Rankings},
};
use std::{
    collections::{BTreeMap, HashMap},
    hint::black_box,
    time::Instant,
};

const ACTORS: u64 = 8000;
const DAYS: u64 = 7300;
const KINDS: [&str; 8] = ["meeting", "talks", "visit", "call", "statement", "sanction", "accusation", "attack"];

/// Day, source, target, type.
type Plain = (i32, u32, u32, usize);

/// The sorted arrays: all events by day, and each actor's.
struct Floor {
    events: Vec<Plain>,
    of: Vec<Vec<u32>>,
    dyads: HashMap<(u32, u32), Vec<u32>>,
}

/// A small generator (xorshift with a multiplication) whose numbers are the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % sides
    }

    /// Few actors take part in most events.
    fn actor(&mut self) -> u32 {
        let share = self.roll(1 << 20) as f64 / f64::from(1 << 20);
        (share.powi(4) * ACTORS as f64) as u32
    }
}

fn main() {
    let count = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(1_000_000);
    let floor = generate(count);
    let before = resident();
    let started = Instant::now();
    let graph = load(&floor.events);
    println!("load {:.2} s, {} events", started.elapsed().as_secs_f64(), graph.event_count());
    println!("bytes an event: {:.1} in rows and indexes, {:.1} resident", graph.bytes() as f64 / count as f64, (resident() - before) / count as f64);
    println!("question                     floor ms: median   p95   graph ms: median   p95   ratio: median   p95");
    measure("who met whom, 30 days", |at| floor.pairs(day(at), 30), |at| meetings(&graph, day(at), 30));
    measure("who met whom, 365 days", |at| floor.pairs(day(at), 365), |at| meetings(&graph, day(at), 365));
    measure("ego network, 90 days", |at| floor.ego(at as u32 % 20, day(at)), |at| ego(&graph, at % 20, day(at)));
    measure("dyad by month", |at| floor.dyad(at as u32 % 20, 30), |at| dyad(&graph, at % 20, 30));
    measure("latest 50 of a dyad", |at| floor.latest(at as u32 % 20, 30), |at| latest(&graph, at % 20, 30));
    measure("counterparts, 365 days", |at| floor.counterparts(day(at)), |at| counterparts(&graph, day(at)));
    let started = Instant::now();
    for at in 0..100 {
        let path = Path { from: actor(at % 20), to: actor(4000 + at), filter: window(day(at), 90) }.run(&graph);
        black_box(path);
    }
    println!("shortest path, 90 days: {:.3} ms in the mean", started.elapsed().as_secs_f64() * 10.0);
}

fn generate(count: usize) -> Floor {
    let mut dice = Dice(2014);
    let mut events: Vec<Plain> = Vec::with_capacity(count);
    while events.len() < count {
        let (a, b) = (dice.actor(), dice.actor());
        if a != b {
            events.push((dice.roll(DAYS) as i32, a, b, dice.roll(8) as usize));
        }
    }
    events.sort_by_key(|event| event.0);
    let mut of = vec![Vec::new(); ACTORS as usize];
    let mut dyads: HashMap<(u32, u32), Vec<u32>> = HashMap::new();
    for (row, &(_, a, b, _)) in (0..).zip(&events) {
        of[a as usize].push(row);
        of[b as usize].push(row);
        dyads.entry((a.min(b), a.max(b))).or_default().push(row);
    }
    Floor { events, of, dyads }
}

fn load(events: &[Plain]) -> std::sync::Arc<Graph> {
    let mut loader = Loader::default();
    for at in 0..ACTORS as usize {
        let name = format!("Actor {at}");
        loader.actor(Actor { id: actor(at), kind: ActorKind::Person, name, names: vec![], country: None, sector: None, offices: vec![] });
    }
    let ids: Vec<ActorId> = (0..ACTORS as usize).map(actor).collect();
    let kinds = KINDS.map(|kind| kind.parse().expect("a type's name is short"));
    for (row, &(start, a, b, kind)) in (0..).zip(events) {
        let date = day_of_number(9000 + start).expect("the days are of our time");
        // Countries take turns, a fifth of the actors share the ten greatest.
        let country = |at: u32| [b'A' + (at % 13) as u8, b'A' + (at / 13 % 15) as u8, b'X'];
        let part = |at: u32, role| FactParticipant {
            actor: ids[at as usize].clone(),
            country: std::str::from_utf8(&country(at)).ok().and_then(|code| code.parse().ok()),
            role,
        };
        loader.event(&EventFacts {
            id: EventId::derive(&[&format!("{row}")]),
            kind: chancery_core::EventType::clone(&kinds[kind]),
            history: vec![(date, Status::Occurred)],
            date: Some(DateRange::day(date)),
            place: None,
            cameo: "040".into(),
            goldstein: kind as f32,
            quad_class: 1,
            confidence: 1.0,
            participants: vec![part(a, Role::Source), part(b, Role::Target)],
            sources: vec![],
            reports: 1,
        });
    }
    loader.finish(1).snapshot()
}

impl Floor {
    fn range(&self, start: i32, days: i32) -> &[Plain] {
        let from = self.events.partition_point(|event| event.0 < start);
        let to = self.events.partition_point(|event| event.0 < start + days);
        &self.events[from..to]
    }

    fn pairs(&self, start: i32, days: i32) -> usize {
        let mut counts: rustc_hash::FxHashMap<u64, (u32, i32)> = rustc_hash::FxHashMap::default();
        for &(day, a, b, kind) in self.range(start, days) {
            if kind < 4 {
                let held = counts.entry(u64::from(a.min(b)) << 32 | u64::from(a.max(b))).or_default();
                *held = (held.0 + 1, held.1.max(day));
            }
        }
        let mut pairs: Vec<(u32, i32, u64)> = counts.into_iter().map(|(pair, (count, day))| (count, day, pair)).collect();
        if pairs.len() > 100 {
            pairs.select_nth_unstable_by(99, |x, y| y.cmp(x));
            pairs.truncate(100);
        }
        pairs.sort_unstable();
        pairs.len()
    }

    fn ego(&self, node: u32, start: i32) -> usize {
        let rows = &self.of[node as usize];
        let from = rows.partition_point(|&row| self.events[row as usize].0 < start);
        let to = rows.partition_point(|&row| self.events[row as usize].0 < start + 90);
        let mut counts: rustc_hash::FxHashMap<u32, u32> = rustc_hash::FxHashMap::default();
        for &row in &rows[from..to] {
            let (_, a, b, _) = self.events[row as usize];
            *counts.entry(a + b - node).or_default() += 1;
        }
        let mut order: Vec<(u32, u32)> = counts.into_iter().map(|(other, count)| (count, other)).collect();
        order.sort_unstable();
        order.len()
    }

    fn dyad(&self, a: u32, b: u32) -> usize {
        let mut months: BTreeMap<i32, (usize, f64)> = BTreeMap::new();
        for &row in self.dyads.get(&(a.min(b), a.max(b))).into_iter().flatten() {
            let event = self.events[row as usize];
            let month = months.entry(event.0 / 30).or_default();
            *month = (month.0 + 1, month.1 + event.3 as f64);
        }
        months.len()
    }

    fn latest(&self, a: u32, b: u32) -> usize {
        let rows = self.dyads.get(&(a.min(b), a.max(b)));
        rows.into_iter().flatten().rev().take(50).map(|&row| self.events[row as usize].3).sum()
    }

    fn counterparts(&self, start: i32) -> usize {
        let mut pairs: Vec<u64> = self.range(start, 365).iter().map(|&(_, a, b, _)| u64::from(a.min(b)) << 32 | u64::from(a.max(b))).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut counts = vec![0_usize; ACTORS as usize];
        for pair in pairs {
            counts[(pair >> 32) as usize] += 1;
            counts[pair as u32 as usize] += 1;
        }
        counts.sort_unstable();
        counts[ACTORS as usize - 50..].iter().sum()
    }
}

fn actor(at: usize) -> ActorId {
    format!("actor-{at}").parse().expect("an id is short")
}

fn day(at: usize) -> i32 {
    (at as i32 * 67) % 6900
}

fn window(start: i32, days: i32) -> Filter {
    Filter { from: day_of_number(9000 + start), to: day_of_number(9000 + start + days - 1), ..Filter::default() }
}

fn meetings(graph: &Graph, start: i32, days: i32) -> usize {
    let kinds = KINDS[..4].iter().filter_map(|kind| kind.parse().ok()).collect();
    let filter = Filter { kinds: Some(kinds), ..window(start, days) }.happened();
    Meetings { filter, limit: 100, after: None }.run(graph).rows.len()
}

fn ego(graph: &Graph, node: usize, start: i32) -> usize {
    Network { actor: actor(node), depth: 1, max_nodes: 100, filter: window(start, 90) }.run(graph).map_or(0, |answer| answer.total_nodes)
}

fn dyad(graph: &Graph, a: usize, b: usize) -> usize {
    Dyad { a: actor(a), b: actor(b), filter: Filter::default(), latest: 0 }.run(graph).map_or(0, |answer| answer.series.len())
}

fn latest(graph: &Graph, a: usize, b: usize) -> usize {
    let filter = Filter { actor: vec![actor(a)], with: vec![actor(b)], ..Filter::default() };
    Events { filter, limit: 50, after: None }.run(graph).rows.len()
}

fn counterparts(graph: &Graph, start: i32) -> usize {
    Rankings { filter: window(start, 365), by: By::Counterparts, limit: 50 }.run(graph).len()
}

fn measure(name: &str, floor: impl Fn(usize) -> usize, graph: impl Fn(usize) -> usize) {
    let (floor, graph) = (times(floor), times(graph));
    let ratio = [graph[0] / floor[0], graph[1] / floor[1]];
    println!("{name:28}{:17.4}{:7.4}{:18.4}{:7.4}{:15.1}{:7.1}", floor[0], floor[1], graph[0], graph[1], ratio[0], ratio[1]);
}

/// Median and 95th percentile, in milliseconds.
fn times(question: impl Fn(usize) -> usize) -> [f64; 2] {
    let mut times: Vec<f64> = (0..100)
        .map(|at| {
            let started = Instant::now();
            black_box(question(at));
            started.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    [times[50], times[95]]
}

/// Resident memory in bytes, as Linux tells it; nought elsewhere.
fn resident() -> f64 {
    let pages = std::fs::read_to_string("/proc/self/statm").ok();
    let pages: Option<f64> = pages.as_deref().and_then(|text| text.split(' ').nth(1)?.parse().ok());
    pages.unwrap_or(0.0) * 4096.0
}
