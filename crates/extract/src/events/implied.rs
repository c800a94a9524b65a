//! Whom an act is upon where its sentence names nobody: whoever did the deed that the words point back at ("condemned the invasion"),
//! or whom the acts told just before were upon ("Denmark cut its aid").

use chancery_core::{ActorKind, CountryCode, EventId, EventType, Role, same};

use super::{
    cast::{Cast, Named, Who},
    kept::on_the_stage,
    ranker::census::{Census, parties},
    roles::{Part, follows},
};
use crate::{
    Knowledge,
    frames::{Arg, Pos, Trigger, args::Site, matcher::Match},
    stage::political,
    tree::Tree,
};

/// The way to a part that the words take from an event told before.
pub const TOLD_BEFORE: &str = "told before";
/// The way to the one other country that a sentence names.
pub const NAMED_BESIDE: &str = "named beside";

/// How many sentences back an act may take its target from.
const NEAR: usize = 2;
/// How many events back it is looked at all: an article without end is read in linear time.
const REMEMBERED: usize = 64;
/// Acts against somebody, and acts in his favour: one of a kind with those just told is upon the same.
const AGAINST: &[&str] = &["accusation", "rejection", "threat", "protest", "sanction", "expulsion", "coercion", "request"];
const HOSTILE: &[&str] = &["sanction", "expulsion"];
const FOR: &[&str] = &["aid", "support", "pledge"];

/// Deeds whose doer is meant by whoever speaks of them.
const BY_FORCE: &[&str] = &["attack", "coercion", "mobilization", "sanction", "expulsion"];

/// Words about a deed, which are meant for its doer: "rejected the charge", "welcomed the release".
const ANSWERS: &[&str] = &["rejection", "support", "accusation"];

/// Other acts that are words to somebody.
const WORDS: &[&str] = &["concession"];

/// Who took part in an event told before.
pub struct Earlier<'f> {
    /// The event.
    pub event: EventId,
    /// What told it.
    pub rule: &'f Trigger,
    /// The word of its sentence that told it.
    pub at: usize,
    /// Its type.
    pub kind: EventType,
    /// The sentence that told it.
    pub sentence: usize,
    /// The lemma of its trigger.
    pub trigger: String,
    /// Who took which part.
    pub parts: Vec<(Role, Named)>,
    /// Whether some of them were taken from an event told before.
    pub implied: bool,
}

impl Earlier<'_> {
    /// Its parts as those of another event.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        self.parts.iter().map(|(role, named)| Part::within(*role, named, TOLD_BEFORE))
    }

    fn side(&self, role: Role) -> impl Iterator<Item = &Named> {
        self.parts.iter().filter(move |(played, named)| *played == role && !named.generic).map(|(_, named)| named)
    }
}

/// The target of a directed act of this kind that has a source and no target of its own, in sentence `sentence`.
pub fn implied<'e>(
    earlier: &'e [Earlier<'_>],
    (tree, knowledge): (&Tree, &Knowledge),
    matched: &Match<'_>,
    (kind, sentence): (&EventType, usize),
    parts: &[Part<'_>],
) -> Vec<Part<'e>> {
    let earlier = &earlier[earlier.len().saturating_sub(REMEMBERED)..];
    let is_source = |named: &Named| is_source(parts, named);
    let target = |named: &'e Named| Part::within(Role::Target, named, TOLD_BEFORE);
    let by_force = |before: &&Earlier<'_>| BY_FORCE.contains(&before.kind.as_str());
    // Who rejects a charge was charged himself.
    let answers =
        |before: &&Earlier<'_>| ANSWERS.contains(&kind.as_str()) && (kind.as_str() != "rejection" || before.side(Role::Target).any(is_source));
    let deeds =
        [deed(earlier, tree, knowledge, matched, |_| true).filter(by_force), deed(earlier, tree, knowledge, matched, |before| answers(&before))];
    for deed in deeds.into_iter().flatten() {
        let doers: Vec<_> = deed.side(Role::Source).filter(|named| !is_source(named)).map(target).collect();
        if !doers.is_empty() {
            return doers;
        }
    }
    let family = [AGAINST, FOR].into_iter().find(|family| family.contains(&kind.as_str()));
    let near = earlier.iter().rev().take_while(|before| before.sentence + NEAR >= sentence);
    for before in near.filter(|before| family.is_some_and(|family| family.contains(&before.kind.as_str()))) {
        let targets: Vec<_> = before.side(Role::Target).collect();
        let upon: Vec<_> = if targets.iter().any(|named| is_source(named)) { before.side(Role::Source).collect() } else { targets };
        if !upon.is_empty() && !upon.iter().any(|named| is_source(named)) {
            return upon.into_iter().map(target).collect();
        }
    }
    let usual = usual(earlier, family).filter(|named| !is_source(named));
    let fits = family.is_some() || WORDS.contains(&kind.as_str());
    let words = fits && parts.iter().any(on_the_stage) && !parts.iter().any(|part| part.role == Role::Target);
    usual.or_else(|| foremost(earlier, is_source).filter(|_| words)).map(target).into_iter().collect()
}

