//! People and bodies by common nouns: "Israeli troops", "protesters", "the French government", "a court in Bishkek".

use chancery_core::{ActorKind, Sector};
use chancery_language::Upos;

use super::{
    ActorRef, Told,
    atoms::{Atom, Sense},
    lexicon,
    people::{self, Claim},
    phrase::{Phrase, chief_owner, owner, person, plain},
    place,
    reader::{Found, Text},
    runs,
};
use crate::gazetteer::{folded, slug};

/// A row of the table of nouns.
struct Noun {
    class: &'static str,
    sector: Option<Sector>,
    kind: ActorKind,
}

/// The group that the nouns of a phrase name, or the person whose name follows; the word behind it.
pub(super) fn group(text: &Text<'_>, phrase: &Phrase<'_>, behind: usize, found: &mut Vec<Found>) -> usize {
    let Some((atom, noun)) = chief_noun(text, phrase) else { return behind };
    let told = text.slice(&phrase.ranks.last().map_or(atom.words.clone(), |atom| atom.words.clone()));
    let mut claim = Claim { former: phrase.former, sector: noun.sector, ..Claim::default() };
    let mut chief = chief_owner(text, phrase);
    // A consulate in a city is of some other country.
    let abroad = noun.class == "ministry" && ["embass", "consul", "mission"].iter().any(|post| folded(told).starts_with(post));
    // "Its troops in Mali" have their owner in front.
    let owned = phrase.start.checked_sub(1).is_some_and(|before| text.view.owns(before) || text.view.possessive(before));
    if chief.is_none() && !owned && !(abroad && text.view.any(behind, &["in", "at"])) {
        chief = home(text, behind);
    }
    if let Some(name) = name_behind(text, &noun, (told, behind)) {
        if let Some(atom) = chief_owner(text, phrase) {
            owner(text, atom, &mut claim);
        }
        if name.len() == 1 && text.view.capitals(name.start) && !text.view.shouted(name.start) {
            let actor = place::new_body(text.slice(&name), claim.country, noun.sector);
            found.push(Found::actors(phrase.start..name.end, Told::Name, vec![actor]));
            return name.end;
        }
        claim.title = Some(told.to_owned());
        found.push(person(text, phrase.start..name.end, name.clone(), claim));
        return name.end;
    }
    if chief.is_none() && says_nothing(text, &noun, (told, behind)) {
        return behind;
    }
    if let Some(body) = proper(text, phrase, (&noun, behind)) {
        found.push(body);
        return behind;
    }
    let mut actors = vec![actor(text, chief, &noun, told)];
    let mut end = if chief_owner(text, phrase).is_none() { with_home(text, (behind, told), found) } else { behind };
    while let Some(other) = another_home(text, end, told).filter(|_| end > behind) {
        actors.push(actor(text, Some(other), &noun, told));
        found.extend(plain(text, other));
        end = other.words.end;
    }
    found.push(Found { head: behind - 1, ..Found::actors(phrase.start..end, Told::Group, actors) });
    end
}

/// "Leaders of India and Pakistan": one more country of which there are some.
fn another_home<'t>(text: &'t Text<'_>, from: usize, told: &str) -> Option<&'t Atom> {
    let view = &text.view;
    let comma = usize::from(view.gap(from) == ", ");
    let and = usize::from(view.any(from, &["and"]) && view.joins(from));
    let at = from + and + usize::from(view.any(from + and, &["the"]));
    let atom = text.atoms.at(at).filter(|atom| (and + comma > 0) && matches!(atom.sense, Sense::Country(_) | Sense::Capital(_)))?;
    let next = atom.words.end;
    // "Leaders of India and Pakistan's army", "envoys of Iran and Iraq troops": what follows has the country for itself.
    let taken =
        view.possessive(next) || text.atoms.at(next).is_some_and(|atom| matches!(atom.sense, Sense::Title(_) | Sense::Noun)) && view.follows(next);
    // "Leaders of India, Pakistan said": a list ends with "and".
    let listed = and > 0 || (view.any(next, &["and"]) || view.gap(next) == ", ") && view.joins(next);
    (told.ends_with(['s', 'S']) && !taken && listed).then_some(atom)
}

