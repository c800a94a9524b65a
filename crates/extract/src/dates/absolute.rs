//! Days, months, years, decades and centuries of the calendar.

use super::numbers;
use super::numeric;
use super::scan::{Found, Scan};
use super::token::Kind;
use super::value::{Pick, Unit, Value, Year, Yearly};
use super::words::Word;

/// A day, month, year, decade or century that begins at `at`.
pub(super) fn absolute(scan: &Scan<'_>, at: usize) -> Found<Value> {
    match scan.kind(at) {
        Kind::Number { .. } => numeric::numeric(scan, at).or_else(|| day_first(scan, at)).or_else(|| bare_year(scan, at)),
        Kind::Word(Word::Month(_) | Word::MonthShort(_)) => month_first(scan, at),
        Kind::Word(Word::Cardinal(first)) => spoken_decade(scan, at, first).or_else(|| day_first(scan, at)).or_else(|| spoken_year(scan, at)),
        Kind::Word(Word::Ordinal(_)) | Kind::Ordinal(_) => day_first(scan, at).or_else(|| century(scan, at)),
        Kind::Decade(value) => decade(scan, at, value, at + 1),
        Kind::Word(Word::Decade(value)) => decade(scan, at, value, at + 1),
        Kind::Word(Word::Season(season)) => season_of(scan, at, season),
        Kind::Word(Word::Fiscal) => fiscal(scan, at),
        Kind::Word(Word::Calendar) => numbers::year(scan, at + 1).map(|(year, next)| (Value::Years(year, year), next)),
        _ => None,
    }
}

/// The month at `at`, where it can be one.
pub(super) fn month(scan: &Scan<'_>, at: usize) -> Found<i8> {
    match scan.word(at) {
        Word::Month(month) => Some((month, at + 1)),
        Word::MonthShort(month) => Some((month, scan.skip_mark(at + 1, '.'))),
        _ => None,
    }
}

/// The year told after a day or month, `Unsaid` where none is.
pub(super) fn year_tail(scan: &Scan<'_>, at: usize) -> (Year, usize) {
    let comma = scan.skip_mark(at, ',');
    let joined = if matches!(scan.word(comma), Word::Of | Word::In) { comma + 1 } else { comma };
    let the = scan.skip(joined, Word::The);
    let from = if the > joined && scan.word(the) == Word::Unit(Unit::Year) { scan.skip(the + 1, Word::Of) } else { joined };
    if let Some((year, next)) = numbers::year(scan, from).filter(|(_, next)| !counted(scan, *next)) {
        return (Year::Is(year), next);
    }
    let short_at = scan.skip_mark(from, '\'');
    let marked = short_at > from || joined > comma && scan.word(comma) == Word::Of;
    if let Some((year, next)) = numbers::short_year(scan, short_at).filter(|_| marked) {
        return (Year::Is(year), next);
    }
    relative_year(scan, from).map_or((Year::Unsaid, at), |(year, next)| (year, next))
}

/// Also two digits that are no day: "1 Jan 99".
fn year_after_day(scan: &Scan<'_>, at: usize) -> (Year, usize) {
    let short = scan.number(at).filter(|(value, _)| *value > 31).and_then(|_| numbers::short_year(scan, at));
    match short.filter(|(_, next)| super::relative::bounded(scan, *next) && !counted(scan, *next)) {
        Some((year, next)) => (Year::Is(year), next),
        None => year_tail(scan, at),
    }
}

fn relative_year(scan: &Scan<'_>, at: usize) -> Found<Year> {
    let the = scan.skip(at, Word::The);
    let unit_at = scan.skip(the + 1, Word::Calendar);
    (scan.word(unit_at) == Word::Unit(Unit::Year)).then_some(())?;
    let year = match scan.word(the) {
        Word::Last => Year::FromReference(-1),
        Word::This | Word::Current => Year::FromReference(0),
        Word::Next => Year::FromReference(1),
        Word::That | Word::Same => Year::Told,
        _ => return None,
    };
    Some((year, unit_at + 1))
}

/// Whether what follows makes the number before it a count, a time or an amount.
pub(super) fn counted(scan: &Scan<'_>, at: usize) -> bool {
    let glued_number = |mark| scan.mark(at, mark) && scan.glued(at) && scan.glued(at + 1) && scan.number(at + 1).is_some();
    scan.word(at) == Word::Counted || scan.mark(at, '%') || scan.mark(at, '$') || glued_number('.') || glued_number(':')
}

