//! Events like ICEWS's, as many as wanted: the original again and again, each time somewhere else in twenty years.

use anyhow::{Context, bail};
use chancery_core::date::{day_number, day_of_number};
use rustc_hash::FxHashMap;
use std::{
    fs::File,
    io::{BufWriter, Write, stdin},
    path::Path,
};

/// The first day and the number of days over which copies are spread.
const FIRST: &str = "1995-01-01";
const DAYS: u64 = 7305;

/// CAMEO codes, from which the label of a relation leads to type and score.
const CAMEO: &str = include_str!("../../crates/core/data/cameo.tsv");

/// The types of the CAMEO codes that begin so; the first that fits counts.
const TYPES: [(&str, &str); 26] = [
    ("042", "visit"),
    ("043", "visit"),
    ("041", "call"),
    ("045", "mediation"),
    ("046", "talks"),
    ("04", "meeting"),
    ("057", "agreement"),
    ("01", "statement"),
    ("02", "request"),
    ("03", "pledge"),
    ("05", "support"),
    ("06", "cooperation"),
    ("07", "aid"),
    ("08", "concession"),
    ("09", "accusation"),
    ("10", "request"),
    ("11", "accusation"),
    ("12", "rejection"),
    ("13", "threat"),
    ("14", "protest"),
    ("15", "mobilization"),
    ("16", "sanction"),
    ("17", "coercion"),
    ("18", "attack"),
    ("19", "attack"),
    ("20", "attack"),
];

struct Told {
    day: i32,
    source: u32,
    target: u32,
    kind: &'static str,
    score: f32,
}

struct Original {
    events: Vec<Told>,
    names: Vec<String>,
}

/// A small generator (splitmix64) whose numbers are the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ mixed >> 31) % sides
    }
}

/// Writes `count` events: number, day, source, target, type, score. A copy keeps the order of days within it; with `pairs` above one, copies
/// take turns in replacing each target by one of nearly the same number of events, so that hubs stay hubs.
pub fn write(count: usize, pairs: usize, seed: u64, out: &Path) -> anyhow::Result<()> {
    let original = read()?;
    let first = day_number(FIRST.parse()?);
    let begin = original.events.iter().map(|event| event.day).min().context("no events came in")?;
    let ranks = ranks(&original);
    let mut dice = Dice(seed);
    let mut file = BufWriter::with_capacity(1 << 20, File::create(out).with_context(|| format!("cannot write {}", out.display()))?);
    let mut written = 0;
    for copy in 0.. {
        let shift = first - begin + dice.roll(DAYS - 365) as i32;
        for event in &original.events {
            let target = ranks.shifted(event.target, copy % pairs.max(1));
            if target == event.source {
                continue;
            }
            if written == count {
                file.flush()?;
                return Ok(());
            }
            written += 1;
            let day = day_of_number(event.day + shift).context("a day out of range")?;
            let (source, target) = (&original.names[event.source as usize], &original.names[target as usize]);
            writeln!(file, "{written}\t{day}\t{source}\t{target}\t{}\t{}", event.kind, event.score)?;
        }
    }
    Ok(())
}

fn read() -> anyhow::Result<Original> {
    let codes: FxHashMap<&str, (&str, f32)> = CAMEO
        .lines()
        .filter(|line| !line.starts_with('#') && !line.starts_with("code"))
        .flat_map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let of = |label: usize| Some((*cells.get(label)?, (cells[0], cells.get(5)?.parse().ok()?)));
            [of(1), of(6)].into_iter().flatten().collect::<Vec<_>>()
        })
        .collect();
    let (mut events, mut names, mut numbers) = (Vec::new(), Vec::new(), FxHashMap::default());
    for (at, line) in stdin().lines().enumerate().skip(1) {
        let line = line?;
        let cells: Vec<&str> = line.split('\t').collect();
        let &[day, source, relation, target] = &cells[..] else { bail!("line {}: four columns are accepted", at + 1) };
        let (code, score) = codes.get(relation).copied().unwrap_or(("01", 0.0));
        let kind = TYPES.iter().find(|(head, _)| code.starts_with(head)).map_or("statement", |&(_, kind)| kind);
        let mut number = |name: &str| {
            *numbers.entry(name.to_owned()).or_insert_with(|| {
                names.push(name.to_owned());
                names.len() as u32 - 1
            })
        };
        let (source, target) = (number(source), number(target));
        let day = day_number(day.parse().with_context(|| format!("line {}: no day", at + 1))?);
        if source != target {
            events.push(Told { day, source, target, kind, score });
        }
    }
    Ok(Original { events, names })
}

/// The actors by number of events.
struct Ranks {
    by_rank: Vec<u32>,
    rank_of: Vec<u32>,
}

fn ranks(original: &Original) -> Ranks {
    let mut counts = vec![0_u32; original.names.len()];
    original.events.iter().flat_map(|event| [event.source, event.target]).for_each(|actor| counts[actor as usize] += 1);
    let mut by_rank: Vec<u32> = (0..counts.len() as u32).collect();
    by_rank.sort_by_key(|&actor| std::cmp::Reverse(counts[actor as usize]));
    let mut rank_of = vec![0; counts.len()];
    by_rank.iter().zip(0..).for_each(|(&actor, rank)| rank_of[actor as usize] = rank);
    Ranks { by_rank, rank_of }
}

impl Ranks {
    fn shifted(&self, actor: u32, by: usize) -> u32 {
        let rank = self.rank_of[actor as usize] as usize + by;
        self.by_rank[rank % self.by_rank.len()]
    }
}
