//! Arithmetic of the calendar that answers none where the years 1 to 9999 end.

use super::value::Unit;
use chancery_core::DateRange;
use chancery_core::date::{day_number, day_of_number};
use jiff::civil::{Date, Weekday};

/// The day so many days on, or back where negative.
pub(super) fn add_days(day: Date, days: i32) -> Option<Date> {
    in_years(day_of_number(day_number(day).checked_add(days)?)?)
}

/// The same day so many months on; the last of the month where it has no such day.
pub(super) fn add_months(day: Date, months: i32) -> Option<Date> {
    let count = i32::from(day.year()) * 12 + i32::from(day.month()) - 1 + months;
    let first = Date::new(i16::try_from(count.div_euclid(12)).ok()?, (count.rem_euclid(12) + 1) as i8, 1).ok()?;
    in_years(first.with().day(day.day().min(first.days_in_month())).build().ok()?)
}

/// The day so many units on, or back where negative.
pub(super) fn add_units(day: Date, number: i32, unit: Unit) -> Option<Date> {
    match unit {
        Unit::Minute => Some(day),
        // Less than a day stays in the day; more is rounded to whole days.
        Unit::Hour => add_days(day, if number.abs() < 24 { 0 } else { (number + number.signum() * 12) / 24 }),
        Unit::Day => add_days(day, number),
        Unit::BusinessDay => add_business_days(day, number),
        Unit::Weekend | Unit::Week => add_days(day, number.checked_mul(7)?),
        Unit::Fortnight => add_days(day, number.checked_mul(14)?),
        Unit::Month => add_months(day, number),
        Unit::Quarter => add_months(day, number.checked_mul(3)?),
        Unit::Half => add_months(day, number.checked_mul(6)?),
        Unit::Year => add_months(day, number.checked_mul(12)?),
        Unit::Decade => add_months(day, number.checked_mul(120)?),
        Unit::Century => add_months(day, number.checked_mul(1200)?),
    }
}

fn add_business_days(mut day: Date, number: i32) -> Option<Date> {
    let mut left = number.abs().min(10_000);
    while left > 0 {
        day = add_days(day, number.signum())?;
        left -= i32::from(!matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday));
    }
    Some(day)
}

/// The calendar unit that holds a day.
pub(super) fn unit_of(day: Date, unit: Unit) -> Option<DateRange> {
    let year = i32::from(day.year());
    let months = |first: i32, length: i32| {
        let start = add_months(day.first_of_month(), first - i32::from(day.month()))?;
        Some(DateRange::new(start, add_days(add_months(start, length)?, -1)?))
    };
    let month = i32::from(day.month());
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day | Unit::BusinessDay => Some(DateRange::day(day)),
        Unit::Week => {
            let monday = add_days(day, 1 - i32::from(day.weekday().to_monday_one_offset()))?;
            Some(DateRange::new(monday, add_days(monday, 6)?))
        }
        Unit::Fortnight => Some(DateRange::new(unit_of(day, Unit::Week)?.start, add_days(unit_of(day, Unit::Week)?.end, 7)?)),
        Unit::Weekend => {
            let sunday = unit_of(day, Unit::Week)?.end;
            Some(DateRange::new(add_days(sunday, -1)?, sunday))
        }
        Unit::Month => Some(DateRange::month_of(day)),
        Unit::Quarter => months((month - 1) / 3 * 3 + 1, 3),
        Unit::Half => months((month - 1) / 6 * 6 + 1, 6),
        Unit::Year => Some(DateRange::year_of(day)),
        Unit::Decade => years(year - year % 10, year - year % 10 + 9),
        Unit::Century => years((year - 1) / 100 * 100 + 1, (year - 1) / 100 * 100 + 100),
    }
}

/// The calendar unit so many units from one.
pub(super) fn shift_unit(of: DateRange, unit: Unit, steps: i32) -> Option<DateRange> {
    let start = match unit {
        Unit::Century => add_months(of.start, steps.checked_mul(1200)?)?,
        _ => add_units(of.start, steps, unit)?,
    };
    let end = add_days(add_units(start, 1, unit)?, -1)?;
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day | Unit::BusinessDay => Some(DateRange::day(start)),
        Unit::Weekend => Some(DateRange::new(start, add_days(start, 1)?)),
        _ => Some(DateRange::new(start, end)),
    }
}

/// From the first day of one year to the last of another.
pub(super) fn years(first: i32, last: i32) -> Option<DateRange> {
    let day = |year: i32, month, day| in_years(Date::new(i16::try_from(year).ok()?, month, day).ok()?);
    Some(DateRange::new(day(first, 1, 1)?, day(last, 12, 31)?))
}

/// The day, where it lies in the years 1 to 9999.
pub(super) fn in_years(day: Date) -> Option<Date> {
    (day.year() >= 1).then_some(day)
}

/// Easter Sunday of the western churches, by the anonymous Gregorian algorithm.
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (golden, century, rest) = (y % 19, y / 100, y % 100);
    let epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    Date::new(year, (days / 31) as i8, (days % 31 + 1) as i8).ok()
}

/// Easter Sunday of the orthodox churches: the Julian one, told by the Gregorian calendar.
pub(super) fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let moon = (19 * (y % 19) + 15) % 30;
    let days = moon + (2 * (y % 4) + 4 * (y % 7) - moon + 34) % 7 + 114;
    let julian = Date::new(year, (days / 31) as i8, (days % 31 + 1) as i8).ok()?;
    add_days(julian, y / 100 - y / 400 - 2)
}

/// The first day in a year with this month and day of the tabular Islamic calendar.
pub(super) fn islamic_in(year: i16, month: i32, day: i32) -> Option<Date> {
    // The epoch is 16 July 622 of the Julian calendar, which is 19 July of ours.
    let epoch = day_number(Date::constant(622, 7, 19));
    let guess = (i32::from(year) - 622) * 33 / 32;
    (guess - 1..=guess + 2).filter(|islamic| *islamic > 0).find_map(|islamic| {
        let number = epoch + (islamic - 1) * 354 + (3 + 11 * islamic) / 30 + (59 * (month - 1) + 1) / 2 + day - 1;
        day_of_number(number).filter(|date| date.year() == year)
    })
}
