//! Names of the gazetteer in a text, the longest first, each with the one sense that case and neighbours allow.

use std::{collections::HashSet, ops::Range};

use super::{
    lexicon::{self, List},
    view::View,
};
use crate::gazetteer::{Entry, Gazetteer, Kind};

/// A name of the gazetteer, or a word for an office or for people.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    pub(super) words: Range<usize>,
    pub(super) sense: Sense,
    /// The row among the words for people and bodies, where it is one of them.
    pub(super) noun: Option<u32>,
}

/// What an atom is, with its rows in the table of that kind.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sense {
    Country(u32),
    Demonym(u32),
    People(u32),
    Capital(u32),
    Seat(u32),
    Body(u32),
    Force(u32),
    Person(Vec<u32>),
    Title(u32),
    Noun,
    Region(u32),
    Regional(u32),
    /// Cities of one name; none where the text tells of one, by its region, that the table does not have.
    City(Vec<u32>),
}

impl Sense {
    /// Whether it can say for whom an office or a group acts.
    pub(super) fn affiliates(&self) -> bool {
        !matches!(self, Self::Person(_) | Self::Title(_) | Self::Noun)
    }
}

/// The atoms of a text, in order, and which of them each word belongs to.
pub(super) struct Atoms {
    pub(super) list: Vec<Atom>,
    of_word: Vec<u32>,
    /// Words that, where case says nothing, are known as names of persons.
    shouted_names: HashSet<usize>,
}

impl Atoms {
    pub(super) fn find(view: &View<'_>, gazetteer: &Gazetteer, day: &str) -> Self {
        let mut atoms = Self { list: Vec::new(), of_word: vec![u32::MAX; view.len()], shouted_names: HashSet::new() };
        let mut at = 0;
        while at < view.len() {
            let Some(atom) = atom_at(view, gazetteer, at, day) else {
                if view.shouted(at) && is_surname(view, gazetteer, at) {
                    atoms.shouted_names.insert(at);
                }
                at += 1;
                continue;
            };
            at = atom.words.end;
            atoms.of_word[atom.words.clone()].fill(atoms.list.len() as u32);
            atoms.list.push(atom);
        }
        atoms.local_seats(view);
        atoms
    }

    /// "In Islamabad, the Foreign Office": not only Britain has one.
    fn local_seats(&mut self, view: &View<'_>) {
        let land = |atom: &Atom| match atom.sense {
            Sense::Capital(row) | Sense::Country(row) => Some(row),
            _ => None,
        };
        let dateline = self.list.first().filter(|atom| atom.words.start == 0 && view.capitals(0)).and_then(land);
        let mut opening = None;
        for at in 0..self.list.len() {
            let atom = &self.list[at];
            let first = atom.words.start.checked_sub(1).filter(|&before| before == 0 || view.sentence(before - 1) != view.sentence(before));
            if let Some(row) = first.filter(|&before| view.any(before, &["in"])).and(land(atom)) {
                opening = Some((view.sentence(atom.words.start), row));
            }
            let here = opening.filter(|(sentence, _)| *sentence == view.sentence(atom.words.start)).map(|(_, row)| row);
            let shared = view.any(atom.words.start, &["foreign"]) && view.any(atom.words.end - 1, &["office"]);
            if let (Sense::Seat(_), true, Some(row)) = (&atom.sense, shared, here.or(dateline)) {
                self.list[at].sense = Sense::Seat(row);
            }
        }
    }

    /// The atom that begins at a word.
    pub(super) fn at(&self, word: usize) -> Option<&Atom> {
        self.over(word).filter(|atom| atom.words.start == word)
    }

    /// Whether a word of a text in capitals is known as the name of a person.
    pub(super) fn is_shouted_name(&self, word: usize) -> bool {
        self.shouted_names.contains(&word)
    }

    /// The atom that a word is part of.
    pub(super) fn over(&self, word: usize) -> Option<&Atom> {
        self.list.get(*self.of_word.get(word)? as usize)
    }
}

fn is_surname(view: &View<'_>, gazetteer: &Gazetteer, at: usize) -> bool {
    let single = gazetteer.at(&view.words[at..=at], 0);
    single.iter().any(|(_, entries)| entries.iter().any(|entry| entry.kind == Kind::Surname))
}

