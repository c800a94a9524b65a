//! The way back: what the codes of the field, under which others have filed an event, are to Chancery.

use super::{Codes, Ontology, OntologyError, Shape, optional, quad_class, rows};
use crate::{Event, EventType, Role, Status, same::ahead};

/// What an event of a CAMEO code is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Its type.
    pub kind: EventType,
    /// Whether it happened or is only intended.
    pub status: Status,
    /// The role of the actor that the field names first, and of the one it names second.
    pub roles: [Role; 2],
}

impl Ontology {
    /// What an event of this CAMEO code is: the row of `data/cameo_types.tsv` with the longest beginning of the code decides. None for a
    /// code that CAMEO does not have.
    pub fn reading(&self, cameo: &str) -> Option<&Reading> {
        let code = self.cameo.contains_key(cameo).then_some(cameo)?;
        (1..=code.len()).rev().find_map(|len| self.readings.get(code.get(..len)?))
    }

    /// The code as the table of CAMEO has it; none for a code that CAMEO does not have.
    pub fn cameo_code(&self, code: &str) -> Option<&str> {
        self.cameo.get_key_value(code).map(|(code, _)| code.as_str())
    }

    /// The CAMEO code with this label, as the codebook or ICEWS words it; case is not looked at.
    pub fn cameo_labelled(&self, label: &str) -> Option<&str> {
        self.labels.get(&label.trim().to_lowercase()).map(String::as_str)
    }

    /// The CAMEO code that stands for a PLOVER event and mode: that of the type which is just that event and mode; else the first code of them,
    /// before all one whose type is of that event; else that of the event's own type. None for an event that PLOVER does not have.
    pub fn cameo_of_plover(&self, event: &str, mode: Option<&str>) -> Option<&str> {
        let of_event = || self.types.iter().filter(|info| info.plover.as_deref() == Some(event));
        if let Some(info) = of_event().find(|info| mode.is_some() && info.mode.as_deref() == mode) {
            return Some(&info.cameo);
        }
        let codes = mode.and_then(|mode| self.by_plover.get(&(event.to_owned(), mode.to_owned()))).map_or(&[][..], Vec::as_slice);
        let same =
            |code: &&String| self.reading(code).and_then(|reading| self.get(&reading.kind)).is_some_and(|info| info.plover.as_deref() == Some(event));
        if let Some(code) = codes.iter().find(same).or(codes.first()) {
            return Some(code);
        }
        // An act at somebody is the wider one: support is, a signed agreement is not, all that SUPPORT says.
        let plain = || of_event().filter(|info| info.mode.is_none());
        plain().find(|info| info.shape == Shape::Directed).or_else(|| plain().next()).map(|info| info.cameo.as_str())
    }

    /// The codes of an event that turns out to be of another type or status; none where they stay as they are, or for a type that the ontology
    /// does not have. The narrower code of its words stays with an event of the same type.
    pub fn recoded(&self, event: &Event, kind: &EventType, status: Status) -> Option<Codes> {
        if *kind != event.kind {
            return self.codes(kind, status, None, None);
        }
        let info = self.get(kind)?;
        let planned = info.planned.as_ref().filter(|_| ahead(status) != ahead(event.status))?;
        let narrower = Some(&event.codes.cameo).filter(|&code| code != planned && *code != info.cameo);
        let mode = event.codes.mode.as_deref().filter(|_| event.codes.cameo != *planned);
        self.codes(kind, status, narrower.map(String::as_str), mode)
    }

    /// Whether PLOVER has an event of this name.
    pub fn is_plover(&self, event: &str) -> bool {
        self.plover.contains_key(&(event.to_owned(), None))
    }

    /// The codes of an event that was filed under a CAMEO code, with that very code. None for a code that CAMEO does not have.
    pub fn codes_filed(&self, cameo: &str) -> Option<Codes> {
        let reading = self.reading(cameo)?;
        let info = self.cameo(cameo)?;
        let codes = self.codes(&reading.kind, reading.status, Some(cameo), info.mode.as_deref())?;
        Some(Codes { cameo: cameo.to_owned(), contexts: info.contexts.clone(), goldstein: info.goldstein, ..codes })
    }

    /// The codes of an event that was filed under a PLOVER event and mode, beside the CAMEO code that stands for it.
    pub fn codes_of_plover(&self, event: &str, mode: Option<&str>, contexts: Vec<String>, cameo: &str) -> Codes {
        let find = |mode: Option<&str>| self.plover.get(&(event.to_owned(), mode.map(str::to_owned)));
        let scored = find(mode).or_else(|| find(None));
        Codes {
            plover: Some(event.to_owned()),
            mode: mode.map(str::to_owned),
            contexts,
            cameo: cameo.to_owned(),
            quad_class: scored.map_or_else(|| quad_class(cameo), |&(quad, _)| quad),
            goldstein: self.cameo(cameo).map_or(0.0, |info| info.goldstein),
            plover_score: scored.map(|&(_, score)| score),
        }
    }

