//! What people correct of an event's fields over HTTP: seen by the next read, told on the stream, refused by name, taken back to the last byte.
#![expect(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod common;

use axum::{
    body::Body,
    http::{Method, Request},
};
use chancery_server::Access;
use common::{Reply, Service};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use std::time::Duration;

const EVENT: &str = "/v1/events/0000000000000001";

impl Service {
    async fn patch(&self, path: &str, body: &Value) -> Reply {
        self.send(Method::PATCH, path, "application/json", body.to_string()).await
    }

    async fn corrected(&self, body: &Value) -> Value {
        let reply = self.patch(EVENT, body).await;
        assert_eq!(reply.status, 200, "{body}: {}", reply.text());
        reply.json()
    }

    async fn undo(&self, number: &Value) -> Value {
        let reply = self.send(Method::DELETE, &format!("{EVENT}/corrections/{number}"), "", "").await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        reply.json()
    }

    async fn total(&self, path: &str) -> Value {
        self.good(path).await.json()["page"]["total"].clone()
    }

    /// What the reads answer, without the number of the revision.
    async fn answers(&self) -> Vec<String> {
        let mut answers = vec![];
        for path in [EVENT, "/v1/events?include=reports", "/v1/meetings", "/v1/timeline", "/v1/articles/a1", "/v1/graph", "/v1/facets", "/v1/stats"] {
            let mut json = self.good(path).await.json();
            json.as_object_mut().unwrap().remove("revision");
            answers.push(json.to_string());
        }
        answers
    }
}

#[tokio::test]
async fn what_is_corrected_is_in_the_next_answer_and_says_so() {
    let service = Service::filled().await;
    let body = json!({"type": "talks", "status": "planned", "date": {"start": "2006-03-01", "end": "2006-03-02"}, "place": "Cuzco",
        "participants": [{"actor": "Chile", "role": "participant"}, {"actor": "the Kremlin", "role": "mediator"}], "reason": " read wrongly "});
    let answer = service.corrected(&body).await;
    let event = &answer["events"][0];
    assert_eq!((&event["type"], &event["status"], &event["cameo"]), (&"talks".into(), &"planned".into(), &json!("036")));
    assert_eq!(event["date"], json!({"start": "2006-03-01", "end": "2006-03-02", "text": null, "span": null}));
    assert_eq!((&event["place"]["country"], &event["place"]["precision"]), (&"PER".into(), &"city".into()));
    assert_eq!((&event["participants"][0]["actor"], &event["participants"][0]["text"]), (&"CHL".into(), &"Two".into()), "the words stay");
    assert_eq!((&event["participants"][1]["actor"], &event["participants"][1]["role"]), (&"RUS".into(), &"mediator".into()));
    assert_eq!(event["corrected"], json!(["type", "status", "date", "place", "participants"]));
    assert_eq!(event["history"], json!([{"status": "planned", "known_on": "2005-12-26", "corrected": true}]));
    assert_eq!((&answer["revision"], &answer["correction"], &answer["removed"]), (&4.into(), &4.into(), &json!([])));
    assert_eq!(&service.good(EVENT).await.json(), event);
    let upcoming = service.good("/v1/upcoming?from=2006-03-01&type=talks&actor=Russia").await.json();
    assert_eq!((&upcoming["page"]["total"], &upcoming["data"][0]["corrected"][0]), (&1.into(), &"type".into()));
    assert_eq!(service.total("/v1/meetings?actor=PER&to=2005-12").await, 0);
    assert_eq!(service.total("/v1/events?as_of=2005-12-31&status=planned").await, 1, "it was read wrongly from the first");
    assert!(service.good("/v1/events/0000000000000002").await.json()["corrected"].is_null());
    let told = service.good(&format!("{EVENT}/corrections")).await.json();
    assert_eq!((&told["told"]["type"], &told["told"]["place"]["name"], &told["rejected"]), (&"meeting".into(), &"Lima".into(), &false.into()));
    let said = &told["data"][0];
    assert_eq!((&said["number"], &said["reason"], &said["fields"]), (&4.into(), &"read wrongly".into(), &event["corrected"]));
    assert_eq!((&said["before"]["status"], &said["after"]["status"], &said["undone_at"]), (&"occurred".into(), &"planned".into(), &Value::Null));
}

