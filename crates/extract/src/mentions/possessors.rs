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
        if let Some((from, states)) = owners(text, found, &ends, start).filter(|_| text.view.low(found[at].head).ends_with('s')) {
            found[at].whom = Whom::Actors(states);
            found[at].words.start = from;
            continue;
        }
        let owner = owner(text, found, &ends, start).map(|(from, owner)| (from, owner.clone()));
        if let Some((from, owner)) = owner {
            if !of_holder(found, at, &owner) {
                act_for(text, &mut found[at], &owner);
            }
            found[at].words.start = from;
        }
    }
    let mut offices: Vec<Found> = found.iter().filter_map(|one| office_of(text, one).or_else(|| own_country(text, one))).collect();
    offices.extend((1..text.view.len()).filter_map(|word| this_country(text, found, word)));
    let free = |one: &Found| !found.iter().any(|other| other.words.contains(&one.head));
    let offices: Vec<Found> = offices.into_iter().filter(free).collect();
    found.extend(offices);
}

/// "Whose ambassador, Ann Lee, ...": the holder told beside an office is of its country too; whether there is one.
fn of_holder(found: &mut [Found], office: usize, owner: &ActorRef) -> bool {
    let Whom::Actors(actors) = &found[office].whom else { return false };
    let holder = actors[0].id.clone();
    let is_holder = |one: &Found| matches!(&one.whom, Whom::Actors(actors) if actors.len() == 1 && actors[0].id == holder);
    let named = found[office].told == Told::Office && found.iter().any(|one| one.told == Told::Titled && is_holder(one));
    for one in found.iter_mut().filter(|one| named && is_holder(one)) {
        if let Whom::Actors(actors) = &mut one.whom {
            actors[0].country = owner.country;
        }
    }
    named && owner.country.is_some()
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
    // "The United States, whose ambassador": whoever is told before it.
    if text.view.any(before, &["whose"]) {
        return ends.get(&before).copied().and_then(single).map(|(_, owner)| (start, owner));
    }
    // "The Trump administration".
    let man = |at: &usize| text.view.follows(start) && found[*at].told == Told::Titled && text.view.any(start, &GOVERNMENT);
    if let Some(at) = ends.get(&start).copied().filter(man) {
        return single(at);
    }
    let pronoun = text.view.owns(before) && text.view.follows(start);
    let at = ends.get(&start).copied().filter(|&at| pronoun && found[at].told == Told::Pronoun)?;
    single(at)
}

/// The countries of several whose people they are: "their foreign ministers" of Chad and Mali.
fn owners(text: &Text<'_>, found: &[Found], ends: &HashMap<usize, usize>, start: usize) -> Option<(usize, Vec<ActorRef>)> {
    let pronoun = text.view.owns(start.checked_sub(1)?) && text.view.follows(start);
    let own = &found[*ends.get(&start).filter(|&&at| pronoun && found[at].told == Told::Pronoun)?];
    let state = |actor: &ActorRef| text.gazetteer.country_of(actor.country?.as_str()).map(place::of_country);
    let states: Vec<ActorRef> = actors(own).iter().map(state).collect::<Option<_>>()?;
    (states.len() > 1).then_some((own.words.start, states))
}

/// "The country's", "the nation's": the country told last before.
fn the_country<'f>(text: &Text<'_>, found: &'f [Found], mark: usize) -> Option<(usize, &'f ActorRef)> {
    let noun = mark.checked_sub(1).filter(|&noun| text.view.any(noun, &["country", "nation", "state", "republic", "kingdom"]))?;
    text.view.any(noun.checked_sub(1)?, &["the", "that", "this"]).then_some(())?;
    let last = |actors: &'f [ActorRef]| actors.iter().rev().find(|actor| actor.kind == ActorKind::Country);
    told_before(text, found, noun, last).map(|country| (noun, country))
}

/// "Lent the country a million", "not to travel to the country": the one told last that does not act itself.
fn this_country(text: &Text<'_>, found: &[Found], noun: usize) -> Option<Found> {
    let view = &text.view;
    let alone = view.any(noun, &["country", "nation"]) && view.any(noun - 1, &["the", "that"]) && view.follows(noun) && view.is_object(noun);
    let more = view.possessive(noun + 1) || view.follows(noun + 1) && view.any(noun + 1, &["that", "which", "where", "of", "who", "whose"]);
    if !alone || more {
        return None;
    }
    let here = |one: &&Found| view.sentence(one.words.start) == view.sentence(noun) && view.is_subject(one.words.clone());
    let acts: Vec<_> = found.iter().filter(here).flat_map(actors).filter_map(|actor| actor.country).collect();
    let other = |actor: &&ActorRef| actor.kind == ActorKind::Country && actor.country.is_some_and(|code| !acts.contains(&code));
    let country = told_before(text, found, noun, |actors| actors.first().filter(|_| actors.len() == 1).filter(other))?;
    Some(Found::actors(noun - 1..noun + 1, Told::Group, vec![country.clone()]))
}

/// The country that the words told last before a noun, within reach, mean; `pick` takes it out of those whom some words name.
fn told_before<'f>(text: &Text<'_>, found: &'f [Found], noun: usize, pick: impl Fn(&'f [ActorRef]) -> Option<&'f ActorRef>) -> Option<&'f ActorRef> {
    let near = |one: &&Found| one.words.end <= noun && text.view.sentence(one.words.start) + REACH >= text.view.sentence(noun);
    let told = found.iter().filter(near).filter_map(|one| Some((one.words.start, pick(actors(one))?)));
    told.max_by_key(|(start, _)| *start).map(|(_, country)| country)
}

/// Whom words name; nobody where that is not known yet.
fn actors(one: &Found) -> &[ActorRef] {
    match &one.whom {
        Whom::Actors(actors) => actors,
        _ => &[],
    }
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
