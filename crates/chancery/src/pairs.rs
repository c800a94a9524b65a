//! How well it is told whether two articles tell the same event: pairs of articles, each put into an empty store, in both orders.

use anyhow::Context;
use chancery_core::{
    Article, Event, EventId, EventType, Status,
    same::{self, Telling},
};
use chancery_extract::{Knowledge, extract};
use chancery_store::Store;
use jiff::civil::Date;
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};
use tokio::runtime::Runtime;

/// Two articles and the events that both tell.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// Its name.
    id: String,
    /// Where it plays.
    #[serde(rename = "region")]
    _region: String,
    /// How the two hang together ("held as planned", "same day, other parties").
    kind: String,
    /// One article.
    a: Text,
    /// The other.
    b: Text,
    /// The events that both tell; none for a near miss.
    same: Vec<Shared>,
    /// Types of events that both may be taken to tell: joined or not, they count for nothing.
    #[serde(default)]
    also: Vec<EventType>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    published_on: Date,
    text: String,
}

/// An event that both articles tell.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shared {
    /// The types that are accepted.
    #[serde(rename = "type")]
    kinds: Vec<EventType>,
    /// Its statuses, from the earlier article to the later.
    history: Vec<Status>,
}

/// What became of the pairs of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    pairs: usize,
    joined: usize,
    missed: usize,
    wrong: usize,
}

/// What became of all pairs.
#[derive(Debug, Default)]
pub struct PairScores {
    kinds: BTreeMap<String, Counts>,
    untold: usize,
    /// Events that were joined with the right history of statuses.
    right_histories: usize,
    /// Pairs with the same result in the other order.
    same_reversed: usize,
    /// Every event that was joined or kept apart wrongly, in words.
    pub faults: Vec<String>,
}

/// Judges pairs.
///
/// # Errors
/// When a store cannot be made.
pub fn judge(pairs: &[Pair], knowledge: &Knowledge) -> anyhow::Result<PairScores> {
    let runtime = Runtime::new().context("cannot start")?;
    let mut scores = PairScores::default();
    let directory = tempfile::tempdir().context("cannot make a directory for a store")?;
    let store = runtime.block_on(Store::open(&directory.path().display().to_string()))?;
    for pair in pairs {
        let [a, b] = [("a", &pair.a), ("b", &pair.b)].map(|(half, text)| Told::new(pair, half, text, knowledge));
        let reversed = runtime.block_on(joined(&store, &[&b, &a]))?;
        let joined = runtime.block_on(joined(&store, &[&a, &b]))?;
        scores.same_reversed += usize::from(kinds(&joined) == kinds(&reversed));
        scores.add(pair, &joined, [&a, &b]);
    }
    runtime.block_on(store.close());
    Ok(scores)
}

/// An article with what it tells.
struct Told {
    article: Article,
    extraction: chancery_extract::Extraction,
}

impl Told {
    fn new(pair: &Pair, half: &str, text: &Text, knowledge: &Knowledge) -> Self {
        let id = format!("{}.{half}", pair.id).parse().expect("the name of a pair is short and plain");
        let article = Article { id, ..Article::new(text.text.clone(), Some(text.published_on)) };
        Self { extraction: extract(&article, knowledge), article }
    }
}

/// The events that both articles tell, after they were put in this order into the empty store, which they leave empty again.
async fn joined(store: &Store, order: &[&Told; 2]) -> anyhow::Result<Vec<Event>> {
    for told in order {
        store.take_article(&told.article, &told.extraction.events, &told.extraction.actors).await?;
    }
    let events = store.events_of_article(&order[0].article.id, u32::MAX).await?;
    for told in order {
        store.retract_article(&told.article.id).await?;
    }
    let both = |event: &Event| event.reports.iter().any(|report| report.article == order[1].article.id);
    Ok(events.into_iter().filter(both).collect())
}

fn kinds(events: &[Event]) -> BTreeSet<(&EventType, &str)> {
    events.iter().map(|event| (&event.kind, event.status.as_str())).collect()
}

/// What tells apart the tellings of an event that both articles are read to tell, for every two of them.
fn apart(articles: [&Told; 2], shared: &Shared) -> String {
    let tellings = |told: &Told| -> Vec<(Event, BTreeSet<String>)> {
        let events = told.extraction.events.iter().filter(|event| shared.kinds.contains(&event.kind));
        events.map(|event| (event.clone(), same::content(event))).collect()
    };
    let [a, b] = articles.map(tellings);
    let [x, y] = articles.map(|told| told.article.published_on);
    let telling = |(event, content), published_on| Telling { event, content, published_on, bare: false };
    let pairs = a.iter().flat_map(|(one, words)| b.iter().map(move |(two, others)| (telling((one, words), x), telling((two, others), y))));
    let reasons: BTreeSet<String> = pairs.filter_map(|(one, two)| same::compared(one, two).err()).collect();
    reasons.into_iter().collect::<Vec<_>>().join("; ")
}

