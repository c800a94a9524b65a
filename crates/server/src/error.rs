//! Errors as the client sees them: RFC 9457 problems that say which parameter, what was given and what is accepted.
//!
//! A handler returns [`ApiError`]; [`crate::layers::around`] adds the address and writes the body, so that the routes' own
//! errors, axum's rejections and unknown paths all take one shape. What went wrong inside is logged there once and never told.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use chancery_store::StoreError;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

/// The media type of a problem.
pub const PROBLEM_JSON: HeaderValue = HeaderValue::from_static("application/problem+json");

/// A problem in the form of RFC 9457, with Chancery's members `errors` and `candidates`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// A stable name of the kind of problem, a path of the documentation.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong this time.
    pub detail: String,
    /// The path that was asked.
    pub instance: Option<String>,
    /// Each parameter or field that is wrong.
    pub errors: Vec<FieldError>,
    /// Actors that may be meant, the likeliest first.
    pub candidates: Vec<Candidate>,
}

/// A parameter or field that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldError {
    /// Its name.
    pub parameter: String,
    /// What was given, cut after 80 characters.
    pub given: Option<String>,
    /// What is accepted.
    pub accepted: String,
    /// The accepted word nearest to what was given.
    pub nearest: Option<String>,
    /// The line of the body, in JSON Lines.
    pub line: Option<usize>,
}

/// An actor that may be meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Candidate {
    /// Its id.
    pub id: String,
    /// What it is called first.
    pub name: String,
    /// Country, person, organization or group.
    pub kind: String,
    /// The country it is, or belongs to.
    pub country: Option<String>,
    /// In how many events it takes part.
    pub events: u64,
}

/// Everything that can go wrong with a request.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// A parameter of the query is unknown or its value is not accepted.
    #[error("the query is wrong")]
    Query(Vec<FieldError>),
    /// The body cannot be read as an article.
    #[error("{0}")]
    Body(String, Vec<FieldError>),
    /// The body cannot be read as a correction.
    #[error("the correction is wrong")]
    Correction(Vec<FieldError>),
    /// The body or one of its texts is too large.
    #[error("{0}")]
    TooLarge(String, Vec<FieldError>),
    /// The body is of a media type that is not read here.
    #[error("the media type is not read here")]
    MediaType(Box<FieldError>),
    /// A name that no actor has, and those whose names come nearest.
    #[error("no actor is called {:?}", .0.given.as_deref().unwrap_or_default())]
    UnknownActor(Box<FieldError>, Vec<Candidate>),
    /// A name that more than one actor has.
    #[error("more than one actor is called {:?}; name one by its id", .0.given.as_deref().unwrap_or_default())]
    AmbiguousActor(Box<FieldError>, Vec<Candidate>),
    /// The article's id is taken by another text.
    #[error("{0}")]
    Conflict(String, Box<FieldError>),
    /// Nothing is there.
    #[error("{0}")]
    NotFound(String),
    /// What was sent is an article, but one that cannot be stored.
    #[error("{0}")]
    Unstorable(String),
    /// The service asks for a key and none that it knows was given.
    #[error("{0}")]
    Unauthorized(String),
    /// The key does not reach so far, or the request comes from a page or under a host name that the service does not answer.
    #[error("{0}")]
    Forbidden(String),
    /// The service is starting, stopping or too busy.
    #[error("{0}")]
    Unavailable(String),
    /// A fault of the service or its store. The cause is logged, not told.
    #[error("internal error")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl FieldError {
    /// An error of `parameter` with what was given and what is accepted.
    pub fn new(parameter: impl Into<String>, given: Option<&str>, accepted: impl Into<String>) -> Self {
        let given = given.map(|text| text.chars().take(80).collect());
        Self { parameter: parameter.into(), given, accepted: accepted.into(), nearest: None, line: None }
    }
}

impl ApiError {
    /// A fault of the service.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    /// The problem that tells it, without the address.
    pub fn problem(&self) -> Problem {
        let (status, slug, title) = self.kind();
        let problem = Problem {
            kind: format!("/problems/{slug}"),
            title: title.into(),
            status: status.as_u16(),
            detail: self.detail(),
            instance: None,
            errors: Vec::new(),
            candidates: Vec::new(),
        };
        match self {
            Self::Query(errors) | Self::Correction(errors) | Self::Body(_, errors) | Self::TooLarge(_, errors) => {
                Problem { errors: errors.clone(), ..problem }
            }
            Self::MediaType(error) | Self::Conflict(_, error) => Problem { errors: vec![FieldError::clone(error)], ..problem },
            Self::UnknownActor(error, candidates) | Self::AmbiguousActor(error, candidates) => {
                Problem { errors: vec![FieldError::clone(error)], candidates: candidates.clone(), ..problem }
            }
            _ => problem,
        }
    }

