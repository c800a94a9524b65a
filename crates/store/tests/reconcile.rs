//! The same event told by several articles, on every engine: joined with its reasons, its status with a history, taken apart again.

#![expect(clippy::unwrap_used, reason = "a failure here fails the test")]

mod common;

use chancery_core::{Article, Event, EventId, Status};
use chancery_store::{Put, Store, StoreError};
use common::*;

contract!(
    another_article_joins_the_same_event,
    another_day_or_party_is_another_event,
    the_order_of_arrival_does_not_matter,
    an_event_stays_while_an_article_tells_it,
    the_same_article_again_changes_nothing,
    a_telling_taken_out_stays_out,
    events_merged_stay_merged,
    a_correction_of_what_is_not_there_changes_nothing,
    what_is_put_by_name_is_not_compared,
    two_events_of_one_article_stay_two,
    of_many_events_alike_the_nearest_are_compared,
    an_article_read_again_tells_what_is_read_now,
    corrections_hold_when_an_article_is_read_again,
);

async fn taken(store: &Store, article: &Article, events: &[Event]) -> chancery_core::Change {
    match store.take_article(article, events, &[]).await.unwrap() {
        Put::Added(change) => change,
        Put::Known => panic!("{} is known", article.id),
    }
}

/// Two articles that tell one meeting, first as planned and then as held.
fn plan_and_report() -> [(Article, Event); 2] {
    let (first, second) = (article("a", Some("2005-12-20")), article("b", Some("2005-12-26")));
    let (planned, held) = (meeting(1, &first, Status::Planned), meeting(2, &second, Status::Occurred));
    [(first, planned), (second, held)]
}

async fn another_article_joins_the_same_event(Fresh { store, .. }: Fresh) {
    let [(first, mut planned), (second, held)] = plan_and_report();
    planned.date = Some("2005-12".parse().unwrap());
    planned.place = None;
    taken(&store, &first, &[planned]).await;
    let change = taken(&store, &second, &[held]).await;
    let facts = &change.events[0];
    assert_eq!((facts.id, change.events.len(), store.counts().await.unwrap().events), (EventId(1), 1, 1));
    assert_eq!(facts.history, [("2005-12-20".parse().unwrap(), Status::Planned), ("2005-12-26".parse().unwrap(), Status::Occurred)]);
    assert_eq!((facts.date, facts.place.is_some(), facts.reports), (Some("2005-12-24".parse().unwrap()), true, 2));
    let (event, tellings) = store.told(EventId(1)).await.unwrap().unwrap();
    assert_eq!(store.events(&[EventId(1)]).await.unwrap(), std::slice::from_ref(&event));
    assert_eq!((event.status, event.codes.clone(), event.reports.len()), (Status::Occurred, codes(Status::Occurred), 2));
    assert_eq!(tellings.iter().map(|telling| (telling.id, telling.article.as_str())).collect::<Vec<_>>(), [(EventId(1), "a"), (EventId(2), "b")]);
    assert!(tellings[0].reasons.is_empty() && tellings[1].reasons.iter().any(|reason| reason.contains("2005-12-24")), "{tellings:?}");
    assert_eq!(store.events_of_article(&id("b"), 10).await.unwrap(), [event]);
}

async fn another_day_or_party_is_another_event(Fresh { store, .. }: Fresh) {
    let [(first, planned), (second, held)] = plan_and_report();
    let mut other_day = held.clone();
    other_day.date = Some("2005-12-10".parse().unwrap());
    let mut other_party = Event { id: EventId(3), ..held };
    other_party.participants[1] = participant("CHN", chancery_core::ActorKind::Country, "CHN");
    taken(&store, &first, &[planned]).await;
    let change = taken(&store, &second, &[other_day, other_party]).await;
    assert_eq!(change.events.iter().map(|facts| (facts.id, facts.reports)).collect::<Vec<_>>(), [(EventId(2), 1), (EventId(3), 1)]);
}

async fn the_order_of_arrival_does_not_matter(Fresh { store, .. }: Fresh) {
    let [(first, planned), (second, held)] = plan_and_report();
    taken(&store, &second, std::slice::from_ref(&held)).await;
    let change = taken(&store, &first, std::slice::from_ref(&planned)).await;
    let facts = &change.events[0];
    assert_eq!((facts.id, facts.status(), facts.known_from()), (EventId(2), Status::Occurred, "2005-12-20".parse().unwrap()));
    let event = store.events(&[EventId(2)]).await.unwrap().remove(0);
    let late = article("c", Some("2005-12-27"));
    let change = taken(&store, &late, &[meeting(3, &late, Status::Occurred)]).await;
    assert_eq!((change.events[0].id, change.events[0].history.len(), change.events[0].reports), (EventId(2), 2, 3));
    store.retract_article(&id("c")).await.unwrap();
    assert_eq!(store.events(&[EventId(2)]).await.unwrap(), [event]);
}

