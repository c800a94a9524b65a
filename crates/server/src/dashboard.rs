//! The dashboard's pages and files, which lie in the program. Where it was built without them, one plain page says so.

use axum::{
    Router,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use chancery_formats::export::xml::escaped;

use crate::{error::ApiError, state::AppState};

mod built {
    include!(concat!(env!("OUT_DIR"), "/dashboard.rs"));
}

/// The paths of the dashboard's views: those of the interface without `/v1`.
const VIEWS: [&str; 11] =
    ["/", "/meetings", "/graph", "/timeline", "/events", "/events/{id}", "/actors", "/actors/{id}", "/dyads/{a}/{b}", "/articles", "/articles/{id}"];
/// Where an article is added.
const ADD: &str = "/add";

/// Nothing but the program's own scripts, styles and pictures, and questions to the program itself; no markup that a script makes of text.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html",
);

/// The dashboard's routes.
pub fn routes() -> Router<AppState> {
    let views = VIEWS.into_iter().chain([ADD]).fold(Router::new(), |router, path| router.route(path, get(page)));
    views.route("/assets/{*path}", get(asset)).route("/favicon.svg", get(async || file("favicon.svg", "no-cache")))
}

/// What tells this page from that of another build.
const TAG: HeaderValue = HeaderValue::from_static(built::TAG);

async fn page(headers: HeaderMap) -> Response {
    let head = [(header::CONTENT_SECURITY_POLICY, POLICY), (header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))];
    if let Some(reason) = built::MISSING {
        return (head, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], notice(reason)).into_response();
    }
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| *known == TAG);
    let page = if known { StatusCode::NOT_MODIFIED.into_response() } else { file("index.html", "no-cache") };
    (head, [(header::ETAG, TAG)], page).into_response()
}

/// A file whose name tells its content, so that it never changes.
async fn asset(Path(path): Path<String>) -> Response {
    file(&format!("assets/{path}"), "public, max-age=31536000, immutable")
}

fn file(path: &str, cache: &'static str) -> Response {
    match content(path) {
        Some(bytes) => ([(header::CONTENT_TYPE, kind(path)), (header::CACHE_CONTROL, cache)], bytes).into_response(),
        None => ApiError::NotFound(format!("The dashboard has no file {path}.")).into_response(),
    }
}

fn content(path: &str) -> Option<&'static [u8]> {
    built::FILES.iter().find(|(name, _)| *name == path).map(|&(_, bytes)| bytes)
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn notice(reason: &str) -> String {
    let text = escaped(reason);
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Chancery</title><h1>Chancery is running, without its dashboard</h1>\
         <p>This program was built where the dashboard could not be:</p><pre>{text}</pre>\
         <p>Install Node 20.19 or newer with npm and build again: <code>make run</code>.</p>\
         <p>The service answers all the same: <a href=\"/docs\">its routes</a>, <a href=\"/v1/meetings\">who met whom</a>.</p></html>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notice_tells_the_reason_and_runs_none_of_it() {
        let page = notice("`npm ci` failed: <script>alert(1)</script> & more");
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more") && !page.contains("<script"));
    }

    #[test]
    fn what_is_built_is_whole() {
        let Some(index) = content("index.html") else {
            assert!(built::MISSING.is_some(), "a program without the page says why");
            return;
        };
        let index = std::str::from_utf8(index).unwrap();
        for name in index.split('"').filter_map(|part| part.strip_prefix('/')).filter(|part| part.starts_with("assets/")) {
            assert!(content(name).is_some(), "{name}");
            assert_ne!(kind(name), "application/octet-stream", "{name}");
        }
        assert!(!index.contains("http"), "the page loads nothing from elsewhere");
    }
}
