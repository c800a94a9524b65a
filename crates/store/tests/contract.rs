//! What every engine must do. Each fact below is checked on SQLite and on Postgres.

#![allow(clippy::unwrap_used, reason = "a failure here fails the test")]

mod common;

use chancery_core::{Change, EventFacts, EventId, Office, Status};
use chancery_store::{Exported, Loaded, Put, Store, StoreError};
use common::*;

contract!(
    what_is_put_is_read_back_alike,
    the_same_article_twice_is_one,
    two_at_once_are_one_added_one_known,
    another_content_under_the_same_id_is_a_conflict,
    a_second_article_joins_the_event,
    an_old_article_that_comes_late_changes_no_status,
    retracting_removes_what_only_the_article_told,
    retracting_the_first_teller_keeps_the_event,
    a_retracted_article_can_be_put_again,
    actors_gain_names_and_offices,
    writers_leave_no_gap_and_no_article_out,
    a_load_is_one_moment_and_equals_the_changes,
    lists_of_articles_go_on_where_they_ended,
    what_cannot_be_stored_is_refused_whole,
    undated_articles_are_known_from_their_receipt,
    a_newer_database_is_not_touched,
    imported_events_come_once_and_can_be_retracted,
    an_import_is_one_change_or_none,
    a_file_taken_back_leaves_what_an_article_tells,
    changes_of_many_events_are_told_a_few_at_a_time,
    an_export_has_every_actor_then_every_event,
);

async fn loaded(store: &Store) -> (i64, Vec<EventFacts>, usize) {
    let (mut events, mut actors) = (vec![], 0);
    let revision = store
        .load(|loaded| match loaded {
            Loaded::Actor(_) => actors += 1,
            Loaded::Event(facts) => events.push(facts),
        })
        .await
        .unwrap();
    (revision, events, actors)
}

async fn what_is_put_is_read_back_alike(Fresh { store, .. }: Fresh) {
    let article = article("a", Some("2005-12-26"));
    // Names with the highest bit set are negative numbers in the column.
    let (high, mut low) = (meeting(u64::MAX, &article, Status::Occurred), meeting(7, &article, Status::Planned));
    (low.date, low.place, low.reports[0].evidence.span) = (None, None, chancery_core::Span::new(40, 44));
    (low.reports[0].trigger, low.reports[0].attribution, low.participants[0].office) = (None, None, None);
    let change = added(&store, &article, &[high.clone(), low.clone()]).await;
    assert_eq!((change.seq, change.events.len(), change.actors.len()), (1, 2, 2));
    let stored = store.article(&id("a")).await.unwrap().unwrap();
    assert_eq!((stored.article, stored.seq), (article, 1));
    assert_eq!(store.events(&[EventId(7), EventId(1), EventId(u64::MAX)]).await.unwrap(), [low.clone(), high.clone()]);
    assert_eq!(store.events_of_article(&id("a"), 10).await.unwrap(), [high.clone(), low]);
    let facts = change.events.iter().find(|facts| facts.id == EventId(u64::MAX)).unwrap();
    assert_eq!(facts.history, [("2005-12-26".parse().unwrap(), Status::Occurred)]);
    assert_eq!((facts.date, &facts.place, facts.reports), (high.date, &high.place, 1));
    assert_eq!((facts.goldstein, &*facts.cameo, facts.confidence), (high.codes.goldstein, high.codes.cameo.as_str(), 0.93));
    assert_eq!(facts.sources, ["Paper of a".into()]);
    assert_eq!(facts.participants.len(), 2);
    assert!(store.article(&id("b")).await.unwrap().is_none() && store.events_of_article(&id("b"), 10).await.unwrap().is_empty());
    store.close().await;
}

