//! Dates told from today or from one another: "last week", "two days ago", "the day after Christmas".

use super::absolute;
use super::find::point;
use super::holiday::holiday;
use super::numbers;
use super::numeric;
use super::parts;
use super::scan::{Found, Scan};
use super::token::Kind;
use super::value::{Amount, Count, Edge, Pick, Side, Unit, Value, Year, Yearly};
use super::words::Word;
use jiff::civil::Weekday;

/// "Last week", "this Friday", "next Easter", "past two months", "the following day".
pub(super) fn picked(scan: &Scan<'_>, at: usize, depth: u8) -> Found<Value> {
    if let Some(found) = parts::last_of(scan, at, depth) {
        return Some(found);
    }
    let word = scan.word(at);
    let at = if word == Word::This && matches!(scan.word(at + 1), Word::Past | Word::Coming) { at + 1 } else { at };
    let (word, next) = (scan.word(at), at + 1);
    if let Some(found) = rolling(scan, word, next) {
        return Some(found);
    }
    match scan.word(next) {
        Word::Weekday(day) | Word::WeekdayShort(day) => {
            // "Following Wednesday's quake" is no adjective.
            if word == Word::Following && scan.word_before(at) != Word::The {
                return None;
            }
            let (value, end) = weekday(scan, next, depth)?;
            let value = match value {
                Value::Weekday(..) => Value::Weekday(day, pick(word)?),
                Value::Yearly(..) if word == Word::Following => value,
                Value::Yearly(what, Year::Unsaid, Pick::Bare) => Value::Yearly(what, Year::Unsaid, pick(word)?),
                value => value,
            };
            Some((value, end))
        }
        Word::Night if word == Word::Last => Some((Value::FromToday(-1), next + 1)),
        Word::DayPart if word == Word::This => Some((Value::FromToday(0), next + 1)),
        Word::Night | Word::DayPart => {
            let days = match word {
                Word::That | Word::Same => 0,
                Word::Next | Word::Following => 1,
                Word::Previous => -1,
                _ => return None,
            };
            Some((Value::Told(Unit::Day, days), next + 1))
        }
        Word::Date if word == Word::Current => Some((Value::FromToday(0), next + 1)),
        Word::Unit(_) | Word::Business | Word::Calendar => picked_unit(scan, word, next, depth),
        _ => yearly(scan, word, next),
    }
}

fn pick(word: Word) -> Option<Pick> {
    Some(match word {
        Word::Last => Pick::Last,
        Word::Past => Pick::Past,
        Word::Previous => Pick::Previous,
        Word::Following => Pick::Following,
        Word::This | Word::Current => Pick::This,
        Word::Next => Pick::Next,
        Word::Coming => Pick::Coming,
        _ => return None,
    })
}

/// "Past two months", "next five days", "last couple of weeks".
fn rolling(scan: &Scan<'_>, word: Word, at: usize) -> Found<Value> {
    let side = match word {
        Word::Last | Word::Past | Word::Previous | Word::Recent => Side::Before,
        Word::Next | Word::Coming | Word::Following => Side::After,
        _ => return None,
    };
    let plural = |unit: Unit, next: usize| scan.text(next - 1).ends_with('s') && unit.rank() < Unit::Century.rank();
    let one = |count, unit, next| (vec![Amount { count, unit }], next);
    let (amounts, end) = match (word, numbers::unit(scan, at)) {
        (Word::Recent | Word::Coming, Some((unit, next))) if plural(unit, next) => one(Count::Few, unit, next),
        (Word::Past, Some((unit, next))) if unit != Unit::Weekend => one(Count::Exactly(1), unit, next),
        _ => couple(scan, at).map(|(amount, next)| (vec![amount], next)).or_else(|| numbers::amounts(scan, at))?,
    };
    let held = matches!(scan.word(end), Word::Of) || scan.mark(end, '-') && scan.glued(end);
    (!held).then_some((Value::Rolling(amounts, side), end))
}

/// "Couple weeks", without an "of".
fn couple(scan: &Scan<'_>, at: usize) -> Found<Amount> {
    let (unit, next) = numbers::unit(scan, at + 1).filter(|_| scan.word(at) == Word::Couple)?;
    Some((Amount { count: Count::Exactly(2), unit }, next))
}

