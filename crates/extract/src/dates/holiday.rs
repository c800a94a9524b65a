//! Holidays, fixed and movable, from `holidays.tsv`.

use super::calendar;
use super::scan::{Found, Scan};
use super::token::Kind;
use chancery_core::DateRange;
use jiff::civil::{Date, Weekday};
use std::sync::LazyLock;

/// When a holiday is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Fixed(i8, i8),
    Nth { nth: i8, weekday: Weekday, month: i8, after: i32 },
    Easter(i32),
    Orthodox(i32),
    Islamic { month: i32, day: i32, length: i32 },
}

struct Name {
    words: Vec<&'static str>,
    rule: Rule,
}

static NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| {
    let mut names = Vec::new();
    for (number, line) in include_str!("holidays.tsv").lines().enumerate() {
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        let (rule, spellings) = read_line(line).unwrap_or_else(|| panic!("holidays.tsv:{}: no rule, or no name: {line}", number + 1));
        names.extend(spellings.split('|').map(|name| Name { words: name.split(' ').collect(), rule }));
    }
    names
});

/// The places of the names that begin with each letter, so that most words are passed by at once.
static INITIALS: LazyLock<[Vec<usize>; 26]> = LazyLock::new(|| {
    let begins = |letter: usize| move |&place: &usize| usize::from(NAMES[place].words[0].as_bytes()[0] - b'a') == letter;
    std::array::from_fn(|letter| (0..NAMES.len()).filter(begins(letter)).collect())
});

/// Words that make a place, plant or newspaper of a holiday's name.
const NO_DAY: [&str; 10] = ["island", "islands", "tree", "trees", "card", "cards", "carol", "carols", "rising", "rebellion"];

/// The longest name of a holiday that begins at `at`, as its place in the table.
pub(super) fn holiday(scan: &Scan<'_>, at: usize) -> Found<u16> {
    let initial = scan.text(at).bytes().next()?.to_ascii_lowercase();
    let places = INITIALS.get(usize::from(initial.checked_sub(b'a')?))?;
    let matched = |&place: &usize| Some((place, name_at(scan, at, &NAMES[place].words)?));
    let (place, end) = places.iter().filter_map(matched).max_by_key(|(_, end)| *end)?;
    let refused = NO_DAY.iter().any(|word| scan.text(end).eq_ignore_ascii_case(word)) || foreign_independence(scan, at, &NAMES[place]);
    // The new year of another calendar ("Lunar New Year") is another day.
    let other_year =
        NAMES[place].words[0] == "new" && at > 0 && scan.capital(at - 1) && scan.kind_before(at) == Kind::Word(super::words::Word::Other);
    // "Halloween-themed".
    let themed = scan.mark(end, '-') && scan.glued(end) && scan.glued(end + 1) && matches!(scan.kind(end + 1), Kind::Word(_));
    (!(refused || other_year || themed)).then_some((u16::try_from(place).ok()?, end))
}

/// An independence day of another country than the United States: "Indian Independence Day".
fn foreign_independence(scan: &Scan<'_>, at: usize, name: &Name) -> bool {
    let before = at.checked_sub(1).filter(|before| matches!(scan.kind(*before), Kind::Word(_) | Kind::Possessive));
    let national = before.is_some_and(|before| scan.kind(before) == Kind::Possessive || scan.capital(before) || scan.text(before) == "its");
    matches!(name.words[0], "independence" | "victory")
        && national
        && before.is_some_and(|before| !matches!(scan.text(before), "US" | "American" | "The" | "On"))
}

fn name_at(scan: &Scan<'_>, at: usize, words: &[&str]) -> Option<usize> {
    let mut next = at;
    for word in words {
        while next > at && matches!(scan.kind(next), Kind::Mark('\'' | '-')) || next > at && scan.mark(next, '.') && scan.text(next - 1).len() == 2 {
            next += 1;
        }
        let token = scan.text(next);
        let token = if scan.kind(next) == Kind::Possessive { "s" } else { token };
        if !token.eq_ignore_ascii_case(word) {
            return None;
        }
        next += 1;
    }
    let proper =
        scan.capital(at) || matches!(words[0], "christmas" | "easter" | "thanksgiving" | "halloween" | "black" | "labor" | "independence" | "new");
    let new_year = words == ["new", "year"];
    (proper && !(new_year && !scan.capital(at) && scan.word(next) != super::words::Word::Other && matches!(scan.kind(next), Kind::Word(_))))
        .then_some(next)
}

/// The days of a holiday in a year.
pub(super) fn days(place: u16, year: i16) -> Option<DateRange> {
    match NAMES.get(usize::from(place))?.rule {
        Rule::Fixed(month, day) => Date::new(year, month, day).ok().map(DateRange::day),
        Rule::Nth { nth, weekday, month, after } => {
            let first = Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?;
            calendar::add_days(first, after).map(DateRange::day)
        }
        Rule::Easter(after) => calendar::add_days(calendar::easter(year)?, after).map(DateRange::day),
        Rule::Orthodox(after) => calendar::add_days(calendar::orthodox_easter(year)?, after).map(DateRange::day),
        Rule::Islamic { month, day, length } => {
            let first = calendar::islamic_in(year, month, day)?;
            Some(DateRange::new(calendar::add_days(first, -1)?, calendar::add_days(first, length)?))
        }
    }
}

fn read_line(line: &'static str) -> Option<(Rule, &'static str)> {
    let (rule, names) = line.split_once('\t')?;
    let mut fields = rule.split(' ');
    let kind = fields.next()?;
    let numbers: Vec<i32> = fields.map(str::parse).collect::<Result<_, _>>().ok()?;
    let small = |number: i32| i8::try_from(number).ok();
    let rule = match (kind, numbers[..].as_ref()) {
        ("fixed", &[month, day]) => Rule::Fixed(small(month)?, small(day)?),
        ("nth", &[nth, weekday, month, ref after @ ..]) => Rule::Nth {
            nth: small(nth)?,
            weekday: Weekday::from_monday_one_offset(small(weekday)?).ok()?,
            month: small(month)?,
            after: after.first().copied().unwrap_or(0),
        },
        ("easter", &[after]) => Rule::Easter(after),
        ("orthodox", &[after]) => Rule::Orthodox(after),
        ("islamic", &[month, day, length]) => Rule::Islamic { month, day, length },
        _ => return None,
    };
    let named = |name: &str| name.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    names.split('|').all(named).then_some((rule, names))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(name: &str, year: i16) -> Option<String> {
        let (place, _) = holiday(&Scan::new(name), 0)?;
        days(place, year).map(|range| range.to_string())
    }

    #[test]
    fn movable_feasts_fall_on_their_days() {
        for (name, year, expected) in [
            ("Easter", 2005, "2005-03-27"),
            ("Good Friday", 2019, "2019-04-19"),
            ("Orthodox Easter", 2021, "2021-05-02"),
            ("Thanksgiving", 2005, "2005-11-24"),
            ("Black Friday", 2018, "2018-11-23"),
            ("Memorial Day", 2004, "2004-05-31"),
            ("New Year's Eve", 1999, "1999-12-31"),
            ("Eid al-Fitr", 2005, "2005-11-02/2005-11-04"),
        ] {
            assert_eq!(day(name, year).as_deref(), Some(expected), "{name} {year}");
        }
    }

    #[test]
    fn islands_and_trees_are_no_days() {
        for text in ["Christmas Island", "Easter Rising", "Christmas trees", "Newport"] {
            assert_eq!(day(text, 2005), None, "{text}");
        }
    }
}