impl PairScores {
    fn add(&mut self, pair: &Pair, joined: &[Event], articles: [&Told; 2]) {
        let counts = self.kinds.entry(pair.kind.clone()).or_default();
        counts.pairs += 1;
        let mut used: BTreeSet<EventId> = BTreeSet::new();
        for shared in &pair.same {
            let Some(event) = joined.iter().find(|event| shared.kinds.contains(&event.kind) && !used.contains(&event.id)) else {
                counts.missed += 1;
                let tells = |told: &&Told| told.extraction.events.iter().any(|event| shared.kinds.contains(&event.kind));
                let untold = !articles.iter().all(tells);
                self.untold += usize::from(untold);
                let why =
                    if untold { "an article was read as not telling it".to_owned() } else { format!("kept apart: {}", apart(articles, shared)) };
                self.faults.push(format!("missed  {} ({}): {} {why}", pair.id, pair.kind, shared.kinds[0]));
                continue;
            };
            used.insert(event.id);
            counts.joined += 1;
            let told: Vec<Status> = event.history().into_iter().map(|(_, status)| status).collect();
            if told == shared.history {
                self.right_histories += 1;
            } else {
                self.faults.push(format!("history {} ({}): {} {told:?}", pair.id, pair.kind, event.kind));
            }
        }
        for event in joined.iter().filter(|event| !used.contains(&event.id) && !pair.also.contains(&event.kind)) {
            counts.wrong += 1;
            let words: Vec<&str> = event.reports.iter().map(|report| report.evidence.text.as_str()).collect();
            self.faults.push(format!("false   {} ({}): {} {}", pair.id, pair.kind, event.kind, words.join(" = ")));
        }
    }

    fn all(&self) -> Counts {
        self.kinds.values().fold(Counts::default(), |all, one| Counts {
            pairs: all.pairs + one.pairs,
            joined: all.joined + one.joined,
            missed: all.missed + one.missed,
            wrong: all.wrong + one.wrong,
        })
    }
}

impl fmt::Display for PairScores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<32}{:>6}{:>8}{:>8}{:>7}", "kind", "pairs", "joined", "missed", "false")?;
        for (kind, counts) in self.kinds.iter().chain([(&"all".to_owned(), &self.all())]) {
            writeln!(f, "{kind:<32}{:>6}{:>8}{:>8}{:>7}", counts.pairs, counts.joined, counts.missed, counts.wrong)?;
        }
        let share = |part: usize, whole: usize| if whole == 0 { 1.0 } else { part as f64 / whole as f64 };
        let Counts { pairs, joined, missed, wrong } = self.all();
        writeln!(f, "\nprecision {:.3}, recall {:.3}", share(joined, joined + wrong), share(joined, joined + missed))?;
        writeln!(f, "of those missed, not read in one of the articles: {}", self.untold)?;
        writeln!(f, "histories of statuses that are right: {} of {joined}", self.right_histories)?;
        writeln!(f, "pairs with the same result in the other order: {} of {pairs}", self.same_reversed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped(file: &str) -> Vec<Pair> {
        let path = format!("{}/../../eval/pairs/{file}.jsonl", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn the_shipped_pairs_are_what_the_readme_says() {
        let files = [("tune", 132), ("check", 62), ("retold", 78), ("retold-check", 38), ("third", 66), ("third-check", 36), ("fourth", 40)];
        let mut ids = BTreeSet::new();
        for (pairs, count) in &files.map(|(file, count)| (shipped(file), count)) {
            assert!(pairs.len() == *count && pairs.iter().filter(|pair| pair.same.is_empty()).count() * 2 == pairs.len());
            for pair in pairs {
                assert!(ids.insert(&pair.id), "{} stands twice", pair.id);
                assert!(pair.same.iter().all(|shared| !shared.history.is_empty() && !shared.kinds.is_empty()), "{}", pair.id);
                for text in [&pair.a.text, &pair.b.text] {
                    assert!((55..=150).contains(&text.split_whitespace().count()), "{}: {text}", pair.id);
                }
            }
        }
    }
}
