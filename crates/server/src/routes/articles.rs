//! Articles: what was received, with the words in it that tell events.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use chancery_core::ArticleId;
use serde_json::json;

use crate::{
    answer::{ArticleAnswer, ArticleHead, EventAnswer},
    docs::PageParams,
    error::{ApiError, FieldError},
    list::{Envelope, Form, Page, PageQuery, cursor},
    params::{FromParams, NoParams, Params, Query},
    state::AppState,
};

impl FromParams for PageQuery {
    fn read(params: &Params) -> Self {
        Self::read(params)
    }
}

/// Events with which an article is answered at most: more than any text tells.
const MOST_EVENTS: u32 = 1000;

/// Articles
///
/// What was received, the newest arrival first, without the texts.
#[utoipa::path(get, path = "/v1/articles", tag = "articles", params(PageParams),
    responses((status = 200, description = "Articles", body = Envelope<ArticleHead>)))]
pub async fn list_articles(State(state): State<AppState>, form: Form, Query(page): Query<PageQuery>) -> Result<Response, ApiError> {
    let revision = state.revision();
    let total = state.store.counts().await?.articles;
    let limit = u32::try_from(page.limit).map_err(ApiError::internal)?;
    // One row more than asked for tells whether another page follows.
    let mut heads = state.store.articles(page.position()?, limit + 1).await?;
    let more = heads.len() > page.limit;
    heads.truncate(page.limit);
    let next_cursor = heads.last().filter(|_| more).map(|last| cursor(&last.seq));
    let data = heads.into_iter().map(ArticleHead::from).collect();
    let shown = Page { next_cursor, total: total.max(0).unsigned_abs() };
    Ok(form.list(Envelope { data, page: shown, query: json!({"limit": page.limit}), revision }, page.format))
}

/// One article
///
/// Its text as received and the events that it tells, each with the spans of its words.
#[utoipa::path(get, path = "/v1/articles/{id}", tag = "articles", params(("id" = String, Path, description = "An article's id")),
    responses((status = 200, description = "The article", body = ArticleAnswer)))]
pub async fn get_article(State(state): State<AppState>, Path(id): Path<String>, _: Query<NoParams>) -> Result<Json<ArticleAnswer>, ApiError> {
    let id = article_id(&id)?;
    let stored = state.store.article(&id).await?.ok_or_else(|| unknown(&id))?;
    let events = state.store.events_of_article(&id, MOST_EVENTS).await?;
    let events = events.iter().map(|event| EventAnswer::told_by(event, &id)).collect();
    Ok(Json(ArticleAnswer { head: ArticleHead::new(&stored.article), text: stored.article.text, events, event_count: stored.events }))
}

/// Retract an article
///
/// Takes back the article and what it alone tells; events that other articles tell stay, in their words.
#[utoipa::path(delete, path = "/v1/articles/{id}", tag = "articles", params(("id" = String, Path, description = "An article's id")),
    responses((status = 204, description = "Retracted")))]
pub async fn delete_article(State(state): State<AppState>, Path(id): Path<String>, _: Query<NoParams>) -> Result<StatusCode, ApiError> {
    let id = article_id(&id)?;
    match state.retract(id.clone()).await? {
        Some(_) => Ok(StatusCode::NO_CONTENT),
        None => Err(unknown(&id)),
    }
}

fn article_id(text: &str) -> Result<ArticleId, ApiError> {
    let accepted = "a name of at most 200 bytes without control characters";
    text.parse().map_err(|_| ApiError::Query(vec![FieldError::new("id", Some(text), accepted)]))
}

fn unknown(id: &ArticleId) -> ApiError {
    ApiError::NotFound(format!("No article has the id {id}."))
}