async fn the_same_article_twice_is_one(Fresh { store, .. }: Fresh) {
    let article = article("a", Some("2005-12-26"));
    let events = [meeting(1, &article, Status::Occurred)];
    added(&store, &article, &events).await;
    let before = store.counts().await.unwrap();
    let elsewhere = chancery_core::Article { source: Some("Another paper".into()), ..article };
    assert_eq!(store.put_article(&elsewhere, &events, &[]).await.unwrap(), Put::Known);
    assert_eq!(store.counts().await.unwrap(), before);
    assert_eq!((before.articles, before.events, before.reports, before.actors, before.revision), (1, 1, 1, 2, 1));
}

async fn two_at_once_are_one_added_one_known(Fresh { store, .. }: Fresh) {
    for round in 0..10 {
        let article = article(&format!("a{round}"), None);
        let events = [meeting(round, &article, Status::Occurred)];
        let (one, other) = tokio::join!(store.put_article(&article, &events, &[]), store.put_article(&article, &events, &[]));
        let known = [one.unwrap(), other.unwrap()].iter().filter(|put| **put == Put::Known).count();
        assert_eq!(known, 1);
    }
    assert_eq!(store.revision().await.unwrap(), 10);
}

async fn another_content_under_the_same_id_is_a_conflict(Fresh { store, .. }: Fresh) {
    let first = article("a", Some("2005-12-26"));
    added(&store, &first, &[]).await;
    let error = store.put_article(&article("a", Some("2005-12-27")), &[], &[]).await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict { ref id } if id.as_str() == "a"), "{error}");
    assert_eq!((store.article(&id("a")).await.unwrap().unwrap().article, store.revision().await.unwrap()), (first, 1));
}

async fn a_second_article_joins_the_event(Fresh { store, .. }: Fresh) {
    let (first, second) = (article("a", Some("2005-12-20")), article("b", Some("2005-12-26")));
    added(&store, &first, &[meeting(1, &first, Status::Planned)]).await;
    let mut told = meeting(1, &second, Status::Occurred);
    told.participants.push(participant("CHN", chancery_core::ActorKind::Country, "CHN"));
    told.date = Some("2005-12-25".parse().unwrap());
    let change = added(&store, &second, &[told.clone()]).await;
    assert_eq!(change.actors.iter().map(|actor| actor.id.as_str()).collect::<Vec<_>>(), ["CHN"]);
    let facts = &change.events[0];
    assert_eq!(facts.history, [("2005-12-20".parse().unwrap(), Status::Planned), ("2005-12-26".parse().unwrap(), Status::Occurred)]);
    assert_eq!((facts.reports, facts.sources.len(), facts.participants.len()), (2, 2, 3));
    told.reports = vec![report(&first, Status::Planned), report(&second, Status::Occurred)];
    assert_eq!(store.events(&[EventId(1)]).await.unwrap(), [told]);
}

async fn an_old_article_that_comes_late_changes_no_status(Fresh { store, .. }: Fresh) {
    let (late, early) = (article("late", Some("2005-12-26")), article("early", Some("2005-12-20")));
    added(&store, &late, &[meeting(1, &late, Status::Occurred)]).await;
    let change = added(&store, &early, &[meeting(1, &early, Status::Planned)]).await;
    assert_eq!((change.events[0].status(), change.events[0].known_from()), (Status::Occurred, "2005-12-20".parse().unwrap()));
    let event = store.events(&[EventId(1)]).await.unwrap().remove(0);
    assert_eq!((event.status, event.codes), (Status::Occurred, codes(Status::Occurred)));
}

