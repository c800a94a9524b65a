//! Dates in digits: 2005-12-26, 26/12/2005, 12/26/05, 12-2015, 2005 Q1, 20051226.

use super::absolute::{attacked, counted, day_of, month};
use super::numbers::full_year;
use super::scan::{Found, Scan};
use super::token::Kind;
use super::value::{Part, Pick, Unit, Value, Year, Yearly};
use super::words::Word;

/// A date in digits that begins at `at`.
pub(super) fn numeric(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let (value, end) =
        year_first(scan, at).or_else(|| three(scan, at)).or_else(|| month_year(scan, at)).or_else(|| run(scan, at)).or_else(|| two(scan, at))?;
    clean(scan, at, end).then_some((value, end))
}

/// A date in digits after the dash of a range, where digits before it are no fault.
pub(super) fn after_dash(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let slashed = scan.mark(at + 1, '/').then(|| (scan.number(at), scan.number(at + 2)));
    let short = match slashed {
        Some((Some((first, _)), Some((second @ 1..=31, 1..=2)))) => {
            ordered(scan, first.min(99) as i8, second as i8).map(|(day, month)| (day_of(day, month, Year::Unsaid), at + 3))
        }
        _ => None,
    };
    year_first(scan, at).or_else(|| three(scan, at)).or_else(|| month_year(scan, at)).or(short)
}

/// Whether no digits, money or decimals touch the tokens from `at` to `end`: parts of numbers are no dates.
pub(super) fn clean(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let before = at.checked_sub(1).filter(|_| scan.glued(at));
    let money = before.is_some_and(|mark| matches!(scan.kind(mark), Kind::Mark('$' | '€' | '£' | '¥' | '#' | '.' | ',' | ':' | '%' | '_' | '+')));
    let number_before = before.is_some_and(|mark| {
        matches!(scan.kind(mark), Kind::Mark('-' | '/'))
            && scan.glued(mark)
            && mark > 0
            && matches!(scan.kind(mark - 1), Kind::Number { .. } | Kind::Opaque)
    });
    let number_after = matches!(scan.kind(end), Kind::Mark('-' | '/' | '.' | ':'))
        && scan.glued(end)
        && scan.glued(end + 1)
        && matches!(scan.kind(end + 1), Kind::Number { value: 0..=999, .. } | Kind::Opaque);
    let range = scan.mark(end, '-') && !number_before;
    !money && !number_before && (!number_after || range) && !counted(scan, end)
}

/// The mark at `at` where it parts two glued numbers or words.
fn parts(scan: &Scan<'_>, at: usize) -> Option<char> {
    match scan.kind(at) {
        Kind::Mark(mark @ ('-' | '/' | '.')) if scan.glued(at) && scan.glued(at + 1) => Some(mark),
        _ => None,
    }
}

/// A date that begins with its year: "2005-12-26", "2020/Sep/23", "2005 Q1", "2005-06".
fn year_first(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let Kind::Number { value: value @ 1..=9999, digits: 4 } = scan.kind(at) else { return None };
    let year = value as i16;
    let letter_at = if parts(scan, at + 1).is_some() { at + 2 } else { at + 1 };
    if let Some((part, next)) = letter(scan, letter_at) {
        return Some((Value::Part(part, Box::new(Value::Years(year, year))), next));
    }
    let mark = parts(scan, at + 1)?;
    if let Some((named, next)) = month(scan, at + 2) {
        let day = parts(scan, next).and_then(|_| day_number(scan, next + 1));
        return day.map(|day| (day_of(day, named, Year::Is(year)), next + 2));
    }
    let (second, digits) = scan.number(at + 2)?;
    if let Some(day) = parts(scan, at + 3).filter(|other| *other == mark).and_then(|_| day_number(scan, at + 4)) {
        return (1..=12).contains(&second).then(|| (day_of(day, second as i8, Year::Is(year)), at + 5));
    }
    let following = value % 100 + 1 == second;
    match (mark, digits) {
        ('-' | '/', 2) if following || second > 12 && second as i16 > year % 100 => {
            Some((Value::Years(year, year - year % 100 + second as i16), at + 3))
        }
        ('-', 2) if (1..=12).contains(&second) && (1000..=2199).contains(&year) => {
            Some((Value::Yearly(Yearly::Month(second as i8), Year::Is(year), Pick::Bare), at + 3))
        }
        _ => None,
    }
}

