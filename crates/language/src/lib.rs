//! English text to sentences, tokens, tags, lemmas and dependency trees. Knows nothing of diplomacy.
//!
//! Read [`Document`] first: a text with its sentences and tokens, and the questions that can be put to their trees. [`Language`] makes
//! them.

mod conllu;
mod decode;
mod document;
mod draw;
mod labels;
mod language;
mod lemma;
mod model;
mod morph;
mod morphology;
mod score;
mod sentences;
mod span;
mod tokens;
mod tree;

pub use conllu::{ConlluError, read_conllu};
pub use document::{Document, Sentence, Token};
pub use draw::draw;
pub use labels::{Relation, UnknownLabel, Upos, Xpos};
pub use language::Language;
pub use model::{Classifier, ModelError, States};
pub use morph::{Degree, Mood, Morph, Number, Tense, VerbForm, Voice};
pub use score::{Count, DifferentTexts, Score, score};
pub use sentences::tokenise;
pub use span::Span;
