//! The sample articles that are part of the program.

use anyhow::Context;
use chancery_server::{AppState, input};
use std::net::SocketAddr;

/// Articles of our own writing, as JSON.
const ARTICLES: &[&str] = include!(concat!(env!("OUT_DIR"), "/articles.rs"));

/// Reads the sample articles into the service.
///
/// # Errors
/// When the store fails.
pub async fn load(state: &AppState) -> anyhow::Result<()> {
    for json in ARTICLES {
        let article = input::article_of_json(json.as_bytes()).expect("the tests read every sample article");
        let (article, extraction) = state.read(article).await.context("cannot read a sample article")?;
        state.take(article, extraction).await.context("cannot store a sample article")?;
    }
    Ok(())
}

/// What to try, for whoever has just started the demo.
pub fn hints(address: SocketAddr) -> String {
    format!(
        "Chancery serves {} sample articles at http://{address} until you stop it; nothing is kept. Try:\n\n  \
         curl 'http://{address}/v1/meetings?actor=China'\n  \
         curl 'http://{address}/v1/events?type=agreement&include=reports&limit=2'\n  \
         curl -H 'Content-Type: text/plain' --data 'Chile and Peru held talks in Lima on Monday.' \\\n    \
         'http://{address}/v1/articles?published_on=2024-03-13'\n\n\
         All routes: http://{address}/docs\n",
        ARTICLES.len()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_an_article_with_a_date() {
        assert!(ARTICLES.len() >= 8);
        for json in ARTICLES {
            assert!(input::article_of_json(json.as_bytes()).unwrap().published_on.is_some());
        }
    }
}
