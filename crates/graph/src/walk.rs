//! Which rows a plan has to look at: the few that an index names, or those of the window.

use std::ops::ControlFlow;

use crate::{
    Filter, Graph,
    kinds::Rows,
    plan::{Plan, range, window},
    rows::Hot,
};

/// Rows of the base, ascending: those that begin in the window, and those without a date where these are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Run<'r> {
    pub dated: &'r [u32],
    pub undated: &'r [u32],
}

/// Rows that are looked at together.
pub(crate) const BLOCK: usize = 64;

/// What the plan's rows of the base come from.
enum Source<'g> {
    /// Every row from one to before another.
    All(u32, u32),
    /// One index's, which are right for the actors asked for if the mark is set.
    Run(Run<'g>, bool),
    /// Several indexes', merged.
    Merged(Vec<u32>),
}

impl Graph {
    /// About how many rows and entries of tables a question about the events of a filter looks at.
    pub fn reach(&self, filter: &Filter) -> usize {
        let base = &self.base;
        let window = window(filter);
        let (low, high) = range(base, window);
        let undated = if window.is_none() || filter.undated { base.columns.len() - base.dated as usize } else { 0 };
        let rows_of = |id| self.tables.actors.index(id).map_or(0, |actor| base.told.rows(actor).len() + base.rolled.rows(actor).len());
        let rows = (high - low) as usize + undated;
        let rows = if filter.actor.is_empty() { rows } else { rows.min(filter.actor.iter().map(rows_of).sum()) };
        let places = if filter.places.is_empty() { 0 } else { self.tables.spots.len() };
        let tellings = if filter.sources.is_empty() && filter.min_confidence.is_none() { 0 } else { self.tables.tellings.len() };
        rows + self.delta.len() + places + tellings
    }
}

impl<'g> Plan<'g> {
    /// Calls `f` with every selected row: those without a date first, then the base by date, then what is new.
    pub fn each(&self, mut f: impl FnMut(u32, &Hot)) {
        let graph = self.graph;
        self.each_block(&mut |rows| rows.iter().for_each(|&row| f(row, graph.hot(row))));
    }

    /// The same, some rows at a time, so that what they point to can be fetched for several at once.
    pub fn each_block(&self, f: &mut dyn FnMut(&[u32])) {
        let (rows, dated) = (self.graph.base.columns.len() as u32, self.graph.base.dated);
        match self.source() {
            Source::Run(run, right) => {
                self.select(run.undated.iter().copied(), right, f);
                self.select(self.early().into_iter(), false, f);
                self.select(run.dated.iter().copied(), right, f);
            }
            Source::Merged(rows) => {
                let (with, without) = rows.split_at(rows.partition_point(|&row| row < dated));
                self.select(without.iter().copied(), false, f);
                self.select(self.early().into_iter(), false, f);
                self.select(with.iter().copied(), false, f);
            }
            Source::All(low, high) => {
                let any = self.takes_any_part() && self.actor.is_none();
                let undated = if self.wants_undated() { dated..rows } else { 0..0 };
                match &self.coded {
                    Some(coded) => {
                        self.select_coded(coded.rows(undated), any, f);
                        self.select(self.early().into_iter(), false, f);
                        self.select_coded(coded.rows(low..high), any, f);
                    }
                    None => {
                        self.select_among(undated, self.takes_any, any, f);
                        self.select(self.early().into_iter(), false, f);
                        self.select_among(low..high, self.takes_any, any, f);
                    }
                }
            }
        }
        for row in self.graph.delta_rows() {
            if self.accepts(row, self.graph.hot(row)) {
                f(&[row]);
            }
        }
    }

    /// Calls `f` with those of some rows of the base that the plan selects; `listed` as for [`Plan::passes`].
    fn select(&self, rows: impl Iterator<Item = u32>, listed: bool, f: &mut dyn FnMut(&[u32])) {
        self.select_among(rows, false, listed, f);
    }

    /// The same for rows of the types and statuses that are taken.
    fn select_coded(&self, mut rows: Rows<'_>, listed: bool, f: &mut dyn FnMut(&[u32])) {
        self.select_blocks(|block| rows.fill(block), true, listed, f);
    }

    /// The same; `sure` says that all the rows are of classes that are taken.
    fn select_among(&self, mut rows: impl Iterator<Item = u32>, sure: bool, listed: bool, f: &mut dyn FnMut(&[u32])) {
        let fill = |block: &mut [u32; BLOCK]| block.iter_mut().zip(rows.by_ref()).map(|(slot, row)| *slot = row).count();
        self.select_blocks(fill, sure, listed, f);
    }

    /// The same for rows that come by the block. Whether an event is of a class that is taken cannot be guessed, and a processor that guesses wrong loses
    /// more than it takes to look; so the rows of such classes are first picked out without a branch.
    fn select_blocks(&self, mut fill: impl FnMut(&mut [u32; BLOCK]) -> usize, sure: bool, listed: bool, f: &mut dyn FnMut(&[u32])) {
        let (hots, codes) = (&self.graph.base.columns.hot[..], &self.graph.base.codes[..]);
        let mut picked = [0_u32; BLOCK];
        while let filled @ 1.. = fill(&mut picked) {
            let mut among = &mut picked[..filled];
            if !sure {
                among = kept(among, |row| self.takes_code(codes[hots[row as usize].class as usize]));
            }
            if self.is_picky(listed) {
                among = kept(among, |row| self.takes_row(row, &hots[row as usize], listed));
            }
            f(among);
        }
    }

