//! One phrase: for whom, in what office, who. "US Ambassador to South Korea Alexander Vershbow" is one mention that holds two others.

use std::ops::Range;

use super::{
    ActorRef, Reading, Told,
    atoms::{Atom, Sense},
    bodies, complement, groups,
    lexicon::{self, List},
    people::Claim,
    place,
    reader::{Found, Text, Whom},
    runs,
};
use crate::gazetteer::folded;
use chancery_language::Upos;

/// A phrase while it is read.
#[derive(Default)]
pub(super) struct Phrase<'t> {
    pub(super) start: usize,
    pub(super) former: bool,
    /// The names for which the office or group may act.
    pub(super) owners: Vec<&'t Atom>,
    /// The words for offices and people, in order.
    pub(super) ranks: Vec<&'t Atom>,
}

/// The mentions of the phrase that begins at a word, and the word behind it.
pub(super) fn parse(text: &Text<'_>, at: usize) -> (Vec<Found>, usize) {
    if let Some(found) = half_name(text, at) {
        return (found, at + 2);
    }
    if let Some(found) = prefix(text, at) {
        return (vec![found], at + 1);
    }
    let mut phrase = Phrase { start: at, ..Phrase::default() };
    let owners = lead(text, &mut phrase, at);
    let behind = owned(text, &mut phrase, owners);
    if let Some(done) = bodies::unknown(text, &phrase, behind) {
        return done;
    }
    let ranks = ranked(text, &mut phrase, behind);
    let mut found: Vec<Found> = phrase.owners.iter().filter_map(|atom| plain(text, atom)).collect();
    let next = match phrase.ranks.last() {
        Some(last) if matches!(last.sense, Sense::Title(_)) && !people(text, last) => office(text, &phrase, ranks, &mut found),
        Some(_) => groups::group(text, &phrase, ranks, &mut found),
        None if phrase.owners.is_empty() => named(text, at, &mut found),
        None => phrase.owners.last().map_or(at + 1, |atom| atom.words.end),
    };
    (found, next)
}

/// "US officials": a plural that is both an office and a word for people, and that no name follows.
fn people(text: &Text<'_>, atom: &Atom) -> bool {
    let next = atom.words.end;
    atom.noun.is_some()
        && text.slice(&atom.words).ends_with('s')
        && !(text.view.follows(next) && runs::name_at(&text.view, &text.atoms, next, true).is_some())
}

/// Adjectives and "former" in front.
fn lead(text: &Text<'_>, phrase: &mut Phrase<'_>, mut at: usize) -> usize {
    for _ in 0..4 {
        let known = text.atoms.at(at).is_some();
        let former = lexicon::is(List::Former, text.view.low(at));
        if known || !(former || lexicon::is(List::Adjectives, text.view.low(at))) || !(at == phrase.start || linked(text, at)) {
            break;
        }
        phrase.former |= former;
        at += 1;
    }
    if at > phrase.start && !linked(text, at) {
        phrase.former = false;
        return phrase.start;
    }
    if !phrase.former {
        phrase.start = at;
    }
    at
}

/// Whether a word goes on with the phrase of the word before it.
fn linked(text: &Text<'_>, word: usize) -> bool {
    text.view.follows(word) || text.view.joins(word) && matches!(text.view.gap(word), "-" | "." | ". " | "‑" | "–" | "/")
}

/// The names in front of the office: "US", "China's", "UN Syria", "Russian-backed Syrian".
fn owned<'t>(text: &'t Text<'_>, phrase: &mut Phrase<'t>, mut at: usize) -> usize {
    while let Some(atom) = text.atoms.at(at).filter(|atom| atom.sense.affiliates()) {
        if !phrase.owners.is_empty() && !linked(text, at) {
            break;
        }
        phrase.owners.push(atom);
        at = atom.words.end;
        if text.view.possessive(at) || text.view.low(at) == "s" && text.view.gap(at).starts_with(['\'', '’']) {
            at += 1;
        }
    }
    if !phrase.owners.is_empty() && text.atoms.at(at).is_none() && lexicon::is(List::Former, text.view.low(at)) && linked(text, at) {
        phrase.former = true;
    }
    at
}

