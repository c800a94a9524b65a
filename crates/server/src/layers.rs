//! What every request passes through: ids, logs, limits, headers, guards, and the one shape of errors.

use axum::{
    body::Body,
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures_util::FutureExt;
use std::{
    fmt::Display,
    hash::{DefaultHasher, Hash, Hasher},
    panic::AssertUnwindSafe,
    time::{Duration, Instant},
};
use tower_http::request_id::RequestId;

use crate::{
    access::{Access, Scope},
    error::{ApiError, Failure, PROBLEM_JSON, Problem},
    metrics::Metrics,
    routes::events::today,
    state::AppState,
};

/// How long a read may take. Reads are answered in milliseconds; what takes this long is a fault.
const READ_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a write may take: a body of many articles is read through the language model one by one.
const WRITE_TIMEOUT: Duration = Duration::from_secs(600);

/// The pages of the service itself may show what it serves; nothing else may be loaded and no page may frame them.
const PAGE_POLICY: &str = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; \
                           form-action 'none'; frame-ancestors 'none'";
/// Where the paths of data begin; an answer there is never a page.
const DATA: &str = "/v1/";
/// What the caller may do: `read`, `write` or `admin`.
const SCOPE: header::HeaderName = header::HeaderName::from_static("chancery-scope");
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

/// The one layer around every route. A request is let in or not, its answer may be known to the client already, it may take so long and no longer;
/// and every answer gets its headers, every error the form of a problem with the path that was asked, every request a line and a count.
///
/// All of it is one layer because each layer around a router costs a request several allocations.
pub async fn around(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let asked = Asked::of(&request);
    let mut response = match admit(&state.access, &request) {
        Ok(scope) => {
            let mut response = tagged(&state, &asked, request, next).await;
            if asked.path().starts_with(DATA) {
                response.headers_mut().insert(SCOPE, HeaderValue::from_static(scope.as_str()));
            }
            response
        }
        Err(refusal) => refusal.into_response(),
    };
    secure(&mut response, asked.path());
    finish(&state.metrics, &asked, response)
}

/// What is told of a request when it is answered.
struct Asked {
    method: Method,
    uri: Uri,
    id: Option<RequestId>,
    /// The pattern of the path; none where no route has it.
    route: Option<MatchedPath>,
    start: Instant,
}

impl Asked {
    fn of(request: &Request) -> Self {
        let (id, route) = (request.extensions().get().cloned(), request.extensions().get().cloned());
        Self { method: request.method().clone(), uri: request.uri().clone(), id, route, start: Instant::now() }
    }

    fn path(&self) -> &str {
        self.uri.path()
    }
}

/// Logs and counts a request and gives an error the form of a problem with the path that was asked.
fn finish(metrics: &Metrics, asked: &Asked, mut response: Response) -> Response {
    let (method, path) = (&asked.method, asked.path());
    let id = asked.id.as_ref().and_then(|id| id.header_value().to_str().ok()).unwrap_or_default();
    let failure = response.extensions_mut().remove::<Failure>();
    if let Some(ApiError::Internal(cause)) = failure.as_ref().map(|failure| &*failure.error) {
        tracing::error!(id, %method, path, cause = cause.to_string(), sources = ?cause, "failed");
    }
    let (status, time) = (response.status().as_u16(), asked.start.elapsed());
    let ms = time.as_secs_f64() * 1e3;
    metrics.count(method, asked.route.as_ref().map_or("none", MatchedPath::as_str), status, time);
    tracing::info!(id, %method, path, status, ms, "answered");
    let problem = match failure {
        Some(failure) => failure.problem,
        None if is_foreign_error(&response) => foreign_problem(response.status()),
        None => return response,
    };
    problem_response(Problem { instance: Some(path.to_owned()), ..problem }, response)
}

/// Whether an error was written by a library and not as a problem.
fn is_foreign_error(response: &Response) -> bool {
    let status = response.status();
    (status.is_client_error() || status.is_server_error()) && response.headers().get(header::CONTENT_TYPE) != Some(&PROBLEM_JSON)
}

fn foreign_problem(status: StatusCode) -> Problem {
    let title = status.canonical_reason().unwrap_or("Error");
    let slug = title.to_ascii_lowercase().replace(' ', "-");
    let detail = match status {
        StatusCode::METHOD_NOT_ALLOWED => "The path is there, but not for this method; the Allow header names those that are accepted.",
        StatusCode::INTERNAL_SERVER_ERROR => "The fault is logged under the request's id.",
        _ => title,
    };
    Problem { kind: format!("/problems/{slug}"), title: title.into(), status: status.as_u16(), detail: detail.into(), ..Problem::default() }
}

/// The problem as body, with the headers that the first answer had for other ends (`Allow`, the request's id).
fn problem_response(problem: Problem, from: Response) -> Response {
    let (mut parts, _) = from.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_ENCODING);
    parts.headers.insert(header::CONTENT_TYPE, PROBLEM_JSON);
    parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let body = serde_json::to_vec(&problem).expect("a problem is plain data");
    Response::from_parts(parts, Body::from(body))
}

