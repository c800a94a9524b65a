//! Questions as values: each is made once at the edge and run on one version of the graph.

mod actors;
mod centrality;
mod communities;
mod dyad;
mod events;
mod facets;
mod meetings;
mod neighbours;
mod network;
mod pairs;
mod path;
mod rankings;
mod sanctions;
mod teller;
mod timeline;
mod upcoming;

pub use actors::{ActorPosition, ActorProfile, ActorSearch, Counterpart, Profile};
pub use communities::{Communities, Community, Member};
pub use dyad::{CalendarMonth, Dyad, DyadAnswer, Month};
pub use events::{EventPosition, Events};
pub use facets::{FacetValue, Facets, FacetsAnswer, Field};
pub use meetings::{Meetings, Pair, PairPosition, Pairs};
pub use network::{Network, NetworkAnswer, NetworkEdge, NetworkNode, Subgraph};
pub use path::{Hop, Path, PathAnswer};
pub use rankings::{By, Ranked, Rankings};
pub use sanctions::{Sanction, Sanctions};
pub use timeline::{Bucket, Moment, Timeline, TimelineAnswer};
pub use upcoming::Upcoming;

use serde::Serialize;

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Page<T, P> {
    /// The rows.
    pub rows: Vec<T>,
    /// How many rows the whole list has now.
    pub total: usize,
    /// The position of the last row, where more follow.
    pub next: Option<P>,
}
