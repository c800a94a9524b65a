//! What people say of an event's fields, on every engine: it goes before what articles tell, stays through all that happens to them, and can
//! be taken back to the last byte.

#![expect(clippy::unwrap_used, reason = "a failure here fails the test")]

#[path = "../common/mod.rs"]
mod common;
mod rejected;

use chancery_core::{ActorKind, Article, Change, Correction, Event, EventFacts, EventId, Field, Place, Status};
use chancery_store::{Loaded, Put, Store, StoreError};
use common::*;
use rejected::*;

contract!(
    corrected_fields_go_before_what_is_told,
    a_corrected_status_has_its_day_in_the_history,
    what_is_taken_back_leaves_no_trace,
    of_two_corrections_the_last_counts_and_each_can_be_taken_back,
    corrections_stay_when_the_article_comes_again,
    corrections_stay_when_the_article_is_read_again,
    corrections_follow_the_word_that_is_read_as_another_act,
    later_reports_join_the_corrected_event_and_change_no_corrected_field,
    the_first_teller_goes_and_the_correction_stays,
    a_telling_taken_out_is_none_of_which_the_correction_speaks,
    merged_events_have_the_corrections_of_both,
    events_are_compared_as_people_have_them,
    a_rejected_event_is_in_no_answer_and_stays_away,
    a_rejected_event_that_no_article_tells_any_more_comes_back_with_one,
    other_articles_may_tell_what_was_rejected,
    corrections_of_imported_events_hold_for_the_next_import,
    what_cannot_be_a_correction_changes_nothing,
    a_load_tells_what_the_changes_told,
);

async fn taken(store: &Store, article: &Article, events: &[Event]) -> Change {
    match store.take_article(article, events, &[]).await.unwrap() {
        Put::Added(change) => change,
        Put::Known => panic!("{} is known", article.id),
    }
}

/// Two articles that tell one meeting, first as planned and then as held; both are taken.
async fn told_twice(store: &Store) -> [(Article, Event); 2] {
    let (first, second) = (article("a", Some("2005-12-20")), article("b", Some("2005-12-26")));
    let told = [(first.clone(), meeting(1, &first, Status::Planned)), (second.clone(), meeting(2, &second, Status::Occurred))];
    for (article, event) in &told {
        taken(store, article, std::slice::from_ref(event)).await;
    }
    told
}

/// All that can be said of an event at once.
fn everything() -> Correction {
    Correction {
        kind: "visit".parse().ok(),
        status: Some(Status::Planned),
        date: Some("2006-01-07".parse().ok()),
        place: Some(Some(Place {
            name: "Lima".into(),
            country: "PER".parse().ok(),
            ..meeting(9, &article("x", None), Status::Occurred).place.unwrap()
        })),
        participants: Some(vec![participant("RUS", ActorKind::Country, "RUS"), participant("PER", ActorKind::Country, "PER")]),
        status_from: None,
    }
}

/// The fields of it that the bits of a number choose.
fn some_of_everything(bits: u32) -> Correction {
    let all = everything();
    let has = |bit: u32| bits & (1 << bit) != 0;
    Correction {
        kind: all.kind.filter(|_| has(0)),
        status: all.status.filter(|_| has(1)),
        date: all.date.filter(|_| has(2)),
        place: all.place.filter(|_| has(3)),
        participants: all.participants.filter(|_| has(4)),
        status_from: None,
    }
}

async fn correct(store: &Store, event: u64, correction: &Correction) -> Change {
    store.correct_event(EventId(event), correction, &[], Some("read wrongly")).await.unwrap().unwrap()
}

async fn undo(store: &Store, event: u64, number: i64) -> Change {
    store.undo_correction(EventId(event), number).await.unwrap().unwrap()
}

async fn one(store: &Store, event: u64) -> Event {
    store.events(&[EventId(event)]).await.unwrap().remove(0)
}