/// "26 December 2005", "fourth of July", "26-Dec-2005", "23/Sep/2020".
fn day_first(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let (day, next) = numbers::day(scan, at)?;
    let parted = matches!(scan.kind(next), Kind::Mark('-' | '/')) && scan.glued(next) && scan.glued(next + 1);
    let month_at = if parted { next + 1 } else { scan.skip(next, Word::Of) };
    let (month, end) = month(scan, month_at)?;
    let verb = matches!(scan.word(month_at), Word::Month(3 | 5)) && !scan.capital(month_at);
    let date =
        matches!(scan.word_before(at), Word::On | Word::From | Word::Between | Word::Since | Word::Until | Word::By | Word::After | Word::Before);
    if verb && !date && scan.number(at).is_some() && month_at == next && numbers::year(scan, end).is_none() {
        return None;
    }
    let (year, end) = if parted && matches!(scan.kind(end), Kind::Mark('-' | '/')) && scan.glued(end + 1) {
        let year = numbers::year(scan, end + 1).or_else(|| numbers::short_year(scan, end + 1));
        year.map_or((Year::Unsaid, end), |(year, next)| (Year::Is(year), next))
    } else {
        year_after_day(scan, end)
    };
    Some((day_of(day, month, attacked(scan, (day, month), year, end)), end))
}

/// The attacks of 11 September are told without their year, which is 2001.
pub(super) fn attacked(scan: &Scan<'_>, day: (i8, i8), year: Year, next: usize) -> Year {
    let named = matches!(scan.text(next), "attack" | "attacks" | "terrorist" | "terror" | "hijackers" | "hijackings" | "commission" | "Commission");
    if year == Year::Unsaid && day == (11, 9) && named { Year::Is(2001) } else { year }
}

/// A day of a month and year.
pub(super) fn day_of(day: i8, month: i8, year: Year) -> Value {
    Value::Yearly(Yearly::Day { month, day, weekday: None }, year, Pick::Bare)
}

/// "December 26th, 2005", "Dec. 26", "December 2005", "in December".
fn month_first(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let (month, next) = month(scan, at)?;
    if let Some((value, end)) = glued_month(scan, month, next) {
        return Some((value, end));
    }
    if let (Year::Is(year), end) = year_tail(scan, next) {
        let after_day = scan.mark(next, ',') && numbers::short_year(scan, next + 1).is_some();
        if !after_day && named_month(scan, at) {
            return Some((Value::Yearly(Yearly::Month(month), Year::Is(year), Pick::Bare), end));
        }
    }
    if let Some((day, end)) = day_after_month(scan, at, next) {
        let (year, end) = year_after_day(scan, end);
        let (year, end) = match (year, numbers::short_year(scan, end)) {
            (Year::Unsaid, Some((short, next))) if matches!(scan.word(end - 1), Word::Ordinal(_)) && !counted(scan, next) => (Year::Is(short), next),
            _ => (year, end),
        };
        return Some((day_of(day, month, attacked(scan, (day, month), year, end)), end));
    }
    let (year, end) = year_tail(scan, next);
    let value = Value::Yearly(Yearly::Month(month), year, Pick::Bare);
    (year != Year::Unsaid || bare_month(scan, at, next)).then_some((value, end))
}

/// "Sep-23-2020", "Dec/2018", "Jun-15".
fn glued_month(scan: &Scan<'_>, month: i8, at: usize) -> Found<Value> {
    let parted = |at: usize| matches!(scan.kind(at), Kind::Mark('-' | '/')) && scan.glued(at) && scan.glued(at + 1);
    parted(at).then_some(())?;
    if let Some((year, end)) = numbers::year(scan, at + 1) {
        return Some((Value::Yearly(Yearly::Month(month), Year::Is(year), Pick::Bare), end));
    }
    let (day, end) = numbers::day(scan, at + 1).filter(|_| scan.number(at + 1).is_some())?;
    match numbers::year(scan, end + 1).filter(|_| parted(end)) {
        Some((year, end)) => Some((day_of(day, month, Year::Is(year)), end)),
        None => Some((day_of(day, month, Year::Unsaid), end)),
    }
}

