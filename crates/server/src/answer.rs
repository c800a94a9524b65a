//! Events and articles as HTTP answers them.

use chancery_core::{Article, ArticleId, Attribution, Event, EventId, EventView, Field, Mention, Phrase, Report, Status};
use chancery_formats::export;
use chancery_store::Telling;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    csv::{Row, cell},
    schema,
};

/// An event with, where asked for, every report that tells it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Event)]
pub struct EventAnswer {
    /// The event in the words of its first report.
    #[serde(flatten)]
    #[schema(value_type = schema::EventFields)]
    pub event: EventView,
    /// The fields that a person has corrected: type, status, date, place, participants; null where all are as read.
    #[schema(value_type = Option<Vec<String>>)]
    pub corrected: Option<Vec<Field>>,
    /// How many articles tell it.
    pub report_count: usize,
    /// Who tells it in which words; null unless asked for by `include=reports`.
    pub reports: Option<Vec<ReportAnswer>>,
}

/// An event with its life and its tellings.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventDetail {
    /// The event with every report.
    #[serde(flatten)]
    pub event: EventAnswer,
    /// What was known when: the statuses in the order in which articles told them. The last is the status now.
    pub history: Vec<StatusAnswer>,
    /// Which articles tell it, oldest first, and why they were taken for tellings of one event.
    pub tellings: Vec<TellingAnswer>,
}

/// A status that an event had from a day on.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StatusEntry)]
pub struct StatusAnswer {
    /// The status.
    #[schema(value_type = String)]
    pub status: Status,
    /// The day on which the article that told it was published; null where that is not known.
    #[schema(value_type = Option<String>, format = Date)]
    pub known_on: Option<Date>,
    /// Whether a person has said so, against what articles told from that day on.
    pub corrected: bool,
}

/// What one article tells of an event.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Telling)]
pub struct TellingAnswer {
    /// Its name: by it `POST /v1/events/{id}/split` takes it out of the event.
    #[schema(value_type = String)]
    pub id: EventId,
    /// The article.
    #[schema(value_type = String)]
    pub article: ArticleId,
    /// The day from which it was known.
    #[schema(value_type = String, format = Date)]
    pub known_on: Date,
    /// Why it was taken for a telling of this event; empty for the one that was there first.
    pub reasons: Vec<String>,
}

/// One telling of an event by one article.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Report)]
pub struct ReportAnswer {
    /// The article that tells it.
    #[schema(value_type = String)]
    pub article: ArticleId,
    /// The day that article was published.
    #[schema(value_type = Option<String>, format = Date)]
    pub published_on: Option<Date>,
    /// The status that this article tells.
    #[schema(value_type = String)]
    pub status: Status,
    /// The clause that tells the event.
    pub evidence: EvidenceAnswer,
    /// The word that names the act.
    #[schema(value_type = Option<schema::PhraseFields>)]
    pub trigger: Option<Phrase>,
    /// The words for each participant.
    #[schema(value_type = Vec<schema::MentionFields>)]
    pub mentions: Vec<Mention>,
    /// The words for the date.
    #[schema(value_type = Option<schema::PhraseFields>)]
    pub date: Option<Phrase>,
    /// The words for the place.
    #[schema(value_type = Option<schema::PhraseFields>)]
    pub place: Option<Phrase>,
    /// Who says so, when the article does not say it itself.
    #[schema(value_type = Option<schema::AttributionFields>)]
    pub attribution: Option<Attribution>,
    /// The rule that found it.
    pub rule: String,
    /// How sure the extraction is, 0 to 1.
    pub confidence: f32,
}

/// The clause that tells an event.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Evidence)]
pub struct EvidenceAnswer {
    /// First scalar value.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The words.
    pub text: String,
}

/// An article without its text.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ArticleHead)]
pub struct ArticleHead {
    /// Its name.
    #[schema(value_type = String)]
    pub id: ArticleId,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication.
    #[schema(value_type = Option<String>, format = Date)]
    pub published_on: Option<Date>,
    /// Who published it.
    pub source: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// ISO 639-1 code of its language.
    pub language: Option<String>,
}

/// An article with its text and the events that it tells, in its own words.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Article)]
pub struct ArticleAnswer {
    /// What is known of it besides its text.
    #[serde(flatten)]
    pub head: ArticleHead,
    /// The text as received: all spans count its Unicode scalar values.
    pub text: String,
    /// The events that it tells, the first 1000 of them. Their words and their one report are this article's.
    pub events: Vec<EventAnswer>,
    /// How many it tells in all: a file that was imported may tell a million.
    pub event_count: i64,
}

