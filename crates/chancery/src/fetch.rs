//! A document of the web.

use anyhow::Context;
use std::{
    sync::{Arc, LazyLock},
    time::Duration,
};
use ureq::{
    Agent,
    tls::{RootCerts, TlsConfig},
};

/// How long a site may take for all of it.
const PATIENCE: Duration = Duration::from_secs(60);
/// Bytes of a document at most: ten times the longest feeds.
const MOST: u64 = 32 << 20;

/// One for all documents, so that the machine's certificates are read once.
static AGENT: LazyLock<Agent> = LazyLock::new(|| {
    // Whom the machine trusts is trusted: a house may have certificates of its own.
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).unversioned_rustls_crypto_provider(provider).build();
    let agent = concat!("chancery/", env!("CARGO_PKG_VERSION"));
    Agent::from(Agent::config_builder().timeout_global(Some(PATIENCE)).user_agent(agent).tls_config(tls).build())
});

/// Whether an argument is an address rather than a path.
pub fn is_address(argument: &str) -> bool {
    argument.starts_with("http://") || argument.starts_with("https://")
}

/// Fetches the document at `address`, following where it moved.
///
/// # Errors
/// When the site cannot be reached, answers with an error, or sends more than 32 MiB.
pub fn fetch(address: &str) -> anyhow::Result<Vec<u8>> {
    let mut answer = AGENT.get(address).call().with_context(|| format!("cannot fetch {address}"))?;
    answer.body_mut().with_config().limit(MOST).read_to_vec().with_context(|| format!("cannot fetch {address}"))
}
