//! Which verb carries a noun: "hold" of "held talks", "imposed" of "the sanctions that X imposed".

use crate::tree::Tree;

/// Relative pronouns: they stand for the noun that their clause hangs on.
pub(super) const RELATIVE: &[&str] = &["that", "which", "who", "whom", "what"];
/// How deep a chain of clauses without subjects is followed.
pub(super) const DEEPEST: usize = 6;

/// Nouns that only measure or part the noun after their "of": "two days of talks", "a round of sanctions", "the start of the visit".
const MEASURES: &[&str] = &[
    "day",
    "hour",
    "week",
    "month",
    "year",
    "minute",
    "round",
    "series",
    "session",
    "phase",
    "stage",
    "set",
    "bout",
    "spate",
    "flurry",
    "string",
    "number",
    "wave",
    "start",
    "beginning",
    "opening",
    "end",
    "conclusion",
    "resumption",
    "continuation",
    "first",
    "second",
    "third",
    "fourth",
    "part",
    "rest",
    "course",
    "kind",
    "sort",
    "type",
    "form",
    "package",
    "raft",
];

/// Verbs for what becomes of a paper that was signed before.
const LATER: &[&str] = &["ratify", "approve", "extend", "renew", "repeal", "publish"];

/// The noun whose place in the clause a noun has: itself, or the one that measures it.
pub fn measured(tree: &Tree, noun: usize) -> usize {
    let mut at = tree.first_conjunct(noun);
    for _ in 0..DEEPEST {
        let of = tree.words[at].is(&["nmod"]) && tree.case(at) == Some("of");
        let Some(measure) = tree.words[at].head.filter(|&head| of && MEASURES.contains(&tree.words[head].lemma.as_str())) else { break };
        at = tree.first_conjunct(measure);
    }
    at
}

/// The verb that carries a noun, where there is one: the noun is its object, subject or phrase, or the verb is a clause after the noun.
pub fn carriers(tree: &Tree, noun: usize) -> Vec<usize> {
    let noun = measured(tree, noun);
    // "engaged in a dialogue", not "signed after a meeting".
    let carried = tree.words[noun].is(&["obj", "nsubj", "xcomp"])
        || after_particle(tree, noun)
        || (tree.words[noun].is(&["obl"]) && matches!(tree.case(noun), Some("in" | "into" | "to" | "at" | "with")));
    let above = tree.words[noun].head.filter(|&head| carried && tree.words[head].is_verb());
    // What became of a paper later is not its making: "the treaty signed in May was ratified in June".
    let later = above.is_some_and(|verb| LATER.contains(&tree.words[verb].lemma.as_str()));
    let clauses = tree.by(noun, &["acl", "acl:relcl"]).chain(shared(tree, noun)).filter(|&clause| {
        let reduced = tree.passive(clause) && tree.first(clause, &["nsubj:pass"]).is_none_or(|s| RELATIVE.contains(&tree.words[s].lemma.as_str()));
        // "The demand that they be gone": what is asked for carries nothing.
        tree.words[clause].is_verb() && tree.mark(clause) != Some("that") && (reduced || gap_is_object(tree, clause) || done_with(tree, clause))
    });
    let clauses: Vec<usize> = clauses.collect();
    // "The truce that they had reached would begin": who reached it says more than that it began.
    let subject =
        tree.words[noun].is(&["nsubj"]) && clauses.iter().any(|&clause| tree.words[clause].is(&["acl:relcl"]) && gap_is_object(tree, clause));
    let (first, last) = if later || subject { (None, above) } else { (above, None) };
    first.into_iter().chain(clauses).chain(last).collect()
}

/// "The tariffs with which Togo hit Chad": whoever does it does the act of the noun.
fn done_with(tree: &Tree, clause: usize) -> bool {
    let means = |phrase: usize| tree.words[phrase].lemma == "which" && matches!(tree.case(phrase), Some("with" | "through"));
    tree.words[clause].is(&["acl:relcl"]) && tree.by(clause, &["obl"]).any(means)
}

/// The clauses after the last of several nouns, which belong to all of them: "the ban and the freeze that Oman imposed".
fn shared(tree: &Tree, noun: usize) -> Vec<usize> {
    let last = tree.conjuncts(noun).into_iter().skip(1).last();
    last.map(|last| tree.by(last, &["acl", "acl:relcl"]).collect()).unwrap_or_default()
}

/// Whether the noun follows a verb and its particle without a preposition ("called off the visit"), which is an object under any label.
fn after_particle(tree: &Tree, noun: usize) -> bool {
    let particle = tree.words[noun].head.and_then(|verb| tree.first(verb, &["compound:prt"]));
    tree.words[noun].is(&["obl"]) && tree.case(noun).is_none() && particle.is_some_and(|particle| particle < noun)
}

/// Whether the noun above a relative clause is its object: it has a subject of its own and no object.
pub(super) fn gap_is_object(tree: &Tree, verb: usize) -> bool {
    let subject = tree.first(verb, &["nsubj"]);
    let relative = |word: usize| RELATIVE.contains(&tree.words[word].lemma.as_str());
    let filled = tree.by(verb, &["obj", "ccomp"]).any(|object| !relative(object));
    subject.is_some_and(|subject| !relative(subject)) && !filled
}
