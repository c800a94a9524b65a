//! New and changed events as they come.

use axum::{
    extract::State,
    http::HeaderMap,
    response::sse::{Event as Message, KeepAlive, Sse},
};
use chancery_core::Change;
use futures_util::stream::{self, Stream};
use std::{collections::VecDeque, convert::Infallible};
use tokio::sync::watch;

use crate::{
    answer::EventAnswer,
    error::{ApiError, FieldError},
    params::{NoParams, Query},
    state::AppState,
};

/// New and changed events
///
/// Server-Sent Events: `event` brings an event with its reports as it is now, `removed` the id of one that no report tells any
/// more or that a person has rejected. A client that comes back with `Last-Event-ID` misses nothing; without it the stream begins with what comes next.
#[utoipa::path(get, path = "/v1/stream", tag = "events",
    params(("Last-Event-ID" = Option<i64>, Header, description = "The id of the last message seen: the number of a change")),
    responses((status = 200, description = "Messages", content_type = "text/event-stream", body = String)))]
pub async fn get_stream(
    State(state): State<AppState>,
    headers: HeaderMap,
    _: Query<NoParams>,
) -> Result<Sse<impl Stream<Item = Result<Message, Infallible>>>, ApiError> {
    let after = last_id(&headers)?.unwrap_or_else(|| state.revision());
    let follower = Follower { revisions: state.revisions(), closing: state.closing(), state, after, ready: VecDeque::new() };
    let messages = stream::unfold(follower, |mut follower| async move { Some((Ok(follower.next().await?), follower)) });
    Ok(Sse::new(messages).keep_alive(KeepAlive::default()))
}

fn last_id(headers: &HeaderMap) -> Result<Option<i64>, ApiError> {
    let Some(given) = headers.get("last-event-id") else { return Ok(None) };
    let text = given.to_str().unwrap_or_default();
    let number = text.parse().ok().filter(|&number: &i64| number >= 0);
    let fault = || ApiError::Query(vec![FieldError::new("Last-Event-ID", Some(text), "the id of a message of this stream")]);
    number.map(Some).ok_or_else(fault)
}

/// One client, and up to which change it has been served.
struct Follower {
    state: AppState,
    revisions: watch::Receiver<i64>,
    closing: watch::Receiver<bool>,
    after: i64,
    ready: VecDeque<Message>,
}

impl Follower {
    /// The next message; none when the service stops or its store fails, upon which the client comes back with its last id.
    async fn next(&mut self) -> Option<Message> {
        loop {
            if let Some(message) = self.ready.pop_front() {
                return Some(message);
            }
            let after = self.after;
            tokio::select! {
                waited = self.revisions.wait_for(|&revision| revision > after) => { waited.ok()?; }
                _ = self.closing.wait_for(|&closing| closing) => return None,
            }
            if let Err(error) = self.fetch().await {
                tracing::warn!(%error, "a stream ends");
                return None;
            }
        }
    }

    async fn fetch(&mut self) -> Result<(), ApiError> {
        // One at a time: an import brings changes of ten thousand events, and each client has its own messages in memory.
        for change in self.state.store.changes_after(self.after, 1).await? {
            self.ready.extend(self.messages(&change).await?);
            self.after = change.seq;
        }
        Ok(())
    }

    /// The messages of a change. Only the last has the id, so that a client cut off in between gets all of them again.
    async fn messages(&self, change: &Change) -> Result<Vec<Message>, ApiError> {
        let ids: Vec<_> = change.events.iter().map(|facts| facts.id).collect();
        let events = self.state.store.events(&ids).await?;
        let told = events.iter().map(|event| Message::default().event("event").json_data(EventAnswer::new(event, true)));
        let removed = change.removed.iter().map(|id| Message::default().event("removed").json_data(serde_json::json!({"id": id})));
        let mut messages = told.chain(removed).collect::<Result<Vec<_>, _>>().map_err(ApiError::internal)?;
        if let Some(last) = messages.pop() {
            messages.push(last.id(change.seq.to_string()));
        }
        Ok(messages)
    }
}
