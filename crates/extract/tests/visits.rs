//! Journeys of presidents before 1993 by the Office of the Historian, where the shared folder lies next to the checkout: the remark on
//! each is made sentences about the traveller, in two ways of telling, and the events must name the host country, the kind of
//! meeting and everyone met.
//!
//! `cargo test -p chancery-extract --test visits -- --nocapture` prints the figures; with `SHOW=1` what was missed.
#![allow(clippy::print_stdout, reason = "figures are its output")]

use chancery_core::{Article, Event};
use chancery_extract::{Knowledge, extract};
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path};

/// A journey with what is expected of its events.
struct Journey {
    traveller: String,
    start: String,
    host: String,
    locale: String,
    remarks: Vec<String>,
}

/// What was right of what was asked.
#[derive(Default)]
struct Count(usize, usize);

impl Count {
    fn add(&mut self, right: bool) -> bool {
        self.0 += usize::from(right);
        self.1 += 1;
        right
    }

    fn share(&self) -> f64 {
        self.0 as f64 / self.1 as f64
    }
}

#[test]
fn journeys_tell_whom_a_president_met_and_where() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/state-visits/presidents-before-1993.jsonl");
    let Ok(text) = fs::read_to_string(file) else {
        println!("skipped: there is no shared folder next to the checkout");
        return;
    };
    let knowledge = Knowledge::builtin();
    let journeys: Vec<Journey> = text.lines().map(|line| journey(&serde_json::from_str(line).unwrap())).collect();
    for (name, tell) in [("place first", place_first as fn(&Journey) -> String), ("journey first", journey_first)] {
        let (mut hosts, mut met) = (Count::default(), Count::default());
        for journey in &journeys {
            judge(journey, &tell(journey), &knowledge, (&mut hosts, &mut met));
        }
        println!("{name}: host country and kind of meeting {} of {} = {:.3}, ", hosts.0, hosts.1, hosts.share());
        println!("{name}: named counterparts {} of {} = {:.3}", met.0, met.1, met.share());
        assert!(hosts.share() >= 0.90 && met.share() >= 0.85, "{name}");
    }
}

/// Reads a text and counts what its events have right.
fn judge(journey: &Journey, text: &str, knowledge: &Knowledge, (hosts, others): (&mut Count, &mut Count)) {
    let kinds = kinds(journey);
    let persons = counterparts(journey);
    if kinds.is_empty() {
        return;
    }
    let mut article = Article::new(text, journey.start.parse().ok());
    article.id = "journey".parse().expect("it is an id");
    let events = extract(&article, knowledge).events;
    let host = knowledge.gazetteer().countries().find(|actor| actor.name == journey.host).map(|actor| actor.id.to_string());
    let host = host.unwrap_or_else(|| panic!("no country {}", journey.host));
    let told = |kinds: &[&str]| events.iter().any(|event| kinds.contains(&event.kind.as_str()));
    let right = kinds.iter().all(|kinds| told(kinds)) && events.iter().any(|event| met(event) && at(event, &host));
    let show = std::env::var_os("SHOW").is_some();
    if !hosts.add(right) && show {
        println!("HOST {kinds:?} {text}\n{}", drawn(&events));
    }
    for person in persons {
        if !others.add(events.iter().any(|event| met(event) && names(event, &person))) && show {
            println!("MET {person}: {text}\n{}", drawn(&events));
        }
    }
}

fn drawn(events: &[Event]) -> String {
    let who = |event: &Event| {
        let one = |p: &chancery_core::Participant| format!("{}/{}:{}", p.name, p.country.map(|code| code.to_string()).unwrap_or_default(), p.role);
        event.participants.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let place = |event: &Event| event.place.as_ref().map(|place| format!(" @ {} {:?}", place.name, place.country.map(|code| code.to_string())));
    events.iter().map(|event| format!("    {} {} {}{}\n", event.kind.as_str(), event.status, who(event), place(event).unwrap_or_default())).collect()
}

/// Whether people met.
fn met(event: &Event) -> bool {
    matches!(event.kind.as_str(), "meeting" | "talks" | "visit")
}

/// Whether an event has the country as a participant's or as its place's.
fn at(event: &Event, host: &str) -> bool {
    let is = |code: Option<chancery_core::CountryCode>| code.is_some_and(|code| code.as_str() == host);
    event.participants.iter().any(|one| is(one.country)) || event.place.as_ref().is_some_and(|place| is(place.country))
}

/// Whether an event has a participant of that surname, or one that is told by an office and the surname.
fn names(event: &Event, surname: &str) -> bool {
    let told = event.reports.iter().flat_map(|report| &report.mentions).map(|one| one.text.as_str());
    let named = event.participants.iter().map(|one| one.name.as_str());
    named.chain(told).any(|name| name.split([' ', '-']).any(|word| word == surname) || name.ends_with(surname))
}

/// The kinds of event that the remark tells: a visit, a meeting or talks.
fn kinds(journey: &Journey) -> Vec<&'static [&'static str]> {
    let told = journey.remarks.join(" ").to_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| told.contains(word));
    let mut kinds: Vec<&'static [&'static str]> = Vec::new();
    if any(&["state visit", "official visit", "working visit", "informal visit", "private visit"]) {
        kinds.push(&["visit"]);
    }
    if any(&["met with", "met informally", "meeting with", "audience with", "conferred", "conversations with", "conference with", "discussed the"]) {
        kinds.push(&["meeting", "talks"]);
    }
    kinds
}

