//! Events without their words, as the graph follows them change by change.

use chancery_core::{
    Actor, ActorId, ArticleId, Change, Corrected, CountryCode, EventFacts, EventId, EventType, FactParticipant, Place, PlacePrecision, Role, Status,
};
use sqlx::{FromRow, error::BoxDynError, types::Json};
use std::{collections::HashSet, iter::Peekable, sync::Arc};

use crate::{
    Store, StoreError,
    columns::{Day, Text, Word},
    copied::{Fields, Tail, given},
    rows::{self, ActorRow, event_id, key},
    session::{Arg, Session},
    sql,
};

/// Actors read at a time; some megabytes.
const PAGE: i64 = 10_000;
/// Events of changes that are told together, so that a follower of an import holds no more than some megabytes.
const MOST_EVENTS: usize = 10_000;

impl Store {
    /// At most `limit` changes after the one numbered `seq`, oldest first, and no further one once they tell ten thousand events. Events and
    /// actors are told as they are now, so an event that has gone since is left out here and named as removed by a later change.
    ///
    /// # Errors
    /// When the database fails or holds a row that cannot be read.
    pub async fn changes_after(&self, seq: i64, limit: u32) -> Result<Vec<Change>, StoreError> {
        let mut session = self.read().await?;
        let (mut changes, mut after, mut told) = (vec![], seq, 0);
        while changes.len() < limit as usize && told < MOST_EVENTS {
            let row: Option<ChangeRow> = session.row(sql::NEXT_CHANGE, &[Arg::Int(after)]).await?;
            let Some(row) = row else { break };
            let events = facts_of(&mut session, &row.events.0).await?;
            let actors = actors_of(&mut session, &row.actors.0).await?.into_iter().map(ActorRow::actor).collect();
            (after, told) = (row.seq, told + events.len());
            changes.push(Change { seq: row.seq, article: row.article.map(|article| article.0), events, removed: row.removed.0, actors });
        }
        Ok(changes)
    }
}

/// Hands every actor to `sink`, by name, page by page.
pub(crate) async fn each_actor<E: From<StoreError>>(session: &mut Session, mut sink: impl FnMut(Actor) -> Result<(), E> + Send) -> Result<(), E> {
    let mut after = String::new();
    loop {
        let page: Vec<ActorRow> = session.rows(sql::ALL_ACTORS, &[Arg::Text(Some(&after)), Arg::Int(PAGE)]).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.id.0.as_str().to_owned();
        page.into_iter().try_for_each(|row| sink(row.actor()))?;
    }
}

/// The facts of the events of these names that there are, ordered by the number of their column.
pub(crate) async fn facts_of(session: &mut Session, ids: &[EventId]) -> Result<Vec<EventFacts>, StoreError> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let keys = keys(ids);
    let set = [Arg::Text(Some(&keys))];
    let page: Vec<Of<Head>> = session.rows(sql::FACTS_OF, &set).await?;
    let participants: Vec<Of<Part>> = session.rows(sql::FACT_PARTICIPANTS_OF, &set).await?;
    let tellings: Vec<Of<Telling>> = session.rows(sql::TELLINGS_OF, &set).await?;
    assemble(&page, &participants, &tellings)
}

/// The actors of these names that there are, by name.
pub(crate) async fn actors_of(session: &mut Session, ids: &[ActorId]) -> Result<Vec<ActorRow>, StoreError> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    session.rows(sql::ACTORS, &[Arg::Text(Some(&json(&ids)))]).await
}

/// The numbers of events as one JSON text for a statement.
pub(crate) fn keys(ids: &[EventId]) -> String {
    json(&ids.iter().map(|&id| key(id)).collect::<Vec<_>>())
}

/// Rows and lists as one JSON text for a statement.
pub(crate) fn json<T: serde::Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("rows have no keys but texts, so they always make JSON")
}

#[derive(FromRow)]
struct ChangeRow {
    seq: i64,
    article: Option<Word<ArticleId>>,
    events: Json<Vec<EventId>>,
    removed: Json<Vec<EventId>>,
    actors: Json<Vec<ActorId>>,
}

/// What lies in an event's own row.
#[derive(FromRow)]
pub(crate) struct Head {
    #[sqlx(rename = "type")]
    kind: Word<EventType>,
    status: Word<Status>,
    date_start: Option<Day>,
    date_end: Option<Day>,
    place_name: Option<String>,
    place_within: Option<String>,
    place_country: Option<Word<CountryCode>>,
    place_lat: Option<f64>,
    place_lon: Option<f64>,
    place_precision: Option<Word<PlacePrecision>>,
    cameo: Word<Text>,
    quad_class: i32,
    goldstein: f32,
    confidence: f32,
    status_from: Option<Day>,
}

/// A participant.
#[derive(FromRow)]
pub(crate) struct Part {
    actor: Word<ActorId>,
    country: Option<Word<CountryCode>>,
    role: Word<Role>,
}

