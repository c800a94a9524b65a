//! A question in plain English, answered from the store as the service answers it.

use anyhow::Context;
use axum::{
    body::{Body, to_bytes},
    http::{Request, header},
};
use chancery_server::{Access, AppState, Problem, pipeline, router};
use chancery_store::Store;
use std::io::{self, Write};
use tower::ServiceExt;

use crate::{
    cli::AskArgs,
    failure::{Outcome, wrong},
};

/// Writes the answer of `GET /v1/ask`, and to standard error the query that the question was read as.
///
/// # Errors
/// When the store cannot be opened, or the question is not understood.
pub fn ask(args: &AskArgs) -> anyhow::Result<Outcome> {
    tokio::runtime::Runtime::new().context("cannot start")?.block_on(answer(args))
}

async fn answer(args: &AskArgs) -> anyhow::Result<Outcome> {
    let store = Store::open(&args.store.existing()?).await?;
    let state = AppState::load(store.clone(), pipeline::knowledge(), Access::default()).await?;
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", &args.question).append_pair("format", &args.format).finish();
    let reply = router(state).oneshot(Request::get(format!("/v1/ask?{query}")).body(Body::empty())?).await?;
    let (parts, body) = reply.into_parts();
    let body = to_bytes(body, usize::MAX).await?;
    store.close().await;
    if !parts.status.is_success() {
        let problem: Problem = serde_json::from_slice(&body)?;
        let candidates: Vec<String> = problem.candidates.iter().map(|one| format!("{} ({})", one.id, one.name)).collect();
        let meant = if candidates.is_empty() { String::new() } else { format!(" Meant may be {}.", candidates.join(", ")) };
        anyhow::ensure!(parts.status.is_client_error(), "{}", problem.detail);
        return Err(wrong(format!("{}{meant}", problem.detail)));
    }
    if let Some(read_as) = parts.headers.get(header::CONTENT_LOCATION).and_then(|place| place.to_str().ok()) {
        writeln!(io::stderr(), "read as {read_as}")?;
    }
    io::stdout().write_all(&body)?;
    Ok(Outcome::Done)
}
