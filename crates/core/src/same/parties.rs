//! Who took part, by country.

use std::collections::BTreeSet;

use super::life::Step;
use crate::{ActorKind, CountryCode, Event, Participant, Role};

/// The parties that two tellings share.
pub(super) struct Parties {
    /// For people.
    pub reason: String,
    /// How many they share.
    pub common: i32,
    /// Whether both who acts and whom it concerns are told by both, or at least two who are on equal terms.
    pub both_sides: bool,
}

const SIDES: [&[Role]; 4] = [&[Role::Source, Role::Speaker], &[Role::Target, Role::Host], &[Role::Participant], &[Role::Mediator]];

/// The country of a participant, or the name of whoever has none: the body for which a person acts goes before the person.
pub(super) fn party(participant: &Participant) -> String {
    let body = || participant.organization.clone().unwrap_or_else(|| participant.name.clone());
    participant.country.as_ref().map_or_else(body, CountryCode::to_string)
}

/// Everyone who takes part, by country or name: an event can only be one that shares a party with it.
pub fn parties(event: &Event) -> BTreeSet<String> {
    event.participants.iter().map(party).collect()
}

/// The parties of a side of `event`. People without a country ("officials") are none beside those that have one, and a person whom both
/// events name stands for himself: news does not agree for whom some leaders act.
fn side(event: &Event, other: &Event, roles: &[Role]) -> BTreeSet<String> {
    let plays = |p: &&Participant| roles.contains(&p.role);
    let vague = |p: &Participant| p.kind == ActorKind::Group && p.country.is_none();
    let in_both = |p: &Participant| p.kind == ActorKind::Person && other.participants.iter().any(|o| o.kind == p.kind && o.name == p.name);
    let told = event.participants.iter().filter(plays).any(|p| !vague(p));
    let named = event.participants.iter().filter(plays).filter(|p| !told || !vague(p));
    named.map(|p| if in_both(p) { p.name.clone() } else { party(p) }).collect()
}

/// The parties that both sides share, none where a side that both tell is another one. Half of those who sat at a table may be told
/// again; a meeting of two beside a round of six is another one.
fn shared(a: &Event, b: &Event, sides_of: &[&[Role]]) -> Option<(Vec<String>, usize)> {
    let (mut agreed, mut sides) = (Vec::new(), 0);
    for roles in sides_of {
        let (left, right) = (side(a, b, roles), side(b, a, roles));
        let right: BTreeSet<String> =
            right.into_iter().map(|name| left.iter().find(|other| same_name(other, &name)).cloned().unwrap_or(name)).collect();
        if left.is_empty() || right.is_empty() {
            continue;
        }
        let common = left.intersection(&right).count();
        if common < left.len().min(right.len()) || 2 * common < left.len().max(right.len()) {
            return None;
        }
        sides += 1;
        agreed.extend(left.intersection(&right).cloned());
    }
    Some((agreed, sides))
}

/// Inside an article: the parties of every side that both tell.
pub(super) fn same_sides(a: &Event, b: &Event) -> Option<String> {
    let (agreed, _) = shared(a, b, &SIDES)?;
    (!agreed.is_empty() && !persons_differ(a, b)).then(|| format!("both with {}", agreed.join(", ")))
}

/// Between articles: the same, and whether it is enough to tell one event from another by. Of what was called off the roles do not matter.
pub(super) fn same_parties(a: &Event, b: &Event, step: Step) -> Option<Parties> {
    let everyone: &[&[Role]] = &[Role::ALL];
    let (agreed, sides) = shared(a, b, if step == Step::CalledOff { everyone } else { &SIDES })?;
    if agreed.is_empty() || persons_differ(a, b) {
        return None;
    }
    let reason = format!("both with {}", agreed.join(", "));
    let both_sides = sides > 1 || agreed.len() > 1 && (step == Step::CalledOff || !side(a, b, SIDES[2]).is_empty());
    Some(Parties { reason, common: i32::try_from(agreed.len()).unwrap_or(i32::MAX), both_sides })
}

/// Two different persons who act for one country are two different meetings; whoever stands in both is none of them.
fn persons_differ(a: &Event, b: &Event) -> bool {
    let strangers = |event: &Event, other: &Event| -> BTreeSet<String> {
        let persons = event.participants.iter().filter(|one| one.kind == ActorKind::Person);
        let known = |one: &Participant| other.participants.iter().any(|two| two.kind == ActorKind::Person && same_person(one, two));
        persons.filter(|one| !known(one)).map(party).collect()
    };
    !strangers(a, b).is_disjoint(&strangers(b, a))
}

/// Whether the names may be of one person: the same, or one is the end of the other ("Gromyko", "Andrei Gromyko").
fn same_person(a: &Participant, b: &Participant) -> bool {
    a.actor == b.actor || same_name(&a.name, &b.name)
}

/// Whether one name is the other, its end or its beginning ("Stena", "Stena Impero"); codes of countries are only themselves.
fn same_name(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let ends = long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '-']));
    let begins = long.strip_prefix(short).is_some_and(|rest| rest.starts_with([' ', '-']));
    ends || (begins && short.len() > 3)
}

/// Adds a participant; a person stands for the country it acts for, so that the two are not told side by side in one role.
pub fn add(participants: &mut Vec<Participant>, new: Participant) {
    let stands_for = |a: &Participant, b: &Participant| {
        a.role == b.role && a.country.is_some() && a.country == b.country && b.kind == ActorKind::Country && a.kind != b.kind
    };
    if participants.iter().any(|old| (old.actor == new.actor && old.role == new.role) || stands_for(old, &new)) {
        return;
    }
    participants.retain(|old| !stands_for(&new, old));
    participants.push(new);
}
