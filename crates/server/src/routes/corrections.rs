//! What people correct: two events that are one, and a telling that is of another event.

use axum::{
    Json,
    extract::{Path, State},
};
use chancery_core::{Change, EventId};
use serde::Serialize;
use utoipa::ToSchema;

use super::events::{detail, event_id};
use crate::{
    answer::EventDetail,
    correction::LONGEST_REASON,
    docs::{MergeParams, SplitParams},
    error::{ApiError, FieldError},
    params::{FromParams, Params, Query},
    state::AppState,
};

/// What a correction made of the events.
#[derive(Debug, Serialize, ToSchema)]
pub struct Corrected {
    /// The events that are not what they were before, as they are now.
    pub events: Vec<EventDetail>,
    /// Events that are no more.
    #[schema(value_type = Vec<String>)]
    pub removed: Vec<EventId>,
    /// The number by which `DELETE /v1/events/{id}/corrections/{number}` takes it back; null for what has another way back.
    pub correction: Option<i64>,
    /// The revision of the graph that holds it.
    pub revision: i64,
}

/// The query of a merge.
pub struct MergeQuery {
    with: EventId,
    reason: Option<String>,
}

impl FromParams for MergeQuery {
    fn read(params: &Params) -> Self {
        Self { with: needed(params, "with", "the id of the other event, 16 hexadecimal digits"), reason: reason(params) }
    }
}

/// The query of a split.
pub struct SplitQuery {
    telling: EventId,
    reason: Option<String>,
}

impl FromParams for SplitQuery {
    fn read(params: &Params) -> Self {
        Self { telling: needed(params, "telling", "the id of one of the event's tellings, 16 hexadecimal digits"), reason: reason(params) }
    }
}

fn needed(params: &Params, name: &'static str, accepted: &str) -> EventId {
    params.require(name, accepted);
    params.parsed(name, accepted).unwrap_or(EventId(0))
}

fn reason(params: &Params) -> Option<String> {
    let text = params.text("reason")?;
    if text.len() > LONGEST_REASON || text.chars().any(char::is_control) {
        params.fault(FieldError::new("reason", Some(&text), format!("at most {LONGEST_REASON} bytes without control characters")));
    }
    Some(text)
}

/// Merge two events
///
/// Says that two events are one. It goes before what the comparison finds, and holds for articles that come again.
#[utoipa::path(post, path = "/v1/events/{id}/merge", tag = "events", params(("id" = String, Path, description = "16 hexadecimal digits"), MergeParams),
    responses((status = 200, description = "The event that is left", body = Corrected)))]
pub async fn merge_events(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(query): Query<MergeQuery>,
) -> Result<Json<Corrected>, ApiError> {
    let (event, other) = (event_id(&id)?, query.with);
    let store = state.store.clone();
    let work = async move { store.merge_events(event, other, query.reason.as_deref()).await };
    let change = state.change(work).await.map_err(|error| refused(error, "with", other))?;
    let change = change.ok_or_else(|| ApiError::NotFound(format!("One of the events {event} and {other} is not there.")))?;
    corrected(&state, change).await
}

/// Take a telling out of an event
///
/// Says that what one article tells is another event: it becomes an event of its own, and stays one.
#[utoipa::path(post, path = "/v1/events/{id}/split", tag = "events", params(("id" = String, Path, description = "16 hexadecimal digits"), SplitParams),
    responses((status = 200, description = "The event that is left, and the one taken out of it", body = Corrected)))]
pub async fn split_event(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(query): Query<SplitQuery>,
) -> Result<Json<Corrected>, ApiError> {
    let (event, telling) = (event_id(&id)?, query.telling);
    let store = state.store.clone();
    let work = async move { store.split_event(event, telling, query.reason.as_deref()).await };
    let change = state.change(work).await.map_err(|error| refused(error, "telling", telling))?;
    let change = change.ok_or_else(|| ApiError::NotFound(format!("No event {event} has a telling {telling}; GET /v1/events/{event} lists them.")))?;
    corrected(&state, change).await
}

/// A correction that makes no sense is a fault of its parameter.
fn refused(error: ApiError, parameter: &str, given: EventId) -> ApiError {
    match error {
        ApiError::Unstorable(reason) => {
            ApiError::Query(vec![FieldError::new(parameter, Some(&given.to_string()), format!("an event or telling that is another one ({reason})"))])
        }
        other => other,
    }
}

/// What a change made of the events.
pub(super) async fn corrected(state: &AppState, change: Change) -> Result<Json<Corrected>, ApiError> {
    let mut events = Vec::with_capacity(change.events.len());
    for facts in &change.events {
        events.extend(detail(state, facts.id).await?);
    }
    Ok(Json(Corrected { events, removed: change.removed, correction: None, revision: state.revision() }))
}
