//! Later tellings: "the two countries", "both sides", "the pair", "the visiting premier", pronouns.
//!
//! What is told before decides, the sentence itself and the three before it; nothing is taken from further away.

use chancery_core::ActorKind;
use chancery_language::Upos;
use std::{collections::HashSet, ops::Range};

use super::{
    ActorRef, Reading, Told,
    appositions::outermost,
    place,
    reader::{Found, Text, Whom},
};

/// An actor told before a word.
struct Past {
    sentence: usize,
    word: usize,
    end: usize,
    told: Told,
    /// Whether only a demonym or a possessive named it.
    aside: bool,
    /// Whether it is the subject of its clause.
    subject: bool,
    /// How deep it stands in the tree of its sentence.
    depth: usize,
    actors: Vec<ActorRef>,
}

/// How many sentences back a pronoun reaches.
const REACH: usize = 3;

/// How many mentions back a pronoun reaches, where sentences have no end.
const NEAR: usize = 80;

/// Adds what refers back to actors told before.
pub(super) fn resolve(text: &Text<'_>, found: &mut Vec<Found>) {
    let mut past = told(text, found);
    let mut cover = vec![0; text.view.len()];
    for one in found.iter() {
        cover[one.words.clone()].iter_mut().for_each(|length: &mut usize| *length = (*length).max(one.words.len()));
    }
    let (mut at, mut added) = (0, Vec::new());
    while at < text.view.len() {
        let free = |words: &Range<usize>| words.clone().all(|word| cover[word] < words.len());
        let back = collective(text, &past, at).or_else(|| pronoun(text, &past, at)).filter(|one| free(&one.words));
        at = back.as_ref().map_or(at + 1, |one| one.words.end);
        let Some(one) = back else { continue };
        let subject = one.told == Told::Pronoun && text.view.any(one.words.start, &["he", "she"]) && text.view.is_subject(one.words.clone());
        if let (Whom::Actors(actors), true) = (&one.whom, subject || one.told == Told::Collective) {
            let word = one.words.start;
            past.retain(|past| !one.words.contains(&past.word));
            let place = past.partition_point(|past| past.word < word);
            past.insert(
                place,
                Past {
                    sentence: text.view.sentence(word),
                    word,
                    end: one.words.end,
                    told: one.told,
                    aside: false,
                    subject: text.view.is_subject(one.words.clone()),
                    depth: text.view.depth(word),
                    actors: actors.clone(),
                },
            );
        }
        added.push(one);
    }
    // What is told again as a whole is no mention by itself.
    let whole: HashSet<usize> = added.iter().flat_map(|one: &Found| one.words.clone()).collect();
    found.retain(|one| !one.words.clone().all(|word| whole.contains(&word)));
    found.extend(added);
}

/// The actors of a text in order, those within wider mentions among them.
fn told(text: &Text<'_>, found: &[Found]) -> Vec<Past> {
    let outer: HashSet<usize> = outermost(found).into_iter().collect();
    let mut past: Vec<Past> = Vec::new();
    for (at, one) in found.iter().enumerate() {
        let Whom::Actors(actors) = &one.whom else { continue };
        // An office of nobody and nowhere can be meant by no later word.
        let nobody = one.told == Told::Office && actors.iter().all(|actor| actor.country.is_none() && actor.organization.is_none());
        if actors.is_empty() || one.reading == Reading::Place || nobody {
            continue;
        }
        let end = one.words.end;
        let aside = one.told == Told::Demonym || text.view.possessive(end) || !outer.contains(&at);
        let subject = !aside && text.view.is_subject(one.words.clone());
        let sentence = text.view.sentence(one.words.start);
        let depth = one.words.clone().map(|word| text.view.depth(word)).min().unwrap_or(0);
        past.push(Past { sentence, word: one.words.start, end, told: one.told, aside, subject, depth, actors: actors.clone() });
    }
    past.sort_by_key(|past| past.word);
    past
}

