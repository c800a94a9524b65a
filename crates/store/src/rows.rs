//! The rows of the tables and the values of the vocabulary that they stand for.

use chancery_core::{
    Actor, ActorId, ActorKind, Article, ArticleId, Attribution, Codes, Corrected, CountryCode, DateRange, Event, EventId, EventType, Field, Mention,
    Office, Participant, Phrase, Place, PlacePrecision, Report, Role, Sector, Span, Status,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sqlx::{FromRow, types::Json};

use crate::columns::{Day, Moment, Word};

#[derive(FromRow)]
pub(crate) struct ArticleRow {
    pub id: Word<ArticleId>,
    pub seq: i64,
    pub title: Option<String>,
    pub text: String,
    pub published_on: Option<Day>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub received_at: Moment,
    pub extractor: String,
    pub events: i64,
}

impl ArticleRow {
    pub(crate) fn article(self) -> Article {
        Article {
            id: self.id.0,
            title: self.title,
            text: self.text,
            published_on: self.published_on.map(|day| day.0),
            source: self.source,
            url: self.url,
            language: self.language,
        }
    }
}

/// An event without participants and reports.
#[derive(Clone, Debug, PartialEq, FromRow, Serialize, Deserialize)]
pub(crate) struct EventRow {
    pub id: i64,
    #[sqlx(rename = "type")]
    #[serde(rename = "type")]
    pub kind: Word<EventType>,
    pub status: Word<Status>,
    pub date_start: Option<Day>,
    pub date_end: Option<Day>,
    pub place_name: Option<String>,
    pub place_within: Option<String>,
    pub place_country: Option<Word<CountryCode>>,
    pub place_lat: Option<f64>,
    pub place_lon: Option<f64>,
    pub place_precision: Option<Word<PlacePrecision>>,
    pub plover: Option<String>,
    pub mode: Option<String>,
    pub contexts: Json<Vec<String>>,
    pub cameo: String,
    pub quad_class: i32,
    pub goldstein: f32,
    pub plover_score: Option<f32>,
    pub confidence: f32,
    /// The fields that are a person's; none where all are as articles tell them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<Json<Vec<Field>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_from: Option<Day>,
}

impl EventRow {
    pub(crate) fn of(event: &Event) -> Self {
        let (place, codes) = (event.place.as_ref(), &event.codes);
        Self {
            id: key(event.id),
            kind: Word(event.kind.clone()),
            status: Word(event.status),
            date_start: event.date.map(|range| Day(range.start)),
            date_end: event.date.map(|range| Day(range.end)),
            place_name: place.map(|place| place.name.clone()),
            place_within: place.and_then(|place| place.within.clone()),
            place_country: place.and_then(|place| place.country).map(Word),
            place_lat: place.and_then(|place| place.lat),
            place_lon: place.and_then(|place| place.lon),
            place_precision: place.map(|place| Word(place.precision)),
            plover: codes.plover.clone(),
            mode: codes.mode.clone(),
            contexts: Json(codes.contexts.clone()),
            cameo: codes.cameo.clone(),
            quad_class: i32::from(codes.quad_class),
            goldstein: codes.goldstein,
            plover_score: codes.plover_score,
            confidence: event.confidence,
            corrected: Some(&event.corrected.fields).filter(|fields| !fields.is_empty()).cloned().map(Json),
            status_from: event.corrected.status_from.map(Day),
        }
    }

    pub(crate) fn event(self, participants: Vec<Participant>, reports: Vec<Report>) -> Event {
        let date = date_range(self.date_start, self.date_end);
        let place = self.place_name.zip(self.place_precision).map(|(name, precision)| Place {
            name,
            within: self.place_within,
            country: self.place_country.map(|country| country.0),
            lat: self.place_lat,
            lon: self.place_lon,
            precision: precision.0,
        });
        Event {
            id: event_id(self.id),
            kind: self.kind.0,
            status: self.status.0,
            participants,
            date,
            place,
            codes: Codes {
                plover: self.plover,
                mode: self.mode,
                contexts: self.contexts.0,
                cameo: self.cameo,
                quad_class: quad_class(self.quad_class),
                goldstein: self.goldstein,
                plover_score: self.plover_score,
            },
            confidence: self.confidence,
            corrected: Corrected {
                fields: self.corrected.map(|fields| fields.0).unwrap_or_default(),
                status_from: self.status_from.map(|day| day.0),
            },
            reports,
        }
    }
}

#[derive(Clone, Debug, PartialEq, FromRow, Serialize, Deserialize)]
pub(crate) struct ParticipantRow {
    pub event: i64,
    pub ordinal: i32,
    pub actor: Word<ActorId>,
    pub role: Word<Role>,
    pub kind: Word<ActorKind>,
    pub name: String,
    pub office: Option<String>,
    pub organization: Option<String>,
    pub country: Option<Word<CountryCode>>,
    pub sector: Option<Word<Sector>>,
}

impl ParticipantRow {
    pub(crate) fn all_of(event: &Event) -> Vec<Self> {
        let row = |(ordinal, participant): (i32, &Participant)| Self {
            event: key(event.id),
            ordinal,
            actor: Word(participant.actor.clone()),
            role: Word(participant.role),
            kind: Word(participant.kind),
            name: participant.name.clone(),
            office: participant.office.clone(),
            organization: participant.organization.clone(),
            country: participant.country.map(Word),
            sector: participant.sector.map(Word),
        };
        (0..).zip(&event.participants).map(row).collect()
    }

    pub(crate) fn participant(self) -> Participant {
        Participant {
            actor: self.actor.0,
            kind: self.kind.0,
            name: self.name,
            office: self.office,
            organization: self.organization,
            country: self.country.map(|country| country.0),
            sector: self.sector.map(|sector| sector.0),
            role: self.role.0,
        }
    }
}

#[derive(Clone, Debug, FromRow, Serialize, Deserialize)]
pub(crate) struct ReportRow {
    pub event: i64,
    pub ordinal: i32,
    pub article: Word<ArticleId>,
    pub status: Word<Status>,
    pub published_on: Option<Day>,
    pub known_on: Day,
    pub evidence_start: i64,
    pub evidence_end: i64,
    pub evidence: String,
    pub words: Json<Words>,
    pub rule: String,
    pub confidence: f32,
    /// The telling to which it belongs; none where that has the event's own name.
    pub telling: Option<i64>,
}

/// The words that a report has for the fields of the event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Words {
    pub trigger: Option<Phrase>,
    pub mentions: Vec<Mention>,
    pub date: Option<Phrase>,
    pub place: Option<Phrase>,
    pub attribution: Option<Attribution>,
}

