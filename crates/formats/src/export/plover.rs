//! PLOVER as JSON Lines, in the form of NGEC. What PLOVER has no words for stands in `chancery`, so that reading the file gives the same event.

use chancery_core::{Event, Participant, PlacePrecision, Role};
use serde_json::{Value, json};
use std::io::{self, Write};

/// One line.
pub(super) fn write(out: &mut impl Write, event: &Event) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &line(event))?;
    out.write_all(b"\n")
}

fn line(event: &Event) -> Value {
    let report = event.reports.first();
    let published = report.and_then(|report| report.published_on);
    let (acting, others) = sides(&event.participants);
    json!({
        "id": event.id,
        "date": event.date.map(|date| date.start).or(published),
        "pub_date": published,
        "event_type": event.codes.plover,
        "event_mode": event.codes.mode.iter().collect::<Vec<_>>(),
        "contexts": event.codes.contexts,
        "event_text": report.map(|report| &report.evidence.text),
        "story_id": report.map(|report| &report.article),
        "date_resolved": event.date.map(|date| date.start),
        "attributes": { "ACTOR": acting, "RECIP": others },
        "event_geolocation": geolocation(event),
        "chancery": {
            "id": event.id,
            "type": event.kind,
            "status": event.status,
            "cameo": event.codes.cameo,
            "goldstein": event.codes.goldstein,
            "confidence": event.confidence,
            "start": event.date.map(|date| date.start),
            "end": event.date.map(|date| date.end),
            "place": event.place,
        },
    })
}

/// Who acts, and the others. Of participants on equal terms the first stands for those who act.
fn sides(participants: &[Participant]) -> (Vec<Value>, Vec<Value>) {
    let acts = |number: usize, one: &Participant| match one.role {
        Role::Source | Role::Speaker | Role::Mediator => true,
        Role::Target | Role::Host => false,
        Role::Participant => number == 0,
    };
    let (acting, others): (Vec<_>, Vec<_>) = participants.iter().enumerate().partition(|(number, one)| acts(*number, one));
    let written = |side: Vec<(usize, &Participant)>| side.into_iter().map(|(ordinal, one)| party(ordinal, one)).collect();
    (written(acting), written(others))
}

fn party(ordinal: usize, one: &Participant) -> Value {
    json!({
        "text": one.name,
        "country": one.country,
        "code_1": one.sector,
        "chancery": {
            "ordinal": ordinal,
            "id": one.actor,
            "kind": one.kind,
            "role": one.role,
            "country": one.country,
            "sector": one.sector,
            "office": one.office,
            "organization": one.organization,
        },
    })
}

fn geolocation(event: &Event) -> Value {
    let Some(place) = &event.place else { return Value::Null };
    let class = match place.precision {
        PlacePrecision::Site => "S",
        PlacePrecision::City => "P",
        PlacePrecision::Region | PlacePrecision::Country => "A",
    };
    json!({ "geo": {
        "resolved_placename": place.name,
        "admin1_name": place.within,
        "country_code3": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "feature_class": class,
    }})
}
