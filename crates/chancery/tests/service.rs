//! The service as a process: what it acknowledged survives its death, and it stops when it is told to.
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod common;

use common::{Service, chancery, errors, run};
use std::process::Stdio;

const FIRST: &str = r#"{"id":"first","published_on":"2004-03-10","source":"Andes Courier",
    "text":"SANTIAGO -- Chilean President Ricardo Lagos met Peruvian President Alejandro Toledo in Santiago on Monday."}"#;
const SECOND: &str = r#"{"id":"second","published_on":"2004-04-02","text":"Japan and Chile signed a trade agreement in Tokyo on Thursday."}"#;

const QUESTIONS: [&str; 7] = [
    "/v1/meetings",
    "/v1/meetings?level=country&actor=Chile",
    "/v1/events?include=reports",
    "/v1/articles/first",
    "/v1/actors/CHL",
    "/v1/dyads/CHL/PER?level=country",
    "/v1/timeline?bucket=day",
];

fn answers(service: &Service) -> Vec<(u16, String)> {
    QUESTIONS.into_iter().map(|question| service.get(question)).collect()
}

fn survives_a_kill(place: &str) {
    let service = Service::start(place);
    assert_eq!(service.post("/v1/articles", FIRST).0, 201);
    assert_eq!(service.post("/v1/articles", SECOND).0, 201);
    let before = answers(&service);
    service.kill();
    let service = Service::start(place);
    let after = answers(&service);
    assert!(before.iter().all(|(status, _)| *status == 200), "{before:?}");
    assert_eq!(before, after);
    let pairs: serde_json::Value = serde_json::from_str(&after[1].1).unwrap();
    assert_eq!(pairs["data"][0]["b"]["id"], "PER");
    assert_eq!(service.post("/v1/articles", FIRST).0, 200, "the same article again is known");
}

#[test]
fn what_was_acknowledged_survives_a_kill_on_sqlite() {
    let directory = tempfile::tempdir().unwrap();
    survives_a_kill(directory.path().to_str().unwrap());
}

#[test]
fn what_was_acknowledged_survives_a_kill_on_postgres() {
    let Some(url) = chancery_store::test_server::fresh_database() else { return };
    survives_a_kill(&url);
}

#[test]
fn the_service_stops_when_it_is_told_to() {
    let directory = tempfile::tempdir().unwrap();
    let service = Service::start(directory.path().to_str().unwrap());
    assert!(run(&["check", "--url", &format!("http://{}/readyz", service.address)], "").status.success());
    assert_eq!(run(&["check", "--url", &format!("http://{}/nothing", service.address)], "").status.code(), Some(1));
    let address = service.address.clone();
    assert!(service.stop());
    assert_eq!(run(&["check", "--url", &format!("http://{address}/readyz")], "").status.code(), Some(1));
}

#[test]
fn an_address_that_others_reach_needs_keys() {
    let output = run(&["serve", "--listen", "0.0.0.0:0"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("CHANCERY_API_KEYS"), "{}", errors(&output));
    let output = chancery().args(["--listen", "0.0.0.0:0"]).env("CHANCERY_API_KEYS", "root:0123456789abcdef").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let shown = errors(&output);
    assert!(shown.contains("read, write and admin") && !shown.contains("0123456789abcdef"), "{shown}");
}

#[test]
fn wrong_flags_are_wrong_use() {
    for arguments in [
        &["serve", "--listen", "nowhere"][..],
        &["serve", "--listen", "127.0.0.1:0", "--database-url", "mysql://x"],
        &["serv"],
        &["check", "--url", "x"],
    ] {
        assert_eq!(run(arguments, "").status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn the_demo_serves_the_samples_and_says_what_to_try() {
    let service = Service::start_with(&["serve", "--demo"]);
    assert_eq!(service.get("/v1/meetings?actor=China").0, 200);
    let stats: serde_json::Value = serde_json::from_str(&service.get("/v1/stats").1).unwrap();
    assert!(stats["articles"].as_u64().unwrap() >= 8 && stats["events"].as_u64().unwrap() >= 8, "{stats}");
    let mut child = chancery().args(["serve", "--demo", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut shown = String::new();
    let mut out = std::io::BufReader::new(child.stdout.take().unwrap());
    while !shown.contains("/docs") && std::io::BufRead::read_line(&mut out, &mut shown).unwrap() > 0 {}
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(shown.matches("curl ").count(), 3, "{shown}");
}

#[test]
fn the_readme_prints_the_answers_of_the_demo() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md")).unwrap();
    let service = Service::start_with(&["serve", "--demo"]);
    let asked: Vec<&str> = readme.split("curl 'http://127.0.0.1:8080").skip(1).map(|rest| rest.split('\'').next().unwrap()).collect();
    assert!(asked.len() > 1, "{asked:?}");
    for path in asked {
        assert_eq!(service.get(path).0, 200, "{path}");
    }
    let answer: serde_json::Value = serde_json::from_str(&service.get("/v1/meetings?actor=China").1).unwrap();
    let printed = readme.split_once("{\"data\":[").unwrap().1.split_once("```").unwrap().0;
    let (first, rest) = printed.split_once(",\n  ... ").unwrap();
    assert_eq!(serde_json::from_str::<serde_json::Value>(first).unwrap(), answer["data"][0]);
    let pairs = answer["data"].as_array().unwrap().len();
    assert!(rest.starts_with(&format!("{} more pairs ...", pairs - 1)), "{rest}");
    assert!(rest.contains(&format!("\"page\":{},", answer["page"])) && rest.contains(&format!("\"revision\":{}}}", answer["revision"])), "{rest}");
}
