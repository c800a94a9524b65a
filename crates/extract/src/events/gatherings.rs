//! Who sits at a gathering, goes to it, or is brought together by a mediator, where its own words name one or nobody.

use chancery_core::{ActorKind, Role, Sector};

use super::{
    cast::{Cast, Named, Who},
    roles::{Part, another, follows},
};
use crate::{
    frames::{Arg, Frame, Pos, args::Site, carriers::measured, matcher::Match},
    tree::Tree,
};

/// Adds who goes to a gathering that another one shares with him, or on a visit: "arrived in Oslo for talks with", "on a visit to".
pub fn going_to<'c>(parts: &mut Vec<Part<'c>>, frame: &Frame, matched: &Match<'_>, tree: &Tree, cast: &'c Cast) {
    let noun = matched.site.word;
    let plays = |role: Role| frame.roles.iter().any(|rule| rule.role == role);
    if plays(Role::Mediator) && tree.words[noun].is(&["advcl", "xcomp"]) && !parts.iter().any(|part| part.role == Role::Participant) {
        parts.extend(tree.words[noun].head.map(|verb| hosts_above(tree, cast, verb)).unwrap_or_default());
    }
    let members = parts.iter().map(|part| part.named.who.len()).sum::<usize>();
    // "He said there would be no talks with Chad": with him.
    let there = tree.up(noun).take(2).find(|&word| tree.first(word, &["expl"]).is_some());
    if let Some(be) = there.filter(|_| members == 1 && plays(Role::Participant) && !plays(Role::Mediator)) {
        let sayers = follows(tree, Site { word: be, ..matched.site }, Arg::Sayer).into_iter().filter_map(|word| cast.named_by(tree, word));
        parts.extend(sayers.map(|named| Part::within(Role::Participant, named, "who says it")).collect::<Vec<_>>());
        return;
    }
    let role = match (plays(Role::Host), plays(Role::Participant) && !plays(Role::Mediator)) {
        (true, _) if !parts.iter().any(|part| part.role == Role::Source) => Role::Source,
        (false, true) if members == 1 || members == 0 && tree.case(noun) == Some("for") => Role::Participant,
        _ => return,
    };
    let goes = matches!(tree.case(noun), Some("for" | "at" | "in" | "during" | "to"))
        || (role == Role::Source && matches!(tree.case(noun), Some("on" | "from")));
    let Some(head) = tree.words[noun].head.filter(|_| goes && matched.site.light.is_none() && tree.words[noun].is(&["obl", "nmod"])) else { return };
    let who: Vec<&Named> = match cast.at(head).filter(|_| tree.first(head, &["cop"]).is_none()) {
        Some(named) => vec![named],
        None => {
            // "Is back from a trip to": an adverb may stand for the verb.
            let clause = |&step: &usize| tree.words[step].is_verb() || tree.first(step, &["cop"]).is_some();
            let verb = tree.up(noun).skip(1).find(clause);
            let doer = |verb| follows(tree, Site { word: verb, pos: Pos::Verb, light: None }, Arg::Subject);
            verb.map(doer).unwrap_or_default().into_iter().filter_map(|word| cast.named_by(tree, word)).collect()
        }
    };
    let who: Vec<&Named> = who.into_iter().map(|named| another(named, parts.iter(), tree, cast).unwrap_or(named)).collect();
    parts.extend(who.into_iter().map(|named| Part::within(role, named, "subj of the verb above")));
    if members == 0 && role == Role::Participant && !parts.is_empty() {
        parts.extend(hosts_above(tree, cast, head));
    }
}

/// Whether only a body that deals with states takes part, or people of it: its members meet ("the Security Council met", "EU ministers gathered").
pub fn sits_alone(parts: &[Part<'_>]) -> bool {
    let [part] = parts else { return false };
    let body = |who: &Who| match who.kind {
        ActorKind::Organization => who.sector == Some(Sector::Igo),
        ActorKind::Group => who.organization.is_some(),
        _ => false,
    };
    part.role == Role::Participant && part.named.who.iter().all(|who| who.country.is_none() && body(who))
}

/// The countries to which a verb goes: with them are the talks for which somebody goes there, and between them he mediates.
fn hosts_above<'c>(tree: &Tree, cast: &'c Cast, verb: usize) -> Vec<Part<'c>> {
    const GOES: &[&str] = &["visit", "fly", "travel", "go", "come", "arrive", "head", "leave", "due", "return", "depart"];
    let site = Site { word: verb, pos: Pos::Verb, light: None };
    let goes = GOES.contains(&tree.words[verb].lemma.as_str());
    let ways = [Arg::Object, Arg::Preposition("to"), Arg::Preposition("in"), Arg::Preposition("for")];
    let named = |way| follows(tree, site, way).into_iter().filter_map(|word| cast.land_of(word).or_else(|| cast.at(word))).collect::<Vec<_>>();
    let hosts = ways.into_iter().filter(|_| goes).map(named).find(|hosts| !hosts.is_empty()).unwrap_or_default();
    hosts.into_iter().map(|named| Part::within(Role::Participant, named, "where it goes")).collect()
}

