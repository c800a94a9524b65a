//! The service: its store, its address, its end.

use anyhow::Context;
use chancery_server::{Access, AppState, Keys, router};
use chancery_store::Store;
use std::{
    io::{self, Write},
    net::SocketAddr,
    time::Duration,
};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

use crate::{
    cli::ServeArgs,
    demo,
    failure::{Outcome, wrong},
    knowledge,
};

/// How long requests in progress may go on after the service was told to stop.
const GRACE: Duration = Duration::from_secs(20);

/// Serves until it is told to stop.
///
/// # Errors
/// When the flags are wrong, the store cannot be opened or the address is taken.
pub fn serve(args: ServeArgs) -> anyhow::Result<Outcome> {
    tokio::runtime::Runtime::new().context("cannot start")?.block_on(run(args))?;
    Ok(Outcome::Done)
}

async fn run(args: ServeArgs) -> anyhow::Result<()> {
    let keys: Keys = args.api_keys.as_deref().unwrap_or_default().parse()?;
    let addresses = resolve(&args.listen).await?;
    let local = addresses.iter().all(|address| address.ip().is_loopback());
    if !local && keys.is_empty() {
        let how = "set CHANCERY_API_KEYS=scope:key,... (`chancery keys` makes one), or listen on 127.0.0.1";
        return Err(wrong(format!("--listen {}: an address that others reach needs API keys; {how}", args.listen)));
    }
    // A service that asks for keys may stand behind a proxy, under whatever name.
    let access = Access { any_host: !local || !keys.is_empty(), keys };
    let listener = TcpListener::bind(addresses.as_slice()).await.with_context(|| format!("cannot listen on {}", args.listen))?;
    let directory = args.demo.then(tempfile::tempdir).transpose().context("cannot make a directory for the demo")?;
    let place = directory.as_ref().map_or_else(|| args.store.address(), |directory| directory.path().display().to_string());
    let store = Store::open(&place).await?;
    let state = AppState::load(store.clone(), knowledge::load(&args.knowledge)?, access).await?;
    let address = listener.local_addr()?;
    if args.demo {
        demo::load(&state).await?;
        write!(io::stdout(), "{}", demo::hints(address))?;
        io::stdout().flush()?;
    }
    let follower = tokio::spawn(state.clone().follow());
    tracing::info!(%address, engine = store.engine(), "serving");
    answer(listener, &state).await?;
    follower.await?;
    store.close().await;
    tracing::info!("stopped");
    Ok(())
}

async fn resolve(listen: &str) -> anyhow::Result<Vec<SocketAddr>> {
    let addresses = tokio::net::lookup_host(listen).await.map(Iterator::collect::<Vec<_>>).unwrap_or_default();
    if addresses.is_empty() {
        return Err(wrong(format!("--listen {listen:?}: no such address; accepted is host:port, such as 127.0.0.1:8080")));
    }
    Ok(addresses)
}

/// Answers requests until the process is told to stop, and then those that have begun.
async fn answer(listener: TcpListener, state: &AppState) -> anyhow::Result<()> {
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let (closing, mut closed) = (state.clone(), state.closing());
    let stop = async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("stopping");
        closing.close();
    };
    let too_late = async move {
        // The sender lives in the state, which outlives this; an error would mean that it is gone and all is over.
        let _ = closed.wait_for(|&closing| closing).await;
        tokio::time::sleep(GRACE).await;
    };
    let served = axum::serve(listener, router(state.clone())).with_graceful_shutdown(stop).into_future();
    tokio::select! {
        served = served => served.context("the service broke off"),
        () = too_late => {
            tracing::warn!("requests in progress were cut off");
            Ok(())
        }
    }
}
