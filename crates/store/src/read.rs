//! Reading back: articles, events with the words that tell them, actors, counts.

use chancery_core::{Actor, Article, ArticleId, Event, EventId};
use jiff::{Timestamp, civil::Date};
use sqlx::FromRow;
use std::collections::{HashMap, HashSet};

use crate::{
    Store, StoreError,
    columns::{Day, Moment, Word},
    facts::keys,
    rows::{ActorRow, ArticleRow, EventRow, ParticipantRow, ReportRow, TellingRow, event_id},
    session::{Arg, Session, Sql},
    sql,
    tellings::Whole,
};

/// An article with what the store knows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredArticle {
    /// As received.
    pub article: Article,
    /// The number of the change that brought it.
    pub seq: i64,
    /// When it came.
    pub received_at: Timestamp,
    /// The version of the program that read its events.
    pub extractor: String,
    /// How many events it tells.
    pub events: i64,
}

/// An article in a list: without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleHead {
    /// Its name.
    pub id: ArticleId,
    /// The number of the change that brought it; the position from which a list goes on.
    pub seq: i64,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication.
    pub published_on: Option<Date>,
    /// Who published it.
    pub source: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// Language.
    pub language: Option<String>,
    /// When it came.
    pub received_at: Timestamp,
    /// How many events it tells.
    pub events: i64,
}

/// What one article tells of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// The name that the event had in this article alone.
    pub id: EventId,
    /// The article.
    pub article: ArticleId,
    /// The day from which it was known.
    pub known_on: Date,
    /// Why it was joined to the event; empty for the one that was there first.
    pub reasons: Vec<String>,
}

/// How much the store holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct Counts {
    /// Articles.
    pub articles: i64,
    /// Events.
    pub events: i64,
    /// Tellings of events.
    pub reports: i64,
    /// Actors.
    pub actors: i64,
    /// The number of the latest change.
    pub revision: i64,
}

impl Store {
    /// The article of this name, or none.
    ///
    /// # Errors
    /// When the database fails; so for every method below.
    pub async fn article(&self, id: &ArticleId) -> Result<Option<StoredArticle>, StoreError> {
        let row: Option<ArticleRow> = self.read().await?.row(sql::ARTICLE, &[Arg::Text(Some(id.as_str()))]).await?;
        let stored = |row: ArticleRow| StoredArticle {
            seq: row.seq,
            received_at: row.received_at.0,
            extractor: row.extractor.clone(),
            events: row.events,
            article: row.article(),
        };
        Ok(row.map(stored))
    }

    /// At most `limit` articles, the newest arrival first, that came before the one numbered `before`; none for the first page.
    pub async fn articles(&self, before: Option<i64>, limit: u32) -> Result<Vec<ArticleHead>, StoreError> {
        let args = [Arg::Int(before.unwrap_or(i64::MAX)), Arg::Int(limit.into())];
        let rows: Vec<HeadRow> = self.read().await?.rows(sql::ARTICLES, &args).await?;
        Ok(rows.into_iter().map(HeadRow::head).collect())
    }

    /// The events of these names in the order of the names, with their reports in the order of telling. Unknown names are left out.
    pub async fn events(&self, ids: &[EventId]) -> Result<Vec<Event>, StoreError> {
        events_of(&mut self.read().await?, ids).await
    }

    /// The first `limit` events that an article tells, in the order of its text, with the reports of all articles.
    pub async fn events_of_article(&self, id: &ArticleId, limit: u32) -> Result<Vec<Event>, StoreError> {
        let mut session = self.read().await?;
        let ids = told_by(&mut session, id, limit.into()).await?;
        events_of(&mut session, &ids).await
    }

    /// An event with its reports, and what each article tells of it, in the order in which that was known; none for an unknown event.
    pub async fn told(&self, id: EventId) -> Result<Option<(Event, Vec<Telling>)>, StoreError> {
        let Some(whole) = Whole::load(&mut self.read().await?, &[id]).await?.pop() else { return Ok(None) };
        let telling = |row: TellingRow| Telling { id: event_id(row.id), article: row.article.0, known_on: row.known_on.0, reasons: row.reasons.0 };
        let tellings = whole.tellings.into_iter().map(telling).collect();
        let participants = whole.participants.into_iter().map(ParticipantRow::participant).collect();
        let reports = whole.reports.into_iter().map(ReportRow::report).collect();
        Ok(Some((whole.row.event(participants, reports), tellings)))
    }

