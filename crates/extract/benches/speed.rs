//! What it takes to load all that extraction knows, and how fast the stages are beside each other, in CPU time of one core:
//! `cargo bench -p chancery-extract`. The texts are the annotated articles under `eval/gold`.
#![allow(clippy::print_stdout, reason = "figures are its output")]

use std::{fs, hint::black_box, path::Path, time::Duration};

use chancery_core::{Article, Ontology};
use chancery_extract::{Knowledge, dates, extract, frames::Frames, gazetteer::Gazetteer, mentions};
use chancery_language::{Document, Language, tokenise};
use cpu_time::ThreadTime;

/// Each stage is measured so often and the best counts, since other work on the machine can only slow one down.
const ROUNDS: usize = 7;

fn main() {
    let articles = articles();
    loads(&articles[0]);
    let knowledge = Knowledge::builtin();
    let documents: Vec<Document> = articles.iter().map(|article| tokenise(&article.text)).collect();
    let tokens: usize = documents.iter().map(|document| document.tokens.len()).sum();
    println!("{} articles, {tokens} tokens; tokens/s of CPU time on one core:", articles.len());
    let gazetteer = knowledge.gazetteer();
    let stage = |name: &str, work: &mut dyn FnMut(&Article, &Document)| {
        let mut round = || took(|| articles.iter().zip(&documents).for_each(|(article, document)| work(article, document)));
        let best = (0..ROUNDS).map(|_| round()).min().expect("there is a round at least");
        println!("  {name:<38} {:>9.0}", tokens as f64 / best.as_secs_f64());
    };
    stage("words and sentences", &mut |article, _| drop(black_box(tokenise(&article.text))));
    let parsed: Vec<Document> = articles.iter().map(|article| Language::english().analyse(&article.text)).collect();
    stage("parser, words and sentences included", &mut |article, _| drop(black_box(Language::english().analyse(&article.text))));
    stage("names that are units of the parser", &mut |article, document| {
        drop(black_box(mentions::units(&article.text, document, gazetteer)));
    });
    let mut next = parsed.iter().cycle();
    stage("mentions", &mut |article, _| {
        let document = next.next().expect("a cycle has no end");
        black_box(mentions::find_mentions(document, article, gazetteer));
    });
    stage("dates, found and resolved", &mut |article, _| drop(black_box(dates::of_text(&article.text, article.published_on))));
    stage("whole extraction", &mut |article, _| drop(black_box(extract(article, &knowledge))));
    let frames = Knowledge::builtin().with_reader(None);
    stage("whole extraction, frames alone", &mut |article, _| drop(black_box(extract(article, &frames))));
}

/// What loading takes, each part at its first use in this process.
fn loads(article: &Article) {
    let show = |what: &str, time: Duration| println!("  {what:<38} {:>9.2}", time.as_secs_f64() * 1e3);
    println!("loading, ms of CPU time:");
    show("language model", took(|| _ = black_box(Language::english())));
    let ontology = Ontology::builtin();
    show("frames", took(|| drop(black_box(Frames::builtin(&ontology)))));
    show("gazetteer", took(|| _ = black_box(Gazetteer::builtin())));
    let mut knowledge = None;
    show("all, the model already there", took(|| knowledge = Some(Knowledge::builtin())));
    let knowledge = knowledge.expect("it was loaded just now");
    let name = article.text.split_whitespace().take(20).collect::<Vec<_>>().join(" ");
    show("the first names found", took(|| _ = black_box(mentions::find_in_text(&name, article.published_on, knowledge.gazetteer()))));
    show("the first article read", took(|| drop(black_box(extract(article, &knowledge)))));
    show("the same article again", took(|| drop(black_box(extract(article, &knowledge)))));
}

fn took(work: impl FnOnce()) -> Duration {
    let start = ThreadTime::now();
    work();
    start.elapsed()
}

fn articles() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/gold");
    let mut files: Vec<_> = fs::read_dir(folder).expect("the annotated articles are there").flatten().map(|entry| entry.path()).collect();
    files.sort();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    let article = |path: &Path| {
        let text = fs::read_to_string(path).expect("an article is a text");
        let gold = fs::read(path.with_extension("gold.json")).expect("each article is annotated");
        let gold: serde_json::Value = serde_json::from_slice(&gold).expect("the annotation is JSON");
        Article::new(text, gold["published_on"].as_str().and_then(|day| day.parse().ok()))
    };
    files.iter().map(|path| article(path)).collect()
}
