//! Events without their words, as the graph follows them: at its start in pages, afterwards change by change.

use chancery_core::{
    Actor, ActorId, ArticleId, Change, CountryCode, EventFacts, EventId, EventType, FactParticipant, Place, PlacePrecision, Role, Status,
};
use sqlx::{FromRow, types::Json};
use std::{
    collections::{HashSet, VecDeque},
    iter::Peekable,
    sync::Arc,
    vec,
};

use crate::{
    Loaded, Store, StoreError,
    columns::{Day, Word},
    rows::{self, ActorRow, event_id, key},
    session::{Arg, Readable, Session, Sql},
    sql,
};

/// Actors read at a time; some megabytes.
const PAGE: i64 = 10_000;
/// Events of changes that are told together, so that a follower of an import holds no more than some megabytes.
const MOST_EVENTS: usize = 10_000;

impl Store {
    /// Hands every actor and then every event to `sink`, all of one moment, and says which revision that was. A graph that is filled
    /// with it and then applies [`Store::changes_after`] this revision misses nothing.
    ///
    /// # Errors
    /// When the database fails or holds a row that cannot be read.
    pub async fn load(&self, mut sink: impl FnMut(Loaded) + Send) -> Result<i64, StoreError> {
        let mut session = self.read().await?;
        let revision = session.number(sql::REVISION).await?;
        each_actor::<StoreError>(&mut session, |actor| {
            sink(Loaded::Actor(actor));
            Ok(())
        })
        .await?;
        session.open(sql::OPEN_FACTS).await?;
        let (mut participants, mut tellings) = (Belonging::of(sql::FACT_PARTICIPANTS), Belonging::of(sql::TELLINGS));
        let (mut first, mut known) = (i64::MIN, HashSet::new());
        loop {
            let range = [Arg::Int(first)];
            let page: Vec<FactRow> = session.rows(sql::FACTS, if session.has_cursors() { &[] } else { &range }).await?;
            let Some(last) = page.last().map(|row| row.id) else { break };
            let participants = participants.up_to(&mut session, first, last).await?;
            let tellings = tellings.up_to(&mut session, first, last).await?;
            assemble(page, participants, tellings, &mut known)?.into_iter().for_each(|facts| sink(Loaded::Event(facts)));
            let Some(next) = last.checked_add(1) else { break };
            first = next;
        }
        Ok(revision)
    }

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
    let page = session.rows(sql::FACTS_OF, &set).await?;
    let participants = session.rows(sql::FACT_PARTICIPANTS_OF, &set).await?;
    let tellings = session.rows(sql::TELLINGS_OF, &set).await?;
    assemble(page, participants, tellings, &mut HashSet::new())
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

#[derive(FromRow)]
struct FactRow {
    id: i64,
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
    cameo: String,
    quad_class: i32,
    goldstein: f32,
    confidence: f32,
}

#[derive(FromRow)]
struct FactParticipantRow {
    event: i64,
    actor: Word<ActorId>,
    country: Option<Word<CountryCode>>,
    role: Word<Role>,
}

/// One report, as far as facts need it.
#[derive(FromRow)]
struct Telling {
    event: i64,
    known_on: Day,
    status: Word<Status>,
    article: Word<ArticleId>,
    source: Option<String>,
}

/// A row that belongs to an event.
trait OfEvent {
    fn event(&self) -> i64;
}

impl OfEvent for FactParticipantRow {
    fn event(&self) -> i64 {
        self.event
    }
}

impl OfEvent for Telling {
    fn event(&self) -> i64 {
        self.event
    }
}

/// What belongs to all events, in their order.
struct Belonging<R> {
    sql: Sql,
    /// Read, and of later events than were asked for.
    ahead: VecDeque<R>,
}

impl<R: Readable + OfEvent> Belonging<R> {
    fn of(sql: Sql) -> Self {
        Self { sql, ahead: VecDeque::new() }
    }

    /// The rows of the events from `first` to `last`, which follow those asked for before.
    async fn up_to(&mut self, session: &mut Session, first: i64, last: i64) -> Result<Vec<R>, StoreError> {
        if !session.has_cursors() {
            return session.rows(self.sql, &[Arg::Int(first), Arg::Int(last)]).await;
        }
        while self.ahead.back().is_none_or(|row| row.event() <= last) {
            let page: Vec<R> = session.rows(self.sql, &[]).await?;
            if page.is_empty() {
                break;
            }
            self.ahead.extend(page);
        }
        let rows = self.ahead.partition_point(|row| row.event() <= last);
        Ok(self.ahead.drain(..rows).collect())
    }
}

/// Puts together what belongs to the same event; all three lists are ordered by event.
fn assemble(
    page: Vec<FactRow>,
    participants: Vec<FactParticipantRow>,
    tellings: Vec<Telling>,
    sources: &mut HashSet<Arc<str>>,
) -> Result<Vec<EventFacts>, StoreError> {
    let (mut participants, mut tellings) = (participants.into_iter().peekable(), tellings.into_iter().peekable());
    page.into_iter()
        .map(|row| {
            let participants = run(&mut participants, |participant| participant.event == row.id)
                .map(|row| FactParticipant { actor: row.actor.0, country: row.country.map(|country| country.0), role: row.role.0 })
                .collect();
            let mut told: Vec<Telling> = run(&mut tellings, |telling| telling.event == row.id).collect();
            // Of one day, the one that tells the event's own status comes last and decides.
            told.sort_by_key(|telling| (telling.known_on, telling.status == row.status));
            facts(row, participants, &told, sources)
        })
        .collect()
}

/// The items at the head of `list` that belong together.
pub(crate) fn run<T>(list: &mut Peekable<vec::IntoIter<T>>, belongs: impl Fn(&T) -> bool) -> impl Iterator<Item = T> {
    std::iter::from_fn(move || list.next_if(&belongs))
}

fn facts(row: FactRow, participants: Vec<FactParticipant>, told: &[Telling], known: &mut HashSet<Arc<str>>) -> Result<EventFacts, StoreError> {
    let id = event_id(row.id);
    if told.is_empty() {
        return Err(StoreError::Corrupt { reason: format!("no report tells event {id}") });
    }
    let mut history: Vec<_> = told.iter().map(|telling| (telling.known_on.0, telling.status.0)).collect();
    history.dedup_by_key(|&mut (_, status)| status);
    let mut sources: Vec<Arc<str>> = vec![];
    for source in told.iter().filter_map(|telling| telling.source.as_deref()) {
        if !sources.iter().any(|listed| **listed == *source) {
            sources.push(shared(known, source));
        }
    }
    let place = row.place_name.zip(row.place_precision).map(|(name, precision)| Place {
        name,
        within: row.place_within,
        country: row.place_country.map(|country| country.0),
        lat: row.place_lat,
        lon: row.place_lon,
        precision: precision.0,
    });
    Ok(EventFacts {
        id,
        kind: row.kind.0,
        history,
        date: rows::date_range(row.date_start, row.date_end),
        place,
        cameo: shared(known, &row.cameo),
        goldstein: row.goldstein,
        quad_class: rows::quad_class(row.quad_class),
        confidence: row.confidence,
        participants,
        sources,
        reports: u32::try_from(told.iter().map(|telling| telling.article.0.as_str()).collect::<HashSet<_>>().len()).unwrap_or(u32::MAX),
    })
}

/// One copy of a text that many events share.
fn shared(known: &mut HashSet<Arc<str>>, text: &str) -> Arc<str> {
    if let Some(text) = known.get(text) {
        return text.clone();
    }
    let text: Arc<str> = text.into();
    known.insert(text.clone());
    text
}
