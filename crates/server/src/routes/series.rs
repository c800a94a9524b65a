//! Counts over time, by value and by actor.

use axum::{extract::State, response::Response};
use chancery_core::ActorId;
use chancery_graph::query::{Bucket, By, FacetValue, Facets, Field, Moment, Ranked, Rankings, Sanction, Sanctions, Timeline};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::cmp::Ordering;
use utoipa::ToSchema;

use super::{Answer, events::today, understood};
use crate::{
    csv::{Row, cell},
    docs::{BucketParams, EventParams, FacetParams, FormatParams, PageParams, RankingParams, SanctionParams, WhoParams},
    error::ApiError,
    filter::{FilterQuery, Takes},
    format::Format,
    list::{Envelope, Form, Page, PageQuery, cursor},
    params::{FromParams, Params, Query},
    schema,
    state::AppState,
};

/// The query of a timeline.
pub struct TimelineQuery {
    filter: FilterQuery,
    bucket: (Bucket, &'static str),
    format: Option<Format>,
}

impl FromParams for TimelineQuery {
    fn read(params: &Params) -> Self {
        let bucket = word_of(params, "bucket", Bucket::ALL).unwrap_or((Bucket::Month, "month"));
        Self { filter: FilterQuery::read(params, Takes::All), bucket, format: Format::read(params) }
    }
}

/// The query of a ranking.
pub struct RankingsQuery {
    filter: FilterQuery,
    by: (By, &'static str),
    page: PageQuery,
}

impl FromParams for RankingsQuery {
    fn read(params: &Params) -> Self {
        let by = word_of(params, "by", By::ALL).unwrap_or((By::Counterparts, "counterparts"));
        Self { filter: FilterQuery::read(params, Takes::All), by, page: PageQuery::read(params) }
    }
}

/// The query of sanctions in force.
pub struct SanctionsQuery {
    filter: FilterQuery,
    on: Option<Date>,
    format: Option<Format>,
}

impl FromParams for SanctionsQuery {
    fn read(params: &Params) -> Self {
        let on = params.date("on").map(|range| range.end);
        Self { filter: FilterQuery::read(params, Takes::NoWindow), on, format: Format::read(params) }
    }
}

/// The query of counts by value.
pub struct FacetsQuery {
    filter: FilterQuery,
    limit: usize,
    fields: Vec<Field>,
    format: Option<Format>,
}

/// The fields whose values are counted, with their parameters.
const FIELDS: &[(Field, &str)] = &[
    (Field::Actor, "actor"),
    (Field::With, "with"),
    (Field::Role, "role"),
    (Field::Type, "type"),
    (Field::Status, "status"),
    (Field::Place, "place"),
    (Field::Country, "country"),
    (Field::Source, "source"),
];

impl FromParams for FacetsQuery {
    fn read(params: &Params) -> Self {
        let words: Vec<&str> = FIELDS.iter().map(|&(_, word)| word).collect();
        let asked: Vec<&str> = params.all("field").into_iter().filter_map(|text| params.word("field", text, &words)).collect();
        let fields = FIELDS.iter().filter(|(_, word)| asked.contains(word)).map(|&(field, _)| field).collect();
        let limit = params.number("limit", 1..=1000).unwrap_or(20);
        Self { filter: FilterQuery::read(params, Takes::All), limit, fields, format: Format::read(params) }
    }
}

/// Where an actor stands in a ranking. The value's bits, since a decimal may not come back as it went.
#[derive(Serialize, Deserialize)]
struct RankPosition {
    bits: u64,
    id: ActorId,
}

/// A series with what has no place in it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Series<T> {
    /// The buckets in which an event began, oldest first.
    pub data: Vec<T>,
    /// Selected events without a date.
    pub undated: usize,
}

/// Counts over time
///
/// Number and mean Goldstein score of the selected events by the day, week, month or year in which they began.
#[utoipa::path(get, path = "/v1/timeline", tag = "graph", params(WhoParams, EventParams, BucketParams, FormatParams),
    responses((status = 200, description = "The series", body = Answer<Series<schema::Moment>>)))]
pub async fn get_timeline(State(state): State<AppState>, form: Form, Query(query): Query<TimelineQuery>) -> Result<Response, ApiError> {
    let graph = state.graph();
    let filter = query.filter.resolve(state.names(&graph))?;
    let understood = understood(&filter, json!({"bucket": query.bucket.1}));
    let reach = graph.reach(&filter);
    let asked = Timeline { filter, bucket: query.bucket.0 };
    let found = state.ask_within(reach, &graph, move |graph| asked.run(graph)).await?;
    let answer = Answer { answer: Series { data: found.series, undated: found.undated }, query: understood, revision: graph.revision() };
    Ok(form.rows(&answer, &answer.answer.data, query.format))
}

/// Rankings
///
/// Actors by number of counterparts, events mediated, PageRank or betweenness in the selected events, highest first.
#[utoipa::path(get, path = "/v1/rankings", tag = "graph", params(WhoParams, EventParams, RankingParams, PageParams),
    responses((status = 200, description = "Actors", body = Envelope<schema::Ranked>)))]
