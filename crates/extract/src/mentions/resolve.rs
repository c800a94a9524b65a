//! Persons and offices to actors: by the table, by what the text told before, or as someone new.

use chancery_core::{ActorId, ActorKind};
use chancery_language::Upos;

use super::{
    ActorRef, Told,
    atoms::Sense,
    holders,
    lexicon::{self, List},
    people::{self, Claim},
    reader::{Found, Text, Whom},
};
use crate::gazetteer::{Held, Person, Word, folded, slug};
use jiff::civil::Date;
use std::{collections::HashMap, ops::Range};

/// How many persons back a name is looked for: more than any article has, and few enough for a text without end.
const LATEST: usize = 400;

/// A person of the text.
struct Known {
    names: Vec<String>,
    office: Option<&'static str>,
    actor: ActorRef,
}

/// Resolves whole names first, so that a surname in a headline finds the person told below it.
pub(super) fn resolve(text: &Text<'_>, found: &mut Vec<Found>) {
    let mut persons: Vec<Known> = Vec::new();
    for one in found.iter_mut() {
        if let Whom::Person { name, rows } = &one.whom
            && name.len() > 1
        {
            let words = &text.view.words[name.clone()];
            let told = persons.iter().rev().take(LATEST).position(|known| same_name(known, words)).map(|back| persons.len() - 1 - back);
            let actor = whole(text, (words, rows), &one.claim, one.words.start);
            match (told, actor) {
                (Some(at), _) => {
                    let actor = merged(&mut persons[at], &one.claim);
                    one.whom = Whom::Actors(vec![actor]);
                }
                (None, Some(actor)) => {
                    persons.push(Known {
                        names: words.iter().map(|word| word.folded.clone()).collect(),
                        office: one.claim.office,
                        actor: actor.clone(),
                    });
                    one.whom = Whom::Actors(vec![actor]);
                }
                (None, None) => {}
            }
        }
    }
    surnames(text, found, &mut persons);
    offices(text, found, &persons);
    found.retain(|one| matches!(one.whom, Whom::Actors(_)));
}

fn same_name(known: &Known, words: &[Word]) -> bool {
    known.names.len() == words.len() && known.names.iter().zip(words).all(|(name, word)| *name == word.folded)
}

/// What a later telling adds to a person, and the person as told here.
fn merged(known: &mut Known, claim: &Claim) -> ActorRef {
    if claim.title.is_some() && known.office.is_none() {
        known.office = claim.office;
        known.actor.office = claim.title.clone();
        known.actor.country = claim.country.or(known.actor.country);
        known.actor.organization = claim.body.clone().or(known.actor.organization.take());
        known.actor.sector = claim.sector.or(known.actor.sector);
    }
    known.actor.clone()
}

/// A name of several words: a person of the table, or a new one where a title or a given name says that it is a person at all.
fn whole(text: &Text<'_>, (words, rows): (&[Word], &[u32]), claim: &Claim, start: usize) -> Option<ActorRef> {
    if let Some(actor) = people::known(text.gazetteer, rows, claim, text.day, true).or_else(|| holders::misspelt(text, words, claim)) {
        return Some(actor);
    }
    let thing = lexicon::is(List::Things, &words[words.len() - 1].folded);
    if thing && claim.title.is_none() {
        return None;
    }
    let honoured = text.view.words[start].bytes.start < words[0].bytes.start;
    let given = text.gazetteer.is_given_name(&words[0].folded) || lexicon::is(List::Particles, words[words.len() - 2].folded.as_str());
    let name = &text.view.doc.text[words[0].bytes.start..words[words.len() - 1].bytes.end];
    let named = words.len() < 4 && all_names(text, start, words.len());
    (claim.title.is_some() || honoured || given || named).then(|| people::stranger(text.gazetteer, name, &holders::at_home(text, claim), text.day))
}

/// Whether the tagger takes every word for a name, and no article before makes a thing of it.
fn all_names(text: &Text<'_>, start: usize, count: usize) -> bool {
    let article = start > 0 && text.view.any(start - 1, &["the", "a", "an"]);
    !article
        && (start..start + count)
            .all(|word| text.view.class(word) == Upos::Propn && text.atoms.over(word).is_none_or(|atom| matches!(atom.sense, Sense::Person(_))))
}