impl Words {
    pub(crate) fn of(report: &Report) -> Self {
        Self {
            trigger: report.trigger.clone(),
            mentions: report.mentions.clone(),
            date: report.date.clone(),
            place: report.place.clone(),
            attribution: report.attribution.clone(),
        }
    }
}

/// What an article alone tells of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Told {
    pub event: EventRow,
    pub participants: Vec<ParticipantRow>,
}

/// One article's telling of an event that several tell.
#[derive(Clone, Debug, FromRow, Serialize, Deserialize)]
pub(crate) struct TellingRow {
    pub event: i64,
    pub article: Word<ArticleId>,
    pub id: i64,
    pub known_on: Day,
    pub told: Json<Told>,
    pub reasons: Json<Vec<String>>,
}

impl ReportRow {
    pub(crate) fn of(event: EventId, ordinal: i32, report: &Report, known_on: Date) -> Self {
        Self {
            event: key(event),
            ordinal,
            article: Word(report.article.clone()),
            status: Word(report.status),
            published_on: report.published_on.map(Day),
            known_on: Day(known_on),
            evidence_start: report.evidence.span.start.into(),
            evidence_end: report.evidence.span.end.into(),
            evidence: report.evidence.text.clone(),
            words: Json(Words::of(report)),
            rule: report.rule.clone(),
            confidence: report.confidence,
            telling: None,
        }
    }

    /// The name of the telling to which it belongs.
    pub(crate) fn telling_id(&self) -> i64 {
        self.telling.unwrap_or(self.event)
    }

    pub(crate) fn is_of(&self, telling: &TellingRow) -> bool {
        self.article == telling.article && self.telling_id() == telling.id
    }

    pub(crate) fn report(self) -> Report {
        let offset = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
        let Words { trigger, mentions, date, place, attribution } = self.words.0;
        Report {
            article: self.article.0,
            published_on: self.published_on.map(|day| day.0),
            status: self.status.0,
            evidence: Phrase { text: self.evidence, span: Span::new(offset(self.evidence_start), offset(self.evidence_end)) },
            trigger,
            mentions,
            date,
            place,
            attribution,
            rule: self.rule,
            confidence: self.confidence,
        }
    }
}

#[derive(Clone, Debug, PartialEq, FromRow, Serialize)]
pub(crate) struct ActorRow {
    pub id: Word<ActorId>,
    pub kind: Word<ActorKind>,
    pub name: String,
    pub names: Json<Vec<String>>,
    pub country: Option<Word<CountryCode>>,
    pub sector: Option<Word<Sector>>,
    pub offices: Json<Vec<Office>>,
}

impl ActorRow {
    pub(crate) fn of(actor: &Actor) -> Self {
        Self {
            id: Word(actor.id.clone()),
            kind: Word(actor.kind),
            name: actor.name.clone(),
            names: Json(actor.names.clone()),
            country: actor.country.map(Word),
            sector: actor.sector.map(Word),
            offices: Json(actor.offices.clone()),
        }
    }

    pub(crate) fn actor(self) -> Actor {
        Actor {
            id: self.id.0,
            kind: self.kind.0,
            name: self.name,
            names: self.names.0,
            country: self.country.map(|country| country.0),
            sector: self.sector.map(|sector| sector.0),
            offices: self.offices.0,
        }
    }
}

/// An event's name as the signed number of its column: the same 64 bits.
pub(crate) fn key(id: EventId) -> i64 {
    id.0.cast_signed()
}

/// The name that the number of a column stands for.
pub(crate) fn event_id(key: i64) -> EventId {
    EventId(key.cast_unsigned())
}

pub(crate) fn date_range(start: Option<Day>, end: Option<Day>) -> Option<DateRange> {
    start.zip(end).map(|(start, end)| DateRange::new(start.0, end.0))
}

/// A constraint of the table keeps the number between 1 and 4.
pub(crate) fn quad_class(number: i32) -> u8 {
    u8::try_from(number).unwrap_or_default()
}
