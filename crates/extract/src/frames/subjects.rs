//! Who does what a verb says, through voice, control, participles, relative clauses and coordination.

use super::{
    args::{first_filled, phrases},
    carriers::{DEEPEST, RELATIVE},
};
use crate::tree::Tree;

/// Verbs after which the subject, not the object, is the subject of the complement ("promised Chad to leave").
const SUBJECT_CONTROL: &[&str] = &["promise", "threaten", "vow", "pledge", "offer"];

/// Verbs of saying what others have to do.
const SAYING: &[&str] = &[
    "say", "tell", "add", "insist", "stress", "state", "declare", "announce", "argue", "believe", "write", "note", "warn", "think", "maintain",
    "assert", "indicate", "hint", "signal", "report", "claim", "caution",
];

/// Papers that speak for those who write them.
const PAPERS: &[&str] =
    &["statement", "report", "letter", "declaration", "communique", "message", "note", "resolution", "document", "tweet", "speech"];

/// Weapons strike for those who launch them ("fired missiles targeting a base").
const WEAPONS: &[&str] = &["missile", "rocket", "shell", "drone", "bomb", "torpedo", "mortar", "warplane", "jet"];

/// The subject of the clause, passive or not, found through coordination, control, participles and relative clauses.
pub(super) fn surface_subject(tree: &Tree, verb: usize, depth: usize) -> Vec<usize> {
    // Of two subjects, which a parser may give where a relative clause has no pronoun, the nearer one is meant.
    let own = tree.by(verb, &["nsubj", "csubj"]).filter(|&word| word < verb).last().or_else(|| tree.first(verb, &["nsubj", "csubj"]));
    if let Some(own) = own {
        return match antecedent(tree, verb, own) {
            Some(noun) => vec![noun],
            None if tree.words[own].is(&["csubj"]) => Vec::new(),
            None => vec![own],
        };
    }
    if let Some(taken) = taken_for_another(tree, verb) {
        return vec![taken];
    }
    let word = &tree.words[verb];
    let Some(head) = word.head.filter(|_| depth > 0) else { return Vec::new() };
    match word.relation.split(':').next().unwrap_or_default() {
        "conj" => surface_subject(tree, finite(tree, verb, head), depth - 1),
        "xcomp" | "ccomp" if word.xpos != "VBD" => controller(tree, head, depth - 1),
        // "Malta was the first donor, giving": a noun with a copula is a clause too.
        "advcl" if !tree.words[head].is_nominal() || tree.first(head, &["cop"]).is_some() => surface_subject(tree, head, depth - 1),
        "acl" => holder(tree, verb, head, depth - 1),
        // "spoke in Moscow, then flew to Tbilisi".
        "parataxis" if word.xpos == "VBG" || (word.xpos == "VBD" && verb > head) => surface_subject(tree, head, depth - 1),
        _ => Vec::new(),
    }
}

/// Conjunctions before a clause that are prepositions before a noun.
const CLAUSE_OR_PHRASE: &[&str] = &["after", "before", "since", "until", "as"];

/// The subject of a finite verb that a parser takes for something else: for a phrase, where the clause opens with a word that also is a
/// preposition ("the day after the armies of Chad crossed"), or for one more of those named before "and" ("guard the port, and Togo and
/// Niger are sending").
fn taken_for_another(tree: &Tree, verb: usize) -> Option<usize> {
    let word = &tree.words[verb];
    let finite = matches!(word.xpos.as_str(), "VBD" | "VBZ" | "VBP") || tree.first(verb, &["aux"]).is_some();
    let phrase = |&child: &usize| child < verb && tree.case(child).is_some_and(|case| CLAUSE_OR_PHRASE.contains(&case));
    if finite && word.is(&["advcl"]) && tree.mark(verb).is_none() {
        return tree.by(verb, &["obl"]).filter(phrase).last();
    }
    let and = tree.first(verb, &["cc"]).filter(|&and| finite && and < verb && word.is(&["conj"]))?;
    let astray = |&named: &usize| {
        let told = &tree.words[named];
        told.is_nominal() && told.is(&["conj"]) && told.head.is_some_and(|head| head < and) && !tree.under(named, verb)
    };
    (and + 1..verb).find(astray)
}

