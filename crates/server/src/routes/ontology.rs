//! The event types, and how much there is.

use axum::{Json, extract::State, response::Response};
use chancery_core::TypeInfo;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use crate::{
    csv::{Row, cell},
    docs::FormatParams,
    error::ApiError,
    format::Format,
    list::{Envelope, Form},
    params::{FromParams, NoParams, Params, Query},
    state::AppState,
};

/// The query of a list that is not paged.
pub struct FormatQuery(Option<Format>);

impl FromParams for FormatQuery {
    fn read(params: &Params) -> Self {
        Self(Format::read(params))
    }
}

/// An event type and its codes.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = EventType)]
pub struct TypeAnswer {
    /// Its name.
    #[schema(example = "meeting")]
    pub name: String,
    /// A word for people.
    pub label: String,
    /// Which roles its participants have: symmetric, directed, visit, mediation or statement.
    pub shape: String,
    /// Whether its participants have met one another.
    pub met: bool,
    /// PLOVER event of the type as occurred.
    pub plover: Option<String>,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// CAMEO code where the words say nothing narrower.
    pub cameo: String,
    /// CAMEO code of such an event that is only planned or proposed, where that changes the class.
    pub planned: Option<String>,
}

/// How much there is.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Stats)]
pub struct StatsAnswer {
    /// Articles.
    pub articles: i64,
    /// Events.
    pub events: u64,
    /// Tellings of events.
    pub reports: i64,
    /// Actors that the graph knows by name, those of the gazetteer's countries among them.
    pub actors: u64,
    /// Events without a date.
    pub undated: u64,
    /// First day of the earliest event.
    #[schema(value_type = Option<String>, format = Date)]
    pub first: Option<jiff::civil::Date>,
    /// First day of the latest event.
    #[schema(value_type = Option<String>, format = Date)]
    pub last: Option<jiff::civil::Date>,
    /// What the store lies in: Postgres or SQLite.
    pub store: String,
    /// Version of the program.
    pub version: String,
    /// The revision of the graph.
    pub revision: i64,
}

/// Event types
///
/// Each type with its shape and its codes in PLOVER and CAMEO.
#[utoipa::path(get, path = "/v1/types", tag = "reference", params(FormatParams),
    responses((status = 200, description = "Types", body = Envelope<TypeAnswer>)))]
pub async fn list_types(State(state): State<AppState>, form: Form, Query(query): Query<FormatQuery>) -> Response {
    let data = state.ontology.types().iter().map(TypeAnswer::new).collect();
    form.list(Envelope::whole(data, json!({}), state.revision()), query.0)
}

/// Counts
///
/// How many articles, events, reports and actors there are, and from when to when.
#[utoipa::path(get, path = "/v1/stats", tag = "reference", responses((status = 200, description = "Counts", body = StatsAnswer)))]
pub async fn get_stats(State(state): State<AppState>, _: Query<NoParams>) -> Result<Json<StatsAnswer>, ApiError> {
    let graph = state.graph();
    let counts = state.store.counts().await?;
    let stats = graph.stats();
    Ok(Json(StatsAnswer {
        articles: counts.articles,
        events: stats.events as u64,
        reports: counts.reports,
        actors: stats.actors as u64,
        undated: stats.undated as u64,
        first: stats.first,
        last: stats.last,
        store: state.store.engine().into(),
        version: env!("CARGO_PKG_VERSION").into(),
        revision: graph.revision(),
    }))
}

impl TypeAnswer {
    fn new(info: &TypeInfo) -> Self {
        let TypeInfo { name, shape, plover, mode, cameo, planned, met, label } = info.clone();
        Self { name: name.to_string(), label, shape: shape.to_string(), met, plover, mode, cameo, planned }
    }
}

impl Row for TypeAnswer {
    const COLUMNS: &'static [&'static str] = &["name", "label", "shape", "met", "plover", "mode", "cameo", "planned"];

    fn cells(&self) -> Vec<String> {
        let Self { name, label, shape, met, plover, mode, cameo, planned } = self;
        vec![name.clone(), label.clone(), shape.clone(), met.to_string(), cell(plover), cell(mode), cameo.clone(), cell(planned)]
    }
}
