//! Finding names: a table from hashes of folded names to what bears them, laid out when the program is built and read where it lies.

pub use super::layout::Kind;
use super::{
    fold::Word,
    layout::{ENTRY, SEED, bucket, filter, half, spread, step},
    sound,
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
static ENTRIES: Numbers = Numbers(include_bytes!(concat!(env!("OUT_DIR"), "/entries.bin")));
/// The first entry of each bucket, and the end of the last.
static BUCKETS: Numbers = Numbers(include_bytes!(concat!(env!("OUT_DIR"), "/buckets.bin")));
/// A bit for each beginning of a name, which ends a search early.
static FILTER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/filter.bin"));

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
        let bearers: Vec<Entry> = entries(key).filter(|entry| !matches!(entry.kind, Kind::Given | Kind::Sound)).collect();
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

/// The rows of the persons whose whole name is these folded words in another romanisation.
pub(super) fn sounding(words: &[&str]) -> Vec<u32> {
    let keys = [sound::chinese(words), sound::romanised(words)];
    let rows = |key: &String| entries(spread(key.chars().fold(SEED, step))).filter(|entry| entry.kind == Kind::Sound).map(|entry| entry.row);
    keys.iter().flatten().flat_map(rows).collect()
}

fn entries(key: u64) -> impl Iterator<Item = Entry> {
    let range = BUCKETS.get(bucket(key)) as usize..BUCKETS.get(bucket(key) + 1) as usize;
    range.filter(move |entry| ENTRIES.get(entry * ENTRY) == half(key)).map(|entry| {
        let packed = ENTRIES.get(entry * ENTRY + 2);
        Entry { surface: surface(ENTRIES.get(entry * ENTRY + 1), packed & 0xff), kind: Kind::ALL[(packed >> 8 & 0xf) as usize], row: packed >> 12 }
    })
}