fn picked_unit(scan: &Scan<'_>, word: Word, at: usize, depth: u8) -> Found<Value> {
    let (unit, end) = numbers::unit(scan, at)?;
    if scan.mark(end, '-') && scan.glued(end) || scan.text(end - 1).ends_with('s') {
        return None;
    }
    let the = scan.word_before(at - 1) == Word::The;
    let before = if the && at > 2 { scan.word(at - 3) } else { Word::Other };
    let spanned =
        matches!(before, Word::In | Word::Over | Word::During | Word::For | Word::Within) && matches!(unit, Unit::Week | Unit::Month | Unit::Year);
    let one = Amount { count: Count::Exactly(1), unit };
    let value = match (word, unit) {
        (Word::Last, _) if spanned => Value::Rolling(vec![one], Side::Before),
        (Word::Next, _) if spanned => Value::Rolling(vec![one], Side::After),
        (Word::Next, Unit::Week | Unit::Month | Unit::Year) if the => Value::Told(unit, 1),
        (Word::That | Word::Same, Unit::Minute | Unit::Hour | Unit::Quarter) | (_, Unit::Minute | Unit::Hour | Unit::BusinessDay) => return None,
        (Word::That | Word::Same, _) => Value::Told(unit, 0),
        (Word::Following, _) | (Word::Next, Unit::Day) => Value::Told(unit, 1),
        (Word::Previous, Unit::Quarter) => Value::Unit(unit, -1),
        (Word::Previous, _) => Value::Told(unit, -1),
        (_, Unit::Day) => return None,
        (Word::Past, Unit::Weekend) => Value::Unit(unit, -1),
        (Word::Last, _) => Value::Unit(unit, -1),
        (Word::This | Word::Current, _) => Value::Unit(unit, 0),
        (Word::Next | Word::Coming, _) => Value::Unit(unit, 1),
        _ => return None,
    };
    let day_at = scan.skip(end, Word::On);
    match scan.word(day_at) {
        Word::Weekday(day) if unit == Unit::Week && depth < 3 => Some((Value::DayOfWeek(day, Box::new(value)), day_at + 1)),
        _ => Some((value, end)),
    }
}

/// "Last May", "next Easter", "this summer", "this 5/12".
fn yearly(scan: &Scan<'_>, word: Word, at: usize) -> Found<Value> {
    let pick = pick(word)?;
    if let Word::Season(season) = scan.word(at) {
        return Some((Value::Yearly(Yearly::Season(season), Year::Unsaid, pick), at + 1));
    }
    if let Some((place, end)) = holiday(scan, at) {
        return Some((Value::Yearly(Yearly::Holiday(place), Year::Unsaid, pick), end));
    }
    match numeric::numeric(scan, at).or_else(|| absolute::absolute(scan, at))? {
        (Value::Yearly(what, Year::Unsaid, Pick::Bare), end) if word != Word::Current => Some((Value::Yearly(what, Year::Unsaid, pick), end)),
        (value @ Value::Yearly(..), end) => Some((value, end)),
        _ => None,
    }
}

/// "Friday", "Friday, 26 December", "Tuesday the eleventh", "Tuesday of last week", "Monday two weeks from now".
pub(super) fn weekday(scan: &Scan<'_>, at: usize, depth: u8) -> Found<Value> {
    let (day, short) = match scan.word(at) {
        Word::Weekday(day) => (day, false),
        Word::WeekdayShort(day) if scan.capital(at) => (day, true),
        _ => return None,
    };
    let next = if short { scan.skip_mark(at + 1, '.') } else { at + 1 };
    if matches!(scan.word(next), Word::Paper) || scan.word_before(at) == Word::Every {
        return None;
    }
    if let Some(found) = dated_weekday(scan, day, next) {
        return Some(found);
    }
    let of = if scan.word(next) == Word::Of { next + 1 } else { scan.skip_mark(next, ',') };
    if let Some((value, end)) =
        week(scan, of).or_else(|| if depth < 3 { shift(scan, of, depth + 1).filter(|(value, _)| matches!(value, Value::Shift(..))) } else { None })
    {
        return Some((Value::DayOfWeek(day, Box::new(value)), end));
    }
    let cue = matches!(scan.word_before(at), Word::On | Word::Last | Word::Next | Word::This | Word::Until | Word::By | Word::Since);
    let verb = matches!(day, Weekday::Saturday | Weekday::Sunday) || day == Weekday::Wednesday || day == Weekday::Monday;
    (!short || cue && !verb).then_some((Value::Weekday(day, Pick::Bare), next))
}

fn week(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let the = scan.skip(at, Word::The);
    let value = match scan.word(the) {
        Word::Last => Value::Unit(Unit::Week, -1),
        Word::This => Value::Unit(Unit::Week, 0),
        Word::Next => Value::Unit(Unit::Week, 1),
        Word::That | Word::Same => Value::Told(Unit::Week, 0),
        Word::Following => Value::Told(Unit::Week, 1),
        _ => return None,
    };
    (scan.word(the + 1) == Word::Unit(Unit::Week)).then_some((value, the + 2))
}

