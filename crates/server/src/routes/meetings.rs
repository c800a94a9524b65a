//! Who met whom.

use axum::{extract::State, response::Response};
use chancery_core::{ActorId, CountryCode, EventType};
use chancery_graph::{
    Filter, Graph,
    query::{Meetings, Pair},
};

use crate::{
    csv::{Row, cell},
    docs::{EventParams, PageParams, WhoParams},
    error::ApiError,
    filter::{FilterQuery, Takes},
    list::{Envelope, Form, PageQuery},
    params::{FromParams, Params, Query},
    schema,
    state::AppState,
    written::{self, plain},
};

/// The query of `GET /v1/meetings`.
pub struct MeetingsQuery {
    filter: FilterQuery,
    page: PageQuery,
}

impl FromParams for MeetingsQuery {
    fn read(params: &Params) -> Self {
        Self { filter: FilterQuery::read(params, Takes::Met), page: PageQuery::read(params) }
    }
}

/// Who met whom
///
/// Pairs of actors that took part in the same meetings, talks, visits, calls or mediations, with how often, when, where, and which events
/// say so; most events first, then the latest, then by name. With `actor`, the pairs that hold one of these actors.
#[utoipa::path(get, path = "/v1/meetings", tag = "graph", params(WhoParams, EventParams, PageParams),
    responses((status = 200, description = "Pairs", body = Envelope<schema::Pair>)))]
pub async fn list_meetings(State(state): State<AppState>, form: Form, Query(query): Query<MeetingsQuery>) -> Result<Response, ApiError> {
    let graph = state.graph();
    let (filter, page) = (query.filter.resolve(state.names(&graph))?.met(&state.ontology), query.page);
    let reach = graph.reach(&filter);
    let asked = Meetings { filter, limit: page.limit, after: page.position()? };
    let answer = move |graph: &Graph| {
        let found = asked.run(graph);
        let (pairs, shown) = page.shown(found.page());
        form.page((&pairs, &shown), |to| understood(to, &asked.filter, page.limit), graph.revision(), page.format)
    };
    state.ask_within(reach, &graph, answer).await
}

/// Writes the query as it was understood.
fn understood(to: &mut Vec<u8>, filter: &Filter, limit: usize) {
    let Filter { level, actor, with, kinds, roles, statuses, from, to: until, undated, places, countries, min_confidence, sources, as_of } = filter;
    words(to, "{\"actor\":", actor.iter().map(ActorId::as_str));
    plain(to, ",\"as_of\":");
    written::day(to, *as_of);
    words(to, ",\"country\":", countries.iter().map(CountryCode::as_str));
    plain(to, ",\"from\":");
    written::day(to, *from);
    plain(to, ",\"level\":");
    written::text(to, level.as_str());
    plain(to, ",\"limit\":");
    written::number(to, limit);
    plain(to, ",\"min_confidence\":");
    serde_json::to_writer(&mut *to, &min_confidence.map(f64::from)).expect("a number is plain data");
    words(to, ",\"place\":", places.iter().map(String::as_str));
    words(to, ",\"role\":", roles.iter().map(|role| role.as_str()));
    words(to, ",\"source\":", sources.iter().map(String::as_str));
    words(to, ",\"status\":", statuses.iter().map(|status| status.as_str()));
    plain(to, ",\"to\":");
    written::day(to, *until);
    match kinds {
        Some(kinds) => words(to, ",\"type\":", kinds.iter().map(EventType::as_str)),
        None => plain(to, ",\"type\":null"),
    }
    plain(to, if *undated { ",\"undated\":true" } else { ",\"undated\":false" });
    words(to, ",\"with\":", with.iter().map(ActorId::as_str));
    plain(to, "}");
}

/// A field of words.
fn words<'w>(to: &mut Vec<u8>, name: &str, words: impl Iterator<Item = &'w str>) {
    plain(to, name);
    plain(to, "[");
    written::each(to, words, written::text);
    plain(to, "]");
}