/// Everything that answers are made of, as text.
async fn all_of(store: &Store) -> String {
    let mut all = vec![];
    store
        .load(|loaded| {
            all.push(match loaded {
                Loaded::Actor(actor) => format!("{actor:?}"),
                Loaded::Event(facts) => format!("{facts:?}"),
            });
        })
        .await
        .unwrap();
    let ids: Vec<EventId> = (0..20).map(EventId).collect();
    for id in &ids {
        all.extend(store.told(*id).await.unwrap().map(|told| format!("{told:?}")));
    }
    for article in ["a", "b", "c"] {
        all.push(format!("{:?}", store.events_of_article(&id(article), 100).await.unwrap()));
        all.push(format!("{:?}", store.article(&id(article)).await.unwrap().map(|stored| stored.events)));
    }
    let counts = store.counts().await.unwrap();
    all.push(format!("{} {} {}", counts.articles, counts.events, counts.reports));
    all.join("\n")
}

async fn corrected_fields_go_before_what_is_told(Fresh { store, .. }: Fresh) {
    told_twice(&store).await;
    let before = one(&store, 1).await;
    let change = correct(&store, 1, &everything()).await;
    let facts = &change.events[0];
    assert_eq!((change.seq, change.events.len(), change.actors[0].id.as_str()), (3, 1, "PER"), "an actor nobody has told yet is new");
    assert_eq!((facts.kind.as_str(), facts.status(), facts.date), ("visit", Status::Planned, "2006-01-07".parse().ok()));
    assert_eq!((facts.place.as_ref().unwrap().name.as_str(), facts.participants.len(), facts.reports), ("Lima", 2, 2));
    assert_eq!(&*facts.cameo, "036", "the codes follow");
    let event = one(&store, 1).await;
    assert_eq!(event.corrected.fields, Field::ALL);
    assert_eq!((event.participants.clone(), event.reports.clone()), (everything().participants.unwrap(), before.reports.clone()));
    assert_eq!((event.codes.plover.as_deref(), event.codes.cameo.as_str()), (Some("AGREE"), "036"));
    let corrections = store.corrections(EventId(1)).await.unwrap().unwrap();
    let said = &corrections.said[0];
    assert_eq!((corrections.said.len(), said.number, said.reason.as_deref(), said.undone_at), (1, 3, Some("read wrongly"), None));
    assert_eq!(said.given.as_ref().unwrap().fields(), Field::ALL);
    assert_eq!(said.before, Correction::of(&before, Field::ALL));
    assert_eq!(corrections.told.unwrap(), before, "what the articles tell stays readable");
    assert_eq!(corrections.event.unwrap().kind.as_str(), "visit");
    assert_eq!(store.changes_after(2, 10).await.unwrap(), [change], "whoever follows the log is told");
}

async fn a_corrected_status_has_its_day_in_the_history(Fresh { store, .. }: Fresh) {
    told_twice(&store).await;
    let change = correct(&store, 1, &Correction { status: Some(Status::Cancelled), ..Correction::default() }).await;
    let history = |change: &Change| change.events[0].history.iter().map(|(day, status)| format!("{day} {status}")).collect::<Vec<_>>();
    assert_eq!(history(&change), ["2005-12-20 planned", "2005-12-26 cancelled"], "it takes the place of the last one told");
    let late = article("c", Some("2005-12-28"));
    let change = taken(&store, &late, &[meeting(3, &late, Status::Cancelled)]).await;
    assert_eq!((change.events[0].reports, history(&change).len()), (3, 2));
    let told: Vec<_> = one(&store, 1).await.history().into_iter().map(|(_, status)| status).collect();
    assert_eq!(told, [Status::Planned, Status::Cancelled]);
}

