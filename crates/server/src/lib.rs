//! The HTTP service of Chancery: strict queries in, answers with their evidence out, problems that name the field.
//!
//! Read [`router`] first: every route is on one screen there. A route lives in `routes`; it reads its query with `Params`, which refuses what it
//! does not know, looks names up in the graph, asks, and shapes the answer.

mod access;
mod answer;
mod ask;
mod correction;
mod csv;
mod dashboard;
mod docs;
mod error;
mod exports;
mod filter;
mod format;
pub mod input;
mod layers;
mod list;
mod metrics;
mod names;
mod nearest;
mod openapi;
mod params;
pub mod pipeline;
mod request_ids;
mod router;
mod routes;
#[cfg(test)]
mod sample;
pub mod schema;
mod state;
mod written;

pub use access::{Access, Keys, KeysError, Scope};
pub use error::{ApiError, Candidate, FieldError, Problem};
pub use list::{Envelope, Page};
pub use router::{MAX_BODY, document, router};
pub use routes::Answer;
pub use state::AppState;
