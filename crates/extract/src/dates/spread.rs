//! Durations tied to a date in their sentence: "two days of talks concluded yesterday", "a three-day visit that began on Monday".

use super::numbers;
use super::scan::{Found, Scan};
use super::token::Kind;
use super::value::{Amount, Count, Edge, Unit, Value};
use super::words::Word;
use std::ops::Range;

/// How far a verb of ending or beginning may stand from its date, in tokens.
const NEAR: usize = 12;

/// Widens each date whose sentence tells a duration that ends or begins there.
pub(super) fn spread(scan: &Scan<'_>, found: Vec<(Value, Range<usize>)>) -> Vec<(Value, Range<usize>)> {
    let dates: Vec<Range<usize>> = found.iter().filter(|(value, _)| !matches!(value, Value::Duration(_))).map(|(_, tokens)| tokens.clone()).collect();
    let mut place = 0;
    let widen = |(value, tokens): (Value, Range<usize>)| {
        if matches!(value, Value::Duration(_)) {
            return (value, tokens);
        }
        let from = if place == 0 { 0 } else { dates[place - 1].end };
        place += 1;
        let to = dates.get(place).map_or(scan.len(), |after| after.start);
        match if one_day(&value) { tied(scan, &tokens, from..to) } else { None } {
            Some((amount, edge)) => (Value::Spread(amount, edge, Box::new(value)), tokens),
            None => (value, tokens),
        }
    };
    found.into_iter().map(widen).collect()
}

/// A length of time that no date bounds: "for two days", "a three-day visit", "a week of talks"; neither an age nor a rate.
pub(super) fn duration(scan: &Scan<'_>, at: usize) -> Found<Value> {
    if let Some(found) = unit_long(scan, at) {
        return Some(found);
    }
    let (amounts, end) = numbers::amounts(scan, at)?;
    let first = amounts.first()?;
    let after_dash = scan.skip_mark(end, '-');
    let single = matches!(first.count, Count::Exactly(1));
    let told = scan.word_before(at) == Word::For || scan.word(end) == Word::Of || scan.mark(end.saturating_sub(2), '-');
    let dashed = scan.mark(at.wrapping_sub(1), '-') && scan.glued(at);
    // "A few hours before the crash" is a distance, and whoever is "aged 84 years" has not lasted so long.
    let distance = matches!(scan.word(end), Word::Before | Word::After | Word::From | Word::Ago | Word::Earlier | Word::Later);
    let age = matches!(scan.text(after_dash), "old" | "olds") || at > 0 && matches!(scan.text(at - 1), "aged" | "age");
    let fraction = first.unit == Unit::Quarter && scan.word(end) == Word::Of;
    let refused = fraction || dashed || distance || age || first.unit == Unit::Minute || scan.kind_before(at) == Kind::Mark('$') || single && !told;
    (!refused).then_some((Value::Duration(amounts), end))
}

/// "Week-long", "weeklong".
fn unit_long(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let (unit, end) = match scan.word(at) {
        Word::Unit(unit) if unit != Unit::Minute && scan.mark(at + 1, '-') && scan.glued(at + 2) && scan.text(at + 2) == "long" => (unit, at + 3),
        Word::UnitLong(unit) => (unit, at + 1),
        _ => return None,
    };
    Some((Value::Duration(vec![Amount { count: Count::Exactly(1), unit }]), end))
}

fn one_day(value: &Value) -> bool {
    use super::value::Yearly;
    matches!(
        value,
        Value::FromToday(_)
            | Value::Weekday(..)
            | Value::DayOfMonth(..)
            | Value::DayOfWeek(..)
            | Value::Yearly(Yearly::Day { .. } | Yearly::Holiday(_), ..)
    )
}

/// The duration and the edge that the sentence ties to a date, looked for between the dates on either side.
fn tied(scan: &Scan<'_>, tokens: &Range<usize>, between: Range<usize>) -> Option<(Amount, Edge)> {
    let left = scan.sentence(tokens.start, 2 * NEAR).start.max(between.start);
    let right = scan.sentence(tokens.end, 2 * NEAR).end.min(between.end).max(tokens.end);
    let edge_before = (left.max(tokens.start.saturating_sub(NEAR))..tokens.start).rev().find_map(|at| edge(scan, at));
    let edge_after = || (tokens.end..right.min(tokens.end + 4)).find_map(|at| edge(scan, at).filter(|_| scan.text(at).len() > 4));
    let edge = edge_before.or_else(edge_after)?;
    let mut durations = (left..tokens.start).chain(tokens.end..right).filter_map(|at| act_length(scan, at));
    let amount = durations.next()?;
    durations.all(|other| other == amount).then_some((amount, edge))
}

fn edge(scan: &Scan<'_>, at: usize) -> Option<Edge> {
    match scan.word(at) {
        Word::Ends | Word::Ending => Some(Edge::End),
        Word::Begins | Word::Starting => Some(Edge::Start),
        _ => None,
    }
}

/// "Two days of talks", "three-day": lengths that an act takes, not distances.
fn act_length(scan: &Scan<'_>, at: usize) -> Option<Amount> {
    let (amount, next) =
        numbers::amount(scan, at).filter(|_| !matches!(scan.word(at), Word::Article) || scan.word(at + 1) == Word::Unit(Unit::Week))?;
    let whole = matches!(amount.count, Count::Exactly(2..=60)) || amount.unit == Unit::Week;
    let hyphened = scan.mark(next - 2, '-') && scan.glued(next - 1) && matches!(scan.kind(next), Kind::Word(_)) && !scan.mark(next, '-');
    let of = scan.word(next) == Word::Of && matches!(scan.kind(next + 1), Kind::Word(Word::Other));
    (whole && matches!(amount.unit, Unit::Day | Unit::Week) && (hyphened || of)).then_some(amount)
}
