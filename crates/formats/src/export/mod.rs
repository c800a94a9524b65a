//! Events in the files that analysts' tools read.
//!
//! An [`Exporter`] takes every actor, then every event, and holds no more than one of them, or a group of rows for Parquet.

mod gdelt;
mod graph;
mod jsonl;
mod parquet;
mod plover;
mod rows;
pub mod xml;

use chancery_core::{Actor, Event, Ontology};
use std::{
    fmt,
    io::{self, Write},
};

use crate::csv;
pub use rows::{COLUMNS, cells};

/// The forms of files that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A row an event, the same columns as the service's lists.
    Csv,
    /// An event a line with all reports, as the service writes them.
    Jsonl,
    /// Parquet: a row an event, its participants in lists.
    Parquet,
    /// GraphML: actors, and an edge for each pair in each event.
    Graphml,
    /// GEXF 1.3: the same, with the days of each edge.
    Gexf,
    /// PLOVER as JSON Lines.
    Plover,
    /// GDELT 1.0 events: 58 columns.
    Gdelt1,
}

impl Form {
    /// Every form.
    pub const ALL: &'static [Self] = &[Self::Csv, Self::Jsonl, Self::Parquet, Self::Graphml, Self::Gexf, Self::Plover, Self::Gdelt1];

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
            Self::Graphml => "graphml",
            Self::Gexf => "gexf",
            Self::Plover => "plover",
            Self::Gdelt1 => "gdelt1",
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Writes actors and events.
pub struct Exporter<'o, W: Write + Send> {
    ontology: &'o Ontology,
    writer: Writer<W>,
    left_out: u64,
}

enum Writer<W: Write + Send> {
    Csv(W),
    Jsonl(W),
    Parquet(Box<parquet::Writer<W>>),
    Graph(xml::Xml<W>),
    Plover(W),
    Gdelt(W),
}

impl<'o, W: Write + Send> Exporter<'o, W> {
    /// Begins a file of this form.
    ///
    /// # Errors
    /// When it cannot be written to, so for every method below.
    pub fn new(form: Form, mut out: W, ontology: &'o Ontology) -> io::Result<Self> {
        let writer = match form {
            Form::Csv => {
                out.write_all(csv::line(COLUMNS.iter().map(|&name| name.to_owned())).as_bytes())?;
                Writer::Csv(out)
            }
            Form::Jsonl => Writer::Jsonl(out),
            Form::Parquet => Writer::Parquet(Box::new(parquet::Writer::new(out)?)),
            Form::Graphml => Writer::Graph(xml::Xml::new(out, graph::shape(xml::Kind::Graphml))?),
            Form::Gexf => Writer::Graph(xml::Xml::new(out, graph::shape(xml::Kind::Gexf))?),
            Form::Plover => Writer::Plover(out),
            Form::Gdelt1 => Writer::Gdelt(out),
        };
        Ok(Self { ontology, writer, left_out: 0 })
    }

    /// Takes an actor. All of them come before the first event; only graphs have a use for them.
    pub fn actor(&mut self, actor: &Actor) -> io::Result<()> {
        match &mut self.writer {
            Writer::Graph(xml) => graph::actor(xml, actor),
            _ => Ok(()),
        }
    }

    /// Takes an event.
    pub fn event(&mut self, event: &Event) -> io::Result<()> {
        let written = match &mut self.writer {
            Writer::Csv(out) => out.write_all(csv::line(rows::of_event(event)).as_bytes()).map(|()| true),
            Writer::Jsonl(out) => jsonl::write(out, event).map(|()| true),
            Writer::Parquet(out) => out.event(event).map(|()| true),
            Writer::Graph(xml) => graph::event(xml, event),
            Writer::Plover(out) => plover::write(out, event).map(|()| true),
            Writer::Gdelt(out) => gdelt::write(out, event, self.ontology),
        };
        self.left_out += u64::from(!written?);
        Ok(())
    }

    /// How many events the form has no words for: in GDELT those without a day, in graphs those of fewer than two actors.
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    /// Ends the file and hands back what it was written to.
    pub fn finish(self) -> io::Result<W> {
        let mut out = match self.writer {
            Writer::Graph(xml) => xml.finish()?,
            Writer::Parquet(out) => out.finish()?,
            Writer::Csv(out) | Writer::Jsonl(out) | Writer::Plover(out) | Writer::Gdelt(out) => out,
        };
        out.flush()?;
        Ok(out)
    }
}
