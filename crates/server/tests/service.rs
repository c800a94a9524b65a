//! What holds for every route: problems, guards, keys, the OpenAPI document.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod common;

use axum::{
    body::Body,
    http::{Method, Request},
};
use chancery_server::{Access, document};
use common::Service;
use serde_json::Value;

#[tokio::test]
async fn every_route_takes_just_the_parameters_it_tells() {
    let service = Service::filled().await;
    let document = serde_json::to_value(document()).unwrap();
    for (path, item) in document["paths"].as_object().unwrap() {
        let Some(get) = item.get("get") else { continue };
        let asked = path.replace("/events/{id}", "/events/0000000000000001").replace("/articles/{id}", "/articles/a1");
        let asked = asked.replace("{id}", "CHL").replace("{a}", "CHL").replace("{b}", "PER");
        let problem = service.get(&format!("{asked}?no-such-parameter=1")).await.problem(400);
        let error = problem.errors.iter().find(|error| error.parameter == "no-such-parameter").unwrap();
        let mut told: Vec<&str> = get["parameters"].as_array().into_iter().flatten().filter(|one| one["in"] == "query").map(name).collect();
        let mut taken: Vec<&str> =
            error.accepted.strip_prefix("the parameters ").unwrap_or_default().split(", ").filter(|name| !name.is_empty()).collect();
        told.sort_unstable();
        taken.sort_unstable();
        assert_eq!(told, taken, "{path}");
        // A stream has no end to wait for.
        if path == "/v1/stream" {
            continue;
        }
        let required = get["parameters"].as_array().into_iter().flatten().any(|one| one["in"] == "query" && one["required"] == true);
        assert_eq!(service.get(&asked).await.status == 200, !required, "{asked}");
    }
}

fn name(parameter: &Value) -> &str {
    parameter["name"].as_str().unwrap()
}

#[tokio::test]
async fn the_document_is_openapi_3_1_and_its_page_is_local() {
    let service = Service::empty().await;
    let document = service.good("/openapi.json").await.json();
    assert_eq!(document["openapi"], "3.1.0");
    assert!(document["paths"]["/v1/meetings"]["get"]["responses"]["200"]["content"]["text/csv"].is_object());
    assert_eq!(
        document["paths"]["/v1/events"]["get"]["responses"]["4XX"]["content"]["application/problem+json"]["schema"]["$ref"],
        "#/components/schemas/Problem"
    );
    let types = &document["paths"]["/v1/events"]["get"]["parameters"].as_array().unwrap().iter().find(|one| name(one) == "type").unwrap()["schema"];
    assert_eq!(types["items"]["enum"][0], "meeting");
    let page = service.good("/docs/").await;
    assert!(page.header("content-security-policy").contains("default-src 'self'"));
    assert!(!page.text().contains("//cdn") && !page.text().contains("https://"), "{}", page.text());
    for asset in page.text().split('"').filter(|text| text.starts_with("./")) {
        service.good(&format!("/docs/{}", &asset[2..])).await;
    }
}

#[tokio::test]
async fn unknown_paths_and_methods_are_problems() {
    let service = Service::empty().await;
    let problem = service.get("/v1/nothing").await.problem(404);
    assert_eq!(problem.instance.as_deref(), Some("/v1/nothing"));
    let wrong = service.send(Method::PUT, "/v1/meetings", "text/plain", "").await;
    assert_eq!((wrong.problem(405).kind.as_str(), wrong.header("allow")), ("/problems/method-not-allowed", "GET,HEAD"));
}

#[tokio::test]
async fn health_and_readiness_answer() {
    let service = Service::empty().await;
    assert_eq!(service.good("/healthz").await.json()["status"], "ok");
    assert_eq!(service.good("/readyz").await.json()["status"], "ok");
    service.state.store.close().await;
    assert_eq!(service.get("/readyz").await.problem(503).kind, "/problems/unavailable");
    assert_eq!(service.get("/healthz").await.status, 200);
}

#[tokio::test]
async fn requests_are_counted_by_route() {
    let service = Service::filled().await;
    service.good("/v1/articles/a1").await;
    service.get("/v1/articles/none").await;
    let text = service.good("/metrics").await;
    assert!(text.text().contains("_count{method=\"GET\",route=\"/v1/articles/{id}\",status=\"404\"} 1\n"), "{}", text.text());
    assert!(text.text().contains("\nchancery_events 4\n"));
}

