//! From what an expression says to the days it means.

use super::calendar::{add_days, add_units, shift_unit, unit_of, years};
use super::parts::is_bare;
use super::pick;
use super::stretch;
use super::tense::Tense;
use super::value::{Amount, Bound, Count, Edge, Part, Side, Unit, Value};
use super::{Context, Expression};
use chancery_core::DateRange;
use jiff::civil::{Date, Weekday};

/// The days that an expression means, as wide as it is vague; none where it bounds nothing, names a day that the calendar lacks, or
/// needs a publication date that is not known.
pub fn resolve(expression: &Expression, context: &Context) -> Option<DateRange> {
    Reader { context: *context, nominal: false }.value(&expression.value)
}

/// Like [`resolve`], but with distances counted to the day: "two months ago" is the same day of that month.
pub fn reckon(expression: &Expression, context: &Context) -> Option<DateRange> {
    Reader { context: *context, nominal: true }.value(&expression.value)
}

/// The days that a duration takes when its first or last day is told: "two days of talks" that ended on 5 May.
pub fn lasting(amounts: &[Amount], edge: Edge, day: DateRange) -> Option<DateRange> {
    // A duration counts both its first and its last day.
    match edge {
        Edge::Start => Some(DateRange::new(day.start, day.end.max(add_days(shifted(day.end, amounts, 1, most)?, -1)?))),
        Edge::End => Some(DateRange::new(day.start.min(add_days(shifted(day.start, amounts, -1, most)?, 1)?), day.end)),
    }
}

/// Days from which on a range that is told in the past tense may still go on: "from August to October", but not "Monday and Tuesday".
const FORTNIGHT: i32 = 14;

/// Reads values in one context.
#[derive(Clone, Copy)]
pub(super) struct Reader {
    pub context: Context,
    /// Whether distances are counted to the day.
    pub nominal: bool,
}

impl Reader {
    /// The publication date, or what stands for it within a range.
    pub fn today(&self) -> Option<Date> {
        self.context.published
    }

    fn at(self, today: Date, tense: Tense) -> Self {
        Self { context: Context { published: Some(today), tense, ..self.context }, ..self }
    }

    /// The date told before, or the publication date where none was.
    pub fn told(&self) -> Option<DateRange> {
        self.context.told.or(self.today().map(DateRange::day))
    }

    pub fn value(&self, value: &Value) -> Option<DateRange> {
        match value {
            Value::FromToday(days) => Some(DateRange::day(add_days(self.today()?, i32::from(*days))?)),
            Value::Told(unit, steps) => told_unit(self.told()?, *unit, i32::from(*steps)),
            Value::Years(first, last) => years(i32::from(*first), i32::from(*last)),
            Value::Fiscal(year) => fiscal(*year),
            Value::Yearly(what, year, pick) => pick::yearly(self, *what, *year, *pick),
            Value::DayOfMonth(day, weekday) => pick::day_of_month(self, *day, *weekday).map(DateRange::day),
            Value::Weekday(weekday, which) => pick::weekday(self, *weekday, *which).map(DateRange::day),
            Value::Unit(unit, steps) => self.unit(*unit, i32::from(*steps)),
            Value::TheUnit(unit) => self.the_unit(*unit),
            Value::TheWeekend => pick::weekend(self.today()?, self.context.tense),
            Value::Rolling(amounts, side) => rolling(self.today()?, amounts, *side),
            Value::Shift(amounts, side, from) => self.shift(amounts, *side, from),
            Value::Exact(of) => Reader { nominal: true, ..*self }.value(of),
            Value::Part(Part::Later, of) if self.nominal => {
                // Nobody says "later this week" on Monday of the next day: by convention it is the second half.
                let (of, today) = (self.value(of)?, self.today());
                stretch::part(Part::SecondHalf, of, today)
                    .map(|half| today.filter(|today| half.contains(*today)).map_or(half, |today| DateRange::new(today, half.end)))
            }
            Value::Part(part, of) => stretch::part(*part, self.value(of)?, self.today()),
            Value::DayOfWeek(weekday, of) => self.day_of_week(*weekday, of),
            Value::WeekOf(of) => unit_of(self.value(of)?.start, Unit::Week),
            Value::WeekendOf(of) => stretch::weekend_of(self.value(of)?),
            Value::Between(first, last) => self.between(first, last),
            Value::Open(bound, at) => self.open(*bound, at),
            Value::Spread(amount, edge, at) => lasting(&[*amount], *edge, self.value(at)?),
            Value::Duration(_) => None,
        }
    }

