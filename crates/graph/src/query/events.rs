//! The events themselves, newest first.

use chancery_core::{EventId, date::day_number};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

use super::Page;
use crate::{EventRef, EventRow, Filter, Graph, plan::Plan, walk::Run};

/// The selected events, newest first day first and those without a date last.
#[derive(Clone, Debug, Default)]
pub struct Events {
    /// Which.
    pub filter: Filter,
    /// How many rows at most.
    pub limit: usize,
    /// The row after which the page begins.
    pub after: Option<EventPosition>,
}

/// Where an event stands in the list; that never changes unless its date does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventPosition {
    /// First day.
    pub start: Option<Date>,
    /// The event.
    pub id: EventId,
}

impl Events {
    /// Answers the question.
    pub fn run(&self, graph: &Graph) -> Page<EventRow, EventPosition> {
        let found = self.find(graph);
        let rows = found.rows.into_iter().map(|event| event.row(self.filter.as_of)).collect();
        Page { rows, total: found.total, next: found.next }
    }

    /// The same, as the graph holds them: nothing of an event is copied before it is asked for.
    pub fn find<'g>(&self, graph: &'g Graph) -> Page<EventRef<'g>, EventPosition> {
        let plan = Plan::new(graph, &self.filter);
        let after = self.after.map(|after| (after.start.map_or(i32::MIN, day_number), after.id.0));
        let (newest, rest, total) = newest(&plan, self.limit, after);
        let next = newest.last().filter(|_| rest > newest.len()).map(|&row| position(graph, row));
        Page { rows: newest.iter().map(|&row| EventRef::new(graph, row)).collect(), total, next }
    }
}

/// The newest selected rows below a position, how many lie below it, and how many are selected.
pub(super) fn newest(plan: &Plan<'_>, limit: usize, after: Option<(i32, u64)>) -> (Vec<u32>, usize, usize) {
    let graph = plan.graph;
    let key = |row: u32| (graph.start(row), graph.id(row));
    let first_new = graph.base.columns.len() as u32;
    if let (Some(run), None) = (plan.all_of_an_index(), after) {
        return newest_of(plan, run, limit);
    }
    let (mut total, mut rest) = (0, 0);
    let mut base = VecDeque::with_capacity(limit.min(1024) + 1);
    let mut rows = Vec::new();
    plan.each(|row, _| {
        total += 1;
        if after.is_some_and(|after| key(row) >= after) {
            return;
        }
        rest += 1;
        if row >= first_new {
            rows.push(row);
        } else {
            // The base comes in ascending order, so its last rows are its newest.
            base.push_back(row);
            if base.len() > limit {
                base.pop_front();
            }
        }
    });
    rows.extend(base);
    rows.sort_unstable_by_key(|&row| std::cmp::Reverse(key(row)));
    rows.truncate(limit);
    (rows, rest, total)
}

/// The newest of an index's rows, all of which are selected: only as many are looked at as are wanted.
fn newest_of(plan: &Plan<'_>, run: Run<'_>, limit: usize) -> (Vec<u32>, usize, usize) {
    let graph = plan.graph;
    let mut apart = plan.apart();
    let total = run.dated.len() + run.undated.len() + apart.len();
    let dated = &run.dated[run.dated.len().saturating_sub(limit)..];
    let undated = &run.undated[run.undated.len().saturating_sub(limit - dated.len())..];
    let mut newest: Vec<u32> = dated.iter().rev().copied().collect();
    newest.extend(undated.iter().rev());
    if apart.is_empty() {
        return (newest, total, total);
    }
    apart.extend(newest);
    apart.sort_unstable_by_key(|&row| std::cmp::Reverse((graph.start(row), graph.id(row))));
    apart.truncate(limit);
    (apart, total, total)
}

fn position(graph: &Graph, row: u32) -> EventPosition {
    EventPosition { start: graph.date_of(graph.hot(row)).map(|date| date.start), id: EventId(graph.id(row)) }
}
