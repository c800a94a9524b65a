//! Event types and their codes in PLOVER and CAMEO, read from tables.
//!
//! A type says what an event is to Chancery; its [`Codes`] follow from the type, the status and, where the words say more, a narrower
//! CAMEO code of the trigger. All of it is data: `data/types.tsv`, `data/cameo.tsv`, `data/plover.tsv`, and files that a user adds.

use serde::{Deserialize, Serialize};
use std::{collections::HashMap, num::ParseFloatError, str::FromStr};

use crate::{EventType, Status};

mod coded;
pub use coded::Reading;

/// The event types and the field's codes.
#[derive(Clone, Debug, Default)]
pub struct Ontology {
    types: Vec<TypeInfo>,
    by_name: HashMap<EventType, usize>,
    cameo: HashMap<String, CameoInfo>,
    plover: HashMap<(String, Option<String>), (u8, f32)>,
    readings: HashMap<String, Reading>,
    labels: HashMap<String, String>,
    by_plover: HashMap<(String, String), Vec<String>>,
}

/// What is known of one event type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeInfo {
    /// Its name.
    pub name: EventType,
    /// Which roles its participants have.
    pub shape: Shape,
    /// PLOVER event of the type as occurred.
    pub plover: Option<String>,
    /// PLOVER mode of the type.
    pub mode: Option<String>,
    /// CAMEO code where the words say nothing narrower.
    pub cameo: String,
    /// CAMEO code of such an event that is only planned or proposed, where that changes the class.
    pub planned: Option<String>,
    /// Whether participants of such an event have met one another.
    pub met: bool,
    /// A word for people ("held talks").
    pub label: String,
}

crate::code::vocabulary! {
    /// Which roles the participants of a type have.
    Shape, "shape of a type" {
        /// Participants on equal terms.
        Symmetric = "symmetric",
        /// A source and a target.
        Directed = "directed",
        /// A visitor (source) and a host.
        Visit = "visit",
        /// A mediator between participants.
        Mediation = "mediation",
        /// A speaker and, where told, a target.
        Statement = "statement",
    }
}

/// One CAMEO code.
#[derive(Clone, Debug, PartialEq)]
pub struct CameoInfo {
    /// The code's label.
    pub label: String,
    /// The label that ICEWS uses.
    pub icews_label: String,
    /// PLOVER event it corresponds to.
    pub plover: Option<String>,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// Goldstein score, -10 to 10.
    pub goldstein: f32,
}

/// What an event is in the codes of the field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Codes {
    /// PLOVER event, none for a mere statement.
    pub plover: Option<String>,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// CAMEO code.
    pub cameo: String,
    /// Quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad_class: u8,
    /// Goldstein score, -10 to 10.
    pub goldstein: f32,
    /// PLOVER score, -10 to 10.
    pub plover_score: Option<f32>,
}

/// A table of codes that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct OntologyError {
    /// The file.
    pub file: String,
    /// The line, counted from one.
    pub line: usize,
    /// What is wrong and what is accepted.
    pub reason: String,
}

impl Ontology {
    /// The types and codes that Chancery ships.
    pub fn builtin() -> Self {
        let mut ontology = Self::default();
        ontology.read_cameo("cameo.tsv", include_str!("../data/cameo.tsv")).expect("the shipped CAMEO table is well-formed");
        ontology.read_plover("plover.tsv", include_str!("../data/plover.tsv")).expect("the shipped PLOVER table is well-formed");
        ontology.add_types("types.tsv", include_str!("../data/types.tsv")).expect("the shipped types are well-formed");
        ontology.read_readings("cameo_types.tsv", include_str!("../data/cameo_types.tsv")).expect("the shipped readings are well-formed");
        ontology
    }

    /// Adds types from a table in the form of `data/types.tsv`; a type of a known name replaces it.
    ///
    /// # Errors
    /// With file and line, when a column is missing or a word is none of its vocabulary.
    pub fn add_types(&mut self, file: &str, table: &str) -> Result<(), OntologyError> {
        for (line, row) in rows(file, table, 8)? {
            let wrong = |reason: String| OntologyError { file: file.into(), line, reason };
            let info = TypeInfo {
                name: row[0].parse().map_err(|error: crate::Unknown| wrong(error.to_string()))?,
                shape: Shape::from_str(row[1]).map_err(|error| {
                    wrong(format!("{error}; accepted are {}", Shape::ALL.iter().map(|shape| shape.as_str()).collect::<Vec<_>>().join(", ")))
                })?,
                plover: optional(row[2]),
                mode: optional(row[3]),
                cameo: row[4].into(),
                planned: optional(row[5]),
                met: row[6] == "yes",
                label: row[7].into(),
            };
            for code in [Some(&info.cameo), info.planned.as_ref()].into_iter().flatten() {
                if !self.cameo.contains_key(code) {
                    return Err(wrong(format!("no CAMEO code: {code:?}")));
                }
            }
            match self.by_name.get(&info.name) {
                Some(&index) => self.types[index] = info,
                None => {
                    self.by_name.insert(info.name.clone(), self.types.len());
                    self.types.push(info);
                }
            }
        }
        Ok(())
    }

