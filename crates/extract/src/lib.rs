//! From an article to the diplomatic events it tells: names, dates, places and frames.

pub mod dates;
pub mod events;
pub mod explain;
pub mod frames;
pub mod gazetteer;
pub mod mentions;
pub mod merge;
pub mod tree;
