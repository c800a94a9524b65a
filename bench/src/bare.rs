//! The least that a service can do: one handler that gives back the same bytes whatever is asked.

use anyhow::Context;
use axum::{Router, body::Bytes, http::header, routing::get};
use std::{net::SocketAddr, path::Path};

/// Serves the bytes of a file as JSON, until the process is ended.
pub fn serve(body: &Path, listen: SocketAddr) -> anyhow::Result<()> {
    let body = Bytes::from(std::fs::read(body).with_context(|| format!("cannot read {}", body.display()))?);
    let answer = move || std::future::ready(([(header::CONTENT_TYPE, "application/json")], body.clone()));
    tokio::runtime::Runtime::new()?.block_on(async move {
        let listener = tokio::net::TcpListener::bind(listen).await.with_context(|| format!("cannot listen on {listen}"))?;
        Ok(axum::serve(listener, Router::new().fallback(get(answer))).await?)
    })
}