/// "Q1", "H2".
pub(super) fn letter(scan: &Scan<'_>, at: usize) -> Found<Part> {
    let number = scan.number(at + 1).filter(|_| scan.glued(at + 1))?.0;
    match scan.word(at) {
        Word::QuarterLetter if (1..=4).contains(&number) => Some((Part::Nth(number as i16, Unit::Quarter), at + 2)),
        Word::HalfLetter if (1..=2).contains(&number) => Some((Part::Nth(number as i16, Unit::Half), at + 2)),
        _ => None,
    }
}

fn day_number(scan: &Scan<'_>, at: usize) -> Option<i8> {
    scan.number(at).filter(|(value, digits)| (1..=31).contains(value) && *digits <= 2).map(|(value, _)| value as i8)
}

/// Day and month in the order that their values leave, or that of the text.
fn ordered(scan: &Scan<'_>, first: i8, second: i8) -> Option<(i8, i8)> {
    match (first, second) {
        (1..=31, 1..=12) if first > 12 || scan.day_first => Some((first, second)),
        (1..=12, 1..=31) => Some((second, first)),
        _ => None,
    }
}

/// "26/12/2005", "12/26/05", "26.12.2005", "12-26-2005".
fn three(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let (first, mark, second) = (day_number(scan, at)?, parts(scan, at + 1)?, day_number(scan, at + 2)?);
    (parts(scan, at + 3) == Some(mark)).then_some(())?;
    let (value, digits) = scan.number(at + 4)?;
    let year = match digits {
        4 => value as i16,
        2 if mark == '/' => full_year(value as i16),
        _ => return None,
    };
    // Dots part a day from its month on the continent, where the day comes first.
    let (day, month) = if mark == '.' && second <= 12 { (first, second) } else { ordered(scan, first, second)? };
    Some((day_of(day, month, Year::Is(year)), at + 5))
}

/// "12-2015", "12/2015".
fn month_year(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let (month, _) = (day_number(scan, at)?, parts(scan, at + 1).filter(|mark| *mark != '.')?);
    let Kind::Number { value: value @ 1900..=2099, digits: 4 } = scan.kind(at + 2) else { return None };
    (month <= 12).then_some((Value::Yearly(Yearly::Month(month), Year::Is(value as i16), Pick::Bare), at + 3))
}

/// "20051226".
fn run(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let Kind::Number { value, digits: 8 } = scan.kind(at) else { return None };
    let (year, month, day) = ((value / 10_000) as i16, (value / 100 % 100) as i8, (value % 100) as i8);
    let real = (1900..=2099).contains(&year) && jiff::civil::Date::new(year, month, day).is_ok();
    real.then_some((day_of(day, month, Year::Is(year)), at + 1))
}

/// "12/26" where it is no fraction: one part is past 12, or a word before it says that a day follows. "Friday 7.6" likewise.
fn two(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let (first, mark, second) = (day_number(scan, at)?, parts(scan, at + 1)?, day_number(scan, at + 2)?);
    let before = scan.word_before(at);
    let weekday = matches!(before, Word::Weekday(_) | Word::WeekdayShort(_))
        || scan.mark(at.wrapping_sub(1), ',') && matches!(scan.word_before(at - 1), Word::Weekday(_));
    let cue = weekday || matches!(before, Word::On | Word::From | Word::Until | Word::This | Word::Next | Word::Since);
    let attacks = mark == '/' && (first, second) == (9, 11);
    if attacks && (matches!(before, Word::Since | Word::After | Word::Before) || attacked(scan, (11, 9), Year::Unsaid, at + 3) != Year::Unsaid) {
        return Some((day_of(11, 9, Year::Is(2001)), at + 3));
    }
    let allowed = match mark {
        '/' => cue || first.max(second) > 12 && first != 24,
        '.' => weekday || before == Word::On && super::relative::bounded(scan, at + 3),
        // "On 12-25"; a vote is "a 12-2 vote".
        _ => before == Word::On && super::relative::bounded(scan, at + 3),
    };
    let (day, month) = ordered(scan, first, second).filter(|_| allowed)?;
    Some((day_of(day, month, Year::Unsaid), at + 3))
}
