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

fn well() -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-store")], Json(Health { status: "ok".into() }))
}
