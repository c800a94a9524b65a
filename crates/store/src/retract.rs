//! Retracting an article: its text and its reports go, and with them what only they told.

use chancery_core::{ArticleId, Change, EventId};
use jiff::Timestamp;

use crate::{
    Store, StoreError,
    facts::{facts_of, keys},
    put::add_change,
    rows::event_id,
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
    let (mut removed, mut left) = (vec![], vec![]);
    for mut whole in Whole::load(session, told).await? {
        whole.reports.retain(|report| report.article.0 != *article);
        whole.tellings.retain(|telling| telling.article.0 != *article);
        if whole.tellings.is_empty() {
            removed.push(event_id(whole.row.id));
        } else {
            whole.refold();
            left.push(whole);
        }
    }
    session.run(sql::REMOVE_REPORTS, &[Arg::Text(Some(article.as_str()))]).await?;
    session.run(sql::REMOVE_TELLINGS, &[Arg::Text(Some(article.as_str()))]).await?;
    session.run(sql::REMOVE_EVENTS, &[Arg::Text(Some(&keys(&removed)))]).await?;
    write(session, &left).await?;
    Ok((removed, left.iter().map(|whole| event_id(whole.row.id)).collect()))
}
