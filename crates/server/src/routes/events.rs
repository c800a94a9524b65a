//! Events, with the words that tell them.

use axum::{
    Json,
    extract::{Path, State},
    response::Response,
};
use chancery_core::EventId;
use chancery_graph::{
    EventRow, Filter,
    query::{EventPosition, Events, Page, Upcoming},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde_json::json;
use std::collections::HashMap;

use super::understood;
use crate::{
    answer::{EventAnswer, EventDetail},
    docs::{EventParams, IncludeParams, PageParams, WhoParams},
    error::{ApiError, FieldError},
    filter::{FilterQuery, Takes},
    list::{Envelope, Form, PageQuery},
    params::{FromParams, NoParams, Params, Query},
    state::AppState,
};

/// The query of a list of events.
pub struct EventsQuery {
    filter: FilterQuery,
    page: PageQuery,
    reports: bool,
}

impl FromParams for EventsQuery {
    fn read(params: &Params) -> Self {
        let reports = params.choice("include", &["reports"]).is_some();
        Self { filter: FilterQuery::read(params, Takes::All), page: PageQuery::read(params), reports }
    }
}

/// Events
///
/// The selected events, newest first and those without a date last. `include=reports` adds the words that tell each of them.
#[utoipa::path(get, path = "/v1/events", tag = "events", params(WhoParams, EventParams, IncludeParams, PageParams),
    responses((status = 200, description = "Events", body = Envelope<EventAnswer>)))]
pub async fn list_events(State(state): State<AppState>, form: Form, Query(query): Query<EventsQuery>) -> Result<Response, ApiError> {
    let graph = state.graph();
    let EventsQuery { filter, page, reports } = query;
    let filter = filter.resolve(state.names(&graph))?;
    let reach = graph.reach(&filter);
    let asked = Events { filter: filter.clone(), limit: page.limit, after: page.position::<EventPosition>()? };
    let found = state.ask_within(reach, &graph, move |graph| asked.run(graph)).await?;
    let envelope = envelope(&state, (&page, found), (&filter, reports), graph.revision()).await?;
    Ok(form.list(envelope, page.format))
}

/// Planned events
///
/// Events planned for the day `from` (today, where it is not given) or later, soonest first.
#[utoipa::path(get, path = "/v1/upcoming", tag = "events", params(WhoParams, EventParams, IncludeParams, PageParams),
    responses((status = 200, description = "Events", body = Envelope<EventAnswer>)))]
pub async fn list_upcoming(State(state): State<AppState>, form: Form, Query(query): Query<EventsQuery>) -> Result<Response, ApiError> {
    let graph = state.graph();
    let EventsQuery { filter, page, reports } = query;
    let mut filter = filter.resolve(state.names(&graph))?;
    let from = *filter.from.get_or_insert_with(today);
    let asked = Upcoming { from, filter: filter.clone(), limit: page.limit, after: page.position()? };
    let found = state.ask(&graph, move |graph| asked.run(graph)).await?;
    let envelope = envelope(&state, (&page, found), (&filter, reports), graph.revision()).await?;
    Ok(form.list(envelope, page.format))
}

/// One event
///
/// With every report that tells it, the history of its status, and which articles tell it and why these were taken for one event.
#[utoipa::path(get, path = "/v1/events/{id}", tag = "events", params(("id" = String, Path, description = "16 hexadecimal digits")),
    responses((status = 200, description = "The event", body = EventDetail)))]
pub async fn get_event(State(state): State<AppState>, Path(id): Path<String>, _: Query<NoParams>) -> Result<Json<EventDetail>, ApiError> {
    let id = event_id(&id)?;
    match detail(&state, id).await? {
        Some(event) => Ok(Json(event)),
        None => Err(unknown(&state, id).await?),
    }
}

/// Why there is no event of this id.
pub(super) async fn unknown(state: &AppState, id: EventId) -> Result<ApiError, ApiError> {
    let said = state.store.corrections(id).await?.is_some_and(|corrections| corrections.rejects());
    let hint = if said { format!(" A person has said that it is none; GET /v1/events/{id}/corrections tells why.") } else { String::new() };
    Ok(ApiError::NotFound(format!("No event has the id {id}.{hint}")))
}

/// The id in a path.
pub(super) fn event_id(text: &str) -> Result<EventId, ApiError> {
    text.parse().map_err(|_| ApiError::Query(vec![FieldError::new("id", Some(text), "an event's id, 16 hexadecimal digits")]))
}

/// An event with all that is known of it, or none.
pub(super) async fn detail(state: &AppState, id: EventId) -> Result<Option<EventDetail>, ApiError> {
    let told = state.store.told(id).await?;
    Ok(told.map(|(event, tellings)| EventDetail::new(&event, tellings)))
}

async fn envelope(
    state: &AppState,
    (page, found): (&PageQuery, Page<EventRow, EventPosition>),
    (filter, reports): (&Filter, bool),
    revision: i64,
) -> Result<Envelope<EventAnswer>, ApiError> {
    let (rows, shown) = page.shown(found);
    let data = told(state, &rows, filter.as_of, reports).await?;
    let include = reports.then_some("reports");
    Ok(Envelope { data, page: shown, query: understood(filter, json!({"limit": page.limit, "include": include})), revision })
}

/// The events of the rows with their words. On `as_of` an event had the status that was known then, and only the reports there were.
async fn told(state: &AppState, rows: &[EventRow], as_of: Option<Date>, reports: bool) -> Result<Vec<EventAnswer>, ApiError> {
    let ids: Vec<EventId> = rows.iter().map(|row| row.id).collect();
    let status: HashMap<EventId, _> = rows.iter().map(|row| (row.id, row.status)).collect();
    let mut events = state.store.events(&ids).await?;
    for event in &mut events {
        event.status = status.get(&event.id).copied().unwrap_or(event.status);
        if let Some(day) = as_of {
            event.reports.retain(|report| report.published_on.is_none_or(|published| published <= day));
        }
    }
    Ok(events.iter().map(|event| EventAnswer::new(event, reports)).collect())
}

/// Today in UTC.
pub(crate) fn today() -> Date {
    TimeZone::UTC.to_datetime(Timestamp::now()).date()
}
