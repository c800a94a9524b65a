//! Streaming out: every actor and every event with its reports, page by page.

use chancery_core::{Actor, Event};

use crate::{
    Store, StoreError,
    facts::{each_actor, run},
    rows::{EventRow, ParticipantRow, ReportRow},
    session::{Arg, Session},
    sql,
};

/// Events read at a time; with what belongs to them some megabytes.
const PAGE: i64 = 5_000;

/// What [`Store::export`] hands out.
#[derive(Clone, Debug, PartialEq)]
pub enum Exported {
    /// An actor. All of them come before the first event.
    Actor(Actor),
    /// An event with every report that tells it.
    Event(Box<Event>),
}

impl Store {
    /// Hands every actor and then every event to `sink`, all of one moment, and says which revision that was.
    ///
    /// # Errors
    /// The first of `sink`, or when the database fails or holds a row that cannot be read.
    pub async fn export<E: From<StoreError>>(&self, mut sink: impl FnMut(Exported) -> Result<(), E> + Send) -> Result<i64, E> {
        let mut session = self.read().await?;
        let revision = session.number(sql::REVISION).await?;
        each_actor(&mut session, |actor| sink(Exported::Actor(actor))).await?;
        let mut first = Some(i64::MIN);
        while let Some(from) = first {
            let (events, last) = page(&mut session, from).await?;
            events.into_iter().try_for_each(|event| sink(Exported::Event(Box::new(event))))?;
            first = last.and_then(|last| last.checked_add(1));
        }
        Ok(revision)
    }
}

/// The events of a page, and the number of the last.
async fn page(session: &mut Session, from: i64) -> Result<(Vec<Event>, Option<i64>), StoreError> {
    let rows: Vec<EventRow> = session.rows(sql::EVENTS_FROM, &[Arg::Int(from), Arg::Int(PAGE)]).await?;
    let Some(last) = rows.last().map(|row| row.id) else { return Ok((vec![], None)) };
    let range = [Arg::Int(from), Arg::Int(last)];
    let mut participants = session.rows::<ParticipantRow>(sql::PARTICIPANTS_BETWEEN, &range).await?.into_iter().peekable();
    let mut reports = session.rows::<ReportRow>(sql::REPORTS_BETWEEN, &range).await?.into_iter().peekable();
    let events = rows.into_iter().map(|row| {
        let id = row.id;
        let participants = run(&mut participants, |one| one.event == id).map(ParticipantRow::participant).collect();
        let reports = run(&mut reports, |one| one.event == id).map(ReportRow::report).collect();
        row.event(participants, reports)
    });
    Ok((events.collect(), Some(last)))
}
