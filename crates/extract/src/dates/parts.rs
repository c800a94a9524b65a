//! Parts of stretches: "early May", "the first half of 2005", "the second week of 2021", "earlier this month".

use super::find::point;
use super::numbers;
use super::numeric;
use super::scan::{Found, Scan};
use super::token::Kind;
use super::value::{Amount, Count, Edge, Part, Pick, Unit, Value};
use super::words::Word;

/// A part that begins with a word for it or with an ordinal.
pub(super) fn part(scan: &Scan<'_>, at: usize, depth: u8) -> Found<Value> {
    match scan.word(at) {
        Word::Early => third(scan, at, Part::Early, depth),
        Word::Mid if scan.word(at + 1) == Word::Of => of(scan, at + 1, Part::Mid, depth),
        Word::Mid => third(scan, at, Part::Mid, depth),
        Word::Late => third(scan, at, Part::Late, depth),
        Word::Earlier => sided(scan, at, Part::Earlier, depth),
        Word::Later => sided(scan, at, Part::Later, depth),
        Word::Start | Word::Starting if scan.word(at + 1) == Word::Of => of(scan, at + 1, Part::Early, depth),
        Word::Middle => of(scan, at + 1, Part::Mid, depth),
        Word::End => of(scan, at + 1, Part::Late, depth),
        Word::Rest => of(scan, at + 1, Part::Later, depth),
        Word::Latter if scan.word(at + 1) == Word::Half => of(scan, at + 2, Part::SecondHalf, depth),
        Word::Final => last_of(scan, at, depth),
        Word::QuarterLetter | Word::HalfLetter => letter(scan, at, depth),
        Word::Unit(Unit::Year | Unit::Month) => unit_end(scan, at),
        Word::Unit(Unit::Week | Unit::Weekend) => week_of(scan, at, depth),
        _ => ordinal(scan, at, depth),
    }
}

/// Whether the expression has words before a year that make it part of it.
fn third(scan: &Scan<'_>, at: usize, part: Part, depth: u8) -> Found<Value> {
    let next = scan.skip_mark(at + 1, '-');
    let joined = scan.skip(next, Word::In);
    let the = scan.skip(joined, Word::The);
    let unit = match scan.word(next) {
        Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) if scan.mark(at + 1, '-') => Some((Value::TheUnit(unit), next + 1)),
        _ => None,
    };
    let (value, end) = if joined > next { stretch(scan, joined, depth)? } else { unit.or_else(|| point(scan, the, depth + 1))? };
    (value != Value::TheUnit(Unit::Day)).then(|| (Value::Part(part, Box::new(value)), end))
}

/// "Earlier this week", "later in the month", "earlier in 2005", "later that day".
fn sided(scan: &Scan<'_>, at: usize, part: Part, depth: u8) -> Found<Value> {
    let inside = matches!(scan.word(at + 1), Word::In | Word::On | Word::During);
    let from = if inside { at + 2 } else { at + 1 };
    let (value, end) = if inside { stretch(scan, from, depth) } else { point(scan, from, depth + 1) }?;
    if inside && value == Value::TheUnit(Unit::Day) {
        return Some((Value::Told(Unit::Day, 0), end));
    }
    Some((Value::Part(part, Box::new(value)), end))
}

/// "Of" with what it is a part of.
fn of(scan: &Scan<'_>, at: usize, part: Part, depth: u8) -> Found<Value> {
    (scan.word(at) == Word::Of).then_some(())?;
    let (value, end) = stretch(scan, at + 1, depth)?;
    // "At the end of the day" means "after all", and in "the start of the 2020 convention" the year is the convention's.
    let of_noun = matches!(value, Value::Years(..)) && scan.word(at + 1) == Word::The && matches!(scan.kind(end), Kind::Word(Word::Other));
    let after_all = value == Value::TheUnit(Unit::Day);
    (!(of_noun || after_all)).then(|| (Value::Part(part, Box::new(value)), end))
}

/// A stretch after "of" or "in": a date, or "the year" for the present one.
fn stretch(scan: &Scan<'_>, at: usize, depth: u8) -> Found<Value> {
    let the = scan.skip(at, Word::The);
    let year_at = if scan.word(the) == Word::Unit(Unit::Year) && numbers::year(scan, scan.skip(the + 1, Word::Of)).is_some() {
        scan.skip(the + 1, Word::Of)
    } else {
        the
    };
    if let Some(found) = point(scan, year_at, depth + 1) {
        return Some(found);
    }
    match scan.word(the) {
        Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century))
            if the > at || matches!(unit, Unit::Month | Unit::Year) && !scan.text(the).ends_with('s') =>
        {
            let goes_on = matches!(scan.kind(the + 1), Kind::Word(Word::Of | Word::Other));
            (!goes_on || scan.word(the + 1) == Word::Other).then_some((Value::TheUnit(unit), the + 1))
        }
        _ => None,
    }
}

