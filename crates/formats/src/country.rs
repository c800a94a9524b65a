//! Countries under the codes and names of the field's files.

use chancery_core::CountryCode;
use std::{collections::HashMap, sync::LazyLock};

const TABLE: &str = include_str!("../data/countries.tsv");

/// A country, state or territory.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Country {
    /// Its id in the graph.
    pub actor: &'static str,
    /// The code under which it counts.
    pub code: Option<CountryCode>,
    /// Its usual name.
    pub name: &'static str,
    fips: &'static str,
    cameo: &'static str,
}

impl Country {
    /// Its code in GDELT's actors.
    pub fn cameo(&self) -> &'static str {
        self.cameo.split('|').next().filter(|code| !code.is_empty()).unwrap_or(self.actor)
    }

    /// Its code in GDELT's places.
    pub fn fips(&self) -> &'static str {
        self.fips.split('|').next().unwrap_or_default()
    }
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| rows().map(country).collect());
static NAMES: LazyLock<HashMap<String, usize>> = LazyLock::new(|| index(|row| std::iter::once(row[2]).chain(list(row[3]))));
static CODES: LazyLock<HashMap<String, usize>> = LazyLock::new(|| index(|row| std::iter::once(row[0]).chain(list(row[6]))));
static FIPS: LazyLock<HashMap<String, usize>> = LazyLock::new(|| index(|row| list(row[5])));

/// The country of this name; case is not looked at.
pub(crate) fn named(name: &str) -> Option<&'static Country> {
    find(&NAMES, name)
}

/// The country of this code of three letters, as ISO or CAMEO has it.
pub(crate) fn coded(code: &str) -> Option<&'static Country> {
    find(&CODES, code)
}

/// The country of this name or code of three letters.
pub(crate) fn told(told: &str) -> Option<&'static Country> {
    named(told).or_else(|| coded(told))
}

/// The country of this FIPS 10-4 code.
pub(crate) fn by_fips(code: &str) -> Option<&'static Country> {
    find(&FIPS, code)
}

fn find(index: &HashMap<String, usize>, key: &str) -> Option<&'static Country> {
    index.get(&key.trim().to_lowercase()).map(|&row| &COUNTRIES[row])
}

fn rows() -> impl Iterator<Item = Vec<&'static str>> {
    TABLE.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split('\t').collect())
}

fn list(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|item| !item.is_empty())
}

fn country(row: Vec<&'static str>) -> Country {
    Country { actor: row[0], code: row[1].parse().ok(), name: row[2], fips: row[5], cameo: row[6] }
}

/// The rows by their keys. States of today stand first in the table, and keep a key that a former state had too.
fn index<I: Iterator<Item = &'static str>>(keys: impl Fn(&[&'static str]) -> I) -> HashMap<String, usize> {
    let mut index = HashMap::new();
    for (number, row) in rows().enumerate() {
        for key in keys(&row) {
            index.entry(key.to_lowercase()).or_insert(number);
        }
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_its_columns_and_an_id() {
        for row in rows() {
            assert_eq!(row.len(), 7, "{row:?}");
            assert!(!row[0].is_empty() && !row[2].is_empty(), "{row:?}");
        }
        assert!(COUNTRIES.len() > 250);
    }

    #[test]
    fn fips_is_not_iso_and_cameo_has_codes_of_its_own() {
        assert_eq!(by_fips("GM").unwrap().actor, "DEU");
        assert_eq!(by_fips("BO").unwrap().actor, "BLR");
        assert_eq!(coded("ROM").unwrap().actor, "ROU");
        assert_eq!(coded("KSV").unwrap().actor, "KOS");
        assert_eq!((coded("ROU").unwrap().cameo(), coded("DEU").unwrap().cameo(), coded("DEU").unwrap().fips()), ("ROM", "DEU", "GM"));
        assert_eq!(named("germany").unwrap().actor, "DEU");
        assert_eq!(named("Moldova, Republic of").unwrap().actor, "MDA");
    }
}
