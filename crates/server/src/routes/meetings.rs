//! Who met whom.

use axum::{extract::State, response::Response};
use chancery_graph::{
    Graph,
    query::{Meetings, Pair},
};
use serde_json::json;

use super::understood;
use crate::{
    csv::{Row, cell},
    docs::{EventParams, PageParams, WhoParams},
    error::ApiError,
    filter::{FilterQuery, Takes},
    list::{Envelope, Form, PageQuery},
    params::{FromParams, Params, Query},
    schema,
    state::AppState,
    written,
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
    let understood = understood(&filter, json!({"limit": page.limit}));
    let reach = graph.reach(&filter);
    let asked = Meetings { filter, limit: page.limit, after: page.position()? };
    let answer = move |graph: &Graph| {
        let found = asked.run(graph);
        let (data, shown) = page.shown(found.page());
        form.list(Envelope { data, page: shown, query: understood, revision: graph.revision() }, page.format)
    };
    state.ask_within(reach, &graph, answer).await
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
        written::plain(to, "{\"a\":");
        written::actor(to, self.a.0);
        written::plain(to, ",\"b\":");
        written::actor(to, self.b.0);
        written::plain(to, ",\"count\":");
        written::number(to, self.count);
        written::plain(to, ",\"first\":");
        written::day(to, self.first);
        written::plain(to, ",\"last\":");
        written::day(to, self.last);
        written::plain(to, ",\"types\":{");
        written::each(to, self.types, |to, (kind, count)| {
            written::text(to, kind.as_str());
            written::plain(to, ":");
            written::number(to, *count);
        });
        written::plain(to, "},\"places\":[");
        written::each(to, self.places, |to, place| written::text(to, place));
        written::plain(to, "],\"events\":[");
        written::events(to, self.events);
        written::plain(to, "]}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_core::{Actor, ActorKind, EventId};
    use chancery_graph::{ActorBrief, Known};

    fn actor(id: &str, name: &str, country: Option<&str>) -> Known {
        let (id, country) = (id.parse().unwrap(), country.and_then(|code| code.parse().ok()));
        Actor { id, kind: ActorKind::Person, name: name.into(), names: vec![], country, sector: None, offices: vec![] }.into()
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
