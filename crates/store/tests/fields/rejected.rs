//! Events that people say are none, and what they say of those that files tell.

use super::*;

pub async fn a_rejected_event_is_in_no_answer_and_stays_away(Fresh { store, .. }: Fresh) {
    let [(first, planned), (second, held)] = told_twice(&store).await;
    let before = store.told(EventId(1)).await.unwrap().unwrap();
    let change = store.reject_event(EventId(1), Some("a film")).await.unwrap().unwrap();
    assert_eq!((change.seq, change.events.len(), change.removed.as_slice()), (3, 0, &[EventId(1)][..]));
    let nothing = async || {
        assert!(store.events(&[EventId(1), EventId(2)]).await.unwrap().is_empty() && store.told(EventId(1)).await.unwrap().is_none());
        assert!(store.events_of_article(&id("a"), 9).await.unwrap().is_empty());
        let counts = store.counts().await.unwrap();
        assert_eq!((counts.articles, counts.events, counts.reports), (2, 0, 0));
    };
    nothing().await;
    for (article, event) in [(&first, &planned), (&second, &held)] {
        store.retract_article(&article.id).await.unwrap();
        let change = taken(&store, article, std::slice::from_ref(event)).await;
        assert!(change.events.is_empty());
        nothing().await;
        assert!(store.reread_article(&article.id, std::slice::from_ref(event), &[]).await.unwrap().unwrap().events.is_empty());
        nothing().await;
    }
    let corrections = store.corrections(EventId(1)).await.unwrap().unwrap();
    assert_eq!((corrections.event, corrections.told.unwrap().status), (None, Status::Occurred));
    assert_eq!((&corrections.said[0].given, corrections.said[0].before.fields()), (&None, Field::ALL.to_vec()));
    assert!(store.correct_event(EventId(1), &everything(), &[], None).await.unwrap().is_none(), "there is nothing to correct");
    let change = undo(&store, 1, corrections.said[0].number).await;
    assert_eq!((change.events[0].id, change.events[0].reports), (EventId(1), 2));
    // All is as before, but for why the second was joined: it came again while there was nothing to compare it with.
    let (event, mut tellings) = store.told(EventId(1)).await.unwrap().unwrap();
    assert_eq!(std::mem::take(&mut tellings[1].reasons), ["a person says so"]);
    tellings[1].reasons.clone_from(&before.1[1].reasons);
    assert_eq!((event, tellings), before);
    let late = article("c", Some("2005-12-27"));
    assert_eq!(taken(&store, &late, &[meeting(3, &late, Status::Occurred)]).await.events[0].id, EventId(1));
}

pub async fn a_rejected_event_that_no_article_tells_any_more_comes_back_with_one(Fresh { store, .. }: Fresh) {
    let only = article("a", Some("2005-12-26"));
    let told = meeting(1, &only, Status::Occurred);
    taken(&store, &only, std::slice::from_ref(&told)).await;
    let number = store.reject_event(EventId(1), None).await.unwrap().unwrap().seq;
    store.retract_article(&only.id).await.unwrap();
    assert_eq!(store.corrections(EventId(1)).await.unwrap().unwrap().told, None);
    let change = undo(&store, 1, number).await;
    assert!(change.events.is_empty() && change.removed.is_empty());
    taken(&store, &only, std::slice::from_ref(&told)).await;
    assert_eq!(one(&store, 1).await, told);
}

pub async fn other_articles_may_tell_what_was_rejected(Fresh { store, .. }: Fresh) {
    let only = article("a", Some("2005-12-26"));
    let told = meeting(1, &only, Status::Occurred);
    taken(&store, &only, std::slice::from_ref(&told)).await;
    let number = store.reject_event(EventId(1), None).await.unwrap().unwrap().seq;
    let other = article("b", Some("2005-12-27"));
    assert_eq!(taken(&store, &other, &[meeting(2, &other, Status::Occurred)]).await.events[0].id, EventId(2), "nothing is lost unseen");
    undo(&store, 1, number).await;
    assert_eq!(store.counts().await.unwrap().events, 2);
    assert_eq!(store.merge_events(EventId(1), EventId(2), None).await.unwrap().unwrap().events[0].reports, 2);
}

pub async fn corrections_of_imported_events_hold_for_the_next_import(Fresh { store, .. }: Fresh) {
    let mut file = article("icews:events.tsv", None);
    file.text.clear();
    let events: Vec<_> = (1..=3).map(|number| meeting(number, &file, Status::Occurred)).collect();
    store.import(&file, &events, &[]).await.unwrap();
    let numbers = [correct(&store, 1, &everything()).await.seq, store.reject_event(EventId(2), None).await.unwrap().unwrap().seq];
    let corrected = one(&store, 1).await;
    assert_eq!(store.import(&file, &events, &[]).await.unwrap(), 0, "nothing of it is new");
    assert_eq!(store.revision().await.unwrap(), 3);
    store.retract_article(&file.id).await.unwrap();
    assert_eq!(store.import(&file, &events, &[]).await.unwrap(), 2);
    assert_eq!((one(&store, 1).await, store.counts().await.unwrap().events), (corrected, 2));
    for (event, number) in [(1, numbers[0]), (2, numbers[1])] {
        undo(&store, event, number).await;
    }
    let ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
    assert_eq!(store.events(&ids).await.unwrap(), events);
    // What files tell is not compared with what articles tell, corrected or not.
    let teller = article("a", Some("2005-12-26"));
    assert_eq!(taken(&store, &teller, &[meeting(9, &teller, Status::Occurred)]).await.events[0].id, EventId(9));
}
