//! A sentence as a dependency tree (Universal Dependencies), in the form that matching asks for.

use crate::{
    dates,
    frames::{Arg, args::Site},
};
use chancery_core::Span;
use rustc_hash::FxHashMap;
use std::{cell::RefCell, ops::Range, rc::Rc};

/// A sentence with its words and who depends on whom.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The words in the order of the text.
    pub words: Vec<Word>,
    children: Vec<Vec<usize>>,
    /// The arguments that were asked for: one trigger of a word after the other asks for the same.
    arguments: RefCell<Arguments>,
}

type Arguments = FxHashMap<(Site, Arg), Rc<[usize]>>;

/// A word of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As the text has it.
    pub text: String,
    /// Its lemma, in lower case.
    pub lemma: String,
    /// Universal part of speech (`VERB`).
    pub upos: String,
    /// Penn tag (`VBD`).
    pub xpos: String,
    /// The word it depends on; none for the root.
    pub head: Option<usize>,
    /// How it depends on it (`nsubj:pass`).
    pub relation: String,
    /// Where it stands in the article.
    pub span: Span,
}

impl Word {
    /// Whether it depends on its head in one of these ways; a way without a subtype stands for all of its subtypes.
    #[inline]
    pub fn is(&self, relations: &[&str]) -> bool {
        let rest = |relation: &&str| self.relation.strip_prefix(relation);
        relations.iter().filter_map(rest).any(|subtype| subtype.is_empty() || subtype.starts_with(':'))
    }

    /// Whether it is a finite verb, an infinitive or a participle.
    pub fn is_verb(&self) -> bool {
        self.upos == "VERB"
            || (self.upos == "AUX" && !self.is(&["aux", "cop"]))
            || (self.upos == "ADJ" && matches!(self.xpos.as_str(), "VBN" | "VBD" | "VBG"))
    }

    /// Whether it is a noun, a name or a pronoun.
    pub fn is_nominal(&self) -> bool {
        matches!(self.upos.as_str(), "NOUN" | "PROPN" | "PRON" | "NUM")
    }
}

impl Tree {
    /// A tree of these words. A head that is no word of the sentence, or the word itself, counts as none. A preposition that hangs on
    /// the title before a name ("with Afghan president Karzai") is taken to the name.
    pub fn new(mut words: Vec<Word>) -> Self {
        let title = |words: &[Word], index: usize| words[index].head.filter(|&head| head < words.len() && words[head].is(&["nmod:desc"]));
        for index in 0..words.len() {
            let name = title(&words, index).and_then(|title| words[title].head.filter(|&name| words[index].is(&["case"]) && title < name));
            words[index].head = name.or(words[index].head);
        }
        let mut children = vec![Vec::new(); words.len()];
        for index in 0..words.len() {
            words[index].head = words[index].head.filter(|&head| head < words.len() && head != index);
            if let Some(head) = words[index].head {
                children[head].push(index);
            }
        }
        Self { words, children, arguments: RefCell::default() }
    }

    /// The arguments of a word: what was told before, else what `work_out` tells.
    pub(crate) fn arguments(&self, site: Site, arg: Arg, work_out: impl FnOnce() -> Vec<usize>) -> Rc<[usize]> {
        if let Some(known) = self.arguments.borrow().get(&(site, arg)) {
            return Rc::clone(known);
        }
        // Not borrowed meanwhile: it may lean on other arguments.
        let found: Rc<[usize]> = work_out().into();
        self.arguments.borrow_mut().insert((site, arg), Rc::clone(&found));
        found
    }

    /// The words that depend on a word, in the order of the text.
    pub fn children(&self, word: usize) -> &[usize] {
        &self.children[word]
    }

