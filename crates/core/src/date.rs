//! Dates as news tells them: closed ranges of days, with a precision and never a false day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A closed range of days. A month is the range of its days, a day is a range of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DateRange {
    /// First day.
    pub start: Date,
    /// Last day, the first or later.
    pub end: Date,
}

/// How exactly a range is told. It follows from the range itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// One day.
    Day,
    /// Some days, less than a month or not along its borders.
    Days,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
    /// Several months or years.
    Longer,
}

/// A text that is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no date: {given:?}; accepted are a day (2005-12-26), a month (2005-12) or a year (2005)")]
pub struct ParseDateError {
    /// The text.
    pub given: String,
}

impl DateRange {
    /// From `start` to `end`, both inclusive; the two are swapped where they come in the wrong order.
    pub fn new(start: Date, end: Date) -> Self {
        Self { start: start.min(end), end: start.max(end) }
    }

    /// One day.
    pub fn day(day: Date) -> Self {
        Self { start: day, end: day }
    }

    /// The calendar month that holds `day`.
    pub fn month_of(day: Date) -> Self {
        Self { start: day.first_of_month(), end: day.last_of_month() }
    }

    /// The calendar year that holds `day`.
    pub fn year_of(day: Date) -> Self {
        Self { start: day.first_of_year(), end: day.last_of_year() }
    }

    /// Whether the ranges share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// Whether `day` lies within.
    pub fn contains(self, day: Date) -> bool {
        self.start <= day && day <= self.end
    }

    /// How exactly the range is told.
    pub fn precision(self) -> Precision {
        if self.start == self.end {
            Precision::Day
        } else if self == Self::month_of(self.start) {
            Precision::Month
        } else if self == Self::year_of(self.start) {
            Precision::Year
        } else if self.days() < 31 {
            Precision::Days
        } else {
            Precision::Longer
        }
    }

    /// Number of days, at least one.
    pub fn days(self) -> i32 {
        day_number(self.end) - day_number(self.start) + 1
    }
}

/// Days since 1970-01-01, negative before.
pub fn day_number(date: Date) -> i32 {
    date.since(Date::constant(1970, 1, 1)).map_or(0, |span| span.get_days())
}

/// The day with this number, or none past the years -9999 to 9999.
pub fn day_of_number(number: i32) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(number).ok()?).ok()
}

impl FromStr for DateRange {
    type Err = ParseDateError;

    /// Reads a day `2005-12-26`, a month `2005-12` or a year `2005`, as the range of its days.
    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        let error = || ParseDateError { given: text.chars().take(80).collect() };
        let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|byte| byte.is_ascii_digit());
        let parts: Vec<&str> = text.split('-').collect();
        let number = |part: &str| part.parse::<i16>().map_err(|_| error());
        let (year, month, day) = match parts[..] {
            [y] if digits(y, 4) => (number(y)?, None, None),
            [y, m] if digits(y, 4) && digits(m, 2) => (number(y)?, Some(number(m)?), None),
            [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2) => (number(y)?, Some(number(m)?), Some(number(d)?)),
            _ => return Err(error()),
        };
        let first = Date::new(year, month.unwrap_or(1) as i8, day.unwrap_or(1) as i8).map_err(|_| error())?;
        Ok(match (month, day) {
            (None, _) => Self::year_of(first),
            (_, None) => Self::month_of(first),
            _ => Self::day(first),
        })
    }
}

impl fmt::Display for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.start == self.end { write!(f, "{}", self.start) } else { write!(f, "{}/{}", self.start, self.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn range(text: &str) -> DateRange {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_and_a_year_are_the_ranges_of_their_days() {
        assert_eq!(range("2004-02").to_string(), "2004-02-01/2004-02-29");
        assert_eq!(range("2005").to_string(), "2005-01-01/2005-12-31");
        assert_eq!(range("2005-12-26").to_string(), "2005-12-26");
    }

    #[test]
    fn impossible_dates_are_refused() {
        for wrong in ["", "2005-02-31", "2005-13", "05-12-26", "2005-1-2", "today", "2005-12-26T00:00", "+005", "１９９９"] {
            assert!(wrong.parse::<DateRange>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn precision_follows_from_the_range() {
        assert_eq!(range("2005-12").precision(), Precision::Month);
        assert_eq!(range("2005").precision(), Precision::Year);
        assert_eq!(range("2005-12-26").precision(), Precision::Day);
        let week = DateRange::new(range("2005-12-19").start, range("2005-12-25").start);
        assert_eq!((week.precision(), week.days()), (Precision::Days, 7));
    }

    proptest! {
        #[test]
        fn day_numbers_go_both_ways(number in -700_000..2_000_000) {
            prop_assert_eq!(day_of_number(number).map(day_number), Some(number));
        }
    }
}
