//! Scores the language on treebanks: `cargo run --release -p chancery-language --example treebanks -- FILE.conllu.gz...`
//!
//! `--model FILE` in front takes another model file than the one that ships.
//! For each file: with the gold tokens, and from raw text. By the definitions of the CoNLL 2018 shared task, in percent.
#![allow(clippy::print_stdout, reason = "figures are its output")]

use std::{error::Error, fs::File, io::Read as _, path::Path};

use chancery_language::{Document, Language, Score, read_conllu, score};

fn main() -> Result<(), Box<dyn Error>> {
    println!(
        "| treebank | tokens | sentences | words | UPOS | XPOS | lemmas | UAS | LAS | LAS with subtypes |\n|---|---|---|---|---|---|---|---|---|---|"
    );
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let other = match &arguments[..] {
        [flag, file, ..] if flag == "--model" => Some(std::fs::read(file)?),
        _ => None,
    };
    let language = match other {
        // A model lives as long as the program.
        Some(bytes) => &Language::from_bytes(bytes.leak())?,
        None => Language::english(),
    };
    if arguments.first().is_some_and(|flag| flag == "--model") {
        arguments.drain(..2);
    }
    for path in arguments {
        let gold = read(Path::new(&path))?;
        let name = Path::new(&path).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        print(&format!("{name}, gold tokens"), score(&gold, &language.analyse_document(gold.clone()))?);
        print(&format!("{name}, raw text"), score(&gold, &language.analyse(&gold.text))?);
    }
    Ok(())
}

fn read(path: &Path) -> Result<Document, Box<dyn Error>> {
    let mut text = String::new();
    flate2::read::GzDecoder::new(File::open(path)?).read_to_string(&mut text)?;
    Ok(read_conllu(&text)?)
}

fn print(name: &str, score: Score) {
    let Score { tokens, sentences, words, upos, xpos, lemmas, uas, las, las_subtypes } = score;
    let columns = [tokens, sentences, words, upos, xpos, lemmas, uas, las, las_subtypes].map(|count| format!("{:.2}", 100.0 * count.f1()));
    println!("| {name} | {} |", columns.join(" | "));
}