async fn retracting_removes_what_only_the_article_told(Fresh { store, .. }: Fresh) {
    let (first, second) = (article("a", Some("2005-12-20")), article("b", Some("2005-12-26")));
    let planned = meeting(1, &first, Status::Planned);
    added(&store, &first, std::slice::from_ref(&planned)).await;
    let mut told = meeting(1, &second, Status::Occurred);
    told.participants.push(participant("CHN", chancery_core::ActorKind::Country, "CHN"));
    added(&store, &second, &[told, meeting(2, &second, Status::Occurred)]).await;
    let change = store.retract_article(&id("b")).await.unwrap().unwrap();
    assert_eq!((change.seq, change.article, change.removed), (3, Some(id("b")), vec![EventId(2)]));
    assert_eq!((change.events[0].status(), change.events[0].participants.len()), (Status::Planned, 2));
    assert_eq!(store.events(&[EventId(1), EventId(2)]).await.unwrap(), [planned]);
    assert!(store.article(&id("b")).await.unwrap().is_none());
    assert!(store.retract_article(&id("b")).await.unwrap().is_none());
    assert_eq!(store.revision().await.unwrap(), 3);
    assert_eq!(store.changes_after(2, 10).await.unwrap()[0].removed, [EventId(2)]);
}

async fn retracting_the_first_teller_keeps_the_event(Fresh { store, .. }: Fresh) {
    let [first, second, third] = [("a", "2005-12-20"), ("b", "2005-12-21"), ("c", "2005-12-22")].map(|(id, day)| article(id, Some(day)));
    added(&store, &first, &[meeting(1, &first, Status::Planned)]).await;
    let occurred = meeting(1, &second, Status::Occurred);
    added(&store, &second, std::slice::from_ref(&occurred)).await;
    added(&store, &third, &[meeting(1, &third, Status::Cancelled)]).await;
    let change = store.retract_article(&id("a")).await.unwrap().unwrap();
    assert_eq!((change.events[0].status(), change.events[0].reports, change.removed.len()), (Status::Cancelled, 2, 0));
    store.retract_article(&id("c")).await.unwrap();
    assert_eq!(store.events(&[EventId(1)]).await.unwrap(), [occurred]);
    let change = store.retract_article(&id("b")).await.unwrap().unwrap();
    assert_eq!(change.removed, [EventId(1)]);
    assert_eq!(store.counts().await.unwrap().events, 0);
}

async fn a_retracted_article_can_be_put_again(Fresh { store, .. }: Fresh) {
    let article = article("a", None);
    let events = [meeting(1, &article, Status::Occurred)];
    added(&store, &article, &events).await;
    store.retract_article(&article.id).await.unwrap();
    assert_eq!(added(&store, &article, &events).await.seq, 3);
    let seen: Vec<_> = store.changes_after(0, 10).await.unwrap().into_iter().map(|change| (change.events.len(), change.removed.len())).collect();
    assert_eq!(seen, [(1, 0), (0, 1), (1, 0)]);
}

async fn actors_gain_names_and_offices(Fresh { store, .. }: Fresh) {
    let office = |title: &str, from: &str| Office { title: title.into(), country: None, organization: None, from: from.parse().ok(), to: None };
    let mut told = actor("li", "Li", &["Mr Li"]);
    told.offices = vec![office("Minister", "2004-01-01")];
    store.put_article(&article("a", None), &[], &[told.clone()]).await.unwrap();
    told = actor("li", "Li Zhaoxing", &["Mr Li", "Li Z."]);
    told.offices = vec![office("Ambassador", "1998-01-01"), office("Minister", "2004-01-01")];
    told.country = "CHN".parse().ok();
    let Put::Added(change) = store.put_article(&article("b", None), &[], &[told.clone()]).await.unwrap() else { panic!("known") };
    let mut joined = actor("li", "Li", &["Mr Li", "Li Zhaoxing", "Li Z."]);
    (joined.country, joined.offices) = (told.country, told.offices.clone());
    assert_eq!((&change.actors, &store.actors().await.unwrap()), (&vec![joined.clone()], &vec![joined]));
    let Put::Added(change) = store.put_article(&article("c", None), &[], &[told]).await.unwrap() else { panic!("known") };
    assert!(change.actors.is_empty(), "nothing new was told");
}

