//! Events: what happened between whom, and the reports that tell it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    ActorId, ActorKind, ArticleId, Codes, Corrected, CountryCode, DateRange, EventId, EventType, Phrase, Place, Sector, Span, code::vocabulary, same,
};

vocabulary! {
    /// Whether an event has happened, in the words of the latest report.
    Status, "status" {
        /// It happened.
        Occurred = "occurred",
        /// It is happening.
        Ongoing = "ongoing",
        /// It is expected, scheduled, announced.
        Planned = "planned",
        /// It is offered, suggested, asked for.
        Proposed = "proposed",
        /// It would happen if or unless something else does.
        Conditional = "conditional",
        /// It did not happen.
        Denied = "denied",
        /// It was planned and called off.
        Cancelled = "cancelled",
    }
}

vocabulary! {
    /// What part an actor has in an event.
    Role, "role" {
        /// Who acts, in a directed event; who visits.
        Source = "source",
        /// At whom the act is directed.
        Target = "target",
        /// One of several on equal terms.
        Participant = "participant",
        /// Who is visited.
        Host = "host",
        /// Who brings others together.
        Mediator = "mediator",
        /// Who makes a statement.
        Speaker = "speaker",
    }
}

/// One real-world event, however many articles tell it. It is a thing of its own, never an edge between two actors.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its name.
    pub id: EventId,
    /// What kind of event it is.
    pub kind: EventType,
    /// Whether it happened.
    pub status: Status,
    /// Who took part. No actor stands twice in one role.
    pub participants: Vec<Participant>,
    /// When, or none where no report says so. It is never the date of an article.
    pub date: Option<DateRange>,
    /// Where, or none where no report says so.
    pub place: Option<Place>,
    /// What it is in the codes of the field.
    pub codes: Codes,
    /// How sure the extraction is, 0 to 1: that of its surest report.
    pub confidence: f32,
    /// Which of its fields a person has given it.
    pub corrected: Corrected,
    /// Who tells it, in which words; at least one for an event that was read from text.
    pub reports: Vec<Report>,
}

/// An actor in an event, under the office held at the event's date.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Participant {
    /// Who.
    pub actor: ActorId,
    /// Country, person, organization or group.
    pub kind: ActorKind,
    /// What the actor is called first.
    pub name: String,
    /// The office held ("Vice Premier").
    pub office: Option<String>,
    /// The body without a country for which a person acts ("NATO").
    pub organization: Option<String>,
    /// The country the actor is, or acts for.
    pub country: Option<CountryCode>,
    /// In what capacity.
    pub sector: Option<Sector>,
    /// What part the actor has.
    pub role: Role,
}

/// One telling of an event by one article, with the words for every field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The article that tells it.
    pub article: ArticleId,
    /// The day that article was published.
    pub published_on: Option<Date>,
    /// The status that this article tells.
    pub status: Status,
    /// The clause that tells the event.
    pub evidence: Phrase,
    /// The word that names the act.
    pub trigger: Option<Phrase>,
    /// The words for each participant.
    pub mentions: Vec<Mention>,
    /// The words for the date.
    pub date: Option<Phrase>,
    /// The words for the place.
    pub place: Option<Phrase>,
    /// Who says so, when the article does not say it itself.
    pub attribution: Option<Attribution>,
    /// The rule that found it.
    pub rule: String,
    /// How sure the extraction is, 0 to 1.
    pub confidence: f32,
}

/// The words that tell a participant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Who is meant.
    pub actor: ActorId,
    /// In which role.
    pub role: Role,
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

/// Who says that an event happened, when the article does not say it itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Who.
    pub actor: ActorId,
    /// What the actor is called first.
    pub name: String,
    /// The country the actor is, or speaks for.
    pub country: Option<CountryCode>,
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

impl Event {
    /// The statuses in the order in which articles told them, or as a person has corrected them: what was known when. Two reports in a row
    /// that agree are one entry.
    pub fn history(&self) -> Vec<(Option<Date>, Status)> {
        let mut told: Vec<_> = self.reports.iter().map(|report| (report.published_on, report.status)).collect();
        told.sort_by_key(|&(day, status)| (day, same::rank(status)));
        self.corrected.history(self.status, told, |day, from| day.is_some_and(|day| day < from))
    }
}
