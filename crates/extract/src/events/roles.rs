//! Who takes which part in a matched trigger.

use chancery_core::{ActorKind, EventType, Role, Sector, Shape, Span};

use super::{
    cast::{Cast, Named, Who, named_after},
    gatherings::going_to,
};
use crate::{
    frames::{
        Arg, Frame, Path,
        args::{Site, arguments},
        conditions::{counted, follow, name},
        matcher::Match,
    },
    tree::Tree,
};

/// An actor's words in a role, and how they were found.
#[derive(Clone, Debug)]
pub struct Part<'c> {
    /// The role.
    pub role: Role,
    /// The words.
    pub named: &'c Named,
    /// The argument that led to them, in the notation of frames.
    pub path: String,
    /// Whether the phrase only contains the name ("Iran's nuclear sites").
    pub inner: bool,
    /// The word that heads that phrase ("sites").
    pub phrase: Option<usize>,
    /// How sure it is that they have this role, 0 to 1, where the learned ranker says so; else 1.
    pub sure: f32,
}

impl<'c> Part<'c> {
    /// A part whose name stands within some phrase.
    pub fn within(role: Role, named: &'c Named, path: &str) -> Self {
        Self { role, named, path: path.to_owned(), inner: true, phrase: None, sure: 1.0 }
    }
}

impl Part<'_> {
    /// Whether somebody who is named stands here as the target.
    pub fn is_named_target(&self) -> bool {
        self.role == Role::Target && self.named.stands_alone() && !self.named.generic
    }

    /// The words of the phrase that the name is part of ("the army camp in western Kabul"), without clauses and what stands beside it.
    pub fn words(&self, tree: &Tree) -> Option<Span> {
        const LONGEST: usize = 14;
        const CLAUSES: &[&str] = &["acl", "advcl", "parataxis", "dep", "ccomp", "xcomp"];
        const BESIDE: &[&str] = &["conj", "cc", "punct", "case", "mark", "appos", "nsubj", "cop"];
        let head = self.phrase.filter(|&head| tree.words[head].is_nominal())?;
        let phrase = tree.subtree_without(head, |child| {
            let word = &tree.words[child];
            word.is(CLAUSES) || (word.head == Some(head) && word.is(BESIDE))
        });
        let whole = self.named.words.clone().all(|word| phrase.contains(&word)) && phrase.len() <= LONGEST;
        whole.then(|| tree.span(&phrase)).flatten()
    }
}

