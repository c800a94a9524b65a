//! How an article was read: sentence by sentence its tree, names and dates, and then which rule made which event, and why a trigger made none.

use chancery_core::{Article, Event};
use chancery_extract::{
    Knowledge, explain,
    explain::{Explanation, Reading},
    mentions::Mention,
    page::Page,
};
use chancery_language::draw;
use std::{
    fmt::Write as _,
    io::{self, Write as _},
};

use crate::{
    articles::{self, Defaults},
    cli::ExplainArgs,
    failure::Outcome,
    knowledge,
};

/// Writes how each article of a file was read.
///
/// # Errors
/// When the file cannot be read or the output not be written.
pub fn explain_files(args: &ExplainArgs) -> anyhow::Result<Outcome> {
    let inputs = articles::inputs(std::slice::from_ref(&args.file))?;
    let defaults = Defaults { published_on: args.published, source: None, lines: false };
    let knowledge = knowledge::load(&args.knowledge)?;
    let mut outcome = Outcome::Done;
    for input in inputs {
        input.read(&defaults, |found| {
            match found.article {
                Ok(article) => io::stdout().write_all(told(&article, &knowledge)?.as_bytes())?,
                Err(faults) => {
                    outcome = Outcome::BadInput;
                    writeln!(io::stderr(), "{}", articles::told(&found.place, &faults))?;
                }
            }
            Ok(())
        })?;
    }
    Ok(outcome)
}

fn told(article: &Article, knowledge: &Knowledge) -> Result<String, std::fmt::Error> {
    let page = Page::new(article, knowledge);
    let (extraction, explanation) = explain(article, knowledge);
    let mut out = String::new();
    writeln!(out, "article {}", article.id)?;
    for sentence in page.document.sentences() {
        writeln!(out, "\nsentence {}: {}\n\n{}", sentence.index + 1, sentence.text(), draw(&sentence))?;
        for mention in page.mentions_of(sentence) {
            writeln!(out, "name  {}", name(&page, mention))?;
        }
        let bounds = sentence.chars().range();
        for scored in explanation.scored.iter().filter(|scored| bounds.contains(&(scored.span.start as usize))) {
            let classes: Vec<String> = scored.classes.iter().map(|(class, likely)| format!("{} {likely:.2}", class.as_str())).collect();
            writeln!(out, "reader  {:?}: {}", scored.text, classes.join(", "))?;
        }
        for date in page.dates_of(sentence) {
            writeln!(out, "date  {:?} is {:?}", page.words(date.span), date.value)?;
        }
    }
    writeln!(out, "\n{} events", extraction.events.len())?;
    for event in &extraction.events {
        event_of(&mut out, event, &explanation)?;
    }
    for untold in &explanation.misses {
        writeln!(out, "\nno event in {:?} at {}: {}", untold.text, untold.span.start, untold.why)?;
    }
    for joined in &explanation.joined {
        writeln!(out, "\nthe telling at {} is the event of the one at {}: {}", joined.telling, joined.to, joined.reasons.join("; "))?;
    }
    for diagnostic in &extraction.diagnostics {
        writeln!(out, "\nnote: {}", diagnostic.message)?;
    }
    out.push('\n');
    Ok(out)
}

fn name(page: &Page<'_>, mention: &Mention) -> String {
    let actors: Vec<String> = mention.actors.iter().map(|actor| format!("{} ({})", actor.id, actor.name)).collect();
    let place = mention.place.as_ref().map(|place| format!("the place {}", place.name));
    let means: Vec<String> = actors.into_iter().chain(place).collect();
    let means = if means.is_empty() { "nobody known".to_owned() } else { means.join(", ") };
    format!("{:?} ({:?}) is {means}", page.words(mention.span), mention.told)
}

fn event_of(out: &mut String, event: &Event, explanation: &Explanation) -> std::fmt::Result {
    let date = event.date.map_or_else(|| "undated".to_owned(), |date| date.to_string());
    let place = event.place.as_ref().map(|place| format!(", {}", place.name)).unwrap_or_default();
    writeln!(out, "\nevent {} {} {}, {date}{place}, confidence {:.2}", event.id, event.kind, event.status, event.confidence)?;
    for one in &event.participants {
        writeln!(out, "  {}  {} ({})", one.role, one.actor, one.name)?;
    }
    for reading in explanation.tellings.iter().filter(|reading| reading.event == event.id) {
        reading_of(out, reading)?;
    }
    Ok(())
}

fn reading_of(out: &mut String, reading: &Reading) -> std::fmt::Result {
    let words: Vec<String> = reading.words.iter().map(|(word, span)| format!("{word:?} at {}", span.start)).collect();
    writeln!(out, "  rule {} ({}:{}) by {}", reading.rule, reading.place.0, reading.place.1, words.join(", "))?;
    for role in &reading.roles {
        let within = if role.inner { ", within the phrase" } else { "" };
        writeln!(out, "    {} {:?} by {}{within}", role.role, role.text, role.argument)?;
    }
    writeln!(out, "    status: {}", reading.status)?;
    for (what, how) in [("date", &reading.date), ("place", &reading.site)] {
        if let Some(how) = how {
            writeln!(out, "    {what}: {how}")?;
        }
    }
    Ok(())
}