/// Those told before a word, the nearest first, within reach.
fn before<'p>(text: &Text<'_>, past: &'p [Past], word: usize) -> impl Iterator<Item = &'p Past> + use<'p> {
    let sentence = text.view.sentence(word);
    let end = past.partition_point(|past| past.word < word);
    past[..end].iter().rev().take_while(move |past| past.sentence + REACH >= sentence).take(NEAR)
}

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
fn collective(text: &Text<'_>, past: &[Past], at: usize) -> Option<Found> {
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
    while view.any(noun, &["the", "of", "former", "neighbouring", "neighboring", "asian", "african", "european", "arab", "warring", "these", "two"])
        && view.follows(noun)
    {
        noun += 1;
    }
    let wanted = view.low(noun);
    let alone = view.any(at, &["both", "neither"]) && !view.follows(at + 1);
    let kind = match wanted {
        "countries" | "nations" | "states" | "governments" | "neighbours" | "neighbors" | "capitals" | "powers" | "koreas" => Kind::Countries,
        "leaders" | "presidents" | "ministers" | "men" | "officials" | "diplomats" | "premiers" | "statesmen" => Kind::Persons,
        "sides" | "parties" | "delegations" | "groups" | "militaries" | "foes" | "allies" | "rivals" => Kind::Any,
        _ => return None,
    };
    if !view.follows(noun) || alone {
        return None;
    }
    let together = || told_as_one(text, past, (at, counted), kind);
    let actors = match (wanted, kind) {
        ("koreas", _) => koreas(text),
        (_, Kind::Persons) if counted < 4 => together().unwrap_or_else(|| several(text, past, (at, counted), kind)),
        _ if counted > 8 => nearest_many(text, past, at).unwrap_or_else(|| several(text, past, (at, counted), kind)),
        _ if counted > 3 => together().or_else(|| told_as_one(text, past, (at, counted), Kind::Any))?,
        _ if matches!(kind, Kind::Countries) => {
            let two = foremost(text, past, at).filter(|_| counted == 2);
            let list = || listed(text, past, (at, counted), kind).and_then(|_| together());
            let near = || Some(several(text, past, (at, counted), kind)).filter(|near| near.len() > 1);
            two.or_else(list).or_else(near).or_else(together)?
        }
        // Where nobody near fits, those are meant whom the article told together.
        _ => Some(several(text, past, (at, counted), kind)).filter(|near| near.len() > 1).or_else(together)?,
    };
    made(start..noun + 1, actors)
}

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