#[tokio::test]
async fn what_is_corrected_and_taken_back_answers_the_same_bytes() {
    let service = Service::filled().await;
    let before = service.answers().await;
    let bodies = [
        json!({"type": "visit"}),
        json!({"status": "cancelled"}),
        json!({"date": null}),
        json!({"date": "2004"}),
        json!({"place": null, "type": "agreement"}),
        json!({"place": {"name": "Hall 7", "precision": "site", "within": "Lima", "country": "Peru", "lat": -12.04, "lon": -77.03}}),
        json!({"participants": [{"actor": "JPN", "role": "host"}, {"actor": "ana-ortega", "role": "source"}]}),
        json!({"rejected": true, "reason": "a film"}),
    ];
    for body in bodies {
        let number = service.corrected(&body).await["correction"].clone();
        if body.get("rejected").is_none() {
            assert_ne!(service.answers().await, before, "{body}");
        }
        let answer = service.undo(&number).await;
        assert_eq!(answer["events"][0]["id"], "0000000000000001", "{body}");
        assert_eq!(service.answers().await, before, "{body}");
    }
    let said = service.good(&format!("{EVENT}/corrections")).await.json();
    assert_eq!((said["data"].as_array().unwrap().len(), &said["corrected"]), (8, &Value::Null));
}

#[tokio::test]
async fn a_rejected_event_is_found_nowhere_but_in_its_corrections() {
    let service = Service::filled().await;
    let answer = service.corrected(&json!({"rejected": true, "reason": "a film"})).await;
    assert_eq!((&answer["removed"][0], &answer["events"]), (&"0000000000000001".into(), &json!([])));
    let problem = service.get(EVENT).await.problem(404);
    assert!(problem.detail.contains("/corrections tells why"), "{}", problem.detail);
    assert_eq!((service.total("/v1/events").await, service.good("/v1/articles/a1").await.json()["event_count"].clone()), (3.into(), 0.into()));
    assert_eq!(service.total("/v1/meetings?to=2005-12-25").await, 0);
    service.patch(EVENT, &json!({"type": "talks"})).await.problem(404);
    let told = service.good(&format!("{EVENT}/corrections")).await.json();
    assert_eq!((&told["rejected"], &told["told"]["type"], &told["data"][0]["after"]), (&true.into(), &"meeting".into(), &Value::Null));
    service.undo(&answer["correction"]).await;
    assert_eq!(service.total("/v1/events").await, 4);
    let path = format!("{EVENT}/corrections/{}", answer["correction"]);
    assert!(service.send(Method::DELETE, &path, "", "").await.problem(404).detail.contains("no correction"));
}

#[tokio::test]
async fn whatever_is_wrong_in_a_correction_is_named() {
    let service = Service::filled().await;
    let place = |field: &str, value: Value| json!({"place": {"name": "X", "precision": "site", field: value}});
    let part = |one: Value| json!({"participants": [one]});
    let cases = [
        (json!({"statsu": "planned"}), "statsu"),
        (json!({"type": "meting"}), "type"),
        (json!({"type": null}), "type"),
        (json!({"status": "held"}), "status"),
        (json!({"date": "2005-02-30"}), "date"),
        (json!({"date": {"start": "2005-12-26", "end": "2005-12-24"}}), "date"),
        (json!({"date": {"start": "2005-12-24", "end": "2005-12-24", "text": "Saturday"}}), "date.text"),
        (json!({"date": 2005}), "date"),
        (json!({"place": "Nowhere at all"}), "place"),
        (json!({"place": {"precision": "site"}}), "place.name"),
        (place("precision", json!("exact")), "place.precision"),
        (place("country", json!("Atlantis")), "place.country"),
        (place("lat", json!(91)), "place.lat"),
        (place("lat", json!(9)), "place"),
        (place("text", json!("there")), "place.text"),
        (json!({"participants": []}), "participants"),
        (part(json!("CHL")), "participants[0]"),
        (part(json!({"actor": "CHL"})), "participants[0].role"),
        (part(json!({"actor": "CHL", "role": "boss"})), "participants[0].role"),
        (part(json!({"actor": "", "role": "host"})), "participants[0].actor"),
        (part(json!({"actor": "CHL", "role": "host", "office": "x"})), "participants[0].office"),
        (json!({"participants": [{"actor": "CHL", "role": "host"}, {"actor": "Chile", "role": "host"}]}), "participants[1].actor"),
        (json!({"rejected": false}), "rejected"),
        (json!({"rejected": true, "type": "talks"}), "rejected"),
        (json!({"reason": "because"}), "body"),
        (json!({"type": "talks", "reason": ""}), "reason"),
        (json!({"type": "talks", "reason": "x".repeat(1001)}), "reason"),
        (json!([]), "body"),
        (json!({}), "body"),
    ];
    for (body, parameter) in cases {
        let problem = service.patch(EVENT, &body).await.problem(400);
        assert_eq!((problem.kind.as_str(), problem.errors[0].parameter.as_str()), ("/problems/bad-correction", parameter), "{body}");
        assert!(!problem.errors[0].accepted.is_empty());
    }
    let missing = service.patch(EVENT, &part(json!({"actor": "CHL"}))).await.problem(400);
    assert_eq!(missing.errors[0].given, None);
    let both = service.patch(EVENT, &json!({"type": "meting", "status": "held"})).await.problem(400);
    assert_eq!((both.errors.len(), both.errors[0].nearest.as_deref()), (2, Some("meeting")));
    let unknown = service.patch(EVENT, &part(json!({"actor": "Chlie", "role": "host"}))).await.problem(422);
    assert_eq!((unknown.errors[0].parameter.as_str(), unknown.candidates[0].id.as_str()), ("participants[0].actor", "CHL"));
    assert_eq!(service.patch(EVENT, &part(json!({"actor": "Korea", "role": "host"}))).await.problem(422).candidates.len(), 2);
    service.send(Method::PATCH, EVENT, "text/plain", "x").await.problem(415);
    service.send(Method::PATCH, EVENT, "application/json", "{").await.problem(400);
    service.send(Method::PATCH, EVENT, "application/json", " ".repeat(70_000)).await.problem(413);
    service.patch("/v1/events/00000000000000ff", &json!({"type": "talks"})).await.problem(404);
    service.patch(&format!("{EVENT}?type=talks"), &json!({"type": "talks"})).await.problem(400);
    service.get("/v1/events/00000000000000ff/corrections").await.problem(404);
    assert_eq!(service.send(Method::DELETE, &format!("{EVENT}/corrections/x"), "", "").await.problem(400).errors[0].parameter, "number");
    assert_eq!((service.state.revision(), service.state.store.revision().await.unwrap()), (3, 3));
}

