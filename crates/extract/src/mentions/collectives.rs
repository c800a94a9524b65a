//! "The two countries", "both sides", "the pair", "the four ministers": several told as one.

use chancery_core::ActorKind;
use chancery_language::Upos;
use std::ops::Range;

use super::{
    ActorRef, Told,
    later::{NEAR, Past, before, together},
    place,
    reader::{Found, Text},
};

/// Which actors a collective word can mean.
#[derive(Clone, Copy)]
enum Kind {
    Countries,
    Persons,
    Any,
}

impl Kind {
    fn fits(self, actor: &ActorRef) -> bool {
        match self {
            Self::Countries => actor.kind == ActorKind::Country,
            Self::Persons => actor.kind == ActorKind::Person,
            Self::Any => true,
        }
    }

    /// The same in a list: persons may be told by their office alone ("the ministers of Chad and Mali").
    fn fits_in_list(self, actor: &ActorRef) -> bool {
        let officials = matches!(self, Self::Persons) && actor.kind == ActorKind::Group && actor.country.is_some();
        self.fits(actor) || (officials && actor.sector == Some(chancery_core::Sector::Gov))
    }
}

/// "The two countries", "both sides", "the pair", "the two Koreas", "all parties", "the four ministers", "the two" alone.
pub(super) fn collective(text: &Text<'_>, past: &[Past], at: usize) -> Option<Found> {
    let view = &text.view;
    let counted = match view.low(at) {
        "both" | "two" | "pair" | "duo" | "either" | "neither" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "all" => 9,
        _ => return None,
    };
    if view.shouted(at) {
        return None;
    }
    let the = view.any(at.wrapping_sub(1), &["the", "these"]) && at > 0 && view.follows(at);
    let start = if the { at - 1 } else { at };
    // "The heads of the six delegations" are people, whoever they are.
    if start > 1 && view.any(start - 1, &["of"]) && view.any(start - 2, &["heads", "chiefs", "members", "representatives"]) {
        return None;
    }
    // "urged both to talk".
    let both = view.any(at, &["both"]) && view.is_object(at) && (view.any(at + 1, &["to"]) || !view.joins(at + 1));
    if view.any(at, &["pair", "duo"]) || both || (the && counted < 9 && no_noun(text, at + 1)) {
        if !(the || both) {
            return None;
        }
        let together = |kind| told_as_one(text, past, (at, counted), kind);
        let near = || (counted < 4).then(|| several(text, past, (at, counted), Kind::Any));
        return made(start..at + 1, together(Kind::Persons).or_else(|| together(Kind::Any)).or_else(near)?);
    }
    let mut noun = at + 1;
    while view.any(noun, BETWEEN) && view.follows(noun) {
        noun += 1;
    }
    let wanted = view.low(noun);
    let alone = view.any(at, &["both", "neither"]) && !view.follows(at + 1);
    let kind = match wanted {
        "countries" | "nations" | "states" | "governments" | "neighbours" | "neighbors" | "capitals" | "powers" | "koreas" | "armies" | "navies"
        | "forces" | "peoples" => Kind::Countries,
        "leaders" | "presidents" | "ministers" | "men" | "officials" | "diplomats" | "premiers" | "statesmen" | "secretaries" | "envoys" => {
            Kind::Persons
        }
        "sides" | "parties" | "delegations" | "groups" | "militaries" | "camps" | "factions" | "teams" | "foes" | "allies" | "rivals" => Kind::Any,
        _ => return None,
    };
    if !view.follows(noun) || alone {
        return None;
    }
    made(start..noun + 1, meant(text, past, (at, counted), (wanted, kind))?)
}

