//! The graph in memory: a base of sorted columns with indexes, a small delta of what is new, and typed queries over both.
//!
//! Read [`GraphHandle`] first, then [`Filter`] and the values in [`query`]. A reader holds one version and never waits; an event is a
//! row with participants, never an edge. This crate does no I/O, has no clock and knows only `chancery-core`.

mod base;
mod cache;
mod days;
mod filter;
mod fold;
mod graph;
mod handle;
mod intern;
mod kinds;
mod known;
mod level;
mod names;
mod plan;
pub mod query;
mod rows;
mod scratch;
mod table;
mod view;
mod walk;

pub use filter::{Filter, Level};
pub use fold::fold;
pub use graph::{Graph, Stats};
pub use handle::{GraphHandle, Loader};
pub use known::{ActorRef, Known};
pub use names::{Candidate, Resolution};
pub use view::{ActorBrief, EventRef, EventRow, RowParticipant};
