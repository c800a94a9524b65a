//! Whether an act happened, happens, is planned, proposed, conditional, denied or called off: from tense, modality, negation and
//! the words above it ("is expected to", "failed to").

use chancery_core::Status;

use crate::{
    dates,
    frames::{
        Frames, Operator, Pos,
        args::Site,
        conditions::holds_all,
        matcher::{Match, Scene},
    },
    tree::Tree,
};

/// How the clause tells an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// With this status.
    As(Status),
    /// It will not or would not be done: a refusal by its subject.
    Refused(Status),
    /// Not as an act of its own: a purpose, an attempt, a mere possibility.
    Unreal(&'static str),
}

/// The mood of one clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Mood {
    status: Option<Status>,
    negated: bool,
    will: bool,
    /// An order or advice to the subject ("must leave").
    must: bool,
}

/// Adjectives before a noun that say what becomes of it.
const NOUN_STATUS: &[(&str, Status)] = &[
    ("planned", Status::Planned),
    ("upcoming", Status::Planned),
    ("forthcoming", Status::Planned),
    ("scheduled", Status::Planned),
    ("expected", Status::Planned),
    ("future", Status::Planned),
    ("next", Status::Planned),
    ("impending", Status::Planned),
    ("proposed", Status::Proposed),
    ("possible", Status::Proposed),
    ("potential", Status::Proposed),
    ("suggested", Status::Proposed),
    ("cancelled", Status::Cancelled),
    ("canceled", Status::Cancelled),
    ("postponed", Status::Cancelled),
    ("aborted", Status::Cancelled),
    ("ongoing", Status::Ongoing),
    ("continuing", Status::Ongoing),
    ("continued", Status::Ongoing),
    ("current", Status::Ongoing),
];

/// How the sentence tells the act of a match.
pub fn status(frames: &Frames, scene: Scene<'_>, matched: &Match<'_>) -> Told {
    let tree = scene.tree;
    let site = matched.site;
    if site.pos == Pos::Noun {
        if let Some(status) = noun_status(tree, site.word) {
            return Told::As(status);
        }
        if site.light.is_none() {
            return bare_noun(frames, scene, site.word);
        }
    }
    let verb = site.verb();
    let own = mood(tree, verb);
    if is_condition(tree, verb) {
        return Told::Unreal("it is a condition");
    }
    let negated = own.negated || (site.pos == Pos::Noun && denied_noun(tree, site.word));
    let status = matched.trigger.status.or(matched.light_status);
    let kind = frames.kind(matched.trigger);
    let words = kind.is_some_and(|kind| WORDS.contains(&kind.as_str()));
    let above = above(frames, scene, verb, words);
    combine(Mood { negated, ..own }, status, above)
}

/// Puts together what the clause, the words themselves and the words above say.
fn combine(own: Mood, word: Option<Status>, above: Above) -> Told {
    if let Above::Unreal(why) = above {
        return Told::Unreal(why);
    }
    if own.must {
        return Told::Unreal("it is only called for");
    }
    let status = match (above, own.status) {
        (Above::Status(status), _) if !own.negated => status,
        (_, Some(status)) => status,
        (Above::Status(status), None) => status,
        _ => Status::Occurred,
    };
    match (own.negated, word) {
        (true, _) if own.will => Told::Refused(status),
        (true, _) => Told::As(Status::Denied),
        // A cancellation that is itself only planned or possible leaves the act as planned as it was.
        (false, Some(word)) if word != Status::Cancelled || status == Status::Occurred => Told::As(word),
        _ => Told::As(status),
    }
}

/// What modals, tense and negation of a clause say.
fn mood(tree: &Tree, verb: usize) -> Mood {
    let mut mood = Mood { negated: negated(tree, verb), ..Mood::default() };
    let chief = chief(tree, verb);
    for modal in tree.by(chief, &["aux"]).filter(|&aux| tree.words[aux].xpos == "MD" || tree.words[aux].lemma == "will") {
        match tree.words[modal].lemma.as_str() {
            "will" | "shall" | "'ll" | "wo" => (mood.will, mood.status) = (true, Some(Status::Planned)),
            "would" | "'d" => (mood.will, mood.status) = (true, Some(Status::Planned)),
            "may" | "might" | "could" => mood.status = Some(Status::Proposed),
            "can" => mood.status = Some(Status::Proposed),
            "should" | "must" | "ought" => mood.must = true,
            _ => {}
        }
    }
    mood.negated |= chief != verb && negated(tree, chief);
    if mood.status.is_none() && (is_to(tree, chief) || on_a_day_ahead(tree, verb) || when_it_comes(tree, verb)) {
        mood.status = Some(Status::Planned);
    }
    if conditional(tree, chief) || conditional(tree, verb) {
        mood.status = Some(Status::Conditional);
    } else if mood.status.is_none() && progressive(tree, verb) {
        mood.status = Some(Status::Ongoing);
    }
    mood
}

