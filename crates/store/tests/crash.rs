//! A writer that is killed in the middle loses nothing that it acknowledged and leaves nothing half.

#![allow(clippy::unwrap_used, reason = "a failure here fails the test")]

mod common;

use chancery_core::{EventId, Status};
use chancery_store::Store;
use common::*;
use std::{
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
};

const ADDRESS: &str = "CHANCERY_TEST_CRASH_ADDRESS";

/// The writer. It is run by the tests below as a process of its own, and on its own does nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "run by the crash tests"]
async fn writer() {
    let Ok(address) = std::env::var(ADDRESS) else { return };
    let store = Store::open(&address).await.unwrap();
    let tasks: Vec<_> = (0..4_u64)
        .map(|task| {
            let store = store.clone();
            tokio::spawn(async move {
                for number in 0.. {
                    let name = task * 1_000_000 + number;
                    let article = article(&name.to_string(), Some("2005-12-26"));
                    let events = [meeting(2 * name, &article, Status::Occurred), meeting(2 * name + 1, &article, Status::Planned)];
                    let change = added(&store, &article, &events).await;
                    writeln!(std::io::stdout().lock(), "acknowledged {name} {}", change.seq).unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

async fn survives_a_kill(fresh: Fresh) {
    let mut acknowledged: Vec<(u64, i64)> = vec![];
    for round in 1..=3_usize {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["writer", "--exact", "--ignored", "--nocapture", "--test-threads=1"])
            .env(ADDRESS, &fresh.address)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // Articles of the rounds before are known to the writer, so each round writes under other names.
        let mut fresh_lines = 0;
        while fresh_lines < 60 * round
            && let Some(Ok(line)) = lines.next()
        {
            if let Some(read) = acknowledgement(&line) {
                acknowledged.push(read);
                fresh_lines += 1;
            }
        }
        child.kill().unwrap();
        acknowledged.extend(lines.map_while(Result::ok).filter_map(|line| acknowledgement(&line)));
        child.wait().unwrap();
        check(&Store::open(&fresh.address).await.unwrap(), &acknowledged).await;
        let Some(last) = fresh.store.articles(None, 10_000).await.ok() else { panic!("no articles") };
        for head in last {
            fresh.store.retract_article(&head.id).await.unwrap();
        }
        acknowledged.clear();
    }
}

fn acknowledgement(line: &str) -> Option<(u64, i64)> {
    let (name, seq) = line.split_once("acknowledged ")?.1.split_once(' ')?;
    Some((name.parse().ok()?, seq.parse().ok()?))
}

async fn check(store: &Store, acknowledged: &[(u64, i64)]) {
    assert!(acknowledged.len() >= 60, "{}", acknowledged.len());
    for &(name, seq) in acknowledged {
        let stored = store.article(&id(&name.to_string())).await.unwrap().unwrap_or_else(|| panic!("article {name} was acknowledged and is lost"));
        assert_eq!(stored.seq, seq);
    }
    let changes = store.changes_after(0, 100_000).await.unwrap();
    let revision = store.revision().await.unwrap();
    assert_eq!(changes.iter().map(|change| change.seq).collect::<Vec<_>>(), (1..=revision).collect::<Vec<_>>());
    let counts = store.counts().await.unwrap();
    assert_eq!((counts.events, counts.reports), (2 * counts.articles, 2 * counts.articles), "an article is half there");
    for head in store.articles(None, 10_000).await.unwrap() {
        let name: u64 = head.id.as_str().parse().unwrap();
        let events = store.events(&[EventId(2 * name), EventId(2 * name + 1)]).await.unwrap();
        assert!(events.len() == 2 && events.iter().all(|event| event.participants.len() == 2), "article {name} is half there");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_survives_a_kill() {
    survives_a_kill(fresh_sqlite().await.unwrap()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_survives_a_kill() {
    if let Some(fresh) = fresh_postgres().await {
        survives_a_kill(fresh).await;
    }
}