/// "China Central Television": a country's name, not its adjective, and then capitals throughout are the name of one body.
fn proper(text: &Text<'_>, phrase: &Phrase<'_>, (noun, behind): (&Noun, usize)) -> Option<Found> {
    let owner = phrase.owners.first().filter(|atom| matches!(atom.sense, Sense::Country(_)) && phrase.owners.len() == 1)?;
    let own = behind - owner.words.end > 1 && phrase.ranks.last().is_some_and(|last| last.words.len() == 1);
    let plain = phrase.ranks.len() < 3
        && !matches!(phrase.ranks[0].sense, Sense::Title(_))
        && noun.class != "government"
        && noun.class != "ministry"
        && noun.class != "court";
    let capital = (owner.words.start..behind).all(|word| text.view.capital(word)) && !text.view.shouted(behind - 1);
    if !own || !plain || !capital || !text.view.tight(owner.words.start..behind) {
        return None;
    }
    let words = owner.words.start..behind;
    let actor = place::new_body(text.slice(&words), place::country(text, owner), noun.sector);
    Some(Found::actors(words, Told::Name, vec![actor]))
}

/// The noun that says what the group is: the last, but "rebel" of "rebel forces".
fn chief_noun<'t>(text: &'t Text<'_>, phrase: &Phrase<'t>) -> Option<(&'t Atom, Noun)> {
    let noun = |atom: &&'t Atom| Some((*atom, row(text, atom.noun?)));
    let last = phrase.ranks.last().and_then(noun)?;
    let armed = ["rebels", "militants", "militia", "opposition", "police"];
    let first = phrase.ranks.first().and_then(noun).filter(|(_, noun)| armed.contains(&noun.class));
    Some(if last.1.class == "military" { first.unwrap_or(last) } else { last })
}

fn row(text: &Text<'_>, row: u32) -> Noun {
    let cells = text.gazetteer.noun(row);
    Noun { class: cells[1], sector: cells[2].parse().ok(), kind: cells[3].parse().unwrap_or(ActorKind::Group) }
}

/// "Protesters in Hong Kong", "the government of Chad": where the people are from, when nothing in front says so.
fn home<'t>(text: &'t Text<'_>, behind: usize) -> Option<&'t Atom> {
    let view = &text.view;
    let linked = view.any(behind, &["of", "in", "from", "at"]) && view.follows(behind) && view.follows(behind + 1);
    let from = behind + 1 + usize::from(view.any(behind + 1, &["the"]));
    text.atoms.at(from).filter(|atom| linked && atom.sense.affiliates() && !matches!(atom.sense, Sense::Demonym(_) | Sense::Regional(_)))
}

/// The end of the group with "of Chad" or "from Chad and Mali" behind it.
fn with_home(text: &Text<'_>, (behind, told): (usize, &str), found: &mut Vec<Found>) -> usize {
    let listed = |atom: &Atom| text.view.any(behind, &["from"]) && another_home(text, atom.words.end, told).is_some();
    match home(text, behind).filter(|atom| text.view.any(behind, &["of"]) || listed(atom)) {
        Some(atom) => {
            found.extend(plain(text, atom));
            atom.words.end
        }
        None => behind,
    }
}

/// A name behind a singular noun is that of a person: "lawmaker Wang Yi", not "troops Monday".
fn name_behind(text: &Text<'_>, noun: &Noun, (told, behind): (&str, usize)) -> Option<std::ops::Range<usize>> {
    let persons = [
        "officials",
        "military",
        "police",
        "court",
        "legislature",
        "rebels",
        "militia",
        "media",
        "militants",
        "religious",
        "education",
        "medical",
        "people",
    ];
    let name =
        (persons.contains(&noun.class) && is_one(told) && text.view.follows(behind)).then(|| runs::name_at(&text.view, &text.atoms, behind, true))?;
    name.filter(|name| lexicon::body(text.view.low(name.end - 1)).is_none())
}

