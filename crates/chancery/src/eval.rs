//! How well events are found, against annotated articles.

use anyhow::Context;
use chancery_core::{Article, ToldEvent};
use chancery_extract::{
    Knowledge,
    evaluate::{Gold, Scores, score},
    extract,
};
use std::{
    collections::HashMap,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::{
    articles::{self, Defaults, Input},
    cli::{EvalArgs, KnowledgeArgs},
    failure::{Outcome, wrong},
    knowledge,
    pairs::{self, Pair},
};

/// Prints precision, recall and F1 for types and fields.
///
/// # Errors
/// When a file cannot be read, holds no annotation, or an article's text is nowhere.
pub fn evaluate(args: &EvalArgs) -> anyhow::Result<Outcome> {
    if args.pairs {
        return evaluate_pairs(args);
    }
    let golds = args.gold.iter().map(|path| golds_of(path)).collect::<anyhow::Result<Vec<_>>>()?.concat();
    let mut out = io::stdout().lock();
    let scores = match &args.events {
        Some(path) => score(&golds, &lines_of(path)?),
        None => {
            let (texts, knowledge) = (texts(args)?, knowledge::load(&args.knowledge)?);
            let scores = score(&golds, &tell(&golds, &texts, &knowledge)?);
            if knowledge.reader().is_some() {
                let off = knowledge::load(&KnowledgeArgs { reader: "off".into(), ..args.knowledge.clone() })?;
                beside(&mut out, &score(&golds, &tell(&golds, &texts, &off)?), &scores)?;
            }
            scores
        }
    };
    writeln!(out, "{scores}")?;
    if args.faults {
        scores.faults.iter().try_for_each(|fault| writeln!(out, "{fault}"))?;
    }
    Ok(Outcome::Done)
}

/// Frames alone and frames with the learned reader, side by side.
fn beside(out: &mut impl Write, frames: &Scores, both: &Scores) -> io::Result<()> {
    writeln!(out, "{:<20}{:>7}{:>7}{:>7}{:>8}", "", "P", "R", "F1", "fields")?;
    for (name, scores) in [("frames alone", frames), ("with the reader", both)] {
        let (precision, recall, f1) = scores.all().figures();
        writeln!(out, "{name:<20}{precision:>7.3}{recall:>7.3}{f1:>7.3}{:>8.3}", scores.field_share())?;
    }
    writeln!(out)
}

/// Prints precision and recall of joining what two articles tell, file by file.
fn evaluate_pairs(args: &EvalArgs) -> anyhow::Result<Outcome> {
    let (mut out, knowledge) = (io::stdout().lock(), knowledge::load(&args.knowledge)?);
    for path in &args.gold {
        let scores = pairs::judge(&lines_of::<Pair>(path)?, &knowledge)?;
        writeln!(out, "{}\n{scores}", path.display())?;
        if args.faults {
            scores.faults.iter().try_for_each(|fault| writeln!(out, "{fault}"))?;
        }
    }
    Ok(Outcome::Done)
}

/// The annotated articles of a file: one JSON object, or JSON Lines. The text of an article may lie beside it, as ID.txt.
fn golds_of(path: &Path) -> anyhow::Result<Vec<Gold>> {
    let text = read(path)?;
    let mut golds: Vec<Gold> = serde_json::from_str(&text).map(|gold| vec![gold]).or_else(|_| lines_of(path))?;
    for gold in golds.iter_mut().filter(|gold| gold.text.is_none()) {
        let beside = path.with_file_name(format!("{}.txt", gold.id));
        gold.text = fs::read_to_string(beside).ok().map(|text| text.strip_suffix('\n').unwrap_or(&text).to_owned());
    }
    Ok(golds)
}

fn lines_of<T: serde::de::DeserializeOwned>(path: &Path) -> anyhow::Result<Vec<T>> {
    let text = read(path)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let parsed = lines.map(|(index, line)| serde_json::from_str(line).map_err(|error| wrong(format!("{}:{}: {error}", path.display(), index + 1))));
    parsed.collect()
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).map_err(|error| wrong(format!("cannot read {}: {error}", path.display())))
}

/// The articles that may be annotated, by id: those of `--articles`, or of the file articles.jsonl beside the annotation.
fn texts(args: &EvalArgs) -> anyhow::Result<HashMap<String, Article>> {
    let beside = args.gold.iter().filter_map(|path| path.parent()).map(|folder| folder.join("articles.jsonl")).filter(|path| path.is_file());
    let files: Vec<PathBuf> = args.articles.clone().map_or_else(|| beside.collect(), |path| vec![path]);
    let mut found = HashMap::new();
    for path in files {
        let lines = Defaults { lines: true, ..Defaults::default() };
        Input::File(path).read(&lines, |one| {
            let article = one.article.map_err(|faults| wrong(articles::told(&one.place, &faults)))?;
            found.insert(article.id.to_string(), article);
            Ok(())
        })?;
    }
    Ok(found)
}

fn tell(golds: &[Gold], texts: &HashMap<String, Article>, knowledge: &Knowledge) -> anyhow::Result<Vec<ToldEvent>> {
    let mut told = Vec::new();
    for gold in golds {
        let article = article_of(gold, texts)?;
        told.extend(extract(&article, knowledge).events.iter().filter_map(chancery_core::Event::told));
    }
    Ok(told)
}

fn article_of(gold: &Gold, texts: &HashMap<String, Article>) -> anyhow::Result<Article> {
    let id = gold.id.parse().with_context(|| format!("the annotation {:?} has no usable id", gold.id))?;
    if let Some(text) = &gold.text {
        return Ok(Article { id, ..Article::new(text.clone(), gold.published_on) });
    }
    let missing = || wrong(format!("the text of {id} is nowhere: give --articles FILE with JSON Lines {{\"id\",\"text\",\"published_on\"}}"));
    let article = texts.get(&gold.id).cloned().ok_or_else(missing)?;
    Ok(Article { published_on: article.published_on.or(gold.published_on), ..article })
}