impl Row for Pair<'_> {
    const COLUMNS: &'static [&'static str] =
        &["a", "a_name", "a_kind", "a_country", "b", "b_name", "b_kind", "b_country", "count", "first", "last", "types", "places", "events"];

    fn cells(&self) -> Vec<String> {
        let mut cells = Vec::new();
        for side in [&self.a, &self.b] {
            cells.extend([side.id.to_string(), side.name.clone(), side.kind.to_string(), cell(&side.country)]);
        }
        let types = self.types.iter().map(|(kind, count)| format!("{kind}: {count}")).collect::<Vec<_>>();
        let events = self.events.iter().map(ToString::to_string).collect::<Vec<_>>();
        cells.extend([self.count.to_string(), cell(&self.first), cell(&self.last), types.join("; "), self.places.join("; "), events.join("; ")]);
        cells
    }

    fn json(&self, to: &mut Vec<u8>) {
        plain(to, "{\"a\":");
        written::actor(to, self.a.0);
        plain(to, ",\"b\":");
        written::actor(to, self.b.0);
        plain(to, ",\"count\":");
        written::number(to, self.count);
        plain(to, ",\"first\":");
        written::day(to, self.first);
        plain(to, ",\"last\":");
        written::day(to, self.last);
        plain(to, ",\"types\":{");
        written::each(to, self.types, |to, (kind, count)| {
            written::text(to, kind.as_str());
            plain(to, ":");
            written::number(to, *count);
        });
        plain(to, "},\"places\":[");
        written::each(to, self.places, |to, place| written::text(to, place));
        plain(to, "],\"events\":[");
        written::events(to, self.events);
        plain(to, "]}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_core::{Actor, ActorKind, EventId, Ontology, Role, Status};
    use chancery_graph::{ActorBrief, Known};

    fn actor(id: &str, name: &str, country: Option<&str>) -> Known {
        let (id, country) = (id.parse().unwrap(), country.and_then(|code| code.parse().ok()));
        Actor { id, kind: ActorKind::Person, name: name.into(), names: vec![], country, sector: None, offices: vec![] }.into()
    }

    #[test]
    fn the_query_is_told_as_other_routes_tell_theirs() {
        let empty = Filter { min_confidence: Some(0.3), ..Filter::default() };
        let full = Filter {
            level: chancery_graph::Level::Country,
            actor: vec!["a".parse().unwrap(), "a \"b\"".parse().unwrap()],
            with: vec!["CHN".parse().unwrap()],
            roles: vec![Role::Host, Role::Mediator],
            statuses: vec![Status::Planned],
            from: "2014-06-01".parse().ok(),
            to: "2014-06-30".parse().ok(),
            undated: true,
            places: vec!["Côte d'Ivoire".into()],
            countries: vec!["CIV".parse().unwrap()],
            sources: vec!["A".into(), "B".into()],
            as_of: "2014-07-01".parse().ok(),
            ..Filter::default()
        };
        for filter in [empty, full.clone(), full.met(&Ontology::builtin())] {
            let mut written = Vec::new();
            understood(&mut written, &filter, 7);
            assert_eq!(String::from_utf8(written).unwrap(), super::super::understood(&filter, serde_json::json!({"limit": 7})).to_string());
        }
    }

    #[test]
    fn a_pair_writes_itself_as_serde_does() {
        let (a, b) = (actor("a", "A \"quoted\" name", Some("CHN")), actor("b", "Wałęsa", None));
        let (meeting, talks) = ("meeting".parse().unwrap(), "talks".parse().unwrap());
        let bare =
            Pair { a: ActorBrief((&a).into()), b: ActorBrief((&b).into()), count: 0, first: None, last: None, types: &[], places: &[], events: &[] };
        let full = Pair {
            count: 3,
            first: "2014-06-01".parse().ok(),
            last: "2014-06-30".parse().ok(),
            types: &[(&meeting, 2), (&talks, 1)],
            places: &["Beijing", "Sharm el-Sheikh"],
            events: &[EventId(7), EventId(u64::MAX), EventId(0)],
            ..bare.clone()
        };
        for pair in [bare, full] {
            let mut written = Vec::new();
            pair.json(&mut written);
            assert_eq!(String::from_utf8(written).unwrap(), serde_json::to_string(&pair).unwrap());
        }
    }
}
