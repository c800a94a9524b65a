//! The arguments of a trigger: logical subject and object through voice, control, relative clauses and coordination.

use super::{
    Arg, Pos,
    carriers::{DEEPEST, gap_is_object, measured},
    subjects::{agents, antecedent, companions, is_company, sayers, surface_subject},
};
use crate::tree::Tree;
use std::rc::Rc;

/// A word that may tell an event, with the verb that carries it where it is a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Site {
    /// The word.
    pub word: usize,
    /// What kind of word it is.
    pub pos: Pos,
    /// The light verb ("hold" of "hold talks").
    pub light: Option<usize>,
}

impl Site {
    /// The verb whose clause tells the event, or the word itself.
    pub fn verb(self) -> usize {
        self.light.unwrap_or(self.word)
    }
}

/// The words at the end of one step from a trigger.
pub fn arguments(tree: &Tree, site: Site, arg: Arg) -> Rc<[usize]> {
    tree.arguments(site, arg, || look_up(tree, site, arg))
}

fn look_up(tree: &Tree, site: Site, arg: Arg) -> Vec<usize> {
    match arg {
        Arg::Others => return arguments(tree, site, Arg::Subject).iter().skip(1).copied().collect(),
        Arg::Clause => return clause(tree, site.word).into_iter().collect(),
        Arg::Auxiliary => return tree.by(site.verb(), &["aux"]).collect(),
        Arg::Sayer => return sayers(tree, site.word),
        _ => {}
    }
    let found = match site.pos {
        Pos::Noun => of_noun(tree, site, arg),
        Pos::Verb if gerund(tree, site.word) => of_noun(tree, site, arg),
        Pos::Verb | Pos::Adj => of_verb(tree, site.word, arg),
    };
    let too = if arg == Arg::Subject { companions(tree, site.verb()) } else { Vec::new() };
    let mut all: Vec<usize> =
        found.into_iter().chain(too).flat_map(|word| if matches!(arg, Arg::Complement) { vec![word] } else { tree.conjuncts(word) }).collect();
    let mut seen = Vec::new();
    all.retain(|word| {
        !seen.contains(word) && {
            seen.push(*word);
            true
        }
    });
    all
}

/// The verb that an auxiliary helps ("must leave"), or that does what the noun of a phrase with "at" tells of ("opened the port at the request of").
fn clause(tree: &Tree, word: usize) -> Option<usize> {
    let told = &tree.words[word];
    let at = || tree.case(word) == Some("at") && told.is(&["obl", "nmod"]);
    let verb = || tree.up(word).skip(1).find(|&above| tree.words[above].is_verb());
    if told.is(&["aux"]) { told.head } else { at().then(verb).flatten() }
}

/// Whether a gerund stands as a noun, whatever the parser calls it: "the throwing out of two consuls by Peru".
fn gerund(tree: &Tree, verb: usize) -> bool {
    tree.words[verb].xpos == "VBG" && tree.first(verb, &["det"]).is_some() && !phrases(tree, verb, "of").is_empty()
}

fn of_verb(tree: &Tree, verb: usize, arg: Arg) -> Vec<usize> {
    match arg {
        Arg::Subject if tree.passive(verb) => agents(tree, verb),
        Arg::Subject => surface_subject(tree, verb, DEEPEST),
        // "Was granted an audience": of two objects one stays where it is.
        Arg::Object if tree.passive(verb) => surface_subject(tree, verb, DEEPEST).into_iter().chain(tree.by(verb, &["obj"])).collect(),
        Arg::Object => objects(tree, verb),
        Arg::Indirect => tree.by(verb, &["iobj"]).collect(),
        Arg::Possessor => tree.by(verb, &["nmod:poss"]).collect(),
        Arg::Modifier => tree.by(verb, &["amod", "compound", "advmod"]).collect(),
        Arg::Complement => complements(tree, verb),
        Arg::Others | Arg::Clause | Arg::Auxiliary | Arg::Sayer => Vec::new(),
        Arg::Preposition(preposition) => obliques(tree, verb, preposition),
    }
}

