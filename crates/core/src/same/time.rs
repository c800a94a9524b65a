//! When two tellings may be of one event. An event without a date is placed by the day on which it was told.

use jiff::civil::Date;

use super::{Telling, ahead, happened, life::Step};
use crate::{
    DateRange,
    date::{day_number, day_of_number},
};

/// News of what has happened is so many days old at most, where it gives no date.
const FRESH: i32 = 4;
/// What is planned without a date takes place within so many days.
const SOON: i32 = 45;
/// What is put off is held within so many days.
const DEFERRED: i32 = 150;
/// What comes true does so within so many days of what was planned.
const SLIP: i32 = 2;
/// A range longer than this tells no day.
const VAGUE: i32 = 14;
/// The days of a month, counted from its first.
const MONTH: i32 = 30;
/// Types that go on day after day, so that the next day's is another one.
const DAILY: &[&str] = &["attack", "protest", "statement", "accusation", "request", "call", "coercion"];

/// The days on which an event may have taken place, as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First day.
    pub first: i32,
    /// Last day.
    pub last: i32,
}

/// How the times of two tellings go together.
pub(super) struct Time {
    /// For people.
    pub reason: String,
    /// Days between them.
    pub gap: i32,
    /// Whether both tell the days, rather than the days on which they were told.
    pub sure: bool,
    /// Whether both tell the same day.
    pub exact: bool,
    /// Whether both were told within days of each other.
    pub together: bool,
}

impl Window {
    /// The days of a telling: those that it tells, or those that its day of publication lets one expect; none where it has neither.
    pub fn of(telling: Telling<'_>) -> Option<Self> {
        if let Some(range) = date(telling) {
            return Some(Self { first: day_number(range.start), last: day_number(range.end) });
        }
        let known = day_number(telling.published_on?);
        let (first, last) = match telling.event.status {
            status if happened(status) => (known - FRESH, known),
            status if ahead(status) => (known, known + SOON),
            _ => (known - FRESH, known + SOON),
        };
        Some(Self { first, last })
    }

    /// The days on which another telling of the same event may place it, whatever became of it.
    pub fn reach(telling: Telling<'_>) -> Option<Self> {
        let (Self { first, last }, deferred) = (Self::of(telling)?, if put_off(telling) { DEFERRED } else { SLIP });
        Some(Self { first: first - deferred, last: last + SLIP })
    }

    /// Days between the two, none where they share one.
    fn gap(self, other: Self) -> i32 {
        (other.first - self.last).max(self.first - other.last).max(0)
    }

    fn vague(self) -> bool {
        self.last - self.first > VAGUE
    }
}

/// The date that a telling gives; none where it cannot be: what has happened does not begin after it was told.
fn date(telling: Telling<'_>) -> Option<DateRange> {
    let told = telling.published_on.unwrap_or(Date::MAX);
    telling.event.date.filter(|range| !happened(telling.event.status) || range.start <= told)
}

/// Why the dates that one article tells go together: the ranges share a day, or only one of them is told.
pub fn same_date(a: Option<DateRange>, b: Option<DateRange>) -> Option<String> {
    match (a, b) {
        (Some(a), Some(b)) => a.overlaps(b).then(|| format!("dates {a} and {b}")),
        (Some(one), None) | (None, Some(one)) => Some(format!("only one has a date, {one}")),
        (None, None) => Some("neither has a date".into()),
    }
}

/// Between articles: how far apart the days are that the tellings allow.
pub(super) fn same_time(earlier: Telling<'_>, later: Telling<'_>, step: Step) -> Option<Time> {
    let (a, b) = (Window::of(earlier)?, Window::of(later)?);
    let dated = (date(earlier).is_some(), date(later).is_some());
    let gap = a.gap(b);
    let allowed = match step {
        Step::Happened | Step::Ahead if dated == (true, true) => i32::from(!DAILY.contains(&earlier.event.kind.as_str())),
        Step::Happened => 1,
        Step::Ahead => 0,
        Step::CameTrue => SLIP,
        Step::CalledOff if put_off(later) && b.first >= a.first => DEFERRED,
        Step::CalledOff => 1,
    };
    // A vague range holds many days; two tellings of it are one event only where they were told together.
    let told = earlier.published_on.zip(later.published_on).map(|(one, other)| (day_number(other) - day_number(one)).abs());
    let told_apart = told.unwrap_or(0);
    let vague = step == Step::Happened && (a.vague() || b.vague()) && told_apart > VAGUE && !remembered(a, b);
    // What two papers of the same days tell, and one of them dates, happened then. What is held on another day than planned may be another thing.
    let sure = if dated == (true, true) {
        !(a.vague() && b.vague()) && (gap == 0 || step != Step::CameTrue)
    } else {
        // News of what has happened is of its own days: another paper that tells one of these, however much later, tells the same.
        let one_day = |window: Window, dated: bool| !dated || window.last - window.first <= 1;
        let fresh = step == Step::Happened && gap == 0 && one_day(a, dated.0) && one_day(b, dated.1);
        dated != (false, false) && (told_apart <= SLIP || fresh)
    };
    let exact = dated == (true, true) && gap == 0 && a.last.max(b.last) - a.first.min(b.first) <= 1;
    (gap <= allowed && !vague).then(|| Time { reason: reason(earlier, later), gap, sure, exact, together: told.is_some_and(|apart| apart <= SLIP) })
}

/// Whether one tells the day and the other, long after, no more than the month: "signed in May of last year".
fn remembered(a: Window, b: Window) -> bool {
    let (one, other) = if a.last - a.first < b.last - b.first { (a, b) } else { (b, a) };
    let day = one.last - one.first <= 1;
    day && other.last - other.first <= MONTH && one.gap(other) == 0
}

/// Whether the words say that the act was put off rather than called off.
fn put_off(telling: Telling<'_>) -> bool {
    const WORDS: &[&str] = &["postpone", "put off", "defer", "delay", "reschedul", "moved"];
    let mut texts = telling.event.reports.iter().map(|report| report.evidence.text.to_lowercase());
    texts.any(|text| WORDS.iter().any(|word| text.contains(word)))
}

fn reason(earlier: Telling<'_>, later: Telling<'_>) -> String {
    let told = |telling: Telling<'_>| match date(telling) {
        Some(range) => range.to_string(),
        None => Window::of(telling).map_or_else(String::new, |window| {
            let day = |number: i32| day_of_number(number).unwrap_or(Date::MIN);
            format!("none, so {}", DateRange::new(day(window.first), day(window.last)))
        }),
    };
    format!("dates {} and {}", told(earlier), told(later))
}
