//! A contestant: it loads, says what that took, and answers one question a line until its standard input ends.

use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    hint::black_box,
    io::{BufRead, Write, stdin, stdout},
    time::Instant,
};

/// One question. Days are inclusive.
#[derive(Deserialize)]
pub struct Question {
    pub q: String,
    #[serde(default)]
    pub from: Option<jiff::civil::Date>,
    #[serde(default)]
    pub to: Option<jiff::civil::Date>,
    #[serde(default)]
    pub a: String,
    #[serde(default)]
    pub b: String,
    /// Whether the events are told with names and dates instead of the contestant's own numbers.
    #[serde(default)]
    pub named: bool,
    /// How often it is asked.
    #[serde(default = "once")]
    pub repeats: usize,
}

fn once() -> usize {
    1
}

/// What can be asked.
pub trait Contestant {
    /// A question made ready: names looked up, the query value built.
    type Asked;
    /// The answer as the contestant gives it.
    type Answer;

    fn prepare(&self, question: &Question) -> anyhow::Result<Self::Asked>;
    fn answer(&self, asked: &Self::Asked) -> Self::Answer;
    /// The answer in the form in which all contestants' are compared.
    fn show(&self, answer: Self::Answer) -> Value;
}

/// Loads the contestant and lets it answer.
pub fn run<C: Contestant>(load: impl FnOnce() -> anyhow::Result<C>) -> anyhow::Result<()> {
    let before = resident();
    let started = (Instant::now(), cpu());
    let contestant = load()?;
    let loaded = json!({"load_wall_s": started.0.elapsed().as_secs_f64(), "load_cpu_s": (cpu() - started.1) / 1e3,
        "resident_mib": (resident() - before) / f64::from(1 << 20)});
    say(&loaded)?;
    for line in stdin().lock().lines() {
        let question: Question = serde_json::from_str(&line?)?;
        let asked = contestant.prepare(&question)?;
        let mut times = Vec::new();
        let mut last = None;
        for _ in 0..question.repeats {
            let started = cpu();
            let answer = black_box(contestant.answer(black_box(&asked)));
            times.push(cpu() - started);
            last = Some(answer);
        }
        say(&json!({"ms": times, "answer": last.map(|answer| contestant.show(answer))}))?;
    }
    Ok(())
}

fn say(value: &Value) -> anyhow::Result<()> {
    let mut out = stdout().lock();
    writeln!(out, "{value}")?;
    Ok(out.flush()?)
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
