//! What every route shares: the store, the graph that follows it, and the rules of access.

use chancery_core::{Actor, Article, Change, Event, Ontology};
use chancery_extract::Knowledge;
use chancery_graph::{Graph, GraphHandle, Loader};
use chancery_store::{Loaded, Put, Store, StoreError};
use std::{ops::Deref, sync::Arc, time::Duration};
use tokio::sync::{Mutex, watch};

use crate::{access::Access, error::ApiError, metrics::Metrics, names::Names};

/// How often the store is asked whether another process has changed it.
const FOLLOW_EVERY: Duration = Duration::from_secs(2);
/// Rows that a question may look at on the threads that serve requests: some tenths of a millisecond.
const FEW_ROWS: usize = 20_000;
/// Changes fetched at a time.
const CHANGES: u32 = 500;

/// The state of the service. Copies are the same state, and each request makes a dozen of them.
#[derive(Clone)]
pub struct AppState(Arc<Shared>);

/// What every route shares.
pub struct Shared {
    /// Articles, events and the log of changes: the truth.
    pub store: Store,
    /// What extraction knows: names, triggers, the language.
    pub knowledge: Arc<Knowledge>,
    /// The types and codes.
    pub ontology: Arc<Ontology>,
    /// Who may ask what.
    pub access: Access,
    /// What the service has done.
    pub metrics: Metrics,
    graph: GraphHandle,
    /// Held while a change is written and applied, so that the graph sees changes in the order of their commits.
    turn: Mutex<()>,
    revisions: watch::Sender<i64>,
    closing: watch::Sender<bool>,
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl AppState {
    /// The state over `store`. The graph is loaded from it after the countries that extraction knows, so that these are known by name
    /// before any article tells them.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn load(store: Store, knowledge: Arc<Knowledge>, access: Access) -> Result<Self, StoreError> {
        let ontology = Arc::new(knowledge.ontology().clone());
        let store = store.with_ontology(ontology.clone());
        let mut loader = Loader::default();
        knowledge.gazetteer().countries().for_each(|actor| loader.actor(actor));
        let revision = store
            .load(|loaded| match loaded {
                Loaded::Actor(actor) => loader.actor(actor),
                Loaded::Event(facts) => loader.event(&facts),
            })
            .await?;
        let graph = loader.finish(revision);
        tracing::info!(revision, events = graph.snapshot().event_count(), actors = graph.snapshot().actor_count(), "graph loaded");
        let (revisions, _) = watch::channel(revision);
        Ok(Self(Arc::new(Shared {
            store,
            knowledge,
            ontology,
            access,
            metrics: Metrics::default(),
            graph,
            turn: Mutex::default(),
            revisions,
            closing: watch::channel(false).0,
        })))
    }

    /// The newest version of the graph.
    pub fn graph(&self) -> Arc<Graph> {
        self.graph.snapshot()
    }

    /// Looks names up for a question to `graph`.
    pub fn names<'a>(&'a self, graph: &'a Graph) -> Names<'a> {
        Names { graph, gazetteer: self.knowledge.gazetteer() }
    }

    /// The number of the last change that the graph holds.
    pub fn revision(&self) -> i64 {
        *self.revisions.borrow()
    }

    /// Tells each new revision of the graph.
    pub fn revisions(&self) -> watch::Receiver<i64> {
        self.revisions.subscribe()
    }

    /// Tells when the service is about to stop.
    pub fn closing(&self) -> watch::Receiver<bool> {
        self.closing.subscribe()
    }

    /// Ends what would go on for ever: streams and the following of the store.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Writes an article with what it tells and applies the change to the graph.
    ///
    /// # Errors
    /// When the store refuses the article or fails.
    pub async fn put(&self, article: Article, events: Vec<Event>, actors: Vec<Actor>) -> Result<Put, ApiError> {
        let store = self.store.clone();
        let work = async move {
            Ok(match store.take_article(&article, &events, &actors).await? {
                Put::Added(change) => Some(change),
                Put::Known => None,
            })
        };
        Ok(self.change(work).await?.map_or(Put::Known, Put::Added))
    }

    /// Retracts an article; none where there is no such article.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn retract(&self, id: chancery_core::ArticleId) -> Result<Option<Change>, ApiError> {
        let store = self.store.clone();
        self.change(async move { store.retract_article(&id).await }).await
    }

    /// Does `work`, which writes a change, and applies that to the graph. It runs to its end even when the caller gives up, since a change that
    /// is written and not applied would be missing until the next one.
    ///
    /// # Errors
    /// When the store refuses or fails.
    pub async fn change(&self, work: impl Future<Output = Result<Option<Change>, StoreError>> + Send + 'static) -> Result<Option<Change>, ApiError> {
        let state = self.clone();
        let work = async move {
            let _turn = state.turn.lock().await;
            let change = work.await?;
            if let Some(change) = &change {
                state.apply(change).await?;
            }
            Ok(change)
        };
        tokio::spawn(work).await.map_err(ApiError::internal)?
    }

    /// Asks the graph something that looks at each row of `reach` ([`Graph::reach`]) a few times at most. Few rows are answered on the spot: to hand the
    /// question to another thread and the answer back takes as long as some thousand rows.
    ///
    /// # Errors
    /// When the question itself fails, which is a fault of the service.
    pub async fn ask_within<T: Send + 'static>(
        &self,
        reach: usize,
        graph: &Arc<Graph>,
        question: impl FnOnce(&Graph) -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        if reach <= FEW_ROWS { Ok(question(graph)) } else { self.ask(graph, question).await }
    }

    /// Asks the graph something that may take long, beside the threads that serve requests.
    ///
    /// # Errors
    /// When the question itself fails, which is a fault of the service.
    pub async fn ask<T: Send + 'static>(&self, graph: &Arc<Graph>, question: impl FnOnce(&Graph) -> T + Send + 'static) -> Result<T, ApiError> {
        let graph = graph.clone();
        tokio::task::spawn_blocking(move || question(&graph)).await.map_err(ApiError::internal)
    }

    /// Follows what other processes write to the same store, until the service closes.
    pub async fn follow(self) {
        let mut closing = self.closing();
        let mut clock = tokio::time::interval(FOLLOW_EVERY);
        clock.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = clock.tick() => {}
                _ = closing.wait_for(|&closing| closing) => return,
            }
            let behind = match self.store.revision().await {
                Ok(revision) => revision > self.revision(),
                Err(error) => {
                    tracing::warn!(%error, "cannot ask the store for its revision");
                    false
                }
            };
            if behind {
                let _turn = self.turn.lock().await;
                if let Err(error) = self.catch_up().await {
                    tracing::warn!(%error, "cannot follow the store");
                }
            }
        }
    }

    /// Applies a change of this process, after those that other processes have made in between. Called with the turn held.
    async fn apply(&self, change: &Change) -> Result<(), StoreError> {
        if change.seq == self.graph.snapshot().revision() + 1 {
            self.take_in(change);
            return Ok(());
        }
        self.catch_up().await
    }

    async fn catch_up(&self) -> Result<(), StoreError> {
        loop {
            let changes = self.store.changes_after(self.graph.snapshot().revision(), CHANGES).await?;
            if changes.is_empty() {
                return Ok(());
            }
            changes.iter().for_each(|change| self.take_in(change));
        }
    }

    fn take_in(&self, change: &Change) {
        let revision = self.graph.apply(change).revision();
        self.revisions.send_replace(revision);
    }
}
