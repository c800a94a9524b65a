//! What one act of a sentence lends another: talks are held where and when the journey ends, and what somebody does in one breath he does
//! on one day.

use chancery_core::{DateRange, Phrase, Place, Shape, Status};

use super::{Teller, trigger_of};
use crate::{merge::Telling, tree::Tree};

/// An act of the sentence, by what it can lend or borrow.
struct Act {
    at: usize,
    word: usize,
    shape: Option<Shape>,
    call: bool,
    status: Status,
    place: Option<(Place, Option<Phrase>)>,
    date: Option<(DateRange, Option<Phrase>)>,
}

/// How a place or a date was found that another act lends.
const LENT: &str = "of the act it belongs to";

impl Teller<'_> {
    /// Gives each act of a sentence, those from `first` on, that tells no place or no date that of the act it belongs to.
    pub(super) fn lend(&mut self, tree: &Tree, first: usize) {
        let acts: Vec<Act> = (first..self.tellings.len()).filter_map(|at| self.lent_by(tree, at)).collect();
        for act in &acts {
            let others = || acts.iter().filter(|other| other.at != act.at);
            let place = others().filter(|other| other.place.is_some() && act.place.is_none() && !act.call).find(|other| is_there(tree, act, other));
            let date = others().filter(|other| other.date.is_some() && act.date.is_none()).find(|other| is_then(tree, act, other));
            let event = &mut self.tellings[act.at].event;
            let reading = self.explanation.tellings.iter_mut().rev().find(|reading| reading.event == event.id);
            let (mut site, mut day) = (None, None);
            if let Some((place, phrase)) = place.and_then(|other| other.place.clone()) {
                (event.place, event.reports[0].place, site) = (Some(place), phrase, Some(LENT.to_owned()));
            }
            if let Some((date, phrase)) = date.and_then(|other| other.date.clone()) {
                (event.date, event.reports[0].date, day) = (Some(date), phrase, Some(LENT.to_owned()));
            }
            if let Some(reading) = reading {
                (reading.site, reading.date) = (site.or(reading.site.take()), day.or(reading.date.take()));
            }
        }
    }

    fn lent_by(&self, tree: &Tree, at: usize) -> Option<Act> {
        let Telling { event, .. } = &self.tellings[at];
        let report = &event.reports[0];
        let word = tree.words.iter().position(|word| word.span == trigger_of(event))?;
        let shape = self.knowledge.ontology().get(&event.kind).map(|info| info.shape);
        let place = event.place.clone().map(|place| (place, report.place.clone()));
        let date = event.date.map(|date| (date, report.date.clone()));
        Some(Act { at, word, shape, call: event.kind.as_str() == "call", status: event.status, place, date })
    }
}

/// Whether an act happens where another one tells to be: on a journey, or with those who have gathered there ("ministers meeting in Rome
/// agreed").
fn is_there(tree: &Tree, act: &Act, other: &Act) -> bool {
    let gathered = other.shape == Some(Shape::Symmetric) && tree.words[other.word].is(&["acl"]);
    let by_them = || tree.words[other.word].head.is_some_and(|head| tree.first(verb(tree, act.word), &["nsubj"]) == Some(head));
    journeys(tree, act, other) || (gathered && by_them())
}

/// Whether an act happens when another one does: on a journey, or as something else that its subject did ("recalled its envoy on Friday and
/// froze aid", "on Friday, accusing Chad of").
fn is_then(tree: &Tree, act: &Act, other: &Act) -> bool {
    let (does, did) = (verb(tree, act.word), verb(tree, other.word));
    let word = &tree.words[does];
    let along = word.head == Some(did)
        && ((word.is(&["conj"]) && tree.first(does, &["nsubj"]).is_none())
            || (word.is(&["advcl"]) && word.xpos == "VBG" && tree.mark(does).is_none()));
    journeys(tree, act, other) || (along && act.status == other.status)
}

/// Whether an act belongs to a journey: it is done on it ("promised during a visit to"), or it is a meeting at its end ("flew to Rome for talks").
fn journeys(tree: &Tree, act: &Act, journey: &Act) -> bool {
    if journey.shape != Some(Shape::Visit) {
        return false;
    }
    let (does, goes) = (verb(tree, act.word), verb(tree, journey.word));
    let word = &tree.words[journey.word];
    let visiting = word.is(&["advcl"]) && word.xpos == "VBG" && tree.mark(journey.word).is_none_or(|mark| mark == "while");
    if visiting || tree.case(journey.word).is_some_and(|case| matches!(case, "during" | "on")) {
        let apart = |step: usize| tree.words[step].is(&["ccomp", "acl", "parataxis", "conj"]);
        return tree.under(journey.word, does) && !between(tree, journey.word, does).any(apart);
    }
    let apart = |step: usize| {
        let told = tree.case(step).or_else(|| tree.mark(step));
        tree.words[step].is(&["ccomp", "acl", "parataxis"]) || told.is_some_and(|told| !matches!(told, "for" | "to" | "on" | "in" | "with" | "and"))
    };
    let meets = matches!(act.shape, Some(Shape::Symmetric | Shape::Mediation));
    meets && tree.under(act.word, goes) && !between(tree, act.word, goes).any(apart)
}

/// The verb of an act: itself, or the one on which its noun hangs.
fn verb(tree: &Tree, word: usize) -> usize {
    tree.words[word].head.filter(|&head| !tree.words[word].is_verb() && tree.words[head].is_verb()).unwrap_or(word)
}

/// The words from `below` up to, but without, `above`.
fn between(tree: &Tree, below: usize, above: usize) -> impl Iterator<Item = usize> + '_ {
    tree.up(below).take_while(move |&step| step != above)
}
