//! Who takes part where the words for it are an office, a body, a pair or a paper: read through whole short texts.

mod common;

use chancery_core::{Article, Event, EventType, Role, Status};
use chancery_extract::{Knowledge, extract};
use common::parties_by;

fn told(text: &str, kind: &str, day: &str) -> Vec<Event> {
    let kind: EventType = kind.parse().expect("a name of the ontology");
    extract(&Article::new(text.to_owned(), day.parse().ok()), &Knowledge::builtin()).events.into_iter().filter(|event| event.kind == kind).collect()
}

fn parties(text: &str, kind: &str) -> Vec<String> {
    parties_by(text, kind, &Knowledge::builtin())
}

#[test]
fn a_group_of_states_acts_as_one_and_at_its_talks_all_sit() {
    assert_eq!(parties("The Group of Seven condemned Togo on Monday.", "accusation"), ["Group of Seven", "TGO"]);
    let talks = told("The six-party talks ended in Beijing on Friday.", "talks", "2005-09-10");
    assert_eq!(talks[0].participants.len(), 6);
}

#[test]
fn a_body_that_meets_is_enough_and_a_country_is_not() {
    assert_eq!(parties("The African Union will meet in Addis Ababa on Sunday.", "meeting"), ["African Union"]);
    assert_eq!(told("Zambia will meet in Addis Ababa on Sunday.", "meeting", "2019-05-10").len(), 0);
}

#[test]
fn a_counterpart_is_of_the_country_that_is_told_of_him() {
    let text = "Zambian Foreign Minister Joe Malanji and his Angolan counterpart, Rui Lopes, met in Ndola on Monday.";
    assert_eq!(parties(text, "meeting"), ["AGO", "ZMB"]);
}

#[test]
fn ministers_of_both_are_of_both() {
    assert_eq!(parties("Angola and Zambia reopened the bridge after their foreign ministers met in Ndola.", "meeting"), ["AGO", "ZMB"]);
    let two = "Malawi and Zambia have quarrelled over a lake for years. The two foreign ministers met in Ndola on Monday.";
    assert_eq!(parties(two, "meeting"), ["MWI", "ZMB"]);
}

#[test]
fn officials_from_several_countries_are_of_each() {
    assert_eq!(parties("Officials from Angola, Zambia and Malawi met in Maputo on Monday.", "meeting"), ["AGO", "MWI", "ZMB"]);
}

#[test]
fn an_office_told_again_is_the_one_told_before() {
    let text = "The ambassador of Zambia signed the book on Monday. The king of Lesotho was ill. The ambassador praised Lesotho for its hospitality.";
    assert_eq!(parties(text, "support"), ["LSO", "ZMB"]);
}

#[test]
fn a_minister_whom_nothing_knows_acts_for_the_place_that_opens_the_sentence() {
    let text = "In Lusaka, Foreign Minister Tom Banda opened a school. Banda accused Angola of theft.";
    assert_eq!(parties(text, "accusation"), ["AGO", "ZMB"]);
}

#[test]
fn who_writes_a_letter_speaks_in_it() {
    let text = "In a letter to the Angolan president, Zambian President Edgar Lungu described the flood.";
    assert_eq!(parties(text, "statement"), ["AGO", "ZMB"]);
}

#[test]
fn who_acts_upon_another_in_a_conversation_held_it() {
    let text = "The visit follows a telephone conversation on Monday in which Zambian President Edgar Lungu invited the Angolan premier.";
    assert_eq!(parties(text, "call"), ["AGO", "ZMB"]);
}

#[test]
fn a_phrase_that_hangs_on_the_matter_is_with_whom_it_is_discussed() {
    assert_eq!(parties("Zambia is to discuss the sale of trucks with Angola on Sunday.", "talks"), ["AGO", "ZMB"]);
}

#[test]
fn a_city_in_the_name_of_a_treaty_takes_no_part() {
    let text = "Zambia expelled the Peruvian consul on Monday. He had broken the Vienna Convention, it said.";
    assert_eq!(parties(text, "accusation"), ["PER", "ZMB"]);
}

#[test]
fn what_somebody_agrees_to_at_a_request_was_asked() {
    assert_eq!(parties("Togo agreed to take in the sailors at the request of Benin.", "request"), ["BEN", "TGO"]);
}

#[test]
fn two_ways_to_punish_are_two() {
    for text in [
        "Angola has tightened the inspection of Zambian maize and suspended tours to the country.",
        "Angola withdrew its consul from Zambia on Monday. Angola later shut its border with Zambia.",
    ] {
        assert_eq!(told(text, "sanction", "2019-05-10").len(), 2, "{text:?}");
    }
}

#[test]
fn who_acts_in_company_does_so_with_those_named() {
    for text in [
        "Togo, together with Benin, condemned Mali.",
        "Along with Togo, Benin condemned Mali.",
        "Togo joined Benin in condemning Mali.",
        "Togo and, for the first time, Benin condemned Mali.",
    ] {
        let event = told(text, "accusation", "2019-05-10").remove(0);
        let acts = event.participants.iter().filter(|party| party.role == Role::Source).filter_map(|party| party.country);
        let mut sources: Vec<String> = acts.map(|country| country.to_string()).collect();
        sources.sort();
        assert_eq!(sources, ["BEN", "TGO"], "{text:?}");
    }
    assert_eq!(told("Neither Togo nor Benin condemned Mali.", "accusation", "2019-05-10")[0].status, Status::Denied);
}

#[test]
fn troops_that_are_pulled_back_go_themselves() {
    let event = told("Zambian troops were pulled back from Malawi on Monday.", "withdrawal", "2019-05-10").remove(0);
    assert!(event.participants.iter().any(|party| party.role == Role::Source && party.country == "ZMB".parse().ok()));
}

#[test]
fn what_is_proposed_is_told_as_proposed() {
    let meeting = told("Zambia proposed a meeting of the presidents of Angola and Malawi.", "meeting", "2019-05-10").remove(0);
    assert_eq!(meeting.status, Status::Proposed);
}

#[test]
fn who_does_it_to_one_another_is_on_both_sides() {
    let event = told("Zambia and Angola blamed each other for the shelling.", "accusation", "2019-05-10").remove(0);
    let on = |role: Role| event.participants.iter().filter(|party| party.role == role).count();
    assert_eq!((on(Role::Source), on(Role::Target)), (2, 2));
}

#[test]
fn neighbours_are_not_their_owner() {
    let acts =
        told("Chad's neighbours have closed their borders with it.", "sanction", "2019-05-10").into_iter().flat_map(|event| event.participants);
    assert!(!acts.filter(|party| party.role == Role::Source).any(|party| party.country == "TCD".parse().ok()));
}

#[test]
fn those_between_whom_somebody_mediates_are_no_mediators() {
    let text = "The agreement, brokered by the African Union, commits Chad and Sudan to withdraw their troops.";
    let event = told(text, "mediation", "2019-05-10").remove(0);
    let mediators: Vec<&str> = event.participants.iter().filter(|party| party.role == Role::Mediator).map(|party| party.name.as_str()).collect();
    assert_eq!(mediators, ["African Union"]);
}

#[test]
fn a_german_chancellor_leads_the_government() {
    let event = told("Germany's chancellor arrived in Tunis on Monday.", "visit", "2030-05-10").remove(0);
    assert_eq!(event.participants[0].actor.as_str(), "deu-head-of-government");
}