/// "Q1 2005", "H2 of 2019", "Q3".
fn letter(scan: &Scan<'_>, at: usize, depth: u8) -> Found<Value> {
    let (part, next) = numeric::letter(scan, at).filter(|_| scan.capital(at))?;
    let from = scan.skip(scan.skip_mark(scan.skip_mark(next, ','), '-'), Word::Of);
    let (value, end) = match numbers::year(scan, from) {
        Some((year, end)) => (Value::Years(year, year), end),
        None if from > next && depth < 3 => stretch(scan, from, depth).unwrap_or((Value::Unit(Unit::Year, 0), next)),
        None if depth < 3 => picked_year(scan, next, depth).unwrap_or((Value::Unit(Unit::Year, 0), next)),
        None => (Value::Unit(Unit::Year, 0), next),
    };
    Some((Value::Part(part, Box::new(value)), end))
}

/// "Year-end", "the year's end", "year-end 2005".
fn unit_end(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let joined = scan.kind(at + 1) == Kind::Possessive || scan.mark(at + 1, '-') && scan.glued(at + 2);
    let Word::Unit(unit) = scan.word(at) else { return None };
    (joined && scan.word(at + 2) == Word::End).then_some(())?;
    let (value, end) = match numbers::year(scan, at + 3) {
        Some((year, end)) if unit == Unit::Year => (Value::Years(year, year), end),
        _ => (Value::TheUnit(unit), at + 3),
    };
    Some((Value::Part(Part::Late, Box::new(value)), end))
}

/// "The week of April 10", "the week starting on February 4", "the weekend of Halloween", "the week ending March 5".
fn week_of(scan: &Scan<'_>, at: usize, depth: u8) -> Found<Value> {
    let weekend = scan.word(at) == Word::Unit(Unit::Weekend);
    let next = match scan.word(at + 1) {
        Word::Of => at + 2,
        Word::Starting | Word::Ending | Word::Ends => scan.skip(at + 2, Word::On),
        _ => return None,
    };
    let (value, end) = point(scan, scan.skip(next, Word::The), depth + 1)?;
    if matches!(scan.word(at + 1), Word::Ending | Word::Ends) {
        let week = Amount { count: Count::Exactly(1), unit: Unit::Week };
        return Some((Value::Spread(week, Edge::End, Box::new(value)), end));
    }
    Some((if weekend { Value::WeekendOf(Box::new(value)) } else { Value::WeekOf(Box::new(value)) }, end))
}

/// "The first half of 2005", "third quarter of 2005", "the 15th day of next month", "second Monday of May", "first ten days of".
fn ordinal(scan: &Scan<'_>, at: usize, depth: u8) -> Found<Value> {
    let (number, next) = numbers::ordinal(scan, at)?;
    let half_at = scan.skip_mark(next, '-');
    if scan.word(half_at) == Word::Half && (1..=2).contains(&number) {
        let part = if number == 1 { Part::FirstHalf } else { Part::SecondHalf };
        return of(scan, half_at + 1, part, depth);
    }
    if number == 1
        && let Some((count, unit, end)) = some(scan, next)
    {
        return of(scan, end, Part::First(count, unit), depth);
    }
    if let Word::Weekday(day) = scan.word(next) {
        return nth_weekday(scan, next + 1, Part::NthWeekday(i16::from(number), day), depth);
    }
    if let Some(found) = day_of(scan, number, next, depth) {
        return Some(found);
    }
    let (unit, end) = numbers::unit(scan, scan.skip_mark(next, '-'))?;
    if unit == Unit::Quarter && scan.word(end) != Word::Of {
        return quarter(scan, at, number, (end, depth));
    }
    of(scan, end, Part::Nth(i16::from(number), unit), depth)
}

/// "First Friday of next month", "last Monday in May".
fn nth_weekday(scan: &Scan<'_>, at: usize, part: Part, depth: u8) -> Found<Value> {
    if scan.word(at) != Word::In {
        return of(scan, at, part, depth);
    }
    let (value, end) = stretch(scan, at + 1, depth).filter(|(value, _)| matches!(value, Value::Yearly(..) | Value::Unit(Unit::Month, _)))?;
    Some((Value::Part(part, Box::new(value)), end))
}

/// "The 20th of next month", "the first of the month".
fn day_of(scan: &Scan<'_>, number: i8, at: usize, depth: u8) -> Found<Value> {
    (scan.word(at) == Word::Of).then_some(())?;
    let (value, end) = stretch(scan, at + 1, depth)
        .filter(|(value, _)| matches!(value, Value::Unit(Unit::Month, _) | Value::TheUnit(Unit::Month) | Value::Told(Unit::Month, _)))?;
    Some((Value::Part(Part::Nth(i16::from(number), Unit::Day), Box::new(value)), end))
}