/// Whom so many of a kind ("sides", "countries", "ministers") are.
fn meant(text: &Text<'_>, past: &[Past], (at, counted): (usize, usize), (wanted, kind): (&str, Kind)) -> Option<Vec<ActorRef>> {
    let together = || told_as_one(text, past, (at, counted), kind);
    Some(match (wanted, kind) {
        ("koreas", _) => koreas(text),
        (_, Kind::Persons) if counted < 4 => {
            let persons = together().unwrap_or_else(|| several(text, past, (at, counted), kind));
            // "The two prime ministers" of whom one or none is named.
            let states = || foremost(text, past, at).filter(|_| counted == 2).or_else(|| told_as_one(text, past, (at, counted), Kind::Countries));
            if persons.len() == counted { persons } else { states()? }
        }
        _ if counted > 8 => nearest_many(text, past, at).unwrap_or_else(|| several(text, past, (at, counted), kind)),
        _ if counted > 3 => together().or_else(|| told_as_one(text, past, (at, counted), Kind::Any))?,
        _ if matches!(kind, Kind::Countries) => {
            let two = foremost(text, past, at).filter(|_| counted == 2);
            let list = || listed(text, past, (at, counted), kind).and_then(|_| together());
            let near = || Some(several(text, past, (at, counted), kind)).filter(|near| near.len() > 1);
            two.or_else(list).or_else(near).or_else(together)?
        }
        // Where nobody near fits, those are meant whom the article told together.
        ("sides", _) if counted == 2 && foremost(text, past, at).is_some() => foremost(text, past, at)?,
        _ => Some(several(text, past, (at, counted), kind)).filter(|near| near.len() > 1).or_else(together)?,
    })
}

/// Words between a number and the noun that it counts.
const BETWEEN: &[&str] = &[
    "the",
    "of",
    "former",
    "neighbouring",
    "neighboring",
    "asian",
    "african",
    "european",
    "arab",
    "warring",
    "these",
    "two",
    "prime",
    "foreign",
    "defence",
    "defense",
    "interior",
    "finance",
    "trade",
    "vice",
];

/// Whether no noun follows a number: "the two met", "wrote to the four."
fn no_noun(text: &Text<'_>, next: usize) -> bool {
    let part = matches!(text.view.class(next), Upos::Verb | Upos::Aux | Upos::Adp | Upos::Sconj | Upos::Cconj | Upos::Part | Upos::Adv);
    !text.view.follows(next) || (part && !text.view.any(next, &["of", "or", "and"]))
}

/// How many sentences back those told together are looked for.
const TOGETHER: usize = 12;

/// The actors of the nearest sentence that tells just so many of a kind, each of another country, unless sentences nearer by tell as many
/// one by one. Where the words are an object, those of the own sentence are not meant ("Mali's envoy received both leaders").
fn told_together(text: &Text<'_>, past: &[Past], (at, counted): (usize, usize), kind: Kind) -> Option<(usize, Vec<ActorRef>)> {
    let sentence = text.view.sentence(at);
    let object = text.view.is_object(at) || text.view.is_object(at + 1);
    let end = past.partition_point(|past| past.word < at);
    let near: Vec<&Past> = past[..end].iter().rev().take(NEAR).take_while(|past| past.sentence + TOGETHER >= sentence).collect();
    let mut gathered = 0;
    for told in near.chunk_by(|a, b| a.sentence == b.sentence) {
        if object && told[0].sentence == sentence {
            continue;
        }
        let as_group = told.iter().find(|past| past.actors.len() == counted && past.actors.iter().all(|actor| kind.fits(actor)));
        if let Some(group) = as_group {
            return Some((group.sentence, group.actors.clone()));
        }
        let mut here: Vec<&ActorRef> = Vec::new();
        for actor in told.iter().filter(|past| !past.aside).flat_map(|past| past.actors.iter().rev()).filter(|actor| kind.fits(actor)) {
            if !here.iter().any(|other| alike(other, actor)) {
                here.push(actor);
            }
        }
        if here.len() == counted {
            return Some((told[0].sentence, here.into_iter().rev().cloned().collect()));
        }
        gathered += here.len();
        if gathered >= counted {
            return None;
        }
    }
    None
}

/// Those whom the article told as so many: in one list or one sentence, whichever is nearer.
fn told_as_one(text: &Text<'_>, past: &[Past], (at, counted): (usize, usize), kind: Kind) -> Option<Vec<ActorRef>> {
    let together = told_together(text, past, (at, counted), kind);
    let listed = listed(text, past, (at, counted), kind);
    let nearer = match (&together, &listed) {
        (Some((sentence, _)), Some((list, _))) if sentence > list => together,
        (_, Some(_)) => listed,
        _ => together,
    };
    nearer.map(|(_, actors)| actors)
}

