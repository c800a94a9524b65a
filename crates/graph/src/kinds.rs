//! Which rows are of which type and status: the code of each row, bit by bit.
//!
//! Base rows have few different codes (see [`Class::code`]), so each code gets a small number, and a row's number is kept in as many bits as the largest
//! needs: less than a byte an event. The first bits of 512 rows make eight words, their second bits the next eight, and so on; a few operations on these
//! words, which a processor does several at a time, tell which of the rows are of the codes asked for, and only those are looked at, still in order
//! of date.

use std::ops::Range;

use crate::rows::{Class, Columns, Tables};

/// Rows whose bits lie in one word.
const ROWS: u32 = 64;
/// Rows whose bits lie side by side.
const ALL_ROWS: u32 = 8 * ROWS;

/// One bit of each of these rows.
type Plane = [u64; (ALL_ROWS / ROWS) as usize];

/// The codes of all rows.
#[derive(Debug, Default)]
pub(crate) struct KindRows {
    /// The code of each number, ascending.
    codes: Vec<u32>,
    /// How many bits a number takes.
    bits: usize,
    /// For each 512 rows a plane for each bit.
    planes: Vec<Plane>,
}

/// The rows of some codes.
#[derive(Clone, Debug)]
pub(crate) struct Coded<'k> {
    kinds: &'k KindRows,
    /// For each code that is taken and each bit of its number, what a word of that bit is turned over with, so that the rows of the code have ones.
    turns: Vec<u64>,
}

impl KindRows {
    /// Over all rows.
    pub fn build(columns: &Columns, tables: &Tables) -> Self {
        let of_class: Vec<u32> = tables.classes.iter().map(Class::code).collect();
        let mut used = vec![false; of_class.len()];
        columns.hot.iter().for_each(|hot| used[hot.class as usize] = true);
        let mut codes: Vec<u32> = of_class.iter().zip(&used).filter(|&(_, &used)| used).map(|(&code, _)| code).collect();
        codes.sort_unstable();
        codes.dedup();
        let number = |code: &u32| codes.binary_search(code).unwrap_or(0);
        let number_of_class: Vec<usize> = of_class.iter().map(number).collect();
        let bits = (codes.len().max(2) - 1).ilog2() as usize + 1;
        let numbers = columns.hot.iter().map(|hot| number_of_class[hot.class as usize]);
        Self { codes, bits, planes: planes(numbers, bits) }
    }

    /// The rows of the codes that are `taken`.
    pub fn of(&self, taken: impl Fn(u32) -> bool) -> Coded<'_> {
        let numbers = self.codes.iter().enumerate().filter(|&(_, &code)| taken(code)).map(|(number, _)| number as u64);
        let turns = numbers.flat_map(|number| (0..self.bits).map(move |bit| (number >> bit & 1).wrapping_sub(1)));
        Coded { kinds: self, turns: turns.collect() }
    }

    /// Bytes that the words take.
    pub fn bytes(&self) -> usize {
        size_of_val(&self.planes[..])
    }
}

/// The planes of the rows' numbers.
fn planes(numbers: impl ExactSizeIterator<Item = usize>, bits: usize) -> Vec<Plane> {
    let mut planes = vec![Plane::default(); bits * numbers.len().div_ceil(ALL_ROWS as usize)];
    for (row, number) in numbers.enumerate() {
        let (at, row) = (row / ALL_ROWS as usize * bits, row % ALL_ROWS as usize);
        for (bit, plane) in planes[at..at + bits].iter_mut().enumerate() {
            plane[row / ROWS as usize] |= ((number >> bit & 1) as u64) << (row % ROWS as usize);
        }
    }
    planes
}