async fn writers_leave_no_gap_and_no_article_out(Fresh { store, .. }: Fresh) {
    let tasks = (0..8).map(|task| {
        let store = store.clone();
        tokio::spawn(async move {
            let mut seqs = vec![];
            for number in 0..25_u64 {
                let article = article(&format!("{task}-{number}"), Some("2005-12-26"));
                // Every fifth event is shared by all tasks.
                let event = if number % 5 == 0 { number } else { 1000 + task * 100 + number };
                seqs.push(added(&store, &article, &[meeting(event, &article, Status::Occurred)]).await.seq);
            }
            seqs
        })
    });
    let mut seqs = vec![];
    for task in tasks.collect::<Vec<_>>() {
        seqs.extend(task.await.unwrap());
    }
    seqs.sort_unstable();
    assert_eq!(seqs, (1..=200).collect::<Vec<i64>>());
    let changes = store.changes_after(0, 1000).await.unwrap();
    assert_eq!(changes.iter().map(|change| change.seq).collect::<Vec<_>>(), seqs);
    let counts = store.counts().await.unwrap();
    assert_eq!((counts.articles, counts.events, counts.reports), (200, 5 + 8 * 20, 200));
    assert_eq!(store.events(&[EventId(0)]).await.unwrap()[0].reports.len(), 8);
}

async fn a_load_is_one_moment_and_equals_the_changes(Fresh { store, .. }: Fresh) {
    for number in 0..30_u64 {
        let article = article(&format!("a{number}"), Some("2005-12-26"));
        added(&store, &article, &[meeting(number % 7, &article, Status::Occurred), meeting(u64::MAX - number, &article, Status::Planned)]).await;
    }
    let (revision, mut events, actors) = loaded(&store).await;
    assert_eq!((revision, events.len(), actors), (30, 37, 2));
    let changes: Vec<Change> = store.changes_after(0, 1000).await.unwrap();
    let mut told: Vec<EventFacts> = changes.into_iter().flat_map(|change| change.events).collect();
    told.sort_by_key(|facts| facts.id);
    told.dedup();
    events.sort_by_key(|facts| facts.id);
    assert_eq!(events, told);
    assert_eq!(store.changes_after(29, 1000).await.unwrap().len(), 1);
    assert_eq!(store.changes_after(3, 2).await.unwrap().iter().map(|change| change.seq).collect::<Vec<_>>(), [4, 5]);
}

async fn lists_of_articles_go_on_where_they_ended(Fresh { store, .. }: Fresh) {
    for name in ["a", "b", "c"] {
        let article = article(name, Some("2005-12-26"));
        added(&store, &article, &[meeting(1, &article, Status::Occurred)]).await;
    }
    let page = store.articles(None, 2).await.unwrap();
    assert_eq!(page.iter().map(|head| (head.id.as_str(), head.events)).collect::<Vec<_>>(), [("c", 1), ("b", 1)]);
    added(&store, &article("d", None), &[]).await;
    let rest = store.articles(Some(page[1].seq), 2).await.unwrap();
    assert_eq!(rest.iter().map(|head| head.id.as_str()).collect::<Vec<_>>(), ["a"]);
    assert_eq!(rest[0].title.as_deref(), Some("Ministers meet “a” 🕊"));
}

async fn what_cannot_be_stored_is_refused_whole(Fresh { store, .. }: Fresh) {
    let plain = article("a", None);
    let mut nul = plain.clone();
    nul.text.push('\0');
    let event = meeting(1, &plain, Status::Occurred);
    let unsure = chancery_core::Event { confidence: 1.5, ..event.clone() };
    let twice = chancery_core::Event { participants: vec![event.participants[0].clone(), event.participants[0].clone()], ..event.clone() };
    let foreign = meeting(2, &article("b", None), Status::Occurred);
    let cases = [
        (&nul, vec![], "U+0000"),
        (&plain, vec![event.clone(), unsure.clone()], "stands twice"),
        (&plain, vec![foreign], "no report of the article"),
        (&plain, vec![unsure], "events_confidence_0_to_1"),
        (&plain, vec![twice], "participants"),
    ];
    for (article, events, reason) in cases {
        let error = store.put_article(article, &events, &[]).await.unwrap_err();
        assert!(matches!(error, StoreError::Invalid { .. }) && error.to_string().contains(reason), "{error}");
    }
    let counts = store.counts().await.unwrap();
    assert_eq!((counts.articles, counts.events, counts.actors, counts.revision), (0, 0, 0, 0));
    assert_eq!(added(&store, &plain, &[event]).await.seq, 1);
}

