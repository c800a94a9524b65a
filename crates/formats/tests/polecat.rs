//! Rows of our own in the columns in which POLECAT is published: 40 with a header.

mod common;

use chancery_core::{Event, Role, Sector};
use chancery_formats::import::Format;
use common::import_from;
use std::io::Cursor;

/// The columns in the order in which they are shipped.
const HEADER: &str = "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\tPrimary Actor Sector\t\
    Actor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\t\
    Recipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\tRaw Placename\t\
    Feature Type\tSource\tPublication Date\tStory People\tStory Organizations\tStory Locations\tLanguage\tVersion";

/// A row in which the columns of these names have values, and all others "None".
fn row(values: &[(&str, &str)]) -> String {
    let cell = |column: &str| values.iter().find(|(name, _)| *name == column).map_or("None", |(_, value)| value);
    HEADER.split('\t').map(cell).collect::<Vec<_>>().join("\t")
}

fn read(text: impl AsRef<[u8]>) -> (Vec<Event>, Vec<(String, String)>) {
    import_from(Format::Polecat, Cursor::new(text.as_ref().to_vec()))
}

const MET: &[(&str, &str)] = &[
    ("Event ID", "DEU20230114-1"),
    ("Event Date", "2023-01-13"),
    ("Event Type", "CONSULT"),
    ("Event Mode", "visit"),
    ("Intensity", "1.5"),
    ("Contexts", "diplomatic; economic"),
    ("Actor Name", "Annalena Baerbock"),
    ("Actor Country", "Germany"),
    ("Primary Actor Sector", "GOV"),
    ("Recipient Country", "Ethiopia"),
    ("Primary Recipient Sector", "GOV"),
    ("City", "Addis Ababa"),
    ("Country", "Ethiopia"),
    ("Latitude", "9.03"),
    ("Longitude", "38.74"),
    ("Source", "Harbour Post"),
    ("Publication Date", "2023-01-14"),
];

#[test]
fn a_row_is_an_event_with_both_sides_place_and_days() {
    let (events, rejected) = read(format!("\u{feff}#!{HEADER}\n{}\n", row(MET)));
    assert!(rejected.is_empty(), "{rejected:?}");
    let event = &events[0];
    assert_eq!((event.kind.as_str(), event.date.unwrap().to_string().as_str()), ("visit", "2023-01-13"));
    let who: Vec<_> = event.participants.iter().map(|one| (one.actor.as_str(), one.country.unwrap().as_str().to_owned(), one.role)).collect();
    assert_eq!(who[0], ("annalena-baerbock", "DEU".into(), Role::Source));
    assert_eq!((&who[1].1, who[1].2, event.participants[1].sector), (&"ETH".to_owned(), Role::Host, Some(Sector::Gov)));
    assert_eq!(event.codes.contexts, ["diplomatic", "economic"]);
    assert_eq!((event.codes.plover.as_deref(), event.codes.plover_score), (Some("CONSULT"), Some(1.5)));
    let place = event.place.as_ref().unwrap();
    assert_eq!((place.name.as_str(), place.country.unwrap().as_str(), place.lat), ("Addis Ababa", "ETH", Some(9.03)));
    assert_eq!(event.reports[0].published_on.unwrap().to_string(), "2023-01-14");
    assert!(event.reports[0].evidence.text.contains("Harbour Post"));
}

#[test]
fn several_values_of_a_cell_are_several_actors() {
    let values = [
        ("Event ID", "x"),
        ("Event Date", "2022-02-26"),
        ("Event Type", "SANCTION"),
        ("Actor Country", "United States; Canada"),
        ("Recipient Name", "Vladimir Putin"),
        ("Recipient Country", "Russia"),
    ];
    let (events, rejected) = read(format!("{HEADER}\n{}\n", row(&values)));
    assert!(rejected.is_empty(), "{rejected:?}");
    let of = |role| events[0].participants.iter().filter(move |one| one.role == role).map(|one| one.country.unwrap().as_str().to_owned());
    assert_eq!(of(Role::Source).collect::<Vec<_>>(), ["USA", "CAN"]);
    assert_eq!((of(Role::Target).collect::<Vec<_>>(), events[0].participants[2].actor.as_str()), (vec!["RUS".to_owned()], "vladimir-putin"));
    assert!(events[0].place.is_none() && events[0].reports[0].published_on.is_none());
}

#[test]
fn older_headers_and_letters_are_read() {
    let older = HEADER.replace("\tIntensity\t", "\tEvent Intensity\t").replace("\tContexts\t", "\tEvent Contexts\t");
    let values: Vec<(&str, &str)> = MET.iter().map(|&(name, value)| if name == "City" { (name, "C\u{e1}diz") } else { (name, value) }).collect();
    let latin: Vec<u8> = format!("{older}\n{}\n", row(&values)).chars().map(|letter| u8::try_from(letter).unwrap()).collect();
    let (events, rejected) = read(latin);
    assert!(rejected.is_empty(), "{rejected:?}");
    assert_eq!((events[0].place.as_ref().unwrap().name.as_str(), events[0].codes.plover_score), ("C\u{e1}diz", Some(1.5)));
}

#[test]
fn what_cannot_be_read_is_rejected_with_the_reason() {
    let with =
        |name: &str, value: &str| row(&MET.iter().map(|&(column, old)| (column, if column == name { value } else { old })).collect::<Vec<_>>());
    let stray = row(MET).replace("\tAddis Ababa\t", "\tAddis\tAbaba\t");
    let nobody = row(&MET[..5]);
    let rows = [
        with("Event Date", "13.1.2023"),
        with("Event Type", "PARLEY"),
        stray,
        nobody,
        "DEU20230114-1\t2023-01-13".into(),
        format!("{}\t\t", row(MET)),
    ];
    let (events, rejected) = read(format!("{HEADER}\n{}\n", rows.join("\n")));
    let reasons: Vec<&str> = rejected.iter().map(|(_, reason)| reason.as_str()).collect();
    assert_eq!(events.len(), 1, "empty cells at the end are passed over: {reasons:?}");
    assert_eq!(reasons.len(), 5, "{reasons:?}");
    assert!(reasons[0].contains("2018-06-01") && reasons[1].contains("PARLEY"), "{reasons:?}");
    assert_eq!((reasons[2], reasons[4]), ("41 columns, but the header has 40", "2 columns, but the header has 40"));
    assert!(reasons[3].contains("no actor"), "{reasons:?}");
    let (events, rejected) = read(format!("{}\n", row(MET)));
    assert!(events.is_empty() && rejected[0].1.contains("does not begin with POLECAT's header"), "{rejected:?}");
}
