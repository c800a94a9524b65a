//! An event as a row of a table.

use chancery_core::{Event, EventView, ParticipantView};

use crate::csv::cell;

/// The columns of an event.
pub const COLUMNS: &[&str] = &[
    "id",
    "type",
    "plover",
    "mode",
    "cameo",
    "status",
    "start",
    "end",
    "place",
    "place_country",
    "lat",
    "lon",
    "actors",
    "names",
    "roles",
    "countries",
    "score",
    "confidence",
    "reports",
    "evidence",
];

/// The cells of an event that so many reports tell, the first of them in the words of `evidence`. Lists within a cell are parted by "; ".
pub fn cells(event: &EventView, reports: usize, evidence: Option<&str>) -> Vec<String> {
    let EventView { id, kind, plover, mode, cameo, status, participants, date, place, score, confidence, .. } = event;
    let each = |of: fn(&ParticipantView) -> String| participants.iter().map(of).collect::<Vec<_>>().join("; ");
    let mut cells = vec![id.to_string(), kind.to_string(), cell(plover), cell(mode), cameo.clone(), status.to_string()];
    cells.extend([cell(&date.as_ref().map(|date| date.start)), cell(&date.as_ref().map(|date| date.end))]);
    cells.extend([cell(&place.as_ref().map(|place| &place.name)), cell(&place.as_ref().and_then(|place| place.country))]);
    cells.extend([cell(&place.as_ref().and_then(|place| place.lat)), cell(&place.as_ref().and_then(|place| place.lon))]);
    cells.extend([each(|who| who.actor.to_string()), each(|who| who.name.clone()), each(|who| who.role.to_string())]);
    cells.extend([each(|who| cell(&who.country)), score.to_string(), confidence.to_string(), reports.to_string(), cell(&evidence)]);
    cells
}

/// The cells of a stored event.
pub(super) fn of_event(event: &Event) -> Vec<String> {
    let first = event.reports.first();
    cells(&EventView::new(event, first), event.reports.len(), first.map(|report| report.evidence.text.as_str()))
}
