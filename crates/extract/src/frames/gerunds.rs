//! Gerunds that stand as nouns: "the freezing of assets by Japan" tells what "Japan froze assets" tells.

use super::{Frames, Pos, Trigger};
use crate::tree::Tree;

/// The triggers of the verb of a gerund that says with "of" whom or what it is done to; none of any other noun.
pub(super) fn triggers<'f>(frames: &'f Frames, tree: &Tree, noun: usize) -> &'f [Trigger] {
    let of = tree.by(noun, &["nmod", "obl"]).any(|child| tree.case(child) == Some("of"));
    let text = tree.words[noun].text.to_lowercase();
    let Some(stem) = text.strip_suffix("ing").filter(|_| of) else { return &[] };
    bases(stem).into_iter().map(|base| frames.triggers(Pos::Verb, &base)).find(|found| !found.is_empty()).unwrap_or(&[])
}

/// The verbs of which a stem may be left: "send", "seiz" of "seize", "cutt" of "cut".
fn bases(stem: &str) -> Vec<String> {
    let undoubled = stem.strip_suffix(|_: char| true).filter(|short| short.chars().last() == stem.chars().last());
    [Some(stem.to_owned()), Some(format!("{stem}e")), undoubled.map(str::to_owned)].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::tree;
    use chancery_core::Ontology;

    #[test]
    fn a_gerund_with_its_object_tells_what_its_verb_tells() {
        let mut frames = Frames::default();
        frames.add("own.txt", "frame cut sanction\n  verb cut\n  verb freeze\n  verb arm\n", &Ontology::builtin()).unwrap();
        for gerund in ["Cutting", "freezing", "arming"] {
            let t = tree(&format!("{gerund}/{gerund}/NOUN/NN/0/root of/of/ADP/IN/3/case assets/asset/NOUN/NNS/1/nmod"));
            assert_eq!(triggers(&frames, &t, 0).len(), 1, "{gerund}");
        }
        let bare = tree("freezing/freezing/NOUN/NN/0/root");
        assert!(triggers(&frames, &bare, 0).is_empty());
    }
}
