//! Small articles, events and actors for the tests, and a fresh store of each engine.
#![allow(dead_code, unused_macros, unused_imports, reason = "each test binary uses a part of it")]

use chancery_core::{
    Actor, ActorKind, Article, ArticleId, Attribution, Codes, Corrected, Event, EventId, Mention, Ontology, Participant, Phrase, Place,
    PlacePrecision, Report, Role, Span, Status,
};
use chancery_store::{Put, Store};
use std::sync::LazyLock;

/// Makes a test for each engine of every function named.
macro_rules! contract {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(super::fresh_sqlite().await.unwrap()).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                if let Some(fresh) = super::fresh_postgres().await {
                    super::$name(fresh).await;
                }
            })+
        }
    };
}
pub(crate) use contract;

/// A store that is dropped with its directory.
pub struct Fresh {
    pub store: Store,
    pub address: String,
    _directory: tempfile::TempDir,
}

pub async fn fresh_sqlite() -> Option<Fresh> {
    let directory = tempfile::tempdir().unwrap();
    let address = directory.path().join("news.db").display().to_string();
    Some(Fresh { store: Store::open(&address).await.unwrap(), address, _directory: directory })
}

pub async fn fresh_postgres() -> Option<Fresh> {
    let address = chancery_store::test_server::fresh_database()?;
    Some(Fresh { store: Store::open(&address).await.unwrap(), address, _directory: tempfile::tempdir().unwrap() })
}

pub fn article(id: &str, day: Option<&str>) -> Article {
    Article {
        id: id.parse().unwrap(),
        title: Some(format!("Ministers meet “{id}” 🕊")),
        text: format!("Article {id}: Zoé Çelik met Ivan in Bern on Monday."),
        published_on: day.map(|day| day.parse().unwrap()),
        source: Some(format!("Paper of {id}")),
        url: None,
        language: Some("en".into()),
    }
}

pub fn codes(status: Status) -> Codes {
    static ONTOLOGY: LazyLock<Ontology> = LazyLock::new(Ontology::builtin);
    ONTOLOGY.codes(&"meeting".parse().unwrap(), status, None, None).unwrap()
}

fn phrase(text: &str, start: u32) -> Phrase {
    Phrase { text: text.into(), span: Span::new(start, start + text.chars().count() as u32) }
}

pub fn report(article: &Article, status: Status) -> Report {
    let mention = |actor: &str, start| Mention {
        actor: actor.parse().unwrap(),
        role: Role::Participant,
        text: actor.into(),
        span: Span::new(start, start + 4),
    };
    Report {
        article: article.id.clone(),
        published_on: article.published_on,
        status,
        evidence: phrase("Zoé Çelik met Ivan in Bern", 12),
        trigger: Some(phrase("met", 22)),
        mentions: vec![mention("zoe-celik", 12), mention("RUS", 26)],
        date: Some(phrase("Monday", 42)),
        place: Some(phrase("Bern", 34)),
        attribution: Some(Attribution {
            actor: "CHE".parse().unwrap(),
            name: "Switzerland".into(),
            country: "CHE".parse().ok(),
            text: "Swiss".into(),
            span: Span::new(0, 5),
        }),
        rule: "meeting.verb".into(),
        confidence: 0.93,
    }
}

pub fn participant(actor: &str, kind: ActorKind, country: &str) -> Participant {
    Participant {
        actor: actor.parse().unwrap(),
        kind,
        name: format!("Name of {actor}"),
        office: Some("Minister".into()),
        organization: None,
        country: Some(country.parse().unwrap()),
        sector: "GOV".parse().ok(),
        role: Role::Participant,
    }
}

/// A meeting with every field set, told by one report of `article`.
pub fn meeting(id: u64, article: &Article, status: Status) -> Event {
    Event {
        id: EventId(id),
        kind: "meeting".parse().unwrap(),
        status,
        participants: vec![participant("zoe-celik", ActorKind::Person, "TUR"), participant("RUS", ActorKind::Country, "RUS")],
        date: Some("2005-12-24".parse().unwrap()),
        place: Some(Place {
            name: "Bern".into(),
            within: None,
            country: "CHE".parse().ok(),
            lat: Some(46.94809),
            lon: Some(7.44744),
            precision: PlacePrecision::City,
        }),
        codes: codes(status),
        confidence: 0.93,
        corrected: Corrected::default(),
        reports: vec![report(article, status)],
    }
}

pub fn actor(id: &str, name: &str, names: &[&str]) -> Actor {
    Actor {
        id: id.parse().unwrap(),
        kind: ActorKind::Person,
        name: name.into(),
        names: names.iter().map(|&name| name.into()).collect(),
        country: None,
        sector: None,
        offices: vec![],
    }
}

pub async fn added(store: &Store, article: &Article, events: &[Event]) -> chancery_core::Change {
    match store.put_article(article, events, &[]).await.unwrap() {
        Put::Added(change) => change,
        Put::Known => panic!("{} is known", article.id),
    }
}

pub fn id(text: &str) -> ArticleId {
    text.parse().unwrap()
}
