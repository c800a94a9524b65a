use super::*;
use jiff::civil::date;

fn gazetteer() -> &'static Gazetteer {
    const { &Gazetteer(()) }
}

fn kinds(name: &str) -> Vec<Kind> {
    let words = words(name);
    let found = gazetteer().at(&words, 0);
    let mut kinds: Vec<Kind> =
        found.iter().filter(|(length, _)| *length == words.len()).flat_map(|(_, entries)| entries.iter().map(|entry| entry.kind)).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

#[test]
fn names_are_found_whatever_their_marks_and_case() {
    assert!(kinds("NORTH KOREA").contains(&Kind::Country));
    assert!(kinds("Côte d'Ivoire").contains(&Kind::Country));
    assert!(kinds("Recep Tayyip Erdogan").contains(&Kind::Person));
    assert!(kinds("shanghai cooperation organization").contains(&Kind::Organisation));
    assert!(kinds("Vice Premier").contains(&Kind::Title));
    assert!(kinds("Nowhere at All").is_empty());
}

#[test]
fn the_longest_name_comes_first() {
    let found = gazetteer().at(&words("South Korean troops"), 0);
    assert_eq!(found.first().map(|(length, _)| *length), Some(2));
}

#[test]
fn an_office_is_that_of_the_day() {
    let id: ActorId = "george-h-w-bush".parse().unwrap();
    let actor = gazetteer().actor(&id).unwrap();
    let held = |day| actor.offices.iter().filter(|office| office.held_on(day)).map(|office| office.title.as_str()).collect::<Vec<_>>();
    assert_eq!(held(date(1990, 6, 1)), ["President"]);
    assert_eq!(held(date(1985, 6, 1)), ["Vice President"]);
}

#[test]
fn every_actor_of_the_tables_is_known_by_its_id() {
    for id in ["CHN", "SUN", "zeng-peiyan", "african-union", "hamas", "northern-cyprus"] {
        assert_eq!(gazetteer().actor(&id.parse().unwrap()).unwrap().id.as_str(), id);
    }
    assert!(gazetteer().actor(&"nobody-at-all".parse().unwrap()).is_none());
}

#[test]
fn every_row_has_the_columns_of_its_table() {
    use Table::{Cities, Countries, Groups, Nouns, Offices, Organisations, Persons, Regions};
    let tables = [(Countries, 13), (Organisations, 8), (Groups, 7), (Offices, 5), (Cities, 8), (Regions, 7), (Nouns, 4), (Persons, 4)];
    for (table, columns) in tables {
        assert!(table.len() > 20 && table.lines().all(|line| line.split('\t').count() == columns), "{table:?} has a row of {columns} columns");
    }
    let ids: Vec<&str> = Persons.lines().map(tables::first_cell).collect();
    assert!(ids.is_sorted(), "persons are sorted by id");
}

#[test]
fn every_country_is_an_actor_once() {
    let countries: Vec<_> = gazetteer().countries().map(|actor| (actor.id.to_string(), actor.name)).collect();
    let named = |id: &str| countries.iter().filter(|(known, _)| known == id).map(|(_, name)| name.as_str()).collect::<Vec<_>>();
    assert_eq!((named("CHN"), named("DEU"), named("SUN")), (vec!["China"], vec!["Germany"], vec!["Soviet Union"]));
    assert!(countries.len() > 200);
}