/// The parts that actors take, in the order of the frame's roles.
pub fn fill<'c>(frame: &Frame, matched: &Match<'_>, tree: &Tree, cast: &'c Cast) -> Vec<Part<'c>> {
    let mut parts: Vec<Part<'c>> = itself(frame, matched, cast).into_iter().collect();
    for rule in &frame.roles {
        for alternative in &rule.alternatives {
            let mut found = Vec::new();
            for path in alternative {
                for &word in follow(tree, matched.site, path).iter() {
                    let taken = |named: &Named| parts.iter().any(|part| part.role != rule.role && part.named.who == named.who);
                    let Some(named) = actor_at(tree, cast, rule.role, (path, word), &taken) else { continue };
                    let named = another(named, parts.iter().chain(&found), tree, cast).unwrap_or(named);
                    // Those who share a mutual act are on both sides of it.
                    let other = |part: &Part<'_>| path.as_slice() == [Arg::Others] && part.role != rule.role;
                    let taken = parts.iter().chain(&found).any(|part: &Part<'_>| part.named.span == named.span && !other(part));
                    let inner = named.head != word;
                    let part = Part { role: rule.role, named, path: name(path), inner, phrase: inner.then_some(word), sure: 1.0 };
                    if !taken && named.head != matched.site.word && !own(&parts, &part, frame.kind.as_ref()) {
                        found.push(part);
                    }
                }
            }
            if !found.is_empty() {
                parts.extend(found);
                break;
            }
        }
    }
    each_other(&mut parts, matched.site, tree);
    alike(&mut parts, tree, cast);
    beside(&mut parts, tree, cast);
    going_to(&mut parts, frame, matched, tree, cast);
    drop_doubles(&mut parts);
    drop_lone_lands(&mut parts, cast);
    move_themselves(&mut parts, frame.kind.as_ref());
    parts
}

/// Troops that are pulled out, where nobody is said to do it, are pulled out by those whose they are.
fn move_themselves(parts: &mut [Part<'_>], kind: Option<&EventType>) {
    let moves = kind.is_some_and(|kind| matches!(kind.as_str(), "withdrawal" | "mobilization"));
    if !moves || parts.iter().any(|part| part.role == Role::Source) {
        return;
    }
    let troops = |who: &Who| who.kind == ActorKind::Group && who.sector == Some(Sector::Mil) && who.country.is_some();
    for part in parts.iter_mut().filter(|part| part.path == "obj" && part.role == Role::Target && part.named.who.iter().all(troops)) {
        part.role = Role::Source;
    }
}

/// The words at the end of one step from a trigger.
pub fn follows(tree: &Tree, site: Site, arg: Arg) -> Vec<usize> {
    arguments(tree, site, arg).to_vec()
}

/// Whoever does it to one another is on both sides of it ("blamed each other").
fn each_other(parts: &mut Vec<Part<'_>>, site: Site, tree: &Tree) {
    const PAIRS: [(&str, &str); 2] = [("each", "other"), ("one", "another")];
    let told = |word: usize| tree.words.get(word..word + 2).is_some_and(|pair| PAIRS.contains(&(pair[0].lemma.as_str(), pair[1].lemma.as_str())));
    let ways = [Arg::Object, Arg::Preposition("on"), Arg::Preposition("at"), Arg::Preposition("against")];
    let mutual = ways.into_iter().flat_map(|way| follows(tree, site, way)).any(|word| told(word) || word > 0 && told(word - 1));
    let sources: Vec<Part<'_>> = parts.iter().filter(|part| part.role == Role::Source).cloned().collect();
    let target = || parts.iter().any(|part| part.role == Role::Target && !part.named.generic);
    if mutual && sources.iter().map(|part| part.named.who.len()).sum::<usize>() > 1 && !target() {
        parts.extend(sources.into_iter().map(|part| Part { role: Role::Target, path: OTHERS.to_owned(), ..part }));
    }
}

/// Adds those named beside a name that stands within the phrase of a part: "the armies of Poland, Hungary and Bulgaria".
fn alike<'c>(parts: &mut Vec<Part<'c>>, tree: &Tree, cast: &'c Cast) {
    let inner = parts.iter().filter(|part| part.inner && part.path != ITSELF && part.named.head < tree.words.len());
    let others = inner.flat_map(|part| {
        let beside = tree.conjuncts(part.named.head).into_iter().skip(1).filter_map(|word| cast.at(word).or_else(|| cast.land_of(word)));
        beside.map(|named| Part::within(part.role, named, &part.path))
    });
    let others: Vec<Part<'c>> = others.collect();
    for other in others {
        if !parts.iter().any(|part| part.named.span.overlaps(other.named.span)) {
            parts.push(other);
        }
    }
}

/// Adds those who share the noun of a part: "Iranian" of "Iranian and Iraqi ministers", "Chad" of "the armies of Niger and Chad".
fn beside<'c>(parts: &mut Vec<Part<'c>>, tree: &Tree, cast: &'c Cast) {
    let mut shared = Vec::new();
    for part in parts.iter().filter(|part| part.named.words.len() > 1 && part.named.words.end <= tree.words.len() && part.path != ITSELF) {
        let modifiers =
            tree.subtree_without(part.named.head, |child| !tree.words[child].is(&["amod", "compound", "conj"]) || child > part.named.head);
        let after = part.named.words.clone().filter(|&word| word != part.named.head).flat_map(|word| tree.conjuncts(word));
        let near: Vec<usize> = modifiers.into_iter().chain(after).collect();
        let others = cast.actors.iter().filter(|other| near.contains(&other.head) && !part.named.span.overlaps(other.span));
        shared.extend(others.map(|named| Part::within(part.role, named, &part.path)));
    }
    parts.extend(shared);
}

