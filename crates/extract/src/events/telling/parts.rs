//! Who takes part in a matched trigger: what its frame finds, what was told before, and whom the ranker finds likely.

use chancery_core::{ActorKind, EventId, EventType, Role, Shape, same};

use super::{Act, Scenery, Teller, echo::does_likewise};
use crate::{
    events::{
        cast::{Named, Who},
        clause::{author, speaker},
        gatherings::{gathered, reconciled, sits_alone},
        implied::{Earlier, NAMED_BESIDE, TOLD_BEFORE, answered, between, chief, implied, named_beside, threatened},
        kept::{LIKELY_CLASS, SURE, agreement, enough, on_the_stage},
        partners::{among_themselves, host, partner},
        ranker::{self, question::Question},
        roles::{NEAREST, Part, fill, missing, reach, refused},
    },
    frames::{
        Pos,
        matcher::{Match, Why},
    },
    reader::Class,
    tree::Tree,
};

/// Acts of words, which are also theirs who speak them.
const OF_WORDS: &[&str] = &["pledge", "rejection", "threat", "request", "support", "accusation", "concession"];

impl<'a> Teller<'a> {
    /// Those who take part, and the event told before from which they are taken, if any. `likely` is how likely the learned reader finds an act that no
    /// frame knows, `agrees` how likely it finds the class of this one.
    pub(super) fn parts<'s>(
        &'s self,
        scenery: &Scenery<'s>,
        matched: &Match<'_>,
        act: &Act,
        (likely, agrees): (Option<f32>, Option<f32>),
    ) -> Result<(Vec<Part<'s>>, Option<EventId>), Why> {
        let (mut parts, retells) = self.told_parts(scenery, matched, act);
        self.drop_doubted(scenery, matched, act, &mut parts);
        drop_unnamed(act.shape, &mut parts);
        let lacks = lacking(act, &parts, likely, agrees);
        let more = self.ranked(scenery, matched, act, (&parts, lacks.is_some()));
        let lacks = if more.is_empty() {
            lacks
        } else {
            parts.extend(more);
            drop_unnamed(act.shape, &mut parts);
            lacking(act, &parts, None, agrees)
        };
        parts.extend(self.spokesman(scenery, matched, act, &parts));
        let lacks = lacks.filter(|_| !among_themselves(&act.kind, &parts, scenery.tree));
        lacks.map_or(Ok((parts, retells)), |role| Err(Why::Role(role)))
    }

    /// Leaves out the targets that are only guessed where the ranker doubts all of them.
    fn drop_doubted<'s>(&'s self, scenery: &Scenery<'s>, matched: &Match<'_>, act: &Act, parts: &mut Vec<Part<'s>>) {
        let (Some(forest), Some(class)) = (self.knowledge.ranker(), self.class_of(&act.kind)) else { return };
        let guess = |part: &&Part<'_>| part.role == Role::Target && [TOLD_BEFORE, NEAREST, NAMED_BESIDE].contains(&part.path.as_str());
        if act.shape != Shape::Directed || !parts.iter().any(|part| guess(&part)) {
            return;
        }
        let question = self.question(scenery, matched, (act, class), parts);
        if ranker::doubts(forest, question, parts.iter().filter(guess)) {
            parts.retain(|part| !guess(&part));
        }
    }

    /// What the ranker is asked about an act.
    fn question<'s, 'p>(
        &'s self,
        scenery: &Scenery<'s>,
        matched: &Match<'_>,
        (act, class): (&Act, Class),
        parts: &'p [Part<'s>],
    ) -> Question<'s, 'p> {
        Question {
            tree: scenery.tree,
            cast: scenery.cast,
            sentence: scenery.sentence,
            site: matched.site,
            class: (class, agreement(scenery.scores, matched, class)),
            shape: act.shape,
            parts,
            census: &self.census,
        }
    }

    /// Who speaks for the source of an act of words: "Vance" of "Vance said Washington would send no troops".
    fn spokesman<'s>(&self, scenery: &Scenery<'s>, matched: &Match<'_>, act: &Act, parts: &[Part<'s>]) -> Option<Part<'s>> {
        let words = act.shape == Shape::Directed && OF_WORDS.contains(&act.kind.as_str());
        let word = speaker(self.knowledge.frames(), scenery.scene, matched.site).filter(|_| words)?;
        let named = scenery.cast.named_by(scenery.tree, word)?;
        let [who] = named.who.as_slice() else { return None };
        let person = |who: &Who| who.kind == ActorKind::Person;
        let mut sources = parts.iter().filter(|part| part.role == Role::Source);
        let for_them = sources.any(|part| part.named.land() == who.country && !part.named.who.iter().any(person));
        (person(who) && who.country.is_some() && !named.generic && for_them).then(|| Part::within(Role::Source, named, "who says so"))
    }

    /// Those whom the frame finds, and those told before.
    fn told_parts<'s>(&'s self, scenery: &Scenery<'s>, matched: &Match<'_>, act: &Act) -> (Vec<Part<'s>>, Option<EventId>) {
        let frame = self.knowledge.frames().frame(matched.trigger.frame);
        let mut parts = fill(frame, matched, scenery.tree, scenery.cast);
        if act.refusal {
            parts = refused(parts, matched, scenery.tree, scenery.cast);
        }
        parts = self.with_target(scenery, matched, act, parts);
        let mut retells = None;
        if lacks(act, &parts).is_some()
            && let Some(earlier) = self.retold(scenery.tree, matched, &act.kind)
        {
            parts.extend(earlier.parts());
            retells = Some(earlier.event);
        }
        if act.shape == Shape::Symmetric && lacks(act, &parts).is_some() {
            parts.extend(gathered(matched, scenery.tree, scenery.cast));
        }
        if act.shape == Shape::Symmetric && lacks(act, &parts).is_some() {
            parts.extend(partner((&act.kind, act.status), scenery.cast, &parts));
        }
        if act.shape == Shape::Visit {
            parts.extend(host(matched, scenery.cast, &parts));
        }
        let likely = || self.class_of(&act.kind).is_some_and(|class| agreement(scenery.scores, matched, class) >= LIKELY_CLASS);
        if matched.site.pos == Pos::Noun && matches!(act.kind.as_str(), "talks" | "agreement") && lacks(act, &parts).is_some() && likely() {
            parts.extend(chief(&self.earlier, &self.census, &parts));
        }
        if act.shape == Shape::Statement && lacks(act, &parts).is_some() {
            let author = author(scenery.tree, scenery.cast, matched.site);
            parts.extend(author.map(|named| Part::within(Role::Speaker, named, "subj of the verb above")));
        }
        if act.shape == Shape::Mediation && !parts.iter().any(|part| part.role == Role::Participant) {
            let told = reconciled(matched, scenery.tree, scenery.cast, &parts);
            let told = if told.is_empty() { between(&self.earlier, (scenery.tree, self.knowledge), matched, &parts) } else { told };
            parts.extend(told);
        }
        (parts, retells)
    }

    /// Those whom the ranker finds likely beside the parts that are known. Where these are not enough for an event (`alone`), the learned reader
    /// must find its class likely too.
    fn ranked<'s>(&'s self, scenery: &Scenery<'s>, matched: &Match<'_>, act: &Act, (parts, alone): (&[Part<'s>], bool)) -> Vec<Part<'s>> {
        let (Some(forest), Some(class)) = (self.knowledge.ranker(), self.class_of(&act.kind)) else { return Vec::new() };
        let question = self.question(scenery, matched, (act, class), parts);
        if let Some(watch) = self.watch {
            watch(question, &act.kind);
        }
        if alone && question.class.1 < LIKELY_CLASS {
            return Vec::new();
        }
        let mut found = ranker::likely(forest, question, alone);
        let own_target = self.knowledge.frames().frame(matched.trigger.frame).own_target;
        found.retain(|part| !(own_target && part.role == Role::Target || does_likewise(scenery.tree, part.named)));
        found
    }

    /// The parts with a target beyond what the frame finds, where a directed act lacks one that is named.
    fn with_target<'s>(&'s self, scenery: &Scenery<'s>, matched: &Match<'_>, act: &Act, mut parts: Vec<Part<'s>>) -> Vec<Part<'s>> {
        let acts = parts.iter().any(|part| part.role == Role::Source);
        // A name that nothing knows ("sued Halvorsen") is whom the act is upon.
        let bears_name = |named: &Named| scenery.tree.words.get(named.head).is_some_and(|word| word.upos == "PROPN");
        let upon =
            parts.iter().any(|part| part.is_named_target() || (part.role == Role::Target && bears_name(part.named) && part.named.stands_alone()));
        let own = self.knowledge.frames().frame(matched.trigger.frame).own_target;
        if act.shape == Shape::Directed && acts && !upon && own {
            parts.extend(answered(&self.earlier, &act.kind, &parts));
        } else if act.shape == Shape::Directed && acts && !upon {
            parts.extend(reach(matched, scenery.tree, scenery.cast, &parts, (&act.kind, false)));
            if !parts.iter().any(Part::is_named_target) {
                parts.extend(threatened(&act.kind, scenery.tree, scenery.cast, matched, &parts));
            }
            if !parts.iter().any(Part::is_named_target) {
                let told = implied(&self.earlier, (scenery.tree, self.knowledge), matched, (&act.kind, scenery.sentence), &parts);
                parts.extend(told);
            }
            if !parts.iter().any(Part::is_named_target) {
                parts.extend(named_beside(&act.kind, scenery.cast, &parts));
            }
            if !parts.iter().any(|part| part.role == Role::Target) {
                parts.extend(reach(matched, scenery.tree, scenery.cast, &parts, (&act.kind, true)));
            }
        }
        parts
    }

    /// The event of this kind that was told last, where the words only point back at it ("the talks", "the deal").
    fn retold(&self, tree: &Tree, matched: &Match<'_>, kind: &EventType) -> Option<&Earlier<'a>> {
        let noun = matched.site.word;
        let earlier = || self.earlier.iter().rev().find(|earlier| same::class(&earlier.kind) == same::class(kind));
        (matched.site.pos == Pos::Noun && tree.points_back(noun)).then(earlier).flatten()
    }
}

/// Which role is missing that the act needs, if any: a body that meets is enough.
fn lacks(act: &Act, parts: &[Part<'_>]) -> Option<&'static str> {
    missing(act.shape, parts).filter(|_| !(act.kind.as_str() == "meeting" && sits_alone(parts)))
}

/// Which role is missing before there is an event, if any.
fn lacking(act: &Act, parts: &[Part<'_>], likely: Option<f32>, agrees: Option<f32>) -> Option<String> {
    if let Some(role) = lacks(act, parts) {
        return Some(role.to_owned());
    }
    if likely.is_some_and(|likely| !enough(likely, parts)) {
        return Some("participant, as far as the learned reader alone could tell".to_owned());
    }
    let known = parts.iter().any(on_the_stage) || agrees.is_some_and(|likely| likely >= SURE);
    (!known).then(|| "participant of any country or body".to_owned())
}

/// Leaves out who has no name where two with names do something together.
fn drop_unnamed(shape: Shape, parts: &mut Vec<Part<'_>>) {
    let named = parts.iter().filter(|part| !part.named.generic).map(|part| part.named.who.len()).sum::<usize>();
    if shape == Shape::Symmetric && named > 1 {
        parts.retain(|part| !part.named.generic);
    }
}
