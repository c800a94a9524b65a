//! The scan for date expressions: at each token the longest kind of expression that begins there.

use super::Expression;
use super::absolute;
use super::holiday::holiday;
use super::parts;
use super::ranges;
use super::relative;
use super::scan::{Found, Scan};
use super::spread;
use super::tense::{self, Tense};
use super::token::Kind;
use super::value::{Bound, Pick, Unit, Value, Yearly};
use super::words::Word;
use super::years;
use chancery_core::Span;

/// How deep expressions nest: "the end of the week of the day after Easter". It bounds the work at a token.
const DEPTH: u8 = 4;

/// Finds the date expressions of a text, in its order and without overlap.
pub fn find(text: &str) -> Vec<Expression> {
    let scan = Scan::new(text);
    let mut found: Vec<(Value, std::ops::Range<usize>)> = Vec::new();
    let mut at = 0;
    while at < scan.len() {
        match expression(&scan, at) {
            Some((value, end)) => {
                found.push((value, at..end));
                at = end;
            }
            None => at += 1,
        }
    }
    years::inherit(&scan, &mut found);
    let tenses: Vec<Tense> = found.iter().map(|(_, tokens)| tense::guess(&scan, tokens)).collect();
    for ((value, tokens), tense) in found.iter_mut().zip(&tenses) {
        unanchor(&scan, value, tokens, *tense);
    }
    let found = spread::spread(&scan, found);
    // Scalar values are counted from one expression to the next, so that a long text is counted once.
    let (mut byte, mut scalar) = (0, 0_u32);
    let mut scalars_to = |to: usize| {
        scalar += text[byte..to].chars().count() as u32;
        byte = to;
        scalar
    };
    let expression = |((value, tokens), tense): ((Value, std::ops::Range<usize>), Tense)| {
        let bytes = scan.token(tokens.start)?.start..scan.token(tokens.end - 1)?.end;
        let span = Span::new(scalars_to(bytes.start), scalars_to(bytes.end));
        Some(Expression { bytes, span, value, tense })
    };
    found.into_iter().zip(tenses).filter_map(expression).collect()
}

/// Makes a duration of "in two years" where it counts no days from now: "the fastest growth in two years", "finished in two days".
fn unanchor(scan: &Scan<'_>, value: &mut Value, tokens: &std::ops::Range<usize>, tense: Tense) {
    let measure = || tense == Tense::Past || scan.sentence(tokens.start, 8).take_while(|at| *at < tokens.start).any(|at| superlative(scan, at));
    if scan.word(tokens.start) == Word::In
        && let Value::Shift(amounts, ..) = value
        && !anchored(scan, tokens)
        && measure()
    {
        *value = Value::Duration(std::mem::take(amounts));
    }
}

/// "First", "most", "fastest", but not "protest".
fn superlative(scan: &Scan<'_>, at: usize) -> bool {
    const NOUNS: [&str; 10] = ["arrest", "contest", "forest", "guest", "harvest", "interest", "invest", "protest", "request", "suggest"];
    let text = scan.text(at);
    matches!(scan.word(at), Word::Ordinal(1))
        || text == "most"
        || text.len() > 4 && text.ends_with("est") && !scan.capital(at) && !NOUNS.contains(&text)
}

/// Whether a distance is told from a date or from now: "in two years since 2011", "in two years' time".
fn anchored(scan: &Scan<'_>, tokens: &std::ops::Range<usize>) -> bool {
    scan.text(tokens.end - 1) == "time"
        || tokens.clone().any(|at| {
            matches!(scan.word(at), Word::From | Word::Since | Word::After | Word::Before | Word::Ago | Word::Later | Word::Earlier | Word::Hence)
        })
}

fn expression(scan: &Scan<'_>, at: usize) -> Found<Value> {
    if scan.word_before(at) == Word::Every {
        return None;
    }
    match scan.kind(at) {
        Kind::Word(Word::From | Word::Between) => return ranges::range(scan, at),
        Kind::Word(Word::Since | Word::Until | Word::By | Word::Before | Word::After) => return ranges::open(scan, at),
        Kind::Word(Word::Later) if scan.text(at + 1) == "than" => return ranges::open(scan, at),
        Kind::Word(Word::Up) if scan.word(at + 1) == Word::To => return ranges::open(scan, at),
        Kind::Word(Word::Previous) if scan.word(at + 1) == Word::To => return ranges::open(scan, at),
        Kind::Word(Word::Within) => return within(scan, at),
        Kind::Word(Word::Other)
            if !scan.token(at)?.capital && !matches!(scan.text(at).as_bytes()[0], b'b' | b'c' | b'e' | b'h' | b'i' | b'l' | b't') =>
        {
            return None;
        }
        Kind::Mark(_) | Kind::Opaque | Kind::Possessive => return None,
        _ => {}
    }
    ranges::range(scan, at).or_else(|| point(scan, at, 0)).or_else(|| spread::duration(scan, at))
}