async fn what_is_taken_back_leaves_no_trace(Fresh { store, .. }: Fresh) {
    told_twice(&store).await;
    let third = article("c", Some("2006-02-01"));
    let mut alone = meeting(7, &third, Status::Occurred);
    (alone.date, alone.place) = (None, None);
    taken(&store, &third, &[alone]).await;
    // The actor of the correction stays, as actors do.
    let bystander = article("d", None);
    let mut other = meeting(15, &bystander, Status::Denied);
    other.participants = everything().participants.unwrap();
    taken(&store, &bystander, &[other]).await;
    let before = all_of(&store).await;
    for event in [1, 7] {
        for some in (1..32).map(some_of_everything) {
            let number = correct(&store, event, &some).await.seq;
            assert_ne!(all_of(&store).await, before);
            let change = undo(&store, event, number).await;
            assert_eq!(change.events[0].id, EventId(event));
            assert_eq!(all_of(&store).await, before, "{:?} of {event}", some.fields());
        }
        let number = store.reject_event(EventId(event), None).await.unwrap().unwrap().seq;
        assert_ne!(all_of(&store).await, before);
        undo(&store, event, number).await;
        assert_eq!(all_of(&store).await, before, "all of {event}");
        let said = store.corrections(EventId(event)).await.unwrap().unwrap().said;
        assert_eq!(said.iter().filter(|said| said.undone_at.is_some()).count(), 32, "and what was said stays readable");
    }
    // The comparison finds what it found before.
    let more = article("e", Some("2005-12-27"));
    assert_eq!(taken(&store, &more, &[meeting(8, &more, Status::Occurred)]).await.events[0].id, EventId(1));
}

async fn of_two_corrections_the_last_counts_and_each_can_be_taken_back(Fresh { store, .. }: Fresh) {
    told_twice(&store).await;
    let dated = |date: &str| Correction { date: Some(date.parse().ok()), ..Correction::default() };
    let first = correct(&store, 1, &dated("2005-11-01")).await.seq;
    let second = correct(&store, 1, &dated("2005-11-02")).await.seq;
    let date = async || one(&store, 1).await.date.unwrap().start.to_string();
    assert_eq!(date().await, "2005-11-02");
    assert_eq!(store.corrections(EventId(1)).await.unwrap().unwrap().said[1].before, dated("2005-11-01"));
    undo(&store, 1, first).await;
    assert_eq!(date().await, "2005-11-02");
    assert!(store.undo_correction(EventId(1), first).await.unwrap().is_none(), "once");
    undo(&store, 1, second).await;
    assert_eq!(date().await, "2005-12-24");
    assert!(one(&store, 1).await.corrected.fields.is_empty());
}

async fn corrections_stay_when_the_article_comes_again(Fresh { store, .. }: Fresh) {
    let only = article("a", Some("2005-12-20"));
    let told = meeting(1, &only, Status::Planned);
    taken(&store, &only, std::slice::from_ref(&told)).await;
    let number = correct(&store, 1, &everything()).await.seq;
    let corrected = one(&store, 1).await;
    let removed = store.retract_article(&only.id).await.unwrap().unwrap().removed;
    assert_eq!((removed, store.counts().await.unwrap().events), (vec![EventId(1)], 0));
    taken(&store, &only, std::slice::from_ref(&told)).await;
    assert_eq!(one(&store, 1).await, corrected);
    undo(&store, 1, number).await;
    assert_eq!(one(&store, 1).await, told);
}

async fn corrections_stay_when_the_article_is_read_again(Fresh { store, .. }: Fresh) {
    let [(first, planned), (second, held)] = told_twice(&store).await;
    correct(&store, 1, &everything()).await;
    let corrected = one(&store, 1).await;
    for (article, event) in [(&second, &held), (&first, &planned)] {
        let change = store.reread_article(&article.id, std::slice::from_ref(event), &[]).await.unwrap().unwrap();
        assert_eq!((change.events.len(), change.events[0].reports), (1, 2), "they are one event still");
    }
    let mut again = one(&store, 1).await;
    again.reports.sort_by_key(|report| report.article.as_str().to_owned());
    assert_eq!(again, corrected);
}

