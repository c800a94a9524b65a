//! One event told by several articles, from their texts to the answers, and full text over them.
#![expect(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod common;

use axum::http::Method;
use common::{Reply, Service};
use serde_json::{Value, json};

const PLAN: &str = "QUITO -- Peruvian President Alan García will visit Ecuador on March 20, the Foreign Ministry said on Monday.";
const HELD: &str = "GUAYAQUIL -- President Alan García of Peru visited Ecuador on Friday and looked at a dam.";

impl Service {
    async fn tell(&self, id: &str, day: &str, text: &str) -> Reply {
        let article = json!({"id": id, "text": text, "published_on": day});
        let reply = self.send(Method::POST, "/v1/articles", "application/json", article.to_string()).await;
        assert_eq!(reply.status, 201, "{}", reply.text());
        reply
    }

    async fn post(&self, path: &str) -> Reply {
        self.send(Method::POST, path, "application/json", "").await
    }

    /// A service that was told a plan and what came of it.
    async fn told_twice() -> (Self, String) {
        let service = Self::empty().await;
        let planned = service.tell("plan", "2009-03-10", PLAN).await.json();
        let id = event(&planned["events"], "visit")["id"].as_str().unwrap().to_owned();
        let upcoming = service.good("/v1/upcoming?from=2009-03-10").await.json();
        assert_eq!(upcoming["data"][0]["id"], id.as_str());
        let held = service.tell("held", "2009-03-22", HELD).await.json();
        assert_eq!(event(&held["events"], "visit")["id"], id.as_str());
        (service, id)
    }
}

fn event<'a>(events: &'a Value, kind: &str) -> &'a Value {
    events.as_array().unwrap().iter().find(|event| event["type"] == kind).unwrap()
}

#[tokio::test]
async fn a_visit_planned_and_held_is_one_event_with_a_history() {
    let (service, id) = Service::told_twice().await;
    let one = service.good(&format!("/v1/events/{id}")).await.json();
    let history: Vec<_> = one["history"].as_array().unwrap().iter().map(|entry| (entry["status"].as_str(), entry["known_on"].as_str())).collect();
    assert_eq!(history, [(Some("planned"), Some("2009-03-10")), (Some("occurred"), Some("2009-03-22"))]);
    assert_eq!((&one["status"], &one["date"]["start"], &one["report_count"]), (&"occurred".into(), &"2009-03-20".into(), &2.into()));
    let reasons: Vec<_> = one["tellings"].as_array().unwrap().iter().map(|telling| telling["reasons"].as_array().unwrap().is_empty()).collect();
    assert_eq!((reasons, &one["tellings"][1]["article"]), (vec![true, false], &"held".into()));
    // The next read of the graph knows it: nothing is planned any more, but it was.
    assert_eq!(service.good("/v1/upcoming?from=2009-03-10").await.json()["page"]["total"], 0);
    let then = service.good("/v1/events?type=visit&as_of=2009-03-15").await.json();
    assert_eq!((&then["data"][0]["status"], &then["page"]["total"]), (&"planned".into(), &1.into()));
    let met = service.good("/v1/meetings?type=visit&level=country").await.json();
    assert_eq!((&met["data"][0]["count"], &met["page"]["total"]), (&1.into(), &1.into()));
}

#[tokio::test]
async fn a_person_takes_a_telling_out_and_puts_it_back() {
    let (service, id) = Service::told_twice().await;
    let one = service.good(&format!("/v1/events/{id}")).await.json();
    let telling = one["tellings"][1]["id"].as_str().unwrap();
    let split = service.post(&format!("/v1/events/{id}/split?telling={telling}&reason=another+visit")).await;
    assert_eq!(split.status, 200, "{}", split.text());
    let split = split.json();
    assert_eq!((split["events"].as_array().unwrap().len(), &split["revision"]), (2, &3.into()));
    assert_eq!(service.good("/v1/events?type=visit").await.json()["page"]["total"], 2);
    assert_eq!(service.good("/v1/upcoming?from=2009-03-10").await.json()["page"]["total"], 1);
    // It stays out when its article comes again.
    assert_eq!(service.send(Method::DELETE, "/v1/articles/held", "", "").await.status, 204);
    service.tell("held", "2009-03-22", HELD).await;
    assert_eq!(service.good("/v1/events?type=visit").await.json()["page"]["total"], 2);
    let merged = service.post(&format!("/v1/events/{id}/merge?with={telling}")).await.json();
    assert_eq!((&merged["removed"][0], &merged["events"][0]["report_count"]), (&telling.into(), &2.into()));
    assert_eq!(service.good("/v1/events?type=visit").await.json()["page"]["total"], 1);
}

#[tokio::test]
async fn a_correction_that_makes_no_sense_names_its_parameter() {
    let (service, id) = Service::told_twice().await;
    for (path, parameter) in [("split", "telling"), ("merge", "with"), ("split?telling=x", "telling"), ("merge?with=1&reason=%20", "with")] {
        let problem = service.post(&format!("/v1/events/{id}/{path}")).await.problem(400);
        assert_eq!(problem.errors[0].parameter, parameter, "{path}");
    }
    assert_eq!(service.post(&format!("/v1/events/{id}/merge?with={id}")).await.problem(400).errors[0].parameter, "with");
    service.post(&format!("/v1/events/{id}/merge?with=00000000000000ff")).await.problem(404);
    service.post(&format!("/v1/events/{id}/split?telling=00000000000000ff")).await.problem(404);
    service.post("/v1/events/zz/split?telling=00000000000000ff").await.problem(400);
    assert_eq!(service.state.revision(), 2);
}

#[tokio::test]
async fn words_find_articles_and_the_events_they_tell() {
    let (service, id) = Service::told_twice().await;
    let found = service.good("/v1/search?q=dams+ecuador").await.json();
    assert_eq!((&found["page"]["total"], &found["data"][0]["article"]["id"]), (&1.into(), &"held".into()));
    assert_eq!(event(&found["data"][0]["events"], "visit")["id"], id.as_str());
    let snippet = found["data"][0]["snippet"].as_str().unwrap();
    assert!(snippet.contains("Ecuador") && !found["data"][0]["marks"].as_array().unwrap().is_empty(), "{snippet}");
    let page = service.good("/v1/search?q=president&limit=1").await;
    assert_eq!((&page.json()["page"]["total"], &page.json()["data"][0]["article"]["id"]), (&2.into(), &"held".into()));
    let next = page.header("link").trim_start_matches('<').split_once('>').unwrap().0.to_owned();
    let next = service.good(&next).await.json();
    assert_eq!((&next["data"][0]["article"]["id"], next["page"]["next_cursor"].is_null()), (&"plan".into(), true));
    assert!(service.good("/v1/search?q=dam&format=csv").await.text().starts_with("article,published_on,"));
    for query in ["", "q=", "q=-dam", "q=dam&q=sea", "q=dam&sort=x"] {
        service.get(&format!("/v1/search?{query}")).await.problem(400);
    }
}
