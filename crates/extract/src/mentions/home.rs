//! "The foreign ministry", "the prime minister", "parliament": offices and bodies of state that are told without their country belong to
//! the one whose acts the sentences before tell.

use chancery_core::{ActorKind, Sector};

use super::{
    ActorRef, Told, grounds,
    later::NEAR,
    possessors,
    reader::{Found, Text, Whom},
};

/// How many sentences back an acting country is looked for.
const REACH: usize = 2;

/// Gives offices of state and bodies that act for nobody yet the country of the subject told last.
pub(super) fn resolve(text: &Text<'_>, found: &mut [Found]) {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&at| (found[at].words.start, std::cmp::Reverse(found[at].words.end)));
    let dateline = dateline(text, found);
    // The first mention of the sentence that is being read.
    let mut opening = 0;
    for place in 0..order.len() {
        let at = order[place];
        if text.view.sentence(found[at].words.start) != text.view.sentence(found[order[opening]].words.start) {
            opening = place;
        }
        if !of_state(text, &found[at]) {
            continue;
        }
        let sentence = text.view.sentence(found[at].words.start);
        let before = order[..place].iter().rev().take(NEAR).map(|&before| &found[before]);
        let near = before.take_while(|one| text.view.sentence(one.words.start) + REACH >= sentence);
        let subjects: Vec<&Found> = near.filter(|one| one.told != Told::Place && text.view.is_subject(one.words.clone())).collect();
        let (own, earlier): (Vec<&Found>, Vec<&Found>) = subjects.into_iter().partition(|one| text.view.sentence(one.words.start) == sentence);
        let first = &found[order[opening]];
        let here = Some(first).filter(|one| one.words.end <= found[at].words.start && opens(text, one)).and_then(|one| of_place(text, one));
        let posted = || own.iter().find_map(|one| post(text, found, one));
        let acts = |subjects: &[&Found]| subjects.iter().find_map(|one| acts_for(text, one));
        let abroad = journey(text, found, &order[place..], at);
        let own_to = |state: &ActorRef| abroad.is_none() || state.country != abroad;
        let state = here.filter(own_to).or_else(posted).or_else(|| acts(&own).filter(own_to));
        let state = state.or_else(|| dateline.clone().filter(own_to)).or_else(|| acts(&earlier).filter(own_to));
        match state {
            Some(owner) if found[at].told == Told::Titled => settle(found, at, &owner),
            Some(owner) => possessors::act_for(text, &mut found[at], &owner),
            None => {}
        }
    }
}

/// A minister whom nothing knows acts for this country wherever he is told.
fn settle(found: &mut [Found], at: usize, owner: &ActorRef) {
    let Whom::Actors(actors) = &found[at].whom else { return };
    let Some(id) = actors.first().map(|actor| actor.id.clone()) else { return };
    for one in found.iter_mut() {
        if let Whom::Actors(actors) = &mut one.whom {
            actors.iter_mut().filter(|actor| actor.id == id && actor.country.is_none()).for_each(|actor| actor.country = owner.country);
        }
    }
}

/// The country to which an official goes: it is not his ("the deputy minister, X, flew to Sukhumi", "a trip by the minister to Sweden").
fn journey(text: &Text<'_>, found: &[Found], next: &[usize], at: usize) -> Option<chancery_core::CountryCode> {
    const GOES: &[&str] = &["visit", "fly", "travel", "go", "come", "arrive", "head", "trip", "journey", "tour"];
    let one = &found[at];
    let doc = text.view.doc;
    let start = doc.sentence_at(doc.tokens[text.view.token(one.head)].bytes.start)?.token_range().start;
    // The verb, past the name that the office may hang on.
    let above = std::iter::successors(Some(text.view.token(one.head)), |&token| Some(start + doc.tokens[token].head?)).skip(1).take(3);
    let goes = above.into_iter().any(|token| GOES.contains(&doc.tokens[token].lemma(doc)));
    let same = |other: &&Found| text.view.sentence(other.words.start) == text.view.sentence(one.words.start);
    let to = |other: &&Found| other.words.start > one.words.end && text.view.any(other.words.start - 1, &["to", "in", "for", "at"]);
    let behind = next.iter().take(NEAR).map(|&other| &found[other]).take_while(same).filter(to);
    behind.filter(|_| goes).find_map(|other| other.place.as_ref()?.country)
}