    /// Every type, in the order of the tables.
    pub fn types(&self) -> &[TypeInfo] {
        &self.types
    }

    /// What is known of a type.
    pub fn get(&self, name: &EventType) -> Option<&TypeInfo> {
        self.by_name.get(name).map(|&index| &self.types[index])
    }

    /// What is known of a CAMEO code.
    pub fn cameo(&self, code: &str) -> Option<&CameoInfo> {
        self.cameo.get(code)
    }

    /// The codes of an event of type `kind` and status `status`; `narrower` is a CAMEO code that the trigger tells, `mode` a PLOVER
    /// mode that it tells. None for a type that the ontology does not have.
    ///
    /// What is only planned or proposed becomes AGREE where it is cooperative and THREATEN where it is a hostile deed (PLOVER codebook 2.0), by the code
    /// of the planned act.
    pub fn codes(&self, kind: &EventType, status: Status, narrower: Option<&str>, mode: Option<&str>) -> Option<Codes> {
        let info = self.get(kind)?;
        let future = crate::same::ahead(status);
        let planned = info.planned.as_deref().filter(|_| future);
        let code = planned.or(narrower.filter(|code| self.cameo.contains_key(*code))).unwrap_or(&info.cameo);
        let cameo = &self.cameo[code];
        let (plover, mode) = match planned {
            Some(_) => (cameo.plover.clone(), cameo.mode.clone()),
            // A narrower code may be of another class than its type: a deportation is COERCE, an expulsion SANCTION. Formal sanctions
            // are SANCTION under every code.
            None if narrower.is_some() && kind.as_str() != "sanction" && cameo.plover.is_some() && cameo.plover != info.plover => {
                (cameo.plover.clone(), mode.map(str::to_owned).or_else(|| cameo.mode.clone()))
            }
            None => {
                let told = mode.map(str::to_owned).or_else(|| cameo.mode.clone().filter(|_| narrower.is_some() && cameo.plover == info.plover));
                (info.plover.clone(), told.or_else(|| info.mode.clone()))
            }
        };
        let scored =
            plover.as_ref().and_then(|event| self.plover.get(&(event.clone(), mode.clone())).or_else(|| self.plover.get(&(event.clone(), None))));
        Some(Codes {
            mode,
            contexts: cameo.contexts.clone(),
            cameo: code.to_owned(),
            quad_class: scored.map_or_else(|| quad_class(code), |&(quad, _)| quad),
            goldstein: cameo.goldstein,
            plover_score: scored.map(|&(_, score)| score),
            plover,
        })
    }

    fn read_cameo(&mut self, file: &str, table: &str) -> Result<(), OntologyError> {
        for (line, row) in rows(file, table, 7)? {
            let info = CameoInfo {
                label: row[1].into(),
                icews_label: row[6].into(),
                plover: optional(row[2]),
                mode: optional(row[3]),
                contexts: row[4].split(',').filter(|context| !context.is_empty()).map(str::to_owned).collect(),
                goldstein: number(file, line, row[5])?,
            };
            self.index_cameo(&row);
            self.cameo.insert(row[0].into(), info);
        }
        Ok(())
    }

    fn read_plover(&mut self, file: &str, table: &str) -> Result<(), OntologyError> {
        for (line, row) in rows(file, table, 5)? {
            let quad = number(file, line, row[2])? as u8;
            // One mode has no score of its own in the codebook; it takes that of its event.
            let score = match row[4] {
                "" => self.plover.get(&(row[0].into(), None)).map_or(0.0, |&(_, score)| score),
                given => number(file, line, given)?,
            };
            self.plover.insert((row[0].into(), optional(row[1])), (quad, score));
        }
        Ok(())
    }
}

