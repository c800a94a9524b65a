//! A small net on top of the states of the big one: it sorts the tokens of a sentence into classes of whatever kind.

use std::fmt;

use super::{
    file::{File, ModelError},
    math::softmax,
    matrix::{Bytes, Matrix},
    states::{PARTS, States},
};
use crate::Sentence;

const FIRST: usize = 192;
const SECOND: usize = 96;

/// Which token's state is looked at, and which part of it; the order and the names of the matrices in the file.
const INPUTS: [(Place, usize); 8] =
    [(Place::Own, 0), (Place::Own, 1), (Place::Own, 2), (Place::Own, 3), (Place::Above, 0), (Place::Above, 3), (Place::Next, 0), (Place::Before, 0)];

/// The parts of the states of the dependents that are looked at: of all of them together.
const BELOW: [usize; 2] = [0, 3];

/// A token as seen from the one that is sorted.
#[derive(Clone, Copy)]
enum Place {
    Own,
    /// The head; the root is its own.
    Above,
    Next,
    Before,
}

/// Sorts tokens of a sentence into classes, from what the net knew of them.
///
/// Its file is made elsewhere; `tools/event-model/FORMAT.md` states what is in it and what is done with it.
pub struct Classifier {
    inputs: [Matrix; INPUTS.len()],
    below: [Matrix; BELOW.len()],
    bias: Vec<f32>,
    second: Matrix,
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
        let file = &File::open(bytes, "chancery-classifier 2")?;
        let labels = file.lines("vocab.labels")?;
        let matrix = |place: &str, part: usize| Matrix::read_plain(file, &format!("{place}.{part}"), FIRST, PARTS[part]);
        Ok(Self {
            inputs: all(INPUTS.map(|(place, part)| matrix(place.name(), part)))?,
            below: all(BELOW.map(|part| matrix("below", part)))?,
            bias: file.floats("first.bias", FIRST)?,
            second: Matrix::read(file, "second", SECOND, FIRST)?,
            out: Matrix::read(file, "out", labels.len(), SECOND)?,
            labels,
        })
    }

    /// The classes, in the order of the probabilities.
    pub fn labels(&self) -> &[&'static str] {
        &self.labels
    }

    /// For some tokens of the sentence the probabilities of all classes, one token after the other. `states` are those of the whole
    /// document; states of another document give probabilities too, without a meaning.
    ///
    /// # Panics
    /// If there are fewer states than the sentence needs, or if it has no such token.
    pub fn probabilities(&self, states: &States, sentence: Sentence<'_>, tokens: &[usize]) -> Vec<f32> {
        let (mut bytes, mut second, mut scores) = (Bytes::default(), Vec::new(), Vec::new());
        bytes.round(&self.first(states, sentence, tokens), FIRST);
        self.second.apply(&bytes, &mut second);
        second.iter_mut().for_each(|value| *value = positive(*value));
        bytes.round(&second, SECOND);
        self.out.apply(&bytes, &mut scores);
        let count = self.labels.len();
        scores.chunks_exact_mut(self.out.height()).flat_map(|scores| softmax(&mut scores[..count]).iter().copied()).collect()
    }

    fn first(&self, states: &States, sentence: Sentence<'_>, tokens: &[usize]) -> Vec<f32> {
        let mut total = self.bias.repeat(tokens.len());
        let mut product = Vec::new();
        for ((place, part), matrix) in INPUTS.into_iter().zip(&self.inputs) {
            let start = sentence.token_range().start;
            let bytes = states.gather(part, tokens.iter().map(|&token| place.of(token, sentence).map(|at| start + at)));
            matrix.apply(&bytes, &mut product);
            total.iter_mut().zip(&product).for_each(|(total, product)| *total += product);
        }
        self.add_below(states, sentence, tokens, &mut total);
        total.iter_mut().for_each(|value| *value = positive(*value));
        total
    }

    /// Adds the sum of what each dependent gives, over the root of their number: the product with their sum, without rounding that.
    fn add_below(&self, states: &States, sentence: Sentence<'_>, tokens: &[usize], total: &mut [f32]) {
        let dependents = Dependents::of(sentence, tokens);
        let (start, mut product) = (sentence.token_range().start, Vec::new());
        for (part, matrix) in BELOW.into_iter().zip(&self.below) {
            let bytes = states.gather(part, dependents.tokens.iter().map(|&token| Some(start + token)));
            matrix.apply(&bytes, &mut product);
            for (&row, product) in dependents.rows.iter().zip(product.chunks_exact(FIRST)) {
                let weight = dependents.weights[row];
                total[row * FIRST..][..FIRST].iter_mut().zip(product).for_each(|(total, product)| *total += weight * product);
            }
        }
    }
}

/// The dependents of some tokens.
struct Dependents {
    tokens: Vec<usize>,
    /// For each of them which of the tokens it depends on.
    rows: Vec<usize>,
    /// One over the root of the number of dependents of each of the tokens.
    weights: Vec<f32>,
}

impl Dependents {
    fn of(sentence: Sentence<'_>, tokens: &[usize]) -> Self {
        let mut row_of = vec![None; sentence.len()];
        tokens.iter().enumerate().for_each(|(row, &token)| row_of[token] = Some(row));
        let (tokens, rows): (Vec<_>, Vec<_>) =
            (0..sentence.len()).filter_map(|token| Some((token, sentence.head(token).and_then(|head| row_of[head])?))).unzip();
        let mut counts = vec![0.0_f32; row_of.len()];
        rows.iter().for_each(|&row| counts[row] += 1.0);
        Self { tokens, rows, weights: counts.into_iter().map(|count| count.max(1.0).sqrt().recip()).collect() }
    }
}

impl Place {
    const fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Above => "above",
            Self::Next => "next",
            Self::Before => "before",
        }
    }

    /// The token at that place, if there is one.
    fn of(self, token: usize, sentence: Sentence<'_>) -> Option<usize> {
        match self {
            Self::Own => Some(token),
            Self::Above => Some(sentence.head(token).unwrap_or(token)),
            Self::Next => Some(token + 1).filter(|&next| next < sentence.len()),
            Self::Before => token.checked_sub(1),
        }
    }
}

fn all<const N: usize>(results: [Result<Matrix, ModelError>; N]) -> Result<[Matrix; N], ModelError> {
    let matrices: Vec<Matrix> = results.into_iter().collect::<Result<_, _>>()?;
    Ok(matrices.try_into().unwrap_or_else(|_| unreachable!("there is a matrix for each result")))
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
        assert!(error.to_string().contains("chancery-english 1; this library reads chancery-classifier 2"), "{error}");
        assert!(Classifier::from_bytes(b"nothing").is_err());
    }
}
