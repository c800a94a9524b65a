//! POLECAT: 40 columns with a header, several values of a cell parted by "; ".

use chancery_core::{DateRange, Event, EventId, Sector};
use std::sync::Arc;

use super::row::{Maker, Told, coordinates, day, place, score, shown};
use crate::{
    sector,
    table::{Cells, Layout},
    who::{self, Cast, Hints, Party, country_of},
};

/// The columns that are read, with the other names that they have had.
const COLUMNS: [&str; 24] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity|Event Intensity",
    "Contexts|Event Contexts",
    "Actor Name",
    "Actor Country",
    "Primary Actor Sector",
    "Actor Title",
    "Recipient Name",
    "Recipient Country",
    "Primary Recipient Sector",
    "Recipient Title",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "Source",
    "Publication Date",
    "Raw Placename",
];
const ID: usize = 0;
const DATE: usize = 1;
const TYPE: usize = 2;
const MODE: usize = 3;
const INTENSITY: usize = 4;
const CONTEXTS: usize = 5;
/// Name, country and sector of the actor and of the recipient.
const SIDES: [[usize; 3]; 2] = [[6, 7, 8], [10, 11, 12]];
const PLACE: [usize; 4] = [15, 16, 17, 18];
const PLACENAME: usize = 14;
const COUNTRY: usize = 18;
const DEGREES: [usize; 2] = [19, 20];
const SOURCE: usize = 21;
const PUBLISHED: usize = 22;

pub(super) struct Reader<'k> {
    maker: Maker<'k>,
    layout: Option<Layout>,
}

impl<'k> Reader<'k> {
    pub fn new(maker: Maker<'k>) -> Self {
        Self { maker, layout: None }
    }

    /// The event of a line, or none for the header.
    pub fn row(&mut self, number: u64, line: &str, cast: &mut Cast<'_>) -> Result<Option<Event>, String> {
        if number == 1 {
            self.layout = Layout::of_header(line, &COLUMNS, &[ID, DATE, TYPE, SIDES[0][0], SIDES[1][0]]);
            if self.layout.is_some() {
                return Ok(None);
            }
        }
        let layout = self.layout.as_ref().ok_or("the file does not begin with POLECAT's header (Event ID, Event Date, Event Type, ...)")?;
        let cells = layout.cells(line);
        // Empty cells at the end are some editor's; anything else says that the cells stand under other columns than their own.
        if cells.len() < layout.width() || line.split('\t').skip(layout.width()).any(|cell| !cell.trim().is_empty()) {
            return Err(format!("{} columns, but the header has {}", cells.len(), layout.width()));
        }
        self.event(&cells, cast).map(Some)
    }

    fn event(&self, cells: &Cells<'_>, cast: &mut Cast<'_>) -> Result<Event, String> {
        let id = cells.get(ID).ok_or("no Event ID")?;
        let date = cells.get(DATE).unwrap_or_default();
        let date = day(date).ok_or_else(|| format!("no Event Date: {:?}; accepted is 2018-06-01", shown(date)))?;
        let kind = cells.get(TYPE).unwrap_or_default().to_uppercase();
        let mode = cells.get(MODE).and_then(|cell| list(cell).next()).map(|mode| mode.to_lowercase());
        let contexts = cells.get(CONTEXTS).map(|cell| list(cell).map(str::to_owned).collect()).unwrap_or_default();
        let mut filed = self.maker.plover(&kind, mode.as_deref(), contexts)?;
        filed.codes.plover_score = score(cells.get(INTENSITY)).or(filed.codes.plover_score);
        let mut parties = Vec::new();
        for (side, role) in SIDES.into_iter().zip(filed.reading.roles) {
            parties.extend(party(side.map(|column| cells.get(column)), cast).into_iter().map(|(actor, country)| (actor, role, country)));
        }
        let country = cells.get(COUNTRY).and_then(country_of);
        let mut parts = PLACE.map(|column| cells.get(column));
        if parts[..3].iter().all(Option::is_none) {
            parts[0] = cells.get(PLACENAME).filter(|name| Some(*name) != parts[3]);
        }
        let [lat, lon] = DEGREES.map(|column| cells.get(column));
        let words = [Some(kind.as_str()), mode.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        self.maker.event(Told {
            id: EventId::derive(&["polecat", id]),
            kind: filed.reading.kind.clone(),
            status: filed.reading.status,
            codes: filed.codes,
            date: Some(DateRange::day(date)),
            published_on: cells.get(PUBLISHED).and_then(day),
            cast: parties,
            place: place(parts, country, coordinates(lat, lon)),
            words: cells.get(SOURCE).map_or_else(|| words.clone(), |source| format!("{words} ({source})")),
            confidence: 1.0,
        })
    }
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|item| !item.is_empty() && *item != "None")
}

/// Everybody on one side. Names and countries stand in the same order; where there are fewer countries than names, the last one holds for the rest.
fn party([names, countries, sectors]: [Option<&str>; 3], cast: &mut Cast<'_>) -> Vec<Party> {
    let countries: Vec<&str> = countries.map(|cell| list(cell).collect()).unwrap_or_default();
    let sector = sectors.and_then(|cell| list(cell).next());
    let home = |number: usize| countries.get(number).or(countries.last()).copied();
    let named: Vec<&str> = names.map(|cell| list(cell).collect()).unwrap_or_default();
    let found = |actor: Option<Arc<chancery_core::Actor>>, country: Option<&str>| actor.map(|actor| (actor, country.and_then(country_of)));
    if named.is_empty() {
        // Nobody is named: the government of a country, or the country itself.
        let unnamed = |country: Option<&&str>, cast: &mut Cast<'_>| {
            let country = country.copied();
            found(cast.remember(format!("\t{sector:?}\t{country:?}"), |names| unnamed(names, sector, country)), country)
        };
        let countries: Vec<Option<&&str>> = if countries.is_empty() { vec![None] } else { countries.iter().map(Some).collect() };
        return countries.into_iter().filter_map(|country| unnamed(country, cast)).collect();
    }
    let known = |(number, name): (usize, &&str)| found(cast.filed(name, home(number), sector.and_then(|code| code.parse().ok())), home(number));
    named.iter().enumerate().filter_map(known).collect()
}

/// Whoever acts in a sector for a country, or anywhere.
fn unnamed(names: &dyn who::Names, sector: Option<&str>, country: Option<&str>) -> Option<chancery_core::Actor> {
    let word = sector.and_then(|code| code.parse::<Sector>().ok()).map(sector::word);
    match (word, country) {
        (Some(word), Some(country)) => who::named(names, &format!("{word} ({country})"), Hints::default()),
        (Some(word), None) => who::named(names, word, Hints::default()),
        (None, country) => who::told_country(country?),
    }
}