/// Whether a target is only the source's own land within a phrase ("reaffirmed Turkey's support for" of a Turk), or its own troops.
fn own(parts: &[Part<'_>], target: &Part<'_>, kind: Option<&EventType>) -> bool {
    let lands = |named: &Named| named.who.iter().filter_map(|who| who.country).collect::<Vec<_>>();
    let theirs = lands(target.named);
    let state = |who: &Who| who.kind == ActorKind::Country || (who.kind == ActorKind::Person && who.sector == Some(Sector::Gov));
    let official = || parts.iter().any(|part| part.role == Role::Source && part.named.who.iter().any(state));
    let land = target.path != OTHERS && target.named.who.iter().all(|who| who.kind == ActorKind::Country) && (target.inner || official());
    let troops = target.named.who.iter().all(|who| who.kind == ActorKind::Group && who.sector == Some(Sector::Mil));
    let moves = kind.is_some_and(|kind| matches!(kind.as_str(), "mobilization" | "withdrawal" | "aid" | "pledge"));
    let same = || parts.iter().any(|part| part.role == Role::Source && lands(part.named).iter().any(|land| theirs.contains(land)));
    // "Recalled its ambassador": whoever has to do without him is meant.
    let envoy = |who: &Who| match who.kind {
        ActorKind::Country => false,
        ActorKind::Person => who.office.as_deref().is_some_and(|office| office.contains("ambassador") || office.contains("envoy")),
        _ => who.sector == Some(Sector::Gov),
    };
    let envoys = kind.is_some_and(|kind| kind.as_str() == "sanction") && target.named.who.iter().all(envoy);
    target.role == Role::Target && ((land && same()) || (envoys && same()) || (troops && (same() || (moves && theirs.is_empty()))))
}

/// The target that a directed act has though its frame finds none who acts for a country or a body: the nearest actor in the phrases
/// and clauses that hang on it ("refused to send aid to Chad", "rejected every offer made by the rebels"), or the land where it happens.
///
/// With `own_too` the source's own land counts ("declared a state of siege in Pando").
pub fn reach<'c>(matched: &Match<'_>, tree: &Tree, cast: &'c Cast, parts: &[Part<'c>], (kind, own_too): (&EventType, bool)) -> Option<Part<'c>> {
    const WAYS: &[&str] = &["obj", "iobj", "obl", "nmod", "xcomp", "ccomp", "acl", "appos", "amod", "compound", "advcl"];
    const PLACED: &[&str] = &["in", "on", "at", "near", "into", "to", "across", "inside", "against"];
    const ASIDE: &[&str] = &[
        "by",
        "accord",
        "according",
        "over",
        "before",
        "after",
        "since",
        "during",
        "under",
        "among",
        "like",
        "than",
        "despite",
        "without",
        "amid",
        "because",
        "as",
        "until",
        "through",
    ];
    // What a government does to a place of its own is done to its land: "a curfew in parts of Oruro".
    let home = own_too && matches!(kind.as_str(), "coercion" | "concession" | "mobilization" | "attack" | "sanction" | "aid" | "withdrawal");
    let fits = |named: &&'c Named| {
        let fresh = !parts.iter().any(|part| part.named.span.overlaps(named.span) || part.named.who == named.who);
        fresh && (own_too || !own(parts, &Part::within(Role::Target, named, ""), Some(kind)))
    };
    let mut queue = vec![matched.site.verb(), matched.site.word];
    let (mut next, mut anyone) = (0, None);
    while next < queue.len() && queue.len() <= tree.words.len() {
        let word = queue[next];
        next += 1;
        for child in tree.by(word, WAYS).filter(|child| !tree.words[*child].is(&["acl:relcl"])) {
            let aside = tree
                .case(child)
                .is_some_and(|case| ASIDE.contains(&case) && !(case == "by" && (tree.words[word].is(&["acl"]) || tree.words[word].upos == "NOUN")));
            let aside = aside || (tree.words[child].is(&["advcl"]) && tree.words[child].xpos != "VB");
            let aside = aside || (tree.words[child].is(&["compound"]) && named_after(tree, word));
            if aside || queue.contains(&child) {
                continue;
            }
            // "in parts of Oruro": the part tells the preposition.
            let case = tree.case(child).filter(|&case| case != "of").or_else(|| tree.case(word));
            let placed = || cast.land_of(child).filter(|_| case.is_some_and(|case| PLACED.contains(&case)));
            let here = || placed().filter(|_| home && cast.at(child).is_none());
            if let Some(named) = cast.at(child).or_else(placed).filter(fits).filter(|named| named.stands_alone()).or_else(here) {
                return Some(Part::within(Role::Target, named, NEAREST));
            }
            anyone = anyone.or_else(|| cast.people.iter().find(|named| named.head == child).filter(fits));
            queue.push(child);
        }
    }
    let lone = !parts.iter().any(|part| part.role == Role::Target);
    anyone.filter(|_| lone).map(|named| Part::within(Role::Target, named, NEAREST))
}