fn day_after_month(scan: &Scan<'_>, at: usize, next: usize) -> Found<i8> {
    let comma = scan.skip_mark(next, ',');
    let from = scan.skip(comma, Word::The);
    let (day, end) = numbers::day(scan, from)?;
    let plain = scan.number(from).is_some();
    let words_only = plain || matches!(scan.kind(from), Kind::Ordinal(_)) || numbers::ordinal(scan, from).is_some();
    let refused = comma > next && plain || counted(scan, end) || matches!(scan.word(end), Word::Unit(_));
    let verb = matches!(scan.word(at), Word::Month(3 | 5)) && !scan.capital(at) && scan.word_before(at) == Word::Other && !words_only;
    (!refused && !verb).then_some((day, end))
}

/// Whether the month's name before a year is one: "May 2005" is, "we may 2005" is not written.
fn named_month(scan: &Scan<'_>, at: usize) -> bool {
    scan.capital(at) || !matches!(scan.word(at), Word::Month(3 | 5)) || scan.word_before(at) == Word::In
}

/// Whether a month's name stands for it with neither day nor year.
fn bare_month(scan: &Scan<'_>, at: usize, next: usize) -> bool {
    let before = scan.word_before(at);
    let the = before == Word::The && at > 1 && scan.word(at - 2) == Word::In;
    let cue = the
        || matches!(
            before,
            Word::In | Word::Since | Word::Until | Word::Early | Word::Mid | Word::Late | Word::During | Word::Last | Word::Next | Word::This
        );
    let weak = matches!(
        before,
        Word::Of
            | Word::From
            | Word::To
            | Word::By
            | Word::And
            | Word::Or
            | Word::Between
            | Word::Before
            | Word::After
            | Word::Through
            | Word::For
            | Word::The
    ) || scan.kind_before(at) == Kind::Mark('-');
    let name_after = scan.capital(next) && matches!(scan.kind(next), Kind::Word(Word::Other | Word::Person)) && next == at + 1;
    match scan.word(at) {
        Word::Month(5) if !scan.capital(at) => false,
        Word::Month(5) => cue || weak && !scan.person_may,
        Word::Month(3) => scan.capital(at) && (cue || weak),
        Word::Month(4 | 6 | 8) => cue || scan.capital(at) && !name_after && before != Word::Person,
        Word::Month(_) => scan.capital(at) || cue || weak,
        Word::MonthShort(1 | 3) => scan.capital(at) && (cue || weak) && !name_after,
        Word::MonthShort(_) => cue || weak,
        _ => false,
    }
}

/// A year that stands alone, where nothing makes it a count, a label, an hour or a price.
fn bare_year(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let (value, digits) = scan.number(at)?;
    let joined = scan.mark(at + 1, '-') && scan.glued(at + 1) && scan.glued(at + 2) && matches!(scan.kind(at + 2), Kind::Word(_) | Kind::Opaque);
    // "Vision 2030", "2019-nCoV".
    let name = joined || at > 0 && scan.capital(at - 1) && scan.word_before(at) == Word::Other && matches!(scan.kind_before(at), Kind::Word(_));
    if digits != 4 || name || counted(scan, at + 1) || !numeric::clean(scan, at, at + 1) || scan.word(at + 1) == Word::EraBefore || labelled(scan, at)
    {
        return None;
    }
    let strong = matches!(
        scan.word_before(at),
        Word::In
            | Word::Since
            | Word::Until
            | Word::During
            | Word::By
            | Word::Of
            | Word::From
            | Word::Early
            | Word::Mid
            | Word::Late
            | Word::Between
            | Word::Before
    ) || matches!(scan.word_before(at), Word::Unit(Unit::Year));
    let likely = (1900..=2049).contains(&value) && scan.word_before(at) != Word::At;
    let unit_follows = matches!(scan.word(at + 1), Word::Unit(_)) && scan.text(at + 1).ends_with('s');
    if let Some((month, next)) = month(scan, at + 1).filter(|(_, next)| numbers::day(scan, *next).is_none() && numbers::year(scan, *next).is_none()) {
        return named_month(scan, at + 1).then_some((Value::Yearly(Yearly::Month(month), Year::Is(value as i16), Pick::Bare), next));
    }
    if let Word::Season(season) = scan.word(at + 1)
        && !matches!(scan.kind(at + 2), Kind::Word(Word::Other))
        && season != 3
    {
        return Some((Value::Yearly(Yearly::Season(season), Year::Is(value as i16), Pick::Bare), at + 2));
    }
    ((likely || strong && (1000..=2199).contains(&value)) && !unit_follows).then_some((Value::Years(value as i16, value as i16), at + 1))
}

