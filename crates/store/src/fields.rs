//! What people say of an event's fields, or that it is none: said, listed, taken back.

use chancery_core::{Actor, Change, Correction, Event, EventId, Field};
use jiff::Timestamp;
use sqlx::{FromRow, types::Json};
use std::collections::BTreeSet;

use crate::{
    Store, StoreError,
    columns::Moment,
    correct::finish,
    facts::{facts_of, json, keys},
    given::{bind_all, bindings},
    put::set_actors,
    read::names,
    rows::{ParticipantRow, event_id, key},
    session::{Arg, Session},
    shelf, sql,
    tellings::{self, Whole},
};

/// One thing that a person has said of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventCorrection {
    /// Its number, that of the change which it made.
    pub number: i64,
    /// When it was said.
    pub at: Timestamp,
    /// Why.
    pub reason: Option<String>,
    /// The fields as the person has them; none where the event is said to be none.
    pub given: Option<Correction>,
    /// The same fields, or all of them, as they were before.
    pub before: Correction,
    /// When it was taken back, where it was.
    pub undone_at: Option<Timestamp>,
}

/// What people have said of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Corrections {
    /// The event as it is; none where a person says that there is none, or where it is a part of another one.
    pub event: Option<Event>,
    /// The event as articles alone tell it, without what people have said; none where no article tells it any more.
    pub told: Option<Event>,
    /// All that was said, the first first, what was taken back included.
    pub said: Vec<EventCorrection>,
}

impl Corrections {
    /// Whether a person says that there is no such event.
    pub fn rejects(&self) -> bool {
        self.event.is_none() && self.said.iter().any(|said| said.given.is_none() && said.undone_at.is_none())
    }
}

#[derive(FromRow)]
struct Row {
    seq: i64,
    at: Moment,
    reason: Option<String>,
    given: Option<Json<Correction>>,
    before: Json<Correction>,
    undone_at: Option<Moment>,
}

impl Store {
    /// Gives an event fields that go before what articles tell: those of `correction`, whose participants are among `actors` or are stored.
    /// They hold for all of its tellings, whichever of them go and come again, until it is taken back. None where there is no such event.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for what cannot be stored, or when the database fails; then all is as it was.
    pub async fn correct_event(
        &self,
        event: EventId,
        correction: &Correction,
        actors: &[Actor],
        reason: Option<&str>,
    ) -> Result<Option<Change>, StoreError> {
        let mut session = self.write().await?;
        let seq = session.number(sql::NEXT_SEQ).await?;
        let Some(mut whole) = Whole::load(&mut session, &[event]).await?.pop() else {
            session.rollback().await?;
            return Ok(None);
        };
        let mut given = correction.clone();
        given.status_from = match given.status {
            Some(_) => facts_of(&mut session, &[event]).await?.first().and_then(|facts| facts.history.last()).map(|&(day, _)| day),
            None => None,
        };
        let now = Timestamp::now();
        let before = Correction::of(&shown(&whole), &given.fields());
        say(&mut session, (event, Some(&given), &before), reason, (seq, now)).await?;
        let actors = set_actors(&mut session, given.participants.iter().flatten(), actors).await?;
        let ontology = session.ontology.clone();
        whole.given.add(seq, given, &ontology);
        whole.refold();
        write(&mut session, &[whole]).await?;
        finish(session, (seq, now), (&[event], vec![], actors)).await.map(Some)
    }