    fn unit(&self, unit: Unit, steps: i32) -> Option<DateRange> {
        let today = self.today()?;
        // "This weekend" in the past tense is the one just over.
        if unit == Unit::Weekend && steps == 0 && self.context.tense == Tense::Past {
            return pick::weekend(today, Tense::Past);
        }
        shift_unit(unit_of(today, unit)?, unit, steps)
    }

    fn the_unit(&self, unit: Unit) -> Option<DateRange> {
        let told = self.context.told.filter(|_| self.context.tense != Tense::Future);
        let held = told.and_then(|told| unit_of(told.start, unit).filter(|unit| unit.contains(told.end)));
        held.or_else(|| self.unit(unit, 0))
    }

    fn day_of_week(&self, weekday: Weekday, of: &Value) -> Option<DateRange> {
        let week = Reader { nominal: true, ..*self }.value(of)?;
        let monday = unit_of(week.start, Unit::Week)?.start;
        Some(DateRange::day(add_days(monday, i32::from(weekday.to_monday_zero_offset()))?))
    }

    fn shift(&self, amounts: &[Amount], side: Side, from: &Value) -> Option<DateRange> {
        let sign = if side == Side::Before { -1 } else { 1 };
        let anchor = self.value(from)?;
        if self.nominal {
            return shifted(anchor.start, amounts, sign, least).map(DateRange::day);
        }
        let near = shifted(if sign < 0 { anchor.end } else { anchor.start }, amounts, sign, least)?;
        let far = shifted(if sign < 0 { anchor.start } else { anchor.end }, amounts, sign, most)?;
        // Whoever counts in months does not mean the day.
        let unit = amounts.iter().map(|amount| amount.unit).min_by_key(|unit| unit.rank())?;
        let (one, other) = (unit_of(near, unit)?, unit_of(far, unit)?);
        Some(DateRange::new(one.start.min(other.start), one.end.max(other.end)))
    }

    /// Both ends of a range; the one that lacks a year or week is the nearest to the other.
    fn between(&self, first: &Value, last: &Value) -> Option<DateRange> {
        if is_bare(first) && !is_bare(last) {
            let end = self.value(last)?.end;
            let start = self.at(end, Tense::Past).value(first)?.start;
            return (start <= end).then(|| DateRange::new(start, end));
        }
        let found = self.from(self.value(first)?.start, last)?;
        let Some(today) = self.today().filter(|_| is_bare(first)) else { return Some(found) };
        // "From August to October", told in September, holds today whatever the tense.
        let begun = self.at(today, Tense::Past).value(first).and_then(|first| self.from(first.start, last));
        // News tells of past days of the week where its tense is not known.
        let past = self.context.tense == Tense::Past || self.context.tense == Tense::Unknown && matches!(first, Value::Weekday(..));
        let begun = begun.filter(|range| range.contains(today) && !(past && range.days() < FORTNIGHT));
        if begun.is_some() || !past || found.end <= today {
            return begun.or(Some(found));
        }
        // What is over began so early that its end is past too.
        let earlier = self.at(add_days(found.start, -1)?, Tense::Past).value(first)?.start;
        self.from(earlier, last).filter(|range| range.end <= today).or(Some(found))
    }

