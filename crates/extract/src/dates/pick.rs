//! Which of several that recur: the Tuesday, the December or the 5th that is meant.

use super::calendar::{add_days, in_years, shift_unit, unit_of, years};
use super::holiday;
use super::resolve::Reader;
use super::tense::Tense;
use super::value::{Pick, Unit, Year, Yearly};
use chancery_core::date::day_number;
use chancery_core::{DateRange, Precision};
use jiff::civil::{Date, Weekday};

/// Years on either side in which something yearly is looked for; 29 February can be eight years off (1896 to 1904).
const YEARS: i16 = 8;

/// Months on either side in which a day on a weekday is looked for.
const MONTHS: i32 = 14;

/// A day, month, season or holiday.
pub(super) fn yearly(reader: &Reader, what: Yearly, year: Year, pick: Pick) -> Option<DateRange> {
    match year {
        Year::Is(year) => in_year(what, year),
        Year::FromReference(steps) => in_year(what, reader.today()?.year().checked_add(i16::from(steps))?),
        Year::Told => in_year(what, reader.told()?.start.year()),
        Year::Near(year) if history(reader, year) => in_year(what, year),
        Year::Unsaid | Year::Near(_) => match pick {
            Pick::Previous => picked_year(reader.told()?.start, Tense::Past, what, Pick::Past),
            Pick::Following => picked_year(reader.told()?.end, Tense::Future, what, Pick::Coming),
            _ => picked_year(reader.today()?, reader.context.tense, what, pick),
        },
    }
}

/// Whether a paragraph that told this year tells of the past: news of its own or the last year has left that year again.
fn history(reader: &Reader, year: i16) -> bool {
    reader.context.tense != Tense::Future && reader.today().is_none_or(|today| today.year() - year >= 2)
}

fn picked_year(today: Date, tense: Tense, what: Yearly, which: Pick) -> Option<DateRange> {
    let all = || (-YEARS..=YEARS).filter_map(|off| in_year(what, today.year() + off));
    let begun = || all().take_while(|range| range.start <= today).last();
    let over = || all().take_while(|range| range.end < today).last();
    let to_come = || all().find(|range| range.start > today);
    let not_over = || all().find(|range| range.end >= today);
    match which {
        Pick::Last | Pick::Past | Pick::Previous => over(),
        Pick::Next | Pick::Coming | Pick::Following => to_come(),
        Pick::This => all().find(|range| range.contains(today)).or_else(|| match what {
            Yearly::Season(_) => nearest(today, tense, begun(), not_over()),
            _ => in_year(what, today.year()),
        }),
        Pick::Bare => on_weekday(today, what).or_else(|| nearest(today, tense, begun(), not_over())),
    }
}

/// The one of three years in which a date falls on the weekday told with it, where the nearest does.
fn on_weekday(today: Date, what: Yearly) -> Option<DateRange> {
    let Yearly::Day { weekday: Some(weekday), .. } = what else { return None };
    let fits = |year: &DateRange| year.start.weekday() == weekday;
    (-1..=1).filter_map(|off| in_year(what, today.year() + off)).filter(fits).min_by_key(|range| distance(today, *range))
}

fn distance(today: Date, range: DateRange) -> i32 {
    if range.contains(today) { 0 } else { (day_number(range.start) - day_number(today)).abs().min((day_number(range.end) - day_number(today)).abs()) }
}

/// By the tense; without one, what is past, unless what is to come is much nearer: news tells more of the past.
fn nearest(today: Date, tense: Tense, past: Option<DateRange>, future: Option<DateRange>) -> Option<DateRange> {
    let (before, after) = match (past, future) {
        (Some(before), Some(after)) => (before, after),
        (past, future) => return past.or(future),
    };
    let soon = distance(today, after) * 3 < distance(today, before);
    match tense {
        Tense::Past => Some(before),
        Tense::Future => Some(after),
        Tense::Unknown => Some(if soon { after } else { before }),
    }
}

