//! Annotated articles, in the form of the guideline: where careful readers may differ, several answers are accepted.

use chancery_core::{Article, CountryCode, EventType, Role, Status};
use jiff::civil::Date;
use serde::Deserialize;

/// An article with its annotation in one object: the fields of the article, and `events`.
#[derive(Clone, Debug, Deserialize)]
pub struct Gold {
    /// Names the article; predicted events carry it.
    pub id: String,
    /// The text, where the annotation holds it; it may lie in a file beside.
    #[serde(default)]
    pub text: Option<String>,
    /// The date of publication.
    #[serde(default)]
    pub published_on: Option<Date>,
    /// `tune` or `check`: which half of the articles it belongs to.
    #[serde(default)]
    pub split: Option<String>,
    /// What a careful annotator reads in it.
    pub events: Vec<GoldEvent>,
}

/// One event of the annotation.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldEvent {
    /// Its name within the article.
    pub id: String,
    /// The accepted types, the annotator's own first.
    #[serde(rename = "type")]
    pub kinds: Vec<EventType>,
    /// The accepted statuses.
    pub status: Vec<Status>,
    /// Who takes part.
    pub participants: Vec<GoldParticipant>,
    /// The accepted first and last days; none where the text tells no date.
    pub date: Option<GoldDate>,
    /// Where it happened; none where the text does not say.
    pub place: Option<GoldPlace>,
    /// The clause that tells it, in scalar values of the text.
    pub evidence: GoldSpan,
    /// Whether both finding and leaving it is right.
    #[serde(default)]
    pub optional: bool,
}

/// A participant of the annotation.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldParticipant {
    /// The country acted for.
    #[serde(default)]
    pub country: Option<CountryCode>,
    /// The body acted for.
    #[serde(default)]
    pub organization: Option<String>,
    /// The person named.
    #[serde(default)]
    pub person: Option<String>,
    /// The part taken.
    pub role: Role,
}

/// Accepted days.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldDate {
    /// Accepted first days; null where no date is accepted too.
    pub start: Vec<Option<Date>>,
    /// Accepted last days.
    pub end: Vec<Option<Date>>,
}

/// A place of the annotation.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldPlace {
    /// Its name.
    pub name: String,
}

/// Where words stand.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct GoldSpan {
    /// The first scalar value.
    pub start: u32,
    /// The one after the last.
    pub end: u32,
}

impl Gold {
    /// The article to be read, where the annotation holds its text.
    pub fn article(&self) -> Option<Article> {
        let mut article = Article::new(self.text.clone()?, self.published_on);
        article.id = self.id.parse().ok()?;
        Some(article)
    }
}
