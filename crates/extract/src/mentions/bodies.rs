//! Bodies that the gazetteer does not know: "National Crime Agency", "Department for International Development".

use super::{
    ActorRef, Told,
    atoms::Sense,
    lexicon::{self, List},
    people,
    phrase::{Phrase, chief_owner, plain},
    place,
    reader::{Found, Text},
};
use crate::gazetteer::slug;

/// The body whose name begins behind the owners of a phrase, with the owners' own mentions, and the word behind it.
pub(super) fn unknown(text: &Text<'_>, phrase: &Phrase<'_>, behind: usize) -> Option<(Vec<Found>, usize)> {
    let adjacent = phrase.owners.last().is_some_and(|atom| atom.words.end == behind);
    let from = if adjacent && !matches!(phrase.owners.last()?.sense, Sense::Demonym(_)) { phrase.owners.last()?.words.start } else { behind };
    let (mut body, end) = at(text, from).or_else(|| at(text, behind))?;
    if let Some(owner) = chief_owner(text, phrase).and_then(|atom| place::actor(text, atom)) {
        if from == behind {
            body.id = people::id(&format!("{}-{}", owner.id.as_str().to_lowercase(), slug(&body.name)));
        }
        body.country = owner.country;
    }
    let mut found: Vec<Found> = phrase.owners.iter().filter_map(|atom| plain(text, atom)).collect();
    found.push(Found::actors(phrase.start..end, Told::Name, vec![body]));
    Some((found, end))
}

/// The body whose name begins at a word: capitalised words of which the last, or the first before "of" or "for", is a word for bodies,
/// and one is neither a name of the gazetteer nor a mere adjective.
pub(super) fn at(text: &Text<'_>, from: usize) -> Option<(ActorRef, usize)> {
    let view = &text.view;
    if view.shouted(from) || !view.capital(from) || lexicon::is(List::NoName, view.low(from)) {
        return None;
    }
    let (mut best, mut at, mut own) = (None, from, false);
    while at < from + 9 && (at == from || view.follows(at) || view.joins(at) && view.gap(at) == "-") {
        let opens = lexicon::body(view.low(from)).is_some() && at > from;
        let small = view.any(at, if opens { &["of", "for", "and", "on", "the"] } else { &["of", "for", "on"] })
            && view.follows(at + 1)
            && (view.capital(at + 1) || opens && view.any(at, &["of", "for"]) && view.any(at + 1, &["the"]));
        if !view.capital(at) && !small
            || view.capital(at) && lexicon::is(List::NoName, view.low(at)) && !view.any(at, &["islamic", "north", "south", "central", "people"])
        {
            break;
        }
        if matches!(text.atoms.at(at).map(|atom| &atom.sense), Some(Sense::Person(_) | Sense::Title(_)))
            && text.atoms.at(at).is_some_and(|atom| atom.noun.is_none())
        {
            break;
        }
        own |= !small && text.atoms.over(at).is_none() && !lexicon::is(List::Adjectives, view.low(at)) && lexicon::body(view.low(at)).is_none();
        let opened = lexicon::body(view.low(from)).filter(|_| view.any(from + 1, &["of", "for", "on"]) && at > from + 1);
        let sector = lexicon::body(view.low(at)).filter(|_| at > from).or(opened);
        // "Clinton Administration" is the government of a man, no body of that name.
        let government = at == from + 1 && view.any(at, &["administration", "government", "cabinet", "office", "house"]);
        if let Some(sector) = sector.filter(|_| own && !small && !government) {
            best = Some((sector, at + 1));
        }
        at += 1;
    }
    let (sector, end) = best?;
    // "The Commercial Bank of Syria".
    let of = text.atoms.at(end + 1).filter(|atom| view.any(end, &["of"]) && view.follows(end + 1) && matches!(atom.sense, Sense::Country(_)));
    let (country, end) = of.map_or((None, end), |atom| (place::country(text, atom), atom.words.end));
    Some((place::new_body(text.slice(&(from..end)), country, sector.parse().ok()), end))
}
