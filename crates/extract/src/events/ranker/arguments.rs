//! The arguments of an act, with the names that are found at them.

use super::{
    census::parties,
    question::{Question, Row, flag},
};
use crate::{
    events::cast::Named,
    frames::{
        Arg, Pos,
        args::{Site, arguments},
    },
};

/// The arguments that are looked at, beside those of the complement and the phrases with a preposition.
const PLAIN: &[(&str, Arg)] = &[
    ("subj", Arg::Subject),
    ("obj", Arg::Object),
    ("iobj", Arg::Indirect),
    ("poss", Arg::Possessor),
    ("mod", Arg::Modifier),
    ("sayer", Arg::Sayer),
    ("comp", Arg::Complement),
];
const OF_COMPLEMENT: &[(&str, Arg)] = &[("comp.subj", Arg::Subject), ("comp.obj", Arg::Object)];
const PREPOSITIONS: &[&str] =
    &["to", "with", "against", "on", "from", "for", "of", "by", "in", "at", "between", "over", "into", "about", "before", "upon"];

/// Of each argument so many words are looked at: a sentence without end is read in linear time.
const MOST: usize = 16;

/// An argument, and the name found at it, with whether the argument only contains that name.
struct Argument<'c> {
    name: &'static str,
    found: Option<Found<'c>>,
}

/// A name with its parties, and whether the argument only contains it.
struct Found<'c> {
    named: &'c Named,
    parties: Vec<String>,
    inner: bool,
}

/// All arguments of an act.
pub struct Arguments<'c>(Vec<Argument<'c>>);

impl<'c> Arguments<'c> {
    /// Those of the act that is asked about.
    pub fn of(question: &Question<'c, '_>) -> Self {
        let Question { tree, cast, site, .. } = *question;
        let found = |word: usize| {
            let own = cast.at(word).or_else(|| cast.land_of(word)).map(|named| (named, false));
            let (named, inner) = own.or_else(|| cast.named_by(tree, word).map(|named| (named, named.head != word)))?;
            Some(Found { named, parties: parties(named), inner })
        };
        let mut told = Vec::new();
        let mut tell = |name: &'static str, site: Site, arg: Arg| {
            let words: Vec<usize> = arguments(tree, site, arg).iter().take(MOST).copied().collect();
            told.extend(words.iter().map(|&word| Argument { name, found: found(word) }));
            words
        };
        for &(name, arg) in PLAIN {
            let words = tell(name, site, arg);
            for inner in words.into_iter().filter(|_| arg == Arg::Complement) {
                for &(name, arg) in OF_COMPLEMENT {
                    tell(name, Site { word: inner, pos: Pos::Verb, light: None }, arg);
                }
            }
        }
        for &name in PREPOSITIONS {
            tell(name, site, Arg::Preposition(name));
        }
        Self(told)
    }

    fn called<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Argument<'c>> {
        self.0.iter().filter(move |argument| argument.name == name)
    }

    /// Nought where there is no such argument, one where nobody is named at it, else two.
    pub fn presence(&self, name: &str) -> f32 {
        flag(self.called(name).next().is_some()) + flag(self.called(name).any(|argument| argument.found.is_some()))
    }

    /// At which of them a candidate of these parties stands (2, or 1 where the argument only contains the name), and whom of his party or
    /// of his company they name.
    pub fn tell(&self, named: &Named, own: &[String], row: &mut Row) {
        let found = |name| self.called(name).filter_map(|argument| argument.found.as_ref());
        let all = || self.0.iter().filter_map(|argument| argument.found.as_ref());
        let at = |found: &&Found<'_>| found.named.span == named.span;
        let of_party = |found: &Found<'_>| found.named.span != named.span && found.parties == own;
        let told = |name| found(name).filter(at).map(|found| 2.0 - flag(found.inner)).fold(0.0, f32::max);
        let shares = |name| flag(found(name).flat_map(|found| &found.parties).any(|party| own.contains(party)));
        let names = PLAIN.iter().chain(OF_COMPLEMENT).map(|(name, _)| *name).chain(PREPOSITIONS.iter().copied());
        row.extend(names.map(|name| (name, told(name))));
        row.extend([
            ("any", flag(all().any(|found| at(&found)))),
            ("party.any", flag(all().any(of_party))),
            ("party.subj", flag(found("subj").any(of_party))),
            ("shares.subj", shares("subj")),
            ("shares.sayer", shares("sayer")),
            ("sayer.any", self.presence("sayer")),
        ]);
    }
}
