//! The files of the field: what others have coded comes in, and what Chancery knows goes out in the forms that analysts' tools read.
//!
//! Read [`Importer`] first: it makes events of the rows of ICEWS, GDELT, POLECAT and PLOVER. [`lines`] reads such files as they are published,
//! compressed or not. [`Exporter`] writes events. [`markup`] reads news
//! pages and feeds.

mod country;
pub mod csv;
pub mod export;
pub mod import;
pub mod lines;
pub mod markup;
mod sector;
mod table;
mod who;

pub use export::Exporter;
pub use import::{Importer, Row};
pub use who::Names;
