//! What the ranker of participants is asked about articles, for `tools/ranker`.
//!
//! Reads articles as JSON Lines (`id`, `text`, `published_on`) on standard input and writes a line for each: `id`, `events` as `chancery extract` writes them, and
//! `questions`: the trigger (`span`, in scalar values), `type` and `class` of the act, and its `candidates`, each with its `span` (none where it stands in another sentence),
//! `who` it is, and what is told of it: the values of the `features` as `row` and, as if the frames had found nobody, as `bare`. With a file as argument that forest is taken in place of the one that ships.
#![expect(clippy::print_stdout, reason = "what the trainer reads is its output")]

use std::{cell::RefCell, error::Error, fs, io};

use chancery_core::{Article, EventType};
use chancery_extract::{
    Knowledge,
    events::{
        cast::Named,
        ranker::question::{Asked, Question, Row},
        telling::Teller,
    },
    explain,
    forest::Forest,
    page::Page,
};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut knowledge = Knowledge::builtin();
    if let Some(file) = std::env::args().nth(1) {
        knowledge = knowledge.with_ranker(Box::leak(Box::new(Forest::read(&fs::read_to_string(file)?)?)));
    }
    for line in io::stdin().lines() {
        println!("{}", told(&serde_json::from_str(&line?)?, &knowledge)?);
    }
    Ok(())
}

/// All that is written of an article.
fn told(row: &Value, knowledge: &Knowledge) -> Result<Value, Box<dyn Error>> {
    let text = |key: &str| row[key].as_str().ok_or_else(|| format!("an article has a text {key}"));
    let mut article = Article::new(text("text")?, row["published_on"].as_str().and_then(|day| day.parse().ok()));
    article.id = text("id")?.parse()?;
    let events: Vec<_> = explain(&article, knowledge).0.events.into_iter().filter_map(|event| event.told()).collect();
    let questions = RefCell::new(Vec::new());
    let watch = |question: Question<'_, '_>, kind: &EventType| questions.borrow_mut().push(put(question, kind));
    let page = Page::new(&article, knowledge);
    let mut teller = Teller::new(&page, knowledge).watched(&watch);
    page.document.sentences().for_each(|sentence| teller.read(sentence));
    drop(teller);
    Ok(json!({ "id": article.id.as_str(), "events": events, "questions": questions.into_inner() }))
}

/// A question with all of its candidates.
fn put(question: Question<'_, '_>, kind: &EventType) -> Value {
    let (asked, bare) = (Asked::new(question), Asked::new(Question { parts: &[], ..question }));
    let rows: Vec<(Row, Row)> = (0..asked.candidates().count()).map(|number| (asked.row(number), bare.row(number))).collect();
    let candidates: Vec<Value> = asked.candidates().zip(&rows).map(|(named, (row, bare))| candidate(named, row, bare)).collect();
    let features: Vec<&str> = rows.first().map(|(row, _)| row.iter().map(|(name, _)| *name).collect()).unwrap_or_default();
    let span = question.tree.words[question.site.word].span;
    json!({
        "span": [span.start, span.end], "type": kind.as_str(), "class": question.class.0.as_str(), "likely": question.class.1,
        "features": features, "candidates": candidates,
    })
}

fn candidate(named: &Named, row: &Row, bare: &Row) -> Value {
    let who = named.who.iter().map(|who| json!({ "country": who.country, "organization": who.organization, "name": who.name }));
    // Whoever was named before has no words in this sentence.
    let span = (named.head != usize::MAX).then_some([named.span.start, named.span.end]);
    let values = |row: &Row| row.iter().map(|(_, value)| *value).collect::<Vec<_>>();
    json!({ "span": span, "who": who.collect::<Vec<_>>(), "row": values(row), "bare": values(bare) })
}