/// The words for offices and people, with adjectives between; the word behind the last.
fn ranked<'t>(text: &'t Text<'_>, phrase: &mut Phrase<'t>, from: usize) -> usize {
    let (mut at, mut end, mut skipped) = (from, from, 0);
    while at == phrase.start || linked(text, at) || plural_possessive(text, at) {
        match text.atoms.at(at) {
            Some(atom) if matches!(atom.sense, Sense::Title(_) | Sense::Noun) => {
                phrase.ranks.push(atom);
                (at, end, skipped) = (atom.words.end, atom.words.end, 0);
                if text.view.possessive(at) {
                    at += 1;
                }
            }
            None if skipped < 3 && between(text, at) && (!phrase.owners.is_empty() || !phrase.ranks.is_empty() || at > phrase.start) => {
                (at, skipped) = (at + 1, skipped + 1);
            }
            None if text.view.any(at, &["and"]) && title_follows(text, at + 1) && !phrase.ranks.is_empty() => at += 1,
            _ => break,
        }
    }
    // A pair of titles stays together only before a name; else the second begins a phrase of its own.
    end
}

fn plural_possessive(text: &Text<'_>, at: usize) -> bool {
    at > 0 && text.view.joins(at) && matches!(text.view.gap(at), "' " | "’ ")
}

fn title_follows(text: &Text<'_>, at: usize) -> bool {
    let title = text.atoms.at(at).filter(|atom| matches!(atom.sense, Sense::Title(_)));
    title.is_some_and(|atom| linked(text, at) && text.view.follows(atom.words.end) && text.view.capital(atom.words.end) && text.view.capital(at))
}

/// Words that may stand between a country and the office. Where word classes are known, any adjective or noun may.
fn between(text: &Text<'_>, at: usize) -> bool {
    match text.view.class(at) {
        Upos::X => lexicon::is(List::Adjectives, text.view.low(at)),
        Upos::Adj | Upos::Noun | Upos::Num => true,
        _ => lexicon::is(List::Adjectives, text.view.low(at)),
    }
}

/// A country, body or place by itself.
pub(super) fn plain(text: &Text<'_>, atom: &Atom) -> Option<Found> {
    let view = &text.view;
    let actor = people_or_country(text, atom);
    let place = place::place(text, atom);
    let before = atom.words.start.wrapping_sub(1);
    let before = if view.any(before, &["the"]) { before.wrapping_sub(1) } else { before };
    // "At Ankara's request": who owns is no place.
    let owns = view.any(before, &["at"]) && view.possessive(atom.words.end);
    let at = !owns && atom.words.start > 0 && view.joins(atom.words.start) && lexicon::is(List::At, view.low(before));
    let (told, reading) = match &atom.sense {
        Sense::Country(_) => (Told::Name, Reading::Both),
        Sense::Demonym(_) | Sense::People(_) => (Told::Demonym, Reading::Actor),
        Sense::Capital(_) if at => (Told::Place, Reading::Place),
        Sense::Capital(_) => (Told::Name, Reading::Both),
        Sense::Seat(_) if at && place.is_some() => (Told::Place, Reading::Place),
        Sense::Seat(_) | Sense::Body(_) | Sense::Force(_) => (Told::Name, Reading::Actor),
        Sense::Region(_) | Sense::City(_) => (Told::Place, Reading::Place),
        Sense::Regional(_) => (Told::Demonym, Reading::Actor),
        Sense::Person(_) | Sense::Title(_) | Sense::Noun => return None,
    };
    let (actors, alternatives) =
        if told == Told::Place { (Vec::new(), actor.into_iter().collect()) } else { (actor.into_iter().collect(), Vec::new()) };
    Some(Found { reading, alternatives, place, ..Found::actors(atom.words.clone(), told, actors) })
}

/// "Two Israelis" are people of the country; "the Israelis" are the country.
fn people_or_country(text: &Text<'_>, atom: &Atom) -> Option<ActorRef> {
    let actor = place::actor(text, atom)?;
    let start = atom.words.start;
    let plural = matches!(atom.sense, Sense::People(_) | Sense::Demonym(_)) && text.slice(&atom.words).ends_with('s');
    let counted = plural
        && text.view.joins(start)
        && (lexicon::is(List::Counting, text.view.low(start - 1)) || text.view.raw(start - 1).starts_with(|c: char| c.is_ascii_digit()));
    Some(if counted { groups::people(text, actor) } else { actor })
}

