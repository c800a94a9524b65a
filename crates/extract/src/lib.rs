//! From an article to the diplomatic events it tells: names, dates, places and frames.

pub mod dates;
pub mod events;
pub mod frames;
pub mod tree;
