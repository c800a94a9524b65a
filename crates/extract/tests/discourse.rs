//! Who is meant by words that name nobody: read through whole short texts.

mod common;

use chancery_core::{Article, Event, Role, Status};
use chancery_extract::{Knowledge, extract};
use common::parties_by;

fn events(text: &str, day: &str) -> Vec<Event> {
    events_by(text, day, &Knowledge::builtin())
}

fn events_by(text: &str, day: &str, knowledge: &Knowledge) -> Vec<Event> {
    extract(&Article::new(text.to_owned(), day.parse().ok()), knowledge).events
}

fn parties(text: &str, kind: &str) -> Vec<String> {
    parties_by(text, kind, &Knowledge::builtin())
}

#[test]
fn nobody_is_received_by_himself() {
    let text =
        "Finnish President Sauli Niinistö arrived in Santiago on Monday. Sebastián Piñera, who received him on Tuesday, praised Finnish schools.";
    assert_eq!(parties(text, "meeting"), ["CHL", "FIN"]);
}

#[test]
fn the_two_leaders_are_those_whom_the_article_told_together() {
    let text = "Sauli Niinistö and Sebastián Piñera opened a school in Santiago on Monday. The Norwegian envoy was among the guests. \
                The two leaders met again on Tuesday.";
    assert_eq!(parties(text, "meeting"), ["CHL", "FIN"]);
}

#[test]
fn an_owner_is_the_subject() {
    let text = "Zambia shut the border with Angola and recalled its ambassador from Luanda.";
    let told = events(text, "2019-05-10");
    assert!(told.iter().any(|event| event.participants.iter().any(|party| party.role == Role::Source && party.country == "ZMB".parse().ok())));
    assert!(!told.iter().any(|event| event.participants.iter().any(|party| party.role == Role::Source && party.country == "AGO".parse().ok())));
}

#[test]
fn a_ministry_without_a_country_is_that_of_the_place() {
    let posted = "Togo's ambassador in Lima was summoned to the Foreign Ministry on Monday.";
    assert_eq!(parties(posted, "accusation"), ["PER", "TGO"]);
    let home = "LUSAKA, May 10 - Zambia will hold an election in August. The foreign ministry summoned the Peruvian ambassador on Monday.";
    assert_eq!(parties(home, "accusation"), ["PER", "ZMB"]);
}

#[test]
fn who_acts_upon_another_at_a_gathering_takes_part_in_it() {
    let text = "In a telephone call late on Monday Sauli Niinistö promised Sebastián Piñera a ship.";
    assert_eq!(parties(text, "call"), ["CHL", "FIN"]);
}

#[test]
fn a_capital_is_told_by_its_country() {
    let text = "Finnish President Sauli Niinistö arrived in the Chilean capital on Monday.";
    assert_eq!(parties(text, "visit"), ["CHL", "FIN"]);
    let visit = events(text, "2019-05-10").remove(0);
    assert_eq!(visit.place.map(|place| place.name).as_deref(), Some("Santiago"));
}

#[test]
fn the_date_before_when_is_that_of_its_clause() {
    let text = "The quarrel began last Monday, when Zambia expelled the Angolan ambassador.";
    let told = events(text, "2019-05-10");
    let expelled = told.iter().find(|event| event.kind.as_str() == "expulsion").expect("an ambassador was expelled");
    assert_eq!(expelled.date.map(|date| date.start.to_string()).as_deref(), Some("2019-05-06"));
}

#[test]
fn a_denial_is_a_rejection_and_what_it_denies_is_not_told() {
    let told = events("Zambia denied that it had attacked Angola.", "2019-05-10");
    let kinds: Vec<(&str, Status)> = told.iter().map(|event| (event.kind.as_str(), event.status)).collect();
    assert_eq!(kinds, [("rejection", Status::Occurred)]);
}

