//! Who took part, by country.

use std::collections::BTreeSet;

use super::life::Step;
use crate::{ActorKind, CountryCode, Event, Participant, Role, Sector};

/// The parties that two tellings share.
pub(super) struct Parties {
    /// For people.
    pub reason: String,
    /// How many they share.
    pub common: i32,
    /// Whether both who acts and whom it concerns are told by both, or at least two of one side.
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

/// Whoever is told by a common noun, or by a name that belongs to no state and no body: another telling may know who it is.
fn unknown(participant: &Participant) -> bool {
    let nobody = participant.country.is_none() && participant.organization.is_none();
    let people = matches!(participant.kind, ActorKind::Group | ActorKind::Person);
    nobody && (people || participant.name.starts_with(char::is_lowercase))
}

/// A side of an event as one of its tellings has it.
#[derive(Default)]
struct Side {
    /// The parties by country or name. A person whom both events name stands for himself: news does not agree for whom some leaders act.
    parties: BTreeSet<String>,
    /// People by name of whom no more is known.
    strangers: BTreeSet<String>,
}

impl Side {
    fn of(event: &Event, other: &Event, roles: &[Role]) -> Self {
        let named = |p: &Participant| other.participants.iter().any(|o| o.kind == p.kind && o.name == p.name);
        let in_both = |p: &Participant| if unknown(p) { other.participants.iter().any(|o| same_name(&o.name, &p.name)) } else { named(p) };
        let mut side = Self::default();
        for p in event.participants.iter().filter(|p| roles.contains(&p.role) && !own(event, p)) {
            if (p.kind == ActorKind::Person || unknown(p)) && in_both(p) {
                side.parties.insert(p.name.clone());
            } else if !unknown(p) {
                side.parties.insert(party(p));
            } else if p.kind == ActorKind::Person && !p.name.starts_with(char::is_lowercase) {
                side.strangers.insert(p.name.clone());
            }
        }
        // Who visits a place visits those whose place it is.
        if roles.contains(&Role::Host) && side.parties.is_empty() && event.kind.as_str() == "visit" {
            side.parties.extend(event.place.iter().filter_map(|place| place.country.as_ref()).map(CountryCode::to_string));
        }
        side
    }
}

/// Whether it is one of the people of those who act: France does not act on "its ambassadors", but on those to whom it had sent them.
fn own(event: &Event, participant: &Participant) -> bool {
    let acts = |p: &Participant| p.role == Role::Source && p.country == participant.country;
    let people = matches!(participant.kind, ActorKind::Group | ActorKind::Person) && participant.country.is_some();
    participant.role == Role::Target && people && event.participants.iter().any(acts)
}

/// The parties that both sides share, none where a side that both tell is another one. Half of those who sat at a table may be told
/// again; a meeting of two beside a round of six is another one.
fn shared(a: &Event, b: &Event, sides_of: &[&[Role]]) -> Option<(Vec<String>, usize)> {
    let (mut agreed, mut sides) = (Vec::new(), 0);
    for roles in sides_of {
        let (left, right) = (Side::of(a, b, roles), Side::of(b, a, roles));
        if !left.strangers.is_empty() && !right.strangers.is_empty() {
            return None;
        }
        let known = |name: String| left.parties.iter().find(|other| same_name(other, &name)).cloned().unwrap_or(name);
        let right: BTreeSet<String> = right.parties.into_iter().map(known).collect();
        if left.parties.is_empty() || right.is_empty() {
            continue;
        }
        let common = left.parties.intersection(&right).count();
        // "Struck the rebels", "struck Iraq": where they are may be told in place of who they are.
        let told_apart = landless(&left.parties).zip(landless(&right)).is_some_and(|(one, other)| one != other);
        if common == 0 && roles.contains(&Role::Target) && told_apart {
            continue;
        }
        if common < left.parties.len().min(right.len()) || 2 * common < left.parties.len().max(right.len()) {
            return None;
        }
        sides += 1;
        agreed.extend(left.parties.intersection(&right).cloned());
    }
    Some((agreed, sides))
}

/// Whether all of a side are bodies or groups without a country, or all of it are countries.
fn landless(parties: &BTreeSet<String>) -> Option<bool> {
    let country = |name: &String| name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let countries = parties.iter().filter(|name| country(name)).count();
    (countries == 0 || countries == parties.len()).then_some(countries == 0)
}

/// Inside an article: the parties of every side that both tell.
pub(super) fn same_sides(a: &Event, b: &Event) -> Option<String> {
    let (agreed, _) = shared(a, b, &SIDES)?;
    (!agreed.is_empty() && !persons_differ(a, b)).then(|| format!("both with {}", agreed.join(", ")))
}

/// Between articles: the same, and whether it is enough to tell one event from another by. Of what was called off the roles do not matter.
pub(super) fn same_parties(a: &Event, b: &Event, step: Step) -> Option<Parties> {
    let everyone: &[&[Role]] = &[Role::ALL];
    let sides = if step == Step::CalledOff { everyone } else { &SIDES };
    let shared = |sides: &[&[Role]]| shared(a, b, sides).filter(|(agreed, _)| !agreed.is_empty());
    let (agreed, sides) =
        shared(sides).or_else(|| shared(everyone).filter(|_| other_shape(a, b))).or_else(|| shared(&[SIDES[0]]).filter(|_| aimless(a, b)))?;
    if persons_differ(a, b) && !of_states(a, b) {
        return None;
    }
    let reason = format!("both with {}", agreed.join(", "));
    let both_sides = sides > 1 || agreed.len() > 1;
    Some(Parties { reason, common: i32::try_from(agreed.len()).unwrap_or(i32::MAX), both_sides })
}

/// Whether one tells as done together what the other tells as done by them: "agreed on a truce", "stopped firing".
fn other_shape(a: &Event, b: &Event) -> bool {
    let together = |event: &Event| event.participants.iter().any(|one| one.role == Role::Participant);
    together(a) != together(b)
}

/// Whether both are one show of force, which papers take to be aimed at whom they write for: the missile that fell "before Japan", "to the east of Korea".
fn aimless(a: &Event, b: &Event) -> bool {
    [a, b].iter().all(|event| event.kind.as_str() == "mobilization") && a.codes.cameo == b.codes.cameo
}

/// Acts of a state as a whole: a paper names the minister who told it, another the president who willed it.
const OF_STATES: &[&str] = &["agreement", "sanction", "expulsion", "aid", "withdrawal", "mobilization", "cooperation"];

/// Whether both are acts of states, and nobody upon whom they are is told by name.
fn of_states(a: &Event, b: &Event) -> bool {
    let kinds = [a, b].iter().all(|event| OF_STATES.contains(&event.kind.as_str()));
    let upon = |event: &Event| event.participants.iter().any(|one| one.kind == ActorKind::Person && one.role == Role::Target);
    kinds && !(upon(a) && upon(b))
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

/// Whether the names may be of one person: the same, one is the end of the other ("Gromyko", "Andrei Gromyko"), or one of the two is told by
/// the office alone that the other may hold ("the Croatian premier").
fn same_person(a: &Participant, b: &Participant) -> bool {
    a.actor == b.actor || same_name(&a.name, &b.name) || ((unnamed(a) || unnamed(b)) && a.country == b.country && offices_agree(a, b))
}

/// Whether a person is told by the office alone ("Croatian head of government", `hrv-head-of-government`).
fn unnamed(person: &Participant) -> bool {
    let code = person.country.map(|country| format!("{}-", country.as_str().to_lowercase()));
    code.is_some_and(|code| person.actor.as_str().starts_with(&code))
}

/// Whether one may hold both offices: those of two ranks are two people, of one that is not known nothing is known.
fn offices_agree(a: &Participant, b: &Participant) -> bool {
    let ranks = a.office.as_deref().and_then(rank).zip(b.office.as_deref().and_then(rank));
    ranks.is_none_or(|(one, other)| one == other)
}

/// The rank of an office, of which a country has one at a time: leaders of state and government are often confused.
fn rank(office: &str) -> Option<&'static str> {
    const RANKS: &[(&str, &[&str])] = &[
        ("deputy", &["vice", "deputy", "assistant", "under", "former"]),
        ("foreign", &["foreign", "external", "secretary of state"]),
        ("defence", &["defence", "defense"]),
        ("envoy", &["ambassador", "envoy", "consul", "charg"]),
        ("leader", &["head of", "president", "premier", "prime minister", "chancellor", "king", "queen", "emir", "sultan", "emperor", "leader"]),
        ("minister", &["minister", "secretary"]),
    ];
    let office = office.to_lowercase();
    RANKS.iter().find(|(_, words)| words.iter().any(|word| office.contains(word))).map(|&(rank, _)| rank)
}

/// Whether one name is the other, its end or its beginning ("Stena", "Stena Impero"); codes of countries are only themselves.
fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let ends = long.strip_suffix(&short).is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '-']));
    let begins = long.strip_prefix(&short).is_some_and(|rest| rest.starts_with([' ', '-']));
    ends || (begins && short.len() > 3)
}

/// Adds a participant; a person stands for the country it acts for, so that the two are not told side by side in one role. Rebels and
/// protesters stand for none: a state agrees with those of its own land.
pub fn add(participants: &mut Vec<Participant>, new: Participant) {
    let of_state = |a: &Participant| !matches!(a.sector, Some(Sector::Reb | Sector::Opp | Sector::Uaf | Sector::Prm | Sector::Cvl | Sector::Ref));
    let stands_for = |a: &Participant, b: &Participant| {
        let same = a.role == b.role && a.country.is_some() && a.country == b.country;
        same && b.kind == ActorKind::Country && a.kind != b.kind && of_state(a)
    };
    if participants.iter().any(|old| (old.actor == new.actor && old.role == new.role) || stands_for(old, &new)) {
        return;
    }
    participants.retain(|old| !stands_for(&new, old));
    participants.push(new);
}
