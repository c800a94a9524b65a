//! Where a name stands, seen from the words of an act, in numbers.

use super::{
    question::{Row, flag},
    ways::{Way, clause, phrase, plain},
};
use crate::{frames::args::Site, tree::Tree};

/// The relations that are told apart.
const RELATIONS: &[&str] = &[
    "nsubj",
    "nsubj:pass",
    "obj",
    "iobj",
    "obl",
    "nmod",
    "nmod:poss",
    "amod",
    "compound",
    "conj",
    "appos",
    "flat",
    "root",
    "acl",
    "advcl",
    "parataxis",
    "ccomp",
    "xcomp",
    "obl:agent",
    "nmod:unmarked",
    "nmod:desc",
    "obl:unmarked",
    "dep",
    "acl:relcl",
];
const CASES: &[&str] =
    &["to", "with", "against", "on", "from", "for", "of", "by", "in", "at", "between", "among", "over", "into", "about", "accord", "after"];
const SAYING: &[&str] = &["say", "tell", "add", "announce", "state", "report", "according", "accord", "write", "note", "warn", "claim"];

/// Beyond so many words far is far.
const FAR: usize = 30;

/// The place of a word in a list, or -1.
pub fn place(list: &[&str], word: &str) -> f32 {
    list.iter().position(|&other| other == word).map_or(-1.0, |place| place as f32)
}

/// The number of the relation of a word.
pub fn relation(tree: &Tree, word: usize) -> f32 {
    place(RELATIONS, &tree.words[word].relation)
}

/// How far a name is from the act, and what stands between: `others` are the heads of the names of other parties. Nothing is known (-1) of a name of another sentence.
pub fn distance(tree: &Tree, site: Site, head: usize, others: impl Iterator<Item = usize>) -> Row {
    const NAMES: [&str; 5] = ["at.before", "at.distance", "at.names", "at.verbs", "at.commas"];
    if head >= tree.words.len() {
        return NAMES.map(|name| (name, -1.0)).to_vec();
    }
    let (low, high) = (head.min(site.word), head.max(site.word));
    let between = (low + 1).min(high)..high;
    let words = || between.clone().map(|word| &tree.words[word]);
    let values = [
        flag(head < site.word),
        (high - low).min(FAR) as f32,
        others.filter(|other| between.contains(other)).count() as f32,
        words().filter(|word| word.upos == "VERB").count() as f32,
        words().filter(|word| matches!(word.text.as_str(), "," | ";" | ":")).count() as f32,
    ];
    NAMES.into_iter().zip(values).collect()
}

/// How a name hangs in the tree, and the way to it from the act. Nothing is known (-1) of a name of another sentence.
pub fn way(tree: &Tree, site: Site, head: usize) -> Row {
    const NAMES: [&str; 19] = [
        "way.relation",
        "way.case",
        "way.above",
        "way.phrase",
        "way.phrase.case",
        "way.phrase.up",
        "way.up",
        "way.up.first",
        "way.up.last",
        "way.up.clauses",
        "way.down",
        "way.down.first",
        "way.down.second",
        "way.down.last",
        "way.down.clauses",
        "way.down.subj",
        "way.clause",
        "way.root",
        "way.says",
    ];
    if head >= tree.words.len() {
        return NAMES.map(|name| (name, -1.0)).to_vec();
    }
    let case = |word: usize| tree.case(word).map_or(-1.0, |case| place(CASES, case));
    let (phrase, above) = phrase(tree, head);
    let way = Way::between(tree, site.word, head);
    let step = |relation: Option<&&str>| relation.map_or(-1.0, |relation| place(RELATIONS, relation));
    let clauses = |steps: &[&str], of: &[&str]| steps.iter().filter(|step| of.contains(&plain(step))).count() as f32;
    let governor = tree.words[phrase].head.filter(|_| tree.words[phrase].is(&["nsubj"]));
    let values = [
        relation(tree, head),
        case(head),
        tree.words[head].head.map_or(-1.0, |word| relation(tree, word)),
        relation(tree, phrase),
        case(phrase),
        above as f32,
        way.up.len() as f32,
        step(way.up.first()),
        step(way.up.last()),
        clauses(&way.up, &["ccomp", "xcomp", "advcl", "acl", "parataxis", "conj"]),
        way.down.len() as f32,
        step(way.down.first()),
        step(way.down.get(1)),
        step(way.down.last()),
        clauses(&way.down, &["ccomp", "xcomp", "advcl", "acl", "parataxis"]),
        flag(way.down.iter().any(|step| plain(step) == "nsubj")),
        flag(clause(tree, head) == clause(tree, site.verb())),
        flag(governor.is_some_and(|word| tree.words[word].head.is_none())),
        flag(governor.is_some_and(|word| word != site.word && SAYING.contains(&tree.words[word].lemma.as_str()))),
    ];
    NAMES.into_iter().zip(values).collect()
}