fn surnames(text: &Text<'_>, found: &mut [Found], persons: &mut Vec<Known>) {
    for one in found.iter_mut() {
        let Whom::Person { name, rows } = &one.whom else { continue };
        let Some(words) = text.view.words.get(name.clone()) else { continue };
        let claim = &one.claim;
        if let Some(known) = persons.iter_mut().rev().take(LATEST).find(|known| part_of(known, words) && agrees(known, claim)) {
            one.whom = Whom::Actors(vec![merged(known, claim)]);
            continue;
        }
        let titled = claim.title.is_some() || one.words.start < name.start;
        let actor = match by_context(text, rows, claim)
            .or_else(|| people::known(text.gazetteer, rows, claim, text.day, false))
            .or_else(|| by_office(text, rows, claim))
            .or_else(|| holders::misspelt(text, words, claim))
            .filter(|_| claim.office.is_some() || claim.country.is_some())
        {
            Some(actor) => Some(actor),
            None if titled && name.len() == 1 => leader(text, name, rows, claim)
                .or_else(|| Some(people::stranger(text.gazetteer, text.slice(name), &holders::at_home(text, claim), text.day))),
            None => leader(text, name, rows, claim).filter(|_| !text.view.opens(name.start) || text.view.raw(name.start).len() > 3),
        };
        if let Some(actor) = actor {
            persons.push(Known { names: words.iter().map(|word| word.folded.clone()).collect(), office: claim.office, actor: actor.clone() });
            one.whom = Whom::Actors(vec![actor]);
        }
    }
}

/// Whether the words end the name of a person, or begin it in the eastern order ("Wu" for Wu Dawei).
fn part_of(known: &Known, words: &[Word]) -> bool {
    let same = |part: &[String]| part.len() == words.len() && part.iter().zip(words).all(|(name, word)| *name == word.folded);
    let tail = known.names.len().checked_sub(words.len()).is_some_and(|from| same(&known.names[from..]));
    let head = known.names.first().is_some_and(|first| first.len() <= 5 && same(&known.names[..1]));
    tail || head
}

fn agrees(known: &Known, claim: &Claim) -> bool {
    claim.country.is_none() || known.actor.country.is_none() || claim.country == known.actor.country
}

/// The bearer of the name in that office of a country that the text names.
fn by_context(text: &Text<'_>, rows: &[u32], claim: &Claim) -> Option<ActorRef> {
    if claim.office.is_none() || claim.country.is_some() || claim.body.is_some() {
        return None;
    }
    for &country in &text.countries {
        let claim = Claim { country: Some(country), ..claim.clone() };
        if let Some(actor) =
            people::known(text.gazetteer, rows, &claim, text.day, false).filter(|_| people::sure(text.gazetteer, rows, &claim, text.day))
        {
            return Some(actor);
        }
    }
    None
}

/// "President Reagan" long after: the only one of the name who held the office before the day.
fn by_office(text: &Text<'_>, rows: &[u32], claim: &Claim) -> Option<ActorRef> {
    let (office, day) = (claim.office?, text.day?);
    let held = |held: Held| {
        held.class.fits(office)
            && (held.class.rank() < 2 || held.class.0 == "pl")
            && held.from.is_some_and(|from| from <= day)
            && claim.country.is_none_or(|code| held.country == Some(code))
    };
    let mut rows: Vec<u32> = rows.iter().copied().filter(|&row| text.gazetteer.person(row).offices().any(held)).collect();
    rows.sort_unstable();
    rows.dedup();
    if rows.len() > 1 {
        // "King Hussein" is none of the presidents of that name.
        let rank = claim.rank.as_deref().map(folded);
        let same = |held: Held| rank.as_ref().is_some_and(|rank| crate::gazetteer::words(held.title).iter().any(|word| word.folded == *rank));
        rows.retain(|&row| text.gazetteer.person(row).offices().any(|office| held(office) && same(office)));
    }
    (rows.len() == 1).then(|| people::reference(&text.gazetteer.person(rows[0]), claim, Some(day)))
}

