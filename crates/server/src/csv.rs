//! Tables: what a list looks like in CSV.

pub use chancery_formats::csv::{cell, line};

/// An entry of a list that can be a row of a table.
pub trait Row {
    /// The names of the columns.
    const COLUMNS: &'static [&'static str];

    /// The cells, one for each column.
    fn cells(&self) -> Vec<String>;
}

/// The line of the column names.
pub fn header<R: Row>() -> String {
    line(R::COLUMNS.iter().map(|&name| name.to_owned()))
}

/// The line of one entry.
pub fn row<R: Row>(entry: &R) -> String {
    line(entry.cells())
}
