//! Networks: who is around an actor, and the graph of the selected events for other programs.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use chancery_core::ActorId;
use chancery_graph::{
    Graph,
    query::{Network, NetworkAnswer, NetworkNode, Subgraph},
};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{Answer, understood};
use crate::{
    csv::Row,
    docs::{EventParams, FormatParams, GraphParams, NetworkParams, WhoParams},
    error::ApiError,
    exports,
    filter::{FilterQuery, Takes},
    format::Format,
    list::Form,
    params::{FromParams, Params, Query},
    schema,
    state::AppState,
};

/// The query of an actor's network.
pub struct NetworkQuery {
    filter: FilterQuery,
    depth: u8,
    nodes: usize,
    format: Option<Format>,
}

impl FromParams for NetworkQuery {
    fn read(params: &Params) -> Self {
        Self {
            filter: FilterQuery::read(params, Takes::NoActors),
            depth: params.number("depth", 1..=2).unwrap_or(1),
            nodes: params.number("max_nodes", 1..=5000).unwrap_or(150),
            format: Format::read(params),
        }
    }
}

/// The query of a graph.
pub struct GraphQuery {
    filter: FilterQuery,
    nodes: Option<usize>,
    links: usize,
    /// None where the `Accept` header decides.
    format: Option<&'static str>,
}

impl FromParams for GraphQuery {
    fn read(params: &Params) -> Self {
        Self {
            filter: FilterQuery::read(params, Takes::All),
            nodes: params.number("max_nodes", 1..=100_000),
            links: params.number("max_links", 1..=100_000).unwrap_or(1000),
            format: params.choice("format", &["json", "csv", "jsonl", "graphml", "gexf", "dot"]),
        }
    }
}

/// Actors and the pairs among them, in the node-link form that graph libraries read.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NodeLink<'g> {
    /// False: a pair has no direction.
    pub directed: bool,
    /// False: there is one link a pair.
    pub multigraph: bool,
    /// The actors shown.
    #[schema(value_type = Vec<schema::Node>)]
    pub nodes: Vec<NetworkNode<'g>>,
    /// The pairs shown.
    pub links: Vec<Link<'g>>,
    /// How many actors there are, shown or not.
    pub total_nodes: usize,
    /// How many pairs there are, shown or not.
    pub total_links: usize,
}

/// A pair.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Link<'g> {
    /// One.
    #[schema(value_type = String)]
    pub source: &'g ActorId,
    /// The other.
    #[schema(value_type = String)]
    pub target: &'g ActorId,
    /// Events shared.
    pub count: usize,
    /// Their mean Goldstein score.
    pub mean_score: f64,
}

/// An actor's network
///
/// The actor's counterparts, with `depth=2` theirs too, and the pairs among them; those with most events are kept. As a table, the
/// pairs.
#[utoipa::path(get, path = "/v1/actors/{id}/network", tag = "actors",
    params(("id" = String, Path, description = "An id or a name"), NetworkParams, EventParams, FormatParams),
    responses((status = 200, description = "The network", body = Answer<NodeLink<'static>>)))]
pub async fn get_network(
    State(state): State<AppState>,
    Path(name): Path<String>,
    form: Form,
    Query(query): Query<NetworkQuery>,
) -> Result<Response, ApiError> {
    let graph = state.graph();
    let actor = state.names(&graph).actor("id", &name)?;
    let filter = query.filter.resolve(state.names(&graph))?.happened();
    let understood = understood(&filter, json!({"actor": [&actor], "depth": query.depth, "max_nodes": query.nodes}));
    let asked = Network { actor, depth: query.depth, max_nodes: query.nodes, filter };
    let answer = move |graph: &Graph| {
        let answer = Answer { answer: NodeLink::from(asked.run(graph)?), query: understood, revision: graph.revision() };
        Some(form.rows(&answer, &answer.answer.links, query.format))
    };
    state.ask(&graph, answer).await?.ok_or_else(|| ApiError::internal("an actor that has a name has no network"))
}

/// The graph
///
/// The pairs of the selected events, those with most events first, as node-link JSON, a table of the pairs, GraphML, GEXF or DOT.
#[utoipa::path(get, path = "/v1/graph", tag = "graph", params(WhoParams, EventParams, GraphParams),
    responses((status = 200, description = "The graph", content((Answer<NodeLink<'static>> = "application/json"), (String = "text/csv"),
        (String = "application/x-ndjson"), (String = "application/graphml+xml"), (String = "application/gexf+xml"), (String = "text/vnd.graphviz")))))]
pub async fn get_graph(State(state): State<AppState>, form: Form, Query(query): Query<GraphQuery>) -> Result<Response, ApiError> {
    let graph = state.graph();
    let filter = query.filter.resolve(state.names(&graph))?.happened();
    let understood = understood(&filter, json!({"max_nodes": query.nodes, "max_links": query.links}));
    let asked = Subgraph { filter, max_nodes: query.nodes.unwrap_or(usize::MAX), max_edges: query.links };
    let answer = move |graph: &Graph| {
        let found = NodeLink::from(asked.run(graph));
        let (kind, text) = match query.format {
            Some("graphml") => ("application/graphml+xml", exports::graphml(&found)),
            Some("gexf") => ("application/gexf+xml", exports::gexf(&found)),
            Some("dot") => ("text/vnd.graphviz", exports::dot(&found)),
            other => {
                let answer = Answer { answer: found, query: understood, revision: graph.revision() };
                return form.rows(&answer, &answer.answer.links, other.and_then(Format::of_word));
            }
        };
        ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], text).into_response()
    };
    state.ask(&graph, answer).await
}

impl Row for Link<'_> {
    const COLUMNS: &'static [&'static str] = &["source", "target", "count", "mean_score"];

    fn cells(&self) -> Vec<String> {
        vec![self.source.to_string(), self.target.to_string(), self.count.to_string(), self.mean_score.to_string()]
    }
}

impl<'g> From<NetworkAnswer<'g>> for NodeLink<'g> {
    fn from(found: NetworkAnswer<'g>) -> Self {
        let links =
            found.edges.into_iter().map(|edge| Link { source: &edge.a.0.id, target: &edge.b.0.id, count: edge.count, mean_score: edge.mean_score });
        Self {
            directed: false,
            multigraph: false,
            links: links.collect(),
            nodes: found.nodes,
            total_nodes: found.total_nodes,
            total_links: found.total_edges,
        }
    }
}
