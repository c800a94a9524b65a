//! What the graph's answers look like, for the OpenAPI document. The tests read every answer of the service with these types.

use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

use super::OfficeFields;

/// An actor in short.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActorBrief {
    /// Its id.
    #[schema(example = "CHN")]
    pub id: String,
    /// What it is called first.
    pub name: String,
    /// country, person, organization or group.
    pub kind: String,
    /// Its country.
    pub country: Option<String>,
}

/// An actor in a list.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActorEntry {
    /// Its id.
    pub id: String,
    /// What it is called first.
    pub name: String,
    /// country, person, organization or group.
    pub kind: String,
    /// Its country.
    pub country: Option<String>,
    /// In how many events it takes part as told.
    pub events: u64,
}

/// Two actors that met.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The actor asked for, or the first by name.
    pub a: ActorBrief,
    /// The other.
    pub b: ActorBrief,
    /// Number of events.
    pub count: u64,
    /// First day of the earliest event.
    #[schema(format = Date)]
    pub first: Option<String>,
    /// Last day of the latest event.
    #[schema(format = Date)]
    pub last: Option<String>,
    /// Number of events of each type.
    pub types: BTreeMap<String, u64>,
    /// Where, each place once.
    pub places: Vec<String>,
    /// Ids of the events, newest first.
    pub events: Vec<String>,
}

/// An event without words.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventRow {
    /// 16 hexadecimal digits.
    pub id: String,
    /// Event type, one of `/v1/types`.
    #[serde(rename = "type")]
    pub kind: String,
    /// As known on the day asked for.
    pub status: String,
    /// CAMEO code.
    pub cameo: String,
    /// When.
    pub date: Option<Range>,
    /// Where.
    pub place: Option<Place>,
    /// Goldstein score, -10 to 10.
    pub score: f32,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad_class: u8,
    /// 0 to 1.
    pub confidence: f32,
    /// Who took part.
    pub participants: Vec<RowParticipant>,
    /// Who published the articles that tell it.
    pub sources: Vec<String>,
    /// How many articles tell it.
    pub reports: u32,
    /// The day from which it was known.
    #[schema(format = Date)]
    pub known_from: String,
}

/// First and last day.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// First day.
    #[schema(format = Date)]
    pub start: String,
    /// Last day.
    #[schema(format = Date)]
    pub end: String,
}

/// A place.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// What it lies in.
    pub within: Option<String>,
    /// The country it lies in.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// site, city, region or country.
    pub precision: String,
}

/// A participant of an event without words.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RowParticipant {
    /// Actor id.
    pub actor: String,
    /// What the actor is called first.
    pub name: String,
    /// country, person, organization or group.
    pub kind: String,
    /// The country it is or acts for.
    pub country: Option<String>,
    /// Its role.
    pub role: String,
}

/// What is known of one actor.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// Its id.
    pub id: String,
    /// country, person, organization or group.
    pub kind: String,
    /// What it is called first.
    pub name: String,
    /// Other names that news uses for it.
    pub names: Vec<String>,
    /// The country it is, or belongs to.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// Offices held, oldest first.
    pub offices: Vec<OfficeFields>,
}

/// An actor in the selected events.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Profile {
    /// The actor.
    pub actor: Actor,
    /// Number of events.
    pub events: u64,
    /// First day of the earliest event.
    #[schema(format = Date)]
    pub first: Option<String>,
    /// Last day of the latest event.
    #[schema(format = Date)]
    pub last: Option<String>,
    /// Number of events of each type.
    pub types: BTreeMap<String, u64>,
    /// Number of events of each status.
    pub statuses: BTreeMap<String, u64>,
    /// With whom, most events first.
    pub counterparts: Vec<Counterpart>,
}

/// Someone who shares events with an actor.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Counterpart {
    /// Who.
    pub actor: ActorBrief,
    /// Number of events shared.
    pub count: u64,
    /// Last day of the latest.
    #[schema(format = Date)]
    pub last: Option<String>,
}

