//! How an event is written in JSON: one flat record whose every field shows its own words.

use serde::{Deserialize, Serialize};

use crate::{
    ActorId, ActorKind, ArticleId, Attribution, CountryCode, DateRange, Event, EventId, EventType, Field, Participant, Phrase, Place, PlacePrecision,
    Report, Role, Sector, Span, Status,
};

/// An event with the words of one article that tells it: what `extract` writes, one a line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToldEvent {
    /// The article.
    pub article: ArticleId,
    /// The event in that article's words.
    #[serde(flatten)]
    pub event: EventView,
    /// The clause that tells it.
    pub evidence: Evidence,
}

/// The fields of an event, each with the words of one of its reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventView {
    /// Its name.
    pub id: EventId,
    /// What kind of event it is.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER event.
    pub plover: Option<String>,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// CAMEO code.
    pub cameo: String,
    /// Whether it happened.
    pub status: Status,
    /// Who took part, in which words.
    pub participants: Vec<ParticipantView>,
    /// When, in which words.
    pub date: Option<DateView>,
    /// Where, in which words.
    pub place: Option<PlaceView>,
    /// The word that names the act.
    pub trigger: Option<Phrase>,
    /// Who says so, when the article does not say it itself.
    pub attribution: Option<Attribution>,
    /// Goldstein score, -10 to 10.
    pub score: f32,
    /// The rule that found it.
    pub rule: Option<String>,
    /// How sure the extraction is, 0 to 1.
    pub confidence: f32,
}

/// The clause that tells an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// First scalar value.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The words.
    pub text: String,
}

/// A participant with the words that tell it; none where the report names it in no words of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParticipantView {
    /// Who.
    pub actor: ActorId,
    /// Country, person, organization or group.
    pub kind: ActorKind,
    /// What the actor is called first.
    pub name: String,
    /// The office held.
    pub office: Option<String>,
    /// The body without a country for which a person acts.
    pub organization: Option<String>,
    /// The country the actor is, or acts for.
    pub country: Option<CountryCode>,
    /// In what capacity.
    pub sector: Option<Sector>,
    /// What part the actor has.
    pub role: Role,
    /// The words.
    pub text: Option<String>,
    /// First scalar value of the words.
    pub start: Option<u32>,
    /// One past the last.
    pub end: Option<u32>,
}

/// When an event happened, with the words that say so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateView {
    /// First day.
    pub start: jiff::civil::Date,
    /// Last day.
    pub end: jiff::civil::Date,
    /// The words.
    pub text: Option<String>,
    /// Where they stand.
    pub span: Option<Span>,
}

/// Where an event happened, with the words that say so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceView {
    /// Its name.
    pub name: String,
    /// What it lies in.
    pub within: Option<String>,
    /// The country it lies in.
    pub country: Option<CountryCode>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// How exactly it is told.
    pub precision: PlacePrecision,
    /// The words.
    pub text: Option<String>,
    /// Where they stand.
    pub span: Option<Span>,
}

impl From<DateRange> for DateView {
    /// A date that no words tell.
    fn from(range: DateRange) -> Self {
        Self { start: range.start, end: range.end, text: None, span: None }
    }
}

impl From<Place> for PlaceView {
    /// A place that no words tell.
    fn from(place: Place) -> Self {
        let Place { name, within, country, lat, lon, precision } = place;
        Self { name, within, country, lat, lon, precision, text: None, span: None }
    }
}

impl From<Participant> for ParticipantView {
    /// A participant whom no words tell.
    fn from(participant: Participant) -> Self {
        let Participant { actor, kind, name, office, organization, country, sector, role } = participant;
        Self { actor, kind, name, office, organization, country, sector, role, text: None, start: None, end: None }
    }
}

impl EventView {
    /// The event in the words of `report`, or without words where none is given. A date or place that a person has corrected has no words.
    pub fn new(event: &Event, report: Option<&Report>) -> Self {
        let told = |field, phrase: Option<&Phrase>| phrase.filter(|_| !event.corrected.has(field)).map(|told| (told.text.clone(), told.span));
        let date = event.date.map(|range| {
            let (text, span) = told(Field::Date, report.and_then(|report| report.date.as_ref())).unzip();
            DateView { text, span, ..range.into() }
        });
        let place = event.place.clone().map(|place| {
            let (text, span) = told(Field::Place, report.and_then(|report| report.place.as_ref())).unzip();
            PlaceView { text, span, ..place.into() }
        });
        Self {
            id: event.id,
            kind: event.kind.clone(),
            plover: event.codes.plover.clone(),
            mode: event.codes.mode.clone(),
            cameo: event.codes.cameo.clone(),
            status: event.status,
            participants: event.participants.iter().map(|participant| participant_view(participant, report)).collect(),
            date,
            place,
            trigger: report.and_then(|report| report.trigger.clone()),
            attribution: report.and_then(|report| report.attribution.clone()),
            score: event.codes.goldstein,
            rule: report.map(|report| report.rule.clone()),
            confidence: event.confidence,
        }
    }
}

impl Event {
    /// The event as its first report tells it, or none for an event without reports.
    pub fn told(&self) -> Option<ToldEvent> {
        let report = self.reports.first()?;
        let Phrase { text, span } = report.evidence.clone();
        Some(ToldEvent {
            article: report.article.clone(),
            event: EventView::new(self, Some(report)),
            evidence: Evidence { start: span.start, end: span.end, text },
        })
    }
}

fn participant_view(participant: &Participant, report: Option<&Report>) -> ParticipantView {
    let mention =
        report.and_then(|report| report.mentions.iter().find(|mention| mention.actor == participant.actor && mention.role == participant.role));
    ParticipantView {
        text: mention.map(|mention| mention.text.clone()),
        start: mention.map(|mention| mention.span.start),
        end: mention.map(|mention| mention.span.end),
        ..participant.clone().into()
    }
}
