//! Room for counting by number, kept from query to query, so that none has to clear or allocate as much as the graph is large.

use std::{cell::RefCell, cmp::Ordering};

/// What is counted under one number. All nought means untouched.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cell {
    pub count: u32,
    /// A day or a node, as the query likes.
    pub mark: i32,
}

/// Cells by number, of which only those touched cost anything.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    cells: Vec<Cell>,
    touched: Vec<u32>,
}

thread_local! {
    /// Cells that are all nought.
    static POOL: RefCell<Vec<Cells>> = const { RefCell::new(Vec::new()) };
}

impl Cells {
    /// At least `len` cells, all nought.
    pub fn take(len: usize) -> Self {
        let mut cells = POOL.with_borrow_mut(Vec::pop).unwrap_or_default();
        if cells.cells.len() < len {
            cells.cells.resize(len, Cell::default());
        }
        cells
    }

    /// The cell of a number, once more counted.
    pub fn count(&mut self, number: u32) -> &mut Cell {
        let cell = &mut self.cells[number as usize];
        if cell.count == 0 {
            self.touched.push(number);
        }
        cell.count += 1;
        cell
    }

    /// Counts a number several times.
    pub fn add(&mut self, number: u32, times: u32) {
        self.count(number).count += times - 1;
    }

    pub fn mark(&mut self, number: u32, mark: u32) {
        self.cells[number as usize].mark = mark as i32;
    }

    pub fn get(&self, number: u32) -> Cell {
        self.cells[number as usize]
    }

    /// The numbers that were counted, in the order in which they came up.
    pub fn touched(&self) -> &[u32] {
        &self.touched
    }
}

impl Drop for Cells {
    fn drop(&mut self) {
        for number in self.touched.drain(..) {
            self.cells[number as usize] = Cell::default();
        }
        let (cells, touched) = (std::mem::take(&mut self.cells), std::mem::take(&mut self.touched));
        // A thread that ends has no pool any more.
        let _ = POOL.try_with(|pool| {
            if let Ok(mut pool) = pool.try_borrow_mut() {
                pool.push(Self { cells, touched });
            }
        });
    }
}

/// A mark for each number, of which only those that were set cost anything.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    words: Vec<u64>,
    touched: Vec<u32>,
}

thread_local! {
    /// Marks that are all unset.
    static MARKS: RefCell<Marks> = const { RefCell::new(Marks { words: Vec::new(), touched: Vec::new() }) };
}

impl Marks {
    /// Marks for numbers below `len`, all unset.
    pub fn take(len: usize) -> Self {
        let mut marks = MARKS.take();
        if marks.words.len() * 64 < len {
            marks.words.resize(len.div_ceil(64), 0);
        }
        marks
    }

    /// Sets a mark and says whether it was not set before.
    pub fn set(&mut self, number: u32) -> bool {
        let word = number as usize / 64;
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        let word_before = self.words[word];
        let set = word_before | 1 << (number % 64);
        if word_before == 0 {
            self.touched.push(word as u32);
        }
        self.words[word] = set;
        set != word_before
    }

    /// Unsets all and keeps the room for the next.
    pub fn give_back(mut self) {
        for word in self.touched.drain(..) {
            self.words[word as usize] = 0;
        }
        MARKS.set(self);
    }
}

/// A number of a query's own for each number, counted from one, of which only those that were asked for cost anything.
#[derive(Debug, Default)]
pub(crate) struct Slots {
    /// Nought for none.
    slots: Vec<u32>,
    touched: Vec<u32>,
}

thread_local! {
    /// Slots that are all nought.
    static SLOTS: RefCell<Vec<Slots>> = const { RefCell::new(Vec::new()) };
}

impl Slots {
    /// Slots for numbers below `len` and for those that come up beyond, all nought.
    pub fn take(len: usize) -> Self {
        let mut slots = SLOTS.with_borrow_mut(Vec::pop).unwrap_or_default();
        if slots.slots.len() < len {
            slots.slots.resize(len, 0);
        }
        slots
    }

    /// The slot of a number, or nought.
    #[inline]
    pub fn get(&self, number: u32) -> u32 {
        self.slots.get(number as usize).copied().unwrap_or(0)
    }

    /// The slot of a number, which is `next` where it has none yet.
    #[inline]
    pub fn of(&mut self, number: u32, next: u32) -> u32 {
        if number as usize >= self.slots.len() {
            self.slots.resize(number as usize + 1, 0);
        }
        let slot = &mut self.slots[number as usize];
        if *slot == 0 {
            *slot = next;
            self.touched.push(number);
        }
        *slot
    }

    /// The slots of all numbers below `len` at least. Whoever fills some empties them afterwards: see [`Slots::clear`].
    #[inline]
    pub fn below(&mut self, len: usize) -> &mut [u32] {
        if self.slots.len() < len {
            self.slots.resize(len, 0);
        }
        &mut self.slots
    }

    /// Empties the slot of a number.
    pub fn clear(&mut self, number: u32) {
        self.slots[number as usize] = 0;
    }

    /// Empties every slot and keeps the room for the next.
    pub fn give_back(mut self) {
        for number in self.touched.drain(..) {
            self.slots[number as usize] = 0;
        }
        SLOTS.with_borrow_mut(|kept| kept.push(self));
    }
}

/// Keeps the first `limit` rows in their order; only these are sorted.
pub(crate) fn first_sorted<T>(rows: &mut Vec<T>, limit: usize, order: impl Fn(&T, &T) -> Ordering) {
    if limit < rows.len() {
        if limit > 0 {
            rows.select_nth_unstable_by(limit - 1, &order);
        }
        rows.truncate(limit);
    }
    rows.sort_unstable_by(order);
}

#[cfg(test)]
mod tests {
    use super::{Cells, Slots};

    #[test]
    fn cells_come_back_clean() {
        let mut first = Cells::take(10);
        first.count(7);
        first.count(7).mark = 3;
        assert_eq!((first.get(7).count, first.touched()), (2, &[7][..]));
        drop(first);
        let second = Cells::take(10);
        assert_eq!((second.get(7).count, second.get(7).mark, second.touched().len()), (0, 0, 0));
    }
    #[test]
    fn slots_come_back_empty() {
        let mut first = Slots::take(2);
        assert_eq!([first.of(1, 1), first.of(5, 2), first.of(1, 3), first.get(5)], [1, 2, 1, 2]);
        first.give_back();
        assert_eq!([Slots::take(2).get(5), Slots::take(2).get(1)], [0, 0]);
    }
}