/// What two actors have done with one another.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Dyad {
    /// One.
    pub a: ActorBrief,
    /// The other.
    pub b: ActorBrief,
    /// Number of events.
    pub count: u64,
    /// First day of the earliest event.
    #[schema(format = Date)]
    pub first: Option<String>,
    /// Last day of the latest event.
    #[schema(format = Date)]
    pub last: Option<String>,
    /// Number of events of each type.
    pub types: BTreeMap<String, u64>,
    /// The months in which an event began, oldest first.
    pub series: Vec<Month>,
    /// The latest events, newest first.
    pub latest: Vec<EventRow>,
}

/// What began in one month.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Month {
    /// "2005-12".
    pub month: String,
    /// Number of events.
    pub count: u64,
    /// Mean Goldstein score.
    pub mean_score: f64,
}

/// A chain of events.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Chain {
    /// The actors along it.
    pub actors: Vec<ActorBrief>,
    /// The events along it, one fewer than the actors.
    pub hops: Vec<Hop>,
}

/// One event of a chain.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Hop {
    /// From whom.
    pub from: String,
    /// To whom.
    pub to: String,
    /// The latest selected event that the two share.
    pub event: EventRow,
}

/// An actor in a network.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Node {
    /// Its id.
    pub id: String,
    /// What it is called first.
    pub name: String,
    /// country, person, organization or group.
    pub kind: String,
    /// Its country.
    pub country: Option<String>,
    /// Steps from the middle; null in a graph without one.
    pub depth: Option<u8>,
    /// The events by which it hangs in the network, counted once for each pair.
    pub count: u64,
}

/// What began in one bucket.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    /// Its first day.
    #[schema(format = Date)]
    pub start: String,
    /// Number of events.
    pub count: u64,
    /// Mean Goldstein score.
    pub mean_score: f64,
}

/// An actor with a value.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ranked {
    /// Who.
    pub actor: ActorBrief,
    /// The measure.
    pub value: f64,
    /// Standard error of a value that was sampled.
    pub error: Option<f64>,
}

/// Actors who keep to one another.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Community {
    /// How many actors it has.
    pub size: u64,
    /// The events of its actors with one another, counted once for each pair.
    pub inside: u64,
    /// The events of its actors with others.
    pub outside: u64,
    /// Its actors with most events.
    pub members: Vec<Member>,
}

/// An actor of a community.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Its id.
    pub id: String,
    /// What it is called first.
    pub name: String,
    /// country, person, organization or group.
    pub kind: String,
    /// Its country.
    pub country: Option<String>,
    /// Its events with anyone, counted once for each counterpart.
    pub count: u64,
}

/// One actor's sanctions on another.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Sanction {
    /// Who imposed them.
    pub source: ActorBrief,
    /// On whom.
    pub target: ActorBrief,
    /// The day of the first that is in force.
    #[schema(format = Date)]
    pub since: Option<String>,
    /// Ids of the events that imposed them, oldest first.
    pub events: Vec<String>,
}

/// Values of each field with their number of events; a field that was not asked for is left out.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Facets {
    /// By type.
    #[serde(rename = "type")]
    pub kinds: Option<Vec<FacetValue>>,
    /// By status.
    pub status: Option<Vec<FacetValue>>,
    /// By participant at the filter's level; without those of `with`, whose counterparts they are then.
    pub actor: Option<Vec<FacetValue>>,
    /// By counterpart of the actors asked for; empty where none is.
    pub with: Option<Vec<FacetValue>>,
    /// By role of a participant.
    pub role: Option<Vec<FacetValue>>,
    /// By country of a participant.
    pub country: Option<Vec<FacetValue>>,
    /// By name of the place.
    pub place: Option<Vec<FacetValue>>,
    /// By source.
    pub source: Option<Vec<FacetValue>>,
}

/// A value and its number of events.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FacetValue {
    /// The value, as the filter takes it.
    pub value: String,
    /// What an actor or a country is called first; null where the value is its own name.
    pub name: Option<String>,
    /// Number of events.
    pub count: u64,
}