/// A head of state or government or a foreign minister of the day, of whom news tells the surname alone. Of several the one whose
/// country the text names.
fn leader(text: &Text<'_>, name: &Range<usize>, rows: &[u32], claim: &Claim) -> Option<ActorRef> {
    let day = text.day?;
    let word = text.view.low(name.end - 1);
    // "Jean left": a king's name that others bear as their first name takes a title.
    let first = claim.title.is_none() && text.gazetteer.is_given_name(word);
    let alone = |person: &Person<'_>| first && !person.name.contains(' ');
    let named = |person: &Person<'_>| called(person, word) && !alone(person);
    let mut leaders: Vec<u32> = rows.iter().copied().filter(|&row| named(&text.gazetteer.person(row))).collect();
    leaders.sort_unstable();
    leaders.dedup();
    let all = leaders.clone();
    leaders.retain(|&row| text.gazetteer.person(row).office_on(Some(day)).is_some_and(|(held, now)| now && held.class.rank() <= 1));
    if leaders.len() > 1 {
        leaders.retain(|&row| {
            text.gazetteer.person(row).office_on(Some(day)).is_some_and(|(held, _)| held.country.is_some_and(|code| text.countries.contains(&code)))
        });
    }
    if leaders.is_empty() {
        leaders = all;
        leaders.retain(|&row| lately(text.gazetteer.person(row).offices(), day));
    }
    if leaders.len() > 1 {
        // Of "Obama" and "Mangue Obama Nfubea" the one whose name ends so.
        leaders.retain(|&row| text.gazetteer.person(row).name.rsplit(' ').next().is_some_and(|last| folded(last) == text.view.low(name.end - 1)));
    }
    if leaders.len() > 1 && leaders.iter().any(|&row| text.gazetteer.person(row).name.contains(' ')) {
        // A row of the surname alone is a source's other record of one of them.
        leaders.retain(|&row| text.gazetteer.person(row).name.contains(' '));
    }
    match leaders[..] {
        [] => None,
        [row] => Some(people::reference(&text.gazetteer.person(row), claim, Some(day))),
        // "Mr Botha" of a land whose premier and foreign minister both bear the name: nobody knows which, but for whom he acts.
        _ => {
            let land = |row: &u32| text.gazetteer.person(*row).office_on(Some(day)).filter(|(_, now)| *now).and_then(|(held, _)| held.country);
            let same = claim.country.is_none() && leaders.iter().all(|row| land(row) == land(&leaders[0]));
            let country = land(&leaders[0]).filter(|code| same && !text.gazetteer.is_given_name(word) && text.countries.contains(code))?;
            let claim = Claim { country: Some(country), ..claim.clone() };
            Some(people::stranger(text.gazetteer, text.slice(name), &claim, text.day))
        }
    }
}

/// Whether news calls a person by this word alone: the last of the name, a name of its own, the first where surnames stand first, or the first
/// of two surnames.
fn called(person: &Person<'_>, word: &str) -> bool {
    const SURNAME_FIRST: [&str; 8] = ["CHN", "TWN", "HKG", "PRK", "KOR", "VNM", "KHM", "HUN"];
    const TWO_SURNAMES: [&str; 19] =
        ["ESP", "MEX", "GTM", "HND", "SLV", "NIC", "CRI", "PAN", "CUB", "DOM", "COL", "VEN", "ECU", "PER", "BOL", "CHL", "ARG", "URY", "PRY"];
    let last = folded(person.name).rsplit(' ').next().is_some_and(|last| last == word);
    let own = person.names().any(|name| folded(name) == word || folded(name).rsplit(' ').next() == Some(word));
    let of = |lands: &[&str]| person.offices().filter_map(|held| held.country).any(|country| lands.contains(&country.as_str()));
    let paternal = || folded(person.name).split(' ').count() > 2 && folded(person.name).rsplit(' ').nth(1) == Some(word);
    last || own || of(&SURNAME_FIRST) || (paternal() && of(&TWO_SURNAMES))
}

/// Heads of state or government of the last forty years, whom news goes on to call by the surname alone, and those who are to take office.
fn lately(mut offices: impl Iterator<Item = Held>, day: Date) -> bool {
    const ELECTED: i32 = 120;
    let soon = |from: Date| from <= day || day.until(from).is_ok_and(|span| span.get_days() <= ELECTED);
    let recent = |to: Option<Date>, from: Date| to.map_or(from > day, |to| to >= day || day.year() - to.year() < 40);
    offices.any(|held| held.class.rank() == 0 && held.from.is_some_and(|from| soon(from) && recent(held.to, from)))
}