    /// The rows that an index gives for the plan where it selects all of them, or none where each has to be looked at.
    pub fn all_of_an_index(&self) -> Option<Run<'g>> {
        match self.source() {
            Source::Run(run, true) if self.takes_all() => Some(run),
            _ => None,
        }
    }

    /// The selected rows that are not in the base, or reach into the window from before it.
    pub fn apart(&self) -> Vec<u32> {
        let mut rows = self.early();
        rows.extend(self.graph.delta_rows().filter(|&row| self.accepts(row, self.graph.hot(row))));
        rows
    }

    /// Calls `f` with every selected row of a node that [`Plan::apart`] does not give, until it breaks off.
    pub fn each_of(&self, node: u32, f: impl FnMut(u32, &Hot) -> ControlFlow<()>) -> ControlFlow<()> {
        self.each_in(self.cut(self.index.rows(node)), f)
    }

    /// The same in no certain order and some rows at a time, as [`Plan::each_block`] gives them.
    pub fn each_block_of(&self, node: u32, f: &mut dyn FnMut(&[u32])) {
        let (run, any) = (self.cut(self.index.rows(node)), self.takes_any_part() && self.actor.is_none());
        self.select(run.undated.iter().copied(), any, f);
        self.select(run.dated.iter().copied(), any, f);
    }

    /// Calls `f` with every selected row of a pair that [`Plan::apart`] does not give, until it breaks off.
    pub fn each_of_pair(&self, a: u32, b: u32, f: impl FnMut(u32, &Hot) -> ControlFlow<()>) -> ControlFlow<()> {
        self.each_in(self.cut(self.index.pair_rows(a, b)), f)
    }

    /// Newest first, and those without a date last.
    fn each_in(&self, run: Run<'_>, mut f: impl FnMut(u32, &Hot) -> ControlFlow<()>) -> ControlFlow<()> {
        let hots = &self.graph.base.columns.hot;
        let any = self.takes_any_part() && self.actor.is_none();
        for &row in run.dated.iter().rev().chain(run.undated.iter().rev()) {
            let hot = &hots[row as usize];
            if self.passes(row, hot, any) {
                f(row, hot)?;
            }
        }
        ControlFlow::Continue(())
    }

    fn wants_undated(&self) -> bool {
        self.window.is_none() || self.undated()
    }

    /// The selected rows of the base that begin before the window and reach it.
    fn early(&self) -> Vec<u32> {
        let mut rows = match self.window {
            Some((from, _)) if self.graph.base.dated > 0 => self.graph.base.days.early(from),
            _ => Vec::new(),
        };
        rows.retain(|&row| self.accepts(row, self.graph.hot(row)));
        rows
    }

    /// Cuts a list of the base's rows down to the window.
    fn cut(&self, rows: &'g [u32]) -> Run<'g> {
        let (low, high) = self.range;
        let base = &self.graph.base;
        let dated = if base.dated as usize == base.columns.len() { rows.len() } else { rows.partition_point(|&row| row < base.dated) };
        let undated = if self.wants_undated() { &rows[dated..] } else { &[] };
        let rows = &rows[..dated];
        let rows = if low == 0 { rows } else { &rows[rows.partition_point(|&row| row < low)..] };
        let rows = if high >= base.dated { rows } else { &rows[..rows.partition_point(|&row| row < high)] };
        Run { dated: rows, undated }
    }

    fn source(&self) -> Source<'g> {
        let base = &self.graph.base;
        let Some(actors) = self.actor.as_deref() else {
            let (low, high) = self.range;
            return Source::All(low, high);
        };
        let whole = |actor: u32| !self.is_rolled() || !base.rolled.is_elsewhere(actor);
        match (actors, self.with.as_deref()) {
            (&[a], Some(&[b])) if whole(a) && whole(b) => return Source::Run(self.cut(self.index.pair_rows(a, b)), self.takes_any_part()),
            (&[a], with) if whole(a) => return Source::Run(self.cut(self.index.rows(a)), with.is_none() && self.takes_any_part()),
            _ => {}
        }
        let mut rows = Vec::new();
        for &actor in actors {
            let lists = [Some(self.index.rows(actor)), (!whole(actor)).then(|| base.told.rows(actor))];
            for run in lists.into_iter().flatten().map(|list| self.cut(list)) {
                rows.extend(run.dated);
                rows.extend(run.undated);
            }
        }
        rows.sort_unstable();
        rows.dedup();
        Source::Merged(rows)
    }
}

/// Moves the rows that `keeps` to the front and gives only these, without a branch for each.
#[inline]
fn kept(rows: &mut [u32], keeps: impl Fn(u32) -> bool) -> &mut [u32] {
    let mut taken = 0;
    for at in 0..rows.len() {
        let row = rows[at];
        rows[taken] = row;
        taken += usize::from(keeps(row));
    }
    &mut rows[..taken]
}
