//! Later tellings: pronouns, and the order in which they and collectives are resolved.
//!
//! What is told before decides, the sentence itself and the three before it; nothing is taken from further away.

use chancery_core::ActorKind;
use std::{collections::HashSet, ops::Range};

use super::{
    ActorRef, Reading, Told,
    appositions::outermost,
    collectives::collective,
    epithets::epithet,
    reader::{Found, Text, Whom},
};

/// An actor told before a word.
pub(super) struct Past {
    pub(super) sentence: usize,
    pub(super) word: usize,
    pub(super) end: usize,
    pub(super) told: Told,
    /// Whether only a demonym or a possessive named it.
    pub(super) aside: bool,
    /// Whether it is the subject of its clause.
    pub(super) subject: bool,
    /// How deep it stands in the tree of its sentence.
    pub(super) depth: usize,
    pub(super) actors: Vec<ActorRef>,
}

/// How many sentences back a pronoun reaches.
const REACH: usize = 3;

/// How many mentions back a pronoun reaches, where sentences have no end.
pub(super) const NEAR: usize = 80;

/// Adds what refers back to actors told before.
pub(super) fn resolve(text: &Text<'_>, found: &mut Vec<Found>) {
    let mut past = told(text, found);
    let mut cover = vec![0; text.view.len()];
    for one in found.iter() {
        cover[one.words.clone()].iter_mut().for_each(|length: &mut usize| *length = (*length).max(one.words.len()));
    }
    let (mut at, mut added) = (0, Vec::new());
    while at < text.view.len() {
        let free = |words: &Range<usize>| words.clone().all(|word| cover[word] < words.len());
        let back =
            collective(text, &past, at).or_else(|| epithet(text, &past, at)).or_else(|| pronoun(text, &past, at)).filter(|one| free(&one.words));
        at = back.as_ref().map_or(at + 1, |one| one.words.end);
        let Some(one) = back else { continue };
        let subject = one.told == Told::Pronoun && text.view.any(one.words.start, &["he", "she"]) && text.view.is_subject(one.words.clone());
        if let (Whom::Actors(actors), true) = (&one.whom, subject || one.told == Told::Collective) {
            let word = one.words.start;
            past.retain(|past| !one.words.contains(&past.word));
            let place = past.partition_point(|past| past.word < word);
            past.insert(
                place,
                Past {
                    sentence: text.view.sentence(word),
                    word,
                    end: one.words.end,
                    told: one.told,
                    aside: false,
                    subject: text.view.is_subject(one.words.clone()),
                    depth: text.view.depth(word),
                    actors: actors.clone(),
                },
            );
        }
        added.push(one);
    }
    for one in added.iter().filter(|one: &&Found| one.told == Told::Collective) {
        members(text, found, one);
    }
    // What is told again as a whole is no mention by itself.
    let whole: HashSet<usize> = added.iter().flat_map(|one: &Found| one.words.clone()).collect();
    found.retain(|one| !one.words.clone().all(|word| whole.contains(&word)));
    found.extend(added);
}

/// "Soldiers of the two countries", "the envoys of both sides": people of each of them.
fn members(text: &Text<'_>, found: &mut [Found], several: &Found) {
    let of = several.words.start.wrapping_sub(1);
    let (true, Whom::Actors(actors)) = (text.view.any(of, &["of", "from"]), &several.whom) else { return };
    let nobody = |actor: &ActorRef| actor.country.is_none() && actor.organization.is_none();
    for one in found.iter_mut().filter(|one| one.words.end == of && matches!(one.told, Told::Group | Told::Office)) {
        if matches!(&one.whom, Whom::Actors(own) if own.iter().all(nobody)) {
            one.whom = Whom::Actors(actors.clone());
        }
    }
}

/// The actors of a text in order, those within wider mentions among them.
fn told(text: &Text<'_>, found: &[Found]) -> Vec<Past> {
    let outer: HashSet<usize> = outermost(found).into_iter().collect();
    let mut past: Vec<Past> = Vec::new();
    for (at, one) in found.iter().enumerate() {
        let Whom::Actors(actors) = &one.whom else { continue };
        // An office of nobody and nowhere can be meant by no later word.
        let nobody = one.told == Told::Office && actors.iter().all(|actor| actor.country.is_none() && actor.organization.is_none());
        if actors.is_empty() || one.reading == Reading::Place || nobody {
            continue;
        }
        let end = one.words.end;
        let aside = one.told == Told::Demonym || text.view.possessive(end) || !outer.contains(&at);
        let subject = !aside && text.view.is_subject(one.words.clone());
        let sentence = text.view.sentence(one.words.start);
        let depth = one.words.clone().map(|word| text.view.depth(word)).min().unwrap_or(0);
        past.push(Past { sentence, word: one.words.start, end, told: one.told, aside, subject, depth, actors: actors.clone() });
    }
    past.sort_by_key(|past| past.word);
    past
}

/// Those told before a word, the nearest first, within reach.
pub(super) fn before<'p>(text: &Text<'_>, past: &'p [Past], word: usize) -> impl Iterator<Item = &'p Past> + use<'p> {
    let sentence = text.view.sentence(word);
    let end = past.partition_point(|past| past.word < word);
    past[..end].iter().rev().take_while(move |past| past.sentence + REACH >= sentence).take(NEAR)
}

/// How many words an owner may stand in front of its pronoun to be meant before the subject is ("punish Washington for its airlift").
const BESIDE: usize = 3;