/// A date that is told by itself, not as one end of a range.
pub(super) fn point(scan: &Scan<'_>, at: usize, depth: u8) -> Found<Value> {
    if depth > DEPTH {
        return None;
    }
    let (value, end) = primary(scan, at, depth)?;
    let day_part = matches!(scan.word(end), Word::DayPart | Word::Night) && !matches!(value, Value::Years(..));
    let weekend = scan.word(end) == Word::Unit(Unit::Weekend) && matches!(value, Value::Yearly(Yearly::Holiday(_) | Yearly::Day { .. }, ..));
    match (weekend, day_part) {
        (true, _) => Some((Value::WeekendOf(Box::new(value)), end + 1)),
        (_, true) => Some((value, end + 1)),
        _ => Some((value, end)),
    }
}

fn primary(scan: &Scan<'_>, at: usize, depth: u8) -> Found<Value> {
    let part = |at| parts::part(scan, at, depth);
    match scan.kind(at) {
        Kind::Word(word) => match word {
            Word::Other | Word::Label | Word::Person => named(scan, at),
            Word::DayOffset(days) => today(scan, at, days),
            Word::Now if depth > 0 => Some((Value::FromToday(0), at + 1)),
            Word::Weekday(_) | Word::WeekdayShort(_) => relative::weekday(scan, at, depth),
            Word::Last
            | Word::Past
            | Word::Recent
            | Word::Previous
            | Word::This
            | Word::Current
            | Word::Next
            | Word::Coming
            | Word::Following
            | Word::Same
            | Word::That => relative::picked(scan, at, depth),
            Word::Half => relative::shift(scan, at, depth),
            Word::Rest
            | Word::Early
            | Word::Mid
            | Word::Late
            | Word::Start
            | Word::Starting
            | Word::Middle
            | Word::End
            | Word::Latter
            | Word::Final => part(at),
            Word::Earlier | Word::Later => part(at),
            Word::QuarterLetter | Word::HalfLetter => part(at),
            Word::Night | Word::DayPart if scan.word_before(at) == Word::The => relative::unit_from(scan, at, depth),
            Word::Unit(_) => relative::unit_from(scan, at, depth).or_else(|| part(at)).or_else(|| parts::the_unit(scan, at)),
            Word::In | Word::Article | Word::Couple | Word::Few => relative::shift(scan, at, depth),
            Word::Cardinal(_) => relative::shift(scan, at, depth).or_else(|| absolute::absolute(scan, at)).or_else(|| part(at)),
            Word::Ordinal(_) => part(at).or_else(|| absolute::absolute(scan, at)).or_else(|| named(scan, at)),
            Word::Month(_) | Word::MonthShort(_) => named(scan, at).or_else(|| absolute::absolute(scan, at)),
            Word::Decade(_) | Word::Season(_) | Word::Fiscal | Word::Calendar => absolute::absolute(scan, at),
            _ => None,
        },
        Kind::Number { .. } => relative::shift(scan, at, depth).or_else(|| absolute::absolute(scan, at)),
        Kind::Ordinal(_) => part(at).or_else(|| absolute::absolute(scan, at)).or_else(|| parts::day_of_month(scan, at)),
        Kind::Decade(_) => absolute::absolute(scan, at),
        _ => None,
    }
}

/// Today and its like; "USA Today" is a paper.
fn today(scan: &Scan<'_>, at: usize, days: i8) -> Found<Value> {
    let title = scan.capital(at) && at > 0 && scan.capital(at - 1) && matches!(scan.kind(at - 1), Kind::Word(Word::Other));
    (!title).then_some((Value::FromToday(days), at + 1))
}

/// A holiday with the year told after it.
fn named(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let (place, end) = holiday(scan, at)?;
    let (year, end) = absolute::year_tail(scan, end);
    Some((Value::Yearly(Yearly::Holiday(place), year, Pick::Bare), end))
}

/// "Within 48 hours".
fn within(scan: &Scan<'_>, at: usize) -> Found<Value> {
    let (amount, end) = super::numbers::amount(scan, scan.skip(at + 1, Word::The))?;
    let shift = Value::Shift(vec![amount], super::value::Side::After, Box::new(Value::FromToday(0)));
    let held = matches!(scan.word(end), Word::Of);
    (!held).then(|| (Value::Open(Bound::Until, Box::new(shift)), end))
}
