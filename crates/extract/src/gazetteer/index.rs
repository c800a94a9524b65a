//! Finding names: a table from hashes of folded names to what bears them, laid out when the program is built and read where it lies.

pub use super::layout::Kind;
use super::{
    fold::Word,
    layout::{ENTRY, SEED, bucket, filter, half, spread, step},
    tables::{Numbers, surface},
};

/// A name and what bears it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The name as the table has it.
    pub surface: &'static str,
    /// What bears it.
    pub kind: Kind,
    /// Its row in the table of that kind.
    pub row: u32,
}

/// Entries in the order of their hashes.
const ENTRIES: Numbers = Numbers(include_bytes!(concat!(env!("OUT_DIR"), "/entries.bin")));
/// The first entry of each bucket, and the end of the last.
const BUCKETS: Numbers = Numbers(include_bytes!(concat!(env!("OUT_DIR"), "/buckets.bin")));
/// A bit for each beginning of a name, which ends a search early.
const FILTER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/filter.bin"));

/// The lengths in words of names that begin at `from`, the longest first, each with its bearers.
pub(super) fn at(words: &[Word], from: usize) -> Vec<(usize, Vec<Entry>)> {
    let (mut hash, mut found) = (SEED, Vec::new());
    for (length, word) in words[from..].iter().take(12).enumerate() {
        if length > 0 {
            hash = step(hash, ' ');
        }
        hash = word.folded.chars().fold(hash, step);
        let key = spread(hash);
        let (byte, bit) = filter(key);
        if FILTER[byte] & bit == 0 {
            break;
        }
        let bearers: Vec<Entry> = entries(key).filter(|entry| entry.kind != Kind::Given).collect();
        if !bearers.is_empty() {
            found.push((length + 1, bearers));
        }
    }
    found.reverse();
    found
}

/// Whether a folded word is a first name.
pub(super) fn is_given(word: &str) -> bool {
    entries(spread(word.chars().fold(SEED, step))).any(|entry| entry.kind == Kind::Given)
}

fn entries(key: u64) -> impl Iterator<Item = Entry> {
    let range = BUCKETS.get(bucket(key)) as usize..BUCKETS.get(bucket(key) + 1) as usize;
    range.filter(move |entry| ENTRIES.get(entry * ENTRY) == half(key)).map(|entry| {
        let packed = ENTRIES.get(entry * ENTRY + 2);
        Entry { surface: surface(ENTRIES.get(entry * ENTRY + 1), packed & 0xff), kind: Kind::ALL[(packed >> 8 & 0xf) as usize], row: packed >> 12 }
    })
}