/// Whether a verb is an infinitive with its "to".
fn infinitive(tree: &Tree, verb: usize) -> bool {
    tree.words[verb].xpos == "VB" && tree.by(verb, &["mark"]).any(|mark| tree.words[mark].lemma == "to")
}

/// "Are to open talks": what is arranged.
fn is_to(tree: &Tree, verb: usize) -> bool {
    let to = infinitive(tree, verb);
    let is = |word: usize| matches!(tree.words[word].text.to_lowercase().as_str(), "is" | "are" | "was" | "were");
    let above = tree.words[verb].head.filter(|&head| tree.words[verb].is(&["xcomp"]) && tree.words[head].lemma == "be");
    to && (tree.by(verb, &["cop", "aux"]).any(is) || above.is_some_and(is))
}

/// "Flies to Switzerland on Wednesday": a journey in the present tense on a day that is named lies ahead.
fn on_a_day_ahead(tree: &Tree, verb: usize) -> bool {
    const GOING: &[&str] = &["leave", "fly", "arrive", "travel", "visit", "meet", "depart", "return", "go", "come"];
    let word = &tree.words[verb];
    let present = matches!(word.xpos.as_str(), "VBZ" | "VBP") && GOING.contains(&word.lemma.as_str());
    present && tree.by(verb, &["obl", "advmod"]).any(|day| dates::names_weekday(&tree.words[day].text) || tree.words[day].lemma == "tomorrow")
}

/// "Will travel on Friday, when he meets the queen": what a clause with "when" tells in the present tense is of that day.
fn when_it_comes(tree: &Tree, verb: usize) -> bool {
    let word = &tree.words[verb];
    let when = || tree.by(verb, &["advmod", "mark"]).any(|child| tree.words[child].lemma == "when");
    if !(matches!(word.xpos.as_str(), "VBZ" | "VBP") && word.is(&["advcl", "acl"]) && when()) {
        return false;
    }
    let above = tree.up(verb).skip(1).find(|&step| tree.words[step].is_verb());
    above.is_some_and(|above| {
        tree.by(above, &["aux"]).any(|aux| matches!(tree.words[aux].lemma.as_str(), "will" | "shall" | "'ll")) || is_to(tree, above)
    })
}

/// The verb that carries the auxiliaries of a conjunct without auxiliaries ("will meet and discuss").
fn chief(tree: &Tree, verb: usize) -> usize {
    let word = &tree.words[verb];
    match word.head {
        Some(head) if word.is(&["conj"]) && word.xpos == "VB" && tree.first(verb, &["aux", "nsubj"]).is_none() => chief_of(tree, head, 4),
        _ => verb,
    }
}

fn chief_of(tree: &Tree, verb: usize, depth: usize) -> usize {
    let word = &tree.words[verb];
    match word.head {
        Some(head) if depth > 0 && word.is(&["conj"]) && tree.first(verb, &["aux", "nsubj"]).is_none() => chief_of(tree, head, depth - 1),
        _ => verb,
    }
}

fn negated(tree: &Tree, verb: usize) -> bool {
    let not = |&child: &usize| matches!(tree.words[child].lemma.as_str(), "not" | "n't" | "n’t" | "never") || tree.words[child].text == "never";
    let by_adverb = tree.children(verb).iter().any(not);
    let neither = |&child: &usize| {
        tree.words[child].is(&["nsubj"])
            && (matches!(tree.words[child].lemma.as_str(), "nobody" | "none" | "neither")
                || denied_noun(tree, child)
                || tree.by(child, &["cc:preconj"]).any(|word| tree.words[word].lemma == "neither"))
    };
    by_adverb || tree.children(verb).iter().any(neither)
}