/// The verb with which a conjunct shares its subject: a past tense goes on with the finite verb above an infinitive ("urged Chad to wait and
/// spoke with Togo").
fn finite(tree: &Tree, verb: usize, head: usize) -> usize {
    let above = || tree.up(head).find(|&step| tree.words[step].xpos == "VBD");
    if tree.is_past_after_infinitive(verb) { above().unwrap_or(head) } else { head }
}

/// Who does what a passive says: the by-phrase, also that of a paper ("was condemned in a statement by Egypt").
pub(super) fn agents(tree: &Tree, verb: usize) -> Vec<usize> {
    let by = |child: &usize| tree.case(*child) == Some("by") || tree.words[*child].is(&["obl:agent"]);
    let own: Vec<usize> = tree.by(verb, &["obl", "nmod"]).filter(by).take(1).collect();
    // "Signed in July of last year by Chad": a parser may hang the by-phrase on the date.
    let deep =
        || tree.by(verb, &["obl"]).flat_map(|phrase| tree.subtree(phrase)).filter(|&word| word > verb && tree.words[word].is(&["nmod"])).find(by);
    let own: Vec<usize> = if own.is_empty() { deep().into_iter().collect() } else { own };
    let papers = tree.by(verb, &["obl"]).filter(|&paper| PAPERS.contains(&tree.words[paper].lemma.as_str()));
    if own.is_empty() { papers.flat_map(|paper| phrases(tree, paper, "by")).collect() } else { own }
}

/// Whether a phrase names those in whose company somebody acts: "together with Togo", "along with Togo".
pub(super) fn is_company(tree: &Tree, word: usize) -> bool {
    let company = |child: usize| matches!(tree.words[child].lemma.as_str(), "along" | "together");
    let above = tree.words[word].head.is_some_and(|head| tree.words[head].is(&["advmod"]) && company(head));
    let own = || tree.by(word, &["case", "advmod", "fixed"]).any(|child| child < word && company(child));
    tree.words[word].is(&["obl", "nmod"]) && tree.led_by(word, "with") && (above || own())
}

/// Who does it in somebody's company: "Togo, together with Chad, condemned", "Togo as well as Chad", "Togo joined Chad in condemning".
pub(super) fn companions(tree: &Tree, verb: usize) -> Vec<usize> {
    if tree.passive(verb) {
        return Vec::new();
    }
    let subjects: Vec<usize> = tree.by(verb, &["nsubj"]).filter(|&word| word < verb).collect();
    let near = || subjects.iter().chain([&verb]).flat_map(|&at| tree.children(at));
    let deep = near().filter(|&&child| tree.words[child].is(&["advmod"])).flat_map(|&child| tree.children(child));
    let mut found: Vec<usize> = near().chain(deep).copied().filter(|&word| word < verb && is_company(tree, word)).collect();
    // A parser gives both subjects to the verb where more than "and" parts them.
    if let [first, .., last] = subjects[..] {
        let and = (first + 1..last).any(|word| matches!(tree.words[word].lemma.as_str(), "and" | "well"));
        let clause = (first..last).any(|word| tree.words[word].is_verb());
        found.extend(Some(first).filter(|_| and && !clause));
    }
    let joins = |&head: &usize| matches!(tree.words[head].lemma.as_str(), "join" | "follow") && tree.mark(verb) == Some("in");
    let joined = tree.words[verb].head.filter(|_| tree.words[verb].is(&["advcl"])).filter(joins);
    found.extend(joined.into_iter().flat_map(|head| tree.by(head, &["obj"])));
    found
}

