//! The vocabulary of Chancery: articles, events, actors, dates and the field's codes.
//!
//! This crate does no I/O, is not asynchronous and has no clock; every other crate may know it and it knows none.
//! Read [`Event`] first: what an article tells, in which words, and what it means in the codes of the field.

pub mod actor;
pub mod article;
pub mod change;
pub mod code;
pub mod correction;
pub mod date;
pub mod event;
pub mod id;
pub mod ontology;
pub mod place;
pub mod same;
pub mod span;
pub mod told;

pub use actor::{Actor, ActorKind, Office, Sector};
pub use article::Article;
pub use change::{Change, EventFacts, FactParticipant};
pub use code::{CountryCode, Unknown};
pub use correction::{Corrected, Correction, Field};
pub use date::{DateRange, ParseDateError, Precision};
pub use event::{Attribution, Event, Mention, Participant, Report, Role, Status};
pub use id::{ActorId, ArticleId, EventId, EventType};
pub use ontology::{Codes, Ontology, OntologyError, Reading, Shape, TypeInfo};
pub use place::{Place, PlacePrecision};
pub use span::{Phrase, Span};
pub use told::{DateView, EventView, Evidence, ParticipantView, PlaceView, ToldEvent};