/// The two countries that an article is about: told at least three times each so far, and each more often than any third.
fn foremost(text: &Text<'_>, past: &[Past], at: usize) -> Option<Vec<ActorRef>> {
    const OFTEN: usize = 3;
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

/// How many words an owner may stand in front of its pronoun to be meant before the subject is ("punish Washington for its airlift").
const BESIDE: usize = 3;

/// Of the actors within reach that fit, the subject of the nearest sentence that has one that fits: the nearest subject of the sentence
/// itself, the chief one of a sentence before. Else the nearest actor. Nobody acts upon himself ("the envoy met him").
fn likeliest<'p>(text: &Text<'_>, past: &'p [Past], at: usize, fits: impl Fn(&Past) -> bool) -> Option<&'p Past> {
    let view = &text.view;
    let owns = view.owns(at);
    let own: Vec<&Past> = if view.is_object(at) && !owns && !view.any(at, SELF) {
        let here = before(text, past, at).take_while(|past| past.sentence == view.sentence(at));
        here.filter(|past| view.is_own_subject(past.word..past.end, at)).collect()
    } else {
        Vec::new()
    };
    let himself = |past: &Past| own.iter().any(|own| own.actors == past.actors);
    let near: Vec<&Past> = before(text, past, at).filter(|past| fits(past) && !himself(past)).collect();
    let first = near.first()?;
    let alike = || near.iter().take_while(|past| past.sentence == first.sentence).filter(|past| past.subject);
    if first.sentence < view.sentence(at) {
        return alike().min_by_key(|past| past.depth).or(Some(first)).copied();
    }
    // A subject goes on as the subject: "Peru's premier met the king, where he urged"; an owner is the subject or stands beside.
    let beside = first.end + BESIDE >= at || view.any(at - 1, &["and"]);
    let goes_on = view.is_subject(at..at + 1) || (owns && !beside);
    Some(alike().next().filter(|_| goes_on).unwrap_or(first))
}

/// Pronouns that mean the subject.
const SELF: &[&str] = &["himself", "herself", "itself", "themselves"];

/// He, she, they, it and their possessives.
fn pronoun(text: &Text<'_>, past: &[Past], at: usize) -> Option<Found> {
    let low = text.view.low(at);
    let actors = match low {
        "he" | "she" | "him" | "her" | "his" | "himself" | "herself" => {
            let person = |past: &Past| past.actors.len() == 1 && past.actors[0].kind == ActorKind::Person && !past.aside;
            likeliest(text, past, at, person).map(|past| past.actors.clone())
        }
        "they" | "them" | "their" | "themselves" => plural(text, past, at),
        "it" | "its" | "itself" => {
            if low == "it" && (expletive(text, at) || text.view.is_object(at)) {
                return None;
            }
            let body = |past: &Past| {
                past.actors.len() == 1
                    && matches!(past.actors[0].kind, ActorKind::Country | ActorKind::Organization)
                    && !past.aside
                    && past.told != Told::Pronoun
            };
            likeliest(text, past, at, body).map(|past| past.actors.clone())
        }
        _ => None,
    }?;
    Some(Found::actors(at..at + 1, Told::Pronoun, actors))
}

/// The last group, or the last actors that stand together: "Greece, Cyprus and Israel".
fn plural(text: &Text<'_>, past: &[Past], at: usize) -> Option<Vec<ActorRef>> {
    let near: Vec<&Past> = before(text, past, at).collect();
    let group = near.iter().find(|past| past.actors.len() > 1 || past.actors[0].kind == ActorKind::Group && !past.aside);
    let since = group.map_or(0, |group| group.word);
    for (place, last) in near.iter().enumerate().take_while(|(_, past)| past.word > since) {
        let mut chain = vec![*last];
        for other in &near[place + 1..] {
            if chain.last().is_some_and(|first| together(text, other, first)) {
                chain.push(other);
            }
        }
        if chain.len() > 1 && text.view.any(last.word.wrapping_sub(1), &["and", "the"]) {
            return Some(distinct(chain.iter().rev().flat_map(|past| past.actors.iter())));
        }
    }
    group.map(|group| group.actors.clone()).or_else(|| two_of_a_sentence(text, past, at))
}

/// Whether only a comma, "and" or an article part two mentions.
fn together(text: &Text<'_>, a: &Past, b: &Past) -> bool {
    let between = a.end..b.word;
    a.sentence == b.sentence
        && a.end <= b.word
        && between.len() < 3
        && between.clone().all(|word| text.view.any(word, &["and", "the"]))
        && (!between.is_empty() || text.view.gap(b.word) == ", ")
}

fn distinct<'a>(actors: impl Iterator<Item = &'a ActorRef>) -> Vec<ActorRef> {
    let mut kept: Vec<ActorRef> = Vec::new();
    for actor in actors {
        if !kept.iter().any(|other| other.id == actor.id) {
            kept.push(actor.clone());
        }
    }
    kept
}

/// The two actors of the sentence before, where it has exactly two that are not mentioned by the way.
fn two_of_a_sentence(text: &Text<'_>, past: &[Past], at: usize) -> Option<Vec<ActorRef>> {
    let sentence = text.view.sentence(at).checked_sub(1)?;
    let past = &past[past.partition_point(|past| past.sentence < sentence)..past.partition_point(|past| past.sentence <= sentence)];
    if past.len() > NEAR {
        return None;
    }
    let actors = distinct(past.iter().filter(|past| past.sentence == sentence && !past.aside).flat_map(|past| past.actors.iter()));
    (actors.len() == 2).then_some(actors)
}

/// "It is likely that", "it was raining": no one is meant.
fn expletive(text: &Text<'_>, at: usize) -> bool {
    let be = ["is", "was", "has", "will", "would", "may", "seems", "appears", "remains"];
    text.view.any(at + 1, &be)
        && text
            .view
            .any(at + 2, &["not", "been", "be", "clear", "unclear", "likely", "unlikely", "possible", "important", "necessary", "time", "the", "a"])
}