/// Who says what a clause tells: the subject of the verb of saying above it, or beside it.
pub fn sayers(tree: &Tree, verb: usize) -> Vec<usize> {
    let says = |word: usize| SAYING.contains(&tree.words[word].lemma.as_str()) && tree.words[word].is_verb();
    let above = tree.words[verb].head.filter(|&head| tree.words[verb].is(&["ccomp", "parataxis"]) && says(head));
    let beside = || tree.by(verb, &["parataxis", "ccomp"]).find(|&clause| says(clause) && tree.mark(clause).is_none());
    above.or_else(beside).map(|verb| surface_subject(tree, verb, DEEPEST)).unwrap_or_default()
}

/// The noun that a relative pronoun stands for.
pub(super) fn antecedent(tree: &Tree, verb: usize, pronoun: usize) -> Option<usize> {
    if !RELATIVE.contains(&tree.words[pronoun].lemma.as_str()) {
        return None;
    }
    let clause = tree.up(verb).find(|&step| !tree.words[step].is(&["conj", "xcomp", "ccomp"]))?;
    tree.words[clause].head.filter(|_| tree.words[clause].is(&["acl", "advcl"]))
}

/// Who does what the infinitive says: the object of the verb above it, or else its subject.
fn controller(tree: &Tree, head: usize, depth: usize) -> Vec<usize> {
    let own = || surface_subject(tree, head, depth);
    if SUBJECT_CONTROL.contains(&tree.words[head].lemma.as_str()) || tree.passive(head) {
        return own();
    }
    let object: Vec<usize> = tree.by(head, &["obj", "iobj"]).take(1).collect();
    match tree.words[head].lemma.as_str() {
        // "called on Chile to return": the one who is called on.
        "call" | "appeal" if object.is_empty() => {
            tree.by(head, &["obl"]).filter(|&o| matches!(tree.case(o), Some("on" | "upon" | "to"))).take(1).collect()
        }
        _ if object.is_empty() => own(),
        _ => object,
    }
}

/// Who does what a clause after a noun says: the noun for a participle and a relative clause, its possessor for an infinitive, and who
/// wrote it for a paper ("issued a statement condemning").
fn holder(tree: &Tree, verb: usize, noun: usize, depth: usize) -> Vec<usize> {
    if (PAPERS.contains(&tree.words[noun].lemma.as_str()) || WEAPONS.contains(&tree.words[noun].lemma.as_str())) && tree.words[verb].xpos == "VBG" {
        let writers = writers(tree, noun, depth);
        if !writers.is_empty() {
            return writers;
        }
    }
    if tree.words[verb].is(&["acl:relcl"]) {
        // A relative clause without a subject of its own has the noun for its subject.
        return vec![noun];
    }
    if tree.words[verb].xpos != "VB" {
        return vec![noun];
    }
    // "The decision by Chad to leave", "the refusal of Chad to leave".
    let possessor = first_filled([tree.by(noun, &["nmod:poss"]).collect(), phrases(tree, noun, "by"), phrases(tree, noun, "of")]);
    match tree.words[noun].head {
        _ if !possessor.is_empty() => possessor,
        Some(carrier) if tree.words[carrier].is_verb() && tree.words[noun].is(&["obj", "obl"]) => surface_subject(tree, carrier, depth),
        _ => Vec::new(),
    }
}

/// Who wrote a paper: "by", its possessor, or the subject of the verb whose object it is.
fn writers(tree: &Tree, paper: usize, depth: usize) -> Vec<usize> {
    let carrier = tree.words[paper].head.filter(|&head| tree.words[head].is_verb() && tree.words[paper].is(&["obj"]));
    let issued = carrier.map(|verb| surface_subject(tree, verb, depth)).unwrap_or_default();
    first_filled([phrases(tree, paper, "by"), tree.by(paper, &["nmod:poss"]).collect(), issued])
}
