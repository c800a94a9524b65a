use super::*;
use crate::{ActorKind, Codes, Corrected, DateRange, Participant, Phrase, Place, PlacePrecision, Report, Role, Span};

/// An event of `parties` (country or `country:person`), told by an article of `day` in the words `evidence`.
fn told(kind: &str, status: Status, parties: &[(&str, Role)], (date, day): (Option<&str>, &str), evidence: &str) -> Event {
    let participant = |&(who, role): &(&str, Role)| {
        let (country, person) = who.split_once(':').map_or((who, None), |(country, person)| (country, Some(person)));
        Participant {
            actor: person.unwrap_or(country).to_lowercase().replace(' ', "-").parse().unwrap(),
            kind: if person.is_some() { ActorKind::Person } else { ActorKind::Country },
            name: person.unwrap_or(country).into(),
            office: None,
            organization: None,
            country: country.parse().ok(),
            sector: None,
            role,
        }
    };
    let report = Report {
        article: day.parse().unwrap(),
        published_on: day.parse().ok(),
        status,
        evidence: Phrase { text: evidence.into(), span: Span::new(0, 9) },
        trigger: evidence.split_once(' ').map(|(first, _)| Phrase { text: first.into(), span: Span::new(0, 1) }),
        mentions: vec![],
        date: None,
        place: None,
        attribution: None,
        rule: String::new(),
        confidence: 0.5,
    };
    Event {
        id: EventId::derive(&[kind, day, evidence]),
        kind: kind.parse().unwrap(),
        status,
        participants: parties.iter().map(participant).collect(),
        date: date.map(|date| date.parse().unwrap()),
        place: None,
        codes: Codes { plover: None, mode: None, contexts: vec![], cameo: "040".into(), quad_class: 1, goldstein: 1.0, plover_score: None },
        confidence: 0.5,
        corrected: Corrected::default(),
        reports: vec![report],
    }
}

fn same(a: &Event, b: &Event) -> bool {
    let (x, y) = (content(a), content(b));
    let telling = |event: &'_ Event| event.reports[0].published_on;
    let a = Telling { event: a, content: &x, published_on: telling(a), bare: false };
    let b = Telling { event: b, content: &y, published_on: telling(b), bare: false };
    let (one, other) = (in_two_articles(a, b), in_two_articles(b, a));
    assert_eq!(one, other, "the order does not matter");
    one.is_some()
}

const P: Role = Role::Participant;
const PAIR: [(&str, Role); 2] = [("PER", P), ("ECU", P)];

fn talks(status: Status, date: Option<&str>, day: &str, evidence: &str) -> Event {
    told("talks", status, &PAIR, (date, day), evidence)
}

#[test]
fn what_was_planned_may_be_held_put_off_or_called_off() {
    let plan = talks(Status::Planned, Some("2001-01"), "2000-12-20", "Peru and Ecuador will hold talks");
    for (status, date) in [(Status::Occurred, Some("2001-01-17")), (Status::Cancelled, None), (Status::Cancelled, Some("2001-01-17"))] {
        assert!(same(&plan, &talks(status, date, "2001-01-18", "Peru and Ecuador and their talks")), "{status}");
    }
    let later = talks(Status::Cancelled, Some("2001-04-03"), "2001-01-10", "the talks were postponed until April");
    assert!(same(&plan, &later));
    assert!(same(&later, &talks(Status::Occurred, Some("2001-04-03"), "2001-04-04", "held talks")));
}

#[test]
fn what_has_happened_is_not_planned_again() {
    let held = talks(Status::Occurred, Some("2001-01-17"), "2001-01-18", "held talks");
    assert!(!same(&held, &talks(Status::Planned, None, "2001-01-19", "will hold talks")));
    assert!(!same(&held, &talks(Status::Occurred, Some("2001-02-20"), "2001-02-21", "held talks")));
    assert!(same(&held, &told("meeting", Status::Occurred, &PAIR, (Some("2001-01-17"), "2001-01-19"), "met")));
    assert!(!same(&held, &told("call", Status::Occurred, &PAIR, (Some("2001-01-17"), "2001-01-19"), "telephoned")));
}

