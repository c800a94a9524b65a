//! Who takes part in an act, as far as a small forest can say: it knows nothing of words, only where a name stands and what frames make of it
//! (docs/reader.md, "Who takes part").
//!
//! Read [`question`] first: what is asked, and what is told of each candidate. `tools/ranker` makes the forest.

mod arguments;
pub mod census;
mod position;
pub mod question;
mod ways;

use chancery_core::{Role, Shape};
use std::sync::OnceLock;

use crate::{
    events::{
        cast::Named,
        roles::{NEAREST, Part},
    },
    forest::Forest,
};
use census::parties;
use question::{Asked, Question};

/// The forest that ships; made by `tools/ranker/build.py`.
const FOREST: &str = include_str!("../../../data/ranker/forest.txt");

/// The forest that ships. Read at the first call.
pub fn builtin() -> &'static Forest {
    static READ: OnceLock<Forest> = OnceLock::new();
    READ.get_or_init(|| Forest::read(FOREST).expect("a test reads the file that ships"))
}

/// The way to a part that the ranker gives, before how likely it finds it.
const LEARNED: &str = "learned";

/// What the classes of the forest are, in their order.
pub const CLASSES: [&str; 4] = ["none", "source", "target", "participant"];

/// How likely somebody must be to take part: where the frames leave his side of the act empty, where somebody stands there already, and where
/// there would be no event without him. Who is not named in the sentence must be likelier.
const EMPTY: f32 = 0.5;
const BESIDE: f32 = 0.7;
const ALONE: f32 = 0.7;
const FROM_BEFORE: f32 = 0.2;

/// Those who take part beside the parts that are known, the likeliest of each party. `alone` says that these are not enough for an event.
pub fn likely<'c>(forest: &Forest, question: Question<'c, '_>, alone: bool) -> Vec<Part<'c>> {
    let asked = Asked::new(question);
    // Whoever acts does so alone, and not as one of all those whom a word like "both sides" means.
    let is_new = |new: &[String], known: &[String]| {
        let other = |party: &String| !known.contains(party);
        if question.shape == Shape::Symmetric { new.iter().any(other) } else { new.iter().all(other) }
    };
    let taken = |role: Role| question.parts.iter().any(|part| part.role == role && !part.named.generic);
    let taken = [true, false].map(|acts| taken(role(question.shape, acts)));
    let mut found: Vec<(f32, Role, &'c Named, &[String])> = Vec::new();
    for (number, named) in asked.candidates().enumerate() {
        // Beside somebody else stands nobody whom the sentence does not name, and where two meet is none of them.
        let before = named.head == usize::MAX;
        let place = question.shape == Shape::Symmetric && question.cast.lands.iter().any(|land| land.span == named.span);
        let beside = alone || !(before || place);
        // Who cannot take part, however likely, is not asked about.
        if !is_new(asked.parties(number), asked.known()) || (!beside && taken == [true, true]) {
            continue;
        }
        let [none, source, target, participant] = shares(forest, &asked, number)[..] else { continue };
        let acts = source >= target.max(participant);
        let least = match (alone, taken[usize::from(!acts)]) {
            (true, _) => ALONE,
            (false, true) if !beside => continue,
            (false, true) => BESIDE,
            (false, false) => EMPTY,
        };
        let least = if before { least + FROM_BEFORE } else { least };
        if 1.0 - none >= least {
            found.push((1.0 - none, role(question.shape, acts), named, asked.parties(number)));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut known = asked.known().to_vec();
    let mut parts = Vec::new();
    for (likely, role, named, new) in found {
        if is_new(new, &known) {
            known.extend_from_slice(new);
            parts.push(Part { role, named, path: format!("{LEARNED} ({likely:.2})"), inner: false, phrase: None, sure: likely });
        }
    }
    parts
}

/// How likely somebody whom the frames only guess must be to take part at all.
const GUESSED: f32 = 0.2;

/// Whether all of those whom the frames only guess, as the nearest name or the one told before, are too unlikely to take part. Of whom it is not asked
/// nothing is known.
pub fn doubts<'p>(forest: &Forest, question: Question<'_, '_>, mut guesses: impl Iterator<Item = &'p Part<'p>>) -> bool {
    let asked = Asked::new(question);
    let those = |same: &dyn Fn(&Named) -> bool| {
        let numbers = asked.candidates().enumerate().filter(|(_, named)| same(named)).map(|(number, _)| number);
        numbers.filter_map(|number| shares(forest, &asked, number).first().map(|none| 1.0 - none)).reduce(f32::max)
    };
    guesses.all(|guess| {
        let own = parties(guess.named);
        let likely =
            those(&|named| named.span == guess.named.span).or_else(|| those(&|named| parties(named).iter().any(|party| own.contains(party))));
        let least = if guess.path == NEAREST { GUESSED } else { GUESSED + FROM_BEFORE };
        likely.is_some_and(|likely| likely < least)
    })
}

/// How likely the candidate with this number is of each of [`CLASSES`].
fn shares(forest: &Forest, asked: &Asked<'_, '_>, number: usize) -> Vec<f32> {
    let row: Vec<f32> = asked.row(number).into_iter().map(|(_, value)| value).collect();
    forest.probabilities(&row)
}

/// The role of somebody on one side of an act of this shape.
fn role(shape: Shape, acts: bool) -> Role {
    match (shape, acts) {
        (Shape::Symmetric, _) | (Shape::Mediation, false) => Role::Participant,
        (Shape::Mediation, true) => Role::Mediator,
        (Shape::Visit, false) => Role::Host,
        (Shape::Statement, true) => Role::Speaker,
        (_, true) => Role::Source,
        (_, false) => Role::Target,
    }
}
