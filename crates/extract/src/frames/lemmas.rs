//! What is known of words, by what kind of word they are and by their lemma.

use rustc_hash::FxHashMap;

use super::Pos;

/// Lists by kind of word and lemma.
#[derive(Clone, Debug)]
pub(super) struct Lemmas<T>([FxHashMap<String, Vec<T>>; Pos::ALL.len()]);

// Derived, it would ask that there be a default of what is listed.
impl<T> Default for Lemmas<T> {
    fn default() -> Self {
        Self(std::array::from_fn(|_| FxHashMap::default()))
    }
}

impl<T> Lemmas<T> {
    /// What is known of a word; empty where nothing is.
    pub(super) fn get(&self, pos: Pos, lemma: &str) -> &[T] {
        self.0[pos as usize].get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The list of a word, to add to.
    pub(super) fn list(&mut self, pos: Pos, lemma: String) -> &mut Vec<T> {
        self.0[pos as usize].entry(lemma).or_default()
    }

    /// All lists, in no order.
    pub(super) fn lists(&mut self) -> impl Iterator<Item = &mut Vec<T>> {
        self.0.iter_mut().flat_map(FxHashMap::values_mut)
    }

    /// Everything that is known, in no order.
    pub(super) fn all(&self) -> impl Iterator<Item = (Pos, &str, &T)> {
        let lists = Pos::ALL.into_iter().zip(&self.0).flat_map(|(pos, words)| words.iter().map(move |(lemma, list)| (pos, lemma, list)));
        lists.flat_map(|(pos, lemma, list)| list.iter().map(move |one| (pos, lemma.as_str(), one)))
    }
}
