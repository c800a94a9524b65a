//! What the rows of all forms have in common.

use chancery_core::{
    Actor, ArticleId, Codes, Corrected, CountryCode, DateRange, Event, EventId, EventType, Ontology, Phrase, Place, PlacePrecision, Reading, Report,
    Role, Span, Status,
};
use jiff::civil::Date;
use std::sync::Arc;

use super::Format;
use crate::who::participant;

/// Makes events of what rows tell.
pub(super) struct Maker<'k> {
    pub ontology: &'k Ontology,
    file: ArticleId,
    rule: String,
}

/// What a row tells.
pub(super) struct Told {
    pub id: EventId,
    pub kind: EventType,
    pub status: Status,
    pub codes: Codes,
    pub date: Option<DateRange>,
    /// The day of the article that told it to the field.
    pub published_on: Option<Date>,
    /// Who, in which role, for which country where the row says so.
    pub cast: Vec<(Arc<Actor>, Role, Option<CountryCode>)>,
    pub place: Option<Place>,
    /// The row's own words: what it calls the event, and where it has it from.
    pub words: String,
    /// How sure whoever filed it was, 0 to 1; a file that does not tell is taken as it is.
    pub confidence: f32,
}

/// What an event is that was filed under some code.
pub(super) struct Filed<'o> {
    pub reading: &'o Reading,
    pub codes: Codes,
}

impl<'k> Maker<'k> {
    pub fn new(file: ArticleId, format: Format, ontology: &'k Ontology) -> Self {
        Self { ontology, file, rule: format!("import.{format}") }
    }

    /// The CAMEO code that a file has: with the nought that a spreadsheet has cut off ("40" is 040), and three digits for a root ("04").
    pub fn cameo(&self, code: &str) -> Result<&str, String> {
        let exact = |code: &str| self.ontology.cameo_code(code);
        let found = exact(code).or_else(|| exact(&format!("0{code}"))).or_else(|| exact(&format!("{code}0")));
        found.ok_or_else(|| format!("no CAMEO code: {:?}", shown(code)))
    }

    /// The CAMEO code of a label.
    pub fn labelled(&self, label: &str) -> Result<&str, String> {
        self.ontology.cameo_labelled(label).ok_or_else(|| format!("no label of CAMEO: {:?}", shown(label)))
    }

    /// What an event under a CAMEO code is, and all its codes.
    pub fn filed(&self, cameo: &str) -> Result<(&Reading, Codes), String> {
        self.ontology.reading(cameo).zip(self.ontology.codes_filed(cameo)).ok_or_else(|| format!("no CAMEO code: {:?}", shown(cameo)))
    }

    /// What an event under a PLOVER event and mode is, and all its codes.
    pub fn plover(&self, event: &str, mode: Option<&str>, contexts: Vec<String>) -> Result<Filed<'_>, String> {
        let cameo = self.ontology.cameo_of_plover(event, mode).ok_or_else(|| format!("no event of PLOVER: {:?}", shown(event)))?;
        let reading = self.ontology.reading(cameo).ok_or_else(|| format!("no CAMEO code: {cameo:?}"))?;
        Ok(Filed { reading, codes: self.ontology.codes_of_plover(event, mode, contexts, cameo) })
    }

    /// The event, whose only report is that of the file. The file's text is not kept, so its words have no place in it.
    pub fn event(&self, told: Told) -> Result<Event, String> {
        let mut participants = Vec::with_capacity(told.cast.len());
        for (actor, role, country) in &told.cast {
            let one = participant(actor, *role, told.date.map(|date| date.start), *country);
            if !participants.iter().any(|other: &chancery_core::Participant| other.actor == one.actor && other.role == one.role) {
                participants.push(one);
            }
        }
        if participants.is_empty() {
            return Err("no actor is named".into());
        }
        let report = Report {
            article: self.file.clone(),
            published_on: told.published_on,
            status: told.status,
            evidence: Phrase { text: told.words, span: Span::new(0, 0) },
            trigger: None,
            mentions: Vec::new(),
            date: None,
            place: None,
            attribution: None,
            rule: self.rule.clone(),
            confidence: told.confidence,
        };
        Ok(Event {
            id: told.id,
            kind: told.kind,
            status: told.status,
            participants,
            date: told.date,
            place: told.place,
            codes: told.codes,
            confidence: told.confidence,
            corrected: Corrected::default(),
            reports: vec![report],
        })
    }
}

/// As much of a cell as a message can hold.
pub(super) fn shown(cell: &str) -> String {
    cell.chars().take(80).collect()
}

/// A place of these parts, the narrowest first; none where nothing is told.
pub(super) fn place(parts: [Option<&str>; 4], country: Option<CountryCode>, at: Option<(f64, f64)>) -> Option<Place> {
    let names: Vec<&str> = parts.into_iter().flatten().collect();
    let name = names.first()?;
    let precision = match parts {
        [Some(_), ..] => PlacePrecision::City,
        [None, None, None, _] => PlacePrecision::Country,
        _ => PlacePrecision::Region,
    };
    let within = names.get(1).map(|&name| name.to_owned());
    Some(Place { name: (*name).to_owned(), within, country, lat: at.map(|(lat, _)| lat), lon: at.map(|(_, lon)| lon), precision })
}

/// Degrees north and east; none where one is missing, no number, or not on the globe.
pub(super) fn coordinates(lat: Option<&str>, lon: Option<&str>) -> Option<(f64, f64)> {
    let degrees = |cell: Option<&str>, most: f64| cell?.parse::<f64>().ok().filter(|number| number.abs() <= most);
    Some((degrees(lat, 90.0)?, degrees(lon, 180.0)?))
}

/// A score on Goldstein's scale, -10 to 10; none for anything else.
pub(super) fn score(cell: Option<&str>) -> Option<f32> {
    cell?.parse::<f32>().ok().filter(|score| score.abs() <= 10.0)
}

/// A day as `2018-06-01` or `20180601`.
pub(super) fn day(cell: &str) -> Option<Date> {
    let digits: String = cell.get(..10).unwrap_or(cell).chars().filter(|c| *c != '-').collect();
    let plain = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse::<i16>().ok());
    plain.then(|| Date::new(number(0..4)?, i8::try_from(number(4..6)?).ok()?, i8::try_from(number(6..8)?).ok()?).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_degrees_are_read_or_refused() {
        assert_eq!(day("20180601"), day("2018-06-01"));
        assert_eq!(day("2018-06-01").unwrap().to_string(), "2018-06-01");
        for wrong in ["", "2018", "20181301", "2018-02-30", "today", "1/6/2018"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
        assert_eq!(coordinates(Some("21.02"), Some("105.8")), Some((21.02, 105.8)));
        assert_eq!(coordinates(Some("91"), Some("0")), None);
        assert_eq!((score(Some("-7.2")), score(Some("10.1")), score(Some("NaN")), score(None)), (Some(-7.2), None, None, None));
    }
}