/// "no talks", "no meeting".
fn denied_noun(tree: &Tree, noun: usize) -> bool {
    tree.by(noun, &["det"]).any(|det| matches!(tree.words[det].lemma.as_str(), "no" | "neither"))
}

/// Whether the clause is the condition of another: "if Iran leaves".
fn is_condition(tree: &Tree, verb: usize) -> bool {
    let marked = tree.by(verb, &["mark"]).any(|mark| matches!(tree.words[mark].lemma.as_str(), "if" | "unless" | "whether" | "until" | "once"));
    marked && tree.words[verb].is(&["advcl", "ccomp"])
}

/// Whether the clause stands under an "if" or "unless", or has such a clause and a modal of its own.
fn conditional(tree: &Tree, verb: usize) -> bool {
    let marked = |clause: usize| tree.by(clause, &["mark"]).any(|mark| matches!(tree.words[mark].lemma.as_str(), "if" | "unless"));
    let has_modal = tree.by(verb, &["aux"]).any(|aux| tree.words[aux].xpos == "MD" || tree.words[aux].lemma == "will");
    marked(verb) && tree.words[verb].is(&["advcl"]) || (has_modal && tree.by(verb, &["advcl"]).any(marked))
}

/// "is holding talks": present, not past.
fn progressive(tree: &Tree, verb: usize) -> bool {
    let present = |aux: usize| matches!(tree.words[aux].text.to_lowercase().as_str(), "is" | "are" | "am" | "'s" | "'re" | "’s" | "’re");
    tree.words[verb].xpos == "VBG" && tree.by(verb, &["aux"]).any(present)
}

/// What the words above a clause make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Above {
    Nothing,
    Status(Status),
    Unreal(&'static str),
}

/// Acts of words, and what one does to say them: "flew to Cairo to urge", "wrote to the court to protest". They are said then.
const WORDS: &[&str] = &["request", "support", "accusation", "rejection", "threat", "pledge", "statement", "talks", "mediation"];
const SAYS_BY: &[&str] =
    &["fly", "travel", "go", "come", "visit", "send", "dispatch", "arrive", "write", "call", "phone", "telephone", "ring", "meet", "tour"];

fn above(frames: &Frames, scene: Scene<'_>, verb: usize, words: bool) -> Above {
    let tree = scene.tree;
    let mut result = Above::Nothing;
    let mut at = verb;
    for _ in 0..tree.words.len() {
        let word = &tree.words[at];
        let Some(head) = word.head else { break };
        if word.is(&["conj"]) {
            at = head;
            continue;
        }
        let infinitive = infinitive(tree, at);
        let clause = word.is(&["xcomp", "ccomp", "csubj", "acl"]) && !word.is(&["acl:relcl"]) || (word.is(&["advcl"]) && infinitive);
        if !clause {
            break;
        }
        match operator(frames, scene, head) {
            // "in an effort to": no effort of its own is told.
            Some(Operator::Status(_)) if tree.words[head].is(&["obl", "nmod"]) && tree.case(head) == Some("in") => {
                return Above::Unreal("it is a purpose");
            }
            Some(Operator::Status(status)) => result = apply(tree, head, status),
            Some(Operator::Fact) => result = fact(tree, head, result),
            Some(Operator::Said) if !infinitive || tree.passive(head) => break,
            Some(Operator::Said) => {}
            Some(Operator::Nothing) => return Above::Unreal("a word above it says that it is none"),
            None if infinitive && words && word.is(&["advcl", "xcomp"]) && SAYS_BY.contains(&tree.words[head].lemma.as_str()) => {
                result = fact(tree, head, result);
            }
            None if infinitive && word.is(&["advcl", "acl"]) => return Above::Unreal("it is a purpose"),
            None if infinitive && !tree.words[head].is(&["root"]) => return result,
            None => break,
        }
        at = head;
    }
    result
}

/// An operator under its own modality and negation: "may plan to", "did not plan to", "no plan to".
fn apply(tree: &Tree, operator: usize, status: Status) -> Above {
    // "had no intention to": a noun is denied by its determiner.
    match (mood(tree, operator).negated || denied_noun(tree, operator), status) {
        (true, Status::Denied) => Above::Nothing,
        (true, _) => Above::Status(Status::Denied),
        (false, _) => Above::Status(status),
    }
}

