//! Where an act happened: the most specific place that its clause tells.

use chancery_core::{Place, PlacePrecision, Span};

use super::cast::{Cast, Site as Named};
use crate::{frames::args::Site, tree::Tree};

/// Prepositions that tell where something is.
const WHERE: &[&str] = &["in", "at", "near", "outside", "inside", "on", "off", "around", "across", "throughout", "over"];
/// Prepositions and verbs of going that tell where a visit is.
const WHITHER: &[&str] = &["to", "into"];

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

/// The place of an act. `going` says whether it is one of going somewhere, whose goal is where it happens.
pub fn place_of(tree: &Tree, cast: &Cast, site: Site, clause: &[usize], going: bool) -> Option<Where> {
    let told: Vec<(&Named, usize)> = cast
        .places
        .iter()
        .filter(|place| clause.contains(&place.head))
        .filter_map(|place| phrase(tree, place, site, going).map(|top| (place, top)))
        .collect();
    let nearest = told.iter().map(|&(_, top)| steps(tree, top, site)).min()?;
    let near: Vec<&(&Named, usize)> = told.iter().filter(|(_, top)| steps(tree, *top, site) == nearest).collect();
    let finest = near.iter().map(|(place, _)| *place).min_by_key(|place| (place.place.precision as u8, place.head))?;
    let others = told.iter().map(|(place, _)| *place).chain(cast.places.iter().filter(|other| tree.under(other.head, finest.head)));
    Some(Where { place: within(finest, others), span: finest.span, how: if going { "where it goes" } else { "after a preposition of place" } })
}

/// The place told after an act that only accompanies a verb: "the deal was signed after a meeting in the Great Hall".
pub fn place_after(tree: &Tree, cast: &Cast, site: Site, verb: usize) -> Option<Where> {
    let after: Vec<usize> = tree.subtree(verb).into_iter().filter(|&word| word > site.word).collect();
    place_of(tree, cast, Site { word: verb, pos: crate::frames::Pos::Verb, light: None }, &after, false)
}

/// The head of the phrase that tells where, for a place in one: the place itself, or the noun that it is part of ("in the capital, Oslo").
fn phrase(tree: &Tree, place: &Named, site: Site, going: bool) -> Option<usize> {
    for step in tree.up(place.head) {
        if step == site.word || step == site.verb() {
            return (going && tree.words[place.head].is(&["obj"])).then_some(place.head);
        }
        if let Some(case) = tree.case(step) {
            let tells = WHERE.contains(&case) || (going && WHITHER.contains(&case));
            // "talks on the future of Oman" are not in Oman.
            let topic = step != place.head && matches!(case, "on" | "over" | "off" | "around" | "across");
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