/// One report, as far as facts need it.
#[derive(FromRow)]
pub(crate) struct Telling {
    known_on: Day,
    status: Word<Status>,
    article: Word<ArticleId>,
    source: Option<Word<Text>>,
}

/// A row with the number of its event.
#[derive(FromRow)]
pub(crate) struct Of<T> {
    pub event: i64,
    #[sqlx(flatten)]
    pub row: T,
}

/// Puts together what belongs to the same event; all three lists are ordered by event.
pub(crate) fn assemble(page: &[Of<Head>], participants: &[Of<Part>], tellings: &[Of<Telling>]) -> Result<Vec<EventFacts>, StoreError> {
    let (mut participants, mut tellings) = (participants.iter().peekable(), tellings.iter().peekable());
    let facts = |head: &Of<Head>| {
        let event = head.event;
        facts(
            event,
            &head.row,
            run(&mut participants, |of| of.event == event).map(|of| &of.row),
            run(&mut tellings, |of| of.event == event).map(|of| &of.row),
        )
    };
    page.iter().map(facts).collect()
}

/// The items at the head of `list` that belong together.
pub(crate) fn run<I: Iterator>(list: &mut Peekable<I>, belongs: impl Fn(&I::Item) -> bool) -> impl Iterator<Item = I::Item> {
    std::iter::from_fn(move || list.next_if(&belongs))
}

/// The facts of an event: its own row, its participants, and its reports in the order in which they came.
pub(crate) fn facts<'r>(
    event: i64,
    head: &Head,
    participants: impl Iterator<Item = &'r Part>,
    told: impl Iterator<Item = &'r Telling>,
) -> Result<EventFacts, StoreError> {
    let mut told: Vec<&Telling> = told.collect();
    if told.is_empty() {
        return Err(StoreError::Corrupt { reason: format!("no report tells event {}", event_id(event)) });
    }
    // Of one day, the one that tells the event's own status comes last and decides.
    told.sort_by_key(|telling| (telling.known_on, telling.status == head.status));
    let corrected = Corrected { fields: vec![], status_from: head.status_from.map(|day| day.0) };
    let statuses = told.iter().map(|telling| (telling.known_on.0, telling.status.0)).collect();
    let history = corrected.history(head.status.0, statuses, |day, from| day < from);
    let mut sources: Vec<Arc<str>> = vec![];
    for source in told.iter().filter_map(|telling| telling.source.as_ref()) {
        if !sources.contains(&source.0.0) {
            sources.push(source.0.0.clone());
        }
    }
    let articles: HashSet<&str> = told.iter().map(|telling| telling.article.0.as_str()).collect();
    Ok(EventFacts {
        id: event_id(event),
        kind: head.kind.0.clone(),
        history,
        date: rows::date_range(head.date_start, head.date_end),
        place: head.place(),
        cameo: head.cameo.0.0.clone(),
        goldstein: head.goldstein,
        quad_class: rows::quad_class(head.quad_class),
        confidence: head.confidence,
        participants: participants.map(Part::participant).collect(),
        sources,
        reports: u32::try_from(articles.len()).unwrap_or(u32::MAX),
    })
}

impl Head {
    fn place(&self) -> Option<Place> {
        self.place_name.clone().zip(self.place_precision.as_ref()).map(|(name, precision)| Place {
            name,
            within: self.place_within.clone(),
            country: self.place_country.as_ref().map(|country| country.0),
            lat: self.place_lat,
            lon: self.place_lon,
            precision: precision.0,
        })
    }
}

impl Part {
    fn participant(&self) -> FactParticipant {
        FactParticipant { actor: self.actor.0.clone(), country: self.country.as_ref().map(|country| country.0), role: self.role.0 }
    }
}

impl Tail for Head {
    fn read(columns: &mut Fields<'_>) -> Result<Self, BoxDynError> {
        Ok(Self {
            kind: Word(given(columns.word()?)?),
            status: Word(given(columns.word()?)?),
            date_start: columns.day()?.map(Day),
            date_end: columns.day()?.map(Day),
            place_name: columns.word()?,
            place_within: columns.word()?,
            place_country: columns.word()?.map(Word),
            place_lat: columns.double()?,
            place_lon: columns.double()?,
            place_precision: columns.word()?.map(Word),
            cameo: Word(given(columns.word()?)?),
            quad_class: given(columns.integer()?)?,
            goldstein: given(columns.real()?)?,
            confidence: given(columns.real()?)?,
            status_from: columns.day()?.map(Day),
        })
    }
}

impl Tail for Part {
    fn read(columns: &mut Fields<'_>) -> Result<Self, BoxDynError> {
        Ok(Self { actor: Word(given(columns.word()?)?), country: columns.word()?.map(Word), role: Word(given(columns.word()?)?) })
    }
}

impl Tail for Telling {
    fn read(columns: &mut Fields<'_>) -> Result<Self, BoxDynError> {
        Ok(Self {
            known_on: Day(given(columns.day()?)?),
            status: Word(given(columns.word()?)?),
            article: Word(given(columns.word()?)?),
            source: columns.word()?.map(Word),
        })
    }
}
