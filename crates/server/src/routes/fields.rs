//! What people say of an event's fields, or that it is none: said, listed, taken back.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State, rejection::BytesRejection},
    http::{HeaderMap, header},
};
use chancery_core::{Correction, DateView, EventId, EventType, Field, ParticipantView, PlaceView, Status};
use chancery_store::{Corrections, EventCorrection};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    corrections::{Corrected, corrected},
    events::{event_id, unknown},
};
use crate::{
    correction::{self, CorrectionIn},
    error::{ApiError, FieldError},
    params::{NoParams, Query},
    schema,
    state::AppState,
};

/// The largest correction, in bytes: a hundred participants with long names.
const MOST_BYTES: usize = 1 << 16;

/// What people have said of an event's fields.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Corrections)]
pub struct CorrectionsAnswer {
    /// The event's id.
    #[schema(value_type = String)]
    pub event: EventId,
    /// Whether a person says that it is none, so that it stands in no other answer.
    pub rejected: bool,
    /// The fields that a person has corrected; null where all are as read, or where the event is none.
    #[schema(value_type = Option<Vec<String>>)]
    pub corrected: Option<Vec<Field>>,
    /// The event as it was read out of articles; null where no article tells it any more.
    pub told: Option<FieldsAnswer>,
    /// All that was said, the first first, what was taken back included.
    pub data: Vec<CorrectionAnswer>,
    /// The revision of the graph.
    pub revision: i64,
}

/// One thing that a person has said of an event.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Correction)]
pub struct CorrectionAnswer {
    /// Its number: by it `DELETE` takes it back.
    pub number: i64,
    /// When it was said.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Why.
    pub reason: Option<String>,
    /// Whether it says that the event is none.
    pub rejected: bool,
    /// The fields of which it speaks.
    #[schema(value_type = Vec<String>)]
    pub fields: Vec<Field>,
    /// These fields as they were before; others are null.
    pub before: FieldsAnswer,
    /// These fields as the person has them; null where the event is said to be none.
    pub after: Option<FieldsAnswer>,
    /// When it was taken back; null while it holds.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub undone_at: Option<Timestamp>,
}

/// The fields of an event that a person may correct.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CorrectableFields)]
pub struct FieldsAnswer {
    /// Event type.
    #[serde(rename = "type")]
    #[schema(value_type = Option<String>)]
    pub kind: Option<EventType>,
    /// Status.
    #[schema(value_type = Option<String>)]
    pub status: Option<Status>,
    /// When.
    #[schema(value_type = Option<schema::DateFields>)]
    pub date: Option<DateView>,
    /// Where.
    #[schema(value_type = Option<schema::PlaceFields>)]
    pub place: Option<PlaceView>,
    /// Who took part.
    #[schema(value_type = Option<Vec<schema::ParticipantFields>>)]
    pub participants: Option<Vec<ParticipantView>>,
}

/// Correct an event
///
/// Gives the fields named in the body to the event, before all that articles tell of it: `type`, `status`, `date`, `place`, `participants`. Or says
/// with `"rejected": true` that it is none. What is said holds when articles are retracted and come again, when they are read again and when
/// further ones tell the event, until it is taken back.
#[utoipa::path(patch, path = "/v1/events/{id}", tag = "events", params(("id" = String, Path, description = "16 hexadecimal digits")),
    request_body = CorrectionIn,
    responses((status = 200, description = "The event as it is now, or its id among those that are no more", body = Corrected)))]
pub async fn correct_event(
    State(state): State<AppState>,
    Path(id): Path<String>,
    _: Query<NoParams>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Corrected>, ApiError> {
    let id = event_id(&id)?;
    let body = json(&headers, body)?;
    let Some(event) = state.store.events(&[id]).await?.pop() else { return Err(unknown(&state, id).await?) };
    let said = correction::read(&state, &event, &body)?;
    let store = state.store.clone();
    let work = async move {
        let reason = said.reason.as_deref();
        match &said.given {
            Some(given) => store.correct_event(id, given, &said.actors, reason).await,
            None => store.reject_event(id, reason).await,
        }
    };
    let Some(change) = state.change(work).await? else { return Err(unknown(&state, id).await?) };
    let number = change.seq;
    let Json(answer) = corrected(&state, change).await?;
    Ok(Json(Corrected { correction: Some(number), ..answer }))
}

/// Corrections of an event
///
/// All that people have said of the event's fields, each with what was there before and the reason, and the event as it was read out of articles. An
/// event that was rejected is found here alone.
#[utoipa::path(get, path = "/v1/events/{id}/corrections", tag = "events", params(("id" = String, Path, description = "16 hexadecimal digits")),
    responses((status = 200, description = "The corrections, the first first", body = CorrectionsAnswer)))]