/// The nearest list of just so many of a kind ("Peru and Chile", "the ministers of Chad, Mali and Niger"), with its sentence. Where the
/// words are an object, a list of the own sentence is not meant.
fn listed(text: &Text<'_>, past: &[Past], (at, counted): (usize, usize), kind: Kind) -> Option<(usize, Vec<ActorRef>)> {
    let sentence = text.view.sentence(at);
    let object = text.view.is_object(at) || text.view.is_object(at + 1);
    let end = past.partition_point(|past| past.word < at);
    let near: Vec<&Past> = past[..end].iter().rev().take(NEAR).take_while(|past| past.sentence + TOGETHER >= sentence).collect();
    let mut from = 0;
    while let Some(last) = near.get(from) {
        let chain = near[from..].windows(2).take_while(|pair| together(text, pair[1], pair[0])).count() + 1;
        let list = &near[from..from + chain];
        let actors: Vec<&ActorRef> = list.iter().rev().flat_map(|past| &past.actors).collect();
        // "Its minister, Ri Yong-ho" is no list.
        let ends = list.len() == 1 || text.view.any(last.word.wrapping_sub(1), &["and", "the"]);
        let other = |at: usize| !actors[..at].iter().any(|before| alike(before, actors[at]));
        let fits = ends && actors.len() == counted && (0..counted).all(|at| kind.fits_in_list(actors[at]) && other(at));
        if fits && !(object && last.sentence == sentence) {
            return Some((last.sentence, actors.into_iter().cloned().collect()));
        }
        from += chain;
    }
    None
}

/// Whether two count as one party: the same actor, or two of one country.
fn alike(a: &ActorRef, b: &ActorRef) -> bool {
    a.id == b.id || a.country.is_some() && a.country == b.country
}

fn made(words: Range<usize>, actors: Vec<ActorRef>) -> Option<Found> {
    (actors.len() > 1).then(|| Found::actors(words, Told::Collective, actors))
}

fn koreas(text: &Text<'_>) -> Vec<ActorRef> {
    ["PRK", "KOR"].iter().filter_map(|id| text.gazetteer.country_of(id)).map(place::of_country).collect()
}

/// The last actors of a kind that are not the same, in the order of the text. Where countries are meant, a person
/// stands for his.
fn several(text: &Text<'_>, past: &[Past], (at, counted): (usize, usize), kind: Kind) -> Vec<ActorRef> {
    let mut actors: Vec<ActorRef> = Vec::new();
    let countries = matches!(kind, Kind::Countries);
    // "The premier received both men": he is none of them.
    let object = text.view.is_object(at) || text.view.is_object(at + 1);
    let receives = |past: &&Past| object && past.subject && past.sentence == text.view.sentence(at);
    for actor in before(text, past, at).filter(|past| !receives(past)).flat_map(|past| past.actors.iter().rev()) {
        let actor = if countries {
            actor.country.and_then(|code| text.gazetteer.country_of(code.as_str())).map(place::of_country)
        } else {
            Some(actor.clone())
        };
        let Some(actor) = actor.filter(|actor| kind.fits(actor)) else { continue };
        if actors.len() < counted && !actors.iter().any(|other| alike(other, &actor)) {
            actors.push(actor);
        }
    }
    actors.reverse();
    actors
}

/// The two countries that an article is about: told at least twice each so far, and each more often than any third.
fn foremost(text: &Text<'_>, past: &[Past], at: usize) -> Option<Vec<ActorRef>> {
    const OFTEN: usize = 2;
    let end = past.partition_point(|past| past.word < at);
    let mut times: Vec<(usize, chancery_core::CountryCode)> = Vec::new();
    let place = |past: &&Past| past.word > 0 && text.view.any(past.word - 1, &["in", "at", "to", "from", "near", "for"]);
    let told = past[..end].iter().rev().take(NEAR).filter(|past| past.actors.len() == 1 && !place(past));
    for code in told.filter_map(|past| past.actors[0].country) {
        match times.iter_mut().find(|(_, other)| *other == code) {
            Some((count, _)) => *count += 1,
            None => times.push((1, code)),
        }
    }
    times.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let [first, second, rest @ ..] = &times[..] else { return None };
    let clear = second.0 >= OFTEN && rest.first().is_none_or(|third| third.0 < second.0);
    let state = |code: chancery_core::CountryCode| text.gazetteer.country_of(code.as_str()).map(place::of_country);
    clear.then(|| [first.1, second.1].into_iter().filter_map(state).collect())
}

/// "All the parties" are those whom a word before meant together, three at least.
fn nearest_many(text: &Text<'_>, past: &[Past], at: usize) -> Option<Vec<ActorRef>> {
    before(text, past, at).find(|past| past.actors.len() > 2).map(|past| past.actors.clone())
}
