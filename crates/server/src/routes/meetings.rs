//! Who met whom.

use axum::{extract::State, response::Response};
use chancery_graph::{
    Graph,
    query::{Meetings, Pair},
};
use serde_json::json;

use super::understood;
use crate::{
    csv::{Row, cell},
    docs::{EventParams, PageParams, WhoParams},
    error::ApiError,
    filter::{FilterQuery, Takes},
    list::{Envelope, Form, PageQuery},
    params::{FromParams, Params, Query},
    schema,
    state::AppState,
};

/// The query of `GET /v1/meetings`.
pub struct MeetingsQuery {
    filter: FilterQuery,
    page: PageQuery,
}

impl FromParams for MeetingsQuery {
    fn read(params: &Params) -> Self {
        Self { filter: FilterQuery::read(params, Takes::Met), page: PageQuery::read(params) }
    }
}

/// Who met whom
///
/// Pairs of actors that took part in the same meetings, talks, visits, calls or mediations, with how often, when, where, and which events
/// say so; most events first, then the latest, then by name. With `actor`, the pairs that hold one of these actors.
#[utoipa::path(get, path = "/v1/meetings", tag = "graph", params(WhoParams, EventParams, PageParams),
    responses((status = 200, description = "Pairs", body = Envelope<schema::Pair>)))]
pub async fn list_meetings(State(state): State<AppState>, form: Form, Query(query): Query<MeetingsQuery>) -> Result<Response, ApiError> {
    let graph = state.graph();
    let (filter, page) = (query.filter.resolve(state.names(&graph))?.met(&state.ontology), query.page);
    let understood = understood(&filter, json!({"limit": page.limit}));
    let asked = Meetings { filter, limit: page.limit, after: page.position()? };
    let answer = move |graph: &Graph| {
        let (data, shown) = page.shown(asked.run(graph));
        form.list(Envelope { data, page: shown, query: understood, revision: graph.revision() }, page.format)
    };
    state.ask(&graph, answer).await
}

impl Row for Pair<'_> {
    const COLUMNS: &'static [&'static str] =
        &["a", "a_name", "a_kind", "a_country", "b", "b_name", "b_kind", "b_country", "count", "first", "last", "types", "places", "events"];

    fn cells(&self) -> Vec<String> {
        let mut cells = Vec::new();
        for side in [&self.a, &self.b] {
            cells.extend([side.id.to_string(), side.name.clone(), side.kind.to_string(), cell(&side.country)]);
        }
        let types = self.types.iter().map(|(kind, count)| format!("{kind}: {count}")).collect::<Vec<_>>();
        let events = self.events.iter().map(ToString::to_string).collect::<Vec<_>>();
        cells.extend([self.count.to_string(), cell(&self.first), cell(&self.last), types.join("; "), self.places.join("; "), events.join("; ")]);
        cells
    }
}
