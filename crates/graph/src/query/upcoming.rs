//! What is planned.

use chancery_core::{
    EventId, Status,
    date::{day_number, day_of_number},
};
use jiff::civil::Date;

use super::{EventPosition, Page};
use crate::{EventRow, Filter, Graph, plan::Plan};

/// Events planned for a day or later, soonest first.
#[derive(Clone, Debug)]
pub struct Upcoming {
    /// The first day.
    pub from: Date,
    /// Which events; its `from` is replaced, its status is planned unless it says otherwise.
    pub filter: Filter,
    /// How many rows at most.
    pub limit: usize,
    /// The row after which the page begins.
    pub after: Option<EventPosition>,
}

impl Upcoming {
    /// Answers the question.
    pub fn run(&self, graph: &Graph) -> Page<EventRow, EventPosition> {
        let mut filter = Filter { from: Some(self.from), ..self.filter.clone() };
        if filter.statuses.is_empty() {
            filter.statuses = vec![Status::Planned];
        }
        // An event without a date is not known to be to come: it stands last, and only where it is asked for.
        let day = |start: i32| if start == i32::MIN { i32::MAX } else { start };
        let mut rows: Vec<(i32, u64, u32)> = Vec::new();
        Plan::new(graph, &filter).each(|row, _| rows.push((day(graph.start(row)), graph.id(row), row)));
        let total = rows.len();
        rows.sort_unstable();
        if let Some(after) = self.after {
            let after = (after.start.map_or(i32::MAX, day_number), after.id.0);
            rows.retain(|&(start, id, _)| (start, id) > after);
        }
        let rest = rows.len();
        rows.truncate(self.limit);
        let position = |&(start, id, _): &(i32, u64, u32)| EventPosition { start: day_of_number(start), id: EventId(id) };
        let next = rows.last().filter(|_| rest > rows.len()).map(position);
        Page { rows: rows.into_iter().map(|(.., row)| graph.event_row(row, filter.as_of)).collect(), total, next }
    }
}
