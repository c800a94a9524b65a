//! One level's indexes: each node's events, and the graph of pairs with each pair's events.

use petgraph::{Directed, csr::Csr};
use rustc_hash::FxHashMap;

use crate::rows::{Columns, Hot, Tables};

/// Each node's rows and each pair's rows, ascending, which is by date.
#[derive(Debug, Default)]
pub(crate) struct LevelIndex {
    offsets: Vec<u32>,
    rows: Vec<u32>,
    /// Both directions of each pair, weighted with the pair's number.
    pairs: Csr<(), u32, Directed, u32>,
    pair_offsets: Vec<u32>,
    pair_rows: Vec<u32>,
    /// Nodes that take part in events as someone else at this level.
    elsewhere: Vec<bool>,
}

impl LevelIndex {
    /// `rolled` says whether participants count as their country.
    pub fn build(columns: &Columns, tables: &Tables, rolled: bool) -> Self {
        let mut index = Self::default();
        let mut nodes = Vec::new();
        let mut lens = vec![0_u32; tables.actors.len()];
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        let mut pair_lens: Vec<u32> = Vec::new();
        for hot in &columns.hot {
            nodes_of(tables, hot, rolled, &mut nodes);
            for (at, &node) in nodes.iter().enumerate() {
                lens[node as usize] += 1;
                for &other in &nodes[at + 1..] {
                    let number = *numbers.entry(pair_key(node, other)).or_insert(pair_lens.len() as u32);
                    if number as usize == pair_lens.len() {
                        pair_lens.push(0);
                    }
                    pair_lens[number as usize] += 1;
                }
            }
        }
        index.offsets = sums(&lens);
        index.pair_offsets = sums(&pair_lens);
        index.fill(columns, tables, rolled, &numbers);
        index.pairs = adjacency(&numbers);
        index.elsewhere = elsewhere(tables, rolled);
        index
    }

    fn fill(&mut self, columns: &Columns, tables: &Tables, rolled: bool, numbers: &FxHashMap<u64, u32>) {
        let mut nodes = Vec::new();
        let mut next = self.offsets.clone();
        let mut next_of_pair = self.pair_offsets.clone();
        self.rows = vec![0; self.offsets.last().map_or(0, |&end| end as usize)];
        self.pair_rows = vec![0; self.pair_offsets.last().map_or(0, |&end| end as usize)];
        for (row, hot) in columns.hot.iter().enumerate() {
            nodes_of(tables, hot, rolled, &mut nodes);
            for (at, &node) in nodes.iter().enumerate() {
                put(&mut self.rows, &mut next[node as usize], row);
                for &other in &nodes[at + 1..] {
                    put(&mut self.pair_rows, &mut next_of_pair[numbers[&pair_key(node, other)] as usize], row);
                }
            }
        }
    }

    /// The rows of a node.
    pub fn rows(&self, node: u32) -> &[u32] {
        match self.offsets.get(node as usize..node as usize + 2) {
            Some(&[start, end]) => &self.rows[start as usize..end as usize],
            _ => &[],
        }
    }

    /// The rows of a pair.
    pub fn pair_rows(&self, a: u32, b: u32) -> &[u32] {
        if a as usize >= self.pairs.node_count() {
            return &[];
        }
        let found = self.pairs.neighbors_slice(a).binary_search(&b);
        found.map_or(&[], |at| {
            let number = self.pairs.edges_slice(a)[at] as usize;
            &self.pair_rows[self.pair_offsets[number] as usize..self.pair_offsets[number + 1] as usize]
        })
    }

    /// Number of pairs.
    pub fn pair_count(&self) -> usize {
        self.pair_offsets.len().saturating_sub(1)
    }

    /// Whether the actor takes part in events as someone else at this level.
    pub fn is_elsewhere(&self, actor: u32) -> bool {
        self.elsewhere.get(actor as usize).copied().unwrap_or(false)
    }

    /// Bytes that the indexes take.
    pub fn bytes(&self) -> usize {
        let numbers = self.offsets.len() + self.rows.len() + self.pair_offsets.len() + self.pair_rows.len();
        4 * numbers + 16 * self.pair_count() + 8 * self.pairs.node_count() + self.elsewhere.len()
    }
}

/// A pair, whichever way round.
pub(crate) fn pair_key(a: u32, b: u32) -> u64 {
    u64::from(a.min(b)) << 32 | u64::from(a.max(b))
}

/// The nodes of an event, each once, ascending.
pub(crate) fn nodes_of(tables: &Tables, hot: &Hot, rolled: bool, nodes: &mut Vec<u32>) {
    nodes.clear();
    nodes.extend(tables.parts(hot).iter().map(|&part| {
        let part = tables.parts.get(part);
        if rolled { part.rolled } else { part.actor }
    }));
    nodes.sort_unstable();
    nodes.dedup();
}

fn put(rows: &mut [u32], next: &mut u32, row: usize) {
    rows[*next as usize] = row as u32;
    *next += 1;
}

/// Where each run begins, and where the last one ends.
fn sums(lens: &[u32]) -> Vec<u32> {
    let mut sum = 0;
    let mut offsets = Vec::with_capacity(lens.len() + 1);
    for len in [0].iter().chain(lens) {
        sum += len;
        offsets.push(sum);
    }
    offsets
}

fn adjacency(numbers: &FxHashMap<u64, u32>) -> Csr<(), u32, Directed, u32> {
    let mut edges: Vec<(u32, u32, u32)> = Vec::with_capacity(2 * numbers.len());
    for (&key, &number) in numbers {
        let (a, b) = ((key >> 32) as u32, key as u32);
        edges.extend([(a, b, number), (b, a, number)]);
    }
    edges.sort_unstable();
    Csr::from_sorted_edges(&edges).expect("the edges were sorted and each stands once")
}

fn elsewhere(tables: &Tables, rolled: bool) -> Vec<bool> {
    let mut elsewhere = vec![false; if rolled { tables.actors.len() } else { 0 }];
    if rolled {
        for part in tables.parts.iter().filter(|part| part.actor != part.rolled) {
            elsewhere[part.actor as usize] = true;
        }
    }
    elsewhere
}
