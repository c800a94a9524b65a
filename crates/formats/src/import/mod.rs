//! Rows that others have coded, made events.
//!
//! A row is an event with one report, that of its file. What a file cannot tell is left open; what cannot be read is rejected with the reason.

mod gdelt;
mod icews;
mod plover;
mod polecat;
mod row;

use chancery_core::{Actor, Article, ArticleId, Event, Ontology};
use std::fmt;

use crate::{Names, lines::Line, who::Cast};

/// The forms of files that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// ICEWS: 20 columns with or without a header, or the four of date, source, relation and target.
    Icews,
    /// GDELT 1.0 events: 57 or 58 columns without a header.
    Gdelt1,
    /// GDELT 2.0 events: 61 columns without a header.
    Gdelt2,
    /// POLECAT: 40 columns with a header.
    Polecat,
    /// PLOVER as JSON Lines, as NGEC and Chancery write it.
    Plover,
}

impl Format {
    /// Every form.
    pub const ALL: &'static [Self] = &[Self::Icews, Self::Gdelt1, Self::Gdelt2, Self::Polecat, Self::Plover];

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Icews => "icews",
            Self::Gdelt1 => "gdelt1",
            Self::Gdelt2 => "gdelt2",
            Self::Polecat => "polecat",
            Self::Plover => "plover",
        }
    }

    /// What the project that publishes such files is called; the source of their events.
    pub const fn source(self) -> &'static str {
        match self {
            Self::Icews => "ICEWS",
            Self::Gdelt1 | Self::Gdelt2 => "GDELT",
            Self::Polecat => "POLECAT",
            Self::Plover => "PLOVER",
        }
    }

    /// The file of this name as an article without text, of which every event of the file has a report.
    ///
    /// # Errors
    /// For a name that is no article's: an empty or endless one.
    pub fn article(self, name: &str) -> Result<Article, chancery_core::Unknown> {
        let id: ArticleId = format!("{self}:{name}").parse()?;
        let title = Some(name.to_owned());
        Ok(Article { id, title, text: String::new(), published_on: None, source: Some(self.source().into()), url: None, language: None })
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a line is.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// An event.
    Event(Box<Event>),
    /// A header or an empty line.
    Nothing,
    /// No event, and why.
    Rejected(String),
}

/// Makes events of the lines of one file, in their order.
pub struct Importer<'k> {
    cast: Cast<'k>,
    reader: Reader<'k>,
}

enum Reader<'k> {
    Icews(icews::Reader<'k>),
    Gdelt(gdelt::Reader<'k>),
    Polecat(polecat::Reader<'k>),
    Plover(plover::Reader<'k>),
}

impl<'k> Importer<'k> {
    /// For a file of this form, whose events have reports of `file`.
    pub fn new(format: Format, file: ArticleId, ontology: &'k Ontology, names: &'k dyn Names) -> Self {
        let maker = row::Maker::new(file, format, ontology);
        let reader = match format {
            Format::Icews => Reader::Icews(icews::Reader::new(maker)),
            Format::Gdelt1 => Reader::Gdelt(gdelt::Reader::new(maker, gdelt::FIRST)),
            Format::Gdelt2 => Reader::Gdelt(gdelt::Reader::new(maker, gdelt::SECOND)),
            Format::Polecat => Reader::Polecat(polecat::Reader::new(maker)),
            Format::Plover => Reader::Plover(plover::Reader::new(maker)),
        };
        Self { cast: Cast::new(names), reader }
    }

    /// The event of a line.
    pub fn row(&mut self, line: &Line<'_>) -> Row {
        let Some(text) = line.text.as_deref() else { return Row::Rejected("the line is longer than a mebibyte".into()) };
        if text.trim().is_empty() {
            return Row::Nothing;
        }
        let read = match &mut self.reader {
            Reader::Icews(reader) => reader.row(line.number, text, &mut self.cast),
            Reader::Gdelt(reader) => reader.row(text, &mut self.cast),
            Reader::Polecat(reader) => reader.row(line.number, text, &mut self.cast),
            Reader::Plover(reader) => reader.row(text, &mut self.cast),
        };
        match read {
            Ok(Some(event)) => Row::Event(Box::new(event)),
            Ok(None) => Row::Nothing,
            Err(reason) => Row::Rejected(reason),
        }
    }

    /// The actors of the events that were made since the last call.
    pub fn take_actors(&mut self) -> Vec<Actor> {
        self.cast.take()
    }
}