/// An office, with the person who holds it where a name follows.
fn office(text: &Text<'_>, phrase: &Phrase<'_>, behind: usize, found: &mut Vec<Found>) -> usize {
    let mut claim = claim(text, phrase);
    let (words_end, mut next) = complement::complement(text, phrase, behind, (&mut claim, found));
    let last = phrase.ranks.last().map_or(behind, |atom| atom.words.end);
    let start = phrase.start;
    let first = phrase.ranks.first().map_or(start, |atom| atom.words.start);
    let rank = phrase.ranks.last().map(|atom| singular(text, atom));
    claim.title = Some(format!(
        "{}{}{}",
        text.slice(&(first..last)).strip_suffix(text.slice(&phrase.ranks.last().map_or(first..first, |atom| atom.words.clone()))).unwrap_or_default(),
        rank.clone().unwrap_or_default(),
        behind_text(text, last, words_end)
    ));
    claim.rank = rank;
    let from = runs::past_honorifics(&text.view, next);
    if let Some(name) = text.view.follows(next).then(|| runs::name_at(&text.view, &text.atoms, from, true)).flatten() {
        next = name.end;
        let mut person = person(text, start..name.end, name, claim.clone());
        of_country(text, &mut person, &mut next, found);
        found.push(person);
        return others(text, phrase, (&claim, next), found);
    }
    if alone_says_nothing(text, phrase, &claim) {
        return last;
    }
    found.push(Found { whom: Whom::Office, claim, head: last - 1, ..Found::actors(start..words_end, Told::Office, Vec::new()) });
    next
}

/// The words of an office, "Presidents" as "President".
pub(super) fn singular(text: &Text<'_>, atom: &Atom) -> String {
    let told = text.slice(&atom.words);
    let plural = matches!(atom.sense, Sense::Title(row) if folded(told) != folded(text.gazetteer.office(row)[0]));
    match told.strip_suffix("ies") {
        Some(stem) if plural => format!("{stem}y"),
        _ if plural => told.strip_suffix('s').unwrap_or(told).to_owned(),
        _ => told.to_owned(),
    }
}

/// What the text has between two words, the blank before it included.
fn behind_text<'t>(text: &Text<'t>, from: usize, to: usize) -> &'t str {
    let end = |word: usize| word.checked_sub(1).and_then(|word| text.view.words.get(word)).map_or(0, |word| word.bytes.end);
    text.view.doc.text.get(end(from)..end(to)).unwrap_or_default()
}

fn alone_says_nothing(text: &Text<'_>, phrase: &Phrase<'_>, claim: &Claim) -> bool {
    let weak = phrase.ranks.first().is_some_and(|atom| lexicon::is(List::Weak, &text.slice(&atom.words).to_lowercase()));
    let behind = phrase.ranks.last().map_or(0, |atom| atom.words.end);
    // "Greece's sovereign rights": an adjective.
    if weak && phrase.ranks.len() == 1 && text.view.follows(behind) && matches!(text.view.class(behind), Upos::Noun | Upos::Adj) {
        return true;
    }
    let single = phrase.ranks.len() == 1 && phrase.owners.is_empty() && claim.country.is_none() && claim.body.is_none();
    single && weak
}

/// "Presidents Bush and Putin": the second has the office of the first.
fn others(text: &Text<'_>, phrase: &Phrase<'_>, (claim, mut next): (&Claim, usize), found: &mut Vec<Found>) -> usize {
    loop {
        let and = usize::from(text.view.any(next, &["and"]) && text.view.joins(next));
        let comma = and == 1 || text.view.joins(next) && text.view.gap(next) == ", ";
        let plural = text.slice(&phrase.ranks.last().map_or(0..0, |atom| atom.words.clone())).ends_with(['s', 'S']);
        let name = if plural && comma { runs::name_at(&text.view, &text.atoms, next + and, true) } else { None };
        let Some(name) = name else { return next };
        next = name.end;
        let mut person = person(text, name.clone(), name, Claim { country: None, ..claim.clone() });
        of_country(text, &mut person, &mut next, found);
        found.push(person);
    }
}

/// "John Major of Britain": the country behind the name.
fn of_country(text: &Text<'_>, person: &mut Found, next: &mut usize, found: &mut Vec<Found>) {
    let of = text.view.any(*next, &["of"]) && text.view.follows(*next);
    let Some(atom) = text.atoms.at(*next + 1).filter(|atom| of && matches!(atom.sense, Sense::Country(_) | Sense::Body(_))) else { return };
    owner(text, atom, &mut person.claim);
    found.extend(plain(text, atom));
    person.words.end = atom.words.end;
    *next = atom.words.end;
}

/// States of which the chancellor is the head of government; elsewhere he is the foreign minister.
const CHANCELLORS: &[&str] = &["DEU", "AUT"];

/// For whom the office of a phrase acts, and what it is.
fn claim(text: &Text<'_>, phrase: &Phrase<'_>) -> Claim {
    let mut claim = Claim { former: phrase.former, ..Claim::default() };
    if let Some(atom) = chief_owner(text, phrase) {
        owner(text, atom, &mut claim);
    }
    for atom in phrase.ranks.iter().rev() {
        if let Sense::Title(row) = atom.sense {
            let cells = text.gazetteer.office(row);
            let chancellor = cells[0] == "chancellor" && claim.country.is_some_and(|code| CHANCELLORS.contains(&code.as_str()));
            claim.office = claim.office.or(Some(if chancellor { "head of government" } else { cells[1] }));
            claim.sector = claim.sector.or_else(|| cells[2].parse().ok());
            if claim.country.is_none() && claim.body.is_none() {
                claim.country = cells[3].parse().ok();
                claim.body = (claim.country.is_none() && !cells[3].is_empty()).then(|| cells[3].to_owned());
            }
        }
    }
    claim
}

