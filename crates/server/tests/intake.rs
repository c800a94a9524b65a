//! Articles in, and what a bad one gets.
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod common;

use axum::http::Method;
use chancery_server::{Envelope, input::MAX_TEXT, schema};
use common::{Reply, Service};
use serde_json::{Value, json};

const TEXT: &str = "SANTIAGO -- Chilean President Ricardo Lagos met Peruvian President Alejandro Toledo in Santiago on Monday.\n";

impl Service {
    async fn post(&self, path: &str, kind: &str, body: impl Into<axum::body::Body>) -> Reply {
        self.send(Method::POST, path, kind, body).await
    }

    async fn post_json(&self, article: &Value) -> Reply {
        self.post("/v1/articles", "application/json", article.to_string()).await
    }
}

fn told(events: &Value) -> Vec<(&str, Option<&str>)> {
    events.as_array().unwrap().iter().map(|event| (event["type"].as_str().unwrap(), event["date"]["start"].as_str())).collect()
}

#[tokio::test]
async fn an_article_goes_in_and_who_met_whom_comes_out() {
    let service = Service::empty().await;
    let reply = service.post("/v1/articles?published_on=2004-03-10&source=Andes+Courier", "text/plain", TEXT).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    let taken = reply.json();
    assert_eq!((told(&taken["events"]), &taken["known"]), (vec![("meeting", Some("2004-03-08"))], &false.into()));
    let id = taken["article"]["id"].as_str().unwrap();
    assert_eq!(reply.header("location"), format!("/v1/articles/{id}"));
    // What is acknowledged is in the next answer.
    let met: Envelope<schema::Pair> = service.good("/v1/meetings?level=country&actor=Chile&from=2004-03-08&to=2004-03-08").await.read();
    assert_eq!((met.data[0].b.id.as_str(), met.revision), ("PER", 1));
    let article = service.good(&format!("/v1/articles/{id}")).await.json();
    let evidence = &article["events"][0]["reports"][0]["evidence"];
    let (start, end) = (evidence["start"].as_u64().unwrap() as usize, evidence["end"].as_u64().unwrap() as usize);
    assert_eq!(TEXT.chars().skip(start).take(end - start).collect::<String>(), evidence["text"].as_str().unwrap());
}

#[tokio::test]
async fn the_same_article_twice_is_one_article() {
    let service = Service::empty().await;
    let article = json!({"text": TEXT, "published_on": "2004-03-10"});
    let (first, second) = (service.post_json(&article).await, service.post_json(&article).await);
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (201, 200));
    let (first, second) = (first.json(), second.json());
    assert_eq!((&first["events"], &second["known"], &second["revision"]), (&second["events"], &true.into(), &1.into()));
    let taken = service.post_json(&json!({"id": "mine", "text": TEXT})).await;
    assert_eq!(taken.status, 201);
    let other = service.post_json(&json!({"id": "mine", "text": "Another text."})).await.problem(409);
    assert_eq!((other.errors[0].parameter.as_str(), other.errors[0].given.as_deref()), ("id", Some("mine")));
}

#[tokio::test]
async fn lines_are_taken_one_by_one_and_bad_ones_named() {
    let service = Service::empty().await;
    let lines =
        format!("{}\n\n{{\"txt\":\"x\"}}\nno json\n{}\n", json!({"text": TEXT, "published_on": "2004-03-10"}), json!({"text": "Nothing happened."}));
    let reply = service.post("/v1/articles", "application/x-ndjson", lines.clone()).await;
    assert_eq!(reply.status, 207, "{}", reply.text());
    let answer = reply.json();
    assert_eq!((&answer["added"], &answer["refused"]), (&2.into(), &2.into()));
    let of = |index: usize| &answer["data"][index];
    assert_eq!(told(&of(0)["taken"]["events"]).len(), 1);
    assert_eq!(
        (&of(1)["line"], &of(1)["problem"]["errors"][0]["parameter"], &of(1)["problem"]["errors"][0]["line"]),
        (&3.into(), &"txt".into(), &3.into())
    );
    assert_eq!((&of(2)["line"], &of(2)["problem"]["errors"][0]["parameter"]), (&4.into(), &"body".into()));
    let again = service.post("/v1/articles", "application/x-ndjson", lines.replace("no json\n", "").replace("{\"txt\":\"x\"}", "")).await;
    assert_eq!((again.status.as_u16(), &again.json()["known"]), (200, &2.into()));
    let none = service.post("/v1/articles", "application/jsonl", "{}\n7\n").await.problem(400);
    assert_eq!(none.errors.iter().map(|error| error.line).collect::<Vec<_>>(), [Some(1), Some(2)]);
    assert_eq!(service.post("/v1/articles", "application/jsonl", "\n").await.problem(400).errors[0].parameter, "body");
}