fn atom_at(view: &View<'_>, gazetteer: &Gazetteer, at: usize, day: &str) -> Option<Atom> {
    if let Some(half) = half(view, gazetteer, at) {
        return Some(half);
    }
    let found = gazetteer.at(&view.words, at);
    for (number, (length, entries)) in found.iter().enumerate() {
        let words = at..at + length;
        // "Educational, Scientific and Cultural Organization": some names have commas.
        let comma = entries.iter().any(|entry| entry.surface.contains(',')) && words.clone().skip(1).all(|word| matches!(view.gap(word), " " | ", "));
        if !view.tight(words.clone()) && !comma {
            continue;
        }
        let fits: Vec<Entry> = entries.iter().filter(|entry| case_fits(view, &words, entry)).copied().collect();
        let noun = fits.iter().find(|entry| entry.kind == Kind::Noun).map(|entry| entry.row);
        let split = found[number + 1..].iter().any(|(_, shorter)| shorter.iter().any(|entry| owner(entry.kind)));
        if let Some(sense) = sense(view, gazetteer, (&words, split, day), &fits) {
            return Some(Atom { words, sense, noun });
        }
    }
    plural_title(view, gazetteer, at).or_else(|| shared_name(view, gazetteer, at))
}

/// "Korea", "Congo": names of two countries, of which the other has to be named for itself in the text.
fn shared_name(view: &View<'_>, gazetteer: &Gazetteer, at: usize) -> Option<Atom> {
    let usual = lexicon::short(view.low(at)).filter(|_| view.capital(at))?;
    let named = |words: &[&str]| view.names(words);
    let code = match usual {
        "KOR" if named(&["pyongyang", "dprk"]) && !named(&["seoul"]) || named(&["north"]) && !named(&["south", "seoul"]) => "PRK",
        "COD" if named(&["brazzaville"]) && !named(&["kinshasa"]) => "COG",
        usual => usual,
    };
    let row = gazetteer.country_row(code)?;
    let sense = if view.low(at).ends_with(['n', 's']) { Sense::Demonym(row) } else { Sense::Country(row) };
    Some(Atom { words: at..at + 1, sense, noun: None })
}

/// "The North", "the South": a half of Korea, where the text names Korea.
fn half(view: &View<'_>, gazetteer: &Gazetteer, at: usize) -> Option<Atom> {
    let code = match (view.low(at), view.low(at + 1)) {
        ("the", "north") => "PRK",
        ("the", "south") => "KOR",
        _ => return None,
    };
    let alone = view.capital(at + 1) && view.tight(at..at + 2) && !(view.capital(at + 2) && view.tight(at + 1..at + 3));
    let korea = view.names(&["korea", "korean", "koreans", "pyongyang", "seoul"]);
    let row = gazetteer.country_row(code).filter(|_| alone && korea)?;
    Some(Atom { words: at..at + 2, sense: Sense::Country(row), noun: None })
}

fn owner(kind: Kind) -> bool {
    matches!(kind, Kind::Country | Kind::Adjective | Kind::Organisation | Kind::Seat)
}

/// "presidents", "foreign ministers": a title of several holders.
fn plural_title(view: &View<'_>, gazetteer: &Gazetteer, at: usize) -> Option<Atom> {
    gazetteer.at(&view.singular, at).into_iter().find_map(|(length, entries)| {
        let words = at..at + length;
        let entry = entries.iter().find(|entry| entry.kind == Kind::Title)?;
        view.tight(words.clone()).then_some(Atom { words, sense: Sense::Title(entry.row), noun: None })
    })
}

