//! Reading a stored article again: what is read out of it now takes the place of what was read before.

use chancery_core::{Actor, ArticleId, Change, Event, EventId};
use jiff::{Timestamp, tz::TimeZone};
use std::collections::BTreeSet;

use crate::{
    Store, StoreError,
    facts::facts_of,
    given,
    put::{self, Naming, add_change, set_actors},
    retract::withdraw,
    rows::ArticleRow,
    session::Arg,
    sql,
};

impl Store {
    /// Puts `events` and `actors`, as they are read out of a stored article now, in the place of what it told before, in one transaction; none
    /// where there is no such article. Its text, its name and the day from which it is known stay, and so do corrections of its tellings that
    /// are read under their names, or of fields by the same words, again. Events that other articles tell are made anew; actors that nobody names any more stay.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for what cannot be stored, or when the database fails; then all is as it was.
    pub async fn reread_article(&self, id: &ArticleId, events: &[Event], actors: &[Actor]) -> Result<Option<Change>, StoreError> {
        let mut session = self.write().await?;
        let seq = session.number(sql::NEXT_SEQ).await?;
        let name = [Arg::Text(Some(id.as_str()))];
        let Some(row) = session.row::<ArticleRow>(sql::ARTICLE, &name).await? else {
            session.rollback().await?;
            return Ok(None);
        };
        let received_on = TimeZone::UTC.to_datetime(row.received_at.0).date();
        let article = row.article();
        put::check(&article, events)?;
        given::follow(&mut session, id, events).await?;
        let (mut removed, left) = withdraw(&mut session, id).await?;
        let actors = set_actors(&mut session, events.iter().flat_map(|event| &event.participants), actors).await?;
        let set = put::tell(&mut session, &article, events, (Naming::Reconciled, received_on)).await?;
        session.run(sql::SET_EXTRACTOR, &[name[0], Arg::Text(Some(put::EXTRACTOR))]).await?;
        let set: BTreeSet<EventId> = set.into_iter().chain(left).collect();
        removed.retain(|id| !set.contains(id));
        let events = facts_of(&mut session, &set.into_iter().collect::<Vec<_>>()).await?;
        let change = Change { seq, article: Some(id.clone()), events, removed, actors };
        // To whoever follows the log it is the article added anew.
        add_change(&mut session, "added", &change, Timestamp::now()).await?;
        session.commit().await?;
        Ok(Some(change))
    }
}
