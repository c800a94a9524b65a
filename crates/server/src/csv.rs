//! Entries of lists: what one looks like in CSV, and in JSON.

pub use chancery_formats::csv::{cell, line};
use serde::Serialize;

/// An entry of a list that can be a row of a table.
pub trait Row {
    /// The names of the columns.
    const COLUMNS: &'static [&'static str];

    /// The cells, one for each column.
    fn cells(&self) -> Vec<String>;

    /// Writes the entry as JSON. Where lists are long, an entry may write itself with [`crate::written`], which gives the same bytes sooner.
    fn json(&self, to: &mut Vec<u8>)
    where
        Self: Serialize,
    {
        serde_json::to_writer(to, self).expect("an entry is plain data");
    }
}

/// The line of the column names.
pub fn header<R: Row>() -> String {
    line(R::COLUMNS.iter().map(|&name| name.to_owned()))
}

/// The line of one entry.
pub fn row<R: Row>(entry: &R) -> String {
    line(entry.cells())
}
