//! Putting an article: the article, its events, reports, participants and actors, and the row of the change log, all or nothing.

use chancery_core::{Actor, ActorId, Article, ArticleId, Change, Event, EventId, Participant};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use sqlx::types::Json;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::{
    Put, Store, StoreError,
    facts::{actors_of, facts_of, json, keys},
    rows::{ActorRow, Before, EventRow, ParticipantRow, ReportRow, event_id, key},
    session::{Arg, Session},
    sql,
};

/// The version that reads events; the crates of the workspace share one.
const EXTRACTOR: &str = env!("CARGO_PKG_VERSION");

impl Store {
    /// Puts an article with the events that it tells and the actors that take part, in one transaction. An event that is stored already
    /// is joined: the article's reports are appended, and date, place, participants and confidence become those given; status and codes
    /// too, unless a later report is known. Reports of other articles in `events` are there already and are passed over. An actor that
    /// is known keeps its name and gains names and offices; a participant who is not among `actors` becomes an actor as told.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the id belongs to another date, title or text; [`StoreError::Invalid`] for what cannot be stored.
    pub async fn put_article(&self, article: &Article, events: &[Event], actors: &[Actor]) -> Result<Put, StoreError> {
        check(article, events)?;
        let content = ArticleId::of_content(article.published_on, article.title.as_deref(), &article.text);
        let mut session = self.write().await?;
        let seq = session.number(sql::NEXT_SEQ).await?;
        let known: Option<(String,)> = session.row(sql::CONTENT, &[Arg::Text(Some(article.id.as_str()))]).await?;
        if let Some((known,)) = known {
            session.rollback().await?;
            return if known == content.as_str() { Ok(Put::Known) } else { Err(StoreError::Conflict { id: article.id.clone() }) };
        }
        let now = Timestamp::now();
        add_article(&mut session, article, &content, (seq, now)).await?;
        let actors = set_actors(&mut session, events, actors).await?;
        set_events(&mut session, article, events, TimeZone::UTC.to_datetime(now).date()).await?;
        let ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
        let events = facts_of(&mut session, &ids).await?;
        let change = Change { seq, article: Some(article.id.clone()), events, removed: vec![], actors };
        add_change(&mut session, "added", &change, now).await?;
        session.commit().await?;
        Ok(Put::Added(change))
    }
}

/// Writes a change to the log.
pub(crate) async fn add_change(session: &mut Session, kind: &str, change: &Change, now: Timestamp) -> Result<(), StoreError> {
    let events: Vec<EventId> = change.events.iter().map(|event| event.id).collect();
    let actors: Vec<&ActorId> = change.actors.iter().map(|actor| &actor.id).collect();
    log_change(session, (kind, change.seq, change.article.as_ref()), (&events, &change.removed, &actors), now).await
}

/// Writes a change to the log by its kind, number and article, and the names of the events that it set, the events that it removed and the
/// actors that it set.
pub(crate) async fn log_change(
    session: &mut Session,
    (kind, seq, article): (&str, i64, Option<&ArticleId>),
    (events, removed, actors): (&[EventId], &[EventId], &[&ActorId]),
    now: Timestamp,
) -> Result<(), StoreError> {
    let (events, removed, actors) = (json(events), json(removed), json(actors));
    let args = [
        Arg::Int(seq),
        Arg::Moment(now),
        Arg::Text(Some(kind)),
        Arg::Text(article.map(ArticleId::as_str)),
        Arg::Text(Some(&events)),
        Arg::Text(Some(&removed)),
        Arg::Text(Some(&actors)),
    ];
    session.run(sql::ADD_CHANGE, &args).await
}

/// Refuses what the tables cannot hold or the graph could not follow, before anything is written.
fn check(article: &Article, events: &[Event]) -> Result<(), StoreError> {
    let invalid = |reason: String| Err(StoreError::Invalid { reason });
    let texts = [Some(&article.text), article.title.as_ref(), article.source.as_ref(), article.url.as_ref(), article.language.as_ref()];
    if texts.into_iter().flatten().any(|text| text.contains('\0')) {
        return invalid("the article holds the character U+0000".into());
    }
    let mut seen = HashSet::new();
    for event in events {
        if !seen.insert(event.id) {
            return invalid(format!("event {} stands twice in the article", event.id));
        }
        if !event.reports.iter().any(|report| report.article == article.id) {
            return invalid(format!("event {} has no report of the article", event.id));
        }
    }
    Ok(())
}

pub(crate) async fn add_article(
    session: &mut Session,
    article: &Article,
    content: &ArticleId,
    (seq, now): (i64, Timestamp),
) -> Result<(), StoreError> {
    let args = [
        Arg::Text(Some(article.id.as_str())),
        Arg::Int(seq),
        Arg::Text(Some(content.as_str())),
        Arg::Text(article.title.as_deref()),
        Arg::Text(Some(&article.text)),
        Arg::Day(article.published_on),
        Arg::Text(article.source.as_deref()),
        Arg::Text(article.url.as_deref()),
        Arg::Text(article.language.as_deref()),
        Arg::Moment(now),
        Arg::Text(Some(EXTRACTOR)),
    ];
    session.run(sql::ADD_ARTICLE, &args).await
}