/// A country struck only because the place lies in it is no target where nobody strikes: a crime, an accident.
fn drop_lone_lands(parts: &mut Vec<Part<'_>>, cast: &Cast) {
    let lone = !parts.iter().any(|part| part.role != Role::Target);
    parts.retain(|part| !(lone && cast.lands.iter().any(|land| std::ptr::eq(land, part.named))));
}

/// The way to a target that is only the nearest name.
pub const NEAREST: &str = "nearest";

/// The way to those who share a mutual act, as `name` tells it.
const OTHERS: &str = "others";

/// The way to those whom the name of a gathering tells.
const ITSELF: &str = "itself";

/// A gathering whose name tells who sits at it: "six-party talks".
fn itself<'c>(frame: &Frame, matched: &Match<'_>, cast: &'c Cast) -> Option<Part<'c>> {
    let role = frame.roles.iter().map(|rule| rule.role).find(|&role| role == Role::Participant)?;
    let named = cast.at(matched.site.word).filter(|named| named.who.len() > 1)?;
    Some(Part { role, named, path: ITSELF.to_owned(), inner: false, phrase: None, sure: 1.0 })
}

/// Whom a pronoun means that seems to mean one who takes part already: nobody urges himself ("Mr Wang urged him").
pub fn another<'p, 'c: 'p>(named: &Named, parts: impl Iterator<Item = &'p Part<'c>> + Clone, tree: &Tree, cast: &'c Cast) -> Option<&'c Named> {
    let pronoun = named.words.len() == 1 && matches!(tree.words[named.head].lemma.as_str(), "he" | "she" | "him" | "her" | "it" | "they" | "them");
    let taken = |other: &Named| parts.clone().any(|part| part.named.who.iter().any(|who| other.who.contains(who)));
    if !pronoun || !taken(named) {
        return None;
    }
    let one = named.who.first()?.kind;
    let before = cast.actors.iter().rev().filter(|other| other.words.end <= named.words.start).chain(&cast.earlier);
    before.filter(|other| other.who.len() == named.who.len() && other.who[0].kind == one && !other.generic).find(|other| !taken(other))
}

