//! Networks, series, rankings, sanctions, counts and the stream.
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod common;

use axum::{body::Body, http::Request};
use chancery_core::{Event, EventType, Ontology, Role, Status};
use chancery_server::{Answer, Envelope, schema};
use common::{Service, article, meeting, told};
use http_body_util::BodyExt;
use std::time::Duration;
use tower::ServiceExt;

#[tokio::test]
async fn an_actor_has_a_network() {
    let service = Service::filled().await;
    let near = service.good("/v1/actors/Peru/network?level=country").await.json();
    assert_eq!(near["nodes"].as_array().unwrap().len(), 2);
    let far = service.good("/v1/actors/Peru/network?level=country&depth=2").await.json();
    let nodes: Vec<schema::Node> = serde_json::from_value(far["nodes"].clone()).unwrap();
    assert_eq!(nodes.iter().map(|node| (node.id.as_str(), node.depth)).collect::<Vec<_>>(), [("PER", Some(0)), ("CHL", Some(1)), ("JPN", Some(2))]);
    assert_eq!(far["links"][0], serde_json::json!({"source": "CHL", "target": "PER", "count": 2, "mean_score": 1.0}));
    assert_eq!(service.get("/v1/actors/Peru/network?depth=3").await.problem(400).errors[0].parameter, "depth");
}

#[tokio::test]
async fn the_graph_is_told_in_the_forms_of_other_programs() {
    let service = Service::filled().await;
    assert_eq!(service.good("/v1/graph?max_links=1").await.json()["total_links"], 2);
    for (format, kind, piece) in [
        ("graphml", "application/graphml+xml", "<edge source=\"CHL\" target=\"PER\">"),
        ("gexf", "application/gexf+xml", "label=\"Chile\""),
        ("dot", "text/vnd.graphviz", "\"CHL\" -- \"PER\" [weight=2];"),
    ] {
        let reply = service.good(&format!("/v1/graph?format={format}")).await;
        assert_eq!(reply.header("content-type"), kind);
        assert!(reply.text().contains(piece), "{}", reply.text());
    }
}

#[tokio::test]
async fn events_are_counted_over_time() {
    let service = Service::filled().await;
    let months: Answer<serde_json::Value> = service.good("/v1/timeline").await.read();
    let months: Vec<schema::Moment> = serde_json::from_value(months.answer["data"].clone()).unwrap();
    assert_eq!(
        months.iter().map(|month| (month.start.as_str(), month.count)).collect::<Vec<_>>(),
        [("2005-12-01", 2), ("2006-01-01", 1), ("2006-02-01", 1)]
    );
    let years = service.good("/v1/timeline?bucket=year&status=occurred&format=csv").await;
    assert_eq!(years.text(), "start,count,mean_score\r\n2005-01-01,2,1\r\n2006-01-01,1,1\r\n");
    assert_eq!(service.get("/v1/timeline?bucket=decade").await.problem(400).errors[0].parameter, "bucket");
}

#[tokio::test]
async fn every_answer_of_the_graph_has_a_table() {
    let service = Service::filled().await;
    for (path, columns, row) in [
        ("/v1/dyads/Peru/Chile?level=country", "month,count,mean_score", "2005-12,"),
        ("/v1/paths?actor=Peru&with=Japan&level=country", "from,to,event,type,status,date_start,date_end,place,cameo,goldstein", "PER,CHL,"),
        ("/v1/actors/Peru/network?level=country", "source,target,count,mean_score", "CHL,PER,2,1"),
        ("/v1/graph?level=country", "source,target,count,mean_score", "CHL,PER,2,1"),
        ("/v1/actors/Peru?level=country", "id,name,kind,country,count,last", "CHL,Chile,country,CHL,"),
        ("/v1/facets?level=country", "field,value,name,count", "type,"),
    ] {
        let asked = Request::get(path).header("accept", "text/csv").body(Body::empty()).unwrap();
        let table = service.ask(asked).await;
        assert!(table.header("content-type").starts_with("text/csv"), "{path}");
        let text = table.text();
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert!(lines[0] == columns && lines[1].starts_with(row), "{path}: {text}");
        let joined = if path.contains('?') { '&' } else { '?' };
        assert_eq!(service.good(&format!("{path}{joined}format=csv")).await.text(), text);
        let entries = service.good(&format!("{path}{joined}format=jsonl")).await;
        assert_eq!(entries.text().lines().count(), lines.len() - 2, "{path}: {}", entries.text());
    }
    let apart = service.good("/v1/paths?actor=Peru&with=Japan&level=country&to=2000&format=csv").await;
    assert_eq!(apart.text().lines().count(), 1, "no chain is a table without rows");
}

