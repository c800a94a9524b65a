//! The names in a query that only the graph can read: actors, countries, places, sources.

use chancery_core::{ActorId, ActorKind, CountryCode};
use chancery_graph::{Graph, Resolution};

use crate::error::{ApiError, Candidate, FieldError};

const ACTOR: &str = "an actor's id, or a name that one actor has (GET /v1/actors?q= searches them)";

/// The actor whom `name` means; `parameter` is what an error names.
///
/// # Errors
/// A 422 with the candidates, for a name that no actor, or more than one, has.
pub fn actor(graph: &Graph, parameter: &str, name: &str) -> Result<ActorId, ApiError> {
    let error = || FieldError::new(parameter, Some(name), ACTOR);
    match graph.resolve(name) {
        Resolution::One(id) => Ok(id),
        Resolution::Many(candidates) => Err(ApiError::AmbiguousActor(Box::new(error()), candidates.into_iter().map(candidate).collect())),
        Resolution::None(nearest) => {
            let field = FieldError { nearest: nearest.first().map(|actor| actor.name.clone()), ..error() };
            Err(ApiError::UnknownActor(Box::new(field), nearest.into_iter().map(candidate).collect()))
        }
    }
}

/// The country that a code or a name means.
///
/// # Errors
/// A fault of `parameter` for one that no country has.
pub fn country(graph: &Graph, parameter: &str, name: &str) -> Result<CountryCode, FieldError> {
    let accepted = "a country's code of three letters (CHN) or its name";
    let code = |id: &ActorId| graph.actor(id).filter(|actor| actor.kind == ActorKind::Country).and_then(|_| id.as_str().parse().ok());
    let fault = |nearest: Option<String>| FieldError { nearest, ..FieldError::new(parameter, Some(name), accepted) };
    match graph.resolve(name) {
        Resolution::One(id) => code(&id).ok_or_else(|| fault(None)),
        Resolution::Many(candidates) => candidates.iter().find_map(|one| code(&one.id)).ok_or_else(|| fault(None)),
        Resolution::None(nearest) => Err(fault(nearest.into_iter().find(|one| one.kind == ActorKind::Country).map(|one| one.name))),
    }
}

/// A place where some event happened, or a country.
///
/// # Errors
/// A fault of `place` for any other name.
pub fn place(graph: &Graph, name: &str) -> Result<String, FieldError> {
    let known = graph.knows_place(name) || country(graph, "place", name).is_ok();
    known
        .then(|| name.to_owned())
        .ok_or_else(|| FieldError::new("place", Some(name), "a place where some event happened, or a country's code or name"))
}

/// A source of some article that tells an event.
///
/// # Errors
/// A fault of `source` for any other name.
pub fn source(graph: &Graph, name: &str) -> Result<String, FieldError> {
    let known = graph.knows_source(name);
    known.then(|| name.to_owned()).ok_or_else(|| FieldError::new("source", Some(name), "the source of some article that tells an event"))
}

fn candidate(of: chancery_graph::Candidate) -> Candidate {
    Candidate {
        id: of.id.to_string(),
        name: of.name,
        kind: of.kind.to_string(),
        country: of.country.map(|country| country.to_string()),
        events: of.events as u64,
    }
}
