//! How fast texts are analysed on one core, beside what cutting the same text into words with `unicode-segmentation` takes:
//! `cargo bench -p chancery-language`. The ratio tells more than the seconds, which depend on the machine.
//!
//! The text is that of the articles under `examples/articles/`, or the file that is named on the command line.
#![allow(clippy::print_stdout, reason = "figures are its output")]

use std::{
    fs,
    hint::black_box,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use chancery_language::{Language, tokenise};
use unicode_segmentation::UnicodeSegmentation as _;

/// Each measurement is the best of that many, since other work on the machine can only slow one down.
const ROUNDS: usize = 7;

fn main() {
    let text = text();
    let load = best(1, || _ = black_box(Language::english()));
    let count = tokenise(&text).tokens.len();
    let rate = |time: Duration| count as f64 / time.as_secs_f64();
    let analyse = best(ROUNDS, || drop(black_box(Language::english().analyse(&text))));
    let cut = best(ROUNDS, || drop(black_box(tokenise(&text))));
    let words = best(ROUNDS, || _ = black_box(text.unicode_words().count()));
    println!("text: {} bytes, {count} tokens", text.len());
    println!("model loaded in {:.1} ms", load.as_secs_f64() * 1e3);
    println!("analyse: {:.0} tokens/s", rate(analyse));
    println!("tokenise: {:.0} tokens/s", rate(cut));
    println!("unicode-segmentation: {:.0} tokens/s", rate(words));
    println!("ratio of analyse to unicode-segmentation: 1:{:.1}", analyse.as_secs_f64() / words.as_secs_f64());
}

fn best(rounds: usize, mut work: impl FnMut()) -> Duration {
    let times = (0..rounds).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    times.min().expect("there is a round at least")
}

/// At least 100,000 bytes, so that a round takes long enough to be measured.
fn text() -> String {
    let given = std::env::args().skip(1).find(|argument| !argument.starts_with("--")).map(PathBuf::from);
    let text = given.map_or_else(examples, |path| fs::read_to_string(path).expect("the file named on the command line can be read"));
    text.repeat(100_000_usize.div_ceil(text.len()))
}

fn examples() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/articles");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).expect("the examples are there").flatten().map(|entry| entry.path()).collect();
    files.sort();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    let text = |path: &PathBuf| {
        let article: serde_json::Value = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
        Some(article["text"].as_str()?.to_owned() + "\n\n")
    };
    files.iter().map(|path| text(path).expect("an example is JSON with a text")).collect()
}
