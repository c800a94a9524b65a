//! The events of the store in a file that other programs read.

use anyhow::Context;
use chancery_core::{Event, Ontology};
use chancery_formats::{Exporter, export::Form};
use chancery_store::{Exported, Store};
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use jiff::civil::Date;
use std::{
    fs::File,
    io::{self, BufWriter, Write},
};
use tokio::runtime::Runtime;

use crate::{
    cli::ExportArgs,
    failure::{Outcome, wrong},
};

/// Writes every event in the window.
///
/// # Errors
/// When the store cannot be opened or fails, or the file cannot be written.
pub fn export(args: &ExportArgs) -> anyhow::Result<Outcome> {
    let form = *Form::ALL.iter().find(|form| form.as_str() == args.format).context("the form was checked by the command line")?;
    let (from, to) = (args.from.map(|range| range.start), args.to.map(|range| range.end));
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err(wrong("--from lies after --to"));
    }
    let runtime = Runtime::new().context("cannot start")?;
    let store = runtime.block_on(Store::open(&args.store.existing()?))?;
    let ontology = Ontology::builtin();
    let out: Box<dyn Write + Send> = match &args.output {
        Some(path) => Box::new(File::create(path).map_err(|error| wrong(format!("--output {}: {error}", path.display())))?),
        None => Box::new(io::stdout()),
    };
    let mut exporter = Exporter::new(form, BufWriter::new(out), &ontology)?;
    let bar = ProgressBar::no_length().with_style(ProgressStyle::with_template("{spinner} {human_pos} events").expect("the template is well-formed"));
    let sink = |one: Exported| -> anyhow::Result<()> {
        match one {
            Exported::Actor(actor) => exporter.actor(&actor)?,
            Exported::Event(event) if within(&event, from, to) => {
                exporter.event(&event)?;
                bar.inc(1);
            }
            Exported::Event(_) => {}
        }
        Ok(())
    };
    runtime.block_on(store.export(sink))?;
    runtime.block_on(store.close());
    bar.finish_and_clear();
    let (events, left_out) = (bar.position(), exporter.left_out());
    exporter.finish()?;
    let why = if left_out > 0 { format!(", {} of them left out, for which {form} has no words", HumanCount(left_out)) } else { String::new() };
    writeln!(io::stderr(), "{} events{why}", HumanCount(events))?;
    Ok(Outcome::Done)
}

/// Whether the event happened in the window; one without a date lies in none but the open one.
fn within(event: &Event, from: Option<Date>, to: Option<Date>) -> bool {
    match event.date {
        Some(date) => from.is_none_or(|from| date.end >= from) && to.is_none_or(|to| date.start <= to),
        None => from.is_none() && to.is_none(),
    }
}