#[test]
fn a_second_round_is_not_the_first() {
    let first = talks(Status::Occurred, None, "2001-01-18", "ended a first round of talks");
    assert!(!same(&first, &talks(Status::Occurred, None, "2001-01-19", "began a second round of talks")));
}

#[test]
fn other_persons_of_a_country_make_another_meeting() {
    let meeting = |who: &str| told("meeting", Status::Occurred, &[(who, P), ("ECU", P)], (Some("2001-01-17"), "2001-01-18"), "met");
    assert!(same(&meeting("PER:Alberto Fujimori"), &meeting("PER:Fujimori")));
    assert!(same(&meeting("PER:Alberto Fujimori"), &meeting("PER")));
    assert!(!same(&meeting("PER:Alberto Fujimori"), &meeting("PER:Alan Garcia")));
    assert!(same(&meeting("PER:Alan Garcia"), &meeting("CHL:Alan Garcia")), "a person stands for himself");
}

#[test]
fn one_accuses_another_of_many_things() {
    let sides = [("IDN", Role::Source), ("AUS", Role::Target)];
    let accusation = |words: &str| told("accusation", Status::Occurred, &sides, (Some("2013-11-19"), "2013-11-20"), words);
    assert!(same(&accusation("tapping the telephones"), &accusation("Canberra tapped telephones, it said")));
    assert!(!same(&accusation("tapping the telephones"), &accusation("towing boats back")));
    let turned = told("accusation", Status::Occurred, &[("AUS", Role::Source), ("IDN", Role::Target)], (None, "2013-11-20"), "tapping telephones");
    assert!(!same(&accusation("tapping telephones"), &turned));
}

#[test]
fn other_places_are_other_events_and_suburbs_are_not() {
    let at = |name: &str, lat: f64, lon: f64| {
        let place = Place { name: name.into(), within: None, country: None, lat: Some(lat), lon: Some(lon), precision: PlacePrecision::City };
        Event { place: Some(place), id: EventId::derive(&[name]), ..talks(Status::Occurred, Some("2001-01-17"), "2001-01-18", "held talks") }
    };
    assert!(same(&at("Lima", -12.05, -77.04), &at("Callao", -12.06, -77.14)));
    assert!(!same(&at("Lima", -12.05, -77.04), &at("Tumbes", -3.57, -80.46)));
}

#[test]
fn an_event_is_folded_alike_in_every_order() {
    let mut tellings = [
        talks(Status::Planned, Some("2001-01"), "2000-12-20", "will hold talks"),
        talks(Status::Cancelled, None, "2001-01-10", "called off"),
        told("meeting", Status::Occurred, &[("PER:Alberto Fujimori", P), ("ECU", P)], (Some("2001-02-17"), "2001-02-18"), "met"),
    ];
    let day = |event: &Event| event.reports[0].published_on.unwrap();
    let folded = fold(tellings.iter().map(|event| (day(event), event.clone())).collect()).unwrap();
    assert_eq!((folded.status, folded.kind.as_str(), folded.date), (Status::Occurred, "meeting", "2001-02-17".parse::<DateRange>().ok()));
    assert_eq!(folded.participants.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["ECU", "Alberto Fujimori"]);
    assert_eq!(folded.history().len(), 3);
    tellings.reverse();
    assert_eq!(fold(tellings.iter().map(|event| (day(event), event.clone())).collect()), Some(folded));
    assert_eq!(fold(vec![]), None);
}

