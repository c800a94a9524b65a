//! Events that a person says are none: what articles tell of them stands in no answer, and comes back when that is taken back.

use chancery_core::EventId;
use serde::Serialize;
use sqlx::{FromRow, types::Json};

use crate::{
    StoreError,
    facts::{json, keys},
    given::{Given, Rejection},
    reconcile::free_name,
    rows::{EventRow, ReportRow, TellingRow, event_id, key},
    session::{Arg, Session},
    sql,
    tellings::Whole,
};

#[derive(Serialize)]
struct Row<'w> {
    article: &'w str,
    id: i64,
    correction: i64,
    telling: &'w TellingRow,
    reports: Vec<&'w ReportRow>,
}

#[derive(FromRow)]
struct Shelved {
    telling: Json<TellingRow>,
    reports: Json<Vec<ReportRow>>,
}

/// Takes an event out of all tables but this one.
pub(crate) async fn put(session: &mut Session, whole: &Whole, correction: i64) -> Result<(), StoreError> {
    shelve(session, &[(correction, whole)]).await?;
    session.run(sql::REMOVE_EVENTS, &[Arg::Text(Some(&keys(&[event_id(whole.row.id)])))]).await
}

/// Puts away what an article tells again of events that were rejected.
pub(crate) async fn put_again(session: &mut Session, mut wholes: Vec<(Rejection, Whole)>) -> Result<(), StoreError> {
    for (rejection, whole) in &mut wholes {
        if rejection.event != whole.row.id {
            whole.rename(rejection.event);
        }
    }
    let rows: Vec<(i64, &Whole)> = wholes.iter().map(|(rejection, whole)| (rejection.correction, whole)).collect();
    shelve(session, &rows).await
}

async fn shelve(session: &mut Session, wholes: &[(i64, &Whole)]) -> Result<(), StoreError> {
    if wholes.is_empty() {
        return Ok(());
    }
    let mut rows = vec![];
    for (correction, whole) in wholes {
        for telling in &whole.tellings {
            let reports = whole.reports.iter().filter(|report| report.is_of(telling)).collect();
            rows.push(Row { article: telling.article.0.as_str(), id: telling.id, correction: *correction, telling, reports });
        }
    }
    session.run(sql::SHELVE, &[Arg::Text(Some(&json(&rows)))]).await
}

/// The event that a correction rejected, as articles tell it now; none where no article tells it any more.
pub(crate) async fn look(session: &mut Session, correction: i64) -> Result<Option<Whole>, StoreError> {
    let rows: Vec<Shelved> = session.rows(sql::SHELVED, &[Arg::Int(correction)]).await?;
    let (mut tellings, mut reports) = (vec![], vec![]);
    for Shelved { telling, reports: own } in rows {
        tellings.push(telling.0);
        reports.extend(own.0);
    }
    // In the orders in which they are read from their own tables.
    tellings.sort_by(|a: &TellingRow, b: &TellingRow| (a.known_on, a.article.0.as_str(), a.id).cmp(&(b.known_on, b.article.0.as_str(), b.id)));
    reports.sort_by_key(|report: &ReportRow| report.ordinal);
    // An article that came again while the event was put away counts its reports from nought.
    if reports.windows(2).any(|two| two[0].ordinal == two[1].ordinal) {
        (0..).zip(&mut reports).for_each(|(ordinal, report)| report.ordinal = ordinal);
    }
    let Some(first) = tellings.first() else { return Ok(None) };
    let row = EventRow { id: first.event, ..first.told.0.event.clone() };
    let mut whole = Whole { row, participants: vec![], reports, tellings, given: Given::default() };
    Whole::hear(session, vec![&mut whole]).await?;
    whole.refold();
    Ok(Some(whole))
}

/// Takes the event from the shelf, to be written: under its own name, unless another event has that by now.
pub(crate) async fn take(session: &mut Session, (correction, name): (i64, EventId)) -> Result<Option<Whole>, StoreError> {
    let Some(mut whole) = look(session, correction).await? else { return Ok(None) };
    session.run(sql::UNSHELVE, &[Arg::Int(correction)]).await?;
    // One that came again while the event was put away was compared with nothing.
    let first = whole.tellings.iter().position(|telling| telling.reasons.is_empty());
    let others = whole.tellings.iter_mut().enumerate().filter(|&(number, _)| Some(number) != first);
    others.filter(|(_, telling)| telling.reasons.is_empty()).for_each(|(_, telling)| telling.reasons = Json(vec!["a person says so".into()]));
    let name = free_name(session, name).await?;
    if key(name) != whole.row.id {
        whole.rename(key(name));
    }
    Ok(Some(whole))
}
