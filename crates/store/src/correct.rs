//! What people correct: two events that are one, and a telling that is of another event. A correction goes before every comparison, and
//! it stays when an article is retracted and comes again.

use chancery_core::{Actor, Change, EventId};
use jiff::Timestamp;
use serde::Serialize;

use crate::{
    Store, StoreError,
    facts::{facts_of, json, keys},
    given::Given,
    put::add_change,
    reconcile::free_name,
    rows::{TellingRow, key},
    session::{Arg, Session},
    sql,
    tellings::{self, Whole},
};

/// Pairs of tellings of which one correction speaks at most: enough for events that hundreds of articles tell.
const MOST_PAIRS: usize = 100_000;

#[derive(Serialize)]
struct Pair {
    telling: i64,
    other: i64,
}

impl Store {
    /// Says that two events are one: `other` becomes a part of `event`. None where one of them is not there.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for an event and itself, or when the database fails.
    pub async fn merge_events(&self, event: EventId, other: EventId, reason: Option<&str>) -> Result<Option<Change>, StoreError> {
        if event == other {
            return Err(StoreError::Invalid { reason: format!("{event} is one event already") });
        }
        let mut session = self.write().await?;
        let seq = session.number(sql::NEXT_SEQ).await?;
        let mut wholes = Whole::load(&mut session, &[event, other]).await?;
        wholes.sort_by_key(|whole| whole.row.id != key(event));
        let Ok([mut kept, gone]) = <[Whole; 2]>::try_from(wholes) else {
            session.rollback().await?;
            return Ok(None);
        };
        let now = Timestamp::now();
        say(&mut session, (&kept.tellings, &gone.tellings), true, reason, (seq, now)).await?;
        let (moved, from) = (gone.tellings.clone(), gone.row.id);
        let shift = kept.reports.last().map_or(0, |last| i64::from(last.ordinal) + 1);
        kept.absorb(gone, vec![reason.map_or_else(|| "a person says so".into(), |reason| format!("a person says so: {reason}"))]);
        for telling in &moved {
            hand_over(&mut session, telling, (from, kept.row.id), shift).await?;
        }
        session.run(sql::REMOVE_EVENTS, &[Arg::Text(Some(&keys(&[other])))]).await?;
        tellings::write(&mut session, &[kept]).await?;
        finish(session, (seq, now), (&[event], vec![other], vec![])).await.map(Some)
    }

    /// Says that a telling is not of this event: it becomes an event of its own. None where the event has no such telling.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] where nothing else tells the event, or when the database fails.
    pub async fn split_event(&self, event: EventId, telling: EventId, reason: Option<&str>) -> Result<Option<Change>, StoreError> {
        let mut session = self.write().await?;
        let seq = session.number(sql::NEXT_SEQ).await?;
        let whole = Whole::load(&mut session, &[event]).await?.pop();
        let Some((mut kept, own)) = whole.and_then(|whole| taken_out(whole, telling)) else {
            session.rollback().await?;
            return Ok(None);
        };
        if kept.tellings.is_empty() {
            session.rollback().await?;
            return Err(StoreError::Invalid { reason: format!("nothing but {telling} tells the event {event}") });
        }
        let now = Timestamp::now();
        say(&mut session, (&kept.tellings, std::slice::from_ref(&own)), false, reason, (seq, now)).await?;
        let name = free_name(&mut session, telling).await?;
        let (gone, left): (Vec<_>, Vec<_>) = kept.reports.into_iter().partition(|report| report.is_of(&own));
        kept.reports = left;
        kept.refold();
        let mut parted = Whole {
            row: own.told.event.clone(),
            participants: own.told.participants.clone(),
            reports: gone,
            tellings: vec![own.clone()],
            given: Given::default(),
        };
        parted.rename(key(name));
        parted.tellings[0].reasons.clear();
        session.run(sql::UNBIND_TELLING, &[Arg::Int(own.id)]).await?;
        tellings::write(&mut session, &[kept, parted]).await?;
        hand_over(&mut session, &own, (key(event), key(name)), 0).await?;
        finish(session, (seq, now), (&[event, name], vec![], vec![])).await.map(Some)
    }
}

/// The event without the telling of this name, and that telling.
fn taken_out(mut whole: Whole, telling: EventId) -> Option<(Whole, TellingRow)> {
    let at = whole.tellings.iter().position(|row| row.id == key(telling))?;
    let own = whole.tellings.remove(at);
    Some((whole, own))
}

/// Keeps what was said of every two tellings of the two sides.
async fn say(
    session: &mut Session,
    (left, right): (&[TellingRow], &[TellingRow]),
    same: bool,
    reason: Option<&str>,
    (seq, now): (i64, Timestamp),
) -> Result<(), StoreError> {
    let pair = |a: i64, b: i64| Pair { telling: a.min(b), other: a.max(b) };
    let pairs: Vec<Pair> = left.iter().flat_map(|a| right.iter().map(move |b| pair(a.id, b.id))).filter(|pair| pair.telling < pair.other).collect();
    if pairs.len() > MOST_PAIRS {
        return Err(StoreError::Invalid { reason: format!("{} pairs of tellings; at most {MOST_PAIRS} are corrected at once", pairs.len()) });
    }
    let args = [Arg::Text(Some(&json(&pairs))), Arg::Int(seq), Arg::Moment(now), Arg::Int(same.into()), Arg::Text(reason)];
    session.run(sql::ADD_CORRECTIONS, &args).await
}

/// Gives the reports of a telling to another event.
async fn hand_over(session: &mut Session, telling: &TellingRow, (from, to): (i64, i64), shift: i64) -> Result<(), StoreError> {
    let args = [Arg::Int(to), Arg::Int(telling.id), Arg::Int(shift), Arg::Int(from), Arg::Text(Some(telling.article.0.as_str()))];
    session.run(sql::MOVE_REPORTS, &args).await
}

/// Ends a correction that set some events, removed others, and brought actors.
pub(crate) async fn finish(
    mut session: Session,
    (seq, now): (i64, Timestamp),
    (set, removed, actors): (&[EventId], Vec<EventId>, Vec<Actor>),
) -> Result<Change, StoreError> {
    let events = facts_of(&mut session, set).await?;
    let change = Change { seq, article: None, events, removed, actors };
    add_change(&mut session, "corrected", &change, now).await?;
    session.commit().await?;
    Ok(change)
}
