//! Numbers in digits and in words: days of a month, years, amounts of time.

use super::scan::{Found, Scan};
use super::token::Kind;
use super::value::{Amount, Count, Unit};
use super::words::Word;

/// A day of a month: "5", "5th", "fifth", "twenty five", "twenty-fifth".
pub(super) fn day(scan: &Scan<'_>, at: usize) -> Found<i8> {
    let found = match scan.kind(at) {
        Kind::Number { value: value @ 1..=31, digits: 1 | 2 } => Some((value as i8, at + 1)),
        Kind::Ordinal(value) => Some((value, at + 1)),
        Kind::Word(Word::Ordinal(_) | Word::Cardinal(_)) => day_words(scan, at),
        _ => None,
    };
    found.filter(|(value, _)| (1..=31).contains(value))
}

/// An ordinal: "5th", "fifth", "twenty-fifth".
pub(super) fn ordinal(scan: &Scan<'_>, at: usize) -> Found<i8> {
    match scan.kind(at) {
        Kind::Ordinal(value) => Some((value, at + 1)),
        Kind::Word(Word::Ordinal(value)) => Some((value, at + 1)),
        Kind::Word(Word::Cardinal(tens @ (20 | 30))) => {
            let unit_at = scan.skip_mark(at + 1, '-');
            let Word::Ordinal(unit @ 1..=9) = scan.word(unit_at) else { return None };
            Some((tens as i8 + unit, unit_at + 1))
        }
        _ => None,
    }
}

fn day_words(scan: &Scan<'_>, at: usize) -> Found<i8> {
    ordinal(scan, at).or_else(|| {
        let (value, next) = below_hundred(scan, at)?;
        Some((i8::try_from(value).ok()?, next))
    })
}

/// A number below a hundred in words.
fn below_hundred(scan: &Scan<'_>, at: usize) -> Found<u16> {
    let Word::Cardinal(first) = scan.word(at) else { return None };
    if first >= 20 {
        let unit_at = scan.skip_mark(at + 1, '-');
        if let Word::Cardinal(unit @ 1..=9) = scan.word(unit_at) {
            return Some((first + unit, unit_at + 1));
        }
    }
    Some((first, at + 1))
}

/// A year in words: "nineteen eighty six", "nineteen hundred ninety three", "two thousand and twenty".
pub(super) fn year_words(scan: &Scan<'_>, at: usize) -> Found<i16> {
    let (head, next) = below_hundred(scan, at)?;
    let rest = |at: usize| {
        let from = scan.skip(at, Word::And);
        below_hundred(scan, from).map_or((0, at), |(value, next)| (value as i16, next))
    };
    match scan.word(next) {
        Word::Thousand if head == 2 || head == 1 => {
            let (tail, end) = rest(next + 1);
            Some((head as i16 * 1000 + tail, end))
        }
        Word::Hundred if (10..=21).contains(&head) => {
            let (tail, end) = rest(next + 1);
            Some((head as i16 * 100 + tail, end))
        }
        Word::Cardinal(10..) if next == at + 1 && (16..=20).contains(&head) => {
            let (tail, end) = below_hundred(scan, next)?;
            Some((head as i16 * 100 + tail as i16, end))
        }
        _ => None,
    }
}

/// A year of four digits from 1000 to 2999, or in words.
pub(super) fn year(scan: &Scan<'_>, at: usize) -> Found<i16> {
    match scan.kind(at) {
        Kind::Number { value: value @ 1000..=2999, digits: 4 } => Some((value as i16, at + 1)),
        Kind::Word(Word::Cardinal(_)) => year_words(scan, at),
        _ => None,
    }
}

/// A year of two digits, read as one from 1950 to 2049.
pub(super) fn short_year(scan: &Scan<'_>, at: usize) -> Found<i16> {
    let (value, digits) = scan.number(at)?;
    (digits == 2).then_some((full_year(value as i16), at + 1))
}

/// 49 is 2049, 50 is 1950.
pub(super) fn full_year(short: i16) -> i16 {
    if short < 50 { 2000 + short } else { 1900 + short }
}

