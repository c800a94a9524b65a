//! The trained model: its file, the features of a word, and the net that turns them into tags and scores of arcs.
//!
//! `tools/language-model/FORMAT.md` states the file and the net; read [`net`] first.

mod classifier;
mod features;
mod file;
mod kernel;
mod lstm;
mod math;
mod matrix;
mod net;
#[cfg(test)]
mod reference;
mod states;

pub use classifier::Classifier;
pub use file::ModelError;
pub(crate) use net::{Keep, Model};
pub use states::States;