/// Something yearly in a year. Winter begins in December of its year.
fn in_year(what: Yearly, year: i16) -> Option<DateRange> {
    let within = |day: Date| in_years(day);
    match what {
        Yearly::Day { month, day, .. } => within(Date::new(year, month, day).ok()?).map(DateRange::day),
        Yearly::Month(month) => within(Date::new(year, month, 1).ok()?).map(DateRange::month_of),
        Yearly::Season(season) => {
            let first = within(Date::new(year, season.checked_mul(3)?, 1).ok()?)?;
            let last = super::calendar::add_months(first, 2)?;
            Some(DateRange::new(first, last.last_of_month()))
        }
        Yearly::Holiday(place) => years(i32::from(year), i32::from(year)).and_then(|_| holiday::days(place, year)),
    }
}

/// A day of the week.
pub(super) fn weekday(reader: &Reader, weekday: Weekday, which: Pick) -> Option<Date> {
    match (which, reader.context.told) {
        (Pick::Previous, Some(told)) => weekday_near(told.start, Tense::Past, weekday, Pick::Past),
        (Pick::Following, Some(told)) => weekday_near(told.end, Tense::Future, weekday, Pick::Coming),
        (Pick::Previous, None) => weekday_near(reader.today()?, reader.context.tense, weekday, Pick::Last),
        _ => weekday_near(reader.today()?, reader.context.tense, weekday, which),
    }
}

fn weekday_near(today: Date, tense: Tense, weekday: Weekday, which: Pick) -> Option<Date> {
    let present = add_days(unit_of(today, Unit::Week)?.start, i32::from(weekday.to_monday_zero_offset()))?;
    let before = if present < today { Some(present) } else { add_days(present, -7) };
    let after = if present > today { Some(present) } else { add_days(present, 7) };
    let (begun, not_over) = if present == today { (Some(today), Some(today)) } else { (before, after) };
    match (which, tense) {
        (Pick::Bare, Tense::Future) => not_over,
        (Pick::Bare, _) => begun,
        (Pick::Past | Pick::Previous, _) => before,
        (Pick::Coming | Pick::Following, _) => after,
        (Pick::This, Tense::Future) if present < today => after,
        (Pick::This, Tense::Past) if present > today => before,
        (Pick::This, _) => Some(present),
        // "Last Tuesday" on a Wednesday is not yesterday, but on a Sunday it is that of the week which ends.
        (Pick::Last, _) if present < today && day_number(today) - day_number(present) > 3 => Some(present),
        (Pick::Last, _) => add_days(present, -7),
        (Pick::Next, _) => add_days(present, 7),
    }
}

/// The weekend that a tense means; without one, the nearest.
pub(super) fn weekend(today: Date, tense: Tense) -> Option<DateRange> {
    let present = unit_of(today, Unit::Weekend)?;
    let past = if present.start <= today { Some(present) } else { shift_unit(present, Unit::Weekend, -1) };
    match tense {
        Tense::Past => past,
        Tense::Future => Some(present),
        Tense::Unknown => [past, Some(present)].into_iter().flatten().min_by_key(|range| distance(today, *range)),
    }
}

/// A day of an untold month, on a weekday where one is told.
pub(super) fn day_of_month(reader: &Reader, day: i8, weekday: Option<Weekday>) -> Option<Date> {
    let told = reader.context.told.filter(|told| weekday.is_none() && matches!(told.precision(), Precision::Day | Precision::Month));
    let in_told = told.and_then(|told| told.start.with().day(day).build().ok().filter(|found| *found >= told.start));
    if in_told.is_some() {
        return in_told;
    }
    let today = reader.today()?;
    let all = || {
        let first = today.first_of_month();
        let month = move |off: i32| super::calendar::add_months(first, off)?.with().day(day).build().ok();
        (-MONTHS..=MONTHS).filter_map(month).filter(move |found| weekday.is_none_or(|weekday| found.weekday() == weekday))
    };
    let past = all().take_while(|found| *found <= today).last().map(DateRange::day);
    let future = all().find(|found| *found >= today).map(DateRange::day);
    nearest(today, reader.context.tense, past, future).map(|range| range.start)
}
