//! Retracting an article: its text and its reports go, and with them what only they told.

use chancery_core::{ArticleId, Change, EventId};
use jiff::Timestamp;
use std::collections::HashSet;

use crate::{
    Store, StoreError,
    facts::{facts_of, keys},
    put::add_change,
    read::{names, told_by},
    session::{Arg, Session},
    sql,
    tellings::{Whole, write},
};

impl Store {
    /// Removes an article with its text and its reports, or answers none where there is no such article. An event that no other article
    /// tells goes too. One that others tell is made anew of what they tell. Actors stay.
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
        let (removed, left) = withdraw(&mut session, id).await?;
        session.run(sql::REMOVE_ARTICLE, &article).await?;
        let events = facts_of(&mut session, &left).await?;
        let change = Change { seq, article: Some(id.clone()), events, removed, actors: vec![] };
        add_change(&mut session, "retracted", &change, Timestamp::now()).await?;
        session.commit().await?;
        Ok(Some(change))
    }
}

/// Takes the article out of the events that it tells; answers those that are gone and those that are left. Only the latter are read: a file
/// that was imported may alone tell a million.
pub(crate) async fn withdraw(session: &mut Session, article: &ArticleId) -> Result<(Vec<EventId>, Vec<EventId>), StoreError> {
    let name = [Arg::Text(Some(article.as_str()))];
    let shared: HashSet<EventId> = names(session, sql::SHARED_EVENTS, &name).await?;
    let told = told_by(session, article, i64::MAX).await?;
    let (left, removed): (Vec<EventId>, Vec<EventId>) = told.into_iter().partition(|id| shared.contains(id));
    let mut wholes = Whole::load(session, &left).await?;
    for whole in &mut wholes {
        whole.reports.retain(|report| report.article.0 != *article);
        whole.tellings.retain(|telling| telling.article.0 != *article);
        whole.refold();
    }
    session.run(sql::REMOVE_REPORTS, &name).await?;
    session.run(sql::REMOVE_TELLINGS, &name).await?;
    session.run(sql::UNSHELVE_ARTICLE, &name).await?;
    session.run(sql::REMOVE_EVENTS, &[Arg::Text(Some(&keys(&removed)))]).await?;
    write(session, &wholes).await?;
    Ok((removed, left))
}
