//! The greater part of the graph: rows in order of date with all indexes, shared by every version until the next merge.

use crate::{
    days::Days,
    level::LevelIndex,
    rows::{Columns, NONE, Tables},
};

/// Rows in order of first day and id, those without a date at the end, and the indexes over them.
#[derive(Debug, Default)]
pub(crate) struct Base {
    pub columns: Columns,
    /// Number of rows with a date.
    pub dated: u32,
    pub days: Days,
    /// As told.
    pub told: LevelIndex,
    /// Rolled up to countries.
    pub rolled: LevelIndex,
    ids: IdIndex,
}

impl Base {
    /// Sorts the given rows of `columns` and builds every index.
    pub fn build(columns: &Columns, mut order: Vec<u32>, tables: &Tables) -> Self {
        // A merge comes with the old rows in order and only the new ones to be placed: the stable sort takes runs as they are.
        order.sort_by_key(|&row| {
            let hot = &columns.hot[row as usize];
            (hot.when == NONE, tables.start(hot), columns.ids[row as usize])
        });
        let pick = |row: &u32| *row as usize;
        let sorted = Columns {
            hot: order.iter().map(|row| columns.hot[pick(row)]).collect(),
            ids: order.iter().map(|row| columns.ids[pick(row)]).collect(),
            tellings: order.iter().map(|row| columns.tellings[pick(row)]).collect(),
            spots: order.iter().map(|row| columns.spots[pick(row)]).collect(),
        };
        drop(order);
        let dated = sorted.hot.partition_point(|hot| hot.when != NONE);
        Self {
            dated: dated as u32,
            days: Days::build(&sorted, tables, dated),
            told: LevelIndex::build(&sorted, tables, false),
            rolled: LevelIndex::build(&sorted, tables, true),
            ids: IdIndex::build(&sorted.ids),
            columns: sorted,
        }
    }

    /// The row of an event.
    pub fn find(&self, id: u64) -> Option<u32> {
        self.ids.find(&self.columns.ids, id)
    }

    /// Bytes that rows and indexes take.
    pub fn bytes(&self) -> usize {
        32 * self.columns.len() + self.told.bytes() + self.rolled.bytes() + 4 * (self.ids.offsets.len() + self.ids.rows.len())
    }
}

/// Finds a row by its id: rows in buckets by the id's hash, some eight to a bucket.
#[derive(Debug, Default)]
struct IdIndex {
    shift: u32,
    offsets: Vec<u32>,
    rows: Vec<u32>,
}

impl IdIndex {
    fn build(ids: &[u64]) -> Self {
        let buckets = (ids.len() / 8).next_power_of_two().max(2);
        let mut index = Self { shift: 64 - buckets.trailing_zeros(), offsets: vec![0; buckets + 1], rows: vec![0; ids.len()] };
        for &id in ids {
            let bucket = index.bucket(id);
            index.offsets[bucket + 1] += 1;
        }
        for bucket in 0..buckets {
            index.offsets[bucket + 1] += index.offsets[bucket];
        }
        let mut next = index.offsets.clone();
        for (row, &id) in ids.iter().enumerate() {
            let at = &mut next[index.bucket(id)];
            index.rows[*at as usize] = row as u32;
            *at += 1;
        }
        index
    }

    fn bucket(&self, id: u64) -> usize {
        // Fibonacci hashing spreads ids that were counted instead of drawn.
        (id.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift) as usize
    }

    fn find(&self, ids: &[u64], id: u64) -> Option<u32> {
        if self.rows.is_empty() {
            return None;
        }
        let bucket = self.bucket(id);
        let rows = &self.rows[self.offsets[bucket] as usize..self.offsets[bucket + 1] as usize];
        rows.iter().copied().find(|&row| ids[row as usize] == id)
    }
}
