//! Ranges from one date to another, and those open at one end.

use super::absolute::{self, day_of, month, year_tail};
use super::find::point;
use super::lists;
use super::numbers;
use super::numeric;
use super::scan::{Found, Scan};
use super::token::Kind;
use super::value::{Bound, Part, Pick, Unit, Value, Year, Yearly};
use super::words::Word;

/// A range that begins at `at`: "from May to June", "between 2014 and 2018", "May 3-5", "Monday through Friday".
pub(super) fn range(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let opener = scan.word(at);
    let opened = matches!(opener, Word::From | Word::Between);
    if opened && moved(scan, at) {
        return None;
    }
    let from = scan.skip(if opened { at + 1 } else { at }, Word::The);
    if opened && let Some(found) = short_days(scan, from, opener) {
        return Some(found);
    }
    if let Some(found) = lists::list(scan, from).filter(|_| opener != Word::Between) {
        return Some(found);
    }
    let left = left(scan, from).and_then(|(left, next)| Some((left, connector(scan, next, opener)?, next)));
    let Some((left, right_at, next)) = left else { return if opened { None } else { short_days(scan, from, opener) } };
    let right_at = scan.skip(right_at, Word::The);
    if let Some((value, end)) = same_month(scan, &left, next, right_at) {
        return Some((value, end));
    }
    let (right, end) = right(scan, right_at)?;
    if !opened && !alike(scan, &left, &right, next) {
        return None;
    }
    let left = match (left, &right) {
        (Value::DayOfMonth(day, None), Value::Yearly(Yearly::Day { month, .. }, year, _)) => day_of(day, *month, *year),
        (left, _) => left,
    };
    Some((Value::Between(Box::new(left), Box::new(right)), end))
}

/// Whether something is moved from one date to another, which is no range.
fn moved(scan: &Scan<'_>, at: usize) -> bool {
    scan.sentence(at, 8).take_while(|token| *token < at).any(|token| scan.word(token) == Word::Moved)
}

/// The token after what joins both ends, which must fit the word that opened the range.
fn connector(scan: &Scan<'_>, at: usize, opener: Word) -> Option<usize> {
    match scan.word(at) {
        Word::To | Word::Until | Word::Through => Some(at + 1),
        Word::Up if scan.word(at + 1) == Word::To => Some(at + 2),
        Word::And if opener == Word::Between => Some(at + 1),
        _ => matches!(scan.kind(at), Kind::Mark('-' | '~')).then_some(at + 1),
    }
}

/// "May to June", but not "1990 to Monday": without an opener both ends are of one kind.
fn alike(scan: &Scan<'_>, left: &Value, right: &Value, at: usize) -> bool {
    let spaced_dash = scan.mark(at, '-') && !scan.glued(at);
    match (left, right) {
        (Value::Yearly(..) | Value::Years(..), Value::Yearly(..) | Value::Years(..)) => {
            let day = |value: &Value| matches!(value, Value::Yearly(Yearly::Day { .. }, ..));
            !spaced_dash || day(left) && day(right) || matches!((left, right), (Value::Years(..), Value::Years(..)))
        }
        (Value::Weekday(..), Value::Weekday(..) | Value::DayOfWeek(..)) => !spaced_dash,
        (Value::Part(..), Value::Part(..)) => !spaced_dash,
        _ => scan.word(at) == Word::Through,
    }
}

/// The earlier end. A month before a dash and another month, and "10/1" before a dash and digits, need no cue there.
fn left(scan: &Scan<'_>, at: usize) -> Found<Value> {
    if let Some((number, next)) = month(scan, at).filter(|_| scan.capital(at))
        && (scan.mark(next, '-') || matches!(scan.word(next), Word::To | Word::Through))
        && month(scan, next + 1).is_some_and(|_| scan.capital(next + 1))
    {
        return Some((Value::Yearly(Yearly::Month(number), Year::Unsaid, Pick::Bare), next));
    }
    let slashed = scan.number(at).is_some() && scan.mark(at + 1, '/') && scan.mark(at + 3, '-') && scan.glued(at + 3) && scan.mark(at + 5, '/');
    if slashed && let (Some((first @ 1..=12, _)), Some((second @ 1..=31, _))) = (scan.number(at), scan.number(at + 2)) {
        return Some((day_of(second as i8, first as i8, Year::Unsaid), at + 3));
    }
    point(scan, at, 1)
}