/// An office without a name: the person of the text who holds it, else the office itself.
fn offices(text: &Text<'_>, found: &mut [Found], persons: &[Known]) {
    let seen = seen(found);
    let mut holders = HashMap::new();
    let mut told_last: HashMap<&'static str, ActorRef> = HashMap::new();
    let last = |known: &Known, before: usize| {
        seen.get(&known.actor.id).and_then(|words| words[..words.partition_point(|word| *word < before)].last().copied())
    };
    for one in found.iter_mut().filter(|one| matches!(one.whom, Whom::Office)) {
        let start = one.words.start;
        let claim = one.claim.clone();
        let definite = definite(text, one.words.start);
        let told = claim.office.filter(|_| !claim.former).and_then(|office| {
            let holder = |known: &&Known| known.office.is_some_and(|held| same_office(held, office)) && !known.actor.former;
            let same = persons.iter().rev().take(LATEST).filter(holder);
            if claim.country.is_some() || claim.body.is_some() {
                same.into_iter()
                    .find(|known| known.actor.country == claim.country && (claim.body.is_none() || known.actor.organization == claim.body))
            } else {
                // Of several the one told last before.
                same.filter(|_| definite).filter_map(|known| Some((last(known, start)?, known))).max_by_key(|(word, _)| *word).map(|(_, known)| known)
            }
        });
        let belongs = claim.country.is_some() || claim.body.is_some();
        // "The ambassador" is the one told last, though nobody has named him.
        let again =
            || claim.office.filter(|office| definite && !belongs && !holders::SINGLE.contains(office)).and_then(|office| told_last.get(office));
        let actor = told.map(|known| known.actor.clone()).or_else(|| again().cloned()).unwrap_or_else(|| of_office(text, &claim));
        told_last.extend(claim.office.filter(|_| belongs).map(|office| (office, actor.clone())));
        let key = (claim.country, claim.office, claim.former);
        one.alternatives = holders.entry(key).or_insert_with(|| holder(text, &claim)).iter().filter(|other| other.id != actor.id).cloned().collect();
        one.whom = Whom::Actors(vec![actor]);
    }
}

/// Where persons are told by name, in the order of the text.
fn seen(found: &[Found]) -> HashMap<ActorId, Vec<usize>> {
    let mut seen: HashMap<ActorId, Vec<usize>> = HashMap::new();
    for one in found.iter().filter(|one| one.told == Told::Titled) {
        if let Whom::Actors(actors) = &one.whom
            && let Some(actor) = actors.first()
        {
            seen.entry(actor.id.clone()).or_default().push(one.words.start);
        }
    }
    seen.values_mut().for_each(|words| words.sort_unstable());
    seen
}

/// Whether an article stands before a phrase, adjectives passed over: "the visiting premier".
fn definite(text: &Text<'_>, start: usize) -> bool {
    let mut at = start;
    while at > 0 && start - at < 3 && lexicon::is(List::Adjectives, text.view.low(at - 1)) {
        at -= 1;
    }
    at > 0 && text.view.any(at - 1, &["the", "this", "that"])
}

/// "The minister" may be a foreign minister, "the diplomat" an ambassador.
fn same_office(held: &str, told: &str) -> bool {
    held == told || told == "minister" && held.ends_with("minister") || told == "diplomat" && (held == "ambassador" || held.ends_with("envoy"))
}

/// The actor that an office is while nobody says who holds it: `fra-foreign-minister`.
pub(super) fn of_office(text: &Text<'_>, claim: &Claim) -> ActorRef {
    let title = claim.title.clone().unwrap_or_default();
    let single =
        ["minister", "official", "diplomat", "special envoy", "international official", "deputy minister", "senior official", "subnational official"];
    let office =
        claim.office.filter(|office| !single.contains(office)).map_or_else(|| claim.rank.clone().unwrap_or_else(|| title.clone()), str::to_owned);
    let country = claim.country.and_then(|code| text.gazetteer.country_of(code.as_str()));
    let owner = claim.country.map(|code| code.as_str().to_lowercase()).or_else(|| claim.body.as_deref().map(slug));
    let (former, mark) = (claim.former, if claim.former { "former-" } else { "" });
    let id = owner.map_or_else(|| format!("{mark}{}", slug(&office)), |owner| format!("{owner}-{mark}{}", slug(&office)));
    let name = match (country, &claim.body) {
        (Some(country), _) => format!("{} {office}", country.adjective()),
        (None, Some(body)) => format!("{body} {office}"),
        _ => office.clone(),
    };
    ActorRef { id: people::id(&id), kind: ActorKind::Person, name, former, ..people::unknown(&title, claim) }
}

/// Who holds the office on the day, where the table knows one holder only.
fn holder(text: &Text<'_>, claim: &Claim) -> Option<ActorRef> {
    let (office, country, day) = (claim.office?, claim.country?, text.day?);
    let rows = text.gazetteer.holders(country, office, day);
    (rows.len() == 1 && !claim.former).then(|| people::reference(&text.gazetteer.person(rows[0]), claim, Some(day)))
}
