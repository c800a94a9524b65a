//! Which words of a sentence tell an event: the trigger of each word with the most conditions that all hold, and for the others why not.

use super::{
    Arg, Frames, Inside, MentionKind, Pos, Trigger,
    args::{Site, arguments},
    carriers::carriers,
    conditions::{describe, holds_all},
    gerunds,
};
use crate::{reader::Class, tree::Tree};

/// A name in a sentence, as far as conditions ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// The word that heads it.
    pub head: usize,
    /// What it names.
    pub kind: MentionKind,
}

/// A trigger at its place in a sentence.
#[derive(Clone, Debug)]
pub struct Match<'f> {
    /// Where it stands.
    pub site: Site,
    /// The trigger.
    pub trigger: &'f Trigger,
    /// Words that its conditions named: the object of `cut obj=@aid`. They tell no event of their own.
    pub used: Vec<usize>,
    /// The status that the light verb brings.
    pub light_status: Option<chancery_core::Status>,
}

impl Match<'_> {
    /// The words that tell the event: the trigger, the verb that carries it, and those that its conditions name.
    pub fn words(&self) -> impl Iterator<Item = usize> + '_ {
        [Some(self.site.word), self.site.light].into_iter().flatten().chain(self.used.iter().copied())
    }
}

/// A trigger word without an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// The word.
    pub word: usize,
    /// Why it tells no event.
    pub why: Why,
}

/// Why a trigger word tells no event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// None of its frames fits: for the nearest, the first condition that fails, in the notation of frames.
    Condition(String),
    /// The words mean no event.
    Other(String),
    /// It is part of another trigger.
    Part(usize),
    /// It is only wanted, refused, threatened or promised by another trigger.
    Inside(usize),
    /// Nobody fills a role that its type needs.
    Role(String),
    /// The clause does not say that it happens: it is a purpose, a wish, a hypothesis.
    Unreal(String),
}

/// A sentence with the names in it.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The sentence.
    pub tree: &'a Tree,
    /// The names in it.
    pub names: &'a [Name],
}

/// The triggers that tell events, in the order of the text, and the trigger words that do not.
pub fn matches<'f>(frames: &'f Frames, scene: Scene<'_>) -> (Vec<Match<'f>>, Vec<Miss>) {
    let mut found = Vec::new();
    let mut misses = Vec::new();
    for word in 0..scene.tree.words.len() {
        match read(frames, scene, word) {
            Some(Ok(matched)) => found.push(matched),
            Some(Err(why)) => misses.push(Miss { word, why }),
            None => {}
        }
    }
    drop_parts(&mut found, &mut misses);
    drop_insides(frames, scene.tree, &mut found, &mut misses);
    found.retain(|matched| {
        let frame = frames.frame(matched.trigger.frame);
        if frame.kind.is_none() {
            misses.push(Miss { word: matched.site.word, why: Why::Other(frame.name.clone()) });
        }
        frame.kind.is_some()
    });
    misses.sort_by_key(|miss| miss.word);
    (found, misses)
}

/// What kinds of trigger a word may be.
fn parts_of_speech(tree: &Tree, word: usize) -> &'static [Pos] {
    let told = &tree.words[word];
    if told.is(&["aux"]) && matches!(told.lemma.as_str(), "must" | "should") {
        return &[Pos::Verb];
    }
    if told.is(&["aux", "cop", "case", "mark", "cc", "det", "punct"]) {
        return &[];
    }
    match (told.upos.as_str(), told.xpos.as_str()) {
        ("VERB" | "AUX", _) => &[Pos::Verb],
        ("ADJ", "VBN" | "VBG" | "VBD") => &[Pos::Verb, Pos::Adj],
        ("NOUN", _) => &[Pos::Noun],
        ("PROPN", _)
            if told.text.chars().next().is_some_and(char::is_lowercase) || told.is(&["root", "obj", "nsubj", "obl", "nmod", "nsubj:pass"]) =>
        {
            &[Pos::Noun]
        }
        ("ADJ", _) => &[Pos::Adj],
        _ => &[],
    }
}