/// The sense with the highest claim: a country before a body, a body before a person, a person before an office, a city last.
fn sense(view: &View<'_>, gazetteer: &Gazetteer, (words, split, day): (&Range<usize>, bool, &str), fits: &[Entry]) -> Option<Sense> {
    let row = |kind| fits.iter().find(|entry| entry.kind == kind).map(|entry| entry.row);
    let land = |kind| country_row(gazetteer, fits, kind, day);
    // "The North Koreans" begin with no region.
    if view.any(words.start, &["the"]) && view.any(words.end, &["korean", "koreans", "korea"]) && view.follows(words.end) {
        return None;
    }
    let persons: Vec<u32> = fits.iter().filter(|entry| entry.kind == Kind::Person).map(|entry| entry.row).collect();
    let cities: Vec<u32> = fits.iter().filter(|entry| entry.kind == Kind::City).map(|entry| entry.row).collect();
    let common = fits.iter().any(|entry| matches!(entry.kind, Kind::Noun | Kind::Title));
    if !common && within_a_name(view, gazetteer, words) {
        return None;
    }
    if let Some(region) = row(Kind::Region).filter(|_| land(Kind::Country).is_some() && is_state(view, words)) {
        return Some(Sense::Region(region));
    }
    if let Some(elsewhere) = land(Kind::Capital).and_then(|row| elsewhere(view, gazetteer, (words, row), &cities)) {
        return Some(Sense::City(elsewhere));
    }
    land(Kind::Country)
        .map(Sense::Country)
        .or_else(|| land(Kind::Adjective).map(Sense::Demonym))
        .or_else(|| land(Kind::People).map(Sense::People))
        .or_else(|| land(Kind::Capital).map(Sense::Capital))
        .or_else(|| land(Kind::Seat).map(Sense::Seat))
        .or_else(|| row(Kind::Organisation).map(Sense::Body))
        .or_else(|| row(Kind::Group).map(Sense::Force))
        .or_else(|| (!persons.is_empty()).then_some(Sense::Person(persons)))
        .or_else(|| row(Kind::Title).filter(|_| !split || words.len() == 1).map(Sense::Title))
        .or_else(|| row(Kind::Noun).map(|_| Sense::Noun))
        .or_else(|| row(Kind::Region).map(Sense::Region))
        .or_else(|| row(Kind::RegionAdjective).map(Sense::Regional))
        .or_else(|| cities_here(view, gazetteer, words, cities).map(Sense::City))
}

/// "Paris, Texas", "Tripoli, Lebanon": the namesakes of a capital that lie where the text says.
fn elsewhere(view: &View<'_>, gazetteer: &Gazetteer, (words, capital): (&Range<usize>, u32), cities: &[u32]) -> Option<Vec<u32>> {
    let next = words.end;
    if !view.joins(next) || view.gap(next) != ", " || !view.capital(next) {
        return None;
    }
    let home = gazetteer.country(capital).code();
    let (length, entries) = gazetteer.at(&view.words, next).into_iter().next()?;
    // "Paris, Texas and Rome" is a place, "Paris, Lebanon and Syria" are three.
    let list = |word: usize| view.any(word, &["and", "or"]) || view.joins(word) && view.gap(word) == ", " && view.capital(word);
    // "Tokyo, Seoul and Beijing" are three, though Seoul is a region too.
    let capital = entries.iter().any(|entry| entry.kind == Kind::Capital);
    let codes: Vec<&str> = entries
        .iter()
        .flat_map(|entry| match entry.kind {
            Kind::Region if !capital => gazetteer.region(entry.row)[3].split('|').collect(),
            Kind::Country if !list(next + length) => vec![gazetteer.country(entry.row).actor()],
            _ => Vec::new(),
        })
        .collect();
    let told: Vec<u32> = cities.iter().copied().filter(|&row| codes.contains(&gazetteer.city(row)[2])).collect();
    // A namesake in a region is meant even where the table does not have it.
    let region = entries.iter().any(|entry| entry.kind == Kind::Region && !capital && gazetteer.region(entry.row)[4] == "US state");
    ((!told.is_empty() || region) && !codes.iter().any(|code| home.is_some_and(|home| home.as_str() == *code))).then_some(told)
}

/// Of countries that share a name the one that existed on the day; today's where several did.
fn country_row(gazetteer: &Gazetteer, fits: &[Entry], kind: Kind, day: &str) -> Option<u32> {
    let rows = fits.iter().filter(|entry| entry.kind == kind).map(|entry| entry.row);
    rows.max_by_key(|&row| {
        let country = gazetteer.country(row);
        (country.existed(day), country.is_state(), country.dissolved() && country.existed(day), country.actor() != "COG")
    })
}