/// Writes events, participants and reports. `today` is the day on which an article without a date becomes known.
async fn set_events(session: &mut Session, article: &Article, events: &[Event], today: Date) -> Result<(), StoreError> {
    if events.is_empty() {
        return Ok(());
    }
    let mut former = former(session, events).await?;
    let (mut rows, mut participants, mut reports) = (vec![], vec![], vec![]);
    for event in events {
        let told = ParticipantRow::all_of(event);
        let (row, own) = joined(article, event, former.remove(&key(event.id)), today);
        rows.push(row);
        participants.extend(told);
        reports.extend(own);
    }
    session.run(sql::SET_EVENTS, &[Arg::Text(Some(&json(&rows)))]).await?;
    if reports.iter().any(|report: &ReportRow| report.before.is_some()) {
        let ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
        session.run(sql::CLEAR_PARTICIPANTS, &[Arg::Text(Some(&keys(&ids)))]).await?;
    }
    session.run(sql::ADD_PARTICIPANTS, &[Arg::Text(Some(&json(&participants)))]).await?;
    session.run(sql::ADD_REPORTS, &[Arg::Text(Some(&json(&reports)))]).await
}

/// A stored event that an article joins.
struct Former {
    before: Before,
    reports: Vec<ReportRow>,
}

async fn former(session: &mut Session, events: &[Event]) -> Result<HashMap<i64, Former>, StoreError> {
    let ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
    Ok(stored(session, &ids)
        .await?
        .into_iter()
        .map(|(row, participants, reports)| (row.id, Former { before: Before { event: row, participants }, reports }))
        .collect())
}

/// The rows of stored events, each with those of its participants and reports.
pub(crate) async fn stored(session: &mut Session, ids: &[EventId]) -> Result<Vec<(EventRow, Vec<ParticipantRow>, Vec<ReportRow>)>, StoreError> {
    let keys = keys(ids);
    let set = [Arg::Text(Some(&keys))];
    let rows: Vec<EventRow> = session.rows(sql::EVENTS, &set).await?;
    if rows.is_empty() {
        return Ok(vec![]);
    }
    let (mut participants, mut reports): (HashMap<i64, Vec<_>>, HashMap<i64, Vec<_>>) = Default::default();
    for row in session.rows::<ParticipantRow>(sql::PARTICIPANTS, &set).await? {
        participants.entry(row.event).or_default().push(row);
    }
    for row in session.rows::<ReportRow>(sql::REPORTS, &set).await? {
        reports.entry(row.event).or_default().push(row);
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let (participants, reports) = (participants.remove(&row.id), reports.remove(&row.id));
            (row, participants.unwrap_or_default(), reports.unwrap_or_default())
        })
        .collect())
}

/// The event as it is with this article, and the article's reports of it.
fn joined(article: &Article, event: &Event, former: Option<Former>, today: Date) -> (EventRow, Vec<ReportRow>) {
    let known_on = article.published_on.unwrap_or(today);
    let first = former.as_ref().and_then(|former| former.reports.last()).map_or(0, |last| last.ordinal + 1);
    let own = event.reports.iter().filter(|report| report.article == article.id);
    let mut reports: Vec<ReportRow> = (first..).zip(own).map(|(ordinal, report)| ReportRow::of(event.id, ordinal, report, known_on)).collect();
    let mut row = EventRow::of(event);
    // The status is one that a report tells, so that the history of the event ends with it.
    if let Some(last) = reports.last().filter(|_| !reports.iter().any(|report| report.status == row.status)) {
        row.status = last.status.clone();
    }
    if let Some(former) = former {
        // An old article that arrives late does not turn what has happened into a plan again.
        if former.reports.iter().any(|report| report.known_on.0 > known_on) {
            row.take_status(&former.before.event);
        }
        reports[0].before = Some(Json(former.before));
    }
    (row, reports)
}

/// Writes the actors that are new or gain something, and answers them.
pub(crate) async fn set_actors<'e>(
    session: &mut Session,
    events: impl IntoIterator<Item = &'e Event>,
    given: &[Actor],
) -> Result<Vec<Actor>, StoreError> {
    let mut told: BTreeMap<ActorId, Actor> = BTreeMap::new();
    let participants = events.into_iter().flat_map(|event| &event.participants).map(as_actor);
    for actor in given.iter().cloned().chain(participants) {
        match told.get_mut(&actor.id) {
            Some(known) => join(known, &actor),
            None => {
                told.insert(actor.id.clone(), actor);
            }
        }
    }
    let ids: Vec<ActorId> = told.keys().cloned().collect();
    for row in actors_of(session, &ids).await? {
        let stored = row.actor();
        let mut now = stored.clone();
        if let Some(actor) = told.remove(&stored.id) {
            join(&mut now, &actor);
        }
        if now != stored {
            told.insert(now.id.clone(), now);
        }
    }
    let changed: Vec<Actor> = told.into_values().collect();
    if !changed.is_empty() {
        let rows: Vec<ActorRow> = changed.iter().map(ActorRow::of).collect();
        session.run(sql::SET_ACTORS, &[Arg::Text(Some(&json(&rows)))]).await?;
    }
    Ok(changed)
}

fn as_actor(participant: &Participant) -> Actor {
    Actor {
        id: participant.actor.clone(),
        kind: participant.kind,
        name: participant.name.clone(),
        names: vec![],
        country: participant.country,
        sector: participant.sector,
        offices: vec![],
    }
}

/// Adds to `known` what `told` has beyond it: names, offices, and country and sector where they were unknown.
fn join(known: &mut Actor, told: &Actor) {
    for name in std::iter::once(&told.name).chain(&told.names) {
        if *name != known.name && !known.names.contains(name) {
            known.names.push(name.clone());
        }
    }
    for office in &told.offices {
        if !known.offices.contains(office) {
            known.offices.push(office.clone());
            known.offices.sort_by(|a, b| (a.from, a.to, &a.title).cmp(&(b.from, b.to, &b.title)));
        }
    }
    known.country = known.country.or(told.country);
    known.sector = known.sector.or(told.sector);
}

/// The names of the events in rows.
pub(crate) fn ids_of<'r>(rows: impl IntoIterator<Item = &'r EventRow>) -> Vec<EventId> {
    rows.into_iter().map(|row| event_id(row.id)).collect()
}
