//! Taking in events that others have coded: many at a time, each with one report of the file that tells it.

use chancery_core::{Actor, ActorId, Article, ArticleId, Event, EventId};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{
    Store, StoreError, bulk,
    facts::keys,
    fields,
    given::{Given, Heard},
    put::{add_article, log_change, own_reports, set_actors},
    read::{names, stored},
    rows::key,
    session::{Arg, Session},
    shelf, sql,
    tellings::Whole,
};

impl Store {
    /// Puts events of a file in one transaction, together with the actors that take part, and answers how many are new. `file` stands for
    /// the file as an article without text, and each event has its reports of it. An event that is stored already, or stood before in
    /// the same list, is passed over, so that an import that was broken off is simply begun again.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for an event without a report of the file, or with what cannot be stored; nothing is written then.
    pub async fn import(&self, file: &Article, events: &[Event], actors: &[Actor]) -> Result<usize, StoreError> {
        check(file, events)?;
        let mut session = self.write().await?;
        let seq = session.number(sql::NEXT_SEQ).await?;
        let now = Timestamp::now();
        let today = TimeZone::UTC.to_datetime(now).date();
        let fresh = fresh(&mut session, events).await?;
        let ids: Vec<EventId> = fresh.iter().map(|event| event.id).collect();
        let heard = Heard::of(&mut session, &ids).await?;
        let (gone, fresh): (Vec<&Event>, Vec<&Event>) = fresh.into_iter().partition(|event| heard.rejected(event.id).is_some());
        if fresh.is_empty() && gone.is_empty() {
            session.rollback().await?;
            return Ok(0);
        }
        if session.row::<(String,)>(sql::CONTENT, &[Arg::Text(Some(file.id.as_str()))]).await?.is_none() {
            let content = ArticleId::of_content(file.published_on, file.title.as_deref(), &file.text);
            add_article(&mut session, file, &content, (seq, now)).await?;
        }
        put_away(&mut session, file, &gone, (&heard, today)).await?;
        let changed = set_actors(&mut session, fresh.iter().flat_map(|event| &event.participants), actors).await?;
        session.add(&bulk::EVENTS, fresh.iter().map(|event| bulk::event_row(event))).await?;
        session.add(&bulk::PARTICIPANTS, fresh.iter().flat_map(|event| bulk::participant_rows(event))).await?;
        session.add(&bulk::REPORTS, fresh.iter().flat_map(|event| bulk::report_rows(event, today))).await?;
        let ids: Vec<EventId> = fresh.iter().map(|event| event.id).collect();
        correct(&mut session, &ids, &heard).await?;
        let changed: Vec<&ActorId> = changed.iter().map(|actor| &actor.id).collect();
        log_change(&mut session, ("added", seq, Some(&file.id)), (&ids, &[], &changed), now).await?;
        session.commit().await?;
        Ok(fresh.len())
    }
}

/// Refuses what the graph could not follow, before anything is written.
fn check(file: &Article, events: &[Event]) -> Result<(), StoreError> {
    let untold = events.iter().find(|event| event.reports.is_empty() || event.reports.iter().any(|report| report.article != file.id));
    untold.map_or(Ok(()), |event| Err(StoreError::Invalid { reason: format!("event {} has other reports than of {}", event.id, file.id) }))
}

/// The events that are neither stored nor put away nor stood before in the list.
async fn fresh<'e>(session: &mut Session, events: &'e [Event]) -> Result<Vec<&'e Event>, StoreError> {
    let ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
    let mut seen = stored(session, &ids).await?;
    seen.extend(names::<Vec<EventId>>(session, sql::ON_SHELF, &[Arg::Text(Some(&keys(&ids)))]).await?);
    Ok(events.iter().filter(|event| seen.insert(event.id)).collect())
}

/// Puts away what a person has said to be no event.
async fn put_away(session: &mut Session, file: &Article, gone: &[&Event], (heard, today): (&Heard, Date)) -> Result<(), StoreError> {
    let whole = |event: &&Event| Some((heard.rejected(event.id)?, Whole::new(event, own_reports(file, event, today), Given::default())));
    shelf::put_again(session, gone.iter().filter_map(whole).collect()).await
}

/// Gives the events that were just written the fields that people have given them.
async fn correct(session: &mut Session, ids: &[EventId], heard: &Heard) -> Result<(), StoreError> {
    let ids: Vec<EventId> = ids.iter().copied().filter(|&id| !heard.given(key(id)).is_empty()).collect();
    let mut wholes = Whole::load(session, &ids).await?;
    for whole in &mut wholes {
        whole.given = heard.given(whole.row.id);
        whole.refold();
    }
    fields::write(session, &wholes).await
}