async fn corrections_follow_the_word_that_is_read_as_another_act(Fresh { store, .. }: Fresh) {
    let only = article("a", Some("2005-12-26"));
    let told = |id: u64, kind: &str, word: u32| {
        let mut event = Event { kind: kind.parse().unwrap(), ..meeting(id, &only, Status::Occurred) };
        event.reports[0].trigger.iter_mut().for_each(|trigger| trigger.span = chancery_core::Span::new(word, word + 3));
        event
    };
    taken(&store, &only, &[told(1, "meeting", 10), told(2, "agreement", 20)]).await;
    let number = correct(&store, 1, &Correction { date: Some("2005-12-22".parse().ok()), ..Correction::default() }).await.seq;
    store.reject_event(EventId(2), None).await.unwrap().unwrap();
    let change = store.reread_article(&only.id, &[told(3, "talks", 10), told(4, "pledge", 20), told(5, "visit", 30)], &[]).await.unwrap().unwrap();
    let dates: Vec<_> = change.events.iter().map(|facts| (facts.kind.as_str(), facts.date.unwrap().start.to_string())).collect();
    assert_eq!(dates, [("talks", "2005-12-22".to_owned()), ("visit", "2005-12-24".to_owned())]);
    assert_eq!(store.corrections(EventId(3)).await.unwrap().unwrap().said[0].number, number);
    undo(&store, 3, number).await;
    assert_eq!(one(&store, 3).await, told(3, "talks", 10));
}

async fn later_reports_join_the_corrected_event_and_change_no_corrected_field(Fresh { store, .. }: Fresh) {
    let first = article("a", Some("2005-12-26"));
    let mut told = meeting(1, &first, Status::Occurred);
    (told.place, told.date) = (None, "2005-12-26".parse().ok());
    taken(&store, &first, &[told]).await;
    let given = Correction {
        date: Some("2005-12-24".parse().ok()),
        participants: Some(meeting(1, &first, Status::Occurred).participants),
        ..Correction::default()
    };
    correct(&store, 1, &given).await;
    let late = article("b", Some("2005-12-27"));
    let mut report = meeting(2, &late, Status::Occurred);
    report.participants.push(participant("CHN", ActorKind::Country, "CHN"));
    let change = taken(&store, &late, &[report]).await;
    assert_eq!((change.events[0].id, change.events[0].reports, change.events[0].participants.len()), (EventId(1), 2, 2));
    let event = one(&store, 1).await;
    assert_eq!((event.date, event.place.unwrap().name.as_str()), ("2005-12-24".parse().ok(), "Bern"), "what was not corrected is as told");
    assert_eq!(event.corrected.fields, [Field::Date, Field::Participants]);
    assert_eq!(store.corrections(EventId(1)).await.unwrap().unwrap().told.unwrap().participants.len(), 3);
}

async fn the_first_teller_goes_and_the_correction_stays(Fresh { store, .. }: Fresh) {
    let [(first, planned), _] = told_twice(&store).await;
    let number = correct(&store, 1, &everything()).await.seq;
    let change = store.retract_article(&first.id).await.unwrap().unwrap();
    assert_eq!((change.events[0].kind.as_str(), change.events[0].reports), ("visit", 1));
    let change = taken(&store, &first, &[planned]).await;
    assert_eq!((change.events.len(), change.events[0].id, change.events[0].reports), (1, EventId(1), 2));
    undo(&store, 1, number).await;
    assert_eq!(one(&store, 1).await.kind.as_str(), "meeting");
}

async fn a_telling_taken_out_is_none_of_which_the_correction_speaks(Fresh { store, .. }: Fresh) {
    let [_, (second, held)] = told_twice(&store).await;
    let number = correct(&store, 1, &everything()).await.seq;
    store.split_event(EventId(1), EventId(2), None).await.unwrap().unwrap();
    assert_eq!((one(&store, 1).await.kind.as_str(), one(&store, 2).await), ("visit", held.clone()));
    store.retract_article(&second.id).await.unwrap();
    let change = taken(&store, &second, std::slice::from_ref(&held)).await;
    assert_eq!((change.events[0].id, one(&store, 2).await), (EventId(2), held));
    assert_eq!(undo(&store, 1, number).await.events.len(), 1);
}

