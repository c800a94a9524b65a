//! The filter that every question about events takes, read from a query in two steps: what can be read alone, then the names.

use chancery_core::{EventType, Role, Status};
use chancery_graph::{Filter, Level};
use jiff::civil::Date;

use crate::{
    error::{ApiError, FieldError},
    names::Names,
    params::Params,
};

/// A filter whose names are not yet looked up.
pub struct FilterQuery {
    filter: Filter,
    actors: Vec<String>,
    with: Vec<String>,
    countries: Vec<String>,
    places: Vec<String>,
    sources: Vec<String>,
}

/// Which parameters of the filter a route takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// All of them.
    All,
    /// All but `actor`, `with` and `role`: the path says who.
    NoActors,
    /// All but the window and its types: the route says which.
    NoWindow,
    /// All, with only the types in which participants meet.
    Met,
}

impl FilterQuery {
    /// Reads the parameters that the route takes.
    pub fn read(params: &Params, takes: Takes) -> Self {
        let all = |name| params.all(name).into_iter().map(str::to_owned).collect::<Vec<String>>();
        let mut query =
            Self { filter: Filter::default(), actors: vec![], with: vec![], countries: all("country"), places: all("place"), sources: all("source") };
        let filter = &mut query.filter;
        if takes != Takes::NoActors {
            (query.actors, query.with) = (all("actor"), all("with"));
            filter.roles = params.vocabulary("role", &words(Role::ALL, Role::as_str));
        }
        if takes != Takes::NoWindow {
            filter.kinds = types(params, takes == Takes::Met);
            (filter.from, filter.to) = window(params);
            filter.undated = params.flag("undated").unwrap_or(false);
        }
        filter.level = params.choice("level", &words(Level::ALL, Level::as_str)).and_then(|word| word.parse().ok()).unwrap_or_default();
        filter.statuses = params.vocabulary("status", &words(Status::ALL, Status::as_str));
        filter.min_confidence = params.number("min_confidence", 0.0..=1.0);
        filter.as_of = params.date("as_of").map(|range| range.end);
        query
    }

    /// The filter with its names looked up.
    ///
    /// # Errors
    /// A 400 that names each unknown country, place and source, or a 422 with candidates for an actor.
    pub fn resolve(self, names: Names<'_>) -> Result<Filter, ApiError> {
        let mut faults = Vec::new();
        let Self { mut filter, actors, with, countries, places, sources } = self;
        filter.countries = look_up(&mut faults, countries, |name| names.country("country", name));
        filter.places = look_up(&mut faults, places, |name| names.place(name));
        filter.sources = look_up(&mut faults, sources, |name| names.source(name));
        if !faults.is_empty() {
            return Err(ApiError::Query(faults));
        }
        filter.actor = actors.iter().map(|name| names.actor("actor", name)).collect::<Result<_, _>>()?;
        filter.with = with.iter().map(|name| names.actor("with", name)).collect::<Result<_, _>>()?;
        Ok(filter)
    }
}

fn look_up<T>(faults: &mut Vec<FieldError>, names: Vec<String>, find: impl Fn(&str) -> Result<T, FieldError>) -> Vec<T> {
    let mut found = Vec::new();
    for name in names {
        match find(&name) {
            Ok(value) => found.push(value),
            Err(fault) => faults.push(fault),
        }
    }
    found
}

fn types(params: &Params, met: bool) -> Option<Vec<EventType>> {
    let ontology = params.ontology.clone();
    let names: Vec<&str> = ontology.types().iter().filter(|info| info.met || !met).map(|info| info.name.as_str()).collect();
    let kinds = params.vocabulary("type", &names);
    (!kinds.is_empty()).then_some(kinds)
}

/// First and last day; a month or a year stands for its first day as `from` and its last as `to`.
fn window(params: &Params) -> (Option<Date>, Option<Date>) {
    let (from, to) = (params.date("from"), params.date("to"));
    if let (Some(from), Some(to)) = (from, to)
        && from.start > to.end
    {
        params.fault(FieldError::new(
            "to",
            Some(&to.end.to_string()),
            format!("a day, month or year that ends no earlier than from, {}", from.start),
        ));
    }
    (from.map(|range| range.start), to.map(|range| range.end))
}

fn words<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|&value| word(value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_core::{Actor, ActorKind, Ontology};
    use chancery_extract::gazetteer::Gazetteer;
    use chancery_graph::Loader;
    use std::sync::Arc;

    fn read(query: &str, takes: Takes) -> Result<FilterQuery, ApiError> {
        let params = Params::new(query, Arc::new(Ontology::builtin()));
        let filter = FilterQuery::read(&params, takes);
        params.finish().map(|()| filter)
    }

    fn faults(result: Result<FilterQuery, ApiError>) -> Vec<(String, Option<String>)> {
        let Err(ApiError::Query(errors)) = result else { panic!("the query was accepted") };
        errors.into_iter().map(|error| (error.parameter, error.nearest)).collect()
    }

    #[test]
    fn a_window_is_inclusive_at_both_ends() {
        let filter = read("from=2005-12&to=2005", Takes::All).unwrap().filter;
        assert_eq!((filter.from, filter.to), ("2005-12-01".parse().ok(), "2005-12-31".parse().ok()));
    }

    #[test]
    fn a_reversed_window_is_refused() {
        assert_eq!(faults(read("from=2006&to=2005-12-31", Takes::All)), [("to".to_owned(), None)]);
    }

    #[test]
    fn meetings_take_only_types_of_meetings() {
        assert_eq!(faults(read("type=sanction", Takes::Met)).len(), 1);
        assert_eq!(read("type=talks", Takes::Met).unwrap().filter.kinds.unwrap()[0].as_str(), "talks");
        assert_eq!(faults(read("type=meting", Takes::All)), [("type".to_owned(), Some("meeting".to_owned()))]);
    }

    #[test]
    fn what_a_route_does_not_take_is_unknown() {
        assert_eq!(faults(read("actor=CHN&level=country", Takes::NoActors))[0].0, "actor");
    }

    #[test]
    fn names_are_looked_up_in_the_graph() {
        let mut loader = Loader::default();
        loader.actor(Actor {
            id: "CHN".parse().unwrap(),
            kind: ActorKind::Country,
            name: "China".into(),
            names: vec![],
            country: "CHN".parse().ok(),
            sector: None,
            offices: vec![],
        });
        let (graph, gazetteer) = (loader.finish(0).snapshot(), Gazetteer::builtin());
        let names = Names { graph: &graph, gazetteer: &gazetteer };
        let filter = read("actor=china&country=China&place=CHN", Takes::All).unwrap().resolve(names).unwrap();
        assert_eq!((filter.actor[0].as_str(), filter.countries[0].as_str()), ("CHN", "CHN"));
        let seat = read("actor=Beijing&with=the+People%27s+Republic+of+China", Takes::All).unwrap().resolve(names).unwrap();
        assert_eq!((seat.actor[0].as_str(), seat.with[0].as_str()), ("CHN", "CHN"), "the gazetteer knows what else news says");
        let unknown = read("actor=Chna", Takes::All).unwrap().resolve(names).unwrap_err().problem();
        assert_eq!((unknown.status, unknown.candidates[0].id.as_str()), (422, "CHN"));
        let unknown = read("country=Chna&place=Qqville&source=Nobody", Takes::All).unwrap().resolve(names).unwrap_err().problem();
        assert_eq!(unknown.errors.iter().map(|error| error.parameter.as_str()).collect::<Vec<_>>(), ["country", "place", "source"]);
        assert_eq!(unknown.errors[0].nearest.as_deref(), Some("China"));
    }
}