/// Whom a word names in a role: where one is visited or struck, and where somebody is seized ("arrested in Chad"), a place stands for
/// its country; a quantity for those whom it counts ("dozens of monks").
fn actor_at<'c>(tree: &Tree, cast: &'c Cast, role: Role, (path, word): (&Path, usize), taken: &dyn Fn(&Named) -> bool) -> Option<&'c Named> {
    let seized = role == Role::Source && matches!(path.as_slice(), [Arg::Preposition("in" | "from")]);
    let place = || cast.land_of(word).filter(|_| seized || matches!(role, Role::Host | Role::Target));
    let counted = || Some(counted(tree, word)).filter(|&many| many != word).and_then(|many| cast.named_by(tree, many));
    if seized {
        return place();
    }
    cast.at(word).or_else(place).or_else(|| cast.named_but(tree, word, taken)).or_else(counted)
}

/// Nobody acts upon himself, and nobody stands twice in one role.
fn drop_doubles(parts: &mut Vec<Part<'_>>) {
    let mut kept: Vec<(Role, chancery_core::ActorId)> = Vec::new();
    parts.retain(|part| {
        let mutual = part.path == OTHERS;
        let fresh = part.named.who.iter().any(|who| !kept.iter().any(|(role, actor)| *actor == who.actor && !(mutual && *role != part.role)));
        kept.extend(part.named.who.iter().map(|who| (part.role, who.actor.clone())));
        fresh
    });
}

/// The parts of an act that its subject refuses: whoever acts is the source, all others are the target, and so is he whose deed is
/// the condition ("would not return unless Washington lifts the sanctions").
pub fn refused<'c>(parts: Vec<Part<'c>>, matched: &Match<'_>, tree: &Tree, cast: &'c Cast) -> Vec<Part<'c>> {
    let side = |path: &str| if path == "subj" { Role::Source } else { Role::Target };
    // A gathering that the refuser sits at himself is not whom he refuses.
    let refusers: Vec<_> = parts.iter().filter(|part| part.path == "subj").flat_map(|part| &part.named.who).map(|who| who.country).collect();
    let sits =
        |part: &Part<'_>| part.named.who.len() > 1 && part.named.who.iter().any(|who| who.country.is_some() && refusers.contains(&who.country));
    let told = parts.into_iter().filter(|part| part.path != ITSELF && (part.path == "subj" || !sits(part)));
    let mut parts: Vec<Part<'c>> = told.map(|part| Part { role: side(&part.path), ..part }).collect();
    if !parts.iter().any(|part| part.role == Role::Target) {
        let conditions = tree.by(matched.site.verb(), &["advcl"]).filter(|&clause| matches!(tree.mark(clause), Some("unless" | "until" | "if")));
        let doers = conditions.filter_map(|clause| tree.first(clause, &["nsubj"])).filter_map(|word| cast.named_by(tree, word));
        let other = doers.filter(|named| !parts.iter().any(|part| part.named.who == named.who)).take(1);
        let found: Vec<Part<'c>> = other
            .map(|named| Part { role: Role::Target, named, path: "subj of the condition".to_owned(), inner: false, phrase: None, sure: 1.0 })
            .collect();
        parts.extend(found);
    }
    parts
}

/// Which role is missing that the shape of the type needs, if any.
pub fn missing(shape: Shape, parts: &[Part<'_>]) -> Option<&'static str> {
    let has = |roles: &[Role]| parts.iter().any(|part| roles.contains(&part.role));
    let members = |role: Role| parts.iter().filter(|part| part.role == role).map(|part| part.named.who.len()).sum::<usize>();
    match shape {
        Shape::Symmetric if members(Role::Participant) < 2 => Some("participant"),
        Shape::Directed if !has(&[Role::Source, Role::Target, Role::Participant]) => Some("source"),
        Shape::Visit if !has(&[Role::Source]) => Some("source"),
        Shape::Mediation if !has(&[Role::Mediator]) => Some("mediator"),
        Shape::Statement if !has(&[Role::Speaker]) => Some("speaker"),
        _ => None,
    }
}
