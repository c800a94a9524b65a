//! Where each day begins among rows in order of date, and which events reach into a day from before.

use crate::rows::{Columns, NONE, Tables};

/// Longest duration, in days, of the events in each list of [`Days::long`].
const LONGEST: [i32; 4] = [8, 31, 366, i32::MAX];

/// The offset of each day, and the events of more than one day by how long they last.
#[derive(Debug, Default)]
pub(crate) struct Days {
    first: i32,
    offsets: Vec<u32>,
    long: [Vec<u32>; 4],
}

impl Days {
    /// Over the first `dated` rows, which lie in order of their first day.
    pub fn build(columns: &Columns, tables: &Tables, dated: usize) -> Self {
        let mut days = Self::default();
        for (row, hot) in columns.hot[..dated].iter().enumerate() {
            debug_assert_ne!(hot.when, NONE);
            let when = tables.whens.get(hot.when);
            if row == 0 {
                days.first = when.start;
            }
            let day = (when.start - days.first) as usize;
            if day >= days.offsets.len() {
                days.offsets.resize(day + 1, row as u32);
            }
            let lasts = when.end - when.start + 1;
            if lasts > 1 {
                let list = LONGEST.iter().position(|&longest| lasts <= longest).unwrap_or(LONGEST.len() - 1);
                days.long[list].push(row as u32);
            }
        }
        days.offsets.push(dated as u32);
        days.offsets.shrink_to_fit();
        days
    }

    /// The first row that begins on `day` or later.
    pub fn row(&self, day: i32) -> u32 {
        let last = self.offsets.len() - 1;
        if day <= self.first { 0 } else { self.offsets[((i64::from(day) - i64::from(self.first)) as usize).min(last)] }
    }

    /// Rows that begin before `day` and may reach it, in order; whether one does is for the caller to see.
    pub fn early(&self, day: i32) -> Vec<u32> {
        let end = self.row(day);
        let mut rows = Vec::new();
        for (list, &longest) in self.long.iter().zip(&LONGEST) {
            let begin = self.row(day.saturating_sub(longest));
            let from = list.partition_point(|&row| row < begin);
            let to = list.partition_point(|&row| row < end);
            rows.extend_from_slice(&list[from..to]);
        }
        rows.sort_unstable();
        rows
    }
}
