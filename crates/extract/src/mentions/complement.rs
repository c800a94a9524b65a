//! What stands behind an office: "of Japan", "to South Korea", "for Human Rights".

use super::{
    Told,
    atoms::Sense,
    bodies,
    lexicon::{self, List},
    people::Claim,
    phrase::{Phrase, owner, plain, singular},
    place,
    reader::{Found, Text, Whom},
};

/// What stands behind the office: "of Japan", "to South Korea", "for Human Rights", "of the United Nations"; the end of its words, and the next.
pub(super) fn complement(text: &Text<'_>, phrase: &Phrase<'_>, at: usize, (claim, found): (&mut Claim, &mut Vec<Found>)) -> (usize, usize) {
    let view = &text.view;
    let link = ["of", "to", "for", "in", "at"].into_iter().find(|&link| view.low(at) == link && view.follows(at));
    let Some(link) = link else { return (at, at) };
    let from = at + 1 + usize::from(view.any(at + 1, &["the"]));
    if let Some((mut body, end)) = bodies::at(text, from).filter(|_| link == "of" && view.follows(from)) {
        body.country = text.atoms.at(from).and_then(|atom| place::country(text, atom));
        if claim.body.is_none() {
            claim.country = claim.country.or(body.country);
            claim.body = Some(body.name.clone());
            claim.sector = body.sector.or(claim.sector);
        }
        found.push(Found::actors(from..end, Told::Name, vec![body]));
        return (end, end);
    }
    let Some(atom) = text.atoms.at(from).filter(|atom| view.follows(from) && atom.sense.affiliates()) else {
        let domain = (view.follows(from) && view.capital(from) && link != "in" && link != "at").then(|| capitals(text, from)).flatten();
        return domain.map_or((at, at), |end| (end, end));
    };
    // "For the German government": what follows is a mention of its own.
    if matches!(atom.sense, Sense::Demonym(_) | Sense::Regional(_)) {
        if matches!(link, "of" | "for") && claim.country.is_none() && claim.body.is_none() {
            owner(text, atom, claim);
        }
        return (at, at);
    }
    if matches!(link, "in" | "at") && !matches!(atom.sense, Sense::Country(_) | Sense::Capital(_) | Sense::Body(_)) {
        return (at, at);
    }
    let ambassador =
        claim.office.is_some_and(|office| office.contains("ambassador") || office.contains("representative") || office == "special envoy");
    match link {
        "of" if claim.country.is_none() && claim.body.is_none() => owner(text, atom, claim),
        "in" | "at" if !ambassador => return (at, at),
        _ => {}
    }
    found.extend(plain(text, atom));
    let end = atom.words.end;
    (end, list(text, phrase, (end, link), (claim, found)))
}

/// "The Presidents of Brazil, Egypt, and France": an office of each country.
fn list(text: &Text<'_>, phrase: &Phrase<'_>, (mut next, link): (usize, &str), (claim, found): (&Claim, &mut Vec<Found>)) -> usize {
    let plural = phrase.ranks.last().is_some_and(|atom| text.slice(&atom.words).ends_with(['s', 'S']));
    if !plural || link != "of" {
        return next;
    }
    loop {
        let and = usize::from(text.view.any(next, &["and"]) && text.view.joins(next));
        let the = usize::from(text.view.any(next + and, &["the"]));
        let parted = and == 1 || text.view.joins(next) && text.view.gap(next) == ", ";
        let atom = text.atoms.at(next + and + the).filter(|atom| parted && matches!(atom.sense, Sense::Country(_)));
        let Some(atom) = atom else { return next };
        let title = phrase.ranks.last().map(|atom| singular(text, atom));
        let mut claim = Claim { country: None, body: None, title, ..claim.clone() };
        owner(text, atom, &mut claim);
        found.push(Found { whom: Whom::Office, claim, ..Found::actors(atom.words.clone(), Told::Office, Vec::new()) });
        next = atom.words.end;
    }
}

/// The end of a run of capitalised words of a domain: "of Foreign Affairs and Trade".
fn capitals(text: &Text<'_>, from: usize) -> Option<usize> {
    let view = &text.view;
    let mut end = from;
    while end < from + 7 && view.joins(end) && view.gap(end) == " " || end == from {
        let word = view.capital(end) && !lexicon::is(List::NoName, view.low(end));
        let small = view.any(end, &["and", "of", "the", "for"]) && view.capital(end + 1) && view.follows(end + 1) && end > from;
        if !word && !small {
            break;
        }
        if end > from && person_begins(text, end) {
            break;
        }
        end += 1;
    }
    (end > from).then_some(end)
}

/// Where domain and name run together ("Minister for Communications Mitch Fifield") a given name or a known person begins the name.
fn person_begins(text: &Text<'_>, at: usize) -> bool {
    let known = text.atoms.at(at).is_some_and(|atom| matches!(atom.sense, Sense::Person(_)));
    let view = &text.view;
    known
        || text.gazetteer.is_given_name(view.low(at)) && view.follows(at + 1) && view.capital(at + 1) && !lexicon::is(List::NoName, view.low(at + 1))
}
