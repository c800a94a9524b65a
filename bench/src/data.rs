//! The generated events, read line by line.

use anyhow::Context;
use chancery_core::date::day_number;
use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

/// One line.
pub struct Line<'l> {
    pub id: u64,
    pub day: i32,
    pub source: &'l str,
    pub target: &'l str,
    pub kind: &'l str,
    pub score: f32,
}

/// The types whose participants have met.
pub const MET: [&str; 5] = ["meeting", "talks", "visit", "call", "mediation"];

/// Gives every line of the file to `f`.
pub fn each(file: &Path, mut f: impl FnMut(Line<'_>)) -> anyhow::Result<()> {
    let mut lines = BufReader::with_capacity(1 << 20, File::open(file).with_context(|| format!("cannot read {}", file.display()))?);
    let mut text = String::new();
    let (mut last, mut day) = (String::new(), 0);
    while lines.read_line(&mut text)? > 0 {
        let mut cells = text.trim_end().split('\t');
        let mut cell = || cells.next().context("six columns are accepted");
        let (id, date) = (cell()?.parse()?, cell()?);
        if date != last {
            day = day_number(date.parse()?);
            date.clone_into(&mut last);
        }
        f(Line { id, day, source: cell()?, target: cell()?, kind: cell()?, score: cell()?.parse()? });
        text.clear();
    }
    Ok(())
}

/// The names of the actors, each once, ascending.
pub fn names(file: &Path) -> anyhow::Result<Vec<String>> {
    let mut names = rustc_hash::FxHashSet::default();
    each(file, |line| {
        for name in [line.source, line.target] {
            if !names.contains(name) {
                names.insert(name.to_owned());
            }
        }
    })?;
    let mut names: Vec<String> = names.into_iter().collect();
    names.sort_unstable();
    Ok(names)
}