/// Headers that keep answers from being taken for something else by a browser.
fn secure(response: &mut Response, path: &str) {
    let headers = response.headers_mut();
    let html = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let policy = if html && !path.starts_with(DATA) { PAGE_POLICY } else { DATA_POLICY };
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
}

/// Answers a request, but with a 503 where that takes too long, and with a 500 where it panics.
async fn answered(request: Request, next: Next) -> Response {
    let limit = if request.method().is_safe() { READ_TIMEOUT } else { WRITE_TIMEOUT };
    let answer = AssertUnwindSafe(next.run(request)).catch_unwind();
    match tokio::time::timeout(limit, answer).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => ApiError::internal("a panic, which is told on standard error").into_response(),
        Err(_) => ApiError::Unavailable(format!("No answer within {} seconds.", limit.as_secs())).into_response(),
    }
}

/// Lets a request in.
///
/// Web pages of others are kept from using a service that asks for no key: they may neither write to it (a form can post text to any address)
/// nor reach it under a name of their own (DNS rebinding). Where the service has keys, one with the scope that the method needs is asked for.
/// Answers the scope of whoever asks.
fn admit(access: &Access, request: &Request) -> Result<Scope, ApiError> {
    let (headers, method, path) = (request.headers(), request.method(), request.uri().path());
    if !access.any_host && !host_is_loopback(headers) {
        return Err(ApiError::Forbidden("The service answers only under the names localhost, 127.0.0.1 and [::1].".into()));
    }
    if !method.is_safe() && !from_own_page(headers) {
        return Err(ApiError::Forbidden("A page of another site may not write here.".into()));
    }
    // Health and documentation are open: they tell nothing of what is stored.
    if access.keys.is_empty() || !(path.starts_with(DATA) || path == "/metrics") {
        return Ok(Scope::Admin);
    }
    let key = given_key(headers).ok_or_else(|| ApiError::Unauthorized("Give an API key as Authorization: Bearer KEY.".into()))?;
    match access.keys.scope(key) {
        None => Err(ApiError::Unauthorized("The API key is none of this service.".into())),
        Some(scope) if scope < scope_of(method, path) => {
            Err(ApiError::Forbidden("The API key does not reach so far: its scope is too narrow.".into()))
        }
        Some(scope) => Ok(scope),
    }
}

/// What a method needs. To take a correction back is to correct; to take an article back is not.
fn scope_of(method: &Method, path: &str) -> Scope {
    match *method {
        Method::GET | Method::HEAD | Method::OPTIONS => Scope::Read,
        Method::POST | Method::PATCH => Scope::Write,
        Method::DELETE if path.starts_with("/v1/events/") => Scope::Write,
        _ => Scope::Admin,
    }
}

/// The key of `Authorization: Bearer`, or of `X-API-Key`.
fn given_key(headers: &HeaderMap) -> Option<&str> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let bearer = text("authorization").and_then(|value| value.split_once(' ')).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    bearer.map(|(_, key)| key.trim()).or_else(|| text("x-api-key"))
}