#[test]
fn an_office_and_a_name_between_commas_are_the_subject() {
    let text = "Zambia called off the talks after the Angolan foreign minister, Manuel Augusto, had accused Malawi of smuggling.";
    assert_eq!(parties(text, "accusation"), ["AGO", "MWI"]);
    let text = "In a message to the Zambian premier, Elijah Mudenda, the Angolan president, Agostinho Neto, threatened Malawi with war.";
    assert_eq!(parties_by(text, "threat", &Knowledge::builtin().with_reader(None)), ["AGO", "MWI"]);
}

#[test]
fn a_name_between_as_and_a_verb_is_its_subject() {
    let text = "The news came as Foreign Minister Manuel Augusto of Angola and his deputy accused Malawi of smuggling.";
    assert_eq!(parties(text, "accusation"), ["AGO", "MWI"]);
}

#[test]
fn an_ambassador_is_recalled_from_those_to_whom_he_was_sent() {
    assert_eq!(parties("Zambia recalled its ambassador to Angola.", "sanction"), ["AGO", "ZMB"]);
}

#[test]
fn a_mediator_whose_words_name_nobody_stands_between_the_two_of_the_article() {
    let text = "Zambia accused Angola of smuggling. Angola threatened Zambia with war. On Monday the president of Malawi offered to mediate.";
    assert_eq!(parties(text, "mediation"), ["AGO", "MWI", "ZMB"]);
}

#[test]
fn a_threat_is_to_whoever_must_do_what_it_hangs_on() {
    assert_eq!(parties("Zambia threatened to respond in kind if Angola closes the border.", "threat"), ["AGO", "ZMB"]);
}

#[test]
fn a_charge_is_nobody() {
    assert_eq!(parties("Zambia rejected the charge as baseless.", "rejection"), ["ZMB"]);
}

#[test]
fn an_army_without_a_country_is_that_of_the_place() {
    let text = "Fighting went on in Zambia on Monday. The army accused the Angolan government of arming the rebels.";
    assert_eq!(parties(text, "accusation"), ["AGO", "ZMB"]);
}

#[test]
fn both_armies_and_the_soldiers_of_both_are_those_told_before() {
    let text = "Zambia and Angola quarrel over a bridge. Soldiers of the two countries clashed there on Monday.";
    assert_eq!(parties(text, "attack"), ["AGO", "ZMB"]);
    let text = "Zambia and Angola quarrel over a bridge. Both armies will withdraw from the border.";
    assert_eq!(parties(text, "withdrawal"), ["AGO", "ZMB"]);
}

#[test]
fn there_is_the_place_told_last() {
    let text = "The rebels hold a town in Angola. The Zambian foreign minister flew there on Monday.";
    assert_eq!(parties(text, "visit"), ["AGO", "ZMB"]);
}

#[test]
fn who_acts_at_the_request_of_another_was_asked() {
    assert_eq!(parties("Angola opened the port at the request of Zambia.", "request"), ["AGO", "ZMB"]);
    assert_eq!(parties("The Security Council met at Zambia's request.", "request"), ["United Nations Security Council", "ZMB"]);
}

#[test]
fn who_goes_somewhere_for_talks_or_to_mediate_does_so_with_his_hosts() {
    assert_eq!(parties("The Zambian foreign minister will visit Luanda next month for talks on the railway.", "talks"), ["AGO", "ZMB"]);
    assert_eq!(parties("The Zambian president travelled to Luanda and Kinshasa last week to mediate.", "mediation"), ["AGO", "COD", "ZMB"]);
    assert_eq!(parties("Zambian President Edgar Lungu said there would be no talks with Angola.", "talks"), ["AGO", "ZMB"]);
}

#[test]
fn a_state_and_the_rebels_of_its_land_are_two() {
    let told = events("The Colombian government and the FARC rebels signed a peace accord in Havana on Monday.", "2016-09-28");
    let accord = told.iter().find(|event| event.kind.as_str() == "agreement").expect("an accord was signed");
    assert_eq!(accord.participants.len(), 2, "{accord:#?}");
}

#[test]
fn a_mediator_stands_between_those_whom_he_brings_together() {
    assert_eq!(parties("Zambia brokered the deal that Angola and Malawi signed in May.", "mediation"), ["AGO", "MWI", "ZMB"]);
}

