//! What an act takes from the words around it: place, day, who speaks, whom a denial answers, which state a capital stood for.

use chancery_core::{Article, Event};
use chancery_extract::{Knowledge, extract};

/// The one event of a kind in a text of a day, as frames alone read it.
fn told(text: &str, day: &str, kind: &str) -> Event {
    let knowledge = Knowledge::builtin().with_reader(None);
    let events = extract(&Article::new(text.to_owned(), day.parse().ok()), &knowledge).events;
    let mut found: Vec<Event> = events.into_iter().filter(|event| event.kind.as_str() == kind).collect();
    assert_eq!(found.len(), 1, "events of {kind} in {text:?}: {found:#?}");
    found.remove(0)
}

fn place(event: &Event) -> Option<&str> {
    event.place.as_ref().map(|place| place.name.as_str())
}

fn day(event: &Event) -> Option<String> {
    event.date.map(|date| date.start.to_string())
}

#[test]
fn talks_are_held_where_and_when_the_journey_to_them_ends() {
    let text = "Zambian Foreign Minister Joseph Malanji flew to Luanda on Monday for talks with Angolan officials.";
    let talks = told(text, "2019-05-10", "talks");
    assert_eq!((place(&talks), day(&talks).as_deref()), (Some("Luanda"), Some("2019-05-06")));
    let before = told("Joseph Malanji met the Angolan president before he flew to Lima.", "2019-05-10", "meeting");
    assert_eq!(place(&before), None, "what comes before a journey is not at its end");
}

#[test]
fn what_a_subject_did_in_one_breath_it_did_on_one_day() {
    let text = "Zambia condemned the coup in Mali on Monday and recalled its ambassador from Bamako.";
    assert_eq!(day(&told(text, "2019-05-10", "sanction")).as_deref(), Some("2019-05-06"));
    let later = "Zambia condemned the coup in Mali on Monday and will recall its ambassador from Bamako.";
    assert_eq!(day(&told(later, "2019-05-10", "sanction")), None, "a plan does not take the day of a deed");
}

#[test]
fn an_unknown_name_after_a_preposition_of_place_is_a_place() {
    assert_eq!(place(&told("Zambian artillery hit an Angolan base at Kavuluma on Monday.", "2019-05-10", "attack")), Some("Kavuluma"));
}

#[test]
fn a_denial_answers_whoever_accused_before() {
    let denied = told("Nepal accused India of a blockade. India denied this on Monday.", "2015-10-04", "rejection");
    let lands: Vec<String> = denied.participants.iter().filter_map(|party| party.country).map(|land| land.to_string()).collect();
    assert_eq!(lands, ["IND", "NPL"]);
    let alone = told("India denied the rumour on Monday.", "2015-10-04", "rejection");
    assert_eq!(alone.participants.len(), 1, "{alone:#?}");
}

#[test]
fn who_speaks_is_named_beside_his_government() {
    let text = "Zambian Foreign Minister Joseph Malanji said Lusaka would not send troops to Angola.";
    let refusal = told(text, "2019-05-10", "rejection");
    assert!(refusal.participants.iter().any(|party| party.name.contains("Malanji")), "{refusal:#?}");
}

#[test]
fn a_capital_is_that_of_the_state_of_the_day() {
    let text = "Lithuania demanded that Moscow withdraw its troops.";
    let asked = |day| told(text, day, "request").participants.iter().filter_map(|party| party.country).map(|land| land.to_string()).next_back();
    assert_eq!(asked("1991-08-26").as_deref(), Some("SUN"));
    assert_eq!(asked("1993-02-01").as_deref(), Some("RUS"));
}
