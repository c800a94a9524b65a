//! Days told one after the other: "May 5, 6 and 7", "5 and 6 May 2005", "Monday and Tuesday". They are read as one range.

use super::absolute::{day_of, month, year_tail};
use super::find::point;
use super::numbers;
use super::relative;
use super::scan::{Found, Scan};
use super::token::Kind;
use super::value::{Pick, Value, Year};
use super::words::Word;

/// A list of days that begins at `at`.
pub(super) fn list(scan: &Scan<'_>, at: usize) -> Found<Value> {
    match scan.kind(at) {
        Kind::Word(Word::Month(_) | Word::MonthShort(_)) => month_first(scan, at),
        Kind::Word(Word::Weekday(_)) => weekdays(scan, at),
        Kind::Number { .. } | Kind::Ordinal(_) => days_first(scan, at),
        _ => None,
    }
}

/// "May 5, 6 and 7", where the last number counts nothing.
fn month_first(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let (of, next) = month(scan, at)?;
    let (first, last, end) = days(scan, next)?;
    let (year, after) = year_tail(scan, end);
    (year != Year::Unsaid || relative::bounded(scan, end)).then(|| (between(first, last, of, year), after))
}

/// "5, 6 and 7 May 2005".
fn days_first(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let (first, last, end) = days(scan, at)?;
    let (of, next) = month(scan, scan.skip(end, Word::Of)).filter(|_| scan.capital(scan.skip(end, Word::Of)))?;
    let (year, after) = year_tail(scan, next);
    Some((between(first, last, of, year), after))
}

fn between(first: i8, last: i8, month: i8, year: Year) -> Value {
    Value::Between(Box::new(day_of(first, month, year)), Box::new(day_of(last, month, year)))
}

/// Rising numbers with an "and" before the last: the first, the last, and the token after it.
fn days(scan: &Scan<'_>, at: usize) -> Option<(i8, i8, usize)> {
    let (first, mut next) = numbers::day(scan, at)?;
    let mut last = first;
    // Nobody tells more than a week of days one by one.
    for _ in 0..7 {
        let comma = scan.skip_mark(next, ',');
        let and = scan.skip(comma, Word::And);
        let (day, end) = numbers::day(scan, scan.skip(and, Word::The)).filter(|(day, _)| and > next && *day > last)?;
        (last, next) = (day, end);
        if and > comma {
            return Some((first, last, next));
        }
    }
    None
}

/// "Monday and Tuesday", a day and the next; those farther apart are two dates.
fn weekdays(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let (Word::Weekday(first), Word::And, Word::Weekday(second)) = (scan.word(at), scan.word(at + 1), scan.word(at + 2)) else { return None };
    let alone = point(scan, at + 2, 1)? == (Value::Weekday(second, Pick::Bare), at + 3);
    let bare = |weekday| Box::new(Value::Weekday(weekday, Pick::Bare));
    (first.next() == second && alone && relative::bounded(scan, at + 3)).then(|| (Value::Between(bare(first), bare(second)), at + 3))
}
