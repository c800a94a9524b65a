//! Retracting an article: its text and its reports go, and with them what only they told.

use chancery_core::{ArticleId, Change, EventId};
use jiff::Timestamp;
use sqlx::types::Json;

use crate::{
    Store, StoreError,
    facts::{facts_of, json, keys},
    put::{add_change, ids_of, stored},
    rows::{Before, EventRow, ParticipantRow, ReportRow, event_id},
    session::{Arg, Session},
    sql,
};

impl Store {
    /// Removes an article with its text and its reports, or answers none where there is no such article. An event that no other article
    /// tells goes too. One that others tell becomes what it was before the article joined it or, where others joined it since, loses
    /// the participants, date and place for which no words are left. Actors stay.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn retract_article(&self, id: &ArticleId) -> Result<Option<Change>, StoreError> {
        let mut session = self.write().await?;
        let seq = session.number(sql::NEXT_SEQ).await?;
        let article = [Arg::Text(Some(id.as_str()))];
        if session.row::<(String,)>(sql::CONTENT, &article).await?.is_none() {
            session.rollback().await?;
            return Ok(None);
        }
        let told: Vec<(i64,)> = session.rows(sql::EVENTS_OF_ARTICLE, &article).await?;
        let told: Vec<EventId> = told.into_iter().map(|(key,)| event_id(key)).collect();
        let (removed, left) = withdraw(&mut session, id, &told).await?;
        session.run(sql::REMOVE_ARTICLE, &article).await?;
        let events = facts_of(&mut session, &left).await?;
        let change = Change { seq, article: Some(id.clone()), events, removed, actors: vec![] };
        add_change(&mut session, "retracted", &change, Timestamp::now()).await?;
        session.commit().await?;
        Ok(Some(change))
    }
}

/// Takes the article out of the events that it tells; answers those that are gone and those that are left.
async fn withdraw(session: &mut Session, article: &ArticleId, told: &[EventId]) -> Result<(Vec<EventId>, Vec<EventId>), StoreError> {
    let (mut removed, mut rows, mut participants, mut relinked) = (vec![], vec![], vec![], vec![]);
    for (event, told_participants, reports) in stored(session, told).await? {
        let (gone, left): (Vec<_>, Vec<_>) = reports.into_iter().partition(|report| report.article.0 == *article);
        if left.is_empty() {
            removed.push(event_id(event.id));
            continue;
        }
        let (now, next) = without(Before { event, participants: told_participants }, &gone, &left);
        rows.push(now.event);
        participants.extend(now.participants);
        relinked.extend(next);
    }
    session.run(sql::REMOVE_REPORTS, &[Arg::Text(Some(article.as_str()))]).await?;
    session.run(sql::REMOVE_EVENTS, &[Arg::Text(Some(&keys(&removed)))]).await?;
    let left = ids_of(&rows);
    for report in relinked {
        let before = report.before.as_ref().map(json);
        session.run(sql::SET_BEFORE, &[Arg::Int(report.event), Arg::Int(report.ordinal.into()), Arg::Text(before.as_deref())]).await?;
    }
    if !rows.is_empty() {
        session.run(sql::SET_EVENTS, &[Arg::Text(Some(&json(&rows)))]).await?;
        session.run(sql::CLEAR_PARTICIPANTS, &[Arg::Text(Some(&keys(&left)))]).await?;
        session.run(sql::ADD_PARTICIPANTS, &[Arg::Text(Some(&json(&participants)))]).await?;
    }
    Ok((removed, left))
}

/// The event without the reports that are `gone`, and the report that joined it next, which now follows on what they followed on.
///
/// An article is put at once, so its reports of an event stand together in the order of telling.
fn without(now: Before, gone: &[ReportRow], left: &[ReportRow]) -> (Before, Option<ReportRow>) {
    let before = gone[0].before.clone();
    let next = left.iter().find(|report| report.ordinal > gone[0].ordinal);
    let (mut now, next) = match (next, before) {
        (None, Some(before)) => (before.0, None),
        (Some(next), before) => (now, Some(ReportRow { before, ..next.clone() })),
        (None, None) => (now, None),
    };
    keep_told(&mut now, gone, left);
    settle(&mut now.event, left);
    (now, next)
}

/// Takes away the participants, the date and the place that were told in words and are so no more.
fn keep_told(now: &mut Before, gone: &[ReportRow], left: &[ReportRow]) {
    let mentions = |reports: &[ReportRow], row: &ParticipantRow| {
        reports.iter().flat_map(|report| &report.words.0.mentions).any(|mention| mention.actor == row.actor.0 && mention.role == row.role.0)
    };
    now.participants.retain(|row| mentions(left, row) || !mentions(gone, row));
    let lost = |told: fn(&ReportRow) -> bool| gone.iter().any(told) && !left.iter().any(told);
    if lost(|report| report.words.0.date.is_some()) {
        (now.event.date_start, now.event.date_end) = (None, None);
    }
    if lost(|report| report.words.0.place.is_some()) {
        now.event.forget_place();
    }
}

/// Makes the status one of the latest day on which a report is known, and the confidence that of the surest report.
fn settle(event: &mut EventRow, left: &[ReportRow]) {
    let latest = left.iter().map(|report| report.known_on).max();
    let mut last = left.iter().filter(|report| Some(report.known_on) == latest);
    if !last.clone().any(|report| report.status == event.status)
        && let Some(report) = last.next_back()
    {
        // What the event was when an article last told it so had the codes of that status.
        let told_so = left.iter().filter_map(|report| report.before.as_ref()).find(|Json(before)| before.event.status == report.status);
        match told_so {
            Some(Json(before)) => event.take_status(&before.event),
            None => event.status = report.status.clone(),
        }
    }
    event.confidence = left.iter().map(|report| report.confidence).fold(0.0, f32::max);
}
