//! A body told again by its noun alone: "the Council" after the Security Council, "the embassy" after the US Embassy in London.

use chancery_core::ActorKind;
use std::collections::HashMap;

use super::{
    ActorRef, Told,
    lexicon::{self, List},
    reader::{Found, Text, Whom},
};

/// Adds the body told last under its noun where only "the" and that noun stand, and where the noun named nobody in particular.
pub(super) fn resolve(text: &Text<'_>, found: &mut Vec<Found>) {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&at| found[at].words.start);
    let mut covers: Vec<Option<usize>> = vec![None; text.view.len()];
    for (at, one) in found.iter().enumerate() {
        covers[one.words.clone()].fill(Some(at));
    }
    let mut known: HashMap<&str, ActorRef> = HashMap::new();
    let (mut next, mut told) = (0, Vec::new());
    for (word, &covering) in covers.iter().enumerate().skip(1) {
        while let Some(one) = order.get(next).map(|&at| &found[at]).filter(|one| one.words.start < word) {
            learn(text, one, &mut known);
            next += 1;
        }
        let Some(actor) = alone(text, word).and_then(|noun| known.get(noun)) else { continue };
        match covering {
            Some(at) if !nobody(&found[at], word) => {}
            _ => told.push((word, covering, actor.clone())),
        }
    }
    for (word, covering, actor) in told {
        let one = Found::actors(word..word + 1, Told::Name, vec![actor]);
        match covering {
            Some(at) => found[at] = one,
            None => found.push(one),
        }
    }
}

/// Keeps a body under the nouns of its name.
fn learn<'t>(text: &'t Text<'_>, one: &Found, known: &mut HashMap<&'t str, ActorRef>) {
    let Whom::Actors(actors) = &one.whom else { return };
    let [actor] = &actors[..] else { return };
    let body = matches!(actor.kind, ActorKind::Organization | ActorKind::Group) && (actor.country.is_some() || one.told == Told::Name);
    for word in one.words.clone().filter(|_| body) {
        if lexicon::is(List::Again, text.view.low(word)) {
            known.insert(text.view.low(word), actor.clone());
        }
    }
}

/// The noun, where it stands alone behind its article: not "the council of elders", not "the Council President".
fn alone<'t>(text: &'t Text<'_>, word: usize) -> Option<&'t str> {
    let view = &text.view;
    let noun = lexicon::is(List::Again, view.low(word)) && view.any(word - 1, &["the", "this", "that"]) && view.follows(word);
    let goes_on = view.follows(word + 1) && (view.capital(word + 1) || view.any(word + 1, &["of", "for", "in", "on"]));
    (noun && !goes_on && !view.shouted(word)).then(|| view.low(word))
}

/// Whether a mention is only the noun, and names nobody in particular.
fn nobody(one: &Found, word: usize) -> bool {
    let Whom::Actors(actors) = &one.whom else { return false };
    let anyone = |actor: &ActorRef| actor.country.is_none() && actor.organization.is_none();
    one.words.end == word + 1 && one.words.len() < 3 && one.told == Told::Group && actors.iter().all(anyone)
}
