//! Who takes part where the frames leave a side of an act empty.

use std::cell::RefCell;

use chancery_core::{Article, EventType};
use chancery_extract::{
    Knowledge,
    events::{
        ranker::{
            self, CLASSES,
            question::{Asked, Question},
        },
        telling::Teller,
    },
    explain,
    forest::Forest,
    page::Page,
};

fn article(text: &str) -> Article {
    Article::new(text.to_owned(), "2019-05-10".parse().ok())
}

/// What is asked about a text: the names of what is told of the first candidate of each act.
fn asked(text: &str) -> Vec<Vec<&'static str>> {
    let (article, knowledge) = (article(text), Knowledge::builtin());
    let page = Page::new(&article, &knowledge);
    let told = RefCell::new(Vec::new());
    let watch =
        |question: Question<'_, '_>, _: &EventType| told.borrow_mut().push(Asked::new(question).row(0).into_iter().map(|(name, _)| name).collect());
    let mut teller = Teller::new(&page, &knowledge).watched(&watch);
    page.document.sentences().for_each(|sentence| teller.read(sentence));
    drop(teller);
    told.into_inner()
}

/// The participants of the one event of a kind with the arguments that led to them.
fn found(text: &str, kind: &str, knowledge: &Knowledge) -> Vec<(String, String)> {
    let (extraction, explanation) = explain(&article(text), knowledge);
    let event = extraction.events.iter().find(|event| event.kind.as_str() == kind);
    let reading = event.and_then(|event| explanation.tellings.iter().find(|reading| reading.event == event.id));
    reading.into_iter().flat_map(|reading| &reading.roles).map(|role| (role.text.clone(), role.argument.clone())).collect()
}

#[test]
fn the_forest_that_ships_asks_for_what_is_told() {
    let forest = ranker::builtin();
    assert_eq!(forest.classes(), CLASSES);
    let told = asked("Chile condemned the raid on Monday. Its neighbour Peru, which had sent troops, was accused of it by Ecuador.");
    assert!(told.len() > 1);
    told.iter().for_each(|names| assert_eq!(names, forest.features()));
}

#[test]
fn who_speaks_or_stands_in_the_clause_above_acts_where_nobody_else_does() {
    let knowledge = Knowledge::builtin();
    for (text, kind, who) in [
        ("Peru's president spoke for an hour in Lima. The border with Ecuador would be closed, he said.", "sanction", "he"),
        ("The Tunisian navy was busy on Sunday, when two Maltese trawlers were seized off Sfax.", "coercion", "Tunisian"),
    ] {
        let roles = found(text, kind, &knowledge);
        assert!(roles.iter().any(|(words, argument)| words == who && argument.starts_with("learned (0.")), "{text:?}: {roles:?}");
    }
}

#[test]
fn a_target_that_is_only_guessed_is_left_out_where_it_is_doubted() {
    let forest = |odds: &str| Forest::read(&format!("features none\nclasses {}\nstart {odds}\n", CLASSES.join(" "))).expect("a forest without trees");
    let doubting = Knowledge::builtin().with_ranker(Box::leak(Box::new(forest("99 0 0 0"))));
    let unsure = Knowledge::builtin().with_ranker(Box::leak(Box::new(forest("1.3 0 0 0"))));
    let text = "Angola urged Zambia to hand back the ship on Monday. Peru condemned a murder at sea.";
    let told = |knowledge: &Knowledge, kind: &str| found(text, kind, knowledge).into_iter().map(|(who, _)| who).collect::<Vec<_>>();
    assert_eq!(told(&unsure, "accusation"), ["Peru", "Zambia"]);
    assert_eq!(told(&doubting, "accusation"), ["Peru"]);
    assert_eq!(told(&doubting, "request"), ["Angola", "Zambia"], "what the words say is not asked");
}

#[test]
fn frames_alone_ask_nobody() {
    let text = "The Tunisian navy was busy on Sunday, when two Maltese trawlers were seized off Sfax.";
    let roles = found(text, "coercion", &Knowledge::builtin().with_reader(None));
    assert!(!roles.is_empty() && roles.iter().all(|(_, argument)| !argument.starts_with("learned")), "{roles:?}");
}

#[test]
fn a_sentence_of_many_names_and_acts_ends() {
    let text = "Chile condemned Peru and ".repeat(1_000) + "left.";
    let (extraction, _) = explain(&article(&text), &Knowledge::builtin());
    assert!(!extraction.events.is_empty());
}
