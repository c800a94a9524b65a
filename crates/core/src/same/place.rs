//! Places that may be one.

use crate::{Event, Place, PlacePrecision};

/// Kilometres within which two named places are one: a city and its suburb, or two spellings.
const NEAR: f64 = 30.0;

/// Types of acts that are done where the words are spoken or the paper is signed: news places them at either end.
const ANYWHERE: &[&str] =
    &["statement", "call", "pledge", "support", "concession", "request", "accusation", "rejection", "threat", "sanction", "expulsion"];

/// Why the places of tellings of two articles go together, none where they are two.
pub(super) fn places_agree(a: &Event, b: &Event) -> Option<String> {
    if ANYWHERE.contains(&a.kind.as_str()) && ANYWHERE.contains(&b.kind.as_str()) {
        return Some("an act of words, wherever it was placed".into());
    }
    same_place(a.place.as_ref(), b.place.as_ref())
}

/// Why the places go together, none where they are two.
pub(super) fn same_place(a: Option<&Place>, b: Option<&Place>) -> Option<String> {
    let (Some(x), Some(y)) = (a, b) else { return Some("not both have a place".into()) };
    let countries = x.country == y.country || x.country.is_none() || y.country.is_none();
    let wide = |precision| matches!(precision, PlacePrecision::Country | PlacePrecision::Region);
    let within = x.name == y.name || x.within.as_ref() == Some(&y.name) || y.within.as_ref() == Some(&x.name);
    let sites = x.precision == PlacePrecision::Site || y.precision == PlacePrecision::Site;
    (countries && (within || wide(x.precision) || wide(y.precision) || sites || near(x, y))).then(|| format!("places {} and {}", x.name, y.name))
}

fn near(a: &Place, b: &Place) -> bool {
    let at = |place: &Place| place.lat.zip(place.lon);
    let Some((one, other)) = at(a).zip(at(b)) else { return false };
    let north = (one.0 - other.0) * 111.2;
    let east = (one.1 - other.1) * 111.2 * one.0.to_radians().cos();
    north.hypot(east) < NEAR
}
