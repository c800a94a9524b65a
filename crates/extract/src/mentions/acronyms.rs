//! Acronyms that the text itself introduces: "Shanghai Cooperation Organisation (SCO)", "Central Television, or CTV".

use chancery_core::ActorKind;
use std::collections::{HashMap, HashSet};

use super::{
    ActorRef, Told,
    reader::{Found, Text, Whom},
};

/// Gives the words in capitals that abbreviate a body told before them that body's actor, there and wherever else they stand.
pub(super) fn introduce(text: &Text<'_>, found: &mut Vec<Found>) {
    let introduced: HashMap<String, (ActorRef, bool)> = found.iter().filter_map(|one| introduced(text, one)).collect();
    if introduced.is_empty() {
        return;
    }
    // Known letters stand for something else here where a known body introduces them.
    let known = |word: usize| text.atoms.over(word).is_some();
    let short = |word: usize| introduced.get(text.view.raw(word)).filter(|(_, of_known)| *of_known || !known(word)).map(|(actor, _)| actor);
    found.retain(|one| one.words.len() > 1 || short(one.words.start).is_none());
    let within: HashSet<usize> = found.iter().filter(|one| one.words.len() > 1).flat_map(|one| one.words.clone()).collect();
    for word in (0..text.view.len()).filter(|word| !within.contains(word)) {
        if let Some(actor) = short(word) {
            found.push(Found::actors(word..word + 1, Told::Name, vec![actor.clone()]));
        }
    }
}

/// The acronym behind a body, in brackets or behind "or", with the first letters of its words; and whether the body is known by its name.
fn introduced(text: &Text<'_>, one: &Found) -> Option<(String, (ActorRef, bool))> {
    let Whom::Actors(actors) = &one.whom else { return None };
    let body = actors.first().filter(|actor| matches!(actor.kind, ActorKind::Organization | ActorKind::Group) && one.words.len() > 1)?;
    let view = &text.view;
    let next = one.words.end;
    let at = if view.any(next, &["or"]) { next + 1 } else { next };
    let set_off = view.joins(next) && (view.gap(at).contains('(') || view.gap(next) == ", " && at > next);
    let short = view.raw(at);
    let letters: String = one.words.clone().filter(|&word| view.capital(word)).filter_map(|word| view.raw(word).chars().next()).collect();
    let fits = short.len() > 1
        && view.capitals(at)
        && short.chars().next() == letters.chars().next()
        && short.chars().filter(|c| letters.contains(*c)).count() + 1 >= short.len();
    (set_off && fits).then(|| (short.to_owned(), (body.clone(), text.atoms.over(one.words.start).is_some())))
}