/// Whether somebody is, or acts for the country of, a source of an act with these parts.
fn is_source(parts: &[Part<'_>], named: &Named) -> bool {
    let same = |a: &Who, b: &Who| a.actor == b.actor || (a.country.is_some() && a.country == b.country);
    let mut sources = parts.iter().filter(|part| part.role == Role::Source).flat_map(|part| &part.named.who);
    sources.any(|source| named.who.iter().any(|who| same(who, source)))
}

/// Whom somebody answers who denies: whoever acted against him last, as told before.
pub fn answered<'e>(earlier: &'e [Earlier<'_>], kind: &EventType, parts: &[Part<'_>]) -> Vec<Part<'e>> {
    let is_source = |named: &Named| is_source(parts, named);
    let against = |before: &&Earlier<'_>| AGAINST.contains(&before.kind.as_str()) && before.side(Role::Target).any(is_source);
    let last = earlier.iter().rev().take(REMEMBERED).filter(|_| kind.as_str() == "rejection").find(against);
    let others = last.into_iter().flat_map(|before| before.side(Role::Source)).filter(|named| !is_source(named) && named.land().is_some());
    others.map(|named| Part::within(Role::Target, named, TOLD_BEFORE)).collect()
}

/// Whom a threat is to: who must do, or not do, what it hangs on ("threatened to respond in kind if Chad closes the border").
pub fn threatened<'c>(kind: &EventType, tree: &Tree, cast: &'c Cast, matched: &Match<'_>, parts: &[Part<'_>]) -> Option<Part<'c>> {
    let hangs = |&word: &usize| tree.words[word].is(&["advcl"]) && matches!(tree.mark(word), Some("if" | "unless" | "until"));
    let clauses = tree.subtree(matched.site.word).into_iter().filter(|_| kind.as_str() == "threat").filter(hangs);
    let site = |word| Site { word, pos: Pos::Verb, light: None };
    let who = clauses.flat_map(|word| follows(tree, site(word), Arg::Subject)).filter_map(|word| cast.named_by(tree, word));
    let source = |named: &Named| parts.iter().any(|part| part.named.is_with(named));
    who.filter(|named| !named.generic && !source(named)).map(|named| Part::within(Role::Target, named, "who must do it")).next()
}