    fn from(&self, start: Date, last: &Value) -> Option<DateRange> {
        let reader = if is_bare(last) { self.at(start, Tense::Future) } else { *self };
        let end = reader.value(last)?.end;
        (start <= end).then(|| DateRange::new(start, end))
    }

    fn open(&self, bound: Bound, at: &Value) -> Option<DateRange> {
        let tense = if matches!(bound, Bound::Since) { Tense::Past } else { self.context.tense };
        // A bound that is told by a distance is the day itself: nobody is late by the width of "within two weeks".
        let told = Reader { context: Context { tense, ..self.context }, nominal: self.nominal || matches!(at, Value::Shift(..)) }.value(at)?;
        let today = self.today();
        match bound {
            Bound::Since => Some(DateRange::new(told.start, today.map_or(told.end, |today| today.max(told.end)))),
            // What lasted until a past day is only known to have touched it.
            Bound::Until if !self.nominal && tense == Tense::Past && today.is_some_and(|today| told.start > today) => None,
            Bound::Until => Some(today.filter(|today| *today < told.start).map_or(told, |today| DateRange::new(today, told.end))),
            Bound::Before => today.filter(|today| *today < told.start).and_then(|today| Some(DateRange::new(today, add_days(told.start, -1)?))),
            Bound::After => today.filter(|today| *today > told.end).and_then(|today| Some(DateRange::new(add_days(told.end, 1)?, today))),
        }
    }
}

/// The day moved by amounts, each counted by `how_many`.
fn shifted(day: Date, amounts: &[Amount], sign: i32, how_many: fn(Count) -> i32) -> Option<Date> {
    amounts.iter().try_fold(day, |day, amount| add_units(day, sign * how_many(amount.count), amount.unit))
}

/// The least that a count means.
fn least(count: Count) -> i32 {
    match count {
        Count::Exactly(number) => i32::from(number),
        Count::Few => 2,
    }
}

/// The most that a count means; "several" ends before ten.
fn most(count: Count) -> i32 {
    match count {
        Count::Exactly(number) => i32::from(number),
        Count::Few => 7,
    }
}

/// "The same day", "the following week": the range moved, as wide as it was told, or the units that hold it.
fn told_unit(told: DateRange, unit: Unit, steps: i32) -> Option<DateRange> {
    if unit == Unit::Day {
        return Some(DateRange::new(add_days(told.start, steps)?, add_days(told.end, steps)?));
    }
    let first = shift_unit(unit_of(told.start, unit)?, unit, steps)?;
    let last = shift_unit(unit_of(told.end, unit)?, unit, steps)?;
    Some(DateRange::new(first.start, last.end))
}

/// States begin a fiscal year between July of the year before (Australia) and April of the year itself (India, Japan).
fn fiscal(year: i16) -> Option<DateRange> {
    let (before, after) = (Date::new(year - 1, 7, 1).ok()?, Date::new(year + 1, 3, 31).ok()?);
    Some(DateRange::new(super::calendar::in_years(before)?, after))
}

/// "The past two weeks" end today, "the next two weeks" begin tomorrow. Quarters are those of the calendar.
fn rolling(today: Date, amounts: &[Amount], side: Side) -> Option<DateRange> {
    let first = amounts.first()?;
    let sign = if side == Side::Before { -1 } else { 1 };
    if matches!(first.unit, Unit::Quarter | Unit::Half) && amounts.len() == 1 {
        let present = unit_of(today, first.unit)?;
        let (near, far) = (shift_unit(present, first.unit, sign)?, shift_unit(present, first.unit, sign * most(first.count))?);
        return Some(DateRange::new(near.start.min(far.start), near.end.max(far.end)));
    }
    let far = shifted(today, amounts, sign, most)?;
    if side == Side::Before { Some(DateRange::new(far, today)) } else { Some(DateRange::new(add_days(today, 1)?.min(far), far)) }
}
