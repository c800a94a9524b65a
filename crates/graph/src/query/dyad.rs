//! Two actors over time.

use chancery_core::{ActorId, EventType};
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
        let mut told = Told::of_none(graph.tables.kinds.len());
        plan.each_block(&mut |rows| told.add(&plan, rows));
        let latest = if self.latest == 0 { Vec::new() } else { newest(&plan, self.latest, None).0 };
        Some(DyadAnswer {
            a: graph.brief_of(a),
            b: graph.brief_of(b),
            count: told.kinds.iter().sum(),
            first: told.first.1,
            last: told.last.1,
            types: graph.kinds_counted(&told.kinds),
            series: told.months.series(),
            latest: latest.into_iter().map(|row| graph.event_row(row, self.filter.as_of)).collect(),
        })
    }
}

/// What is told of a pair.
struct Told {
    /// Number of events of each type.
    kinds: Vec<usize>,
    months: Months,
    /// First day of the earliest event, by its number and by the calendar.
    first: (i32, Option<Date>),
    /// Last day of the latest event.
    last: (i32, Option<Date>),
}

impl Told {
    fn of_none(kinds: usize) -> Self {
        Self { kinds: vec![0; kinds], months: Months(Vec::with_capacity(AT_FIRST)), first: (i32::MAX, None), last: (i32::MIN, None) }
    }

    fn add(&mut self, plan: &Plan<'_>, rows: &[u32]) {
        for &row in rows {
            let hot = plan.graph.hot(row);
            let class = plan.class(hot);
            self.kinds[usize::from(class.kind)] += 1;
            if hot.when == NONE {
                continue;
            }
            let when = plan.when(hot.when);
            if when.start < self.first.0 {
                self.first = (when.start, Some(when.range.start));
            }
            if when.end > self.last.0 {
                self.last = (when.end, Some(when.range.end));
            }
            self.months.add(when.month, f64::from(class.goldstein));
        }
    }
}

/// Months for which there is room at first.
const AT_FIRST: usize = 36;

/// Months with count and sum of scores, in the order in which they came up.
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
        if !self.0.is_sorted_by(|one, next| one.0 < next.0) {
            self.merge();
        }
        self.0.into_iter().map(|(month, count, sum)| Month { month: CalendarMonth(month), count, mean_score: sum / count as f64 }).collect()
    }

    /// Brings the months into order, each once.
    fn merge(&mut self) {
        self.0.sort_by_key(|month| month.0);
        self.0.dedup_by(|next, held| {
            let same = next.0 == held.0;
            if same {
                *held = (held.0, held.1 + next.1, held.2 + next.2);
            }
            same
        });
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