/// Whom a hostile act is upon where nothing in its own words says so: the one other country that its sentence names ("Chad welcomed the step of
/// Mali, which had cut ties in May").
pub fn named_beside<'c>(kind: &EventType, cast: &'c Cast, parts: &[Part<'_>]) -> Option<Part<'c>> {
    let land = |named: &Named| named.who.iter().find_map(|who| who.country.filter(|_| who.kind == ActorKind::Country));
    let acts = parts.iter().filter(|part| part.role == Role::Source).flat_map(|part| &part.named.who);
    let public = |who: &&Who| who.kind == ActorKind::Country || who.office.is_some() || who.sector.is_some_and(political);
    let sources: Vec<CountryCode> = acts.filter(public).filter_map(|who| who.country).collect();
    let hostile = HOSTILE.contains(&kind.as_str()) && !sources.is_empty();
    let mut others = cast.actors.iter().filter(|named| land(named).is_some_and(|land| !sources.contains(&land)));
    let other = others.next().filter(|_| hostile)?;
    others.all(|named| land(named) == land(other)).then(|| Part::within(Role::Target, other, NAMED_BESIDE))
}

/// Between whom somebody mediates where the words tell only what he brought about: those who take part in it ("brokered the truce"), or
/// the two whom the events told so far name most.
pub fn between<'e>(earlier: &'e [Earlier<'_>], (tree, knowledge): (&Tree, &Knowledge), matched: &Match<'_>, parts: &[Part<'_>]) -> Vec<Part<'e>> {
    let earlier = &earlier[earlier.len().saturating_sub(REMEMBERED)..];
    let participant = |named: &'e Named| Part::within(Role::Participant, named, TOLD_BEFORE);
    if let Some(deed) = deed(earlier, tree, knowledge, matched, |_| true) {
        let sides = deed.parts.iter().filter(|(role, named)| matches!(role, Role::Participant | Role::Source | Role::Target) && !named.generic);
        return sides.map(|(_, named)| participant(named)).collect();
    }
    let mediators: Vec<_> = parts.iter().filter_map(|part| part.named.land()).collect();
    let told = || earlier.iter().flat_map(|before| before.parts.iter().map(|(_, named)| named)).filter(|named| !named.generic);
    let mut times: Vec<(usize, CountryCode)> = Vec::new();
    for code in told().filter_map(Named::land).filter(|code| !mediators.contains(code)) {
        match times.iter_mut().find(|(_, other)| *other == code) {
            Some((count, _)) => *count += 1,
            None => times.push((1, code)),
        }
    }
    times.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let both = times.iter().take(2).filter(|(count, _)| *count > 1);
    let named =
        both.filter_map(|(_, code)| told().filter(|named| named.land() == Some(*code)).max_by_key(|named| named.who[0].kind == ActorKind::Country));
    let both: Vec<_> = named.map(participant).collect();
    if both.len() == 2 { both } else { Vec::new() }
}

/// The two whom the article is about, as far as they do not take part already: whose gathering or deal is told without a name, theirs is. None where
/// somebody else takes part.
pub fn chief<'e>(earlier: &'e [Earlier<'_>], census: &Census, parts: &[Part<'_>]) -> Vec<Part<'e>> {
    let known: Vec<String> = parts.iter().flat_map(|part| parties(part.named)).collect();
    let earlier = &earlier[earlier.len().saturating_sub(REMEMBERED)..];
    let Some(both) = census.chief().filter(|both| known.iter().all(|party| both.contains(&party.as_str()))) else {
        // "Bonn called off talks": with the other party of the article.
        let others = foremost(earlier, |named| parties(named).iter().any(|party| known.contains(party)));
        return others.filter(|_| known.len() == 1).map(|named| Part::within(Role::Participant, named, TOLD_BEFORE)).into_iter().collect();
    };
    let told = || earlier.iter().rev().flat_map(|before| before.parts.iter().map(|(_, named)| named)).filter(|named| !named.generic);
    let wanted: Vec<&str> = both.into_iter().filter(|party| !known.iter().any(|other| other == party)).collect();
    let named = |party: &&str| told().filter(|named| parties(named)[..] == [*party]).max_by_key(|named| named.who[0].kind == ActorKind::Country);
    let found: Vec<Part<'e>> = wanted.iter().filter_map(named).map(|named| Part::within(Role::Participant, named, TOLD_BEFORE)).collect();
    if found.len() == wanted.len() { found } else { Vec::new() }
}

/// The other party of the article: named in more events told so far than all others together. The source is left aside, and whoever acted
/// against a third: critics are of one camp.
fn foremost<'e>(earlier: &'e [Earlier<'_>], is_source: impl Fn(&Named) -> bool) -> Option<&'e Named> {
    let critic = |before: &Earlier<'_>, role: Role| {
        let upon_source = before.parts.iter().any(|(other, named)| *other != Role::Source && is_source(named));
        role == Role::Source && AGAINST.contains(&before.kind.as_str()) && !upon_source
    };
    let own_words = earlier.iter().enumerate().filter(|(_, before)| before.kind.as_str() != "statement" && !before.implied);
    let told = own_words.flat_map(|(at, before)| before.parts.iter().filter(|(role, _)| !critic(before, *role)).map(move |(_, named)| (at, named)));
    let others: Vec<_> = told.filter(|(_, named)| named.land().is_some() && !named.generic && !is_source(named)).collect();
    let mut events: Vec<(usize, CountryCode)> = others.iter().filter_map(|&(at, named)| Some((at, named.land()?))).collect();
    events.sort_unstable();
    events.dedup();
    let times = |code: Option<CountryCode>| events.iter().filter(|(_, other)| Some(*other) == code).count();
    let chief = others.iter().map(|&(_, named)| named).max_by_key(|named| (times(named.land()), named.who[0].kind == ActorKind::Country))?;
    let often = times(chief.land());
    (often > 1 && often * 2 > events.len()).then_some(chief)
}

/// Whom the acts of a kind told so far are upon, where most of them agree.
fn usual<'e>(earlier: &'e [Earlier<'_>], family: Option<&[&str]>) -> Option<&'e Named> {
    let told = earlier.iter().filter(|before| family.is_some_and(|family| family.contains(&before.kind.as_str())));
    let targets: Vec<&Named> = told.flat_map(|before| before.side(Role::Target)).collect();
    let alike =
        |named: &Named| targets.iter().filter(|other| other.who.iter().map(|who| who.country).eq(named.who.iter().map(|who| who.country))).count();
    targets.iter().copied().find(|named| alike(named) > 1 && alike(named) * 2 > targets.len())
}

/// The event told before that an argument points back at: "the invasion", "the sanctions".
fn deed<'e>(
    earlier: &'e [Earlier<'_>],
    tree: &Tree,
    knowledge: &Knowledge,
    matched: &Match<'_>,
    suits: impl Fn(&Earlier<'_>) -> bool,
) -> Option<&'e Earlier<'e>> {
    let prepositions = ["against", "at", "over", "to", "of", "on"].map(Arg::Preposition);
    let words = std::iter::once(Arg::Object).chain(prepositions).flat_map(|arg| follows(tree, matched.site, arg));
    for word in words {
        let told = &tree.words[word];
        if told.upos != "NOUN" || !tree.points_back(word) {
            continue;
        }
        let frames = knowledge.frames();
        let kinds: Vec<&EventType> = frames.triggers(Pos::Noun, &told.lemma).iter().filter_map(|trigger| frames.kind(trigger)).collect();
        let fits = |before: &&Earlier<'_>| {
            suits(before) && (before.trigger == told.lemma || kinds.iter().any(|kind| same::class(&before.kind) == same::class(kind)))
        };
        let found = earlier.iter().rev().find(fits);
        if found.is_some() {
            return found;
        }
    }
    None
}
