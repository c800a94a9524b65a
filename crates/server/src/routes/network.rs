//! Networks: who is around an actor, and the graph of the selected events for other programs.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use chancery_core::ActorId;
use chancery_graph::query::{Network, NetworkAnswer, NetworkNode, Subgraph};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{Answer, understood};
use crate::{
    docs::{EventParams, GraphParams, NetworkParams, WhoParams},
    error::ApiError,
    exports,
    filter::{FilterQuery, Takes},
    params::{FromParams, Params, Query},
    schema,
    state::AppState,
};

/// The query of an actor's network.
pub struct NetworkQuery {
    filter: FilterQuery,
    depth: u8,
    nodes: usize,
}

impl FromParams for NetworkQuery {
    fn read(params: &Params) -> Self {
        Self {
            filter: FilterQuery::read(params, Takes::NoActors),
            depth: params.number("depth", 1..=2).unwrap_or(1),
            nodes: params.number("max_nodes", 1..=5000).unwrap_or(150),
        }
    }
}

/// The query of a graph.
pub struct GraphQuery {
    filter: FilterQuery,
    nodes: Option<usize>,
    links: usize,
    format: &'static str,
}

impl FromParams for GraphQuery {
    fn read(params: &Params) -> Self {
        Self {
            filter: FilterQuery::read(params, Takes::All),
            nodes: params.number("max_nodes", 1..=100_000),
            links: params.number("max_links", 1..=100_000).unwrap_or(1000),
            format: params.choice("format", &["json", "graphml", "gexf", "dot"]).unwrap_or("json"),
        }
    }
}

/// Actors and the pairs among them, in the node-link form that graph libraries read.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NodeLink {
    /// False: a pair has no direction.
    pub directed: bool,
    /// False: there is one link a pair.
    pub multigraph: bool,
    /// The actors shown.
    #[schema(value_type = Vec<schema::Node>)]
    pub nodes: Vec<NetworkNode>,
    /// The pairs shown.
    pub links: Vec<Link>,
    /// How many actors there are, shown or not.
    pub total_nodes: usize,
    /// How many pairs there are, shown or not.
    pub total_links: usize,
}

/// A pair.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Link {
    /// One.
    #[schema(value_type = String)]
    pub source: ActorId,
    /// The other.
    #[schema(value_type = String)]
    pub target: ActorId,
    /// Events shared.
    pub count: usize,
    /// Their mean Goldstein score.
    pub mean_score: f64,
}

/// An actor's network
///
/// The actor's counterparts, with `depth=2` theirs too, and the pairs among them; those with most events are kept.
#[utoipa::path(get, path = "/v1/actors/{id}/network", tag = "actors",
    params(("id" = String, Path, description = "An id or a name"), NetworkParams, EventParams),
    responses((status = 200, description = "The network", body = Answer<NodeLink>)))]
pub async fn get_network(
    State(state): State<AppState>,
    Path(name): Path<String>,
    Query(query): Query<NetworkQuery>,
) -> Result<Json<Answer<NodeLink>>, ApiError> {
    let graph = state.graph();
    let actor = state.names(&graph).actor("id", &name)?;
    let filter = query.filter.resolve(state.names(&graph))?.happened();
    let understood = understood(&filter, json!({"actor": [&actor], "depth": query.depth, "max_nodes": query.nodes}));
    let asked = Network { actor, depth: query.depth, max_nodes: query.nodes, filter };
    let found = state.ask(&graph, move |graph| asked.run(graph)).await?;
    let found = found.ok_or_else(|| ApiError::internal("an actor that has a name has no network"))?;
    Ok(Json(Answer { answer: NodeLink::from(found), query: understood, revision: graph.revision() }))
}

/// The graph
///
/// The pairs of the selected events, those with most events first, as node-link JSON, GraphML, GEXF or DOT.
#[utoipa::path(get, path = "/v1/graph", tag = "graph", params(WhoParams, EventParams, GraphParams),
    responses((status = 200, description = "The graph", content((Answer<NodeLink> = "application/json"), (String = "application/graphml+xml"),
        (String = "application/gexf+xml"), (String = "text/vnd.graphviz")))))]
pub async fn get_graph(State(state): State<AppState>, Query(query): Query<GraphQuery>) -> Result<Response, ApiError> {
    let graph = state.graph();
    let filter = query.filter.resolve(state.names(&graph))?.happened();
    let understood = understood(&filter, json!({"max_nodes": query.nodes, "max_links": query.links}));
    let asked = Subgraph { filter, max_nodes: query.nodes.unwrap_or(usize::MAX), max_edges: query.links };
    let found = NodeLink::from(state.ask(&graph, move |graph| asked.run(graph)).await?);
    let (kind, text) = match query.format {
        "graphml" => ("application/graphml+xml", exports::graphml(&found)),
        "gexf" => ("application/gexf+xml", exports::gexf(&found)),
        "dot" => ("text/vnd.graphviz", exports::dot(&found)),
        _ => return Ok(Json(Answer { answer: found, query: understood, revision: graph.revision() }).into_response()),
    };
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], text).into_response())
}

impl From<NetworkAnswer> for NodeLink {
    fn from(found: NetworkAnswer) -> Self {
        let links = found.edges.into_iter().map(|edge| Link {
            source: edge.a.id.clone(),
            target: edge.b.id.clone(),
            count: edge.count,
            mean_score: edge.mean_score,
        });
        Self {
            directed: false,
            multigraph: false,
            nodes: found.nodes,
            links: links.collect(),
            total_nodes: found.total_nodes,
            total_links: found.total_edges,
        }
    }
}