/// The later end; its digits may be glued to the dash.
fn right(scan: &Scan<'_>, at: usize) -> Found<Value> {
    if scan.glued(at) && scan.number(at).is_some() {
        let years = numbers::year(scan, at).filter(|(_, next)| !absolute::counted(scan, *next) && !matches!(scan.kind(*next), Kind::Mark('/' | '-')));
        return numeric::after_dash(scan, at).or_else(|| years.map(|(year, next)| (Value::Years(year, year), next))).or_else(|| point(scan, at, 1));
    }
    if let Some((number, next)) = month(scan, at).filter(|_| scan.capital(at)) {
        return absolute::absolute(scan, at).or(Some((Value::Yearly(Yearly::Month(number), Year::Unsaid, Pick::Bare), next)));
    }
    if scan.word(at) == Word::Now {
        return Some((Value::FromToday(0), at + 1));
    }
    point(scan, at, 1)
}

/// "May 3-5, 2005", "November 18 to 19", "May 3 and 4".
fn same_month(scan: &Scan<'_>, left: &Value, next: usize, right_at: usize) -> Found<Value> {
    let Value::Yearly(Yearly::Day { month: of, day: first, .. }, Year::Unsaid, Pick::Bare) = *left else { return None };
    let (last, end) = numbers::day(scan, right_at)?;
    let ended = month(scan, scan.skip(end, Word::Of)).is_none()
        && !matches!(scan.kind(end), Kind::Mark('/' | ':'))
        && !matches!(scan.word(end), Word::Unit(_) | Word::Counted);
    (ended && last > first && right_at > next).then_some(())?;
    let (year, end) = year_tail(scan, end);
    Some((Value::Between(Box::new(day_of(first, of, year)), Box::new(day_of(last, of, year))), end))
}

/// "3-5 May 2005", "from ninth till seventeenth of April", "from 4-23 in next month".
fn short_days(scan: &Scan<'_>, at: usize, opener: Word) -> Found<Value> {
    let (first, next) = numbers::day(scan, at)?;
    let slash = scan.mark(next, '/') && scan.glued(next) && scan.glued(next + 1);
    let joined = connector(scan, next, opener).or_else(|| (slash || scan.word(next) == Word::And).then_some(next + 1))?;
    let right_at = scan.skip(joined, Word::The);
    let (last, end) = numbers::day(scan, right_at)?;
    let month_at = scan.skip(end, Word::Of);
    if let Some((of, end)) = month(scan, month_at).filter(|_| last > first && (scan.capital(month_at) || month_at > end)) {
        let (year, end) = year_tail(scan, end);
        return Some((Value::Between(Box::new(day_of(first, of, year)), Box::new(day_of(last, of, year))), end));
    }
    let inside = matches!(opener, Word::From | Word::Between);
    let of = if matches!(scan.word(end), Word::In | Word::Of) { scan.skip(end + 1, Word::The) } else { end };
    let (value, end) = point(scan, of, 1).filter(|(value, _)| inside && matches!(value, Value::Unit(Unit::Month, _)))?;
    let nth = |day: i8| Box::new(Value::Part(Part::Nth(i16::from(day), Unit::Day), Box::new(value.clone())));
    Some((Value::Between(nth(first), nth(last)), end))
}

/// "Since October 2002", "until Friday", "before Christmas", "after May 5", "by June".
pub(super) fn open(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let bound = match scan.word(at) {
        Word::Since => Bound::Since,
        Word::Until | Word::By => Bound::Until,
        Word::Before => Bound::Before,
        Word::After => Bound::After,
        Word::Previous if scan.word(at + 1) == Word::To => Bound::Before,
        Word::Up if scan.word(at + 1) == Word::To => Bound::Until,
        Word::Later if scan.text(at + 1) == "than" => return open_at(scan, at + 2, Bound::Until),
        _ => return None,
    };
    open_at(scan, scan.skip(at + 1, Word::To), bound)
}

fn open_at(scan: &Scan<'_>, at: usize, bound: Bound) -> Found<Value> {
    let the = scan.skip(at, Word::The);
    let from = if scan.word(the) == Word::Unit(Unit::Year) && numbers::year(scan, the + 1).is_some() { the + 1 } else { the };
    let (value, end) = point(scan, from, 1)?;
    // In "after Monday's attack" the day is that of the attack, and nothing is told of the days after it.
    let modifies = scan.kind(end) == Kind::Possessive
        || scan.mark(end, '\'')
        || bound != Bound::Since && matches!(scan.kind(end), Kind::Word(Word::Other)) && scan.word(the) != Word::Other && the > at;
    (!modifies).then(|| (Value::Open(bound, Box::new(value)), end))
}