fn objects(tree: &Tree, verb: usize) -> Vec<usize> {
    let own: Vec<usize> = tree.by(verb, &["obj"]).map(|object| antecedent(tree, verb, object).unwrap_or(object)).collect();
    // "told the envoy that": who is told may stand as the indirect object.
    let own = if own.is_empty() { tree.by(verb, &["iobj"]).collect() } else { own };
    if !own.is_empty() {
        return own;
    }
    let word = &tree.words[verb];
    if word.is(&["acl:relcl"]) && gap_is_object(tree, verb) {
        return word.head.into_iter().collect();
    }
    // "signed and ratified the treaty", "met and hugged the king": the object stands after the verbs that share it.
    let shares = |other: usize| tree.by(other, &["obj"]).filter(move |&object| object > verb).collect::<Vec<_>>();
    match word.head {
        Some(head) if word.is(&["conj"]) && tree.words[head].is_verb() => shares(head),
        _ => tree
            .by(verb, &["conj"])
            .filter(|&other| tree.words[other].is_verb() && tree.first(other, &["nsubj", "aux"]).is_none())
            .flat_map(shares)
            .take(1)
            .collect(),
    }
}

fn complements(tree: &Tree, word: usize) -> Vec<usize> {
    let infinitive = |child: &usize| {
        let told = &tree.words[*child];
        told.is(&["ccomp", "xcomp", "csubj"]) || (told.is(&["acl", "advcl"]) && told.xpos == "VB" && tree.first(*child, &["nsubj"]).is_none())
    };
    tree.children(word).iter().copied().filter(infinitive).collect()
}

/// The phrases and the gerunds with a preposition, of the verb and of its object.
fn obliques(tree: &Tree, verb: usize, preposition: &str) -> Vec<usize> {
    let agent = tree.passive(verb) && preposition == "by";
    let own = phrases(tree, verb, preposition);
    let own: Vec<usize> = if agent { Vec::new() } else { own };
    if !own.is_empty() || preposition == "of" {
        return own;
    }
    let of_object: Vec<usize> = of_verb(tree, verb, Arg::Object).into_iter().flat_map(|object| phrases(tree, object, preposition)).collect();
    if !of_object.is_empty() {
        return of_object;
    }
    // "Discuss the dispatch of observers with Chad": a parser may hang the phrase deeper.
    if preposition == "with" {
        let below: Vec<usize> = tree.by(verb, &["obj"]).flat_map(|object| deeper(tree, object, preposition)).collect();
        if !below.is_empty() {
            return below;
        }
    }
    // "Flew there", "is due here".
    let spot = |&child: &usize| matches!(tree.words[child].lemma.as_str(), "here" | "there");
    let spots: Vec<usize> = tree.by(verb, &["advmod"]).filter(spot).filter(|_| matches!(preposition, "to" | "in" | "at")).collect();
    if !spots.is_empty() {
        return spots;
    }
    match tree.words[verb].head {
        // "met and talked with X", "agreed to talk with X": the phrase may hang on the neighbouring verb.
        Some(head) if tree.words[verb].is(&["conj"]) && tree.words[head].is_verb() => {
            phrases(tree, head, preposition).into_iter().filter(|&p| p > verb).collect()
        }
        _ => Vec::new(),
    }
}

pub(super) fn phrases(tree: &Tree, word: usize, preposition: &str) -> Vec<usize> {
    let fits = |child: &usize| {
        let told = &tree.words[*child];
        (told.is(&["obl", "nmod"]) && tree.led_by(*child, preposition) && !tree.is_day(*child) && !is_company(tree, *child))
            || (told.is(&["advcl", "acl"]) && tree.mark(*child) == Some(preposition))
    };
    let mut found: Vec<usize> = tree.children(word).iter().copied().filter(fits).collect();
    if found.is_empty() && preposition == "against" {
        found = beyond_names(tree, word, fits);
    }
    found.into_iter().map(|phrase| antecedent(tree, word, phrase).unwrap_or(phrase)).collect()
}

/// The phrases that a parser hangs on a name or a day in between: "filed a suit in New York against the bank".
fn beyond_names(tree: &Tree, word: usize, fits: impl Fn(&usize) -> bool) -> Vec<usize> {
    let mut names: Vec<usize> = tree.by(word, &["obl", "nmod", "obj"]).filter(|&name| name > word && tree.words[name].upos == "PROPN").collect();
    let mut next = 0;
    while let Some(&name) = names.get(next) {
        next += 1;
        let found: Vec<usize> = tree.children(name).iter().copied().filter(&fits).collect();
        if !found.is_empty() {
            return found;
        }
        names.extend(tree.by(name, &["obl", "nmod"]).filter(|&below| tree.words[below].upos == "PROPN"));
    }
    Vec::new()
}