#[test]
fn an_event_is_joined_only_where_no_telling_of_it_is_at_odds() {
    let events = [
        talks(Status::Planned, Some("2001-01"), "2000-12-20", "will hold talks"),
        talks(Status::Occurred, Some("2001-01-17"), "2001-01-18", "held talks"),
    ];
    let another = talks(Status::Occurred, Some("2001-01-24"), "2001-01-25", "held talks");
    let content = BTreeSet::new();
    let telling = |event| Telling { event, content: &content, published_on: None, bare: false };
    let told = [telling(&events[0]), telling(&events[1])];
    assert!(in_two_articles(telling(&another), told[0]).is_some() && joins(telling(&another), &told).is_none());
}

#[test]
fn somebody_whom_one_telling_does_not_know_may_be_whoever_the_other_names() {
    let day = (Some("1995-03-09"), "1995-03-10");
    let named = told("coercion", Status::Occurred, &[("CAN", Role::Source), ("ESP", Role::Target)], day, "seized the trawler Estai");
    let mut unknown = told("coercion", Status::Occurred, &[("CAN", Role::Source), ("ESP", Role::Target)], day, "took the trawler Estai");
    (unknown.participants[1].country, unknown.participants[1].name) = (None, "trawler".into());
    unknown.participants[1].kind = ActorKind::Person;
    assert!(same(&named, &unknown));
    let other = told("coercion", Status::Occurred, &[("CAN", Role::Source), ("PRT", Role::Target)], day, "seized the trawler Estai");
    assert!(!same(&named, &other));
}

#[test]
fn who_recalls_an_ambassador_does_not_act_on_his_own_people() {
    let day = (Some("2021-09-17"), "2021-09-18");
    let from = told("sanction", Status::Occurred, &[("FRA", Role::Source), ("AUS", Role::Target)], day, "recalled its ambassador over submarines");
    let to = [("FRA", Role::Source), ("FRA:Ambassador Thebault", Role::Target)];
    assert!(same(&from, &told("sanction", Status::Occurred, &to, day, "recalled its ambassador because of the submarines")));
}

#[test]
fn what_has_happened_is_not_dated_by_a_day_to_come() {
    let sides = [("AUS", Role::Source), ("EGY", Role::Target)];
    let offered = |date| told("pledge", Status::Occurred, &sides, (date, "1981-10-27"), "offered soldiers");
    let known = told("pledge", Status::Occurred, &sides, (Some("1981-10-26"), "1981-10-28"), "promised helicopters");
    assert!(same(&offered(Some("1981-11-02")), &known));
    assert!(!same(&offered(Some("1981-10-19")), &known));
}

#[test]
fn a_kindred_type_needs_the_same_day_and_words_or_the_same_verb() {
    let sides = [("IND", Role::Source), ("NPL", Role::Target)];
    let act = |kind: &str, date, words: &str| told(kind, Status::Occurred, &sides, (date, "1989-03-24"), words);
    let closed = act("sanction", Some("1989-03-23"), "closed thirteen crossings");
    assert!(same(&closed, &act("coercion", Some("1989-03-23"), "blocked the crossings")));
    assert!(!same(&closed, &act("coercion", Some("1989-03-23"), "arrested a trader")));
    assert!(same(&closed, &act("coercion", None, "closed all of them")));
    assert!(!same(&closed, &act("coercion", None, "blocked the crossings")));
    assert!(!same(&closed, &act("attack", Some("1989-03-23"), "closed thirteen crossings")));
    assert_eq!(classes(&"sanction".parse().unwrap()), ["sanction", "coercion", "expulsion"]);
}

