//! The floor: sorted arrays and nothing else, written for six questions and no seventh.

use anyhow::{Context, bail};
use chancery_core::date::{day_number, day_of_number};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Value, json};
use std::path::Path;

use crate::{
    data::{MET, each, names},
    worker::{Contestant, Question},
};

#[derive(Clone, Copy)]
pub struct Event {
    id: u64,
    day: i32,
    source: u32,
    target: u32,
    kind: u16,
}

/// An event with what its numbers stand for.
pub struct Told {
    id: u64,
    date: Date,
    source: &'static str,
    target: &'static str,
    kind: &'static str,
}

/// Events by day and number, each actor's and each pair's rows, and what belongs to a type or a day.
pub struct Floor {
    events: Vec<Event>,
    first: i32,
    days: Vec<u32>,
    months: Vec<i32>,
    of: Vec<Vec<u32>>,
    dyads: FxHashMap<u64, Vec<u32>>,
    dates: Vec<Date>,
    names: &'static [String],
    kinds: &'static [String],
    met: Vec<bool>,
    scores: Vec<f32>,
}

pub enum Asked {
    Meetings(i32, i32),
    Ego(u32, i32, i32),
    Path(u32, u32, i32, i32),
    Dyad(u32, u32),
    Latest(u32, u32, bool),
    Counterparts(i32, i32),
}

pub enum Answer {
    Pairs(Vec<(u32, i32, u64)>),
    Actors(Vec<(u32, u32)>),
    Hops(usize),
    Months(Vec<(i32, u32, f64)>),
    Events(Vec<Event>),
    Told(Vec<Told>),
}

impl Floor {
    /// Reads the events and sorts them.
    pub fn load(file: &Path) -> anyhow::Result<Self> {
        let names = names(file)?;
        let numbers: FxHashMap<&str, u32> = names.iter().map(String::as_str).zip(0..).collect();
        // A type with each of its scores is a kind of its own, so that an event needs no column for the score.
        let mut kinds: FxHashMap<(String, u32), u16> = FxHashMap::default();
        let mut events = Vec::new();
        each(file, |line| {
            let next = kinds.len() as u16;
            let kind = *kinds.entry((line.kind.to_owned(), line.score.to_bits())).or_insert(next);
            events.push(Event { id: line.id, day: line.day, source: numbers[line.source], target: numbers[line.target], kind });
        })?;
        events.sort_unstable_by_key(|event| (event.day, event.id));
        events.shrink_to_fit();
        let mut of = vec![Vec::new(); names.len()];
        let mut dyads: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (row, event) in (0..).zip(&events) {
            of[event.source as usize].push(row);
            of[event.target as usize].push(row);
            dyads.entry(key(event.source, event.target)).or_default().push(row);
        }
        let first = events.first().context("no events")?.day;
        let last = events.last().context("no events")?.day;
        let dates: Vec<Date> = (first..=last).map(|day| day_of_number(day).context("a day out of range")).collect::<Result<_, _>>()?;
        let days = (first..=last + 1).map(|day| events.partition_point(|event| event.day < day) as u32).collect();
        let months = dates.iter().map(|date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1).collect();
        let mut sorted: Vec<((String, u32), u16)> = kinds.into_iter().collect();
        sorted.sort_unstable_by_key(|&(_, number)| number);
        let scores = sorted.iter().map(|&((_, score), _)| f32::from_bits(score)).collect();
        let kinds: Vec<String> = sorted.into_iter().map(|((kind, _), _)| kind).collect();
        let met = kinds.iter().map(|kind| MET.contains(&kind.as_str())).collect();
        // They stay as long as the process.
        let (names, kinds) = (&*names.leak(), &*kinds.leak());
        Ok(Self { events, first, days, months, dates, of, dyads, names, kinds, met, scores })
    }

    fn row(&self, day: i32) -> usize {
        self.days[((day - self.first).max(0) as usize).min(self.days.len() - 1)] as usize
    }

    fn window(&self, from: i32, to: i32) -> &[Event] {
        &self.events[self.row(from)..self.row(to + 1)]
    }

    fn of(&self, actor: u32, from: i32, to: i32) -> &[u32] {
        let (rows, low, high) = (&self.of[actor as usize], self.row(from) as u32, self.row(to + 1) as u32);
        &rows[rows.partition_point(|&row| row < low)..rows.partition_point(|&row| row < high)]
    }

    fn between(&self, a: u32, b: u32) -> &[u32] {
        self.dyads.get(&key(a, b)).map_or(&[], Vec::as_slice)
    }

    fn meetings(&self, from: i32, to: i32) -> Vec<(u32, i32, u64)> {
        let mut counts: FxHashMap<u64, (u32, i32)> = FxHashMap::default();
        for event in self.window(from, to) {
            if self.met[usize::from(event.kind)] {
                let held = counts.entry(key(event.source, event.target)).or_default();
                *held = (held.0 + 1, event.day);
            }
        }
        let pairs = counts.into_iter().map(|(pair, (count, last))| (count, last, pair)).collect();
        first(pairs, 100, |x, y| (y.0, y.1).cmp(&(x.0, x.1)).then(x.2.cmp(&y.2)))
    }

    fn ego(&self, actor: u32, from: i32, to: i32) -> Vec<(u32, u32)> {
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        for &row in self.of(actor, from, to) {
            let event = self.events[row as usize];
            *counts.entry(event.source ^ event.target ^ actor).or_default() += 1;
        }
        first(counts.into_iter().collect(), 99, |x, y| y.1.cmp(&x.1).then(x.0.cmp(&y.0)))
    }

