//! The learned reader: which words of a sentence tell an event of which class, as far as a small net can say.
//!
//! Read [`Reader`] first. It knows nothing of actors, roles or status; frames do. Its weights are a data file that
//! `tools/event-model` makes; they belong to the language model that ships and must be made anew with it.

mod class;

use std::sync::OnceLock;

use chancery_language::{Classifier, Document, ModelError, Sentence, States, Upos};

pub use class::{CLASSES, Class, Scores};

/// The file that ships; made by `tools/event-model/build.py`.
const WEIGHTS: &[u8] = include_bytes!("../../data/reader/reader.safetensors");

/// How many sentences are scored together.
const TOGETHER: usize = 16;

/// Weights that are none of a reader.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// They cannot be read.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// They know other classes, or the same in another order.
    #[error("the weights tell the classes {told}; accepted are {accepted}")]
    Classes {
        /// Those that they tell.
        told: String,
        /// Those that are read.
        accepted: String,
    },
}

/// Scores each word of a sentence.
///
/// ```
/// use chancery_extract::reader::{Class, Reader};
/// use chancery_language::Language;
/// let (document, states) = Language::english().analyse_with_states("Kenya condemned the coup in Mali.", &[]);
/// let sentence = document.sentence(0).expect("the text has a sentence");
/// let scores = Reader::builtin().scores(&states, sentence);
/// assert_eq!(scores[1].best(), Class::Accuse); // condemned
/// assert_eq!(scores[6].best(), Class::None); // the full stop
/// ```
#[derive(Debug)]
pub struct Reader {
    classifier: Classifier,
}

impl Reader {
    /// The reader that ships. Loaded at the first call.
    pub fn builtin() -> &'static Self {
        static READER: OnceLock<Reader> = OnceLock::new();
        READER.get_or_init(|| Self::from_bytes(WEIGHTS).expect("a test loads the file that ships"))
    }

    /// A reader of other weights, which must be of the language model that ships.
    ///
    /// # Errors
    /// When the bytes are no such file, or of other classes.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, ReaderError> {
        let classifier = Classifier::from_bytes(bytes)?;
        let classes = || Class::ALL.iter().map(|class| class.as_str());
        if !classifier.labels().iter().copied().eq(classes()) {
            let told = classifier.labels().join(", ");
            return Err(ReaderError::Classes { told, accepted: classes().collect::<Vec<_>>().join(", ") });
        }
        Ok(Self { classifier })
    }

    /// The scores of each token of a sentence; `states` are those of its document, from [`Language::analyse_with_states`].
    ///
    /// Verbs, nouns and adjectives are scored; every other word tells none.
    ///
    /// [`Language::analyse_with_states`]: chancery_language::Language::analyse_with_states
    ///
    /// # Panics
    /// If the states are of a shorter document.
    pub fn scores(&self, states: &States, sentence: Sentence<'_>) -> Vec<Scores> {
        self.scores_of(states, &[sentence])
    }

    /// The scores of all tokens of a document, one after the other, as [`Self::scores`] gives them; in fewer and larger products.
    ///
    /// # Panics
    /// If the states are of a shorter document.
    pub fn read(&self, states: &States, document: &Document) -> Vec<Scores> {
        let sentences: Vec<Sentence<'_>> = document.sentences().collect();
        sentences.chunks(TOGETHER).flat_map(|sentences| self.scores_of(states, sentences)).collect()
    }

    fn scores_of(&self, states: &States, sentences: &[Sentence<'_>]) -> Vec<Scores> {
        let candidates = |sentence: &Sentence<'_>| (0..sentence.len()).filter(|&token| is_candidate(sentence.token(token).upos)).collect();
        let candidates: Vec<(Sentence<'_>, Vec<usize>)> = sentences.iter().map(|sentence| (*sentence, candidates(sentence))).collect();
        let probabilities = self.classifier.probabilities(states, &candidates);
        let mut rows = probabilities.as_chunks::<CLASSES>().0.iter();
        let mut scores = Vec::new();
        for (sentence, tokens) in candidates {
            let first = scores.len();
            scores.resize(first + sentence.len(), Scores::NONE);
            tokens.into_iter().zip(&mut rows).for_each(|(token, &row)| scores[first + token] = Scores(row));
        }
        scores
    }
}

/// The words that the reader was taught on.
fn is_candidate(upos: Upos) -> bool {
    matches!(upos, Upos::Verb | Upos::Noun | Upos::Adj)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_language::Language;

    #[test]
    fn the_shipped_file_has_these_classes() {
        let reader = Reader::from_bytes(WEIGHTS).expect("the file can be read");
        assert!(reader.classifier.labels().iter().copied().eq(Class::ALL.iter().map(|class| class.as_str())));
    }

    #[test]
    fn weights_of_other_classes_are_refused() {
        let mut bytes = WEIGHTS.to_vec();
        let at = bytes.windows(7).position(|window| window == b"CONSULT").expect("the classes stand in the file");
        bytes[at..at + 7].copy_from_slice(b"CONSOLE");
        let error = Reader::from_bytes(bytes.leak()).expect_err("other classes").to_string();
        assert!(error.starts_with("the weights tell the classes AGREE, CONSOLE, ") && error.contains("accepted are AGREE, CONSULT, "), "{error}");
    }

    #[test]
    fn every_token_has_a_distribution() {
        let text = "Iran freed two sailors. Rain fell! \u{1f30d} ???\n\nTalks, talks, talks between Chile and Peru";
        let (document, states) = Language::english().analyse_with_states(text, &[]);
        for sentence in document.sentences() {
            let scores = Reader::builtin().scores(&states, sentence);
            assert_eq!(scores.len(), sentence.len());
            assert!(scores.iter().all(|scores| (scores.0.iter().sum::<f32>() - 1.0).abs() < 1e-4), "{scores:?}");
        }
    }

    #[test]
    fn a_sentence_longer_than_the_net_takes_at_once_is_read_whole() {
        let text = "Chile met Peru and ".repeat(200) + "left.";
        let (document, states) = Language::english().analyse_with_states(&text, &[]);
        let sentence = document.sentence(0).expect("the text has a sentence");
        assert_eq!(Reader::builtin().scores(&states, sentence).len(), sentence.len());
    }
}