/// What follows a weekday where it is its date.
fn dated_weekday(scan: &Scan<'_>, day: Weekday, next: usize) -> Found<Value> {
    let parted = scan.mark(next, ',') || scan.mark(next, '-') && scan.glued(next) || scan.mark(next, '(');
    let from = scan.skip(if parted { next + 1 } else { next }, Word::The);
    match absolute::absolute(scan, from) {
        Some((_, end)) if scan.mark(next, '(') && !scan.mark(end, ')') => return None,
        Some((Value::Yearly(Yearly::Day { month, day: number, .. }, year, Pick::Bare), end)) => {
            let end = if scan.mark(next, '(') { end + 1 } else { end };
            return Some((Value::Yearly(Yearly::Day { month, day: number, weekday: Some(day) }, year, Pick::Bare), end));
        }
        Some(_) => return None,
        None => {}
    }
    let (number, end) = numbers::ordinal(scan, from)?;
    let the = from > next && scan.word(from - 1) == Word::The;
    let day_follows = the || matches!(scan.kind(from), Kind::Ordinal(_)) && !parted;
    (day_follows && bounded(scan, end)).then_some((Value::DayOfMonth(number, Some(day)), end))
}

/// Whether what follows ends an expression: no noun that an ordinal would count.
pub(super) fn bounded(scan: &Scan<'_>, at: usize) -> bool {
    match scan.kind(at) {
        Kind::Word(word) => matches!(
            word,
            Word::On
                | Word::At
                | Word::In
                | Word::By
                | Word::And
                | Word::Or
                | Word::To
                | Word::From
                | Word::For
                | Word::With
                | Word::When
                | Word::Until
                | Word::Future
        ),
        Kind::Mark('-') => !scan.glued(at),
        Kind::Number { .. } | Kind::Ordinal(_) => false,
        _ => true,
    }
}

/// "Two weeks ago", "in three days", "a week later", "3 days from Tuesday", "a week starting tomorrow", "5 upcoming years".
pub(super) fn shift(scan: &Scan<'_>, at: usize, depth: u8) -> Found<Value> {
    let inside = matches!(scan.word(at), Word::In);
    let from = scan.skip(at, Word::In);
    if let Some(found) = counted_pick(scan, from) {
        return Some(found);
    }
    let (amounts, next) = numbers::amounts(scan, from)?;
    if let Some((edge, point_at)) = edge(scan, next) {
        let (value, end) = point(scan, point_at, depth + 1)?;
        return Some((Value::Spread(*amounts.first()?, edge, Box::new(value)), end));
    }
    if let Some((value, end)) = anchored(scan, &amounts, next, depth) {
        return Some(on_weekday(scan, value, end));
    }
    let time_at = next + 1;
    if inside && matches!(scan.kind(next), Kind::Possessive | Kind::Mark('\'')) && scan.text(time_at) == "time" {
        return Some((Value::Shift(amounts, Side::After, Box::new(Value::FromToday(0))), time_at + 1));
    }
    let free = bounded(scan, next) || matches!(scan.word(next), Word::DayOffset(_));
    let joined = scan.mark(next, '-') && scan.glued(next) || scan.mark(next - 1, '-') || scan.kind(next) == Kind::Possessive || scan.mark(next, '\'');
    (inside && free && !joined).then(|| (Value::Shift(amounts, Side::After, Box::new(Value::FromToday(0))), next))
}

/// "3 next weeks", "5 upcoming years".
fn counted_pick(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let (count, next) = numbers::count(scan, at)?;
    let side = match scan.word(next) {
        Word::Next | Word::Coming | Word::Following => Side::After,
        Word::Last | Word::Past | Word::Previous => Side::Before,
        _ => return None,
    };
    let (unit, end) = numbers::unit(scan, next + 1)?;
    scan.text(end - 1).ends_with('s').then(|| (Value::Rolling(vec![Amount { count, unit }], side), end))
}

/// "Starting", "starting from", "beginning on", "ending": which end of the duration the date after it tells.
fn edge(scan: &Scan<'_>, at: usize) -> Option<(Edge, usize)> {
    let edge = match scan.word(at) {
        Word::Starting => Edge::Start,
        Word::Ending => Edge::End,
        _ => return None,
    };
    let next = if matches!(scan.word(at + 1), Word::On | Word::From) { at + 2 } else { at + 1 };
    Some((edge, scan.skip(next, Word::The)))
}

