//! Which rows are of which type and status: the code of each row, bit by bit.
//!
//! Base rows have few different codes (see [`Class::code`]), so each code gets a small number, and a row's number is kept in as many bits as the largest
//! needs: less than a byte an event. The first bits of 64 rows make one word, their second bits the next, and so on; a few operations on these words
//! tell which of the 64 rows are of the codes asked for, and only those are looked at, still in order of date.

use std::ops::Range;

use crate::rows::{Class, Columns, Tables};

/// Rows whose bits lie in one word.
const ROWS: u32 = 64;

/// The codes of all rows.
#[derive(Debug, Default)]
pub(crate) struct KindRows {
    /// The code of each number, ascending.
    codes: Vec<u32>,
    /// How many bits a number takes.
    bits: usize,
    /// For each 64 rows a word for each bit.
    words: Vec<u64>,
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
        let mut words = vec![0; bits * columns.len().div_ceil(ROWS as usize)];
        for (of_rows, hots) in words.chunks_exact_mut(bits).zip(columns.hot.chunks(ROWS as usize)) {
            for (row, hot) in hots.iter().enumerate() {
                let number = number_of_class[hot.class as usize];
                of_rows.iter_mut().enumerate().for_each(|(bit, word)| *word |= ((number >> bit & 1) as u64) << row);
            }
        }
        Self { codes, bits, words }
    }

    /// The rows of the codes that are `taken`.
    pub fn of(&self, taken: impl Fn(u32) -> bool) -> Coded<'_> {
        let numbers = self.codes.iter().enumerate().filter(|&(_, &code)| taken(code)).map(|(number, _)| number as u64);
        let turns = numbers.flat_map(|number| (0..self.bits).map(move |bit| (number >> bit & 1).wrapping_sub(1)));
        Coded { kinds: self, turns: turns.collect() }
    }

    /// Bytes that the words take.
    pub fn bytes(&self) -> usize {
        8 * self.words.len()
    }
}

impl Coded<'_> {
    /// Those among `rows`, ascending.
    pub fn rows(&self, rows: Range<u32>) -> Rows<'_> {
        Rows { of: self, next: rows.start, end: rows.end, first: 0, word: 0 }
    }

    /// A bit for each of the 64 rows from `64 * at` on, whether it is of a code that is taken.
    #[inline]
    fn word(&self, at: usize) -> u64 {
        let bits = self.kinds.bits;
        let words = &self.kinds.words[at * bits..][..bits];
        let of_code = |turns: &[u64]| words.iter().zip(turns).fold(u64::MAX, |all, (word, turn)| all & (word ^ turn));
        self.turns.chunks_exact(bits).fold(0, |any, turns| any | of_code(turns))
    }
}

/// Rows of some codes, one by one.
pub(crate) struct Rows<'k> {
    of: &'k Coded<'k>,
    /// From here on no row was looked at yet.
    next: u32,
    end: u32,
    /// The row of the lowest bit of `word`.
    first: u32,
    /// The rows that were looked at and not given yet.
    word: u64,
}

impl Iterator for Rows<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        while self.word == 0 {
            if self.next >= self.end {
                return None;
            }
            self.fetch();
        }
        let row = self.first + self.word.trailing_zeros();
        self.word &= self.word - 1;
        Some(row)
    }
}

impl Rows<'_> {
    /// Looks at the next rows.
    fn fetch(&mut self) {
        self.first = self.next & !(ROWS - 1);
        let (before, after) = (self.next - self.first, (self.first + ROWS).saturating_sub(self.end));
        self.word = self.of.word((self.next / ROWS) as usize) & u64::MAX << before & u64::MAX >> after;
        self.next = self.first + ROWS;
    }
}

#[cfg(test)]
mod tests {
    use super::KindRows;

    /// Rows of the codes 10, 20, ... by turns.
    fn turns(codes: u32, bits: usize) -> KindRows {
        let mut words = vec![0_u64; 4 * bits];
        for row in 0..250 {
            (0..bits).for_each(|bit| words[row / 64 * bits + bit] |= ((row as u64 % u64::from(codes)) >> bit & 1) << (row % 64));
        }
        KindRows { codes: (1..=codes).map(|code| 10 * code).collect(), bits, words }
    }

    #[test]
    fn the_rows_of_some_codes_come_in_order_and_within_their_bounds() {
        for (codes, bits) in [(1, 1), (2, 1), (3, 2), (5, 3), (8, 3), (9, 4)] {
            let kinds = turns(codes, bits);
            for (low, high) in [(0, 250), (0, 0), (7, 7), (63, 65), (64, 128), (65, 127), (1, 250), (192, 250)] {
                for taken in [&[][..], &[10], &[20, 30], &[10, 30, 50, 90], &[5]] {
                    let found: Vec<u32> = kinds.of(|code| taken.contains(&code)).rows(low..high).collect();
                    let wanted: Vec<u32> = (low..high).filter(|row| taken.contains(&(10 * (row % codes + 1)))).collect();
                    assert_eq!(found, wanted, "{codes} codes, {taken:?} of {low}..{high}");
                }
            }
        }
    }
}
