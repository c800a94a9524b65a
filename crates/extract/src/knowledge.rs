//! All that extraction knows beforehand.

use chancery_core::Ontology;
use chancery_language::Language;

use crate::{events::ranker, forest::Forest, frames::Frames, gazetteer::Gazetteer, mentions::OwnNames, people::People, reader::Reader};

/// Names, triggers, codes and the language: made once, shared by all readers.
pub struct Knowledge {
    ontology: Ontology,
    frames: Frames,
    gazetteer: Gazetteer,
    people: People,
    own_names: OwnNames,
    language: &'static Language,
    reader: Option<&'static Reader>,
    ranker: &'static Forest,
}

/// A file of a user's rules that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct RuleError {
    /// The file.
    pub file: String,
    /// The line, counted from one.
    pub line: usize,
    /// What is wrong and what is accepted.
    pub reason: String,
}

impl Knowledge {
    /// What Chancery ships.
    pub fn builtin() -> Self {
        let ontology = Ontology::builtin();
        Self {
            frames: Frames::builtin(&ontology),
            ontology,
            gazetteer: Gazetteer::builtin(),
            people: People::builtin(),
            own_names: OwnNames::default(),
            language: Language::english(),
            reader: Some(Reader::builtin()),
            ranker: ranker::builtin(),
        }
    }

    /// The same with another learned reader, or with none: frames alone.
    pub fn with_reader(self, reader: Option<&'static Reader>) -> Self {
        Self { reader, ..self }
    }

    /// The same with another forest that ranks who takes part.
    pub fn with_ranker(self, ranker: &'static Forest) -> Self {
        Self { ranker, ..self }
    }

    /// Adds a file of a user's rules: `types.tsv` (types in the form of the shipped ones), `names.tsv` (see [`OwnNames::add`]), any
    /// `.txt` (frames). Types must be added before the frames that tell them.
    ///
    /// # Errors
    /// With file and line, where the file is not in its notation.
    pub fn add_rules(&mut self, file: &str, text: &str) -> Result<(), RuleError> {
        let error = |line: usize, reason: String| RuleError { file: file.to_owned(), line, reason };
        match file.rsplit('/').next().unwrap_or(file) {
            "types.tsv" => self.ontology.add_types(file, text).map_err(|wrong| error(wrong.line, wrong.reason)),
            "names.tsv" => self.own_names.add(text).map_err(|(line, reason)| error(line, reason)),
            name if name.ends_with(".txt") => self.frames.add(file, text, &self.ontology).map_err(|wrong| error(wrong.line, wrong.reason)),
            _ => Err(error(0, "no file of rules; accepted are types.tsv, names.tsv and frames in files that end in .txt".to_owned())),
        }
    }

    /// The learned reader, where it takes part.
    pub fn reader(&self) -> Option<&'static Reader> {
        self.reader
    }

    /// The forest that ranks who takes part; it speaks only where the learned reader does.
    pub fn ranker(&self) -> Option<&'static Forest> {
        self.reader.map(|_| self.ranker)
    }

    /// The names that a user added.
    pub fn own_names(&self) -> &OwnNames {
        &self.own_names
    }

    /// The event types and their codes.
    pub fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    /// The triggers.
    pub fn frames(&self) -> &Frames {
        &self.frames
    }

    /// The names.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// The nouns for people.
    pub fn people(&self) -> &People {
        &self.people
    }

    /// The tagger and parser.
    pub fn language(&self) -> &'static Language {
        self.language
    }
}