#[tokio::test]
async fn a_bad_article_names_its_field() {
    let service = Service::empty().await;
    for (article, field) in [
        (json!({}), "text"),
        (json!({"text": ""}), "text"),
        (json!({"text": " \n\t"}), "text"),
        (json!({"text": 7}), "text"),
        (json!({"text": "a\u{0}b"}), "text"),
        (json!({"text": "x", "published_on": "2005-02-30"}), "published_on"),
        (json!({"text": "x", "published_on": "Monday"}), "published_on"),
        (json!({"text": "x", "published_on": 2005}), "published_on"),
        (json!({"text": "x", "language": "English, please"}), "language"),
        (json!({"text": "x", "url": "javascript:alert(1)"}), "url"),
        (json!({"text": "x", "id": "a\nb"}), "id"),
        (json!({"text": "x", "headline": "y"}), "headline"),
        (json!([1]), "body"),
    ] {
        let problem = service.post_json(&article).await.problem(400);
        assert_eq!((problem.errors[0].parameter.as_str(), problem.kind.as_str()), (field, "/problems/bad-article"), "{article}");
    }
    for body in ["", "no json", "{\"text\":\"x\"", "{\"text\":\"\u{1}\"}"] {
        assert_eq!(service.post("/v1/articles", "application/json", body).await.problem(400).errors[0].parameter, "body", "{body}");
    }
    assert_eq!(service.post("/v1/articles", "text/plain", b"\xff\xfe".to_vec()).await.problem(400).errors[0].parameter, "body");
    assert_eq!(service.post("/v1/articles", "text/plain", "").await.problem(400).errors[0].parameter, "text");
    assert_eq!(service.good("/v1/stats").await.json()["articles"], 0);
}

#[tokio::test]
async fn a_bad_query_names_its_parameter() {
    let service = Service::empty().await;
    for (query, parameter) in [("published_on=2005-13-01", "published_on"), ("date=2005-12-26", "date"), ("id=a&id=b", "id")] {
        let problem = service.post(&format!("/v1/articles?{query}"), "text/plain", TEXT).await.problem(400);
        assert_eq!(problem.errors[0].parameter, parameter);
    }
    // With JSON the date is a field of the article; in the query it would be overlooked.
    let problem = service.post("/v1/articles?published_on=2005-12-26", "application/json", json!({"text": TEXT}).to_string()).await.problem(400);
    assert_eq!(problem.errors[0].parameter, "published_on");
}

#[tokio::test]
async fn a_long_text_and_a_strange_body_are_refused() {
    let service = Service::empty().await;
    let long = "word ".repeat(MAX_TEXT / 5 + 1);
    assert_eq!(service.post_json(&json!({"text": long})).await.problem(413).errors[0].parameter, "text");
    assert_eq!(service.post("/v1/articles", "text/plain", long).await.problem(413).errors[0].parameter, "text");
    for kind in ["application/x-www-form-urlencoded", "text/html", "text/plain; charset=latin1", ""] {
        let problem = service.post("/v1/articles", kind, TEXT).await.problem(415);
        assert_eq!(problem.errors[0].parameter, "Content-Type");
    }
    let huge = vec![b' '; chancery_server::MAX_BODY + 1];
    assert_eq!(service.post("/v1/articles", "application/x-ndjson", huge).await.problem(413).errors[0].parameter, "body");
}

#[tokio::test]
async fn a_seat_of_government_stands_for_its_state() {
    let service = Service::empty().await;
    for name in ["the+Kremlin", "Moscow", "RUS", "Russia"] {
        assert_eq!(service.good(&format!("/v1/meetings?actor={name}")).await.json()["query"]["actor"][0], "RUS", "{name}");
    }
}

#[tokio::test]
async fn an_article_without_a_date_says_so() {
    let service = Service::empty().await;
    let taken = service.post_json(&json!({"text": TEXT})).await.json();
    assert_eq!((told(&taken["events"]), taken["diagnostics"].as_array().unwrap().len()), (vec![("meeting", None)], 1));
}

#[tokio::test]
async fn an_article_that_is_only_read_leaves_nothing_behind() {
    let service = Service::empty().await;
    let (path, article) = ("/v1/articles?keep=false", json!({"text": TEXT, "published_on": "2004-03-10"}));
    let read = service.post(path, "application/json", article.to_string()).await;
    assert_eq!((read.status.as_u16(), read.header("location")), (200, ""), "{}", read.text());
    let taken = read.json();
    assert_eq!((&taken["kept"], &taken["known"], told(&taken["events"]).len()), (&false.into(), &false.into(), 1));
    assert_eq!(taken["events"][0]["reports"][0]["evidence"]["text"].as_str().map(|text| TEXT.contains(text)), Some(true));
    assert_eq!(service.good("/v1/stats").await.json()["articles"], 0);
    // Kept, it tells the same; read again, it tells what is kept.
    let kept = service.post_json(&article).await.json();
    assert_eq!((&kept["kept"], told(&kept["events"])), (&true.into(), told(&taken["events"])));
    assert_eq!(service.post(path, "application/json", article.to_string()).await.json()["known"], true);
    let lines = service.post(path, "application/x-ndjson", article.to_string()).await.problem(400);
    assert_eq!(lines.errors[0].parameter, "keep");
}