async fn undated_articles_are_known_from_their_receipt(Fresh { store, .. }: Fresh) {
    let article = article("a", None);
    let change = added(&store, &article, &[meeting(1, &article, Status::Occurred)]).await;
    let received = store.article(&article.id).await.unwrap().unwrap().received_at;
    assert_eq!(change.events[0].known_from(), jiff::tz::TimeZone::UTC.to_datetime(received).date());
    assert!((jiff::Timestamp::now().as_second() - received.as_second()).abs() < 60);
}

async fn a_newer_database_is_not_touched(Fresh { store, address, .. }: Fresh) {
    let row = "insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (9999, 'of the future', true, 'x', 0)";
    match store.engine() {
        "SQLite" => drop(sqlx::query(row).execute(&sqlx::SqlitePool::connect(&format!("sqlite://{address}")).await.unwrap()).await.unwrap()),
        _ => drop(sqlx::query(row).execute(&sqlx::PgPool::connect(&address).await.unwrap()).await.unwrap()),
    }
    let error = Store::open(&address).await.unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 9999, .. }), "{error}");
}

#[tokio::test]
async fn a_store_that_cannot_be_reached_says_why() {
    let error = Store::open("postgres://ann:secret@127.0.0.1:1/news").await.unwrap_err();
    assert!(error.to_string().starts_with("cannot open the store at postgres://127.0.0.1:1/news: "), "{error}");
    assert!(error.to_string().contains("refused"), "{error}");
    let error = Store::open("/dev/null/news.db").await.unwrap_err();
    assert!(error.to_string().starts_with("cannot open the store at /dev/null/news.db"), "{error}");
}

/// The event of a file, told by that file alone.
fn filed(number: u64, file: &chancery_core::Article) -> chancery_core::Event {
    let mut event = meeting(number, file, Status::Occurred);
    event.reports[0].article = file.id.clone();
    event
}

async fn imported_events_come_once_and_can_be_retracted(Fresh { store, .. }: Fresh) {
    let file = article("icews:events.tsv", None);
    let events: Vec<_> = (1..=3).map(|number| filed(number, &file)).collect();
    assert_eq!(store.import(&file, &events[..2], &[]).await.unwrap(), 2);
    let twice: Vec<_> = [&events[1..], &events[2..]].concat();
    assert_eq!(store.import(&file, &twice, &[]).await.unwrap(), 1, "one is known and one stands twice");
    assert_eq!(store.import(&file, &events, &[]).await.unwrap(), 0);
    assert_eq!(store.revision().await.unwrap(), 2, "what brings nothing new is no change");
    let ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
    assert_eq!(store.events(&ids).await.unwrap(), events);
    assert_eq!(store.events_of_article(&file.id, 2).await.unwrap(), events[..2]);
    assert_eq!(store.article(&file.id).await.unwrap().unwrap().events, 3);
    let change = store.retract_article(&file.id).await.unwrap().unwrap();
    assert_eq!((change.seq, change.removed.len()), (3, 3));
    assert_eq!(store.import(&file, &events, &[]).await.unwrap(), 3);
}

