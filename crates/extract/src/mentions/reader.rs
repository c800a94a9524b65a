//! From words to mentions: phrases are parsed one after the other, appositions joined, then persons and offices resolved.

use chancery_core::{CountryCode, Place, PlacePrecision, Span};
use chancery_language::Document;
use jiff::civil::Date;
use std::{collections::HashSet, ops::Range};

use super::{
    ActorRef, Mention, Reading, Told, acronyms, again, appositions,
    atoms::{Atom, Atoms, Sense},
    forces, grounds, home, later,
    people::Claim,
    phrase, possessors, resolve,
    view::View,
};
use crate::gazetteer::Gazetteer;

/// All that is known while a text is read.
pub(super) struct Text<'t> {
    pub(super) view: View<'t>,
    pub(super) atoms: Atoms,
    pub(super) gazetteer: &'t Gazetteer,
    pub(super) day: Option<Date>,
    /// The countries that names of the text belong to, in its order.
    pub(super) countries: Vec<CountryCode>,
}

/// A mention in the making, in words.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) words: Range<usize>,
    pub(super) head: usize,
    pub(super) told: Told,
    pub(super) reading: Reading,
    pub(super) whom: Whom,
    pub(super) claim: Claim,
    pub(super) alternatives: Vec<ActorRef>,
    pub(super) place: Option<Place>,
}

/// Whom it names, as far as is known yet.
#[derive(Clone, Debug)]
pub(super) enum Whom {
    /// These.
    Actors(Vec<ActorRef>),
    /// A person: the words of the name, and the rows of those who bear it.
    Person { name: Range<usize>, rows: Vec<u32> },
    /// The holder of the office claimed.
    Office,
}

impl Found {
    /// Actors that are known at once.
    pub(super) fn actors(words: Range<usize>, told: Told, actors: Vec<ActorRef>) -> Self {
        let head = words.end.saturating_sub(1);
        let whom = Whom::Actors(actors);
        Self { words, head, told, reading: Reading::Actor, whom, claim: Claim::default(), alternatives: Vec::new(), place: None }
    }
}

impl<'t> Text<'t> {
    pub(super) fn new(doc: &'t Document, day: Option<Date>, gazetteer: &'t Gazetteer) -> Self {
        let view = View::new(doc);
        let atoms = Atoms::find(&view, gazetteer, &day.map_or("2020-01-01".to_owned(), |day| day.to_string()));
        let mut text = Self { view, atoms, gazetteer, day, countries: Vec::new() };
        text.countries = countries(&text);
        text
    }

    /// The words as the text has them.
    pub(super) fn slice(&self, words: &Range<usize>) -> &'t str {
        match (self.view.words.get(words.start), words.end.checked_sub(1).and_then(|last| self.view.words.get(last))) {
            (Some(first), Some(last)) if first.bytes.start < last.bytes.end => &self.view.doc.text[first.bytes.start..last.bytes.end],
            _ => "",
        }
    }
}

/// Countries by name, adjective, capital or seat, each once.
fn countries(text: &Text<'_>) -> Vec<CountryCode> {
    let mut seen = HashSet::new();
    let code = |atom: &Atom| match atom.sense {
        Sense::Country(row) | Sense::Demonym(row) | Sense::People(row) | Sense::Capital(row) | Sense::Seat(row) => text.gazetteer.country(row).code(),
        _ => None,
    };
    text.atoms.list.iter().filter_map(code).filter(|code| seen.insert(*code)).collect()
}

/// The mentions of a text.
pub(super) fn read(doc: &Document, day: Option<Date>, gazetteer: &Gazetteer) -> Vec<Mention> {
    let text = Text::new(doc, day, gazetteer);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.view.len() {
        let (phrases, next) = phrase::parse(&text, at);
        found.extend(phrases);
        at = next.max(at + 1);
    }
    found.retain(|one| !names_paper(&text, one));
    acronyms::introduce(&text, &mut found);
    appositions::join(&text, &mut found);
    resolve::resolve(&text, &mut found);
    again::resolve(&text, &mut found);
    grounds::resolve(&text, &mut found);
    later::resolve(&text, &mut found);
    possessors::resolve(&text, &mut found);
    home::resolve(&text, &mut found);
    forces::resolve(&text, &mut found);
    let mut mentions: Vec<Mention> = found.into_iter().filter_map(|found| mention(&text, found)).collect();
    mentions.sort_by_key(|mention| (mention.bytes.start, std::cmp::Reverse(mention.bytes.end)));
    mentions.dedup_by(|b, a| a.bytes == b.bytes);
    mentions
}

/// Whether a city only names a paper that was signed there: "the Vienna Convention".
fn names_paper(text: &Text<'_>, one: &Found) -> bool {
    const PAPERS: &[&str] = &["convention", "treaty", "accord", "accords", "protocol", "declaration", "agreement", "pact", "charter"];
    let next = one.words.end;
    let city = one.place.as_ref().is_some_and(|place| place.precision == PlacePrecision::City);
    city && text.view.follows(next) && text.view.capital(next) && text.view.any(next, PAPERS)
}

fn mention(text: &Text<'_>, found: Found) -> Option<Mention> {
    let tokens = &text.view.doc.tokens;
    let Whom::Actors(actors) = found.whom else { return None };
    if actors.is_empty() && found.alternatives.is_empty() && found.place.is_none() {
        return None;
    }
    let bytes = text.view.words.get(found.words.start)?.bytes.start..text.view.words.get(found.words.end.checked_sub(1)?)?.bytes.end;
    let (first, last) = (text.view.token(found.words.start), text.view.token(found.words.end - 1));
    let scalar = |token: usize, byte: usize| {
        let token = &tokens[token];
        let inside = text.view.doc.text.get(token.bytes.start..byte).map_or(0, |part| part.chars().count());
        (token.chars.start + inside) as u32
    };
    let bytes = bytes.start..with_point(text, bytes.end, tokens[last].bytes.end);
    Some(Mention {
        span: Span::new(scalar(first, bytes.start), scalar(last, bytes.end)),
        tokens: first..last + 1,
        head: text.view.token(found.head.clamp(found.words.start, found.words.end - 1)),
        sentence: text.view.sentence(found.words.start),
        bytes,
        told: found.told,
        reading: found.reading,
        actors,
        alternatives: found.alternatives,
        place: found.place,
    })
}

/// The end of "U.S." has its point, which is no part of a word.
fn with_point(text: &Text<'_>, end: usize, token: usize) -> usize {
    if token == end + 1 && text.view.doc.text[end..].starts_with('.') { token } else { end }
}