/// The surnames of those met: behind a title, in sentences that tell a meeting.
fn counterparts(journey: &Journey) -> BTreeSet<String> {
    const TITLES: [&str; 12] = [
        "President ",
        "Prime Minister ",
        "Premier ",
        "Chancellor ",
        "King ",
        "Queen ",
        "Emperor ",
        "Pope ",
        "General Secretary ",
        "Chairman ",
        "Generalissimo ",
        "Governor General ",
    ];
    let mut found = BTreeSet::new();
    let meets = |told: &&String| {
        ["met ", "Met ", "eeting with", "udience with", "onferred", "onference with", "onversations with", "iscussed"]
            .iter()
            .any(|word| told.contains(word))
    };
    for told in journey.remarks.iter().filter(meets) {
        for title in TITLES {
            for (at, _) in told.match_indices(title) {
                let part = ["Vice ", "former ", "funeral of ", "services for "].iter().any(|before| told[..at].ends_with(before));
                let name: String =
                    told[at + title.len()..].chars().take_while(|c| c.is_alphanumeric() || matches!(c, '\'' | '-' | '’' | ' ')).collect();
                let capital = |word: &&str| word.starts_with(char::is_uppercase);
                let words: Vec<&str> = name.split(' ').take_while(capital).collect();
                if let (Some(last), false) = (words.last(), part) {
                    found.insert((*last).to_owned());
                }
            }
        }
    }
    found
}

/// "In Bonn, Germany, President Jimmy Carter met with Chancellor Schmidt."
fn place_first(journey: &Journey) -> String {
    let place = if journey.locale.is_empty() { journey.host.clone() } else { format!("{}, {}", journey.locale, journey.host) };
    let told = journey.remarks.iter().map(|remark| format!("In {place}, {} {}.", journey.traveller, clauses(remark, &journey.host)));
    told.collect::<Vec<_>>().join(" ")
}

/// "President Jimmy Carter traveled to Germany. He met with Chancellor Schmidt in Bonn."
fn journey_first(journey: &Journey) -> String {
    let told = journey.remarks.iter().map(|remark| format!("He {}.", clauses(remark, &journey.host)));
    format!("{} traveled to {}. {}", journey.traveller, with_article(&journey.host), told.collect::<Vec<_>>().join(" "))
}

/// A remark as what is said of the traveller: its nouns get a verb, its clauses are joined.
fn clauses(remark: &str, host: &str) -> String {
    let clauses: Vec<&str> = remark.split("; ").collect();
    let (mut told, mut list) = (Vec::new(), false);
    for clause in clauses {
        let clause = clause.strip_prefix("and ").unwrap_or(clause);
        let small = clause.split(' ').next().unwrap_or_default().to_lowercase();
        let verb = small.ends_with("ed") || ["met", "laid", "spoke", "held"].contains(&small.as_str());
        let article = if clause.starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
        let lower = lower(clause);
        list |= ["the ", "with "].iter().any(|start| lower.starts_with(start));
        told.push(match small.as_str() {
            _ if verb => lower,
            "also" | "the" | "with" => lower,
            "present" => format!("saw those present, {lower}"),
            "state" | "official" | "informal" | "private" | "working" if clause.to_lowercase().contains("visit") && !clause.contains(" with ") => {
                let (visit, rest) = split_visit(clause);
                format!("paid {article} {visit} to {}{rest}", with_article(host))
            }
            _ => format!("had {article} {lower}"),
        });
    }
    told.join(if list { "; " } else { " and " })
}

/// "State visit en route to Hawaii": the visit, and what follows.
fn split_visit(clause: &str) -> (String, &str) {
    let end = clause.to_lowercase().find("visit").map_or(clause.len(), |at| at + "visit".len());
    (clause[..end].to_lowercase(), &clause[end..])
}

fn lower(clause: &str) -> String {
    let mut chars = clause.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

fn with_article(country: &str) -> String {
    let the = ["Netherlands", "Philippines", "United Kingdom", "Soviet Union"].contains(&country);
    if the { format!("the {country}") } else { country.to_owned() }
}

fn journey(row: &Value) -> Journey {
    let cell = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let (remarks, elect) = match cell("remarks").split_once(" [Visit made as") {
        Some((remarks, _)) => (remarks.to_owned(), "-elect"),
        None => (cell("remarks"), ""),
    };
    let locale = cell("locale").split([',', '(']).next().unwrap_or_default().trim().to_owned();
    Journey {
        traveller: format!("President{elect} {}", cell("name")),
        start: cell("start"),
        host: host(&cell("country")).to_owned(),
        locale,
        remarks: sentences(&remarks),
    }
}

/// The sentences of a remark: a point behind a small letter or a bracket, before a capital, ends one.
fn sentences(remark: &str) -> Vec<String> {
    let (mut found, mut from) = (Vec::new(), 0);
    let remark = remark.trim_end_matches('.');
    for (at, _) in remark.match_indices(". ") {
        let before = &remark[..at];
        let short = ["U.S", "D.F", "St", "Mt"].iter().any(|short| before.ends_with(short));
        if !short && before.ends_with(|c: char| c.is_lowercase() || c.is_numeric() || c == ')') {
            found.push(remark[from..at].to_owned());
            from = at + 2;
        }
    }
    found.push(remark[from..].to_owned());
    found
}

/// The host by the name that news used.
fn host(country: &str) -> &str {
    match country {
        "Korea, Republic of" => "South Korea",
        "China, People’s Republic of" => "China",
        "Germany, Federal Republic of" => "Germany",
        "Republic of China" => "Taiwan",
        "U.S.S.R." => "Soviet Union",
        country => country,
    }
}