/// Who takes part in a gathering whose own words name nobody: those who do something to one another at it ("in a telephone call he
/// promised the king", "won the king's consent during an audience", "was signed by both premiers after a week of negotiations").
pub fn gathered<'c>(matched: &Match<'_>, tree: &Tree, cast: &'c Cast) -> Vec<Part<'c>> {
    let noun = measured(tree, matched.site.word);
    // What is done after it may be done to others.
    let after = matches!(tree.case(noun), Some("after" | "following"));
    let at = after || matches!(tree.case(noun), Some("in" | "during" | "over" | "by" | "at"));
    let verb = tree.words[noun].head.filter(|&head| at && matched.site.light.is_none() && tree.words[head].is_verb());
    let verb = verb.filter(|_| tree.words[noun].is(&["obl"]));
    let (verb, after) = match (during(tree, noun), verb) {
        (Some(clause), _) => (clause, false),
        (None, Some(verb)) => (verb, after),
        _ => return Vec::new(),
    };
    if matched.site.pos != Pos::Noun {
        return Vec::new();
    }
    let site = Site { word: verb, pos: Pos::Verb, light: None };
    let sides = [Arg::Subject, Arg::Object, Arg::Indirect, Arg::Preposition("to"), Arg::Preposition("with")];
    let sides = sides.into_iter().take(if after { 1 } else { 5 });
    let mut parts: Vec<Part<'c>> = Vec::new();
    for word in sides.flat_map(|arg| follows(tree, site, arg)) {
        let Some(named) = cast.named_by(tree, word).filter(|named| named.stands_alone() && !named.generic) else { continue };
        let named = another(named, parts.iter(), tree, cast).unwrap_or(named);
        if !parts.iter().any(|part| part.named.who.iter().any(|who| named.who.contains(who))) {
            parts.push(Part::within(Role::Participant, named, "of the verb above"));
        }
    }
    parts
}

/// What is done at a gathering: "a conversation in which the premier invited the king".
fn during(tree: &Tree, noun: usize) -> Option<usize> {
    let at_it = |&phrase: &usize| tree.words[phrase].lemma == "which" && matches!(tree.case(phrase), Some("in" | "at" | "during"));
    tree.by(noun, &["acl:relcl"]).find(|&clause| tree.by(clause, &["obl", "nmod"]).any(|phrase| at_it(&phrase)))
}

/// Between whom somebody mediates whose words name nobody beside him: the parties within what he brings about ("brokered the deal that
/// Chad and Sudan signed"), or those who act after it ("after mediation by Qatar, Chad and Sudan stopped firing").
pub fn reconciled<'c>(matched: &Match<'_>, tree: &Tree, cast: &'c Cast, parts: &[Part<'_>]) -> Vec<Part<'c>> {
    let objects = follows(tree, matched.site, Arg::Object).into_iter().flat_map(|object| tree.subtree(object));
    let noun = matched.site.word;
    let after = matches!(tree.case(noun), Some("after" | "to" | "following" | "under" | "through" | "with"));
    let above = tree.words[noun].head.filter(|&head| after && matched.site.pos == Pos::Noun && tree.words[head].is_verb());
    let site = |word| Site { word, pos: Pos::Verb, light: None };
    let actors = above.map(|verb| follows(tree, site(verb), Arg::Subject)).unwrap_or_default();
    let mediates = |named: &Named| parts.iter().any(|part| part.named.is_with(named));
    let mut both: Vec<&Named> = Vec::new();
    for named in objects.chain(actors).filter_map(|word| cast.actors.iter().find(|named| named.head == word)) {
        if named.stands_alone() && !named.generic && !mediates(named) && !both.iter().any(|other| other.is_of_land_of(named)) {
            both.push(named);
        }
    }
    let enough = both.iter().map(|named| named.who.len()).sum::<usize>() > 1;
    both.into_iter().filter(|_| enough).map(|named| Part::within(Role::Participant, named, "within what is brought about")).collect()
}
