//! Tables that grow at their end: a shared base and a few entries more.

use rustc_hash::FxHashMap;
use std::{hash::Hash, sync::Arc};

/// A list whose clone costs only what came since the last [`Table::fold`].
#[derive(Clone, Debug)]
pub(crate) struct Table<T> {
    base: Arc<[T]>,
    extra: Vec<T>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { base: Arc::default(), extra: Vec::new() }
    }
}

impl<T: Clone> Table<T> {
    pub fn len(&self) -> usize {
        self.base.len() + self.extra.len()
    }

    #[inline]
    pub fn get(&self, index: u32) -> &T {
        let index = index as usize;
        self.base.get(index).unwrap_or_else(|| &self.extra[index - self.base.len()])
    }

    /// The entries that the last fold put into the base; a merged row points to no other.
    pub fn folded(&self) -> &[T] {
        &self.base
    }

    /// A run of entries that were pushed together.
    pub fn run(&self, start: u32, len: u32) -> &[T] {
        let (start, len) = (start as usize, len as usize);
        if start < self.base.len() {
            &self.base[start..start + len]
        } else {
            let start = start - self.base.len();
            &self.extra[start..start + len]
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.base.iter().chain(&self.extra)
    }

    /// Adds an entry and says where it lies; that never changes.
    pub fn push(&mut self, entry: T) -> u32 {
        self.extra.push(entry);
        u32::try_from(self.len() - 1).expect("a table has fewer entries than there are events, and these fit 32 bits")
    }

    /// Makes one base of all entries.
    pub fn fold(&mut self) {
        if self.extra.is_empty() {
            return;
        }
        let extra = std::mem::take(&mut self.extra);
        self.base = self.base.iter().cloned().chain(extra).collect();
    }

    pub fn extra_len(&self) -> usize {
        self.extra.len()
    }
}

/// A map whose clone costs only what came since the last [`Layered::fold`].
#[derive(Clone, Debug)]
pub(crate) struct Layered<K, V> {
    base: Arc<FxHashMap<K, V>>,
    extra: FxHashMap<K, V>,
}

impl<K, V> Default for Layered<K, V> {
    fn default() -> Self {
        Self { base: Arc::default(), extra: FxHashMap::default() }
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Layered<K, V> {
    /// What was put last under `key`.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.extra.get(key).or_else(|| self.base.get(key))
    }

    /// What lies under `key` in both layers, the newer first.
    pub fn both<'s>(&'s self, key: &K) -> impl Iterator<Item = &'s V> + use<'s, K, V> {
        [self.extra.get(key), self.base.get(key)].into_iter().flatten()
    }

    /// The newer layer's entry, to be changed.
    pub fn entry(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.extra.entry(key).or_default()
    }

    pub fn insert(&mut self, key: K, value: V) {
        self.extra.insert(key, value);
    }

    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.base.keys().chain(self.extra.keys())
    }

    /// Makes one base of both layers; `join` adds a newer value to an older one.
    pub fn fold(&mut self, join: impl Fn(&mut V, V)) {
        if self.extra.is_empty() {
            return;
        }
        let extra = std::mem::take(&mut self.extra);
        let base = std::mem::take(&mut self.base);
        let mut all = Arc::try_unwrap(base).unwrap_or_else(|shared| (*shared).clone());
        for (key, value) in extra {
            match all.entry(key) {
                std::collections::hash_map::Entry::Occupied(mut held) => join(held.get_mut(), value),
                std::collections::hash_map::Entry::Vacant(free) => {
                    free.insert(value);
                }
            }
        }
        self.base = Arc::new(all);
    }
}
