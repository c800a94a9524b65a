//! Two actors over time.

use chancery_core::{ActorId, EventType, date::day_of_number};
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use std::{collections::BTreeMap, fmt};

use super::events::newest;
use crate::{ActorBrief, EventRow, Filter, Graph, plan::Plan, rows::NONE};

/// What two actors have done with one another, by type and by month.
#[derive(Clone, Debug)]
pub struct Dyad {
    /// One.
    pub a: ActorId,
    /// The other.
    pub b: ActorId,
    /// Which events; its `actor` and `with` are replaced, its status is occurred or ongoing unless it says otherwise.
    pub filter: Filter,
    /// How many of the latest events are shown.
    pub latest: usize,
}

/// The answer to [`Dyad`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DyadAnswer {
    /// One.
    pub a: ActorBrief,
    /// The other.
    pub b: ActorBrief,
    /// Number of events.
    pub count: usize,
    /// First day of the earliest event.
    pub first: Option<Date>,
    /// Last day of the latest event.
    pub last: Option<Date>,
    /// Number of events of each type.
    pub types: BTreeMap<EventType, usize>,
    /// The months in which an event began, oldest first.
    pub series: Vec<Month>,
    /// The latest events, newest first.
    pub latest: Vec<EventRow>,
}

/// A month of a year, written "2005-12": twelve times the year, and the month from nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CalendarMonth(pub i32);

/// What began in one month.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Month {
    /// Which.
    pub month: CalendarMonth,
    /// Number of events.
    pub count: usize,
    /// Mean Goldstein score.
    pub mean_score: f64,
}

impl Dyad {
    /// Answers the question; none where the graph does not know one of the two.
    pub fn run(&self, graph: &Graph) -> Option<DyadAnswer> {
        let (a, b) = (graph.tables.actors.index(&self.a)?, graph.tables.actors.index(&self.b)?);
        let plan = Plan::happened(graph, &self.filter).between(a, b);
        let mut kinds = vec![0_usize; graph.tables.kinds.len()];
        let mut months = Months::default();
        let (mut count, mut first, mut last) = (0, i32::MAX, i32::MIN);
        plan.each(|_, hot| {
            count += 1;
            let class = plan.class(hot);
            kinds[usize::from(class.kind)] += 1;
            if hot.when != NONE {
                let when = plan.when(hot.when);
                (first, last) = (first.min(when.start), last.max(when.end));
                months.add(when.month, f64::from(class.goldstein));
            }
        });
        let latest = if self.latest == 0 { Vec::new() } else { newest(&plan, self.latest, None).0 };
        Some(DyadAnswer {
            a: graph.brief_of(a),
            b: graph.brief_of(b),
            count,
            first: day_of_number(first).filter(|_| first != i32::MAX),
            last: day_of_number(last).filter(|_| last != i32::MIN),
            types: graph.kinds_counted(&kinds),
            series: months.series(),
            latest: latest.into_iter().map(|row| graph.event_row(row, self.filter.as_of)).collect(),
        })
    }
}

/// Months with count and sum of scores, in the order in which they came up.
#[derive(Default)]
struct Months(Vec<(i32, usize, f64)>);

impl Months {
    fn add(&mut self, month: i32, score: f64) {
        match self.0.last_mut() {
            // Events come nearly all by date.
            Some(last) if last.0 == month => *last = (month, last.1 + 1, last.2 + score),
            _ => self.0.push((month, 1, score)),
        }
    }

    fn series(mut self) -> Vec<Month> {
        self.0.sort_by_key(|month| month.0);
        self.0.dedup_by(|next, held| {
            let same = next.0 == held.0;
            if same {
                *held = (held.0, held.1 + next.1, held.2 + next.2);
            }
            same
        });
        self.0.into_iter().map(|(month, count, sum)| Month { month: CalendarMonth(month), count, mean_score: sum / count as f64 }).collect()
    }
}

impl fmt::Display for CalendarMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }
}

impl Serialize for CalendarMonth {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}
