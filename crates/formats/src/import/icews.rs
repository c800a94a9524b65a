//! ICEWS: 20 columns as published, with or without their header, with the two more of the R package; and the four of date, source, relation and
//! target to which research sets cut them.

use chancery_core::{DateRange, Event, EventId};

use super::row::{Maker, Told, coordinates, day, place, score, shown};
use crate::{
    table::{Cells, Layout},
    who::{Cast, Hints, Party, country_of},
};

const COLUMNS: [&str; 20] = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];
const ID: usize = 0;
const DATE: usize = 1;
const SOURCE: usize = 2;
const SOURCE_SECTORS: usize = 3;
const SOURCE_COUNTRY: usize = 4;
const TEXT: usize = 5;
const CODE: usize = 6;
const INTENSITY: usize = 7;
const TARGET: usize = 8;
const TARGET_SECTORS: usize = 9;
const TARGET_COUNTRY: usize = 10;
const STORY: usize = 11;
const SENTENCE: usize = 12;
const PUBLISHER: usize = 13;
const CITY: usize = 14;
const DISTRICT: usize = 15;
const PROVINCE: usize = 16;
const COUNTRY: usize = 17;
const LATITUDE: usize = 18;
const LONGITUDE: usize = 19;
/// The columns of the short form.
const SHORT: [&str; 4] = ["date", "source", "relation", "target"];

pub(super) struct Reader<'k> {
    maker: Maker<'k>,
    /// The columns, once the first line has told them.
    layout: Option<(Form, Layout)>,
}

#[derive(Clone, Copy)]
enum Form {
    Long,
    Short,
}

impl<'k> Reader<'k> {
    pub fn new(maker: Maker<'k>) -> Self {
        Self { maker, layout: None }
    }

    /// The event of a line, or none for a header.
    pub fn row(&mut self, number: u64, line: &str, cast: &mut Cast<'_>) -> Result<Option<Event>, String> {
        if number == 1 {
            self.layout = header(line);
            if self.layout.is_some() {
                return Ok(None);
            }
        }
        if self.layout.is_none() {
            self.layout = headless(line);
        }
        let wrong = || format!("{} columns parted by tabs; accepted are ICEWS's 20, or 4: date, source, relation, target", width(line));
        let (form, layout) = self.layout.as_ref().ok_or_else(wrong)?;
        let cells = layout.cells(line);
        if cells.len() != layout.width() {
            return Err(format!("{} columns, but the first line has {}", cells.len(), layout.width()));
        }
        match form {
            Form::Long => self.long(&cells, cast).map(Some),
            Form::Short => self.short(&cells, cast).map(Some),
        }
    }

    fn long(&self, cells: &Cells<'_>, cast: &mut Cast<'_>) -> Result<Event, String> {
        let date = cells.get(DATE).and_then(day).ok_or_else(|| no_day(cells.get(DATE)))?;
        let id = cells.get(ID).ok_or("no Event ID")?;
        let code = match (cells.get(CODE), cells.get(TEXT)) {
            (Some(code), _) => self.maker.cameo(code)?,
            (None, Some(label)) => self.maker.labelled(label)?,
            (None, None) => return Err("neither a CAMEO Code nor an Event Text".into()),
        };
        let actor = |cast: &mut Cast<'_>, name: usize, sectors: usize, country: usize| {
            let hints = Hints { country: cells.get(country), sectors: cells.get(sectors) };
            cells.get(name).and_then(|name| cast.named(name, hints)).map(|actor| (actor, cells.get(country).and_then(country_of)))
        };
        let source = actor(cast, SOURCE, SOURCE_SECTORS, SOURCE_COUNTRY);
        let target = actor(cast, TARGET, TARGET_SECTORS, TARGET_COUNTRY);
        let country = cells.get(COUNTRY).and_then(country_of);
        let parts = [CITY, DISTRICT, PROVINCE, COUNTRY].map(|column| cells.get(column));
        let mut words = cells.get(TEXT).unwrap_or(code).to_owned();
        if let Some(publisher) = cells.get(PUBLISHER) {
            words += &format!(" ({publisher}");
            words += &cells.get(STORY).map(|story| format!(", story {story}")).unwrap_or_default();
            words += &cells.get(SENTENCE).map(|sentence| format!(", sentence {sentence}")).unwrap_or_default();
            words += ")";
        }
        let at = coordinates(cells.get(LATITUDE), cells.get(LONGITUDE));
        // An event's number begins anew: only with the day it is one event's.
        let id = EventId::derive(&["icews", &date.to_string(), id]);
        let told = Filed { id, code, date, place: place(parts, country, at), words };
        let mut event = self.event(told, source, target)?;
        event.codes.goldstein = score(cells.get(INTENSITY)).unwrap_or(event.codes.goldstein);
        Ok(event)
    }

    fn short(&self, cells: &Cells<'_>, cast: &mut Cast<'_>) -> Result<Event, String> {
        let date = cells.get(0).and_then(day).ok_or_else(|| no_day(cells.get(0)))?;
        let label = cells.get(2).ok_or("no relation")?;
        let code = self.maker.labelled(label)?;
        let actor = |cast: &mut Cast<'_>, name: usize| cells.get(name).and_then(|name| cast.named(name, Hints::default())).map(|actor| (actor, None));
        let (source, target) = (actor(cast, 1), actor(cast, 3));
        // The short form has no numbers: the same four cells are the same event.
        let parts = [0, 1, 2, 3].map(|column| cells.get(column).unwrap_or_default());
        let id = EventId::derive(&["icews", parts[0], parts[1], parts[2], parts[3]]);
        self.event(Filed { id, code, date, place: None, words: label.to_owned() }, source, target)
    }

    fn event(&self, filed: Filed<'_>, source: Option<Party>, target: Option<Party>) -> Result<Event, String> {
        let Filed { id, code, date, place, words } = filed;
        let (reading, codes) = self.maker.filed(code)?;
        let cast = [source, target].into_iter().zip(reading.roles).filter_map(|(party, role)| party.map(|(actor, country)| (actor, role, country)));
        self.maker.event(Told {
            id,
            kind: reading.kind.clone(),
            status: reading.status,
            codes,
            date: Some(DateRange::day(date)),
            published_on: Some(date),
            cast: cast.collect(),
            place,
            words,
            confidence: 1.0,
        })
    }
}

/// What a row files.
struct Filed<'r> {
    id: EventId,
    code: &'r str,
    date: jiff::civil::Date,
    place: Option<chancery_core::Place>,
    words: String,
}

/// The columns that a header names.
fn header(line: &str) -> Option<(Form, Layout)> {
    let long = || Layout::of_header(line, &COLUMNS, &[ID, DATE, SOURCE, CODE, TARGET]).map(|layout| (Form::Long, layout));
    let short = || Layout::of_header(line, &SHORT, &[0, 1, 2, 3]).map(|layout| (Form::Short, layout));
    long().or_else(short)
}

/// The columns of a file without a header, by the number of cells in a line.
fn headless(line: &str) -> Option<(Form, Layout)> {
    match width(line) {
        20 => Some((Form::Long, Layout::plain(20))),
        4 => Some((Form::Short, Layout::plain(4))),
        _ => None,
    }
}

fn width(line: &str) -> usize {
    line.split('\t').count()
}

fn no_day(cell: Option<&str>) -> String {
    format!("no day: {:?}; accepted are 2018-06-01 and 20180601", shown(cell.unwrap_or_default()))
}
