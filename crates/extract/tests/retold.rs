//! What a second paper makes of an act: retold in a noun, dated by the decision, with one side left to the reader.

mod common;

use chancery_core::{Article, Event, Status};
use chancery_extract::{Knowledge, extract};
use common::parties_by;

const DAY: &str = "2019-05-10";

/// The one event of a kind.
fn event(text: &str, kind: &str) -> Event {
    let told = extract(&Article::new(text.to_owned(), DAY.parse().ok()), &Knowledge::builtin()).events;
    let mut found: Vec<Event> = told.into_iter().filter(|event| event.kind.as_str() == kind).collect();
    assert_eq!(found.len(), 1, "events of {kind} in {text:?}");
    found.remove(0)
}

fn day(text: &str, kind: &str) -> Option<String> {
    event(text, kind).date.map(|date| date.to_string())
}

#[test]
fn what_was_voted_for_was_done_on_the_day_of_the_vote() {
    assert_eq!(day("Norway decided on Tuesday to ban imports from Mali.", "sanction").as_deref(), Some("2019-05-07"));
}

#[test]
fn the_day_of_what_is_said_is_not_that_of_what_it_is_about() {
    assert_eq!(day("The Malian premier spoke on Tuesday of the expulsion of two Malian envoys by Norway.", "expulsion"), None);
    assert_eq!(
        day("Oman's demand that the Yemeni troops be gone by May 30, made in a letter on Monday, was read out.", "request").as_deref(),
        Some("2019-05-06")
    );
}

#[test]
fn a_journey_is_of_the_day_of_its_purpose() {
    let text = "Finnish President Sauli Niinistö will fly to Chile to open a school on May 17.";
    assert_eq!(day(text, "visit").as_deref(), Some("2019-05-17"));
    let when = event("Finnish President Sauli Niinistö will travel on Friday next week, when he goes to Chile for a day.", "visit");
    assert_eq!(when.status, Status::Planned);
}

#[test]
fn a_treaty_with_somebody_is_of_those_who_are_told_of() {
    let parties = |text: &str| parties_by(text, "agreement", &Knowledge::builtin());
    assert_eq!(parties("Finnish Premier Juha Sipilä came home on Friday. The fishing treaty was signed with Norway on Tuesday."), ["FIN", "NOR"]);
    assert_eq!(parties("HELSINKI - The fishing treaty was signed with Norway on Tuesday."), ["FIN", "NOR"]);
    assert_eq!(parties("A bishop has denounced the deal between the Vatican and Beijing as a betrayal."), ["CHN", "VAT"]);
    assert_eq!(parties("The Burundian parties signed a peace accord in Arusha on Monday."), ["BDI"]);
}

#[test]
fn who_reached_a_truce_says_more_than_that_it_began() {
    let parties = |text: &str| parties_by(text, "withdrawal", &Knowledge::builtin());
    assert_eq!(parties("The truce that Ecuador and Peru had reached in Lima began on Sunday."), ["ECU", "PER"]);
}

#[test]
fn a_visit_without_a_host_is_to_the_land_of_the_dateline() {
    let parties = |text: &str| parties_by(text, "visit", &Knowledge::builtin());
    assert_eq!(parties("SANTIAGO - The port was closed during the visit of Finnish President Sauli Niinistö."), ["CHL", "FIN"]);
    assert_eq!(parties("HELSINKI - The port was closed during the visit of Finnish President Sauli Niinistö."), ["FIN"], "nobody visits himself");
}

#[test]
fn he_may_be_a_leader_without_a_name() {
    let text = "The Mexican leader came home on Friday. He had condemned Norway on Monday.";
    assert_eq!(parties_by(text, "accusation", &Knowledge::builtin()), ["MEX", "NOR"]);
}