    fn kind(&self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::Query(_) => (StatusCode::BAD_REQUEST, "bad-query", "The query is wrong"),
            Self::Correction(_) => (StatusCode::BAD_REQUEST, "bad-correction", "The body is no correction"),
            Self::Body(..) => (StatusCode::BAD_REQUEST, "bad-article", "The body is no article"),
            Self::TooLarge(..) => (StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The body is too large"),
            Self::MediaType(_) => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type", "The media type is not read here"),
            Self::AmbiguousActor(..) => (StatusCode::UNPROCESSABLE_ENTITY, "ambiguous-actor", "More than one actor has this name"),
            Self::UnknownActor(..) => (StatusCode::UNPROCESSABLE_ENTITY, "unknown-actor", "No actor has this name"),
            Self::Unstorable(_) => (StatusCode::UNPROCESSABLE_ENTITY, "unstorable", "The article cannot be stored"),
            Self::Unauthorized(_) => (StatusCode::UNAUTHORIZED, "key-needed", "A key is needed"),
            Self::Conflict(..) => (StatusCode::CONFLICT, "conflict", "The id belongs to another article"),
            Self::NotFound(_) => (StatusCode::NOT_FOUND, "not-found", "Nothing is there"),
            Self::Forbidden(_) => (StatusCode::FORBIDDEN, "forbidden", "The request is not allowed"),
            Self::Unavailable(_) => (StatusCode::SERVICE_UNAVAILABLE, "unavailable", "The service cannot answer now"),
            Self::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, "internal", "The service failed"),
        }
    }

    fn detail(&self) -> String {
        match self {
            Self::Query(errors) | Self::Correction(errors) => errors.iter().map(sentence).collect::<Vec<_>>().join(" "),
            Self::MediaType(error) => sentence(error),
            Self::Internal(_) => "The fault is logged under the request's id.".into(),
            other => other.to_string(),
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict { ref id } => {
                let field = FieldError::new("id", Some(id.as_str()), "an id that no other article has; retract the other one first to replace it");
                Self::Conflict(error.to_string(), Box::new(field))
            }
            StoreError::Invalid { .. } => Self::Unstorable(error.to_string()),
            other => Self::internal(other),
        }
    }
}

/// "type: \"meting\" is not accepted; accepted: a, b. Nearest: \"meeting\"."
fn sentence(error: &FieldError) -> String {
    let given = error.given.as_deref().map_or_else(|| "is missing".into(), |given| format!("{given:?} is not accepted"));
    let nearest = error.nearest.as_deref().map(|word| format!(" Nearest: {word:?}.")).unwrap_or_default();
    format!("{}: {given}; accepted: {}.{nearest}", error.parameter, error.accepted)
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let problem = self.problem();
        let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, [(header::CONTENT_TYPE, PROBLEM_JSON)], Json(&problem)).into_response();
        if matches!(self, Self::Unauthorized(_)) {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response.extensions_mut().insert(Failure { problem, error: Arc::new(self) });
        response
    }
}

/// What a response carries along until its address is known: the problem to write and the error to log.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub problem: Problem,
    pub error: Arc<ApiError>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_internal_error_tells_no_cause() {
        let problem = ApiError::internal("password of the database").problem();
        assert_eq!((problem.status, problem.detail.contains("password")), (500, false));
    }

    #[test]
    fn an_unknown_name_and_an_ambiguous_one_are_told_apart() {
        let candidates = || vec![Candidate { id: "CHN".into(), name: "China".into(), kind: "country".into(), country: None, events: 0 }; 2];
        let error = || Box::new(FieldError::new("actor", Some("Chna"), "an id or a name"));
        let unknown = ApiError::UnknownActor(error(), candidates()).problem();
        assert_eq!((unknown.kind.as_str(), unknown.status, unknown.detail.as_str()), ("/problems/unknown-actor", 422, "no actor is called \"Chna\""));
        assert_eq!(ApiError::AmbiguousActor(error(), candidates()).problem().kind, "/problems/ambiguous-actor");
    }
}