/// Whether a noun is for one person: "lawmaker", not "lawmakers" and not "parliament".
pub(super) fn is_one(told: &str) -> bool {
    let body = [
        "court",
        "media",
        "press",
        "army",
        "navy",
        "military",
        "police",
        "public",
        "population",
        "force",
        "parliament",
        "senate",
        "house",
        "congress",
        "newspaper",
        "church",
        "university",
        "school",
        "hospital",
        "television",
        "website",
        "magazine",
        "broadcaster",
        "agency",
    ];
    let singular = !told.ends_with(['s', 'S']) || told.ends_with("ss");
    singular && !body.iter().any(|body| folded(told).ends_with(body))
}

/// Nouns that name nobody by themselves.
fn says_nothing(text: &Text<'_>, noun: &Noun, (told, behind): (&str, usize)) -> bool {
    let low = folded(told);
    let vague = [
        "state",
        "mission",
        "executive",
        "house",
        "congress",
        "group",
        "groups",
        "members",
        "member",
        "others",
        "leadership",
        "convoy",
        "patrol",
        "personnel",
        "party",
        "parties",
        "ministry",
        "agency",
        "authority",
        "agents",
        "website",
        "television",
        "press",
        "tanks",
        "aircraft",
        "school",
        "schools",
        "university",
        "church",
        "hospital",
        "artillery",
        "public",
        "minority",
        "couple",
        "sector",
        "embassy",
        "consulate",
    ];
    let capital = text.view.capital(behind - 1) && (!text.view.opens(behind - 1) || text.view.class(behind - 1) == Upos::Propn);
    vague.contains(&low.as_str()) && !capital
        || noun.class == "government" && !["government", "authorities", "regime", "junta", "administration", "cabinet"].contains(&low.as_str())
}

/// The actor: the country itself for its government, the armed group itself for its fighters, else a group of the country.
fn actor(text: &Text<'_>, chief: Option<&Atom>, noun: &Noun, told: &str) -> ActorRef {
    let part = if noun.class == "ministry" { singular(told) } else { noun.class.to_owned() };
    let Some((atom, owner)) = chief.and_then(|atom| Some((atom, place::actor(text, atom)?))) else {
        return ActorRef { kind: bare_kind(noun), ..place::body(&slug(&part), &part, noun.sector) };
    };
    if matches!(atom.sense, Sense::Force(_)) || noun.class == "government" && owner.kind == ActorKind::Country {
        return owner;
    }
    part_of(text, owner, (&part, bare_kind(noun), noun.sector))
}

/// A part of a country or body.
pub(super) fn part_of(text: &Text<'_>, owner: ActorRef, (part, kind, sector): (&str, ActorKind, Option<Sector>)) -> ActorRef {
    let adjective = text.gazetteer.country_of(owner.id.as_str()).map_or(owner.name.clone(), |country| country.adjective().to_owned());
    ActorRef {
        id: people::id(&format!("{}-{}", owner.id.as_str().to_lowercase(), slug(part))),
        kind,
        name: format!("{adjective} {part}"),
        organization: (owner.kind == ActorKind::Organization).then(|| owner.name.clone()),
        sector,
        ..owner
    }
}

/// The people of a country.
pub(super) fn people(text: &Text<'_>, owner: ActorRef) -> ActorRef {
    part_of(text, owner, ("people", ActorKind::Group, Some(Sector::Cvl)))
}

fn bare_kind(noun: &Noun) -> ActorKind {
    if noun.kind == ActorKind::Country { ActorKind::Organization } else { noun.kind }
}

fn singular(told: &str) -> String {
    let low = folded(told);
    match low.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => low.strip_suffix('s').map_or(low.clone(), str::to_owned),
    }
}
