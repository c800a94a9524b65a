//! What the net knew of each token, kept for whoever wants to learn something else from it.

use std::ops::Range;

use super::{
    features::INPUT,
    lstm::HIDDEN,
    matrix::{Bytes, STEP},
    net::MIXED,
};
/// The sizes of the parts of a state: the token's own vector, the input layer, the two layers of LSTMs.
pub(super) const PARTS: [usize; 4] = [INPUT, MIXED, 2 * HIDDEN, 2 * HIDDEN];

/// What the net knew of the tokens of a document, one state for each token in their order; what a [`Classifier`] reads.
///
/// [`Classifier`]: crate::Classifier
#[derive(Clone, Debug, Default)]
pub struct States {
    parts: [Bytes; PARTS.len()],
}

impl States {
    /// How many tokens it holds.
    pub fn len(&self) -> usize {
        self.parts[0].scale.len()
    }

    /// Whether it holds no token.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Makes room for the states of that many tokens.
    pub(crate) fn with_len(tokens: usize) -> Self {
        let room = |width: usize| Bytes { values: vec![64; tokens * width.next_multiple_of(STEP)], scale: vec![0.0; tokens] };
        Self { parts: PARTS.map(room) }
    }

    /// Sets a part of the states of tokens from `token` on to some of the vectors.
    pub(super) fn set(&mut self, part: usize, token: usize, bytes: &Bytes, vectors: Range<usize>) {
        let width = PARTS[part].next_multiple_of(STEP);
        let (tokens, own) = (token..token + vectors.len(), &mut self.parts[part]);
        own.values[tokens.start * width..tokens.end * width].copy_from_slice(&bytes.values[vectors.start * width..vectors.end * width]);
        own.scale[tokens].copy_from_slice(&bytes.scale[vectors]);
    }

    /// A part of the states of some tokens.
    pub(super) fn gather(&self, part: usize, tokens: &[usize]) -> Bytes {
        let (width, all) = (PARTS[part].next_multiple_of(STEP), &self.parts[part]);
        let mut values = Vec::with_capacity(tokens.len() * width);
        tokens.iter().for_each(|&token| values.extend_from_slice(&all.values[token * width..][..width]));
        Bytes { values, scale: tokens.iter().map(|&token| all.scale[token]).collect() }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Language, States};

    #[test]
    fn every_token_has_a_state_and_the_document_is_the_same() {
        let text = "The talks failed. ".repeat(3) + &"Chile met Peru and ".repeat(120) + "left.";
        let (document, states) = Language::english().analyse_with_states(&text, &[]);
        assert_eq!(states.len(), document.tokens.len());
        assert_eq!(document, Language::english().analyse(&text));
    }

    #[test]
    fn equal_sentences_have_equal_states() {
        let (document, states) = Language::english().analyse_with_states("It rains. It rains.", &[]);
        let sentences: Vec<_> = document.sentences().map(|sentence| sentence.token_range()).collect();
        for part in 0..super::PARTS.len() {
            let [a, b] = [0, 1].map(|sentence| states.gather(part, &sentences[sentence].range().collect::<Vec<_>>()));
            assert_eq!((a.values, a.scale), (b.values, b.scale));
        }
    }

    #[test]
    fn a_sentence_has_the_states_that_it_has_alone() {
        let sentences = ["It rains.", "The two envoys signed the accord in Bern.", "He left the talks."];
        let (document, states) = Language::english().analyse_with_states(&sentences.join(" "), &[]);
        for (sentence, alone) in document.sentences().zip(sentences) {
            let (document, alone) = Language::english().analyse_with_states(alone, &[]);
            let whole = document.sentence(0).unwrap().token_range();
            for part in 0..super::PARTS.len() {
                let [a, b] =
                    [(&states, sentence.token_range()), (&alone, whole)].map(|(states, at)| states.gather(part, &at.range().collect::<Vec<_>>()));
                assert_eq!((a.values, a.scale), (b.values, b.scale));
            }
        }
    }

    #[test]
    fn an_empty_text_has_no_states() {
        assert!(Language::english().analyse_with_states(" ", &[]).1.is_empty());
        assert!(States::default().is_empty());
    }
}
