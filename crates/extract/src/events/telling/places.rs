//! Places that one act of a sentence lends another: talks are held where the journey leads, what is promised on a visit is promised there.

use chancery_core::{Phrase, Place, Shape};

use super::{Teller, trigger_of};
use crate::{merge::Telling, tree::Tree};

/// An act that tells where it is.
struct Lender {
    word: usize,
    journey: bool,
    place: Place,
    phrase: Option<Phrase>,
}

/// How a place was found that another act lends.
const LENT: &str = "of the act it belongs to";

impl Teller<'_> {
    /// Gives each act of a sentence, those from `first` on, that tells no place that of the journey or the gathering it belongs to.
    pub(super) fn lend_places(&mut self, tree: &Tree, first: usize) {
        let shape = |telling: &Telling| self.knowledge.ontology().get(&telling.event.kind).map(|info| info.shape);
        let word = |telling: &Telling| tree.words.iter().position(|word| word.span == trigger_of(&telling.event));
        let lenders: Vec<Lender> = self.tellings[first..]
            .iter()
            .filter_map(|telling| {
                let journey = shape(telling) == Some(Shape::Visit);
                let place = telling.event.place.clone().filter(|_| journey || shape(telling) == Some(Shape::Symmetric))?;
                Some(Lender { word: word(telling)?, journey, place, phrase: telling.event.reports[0].place.clone() })
            })
            .collect();
        let lent: Vec<(usize, &Lender)> = (first..self.tellings.len())
            .filter(|&at| self.tellings[at].event.place.is_none())
            .filter_map(|at| {
                let (act, meets) = (word(&self.tellings[at])?, matches!(shape(&self.tellings[at]), Some(Shape::Symmetric | Shape::Mediation)));
                let by_phone = self.tellings[at].event.kind.as_str() == "call";
                Some((at, lenders.iter().filter(|_| !by_phone).find(|lender| belongs(tree, act, lender, meets))?))
            })
            .collect();
        for (at, lender) in lent {
            let event = &mut self.tellings[at].event;
            event.place = Some(lender.place.clone());
            event.reports[0].place.clone_from(&lender.phrase);
            if let Some(reading) = self.explanation.tellings.iter_mut().rev().find(|reading| reading.event == event.id) {
                reading.site = Some(LENT.to_owned());
            }
        }
    }
}

/// Whether an act happens where another one tells to be: on a journey ("promised during a visit to"), at its end ("flew to Rome for talks",
/// if it is one of two who meet), or with those who have gathered there ("ministers meeting in Rome agreed").
fn belongs(tree: &Tree, act: usize, lender: &Lender, meets: bool) -> bool {
    let verb = |word: usize| tree.words[word].head.filter(|&head| !tree.words[word].is_verb() && tree.words[head].is_verb()).unwrap_or(word);
    let (does, goes) = (verb(act), verb(lender.word));
    let during = tree.case(lender.word).is_some_and(|case| matches!(case, "during" | "on"))
        || (tree.words[lender.word].is(&["advcl"])
            && tree.mark(lender.word).is_none_or(|mark| mark == "while")
            && tree.words[lender.word].xpos == "VBG");
    if lender.journey && during {
        return tree.under(lender.word, does)
            && !between(tree, lender.word, does).any(|step| tree.words[step].is(&["ccomp", "acl", "parataxis", "conj"]));
    }
    if lender.journey {
        let apart = |step: usize| {
            let when = tree.case(step).or_else(|| tree.mark(step));
            tree.words[step].is(&["ccomp", "acl", "parataxis"])
                || when.is_some_and(|when| !matches!(when, "for" | "to" | "on" | "in" | "with" | "and"))
        };
        return meets && tree.under(act, goes) && !between(tree, act, goes).any(apart);
    }
    tree.words[lender.word].is(&["acl"]) && tree.words[lender.word].head.is_some_and(|head| tree.first(does, &["nsubj"]) == Some(head))
}

/// The words from `below` up to, but without, `above`.
fn between(tree: &Tree, below: usize, above: usize) -> impl Iterator<Item = usize> + '_ {
    tree.up(below).take_while(move |&step| step != above)
}
