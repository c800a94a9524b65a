//! Kinds of names that were once told wrongly, each with phrases of our own.

use chancery_core::{Article, PlacePrecision};
use chancery_language::Language;
use jiff::civil::{Date, date};

use super::{tests::gazetteer, *};

/// The mentions of a parsed text.
fn read(text: &str, day: Date) -> Vec<Mention> {
    let units = units(text, &tokenise(text), gazetteer());
    let doc = Language::english().analyse_with_units(text, &units);
    find_mentions(&doc, &Article::new(text, Some(day)), gazetteer()).list
}

/// Whom the words name: ids, joined by a plus; empty where no mention has just these words.
fn ids(text: &str, day: Date, words: &str) -> String {
    let found = read(text, day);
    let mention = found.iter().find(|mention| &text[mention.bytes.clone()] == words);
    mention.map(|mention| mention.actors.iter().map(|actor| actor.id.as_str()).collect::<Vec<_>>().join("+")).unwrap_or_default()
}

#[track_caller]
fn check(text: &str, day: Date, expected: &[(&str, &str)]) {
    for (words, id) in expected {
        assert_eq!(ids(text, day, words), *id, "{words:?} in {text:?}: {:#?}", told(text, day));
    }
}

fn told(text: &str, day: Date) -> Vec<(String, Told, Vec<String>)> {
    let who = |mention: &Mention| mention.actors.iter().map(|actor| actor.id.to_string()).collect();
    read(text, day).iter().map(|mention| (text[mention.bytes.clone()].to_owned(), mention.told, who(mention))).collect()
}

#[test]
fn offices_and_people_act_for_their_owners() {
    check(
        "Putin's office said no. Merkel's spokesman said nothing. Netanyahu's national security adviser flew to Cairo.",
        date(2019, 3, 4),
        &[
            ("Putin's office", "RUS"),
            ("Merkel's spokesman", "deu-spokesperson"),
            ("Netanyahu's national security adviser", "isr-national-security-adviser"),
        ],
    );
    check("Chancellor Angela Merkel left. Her spokesman stayed.", date(2019, 3, 4), &[("Her spokesman", "deu-spokesperson")]);
    check("Mali closed the border. The country's ambassador left Paris.", date(2022, 3, 4), &[("country's ambassador", "mli-ambassador")]);
    check("NATO will meet. Its troops stay.", date(2019, 3, 4), &[("Its troops", "north-atlantic-treaty-organization-military")]);
}

#[test]
fn posts_abroad_are_not_of_the_city_where_they_are() {
    check(
        "The Foreign Ministry in Prague spoke. The consulate in Seattle closed. Condoleezza Rice left for Tokyo, Seoul and Beijing.",
        date(2006, 10, 15),
        &[("Foreign Ministry", "cze-foreign-ministry"), ("consulate", ""), ("Tokyo", "JPN"), ("Beijing", "CHN")],
    );
}

#[test]
fn groups_of_several_countries_name_them_all() {
    check(
        "Foreign ministers of Iran, Turkey and Russia met. Leaders of India and Pakistan's army did not.",
        date(2019, 3, 4),
        &[("Foreign ministers of Iran, Turkey and Russia", "irn-officials+tur-officials+rus-officials"), ("Leaders of India", "ind-officials")],
    );
}

#[test]
fn capitals_throughout_make_no_persons_and_no_states() {
    let text = "CHINESE PREMIER VISITS GERMANY AND MEETS LEADERS IN OREGON OR TEXAS";
    let found = told(text, date(2023, 6, 20));
    assert!(found.iter().all(|(words, _, _)| !words.contains("VISITS") && !words.contains("MEETS") && words != "IN" && words != "OR"), "{found:#?}");
    check("LAVROV WARNS NATO", date(2023, 6, 20), &[("LAVROV", "sergey-lavrov"), ("NATO", "north-atlantic-treaty-organization")]);
}

#[test]
fn a_place_is_where_the_text_says() {
    for (text, words, country, near) in [
        ("A blast hit Tripoli, Lebanon, on Monday.", "Tripoli", "LBN", (34.4, 35.8)),
        ("They spoke in Cambridge, Massachusetts, on Monday.", "Cambridge", "USA", (42.4, -71.1)),
        ("They spoke in Hyderabad, Pakistan, on Monday.", "Hyderabad", "PAK", (25.4, 68.4)),
        ("They spoke in Portland, Maine, on Monday.", "Portland", "USA", (43.7, -70.3)),
        ("They spoke in London, Ontario, on Monday.", "London", "CAN", (43.0, -81.2)),
        ("They spoke in London on Monday.", "London", "GBR", (51.5, -0.1)),
        ("They spoke in Sharm el-Sheikh on Monday.", "Sharm el-Sheikh", "EGY", (27.9, 34.3)),
        ("They met at the White House on Monday.", "the White House", "USA", (38.9, -77.0)),
    ] {
        let found = read(text, date(2023, 6, 20));
        let place = found.iter().find(|mention| &text[mention.bytes.clone()] == words).and_then(|mention| mention.place.clone());
        let place = place.unwrap_or_else(|| panic!("no place {words:?} in {text:?}: {found:#?}"));
        assert_eq!(place.country.map(|code| code.to_string()).as_deref(), Some(country), "{text}");
        let far = |told: Option<f64>, wanted: f64| (told.unwrap_or(999.0) - wanted).abs() > 0.5;
        assert!(!far(place.lat, near.0) && !far(place.lon, near.1), "{text}: {place:?}");
        assert!(matches!(place.precision, PlacePrecision::City | PlacePrecision::Site));
    }
}