    /// Says that what articles tell as an event is none: it stands in no answer any more, nor do these tellings when their articles come
    /// again. What other articles may tell yet is looked at for itself. None where there is no such event.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reject_event(&self, event: EventId, reason: Option<&str>) -> Result<Option<Change>, StoreError> {
        let mut session = self.write().await?;
        let seq = session.number(sql::NEXT_SEQ).await?;
        let Some(whole) = Whole::load(&mut session, &[event]).await?.pop() else {
            session.rollback().await?;
            return Ok(None);
        };
        let now = Timestamp::now();
        let before = Correction::of(&shown(&whole), Field::ALL);
        say(&mut session, (event, None, &before), reason, (seq, now)).await?;
        bind_all(&mut session, &bindings(&whole, seq)).await?;
        shelf::put(&mut session, &whole, seq).await?;
        finish(session, (seq, now), (&[], vec![event], vec![])).await.map(Some)
    }

    /// Takes a correction of an event back: what it gave is again as articles tell it, or as an earlier correction has it. None where the
    /// event has no such correction, or where it was taken back before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn undo_correction(&self, event: EventId, number: i64) -> Result<Option<Change>, StoreError> {
        let mut session = self.write().await?;
        let seq = session.number(sql::NEXT_SEQ).await?;
        let (_, said) = said_of(&mut session, event).await?;
        let Some(row) = said.into_iter().find(|row| row.seq == number && row.undone_at.is_none()) else {
            session.rollback().await?;
            return Ok(None);
        };
        let now = Timestamp::now();
        session.run(sql::UNDO_FIELD_CORRECTION, &[Arg::Int(number), Arg::Moment(now)]).await?;
        let mut wholes = match row.given {
            Some(_) => {
                let events: Vec<EventId> = names(&mut session, sql::EVENTS_CORRECTED, &[Arg::Int(number)]).await?;
                Whole::load(&mut session, &events).await?
            }
            None => shelf::take(&mut session, (number, event)).await?.into_iter().collect(),
        };
        wholes.iter_mut().for_each(Whole::refold);
        write(&mut session, &wholes).await?;
        if row.given.is_none() {
            let reports: Vec<_> = wholes.iter().flat_map(|whole| &whole.reports).collect();
            session.run(sql::ADD_REPORTS, &[Arg::Text(Some(&json(&reports)))]).await?;
        }
        let set: Vec<EventId> = wholes.iter().map(|whole| event_id(whole.row.id)).collect();
        finish(session, (seq, now), (&set, vec![], vec![])).await.map(Some)
    }

    /// What people have said of an event; none where there is neither such an event nor anything said of one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn corrections(&self, event: EventId) -> Result<Option<Corrections>, StoreError> {
        let mut session = self.read().await?;
        let (whole, rows) = said_of(&mut session, event).await?;
        if whole.is_none() && rows.is_empty() {
            return Ok(None);
        }
        let rejected = rows.iter().find(|row| row.given.is_none() && row.undone_at.is_none()).filter(|_| whole.is_none());
        let put_away = match rejected {
            Some(row) => shelf::look(&mut session, row.seq).await?,
            None => None,
        };
        let told = whole.as_ref().or(put_away.as_ref()).and_then(Whole::read);
        Ok(Some(Corrections { event: whole.as_ref().map(shown), told, said: rows.into_iter().map(Row::correction).collect() }))
    }
}

/// The event of this name, where it is stored, and all that was said of it or of its tellings.
async fn said_of(session: &mut Session, event: EventId) -> Result<(Option<Whole>, Vec<Row>), StoreError> {
    let whole = Whole::load(session, &[event]).await?.pop();
    let tellings: Vec<EventId> = whole.iter().flat_map(|whole| &whole.tellings).map(|telling| event_id(telling.id)).collect();
    let rows = session.rows(sql::FIELD_CORRECTIONS, &[Arg::Text(Some(&keys(&tellings))), Arg::Int(key(event))]).await?;
    Ok((whole, rows))
}

/// The event without its reports.
fn shown(whole: &Whole) -> Event {
    whole.row.clone().event(whole.participants.iter().cloned().map(ParticipantRow::participant).collect(), vec![])
}

async fn say(
    session: &mut Session,
    (event, given, before): (EventId, Option<&Correction>, &Correction),
    reason: Option<&str>,
    (seq, now): (i64, Timestamp),
) -> Result<(), StoreError> {
    let (given, before) = (given.map(json), json(before));
    let said = [Arg::Text(reason), Arg::Text(given.as_deref()), Arg::Text(Some(&before))];
    let args = [&[Arg::Int(seq), Arg::Int(key(event)), Arg::Moment(now)][..], &said[..]].concat();
    session.run(sql::ADD_FIELD_CORRECTION, &args).await
}

/// Writes events that people have corrected. Those of files that were imported are not compared with what articles tell, so they are not to
/// be found for that.
pub(crate) async fn write(session: &mut Session, wholes: &[Whole]) -> Result<(), StoreError> {
    if wholes.is_empty() {
        return Ok(());
    }
    tellings::write(session, wholes).await?;
    let articles: BTreeSet<&str> = wholes.iter().flat_map(|whole| &whole.reports).map(|report| report.article.0.as_str()).collect();
    let files: Vec<(String,)> = session.rows(sql::WITHOUT_TEXT, &[Arg::Text(Some(&json(&articles)))]).await?;
    let filed = |whole: &&Whole| whole.reports.iter().all(|report| files.iter().any(|(file,)| file == report.article.0.as_str()));
    let filed: Vec<EventId> = wholes.iter().filter(filed).map(|whole| event_id(whole.row.id)).collect();
    if filed.is_empty() {
        return Ok(());
    }
    session.run(sql::CLEAR_DOCKET, &[Arg::Text(Some(&keys(&filed)))]).await
}

impl Row {
    fn correction(self) -> EventCorrection {
        EventCorrection {
            number: self.seq,
            at: self.at.0,
            reason: self.reason,
            given: self.given.map(|given| given.0),
            before: self.before.0,
            undone_at: self.undone_at.map(|at| at.0),
        }
    }
}