/// Whether a name of a country is here part of the name of a person ("Michael Jordan"): a given name stands before it.
fn within_a_name(view: &View<'_>, gazetteer: &Gazetteer, words: &Range<usize>) -> bool {
    let before = words.start.wrapping_sub(1);
    words.len() == 1
        && words.start > 0
        && view.follows(words.start)
        && view.capital(before)
        && !view.shouted(before)
        && !lexicon::is(List::NoName, view.low(before))
        && gazetteer.is_given_name(view.low(before))
}

/// "Georgia" the state of the United States: a city before it, a state's officer behind it.
fn is_state(view: &View<'_>, words: &Range<usize>) -> bool {
    let state_before = words.start > 0 && view.any(words.start - 1, &["of"]) && view.any(words.start.wrapping_sub(2), &["state", "governor"]);
    let city_before =
        words.start > 0 && view.joins(words.start) && view.gap(words.start) == ", " && view.any(words.start - 1, &["atlanta", "savannah", "augusta"]);
    let officer = view.any(words.end, &["gov", "governor", "senator", "sen", "republican", "democrat", "lawmakers", "legislature", "voters"]);
    state_before || city_before || officer || view.any(words.end, &["state"])
}

/// Cities are taken where they are large or known, or where the words around say that a place is meant.
fn cities_here(view: &View<'_>, gazetteer: &Gazetteer, words: &Range<usize>, cities: Vec<u32>) -> Option<Vec<u32>> {
    let common = words.len() == 1 && (lexicon::is(List::NoCity, view.low(words.start)) || lexicon::is(List::NoName, view.low(words.start)));
    let told = words.start > 0
        && view.joins(words.start)
        && (lexicon::is(List::At, view.low(words.start - 1)) || view.any(words.start - 1, &["to", "of", "for"]));
    let large = cities.iter().any(|&row| {
        let cells = gazetteer.city(row);
        cells[7] != "city" || cells[6].parse::<u32>().unwrap_or(0) >= 300
    });
    let within = view.joins(words.end) && view.gap(words.end) == ", " && view.capital(words.end);
    // "Austin-Morris" is no city.
    if view.gap(words.end) == "-" && view.capital(words.end) {
        return None;
    }
    (!cities.is_empty() && !common && (large || told || within)).then_some(cities)
}

/// Whether the words are written as the name is: capitals where it has capitals, an acronym in capitals throughout.
fn case_fits(view: &View<'_>, words: &Range<usize>, entry: &Entry) -> bool {
    if matches!(entry.kind, Kind::Title | Kind::Noun) {
        return true;
    }
    if entry.kind == Kind::Surname {
        return false;
    }
    let letters = entry.surface.chars().filter(|c| c.is_alphabetic());
    if letters.clone().count() < 7 && letters.clone().all(char::is_uppercase) {
        let titled =
            matches!(entry.kind, Kind::Organisation | Kind::Group) && words.len() == 1 && letters.clone().count() > 3 && !view.opens(words.start);
        if titled && view.capital(words.start) && !lexicon::is(List::NoName, view.low(words.start)) {
            return true;
        }
        // "IN", "OR", "ME" where all is in capitals: a state of the United States only behind a comma.
        let state = entry.kind == Kind::Region && view.shouted(words.start) && !(view.joins(words.start) && view.gap(words.start) == ", ");
        return !state
            && words.clone().all(|word| view.capitals(word))
            && !(view.shouted(words.start)
                && (view.any(words.start, &["who", "it", "am", "as", "are"])
                    || view.any(words.start, &["us"]) && pronoun_before(view, words.start)));
    }
    let parts = entry.surface.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let capitals = parts.zip(words.clone()).all(|(part, word)| {
        !part.starts_with(char::is_uppercase) || view.capital(word) || view.any(word, &["the"]) || lexicon::is(List::Particles, view.low(word))
    });
    capitals && (words.clone().any(|word| view.capital(word)) || entry.surface.chars().all(|c| !c.is_uppercase()) || letters.count() > 3)
}

/// In capitals throughout "US" is the pronoun behind some words.
fn pronoun_before(view: &View<'_>, at: usize) -> bool {
    at > 0
        && view.any(
            at - 1,
            &[
                "of", "to", "for", "with", "from", "about", "join", "let", "tell", "tells", "told", "gives", "help", "helps", "by", "on", "made",
                "makes",
            ],
        )
}