#[test]
fn a_place_of_a_region_is_no_capital() {
    let text = "He flew to Paris, Texas, on Monday.";
    let place = read(text, date(2023, 6, 20)).into_iter().find_map(|mention| mention.place.filter(|place| place.name == "Paris"));
    let place = place.expect("a place is told");
    assert_eq!((place.country.map(|code| code.to_string()).as_deref(), place.within.as_deref()), (Some("USA"), Some("Texas")));
}

#[test]
fn pronouns_mean_the_subject_of_the_sentence_before() {
    check(
        "Japanese Prime Minister Shinzo Abe met Indian Prime Minister Narendra Modi in Tokyo. He signed nothing.",
        date(2018, 10, 29),
        &[("He", "shinzo-abe")],
    );
    check("The European Union met Iran. It promised aid. Iran signed it.", date(2018, 10, 29), &[("It", "european-union"), ("it", "")]);
}

#[test]
fn halves_of_korea_and_all_the_parties() {
    check(
        "South Korea's president met the North's leader. The North denied it. The South protested.",
        date(2018, 10, 29),
        &[("The North", "PRK"), ("The South", "KOR")],
    );
    check(
        "India and Pakistan quarrelled. Iran, Turkey and Russia met. The three countries signed. They urged all the parties to wait.",
        date(2018, 10, 29),
        &[("all the parties", "IRN+TUR+RUS")],
    );
}

#[test]
fn one_person_has_one_id_in_every_romanisation() {
    for (name, day, id) in [
        ("Moammar Qadhafi", date(2009, 6, 1), "muammar-gaddafi"),
        ("Muammar Kadafi", date(2009, 6, 1), "muammar-gaddafi"),
        ("Chou En-lai", date(1972, 2, 21), "zhou-enlai"),
        ("Chairman Mao Tse-tung", date(1972, 2, 21), "mao-zedong"),
        ("Teng Hsiao-ping", date(1979, 1, 29), "deng-xiaoping"),
        ("Henry Kissinger", date(2021, 6, 1), "henry-kissinger"),
        ("Queen Elizabeth II", date(1991, 5, 14), "elizabeth-ii"),
        ("President Miguel de la Madrid", date(1986, 1, 3), "miguel-de-la-madrid"),
    ] {
        check(&format!("They met {name} on Monday."), day, &[(name, id)]);
    }
}

#[test]
fn misspelt_holders_of_an_office_are_known_and_strangers_are_not() {
    check("In Malaysia he met Prime Minister Rahrman.", date(1966, 10, 30), &[("Prime Minister Rahrman", "tunku-ibni-al-marhum-abdul-rahman")]);
    let found = read("In Honduras he met President Tegucigalpez.", date(1968, 7, 8));
    let stranger = found.iter().flat_map(|mention| &mention.actors).find(|actor| actor.kind == ActorKind::Person).unwrap();
    assert_eq!((stranger.id.as_str(), stranger.country.map(|code| code.to_string()).as_deref()), ("tegucigalpez-hnd", Some("HND")));
}

#[test]
fn bodies_are_told_again_by_their_noun() {
    check(
        "The United Nations Security Council met. On Monday the Council adjourned. The council of elders stayed.",
        date(2006, 10, 15),
        &[("Council", "united-nations-security-council")],
    );
    check("He wrote to the US Embassy in London. The embassy declined.", date(2019, 10, 15), &[("embassy", "usa-embassy")]);
    let text = "Criticism by the United Nations Educational, Scientific and Cultural Organization was loud.";
    let name = "United Nations Educational, Scientific and Cultural Organization";
    check(text, date(2019, 3, 31), &[(name, "un-educational-scientific-and-cultural-organization")]);
}

#[test]
fn the_north_koreans_are_of_no_region() {
    check("South Korea's envoy saw the North Koreans in Pyongyang.", date(2006, 10, 15), &[("North Koreans", "PRK"), ("the North", "")]);
}

#[test]
fn collectives_mean_those_told_together() {
    check(
        "Serbian Prime Minister Ivica Dacic met Kosovo's Prime Minister Hashim Thaci. The talks were long. The American vice president rang both \
         leaders.",
        date(2013, 4, 20),
        &[("both leaders", "ivica-dacic+hashim-thaci")],
    );
    check(
        "Leaders of Mexico, Colombia, Venezuela and Panama met. Spain wrote to the four.",
        date(1983, 7, 20),
        &[("the four", "mex-officials+col-officials+ven-officials+pan-officials")],
    );
}