/// Whether a label such as "Resolution" rules the number, also through a list: "resolutions 1696, 1737 and 1747".
fn labelled(scan: &Scan<'_>, at: usize) -> bool {
    let listed = |at: usize| matches!(scan.kind(at), Kind::Number { .. } | Kind::Mark(',' | '.' | '(' | '/') | Kind::Word(Word::And | Word::Or));
    let from = (at.saturating_sub(12)..at).rev().find(|before| !listed(*before));
    from.is_some_and(|before| scan.word(before) == Word::Label)
}

fn spoken_year(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let (year, next) = numbers::year_words(scan, at)?;
    let cue = matches!(scan.word_before(at), Word::In | Word::Since | Word::Until | Word::Of | Word::From | Word::By);
    let whole = year % 100 != 0 && year < 2100;
    let noun = matches!(scan.kind(next), Kind::Word(Word::Other | Word::Unit(_))) && scan.text(next).ends_with('s');
    (cue && whole && !noun && !counted(scan, next)).then_some((Value::Years(year, year), next))
}

fn decade(scan: &Scan<'_>, at: usize, value: i16, next: usize) -> Found<Value> {
    let plain = match scan.kind(at) {
        Kind::Decade(1000..) => numeric::clean(scan, at, next),
        _ => {
            matches!(scan.word_before(at), Word::The | Word::In | Word::Early | Word::Late | Word::Mid)
                || matches!(scan.kind_before(at), Kind::Mark('\'' | '-'))
        }
    };
    let first = if value >= 1000 {
        value
    } else if value < 20 {
        2000 + value
    } else {
        1900 + value
    };
    // "The 1800s" are the century; only of the 2000s is the decade told so.
    let length = if value >= 1000 && value % 100 == 0 && value < 2000 { 99 } else { 9 };
    plain.then_some((Value::Years(first, first + length), next))
}

/// "Nineteen seventies".
fn spoken_decade(scan: &Scan<'_>, at: usize, first: u16) -> Found<Value> {
    let Word::Decade(decade) = scan.word(at + 1) else { return None };
    let year = first as i16 * 100 + decade;
    (16..=20).contains(&first).then_some((Value::Years(year, year + 9), at + 2))
}

fn century(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let (number, next) = numbers::ordinal(scan, at)?;
    let next = scan.skip_mark(next, '-');
    let last = i16::from(number) * 100;
    (scan.word(next) == Word::Unit(Unit::Century) && scan.word(next + 1) != Word::EraBefore).then_some((Value::Years(last - 99, last), next + 1))
}

fn season_of(scan: &Scan<'_>, at: usize, season: i8) -> Found<Value> {
    let (year, next) = year_tail(scan, at + 1);
    // "The winter of 2006-2007" is that which begins in 2006.
    let over = scan.mark(next, '-') && scan.glued(next) && scan.glued(next + 1) && scan.number(next + 1).is_some();
    let next = if year != Year::Unsaid && over { next + 2 } else { next };
    let before = scan.word_before(at);
    let cue = before == Word::The && at > 1 && matches!(scan.word(at - 2), Word::In | Word::During | Word::Since | Word::Until | Word::By);
    let told = year != Year::Unsaid && (season != 3 || scan.text(at).len() > 4 || scan.capital(at) || before == Word::The || before == Word::In);
    let noun = matches!(scan.kind(next), Kind::Word(Word::Other)) && year == Year::Unsaid;
    (told || cue && !noun || before == Word::In && !noun && season != 3).then_some((Value::Yearly(Yearly::Season(season), year, Pick::Bare), next))
}

fn fiscal(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let from = if matches!(scan.word(at + 1), Word::Unit(Unit::Year)) { at + 2 } else { at + 1 };
    let (year, next) = numbers::year(scan, from).or_else(|| numbers::short_year(scan, from).filter(|_| scan.glued(from)))?;
    Some((Value::Fiscal(year), next))
}
