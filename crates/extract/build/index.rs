//! The index: entries in the order of their hashes, the beginning of each bucket, and a filter over the beginnings of names.

use std::collections::HashMap;

use crate::{
    fold::fold,
    layout::{BUCKET_BITS, FILTER_BITS, Kind, SEED, bucket, filter, half, spread, step},
    names::Name,
};

/// What is written.
pub struct Index {
    pub entries: Vec<u32>,
    pub buckets: Vec<u32>,
    pub filter: Vec<u8>,
}

/// Lays out the names. Of the bearers of one name those told last stand first.
pub fn lay_out(text: &str, names: Vec<Name<'_>>) -> Index {
    let mut bits = vec![0; FILTER_BITS / 8];
    let mut hashed: Vec<(u64, Name<'_>)> = names.into_iter().filter_map(|name| Some((hash(name_of(&name), &mut bits)?, name))).collect();
    hashed.reverse();
    hashed.sort_by_key(|(hash, _)| *hash);
    // A part of a person's name may be told twice by his several names; how it is written there means nothing.
    hashed.dedup_by(|(hash, name), (kept, before)| {
        hash == kept && matches!(name.kind, Kind::Surname | Kind::Sound) && (name.kind, name.row) == (before.kind, before.row)
    });
    check(&hashed);
    let mut buckets = vec![0; (1 << BUCKET_BITS) + 1];
    hashed.iter().for_each(|(hash, _)| buckets[bucket(*hash) + 1] += 1);
    (1..buckets.len()).for_each(|at| buckets[at] += buckets[at - 1]);
    let entries = hashed.iter().flat_map(|(hash, name)| entry(text, *hash, name)).collect();
    Index { entries, buckets, filter: bits }
}

/// What a name is found by.
fn name_of<'n>(name: &'n Name<'_>) -> &'n str {
    name.key.as_deref().unwrap_or(name.surface)
}

/// The spread hash of a name, its beginnings marked in the filter; none for a name without letters and digits.
fn hash(name: &str, bits: &mut [u8]) -> Option<u64> {
    let mut mark = |hash: u64| {
        let (byte, bit) = filter(spread(hash));
        bits[byte] |= bit;
    };
    let mut hash = SEED;
    fold(name, |c| {
        if c == ' ' {
            mark(hash);
        }
        hash = step(hash, c);
    });
    mark(hash);
    (hash != SEED).then(|| spread(hash))
}

fn entry(text: &str, hash: u64, name: &Name<'_>) -> [u32; 3] {
    let start = name.surface.as_ptr() as usize - text.as_ptr() as usize;
    let (row, length) = (name.row as u32, name.surface.len() as u32);
    assert!(row < 1 << 20 && length < 1 << 8, "no room in an entry for {:?}", name.surface);
    [half(hash), start as u32, row << 12 | (name.kind as u32) << 8 | length]
}

/// Two names that the index could not tell apart would be one: that never came to pass, and is looked for all the same.
fn check(hashed: &[(u64, Name<'_>)]) {
    let folded = |name: &str| {
        let mut text = String::new();
        fold(name, |c| text.push(c));
        text
    };
    let mut seen: HashMap<(usize, u32), String> = HashMap::new();
    for (hash, name) in hashed {
        let text = folded(name_of(name));
        let before = seen.entry((bucket(*hash), half(*hash))).or_insert_with(|| text.clone());
        assert_eq!(*before, text, "two names have one place in the index");
    }
}
