//! Who takes part in an act: whom its frame finds, and where that is too few, whom the words around and the events before tell.

use chancery_core::{EventId, EventType, Role, Shape, same};

use super::{
    super::{
        cast::Named,
        gatherings::{gathered, reconciled},
        implied::{Earlier, between, implied, named_beside, threatened},
        roles::{Part, fill, missing, reach, refused},
    },
    Act, Scenery, Teller,
};
use crate::{
    frames::{Frame, Pos, matcher::Match},
    tree::Tree,
};

impl Teller<'_> {
    /// Everybody, and the event of an earlier sentence that the words tell again.
    pub(super) fn parties<'s>(&'s self, scenery: &Scenery<'s>, frame: &Frame, matched: &Match<'_>, act: &Act) -> (Vec<Part<'s>>, Option<EventId>) {
        let mut parts = fill(frame, matched, scenery.tree, scenery.cast);
        if act.refusal {
            parts = refused(parts, matched, scenery.tree, scenery.cast);
        }
        parts = self.with_target(scenery, matched, act, parts);
        let mut retells = None;
        if missing(act.shape, &parts).is_some()
            && let Some(earlier) = self.retold(scenery.tree, matched, &act.kind)
        {
            parts.extend(earlier.parts());
            retells = Some(earlier.event);
        }
        if act.shape == Shape::Symmetric && missing(act.shape, &parts).is_some() {
            parts.extend(gathered(matched, scenery.tree, scenery.cast));
        }
        if act.shape == Shape::Mediation && !parts.iter().any(|part| part.role == Role::Participant) {
            let told = reconciled(matched, scenery.tree, scenery.cast, &parts);
            let told = if told.is_empty() { between(&self.earlier, (scenery.tree, self.knowledge), matched, &parts) } else { told };
            parts.extend(told);
        }
        (parts, retells)
    }

    /// The parts with a target beyond what the frame finds, where a directed act lacks one that is named.
    fn with_target<'s>(&'s self, scenery: &Scenery<'s>, matched: &Match<'_>, act: &Act, mut parts: Vec<Part<'s>>) -> Vec<Part<'s>> {
        let acts = parts.iter().any(|part| part.role == Role::Source);
        // A name that nothing knows ("sued Halvorsen") is whom the act is upon.
        let bears_name = |named: &Named| scenery.tree.words.get(named.head).is_some_and(|word| word.upos == "PROPN");
        let upon =
            parts.iter().any(|part| part.is_named_target() || (part.role == Role::Target && bears_name(part.named) && part.named.stands_alone()));
        let own = self.knowledge.frames().frame(matched.trigger.frame).own_target;
        if act.shape == Shape::Directed && acts && !upon && !own {
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
    fn retold(&self, tree: &Tree, matched: &Match<'_>, kind: &EventType) -> Option<&Earlier> {
        let noun = matched.site.word;
        let earlier = || self.earlier.iter().rev().find(|earlier| same::class(&earlier.kind) == same::class(kind));
        (matched.site.pos == Pos::Noun && tree.points_back(noun)).then(earlier).flatten()
    }
}
