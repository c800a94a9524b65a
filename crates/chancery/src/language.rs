//! What the language core and the date resolver see, each by itself: trees as CoNLL-U, dates as JSON Lines.

use anyhow::Context;
use chancery_extract::dates;
use chancery_language::{Language, read_conllu};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::{
    fs,
    io::{self, BufRead, BufReader, Read, Write},
    path::Path,
};

use crate::{
    cli::{DatesArgs, ParseArgs},
    failure::{Outcome, wrong},
};

/// A text whose dates are asked for. Other fields are passed over, so that annotated files can be asked as they are.
#[derive(Deserialize)]
struct Asked {
    id: serde_json::Value,
    text: String,
    #[serde(default)]
    reference: Option<Date>,
}

/// The dates of a text.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a serde_json::Value,
    dates: Vec<Told<'a>>,
}

/// A date, by arithmetic of the calendar: "two months ago" is a day.
#[derive(Serialize)]
struct Told<'a> {
    text: &'a str,
    start: Date,
    end: Date,
}

/// Writes sentences, tags, lemmas and trees as CoNLL-U.
///
/// # Errors
/// When the input cannot be read, is not UTF-8, or is no CoNLL-U where that was said.
pub fn parse(args: &ParseArgs) -> anyhow::Result<Outcome> {
    let text = whole(&args.file)?;
    let language = Language::english();
    let document = if args.conllu_in {
        let given = read_conllu(&text).map_err(|error| wrong(format!("{}: {error}; accepted is CoNLL-U", args.file.display())))?;
        language.analyse_document(given)
    } else {
        language.analyse(&text)
    };
    io::stdout().write_all(document.to_conllu().as_bytes())?;
    Ok(Outcome::Done)
}

/// Writes the dates of each text, one JSON object a line. Bad lines are named and passed over.
///
/// # Errors
/// When the input cannot be read or the output not be written.
pub fn dates(args: &DatesArgs) -> anyhow::Result<Outcome> {
    let name = args.file.display().to_string();
    let from: Box<dyn Read> = if is_standard(&args.file) { Box::new(io::stdin()) } else { Box::new(open(&args.file)?) };
    let (mut out, mut outcome) = (io::stdout().lock(), Outcome::Done);
    for (index, line) in BufReader::new(from).split(b'\n').enumerate() {
        let line = line.with_context(|| format!("cannot read {name}"))?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Asked>(&line) {
            Ok(asked) => {
                serde_json::to_writer(&mut out, &answer(&asked)).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
            }
            Err(error) => {
                outcome = Outcome::BadInput;
                let accepted = "accepted is {\"id\": ..., \"text\": \"...\", \"reference\": \"2005-12-26\"}";
                writeln!(io::stderr(), "{name}:{}: {error}; {accepted}", index + 1)?;
            }
        }
    }
    Ok(outcome)
}

fn answer(asked: &Asked) -> Answer<'_> {
    let told = dates::of_text(&asked.text, asked.reference).into_iter();
    let told = told.map(|dated| Told { text: &asked.text[dated.expression.bytes], start: dated.reckoned.start, end: dated.reckoned.end });
    Answer { id: &asked.id, dates: told.collect() }
}

fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn open(path: &Path) -> anyhow::Result<fs::File> {
    fs::File::open(path).map_err(|error| wrong(format!("cannot read {}: {error}", path.display())))
}

/// The whole text of a file or of standard input.
///
/// # Errors
/// When it cannot be read or is not UTF-8.
pub fn whole(path: &Path) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    if is_standard(path) {
        io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
    } else {
        open(path)?.read_to_end(&mut bytes).with_context(|| format!("cannot read {}", path.display()))?;
    }
    String::from_utf8(bytes).map_err(|error| wrong(format!("{}: {error}; accepted is text in UTF-8", path.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_with_their_words() {
        let asked: Asked = serde_json::from_str(r#"{"id":7,"text":"They met on Saturday.","reference":"2005-12-26"}"#).unwrap();
        let answer = serde_json::to_string(&answer(&asked)).unwrap();
        assert_eq!(answer, r#"{"id":7,"dates":[{"text":"Saturday","start":"2005-12-24","end":"2005-12-24"}]}"#);
    }
}
