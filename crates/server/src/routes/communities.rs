//! Who keeps to whom.

use axum::{extract::State, response::Response};
use chancery_graph::query::{Communities, Community};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::understood;
use crate::{
    csv::Row,
    docs::{CommunityParams, EventParams, PageParams, WhoParams},
    error::ApiError,
    filter::{FilterQuery, Takes},
    list::{Envelope, Form, Page, PageQuery, cursor},
    params::{FromParams, Params, Query},
    schema,
    state::AppState,
};

/// The query of the communities.
pub struct CommunitiesQuery {
    filter: FilterQuery,
    members: usize,
    page: PageQuery,
}

impl FromParams for CommunitiesQuery {
    fn read(params: &Params) -> Self {
        let members = params.number("members", 1..=1000).unwrap_or(20);
        Self { filter: FilterQuery::read(params, Takes::All), members, page: PageQuery::read(params) }
    }
}

/// How many communities the pages before have shown.
#[derive(Serialize, Deserialize)]
struct Shown {
    communities: usize,
}

/// Communities
///
/// Groups of actors that share more events with one another than their numbers of events would let expect (method of Louvain), greatest
/// first, each with its actors of most events.
#[utoipa::path(get, path = "/v1/communities", tag = "graph", params(WhoParams, EventParams, CommunityParams, PageParams),
    responses((status = 200, description = "Communities", body = Envelope<schema::Community>)))]
pub async fn list_communities(State(state): State<AppState>, form: Form, Query(query): Query<CommunitiesQuery>) -> Result<Response, ApiError> {
    let graph = state.graph();
    let CommunitiesQuery { filter, members, page } = query;
    let filter = filter.resolve(state.names(&graph))?.happened();
    let understood = understood(&filter, json!({"members": members, "limit": page.limit}));
    let before = page.position::<Shown>()?.map_or(0, |shown| shown.communities);
    let asked = Communities { filter, members };
    let found = state.ask(&graph, move |graph| asked.run(graph)).await?;
    let (total, end) = (found.len(), before.saturating_add(page.limit));
    let data = found.into_iter().skip(before).take(page.limit).collect();
    let next_cursor = (end < total).then(|| cursor(&Shown { communities: end }));
    let shown = Page { next_cursor, total: total as u64 };
    Ok(form.list(Envelope { data, page: shown, query: understood, revision: graph.revision() }, page.format))
}

impl Row for Community {
    const COLUMNS: &'static [&'static str] = &["size", "inside", "outside", "members", "member_names"];

    fn cells(&self) -> Vec<String> {
        let joined = |of: fn(&chancery_graph::query::Member) -> String| self.members.iter().map(of).collect::<Vec<_>>().join("; ");
        let ids = joined(|member| member.actor.id.to_string());
        let names = joined(|member| member.actor.name.clone());
        vec![self.size.to_string(), self.inside.to_string(), self.outside.to_string(), ids, names]
    }
}
