//! What a change of the store tells the graph: facts without words.

use jiff::civil::Date;
use std::sync::Arc;

use crate::{Actor, ActorId, ArticleId, CountryCode, DateRange, EventId, EventType, Place, Role, Status};

/// One row of the change log with all that the graph needs to follow it.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Its number. Numbers have no gaps and follow the order in which changes became visible.
    pub seq: i64,
    /// The article that was added or retracted, where it was one.
    pub article: Option<ArticleId>,
    /// Events that are new or not what they were before, as they are now.
    pub events: Vec<EventFacts>,
    /// Events that no report tells any more, or that a person says are none.
    pub removed: Vec<EventId>,
    /// Actors that are new or not what they were before.
    pub actors: Vec<Actor>,
}

/// An event without its words: what the graph keeps.
#[derive(Clone, Debug, PartialEq)]
pub struct EventFacts {
    /// Its name.
    pub id: EventId,
    /// What kind of event it is.
    pub kind: EventType,
    /// The statuses that articles told, each with the day from which it was known, oldest first; never empty. The last one is the status now.
    pub history: Vec<(Date, Status)>,
    /// When it happened.
    pub date: Option<DateRange>,
    /// Where it happened.
    pub place: Option<Place>,
    /// CAMEO code: the narrower kind, such as `085`, the lifting of sanctions.
    pub cameo: Arc<str>,
    /// Goldstein score, -10 to 10.
    pub goldstein: f32,
    /// Quad class, 1 to 4.
    pub quad_class: u8,
    /// How sure the extraction is, 0 to 1.
    pub confidence: f32,
    /// Who took part.
    pub participants: Vec<FactParticipant>,
    /// Who published the articles that tell it.
    pub sources: Vec<Arc<str>>,
    /// How many articles tell it.
    pub reports: u32,
}

/// An actor in an event, without words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FactParticipant {
    /// Who.
    pub actor: ActorId,
    /// The country the actor is, or acts for at the event's date.
    pub country: Option<CountryCode>,
    /// What part the actor has.
    pub role: Role,
}

impl EventFacts {
    /// The status that was known last.
    pub fn status(&self) -> Status {
        self.history.last().expect("an event has at least one status").1
    }

    /// The day from which the event was known.
    pub fn known_from(&self) -> Date {
        self.history.first().expect("an event has at least one status").0
    }
}