async fn an_event_stays_while_an_article_tells_it(Fresh { store, .. }: Fresh) {
    let [(first, planned), (second, held)] = plan_and_report();
    taken(&store, &first, std::slice::from_ref(&planned)).await;
    taken(&store, &second, std::slice::from_ref(&held)).await;
    let change = store.retract_article(&id("a")).await.unwrap().unwrap();
    assert_eq!((change.removed.len(), change.events[0].id, change.events[0].status()), (0, EventId(1), Status::Occurred));
    // The event has the name of a telling that is gone; the article that told it comes again and finds it by what it is.
    let change = taken(&store, &first, std::slice::from_ref(&planned)).await;
    assert_eq!((change.events[0].id, change.events[0].reports, store.counts().await.unwrap().events), (EventId(1), 2, 1));
    store.retract_article(&id("a")).await.unwrap();
    assert_eq!(store.retract_article(&id("b")).await.unwrap().unwrap().removed, [EventId(1)]);
    assert_eq!(store.counts().await.unwrap().reports, 0);
}

async fn the_same_article_again_changes_nothing(Fresh { store, .. }: Fresh) {
    let [(first, planned), (second, held)] = plan_and_report();
    taken(&store, &first, &[planned]).await;
    taken(&store, &second, std::slice::from_ref(&held)).await;
    let before = (store.counts().await.unwrap(), store.events(&[EventId(1)]).await.unwrap());
    assert_eq!(store.take_article(&second, &[held], &[]).await.unwrap(), Put::Known);
    assert_eq!((store.counts().await.unwrap(), store.events(&[EventId(1)]).await.unwrap()), before);
}

async fn a_telling_taken_out_stays_out(Fresh { store, .. }: Fresh) {
    let [(first, planned), (second, held)] = plan_and_report();
    taken(&store, &first, std::slice::from_ref(&planned)).await;
    taken(&store, &second, std::slice::from_ref(&held)).await;
    let change = store.split_event(EventId(1), EventId(2), Some("another meeting")).await.unwrap().unwrap();
    assert_eq!((change.seq, change.article, change.removed.len()), (3, None, 0));
    assert_eq!(store.events(&[EventId(1), EventId(2)]).await.unwrap(), [planned.clone(), held.clone()]);
    assert_eq!(store.changes_after(2, 10).await.unwrap()[0].events.len(), 2);
    // Neither of the two finds the other again.
    for (article, event) in [(&second, &held), (&first, &planned)] {
        store.retract_article(&article.id).await.unwrap();
        assert_eq!(taken(&store, article, std::slice::from_ref(event)).await.events[0].reports, 1);
    }
    // A third article joins the one that it fits best.
    let third = article("c", Some("2005-12-27"));
    assert_eq!(taken(&store, &third, &[meeting(9, &third, Status::Occurred)]).await.events[0].reports, 2);
    assert_eq!(store.counts().await.unwrap().events, 2);
}

async fn events_merged_stay_merged(Fresh { store, .. }: Fresh) {
    let [(first, planned), (second, mut held)] = plan_and_report();
    held.date = Some("2005-12-10".parse().unwrap());
    taken(&store, &first, std::slice::from_ref(&planned)).await;
    taken(&store, &second, std::slice::from_ref(&held)).await;
    let change = store.merge_events(EventId(1), EventId(2), None).await.unwrap().unwrap();
    assert_eq!((change.removed, change.events[0].reports, change.events[0].status()), (vec![EventId(2)], 2, Status::Occurred));
    assert_eq!(store.told(EventId(1)).await.unwrap().unwrap().1[1].reasons, ["a person says so"]);
    store.retract_article(&id("b")).await.unwrap();
    assert_eq!(store.events(&[EventId(1)]).await.unwrap(), [planned]);
    assert_eq!(taken(&store, &second, std::slice::from_ref(&held)).await.events[0].id, EventId(1));
    // The last word counts.
    store.split_event(EventId(1), EventId(2), None).await.unwrap().unwrap();
    store.retract_article(&id("b")).await.unwrap();
    assert_eq!(taken(&store, &second, &[held]).await.events[0].id, EventId(2));
}

async fn a_correction_of_what_is_not_there_changes_nothing(Fresh { store, .. }: Fresh) {
    let [(first, planned), _] = plan_and_report();
    taken(&store, &first, &[planned]).await;
    assert!(store.told(EventId(5)).await.unwrap().is_none());
    assert!(store.merge_events(EventId(1), EventId(5), None).await.unwrap().is_none());
    assert!(store.split_event(EventId(1), EventId(5), None).await.unwrap().is_none());
    let alone = store.split_event(EventId(1), EventId(1), None).await.unwrap_err();
    assert!(matches!(alone, StoreError::Invalid { .. }), "{alone}");
    assert!(matches!(store.merge_events(EventId(1), EventId(1), None).await.unwrap_err(), StoreError::Invalid { .. }));
    assert_eq!(store.revision().await.unwrap(), 1);
}