#[tokio::test]
async fn a_failure_tells_no_cause() {
    let service = Service::filled().await;
    service.state.store.close().await;
    let problem = service.get("/v1/events").await.problem(500);
    assert_eq!(problem.detail, "The fault is logged under the request's id.");
}

#[tokio::test]
async fn keys_open_what_their_scope_allows() {
    let keys = "read:rrrrrrrrrrrrrrrr,write:wwwwwwwwwwwwwwww,admin:aaaaaaaaaaaaaaaa".parse().unwrap();
    let service = Service::with(Access { keys, any_host: true }).await;
    service.fill().await;
    let ask = |method: Method, path: &'static str, key: &'static str| {
        let request = Request::builder().method(method).uri(path).header("authorization", format!("Bearer {key}"));
        service.ask(request.body(Body::empty()).unwrap())
    };
    let closed = service.get("/v1/meetings").await;
    assert_eq!((closed.problem(401).kind.as_str(), closed.header("www-authenticate")), ("/problems/key-needed", "Bearer"));
    ask(Method::GET, "/v1/meetings", "xxxxxxxxxxxxxxxx").await.problem(401);
    assert_eq!(ask(Method::GET, "/v1/meetings", "rrrrrrrrrrrrrrrr").await.status, 200);
    ask(Method::DELETE, "/v1/articles/a1", "wwwwwwwwwwwwwwww").await.problem(403);
    assert_eq!(ask(Method::DELETE, "/v1/articles/a1", "aaaaaaaaaaaaaaaa").await.status, 204);
    assert_eq!(service.get("/healthz").await.status, 200);
}

#[tokio::test]
async fn pages_of_others_reach_nothing() {
    let service = Service::filled().await;
    let rebound = Request::get("/v1/meetings").header("host", "evil.example").body(Body::empty()).unwrap();
    service.ask(rebound).await.problem(403);
    let forged = Request::delete("/v1/articles/a1").header("host", "localhost:8080").header("origin", "http://evil.example");
    service.ask(forged.body(Body::empty()).unwrap()).await.problem(403);
    assert_eq!(service.get("/v1/articles/a1").await.status, 200);
}

#[tokio::test]
async fn a_change_by_another_process_is_followed() {
    let service = Service::filled().await;
    service.state.store.retract_article(&"a3".parse().unwrap()).await.unwrap();
    assert_eq!(service.state.revision(), 3);
    service.put(common::article("a4", "2006-03-01", "Lima Post"), vec![], vec![]).await;
    assert_eq!((service.state.revision(), service.state.graph().event_count()), (5, 2));
    service.state.store.retract_article(&"a2".parse().unwrap()).await.unwrap();
    let follower = tokio::spawn(service.state.clone().follow());
    let mut revisions = service.state.revisions();
    let caught_up = tokio::time::timeout(std::time::Duration::from_secs(10), revisions.wait_for(|&revision| revision == 6)).await;
    assert!(caught_up.is_ok(), "the graph follows within seconds");
    assert_eq!(service.state.graph().event_count(), 1);
    follower.abort();
}

#[tokio::test]
async fn the_dashboard_has_a_strict_policy_on_every_view() {
    let service = Service::filled().await;
    for path in
        ["/", "/meetings?actor=Chile", "/graph", "/timeline", "/events/0000000000000001", "/actors/CHL", "/dyads/CHL/PER", "/articles/a1", "/add"]
    {
        let page = service.good(path).await;
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{path}");
        let policy = page.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("script-src 'self'; style-src 'self';"), "{path}: {policy}");
        assert!(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains("data:"), "{path}: {policy}");
    }
    assert_eq!(service.get("/nowhere").await.status, 404);
    service.get("/assets/nothing.js").await.problem(404);
}

#[tokio::test]
async fn a_graph_is_cut_to_the_busiest_actors() {
    let service = Service::filled().await;
    let graph = service.good("/v1/graph?max_nodes=2").await.json();
    assert_eq!((graph["nodes"].as_array().unwrap().len(), &graph["total_nodes"], &graph["query"]["max_nodes"]), (2, &4.into(), &2.into()));
    assert_eq!((&graph["links"][0]["source"], &graph["links"][0]["target"]), (&"CHL".into(), &"PER".into()));
    assert_eq!(service.get("/v1/graph?max_nodes=0").await.problem(400).errors[0].parameter, "max_nodes");
}
