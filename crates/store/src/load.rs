//! Everything at once, as the graph is filled at its start.

use chancery_core::EventFacts;
use sqlx::PgConnection;

use crate::{
    Loaded, Store, StoreError,
    copied::Copied,
    facts::{Head, Of, Part, Telling, assemble, each_actor, facts, run},
    session::{Arg, Engine, Session},
    sql,
};

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
        let mut event = |facts| sink(Loaded::Event(facts));
        match &mut session.engine {
            Engine::Postgres(transaction) => copied(transaction, &mut event).await?,
            Engine::Sqlite(_) => paged(&mut session, &mut event).await?,
        }
        Ok(revision)
    }
}

/// Postgres: its rows lie in no order. To sort them there, or to fetch each by an index, takes several times as long as to copy the tables out as
/// they lie and to sort sixteen bytes a row here.
async fn copied(connection: &mut PgConnection, sink: &mut (impl FnMut(EventFacts) + Send)) -> Result<(), StoreError> {
    let participants: Copied<Part> = Copied::read(connection, sql::COPY_PARTICIPANTS).await?;
    let tellings: Copied<Telling> = Copied::read(connection, sql::COPY_TELLINGS).await?;
    let heads: Copied<Head> = Copied::read(connection, sql::COPY_EVENTS).await?;
    let (mut participants, mut tellings) = (participants.rows().peekable(), tellings.rows().peekable());
    for (event, head) in heads.rows() {
        let (parts, told) = (run(&mut participants, |&(of, _)| of == event), run(&mut tellings, |&(of, _)| of == event));
        sink(facts(event, head, parts.map(|(_, part)| part), told.map(|(_, telling)| telling))?);
    }
    Ok(())
}

/// SQLite: its rows lie in the order of their events, so they are read range by range.
async fn paged(session: &mut Session, sink: &mut (impl FnMut(EventFacts) + Send)) -> Result<(), StoreError> {
    let mut first = Some(i64::MIN);
    while let Some(from) = first {
        let page: Vec<Of<Head>> = session.rows(sql::FACTS, &[Arg::Int(from)]).await?;
        let Some(last) = page.last().map(|head| head.event) else { break };
        let range = [Arg::Int(from), Arg::Int(last)];
        let participants: Vec<Of<Part>> = session.rows(sql::FACT_PARTICIPANTS, &range).await?;
        let tellings: Vec<Of<Telling>> = session.rows(sql::TELLINGS, &range).await?;
        assemble(&page, &participants, &tellings)?.into_iter().for_each(&mut *sink);
        first = last.checked_add(1);
    }
    Ok(())
}