async fn merged_events_have_the_corrections_of_both(Fresh { store, .. }: Fresh) {
    let first = article("a", Some("2005-12-26"));
    let mut other = meeting(2, &first, Status::Occurred);
    other.date = "2005-03-03".parse().ok();
    taken(&store, &first, &[meeting(1, &first, Status::Occurred), other]).await;
    let kind = Correction { kind: "talks".parse().ok(), date: Some(None), ..Correction::default() };
    let date = Correction { date: Some("2005-04-04".parse().ok()), ..Correction::default() };
    let numbers = [correct(&store, 2, &kind).await.seq, correct(&store, 1, &date).await.seq];
    store.merge_events(EventId(1), EventId(2), None).await.unwrap().unwrap();
    let event = one(&store, 1).await;
    assert_eq!((event.kind.as_str(), event.date, event.reports.len()), ("talks", "2005-04-04".parse().ok(), 2));
    assert_eq!(store.corrections(EventId(1)).await.unwrap().unwrap().said.len(), 2);
    undo(&store, 1, numbers[1]).await;
    assert_eq!(one(&store, 1).await.date, None);
    undo(&store, 1, numbers[0]).await;
    assert_eq!((one(&store, 1).await.kind.as_str(), one(&store, 1).await.corrected.fields.len()), ("meeting", 0));
}

async fn events_are_compared_as_people_have_them(Fresh { store, .. }: Fresh) {
    let first = article("a", Some("2005-12-26"));
    let mut told = meeting(1, &first, Status::Occurred);
    told.date = "2005-12-10".parse().ok();
    taken(&store, &first, std::slice::from_ref(&told)).await;
    let second = article("b", Some("2005-12-27"));
    let report = meeting(2, &second, Status::Occurred);
    assert_eq!(taken(&store, &second, std::slice::from_ref(&report)).await.events[0].id, EventId(2), "of another day");
    store.retract_article(&second.id).await.unwrap();
    correct(&store, 1, &Correction { date: Some("2005-12-24".parse().ok()), ..Correction::default() }).await;
    assert_eq!(taken(&store, &second, std::slice::from_ref(&report)).await.events[0].id, EventId(1), "of the day that it has now");
    // So too where the corrected telling is the one that comes.
    store.retract_article(&first.id).await.unwrap();
    assert_eq!(taken(&store, &first, &[told]).await.events[0].reports, 2);
}

async fn what_cannot_be_a_correction_changes_nothing(Fresh { store, .. }: Fresh) {
    told_twice(&store).await;
    let before = all_of(&store).await;
    let twice = vec![participant("RUS", ActorKind::Country, "RUS"); 2];
    let wrong = Correction { participants: Some(twice), ..Correction::default() };
    let error = store.correct_event(EventId(1), &wrong, &[], None).await.unwrap_err();
    assert!(matches!(error, StoreError::Invalid { .. }), "{error}");
    assert!(store.correct_event(EventId(5), &everything(), &[], None).await.unwrap().is_none());
    assert!(store.reject_event(EventId(5), None).await.unwrap().is_none() && store.corrections(EventId(5)).await.unwrap().is_none());
    assert!(store.undo_correction(EventId(1), 1).await.unwrap().is_none());
    assert_eq!((all_of(&store).await, store.revision().await.unwrap()), (before, 2));
}

async fn a_load_tells_what_the_changes_told(Fresh { store, .. }: Fresh) {
    told_twice(&store).await;
    let change = correct(&store, 1, &everything()).await;
    let mut loaded: Vec<EventFacts> = vec![];
    let sink = |one| {
        if let Loaded::Event(facts) = one {
            loaded.push(facts);
        }
    };
    assert_eq!(store.load(sink).await.unwrap(), 3);
    assert_eq!(loaded, change.events);
}
