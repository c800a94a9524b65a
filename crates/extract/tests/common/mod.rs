//! What several tests ask of a whole short text.

use chancery_core::{Article, Event, EventType};
use chancery_extract::{Knowledge, extract};

/// Who takes part in the one event of a kind, by the country or else the name of each, in the order of the alphabet.
pub fn parties_by(text: &str, kind: &str, knowledge: &Knowledge) -> Vec<String> {
    let kind: EventType = kind.parse().expect("a name of the ontology");
    let told = extract(&Article::new(text.to_owned(), "2019-05-10".parse().ok()), knowledge).events;
    let found: Vec<&Event> = told.iter().filter(|event| event.kind == kind).collect();
    assert_eq!(found.len(), 1, "events of {kind} in {text:?}: {told:#?}");
    let mut names: Vec<String> =
        found[0].participants.iter().map(|party| party.country.map_or_else(|| party.name.clone(), |country| country.to_string())).collect();
    names.sort();
    names.dedup();
    names
}
