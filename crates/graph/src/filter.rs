//! Which events are meant.

use chancery_core::{ActorId, CountryCode, EventType, Ontology, Role, Status};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Which events are meant. Values of one field mean or, different fields mean and; an empty field says nothing.
///
/// Pairs, networks, paths, series and counts follow from the selected events.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Filter {
    /// At which level actors are named and paired.
    pub level: Level,
    /// One of these takes part. Pairs are then those that hold one of them.
    pub actor: Vec<ActorId>,
    /// One of these takes part as another's counterpart.
    pub with: Vec<ActorId>,
    /// The types; none means every type, an empty list no event at all.
    #[serde(rename = "type")]
    pub kinds: Option<Vec<EventType>>,
    /// The role of the actor named in `actor`, or of anyone where none is named.
    #[serde(rename = "role")]
    pub roles: Vec<Role>,
    /// The status, as known on `as_of`.
    #[serde(rename = "status")]
    pub statuses: Vec<Status>,
    /// First day of the window.
    pub from: Option<Date>,
    /// Last day of the window.
    pub to: Option<Date>,
    /// Whether events without a date are let into the window.
    pub undated: bool,
    /// Name of the place, of what it lies in, or its country (code or name).
    #[serde(rename = "place")]
    pub places: Vec<String>,
    /// Country of a participant.
    #[serde(rename = "country")]
    pub countries: Vec<CountryCode>,
    /// Least confidence.
    pub min_confidence: Option<f32>,
    /// Who published an article that tells it.
    #[serde(rename = "source")]
    pub sources: Vec<String>,
    /// Only what was known by the end of this day, as it was known then.
    pub as_of: Option<Date>,
}

/// At which level actors are named and paired.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// As told: a person where one is named.
    #[default]
    Actor,
    /// Persons only.
    Person,
    /// The country that a participant is or acts for at the event's date; who has none stays itself.
    Country,
}

impl Level {
    /// Every level.
    pub const ALL: &'static [Self] = &[Self::Actor, Self::Person, Self::Country];

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Person => "person",
            Self::Country => "country",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Level {
    type Err = chancery_core::Unknown;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || chancery_core::Unknown { what: "level", given: text.chars().take(80).collect() };
        Self::ALL.iter().copied().find(|level| level.as_str() == text).ok_or_else(unknown)
    }
}

impl Filter {
    /// The events in which the participants have met: types that the ontology says so of, narrowed by the types asked for.
    #[must_use]
    pub fn met(mut self, ontology: &Ontology) -> Self {
        let met = ontology.types().iter().filter(|info| info.met).map(|info| info.name.clone());
        self.kinds = Some(match self.kinds {
            None => met.collect(),
            Some(asked) => met.filter(|kind| asked.contains(kind)).collect(),
        });
        self.happened()
    }

    /// The events that happened or are happening, unless a status is asked for.
    #[must_use]
    pub fn happened(mut self) -> Self {
        if self.statuses.is_empty() {
            self.statuses = vec![Status::Occurred, Status::Ongoing];
        }
        self
    }
}
