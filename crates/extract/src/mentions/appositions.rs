//! A name and an office side by side are one person: "Ban Ki-moon, the foreign minister", "Israel's prime minister, Benjamin Netanyahu".

use chancery_core::Sector;

use super::{
    ActorRef, Told, groups,
    people::Claim,
    reader::{Found, Text, Whom},
};

/// Gives persons the offices told beside them, and offices the persons.
pub(super) fn join(text: &Text<'_>, found: &mut [Found]) {
    let outer = outermost(found);
    for (place, pair) in outer.windows(2).enumerate() {
        let (a, b) = (pair[0], pair[1]);
        inherit(text, found, (a, b));
        opposite(text, found, (a, b), &outer[..place]);
        if !beside(text, &found[a], &found[b]) || found[a].claim.title.is_some() && opens_name(text, found, (b, outer.get(place + 2))) {
            continue;
        }
        match (&found[a].whom, &found[b].whom) {
            (Whom::Person { .. }, Whom::Office) if found[a].claim.title.is_none() => {
                found[a].claim = found[b].claim.clone();
                found[b].whom = found[a].whom.clone();
            }
            (Whom::Person { .. }, Whom::Office) => found[b].whom = found[a].whom.clone(),
            (Whom::Office, Whom::Person { .. }) if found[b].claim.title.is_none() => {
                found[b].claim = found[a].claim.clone();
                found[a].whom = found[b].whom.clone();
            }
            (Whom::Actors(actors), Whom::Person { .. }) if found[a].told == Told::Group && found[b].claim.title.is_none() => {
                if let Some(group) = actors.first().filter(|_| groups::is_one(text.slice(&(found[a].head..found[a].head + 1)))) {
                    found[b].claim = member(text, group, &found[a]);
                    found[a].whom = found[b].whom.clone();
                    found[a].claim = found[b].claim.clone();
                }
            }
            (Whom::Person { .. }, Whom::Actors(actors)) if found[b].told == Told::Group => {
                if let Some(group) = actors.first().filter(|_| groups::is_one(text.slice(&(found[b].head..found[b].head + 1)))) {
                    if found[a].claim.title.is_none() {
                        found[a].claim = member(text, group, &found[b]);
                    }
                    found[b].whom = found[a].whom.clone();
                    found[b].claim = found[a].claim.clone();
                }
            }
            _ => {}
        }
    }
}

/// What a group says of one of its members: "the Georgian leader".
fn member(text: &Text<'_>, group: &ActorRef, told: &Found) -> Claim {
    Claim {
        country: group.country,
        body: group.organization.clone(),
        sector: group.sector,
        // "A Turkish national, X": no office.
        title: (group.sector != Some(Sector::Cvl)).then(|| text.slice(&(told.head..told.head + 1)).to_owned()),
        ..Claim::default()
    }
}

/// "The Turkish Premier, A, the Soviet Premier, B, ...": an office behind a person who has one belongs to the name that follows it.
fn opens_name(text: &Text<'_>, found: &[Found], (office, next): (usize, Option<&usize>)) -> bool {
    let named = |&&next: &&usize| matches!(found[next].whom, Whom::Person { .. }) && beside(text, &found[office], &found[next]);
    matches!(found[office].whom, Whom::Office) && next.as_ref().is_some_and(named)
}

/// "The Greek prime minister A and energy minister B": the second office is of the country of the first.
fn inherit(text: &Text<'_>, found: &mut [Found], (a, b): (usize, usize)) {
    let (first, second) = (&found[a], &found[b]);
    let and = second.words.start == first.words.end + 1 && text.view.any(first.words.end, &["and"]) && text.view.joins(second.words.start);
    let office = |one: &Found| one.claim.title.is_some() && matches!(one.whom, Whom::Person { .. } | Whom::Office);
    let minister = second.claim.office.is_some_and(|office| office.contains("minister") || office.contains("head of government"));
    if and && office(first) && office(second) && minister && second.claim.country.is_none() && second.claim.body.is_none() {
        found[b].claim.country = found[a].claim.country;
    }
}

/// "His Indian counterpart, X": X is of India, in the office of whom he is the counterpart.
fn opposite(text: &Text<'_>, found: &mut [Found], (land, name): (usize, usize), before: &[usize]) {
    let at = found[land].words.end;
    let beside = found[name].words.start == at + 1 && matches!(text.view.gap(at + 1), ", " | " (" | " ");
    let counterpart = text.view.any(at, &["counterpart", "colleague", "homologue"]) && text.view.follows(at) && beside && text.view.joins(at + 1);
    let Whom::Actors(actors) = &found[land].whom else { return };
    let bare = matches!(found[name].whom, Whom::Person { .. }) && found[name].claim.title.is_none();
    let Some(country) = actors.first().and_then(|actor| actor.country).filter(|_| found[land].told == Told::Demonym && counterpart && bare) else {
        return;
    };
    let office = before.iter().rev().map(|&at| &found[at].claim).find(|claim| claim.title.is_some()).cloned().unwrap_or_default();
    found[name].claim = Claim { country: Some(country), body: None, former: false, ..office };
}

/// The places in the list of those that lie in no other.
pub(super) fn outermost(found: &[Found]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&at| (found[at].words.start, std::cmp::Reverse(found[at].words.end)));
    let mut end = 0;
    order.retain(|&at| {
        let outside = found[at].words.start >= end;
        end = end.max(found[at].words.end);
        outside
    });
    order
}

/// Whether only a comma, and an article, part the two.
fn beside(text: &Text<'_>, a: &Found, b: &Found) -> bool {
    let view = &text.view;
    let before = b.words.start.wrapping_sub(1);
    let article = b.words.start > a.words.end && (view.any(before, &["the", "a", "an", "that"]) || view.owns(before));
    let from = b.words.start - usize::from(article);
    if from != a.words.end || !view.joins(from) || a.told == Told::Place {
        return false;
    }
    let comma = matches!(view.gap(from), ", " | " (" | "," | " – " | " — " | "—");
    comma && (!article || view.follows(b.words.start)) || view.follows(from) && !article && matches!(a.whom, Whom::Office)
}
