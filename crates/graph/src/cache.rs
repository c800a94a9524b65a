//! What is dear to reckon and stays right as long as the graph's version: measures over a whole selection.

use std::sync::{Arc, Mutex, PoisonError};

use crate::{Filter, Graph};

/// A node, its value and the standard error of that.
pub(crate) type Value = (u32, f64, Option<f64>);

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    Pagerank,
    Betweenness,
    Communities,
}

/// Selections whose measures are kept at most.
const KEPT: usize = 16;

/// A measure of a selection.
#[derive(Debug)]
struct Kept {
    measure: Measure,
    filter: Filter,
    values: Arc<Vec<Value>>,
}

/// The measures of one version, the latest last.
#[derive(Debug, Default)]
pub(crate) struct Cache(Mutex<Vec<Kept>>);

impl Graph {
    /// The measure of a selection, reckoned where this version has not done so yet. Nobody waits for another's reckoning.
    pub(crate) fn measured(&self, measure: Measure, filter: &Filter, reckon: impl FnOnce() -> Vec<Value>) -> Arc<Vec<Value>> {
        let kept = || self.cache.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = kept().iter().find(|kept| kept.measure == measure && kept.filter == *filter) {
            return found.values.clone();
        }
        let values = Arc::new(reckon());
        let mut kept = kept();
        if kept.len() == KEPT {
            kept.remove(0);
        }
        kept.push(Kept { measure, filter: filter.clone(), values: values.clone() });
        values
    }
}