pub async fn list_rankings(State(state): State<AppState>, form: Form, Query(query): Query<RankingsQuery>) -> Result<Response, ApiError> {
    let graph = state.graph();
    let RankingsQuery { filter, by, page } = query;
    let filter = filter.resolve(state.names(&graph))?.happened();
    let understood = understood(&filter, json!({"by": by.1, "limit": page.limit}));
    let asked = Rankings { filter, by: by.0, limit: usize::MAX };
    let after = page.position::<RankPosition>()?;
    let mut rows = state.ask(&graph, move |graph| asked.run(graph)).await?;
    let total = rows.len() as u64;
    if let Some(RankPosition { bits, id }) = after {
        let below = |row: &Ranked| f64::from_bits(bits).total_cmp(&row.value).then_with(|| row.actor.id.cmp(&id)) == Ordering::Greater;
        rows.retain(below);
    }
    let more = rows.len() > page.limit;
    rows.truncate(page.limit);
    let next = rows.last().filter(|_| more).map(|row| cursor(&RankPosition { bits: row.value.to_bits(), id: row.actor.id.clone() }));
    let shown = Page { next_cursor: next, total };
    Ok(form.list(Envelope { data: rows, page: shown, query: understood, revision: graph.revision() }, page.format))
}

/// Sanctions in force
///
/// Who sanctions whom on the day `on` (today, where it is not given): what was imposed by then and not lifted since.
#[utoipa::path(get, path = "/v1/sanctions", tag = "graph", params(WhoParams, SanctionParams, FormatParams),
    responses((status = 200, description = "Sanctions", body = Envelope<schema::Sanction>)))]
pub async fn list_sanctions(State(state): State<AppState>, form: Form, Query(query): Query<SanctionsQuery>) -> Result<Response, ApiError> {
    let graph = state.graph();
    let on = query.on.unwrap_or_else(today);
    let filter = query.filter.resolve(state.names(&graph))?.happened();
    let understood = understood(&filter, json!({"on": on}));
    let asked = Sanctions { on, filter };
    let found = state.ask(&graph, move |graph| asked.run(graph)).await?;
    Ok(form.list(Envelope::whole(found, understood, graph.revision()), query.format))
}

/// Counts by value
///
/// For each field of the filter, or for those named by `field` alone, its values with their number of events, each counted without that
/// field's own part of the filter, so that a choice shows its alternatives.
#[utoipa::path(get, path = "/v1/facets", tag = "graph", params(WhoParams, EventParams, FacetParams, FormatParams),
    responses((status = 200, description = "Counts", body = Answer<schema::Facets>)))]
pub async fn get_facets(State(state): State<AppState>, form: Form, Query(query): Query<FacetsQuery>) -> Result<Response, ApiError> {
    let graph = state.graph();
    let filter = query.filter.resolve(state.names(&graph))?;
    let fields: Vec<&str> = FIELDS.iter().filter(|(field, _)| query.fields.contains(field)).map(|&(_, word)| word).collect();
    let understood = understood(&filter, json!({"limit": query.limit, "field": fields}));
    let asked = Facets { filter, limit: query.limit, fields: query.fields };
    let answer = state.ask(&graph, move |graph| asked.run(graph)).await?;
    let answer = Answer { answer, query: understood, revision: graph.revision() };
    let rows: Vec<FacetRow<'_>> =
        answer.answer.fields().flat_map(|(field, values)| values.iter().map(move |value| FacetRow { field, value })).collect();
    Ok(form.rows(&answer, &rows, query.format))
}

/// A value of a field, as a row of a table.
#[derive(Serialize)]
struct FacetRow<'a> {
    field: &'static str,
    #[serde(flatten)]
    value: &'a FacetValue,
}

/// The value whose word is given, with the word.
fn word_of<T: Copy>(params: &Params, name: &'static str, all: &'static [(T, &'static str)]) -> Option<(T, &'static str)> {
    let words: Vec<&'static str> = all.iter().map(|&(_, word)| word).collect();
    let word = params.choice(name, &words)?;
    all.iter().copied().find(|&(_, one)| one == word)
}

impl Row for Moment {
    const COLUMNS: &'static [&'static str] = &["start", "count", "mean_score"];

    fn cells(&self) -> Vec<String> {
        vec![self.start.to_string(), self.count.to_string(), self.mean_score.to_string()]
    }
}

impl Row for FacetRow<'_> {
    const COLUMNS: &'static [&'static str] = &["field", "value", "name", "count"];

    fn cells(&self) -> Vec<String> {
        vec![self.field.to_owned(), self.value.value.clone(), cell(&self.value.name), self.value.count.to_string()]
    }
}

impl Row for Ranked {
    const COLUMNS: &'static [&'static str] = &["id", "name", "kind", "country", "value", "error"];

    fn cells(&self) -> Vec<String> {
        let actor = &self.actor;
        vec![actor.id.to_string(), actor.name.clone(), actor.kind.to_string(), cell(&actor.country), self.value.to_string(), cell(&self.error)]
    }
}

impl Row for Sanction {
    const COLUMNS: &'static [&'static str] = &["source", "source_name", "target", "target_name", "since", "events"];

    fn cells(&self) -> Vec<String> {
        let events = self.events.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        let ends = [&self.source, &self.target].into_iter().flat_map(|actor| [actor.id.to_string(), actor.name.clone()]);
        ends.chain([cell(&self.since), events]).collect()
    }
}
