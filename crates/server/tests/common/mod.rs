//! A service over a store of its own, asked without a port.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses a part; a helper of tests may panic")]

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode},
};
use chancery_core::{
    Actor, ActorKind, Article, Corrected, DateRange, Event, EventId, EventType, Mention, Ontology, Participant, Phrase, Place, PlacePrecision,
    Report, Role, Span, Status,
};
use chancery_extract::Knowledge;
use chancery_server::{Access, AppState, Problem};
use chancery_store::Store;
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::{Arc, LazyLock};
use tower::ServiceExt;

pub struct Service {
    pub router: Router,
    pub state: AppState,
    _directory: Option<tempfile::TempDir>,
}

/// An answer, read whole.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn read<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// The problem, which must be of this status and have the form of one.
    pub fn problem(&self, status: u16) -> Problem {
        assert_eq!((self.status.as_u16(), self.header("content-type")), (status, "application/problem+json"), "{}", self.text());
        self.read()
    }
}

impl Service {
    pub async fn empty() -> Self {
        Self::with(Access::default()).await
    }

    pub async fn with(access: Access) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path().to_str().unwrap()).await.unwrap();
        Self { _directory: Some(directory), ..Self::over(store, access).await }
    }

    pub async fn over(store: Store, access: Access) -> Self {
        let state = AppState::load(store, knowledge(), access).await.unwrap();
        Self { router: chancery_server::router(state.clone()), state, _directory: None }
    }

    /// A service that knows three articles.
    pub async fn filled() -> Self {
        let service = Self::empty().await;
        service.fill().await;
        service
    }

    pub async fn fill(&self) {
        let ortega = || Actor { kind: ActorKind::Person, ..actor("ana-ortega", "Ana Ortega", Some("CHL")) };
        self.put(article("a1", "2005-12-26", "Lima Post"), vec![told("a1", "2005-12-26", &meeting(1, &["CHL", "PER"], "2005-12-24"))], vec![]).await;
        let visit = told("a2", "2005-12-28", &meeting(2, &["ana-ortega", "JPN"], "2005-12-27"));
        self.put(article("a2", "2005-12-28", "Tokyo Mail"), vec![visit], vec![ortega()]).await;
        let mut plan = meeting(3, &["CHL", "JPN"], "2006-02");
        (plan.status, plan.place) = (Status::Planned, None);
        let pair = told("a3", "2006-01-05", &meeting(4, &["CHL", "PER"], "2006-01-04"));
        self.put(article("a3", "2006-01-05", "Lima Post"), vec![told("a3", "2006-01-05", &plan), pair], vec![]).await;
    }

    /// Puts what an article tells, with the actors that an extraction would name.
    pub async fn put(&self, article: Article, events: Vec<Event>, mut actors: Vec<Actor>) {
        actors.extend(countries());
        self.state.put(article, events, actors).await.unwrap();
    }

    pub async fn ask(&self, request: Request<Body>) -> Reply {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        Reply { status: parts.status, headers: parts.headers, body: body.collect().await.unwrap().to_bytes().to_vec() }
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.ask(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// A GET that must be answered 200.
    pub async fn good(&self, path: &str) -> Reply {
        let reply = self.get(path).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.text());
        reply
    }

    pub async fn send(&self, method: Method, path: &str, kind: &str, body: impl Into<Body>) -> Reply {
        let request = Request::builder().method(method).uri(path).header("content-type", kind);
        self.ask(request.body(body.into()).unwrap()).await
    }
}

fn actor(id: &str, name: &str, country: Option<&str>) -> Actor {
    let kind = ActorKind::Country;
    let country = country.map(|code| code.parse().unwrap());
    Actor { id: id.parse().unwrap(), kind, name: name.into(), names: vec![], country, sector: None, offices: vec![] }
}

fn countries() -> Vec<Actor> {
    let named = [("CHL", "Chile"), ("PER", "Peru"), ("JPN", "Japan"), ("PRK", "North Korea"), ("KOR", "South Korea")];
    named
        .into_iter()
        .map(|(code, name)| {
            let alias = name.ends_with("Korea").then(|| "Korea".to_owned());
            Actor { names: alias.into_iter().collect(), ..actor(code, name, Some(code)) }
        })
        .collect()
}

pub fn article(id: &str, day: &str, source: &str) -> Article {
    Article { id: id.parse().unwrap(), source: Some(source.into()), ..Article::new(format!("Two met, says {id}."), day.parse().ok()) }
}

/// A meeting in Lima of these actors.
pub fn meeting(id: u64, actors: &[&str], date: &str) -> Event {
    let kind: EventType = "meeting".parse().unwrap();
    let participant = |id: &&str| Participant {
        actor: id.parse().unwrap(),
        kind: if id.len() == 3 { ActorKind::Country } else { ActorKind::Person },
        name: (*id).into(),
        office: None,
        organization: None,
        country: id.parse().ok().or("CHL".parse().ok()),
        sector: None,
        role: Role::Participant,
    };
    let place = Place { name: "Lima".into(), within: None, country: "PER".parse().ok(), lat: None, lon: None, precision: PlacePrecision::City };
    Event {
        id: EventId(id),
        codes: Ontology::builtin().codes(&kind, Status::Occurred, None, None).unwrap(),
        kind,
        status: Status::Occurred,
        participants: actors.iter().map(participant).collect(),
        date: date.parse::<DateRange>().ok(),
        place: Some(place),
        confidence: 0.9,
        corrected: Corrected::default(),
        reports: vec![],
    }
}

/// The event with a report of this article.
pub fn told(article: &str, day: &str, event: &Event) -> Event {
    let who = &event.participants[0];
    let mention = Mention { actor: who.actor.clone(), role: who.role, text: "Two".into(), span: Span::new(0, 3) };
    let report = Report {
        article: article.parse().unwrap(),
        published_on: day.parse().ok(),
        status: event.status,
        evidence: Phrase { text: "Two met".into(), span: Span::new(0, 7) },
        trigger: Some(Phrase { text: "met".into(), span: Span::new(4, 7) }),
        mentions: vec![mention],
        date: None,
        place: None,
        attribution: None,
        rule: "meeting.subjects".into(),
        confidence: event.confidence,
    };
    Event { reports: vec![report], ..event.clone() }
}

/// What extraction knows, loaded once a test process.
pub fn knowledge() -> Arc<Knowledge> {
    static KNOWLEDGE: LazyLock<Arc<Knowledge>> = LazyLock::new(chancery_server::pipeline::knowledge);
    KNOWLEDGE.clone()
}
