//! "The army", "soldiers", "the rebels" who act for nobody that is told: those of the country in which the sentence plays.

use chancery_core::{ActorKind, Sector};

use super::{
    ActorRef, Told, grounds, possessors,
    reader::{Found, Text, Whom},
};

/// How many sentences back a place is looked for.
const REACH: usize = 2;

/// How many names before and behind it are looked at.
const NEAR: usize = 40;

/// Gives forces that act, and those told together with a force of a country, that country.
pub(super) fn resolve(text: &Text<'_>, found: &mut [Found]) {
    let dateline = grounds::dateline(text, found).and_then(|place| place.country);
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&at| found[at].words.start);
    for place in 0..order.len() {
        let at = order[place];
        let one = &found[at];
        if one.told != Told::Group || !nobodys(one) || !acts(text, one) {
            continue;
        }
        let sentence = text.view.sentence(one.words.start);
        let near = || order[place.saturating_sub(NEAR)..order.len().min(place + NEAR)].iter().map(|&other| &found[other]);
        let told_in = |one: &Found| text.view.sentence(one.words.start);
        let beside = near().filter(|other| told_in(other) == sentence).find_map(force_of);
        let scene = || {
            let within = |other: &&Found| (sentence.saturating_sub(REACH)..=sentence).contains(&told_in(other)) && at_place(text, other);
            near().filter(within).max_by_key(|other| other.words.start)?.place.as_ref()?.country
        };
        let country = beside.or_else(scene).or(dateline);
        if let Some(country) = country.and_then(|code| text.gazetteer.country_of(code.as_str())) {
            possessors::act_for(text, &mut found[at], &super::place::of_country(country));
        }
    }
}

fn is_force(actor: &ActorRef) -> bool {
    matches!(actor.sector, Some(Sector::Mil | Sector::Cop | Sector::Reb | Sector::Prm | Sector::Uaf))
}

/// A force of no country and no body.
fn nobodys(one: &Found) -> bool {
    let Whom::Actors(actors) = &one.whom else { return false };
    matches!(&actors[..], [actor] if is_force(actor) && actor.country.is_none() && actor.organization.is_none() && actor.kind != ActorKind::Country)
}

/// The country of a force that is known.
fn force_of(one: &Found) -> Option<chancery_core::CountryCode> {
    let Whom::Actors(actors) = &one.whom else { return None };
    actors.iter().find(|actor| is_force(actor)).and_then(|actor| actor.country)
}

/// Whether the words are who does something.
fn acts(text: &Text<'_>, one: &Found) -> bool {
    text.view.is_subject(one.words.clone()) || one.words.start > 0 && text.view.any(one.words.start - 1, &["by"])
}

/// Whether a place is told as where something is.
fn at_place(text: &Text<'_>, one: &Found) -> bool {
    const WHERE: &[&str] = &["in", "at", "near", "outside", "around", "across", "inside", "over"];
    let before = one.words.start.wrapping_sub(1);
    let part = text.view.any(before, &["the", "central", "northern", "southern", "eastern", "western", "downtown"]);
    one.place.as_ref().is_some_and(|place| place.country.is_some()) && text.view.any(before.wrapping_sub(usize::from(part)), WHERE)
}
