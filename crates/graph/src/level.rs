//! One level's indexes: each node's events, and the graph of pairs with each pair's events.

use petgraph::{Directed, csr::Csr};

use crate::rows::{Columns, Hot, MANY, NONE, Nodes, Tables};

/// Each node's rows and each pair's rows, ascending, which is by date.
#[derive(Debug, Default)]
pub(crate) struct LevelIndex {
    offsets: Vec<u32>,
    rows: Vec<u32>,
    /// Both directions of each pair, weighted with the pair's number.
    pairs: Csr<(), u32, Directed, u32>,
    pair_offsets: Vec<u32>,
    pair_rows: Vec<u32>,
    casts: Vec<CastNodes>,
    /// Nodes that take part in events as someone else at this level.
    elsewhere: Vec<bool>,
}

/// What a cast is at the level.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CastNodes {
    pub nodes: Nodes,
    /// The number of the only pair that the cast makes, or [`NONE`].
    pub pair: u32,
}

impl LevelIndex {
    /// `rolled` says whether participants count as their country.
    pub fn build(columns: &Columns, tables: &Tables, rolled: bool) -> Self {
        let mut counts = vec![0_u32; tables.casts.len()];
        columns.hot.iter().for_each(|hot| counts[hot.cast as usize] += 1);
        let mut casts: Vec<CastNodes> = tables.casts.iter().map(|cast| CastNodes { nodes: tables.nodes(cast, rolled), pair: NONE }).collect();
        let nodes = |cast: &CastNodes, at: usize| Each::of(tables, cast.nodes, at, rolled);
        let keys = pair_keys(casts.iter().enumerate().filter(|&(at, _)| counts[at] > 0).map(|(at, cast)| nodes(cast, at)));
        let number = |a: u32, b: u32| keys.binary_search(&pair_key(a, b)).expect("every pair of a cast was numbered") as u32;
        let (mut lens, mut pair_lens) = (vec![0_u32; tables.actors.len()], vec![0_u32; keys.len()]);
        for (at, (cast, &count)) in casts.iter_mut().zip(&counts).enumerate().filter(|&(_, (_, &count))| count > 0) {
            let of = nodes(cast, at);
            of.each(|node| lens[node as usize] += count);
            of.pairs(|a, b| pair_lens[number(a, b) as usize] += count);
            if let Each::Few([a, b]) = of
                && b != NONE
            {
                cast.pair = number(a, b);
            }
        }
        let (offsets, pair_offsets) = (sums(&lens), sums(&pair_lens));
        let at = |hot: &Hot| (&casts[hot.cast as usize], hot.cast as usize);
        let rows = fill(columns, &offsets, |hot, put| {
            let (cast, at) = at(hot);
            nodes(cast, at).each(put);
        });
        let pair_rows = fill(columns, &pair_offsets, |hot, put| match at(hot) {
            (cast, at) if cast.pair == NONE => nodes(cast, at).pairs(|a, b| put(number(a, b))),
            (cast, _) => put(cast.pair),
        });
        let elsewhere = elsewhere(tables, rolled);
        Self { offsets, rows, pairs: adjacency(&keys), pair_offsets, pair_rows, casts, elsewhere }
    }

    /// The rows of a node.
    pub fn rows(&self, node: u32) -> &[u32] {
        match self.offsets.get(node as usize..node as usize + 2) {
            Some(&[start, end]) => &self.rows[start as usize..end as usize],
            _ => &[],
        }
    }

    /// The number of a pair that shares a row.
    pub fn pair(&self, a: u32, b: u32) -> Option<u32> {
        if a.max(b) as usize >= self.pairs.node_count() {
            return None;
        }
        let (near, far) = if self.pairs.out_degree(a) <= self.pairs.out_degree(b) { (a, b) } else { (b, a) };
        let at = self.pairs.neighbors_slice(near).binary_search(&far).ok()?;
        Some(self.pairs.edges_slice(near)[at])
    }

    /// What a cast is at this level, where the base knows it.
    #[inline]
    pub fn cast(&self, cast: u32) -> Option<&CastNodes> {
        self.casts.get(cast as usize)
    }

    /// What each cast of the base is at this level, by its number.
    pub fn casts(&self) -> &[CastNodes] {
        &self.casts
    }

    /// The rows of a pair.
    pub fn pair_rows(&self, a: u32, b: u32) -> &[u32] {
        self.pair(a, b).map_or(&[], |pair| self.rows_of_pair(pair))
    }

    /// The rows of a pair by its number; none for a number that the index does not know.
    pub fn rows_of_pair(&self, pair: u32) -> &[u32] {
        match self.pair_offsets.get(pair as usize..pair as usize + 2) {
            Some(&[start, end]) => &self.pair_rows[start as usize..end as usize],
            _ => &[],
        }
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
        let numbers = self.offsets.len() + self.rows.len() + self.pair_offsets.len() + self.pair_rows.len() + 3 * self.casts.len();
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
    nodes.extend(tables.many(tables.casts.get(hot.cast), rolled));
}

/// The nodes of a cast, each once, ascending.
enum Each {
    Few(Nodes),
    Many(Vec<u32>),
}

impl Each {
    fn of(tables: &Tables, nodes: Nodes, cast: usize, rolled: bool) -> Self {
        if nodes[0] == MANY { Self::Many(tables.many(tables.casts.get(cast as u32), rolled)) } else { Self::Few(nodes) }
    }

    fn each(&self, f: impl FnMut(u32)) {
        match self {
            Self::Few(few) => few.iter().copied().filter(|&node| node != NONE).for_each(f),
            Self::Many(many) => many.iter().copied().for_each(f),
        }
    }

    fn pairs(&self, mut f: impl FnMut(u32, u32)) {
        match self {
            Self::Few([_, NONE]) => {}
            Self::Few([a, b]) => f(*a, *b),
            Self::Many(many) => (0..).zip(many).for_each(|(at, &a)| many[at + 1..].iter().for_each(|&b| f(a, b))),
        }
    }
}

/// Every pair of the casts, once, ascending.
fn pair_keys(casts: impl Iterator<Item = Each>) -> Vec<u64> {
    let mut keys = Vec::new();
    casts.for_each(|cast| cast.pairs(|a, b| keys.push(pair_key(a, b))));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Puts each row into the runs that `of` names.
fn fill(columns: &Columns, offsets: &[u32], of: impl Fn(&Hot, &mut dyn FnMut(u32))) -> Vec<u32> {
    let mut next = offsets.to_vec();
    let mut rows = vec![0; offsets.last().map_or(0, |&end| end as usize)];
    for (row, hot) in (0..).zip(&columns.hot) {
        of(hot, &mut |run| {
            let at = &mut next[run as usize];
            rows[*at as usize] = row;
            *at += 1;
        });
    }
    rows
}

/// Where each run begins, and where the last one ends.
pub(crate) fn sums(lens: &[u32]) -> Vec<u32> {
    let mut sum = 0;
    let mut offsets = Vec::with_capacity(lens.len() + 1);
    for len in [0].iter().chain(lens) {
        sum += len;
        offsets.push(sum);
    }
    offsets
}

fn adjacency(keys: &[u64]) -> Csr<(), u32, Directed, u32> {
    let mut edges: Vec<(u32, u32, u32)> = Vec::with_capacity(2 * keys.len());
    for (&key, number) in keys.iter().zip(0..) {
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
