//! Two actors: what they have done with one another, and by which chain of events they are joined.

use axum::{
    extract::{Path, State},
    response::Response,
};
use chancery_graph::query::{Dyad, Hop, Month, Path as Chain, PathAnswer};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{Answer, understood};
use crate::{
    csv::{Row, cell},
    docs::{ChainParams, EventParams, FormatParams, LatestParams},
    error::{ApiError, FieldError},
    filter::{FilterQuery, Takes},
    format::Format,
    list::Form,
    params::{FromParams, Params, Query},
    schema,
    state::AppState,
};

/// The query of a dyad.
pub struct DyadQuery {
    filter: FilterQuery,
    latest: usize,
    format: Option<Format>,
}

impl FromParams for DyadQuery {
    fn read(params: &Params) -> Self {
        let latest = params.number("latest", 0..=100).unwrap_or(10);
        Self { filter: FilterQuery::read(params, Takes::NoActors), latest, format: Format::read(params) }
    }
}

/// The query of a chain.
pub struct ChainQuery {
    filter: FilterQuery,
    ends: Option<(String, String)>,
    format: Option<Format>,
}

impl FromParams for ChainQuery {
    fn read(params: &Params) -> Self {
        let end = |name: &'static str, accepted: &str| {
            params.require(name, accepted);
            params.text(name)
        };
        let from = end("actor", "the actor with whom the chain begins");
        let to = end("with", "the actor with whom it ends");
        Self { filter: FilterQuery::read(params, Takes::NoActors), ends: from.zip(to), format: Format::read(params) }
    }
}

/// A chain of events, or null where none joins the two.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Path)]
pub struct ChainAnswer {
    /// The chain.
    #[schema(value_type = Option<schema::Chain>)]
    pub path: Option<PathAnswer>,
}

/// Two actors
///
/// What two actors have done with one another: counts by type, a series by month with the mean Goldstein score, and the latest events. As a
/// table, the series.
#[utoipa::path(get, path = "/v1/dyads/{a}/{b}", tag = "graph",
    params(("a" = String, Path, description = "An id or a name"), ("b" = String, Path, description = "An id or a name"), LatestParams, EventParams,
        FormatParams),
    responses((status = 200, description = "The two", body = Answer<schema::Dyad>)))]
pub async fn get_dyad(
    State(state): State<AppState>,
    Path((a, b)): Path<(String, String)>,
    form: Form,
    Query(query): Query<DyadQuery>,
) -> Result<Response, ApiError> {
    let graph = state.graph();
    let (a, b) = (state.names(&graph).actor("a", &a)?, state.names(&graph).actor("b", &b)?);
    if a == b {
        return Err(ApiError::Query(vec![FieldError::new("b", Some(b.as_str()), "another actor than a")]));
    }
    let filter = query.filter.resolve(state.names(&graph))?.happened();
    let understood = understood(&filter, json!({"actor": [&a], "with": [&b], "latest": query.latest}));
    let asked = Dyad { a, b, filter, latest: query.latest };
    let answer = state.ask(&graph, move |graph| asked.run(graph)).await?;
    let answer = answer.ok_or_else(|| ApiError::internal("two actors that have names are no dyad"))?;
    let answer = Answer { answer, query: understood, revision: graph.revision() };
    Ok(form.rows(&answer, &answer.answer.series, query.format))
}

/// Shortest chain
///
/// The shortest chain of events between `actor` and `with`; each hop shows the latest selected event that its two actors share. As a table,
/// the hops.
#[utoipa::path(get, path = "/v1/paths", tag = "graph", params(ChainParams, EventParams, FormatParams),
    responses((status = 200, description = "The chain", body = Answer<ChainAnswer>)))]
pub async fn get_path(State(state): State<AppState>, form: Form, Query(query): Query<ChainQuery>) -> Result<Response, ApiError> {
    let graph = state.graph();
    let (from, to) = query.ends.ok_or_else(|| ApiError::internal("a query without its two actors was let through"))?;
    let (from, to) = (state.names(&graph).actor("actor", &from)?, state.names(&graph).actor("with", &to)?);
    let filter = query.filter.resolve(state.names(&graph))?.happened();
    let understood = understood(&filter, json!({"actor": [&from], "with": [&to]}));
    let asked = Chain { from, to, filter };
    let path = state.ask(&graph, move |graph| asked.run(graph)).await?;
    let answer = Answer { answer: ChainAnswer { path }, query: understood, revision: graph.revision() };
    let hops = answer.answer.path.as_ref().map_or(&[][..], |path| &path.hops);
    Ok(form.rows(&answer, hops, query.format))
}

impl Row for Month {
    const COLUMNS: &'static [&'static str] = &["month", "count", "mean_score"];

    fn cells(&self) -> Vec<String> {
        vec![self.month.to_string(), self.count.to_string(), self.mean_score.to_string()]
    }
}

impl Row for Hop {
    const COLUMNS: &'static [&'static str] = &["from", "to", "event", "type", "status", "date_start", "date_end", "place", "cameo", "goldstein"];

    fn cells(&self) -> Vec<String> {
        let event = &self.event;
        let (start, end) = (event.date.map(|date| date.start), event.date.map(|date| date.end));
        let place = event.place.as_ref().map(|place| &place.name);
        let told = [self.from.to_string(), self.to.to_string(), event.id.to_string(), event.kind.to_string(), event.status.to_string()];
        told.into_iter().chain([cell(&start), cell(&end), cell(&place), event.cameo.to_string(), event.score.to_string()]).collect()
    }
}