/// "Third quarter 2005", "in the third quarter".
fn quarter(scan: &Scan<'_>, at: usize, number: i8, (end, depth): (usize, u8)) -> Found<Value> {
    let part = Part::Nth(i16::from(number), Unit::Quarter);
    if let Some((year, end)) = numbers::year(scan, end) {
        return Some((Value::Part(part, Box::new(Value::Years(year, year))), end));
    }
    if let Some((year, end)) = picked_year(scan, end, depth) {
        return Some((Value::Part(part, Box::new(year)), end));
    }
    let cue = scan.word_before(at) == Word::The && at > 1 && matches!(scan.word(at - 2), Word::In | Word::During | Word::For);
    (cue && number <= 4 && !matches!(scan.kind(end), Kind::Word(Word::Other))).then(|| (Value::Part(part, Box::new(Value::Unit(Unit::Year, 0))), end))
}

/// "Last year", "this year", right after a part of it.
fn picked_year(scan: &Scan<'_>, at: usize, depth: u8) -> Found<Value> {
    let picks = matches!(scan.word(at), Word::Last | Word::This | Word::Next | Word::That);
    if picks && scan.word(at + 1) == Word::Unit(Unit::Year) { point(scan, at, depth + 1) } else { None }
}

/// "The last week of this month", "the last four months of 2021", "the final quarter of 2005", "the last Friday of March".
pub(super) fn last_of(scan: &Scan<'_>, at: usize, depth: u8) -> Found<Value> {
    if !matches!(scan.word(at), Word::Last | Word::Final) {
        return None;
    }
    if let Word::Weekday(day) = scan.word(at + 1) {
        return nth_weekday(scan, at + 2, Part::NthWeekday(-1, day), depth);
    }
    if let Some((count, unit, end)) = some(scan, at + 1) {
        return of(scan, end, Part::Final(count, unit), depth);
    }
    let (unit, end) = numbers::unit(scan, at + 1)?;
    of(scan, end, Part::Nth(-1, unit), depth)
}

/// How many at the edge of a stretch: "four months", "few weeks", "days".
fn some(scan: &Scan<'_>, at: usize) -> Option<(u16, Unit, usize)> {
    let few = |unit: Unit| if unit == Unit::Day { 7 } else { 4 };
    if let Some((amount, end)) = numbers::amount(scan, at) {
        return Some((if let Count::Exactly(count) = amount.count { count } else { few(amount.unit) }, amount.unit, end));
    }
    let (unit, end) = numbers::unit(scan, at).filter(|(_, end)| scan.text(end - 1).ends_with('s'))?;
    Some((few(unit), unit, end))
}

/// "Over the weekend", "the weekend", "the month" at the end of a clause: the present one.
pub(super) fn the_unit(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let Word::Unit(unit) = scan.word(at) else { return None };
    if scan.word_before(at) != Word::The {
        return None;
    }
    let before = if at > 1 { scan.word(at - 2) } else { Word::Other };
    let goes_on = matches!(scan.kind(at + 1), Kind::Word(_) | Kind::Number { .. } | Kind::Ordinal(_) | Kind::Possessive);
    let closed = !(goes_on || scan.mark(at + 1, '-') && scan.glued(at + 1));
    match unit {
        Unit::Weekend if !scan.text(at).ends_with('s') => Some((Value::TheWeekend, at + 1)),
        Unit::Day | Unit::Week | Unit::Month | Unit::Quarter if closed && matches!(before, Word::For | Word::In) && !scan.text(at).ends_with('s') => {
            (unit != Unit::Day || before == Word::For).then_some((Value::Unit(unit, 0), at + 1))
        }
        _ => None,
    }
}

/// "The 26th" after "on" and its like, where no noun is counted by it.
pub(super) fn day_of_month(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let Kind::Ordinal(day) = scan.kind(at) else { return None };
    let before = if at > 1 && scan.word_before(at) == Word::The { scan.word(at - 2) } else { Word::Other };
    let cue = matches!(before, Word::On | Word::By | Word::Until | Word::Before | Word::After | Word::Since | Word::From | Word::To | Word::And);
    let cue = cue || scan.word_before(at) == Word::On;
    (cue && super::relative::bounded(scan, at + 1)).then_some((Value::DayOfMonth(day, None), at + 1))
}

/// The pick of a bare value, for those that ask.
pub(super) fn is_bare(value: &Value) -> bool {
    matches!(
        value,
        Value::Yearly(_, super::value::Year::Unsaid | super::value::Year::Near(_), Pick::Bare)
            | Value::Weekday(_, Pick::Bare)
            | Value::DayOfMonth(..)
    ) || matches!(value, Value::Part(_, of) if is_bare(of))
}