impl EventAnswer {
    /// The event with all of its reports, or none of them.
    pub fn new(event: &Event, with_reports: bool) -> Self {
        Self {
            event: EventView::new(event, event.reports.first()),
            corrected: corrected(event),
            report_count: event.reports.len(),
            reports: with_reports.then(|| event.reports.iter().map(ReportAnswer::new).collect()),
        }
    }

    /// The event in the words of one article.
    pub fn told_by(event: &Event, article: &ArticleId) -> Self {
        let told: Vec<&Report> = event.reports.iter().filter(|report| &report.article == article).collect();
        Self {
            event: EventView::new(event, told.first().copied()),
            corrected: corrected(event),
            report_count: event.reports.len(),
            reports: Some(told.into_iter().map(ReportAnswer::new).collect()),
        }
    }
}

/// The fields that a person has corrected, where there are any.
fn corrected(event: &Event) -> Option<Vec<Field>> {
    Some(&event.corrected.fields).filter(|fields| !fields.is_empty()).cloned()
}

impl EventDetail {
    /// The event with its tellings.
    pub fn new(event: &Event, tellings: Vec<Telling>) -> Self {
        let status = |(known_on, status)| StatusAnswer { status, known_on, corrected: false };
        let mut history: Vec<StatusAnswer> = event.history().into_iter().map(status).collect();
        if let Some(last) = history.last_mut() {
            last.corrected = event.corrected.has(Field::Status);
        }
        let tellings = tellings.into_iter().map(|Telling { id, article, known_on, reasons }| TellingAnswer { id, article, known_on, reasons });
        Self { event: EventAnswer::new(event, true), history, tellings: tellings.collect() }
    }
}

impl ReportAnswer {
    fn new(report: &Report) -> Self {
        let Report { article, published_on, status, evidence, trigger, mentions, date, place, attribution, rule, confidence } = report.clone();
        let evidence = EvidenceAnswer { start: evidence.span.start, end: evidence.span.end, text: evidence.text };
        Self { article, published_on, status, evidence, trigger, mentions, date, place, attribution, rule, confidence }
    }
}

impl ArticleHead {
    /// What is known of `article` besides its text.
    pub fn new(article: &Article) -> Self {
        let Article { id, title, published_on, source, url, language, .. } = article.clone();
        Self { id, title, published_on, source, url, language }
    }
}

impl From<chancery_store::ArticleHead> for ArticleHead {
    fn from(head: chancery_store::ArticleHead) -> Self {
        let chancery_store::ArticleHead { id, title, published_on, source, url, language, .. } = head;
        Self { id, title, published_on, source, url, language }
    }
}

impl Row for ArticleHead {
    const COLUMNS: &'static [&'static str] = &["id", "published_on", "source", "title", "url", "language"];

    fn cells(&self) -> Vec<String> {
        vec![self.id.to_string(), cell(&self.published_on), cell(&self.source), cell(&self.title), cell(&self.url), cell(&self.language)]
    }
}

impl Row for EventAnswer {
    const COLUMNS: &'static [&'static str] = export::COLUMNS;

    fn cells(&self) -> Vec<String> {
        let evidence = self.reports.as_ref().and_then(|reports| reports.first()).map(|report| report.evidence.text.as_str());
        export::cells(&self.event, self.report_count, evidence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::event;

    #[test]
    fn every_event_row_has_a_cell_for_each_column() {
        let row = EventAnswer::new(&event(), true);
        assert_eq!(row.cells().len(), EventAnswer::COLUMNS.len());
        assert_eq!(row.cells().last().map(String::as_str), Some("Chile and Peru met in Lima on Monday"));
    }

    #[test]
    fn reports_are_null_unless_asked_for() {
        let json = serde_json::to_value(EventAnswer::new(&event(), false)).unwrap();
        assert_eq!((json["reports"].is_null(), json["report_count"].as_u64()), (true, Some(1)));
        let json = serde_json::to_value(EventAnswer::new(&event(), true)).unwrap();
        assert_eq!(json["reports"][0]["evidence"], serde_json::json!({"start": 0, "end": 36, "text": "Chile and Peru met in Lima on Monday"}));
    }
}