async fn what_is_put_by_name_is_not_compared(Fresh { store, .. }: Fresh) {
    let [(first, planned), (second, held)] = plan_and_report();
    added(&store, &first, &[planned]).await;
    assert_eq!(added(&store, &second, &[held]).await.events[0].id, EventId(2));
    assert_eq!(store.counts().await.unwrap().events, 2);
}

async fn two_events_of_one_article_stay_two(Fresh { store, .. }: Fresh) {
    let [(first, planned), (second, held)] = plan_and_report();
    taken(&store, &first, &[planned]).await;
    let again = Event { id: EventId(3), ..held.clone() };
    let change = taken(&store, &second, &[held, again]).await;
    assert_eq!(change.events.iter().map(|facts| (facts.id, facts.reports)).collect::<Vec<_>>(), [(EventId(1), 2), (EventId(3), 1)]);
}

/// A busy party: one meeting can be told again, and so many others of its parties or of one of them are nearer in time.
async fn joins_beside(store: &Store, others: u64, second_party: &str) -> bool {
    let [_, (second, held)] = plan_and_report();
    let busy = article("busy", Some("2005-12-25"));
    let elsewhere = |number: u64| {
        let mut event = meeting(100 + number, &busy, Status::Occurred);
        event.place.iter_mut().for_each(|place| (place.name, place.country, place.lat) = ("Lima".into(), "PER".parse().ok(), Some(-12.05)));
        event.participants[1] = participant(second_party, chancery_core::ActorKind::Country, second_party);
        event
    };
    let mut told = meeting(1, &busy, Status::Occurred);
    told.date = Some("2005-12-23".parse().unwrap());
    let events: Vec<Event> = (0..others).map(elsewhere).chain([told]).collect();
    added(store, &busy, &events).await;
    let joined = taken(store, &second, &[held]).await.events[0].id == EventId(1);
    store.retract_article(&second.id).await.unwrap();
    store.retract_article(&busy.id).await.unwrap();
    joined
}

async fn of_many_events_alike_the_nearest_are_compared(Fresh { store, .. }: Fresh) {
    assert!(joins_beside(&store, 99, "RUS").await, "the hundredth of those that share both parties is compared");
    assert!(!joins_beside(&store, 100, "RUS").await, "and no more");
    assert!(joins_beside(&store, 300, "CHN").await, "whoever shares both parties goes before those that share one");
}

async fn an_article_read_again_tells_what_is_read_now(Fresh { store, .. }: Fresh) {
    let [(first, planned), (second, held)] = plan_and_report();
    taken(&store, &first, std::slice::from_ref(&planned)).await;
    taken(&store, &second, std::slice::from_ref(&held)).await;
    // The second article is read to tell another day now, and one event more.
    let mut another = Event { id: EventId(2), ..held.clone() };
    another.date = Some("2005-12-02".parse().unwrap());
    let more = Event { id: EventId(3), kind: "agreement".parse().unwrap(), ..held.clone() };
    let change = store.reread_article(&second.id, &[another.clone(), more], &[]).await.unwrap().unwrap();
    assert_eq!(change.events.iter().map(|facts| (facts.id, facts.reports)).collect::<Vec<_>>(), [(EventId(1), 1), (EventId(2), 1), (EventId(3), 1)]);
    assert!(change.removed.is_empty() && change.article == Some(second.id.clone()));
    // And now nothing but the event of the first.
    let change = store.reread_article(&second.id, &[held], &[]).await.unwrap().unwrap();
    assert_eq!((change.events[0].id, change.events[0].reports, change.removed.as_slice()), (EventId(1), 2, &[EventId(2), EventId(3)][..]));
    assert_eq!(store.reread_article(&second.id, &[], &[]).await.unwrap().unwrap().events[0].reports, 1);
    assert_eq!((store.counts().await.unwrap().events, store.counts().await.unwrap().articles), (1, 2));
    assert_eq!(store.article(&second.id).await.unwrap().unwrap().article, second);
    assert!(store.reread_article(&id("nobody"), &[], &[]).await.unwrap().is_none());
    // What cannot be stored changes nothing.
    let twice = [another.clone(), another];
    assert!(matches!(store.reread_article(&second.id, &twice, &[]).await.unwrap_err(), StoreError::Invalid { .. }));
    assert_eq!(store.counts().await.unwrap().events, 1);
}

async fn corrections_hold_when_an_article_is_read_again(Fresh { store, .. }: Fresh) {
    let [(first, planned), (second, held)] = plan_and_report();
    taken(&store, &first, &[planned]).await;
    taken(&store, &second, std::slice::from_ref(&held)).await;
    store.split_event(EventId(1), EventId(2), Some("another meeting")).await.unwrap().unwrap();
    let change = store.reread_article(&second.id, &[held], &[]).await.unwrap().unwrap();
    assert_eq!(change.events.iter().map(|facts| (facts.id, facts.reports)).collect::<Vec<_>>(), [(EventId(2), 1)]);
}
