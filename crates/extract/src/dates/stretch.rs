//! Parts of ranges of days: thirds, halves, the second week, the last Friday.

use super::calendar::{add_days, add_months, add_units, shift_unit, unit_of};
use super::value::{Part, Unit};
use chancery_core::DateRange;
use chancery_core::date::day_number;
use jiff::civil::{Date, Weekday};

/// A part of a range; `today` bounds "earlier" and "later".
pub(super) fn part(part: Part, of: DateRange, today: Option<Date>) -> Option<DateRange> {
    match part {
        Part::Early => third(of, 0),
        Part::Mid => third(of, 1),
        Part::Late => third(of, 2),
        Part::FirstHalf => half(of, false),
        Part::SecondHalf => half(of, true),
        Part::Earlier => Some(
            today
                .filter(|today| of.contains(*today) && of.start < *today)
                .map_or(of, |today| DateRange::new(of.start, add_days(today, -1).unwrap_or(today))),
        ),
        Part::Later => Some(today.filter(|today| of.contains(*today)).map_or(of, |today| DateRange::new(today, of.end))),
        Part::Nth(nth, unit) => nth_unit(of, i32::from(nth), unit),
        Part::NthWeekday(nth, weekday) => nth_weekday(of, i32::from(nth), weekday),
        Part::First(count, unit) => Some(DateRange::new(of.start, add_days(add_units(of.start, i32::from(count), unit)?, -1)?.min(of.end))),
        Part::Final(count, unit) => {
            // Counted from the day after, so that the last four months of a year begin on the first of one.
            let after = add_days(of.end, 1)?;
            Some(DateRange::new(add_units(after, -i32::from(count), unit)?.max(of.start), of.end))
        }
    }
}

/// A third of a range, along the borders of its smaller units. Those of a week overlap: nobody agrees on what its middle is.
fn third(of: DateRange, which: i32) -> Option<DateRange> {
    let days = |first: i32, last: i32| Some(DateRange::new(add_days(of.start, first)?, add_days(of.start, last)?));
    let months = |length: i32| {
        let first = add_months(of.start, which * length)?;
        let last = if which == 2 { of.end } else { add_days(add_months(first, length)?, -1)? };
        Some(DateRange::new(first, last))
    };
    match of.days() {
        1 | 2 => Some(of),
        7 => days([0, 1, 3][which as usize], [2, 3, 6][which as usize]),
        28..=31 => days(which * 10, if which == 2 { of.days() - 1 } else { which * 10 + 9 }),
        365 | 366 => months(4),
        // A decade's early years are the first four, its late ones the last three.
        3652 | 3653 => decade_third(of, which),
        36_000.. => months(400),
        length => days(which * length / 3, (which + 1) * length / 3 - 1),
    }
}

fn decade_third(of: DateRange, which: i32) -> Option<DateRange> {
    let (first, last) = [(0, 3), (3, 6), (6, 9)][which as usize];
    let year = i32::from(of.start.year());
    super::calendar::years(year + first, year + last)
}

fn half(of: DateRange, second: bool) -> Option<DateRange> {
    let days = of.days();
    let middle = match days {
        28..=31 => add_days(of.start, 15)?,
        365 | 366 => add_months(of.start, 6)?,
        3652 | 3653 => add_months(of.start, 60)?,
        _ => add_days(of.start, days / 2)?,
    };
    Some(if second { DateRange::new(middle, of.end) } else { DateRange::new(of.start, add_days(middle, -1)?.max(of.start)) })
}

/// The so-manieth unit of a range, from its start, or from its end where negative; none where it has not so many.
fn nth_unit(of: DateRange, nth: i32, unit: Unit) -> Option<DateRange> {
    let first = first_unit(of, unit)?;
    let found = if nth > 0 { shift_unit(first, unit, nth - 1)? } else { shift_unit(last_unit(of, unit)?, unit, nth + 1)? };
    of.overlaps(found).then_some(found)
}

/// A week belongs to the month or year that has its Thursday, a weekend to the one that has its Saturday.
fn first_unit(of: DateRange, unit: Unit) -> Option<DateRange> {
    let first = unit_of(of.start, unit)?;
    match unit {
        Unit::Week if add_days(first.start, 3)? < of.start => shift_unit(first, unit, 1),
        Unit::Weekend if first.start < of.start => shift_unit(first, unit, 1),
        // A decade of a century is counted from the century's first year.
        Unit::Decade => Some(DateRange::new(of.start, add_days(add_months(of.start, 120)?, -1)?)),
        _ => Some(first),
    }
}

fn last_unit(of: DateRange, unit: Unit) -> Option<DateRange> {
    let last = unit_of(of.end, unit)?;
    match unit {
        Unit::Week if add_days(last.start, 3)? > of.end => shift_unit(last, unit, -1),
        Unit::Weekend if last.start > of.end => shift_unit(last, unit, -1),
        _ => Some(last),
    }
}

fn nth_weekday(of: DateRange, nth: i32, weekday: Weekday) -> Option<DateRange> {
    let offset = |from: Date| i32::from(weekday.to_monday_zero_offset()) - i32::from(from.weekday().to_monday_zero_offset());
    let found = if nth > 0 {
        add_days(of.start, offset(of.start).rem_euclid(7) + 7 * (nth - 1))?
    } else {
        add_days(of.end, -(-offset(of.end)).rem_euclid(7) + 7 * (nth + 1))?
    };
    of.contains(found).then(|| DateRange::day(found))
}

/// The weekend nearest to a day, with the day itself: "Labor Day weekend" has its Monday.
pub(super) fn weekend_of(day: DateRange) -> Option<DateRange> {
    let coming = unit_of(day.end, Unit::Weekend)?;
    let before = shift_unit(coming, Unit::Weekend, -1)?;
    let gap = |weekend: DateRange| (day_number(weekend.start) - day_number(day.end)).max(day_number(day.start) - day_number(weekend.end));
    let weekend = if gap(before) < gap(coming) { before } else { coming };
    Some(DateRange::new(weekend.start.min(day.start), weekend.end.max(day.end)))
}