fn fact(tree: &Tree, operator: usize, below: Above) -> Above {
    let mood = mood(tree, operator);
    match below {
        Above::Nothing if mood.negated => Above::Status(Status::Denied),
        Above::Nothing => mood.status.map_or(Above::Nothing, Above::Status),
        _ => below,
    }
}

/// What a word makes of its complement.
pub(crate) fn operator(frames: &Frames, scene: Scene<'_>, word: usize) -> Option<Operator> {
    let told = &scene.tree.words[word];
    let pos = match told.upos.as_str() {
        _ if told.is_verb() => Pos::Verb,
        "ADJ" => Pos::Adj,
        _ => Pos::Noun,
    };
    let site = Site { word, pos, light: None };
    frames.operators(pos, &told.lemma).iter().find(|reading| holds_all(scene, site, &reading.conditions).is_ok()).map(|reading| reading.gives)
}

fn noun_status(tree: &Tree, noun: usize) -> Option<Status> {
    let lower = |word: usize| tree.words[word].text.to_lowercase();
    tree.by(noun, &["amod", "compound"]).find_map(|child| NOUN_STATUS.iter().find(|(word, _)| *word == lower(child)).map(|&(_, status)| status))
}

/// A noun that no light verb carries: told as a fact, unless it is denied, wanted or hypothetical.
fn bare_noun(frames: &Frames, scene: Scene<'_>, noun: usize) -> Told {
    let tree = scene.tree;
    if denied_noun(tree, noun) {
        return Told::As(Status::Denied);
    }
    if tree.by(noun, &["det"]).any(|det| tree.words[det].lemma == "any") {
        return Told::Unreal("it is any such act");
    }
    let first = tree.first_conjunct(noun);
    if tree.case(first) == Some("for") && tree.words[first].is(&["obl"]) {
        // "Met the king for talks": they are held then.
        const MEETING: &[&str] = &["meet", "gather", "convene", "receive", "host", "welcome", "join"];
        let held = tree.words[first].head.is_some_and(|verb| MEETING.contains(&tree.words[verb].lemma.as_str()));
        return Told::As(if held { Status::Occurred } else { Status::Planned });
    }
    match tree.words[first].head {
        Some(head) if tree.words[first].is(&["obj", "xcomp", "nsubj:pass"]) => match operator(frames, scene, head) {
            // "The deployment was meant to last": what it was for lay ahead, not the act.
            Some(Operator::Status(_))
                if matches!(tree.words[head].lemma.as_str(), "mean" | "intend" | "design") && tree.first(head, &["xcomp"]).is_some() =>
            {
                Told::As(Status::Occurred)
            }
            Some(Operator::Status(status)) => Told::As(status),
            Some(Operator::Nothing) => Told::Unreal("a word above it says that it is none"),
            _ => Told::As(Status::Occurred),
        },
        _ => Told::As(Status::Occurred),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{frames::matcher::matches, tree::tree};
    use chancery_core::Ontology;

    const RULES: &str = "light\n  verb hold, resume\nlight cancelled\n  verb cancel\noperator planned\n  verb plan, expect\n  noun intention\noperator denied\n  verb fail\noperator said\n  \
        verb say\nframe talks talks\n  noun talk\nframe visit visit\n  verb visit\n";

    fn told(lines: &str) -> Told {
        let mut frames = Frames::default();
        frames.add("own.txt", RULES, &Ontology::builtin()).unwrap();
        let tree = tree(lines);
        let scene = Scene { tree: &tree, names: &[] };
        let (found, _) = matches(&frames, scene);
        status(&frames, scene, &found[0])
    }

    #[test]
    fn tense_and_modality() {
        let clause = |aux: &str| told(&format!("He/he/PRON/PRP/3/nsubj {aux} visit/visit/VERB/VB/0/root Rome/rome/PROPN/NNP/3/obj"));
        assert_eq!(clause("will/will/AUX/MD/3/aux"), Told::As(Status::Planned));
        assert_eq!(clause("may/may/AUX/MD/3/aux"), Told::As(Status::Proposed));
        assert_eq!(clause("should/should/AUX/MD/3/aux"), Told::Unreal("it is only called for"));
        assert_eq!(told("He/he/PRON/PRP/2/nsubj visited/visit/VERB/VBD/0/root Rome/rome/PROPN/NNP/2/obj"), Told::As(Status::Occurred));
        let ongoing = "He/he/PRON/PRP/3/nsubj is/be/AUX/VBZ/3/aux visiting/visit/VERB/VBG/0/root Rome/rome/PROPN/NNP/3/obj";
        assert_eq!(told(ongoing), Told::As(Status::Ongoing));
    }

    #[test]
    fn what_is_to_be_and_journeys_on_a_day_ahead_are_planned() {
        let is_to = "He/he/PRON/PRP/4/nsubj is/be/AUX/VBZ/4/cop to/to/PART/TO/4/mark visit/visit/VERB/VB/0/root Rome/rome/PROPN/NNP/4/obj";
        assert_eq!(told(is_to), Told::As(Status::Planned));
        let day = |verb: &str| {
            format!("He/he/PRON/PRP/2/nsubj {verb}/2/root Rome/rome/PROPN/NNP/2/obj on/on/ADP/IN/5/case Friday/friday/PROPN/NNP/2/obl")
                .replace("/2/root", "/0/root")
        };
        assert_eq!(told(&day("visits/visit/VERB/VBZ")), Told::As(Status::Planned));
        assert_eq!(told(&day("visited/visit/VERB/VBD")), Told::As(Status::Occurred));
    }

    #[test]
    fn negation_denies_the_past_and_refuses_the_future() {
        let clause = |aux: &str| told(&format!("He/he/PRON/PRP/4/nsubj {aux} not/not/PART/RB/4/advmod visit/visit/VERB/VB/0/root"));
        assert_eq!(clause("did/do/AUX/VBD/4/aux"), Told::As(Status::Denied));
        assert_eq!(clause("would/would/AUX/MD/4/aux"), Told::Refused(Status::Planned));
        let none = "No/no/DET/DT/2/det talks/talk/NOUN/NNS/4/nsubj:pass were/be/AUX/VBD/4/aux:pass held/hold/VERB/VBN/0/root";
        assert_eq!(told(none), Told::As(Status::Denied));
    }

    #[test]
    fn a_refusal_with_unless_is_conditional() {
        let unless = "It/it/PRON/PRP/4/nsubj would/would/AUX/MD/4/aux not/not/PART/RB/4/advmod visit/visit/VERB/VB/0/root unless/unless/SCONJ/IN/7/mark \
            he/he/PRON/PRP/7/nsubj goes/go/VERB/VBZ/4/advcl";
        assert_eq!(told(unless), Told::Refused(Status::Conditional));
    }

    #[test]
    fn words_above_change_the_status() {
        let raised = "The/the/DET/DT/2/det talks/talk/NOUN/NNS/4/nsubj:pass are/be/AUX/VBP/4/aux:pass expected/expect/VERB/VBN/0/root to/to/PART/TO/6/mark \
            resume/resume/VERB/VB/4/xcomp";
        assert_eq!(told(raised), Told::As(Status::Planned));
        let failed = "He/he/PRON/PRP/2/nsubj failed/fail/VERB/VBD/0/root to/to/PART/TO/4/mark visit/visit/VERB/VB/2/xcomp Rome/rome/PROPN/NNP/4/obj";
        assert_eq!(told(failed), Told::As(Status::Denied));
        let purpose = "He/he/PRON/PRP/2/nsubj left/leave/VERB/VBD/0/root to/to/PART/TO/4/mark visit/visit/VERB/VB/2/advcl Rome/rome/PROPN/NNP/4/obj";
        assert_eq!(told(purpose), Told::Unreal("it is a purpose"));
        let none = "He/he/PRON/PRP/2/nsubj had/have/VERB/VBD/0/root no/no/DET/DT/4/det intention/intention/NOUN/NN/2/obj to/to/PART/TO/6/mark \
            visit/visit/VERB/VB/4/acl Rome/rome/PROPN/NNP/6/obj";
        assert_eq!(told(none), Told::As(Status::Denied));
    }

    #[test]
    fn a_light_verb_may_call_it_off() {
        let off = "Chad/chad/PROPN/NNP/2/nsubj cancelled/cancel/VERB/VBD/0/root talks/talk/NOUN/NNS/2/obj";
        assert_eq!(told(off), Told::As(Status::Cancelled));
    }
}
