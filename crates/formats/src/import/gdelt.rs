//! GDELT: the 57 or 58 columns of version 1, the 61 of version 2, without a header.

use chancery_core::{ActorKind, CountryCode, DateRange, Event, EventId, Place, PlacePrecision};

use super::row::{Maker, Told, coordinates, day, score, shown};
use crate::{
    country, sector,
    table::{Cells, Layout},
    who::{self, Cast, Hints, Names, Party},
};

/// Columns that both versions have in the same place.
const ID: usize = 0;
const DATE: usize = 1;
const ACTORS: [usize; 2] = [5, 15];
const CODE: usize = 26;
const GOLDSTEIN: usize = 30;

/// Where a version has its other columns.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    widths: &'static [usize],
    /// The place of the event: type, name, country, region, degrees.
    place: [usize; 5],
    added: usize,
    url: usize,
}

/// Version 1; the URL is missing before April 2013.
pub(super) const FIRST: Columns = Columns { widths: &[57, 58], place: [49, 50, 51, 53, 54], added: 56, url: 57 };
/// Version 2.
pub(super) const SECOND: Columns = Columns { widths: &[61], place: [51, 52, 53, 56, 57], added: 59, url: 60 };

pub(super) struct Reader<'k> {
    maker: Maker<'k>,
    columns: Columns,
    layout: Layout,
}

impl<'k> Reader<'k> {
    pub fn new(maker: Maker<'k>, columns: Columns) -> Self {
        Self { maker, columns, layout: Layout::plain(columns.url + 1) }
    }

    /// The event of a line.
    pub fn row(&self, line: &str, cast: &mut Cast<'_>) -> Result<Option<Event>, String> {
        let cells = self.layout.cells(line);
        if !self.columns.widths.contains(&cells.len()) {
            let accepted: Vec<String> = self.columns.widths.iter().map(ToString::to_string).collect();
            return Err(format!("{} columns parted by tabs; accepted are {}", cells.len(), accepted.join(" or ")));
        }
        let id = cells.get(ID).unwrap_or_default();
        let id: u64 = id.parse().map_err(|_| format!("no GLOBALEVENTID: {:?}; accepted is a whole number", shown(id)))?;
        let date = cells.get(DATE).unwrap_or_default();
        let date = day(date).ok_or_else(|| format!("no SQLDATE: {:?}; accepted is 20181024", shown(date)))?;
        let code = self.maker.cameo(cells.get(CODE).ok_or("no EventCode")?)?;
        let (reading, mut codes) = self.maker.filed(code)?;
        codes.goldstein = score(cells.get(GOLDSTEIN)).unwrap_or(codes.goldstein);
        let label = || self.maker.ontology.cameo(code).map(|info| info.label.clone()).unwrap_or_default();
        let parties = ACTORS.into_iter().zip(reading.roles).filter_map(|(at, role)| {
            let (actor, country) = party(&cells, at, cast)?;
            Some((actor, role, country))
        });
        let told = Told {
            id: EventId(id),
            kind: reading.kind.clone(),
            status: reading.status,
            codes,
            date: Some(DateRange::day(date)),
            published_on: cells.get(self.columns.added).and_then(|cell| day(cell.get(..8)?)),
            cast: parties.collect(),
            place: self.place(&cells),
            words: cells.get(self.columns.url).map_or_else(label, str::to_owned),
            confidence: 1.0,
        };
        self.maker.event(told).map(Some)
    }

    fn place(&self, cells: &Cells<'_>) -> Option<Place> {
        let [kind, name, fips, lat, lon] = self.columns.place.map(|column| cells.get(column));
        let precision = match kind? {
            "1" => PlacePrecision::Country,
            "2" | "5" => PlacePrecision::Region,
            "3" | "4" => PlacePrecision::City,
            _ => return None,
        };
        let found = fips.and_then(country::by_fips);
        let parts: Vec<&str> = name?.split(", ").collect();
        let at = coordinates(lat, lon);
        // The last part is the country, which stands in a column of its own; what is left between is what the place lies in.
        let last_is_country = parts.len() > 1 && parts.last().copied().and_then(country::named).is_some();
        let within = &parts[1..parts.len() - usize::from(last_is_country)];
        Some(Place {
            name: parts[0].to_owned(),
            within: (!within.is_empty()).then(|| within.join(", ")),
            country: found.and_then(|found| found.code),
            lat: at.map(|(lat, _)| lat),
            lon: at.map(|(_, lon)| lon),
            precision,
        })
    }
}