pub async fn list_corrections(
    State(state): State<AppState>,
    Path(id): Path<String>,
    _: Query<NoParams>,
) -> Result<Json<CorrectionsAnswer>, ApiError> {
    let (id, revision) = (event_id(&id)?, state.revision());
    let corrections = state.store.corrections(id).await?.ok_or_else(|| ApiError::NotFound(format!("No event has the id {id}.")))?;
    Ok(Json(CorrectionsAnswer::new(id, corrections, revision)))
}

/// Take a correction back
///
/// What it gave is again as articles tell it, or as an earlier correction has it; an event that it rejected is there again. The correction stays in
/// the list, with the time at which it was taken back.
#[utoipa::path(delete, path = "/v1/events/{id}/corrections/{number}", tag = "events",
    params(("id" = String, Path, description = "16 hexadecimal digits"), ("number" = i64, Path, description = "The number of the correction")),
    responses((status = 200, description = "The events that are not what they were before", body = Corrected)))]
pub async fn undo_correction(
    State(state): State<AppState>,
    Path((id, number)): Path<(String, String)>,
    _: Query<NoParams>,
) -> Result<Json<Corrected>, ApiError> {
    let id = event_id(&id)?;
    let fault =
        || ApiError::Query(vec![FieldError::new("number", Some(&number), "the number of a correction, as GET of the corrections lists them")]);
    let wanted: i64 = number.parse().map_err(|_| fault())?;
    let store = state.store.clone();
    let change = state.change(async move { store.undo_correction(id, wanted).await }).await?;
    let missing = || format!("The event {id} has no correction {wanted} that holds; GET /v1/events/{id}/corrections lists all.");
    corrected(&state, change.ok_or_else(|| ApiError::NotFound(missing()))?).await
}

/// The body, where it is JSON and not too long.
fn json(headers: &HeaderMap, body: Result<Bytes, BytesRejection>) -> Result<Bytes, ApiError> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = given.and_then(|kind| kind.split(';').next()).map(|kind| kind.trim().to_ascii_lowercase()).unwrap_or_default();
    if !matches!(kind.as_str(), "application/json" | "application/merge-patch+json") {
        let accepted = "application/json or application/merge-patch+json, in UTF-8";
        return Err(ApiError::MediaType(Box::new(FieldError::new("Content-Type", given, accepted))));
    }
    let too_large = || {
        let accepted = format!("at most {} KiB", MOST_BYTES >> 10);
        ApiError::TooLarge(format!("body: accepted is {accepted}."), vec![FieldError::new("body", None, accepted)])
    };
    body.ok().filter(|body| body.len() <= MOST_BYTES).ok_or_else(too_large)
}

impl CorrectionsAnswer {
    fn new(event: EventId, corrections: Corrections, revision: i64) -> Self {
        let rejected = corrections.rejects();
        let fields = corrections.event.map(|event| event.corrected.fields).filter(|fields| !fields.is_empty());
        let told = corrections.told.as_ref().map(|event| FieldsAnswer::new(&Correction::of(event, Field::ALL)));
        let data = corrections.said.into_iter().map(CorrectionAnswer::new).collect();
        Self { event, rejected, corrected: fields, told, data, revision }
    }
}

impl CorrectionAnswer {
    fn new(said: EventCorrection) -> Self {
        let EventCorrection { number, at, reason, given, before, undone_at } = said;
        let (rejected, fields, after) = (given.is_none(), before.fields(), given.as_ref().map(FieldsAnswer::new));
        Self { number, at, reason, rejected, fields, before: FieldsAnswer::new(&before), after, undone_at }
    }
}

impl FieldsAnswer {
    fn new(fields: &Correction) -> Self {
        Self {
            kind: fields.kind.clone(),
            status: fields.status,
            date: fields.date.flatten().map(DateView::from),
            place: fields.place.clone().flatten().map(PlaceView::from),
            participants: fields.participants.clone().map(|all| all.into_iter().map(ParticipantView::from).collect()),
        }
    }
}
