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

    /// For some tokens of each of some sentences the probabilities of all classes, one token after the other. `states` are those of the
    /// whole document; states of another document give probabilities too, without a meaning.
    ///
    /// # Panics
    /// If there are fewer states than the sentences need, or if a sentence has no such token.
    pub fn probabilities(&self, states: &States, sentences: &[(Sentence<'_>, Vec<usize>)]) -> Vec<f32> {
        let (mut bytes, mut second, mut scores) = (Bytes::default(), Vec::new(), Vec::new());
        bytes.round(&self.first(states, sentences), FIRST);
        self.second.apply(&bytes, &mut second);
        second.iter_mut().for_each(|value| *value = positive(*value));
        bytes.round(&second, SECOND);
        self.out.apply(&bytes, &mut scores);
        let count = self.labels.len();
        scores.chunks_exact_mut(self.out.height()).flat_map(|scores| softmax(&mut scores[..count]).iter().copied()).collect()
    }

    fn first(&self, states: &States, sentences: &[(Sentence<'_>, Vec<usize>)]) -> Vec<f32> {
        let mut total = self.bias.repeat(sentences.iter().map(|(_, tokens)| tokens.len()).sum());
        let mut product = Vec::new();
        for ((place, part), matrix) in INPUTS.into_iter().zip(&self.inputs) {
            let view = View::of(place, sentences);
            matrix.apply(&states.gather(part, &view.tokens), &mut product);
            for &(row, seen) in &view.rows {
                let product = &product[seen * FIRST..][..FIRST];
                total[row * FIRST..][..FIRST].iter_mut().zip(product).for_each(|(total, product)| *total += product);
            }
        }
        self.add_below(states, sentences, &mut total);
        total.iter_mut().for_each(|value| *value = positive(*value));
        total
    }

    /// Adds the sum of what each dependent gives, over the root of their number: the product with their sum, without rounding that.
    fn add_below(&self, states: &States, sentences: &[(Sentence<'_>, Vec<usize>)], total: &mut [f32]) {
        let (dependents, mut product) = (Dependents::of(sentences), Vec::new());
        for (part, matrix) in BELOW.into_iter().zip(&self.below) {
            matrix.apply(&states.gather(part, &dependents.tokens), &mut product);
            for (&row, product) in dependents.rows.iter().zip(product.chunks_exact(FIRST)) {
                let weight = dependents.weights[row];
                total[row * FIRST..][..FIRST].iter_mut().zip(product).for_each(|(total, product)| *total += weight * product);
            }
        }
    }
}

/// What is seen at one place from all tokens that are sorted: each token once, however many see it.
#[derive(Default)]
struct View {
    /// The tokens, by their numbers in the document.
    tokens: Vec<usize>,
    /// Who sees which of them; who sees none is left out.
    rows: Vec<(usize, usize)>,
}

impl View {
    fn of(place: Place, sentences: &[(Sentence<'_>, Vec<usize>)]) -> Self {
        let (mut view, mut row) = (Self::default(), 0);
        for (sentence, tokens) in sentences {
            let mut seen = vec![None; sentence.len()];
            for &token in tokens {
                if let Some(at) = place.of(token, *sentence) {
                    let number = *seen[at].get_or_insert(view.tokens.len());
                    if number == view.tokens.len() {
                        view.tokens.push(sentence.token_range().start + at);
                    }
                    view.rows.push((row, number));
                }
                row += 1;
            }
        }
        view
    }
}

/// The dependents of all tokens that are sorted.
#[derive(Default)]
struct Dependents {
    /// By their numbers in the document.
    tokens: Vec<usize>,
    /// For each of them which of the tokens that are sorted it depends on.
    rows: Vec<usize>,
    /// One over the root of the number of dependents of each token that is sorted.
    weights: Vec<f32>,
}

impl Dependents {
    fn of(sentences: &[(Sentence<'_>, Vec<usize>)]) -> Self {
        let mut dependents = Self::default();
        for (sentence, tokens) in sentences {
            let (first, start) = (dependents.weights.len(), sentence.token_range().start);
            let mut row_of = vec![None; sentence.len()];
            tokens.iter().enumerate().for_each(|(row, &token)| row_of[token] = Some(first + row));
            dependents.weights.resize(first + tokens.len(), 0.0);
            for token in 0..sentence.len() {
                if let Some(row) = sentence.head(token).and_then(|head| row_of[head]) {
                    dependents.tokens.push(start + token);
                    dependents.rows.push(row);
                    dependents.weights[row] += 1.0;
                }
            }
        }
        dependents.weights.iter_mut().for_each(|count| *count = count.max(1.0).sqrt().recip());
        dependents
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
