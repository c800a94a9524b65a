//! Questions and their answers, and what a wrong question gets.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod common;

use axum::{body::Body, http::Request};
use chancery_core::{Event, EventId};
use chancery_server::{Answer, Envelope, schema};
use common::Service;

#[tokio::test]
async fn meetings_name_who_met_whom_and_how_often() {
    let service = Service::filled().await;
    let answer: Envelope<schema::Pair> = service.good("/v1/meetings").await.read();
    let pairs: Vec<_> = answer.data.iter().map(|pair| (pair.a.name.as_str(), pair.b.name.as_str(), pair.count)).collect();
    assert_eq!(pairs, [("Chile", "Peru", 2), ("Ana Ortega", "Japan", 1)]);
    assert_eq!((answer.page.total, answer.revision, answer.data[0].places.as_slice()), (2, 3, ["Lima".to_owned()].as_slice()));
    let december: Envelope<schema::Pair> = service.good("/v1/meetings?actor=Chile&from=2005-12&to=2005-12").await.read();
    assert_eq!((december.data[0].count, december.data[0].last.as_deref()), (1, Some("2005-12-24")));
    assert_eq!(december.query["actor"], serde_json::json!(["CHL"]));
    let countries: Envelope<schema::Pair> = service.good("/v1/meetings?level=country&with=Japan&actor=CHL").await.read();
    assert_eq!((countries.data[0].a.name.as_str(), countries.data[0].b.name.as_str()), ("Chile", "Japan"));
}

#[tokio::test]
async fn planned_events_are_no_meetings_but_upcoming() {
    let service = Service::filled().await;
    let planned: Envelope<schema::Pair> = service.good("/v1/meetings?status=planned").await.read();
    assert_eq!(planned.data[0].b.name, "Japan");
    let upcoming = service.good("/v1/upcoming?from=2006").await.json();
    assert_eq!((&upcoming["data"][0]["status"], &upcoming["page"]["total"]), (&"planned".into(), &1.into()));
}

#[tokio::test]
async fn events_come_with_their_words_where_asked_for() {
    let service = Service::filled().await;
    let bare = service.good("/v1/events?source=Tokyo+Mail").await.json();
    assert_eq!((&bare["data"][0]["id"], bare["data"][0]["reports"].is_null()), (&"0000000000000002".into(), true));
    let told = service.good("/v1/events?source=Tokyo+Mail&include=reports").await.json();
    assert_eq!(told["data"][0]["reports"][0]["evidence"], serde_json::json!({"start": 0, "end": 7, "text": "Two met"}));
    let one = service.good("/v1/events/0000000000000002").await.json();
    assert_eq!(one["reports"][0]["article"], "a2");
    assert_eq!(service.get("/v1/events/00000000000000ff").await.problem(404).kind, "/problems/not-found");
    assert_eq!(service.get("/v1/events/ff").await.problem(400).errors[0].parameter, "id");
}

#[tokio::test]
async fn what_was_not_known_yet_is_not_told() {
    let service = Service::filled().await;
    let then = service.good("/v1/events?as_of=2005-12-27").await.json();
    assert_eq!((&then["page"]["total"], &then["data"][0]["id"]), (&1.into(), &"0000000000000001".into()));
}

