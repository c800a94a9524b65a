//! Six questions over a million events like ICEWS's, each as a ratio to a floor: plain sorted arrays written for that question alone.
//!
//! `cargo bench -p chancery-graph [-- EVENTS]` prints the medians, the 95th percentiles and the bytes that an event takes.
// A bench tells its figures.
#![allow(clippy::print_stdout, reason = "figures are its output")]

use chancery_core::{Actor, ActorId, ActorKind, DateRange, EventFacts, EventId, FactParticipant, Role, Status, date::day_of_number};
use chancery_graph::{
    EventRef, Filter, Graph, Loader,
    query::{By, Dyad, Events, Meetings, Network, Path, Rankings},
};
use std::{
    collections::{BTreeMap, HashMap},
    hint::black_box,
    time::Instant,
};

const ACTORS: u64 = 8000;
const DAYS: u64 = 7300;
/// Questions of each kind, and how often each is asked.
const QUESTIONS: usize = 200;
const REPEATS: usize = 5;
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
    println!("CPU milliseconds:                  floor: median     p95      graph: median     p95   ratio: median   p95");
    let pairs = |days| move |at| meetings(day(at), days);
    measure("who met whom, 30 days", |at| floor.pairs(day(at), 30), pairs(30), |asked| pairs_answer(asked, &graph));
    measure("who met whom, 365 days", |at| floor.pairs(day(at), 365), pairs(365), |asked| pairs_answer(asked, &graph));
    measure("ego network, 90 days", |at| floor.ego(at as u32 % 20, day(at)), |at| ego(at % 20, day(at)), |asked| ego_answer(asked, &graph));
    let asked = |at: usize| Path { from: actor(at % 20), to: actor(4000 + at), filter: window(day(at), 90) };
    measure("shortest path, 90 days", |at| floor.path(at as u32 % 20, 4000 + at as u32, day(at)), asked, |asked| path_answer(asked, &graph));
    let asked = |at: usize| Dyad { a: actor(at % 20), b: actor(30), filter: Filter::default(), latest: 0 };
    measure("dyad by month", |at| floor.dyad(at as u32 % 20, 30), asked, |asked| dyad_answer(asked, &graph));
    measure("latest 50 of a dyad", |at| floor.latest(at as u32 % 20, 30), |at| latest(at % 20, 30), |asked| latest_answer(asked, &graph));
    let asked = |at| Rankings { filter: window(day(at), 365), by: By::Counterparts, limit: 50 };
    measure("counterparts, 365 days", |at| floor.counterparts(day(at)), asked, |asked| counterparts_answer(asked, &graph));
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
        pairs.iter().map(|&(count, ..)| count as usize).sum()
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
        order.iter().rev().take(99).map(|&(count, _)| count as usize).sum()
    }

    fn dyad(&self, a: u32, b: u32) -> usize {
        let mut months: BTreeMap<i32, (usize, f64)> = BTreeMap::new();
        for &row in self.dyads.get(&(a.min(b), a.max(b))).into_iter().flatten() {
            let event = self.events[row as usize];
            let month = months.entry(event.0 / 30).or_default();
            *month = (month.0 + 1, month.1 + event.3 as f64);
        }
        months.values().map(|&(count, _)| count).sum()
    }

    /// Rows with all that tells an event: day, actors, type and id.
    fn latest(&self, a: u32, b: u32) -> usize {
        let rows = self.dyads.get(&(a.min(b), a.max(b)));
        let shown: Vec<(Plain, u64)> = rows.into_iter().flatten().rev().take(50).map(|&row| (self.events[row as usize], u64::from(row))).collect();
        shown.iter().map(|&((day, a, ..), id)| day as usize + a as usize + id as usize % 2).sum::<usize>().min(1) * shown.len()
    }

    /// Hops of a shortest path: rings from both ends, the smaller first.
    fn path(&self, from: u32, to: u32, start: i32) -> usize {
        let mut seen = [rustc_hash::FxHashSet::from_iter([from]), rustc_hash::FxHashSet::from_iter([to])];
        let mut rings = [vec![from], vec![to]];
        for hops in 1.. {
            let side = usize::from(rings[1].len() < rings[0].len());
            let mut ring = Vec::new();
            for node in std::mem::take(&mut rings[side]) {
                let rows = &self.of[node as usize];
                let low = rows.partition_point(|&row| self.events[row as usize].0 < start);
                let high = rows.partition_point(|&row| self.events[row as usize].0 < start + 90);
                for &row in &rows[low..high] {
                    let (_, a, b, _) = self.events[row as usize];
                    let other = a + b - node;
                    if seen[1 - side].contains(&other) {
                        return hops;
                    }
                    if seen[side].insert(other) {
                        ring.push(other);
                    }
                }
            }
            if ring.is_empty() {
                return 0;
            }
            rings[side] = ring;
        }
        0
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
        counts.select_nth_unstable(ACTORS as usize - 50);
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

fn meetings(start: i32, days: i32) -> Meetings {
    let kinds = KINDS[..4].iter().filter_map(|kind| kind.parse().ok()).collect();
    let filter = Filter { kinds: Some(kinds), ..window(start, days) }.happened();
    Meetings { filter, limit: 100, after: None }
}

fn pairs_answer(asked: &Meetings, graph: &Graph) -> usize {
    asked.run(graph).page().rows.iter().map(|pair| pair.count).sum()
}

fn ego(node: usize, start: i32) -> Network {
    Network { actor: actor(node), depth: 1, max_nodes: 100, filter: window(start, 90) }
}

fn ego_answer(asked: &Network, graph: &Graph) -> usize {
    asked.run(graph).map_or(0, |answer| answer.edges.iter().map(|edge| edge.count).sum())
}

fn path_answer(asked: &Path, graph: &Graph) -> usize {
    asked.run(graph).map_or(0, |path| path.hops.len())
}

fn dyad_answer(asked: &Dyad, graph: &Graph) -> usize {
    asked.run(graph).map_or(0, |answer| answer.series.iter().map(|month| month.count).sum())
}

fn latest(a: usize, b: usize) -> Events {
    Events { filter: Filter { actor: vec![actor(a)], with: vec![actor(b)], ..Filter::default() }, limit: 50, after: None }
}

fn latest_answer(asked: &Events, graph: &Graph) -> usize {
    let events = asked.find(graph).rows;
    let told = |event: &EventRef<'_>| {
        let actors = event.participants().map(|(actor, ..)| std::ptr::from_ref(actor) as usize % 3).sum::<usize>();
        event.date().map_or(0, |date| date.start.day()) as usize + actors + event.kind().as_str().len() + event.id().0 as usize % 2
    };
    events.iter().map(told).sum::<usize>().min(1) * events.len()
}