#[test]
fn a_leader_told_by_the_office_alone_may_be_the_one_who_is_named() {
    let pair = |person: &str| {
        let mut event = told("meeting", Status::Occurred, &[("HRV:x", P), ("SVN", P)], (Some("2009-11-04"), "2009-11-05"), "met");
        let [who, ..] = &mut event.participants[..] else { panic!("two take part") };
        let (name, office) = person.split_once('/').unwrap();
        (who.name, who.office) = (name.into(), Some(office.into()));
        who.actor = name.to_lowercase().replace(' ', "-").replace("croatian", "hrv").parse().unwrap();
        event
    };
    assert!(same(&pair("Jadranka Kosor/Prime Minister"), &pair("Croatian head of government/head of government")));
    assert!(!same(&pair("Jadranka Kosor/Prime Minister"), &pair("Croatian foreign minister/foreign minister")), "another rank");
    assert!(!same(&pair("Jadranka Kosor/Prime Minister"), &pair("Ivo Sanader/Prime Minister")), "another name");
}

#[test]
fn an_act_of_one_day_needs_no_words_where_its_code_is_narrow() {
    let left = |date: &str, day: &str, words: &str| told("withdrawal", Status::Occurred, &[("ESP", Role::Source)], (Some(date), day), words);
    assert!(same(&left("2002-07-20", "2002-07-20", "left the island"), &left("2002-07-20", "2002-07-22", "quit the islet")));
    assert!(!same(&left("2002-07-20", "2002-07-20", "left the island"), &left("2002-07-22", "2002-07-22", "quit the islet")), "another day");
}

#[test]
fn where_they_are_struck_may_stand_for_who_they_are() {
    let struck = |target: &str, words: &str| {
        told("attack", Status::Occurred, &[("TUR", Role::Source), (target, Role::Target)], (Some("2007-12-16"), "2007-12-17"), words)
    };
    assert!(same(&struck("IRQ", "jets bombed camps in the mountains"), &struck("Workers Party", "warplanes bombed camps")));
    assert!(!same(&struck("IRQ", "jets bombed camps in the mountains"), &struck("SYR", "warplanes bombed camps")));
}

#[test]
fn a_day_may_be_remembered_by_its_month() {
    let signed = |date: &str, day: &str| told("agreement", Status::Occurred, &PAIR, (Some(date), day), "signed a pact on ferries");
    let then = signed("2000-07-13", "2000-07-13");
    assert!(same(&then, &signed("2000-07", "2001-12-10")));
    assert!(!same(&then, &signed("2000-08", "2001-12-10")), "another month");
    assert!(!same(&signed("2000-07", "2000-08-20"), &signed("2000-07", "2001-12-10")), "no day at all");
}

#[test]
fn a_show_of_force_is_one_whomever_papers_take_it_to_be_aimed_at() {
    let fired = |kind: &str, source: &str, target: &str, date: &str| {
        told(kind, Status::Occurred, &[(source, Role::Source), (target, Role::Target)], (Some(date), "2006-07-07"), "fired rockets")
    };
    let one = fired("mobilization", "PRK", "KOR", "2006-07-05");
    assert!(same(&one, &fired("mobilization", "PRK", "JPN", "2006-07-05")));
    assert!(!same(&one, &fired("mobilization", "RUS", "JPN", "2006-07-05")), "another source");
    assert!(!same(&one, &fired("mobilization", "PRK", "JPN", "2006-07-03")), "another day");
    assert!(!same(&fired("attack", "PRK", "KOR", "2006-07-05"), &fired("attack", "PRK", "JPN", "2006-07-05")), "whom it struck is no guess");
}

#[test]
fn done_together_or_by_both_is_one_act() {
    let sides = |role: Role| [("PER", role), ("ECU", role)];
    let agreed = told("agreement", Status::Occurred, &sides(P), (None, "1995-02-15"), "agreed on a ceasefire in the hills");
    let truce = |parties: &[(&str, Role)], day: &str| told("withdrawal", Status::Occurred, parties, (None, day), "truce in the hills held");
    assert!(same(&agreed, &truce(&sides(Role::Source), "1995-02-16")));
    assert!(!same(&agreed, &truce(&[("PER", Role::Source), ("CHL", Role::Source)], "1995-02-16")), "another side");
    assert!(!same(&agreed, &truce(&sides(Role::Source), "1995-05-16")), "months later");
}
