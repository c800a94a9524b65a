//! Putting an article: the article, its events, reports, participants and actors, and the row of the change log, all or nothing.

use chancery_core::{Actor, ActorId, Article, ArticleId, Change, Event, EventId, Participant};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::{
    Put, Store, StoreError,
    facts::{actors_of, facts_of, json},
    given::{Given, Heard},
    read::stored,
    reconcile::{Place, places},
    rows::{ActorRow, ReportRow, event_id, key},
    session::{Arg, Session},
    shelf, sql,
    tellings::{Whole, write},
};

/// The version that reads events; the crates of the workspace share one.
pub(crate) const EXTRACTOR: &str = env!("CARGO_PKG_VERSION");

impl Store {
    /// Puts an article as [`Store::put_article`] does, after looking whether its events have been told before: an event that is stored under
    /// another name and is the same by `chancery_core::same` is joined, with the reasons kept.
    ///
    /// # Errors
    /// As [`Store::put_article`].
    pub async fn take_article(&self, article: &Article, events: &[Event], actors: &[Actor]) -> Result<Put, StoreError> {
        self.put(article, events, actors, Naming::Reconciled).await
    }

    /// Puts an article with the events that it tells and the actors that take part, in one transaction. An event that is stored already
    /// under its name is joined: it is made anew of what each article tells of it. Reports of other articles in `events` are passed over. An
    /// actor that is known keeps its name and gains names and offices; a participant who is not among `actors` becomes an actor as told.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the id belongs to another date, title or text; [`StoreError::Invalid`] for what cannot be stored.
    pub async fn put_article(&self, article: &Article, events: &[Event], actors: &[Actor]) -> Result<Put, StoreError> {
        self.put(article, events, actors, Naming::AsTold).await
    }

    async fn put(&self, article: &Article, events: &[Event], actors: &[Actor], naming: Naming) -> Result<Put, StoreError> {
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
        let actors = set_actors(&mut session, events.iter().flat_map(|event| &event.participants), actors).await?;
        let ids = tell(&mut session, article, events, (naming, TimeZone::UTC.to_datetime(now).date())).await?;
        let events = facts_of(&mut session, &ids).await?;
        let change = Change { seq, article: Some(article.id.clone()), events, removed: vec![], actors };
        add_change(&mut session, "added", &change, now).await?;
        session.commit().await?;
        Ok(Put::Added(change))
    }
}

/// How the events of an article find those that are stored.
#[derive(Clone, Copy)]
pub(crate) enum Naming {
    /// By their names alone.
    AsTold,
    /// By what they are.
    Reconciled,
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
pub(crate) fn check(article: &Article, events: &[Event]) -> Result<(), StoreError> {
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

/// Events that are stored under their names are joined, the others are new.
async fn as_told(session: &mut Session, events: &[&Event]) -> Result<Vec<Place>, StoreError> {
    let ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
    let stored = stored(session, &ids).await?;
    let place = |id: EventId| if stored.contains(&id) { Place::Joins(id, vec!["told under its name".into()]) } else { Place::New(id) };
    Ok(ids.into_iter().map(place).collect())
}

/// Writes the events that an article tells, with participants and reports, and answers the names that they have. What people have said of
/// them goes before all: events that are none are put away. `today` is the day on which an article without a date becomes known.
pub(crate) async fn tell(
    session: &mut Session,
    article: &Article,
    events: &[Event],
    (naming, today): (Naming, Date),
) -> Result<Vec<EventId>, StoreError> {
    let ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
    let heard = Heard::of(session, &ids).await?;
    let (gone, events): (Vec<&Event>, Vec<&Event>) = events.iter().partition(|event| heard.rejected(event.id).is_some());
    let rejected = |event: &Event| {
        let whole = Whole::new(event, own_reports(article, event, today), Given::default());
        Some((heard.rejected(event.id)?, whole))
    };
    shelf::put_again(session, gone.into_iter().filter_map(rejected).collect()).await?;
    if events.is_empty() {
        return Ok(vec![]);
    }
    let places = match naming {
        Naming::Reconciled => places(session, heard.seen(&events), !heard.is_empty()).await?,
        Naming::AsTold => as_told(session, &events).await?,
    };
    set_events(session, article, (&events, places), (&heard, today)).await
}

async fn set_events(
    session: &mut Session,
    article: &Article,
    (events, places): (&[&Event], Vec<Place>),
    (heard, today): (&Heard, Date),
) -> Result<Vec<EventId>, StoreError> {
    let joined: Vec<EventId> = places.iter().filter_map(|place| if let Place::Joins(id, _) = place { Some(*id) } else { None }).collect();
    let mut stored: HashMap<EventId, Whole> = Whole::load(session, &joined).await?.into_iter().map(|whole| (event_id(whole.row.id), whole)).collect();
    let (mut wholes, mut reports) = (vec![], vec![]);
    for (event, place) in events.iter().zip(places) {
        let mut new = Whole::new(event, own_reports(article, event, today), heard.given(key(event.id)));
        match place {
            Place::Joins(id, reasons) if let Some(mut whole) = stored.remove(&id) => {
                reports.extend(whole.absorb(new, reasons));
                wholes.push(whole);
            }
            Place::New(id) | Place::Joins(id, _) => {
                if id != event.id {
                    new.rename(key(id));
                }
                reports.extend(new.reports.iter().cloned());
                wholes.push(new);
            }
        }
    }
    write(session, &wholes).await?;
    session.run(sql::ADD_REPORTS, &[Arg::Text(Some(&json(&reports)))]).await?;
    Ok(wholes.iter().map(|whole| event_id(whole.row.id)).collect())
}

pub(crate) fn own_reports(article: &Article, event: &Event, today: Date) -> Vec<ReportRow> {
    let known_on = article.published_on.unwrap_or(today);
    let own = event.reports.iter().filter(|report| report.article == article.id);
    (0..).zip(own).map(|(ordinal, report)| ReportRow::of(event.id, ordinal, report, known_on)).collect()
}

/// Writes the actors that are new or gain something, and answers them.
pub(crate) async fn set_actors<'e>(
    session: &mut Session,
    participants: impl IntoIterator<Item = &'e Participant>,
    given: &[Actor],
) -> Result<Vec<Actor>, StoreError> {
    let mut told: BTreeMap<ActorId, Actor> = BTreeMap::new();
    for actor in given.iter().cloned().chain(participants.into_iter().map(as_actor)) {
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