    /// Rings from both ends, the smaller first.
    fn path(&self, (from, to): (u32, u32), first: i32, last: i32) -> usize {
        let mut seen = [FxHashSet::from_iter([from]), FxHashSet::from_iter([to])];
        let mut rings = [vec![from], vec![to]];
        for hops in 1.. {
            let side = usize::from(rings[1].len() < rings[0].len());
            let mut ring = Vec::new();
            for node in std::mem::take(&mut rings[side]) {
                for &row in self.of(node, first, last) {
                    let event = self.events[row as usize];
                    let other = event.source ^ event.target ^ node;
                    if seen[1 - side].contains(&other) {
                        return hops;
                    }
                    if seen[side].insert(other) {
                        ring.push(other);
                    }
                }
            }
            if ring.is_empty() {
                break;
            }
            rings[side] = ring;
        }
        0
    }

    fn dyad(&self, a: u32, b: u32) -> Vec<(i32, u32, f64)> {
        let mut months: Vec<(i32, u32, f64)> = Vec::new();
        for &row in self.between(a, b) {
            let event = self.events[row as usize];
            let (month, score) = (self.months[(event.day - self.first) as usize], f64::from(self.scores[usize::from(event.kind)]));
            match months.last_mut() {
                Some(held) if held.0 == month => *held = (month, held.1 + 1, held.2 + score),
                _ => months.push((month, 1, score)),
            }
        }
        months
    }

    /// The latest events of two actors, newest first.
    fn latest(&self, a: u32, b: u32) -> impl Iterator<Item = Event> {
        self.between(a, b).iter().rev().take(50).map(|&row| self.events[row as usize])
    }

    fn told(&self, event: Event) -> Told {
        Told {
            id: event.id,
            date: self.dates[(event.day - self.first) as usize],
            source: &self.names[event.source as usize],
            target: &self.names[event.target as usize],
            kind: &self.kinds[usize::from(event.kind)],
        }
    }

    fn counterparts(&self, from: i32, to: i32) -> Vec<(u32, u32)> {
        let mut pairs: Vec<u64> = self.window(from, to).iter().map(|event| key(event.source, event.target)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut counts = vec![0_u32; self.names.len()];
        for pair in pairs {
            counts[(pair >> 32) as usize] += 1;
            counts[pair as u32 as usize] += 1;
        }
        first((0..).zip(counts).filter(|&(_, count)| count > 0).collect(), 50, |x, y| y.1.cmp(&x.1).then(x.0.cmp(&y.0)))
    }
}

fn key(a: u32, b: u32) -> u64 {
    u64::from(a.min(b)) << 32 | u64::from(a.max(b))
}

/// The first `limit` rows in their order.
fn first<T>(mut rows: Vec<T>, limit: usize, order: impl Fn(&T, &T) -> std::cmp::Ordering) -> Vec<T> {
    if rows.len() > limit {
        rows.select_nth_unstable_by(limit - 1, &order);
        rows.truncate(limit);
    }
    rows.sort_unstable_by(order);
    rows
}

impl Contestant for Floor {
    type Asked = Asked;
    type Answer = Answer;

    fn prepare(&self, question: &Question) -> anyhow::Result<Asked> {
        let number = |name: &String| self.names.binary_search(name).map(|at| at as u32).map_err(|_| anyhow::anyhow!("nobody is called {name}"));
        let days = || anyhow::Ok((day_number(question.from.context("from")?), day_number(question.to.context("to")?)));
        Ok(match question.q.as_str() {
            "meetings" => days().map(|(from, to)| Asked::Meetings(from, to))?,
            "ego" => Asked::Ego(number(&question.a)?, days()?.0, days()?.1),
            "path" => Asked::Path(number(&question.a)?, number(&question.b)?, days()?.0, days()?.1),
            "dyad" => Asked::Dyad(number(&question.a)?, number(&question.b)?),
            "latest" => Asked::Latest(number(&question.a)?, number(&question.b)?, question.named),
            "counterparts" => days().map(|(from, to)| Asked::Counterparts(from, to))?,
            other => bail!("no such question: {other}"),
        })
    }

    fn answer(&self, asked: &Asked) -> Answer {
        match *asked {
            Asked::Meetings(from, to) => Answer::Pairs(self.meetings(from, to)),
            Asked::Ego(actor, from, to) => Answer::Actors(self.ego(actor, from, to)),
            Asked::Path(a, b, from, to) => Answer::Hops(self.path((a, b), from, to)),
            Asked::Dyad(a, b) => Answer::Months(self.dyad(a, b)),
            Asked::Latest(a, b, false) => Answer::Events(self.latest(a, b).collect()),
            Asked::Latest(a, b, true) => Answer::Told(self.latest(a, b).map(|event| self.told(event)).collect()),
            Asked::Counterparts(from, to) => Answer::Actors(self.counterparts(from, to)),
        }
    }

    fn show(&self, answer: Answer) -> Value {
        let name = |at: u32| &self.names[at as usize];
        match answer {
            Answer::Pairs(rows) => rows.iter().map(|&(count, _, pair)| json!([name((pair >> 32) as u32), name(pair as u32), count])).collect(),
            Answer::Actors(rows) => rows.iter().map(|&(actor, count)| json!([name(actor), count])).collect(),
            Answer::Hops(hops) => json!(hops),
            Answer::Months(rows) => rows
                .iter()
                .map(|&(month, count, sum)| json!([format!("{:04}-{:02}", month / 12, month % 12 + 1), count, sum / f64::from(count)]))
                .collect(),
            Answer::Events(rows) => rows.iter().map(|&event| shown(&self.told(event))).collect(),
            Answer::Told(rows) => rows.iter().map(shown).collect(),
        }
    }
}

fn shown(event: &Told) -> Value {
    json!([event.id, event.date, event.source, event.target, event.kind])
}