#[tokio::test]
async fn somebody_whom_no_article_has_named_takes_part_in_his_office() {
    let service = Service::filled().await;
    let body = json!({"date": "2005-12-24", "participants": [{"actor": "CHL", "role": "host"}, {"actor": "Vladimir Putin", "role": "source"}]});
    let event = service.corrected(&body).await["events"][0].clone();
    let putin = &event["participants"][1];
    assert_eq!((&putin["actor"], &putin["kind"], &putin["country"]), (&"vladimir-putin".into(), &"person".into(), &"RUS".into()));
    assert!(putin["office"].as_str().unwrap().contains("resident"), "{putin}");
    assert_eq!(service.total("/v1/events?actor=Vladimir+Putin&role=source").await, 1);
    assert_eq!(service.total("/v1/meetings?level=country&actor=Russia&with=Chile").await, 1);
}

#[tokio::test]
async fn the_stream_tells_what_was_corrected() {
    let service = Service::filled().await;
    let reply = Request::get("/v1/stream").header("last-event-id", "3").body(Body::empty()).unwrap();
    let answer = tower::ServiceExt::oneshot(service.router.clone(), reply).await.unwrap();
    let mut body = answer.into_body();
    let number = service.corrected(&json!({"type": "talks"})).await["correction"].clone();
    service.undo(&number).await;
    service.corrected(&json!({"rejected": true})).await;
    let mut told = String::new();
    while !told.contains("id: 6\n") {
        let frame = tokio::time::timeout(Duration::from_secs(30), body.frame()).await.expect("the stream goes on").unwrap().unwrap();
        told.push_str(std::str::from_utf8(frame.data_ref().unwrap()).unwrap());
    }
    let kinds: Vec<&str> = told.lines().filter_map(|line| line.strip_prefix("event: ")).collect();
    assert_eq!(kinds.last(), Some(&"removed"), "{told}");
    assert!(told.contains(r#"data: {"id":"0000000000000001"}"#), "{told}");
}

#[tokio::test]
async fn to_correct_needs_the_scope_to_write() {
    let keys = "read:rrrrrrrrrrrrrrrr,write:wwwwwwwwwwwwwwww".parse().unwrap();
    let service = Service::with(Access { keys, any_host: true }).await;
    service.fill().await;
    let ask = |method: Method, path: String, key: &'static str, body: &'static str| {
        let request = Request::builder().method(method).uri(path).header("authorization", format!("Bearer {key}"));
        service.ask(request.header("content-type", "application/json").body(Body::from(body)).unwrap())
    };
    let patch = |key| ask(Method::PATCH, EVENT.into(), key, r#"{"type":"talks"}"#);
    patch("rrrrrrrrrrrrrrrr").await.problem(403);
    assert_eq!(patch("wwwwwwwwwwwwwwww").await.json()["correction"], 4);
    let undo = |key| ask(Method::DELETE, format!("{EVENT}/corrections/4"), key, "");
    undo("rrrrrrrrrrrrrrrr").await.problem(403);
    assert_eq!(undo("wwwwwwwwwwwwwwww").await.status, 200);
    assert_eq!(ask(Method::GET, format!("{EVENT}/corrections"), "rrrrrrrrrrrrrrrr", "").await.status, 200);
}
