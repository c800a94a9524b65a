//! A small net on top of the states of the big one: it sorts the tokens of a sentence into classes of whatever kind.

use std::fmt;

use super::{
    file::{File, ModelError},
    lstm::{Layer, Scratch},
    math::softmax,
    matrix::{Bytes, Matrix},
    states::{PARTS, States},
};
use crate::Sentence;

const PROJECT: usize = 128;
const RECURRENT: usize = 64;
const WORD: usize = 2 * RECURRENT;
const POOLS: usize = 3;
const INNER: usize = 128;

/// Sorts the tokens of a sentence into classes, from what the net knew of them.
///
/// Its file is made elsewhere; `tools/event-model/FORMAT.md` states what is in it and what is done with it.
pub struct Classifier {
    project: [Matrix; PARTS.len()],
    layer: Layer,
    attend: Matrix,
    word: Matrix,
    above: Matrix,
    pool: Matrix,
    out: Matrix,
    labels: Vec<&'static str>,
}

impl fmt::Debug for Classifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Classifier").field("labels", &self.labels).finish_non_exhaustive()
    }
}

impl Classifier {
    /// Reads a file of weights.
    ///
    /// # Errors
    /// If the file is damaged, or of another format or version.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let file = &File::open(bytes, "chancery-classifier 1")?;
        let labels = file.lines("vocab.labels")?;
        let project = |part: usize| Matrix::read(file, &format!("project.{part}"), PROJECT, PARTS[part]);
        Ok(Self {
            project: [project(0)?, project(1)?, project(2)?, project(3)?],
            layer: Layer::read(file, "lstm", PROJECT, RECURRENT)?,
            attend: Matrix::read(file, "attend", POOLS, WORD)?,
            word: Matrix::read(file, "hidden.word", INNER, WORD)?,
            above: Matrix::read(file, "hidden.above", INNER, WORD)?,
            pool: Matrix::read(file, "hidden.pool", INNER, POOLS * WORD)?,
            out: Matrix::read(file, "out", labels.len(), INNER)?,
            labels,
        })
    }

    /// The classes, in the order of the probabilities.
    pub fn labels(&self) -> &[&'static str] {
        &self.labels
    }

    /// For each token of the sentence the probabilities of all classes, one token after the other. `states` are those of the whole
    /// document; a document that is not theirs gets probabilities too, without a meaning.
    ///
    /// # Panics
    /// If there are fewer states than the sentence needs.
    pub fn probabilities(&self, states: &States, sentence: Sentence<'_>) -> Vec<f32> {
        let (words, pooled) = self.words(states, sentence);
        let (mut own, mut above, mut context) = (Vec::new(), Vec::new(), Vec::new());
        self.word.apply(&words, &mut own);
        self.above.apply(&words, &mut above);
        self.pool.apply(&pooled, &mut context);
        for (token, own) in own.chunks_exact_mut(INNER).enumerate() {
            // The root is its own head.
            let above = &above[sentence.head(token).unwrap_or(token) * INNER..];
            own.iter_mut().zip(above).zip(&context).for_each(|((own, above), context)| *own = positive(*own + above + context));
        }
        let (mut bytes, mut scores) = (Bytes::default(), Vec::new());
        bytes.round(&own, INNER);
        self.out.apply(&bytes, &mut scores);
        let mut probabilities = Vec::with_capacity(words.scale.len() * self.labels.len());
        for scores in scores.chunks_exact_mut(self.out.height()) {
            softmax(&mut scores[..self.labels.len()]);
            probabilities.extend_from_slice(&scores[..self.labels.len()]);
        }
        probabilities
    }

    /// Its own state of each token, and what the whole sentence is about.
    fn words(&self, states: &States, sentence: Sentence<'_>) -> (Bytes, Bytes) {
        let mut x = self.projected(states, sentence);
        let mut words = Bytes::default();
        words.round(&x, PROJECT);
        self.layer.apply(&words, std::slice::from_ref(&(0..sentence.len())), &mut Scratch::default(), &mut x);
        words = Bytes::default();
        words.round(&x, WORD);
        let mut weights = Vec::new();
        self.attend.apply(&words, &mut weights);
        let mut pooled = Bytes::default();
        pooled.round(&pool(&x, &weights, self.attend.height()), POOLS * WORD);
        (words, pooled)
    }

    fn projected(&self, states: &States, sentence: Sentence<'_>) -> Vec<f32> {
        let (mut total, mut product) = (vec![0.0; sentence.len() * PROJECT], Vec::new());
        for (part, matrix) in self.project.iter().enumerate() {
            let (values, scale) = states.part(part, sentence.token_range());
            matrix.apply_to(values, scale, &mut product);
            total.iter_mut().zip(&product).for_each(|(total, product)| *total += product);
        }
        total.iter_mut().for_each(|value| *value = positive(*value));
        total
    }
}

/// The states of the tokens, added up by each of the weightings; `weights` has a row of `height` numbers for each token.
fn pool(x: &[f32], weights: &[f32], height: usize) -> Vec<f32> {
    let mut pooled = vec![0.0; POOLS * WORD];
    for (pool, out) in pooled.chunks_exact_mut(WORD).enumerate() {
        let mut shares: Vec<f32> = weights.chunks_exact(height).map(|row| row[pool]).collect();
        softmax(&mut shares);
        for (x, share) in x.chunks_exact(WORD).zip(shares) {
            out.iter_mut().zip(x).for_each(|(out, x)| *out += share * x);
        }
    }
    pooled
}

fn positive(x: f32) -> f32 {
    if x > 0.0 { x } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_format_is_refused() {
        let error = Classifier::from_bytes(include_bytes!("../../data/english.safetensors")).expect_err("it is no classifier");
        assert!(error.to_string().contains("chancery-english 1; this library reads chancery-classifier 1"), "{error}");
        assert!(Classifier::from_bytes(b"nothing").is_err());
    }
}
