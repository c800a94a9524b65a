//! All that extraction knows beforehand.

use chancery_core::Ontology;
use chancery_language::Language;

use crate::{frames::Frames, gazetteer::Gazetteer, people::People};

/// Names, triggers, codes and the language: made once, shared by all readers.
pub struct Knowledge {
    ontology: Ontology,
    frames: Frames,
    gazetteer: Gazetteer,
    people: People,
    language: &'static Language,
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
            language: Language::english(),
        }
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
