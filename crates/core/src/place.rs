//! Where something happened.

use serde::{Deserialize, Serialize};

use crate::{CountryCode, code::vocabulary};

vocabulary! {
    /// How exactly a place is told. Coordinates of a country or a region are its middle and no more.
    PlacePrecision, "precision of a place" {
        /// A building or a spot in a city.
        Site = "site",
        /// A city or town.
        City = "city",
        /// A province, state or natural region.
        Region = "region",
        /// A country.
        Country = "country",
    }
}

/// A place, apart from the words that told it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// "Great Hall of the People".
    pub name: String,
    /// What it lies in ("Beijing"), where that is told or known.
    pub within: Option<String>,
    /// The country it lies in.
    pub country: Option<CountryCode>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// How exactly it is told.
    pub precision: PlacePrecision,
}
