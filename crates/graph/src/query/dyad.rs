//! Two actors over time.

use chancery_core::{ActorId, EventType, date::day_of_number};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

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

/// What began in one month.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Month {
    /// "2005-12".
    pub month: String,
    /// Number of events.
    pub count: usize,
    /// Mean Goldstein score.
    pub mean_score: f64,
}

impl Dyad {
    /// Answers the question; none where the graph does not know one of the two.
    pub fn run(&self, graph: &Graph) -> Option<DyadAnswer> {
        let (a, b) = (graph.brief(&self.a)?, graph.brief(&self.b)?);
        let filter = Filter { actor: vec![self.a.clone()], with: vec![self.b.clone()], ..self.filter.clone() }.happened();
        let plan = Plan::new(graph, &filter);
        let mut kinds = vec![0_usize; graph.tables.kinds.len()];
        let mut months: BTreeMap<i32, (usize, f64)> = BTreeMap::new();
        let (mut count, mut first, mut last) = (0, i32::MAX, i32::MIN);
        plan.each(|_, hot| {
            count += 1;
            let class = graph.tables.classes.get(hot.class);
            kinds[usize::from(class.kind)] += 1;
            if hot.when != NONE {
                let when = graph.tables.whens.get(hot.when);
                (first, last) = (first.min(when.start), last.max(when.end));
                let month = months.entry(when.month).or_default();
                *month = (month.0 + 1, month.1 + f64::from(class.goldstein));
            }
        });
        let (latest, ..) = newest(&plan, self.latest, None);
        let types = graph.tables.kinds.iter().zip(kinds).filter(|&(_, count)| count > 0).map(|(kind, count)| (kind.clone(), count)).collect();
        Some(DyadAnswer {
            a,
            b,
            count,
            first: day_of_number(first).filter(|_| first != i32::MAX),
            last: day_of_number(last).filter(|_| last != i32::MIN),
            types,
            series: months
                .into_iter()
                .map(|(month, (count, sum))| Month { month: month_name(month), count, mean_score: sum / count as f64 })
                .collect(),
            latest: latest.into_iter().map(|row| graph.event_row(row, filter.as_of)).collect(),
        })
    }
}

fn month_name(month: i32) -> String {
    format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
}