fn anchored(scan: &Scan<'_>, amounts: &[Amount], at: usize, depth: u8) -> Found<Value> {
    let from = |side, anchor: Value, end| Some((Value::Shift(amounts.to_vec(), side, Box::new(anchor)), end));
    let (side, lone) = match scan.word(at) {
        Word::Ago => return Some(ago(scan, amounts, at + 1)),
        Word::Hence => return from(Side::After, Value::FromToday(0), at + 1),
        Word::Earlier => return from(Side::Before, Value::Told(Unit::Day, 0), at + 1),
        Word::Later => return from(Side::After, Value::Told(Unit::Day, 0), at + 1),
        Word::Before => (Side::Before, true),
        Word::After => (Side::After, true),
        Word::From | Word::Since | Word::Following => (Side::After, false),
        Word::Previous if scan.word(at + 1) == Word::To => (Side::Before, false),
        _ => return None,
    };
    let point_at = scan.skip(scan.skip(at + 1, Word::To), Word::The);
    if scan.word(point_at) == Word::Now {
        return from(side, Value::FromToday(0), point_at + 1);
    }
    let year_of = if scan.word(point_at) == Word::Unit(Unit::Year) && numbers::year(scan, point_at + 1).is_some() { point_at + 1 } else { point_at };
    if let Some((value, end)) = point(scan, year_of, depth + 1) {
        // "Two weeks from Friday" is a Friday.
        let counted = scan.word(at) == Word::From && matches!(value, Value::Weekday(..)) && amounts.iter().all(|amount| amount.unit == Unit::Week);
        let (shift, end) = from(side, value, end)?;
        return Some((if counted { Value::Exact(Box::new(shift)) } else { shift }, end));
    }
    let ends = !matches!(scan.kind(at + 1), Kind::Word(_) | Kind::Number { .. } | Kind::Ordinal(_));
    if lone && ends { from(side, Value::Told(Unit::Day, 0), at + 1) } else { None }
}

/// "Two weeks ago", "a year ago today", "a week ago Tuesday": with a day after it, the day is meant.
fn ago(scan: &Scan<'_>, amounts: &[Amount], at: usize) -> (Value, usize) {
    let from = |days: i8| Value::Shift(amounts.to_vec(), Side::Before, Box::new(Value::FromToday(days)));
    let last = scan.skip(scan.skip(at, Word::On), Word::Last);
    match (scan.word(at), scan.word(last)) {
        (Word::DayOffset(days), _) => (Value::Exact(Box::new(from(days))), at + 1),
        (_, Word::Weekday(day)) if amounts.iter().all(|amount| amount.unit != Unit::Day) => (Value::DayOfWeek(day, Box::new(from(0))), last + 1),
        _ => (from(0), at),
    }
}

/// "3 weeks after Christmas on Friday": the weekday of that week.
fn on_weekday(scan: &Scan<'_>, value: Value, end: usize) -> (Value, usize) {
    match scan.word(scan.skip(end, Word::On)) {
        Word::Weekday(day) if scan.word(end) == Word::On => (Value::DayOfWeek(day, Box::new(value)), end + 2),
        _ => (value, end),
    }
}

/// "The day before yesterday", "the week after next", "the day after", "the day after Christmas".
pub(super) fn unit_from(scan: &Scan<'_>, at: usize, depth: u8) -> Found<Value> {
    let night = matches!(scan.word(at), Word::Night | Word::DayPart) && scan.word(at + 1) == Word::Before;
    let (unit, next) = if night { (Unit::Day, at + 1) } else { numbers::unit(scan, at)? };
    if scan.word(next) == Word::Ago && scan.text(at).ends_with('s') && scan.word_before(at) != Word::Of {
        let some = vec![Amount { count: Count::Few, unit }];
        return Some((Value::Shift(some, Side::Before, Box::new(Value::FromToday(0))), next + 1));
    }
    let sign = match scan.word(next) {
        Word::Before => -1,
        Word::After => 1,
        _ => return None,
    };
    match (sign, scan.word(next + 1)) {
        (-1, Word::Last) | (1, Word::Next) if !matches!(scan.kind(next + 2), Kind::Word(Word::Unit(_) | Word::Weekday(_))) => {
            return Some((Value::Unit(unit, 2 * sign), next + 2));
        }
        _ => {}
    }
    let amount = vec![Amount { count: Count::Exactly(1), unit }];
    let side = if sign < 0 { Side::Before } else { Side::After };
    if let Some((value, end)) = point(scan, scan.skip(next + 1, Word::The), depth + 1) {
        return Some((Value::Shift(amount, side, Box::new(value)), end));
    }
    let ends = !matches!(scan.kind(next + 1), Kind::Word(_) | Kind::Number { .. } | Kind::Ordinal(_));
    (ends && scan.word_before(at) == Word::The).then_some((Value::Told(unit, sign), next + 1))
}
