//! The names in a query that only graph and gazetteer can read: actors, countries, places, sources.

use chancery_core::{Actor, ActorId, ActorKind, CountryCode};
use chancery_extract::gazetteer::{Gazetteer, Kind, words};
use chancery_graph::{Graph, Resolution};
use std::sync::Arc;

use crate::error::{ApiError, Candidate, FieldError};

const ACTOR: &str = "an actor's id, or a name that one actor has (GET /v1/actors?q= searches them)";

/// Looks names up: in the graph first, which knows what was told, then in the gazetteer, which knows what else news says for it ("the Kremlin").
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// The graph that is asked.
    pub graph: &'a Graph,
    /// The names that extraction knows.
    pub gazetteer: &'a Gazetteer,
}

impl Names<'_> {
    /// The actor whom `name` means; `parameter` is what an error names.
    ///
    /// # Errors
    /// A 422 with the candidates, for a name that no actor of the graph, or more than one, has.
    pub fn actor(&self, parameter: &str, name: &str) -> Result<ActorId, ApiError> {
        let error = || FieldError::new(parameter, Some(name), ACTOR);
        let ambiguous = |candidates| Err(ApiError::AmbiguousActor(Box::new(error()), candidates));
        match self.graph.resolve(name) {
            Resolution::One(id) => Ok(id),
            Resolution::Many(candidates) => ambiguous(candidates.into_iter().map(candidate).collect()),
            Resolution::None(nearest) => match &self.in_gazetteer(name)[..] {
                [] => {
                    let field = FieldError { nearest: nearest.first().map(|actor| actor.name.clone()), ..error() };
                    Err(ApiError::UnknownActor(Box::new(field), nearest.into_iter().map(candidate).collect()))
                }
                [one] => Ok(one.clone()),
                several => ambiguous(several.iter().filter_map(|id| self.candidate(id)).collect()),
            },
        }
    }

    /// The actor whom `name` means, also one whom only the gazetteer knows.
    ///
    /// # Errors
    /// As [`Names::actor`].
    pub fn anybody(&self, parameter: &str, name: &str) -> Result<Actor, ApiError> {
        let unknown = match self.actor(parameter, name) {
            Ok(id) => return self.graph.actor(&id).map(Arc::unwrap_or_clone).ok_or_else(|| ApiError::internal("an actor that has a name is nobody")),
            Err(error @ ApiError::UnknownActor(..)) => error,
            Err(error) => return Err(error),
        };
        if let Some(actor) = name.parse().ok().and_then(|id| self.gazetteer.actor(&id)) {
            return Ok(actor);
        }
        match &self.ids(name)[..] {
            [one] => self.gazetteer.actor(one).ok_or(unknown),
            _ => Err(unknown),
        }
    }

    /// The country that a code or a name means.
    ///
    /// # Errors
    /// A fault of `parameter` for one that no country has.
    pub fn country(&self, parameter: &str, name: &str) -> Result<CountryCode, FieldError> {
        let accepted = "a country's code of three letters (CHN) or its name";
        let code = |id: &ActorId| self.graph.actor(id).filter(|actor| actor.kind == ActorKind::Country).and_then(|_| id.as_str().parse().ok());
        let fault = |nearest: Option<String>| FieldError { nearest, ..FieldError::new(parameter, Some(name), accepted) };
        match self.graph.resolve(name) {
            Resolution::One(id) => code(&id).ok_or_else(|| fault(None)),
            Resolution::Many(candidates) => candidates.iter().find_map(|one| code(&one.id)).ok_or_else(|| fault(None)),
            Resolution::None(nearest) => Err(fault(nearest.into_iter().find(|one| one.kind == ActorKind::Country).map(|one| one.name))),
        }
    }

    /// A place where some event happened, or one that the gazetteer knows.
    ///
    /// # Errors
    /// A fault of `place` for any other name.
    pub fn place(&self, name: &str) -> Result<String, FieldError> {
        let places = [Kind::Capital, Kind::Country, Kind::City, Kind::Region];
        let known = self.graph.knows_place(name) || self.entries(name).any(|(kind, _)| places.contains(&kind)) || self.country("place", name).is_ok();
        let accepted = "the name of a place, or a country's code or name";
        known.then(|| name.to_owned()).ok_or_else(|| FieldError::new("place", Some(name), accepted))
    }

    /// A source of some article that tells an event.
    ///
    /// # Errors
    /// A fault of `source` for any other name.
    pub fn source(&self, name: &str) -> Result<String, FieldError> {
        let accepted = "the source of some article that tells an event";
        self.graph.knows_source(name).then(|| name.to_owned()).ok_or_else(|| FieldError::new("source", Some(name), accepted))
    }

    /// The actors of the graph that the gazetteer calls so. A state of today goes before one that is no more: today's Kremlin is Russia's,
    /// and the Soviet Union has its own name.
    fn in_gazetteer(&self, name: &str) -> Vec<ActorId> {
        let ids = self.called(name);
        let gone = |id: &ActorId| self.gazetteer.country_of(id.as_str()).is_some_and(|country| country.dissolved());
        let (gone, standing): (Vec<ActorId>, Vec<ActorId>) = ids.into_iter().partition(gone);
        if standing.is_empty() { gone } else { standing }
    }

    fn called(&self, name: &str) -> Vec<ActorId> {
        let mut ids = self.ids(name);
        ids.retain(|id| self.graph.actor(id).is_some());
        ids
    }

    /// The actors that the gazetteer calls so, in the graph or not.
    fn ids(&self, name: &str) -> Vec<ActorId> {
        let id = |(kind, row)| match kind {
            Kind::Country | Kind::Capital | Kind::Seat => Some(self.gazetteer.country(row).actor()),
            Kind::Organisation => Some(self.gazetteer.organisation(row)[0]),
            Kind::Group => Some(self.gazetteer.group(row)[0]),
            Kind::Person | Kind::Surname => Some(self.gazetteer.person(row).id),
            _ => None,
        };
        let mut ids: Vec<ActorId> = self.entries(name).filter_map(id).filter_map(|id| id.parse().ok()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// What the gazetteer has under just this name, with or without "the".
    fn entries(&self, name: &str) -> impl Iterator<Item = (Kind, u32)> {
        let bare = name.trim();
        let bare = bare.get(..4).filter(|head| head.eq_ignore_ascii_case("the ")).map_or(bare, |_| &bare[4..]);
        let words = words(bare);
        let found = self.gazetteer.at(&words, 0).into_iter().filter(move |(length, _)| *length == words.len());
        found.flat_map(|(_, entries)| entries).map(|entry| (entry.kind, entry.row))
    }

    fn candidate(&self, id: &ActorId) -> Option<Candidate> {
        let actor = self.graph.brief(id)?;
        let country = actor.country.map(|country| country.to_string());
        Some(Candidate { id: actor.id.to_string(), name: actor.name.clone(), kind: actor.kind.to_string(), country, events: 0 })
    }
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