/// Whether it is an office of which a state has one, or a body of state, and of no state yet.
fn of_state(text: &Text<'_>, one: &Found) -> bool {
    let Whom::Actors(actors) = &one.whom else { return false };
    let [actor] = &actors[..] else { return false };
    let office = matches!(one.told, Told::Office | Told::Titled) && one.claim.office.is_some_and(|office| super::holders::SINGLE.contains(&office));
    let named = || one.told == Told::Name && one.words.clone().any(|word| text.view.any(word, &["ministry", "department", "parliament", "senate"]));
    let body = (one.told == Told::Group || named()) && matches!(actor.sector, Some(Sector::Gov | Sector::Leg)) && actor.kind != ActorKind::Person;
    let the = one.words.start > 0 && text.view.any(one.words.start - 1, &["the"])
        || text.view.any(one.words.start, &["the"])
        || text.view.capital(one.words.start);
    let plural = if one.told == Told::Titled { one.words.start } else { one.head };
    let many = text.view.low(plural).ends_with('s') || one.words.clone().any(|word| text.view.any(word, &["heads", "chiefs"]));
    (office || body) && the && !many && actor.country.is_none() && actor.organization.is_none()
}

/// The one country for which somebody acts.
fn acts_for(text: &Text<'_>, one: &Found) -> Option<ActorRef> {
    let Whom::Actors(actors) = &one.whom else { return None };
    let country = actors.first()?.country.filter(|&country| actors.iter().all(|actor| actor.country == Some(country)))?;
    text.gazetteer.country_of(country.as_str()).map(super::place::of_country)
}

/// "In Managua the minister": whether a phrase of place opens the sentence.
fn opens(text: &Text<'_>, one: &Found) -> bool {
    let Some(before) = one.words.start.checked_sub(1) else { return false };
    let first = before == 0 || text.view.sentence(before - 1) != text.view.sentence(before);
    first && text.view.any(before, &["in"])
}

/// Where an ambassador is posted: "the British ambassador in Moscow" is summoned to a ministry there.
fn post(text: &Text<'_>, found: &[Found], one: &Found) -> Option<ActorRef> {
    let envoy = text.view.any(one.head, &["ambassador", "envoy", "consul", "attache", "commissioner"])
        || one.words.clone().any(|word| text.view.any(word, &["ambassador"]));
    if !envoy {
        return None;
    }
    let at = one.words.clone().find(|&word| text.view.any(word, &["in", "to"])).unwrap_or(one.words.end);
    let place = found.iter().find(|other| other.words.start == at + 1 && text.view.any(at, &["in"]));
    place.and_then(|place| of_place(text, place))
}

/// The country of the place that the article comes from, where the text tells of it again: "TIRANA - ... the Albanian premier".
fn dateline(text: &Text<'_>, found: &[Found]) -> Option<ActorRef> {
    let country = grounds::dateline(text, found)?.country?;
    let again = found.iter().filter(|one| one.words.start > 0).any(|one| match &one.whom {
        Whom::Actors(actors) => actors.iter().any(|actor| actor.country == Some(country)),
        _ => false,
    });
    again.then(|| text.gazetteer.country_of(country.as_str()).map(super::place::of_country)).flatten()
}

/// The country in which a place lies.
fn of_place(text: &Text<'_>, one: &Found) -> Option<ActorRef> {
    let country = one.place.as_ref()?.country?;
    text.gazetteer.country_of(country.as_str()).map(super::place::of_country)
}
