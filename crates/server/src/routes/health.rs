//! Whether the service lives, and whether it can answer.

use axum::{Json, extract::State, http::header, response::IntoResponse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    error::ApiError,
    params::{NoParams, Query},
    state::AppState,
};

/// That all is well.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Health {
    /// `ok`.
    pub status: String,
}

/// Alive
///
/// Answers as long as the process serves requests.
#[utoipa::path(get, path = "/healthz", tag = "operations", responses((status = 200, description = "Alive", body = Health)))]
pub async fn get_health(_: Query<NoParams>) -> impl IntoResponse {
    well()
}

/// Ready
///
/// Answers 200 when the store can be read and the graph is loaded, 503 otherwise.
#[utoipa::path(get, path = "/readyz", tag = "operations", responses((status = 200, description = "Ready", body = Health)))]
pub async fn get_readiness(State(state): State<AppState>, _: Query<NoParams>) -> Result<impl IntoResponse, ApiError> {
    state.store.revision().await.map_err(|error| {
        tracing::warn!(%error, "the store cannot be read");
        ApiError::Unavailable("The store cannot be read.".into())
    })?;
    Ok(well())
}

/// Metrics
///
/// Requests by route and status, and what the graph holds, in Prometheus' text format.
#[utoipa::path(get, path = "/metrics", tag = "operations", responses((status = 200, description = "Metrics", content_type = "text/plain", body = String)))]
pub async fn get_metrics(State(state): State<AppState>, _: Query<NoParams>) -> impl IntoResponse {
    let graph = state.graph();
    let text = state.metrics.text(&[
        ("chancery_events", "Events in the graph.", graph.event_count() as i64),
        ("chancery_actors", "Actors in the graph.", graph.actor_count() as i64),
        ("chancery_revision", "The last change that the graph holds.", graph.revision()),
    ]);
    ([(header::CACHE_CONTROL, "no-store"), (header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text)
}

fn well() -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-store")], Json(Health { status: "ok".into() }))
}
