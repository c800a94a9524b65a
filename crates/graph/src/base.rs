//! The greater part of the graph: rows in order of date with all indexes, shared by every version until the next merge.

use crate::{
    days::Days,
    kinds::KindRows,
    level::LevelIndex,
    rows::{Class, Columns, NONE, Tables},
};

/// Rows in order of first day and id, those without a date at the end, and the indexes over them.
#[derive(Debug, Default)]
pub(crate) struct Base {
    pub columns: Columns,
    /// Number of rows with a date.
    pub dated: u32,
    pub days: Days,
    /// The code of each class to which a row points.
    pub codes: Vec<u32>,
    pub kinds: KindRows,
    /// As told.
    pub told: LevelIndex,
    /// Rolled up to countries.
    pub rolled: LevelIndex,
    ids: IdIndex,
}

impl Base {
    /// Sorts the given rows of `columns` and builds every index. Each column is let go as soon as it is sorted, so that rows never lie
    /// here twice.
    pub fn build(columns: Columns, rows: impl Iterator<Item = u32>, tables: &Tables) -> Self {
        let order = in_order(&columns, rows, tables);
        let sorted = Columns {
            hot: picked(columns.hot, &order),
            ids: picked(columns.ids, &order),
            tellings: picked(columns.tellings, &order),
            spots: picked(columns.spots, &order),
        };
        drop(order);
        let dated = sorted.hot.partition_point(|hot| hot.when != NONE);
        Self {
            dated: dated as u32,
            days: Days::build(&sorted, tables, dated),
            codes: tables.classes.iter().map(Class::code).collect(),
            kinds: KindRows::build(&sorted, tables),
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
        28 * self.columns.len() + self.kinds.bytes() + self.told.bytes() + self.rolled.bytes() + 4 * (self.ids.offsets.len() + self.ids.rows.len())
    }
}

/// The rows by first day and id, those without a date last.
fn in_order(columns: &Columns, rows: impl Iterator<Item = u32>, tables: &Tables) -> Vec<u32> {
    // Sixteen bytes that compare at once: day, id and row, from the top.
    let key = |row: u32| {
        let hot = &columns.hot[row as usize];
        let day = if hot.when == NONE { u32::MAX } else { tables.start(hot) as u32 ^ 1 << 31 };
        u128::from(day) << 96 | u128::from(columns.ids[row as usize]) << 32 | u128::from(row)
    };
    let mut keys: Vec<u128> = rows.map(key).collect();
    // A merge comes with the old rows in order and only the new ones to be placed: the stable sort takes runs as they are.
    keys.sort();
    keys.into_iter().map(|key| key as u32).collect()
}

fn picked<T: Copy>(column: Vec<T>, order: &[u32]) -> Vec<T> {
    order.iter().map(|&row| column[row as usize]).collect()
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
