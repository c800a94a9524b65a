//! From an article to the diplomatic events it tells: names, dates, places and frames.
//!
//! [`extract`] is the whole way: a [`page::Page`] (sentences, trees, names, dates), in each sentence the triggers that match
//! ([`frames`]), of each match a telling ([`events`]), of the tellings of one article its events ([`merge`]).

mod amend;
mod clauses;
pub mod dates;
pub mod evaluate;
pub mod events;
pub mod explain;
pub mod forest;
pub mod frames;
pub mod gazetteer;
mod knowledge;
pub mod mentions;
pub mod merge;
pub mod page;
mod people;
pub mod reader;
mod stage;
mod tongue;
pub mod tree;

use chancery_core::{Actor, ActorId, Article, Event, Span};
use serde::Serialize;
use std::collections::BTreeSet;

use events::telling::Teller;
use explain::Explanation;
pub use knowledge::{Knowledge, RuleError};
use page::Page;

/// What an article tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extraction {
    /// The events, in the order in which they are first told.
    pub events: Vec<Event>,
    /// Whoever takes part in them, or says so, with all that is known of them.
    pub actors: Vec<Actor>,
    /// What could not be read as it should.
    pub diagnostics: Vec<Diagnostic>,
}

/// Something about an article that its reader should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// What.
    pub message: String,
    /// Where, in scalar values of the text.
    pub span: Option<Span>,
}

/// The events of an article: the same article and knowledge give the same events.
pub fn extract(article: &Article, knowledge: &Knowledge) -> Extraction {
    explain(article, knowledge).0
}

/// The events of an article, with how they were found, and why trigger words told none.
pub fn explain(article: &Article, knowledge: &Knowledge) -> (Extraction, Explanation) {
    if let Some(language) = tongue::foreign(article) {
        let message = format!("the text is in {language}: only English is read");
        return (Extraction { diagnostics: vec![Diagnostic { message, span: None }], ..Extraction::default() }, Explanation::default());
    }
    let page = Page::new(article, knowledge);
    let mut teller = Teller::new(&page, knowledge);
    for sentence in page.document.sentences() {
        teller.read(sentence);
    }
    let (tellings, mut explanation) = teller.finish();
    let (events, joined) = merge::merge(tellings);
    explanation.joined = joined;
    let (events, private) = stage::parted(events, page.document.len());
    explanation.leave_out(&private);
    let actors = actors_of(&events, &page, knowledge);
    (Extraction { events, actors, diagnostics: diagnostics(article, &page) }, explanation)
}

/// Everyone in the events, and the countries they act for.
fn actors_of(events: &[Event], page: &Page<'_>, knowledge: &Knowledge) -> Vec<Actor> {
    let participants = events.iter().flat_map(|event| &event.participants);
    let speakers = events.iter().flat_map(|event| &event.reports).filter_map(|report| report.attribution.as_ref());
    let mut ids: BTreeSet<ActorId> = participants.clone().map(|participant| participant.actor.clone()).collect();
    let countries = participants.filter_map(|participant| participant.country).chain(speakers.clone().filter_map(|speaker| speaker.country));
    ids.extend(countries.filter_map(|country| country.as_str().parse().ok()));
    ids.extend(speakers.map(|speaker| speaker.actor.clone()));
    ids.into_iter().filter_map(|id| knowledge.gazetteer().actor(&id).or_else(|| told_actor(&id, page))).collect()
}

/// An actor that only this article knows.
fn told_actor(id: &ActorId, page: &Page<'_>) -> Option<Actor> {
    let told = page.mentions.iter().flat_map(|mention| &mention.actors).find(|actor| actor.id == *id)?;
    Some(Actor {
        id: id.clone(),
        kind: told.kind,
        name: told.name.clone(),
        names: Vec::new(),
        country: told.country,
        sector: told.sector,
        offices: Vec::new(),
    })
}

fn diagnostics(article: &Article, page: &Page<'_>) -> Vec<Diagnostic> {
    let undated = article.published_on.is_none() && !page.dates.is_empty();
    let message = "the article has no publication date: dates such as \"yesterday\" stay unresolved";
    undated.then(|| Diagnostic { message: message.into(), span: None }).into_iter().collect()
}