/// How many: "3", "three", "a", "a couple of", "several".
pub(super) fn count(scan: &Scan<'_>, at: usize) -> Found<Count> {
    let exactly = |value: u32, next| Some((Count::Exactly(u16::try_from(value).ok()?), next));
    match scan.kind(at) {
        Kind::Number { value, digits: ..=4 } => exactly(value, at + 1),
        Kind::Word(Word::Cardinal(_)) => {
            let (value, next) = below_hundred(scan, at)?;
            if scan.word(next) == Word::Hundred { exactly(u32::from(value) * 100, next + 1) } else { exactly(u32::from(value), next) }
        }
        Kind::Word(Word::Couple) => Some((Count::Exactly(2), scan.skip(at + 1, Word::Of))),
        Kind::Word(Word::Few) => Some((Count::Few, at + 1)),
        Kind::Word(Word::Article) => match scan.word(at + 1) {
            Word::Couple | Word::Few => count(scan, at + 1),
            Word::Hundred => exactly(100, at + 2),
            _ => exactly(1, at + 1),
        },
        _ => None,
    }
}

/// A unit: "weeks", "business days".
pub(super) fn unit(scan: &Scan<'_>, at: usize) -> Found<Unit> {
    match scan.word(at) {
        Word::Unit(unit) => Some((unit, at + 1)),
        Word::Business if scan.word(at + 1) == Word::Unit(Unit::Day) => Some((Unit::BusinessDay, at + 2)),
        Word::Calendar => unit(scan, at + 1).filter(|(unit, _)| matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year)),
        _ => None,
    }
}

/// A length of time: "two weeks", "a couple of days", "two-day".
pub(super) fn amount(scan: &Scan<'_>, at: usize) -> Found<Amount> {
    let (count, next) = count(scan, at)?;
    let unit_at = if scan.mark(next, '-') && scan.glued(next) { next + 1 } else { next };
    let (unit, next) = unit(scan, unit_at)?;
    let plural = count != Count::Few || scan.text(next - 1).ends_with('s');
    plural.then_some((Amount { count, unit }, next))
}

/// A length of time with its halves and smaller parts: "a year and a half", "two and a half months", "3 months and 2 weeks".
pub(super) fn amounts(scan: &Scan<'_>, at: usize) -> Found<Vec<Amount>> {
    let half_at = |at: usize| scan.word(at) == Word::And && scan.word(at + 1) == Word::Article && scan.word(at + 2) == Word::Half;
    if scan.word(at) == Word::Half && scan.word(at + 1) == Word::Article {
        let (unit, next) = unit(scan, at + 2)?;
        return Some((vec![half(unit)?], next));
    }
    if let Some((count, next)) = count(scan, at).filter(|(_, next)| half_at(*next)) {
        let (unit, next) = unit(scan, next + 3)?;
        return Some((vec![Amount { count, unit }, half(unit)?], next));
    }
    let (first, next) = amount(scan, at)?;
    if half_at(next) {
        return Some((vec![first, half(first.unit)?], next + 3));
    }
    let (more, next) = more_amounts(scan, first.unit, next);
    Some(([first].into_iter().chain(more).collect(), next))
}

/// Half a unit, in units that the calendar counts.
fn half(unit: Unit) -> Option<Amount> {
    let (count, unit) = match unit {
        Unit::Hour => (30, Unit::Minute),
        Unit::Day => (12, Unit::Hour),
        Unit::Week => (3, Unit::Day),
        Unit::Month => (2, Unit::Week),
        Unit::Year => (6, Unit::Month),
        Unit::Decade => (5, Unit::Year),
        Unit::Century => (5, Unit::Decade),
        _ => return None,
    };
    Some(Amount { count: Count::Exactly(count), unit })
}

/// More lengths of time joined to one, each in a shorter unit: "and 2 weeks and 2 days".
pub(super) fn more_amounts(scan: &Scan<'_>, mut unit: Unit, mut at: usize) -> (Vec<Amount>, usize) {
    let mut amounts = Vec::new();
    while amounts.len() < 4 {
        let from = if scan.word(at) == Word::And || scan.mark(at, ',') { at + 1 } else { at };
        match amount(scan, from) {
            Some((amount, next)) if from > at && amount.unit.rank() < unit.rank() => {
                unit = amount.unit;
                amounts.push(amount);
                at = next;
            }
            _ => break,
        }
    }
    (amounts, at)
}