    pub(super) fn read_readings(&mut self, file: &str, table: &str) -> Result<(), OntologyError> {
        for (line, row) in rows(file, table, 5)? {
            let wrong = |error: crate::Unknown| OntologyError { file: file.into(), line, reason: error.to_string() };
            let reading = Reading {
                kind: row[1].parse().map_err(wrong)?,
                status: row[2].parse().map_err(wrong)?,
                roles: [row[3].parse().map_err(wrong)?, row[4].parse().map_err(wrong)?],
            };
            self.readings.insert(row[0].into(), reading);
        }
        Ok(())
    }

    /// Takes in one row of the CAMEO table. Where two codes share a label, the first, which is the wider one, keeps it.
    pub(super) fn index_cameo(&mut self, row: &[&str]) {
        for label in [row[1], row[6]] {
            self.labels.entry(label.to_lowercase()).or_insert_with(|| row[0].into());
        }
        if let Some(class) = optional(row[2]).zip(optional(row[3])) {
            self.by_plover.entry(class).or_default().push(row[0].into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cameo_code_is_some_type_of_ours_and_keeps_its_code() {
        let ontology = Ontology::builtin();
        for code in ontology.cameo.keys() {
            let reading = ontology.reading(code).unwrap_or_else(|| panic!("{code} is no type"));
            assert!(ontology.get(&reading.kind).is_some(), "{code}: {}", reading.kind);
            assert_eq!(ontology.codes_filed(code).unwrap().cameo, *code);
        }
        assert_eq!(ontology.reading("999"), None);
    }

    #[test]
    fn a_host_is_named_first_and_a_plan_is_planned() {
        let ontology = Ontology::builtin();
        assert_eq!(ontology.reading("043").unwrap().roles, [Role::Host, Role::Source]);
        let planned = ontology.reading("036").unwrap();
        assert_eq!((planned.kind.as_str(), planned.status), ("meeting", Status::Planned));
        assert_eq!(ontology.codes_filed("0331").unwrap().plover.as_deref(), Some("AGREE"));
        assert_eq!(ontology.codes_filed("043").unwrap().mode.as_deref(), Some("visit"));
    }

    #[test]
    fn labels_and_plover_classes_find_their_codes() {
        let ontology = Ontology::builtin();
        assert_eq!(ontology.cameo_labelled("Fight with small arms and light weapons"), Some("193"));
        assert_eq!(ontology.cameo_labelled("Use tactics of violent repression"), Some("175"));
        assert_eq!(ontology.cameo_of_plover("CONSULT", Some("visit")), Some("042"));
        assert_eq!(ontology.cameo_of_plover("COERCE", Some("arrest")), Some("173"));
        assert_eq!(ontology.cameo_of_plover("COERCE", Some("restrict")), Some("172"), "an embargo is a sanction");
        assert_eq!(ontology.cameo_of_plover("COERCE", Some("deport")), Some("174"));
        assert_eq!(ontology.cameo_of_plover("SUPPORT", None), Some("051"));
        assert_eq!(ontology.cameo_of_plover("RETREAT", Some("resign")), Some("087"));
        assert_eq!(ontology.cameo_of_plover("MEET", None), None);
        assert!(ontology.is_plover("RETREAT") && !ontology.is_plover("RETREATS"));
    }

    #[test]
    fn another_type_or_status_brings_its_codes_and_a_narrower_one_stays() {
        let ontology = Ontology::builtin();
        let event = |kind: &str, status, narrower| {
            let kind: EventType = kind.parse().unwrap();
            let codes = ontology.codes(&kind, status, narrower, None).unwrap();
            let (id, corrected) = (crate::EventId(1), crate::Corrected::default());
            Event { id, kind, status, participants: vec![], date: None, place: None, codes, confidence: 1.0, corrected, reports: vec![] }
        };
        let recoded =
            |event: &Event, kind: &str, status| ontology.recoded(event, &kind.parse().unwrap(), status).map(|codes| (codes.cameo, codes.mode));
        let planned = event("visit", Status::Planned, None);
        assert_eq!(recoded(&planned, "visit", Status::Proposed), None, "it lies ahead still");
        assert_eq!(recoded(&planned, "visit", Status::Occurred), Some(("042".into(), Some("visit".into()))));
        assert_eq!(recoded(&planned, "accusation", Status::Planned), Some(("112".into(), None)));
        let released = event("withdrawal", Status::Occurred, Some("0841"));
        assert_eq!(recoded(&released, "withdrawal", Status::Planned), Some(("0356".into(), None)));
        assert_eq!(recoded(&released, "withdrawal", Status::Cancelled), None);
        let embargo = event("sanction", Status::Occurred, Some("163"));
        assert_eq!(recoded(&embargo, "sanction", Status::Planned), Some(("131".into(), None)), "an announced embargo is a threat");
        assert_eq!(recoded(&embargo, "sanction", Status::Denied), None, "a denied embargo has the code of an embargo");
        assert_eq!(recoded(&embargo, "blockade", Status::Occurred), None, "no such type");
    }
}