fn of_noun(tree: &Tree, site: Site, arg: Arg) -> Vec<usize> {
    let noun = site.word;
    let carried = || site.light.map(|verb| carried_subject(tree, verb, noun)).unwrap_or_default();
    let by = || first_filled([phrases(tree, noun, "by"), deeper(tree, noun, "by")]);
    let possessor = || tree.by(noun, &["nmod:poss"]).collect::<Vec<usize>>();
    match arg {
        Arg::Subject => first_filled([by(), carried(), said_of(tree, noun), possessor(), modifiers(tree, noun)]),
        Arg::Object => {
            // "Burma is under sanctions".
            if let Some(under) = tree.first(noun, &["nsubj"]).filter(|_| tree.case(noun) == Some("under")) {
                return vec![under];
            }
            let of = phrases(tree, noun, "of");
            let given = !by().is_empty() || !carried().is_empty();
            if given { first_filled([of, possessor(), modifiers(tree, noun)]) } else { of }
        }
        Arg::Indirect => site.light.map(|verb| tree.by(verb, &["iobj"]).collect()).unwrap_or_default(),
        Arg::Possessor => possessor(),
        Arg::Modifier => tree.by(noun, &["amod", "compound", "nummod"]).collect(),
        Arg::Complement => tree.by(noun, &["acl", "ccomp"]).filter(|&clause| !tree.words[clause].is(&["acl:relcl"])).collect(),
        Arg::Others | Arg::Clause | Arg::Auxiliary | Arg::Sayer => Vec::new(),
        Arg::Preposition(preposition) => {
            let own = phrases(tree, noun, preposition);
            let carrier = site.light.map(|verb| phrases(tree, verb, preposition)).unwrap_or_default();
            // The noun itself may be the phrase of the light verb ("engaged in a dialogue").
            let carrier = carrier.into_iter().filter(|&word| word != noun).collect();
            let below = if preposition == "of" { Vec::new() } else { deeper(tree, noun, preposition) };
            first_filled([own, carrier, below])
        }
    }
}

/// The phrases with a preposition that a parser hangs on another phrase of a noun: "by Peru" of "the jailing of a reporter by Peru", "to Chad"
/// of "a warning from Peru to Chad".
fn deeper(tree: &Tree, noun: usize, preposition: &str) -> Vec<usize> {
    let within = |word: usize| tree.by(word, &["nmod"]).filter(move |&below| matches!(tree.case(below), Some("of" | "to" | "from" | "by")));
    let mut at: Vec<usize> = within(noun).collect();
    for _ in 0..DEEPEST {
        let found: Vec<usize> = at.iter().flat_map(|&word| phrases(tree, word, preposition)).collect();
        if at.is_empty() || !found.is_empty() {
            return found;
        }
        at = at.into_iter().flat_map(within).collect();
    }
    Vec::new()
}

pub(super) fn first_filled<const N: usize>(lists: [Vec<usize>; N]) -> Vec<usize> {
    lists.into_iter().find(|list| !list.is_empty()).unwrap_or_default()
}

/// Who is said to be in it: "Oman is in talks with Iran", "the army is on alert".
fn said_of(tree: &Tree, noun: usize) -> Vec<usize> {
    let within = tree.first(noun, &["cop"]).is_some() && matches!(tree.case(noun), Some("in" | "on" | "at"));
    tree.by(noun, &["nsubj"]).filter(|_| within).collect()
}

/// Names and national adjectives before a noun: "US-Japan talks", "an Israeli strike".
fn modifiers(tree: &Tree, noun: usize) -> Vec<usize> {
    let capital = |word: usize| tree.words[word].text.starts_with(char::is_uppercase);
    // "Syrian government shelling" is of whom the name belongs to, a "Saudi-led strike" of its leader.
    let named = |child: usize| tree.words[child].is(&["compound"]) && tree.by(child, &["amod", "compound"]).any(capital);
    let leads = |child: usize| matches!(tree.words[child].lemma.as_str(), "lead" | "head" | "spearhead" | "led" | "headed" | "spearheaded");
    let leader = |child: usize| tree.children(child).iter().copied().find(|&name| leads(child) && name < child && capital(name)).unwrap_or(child);
    let before = tree.by(noun, &["amod", "compound", "nmod"]).filter(|&child| child < noun);
    let own = before.map(|child| if named(child) { child } else { leader(child) }).filter(|&child| capital(child) || named(child));
    // "Turkish-Libyan": the first hangs on the second.
    let joined = |word: usize| {
        tree.by(word, &["amod", "compound"]).filter(move |&first| first + 2 == word && tree.words[first + 1].text == "-" && capital(first))
    };
    own.flat_map(|word| joined(word).chain([word]).collect::<Vec<_>>()).collect()
}