fn counterparts_answer(asked: &Rankings, graph: &Graph) -> usize {
    asked.run(graph).iter().map(|row| row.value as usize).sum()
}

/// Asks both the same in turn and prints what they took. The answers must be of the same size.
fn measure<Q>(name: &str, floor: impl Fn(usize) -> usize, asked: impl Fn(usize) -> Q, answer: impl Fn(&Q) -> usize) {
    let mut times = [Vec::new(), Vec::new()];
    for at in 0..QUESTIONS {
        let query = asked(at);
        let mut repeats = [Vec::new(), Vec::new()];
        for _ in 0..REPEATS {
            let (mut answers, asked): ([usize; 2], [&dyn Fn() -> usize; 2]) = ([0; 2], [&|| floor(at), &|| answer(&query)]);
            for (which, question) in asked.into_iter().enumerate() {
                let started = cpu();
                answers[which] = black_box(question());
                repeats[which].push(cpu() - started);
            }
            assert_eq!(answers[0], answers[1], "{name}, question {at}");
        }
        for (times, mut repeats) in times.iter_mut().zip(repeats) {
            repeats.sort_by(f64::total_cmp);
            times.push(repeats[REPEATS / 2]);
        }
    }
    let [floor, graph] = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        [times[times.len() / 2], times[times.len() * 95 / 100]]
    });
    let ratio = [graph[0] / floor[0], graph[1] / floor[1]];
    println!("{name:28}{:21.4}{:8.4}{:19.4}{:8.4}{:16.1}{:6.1}", floor[0], floor[1], graph[0], graph[1], ratio[0], ratio[1]);
}

/// CPU milliseconds of this thread, which others on the machine do not lengthen as they do the clock on the wall.
fn cpu() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

/// Resident memory in bytes, as Linux tells it; nought elsewhere.
fn resident() -> f64 {
    let pages = std::fs::read_to_string("/proc/self/statm").ok();
    let pages: Option<f64> = pages.as_deref().and_then(|text| text.split(' ').nth(1)?.parse().ok());
    pages.unwrap_or(0.0) * 4096.0
}
