//! Who and what a text names: countries, bodies, persons with or without office, groups and places.
//!
//! Read [`find_mentions`] first, then [`Mention`].

mod acronyms;
mod again;
mod appositions;
mod atoms;
mod bodies;
mod collectives;
mod complement;
mod epithets;
mod forces;
mod formats;
mod grounds;
mod groups;
mod holders;
mod home;
mod later;
mod lexicon;
mod own;
mod people;
mod phrase;
mod place;
mod possessors;
mod reader;
mod resolve;
mod runs;
mod units;
mod view;

use chancery_core::{ActorId, ActorKind, Article, CountryCode, Place, Sector, Span};
use chancery_language::{Document, tokenise};
use jiff::civil::Date;
use std::ops::Range;

use crate::gazetteer::Gazetteer;

pub(crate) use formats::formats;
pub use own::OwnNames;
pub(crate) use place::of_country;
pub use units::units;

/// The mentions of a text, in the order of their starts; of two that start together the wider is first. They may nest: a title phrase
/// holds the country of the office.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mentions {
    /// All of them.
    pub list: Vec<Mention>,
}

impl Mention {
    /// Words of a parsed text, by their place in bytes, that name these actors and no place; none where they cover no token.
    fn of_actors(document: &Document, bytes: Range<usize>, told: Told, actors: Vec<ActorRef>) -> Option<Self> {
        let first = document.tokens.partition_point(|token| token.bytes.end <= bytes.start);
        let last = document.tokens.partition_point(|token| token.bytes.start < bytes.end);
        let sentence = document.sentence_at(bytes.start)?.index;
        (first < last).then(|| Self {
            span: Span::new(document.tokens[first].chars.start as u32, document.tokens[last - 1].chars.end as u32),
            bytes,
            tokens: first..last,
            head: last - 1,
            sentence,
            told,
            reading: Reading::Actor,
            actors,
            alternatives: Vec::new(),
            place: None,
        })
    }
}

/// Words that name an actor, several actors, or a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands, in scalar values of the text.
    pub span: Span,
    /// The same in bytes.
    pub bytes: Range<usize>,
    /// Its tokens, numbered through the whole document.
    pub tokens: Range<usize>,
    /// The token that heads it: the last word of a name, the noun of a group.
    pub head: usize,
    /// The sentence in which it stands.
    pub sentence: usize,
    /// In what form it is told.
    pub told: Told,
    /// Whether it can act.
    pub reading: Reading,
    /// Whom it names: one, or several ("the two countries"); none for a place or a pronoun that nothing resolves.
    pub actors: Vec<ActorRef>,
    /// Whom else it could name, the likeliest first.
    pub alternatives: Vec<ActorRef>,
    /// What place it names, where it can be one.
    pub place: Option<Place>,
}

/// The form in which an actor is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Told {
    /// A name of a country or body.
    Name,
    /// An adjective or a people's name: "Israeli", "the Israelis".
    Demonym,
    /// A person, with or without title.
    Titled,
    /// An office without the name of its holder.
    Office,
    /// People or a body by a common noun: "Israeli troops", "a court".
    Group,
    /// A pronoun.
    Pronoun,
    /// "The two countries", "both sides".
    Collective,
    /// A place.
    Place,
}

/// Whether words that can be both name an actor or a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reading {
    /// An actor.
    Actor,
    /// A place.
    Place,
    /// Either: the clause decides.
    Both,
}

/// An actor as the text tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorRef {
    /// Its name in the graph.
    pub id: ActorId,
    /// What it is.
    pub kind: ActorKind,
    /// What it is called first.
    pub name: String,
    /// The office held: as the text tells it, or else on the day of the article.
    pub office: Option<String>,
    /// Whether that office is held no more.
    pub former: bool,
    /// The body without a country for which it acts.
    pub organization: Option<String>,
    /// The country it is, or acts for.
    pub country: Option<CountryCode>,
    /// In what capacity.
    pub sector: Option<Sector>,
}

/// The mentions of an analysed or merely tokenised article.
pub fn find_mentions(doc: &Document, article: &Article, gazetteer: &Gazetteer) -> Mentions {
    Mentions { list: reader::read(doc, article.published_on, gazetteer) }
}

/// The mentions of a text, cut into tokens by [`tokenise`].
pub fn find_in_text(text: &str, published_on: Option<Date>, gazetteer: &Gazetteer) -> Mentions {
    Mentions { list: reader::read(&tokenise(text), published_on, gazetteer) }
}

impl Mentions {
    /// Those that lie inside no other.
    pub fn outermost(&self) -> impl Iterator<Item = &Mention> {
        let mut end = 0;
        self.list.iter().filter(move |mention| {
            let outside = mention.bytes.start >= end;
            end = end.max(mention.bytes.end);
            outside
        })
    }

    /// The widest whose head is this token.
    pub fn with_head(&self, token: usize) -> Option<&Mention> {
        self.list.iter().filter(|mention| mention.head == token).max_by_key(|mention| mention.bytes.len())
    }

    /// The widest that holds this token.
    pub fn covering(&self, token: usize) -> Option<&Mention> {
        self.list.iter().filter(|mention| mention.tokens.contains(&token)).max_by_key(|mention| mention.bytes.len())
    }

    /// Those that lie within these tokens.
    pub fn inside(&self, tokens: Range<usize>) -> impl Iterator<Item = &Mention> {
        self.list.iter().filter(move |mention| tokens.start <= mention.tokens.start && mention.tokens.end <= tokens.end)
    }
}

#[cfg(test)]
mod kinds;
#[cfg(test)]
mod news;
#[cfg(test)]
mod tests;
