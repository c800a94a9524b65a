//! Whether the conditions of a trigger hold at a word, and what the words at the end of a path are.

use super::{
    Arg, Condition, MentionKind, Pos,
    args::{Site, arguments},
    matcher::{Name, Scene},
};
use crate::tree::Tree;
use std::rc::Rc;

/// The words that the conditions name, or the first condition that does not hold.
pub(crate) fn holds_all<'c>(scene: Scene<'_>, site: Site, conditions: &'c [Condition]) -> Result<Vec<usize>, &'c Condition> {
    let mut used = Vec::new();
    for condition in conditions {
        used.extend(holds(scene, site, condition).ok_or(condition)?);
    }
    Ok(used)
}

/// The words that a condition names, or none where it does not hold.
fn holds(scene: Scene<'_>, site: Site, condition: &Condition) -> Option<Vec<usize>> {
    let tree = scene.tree;
    match condition {
        Condition::Particle(list) => {
            let relations = ["compound:prt", "advmod", "obl", "advcl", "case", "mark", "xcomp"];
            let own = tree.by(site.word, &relations).find(|child| {
                let bare = tree.children(*child).iter().all(|&below| tree.words[below].is(&["obl", "nmod"]));
                is_one_of(tree, *child, list) && bare
            });
            // "handed over the vehicles": a parser may hang the particle on the noun that follows.
            let next = site.word + 1;
            let adjacent =
                (next < tree.words.len() && tree.words[next].is(&["case", "advmod", "compound:prt"]) && is_one_of(tree, next, list)).then_some(next);
            let particle = own.or(adjacent);
            particle.map(|word| vec![word])
        }
        Condition::Word(path, list) => {
            let words = follow(tree, site, path);
            let found: Vec<usize> = words.iter().map(|&word| counted(tree, word)).filter(|&word| is_one_of(tree, word, list)).collect();
            (!found.is_empty()).then_some(found)
        }
        Condition::NotWord(path, list) => (!follow(tree, site, path).iter().any(|&word| is_one_of(tree, word, list))).then(Vec::new),
        Condition::Present(path) => (!follow(tree, site, path).is_empty() || path[..] == [Arg::Others] && several(scene, site)).then(Vec::new),
        Condition::Absent(path) => follow(tree, site, path).is_empty().then(Vec::new),
        Condition::Kind(path, kind) => {
            let found = follow(tree, site, path);
            let named = |&word: &usize| {
                is_kind(scene.names, word, *kind)
                    || (path.last() != Some(&Arg::Subject) && is_titled(scene, word, *kind))
                    || (*kind == MentionKind::Place && is_part_of_place(scene, word))
            };
            found.iter().any(named).then(Vec::new)
        }
    }
}

/// Whether a word is one of these, by its lemma or as it stands.
fn is_one_of(tree: &Tree, word: usize, list: &[String]) -> bool {
    let told = &tree.words[word];
    list.iter().any(|wanted| *wanted == told.lemma || wanted.eq_ignore_ascii_case(&told.text))
}

/// What a quantity counts: "soldiers" of "dozens of soldiers".
pub(crate) fn counted(tree: &Tree, word: usize) -> usize {
    const QUANTITIES: &[&str] = &[
        "dozen",
        "dozens",
        "one",
        "some",
        "most",
        "all",
        "half",
        "many",
        "several",
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "million",
        "batch",
        "number",
        "group",
        "lot",
        "score",
        "scores",
        "pair",
        "two",
        "three",
        "majority",
        "handful",
        "couple",
        "few",
        "tens",
        "crowd",
        "team",
        "part",
    ];
    let quantity = QUANTITIES.contains(&tree.words[word].lemma.as_str());
    tree.by(word, &["nmod"]).find(|&child| quantity && tree.case(child) == Some("of")).unwrap_or(word)
}

/// Whether a noun has an apposition that names an actor or a place of this kind ("his Russian counterpart Sergei Lavrov").
fn is_titled(scene: Scene<'_>, word: usize, wanted: MentionKind) -> bool {
    let noun = scene.tree.words[word].upos == "NOUN";
    noun && scene.tree.by(word, &["appos"]).any(|other| is_kind(scene.names, other, wanted))
}

/// Whether one word tells several as the subject: "the two agreed".
fn several(scene: Scene<'_>, site: Site) -> bool {
    let subject = arguments(scene.tree, site, Arg::Subject);
    subject.iter().any(|&word| scene.names.iter().filter(|name| name.head == word && name.kind != MentionKind::Place).count() > 1)
}

/// Whether a noun is a part of the world that a name within its phrase tells: "Russia's Chelyabinsk region", "the Saudi city of Jeddah".
fn is_part_of_place(scene: Scene<'_>, word: usize) -> bool {
    const PARTS: &[&str] = &[
        "region",
        "province",
        "city",
        "town",
        "area",
        "district",
        "border",
        "island",
        "coast",
        "capital",
        "port",
        "village",
        "airport",
        "base",
        "resort",
        "strip",
        "valley",
        "territory",
        "state",
        "republic",
        "enclave",
        "peninsula",
        "north",
        "south",
        "east",
        "west",
        "camp",
    ];
    let tree = scene.tree;
    PARTS.contains(&tree.words[word].lemma.as_str())
        && tree
            .by(word, &["nmod:poss", "compound", "amod", "nmod", "appos", "nmod:unmarked"])
            .any(|child| scene.names.iter().any(|name| name.head == child && matches!(name.kind, MentionKind::Place | MentionKind::Country)))
}

fn is_kind(names: &[Name], word: usize, wanted: MentionKind) -> bool {
    names.iter().any(|name| name.head == word && (name.kind == wanted || (wanted == MentionKind::Actor && name.kind != MentionKind::Place)))
}

/// The words at the end of a path from a trigger.
pub fn follow(tree: &Tree, site: Site, path: &[Arg]) -> Rc<[usize]> {
    let Some((&first, rest)) = path.split_first() else { return Rc::default() };
    let next = |words: Rc<[usize]>, &arg: &Arg| {
        let step = |&word: &usize| arguments(tree, site_of(tree, word), arg).to_vec();
        words.iter().flat_map(step).collect()
    };
    rest.iter().fold(arguments(tree, site, first), next)
}

fn site_of(tree: &Tree, word: usize) -> Site {
    let pos = match tree.words[word].upos.as_str() {
        _ if tree.words[word].is_verb() => Pos::Verb,
        "ADJ" if tree.first(word, &["cop"]).is_some() => Pos::Adj,
        _ => Pos::Noun,
    };
    Site { word, pos, light: None }
}

/// A condition in the notation of frames.
pub fn describe(condition: &Condition) -> String {
    let list = |words: &[String]| if words.len() > 6 { format!("{},...", words[..6].join(",")) } else { words.join(",") };
    match condition {
        Condition::Particle(words) => format!("prt={}", list(words)),
        Condition::Word(path, words) => format!("{}={}", name(path), list(words)),
        Condition::NotWord(path, words) => format!("{}!={}", name(path), list(words)),
        Condition::Present(path) => format!("+{}", name(path)),
        Condition::Absent(path) => format!("-{}", name(path)),
        Condition::Kind(path, kind) => format!("{}:{}", name(path), format!("{kind:?}").to_lowercase()),
    }
}

/// A path in the notation of frames.
pub fn name(path: &[Arg]) -> String {
    path.iter().map(|arg| arg.as_str()).collect::<Vec<_>>().join(".")
}