/// Of the actors within reach that fit, the subject of the nearest sentence that has one that fits: the nearest subject of the sentence
/// itself, the chief one of a sentence before. Else the nearest actor. Nobody acts upon himself ("the envoy met him").
fn likeliest<'p>(text: &Text<'_>, past: &'p [Past], at: usize, fits: impl Fn(&Past) -> bool) -> Option<&'p Past> {
    let view = &text.view;
    let owns = view.owns(at);
    let own: Vec<&Past> = if view.is_object(at) && !owns && !view.any(at, SELF) {
        let here = before(text, past, at).take_while(|past| past.sentence == view.sentence(at));
        here.filter(|past| view.is_own_subject(past.word..past.end, at)).collect()
    } else {
        Vec::new()
    };
    let himself = |past: &Past| own.iter().any(|own| own.actors == past.actors);
    let near: Vec<&Past> = before(text, past, at).filter(|past| fits(past) && !himself(past)).collect();
    let first = near.first()?;
    let alike = || near.iter().take_while(|past| past.sentence == first.sentence).filter(|past| past.subject);
    if first.sentence < view.sentence(at) {
        return alike().min_by_key(|past| past.depth).or(Some(first)).copied();
    }
    // A subject goes on as the subject: "Peru's premier met the king, where he urged"; an owner is the subject or stands beside.
    let beside = first.end + BESIDE >= at || view.any(at - 1, &["and"]);
    let goes_on = view.is_subject(at..at + 1) || (owns && !beside);
    Some(alike().next().filter(|_| goes_on).unwrap_or(first))
}

/// Pronouns that mean the subject.
const SELF: &[&str] = &["himself", "herself", "itself", "themselves"];

/// He, she, they, it and their possessives.
fn pronoun(text: &Text<'_>, past: &[Past], at: usize) -> Option<Found> {
    let low = text.view.low(at);
    let actors = match low {
        "he" | "she" | "him" | "her" | "his" | "himself" | "herself" => {
            let person = |past: &Past| past.actors.len() == 1 && (past.actors[0].kind == ActorKind::Person || is_leader(text, past)) && !past.aside;
            likeliest(text, past, at, person).map(|past| past.actors.clone())
        }
        "they" | "them" | "their" | "themselves" => plural(text, past, at),
        "it" | "its" | "itself" => {
            if low == "it" && (expletive(text, at) || text.view.is_object(at)) {
                return None;
            }
            let body = |past: &Past| {
                past.actors.len() == 1
                    && matches!(past.actors[0].kind, ActorKind::Country | ActorKind::Organization)
                    && !past.aside
                    && past.told != Told::Pronoun
            };
            likeliest(text, past, at, body).map(|past| past.actors.clone())
        }
        _ => None,
    }?;
    Some(Found::actors(at..at + 1, Told::Pronoun, actors))
}

/// Whether somebody is told as the one who leads or speaks for a land: "the Mexican leader".
fn is_leader(text: &Text<'_>, past: &Past) -> bool {
    let land = past.told == Told::Group && past.actors[0].country.is_some();
    land && text.view.any(past.end - 1, &["leader", "diplomat", "official", "negotiator", "strongman"])
}

/// The last group, or the last actors that stand together: "Greece, Cyprus and Israel".
fn plural(text: &Text<'_>, past: &[Past], at: usize) -> Option<Vec<ActorRef>> {
    let near: Vec<&Past> = before(text, past, at).collect();
    let group = near.iter().find(|past| past.actors.len() > 1 || past.actors[0].kind == ActorKind::Group && !past.aside);
    let since = group.map_or(0, |group| group.word);
    for (place, last) in near.iter().enumerate().take_while(|(_, past)| past.word > since) {
        let mut chain = vec![*last];
        for other in &near[place + 1..] {
            if chain.last().is_some_and(|first| together(text, other, first)) {
                chain.push(other);
            }
        }
        if chain.len() > 1 && text.view.any(last.word.wrapping_sub(1), &["and", "the"]) {
            return Some(distinct(chain.iter().rev().flat_map(|past| past.actors.iter())));
        }
    }
    group.map(|group| group.actors.clone()).or_else(|| two_of_a_sentence(text, past, at))
}

/// Whether only a comma, "and" or an article part two mentions.
pub(super) fn together(text: &Text<'_>, a: &Past, b: &Past) -> bool {
    let between = a.end..b.word;
    a.sentence == b.sentence
        && a.end <= b.word
        && between.len() < 3
        && between.clone().all(|word| text.view.any(word, &["and", "the"]))
        && (!between.is_empty() || text.view.gap(b.word) == ", ")
}

fn distinct<'a>(actors: impl Iterator<Item = &'a ActorRef>) -> Vec<ActorRef> {
    let mut kept: Vec<ActorRef> = Vec::new();
    for actor in actors {
        if !kept.iter().any(|other| other.id == actor.id) {
            kept.push(actor.clone());
        }
    }
    kept
}

/// The two actors of the sentence before, where it has exactly two that are not mentioned by the way.
fn two_of_a_sentence(text: &Text<'_>, past: &[Past], at: usize) -> Option<Vec<ActorRef>> {
    let sentence = text.view.sentence(at).checked_sub(1)?;
    let past = &past[past.partition_point(|past| past.sentence < sentence)..past.partition_point(|past| past.sentence <= sentence)];
    if past.len() > NEAR {
        return None;
    }
    let actors = distinct(past.iter().filter(|past| past.sentence == sentence && !past.aside).flat_map(|past| past.actors.iter()));
    (actors.len() == 2).then_some(actors)
}

/// "It is likely that", "it was raining": no one is meant.
fn expletive(text: &Text<'_>, at: usize) -> bool {
    let be = ["is", "was", "has", "will", "would", "may", "seems", "appears", "remains"];
    text.view.any(at + 1, &be)
        && text
            .view
            .any(at + 2, &["not", "been", "be", "clear", "unclear", "likely", "unlikely", "possible", "important", "necessary", "time", "the", "a"])
}
