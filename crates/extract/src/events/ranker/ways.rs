//! Where a name stands in the tree of its sentence, seen from the words of an act.

use crate::tree::{Tree, Word};

/// The way from one word to another: up to a word above both, and down from there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way<'t> {
    /// How each word on the way up hangs on the next.
    pub up: Vec<&'t str>,
    /// How each word on the way down hangs on the one before.
    pub down: Vec<&'t str>,
}

impl<'t> Way<'t> {
    /// The way between two words; empty where the tree has two roots that do not meet.
    pub fn between(tree: &'t Tree, from: usize, to: usize) -> Self {
        let (ups, downs): (Vec<usize>, Vec<usize>) = (tree.up(from).collect(), tree.up(to).collect());
        let Some((up, down)) = ups.iter().enumerate().find_map(|(up, word)| downs.iter().position(|other| other == word).map(|down| (up, down)))
        else {
            return Self::default();
        };
        let relation = |word: &usize| tree.words[*word].relation.as_str();
        Self { up: ups[..up].iter().map(relation).collect(), down: downs[..down].iter().rev().map(relation).collect() }
    }
}

/// How a word hangs, without the subtype.
pub fn plain(relation: &str) -> &str {
    relation.split(':').next().unwrap_or_default()
}

/// The word that heads the phrase in which a name stands ("ministers" of "the Syrian ministers"), and how far above the name it is.
pub fn phrase(tree: &Tree, name: usize) -> (usize, usize) {
    const DEEPEST: usize = 8;
    let within = |word: &Word| word.is(&["amod", "compound", "nmod", "flat", "appos", "conj", "det", "nummod"]);
    let beside_verb = |word: &Word| word.is(&["conj"]) && word.head.is_some_and(|head| tree.words[head].upos == "VERB");
    let mut at = name;
    for steps in 0..DEEPEST {
        let word = &tree.words[at];
        match word.head.filter(|_| within(word) && !beside_verb(word)) {
            Some(head) => at = head,
            None => return (at, steps),
        }
    }
    (at, DEEPEST)
}

/// The verb of the clause in which a word stands, or the root.
pub fn clause(tree: &Tree, word: usize) -> usize {
    let verb = |&step: &usize| {
        let told = &tree.words[step];
        (matches!(told.upos.as_str(), "VERB" | "AUX") && !told.is(&["aux"])) || told.head.is_none()
    };
    tree.up(word).find(verb).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::tree;

    #[test]
    fn ways_lead_over_the_word_above_both() {
        let t = tree(
            "Peru/peru/PROPN/NNP/2/nsubj said/say/VERB/VBD/0/root Chilean/chilean/ADJ/JJ/4/amod troops/troop/NOUN/NNS/5/nsubj left/leave/VERB/VBD/2/ccomp",
        );
        assert_eq!(Way::between(&t, 4, 0), Way { up: vec!["ccomp"], down: vec!["nsubj"] });
        assert_eq!(Way::between(&t, 4, 2), Way { up: vec![], down: vec!["nsubj", "amod"] });
        assert_eq!((phrase(&t, 2), phrase(&t, 0)), ((3, 1), (0, 0)));
        assert_eq!((clause(&t, 2), clause(&t, 0)), (4, 1));
        let apart = tree("a/a/NOUN/NN/0/root b/b/NOUN/NN/0/root");
        assert_eq!(Way::between(&apart, 0, 1), Way::default());
    }
}