/// The quad class of a CAMEO code by its root, as GDELT assigns it.
pub fn quad_class(cameo: &str) -> u8 {
    match cameo.get(..2).and_then(|root| root.parse::<u8>().ok()) {
        Some(6..=8) => 2,
        Some(9..=13) => 3,
        Some(14..=20) => 4,
        _ => 1,
    }
}

fn optional(cell: &str) -> Option<String> {
    (!cell.is_empty() && cell != "-").then(|| cell.to_owned())
}

fn number(file: &str, line: usize, cell: &str) -> Result<f32, OntologyError> {
    cell.parse().map_err(|error: ParseFloatError| OntologyError { file: file.into(), line, reason: format!("no number: {cell:?} ({error})") })
}

/// The rows of a tab-separated table after its comments and its header, each with its line and exactly `columns` cells.
fn rows<'t>(file: &str, table: &'t str, columns: usize) -> Result<Vec<(usize, Vec<&'t str>)>, OntologyError> {
    let lines = table.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    lines
        .skip(1)
        .map(|(index, line)| {
            let row: Vec<&str> = line.split('\t').collect();
            let reason = || format!("{} columns, but {columns} are needed, parted by tabs", row.len());
            if row.len() == columns { Ok((index + 1, row)) } else { Err(OntologyError { file: file.into(), line: index + 1, reason: reason() }) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(kind: &str, status: Status, narrower: Option<&str>) -> Codes {
        Ontology::builtin().codes(&kind.parse().unwrap(), status, narrower, None).unwrap()
    }

    #[test]
    fn every_type_has_codes_in_every_status() {
        let ontology = Ontology::builtin();
        assert_eq!(ontology.types().len(), 23);
        for info in ontology.types() {
            for &status in Status::ALL {
                let codes = ontology.codes(&info.name, status, None, None).unwrap();
                assert_eq!(codes.plover.is_none(), info.name.as_str() == "statement", "{}", info.name);
                assert_eq!(codes.plover.is_some(), codes.plover_score.is_some(), "{}", info.name);
            }
        }
    }

    #[test]
    fn a_planned_visit_stays_a_visit_and_is_agree_in_plover() {
        let codes = codes("visit", Status::Planned, None);
        assert_eq!((codes.plover.as_deref(), codes.cameo.as_str(), codes.mode), (Some("AGREE"), "036", None));
    }

    #[test]
    fn a_promised_retreat_is_agree() {
        assert_eq!(codes("withdrawal", Status::Planned, None).plover.as_deref(), Some("AGREE"));
    }

    #[test]
    fn an_announced_embargo_is_threaten_and_a_planned_refusal_stays_one() {
        let codes = |kind| codes(kind, Status::Planned, None);
        assert_eq!((codes("sanction").plover.as_deref(), codes("sanction").cameo.as_str()), (Some("THREATEN"), "131"));
        assert_eq!(codes("attack").mode.as_deref(), Some("violence"));
        assert_eq!(codes("rejection").plover.as_deref(), Some("REJECT"));
    }

    #[test]
    fn a_narrower_code_brings_its_mode_and_score() {
        let codes = codes("withdrawal", Status::Occurred, Some("0841"));
        assert_eq!((codes.plover.as_deref(), codes.mode.as_deref(), codes.goldstein), (Some("RETREAT"), Some("release"), 7.0));
    }

    #[test]
    fn formal_sanctions_are_sanction_though_cameo_163_is_coerce() {
        let codes = codes("sanction", Status::Occurred, Some("163"));
        assert_eq!((codes.plover.as_deref(), codes.cameo.as_str(), codes.mode), (Some("SANCTION"), "163", None));
    }

    #[test]
    fn a_type_of_ones_own_needs_no_recompiling() {
        let mut ontology = Ontology::builtin();
        let head = "type\tshape\tplover\tmode\tcameo\tplanned\tmet\tlabel\n";
        ontology.add_types("own.tsv", &format!("{head}blockade\tdirected\tCOERCE\trestrict\t191\t-\tno\tblockaded\n")).unwrap();
        assert_eq!(ontology.codes(&"blockade".parse().unwrap(), Status::Occurred, None, None).unwrap().mode.as_deref(), Some("restrict"));
        let error = ontology.add_types("own.tsv", &format!("{head}blockade\tround\tCOERCE\t-\t191\t-\tno\tblockaded\n")).unwrap_err();
        assert_eq!(error.to_string(), "own.tsv:2: no shape of a type: \"round\"; accepted are symmetric, directed, visit, mediation, statement");
    }
}
