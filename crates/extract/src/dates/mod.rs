//! Dates in text: what is told, and the days it means.
//!
//! Read [`find`] first: it tells the date expressions of a text with what each says ([`Value`]), before anything is known of the
//! article. [`resolve`] turns one into a range of days, given the publication date, the tense of its clause and the date told
//! before. [`of_text`] does both for a text without a parse.
//!
//! **Invariant:** a range is as wide as its words are vague. "Two months ago" is a month, "early May" is ten days, and an expression
//! that bounds nothing ("before 1990") has no range at all. [`reckon`] alone gives the nominal day, by arithmetic of the calendar.

mod absolute;
mod calendar;
mod dateline;
mod find;
mod holiday;
mod lists;
mod numbers;
mod numeric;
mod parts;
mod pick;
mod ranges;
mod relative;
mod resolve;
mod scan;
mod spread;
mod stretch;
mod tense;
mod token;
mod value;
mod words;
mod years;

pub use dateline::dateline;
pub use find::find;
pub use resolve::{lasting, reckon, resolve};
pub use tense::Tense;
pub use value::{Amount, Bound, Count, Edge, Part, Pick, Side, Unit, Value, Year, Yearly};

pub(crate) use words::{names_day_or_month, names_weekday};

use chancery_core::{DateRange, Span};
use jiff::civil::Date;
use std::ops::Range;

/// A date expression of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// Its words, as bytes of the text.
    pub bytes: Range<usize>,
    /// Its words, as Unicode scalar values of the text.
    pub span: Span,
    /// What it says.
    pub value: Value,
    /// The tense of its clause, guessed from the words around it. A parse knows better.
    pub tense: Tense,
}

/// What sort of time an expression tells, which decides how an event may use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A day, or a stretch told as one: "Friday", "last week", "early May".
    Point,
    /// From one date to another.
    Range,
    /// A length of time that no date bounds: "for two days", "three-day". It has no range of its own.
    Duration,
    /// From a date up to now.
    Since,
    /// Up to a date, itself included.
    Until,
    /// Up to a date, itself left out.
    Before,
    /// After a date.
    After,
}

/// What is known where an expression stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The publication date. Without one, only dates with a year are resolved.
    pub published: Option<Date>,
    /// The tense of the clause.
    pub tense: Tense,
    /// The date told last before it, to which "the following day" and "a week later" refer.
    pub told: Option<DateRange>,
}

/// A date of a text with the days it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// What is told, and where.
    pub expression: Expression,
    /// The days it may mean, as wide as it is vague.
    pub range: DateRange,
    /// The days by arithmetic of the calendar: "two months ago" is one day.
    pub reckoned: DateRange,
}

impl Expression {
    /// What sort of time it tells.
    pub fn form(&self) -> Form {
        match self.value {
            Value::Duration(_) => Form::Duration,
            Value::Between(..) => Form::Range,
            Value::Open(Bound::Since, _) => Form::Since,
            Value::Open(Bound::Until, _) => Form::Until,
            Value::Open(Bound::Before, _) => Form::Before,
            Value::Open(Bound::After, _) => Form::After,
            _ => Form::Point,
        }
    }
}

/// The dates of a text, resolved in order, each by the tense guessed from its words and the date told before it.
///
/// ```
/// use chancery_extract::dates;
/// let told = dates::of_text("They met on Saturday and parted the following day.", Some(jiff::civil::date(2005, 12, 26)));
/// let days: Vec<String> = told.iter().map(|dated| dated.range.to_string()).collect();
/// assert_eq!(days, ["2005-12-24", "2005-12-25"]);
/// ```
pub fn of_text(text: &str, published: Option<Date>) -> Vec<Dated> {
    let mut told = None;
    let dated = |expression: Expression| {
        let context = Context { published, tense: expression.tense, told };
        let (range, reckoned) = (resolve(&expression, &context)?, reckon(&expression, &context)?);
        told = Some(range);
        Some(Dated { expression, range, reckoned })
    };
    find(text).into_iter().filter_map(dated).collect()
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
