//! Which predicted event is which annotated one.
//!
//! They pair when the type is accepted and the countries, and the bodies without a country, overlap (Jaccard at least 0.5); among
//! several the pair with the most agreement is taken, each event once.

use chancery_core::{EventView, ParticipantView, ToldEvent};
use std::collections::BTreeSet;

use super::gold::{Gold, GoldEvent, GoldParticipant};

/// For each annotated event the predicted one it pairs with.
pub fn pairs(gold: &Gold, told: &[&ToldEvent]) -> Vec<Option<usize>> {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (g, event) in gold.events.iter().enumerate() {
        for (t, told) in told.iter().enumerate() {
            candidates.extend(agreement(event, told).map(|score| (score, g, t)));
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut paired = vec![None; gold.events.len()];
    let mut used = BTreeSet::new();
    for (_, g, t) in candidates {
        if paired[g].is_none() && used.insert(t) {
            paired[g] = Some(t);
        }
    }
    paired
}

/// How well the two agree; none where they cannot be one event.
fn agreement(gold: &GoldEvent, told: &ToldEvent) -> Option<f64> {
    let wanted = parties(&gold.participants);
    let given = told_parties(&gold.participants, &told.event);
    let common = wanted.intersection(&given).count() as f64;
    let all = wanted.union(&given).count() as f64;
    if !gold.kinds.contains(&told.event.kind) || all == 0.0 || common / all < 0.5 {
        return None;
    }
    let day = gold.date.as_ref().is_some_and(|date| date.start.contains(&told.event.date.as_ref().map(|date| date.start)));
    let near = told.evidence.start < gold.evidence.end && told.evidence.end > gold.evidence.start;
    Some(1.0 + common / all + if day { 0.5 } else { 0.0 } + if near { 1.0 } else { 0.0 })
}

/// The countries, and the bodies without one, of the annotation.
pub fn parties(participants: &[GoldParticipant]) -> BTreeSet<String> {
    let countries = participants.iter().filter_map(|p| p.country.map(|country| country.to_string()));
    countries.chain(bodies(participants).filter_map(|p| p.organization.clone())).collect()
}

/// The same of a predicted event, bodies under the name that the annotation has for them.
pub fn told_parties(gold: &[GoldParticipant], told: &EventView) -> BTreeSet<String> {
    let countries = told.participants.iter().filter_map(|p| p.country.map(|country| country.to_string()));
    let named = told.participants.iter().filter(|p| p.country.is_none());
    let same = named.filter_map(|p| bodies(gold).find(|body| is_body(body, p)).and_then(|body| body.organization.clone()));
    countries.chain(same).collect()
}

fn bodies(participants: &[GoldParticipant]) -> impl Iterator<Item = &GoldParticipant> {
    participants.iter().filter(|p| p.country.is_none() && p.organization.is_some())
}

/// Whether the names share a word, one is the other's acronym, or the person is the same.
fn is_body(gold: &GoldParticipant, told: &ParticipantView) -> bool {
    let wanted = gold.organization.as_deref().unwrap_or_default();
    let names = [told.organization.as_deref(), Some(told.name.as_str()), told.text.as_deref()];
    let same = |name: &str| {
        words(wanted).intersection(&words(name)).next().is_some() || acronym(wanted) == name.to_uppercase() || acronym(name) == wanted.to_uppercase()
    };
    let surname = gold.person.as_deref().and_then(|person| person.split_whitespace().next_back()).map(str::to_lowercase);
    names.into_iter().flatten().any(same) || surname.is_some_and(|surname| words(&told.name).contains(&surname))
}

/// The words of a name, in lower case, without articles and prepositions.
pub fn words(name: &str) -> BTreeSet<String> {
    let empty = |word: &String| matches!(word.as_str(), "the" | "of" | "and" | "for" | "in" | "");
    name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).filter(|word| !empty(word)).collect()
}

fn acronym(name: &str) -> String {
    name.split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next()).filter(|first| first.is_uppercase()).collect()
}
