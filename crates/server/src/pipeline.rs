//! An article's way in: read, store, graph.

use chancery_core::{Article, ArticleId};
use chancery_extract::{Extraction, Knowledge, extract};
use chancery_store::{Put, Store, StoreError};
use std::sync::Arc;

use crate::{answer::EventAnswer, error::ApiError, state::AppState};

/// What became of an article that was sent.
pub struct Taken {
    /// The article.
    pub article: Article,
    /// Whether it was there before.
    pub known: bool,
    /// Whether it is there now.
    pub kept: bool,
    /// The events that it tells, in its words.
    pub events: Vec<EventAnswer>,
    /// What could not be read as it should; nothing for an article that was there before.
    pub diagnostics: Vec<chancery_extract::Diagnostic>,
}

impl AppState {
    /// Reads the events of an article, beside the threads that serve requests. None where the article is there already: reading it again
    /// would tell nothing new.
    ///
    /// # Errors
    /// When the store fails, or reading breaks off, which is a fault of the service.
    pub async fn read(&self, article: Article) -> Result<(Article, Option<Extraction>), ApiError> {
        if is_known(&self.store, &article).await? {
            return Ok((article, None));
        }
        let knowledge = self.knowledge.clone();
        tokio::task::spawn_blocking(move || {
            let extraction = extract(&article, &knowledge);
            (article, Some(extraction))
        })
        .await
        .map_err(ApiError::internal)
    }

    /// What an article that was read would tell, without keeping it. One that is there already tells what it told then.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn preview(&self, article: Article, extraction: Option<Extraction>) -> Result<Taken, ApiError> {
        let Some(Extraction { events, diagnostics, .. }) = extraction else { return self.take(article, None).await };
        let events = events.iter().map(|event| EventAnswer::told_by(event, &article.id)).collect();
        Ok(Taken { article, known: false, kept: false, events, diagnostics })
    }

    /// Stores an article with what was read of it, shows it to the graph, and answers what it tells.
    ///
    /// # Errors
    /// When its id belongs to another article, when it cannot be stored, or when the store fails.
    pub async fn take(&self, article: Article, extraction: Option<Extraction>) -> Result<Taken, ApiError> {
        let (mut known, mut diagnostics) = (true, Vec::new());
        if let Some(extraction) = extraction {
            diagnostics = extraction.diagnostics;
            known = self.put(article.clone(), extraction.events, extraction.actors).await? == Put::Known;
        }
        let events = self.store.events_of_article(&article.id, u32::MAX).await?;
        let events = events.iter().map(|event| EventAnswer::told_by(event, &article.id)).collect();
        Ok(Taken { article, known, kept: true, events, diagnostics })
    }
}

/// Whether this article, with the same content, is in the store.
///
/// # Errors
/// When the store fails.
pub async fn is_known(store: &Store, article: &Article) -> Result<bool, StoreError> {
    let content = |article: &Article| ArticleId::of_content(article.published_on, article.title.as_deref(), &article.text);
    let stored = store.article(&article.id).await?;
    Ok(stored.is_some_and(|stored| content(&stored.article) == content(article)))
}

/// Loads what extraction knows, which takes a moment.
pub fn knowledge() -> Arc<Knowledge> {
    Arc::new(Knowledge::builtin())
}