/// An actor of GDELT: its code, name, country, group, ethnicity, two religions and three roles, in ten columns from `at`.
fn party(cells: &Cells<'_>, at: usize, cast: &mut Cast<'_>) -> Option<Party> {
    let cell = |column: usize| cells.get(at + column);
    let (code, name) = (cell(0), cell(1));
    let roles: Vec<&str> = [7, 8, 9].into_iter().filter_map(cell).collect();
    let coded = Coded { name: name.or(code)?, country: cell(2), only_country: (3..7).all(|column| cell(column).is_none()), roles: &roles };
    let country = coded.country.and_then(country::coded).and_then(|found| found.code);
    let key = format!("{}\t{}", code.unwrap_or_default(), coded.name);
    cast.remember(key, |names| coded.actor(names)).map(|actor| (actor, country))
}

/// What the columns of an actor say.
struct Coded<'c> {
    name: &'c str,
    country: Option<&'c str>,
    /// Whether neither a group nor an ethnicity nor a religion is told.
    only_country: bool,
    roles: &'c [&'c str],
}

impl Coded<'_> {
    /// GDELT writes names in capitals as news has them ("PRESIDENT", "BEIJING") and identifies actors by their codes, so the code decides unless
    /// the name is one of somebody who is known. A name in small letters too is one that Chancery has written, and decides alone.
    fn actor(&self, names: &dyn Names) -> Option<chancery_core::Actor> {
        let hints = Hints { country: self.country, sectors: None };
        if self.name.chars().any(char::is_lowercase) {
            let plain = who::named(names, self.name, hints)?;
            let sector = plain.sector.or_else(|| sector::of_cameo(self.roles.first()?).map(|role| role.0));
            return Some(chancery_core::Actor { sector, ..plain });
        }
        let home = self.country.and_then(country::coded);
        if let Some(home) = home.filter(|_| self.roles.is_empty() && self.only_country) {
            return who::country_actor(home);
        }
        if let Some(known) = self.known(names, home.and_then(|home| home.code)) {
            return Some(known);
        }
        let roles: Vec<&str> = self.roles.iter().filter_map(|code| sector::of_cameo(code)).map(|(_, word, _)| word).collect();
        let mut words = roles.clone();
        words.dedup();
        match (home, &words[..]) {
            (_, []) => who::named(names, &self.capitalised(), hints),
            (Some(home), words) => who::named(names, &format!("{} ({})", words.join(" / "), home.name), hints),
            (None, words) => who::named(names, &words.join(" / "), hints),
        }
    }

    /// Somebody who is known by this name, and not for another country than the code says.
    fn known(&self, names: &dyn Names, country: Option<CountryCode>) -> Option<chancery_core::Actor> {
        let name = self.name.strip_prefix("THE ").unwrap_or(self.name);
        let found = names.find(name).filter(|found| found.kind != ActorKind::Country && (found.sector.is_some() || self.roles.is_empty()))?;
        let same = country.is_none() || found.country.is_none() || found.country == country;
        same.then_some(found)
    }

    fn capitalised(&self) -> String {
        let region = self.country.filter(|_| self.only_country).and_then(region);
        region.map_or_else(|| self.name.split_whitespace().map(capitalised).collect::<Vec<_>>().join(" "), str::to_owned)
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect()).unwrap_or_default()
}

/// A part of the world by its CAMEO code.
fn region(code: &str) -> Option<&'static str> {
    let rows = include_str!("../../data/regions.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(|line| line.split_once('\t')).find(|(known, _)| *known == code).map(|(_, name)| name)
}