    /// The words that depend on a word in one of these ways.
    pub fn by<'t>(&'t self, word: usize, relations: &'t [&'t str]) -> impl Iterator<Item = usize> + 't {
        self.children[word].iter().copied().filter(move |&child| self.words[child].is(relations))
    }

    /// The first of them.
    pub fn first(&self, word: usize, relations: &[&str]) -> Option<usize> {
        self.children[word].iter().copied().find(|&child| self.words[child].is(relations))
    }

    /// The word, and all that hang on it, in the order of the text.
    pub fn subtree(&self, word: usize) -> Vec<usize> {
        self.subtree_without(word, |_| false)
    }

    /// The word and all that hang on it, without the branches that start with a word for which `cut` holds.
    pub fn subtree_without(&self, word: usize, cut: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found = vec![word];
        let mut next = 0;
        while next < found.len() && found.len() <= self.words.len() {
            found.extend(self.children[found[next]].iter().copied().filter(|&child| !cut(child)));
            next += 1;
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The way from a word up to the root, the word first.
    pub fn up(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(word), |&word| self.words[word].head).take(self.words.len())
    }

    /// Whether `word` is `above` or hangs on it.
    pub fn under(&self, word: usize, above: usize) -> bool {
        self.up(word).any(|step| step == above)
    }

    /// The word and its conjuncts ("A, B and C").
    pub fn conjuncts(&self, word: usize) -> Vec<usize> {
        let mut all = vec![word];
        let mut next = 0;
        while next < all.len() && all.len() <= self.words.len() {
            all.extend(self.by(all[next], &["conj"]).filter(|&child| self.words[child].is_nominal() || self.words[child].upos == "ADJ"));
            // "Shastri, the Indian premier, and Ayub Khan": a parser hangs the other on the apposition.
            let beside = self.by(all[next], &["appos"]).flat_map(|apposition| self.by(apposition, &["conj"]));
            all.extend(beside.filter(|&child| self.words[child].upos == "PROPN"));
            next += 1;
        }
        all
    }

    /// The first conjunct of a coordination that the word is part of, or the word itself.
    pub fn first_conjunct(&self, word: usize) -> usize {
        self.up(word).take_while(|&step| self.words[step].is(&["conj"])).last().and_then(|last| self.words[last].head).unwrap_or(word)
    }

    /// The preposition or the conjunction that introduces a phrase, in one word ("because of" is `because`).
    pub fn case(&self, word: usize) -> Option<&str> {
        self.by(word, &["case"])
            .map(|child| self.words[child].lemma.as_str())
            .find(|&lemma| lemma != "'s" && lemma != "'" && lemma != "’s" && lemma != "’")
    }

    /// Whether a preposition introduces a phrase: the one that [`Self::case`] tells or, where a parser gives two ("the day before with Oman"),
    /// the last of them.
    pub fn led_by(&self, word: usize, preposition: &str) -> bool {
        let last = self.by(word, &["case"]).filter(|&child| child < word).last();
        self.case(word) == Some(preposition) || last.is_some_and(|last| self.words[last].lemma == preposition)
    }

    /// Whether a word is the name of a day or a month, or the number of a day: never what an act is about.
    pub fn is_day(&self, word: usize) -> bool {
        let name = |word: usize| self.words[word].upos == "PROPN" && dates::names_day_or_month(&self.words[word].lemma);
        let part = matches!(self.words[word].lemma.as_str(), "morning" | "afternoon" | "evening" | "night");
        name(word) || ((part || self.words[word].upos == "NUM") && self.children(word).iter().any(|&child| name(child)))
    }

    /// Whether a noun may point back at what was told before: "the talks", "this decision".
    pub fn points_back(&self, noun: usize) -> bool {
        self.by(noun, &["det"]).any(|det| matches!(self.words[det].lemma.as_str(), "the" | "this" | "these" | "that" | "those"))
    }

    /// The conjunction that introduces a clause.
    pub fn mark(&self, word: usize) -> Option<&str> {
        self.by(word, &["mark", "case"]).map(|child| self.words[child].lemma.as_str()).next()
    }

    /// Whether a verb is in the passive: by its subject, its auxiliary, or as a participle after a noun.
    pub fn passive(&self, verb: usize) -> bool {
        let word = &self.words[verb];
        let told = self.first(verb, &["nsubj:pass", "csubj:pass", "aux:pass", "obl:agent"]).is_some();
        let reduced =
            word.xpos == "VBN" && word.is(&["acl", "amod", "advcl", "conj", "xcomp"]) && self.first(verb, &["aux", "nsubj", "obj"]).is_none();
        told || (reduced && !(word.is(&["conj"]) && word.head.is_some_and(|head| !self.passive(head))))
    }

    /// Whether a verb in the past tense hangs as a conjunct on an infinitive, which it cannot continue.
    pub fn is_past_after_infinitive(&self, verb: usize) -> bool {
        let word = &self.words[verb];
        word.xpos == "VBD" && word.is(&["conj"]) && word.head.is_some_and(|head| self.words[head].xpos == "VB")
    }

    /// The span from the first to the last of these words.
    pub fn span(&self, words: &[usize]) -> Option<Span> {
        words.iter().map(|&word| self.words[word].span).reduce(Span::cover)
    }

    /// The words that overlap a span.
    pub fn within(&self, span: Span) -> Range<usize> {
        let start = self.words.partition_point(|word| word.span.end <= span.start);
        let end = self.words.partition_point(|word| word.span.start < span.end);
        start..end.max(start)
    }
}

/// Builds trees for tests from lines `text/lemma/UPOS/XPOS/head/relation`, heads counted from one and 0 for the root.
#[cfg(test)]
pub(crate) fn tree(lines: &str) -> Tree {
    let mut start = 0;
    let words = lines.split_whitespace().map(|line| {
        let cells: Vec<&str> = line.split('/').collect();
        let [text, lemma, upos, xpos, head, relation] = cells[..] else { panic!("six cells: {line}") };
        let span = Span::new(start, start + text.chars().count() as u32);
        start = span.end + 1;
        let head: usize = head.parse().unwrap();
        Word {
            text: text.into(),
            lemma: lemma.into(),
            upos: upos.into(),
            xpos: xpos.into(),
            head: head.checked_sub(1),
            relation: relation.into(),
            span,
        }
    });
    Tree::new(words.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passives_are_told_from_actives() {
        let active = tree("Iran/iran/PROPN/NNP/2/nsubj seized/seize/VERB/VBD/0/root tankers/tanker/NOUN/NNS/2/obj");
        assert!(!active.passive(1));
        let reduced = tree("tankers/tanker/NOUN/NNS/0/root seized/seize/VERB/VBN/1/acl by/by/ADP/IN/4/case Iran/iran/PROPN/NNP/2/obl");
        assert!(reduced.passive(1));
    }

    #[test]
    fn a_preposition_before_a_title_belongs_to_the_name() {
        let t = tree("talks/talk/NOUN/NNS/0/root with/with/ADP/IN/3/case president/president/NOUN/NN/4/nmod:desc Karzai/karzai/PROPN/NNP/1/nmod");
        assert_eq!((t.case(3), t.case(2)), (Some("with"), None));
    }

    #[test]
    fn a_circle_of_heads_ends() {
        let circle = tree("a/a/NOUN/NN/2/obj b/b/NOUN/NN/1/conj");
        assert_eq!(circle.subtree(0), [0, 1]);
        assert!(circle.up(0).count() <= 2);
        assert_eq!(circle.conjuncts(0), [0, 1]);
    }
}