#[tokio::test]
async fn pages_follow_one_another_while_articles_arrive() {
    let service = Service::filled().await;
    let first = service.good("/v1/events?limit=2").await;
    assert!(first.header("link").ends_with("; rel=\"next\""));
    service
        .put(
            common::article("a4", "2006-03-01", "Lima Post"),
            vec![common::told("a4", "2006-03-01", &common::meeting(9, &["CHL", "PER"], "2006-03-01"))],
            vec![],
        )
        .await;
    let link = first.header("link").trim_start_matches('<').split_once('>').unwrap().0.to_owned();
    let second = service.good(&link).await.json();
    let ids = |answer: &serde_json::Value| {
        answer["data"].as_array().unwrap().iter().map(|event| event["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!([ids(&first.json()), ids(&second)].concat(), ["0000000000000003", "0000000000000004", "0000000000000002", "0000000000000001"]);
    assert!(second["page"]["next_cursor"].is_null());
}

#[tokio::test]
async fn actors_are_found_and_described() {
    let service = Service::filled().await;
    let found: Envelope<schema::ActorEntry> = service.good("/v1/actors?q=ortega").await.read();
    assert_eq!((found.data[0].id.as_str(), found.data[0].events), ("ana-ortega", 1));
    let profile: Answer<schema::Profile> = service.good("/v1/actors/Chile").await.read();
    assert_eq!((profile.answer.events, profile.answer.counterparts[0].actor.name.as_str()), (3, "Peru"));
}

#[tokio::test]
async fn two_actors_have_a_history_and_a_chain() {
    let service = Service::filled().await;
    let dyad: Answer<schema::Dyad> = service.good("/v1/dyads/Peru/Chile").await.read();
    assert_eq!((dyad.answer.count, dyad.answer.series.len(), dyad.answer.latest.len()), (2, 2, 2));
    let chain = service.good("/v1/paths?actor=Peru&with=Japan&level=country").await.json();
    assert_eq!(chain["path"]["actors"].as_array().unwrap().len(), 3);
    serde_json::from_value::<schema::Chain>(chain["path"].clone()).unwrap();
    assert!(service.good("/v1/paths?actor=Peru&with=Japan").await.json()["path"].is_null());
    assert_eq!(service.get("/v1/paths?actor=Peru").await.problem(400).errors[0].parameter, "with");
}

#[tokio::test]
async fn a_file_of_many_events_is_answered_in_part() {
    let service = Service::filled().await;
    let file = common::article("icews:events.tsv", "2006-03-01", "ICEWS");
    let event = common::told("icews:events.tsv", "2006-03-01", &common::meeting(9, &["CHL", "PER"], "2006-02-01"));
    let events: Vec<_> = (10..1011).map(|number| Event { id: EventId(number), ..event.clone() }).collect();
    assert_eq!(service.state.store.import(&file, &events, &[]).await.unwrap(), 1001);
    let answer = service.good("/v1/articles/icews:events.tsv").await.json();
    assert_eq!((answer["events"].as_array().unwrap().len(), &answer["event_count"]), (1000, &1001.into()));
    let found = service.good("/v1/search?q=icews+met").await.json();
    assert_eq!(found["data"][0]["events"].as_array().unwrap().len(), 200, "{found}");
}

#[tokio::test]
async fn articles_show_their_text_and_can_be_retracted() {
    let service = Service::filled().await;
    let article = service.good("/v1/articles/a3").await.json();
    assert_eq!((&article["text"], article["events"].as_array().unwrap().len()), (&"Two met, says a3.".into(), 2));
    assert_eq!(article["event_count"], 2);
    let first = service.good("/v1/articles?limit=2").await.json();
    assert_eq!((&first["data"][0]["id"], &first["page"]["total"]), (&"a3".into(), &3.into()));
    let next = service.good(&format!("/v1/articles?limit=2&cursor={}", first["page"]["next_cursor"].as_str().unwrap())).await.json();
    assert_eq!((&next["data"][0]["id"], next["page"]["next_cursor"].is_null()), (&"a1".into(), true));
    let gone = service.send(axum::http::Method::DELETE, "/v1/articles/a3", "text/plain", "").await;
    assert_eq!(gone.status, 204);
    assert_eq!(service.good("/v1/meetings?actor=Chile").await.json()["data"][0]["count"], 1);
    service.get("/v1/articles/a3").await.problem(404);
}

#[tokio::test]
async fn lists_are_answered_as_tables_and_lines_too() {
    let service = Service::filled().await;
    let table = service.good("/v1/meetings?format=csv").await;
    assert!(table.header("content-type").starts_with("text/csv"));
    assert!(
        table.text().starts_with("a,a_name,")
            && table.text().contains("CHL,Chile,country,CHL,PER,Peru,country,PER,2,2005-12-24,2006-01-04,meeting: 2,Lima,")
    );
    let request = Request::get("/v1/events").header("accept", "application/x-ndjson").body(Body::empty()).unwrap();
    let lines = service.ask(request).await;
    assert_eq!(lines.text().lines().count(), 4);
    assert_eq!(lines.header("x-total-count"), "4");
}

#[tokio::test]
async fn an_answer_keeps_its_tag_until_the_graph_changes() {
    let service = Service::filled().await;
    let tag = service.good("/v1/meetings").await.header("etag").to_owned();
    let again = |path: &str| Request::get(path).header("if-none-match", &tag).body(Body::empty()).unwrap();
    let same = service.ask(again("/v1/meetings")).await;
    assert_eq!((same.status.as_u16(), same.body.len(), same.header("etag")), (304, 0, tag.as_str()));
    assert_eq!(service.ask(again("/v1/meetings?limit=1")).await.status, 200, "the tag of another question");
    assert_eq!(service.ask(again("/v1/meetings?limt=1")).await.status, 400, "a wrong query is never not modified");
    service.send(axum::http::Method::DELETE, "/v1/articles/a3", "text/plain", "").await;
    assert_eq!(service.ask(again("/v1/meetings")).await.status, 200);
}

#[tokio::test]
async fn wrong_questions_name_what_is_wrong() {
    let service = Service::filled().await;
    for (query, parameter, nearest) in [
        ("limt=5", "limt", Some("limit")),
        ("type=meting", "type", Some("meeting")),
        ("type=sanction", "type", None),
        ("status=plannd", "status", Some("planned")),
        ("level=planet", "level", None),
        ("from=yesterday", "from", None),
        ("from=2005-02-30", "from", None),
        ("from=2006&to=2005", "to", None),
        ("cursor=zz", "cursor", None),
        ("limit=1001", "limit", None),
        ("min_confidence=2", "min_confidence", None),
        ("country=Chlie", "country", Some("Chile")),
        ("place=Qqville", "place", None),
        ("source=Nobody", "source", None),
        ("format=xml", "format", None),
    ] {
        let problem = service.get(&format!("/v1/meetings?{query}")).await.problem(400);
        let error = &problem.errors[0];
        assert_eq!((error.parameter.as_str(), error.nearest.as_deref()), (parameter, nearest), "{query}: {problem:?}");
        assert!(!error.accepted.is_empty() && error.given.is_some(), "{query}");
    }
    assert_eq!(service.get("/v1/events?cursor=zz").await.problem(400).instance.as_deref(), Some("/v1/events"));
}

#[tokio::test]
async fn unknown_and_ambiguous_actors_are_answered_with_candidates() {
    let service = Service::filled().await;
    for path in ["/v1/meetings?actor=Korea", "/v1/actors/Korea", "/v1/dyads/Korea/Chile", "/v1/paths?actor=Korea&with=Chile", "/v1/events?with=Korea"]
    {
        let problem = service.get(path).await.problem(422);
        let mut ids: Vec<_> = problem.candidates.iter().map(|one| one.id.as_str()).collect();
        ids.sort_unstable();
        assert_eq!((problem.kind.as_str(), ids.as_slice()), ("/problems/ambiguous-actor", ["KOR", "PRK"].as_slice()), "{path}");
    }
    let problem = service.get("/v1/meetings?actor=Chlie").await.problem(422);
    assert_eq!((problem.kind.as_str(), problem.candidates[0].id.as_str()), ("/problems/unknown-actor", "CHL"));
}

#[tokio::test]
async fn a_question_in_english_is_read_as_a_query() {
    let service = Service::filled().await;
    let reply = service.good("/v1/ask?q=Whom+did+Chile+meet+in+December+2005%3F&limit=1").await;
    assert_eq!(reply.header("content-location"), "/v1/meetings?level=country&actor=CHL&from=2005-12-01&to=2005-12-31&limit=1");
    let answer: Envelope<schema::Pair> = reply.read();
    assert_eq!((answer.data[0].b.id.as_str(), &answer.query["actor"][0]), ("JPN", &"CHL".into()));
    assert_eq!(service.get("/v1/ask?q=How+are+you%3F").await.problem(400).errors[0].parameter, "q");
    assert_eq!(service.get("/v1/ask?q=Whom+did+Qandaria+meet%3F").await.problem(422).errors[0].given.as_deref(), Some("Qandaria"));
    assert_eq!(service.get("/v1/ask").await.problem(400).errors[0].parameter, "q");
}

#[tokio::test]
async fn the_order_of_parameters_means_nothing() {
    let service = Service::filled().await;
    let one = service.good("/v1/events?type=meeting&type=talks&actor=Chile&from=2005").await.json();
    let other = service.good("/v1/events?from=2005&actor=Chile&type=talks&type=meeting").await.json();
    assert_eq!(one["data"], other["data"]);
}
