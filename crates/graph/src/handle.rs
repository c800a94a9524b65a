//! How the graph comes to be and follows the store: a loader for the start, a handle that applies changes.

use chancery_core::{Actor, Change, EventFacts};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::{
    base::Base,
    graph::Graph,
    intern::Interner,
    rows::{Columns, NONE, Tables},
};

/// The least number of new rows that is worth a merge; a great base waits for a two-thousandth of itself.
const MERGE_AT: usize = 2048;

/// Builds a graph from the whole store.
#[derive(Debug, Default)]
pub struct Loader {
    interner: Interner,
    tables: Tables,
    columns: Columns,
}

impl Loader {
    /// Takes in an actor.
    pub fn actor(&mut self, actor: Actor) {
        self.tables.actors.put(actor);
    }

    /// Takes in an event. No two have the same id.
    pub fn event(&mut self, facts: &EventFacts) {
        let row = self.interner.row(&mut self.tables, facts);
        self.columns.push(row);
    }

    /// The graph of all that was taken in, as of change number `revision`.
    pub fn finish(mut self, revision: i64) -> GraphHandle {
        self.tables.fold();
        let rows = 0..self.columns.len() as u32;
        let base = Arc::new(Base::build(self.columns, rows, &self.tables));
        let graph = Graph { revision, tables: self.tables, base, ..Graph::default() };
        GraphHandle { current: RwLock::new(Arc::new(graph)), interner: Mutex::new(self.interner) }
    }
}

/// The graph as it is now. Readers take a version and keep it as long as they like; writers take turns and never hold readers up.
#[derive(Debug, Default)]
pub struct GraphHandle {
    current: RwLock<Arc<Graph>>,
    interner: Mutex<Interner>,
}

impl GraphHandle {
    /// The newest version.
    pub fn snapshot(&self) -> Arc<Graph> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Applies a change and makes the version with it the newest. The work is done beside the version that readers hold.
    pub fn apply(&self, change: &Change) -> Arc<Graph> {
        let mut interner = self.interner.lock().unwrap_or_else(PoisonError::into_inner);
        let mut graph = Graph { cache: Arc::default(), ..Graph::clone(&self.snapshot()) };
        for actor in &change.actors {
            graph.tables.actors.put(actor.clone());
        }
        for id in &change.removed {
            graph.remove(id.0);
        }
        for facts in &change.events {
            let row = interner.row(&mut graph.tables, facts);
            graph.put(row);
        }
        graph.revision = change.seq;
        graph.merge_if_due();
        let graph = Arc::new(graph);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = graph.clone();
        graph
    }

    /// Merges what is new into the base, however little it is.
    pub fn merge(&self) -> Arc<Graph> {
        let _turn = self.interner.lock().unwrap_or_else(PoisonError::into_inner);
        let mut graph = Graph::clone(&self.snapshot());
        graph.merge();
        let graph = Arc::new(graph);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = graph.clone();
        graph
    }
}

impl Graph {
    fn put(&mut self, row: crate::rows::Row) {
        let first = self.base.columns.len() as u32;
        if let Some(&at) = self.delta_ids.get(&row.id) {
            self.dead.remove(&at);
            self.delta.set((at - first) as usize, row);
            return;
        }
        self.dead.extend(self.base.find(row.id));
        self.delta_ids.insert(row.id, first + self.delta.len() as u32);
        self.delta.push(row);
    }

    fn remove(&mut self, id: u64) {
        let row = self.find(id);
        self.dead.extend(row);
    }

    fn merge_if_due(&mut self) {
        let due = MERGE_AT.max(self.base.columns.len() / 2000);
        if self.delta.len() + self.dead.len() > due || self.tables.actors.unfolded() > due {
            self.merge();
        }
    }

    fn merge(&mut self) {
        self.tables.fold();
        let mut all = self.base.columns.clone();
        for at in 0..self.delta.len() {
            all.push(self.delta.row(at));
        }
        let rows = (0..all.len() as u32).filter(|&row| self.is_live(row));
        self.base = Arc::new(Base::build(all, rows, &self.tables));
        self.delta = Columns::default();
        self.delta_ids.clear();
        self.dead.clear();
        debug_assert!(self.base.columns.hot[self.base.dated as usize..].iter().all(|hot| hot.when == NONE));
    }
}