/// A word as the learned reader takes it, where no trigger of its own fits: a trigger of the class whose conditions hold.
pub fn learned<'f>(frames: &'f Frames, scene: Scene<'_>, word: usize, class: Class) -> Option<Match<'f>> {
    let pos = *parts_of_speech(scene.tree, word).first()?;
    let (light, light_status) = if pos == Pos::Noun { light(frames, scene, word) } else { (None, None) };
    let site = Site { word, pos, light };
    let trigger = frames.learned(class).iter().find(|trigger| holds_all(scene, site, &trigger.conditions).is_ok())?;
    Some(Match { site, trigger, used: Vec::new(), light_status })
}

/// The words that stand in the arguments of triggers that only want, refuse, threaten or promise.
pub fn insides(frames: &Frames, tree: &Tree, found: &[Match<'_>]) -> Vec<usize> {
    let only_speak = |matched: &&Match<'_>| frames.frame(matched.trigger.frame).inside == Inside::Nothing;
    found.iter().filter(only_speak).flat_map(|matched| inside(tree, matched.site)).collect()
}

fn read<'f>(frames: &'f Frames, scene: Scene<'_>, word: usize) -> Option<Result<Match<'f>, Why>> {
    let lemma = scene.tree.words[word].lemma.as_str();
    let mut nearest = None;
    for &pos in parts_of_speech(scene.tree, word) {
        let own = frames.triggers(pos, lemma);
        let triggers = if own.is_empty() && pos == Pos::Noun { gerunds::triggers(frames, scene.tree, word) } else { own };
        if triggers.is_empty() {
            continue;
        }
        let (light, light_status) = if pos == Pos::Noun { light(frames, scene, word) } else { (None, None) };
        let site = Site { word, pos, light };
        for trigger in triggers {
            match holds_all(scene, site, &trigger.conditions) {
                Ok(used) => return Some(Ok(Match { site, trigger, used, light_status })),
                Err(failed) => nearest = nearest.or_else(|| Some(Why::Condition(describe(failed)))),
            }
        }
    }
    nearest.map(Err)
}

/// The light verb that carries a noun, with its status.
fn light(frames: &Frames, scene: Scene<'_>, noun: usize) -> (Option<usize>, Option<chancery_core::Status>) {
    for verb in carriers(scene.tree, noun) {
        let site = Site { word: verb, pos: Pos::Verb, light: None };
        let reading = frames.lights(&scene.tree.words[verb].lemma).iter().find(|reading| holds_all(scene, site, &reading.conditions).is_ok());
        if let Some(reading) = reading {
            return (Some(verb), reading.gives);
        }
    }
    (None, None)
}

/// Drops what is part of another trigger, the one with more conditions first.
fn drop_parts(found: &mut Vec<Match<'_>>, misses: &mut Vec<Miss>) {
    let used: Vec<(usize, usize)> = found.iter().flat_map(|matched| matched.used.iter().map(move |&word| (word, matched.site.word))).collect();
    found.retain(|matched| {
        let by = used.iter().find(|&&(word, by)| word == matched.site.word && by != word);
        misses.extend(by.map(|&(word, by)| Miss { word, why: Why::Part(by) }));
        by.is_none()
    });
}

/// Drops what stands in the arguments and the complement of a trigger that only wants, refuses, threatens or promises it.
fn drop_insides(frames: &Frames, tree: &Tree, found: &mut Vec<Match<'_>>, misses: &mut Vec<Miss>) {
    let outer: Vec<(usize, Vec<usize>)> = found
        .iter()
        .filter(|matched| frames.frame(matched.trigger.frame).inside == Inside::Nothing)
        .map(|matched| (matched.site.word, inside(tree, matched.site)))
        .collect();
    found.retain(|matched| {
        let word = matched.site.word;
        // "Did so at the request of Chad": that was made.
        let made = matched.site.pos == Pos::Noun && tree.case(word) == Some("at") && is_request(frames, matched);
        // "Proposed talks": these are told as proposed.
        let carried = |by: usize| matched.site.light == Some(by) && tree.words[word].is(&["obj"]) && matched.light_status.is_some();
        let by = outer.iter().find(|&&(by, ref words)| by != word && words.contains(&word) && !made && !carried(by));
        misses.extend(by.map(|&(by, _)| Miss { word: matched.site.word, why: Why::Inside(by) }));
        by.is_none()
    });
}

fn is_request(frames: &Frames, matched: &Match<'_>) -> bool {
    frames.kind(matched.trigger).is_some_and(|kind| kind.as_str() == "request")
}

/// The words of the complement and of the objects and phrases of a trigger, without relative clauses, which tell facts.
fn inside(tree: &Tree, site: Site) -> Vec<usize> {
    let mut heads = [arguments(tree, site, Arg::Complement), arguments(tree, site, Arg::Object)].concat();
    heads.extend(tree.by(site.word, &["obl", "nmod", "advcl"]).filter(|&phrase| {
        matches!(tree.case(phrase).or_else(|| tree.mark(phrase)), Some("to" | "for" | "on" | "of" | "against" | "with" | "about" | "from" | "into"))
    }));
    if site.pos == Pos::Verb && tree.passive(site.word) {
        heads.extend(tree.by(site.word, &["nsubj"]));
    }
    let fact = |word: usize| {
        tree.words[word].is(&["acl:relcl", "parataxis", "nmod:poss"])
            || tree.is_past_after_infinitive(word)
            || (tree.words[word].is(&["acl"]) && tree.words[word].xpos == "VBN")
    };
    heads.into_iter().filter(|&head| head != site.word).flat_map(|head| tree.subtree_without(head, fact)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::tree;
    use chancery_core::Ontology;

    const RULES: &str = "class aid\n  aid\nlight\n  verb pay\nframe cut sanction\n  verb cut obj=@aid\nframe aid aid\n  noun aid\nframe visit visit\n  noun visit\n  \
        verb visit\nframe demand request\n  verb demand\nframe sport none\n  verb visit obj=goal\n";

    fn told(lines: &str) -> (Vec<String>, Vec<Why>) {
        let mut frames = Frames::default();
        frames.add("own.txt", RULES, &Ontology::builtin()).unwrap();
        let tree = tree(lines);
        let (found, misses) = matches(&frames, Scene { tree: &tree, names: &[] });
        (found.iter().map(|m| frames.frame(m.trigger.frame).name.clone()).collect(), misses.into_iter().map(|miss| miss.why).collect())
    }

    #[test]
    fn the_object_of_a_special_trigger_is_no_event_of_its_own() {
        let (found, misses) = told("Chad/chad/PROPN/NNP/2/nsubj cut/cut/VERB/VBD/0/root aid/aid/NOUN/NN/2/obj");
        assert_eq!(found, ["cut"]);
        assert_eq!(misses, [Why::Part(1)]);
    }

    #[test]
    fn a_demanded_act_is_no_event() {
        let (found, misses) = told(
            "Chad/chad/PROPN/NNP/2/nsubj demanded/demand/VERB/VBD/0/root that/that/SCONJ/IN/5/mark Togo/togo/PROPN/NNP/5/nsubj visit/visit/VERB/VB/2/ccomp",
        );
        assert_eq!(found, ["demand"]);
        assert_eq!(misses, [Why::Inside(1)]);
    }

    #[test]
    fn words_of_no_event_and_failed_conditions_say_why() {
        let (found, misses) = told("He/he/PRON/PRP/2/nsubj visited/visit/VERB/VBD/0/root goals/goal/NOUN/NNS/2/obj");
        assert_eq!((found.len(), misses), (0, vec![Why::Other("sport".into())]));
        let (_, misses) = told("He/he/PRON/PRP/2/nsubj cut/cut/VERB/VBD/0/root grass/grass/NOUN/NN/2/obj");
        assert_eq!(misses, [Why::Condition("obj=aid".into())]);
    }

    #[test]
    fn a_light_verb_carries_its_noun() {
        let mut frames = Frames::default();
        frames.add("own.txt", RULES, &Ontology::builtin()).unwrap();
        let tree = tree("Chad/chad/PROPN/NNP/2/nsubj paid/pay/VERB/VBD/0/root visits/visit/NOUN/NNS/2/obj");
        let (found, _) = matches(&frames, Scene { tree: &tree, names: &[] });
        assert_eq!(found[0].site, Site { word: 2, pos: Pos::Noun, light: Some(1) });
    }
}
