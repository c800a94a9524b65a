//! A question in plain English.

use axum::{
    extract::State,
    http::{HeaderValue, Uri, header},
    response::Response,
};
use utoipa::ToSchema;

use super::{
    events::{self, EventsQuery, today},
    meetings::{self, MeetingsQuery},
};
use crate::{
    answer::EventAnswer,
    ask,
    docs::{PageParams, QuestionParams},
    error::ApiError,
    list::{Envelope, Form, PageQuery},
    params::{FromParams, Params, Query},
    schema,
    state::AppState,
};

/// The query of `GET /v1/ask`.
pub struct AskQuery {
    question: String,
    /// `limit`, `cursor` and `format`, handed on as they are.
    page: Vec<(&'static str, String)>,
}

impl FromParams for AskQuery {
    fn read(params: &Params) -> Self {
        params.require("q", "a question, such as: who met whom in Beijing in December 2005?");
        let question = params.text("q");
        PageQuery::read(params);
        let given = |name: &'static str| params.one(name).map(|value| (name, value.to_owned()));
        Self { question: question.unwrap_or_default(), page: ["limit", "cursor", "format"].into_iter().filter_map(given).collect() }
    }
}

/// Pairs or events.
#[derive(ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its documentation is used")]
pub enum AskAnswer {
    /// What `GET /v1/meetings` answers.
    Pairs(Envelope<schema::Pair>),
    /// What `GET /v1/events` answers.
    Events(Envelope<EventAnswer>),
}

/// Ask in plain English
///
/// Reads the question as a query of `GET /v1/meetings` or `GET /v1/events` and answers that. `Content-Location` names the query it was read as.
#[utoipa::path(get, path = "/v1/ask", tag = "graph", params(QuestionParams, PageParams),
    responses((status = 200, description = "The answer", body = AskAnswer)))]
pub async fn get_answer(State(state): State<AppState>, form: Form, Query(query): Query<AskQuery>) -> Result<Response, ApiError> {
    let AskQuery { question, page } = query;
    let asking = state.clone();
    let asked = tokio::task::spawn_blocking(move || ask::read(&question, &asking.knowledge, today())).await.map_err(ApiError::internal)??;
    let parameters = form_urlencoded::Serializer::new(String::new()).extend_pairs(asked.parameters.iter().chain(&page)).finish();
    let uri: Uri = format!("{}?{parameters}", asked.path()).parse().map_err(ApiError::internal)?;
    let place = HeaderValue::from_str(&uri.to_string()).map_err(ApiError::internal)?;
    let (form, params) = (form.at(uri), Params::new(&parameters, state.ontology.clone()));
    let mut response = if asked.pairs {
        let query = MeetingsQuery::read(&params);
        params.finish()?;
        meetings::list_meetings(State(state), form, Query(query)).await?
    } else {
        let query = EventsQuery::read(&params);
        params.finish()?;
        events::list_events(State(state), form, Query(query)).await?
    };
    response.headers_mut().insert(header::CONTENT_LOCATION, place);
    Ok(response)
}
