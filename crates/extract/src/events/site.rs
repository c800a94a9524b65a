//! Where an act happened: the most specific place that its clause tells.

use chancery_core::{EventType, Place, PlacePrecision, Span};

use super::cast::{Cast, Site as Named};
use crate::{frames::args::Site, tree::Tree};

/// Prepositions that tell where something is.
const WHERE: &[&str] = &["in", "at", "near", "outside", "inside", "on", "off", "around", "across", "throughout", "through", "over", "beneath"];
/// Prepositions that tell where a visit is, and where somebody leaves or is driven out of.
const WHITHER: &[&str] = &["to", "into", "for"];
const WHENCE: &[&str] = &["from", "out"];

/// How an act moves: where it happens is then told by other words too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// It does not.
    Rest,
    /// Towards where it happens.
    Going,
    /// Away from where it happens.
    Leaving,
    /// It strikes what lies there.
    Striking,
}

impl Motion {
    /// That of an event of this type.
    pub fn of(kind: &EventType) -> Self {
        match kind.as_str() {
            "visit" | "mobilization" | "aid" => Self::Going,
            "withdrawal" | "expulsion" => Self::Leaving,
            "attack" => Self::Striking,
            _ => Self::Rest,
        }
    }

    fn tells(self, case: &str) -> bool {
        match self {
            Self::Rest => false,
            Self::Striking => case == "against",
            Self::Going => WHITHER.contains(&case),
            Self::Leaving => WHENCE.contains(&case),
        }
    }
}

/// A place of an event with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Where {
    /// The place.
    pub place: Place,
    /// The words.
    pub span: Span,
    /// How it was found.
    pub how: &'static str,
}

/// The place of an act.
pub fn place_of(tree: &Tree, cast: &Cast, site: Site, clause: &[usize], motion: Motion) -> Option<Where> {
    let told: Vec<(&Named, usize)> = cast
        .places
        .iter()
        .filter(|place| clause.contains(&place.head))
        .filter_map(|place| phrase(tree, place, site, motion).map(|top| (place, top)))
        .collect();
    let nearest = told.iter().map(|&(_, top)| steps(tree, top, site)).min()?;
    let near: Vec<&(&Named, usize)> = told.iter().filter(|(_, top)| steps(tree, *top, site) == nearest).collect();
    let finest = near.iter().map(|(place, _)| *place).min_by_key(|place| (place.place.precision as u8, place.head))?;
    let others = told.iter().map(|(place, _)| *place).chain(cast.places.iter().filter(|other| tree.under(other.head, finest.head)));
    Some(Where {
        place: within(finest, others),
        span: finest.span,
        how: if motion == Motion::Going { "where it goes" } else { "after a preposition of place" },
    })
}

/// The place of what somebody is at when an act is told of him: "stays on in Oslo for a visit", "learned of it in Oslo, on a tour".
pub fn place_of_verb(tree: &Tree, cast: &Cast, verb: usize) -> Option<Where> {
    let clause = tree.subtree_without(verb, |child| tree.words[child].is(&["advcl", "ccomp", "xcomp", "parataxis", "acl"]));
    place_of(tree, cast, Site { word: verb, pos: crate::frames::Pos::Verb, light: None }, &clause, Motion::Rest)
}

/// The place told in front of a clause with which this one is joined: "in Oslo, the envoy denounced the coup and called on its leaders".
pub fn place_in_front(tree: &Tree, cast: &Cast, verb: usize) -> Option<Where> {
    let first = tree.words[verb].head.filter(|&head| tree.words[verb].is(&["conj"]) && tree.words[head].is_verb())?;
    let subject = tree.first(first, &["nsubj"]).filter(|&subject| subject < verb)?;
    let front: Vec<usize> = tree.subtree(first).into_iter().filter(|&word| word < subject).collect();
    place_of(tree, cast, Site { word: first, pos: crate::frames::Pos::Verb, light: None }, &front, Motion::Rest)
}

/// The place told after an act that only accompanies a verb: "the deal was signed after a meeting in the Great Hall".
pub fn place_after(tree: &Tree, cast: &Cast, site: Site, verb: usize) -> Option<Where> {
    let after: Vec<usize> = tree.subtree(verb).into_iter().filter(|&word| word > site.word).collect();
    place_of(tree, cast, Site { word: verb, pos: crate::frames::Pos::Verb, light: None }, &after, Motion::Rest)
}

/// The head of the phrase that tells where, for a place in one: the place itself, or the noun that it is part of ("in the capital, Oslo").
fn phrase(tree: &Tree, place: &Named, site: Site, motion: Motion) -> Option<usize> {
    let going = matches!(motion, Motion::Going | Motion::Striking);
    // "Arrived here", "meeting here".
    if tree.words[place.head].is(&["advmod"]) {
        return Some(place.head);
    }
    for step in tree.up(place.head) {
        if step == site.word || step == site.verb() {
            let struck = motion == Motion::Striking && tree.case(place.head) == Some("of");
            let left = motion == Motion::Leaving;
            return (struck || ((going || left) && tree.words[place.head].is(&["obj"]))).then_some(place.head);
        }
        if let Some(case) = tree.case(step) {
            let tells = WHERE.contains(&case) || motion.tells(case);
            // "talks on the future of Oman" are not in Oman.
            let topic = motion != Motion::Striking && step != place.head && matches!(case, "on" | "over" | "off" | "around" | "across");
            if tells && !topic {
                return Some(step);
            }
            if case != "of" {
                return None;
            }
        } else if tree.words[step].is(&["obj"]) && going {
            return Some(step);
        } else if tree.words[step].is_verb() || tree.words[step].is(&["nmod:poss", "amod", "nsubj"]) {
            return None;
        }
    }
    None
}

fn steps(tree: &Tree, from: usize, site: Site) -> usize {
    tree.up(from).position(|step| step == site.word || step == site.verb()).unwrap_or(usize::MAX)
}

/// A place with the wider place that the words tell beside it.
fn within<'c>(finest: &Named, others: impl Iterator<Item = &'c Named>) -> Place {
    let mut place = finest.place.clone();
    let wider = others.filter(|other| (other.place.precision as u8) > place.precision as u8 && compatible(&place, &other.place));
    if let Some(wider) = wider.min_by_key(|other| other.place.precision as u8) {
        if place.precision == PlacePrecision::Site || wider.place.precision != PlacePrecision::Country {
            place.within = Some(wider.place.name.clone());
        }
        place.country = place.country.or(wider.place.country);
        (place.lat, place.lon) = (place.lat.or(wider.place.lat), place.lon.or(wider.place.lon));
    }
    place
}

fn compatible(a: &Place, b: &Place) -> bool {
    a.country.is_none() || b.country.is_none() || a.country == b.country
}