fn host_is_loopback(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(header::HOST) else { return true };
    let host = host.to_str().unwrap_or("?");
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit())).map_or(host, |(name, _)| name);
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    name.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

/// Whether the request comes from a page of this service, or from no page at all.
fn from_own_page(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let site = text("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
    let origin = text("origin").is_none_or(|origin| origin.split_once("://").is_some_and(|(_, authority)| Some(authority) == text("host")));
    site && origin
}

/// Answers a request; each good answer of a route to a GET for data is tagged by what was asked, the day, and the revision of the graph. A client
/// that has the answer gets none, and it is not made either. The tag is taken before the answer is made: an answer that is newer than its tag is
/// asked for again, one that is older would stay.
async fn tagged(state: &AppState, asked: &Asked, request: Request, next: Next) -> Response {
    let read = matches!(asked.method, Method::GET | Method::HEAD);
    if !read || asked.route.is_none() || !asked.path().starts_with(DATA) {
        return answered(request, next).await;
    }
    let tag = tag_of(&request, state.revision());
    let known = request.headers().get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let fresh = known.flat_map(|tags| tags.split(',')).any(|known| known.trim().as_bytes() == tag.as_bytes());
    let mut response = if fresh { StatusCode::NOT_MODIFIED.into_response() } else { answered(request, next).await };
    if (fresh || response.status().is_success()) && !response.headers().contains_key(header::CACHE_CONTROL) {
        response.headers_mut().insert(header::ETAG, tag);
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    response
}

/// The tag of the answer to a request: whoever holds it was once given this very answer.
fn tag_of(request: &Request, revision: impl Display) -> HeaderValue {
    let mut asked = DefaultHasher::new();
    (request.uri(), today()).hash(&mut asked);
    request.headers().get_all(header::ACCEPT).iter().for_each(|accepted| accepted.hash(&mut asked));
    let tag = format!("W/\"{}-{revision}-{:x}\"", env!("CARGO_PKG_VERSION"), asked.finish());
    HeaderValue::from_str(&tag).expect("a tag is made of a version and numbers")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (header::HeaderName::from_static(name), value.parse().unwrap())).collect()
    }

    #[tokio::test]
    async fn a_panic_is_a_problem_and_no_broken_connection() {
        async fn panics() -> StatusCode {
            panic!("a fault of a handler")
        }
        let router = axum::Router::new().route("/", axum::routing::get(panics)).layer(axum::middleware::from_fn(answered));
        let response = tower::ServiceExt::oneshot(router, Request::new(Body::empty())).await.unwrap();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(response.headers().get(header::CONTENT_TYPE), Some(&PROBLEM_JSON));
        assert!(response.extensions().get::<Failure>().is_some(), "what is logged");
    }

    #[test]
    fn only_names_of_this_machine_are_loopback() {
        for host in ["localhost:8080", "127.0.0.1", "127.0.0.1:1", "[::1]:8080", "LOCALHOST"] {
            assert!(host_is_loopback(&headers(&[("host", host)])), "{host}");
        }
        for host in ["evil.example", "evil.example:8080", "10.0.0.1:8080", "localhost.evil.example", "127.0.0.1.evil.example"] {
            assert!(!host_is_loopback(&headers(&[("host", host)])), "{host}");
        }
    }

    #[test]
    fn a_page_of_another_site_may_not_write() {
        assert!(from_own_page(&headers(&[("host", "localhost:8080")])));
        assert!(from_own_page(&headers(&[("host", "localhost:8080"), ("origin", "http://localhost:8080"), ("sec-fetch-site", "same-origin")])));
        assert!(!from_own_page(&headers(&[("host", "localhost:8080"), ("origin", "http://evil.example")])));
        assert!(!from_own_page(&headers(&[("host", "localhost:8080"), ("origin", "null")])));
        assert!(!from_own_page(&headers(&[("sec-fetch-site", "cross-site")])));
    }
}
