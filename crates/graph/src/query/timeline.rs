//! Events over time.

use chancery_core::date::day_of_number;
use jiff::{ToSpan, civil::Date};
use serde::Serialize;
use std::collections::BTreeMap;

use crate::{Filter, Graph, plan::Plan};

/// Counts and mean score of the selected events by the day, week, month or year in which they began.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// Which events.
    pub filter: Filter,
    /// How long a bucket is.
    pub bucket: Bucket,
}

/// How long a bucket is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bucket {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    #[default]
    Month,
    /// A calendar year.
    Year,
}

/// The answer to [`Timeline`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TimelineAnswer {
    /// The buckets in which an event began, oldest first.
    pub series: Vec<Moment>,
    /// Selected events without a date.
    pub undated: usize,
}

/// What began in one bucket.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moment {
    /// Its first day.
    pub start: Date,
    /// Number of events.
    pub count: usize,
    /// Mean Goldstein score.
    pub mean_score: f64,
}

impl Bucket {
    /// Every bucket with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[(Self::Day, "day"), (Self::Week, "week"), (Self::Month, "month"), (Self::Year, "year")];

    fn first_day(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days()),
            Self::Month => day.first_of_month(),
            Self::Year => day.first_of_year(),
        }
    }
}

impl Timeline {
    /// Answers the question.
    pub fn run(&self, graph: &Graph) -> TimelineAnswer {
        let mut days: BTreeMap<i32, (usize, f64)> = BTreeMap::new();
        let mut undated = 0;
        Plan::new(graph, &self.filter).each(|_, hot| match graph.span(hot) {
            None => undated += 1,
            Some((start, _)) => {
                let day = days.entry(start).or_default();
                *day = (day.0 + 1, day.1 + f64::from(graph.tables.classes.get(hot.class).goldstein));
            }
        });
        let mut buckets: BTreeMap<Date, (usize, f64)> = BTreeMap::new();
        for (day, (count, sum)) in days.into_iter().filter_map(|(day, tally)| Some((day_of_number(day)?, tally))) {
            let bucket = buckets.entry(self.bucket.first_day(day)).or_default();
            *bucket = (bucket.0 + count, bucket.1 + sum);
        }
        let moment = |(start, (count, sum)): (Date, (usize, f64))| Moment { start, count, mean_score: sum / count as f64 };
        TimelineAnswer { series: buckets.into_iter().map(moment).collect(), undated }
    }
}
