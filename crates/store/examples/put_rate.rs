//! How fast articles are put and loaded: `cargo run --release -p chancery-store --example put_rate -- ADDRESS [ARTICLES]`.
//!
//! Each article tells five events of two participants. One writer at a time, then eight at once; then the whole store is loaded.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "an example prints its figures and stops at a failure")]

#[path = "../tests/common/mod.rs"]
mod common;

use chancery_core::Status;
use chancery_store::Store;
use std::time::Instant;

const EVENTS: u64 = 5;

#[tokio::main]
async fn main() {
    let mut args = std::env::args().skip(1);
    let address = args.next().expect("the address of a store is the first argument");
    let articles: u64 = args.next().map_or(1000, |number| number.parse().unwrap());
    let store = Store::open(&address).await.unwrap();
    let begin = u64::try_from(store.revision().await.unwrap()).unwrap();
    for (round, writers) in [1, 8].into_iter().enumerate() {
        let base = begin + round as u64 * articles;
        let start = Instant::now();
        let tasks: Vec<_> = (0..writers).map(|writer| tokio::spawn(put(store.clone(), base + writer, base + articles, writers as usize))).collect();
        for task in tasks {
            task.await.unwrap();
        }
        let seconds = start.elapsed().as_secs_f64();
        // An article, and for each event its own row, two participants and a report; and the change.
        let rows = articles * (2 + EVENTS * 4);
        println!(
            "{}: {writers} writers: {articles} articles in {seconds:.2} s: {:.0} articles/s, {:.0} rows/s",
            store.engine(),
            articles as f64 / seconds,
            rows as f64 / seconds
        );
    }
    let (start, mut loaded) = (Instant::now(), 0_u64);
    store.load(|_| loaded += 1).await.unwrap();
    println!("{}: loaded {loaded} events and actors in {:.2} s", store.engine(), start.elapsed().as_secs_f64());
}

async fn put(store: Store, first: u64, end: u64, step: usize) {
    for number in (first..end).step_by(step) {
        let article = common::article(&format!("rate-{number}"), Some("2005-12-26"));
        let events: Vec<_> = (0..EVENTS).map(|event| common::meeting(number * EVENTS + event, &article, Status::Occurred)).collect();
        common::added(&store, &article, &events).await;
    }
}