    /// Every actor, by name.
    pub async fn actors(&self) -> Result<Vec<Actor>, StoreError> {
        let rows: Vec<ActorRow> = self.read().await?.rows(sql::ALL_ACTORS, &[Arg::Text(Some("")), Arg::Int(i64::MAX)]).await?;
        Ok(rows.into_iter().map(ActorRow::actor).collect())
    }

    /// The number of the latest change, 0 for an empty store.
    pub async fn revision(&self) -> Result<i64, StoreError> {
        self.read().await?.number(sql::REVISION).await
    }

    /// How much the store holds. Postgres counts row by row, so this is no call for every request.
    pub async fn counts(&self) -> Result<Counts, StoreError> {
        let row = self.read().await?.row(sql::COUNTS, &[]).await?;
        row.ok_or_else(|| StoreError::Corrupt { reason: "the counter has no row".into() })
    }
}

/// Which of these names are those of stored events.
pub(crate) async fn stored(session: &mut Session, ids: &[EventId]) -> Result<HashSet<EventId>, StoreError> {
    if ids.is_empty() {
        return Ok(HashSet::new());
    }
    names(session, sql::KNOWN_EVENTS, &[Arg::Text(Some(&keys(ids)))]).await
}

/// The names of the events that a statement answers.
pub(crate) async fn names<C: FromIterator<EventId>>(session: &mut Session, sql: Sql, args: &[Arg<'_>]) -> Result<C, StoreError> {
    let keys: Vec<(i64,)> = session.rows(sql, args).await?;
    Ok(keys.into_iter().map(|(key,)| event_id(key)).collect())
}

/// The first `limit` events that an article tells, in the order of its text.
pub(crate) async fn told_by(session: &mut Session, article: &ArticleId, limit: i64) -> Result<Vec<EventId>, StoreError> {
    names(session, sql::EVENTS_OF_ARTICLE, &[Arg::Text(Some(article.as_str())), Arg::Int(limit)]).await
}

async fn events_of(session: &mut Session, ids: &[EventId]) -> Result<Vec<Event>, StoreError> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let keys = keys(ids);
    let set = [Arg::Text(Some(&keys))];
    let rows: Vec<EventRow> = session.rows(sql::EVENTS, &set).await?;
    let (mut participants, mut reports): (HashMap<i64, Vec<_>>, HashMap<i64, Vec<_>>) = Default::default();
    for row in session.rows::<ParticipantRow>(sql::PARTICIPANTS, &set).await? {
        participants.entry(row.event).or_default().push(row.participant());
    }
    for row in session.rows::<ReportRow>(sql::REPORTS, &set).await? {
        reports.entry(row.event).or_default().push(row.report());
    }
    let mut events: HashMap<EventId, Event> = rows
        .into_iter()
        .map(|row| {
            let (participants, reports) = (participants.remove(&row.id), reports.remove(&row.id));
            (event_id(row.id), row.event(participants.unwrap_or_default(), reports.unwrap_or_default()))
        })
        .collect();
    Ok(ids.iter().filter_map(|id| events.remove(id)).collect())
}

#[derive(FromRow)]
pub(crate) struct HeadRow {
    id: Word<ArticleId>,
    seq: i64,
    title: Option<String>,
    published_on: Option<Day>,
    source: Option<String>,
    url: Option<String>,
    language: Option<String>,
    received_at: Moment,
    events: i64,
}

impl HeadRow {
    pub(crate) fn head(self) -> ArticleHead {
        ArticleHead {
            id: self.id.0,
            seq: self.seq,
            title: self.title,
            published_on: self.published_on.map(|day| day.0),
            source: self.source,
            url: self.url,
            language: self.language,
            received_at: self.received_at.0,
            events: self.events,
        }
    }
}