/// The subject that a light verb gives its noun.
fn carried_subject(tree: &Tree, verb: usize, noun: usize) -> Vec<usize> {
    let subject = of_verb(tree, verb, Arg::Subject);
    // "The talks ended": the noun is the subject itself.
    subject.into_iter().filter(|&word| word != noun && !tree.conjuncts(word).contains(&measured(tree, noun))).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::carriers::carriers, *};
    use crate::tree::tree;

    fn words(tree: &Tree, site: Site, arg: Arg) -> Vec<&str> {
        arguments(tree, site, arg).iter().map(|&word| tree.words[word].text.as_str()).collect()
    }

    fn verb(word: usize) -> Site {
        Site { word, pos: Pos::Verb, light: None }
    }

    #[test]
    fn passive_swaps_subject_and_object() {
        let t =
            tree("Oil/oil/NOUN/NN/3/nsubj:pass was/be/AUX/VBD/3/aux:pass seized/seize/VERB/VBN/0/root by/by/ADP/IN/5/case Iran/iran/PROPN/NNP/3/obl");
        assert_eq!(words(&t, verb(2), Arg::Subject), ["Iran"]);
        assert_eq!(words(&t, verb(2), Arg::Object), ["Oil"]);
    }

    #[test]
    fn a_passive_keeps_its_second_object_and_a_verb_has_auxiliaries() {
        let t = tree(
            "Peru/peru/PROPN/NNP/4/nsubj:pass would/would/AUX/MD/4/aux be/be/AUX/VB/4/aux:pass granted/grant/VERB/VBN/0/root \
             an/a/DET/DT/6/det audience/audience/NOUN/NN/4/obj",
        );
        assert_eq!(words(&t, verb(3), Arg::Object), ["Peru", "audience"]);
        assert_eq!(words(&t, verb(3), Arg::Auxiliary), ["would", "be"]);
    }

    #[test]
    fn control_gives_the_subject_of_an_infinitive() {
        let t = tree(
            "Peru/peru/PROPN/NNP/2/nsubj urged/urge/VERB/VBD/0/root Chile/chile/PROPN/NNP/2/obj to/to/PART/TO/5/mark leave/leave/VERB/VB/2/xcomp",
        );
        assert_eq!(words(&t, verb(4), Arg::Subject), ["Chile"]);
        let t = tree("Peru/peru/PROPN/NNP/2/nsubj agreed/agree/VERB/VBD/0/root to/to/PART/TO/4/mark leave/leave/VERB/VB/2/xcomp");
        assert_eq!(words(&t, verb(3), Arg::Subject), ["Peru"]);
    }

    #[test]
    fn relative_clauses_find_their_noun() {
        let t = tree(
            "sanctions/sanction/NOUN/NNS/0/root the/the/DET/DT/3/det US/us/PROPN/NNP/5/nsubj has/have/AUX/VBZ/5/aux imposed/impose/VERB/VBN/1/acl:relcl \
             on/on/ADP/IN/7/case Iran/iran/PROPN/NNP/5/obl",
        );
        assert_eq!(carriers(&t, 0), [4]);
        let site = Site { word: 0, pos: Pos::Noun, light: Some(4) };
        assert_eq!(words(&t, site, Arg::Subject), ["US"]);
        assert_eq!(words(&t, site, Arg::Preposition("on")), ["Iran"]);
        assert_eq!(words(&t, verb(4), Arg::Object), ["sanctions"]);
    }

    #[test]
    fn who_is_said_to_be_in_a_deed_is_its_subject() {
        let t = tree(
            "Oman/oman/PROPN/NNP/4/nsubj is/be/AUX/VBZ/4/cop in/in/ADP/IN/4/case talks/talk/NOUN/NNS/0/root with/with/ADP/IN/6/case \
             Iran/iran/PROPN/NNP/4/nmod",
        );
        let site = Site { word: 3, pos: Pos::Noun, light: None };
        assert_eq!((words(&t, site, Arg::Subject), words(&t, site, Arg::Preposition("with"))), (vec!["Oman"], vec!["Iran"]));
        let t = tree("Oman/oman/PROPN/NNP/4/nsubj is/be/AUX/VBZ/4/cop a/a/DET/DT/4/det partner/partner/NOUN/NN/0/root");
        assert_eq!(words(&t, Site { word: 3, pos: Pos::Noun, light: None }, Arg::Subject), Vec::<&str>::new());
    }

    #[test]
    fn who_does_it_may_hang_on_whom_it_is_done_to() {
        let t = tree(
            "jailing/jailing/NOUN/NN/0/root of/of/ADP/IN/3/case reporters/reporter/NOUN/NNS/1/nmod by/by/ADP/IN/5/case \
             Peru/peru/PROPN/NNP/3/nmod",
        );
        let site = Site { word: 0, pos: Pos::Noun, light: None };
        assert_eq!((words(&t, site, Arg::Subject), words(&t, site, Arg::Object)), (vec!["Peru"], vec!["reporters"]));
    }

    #[test]
    fn coordination_shares_subjects() {
        let t = tree(
            "Iran/iran/PROPN/NNP/4/nsubj and/and/CCONJ/CC/3/cc Oman/oman/PROPN/NNP/1/conj met/meet/VERB/VBD/0/root and/and/CCONJ/CC/6/cc \
             signed/sign/VERB/VBD/4/conj pacts/pact/NOUN/NNS/6/obj",
        );
        assert_eq!(words(&t, verb(5), Arg::Subject), ["Iran", "Oman"]);
    }

    #[test]
    fn papers_and_weapons_act_for_those_who_send_them() {
        let t = tree(
            "Chad/chad/PROPN/NNP/2/nsubj issued/issue/VERB/VBD/0/root statements/statement/NOUN/NNS/2/obj accusing/accuse/VERB/VBG/3/acl \
             Togo/togo/PROPN/NNP/4/obj",
        );
        assert_eq!(words(&t, verb(3), Arg::Subject), ["Chad"]);
        let t = tree(
            "Togo/togo/PROPN/NNP/3/nsubj:pass was/be/AUX/VBD/3/aux:pass condemned/condemn/VERB/VBN/0/root in/in/ADP/IN/5/case \
             statements/statement/NOUN/NNS/3/obl by/by/ADP/IN/7/case Chad/chad/PROPN/NNP/5/nmod",
        );
        assert_eq!(words(&t, verb(2), Arg::Subject), ["Chad"]);
    }

    #[test]
    fn those_who_did_the_same_act_by_themselves() {
        let t =
            tree("Chad/chad/PROPN/NNP/2/nsubj left/leave/VERB/VBD/0/root as/as/SCONJ/IN/4/mark did/do/VERB/VBD/2/advcl Togo/togo/PROPN/NNP/4/nsubj");
        assert_eq!(words(&t, verb(1), Arg::Subject), ["Chad"]);
    }

    #[test]
    fn clauses_set_beside_go_on_with_the_subject() {
        let t = tree(
            "Chad/chad/PROPN/NNP/2/nsubj spoke/speak/VERB/VBD/0/root then/then/ADV/RB/4/advmod flew/fly/VERB/VBD/2/parataxis \
             home/home/ADV/RB/4/advmod",
        );
        assert_eq!(words(&t, verb(3), Arg::Subject), ["Chad"]);
    }

    #[test]
    fn a_past_tense_does_not_go_on_with_an_infinitive() {
        let t = tree(
            "Peru/peru/PROPN/NNP/2/nsubj urged/urge/VERB/VBD/0/root Chile/chile/PROPN/NNP/2/obj to/to/PART/TO/5/mark wait/wait/VERB/VB/2/xcomp \
             and/and/CCONJ/CC/7/cc spoke/speak/VERB/VBD/5/conj",
        );
        assert_eq!(words(&t, verb(6), Arg::Subject), ["Peru"]);
    }

    #[test]
    fn a_nouns_object_is_its_possessor_where_another_acts() {
        let t = tree(
            "Togo/togo/PROPN/NNP/3/nmod:poss 's/'s/PART/POS/1/case invasion/invasion/NOUN/NN/0/root by/by/ADP/IN/5/case Chad/chad/PROPN/NNP/3/nmod",
        );
        let site = Site { word: 2, pos: Pos::Noun, light: None };
        assert_eq!(words(&t, site, Arg::Subject), ["Chad"]);
        assert_eq!(words(&t, site, Arg::Object), ["Togo"]);
    }
}
