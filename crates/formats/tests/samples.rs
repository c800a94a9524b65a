//! Files as they were published: every row is an event, or is rejected with a reason that is true.

mod common;

use chancery_core::{Event, Role, Status};
use chancery_formats::import::Format;
use common::{import, shared};

/// The share of a whole.
fn count(events: &[Event], fits: impl Fn(&Event) -> bool) -> usize {
    events.iter().filter(|event| fits(event)).count()
}

#[test]
fn icews_of_2018_is_read_whole() {
    let Some(file) = shared("samples/icews-events.2018.tab.gz") else { return };
    let (events, rejected) = import(Format::Icews, &file);
    assert_eq!((events.len(), rejected.len()), (1800, 0), "{:?}", rejected.first());
    let first = &events[0];
    assert_eq!(first.kind.as_str(), "meeting");
    assert_eq!(
        first.participants.iter().map(|one| one.actor.as_str()).collect::<Vec<_>>(),
        ["bgd-foreign-affairs", "vnm-high-ranking-military-personnel"]
    );
    assert_eq!(first.participants[0].country.unwrap().as_str(), "BGD");
    assert_eq!(first.place.as_ref().unwrap().name, "Hanoi");
    assert_eq!(first.reports[0].evidence.text, "Consult (Vietnam News Agency Bulletin, story 47400351, sentence 2)");
    assert!(count(&events, |event| event.participants.iter().all(|one| one.country.is_some())) > 1500);
}

#[test]
fn every_row_of_gdelt_1_is_an_event_or_has_no_actor() {
    gdelt(Format::Gdelt1, "samples/gdelt1.export.CSV.gz", 40);
}

#[test]
fn every_row_of_gdelt_2_is_an_event_or_has_no_actor() {
    let Some(events) = gdelt(Format::Gdelt2, "samples/gdelt2.export.CSV.gz", 1000) else { return };
    let union = events.iter().find(|event| event.id.0 == 881_990_833).unwrap();
    assert_eq!((union.kind.as_str(), union.participants[0].actor.as_str()), ("meeting", "european-union"));
    let place = union.place.as_ref().unwrap();
    assert_eq!((place.name.as_str(), place.country.unwrap().as_str()), ("Minsk", "BLR"), "FIPS BO is Belarus");
    assert_eq!(union.reports[0].published_on.unwrap().to_string(), "2019-10-24");
    assert!(union.reports[0].evidence.text.starts_with("https://belsat.eu/"));
}

fn gdelt(format: Format, path: &str, rows: usize) -> Option<Vec<Event>> {
    let file = shared(path)?;
    let (events, rejected) = import(format, &file);
    assert_eq!(events.len() + rejected.len(), rows);
    for (row, reason) in &rejected {
        let cells: Vec<&str> = row.split('\t').collect();
        assert_eq!(reason, "no actor is named", "{row}");
        assert!([5, 6, 15, 16].iter().all(|&column| cells[column].is_empty()), "{row}");
    }
    Some(events)
}

#[test]
fn the_short_form_has_events_of_every_kind() {
    let Some(file) = shared("icews14/events.tsv.gz") else { return };
    let (events, rejected) = import(Format::Icews, &file);
    assert_eq!((events.len(), rejected.len()), (90_730, 0), "{:?}", rejected.first());
    assert!(count(&events, |event| event.status == Status::Planned && event.kind.as_str() == "meeting") == 5087);
    let hosted = events.iter().find(|event| event.codes.cameo == "043").unwrap();
    assert_eq!(hosted.participants[0].role, Role::Host);
    let cabinet = &events[0].participants[0];
    assert_eq!((cabinet.actor.as_str(), cabinet.country.unwrap().as_str()), ("usa-cabinet-council-of-ministers-advisors", "USA"));
    assert_eq!(cabinet.kind, chancery_core::ActorKind::Organization);
}
