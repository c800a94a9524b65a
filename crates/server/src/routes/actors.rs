//! Actors: search, profile, and who is around them.

use axum::{
    extract::{Path, State},
    response::Response,
};
use chancery_core::ActorKind;
use chancery_graph::{
    Candidate,
    query::{ActorProfile, ActorSearch, Counterpart},
};
use serde_json::json;

use super::{Answer, understood};
use crate::{
    csv::{Row, cell},
    docs::{ActorParams, EventParams, FormatParams, PageParams},
    error::ApiError,
    filter::{FilterQuery, Takes},
    format::Format,
    list::{Envelope, Form, PageQuery},
    params::{FromParams, Params, Query},
    schema,
    state::AppState,
};

/// Counterparts that a profile shows.
const COUNTERPARTS: usize = 20;

/// The query of `GET /v1/actors`.
pub struct SearchQuery {
    text: Option<String>,
    kinds: Vec<ActorKind>,
    countries: Vec<String>,
    page: PageQuery,
}

impl FromParams for SearchQuery {
    fn read(params: &Params) -> Self {
        let kinds: Vec<&str> = ActorKind::ALL.iter().map(|kind| kind.as_str()).collect();
        Self {
            text: params.text("q"),
            kinds: params.vocabulary("kind", &kinds),
            countries: params.all("country").into_iter().map(str::to_owned).collect(),
            page: PageQuery::read(params),
        }
    }
}

/// The query of a profile: which events count, and the form.
pub struct ProfileQuery(FilterQuery, Option<Format>);

impl FromParams for ProfileQuery {
    fn read(params: &Params) -> Self {
        Self(FilterQuery::read(params, Takes::NoActors), Format::read(params))
    }
}

/// Search actors
///
/// Actors whose id or one of whose names holds `q`, those with most events first.
#[utoipa::path(get, path = "/v1/actors", tag = "actors", params(ActorParams, PageParams),
    responses((status = 200, description = "Actors", body = Envelope<schema::ActorEntry>)))]
pub async fn list_actors(State(state): State<AppState>, form: Form, Query(query): Query<SearchQuery>) -> Result<Response, ApiError> {
    let graph = state.graph();
    let SearchQuery { text, kinds, countries, page } = query;
    let countries = countries.iter().map(|name| state.names(&graph).country("country", name)).collect::<Result<Vec<_>, _>>();
    let countries = countries.map_err(|fault| ApiError::Query(vec![fault]))?;
    let understood = json!({"q": text, "kind": kinds, "country": countries, "limit": page.limit});
    let asked = ActorSearch { text, kinds, countries, limit: page.limit, after: page.position()? };
    let found = state.ask(&graph, move |graph| asked.run(graph)).await?;
    let (data, shown) = page.shown(found);
    Ok(form.list(Envelope { data, page: shown, query: understood, revision: graph.revision() }, page.format))
}

/// One actor
///
/// Names, offices by period, how many events of which types, first and last seen, and with whom most often. As a table, the last of these.
#[utoipa::path(get, path = "/v1/actors/{id}", tag = "actors", params(("id" = String, Path, description = "An id or a name"), EventParams, FormatParams),
    responses((status = 200, description = "The actor", body = Answer<schema::Profile>)))]
pub async fn get_actor(
    State(state): State<AppState>,
    Path(name): Path<String>,
    form: Form,
    Query(query): Query<ProfileQuery>,
) -> Result<Response, ApiError> {
    let graph = state.graph();
    let actor = state.names(&graph).actor("id", &name)?;
    let filter = query.0.resolve(state.names(&graph))?;
    let understood = understood(&filter, json!({"actor": [&actor]}));
    let asked = ActorProfile { actor, filter, counterparts: COUNTERPARTS };
    let answer = state.ask(&graph, move |graph| asked.run(graph)).await?;
    let answer = answer.ok_or_else(|| ApiError::internal("an actor that has a name has no profile"))?;
    let answer = Answer { answer, query: understood, revision: graph.revision() };
    Ok(form.rows(&answer, &answer.answer.counterparts, query.1))
}

impl Row for Counterpart {
    const COLUMNS: &'static [&'static str] = &["id", "name", "kind", "country", "count", "last"];

    fn cells(&self) -> Vec<String> {
        let actor = &self.actor;
        vec![actor.id.to_string(), actor.name.clone(), actor.kind.to_string(), cell(&actor.country), self.count.to_string(), cell(&self.last)]
    }
}

impl Row for Candidate {
    const COLUMNS: &'static [&'static str] = &["id", "name", "kind", "country", "events"];

    fn cells(&self) -> Vec<String> {
        vec![self.id.to_string(), self.name.clone(), self.kind.to_string(), cell(&self.country), self.events.to_string()]
    }
}
