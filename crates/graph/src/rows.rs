//! Events as rows: columns of numbers that point into tables of what events have in common.

use chancery_core::{CountryCode, DateRange, Place, Role, Status};
use std::sync::Arc;

use crate::{names::Actors, table::Table};

/// No entry.
pub(crate) const NONE: u32 = u32::MAX;
/// Marks a cast that does not fit into its row.
const CROWD: u32 = 1 << 31;

/// What nearly every query reads of an event, 12 bytes side by side.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hot {
    /// Index into [`Tables::whens`], or [`NONE`].
    pub when: u32,
    /// Index into [`Tables::classes`].
    pub class: u32,
    /// Index into [`Tables::casts`].
    pub cast: u32,
}

/// Who takes part in an event: one or two participants (the second may be [`NONE`]), or a marked start and a length in [`Tables::crowd`].
/// The same few actors do most of what is told, so events point to a cast instead of holding one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cast([u32; 2]);

/// The nodes of a cast at one level, each once: none, one or two in ascending order, with [`NONE`] for those it lacks, or [`MANY`] twice.
pub(crate) type Nodes = [u32; 2];

/// Stands for the nodes of a cast that has more than two.
pub(crate) const MANY: u32 = u32::MAX - 1;

/// One event in numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub hot: Hot,
    pub id: u64,
    /// Index into [`Tables::tellings`].
    pub telling: u32,
    /// Index into [`Tables::spots`], or [`NONE`].
    pub spot: u32,
}

/// Rows, column by column; 28 bytes an event.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    pub hot: Vec<Hot>,
    pub ids: Vec<u64>,
    pub tellings: Vec<u32>,
    pub spots: Vec<u32>,
}

impl Columns {
    #[inline]
    pub fn len(&self) -> usize {
        self.hot.len()
    }

    pub fn push(&mut self, row: Row) {
        self.hot.push(row.hot);
        self.ids.push(row.id);
        self.tellings.push(row.telling);
        self.spots.push(row.spot);
    }

    pub fn set(&mut self, at: usize, row: Row) {
        self.hot[at] = row.hot;
        self.ids[at] = row.id;
        self.tellings[at] = row.telling;
        self.spots[at] = row.spot;
    }

    pub fn row(&self, at: usize) -> Row {
        Row { hot: self.hot[at], id: self.ids[at], telling: self.tellings[at], spot: self.spots[at] }
    }
}

/// When something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct When {
    /// Day number of the first day.
    pub start: i32,
    /// Day number of the last day.
    pub end: i32,
    /// The same as a range of the calendar.
    pub range: DateRange,
    /// Month of the first day: twelve times the year, and the month from nought.
    pub month: i32,
}

/// What kind of event it is and what was known of it when.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Class {
    /// Index into [`Tables::kinds`].
    pub kind: u16,
    pub quad: u8,
    /// The status now, which is the last of the history.
    pub status: Status,
    pub goldstein: f32,
    pub cameo: Arc<str>,
    /// Statuses, each with the day from which it was known, counted from the event's first day (from 1970 for an undated one).
    pub history: Arc<[(i32, Status)]>,
}

impl Class {
    /// Type and status in one number: what [`crate::plan::Plan`] selects by.
    pub fn code(&self) -> u32 {
        u32::from(self.kind) << 3 | self.status as u32
    }

    /// The status known on day `as_of`, or none for an event that was not known then.
    pub fn status_on(&self, start: i32, as_of: i32) -> Option<Status> {
        self.history.iter().rev().find(|&&(lag, _)| start.saturating_add(lag) <= as_of).map(|&(_, status)| status)
    }
}

/// An actor in a role, for a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Part {
    pub actor: u32,
    /// Who it is at country level.
    pub rolled: u32,
    pub country: Option<CountryCode>,
    pub role: Role,
}

/// Who tells it.
#[derive(Clone, Debug)]
pub(crate) struct Telling {
    pub sources: Arc<[Arc<str>]>,
    pub reports: u32,
    pub confidence: f32,
}

/// Where it happened, and the folded words by which that is found.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    pub place: Place,
    pub words: Arc<[String]>,
}

/// What events have in common, each thing once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tables {
    pub kinds: Table<chancery_core::EventType>,
    pub whens: Table<When>,
    pub classes: Table<Class>,
    pub parts: Table<Part>,
    pub casts: Table<Cast>,
    pub crowd: Table<u32>,
    pub tellings: Table<Telling>,
    pub spots: Table<Spot>,
    pub actors: Actors,
}

impl Tables {
    /// Adds a cast of these participants.
    pub fn cast(&mut self, parts: &[u32]) -> u32 {
        let parts = match *parts {
            [one] => [one, NONE],
            [one, two] => [one, two],
            _ => {
                let start = self.crowd.len() as u32;
                for &part in parts {
                    self.crowd.push(part);
                }
                [start | CROWD, parts.len() as u32]
            }
        };
        self.casts.push(Cast(parts))
    }

    /// The participants of a row.
    #[inline]
    pub fn parts(&self, hot: &Hot) -> &[u32] {
        self.parts_of(self.casts.get(hot.cast))
    }

    /// The participants of a cast.
    #[inline]
    pub fn parts_of<'t>(&'t self, cast: &'t Cast) -> &'t [u32] {
        let [first, second] = cast.0;
        if first & CROWD != 0 {
            if second == 0 { &[] } else { self.crowd.run(first & !CROWD, second) }
        } else if second == NONE {
            &cast.0[..1]
        } else {
            &cast.0
        }
    }

    /// The nodes of a cast at one level.
    pub fn nodes(&self, cast: &Cast, rolled: bool) -> Nodes {
        let node = |part: u32| self.node(part, rolled);
        match *self.parts_of(cast) {
            [] => [NONE; 2],
            [one] => [node(one), NONE],
            [one, two] => {
                let (one, two) = (node(one), node(two));
                if one == two { [one, NONE] } else { [one.min(two), one.max(two)] }
            }
            _ => match self.many(cast, rolled)[..] {
                [one] => [one, NONE],
                [one, two] => [one, two],
                _ => [MANY; 2],
            },
        }
    }

    /// The nodes of a cast, each once, ascending.
    pub fn many(&self, cast: &Cast, rolled: bool) -> Vec<u32> {
        let mut nodes: Vec<u32> = self.parts_of(cast).iter().map(|&part| self.node(part, rolled)).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }

    fn node(&self, part: u32, rolled: bool) -> u32 {
        let part = self.parts.get(part);
        if rolled { part.rolled } else { part.actor }
    }

    /// First day of a row's event, or the lowest number for one without a date.
    pub fn start(&self, hot: &Hot) -> i32 {
        if hot.when == NONE { i32::MIN } else { self.whens.get(hot.when).start }
    }

    pub fn fold(&mut self) {
        self.kinds.fold();
        self.whens.fold();
        self.classes.fold();
        self.parts.fold();
        self.casts.fold();
        self.crowd.fold();
        self.tellings.fold();
        self.spots.fold();
        self.actors.fold();
    }
}
