//! What the learned reader tells beside the frames: events where no trigger stands, and acts in words that only seem to say.

use chancery_core::EventType;

use super::{
    super::{
        cast::is_counterpart,
        kept::{LIKELY, may_tell},
    },
    Scenery, Teller,
};
use crate::{
    explain::Scored,
    frames::{
        Inside,
        matcher::{self, Match},
    },
    reader::{Class, Scores},
    tree::Tree,
};

impl<'a> Teller<'a> {
    /// Takes out the statements at whose verb the learned reader reads an act of its own ("assured them that it would help"): these are
    /// told as that act.
    pub(super) fn more_than_said(&self, scenery: &Scenery<'_>, found: &mut Vec<Match<'a>>) -> Vec<(Match<'a>, f32)> {
        let frames = self.knowledge.frames();
        let mut more = Vec::new();
        found.retain(|matched| {
            let frame = frames.frame(matched.trigger.frame);
            let statement = frame.inside != Inside::Nothing && frame.is_statement();
            let read = scenery.scores.get(matched.site.word).and_then(may_tell).filter(|&(_, likely)| statement && likely >= LIKELY);
            let act = read.and_then(|(class, likely)| Some((matcher::learned(frames, scenery.scene, matched.site.word, class)?, likely)));
            let stays = act.is_none();
            more.extend(act);
            stays
        });
        more
    }

    /// What the learned reader finds alone: likely words that no trigger names, uses or speaks of.
    pub(super) fn alone(&self, scenery: &Scenery<'_>, found: &[Match<'_>], others: &[usize]) -> Vec<(Match<'a>, f32)> {
        let (tree, frames) = (scenery.tree, self.knowledge.frames());
        let mut taken = matcher::insides(frames, tree, found);
        taken.extend(others);
        for matched in found {
            taken.extend(&matched.used);
            taken.extend([matched.site.word, matched.site.verb()]);
        }
        let mut alone: Vec<(Match<'a>, f32)> = Vec::new();
        // Whoever is named is no act, and "his counterpart" none of support.
        let somebody = |word: usize| scenery.scene.names.iter().any(|name| name.head == word) || is_counterpart(&tree.words[word].lemma);
        for word in (0..tree.words.len()).filter(|word| !taken.contains(word) && !somebody(*word)) {
            let Some((class, likely)) = may_tell(&scenery.scores[word]) else { continue };
            // What hangs on an act tells the same, unless it is read as another class or has a clause of its own.
            let clause = |word: usize| tree.words[word].is(&["advcl", "conj", "parataxis", "acl:relcl"]);
            let below = |word: usize, other: usize| tree.words[word].head == Some(other) && !clause(word);
            let beside = |other: usize| below(word, other) || below(other, word);
            // What somebody is told to say may be his blame, his praise or his refusal.
            let verdict = matches!(class, Class::Accuse | Class::Support | Class::Reject);
            let apart = |matched: &Match<'_>| match self.class(matched) {
                Some(other) => other != class,
                None => verdict && frames.frame(matched.trigger.frame).is_statement(),
            };
            if found.iter().filter(|matched| !apart(matched)).any(|matched| beside(matched.site.word))
                || alone.iter().any(|(matched, _)| beside(matched.site.word))
            {
                continue;
            }
            alone.extend(matcher::learned(frames, scenery.scene, word, class).map(|matched| (matched, likely)));
        }
        alone
    }

    /// The class of what a trigger tells; a statement has none.
    fn class(&self, matched: &Match<'_>) -> Option<Class> {
        self.class_of(self.knowledge.frames().kind(matched.trigger)?)
    }

    /// The class of the learned reader for a type, none for statements.
    pub(super) fn class_of(&self, kind: &EventType) -> Option<Class> {
        self.knowledge.ontology().get(kind)?.plover.as_deref().and_then(Class::of_plover)
    }
}

/// The words that the learned reader takes for an event with some likelihood, for people.
pub(super) fn scored<'s>(tree: &'s Tree, scores: &'s [Scores]) -> impl Iterator<Item = Scored> + 's {
    const WORTH_TELLING: f32 = 0.15;
    let words = tree.words.iter().zip(scores).filter(|(_, scores)| scores.likeliest().1 >= WORTH_TELLING);
    words.map(|(word, scores)| Scored { text: word.text.clone(), span: word.span, classes: scores.ranked()[..3].to_vec() })
}
