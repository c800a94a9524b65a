//! Full text over articles, on every engine.

#![expect(clippy::unwrap_used, reason = "a failure here fails the test")]

mod common;

use chancery_core::{Article, Status};
use chancery_store::{Store, Terms};
use common::*;

contract!(words_are_found_in_their_forms, a_page_goes_on_where_it_ended, retracted_articles_are_not_found, what_is_looked_for_is_no_query);

async fn told(store: &Store, id: &str, title: Option<&str>, text: &str) {
    let article = Article { title: title.map(str::to_owned), text: text.into(), ..article(id, Some("2005-12-26")) };
    added(store, &article, &[meeting(id.len() as u64, &article, Status::Occurred)]).await;
}

async fn found(store: &Store, text: &str) -> Vec<String> {
    let (found, total) = store.search(&Terms::read(text).unwrap(), None, 10).await.unwrap();
    assert_eq!(usize::try_from(total).unwrap(), found.len());
    found.into_iter().map(|found| found.head.id.to_string()).collect()
}

async fn words_are_found_in_their_forms(Fresh { store, .. }: Fresh) {
    told(&store, "a", Some("Envoys in Bern"), "Two envoys signed a treaty on salt in the Great Hall.").await;
    told(&store, "bb", None, "The great minister left the hall without signing.").await;
    assert_eq!(found(&store, "signed").await, ["bb", "a"]);
    assert_eq!(found(&store, "Treaties SALT").await, ["a"]);
    assert_eq!(found(&store, "\"great hall\"").await, ["a"]);
    assert_eq!(found(&store, "hall -treaty").await, ["bb"]);
    assert_eq!(found(&store, "bern").await, ["a"], "a headline is searched too");
    assert!(found(&store, "pepper").await.is_empty());
    let (hits, _) = store.search(&Terms::read("salt").unwrap(), None, 10).await.unwrap();
    let (start, end) = hits[0].marks[0];
    let marked: String = hits[0].snippet.chars().skip(start as usize).take((end - start) as usize).collect();
    assert_eq!((marked.as_str(), hits[0].head.events), ("salt", 1));
}

async fn a_page_goes_on_where_it_ended(Fresh { store, .. }: Fresh) {
    for id in ["a", "bb", "ccc"] {
        told(&store, id, None, "Talks on salt.").await;
    }
    let terms = Terms::read("salt").unwrap();
    let (first, total) = store.search(&terms, None, 2).await.unwrap();
    assert_eq!((first[1].head.id.as_str(), total), ("bb", 3));
    told(&store, "dddd", None, "More talks on salt.").await;
    let (second, _) = store.search(&terms, Some(first[1].head.seq), 2).await.unwrap();
    assert_eq!(second.iter().map(|found| found.head.id.as_str()).collect::<Vec<_>>(), ["a"]);
}

async fn retracted_articles_are_not_found(Fresh { store, .. }: Fresh) {
    told(&store, "a", None, "Talks on salt.").await;
    store.retract_article(&id("a")).await.unwrap();
    assert!(found(&store, "salt").await.is_empty());
}

async fn what_is_looked_for_is_no_query(Fresh { store, .. }: Fresh) {
    told(&store, "a", None, "Near or not: title of a column*.").await;
    for text in ["near OR not", "title:column", "column*", "a' or 1=1 --", "(((", "\"", "NEAR(a b)", "\u{2}", "&|!:*<>"] {
        let Some(terms) = Terms::read(text) else { continue };
        store.search(&terms, None, 10).await.unwrap();
    }
    assert_eq!(found(&store, "title:column").await.len(), 0, "words parted by a sign stand together");
}
