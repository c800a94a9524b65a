//! The rows of the tables, read where they lie in the program.

pub(super) use super::layout::Table;
use rustc_hash::FxHashMap;

/// All rows of all tables, one behind the other.
static TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/text.tsv"));
/// Where each row begins, and the end of the last.
static LINES: Numbers = Numbers(include_bytes!(concat!(env!("OUT_DIR"), "/lines.bin")));
/// The number of the first row of each table, and the end of the last.
static FIRST: Numbers = Numbers(include_bytes!(concat!(env!("OUT_DIR"), "/first.bin")));

/// Numbers of 32 bits that are read where they lie.
#[derive(Clone, Copy)]
pub(super) struct Numbers(pub(super) &'static [u8]);

impl Numbers {
    /// The number at a place.
    pub(super) fn get(self, at: usize) -> u32 {
        let bytes = self.0[at * 4..].first_chunk::<4>().expect("the place is one of the table");
        u32::from_le_bytes(*bytes)
    }

    /// How many there are.
    pub(super) fn len(self) -> usize {
        self.0.len() / 4
    }
}

impl Table {
    /// How many rows it has.
    pub(super) fn len(self) -> usize {
        (FIRST.get(self as usize + 1) - FIRST.get(self as usize)) as usize
    }

    /// A row.
    pub(super) fn line(self, row: usize) -> &'static str {
        let number = FIRST.get(self as usize) as usize + row;
        &TEXT[LINES.get(number) as usize..LINES.get(number + 1) as usize - 1]
    }

    /// Its rows.
    pub(super) fn lines(self) -> impl Iterator<Item = &'static str> {
        (0..self.len()).map(move |row| self.line(row))
    }

    /// The cells of a row, of which the table has `N`.
    pub(super) fn cells<const N: usize>(self, row: usize) -> [&'static str; N] {
        let mut cells = self.line(row).split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    }

    /// The first row with each first cell.
    pub(super) fn by_first_cell(self) -> FxHashMap<&'static str, usize> {
        self.lines().map(first_cell).zip(0..).collect::<Vec<_>>().into_iter().rev().collect()
    }

    /// The first row whose first cell is this, where the rows are sorted by it.
    pub(super) fn find_sorted(self, id: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = (low + high) / 2;
            match first_cell(self.line(middle)).cmp(id) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}

/// A name of the tables by its place in them.
pub(super) fn surface(start: u32, length: u32) -> &'static str {
    &TEXT[start as usize..(start + length) as usize]
}

/// The first cell of a row.
pub(super) fn first_cell(line: &str) -> &str {
    line.split('\t').next().unwrap_or_default()
}