#[tokio::test]
async fn rankings_are_paged() {
    let service = Service::filled().await;
    let first: Envelope<schema::Ranked> = service.good("/v1/rankings?level=country&limit=1").await.read();
    assert_eq!((first.data[0].actor.id.as_str(), first.data[0].value, first.page.total), ("CHL", 2.0, 3));
    let next = format!("/v1/rankings?level=country&limit=2&cursor={}", first.page.next_cursor.unwrap());
    let second: Envelope<schema::Ranked> = service.good(&next).await.read();
    assert_eq!(second.data.iter().map(|row| row.actor.id.as_str()).collect::<Vec<_>>(), ["JPN", "PER"]);
    for by in ["mediation", "pagerank", "betweenness"] {
        let ranked: Envelope<schema::Ranked> = service.good(&format!("/v1/rankings?by={by}&level=country")).await.read();
        assert_eq!(ranked.query["by"], by);
    }
}

#[tokio::test]
async fn communities_are_listed_in_each_form() {
    let service = Service::filled().await;
    let found: Envelope<schema::Community> = service.good("/v1/communities?level=country&members=1").await.read();
    assert_eq!((found.page.total, found.data[0].size, found.data[0].members[0].id.as_str()), (1, 3, "CHL"));
    let table = service.good("/v1/communities?level=country&members=1&format=csv").await;
    assert_eq!(table.text(), "size,inside,outside,members,member_names\r\n3,3,0,CHL,Chile\r\n");
    assert_eq!(service.get("/v1/communities?members=0").await.problem(400).errors[0].parameter, "members");
}

fn sanction(id: u64, day: &str) -> Event {
    let kind: EventType = "sanction".parse().unwrap();
    let codes = Ontology::builtin().codes(&kind, Status::Occurred, None, None).unwrap();
    let mut event = Event { kind, codes, ..meeting(id, &["JPN", "PRK"], day) };
    (event.participants[0].role, event.participants[1].role) = (Role::Source, Role::Target);
    event
}

#[tokio::test]
async fn sanctions_are_in_force_from_their_day() {
    let service = Service::filled().await;
    service.put(article("s", "2006-10-12", "Tokyo Mail"), vec![told("s", "2006-10-12", &sanction(20, "2006-10-11"))], vec![]).await;
    let on = |day: &str| format!("/v1/sanctions?on={day}");
    let found: Envelope<schema::Sanction> = service.good(&on("2006-10-11")).await.read();
    assert_eq!(
        (found.data[0].source.name.as_str(), found.data[0].target.name.as_str(), found.data[0].since.as_deref()),
        ("Japan", "North Korea", Some("2006-10-11"))
    );
    let found: Envelope<schema::Sanction> = service.good(&on("2006-10-10")).await.read();
    assert!(found.data.is_empty());
}

#[tokio::test]
async fn choices_show_their_alternatives() {
    let service = Service::filled().await;
    let facets: Answer<schema::Facets> = service.good("/v1/facets?status=planned").await.read();
    let status = facets.answer.status.unwrap();
    let statuses: Vec<_> = status.iter().map(|one| (one.value.as_str(), one.count)).collect();
    assert_eq!((statuses.as_slice(), facets.answer.kinds.unwrap()[0].count), ([("occurred", 3), ("planned", 1)].as_slice(), 1));
    let one: Answer<schema::Facets> = service.good("/v1/facets?status=planned&field=status").await.read();
    assert_eq!((one.answer.status.map(|status| status.len()), one.answer.kinds.is_none()), (Some(2), true));
    let wrong = service.get("/v1/facets?field=statis").await;
    assert_eq!(wrong.status.as_u16(), 400);
    assert!(String::from_utf8_lossy(&wrong.body).contains("status"), "the nearest field is named");
}

/// What has come of a stream after a little while.
async fn messages(body: &mut Body, until: &str) -> String {
    let mut text = String::new();
    while !text.contains(until) {
        let frame = tokio::time::timeout(Duration::from_secs(10), body.frame()).await.expect("a message comes");
        text += std::str::from_utf8(&frame.unwrap().unwrap().into_data().unwrap()).unwrap();
    }
    text
}

#[tokio::test]
async fn a_stream_resumes_and_goes_on_until_the_service_closes() {
    let service = Service::filled().await;
    let request = Request::get("/v1/stream").header("last-event-id", "1").body(Body::empty()).unwrap();
    let answer = service.router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    let mut body = answer.into_body();
    let missed = messages(&mut body, "id: 3").await;
    assert_eq!((missed.matches("event: event").count(), missed.contains("0000000000000002")), (3, true));
    service.state.retract("a2".parse().unwrap()).await.unwrap();
    assert!(messages(&mut body, "id: 4").await.contains("event: removed"));
    service.state.close();
    assert!(tokio::time::timeout(Duration::from_secs(10), body.frame()).await.unwrap().is_none());
    let wrong = Request::get("/v1/stream").header("last-event-id", "x").body(Body::empty()).unwrap();
    assert_eq!(service.ask(wrong).await.problem(400).errors[0].parameter, "Last-Event-ID");
}
