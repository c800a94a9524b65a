//! "Merkel's spokesman", "the president's office", "her ambassador", "the country's troops": for whom an office or people act that are
//! told by their owner alone.

use chancery_core::ActorKind;
use std::collections::HashMap;

use super::{
    ActorRef, Told, groups, place,
    reader::{Found, Text, Whom},
    resolve,
};

/// Words behind an owner that mean the government itself.
const GOVERNMENT: [&str; 8] = ["office", "government", "administration", "cabinet", "regime", "presidency", "envoys", "delegation"];

/// How many sentences back "the country" is looked for.
const REACH: usize = 3;

/// Gives offices and groups that act for nobody yet the country or body of their owner, and adds "Putin's office".
pub(super) fn resolve(text: &Text<'_>, found: &mut Vec<Found>) {
    let ends: HashMap<usize, usize> = found.iter().enumerate().map(|(at, one)| (one.words.end, at)).collect();
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&at| found[at].words.start);
    for at in order {
        let one = &found[at];
        if !matches!(one.told, Told::Office | Told::Group) || !nobody(one) {
            continue;
        }
        let start = one.words.start;
        let owner = owner(text, found, &ends, start).map(|(from, owner)| (from, owner.clone()));
        if let Some((from, owner)) = owner {
            act_for(text, &mut found[at], &owner);
            found[at].words.start = from;
        }
    }
    let offices: Vec<Found> = found.iter().filter_map(|one| office_of(text, one).or_else(|| own_country(text, one))).collect();
    let free = |one: &Found| !found.iter().any(|other| other.words.contains(&one.head));
    let offices: Vec<Found> = offices.into_iter().filter(free).collect();
    found.extend(offices);
}

/// Whether nobody is known to whom the actor belongs.
fn nobody(one: &Found) -> bool {
    let Whom::Actors(actors) = &one.whom else { return false };
    matches!(&actors[..], [actor] if actor.country.is_none() && actor.organization.is_none() && actor.kind != ActorKind::Country)
}

/// The owner told right before a word, and where the telling begins.
fn owner<'f>(text: &Text<'_>, found: &'f [Found], ends: &HashMap<usize, usize>, start: usize) -> Option<(usize, &'f ActorRef)> {
    let before = start.checked_sub(1)?;
    let single = |at: usize| match &found[at].whom {
        Whom::Actors(actors) if actors.len() == 1 => Some((found[at].words.start, &actors[0])),
        _ => None,
    };
    if text.view.possessive(before) {
        let whole = ends.get(&before).copied().and_then(single);
        return whole.or_else(|| the_country(text, found, before));
    }
    let pronoun = text.view.owns(before) && text.view.follows(start);
    let at = ends.get(&start).copied().filter(|&at| pronoun && found[at].told == Told::Pronoun)?;
    single(at)
}

/// "The country's", "the nation's": the country told last before.
fn the_country<'f>(text: &Text<'_>, found: &'f [Found], mark: usize) -> Option<(usize, &'f ActorRef)> {
    let noun = mark.checked_sub(1).filter(|&noun| text.view.any(noun, &["country", "nation", "state", "republic", "kingdom"]))?;
    text.view.any(noun.checked_sub(1)?, &["the", "that", "this"]).then_some(())?;
    let near = |one: &&Found| one.words.end <= noun && text.view.sentence(one.words.start) + REACH >= text.view.sentence(noun);
    let country = found.iter().filter(near).filter_map(|one| match &one.whom {
        Whom::Actors(actors) => actors.iter().rev().find(|actor| actor.kind == ActorKind::Country).map(|actor| (one.words.start, actor)),
        _ => None,
    });
    country.max_by_key(|(start, _)| *start).map(|(_, actor)| (noun, actor))
}

/// The office or group as that of its owner.
pub(super) fn act_for(text: &Text<'_>, one: &mut Found, owner: &ActorRef) {
    let body = (owner.kind == ActorKind::Organization && owner.country.is_none()).then(|| owner.name.clone()).or(owner.organization.clone());
    if owner.country.is_none() && body.is_none() {
        return;
    }
    one.claim.country = owner.country;
    one.claim.body = body.filter(|_| owner.country.is_none());
    let Whom::Actors(actors) = &mut one.whom else { return };
    if one.told == Told::Office {
        *actors = vec![resolve::of_office(text, &one.claim)];
        return;
    }
    let state = owner.country.and_then(|code| text.gazetteer.country_of(code.as_str())).map(place::of_country);
    if let (Some(owner), Some(part)) = (state.or_else(|| (owner.kind == ActorKind::Organization).then(|| owner.clone())), actors.first()) {
        *actors = vec![groups::part_of(text, owner, (&part.name.clone(), part.kind, part.sector))];
    }
}

/// "Putin's office", "the president's government": the country for which the owner acts.
fn office_of(text: &Text<'_>, one: &Found) -> Option<Found> {
    let Whom::Actors(actors) = &one.whom else { return None };
    let owner = actors.first().filter(|actor| actors.len() == 1 && actor.kind == ActorKind::Person && !actor.former)?;
    let (mark, noun) = (one.words.end, one.words.end + 1);
    let told = text.view.possessive(mark) && text.view.follows(noun) && text.view.any(noun, &GOVERNMENT);
    let country = owner.country.filter(|_| told).and_then(|code| text.gazetteer.country_of(code.as_str()))?;
    Some(Found::actors(one.words.start..noun + 1, Told::Group, vec![place::of_country(country)]))
}

/// "His country", "her nation": the country for which the owner acts, or which it is.
fn own_country(text: &Text<'_>, one: &Found) -> Option<Found> {
    let Whom::Actors(actors) = &one.whom else { return None };
    let noun = one.words.end;
    let told = one.told == Told::Pronoun && text.view.owns(one.words.start) && text.view.any(noun, &["country", "nation", "homeland", "side"]);
    let owner = actors.first().filter(|actor| told && actors.len() == 1 && text.view.follows(noun) && actor.kind != ActorKind::Group)?;
    let country = text.gazetteer.country_of(owner.country?.as_str())?;
    Some(Found::actors(one.words.start..noun + 1, Told::Group, vec![place::of_country(country)]))
}