async fn an_import_is_one_change_or_none(Fresh { store, .. }: Fresh) {
    let file = article("icews:events.tsv", None);
    let mut events: Vec<_> = (1..=3).map(|number| filed(number, &file)).collect();
    assert_eq!(store.import(&file, &events, &[]).await.unwrap(), 3);
    let (revision, facts, _) = loaded(&store).await;
    let changes = store.changes_after(0, 10).await.unwrap();
    assert_eq!((revision, changes.len(), &changes[0].events), (1, 1, &facts));
    assert_eq!(changes[0].article.as_ref(), Some(&file.id));
    events[2] = filed(4, &file);
    events[2].confidence = 2.0;
    let error = store.import(&file, &events, &[]).await.unwrap_err();
    assert!(matches!(error, StoreError::Invalid { .. }), "{error}");
    events[2].confidence = 1.0;
    events[2].reports[0].article = id("another");
    assert!(matches!(store.import(&file, &events, &[]).await.unwrap_err(), StoreError::Invalid { .. }));
    assert_eq!((store.revision().await.unwrap(), loaded(&store).await.1), (1, facts), "nothing of it was written");
}

async fn a_file_taken_back_leaves_what_an_article_tells(Fresh { store, .. }: Fresh) {
    let (file, teller) = (article("icews:events.tsv", None), article("a", Some("2005-12-26")));
    let events: Vec<_> = (1..=3).map(|number| filed(number, &file)).collect();
    assert_eq!(store.import(&file, &events, &[]).await.unwrap(), 3);
    let told = meeting(2, &teller, Status::Occurred);
    added(&store, &teller, std::slice::from_ref(&told)).await;
    let change = store.retract_article(&file.id).await.unwrap().unwrap();
    assert_eq!((change.removed, change.events.len(), change.events[0].reports), (vec![EventId(1), EventId(3)], 1, 1));
    assert_eq!(store.events(&[EventId(1), EventId(2), EventId(3)]).await.unwrap(), [told]);
}

async fn changes_of_many_events_are_told_a_few_at_a_time(Fresh { store, .. }: Fresh) {
    let file = article("icews:events.tsv", None);
    let events: Vec<_> = (1..=10_002).map(|number| filed(number, &file)).collect();
    for batch in [&events[..1], &events[1..10_000], &events[10_000..10_001], &events[10_001..]] {
        store.import(&file, batch, &[]).await.unwrap();
    }
    let told = |changes: Vec<Change>| changes.into_iter().map(|change| (change.seq, change.events.len())).collect::<Vec<_>>();
    assert_eq!(told(store.changes_after(0, 10).await.unwrap()), [(1, 1), (2, 9999)]);
    assert_eq!(told(store.changes_after(2, 10).await.unwrap()), [(3, 1), (4, 1)]);
}

async fn an_export_has_every_actor_then_every_event(Fresh { store, .. }: Fresh) {
    let (first, second) = (article("a", Some("2005-12-26")), article("b", Some("2005-12-27")));
    let mut events: Vec<_> = [u64::MAX, 7, 1 << 40].map(|number| meeting(number, &first, Status::Occurred)).into();
    added(&store, &first, &events).await;
    let again = meeting(7, &second, Status::Occurred);
    added(&store, &second, std::slice::from_ref(&again)).await;
    let (mut actors, mut exported) = (vec![], vec![]);
    let sink = |one: Exported| {
        match one {
            Exported::Actor(actor) if exported.is_empty() => actors.push(actor),
            Exported::Actor(actor) => panic!("{} comes after an event", actor.id),
            Exported::Event(event) => exported.push(*event),
        }
        Ok::<(), StoreError>(())
    };
    assert_eq!(store.export(sink).await.unwrap(), 2);
    assert_eq!(actors, store.actors().await.unwrap());
    events.sort_by_key(|event| event.id.0.cast_signed());
    let ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
    assert_eq!(exported, store.events(&ids).await.unwrap());
    assert_eq!(exported.iter().map(|event| event.reports.len()).sum::<usize>(), 4);
}
