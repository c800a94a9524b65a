//! The years that dates take from those told beside or before them: "April and November 1973", "In 1991 ... On 25 December he resigned".

use super::scan::Scan;
use super::token::Kind;
use super::value::{Bound, Pick, Value, Year};
use super::words::Word;
use std::ops::Range;

/// Gives each date without a year that of a date joined to it, or else marks it with the year told before it: in its sentence, or in
/// its paragraph where the text is a history.
pub(super) fn inherit(scan: &Scan<'_>, found: &mut [(Value, Range<usize>)]) {
    joined(scan, found);
    let told: Vec<Told> = found.iter().map(|(value, tokens)| told_year(scan, value, tokens.start)).collect();
    let history = is_history(&told);
    let mut near: Option<i16> = None;
    let mut last = 0;
    for ((value, tokens), told) in found.iter_mut().zip(told) {
        if (last..tokens.start).any(|at| scan.mark(at, '\n') || !history && scan.ends_sentence(at)) {
            near = None;
        }
        last = tokens.end;
        match told {
            Told::Day(year) => near = Some(year),
            Told::Year(year) if history => near = Some(year),
            Told::Present => near = None,
            Told::Year(_) | Told::Nothing => {
                if let Some(year) = near {
                    give(value, Year::Near(year));
                }
            }
        }
    }
}

/// Whether a text tells of the past by the year, and hardly counts from the day of its report as news does.
fn is_history(told: &[Told]) -> bool {
    let years = told.iter().filter(|told| matches!(told, Told::Year(_) | Told::Day(_))).count();
    let present = told.iter().filter(|told| matches!(told, Told::Present)).count();
    years >= 3 && present * 4 <= years
}

/// "April and November 1973", "5 May, 7 June and 8 July 2004": from the last to the first.
fn joined(scan: &Scan<'_>, found: &mut [(Value, Range<usize>)]) {
    for place in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(place);
        let (Some((value, tokens)), Some((later, later_tokens))) = (before.last_mut(), after.first()) else { continue };
        let between = tokens.end..later_tokens.start;
        let list = (1..=2).contains(&between.len())
            && between.clone().all(|at| matches!(scan.kind(at), Kind::Mark(',') | Kind::Word(Word::And | Word::Or | Word::On | Word::In)));
        if list && let Told::Day(year) = told_year(scan, later, later_tokens.start) {
            give(value, Year::Is(year));
        }
    }
}

/// What a date tells of the time that the text has reached.
enum Told {
    /// It is a day, month or part of this year.
    Day(i16),
    /// It is this year.
    Year(i16),
    /// It is counted from the day of the report.
    Present,
    /// Neither.
    Nothing,
}

fn told_year(scan: &Scan<'_>, value: &Value, at: usize) -> Told {
    match value {
        // "The 1994 agreement" tells when the agreement was made, not what time the text has reached.
        Value::Years(first, last) if first == last => match scan.word_before(at) {
            Word::In | Word::During | Word::By | Word::Since => Told::Year(*first),
            _ => Told::Nothing,
        },
        Value::Yearly(_, Year::Is(year), _) => Told::Day(*year),
        Value::Yearly(_, Year::FromReference(_), _) => Told::Present,
        Value::Part(_, of) | Value::Between(_, of) => match told_year(scan, of, at) {
            Told::Nothing if matches!(**of, Value::Years(first, last) if first == last) => of_years(of),
            told => told,
        },
        Value::Open(Bound::Since | Bound::Until, of) => told_year(scan, of, at + 1),
        Value::FromToday(_) | Value::Weekday(..) | Value::Unit(..) | Value::Rolling(..) | Value::TheWeekend | Value::DayOfWeek(..) => Told::Present,
        Value::Shift(_, _, of) => told_year(scan, of, at),
        _ => Told::Nothing,
    }
}

fn of_years(value: &Value) -> Told {
    if let Value::Years(year, _) = value { Told::Day(*year) } else { Told::Nothing }
}

/// Sets the year of what has none.
fn give(value: &mut Value, year: Year) {
    match value {
        Value::Yearly(_, unsaid @ Year::Unsaid, Pick::Bare) => *unsaid = year,
        Value::Part(_, of) | Value::Open(_, of) | Value::Spread(_, _, of) => give(of, year),
        Value::Between(first, last) => {
            give(first, year);
            give(last, year);
        }
        _ => {}
    }
}
