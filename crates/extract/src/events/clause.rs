//! The clause that tells an act, and who says so.

use chancery_core::Span;

use crate::{
    frames::{
        Arg, Frames, Operator, Pos,
        args::{Site, arguments},
        matcher::Scene,
    },
    tree::Tree,
};

use super::{
    cast::{Cast, Named},
    status::operator,
};

/// The words of the clause that tells the act: the verb or the noun with what hangs on it, without clauses set beside it.
pub fn clause(tree: &Tree, site: Site) -> Vec<usize> {
    let verb = site.verb();
    let top = match site.light {
        // "the sanctions that X imposed": the noun stands above its verb.
        Some(light) if tree.under(light, site.word) => site.word,
        _ if tree.words[verb].is(&["aux"]) => tree.words[verb].head.unwrap_or(verb),
        _ => verb,
    };
    let aside = |child: usize| {
        let word = &tree.words[child];
        word.is(&["parataxis", "discourse", "list"])
            || (word.is(&["conj"]) && (word.is_verb() || tree.first(child, &["nsubj"]).is_some()) && child != verb)
    };
    let mut words = tree.subtree_without(top, aside);
    while words.last().is_some_and(|&last| tree.words[last].upos == "PUNCT") {
        words.pop();
    }
    while words.first().is_some_and(|&first| tree.words[first].upos == "PUNCT") {
        words.remove(0);
    }
    if words.is_empty() { vec![site.word] } else { words }
}

/// The words of a clause as one span.
pub fn evidence(tree: &Tree, site: Site) -> Span {
    let words = clause(tree, site);
    tree.span(&words).unwrap_or(tree.words[site.word].span)
}

/// Adverbs of an act, and adjectives of its noun, that tell it from those told before.
const ANOTHER: (&[&str], &[&str]) =
    (&["separately", "subsequently", "afterwards", "afterward", "later"], &["separate", "another", "further", "other", "parallel"]);

/// Whether the words say that an act is another one than those told before: "later met", "separate talks".
pub fn tells_another(tree: &Tree, site: Site) -> bool {
    let told = |word: usize, words: &[&str], ways: &[&str]| tree.by(word, ways).any(|child| words.contains(&tree.words[child].lemma.as_str()));
    let noun = site.pos == Pos::Noun && !tree.points_back(site.word) && told(site.word, ANOTHER.1, &["amod", "det"]);
    noun || (tree.words[site.verb()].is_verb() && told(site.verb(), ANOTHER.0, &["advmod"]))
}

/// The word for who says what the clause tells: the subject of a verb of saying above or beside it, or "according to".
pub fn speaker(frames: &Frames, scene: Scene<'_>, site: Site) -> Option<usize> {
    let tree = scene.tree;
    for step in tree.up(site.verb()) {
        let according = tree
            .by(step, &["obl", "nmod"])
            .find(|&phrase| tree.by(phrase, &["case"]).any(|case| matches!(tree.words[case].lemma.as_str(), "accord" | "according")));
        if let Some(phrase) = according {
            return Some(phrase);
        }
        let beside = tree.by(step, &["parataxis"]).find(|&clause| says(frames, scene, clause));
        let above = tree.words[step].head.filter(|&head| tree.words[step].is(&["ccomp", "xcomp", "parataxis", "dep"]) && says(frames, scene, head));
        if let Some(verb) = beside.or(above) {
            return arguments(tree, Site { word: verb, pos: Pos::Verb, light: None }, Arg::Subject).first().copied();
        }
    }
    None
}

/// Who speaks in a paper or a speech that names nobody: who does what the clause around it tells ("in a letter to the king the premier asked").
pub fn author<'c>(tree: &Tree, cast: &'c Cast, site: Site) -> Option<&'c Named> {
    let word = &tree.words[site.word];
    let verb =
        word.head.filter(|&head| site.light.is_none() && word.is(&["obl"]) && tree.case(site.word) == Some("in") && tree.words[head].is_verb())?;
    let subjects = arguments(tree, Site { word: verb, pos: Pos::Verb, light: None }, Arg::Subject);
    subjects.iter().find_map(|&subject| cast.named_by(tree, subject))
}

/// Whether a word is a verb of saying.
fn says(frames: &Frames, scene: Scene<'_>, word: usize) -> bool {
    operator(frames, scene, word) == Some(Operator::Said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::tree;
    use chancery_core::Ontology;

    fn frames() -> Frames {
        let mut frames = Frames::default();
        frames.add("own.txt", "operator said\n  verb say\n", &Ontology::builtin()).unwrap();
        frames
    }

    #[test]
    fn the_speaker_stands_above_or_beside() {
        let site = |word| Site { word, pos: Pos::Verb, light: None };
        let above = tree("Oman/oman/PROPN/NNP/2/nsubj said/say/VERB/VBD/0/root Iran/iran/PROPN/NNP/4/nsubj left/leave/VERB/VBD/2/ccomp");
        assert_eq!(speaker(&frames(), Scene { tree: &above, names: &[] }, site(3)), Some(0));
        let beside = tree(
            "Iran/iran/PROPN/NNP/2/nsubj left/leave/VERB/VBD/0/root ,/,/PUNCT/,/5/punct Oman/oman/PROPN/NNP/5/nsubj said/say/VERB/VBD/2/parataxis",
        );
        assert_eq!(speaker(&frames(), Scene { tree: &beside, names: &[] }, site(1)), Some(3));
        assert_eq!(clause(&beside, site(1)), [0, 1]);
    }
}
