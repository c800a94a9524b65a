//! What the net knew of each token, kept for whoever wants to learn something else from it.

use super::{
    features::INPUT,
    lstm::HIDDEN,
    matrix::{Bytes, STEP},
    net::MIXED,
};
use crate::Span;

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

    /// Appends a part of the states of some tokens, without the first `skip` vectors.
    pub(super) fn push(&mut self, part: usize, bytes: &Bytes, skip: usize) {
        let width = PARTS[part].next_multiple_of(STEP);
        self.parts[part].values.extend_from_slice(&bytes.values[skip * width..]);
        self.parts[part].scale.extend_from_slice(&bytes.scale[skip..]);
    }

    /// A part of the states of some tokens.
    pub(super) fn part(&self, part: usize, tokens: Span) -> (&[u8], &[f32]) {
        let width = PARTS[part].next_multiple_of(STEP);
        (&self.parts[part].values[tokens.start * width..tokens.end * width], &self.parts[part].scale[tokens.range()])
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
            assert_eq!(states.part(part, sentences[0]), states.part(part, sentences[1]));
        }
    }

    #[test]
    fn an_empty_text_has_no_states() {
        assert!(Language::english().analyse_with_states(" ", &[]).1.is_empty());
        assert!(States::default().is_empty());
    }
}
