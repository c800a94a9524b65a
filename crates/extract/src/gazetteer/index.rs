//! Finding names: a hash table from folded names to what bears them, built at load over slices of the embedded files.

use super::fold::{Word, fold};

/// What an entry of the gazetteer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A name of a country.
    Country,
    /// The adjective of a country: "Israeli".
    Adjective,
    /// The people of a country: "Israelis".
    People,
    /// The capital of a country.
    Capital,
    /// A seat of government other than the capital: "the Kremlin".
    Seat,
    /// An organisation.
    Organisation,
    /// An armed group, party or people.
    Group,
    /// The whole name of a person.
    Person,
    /// A part of a person's name that news uses alone.
    Surname,
    /// The title of an office.
    Title,
    /// A city or a site.
    City,
    /// A region.
    Region,
    /// The adjective of a region: "Catalan".
    RegionAdjective,
    /// A word for a body or for people: "troops".
    Noun,
}

/// A name and what bears it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The name as the table has it.
    pub surface: &'static str,
    /// What bears it.
    pub kind: Kind,
    /// Its row in the table of that kind.
    pub row: u32,
    hash: u64,
    next: u32,
}

const NONE: u32 = u32::MAX;
const SLOTS: usize = 1 << 19;
const BLOOM: usize = 1 << 23;

/// All names. A name of many bearers is a chain of entries; a filter over the beginnings of names ends a search early.
pub(super) struct Index {
    entries: Vec<Entry>,
    /// For each slot half a hash, to pass by other names without a look at their entries, and the first entry of the chain.
    slots: Vec<(u32, u32)>,
    beginnings: Vec<u64>,
}

impl Index {
    pub(super) fn new() -> Self {
        Self { entries: Vec::with_capacity(300_000), slots: vec![(0, NONE); SLOTS], beginnings: vec![0; BLOOM / 64] }
    }

    pub(super) fn insert(&mut self, surface: &'static str, kind: Kind, row: usize) {
        let mut hash = SEED;
        fold(surface, |c| {
            if c == ' ' {
                self.beginnings[bit(hash).0] |= bit(hash).1;
            }
            hash = step(hash, c);
        });
        if hash == SEED {
            return;
        }
        self.beginnings[bit(hash).0] |= bit(hash).1;
        let slot = self.slot(hash);
        self.entries.push(Entry { surface, kind, row: row as u32, hash, next: self.slots[slot].1 });
        self.slots[slot] = ((hash >> 32) as u32, self.entries.len() as u32 - 1);
    }

    /// The lengths in words of names that begin at `from`, the longest first, each with its bearers.
    pub(super) fn at(&self, words: &[Word], from: usize) -> Vec<(usize, Vec<Entry>)> {
        let (mut hash, mut found) = (SEED, Vec::new());
        for (length, word) in words[from..].iter().take(12).enumerate() {
            if length > 0 {
                hash = step(hash, ' ');
            }
            hash = word.folded.chars().fold(hash, step);
            if self.beginnings[bit(hash).0] & bit(hash).1 == 0 {
                break;
            }
            let bearers = self.bearers(hash);
            if !bearers.is_empty() {
                found.push((length + 1, bearers));
            }
        }
        found.reverse();
        found
    }

    fn bearers(&self, hash: u64) -> Vec<Entry> {
        let first = self.slots[self.slot(hash)].1;
        let chain = std::iter::successors(self.entries.get(first as usize), |entry| self.entries.get(entry.next as usize));
        chain.filter(|entry| entry.hash == hash).copied().collect()
    }

    /// The slot of the chain of this hash, or the free one where it belongs. There are more slots than entries, so one is found.
    fn slot(&self, hash: u64) -> usize {
        let (mut slot, half) = (mix(hash) as usize % SLOTS, (hash >> 32) as u32);
        while self.slots[slot].1 != NONE && self.slots[slot].0 != half {
            slot = (slot + 1) % SLOTS;
        }
        slot
    }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
}

fn mix(hash: u64) -> u64 {
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 16
}

fn bit(hash: u64) -> (usize, u64) {
    let place = mix(hash) as usize % BLOOM;
    (place / 64, 1 << (place % 64))
}