/// The sources of the events of a type that are upon a country, in the order of the text.
fn sources_upon(text: &str, kind: &str, target: &str) -> Vec<Vec<String>> {
    let country = |event: &Event, role: Role| -> Vec<String> {
        let parties = event.participants.iter().filter(|party| party.role == role);
        parties.filter_map(|party| party.country).map(|country| country.to_string()).collect()
    };
    let told = events(text, "2019-05-10").into_iter().filter(|event| event.kind.as_str() == kind);
    told.filter(|event| country(event, Role::Target) == [target]).map(|event| country(&event, Role::Source)).collect()
}

#[test]
fn whoever_follows_suit_does_the_same_act_himself() {
    let text = "Norway recalled its ambassador from Lusaka on Monday, and so did Denmark. Finland followed suit on Tuesday. Malta did the same.";
    assert_eq!(sources_upon(text, "sanction", "ZMB"), [["NOR"], ["DNK"], ["FIN"], ["MLT"]]);
    let days = events(text, "2019-05-10").iter().map(|event| event.date.map(|date| date.start.to_string())).collect::<Vec<_>>();
    assert_eq!(days[..3], [Some("2019-05-06".to_owned()), None, Some("2019-05-07".to_owned())], "each on its own day");
}

#[test]
fn whoever_does_likewise_may_stand_before_a_clause_of_his_own() {
    let text = "Norway expelled two Zambian diplomats, as did Denmark, whose premier thanked Oslo.";
    assert_eq!(sources_upon(text, "expulsion", "ZMB"), [["NOR"], ["DNK"]]);
}

#[test]
fn an_act_that_is_answered_alike_is_upon_him_who_began() {
    let text = "Norway expelled two Zambian diplomats. Zambia did the same.";
    assert_eq!(sources_upon(text, "expulsion", "NOR"), [["ZMB"]]);
    let planned = events("Norway expelled two Zambian diplomats. Denmark will follow suit.", "2019-05-10");
    assert!(planned.iter().any(|event| event.kind.as_str() == "expulsion" && event.status == Status::Planned), "{planned:#?}");
}

#[test]
fn what_is_not_done_is_no_act_of_the_same_kind() {
    let text = "Norway expelled two Zambian diplomats. Denmark followed the talks from afar. Malta refused to do so.";
    assert_eq!(sources_upon(text, "expulsion", "ZMB"), [["NOR"]]);
}

#[test]
fn separate_talks_are_not_those_told_before() {
    let talks = |text: &str| events(text, "2019-05-10").iter().filter(|event| matches!(event.kind.as_str(), "talks" | "meeting")).count();
    assert_eq!(talks("Peruvian and Chilean ministers met in Lima. Peru held separate talks with Chile."), 2);
    assert_eq!(talks("Peruvian and Chilean ministers met in Lima. Peru held the talks with Chile in a palace."), 1);
}

#[test]
fn what_follows_a_denial_is_not_denied() {
    let text = "Norway denied that its ships had fired and accused Zambia of piracy.";
    assert_eq!(sources_upon(text, "accusation", "ZMB"), [["NOR"]]);
}

#[test]
fn a_state_may_be_told_again_by_what_it_is() {
    let text = "Lesotho asked for help on Monday. Zambia criticised the kingdom and the kingdom expelled two Zambian diplomats.";
    assert_eq!(sources_upon(text, "accusation", "LSO"), [["ZMB"]]);
    assert_eq!(sources_upon(text, "expulsion", "ZMB"), [["LSO"]]);
    let text = "Zambia and Cuba traded sugar. On Monday the island nation expelled two Zambian diplomats.";
    assert_eq!(sources_upon(text, "expulsion", "ZMB"), [["CUB"]]);
    let text = "Norway praised Zambia. The kingdom of heaven is near, and on the island Norway expelled two Zambian diplomats.";
    assert_eq!(sources_upon(text, "expulsion", "ZMB"), [["NOR"]]);
}
