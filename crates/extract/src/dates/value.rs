//! What a date expression says, before anything is known of its article.

use jiff::civil::Weekday;

/// A stretch of the calendar by which news counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Sixty seconds; told only in distances from now.
    Minute,
    /// An hour, likewise.
    Hour,
    /// A day.
    Day,
    /// A day from Monday to Friday.
    BusinessDay,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday.
    Week,
    /// Two weeks.
    Fortnight,
    /// A calendar month.
    Month,
    /// Three calendar months from January, April, July or October.
    Quarter,
    /// Six calendar months from January or July.
    Half,
    /// A calendar year.
    Year,
    /// Ten years, from one that ends in 0.
    Decade,
    /// A hundred years, from one that ends in 01.
    Century,
}

impl Unit {
    /// The order of length; what is within a day counts as a day.
    pub(super) fn rank(self) -> u8 {
        match self {
            Self::Minute | Self::Hour | Self::Day | Self::BusinessDay => 0,
            Self::Weekend | Self::Week => 1,
            Self::Fortnight => 2,
            Self::Month => 3,
            Self::Quarter => 4,
            Self::Half => 5,
            Self::Year => 6,
            Self::Decade => 7,
            Self::Century => 8,
        }
    }
}

/// How many of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// The number told.
    Exactly(u16),
    /// "A few", "several": more than one, and not many.
    Few,
}

/// A length of time: "two weeks".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// How many.
    pub count: Count,
    /// Of what.
    pub unit: Unit,
}

/// The year of something that comes once a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// Left to the reader.
    Unsaid,
    /// Told.
    Is(i16),
    /// Years from that of the reference date: "May last year" is -1.
    FromReference(i8),
    /// The year of the date told before: "in May that year".
    Told,
    /// Left to the reader, in a paragraph that last told this year. It is taken where it is long past.
    Near(i16),
}

/// Which of several that recur.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// No word picks one: the tense does.
    Bare,
    /// "Last": of weekdays, that of the week before.
    Last,
    /// "Past": the latest that is over.
    Past,
    /// "This".
    This,
    /// "Next": of weekdays, that of the week after.
    Next,
    /// "Coming": the first that has not begun.
    Coming,
    /// "The previous": the latest before the date told before.
    Previous,
    /// "The following": the first after the date told before.
    Following,
}

/// What comes once a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yearly {
    /// A day of a month, on a weekday where one is told.
    Day {
        /// 1 to 12.
        month: i8,
        /// 1 to 31; whether the month has it is seen when it is resolved.
        day: i8,
        /// The weekday told with it.
        weekday: Option<Weekday>,
    },
    /// A month, 1 to 12.
    Month(i8),
    /// Spring, summer, autumn or winter of the northern half, 1 to 4.
    Season(i8),
    /// A holiday, by its place in the table of holidays.
    Holiday(u16),
}

/// A part of a longer stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The first third.
    Early,
    /// The second third.
    Mid,
    /// The last third.
    Late,
    /// Up to the reference date.
    Earlier,
    /// From the reference date on.
    Later,
    /// The first half.
    FirstHalf,
    /// The second half.
    SecondHalf,
    /// One of its units, counted from 1 at the start, or from -1 at the end.
    Nth(i16, Unit),
    /// One of its weekdays, counted likewise.
    NthWeekday(i16, Weekday),
    /// The first of its units.
    First(u16, Unit),
    /// The last of its units.
    Final(u16, Unit),
}

/// A direction in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Towards the past.
    Before,
    /// Towards the future.
    After,
}

/// The end at which a range is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// From it up to the reference date.
    Since,
    /// From the reference date up to it, itself included.
    Until,
    /// From the reference date up to it, itself left out.
    Before,
    /// After it, up to the reference date.
    After,
}

/// The end of a duration that is told by a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// It begins there.
    Start,
    /// It ends there.
    End,
}

/// What a date expression says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Days from the reference date: today is 0, yesterday -1.
    FromToday(i8),
    /// The date told before, or a calendar unit so many units from the one that holds it.
    Told(Unit, i8),
    /// A year, decade or century told by number: its first and its last year.
    Years(i16, i16),
    /// A year by the books of a state or firm, which the calendar does not bound.
    Fiscal(i16),
    /// Something that comes every year.
    Yearly(Yearly, Year, Pick),
    /// A day of a month that is not told, on a weekday where one is told.
    DayOfMonth(i8, Option<Weekday>),
    /// A day of the week.
    Weekday(Weekday, Pick),
    /// The calendar unit so many units from that of the reference date: "last week" is -1.
    Unit(Unit, i8),
    /// "The year", "the month": that of the date told before where the clause is past, the present one otherwise.
    TheUnit(Unit),
    /// The weekend nearest by the tense.
    TheWeekend,
    /// The length of time that ends or begins at the reference date: "in the past two weeks".
    Rolling(Vec<Amount>, Side),
    /// So far before or after a date: "two weeks before Christmas"; from today where the date is `FromToday(0)`.
    Shift(Vec<Amount>, Side, Box<Value>),
    /// A distance that is meant to the day: "a year ago today".
    Exact(Box<Value>),
    /// A part of a stretch: "early May", "the second week of 2021".
    Part(Part, Box<Value>),
    /// The weekday of the week that holds a date: "Tuesday of last week".
    DayOfWeek(Weekday, Box<Value>),
    /// The week that holds a date: "the week of April 10".
    WeekOf(Box<Value>),
    /// The weekend of a date: "Labor Day weekend".
    WeekendOf(Box<Value>),
    /// From one to the other, both included.
    Between(Box<Value>, Box<Value>),
    /// Open at one end.
    Open(Bound, Box<Value>),
    /// A duration tied to a date: "two days of talks concluded yesterday".
    Spread(Amount, Edge, Box<Value>),
    /// A length of time that no date bounds: "for two days".
    Duration(Vec<Amount>),
}