impl Coded<'_> {
    /// Those among `rows`, ascending.
    pub fn rows(&self, rows: Range<u32>) -> Rows<'_> {
        Rows { of: self, next: rows.start, end: rows.end, first: 0, word: 0, at: usize::MAX, plane: Plane::default() }
    }

    /// A bit for each of the 512 rows from `512 * at` on, whether it is of a code that is taken.
    fn plane(&self, at: usize) -> Plane {
        let bits = self.kinds.bits;
        let planes = &self.kinds.planes[at * bits..][..bits];
        let mut any = Plane::default();
        for turns in self.turns.chunks_exact(bits) {
            let mut all = [u64::MAX; size_of::<Plane>() / size_of::<u64>()];
            for (plane, turn) in planes.iter().zip(turns) {
                all.iter_mut().zip(plane).for_each(|(all, word)| *all &= word ^ turn);
            }
            any.iter_mut().zip(all).for_each(|(any, all)| *any |= all);
        }
        any
    }
}

/// Rows of some codes, a block at a time.
pub(crate) struct Rows<'k> {
    of: &'k Coded<'k>,
    /// From here on no row was looked at yet.
    next: u32,
    end: u32,
    /// The row of the lowest bit of `word`.
    first: u32,
    /// The rows that were looked at and not given yet.
    word: u64,
    /// Which 512 rows were looked at last, and what was found of them.
    at: usize,
    plane: Plane,
}

impl Rows<'_> {
    /// Fills a block with the next rows and says how many they are; none are left where these are none.
    #[inline]
    pub fn fill<const N: usize>(&mut self, block: &mut [u32; N]) -> usize {
        let mut filled = 0;
        while filled < N {
            while self.word == 0 {
                if self.next >= self.end {
                    return filled;
                }
                self.fetch();
            }
            while self.word != 0 && filled < N {
                block[filled] = self.first + self.word.trailing_zeros();
                self.word &= self.word - 1;
                filled += 1;
            }
        }
        filled
    }

    /// Looks at the next 64 rows.
    fn fetch(&mut self) {
        self.first = self.next & !(ROWS - 1);
        let at = (self.next / ALL_ROWS) as usize;
        if self.at != at {
            (self.at, self.plane) = (at, self.of.plane(at));
        }
        let (before, after) = (self.next - self.first, (self.first + ROWS).saturating_sub(self.end));
        self.word = self.plane[(self.first % ALL_ROWS / ROWS) as usize] & u64::MAX << before & u64::MAX >> after;
        self.next = self.first + ROWS;
    }
}

#[cfg(test)]
mod tests {
    use super::{KindRows, planes};

    /// As many rows of the codes 10, 20, ... by turns.
    fn turns(codes: u32, bits: usize) -> KindRows {
        let numbers = (0..1300).map(|row| row % codes as usize);
        KindRows { codes: (1..=codes).map(|code| 10 * code).collect(), bits, planes: planes(numbers, bits) }
    }

    #[test]
    fn the_rows_of_some_codes_come_in_order_and_within_their_bounds() {
        for (codes, bits) in [(1, 1), (2, 1), (3, 2), (5, 3), (8, 3), (9, 4)] {
            let kinds = turns(codes, bits);
            for (low, high) in
                [(0, 1300), (0, 0), (7, 7), (63, 65), (64, 128), (65, 127), (1, 250), (192, 250), (511, 513), (600, 1290), (1024, 1300)]
            {
                for taken in [&[][..], &[10], &[20, 30], &[10, 30, 50, 90], &[5]] {
                    let coded = kinds.of(|code| taken.contains(&code));
                    let (mut rows, mut block) = (coded.rows(low..high), [0; 64]);
                    let mut found = Vec::new();
                    while let filled @ 1.. = rows.fill(&mut block) {
                        found.extend_from_slice(&block[..filled]);
                    }
                    let wanted: Vec<u32> = (low..high).filter(|row| taken.contains(&(10 * (row % codes + 1)))).collect();
                    assert_eq!(found, wanted, "{codes} codes, {taken:?} of {low}..{high}");
                }
            }
        }
    }
}