/// Of the names in front of an office the one for which it acts: not the backer of "Saudi-backed", the first of "UN Syria envoy".
pub(super) fn chief_owner<'t>(text: &Text<'_>, phrase: &Phrase<'t>) -> Option<&'t Atom> {
    let backed = |atom: &&&Atom| {
        text.view.gap(atom.words.end) == "-"
            && text.view.any(
                atom.words.end,
                &[
                    "backed",
                    "based",
                    "held",
                    "funded",
                    "trained",
                    "occupied",
                    "supported",
                    "made",
                    "born",
                    "allied",
                    "aligned",
                    "linked",
                    "affiliated",
                    "occupied",
                    "controlled",
                    "run",
                ],
            )
    };
    let owners: Vec<&&Atom> = phrase.owners.iter().filter(|atom| !backed(atom)).collect();
    let body = owners.iter().find(|atom| matches!(atom.sense, Sense::Body(_)) || text.view.possessive(atom.words.end));
    body.or(owners.last()).map(|atom| **atom)
}

/// Enters the country or body of a name into a claim.
pub(super) fn owner(text: &Text<'_>, atom: &Atom, claim: &mut Claim) {
    let Some(actor) = place::actor(text, atom) else { return };
    claim.country = actor.country;
    let body = matches!(atom.sense, Sense::Body(_) | Sense::Force(_));
    claim.body = (body && actor.country.is_none()).then_some(actor.name);
    if let (Sense::Force(_), Some(sector)) = (&atom.sense, actor.sector) {
        claim.sector = Some(sector);
    }
}

/// A person named.
pub(super) fn person(text: &Text<'_>, words: Range<usize>, name: Range<usize>, claim: Claim) -> Found {
    let rows = runs::bearers(text, &name);
    let head = name.end - 1;
    Found { head, whom: Whom::Person { name, rows }, claim, ..Found::actors(words, Told::Titled, Vec::new()) }
}

/// A name without office in front: a person, or a body that the gazetteer does not know.
fn named(text: &Text<'_>, at: usize, found: &mut Vec<Found>) -> usize {
    let view = &text.view;
    let honoured = view.capital(at) && lexicon::is(List::Honorifics, view.low(at)) && view.joins(at + 1) && matches!(view.gap(at + 1), " " | ". ");
    let from = if honoured { at + 1 } else { at };
    let Some(name) = runs::name_at(view, &text.atoms, from, honoured) else { return at + 1 };
    // "NPR Hamza bin Laden": letters in front are no part of a name.
    let letters = !honoured && name.len() > 1 && view.capitals(at) && view.raw(at).len() > 2 && !view.shouted(at) && !view.capitals(at + 1);
    if letters {
        return at + 1;
    }
    let mut next = name.end;
    let mut person = person(text, at..name.end, name, Claim::default());
    of_country(text, &mut person, &mut next, found);
    found.push(person);
    next
}

/// "South and North Korea": the first half is a country too.
fn half_name(text: &Text<'_>, at: usize) -> Option<Vec<Found>> {
    let view = &text.view;
    let compass = ["north", "south", "east", "west"];
    let halves = view.any(at, &compass) && view.any(at + 1, &["and", "or"]) && view.any(at + 2, &compass) && view.low(at) != view.low(at + 2);
    let other = text.atoms.at(at + 2).filter(|atom| halves && atom.words.len() == 2)?;
    let name = [view.words.get(at)?.clone(), view.words.get(other.words.end - 1)?.clone()];
    let (length, entries) = text.gazetteer.at(&name, 0).into_iter().next()?;
    let row = entries.iter().find(|entry| length == 2 && entry.kind == crate::gazetteer::Kind::Country)?.row;
    Some(vec![Found::actors(at..at + 1, Told::Name, vec![place::of_country(text.gazetteer.country(row))])])
}

/// "Sino-Indian": the first half stands for a country.
fn prefix(text: &Text<'_>, at: usize) -> Option<Found> {
    let view = &text.view;
    let half = view.capital(at) && view.joins(at + 1) && matches!(view.gap(at + 1), "-" | "‑" | "–");
    let country = text.gazetteer.country_of(lexicon::prefix(view.low(at)).filter(|_| half)?)?;
    Some(Found::actors(at..at + 1, Told::Demonym, vec![place::of_country(country)]))
}
