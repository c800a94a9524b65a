//! A filter made ready for one version of the graph: whether a row is meant, and who of it stands on which side of a pair.

use chancery_core::{ActorId, ActorKind, Status, date::day_number};

use crate::{
    base::Base,
    filter::{Filter, Level},
    fold::fold,
    graph::Graph,
    kinds::Coded,
    level::LevelIndex,
    rows::{Cast, Class, Hot, MANY, NONE, Nodes, Part, Telling, When},
};

/// A filter with numbers for names.
#[derive(Debug)]
pub(crate) struct Plan<'g> {
    pub graph: &'g Graph,
    pub level: Level,
    filter: &'g Filter,
    /// One of these takes part; none means anyone.
    pub(crate) actor: Option<Vec<u32>>,
    pub(crate) with: Option<Vec<u32>>,
    /// For each type, by its number, a bit for each status that an event of it may have now.
    taken: Vec<u16>,
    /// The rows of the base that are of the types and statuses taken, where types are asked for.
    pub(crate) coded: Option<Coded<'g>>,
    /// Whether an event of any type and status is taken.
    pub(crate) takes_any: bool,
    /// A bit for each status asked for.
    statuses: u16,
    spots: Option<Vec<bool>>,
    tellings: Option<Vec<bool>>,
    as_of: Option<i32>,
    pub(crate) window: Option<(i32, i32)>,
    /// The rows of the base that begin in the window: from the first to before the second.
    pub(crate) range: (u32, u32),
    /// Whether more than the class of a row of the base has to be looked at, its participants aside.
    picky: bool,
    pub index: &'g LevelIndex,
    /// What the base's rows point to.
    casts: &'g [Cast],
    classes: &'g [Class],
    parts: &'g [Part],
    whens: &'g [When],
}

/// A participant at the plan's level, and which side of a pair it may take.
#[derive(Clone, Copy, Debug)]
struct Side {
    node: u32,
    actor: bool,
    with: bool,
}

impl<'g> Plan<'g> {
    pub fn new(graph: &'g Graph, filter: &'g Filter) -> Self {
        Self::make(graph, filter, bits(&filter.statuses))
    }

    /// Selects what happened or is happening, unless the filter asks for a status.
    pub fn happened(graph: &'g Graph, filter: &'g Filter) -> Self {
        let statuses: &[Status] = if filter.statuses.is_empty() { &[Status::Occurred, Status::Ongoing] } else { &filter.statuses };
        Self::make(graph, filter, bits(statuses))
    }

    fn make(graph: &'g Graph, filter: &'g Filter, statuses: u16) -> Self {
        let numbers = |ids: &[ActorId]| (!ids.is_empty()).then(|| ids.iter().filter_map(|id| graph.tables.actors.index(id)).collect::<Vec<u32>>());
        let (mut actor, mut with) = (numbers(&filter.actor), numbers(&filter.with));
        if actor.is_none() {
            std::mem::swap(&mut actor, &mut with);
        }
        let window = window(filter);
        let (spots, tellings) = (spots(graph, filter), tellings(graph, filter));
        let statuses = if statuses == 0 { u16::MAX } else { statuses };
        // What an event was on an earlier day is seen when it is looked at.
        let now = if filter.as_of.is_some() { u16::MAX } else { statuses };
        let types = &graph.tables.kinds;
        let taken = match &filter.kinds {
            None => vec![now; types.len()],
            Some(asked) => types.iter().map(|kind| if asked.contains(kind) { now } else { 0 }).collect(),
        };
        let coded = (filter.kinds.is_some() && actor.is_none()).then(|| graph.base.kinds.of(|code| takes_code(&taken, code)));
        Self {
            graph,
            level: filter.level,
            filter,
            actor,
            with,
            takes_any: filter.kinds.is_none() && now == u16::MAX,
            coded,
            taken,
            statuses,
            picky: !graph.dead.is_empty() || filter.as_of.is_some() || spots.is_some() || tellings.is_some(),
            spots,
            tellings,
            as_of: filter.as_of.map(day_number),
            window,
            range: range(&graph.base, window),
            index: if filter.level == Level::Country { &graph.base.rolled } else { &graph.base.told },
            casts: graph.tables.casts.folded(),
            classes: graph.tables.classes.folded(),
            parts: graph.tables.parts.folded(),
            whens: graph.tables.whens.folded(),
        }
    }

    /// The same plan for the events of two actors with one another.
    pub fn between(mut self, a: u32, b: u32) -> Self {
        (self.actor, self.with) = (Some(vec![a]), Some(vec![b]));
        self
    }

    pub fn is_rolled(&self) -> bool {
        self.level == Level::Country
    }

    pub fn cast(&self, hot: &Hot) -> &'g Cast {
        self.casts.get(hot.cast as usize).unwrap_or_else(|| self.graph.tables.casts.get(hot.cast))
    }

    pub fn class(&self, hot: &Hot) -> &'g Class {
        self.class_of(hot.class)
    }

    /// A class by its number.
    pub fn class_of(&self, class: u32) -> &'g Class {
        self.classes.get(class as usize).unwrap_or_else(|| self.graph.tables.classes.get(class))
    }

    pub fn when(&self, when: u32) -> &'g When {
        self.whens.get(when as usize).unwrap_or_else(|| self.graph.tables.whens.get(when))
    }

    /// Last day, or the lowest number where there is no date.
    #[inline]
    pub fn end(&self, when: u32) -> i32 {
        self.whens.get(when as usize).map_or_else(|| if when == NONE { i32::MIN } else { self.when(when).end }, |when| when.end)
    }

    /// Whether events of a type are taken in some status.
    pub fn takes_kind(&self, kind: u16) -> bool {
        self.taken[usize::from(kind)] != 0
    }

    pub fn undated(&self) -> bool {
        self.filter.undated
    }

    /// Whether the filter asks nothing of the roles and countries of participants.
    pub fn takes_any_part(&self) -> bool {
        self.filter.roles.is_empty() && self.filter.countries.is_empty()
    }

    /// Whether every row of the base that an index gives for the window is selected.
    pub fn takes_all(&self) -> bool {
        self.takes_any && !self.picky
    }

    /// Whether the filter selects a row of the base that lies in its window; `listed` says that an index gave it for the actors asked for.
    #[inline]
    pub fn passes(&self, row: u32, hot: &Hot, listed: bool) -> bool {
        self.takes_class(hot) && self.takes_row(row, hot, listed)
    }

    /// Whether the filter takes events of the class that a row has.
    #[inline]
    pub fn takes_class(&self, hot: &Hot) -> bool {
        self.takes_code(self.class(hot).code())
    }

    /// Whether the filter takes events of a type and status.
    #[inline]
    pub fn takes_code(&self, code: u32) -> bool {
        takes_code(&self.taken, code)
    }

    /// Whether rows of the classes that the filter takes have to be looked at further; `listed` as for [`Plan::passes`].
    pub fn is_picky(&self, listed: bool) -> bool {
        self.picky || !listed
    }

    /// Whether the filter selects a row of a class that it takes.
    #[inline]
    pub fn takes_row(&self, row: u32, hot: &Hot, listed: bool) -> bool {
        (!self.picky || self.graph.is_live(row) && self.was_known(hot) && self.is_told(row)) && (listed || self.has_parts(hot))
    }

    /// Whether the filter selects a row.
    pub fn accepts(&self, row: u32, hot: &Hot) -> bool {
        self.is_in_window(hot) && self.graph.is_live(row) && self.passes(row, hot, false)
    }

    fn is_in_window(&self, hot: &Hot) -> bool {
        let Some((from, to)) = self.window else { return true };
        self.graph.span(hot).map_or(self.undated(), |(start, end)| start <= to && from <= end)
    }

    fn was_known(&self, hot: &Hot) -> bool {
        self.as_of.is_none() || self.status(hot).is_some_and(|status| self.statuses >> status as u16 & 1 == 1)
    }

    /// The status on the day asked for, or none for an event that was not known then.
    pub fn status(&self, hot: &Hot) -> Option<Status> {
        let class = self.class(hot);
        let Some(as_of) = self.as_of else { return Some(class.status) };
        class.status_on(self.graph.span(hot).map_or(0, |(start, _)| start), as_of)
    }

    fn is_told(&self, row: u32) -> bool {
        if self.spots.is_none() && self.tellings.is_none() {
            return true;
        }
        let row = self.graph.row(row);
        self.spots.as_ref().is_none_or(|spots| row.spot != NONE && spots[row.spot as usize])
            && self.tellings.as_ref().is_none_or(|tellings| tellings[row.telling as usize])
    }

    fn part(&self, part: u32) -> &'g Part {
        self.parts.get(part as usize).unwrap_or_else(|| self.graph.tables.parts.get(part))
    }

    pub fn parts(&self, hot: &Hot) -> impl Iterator<Item = &'g Part> + use<'_, 'g> {
        self.graph.tables.parts_of(self.cast(hot)).iter().map(|&part| self.part(part))
    }

    /// Whether the participants are those asked for.
    fn has_parts(&self, hot: &Hot) -> bool {
        let Filter { roles, countries, .. } = self.filter;
        let from = |part: &Part| part.country.is_some_and(|country| countries.contains(&country));
        if !countries.is_empty() && !self.parts(hot).any(from) {
            return false;
        }
        let with = match (&self.actor, &self.with) {
            (None, _) => return roles.is_empty() || self.parts(hot).any(|part| roles.contains(&part.role)),
            (Some(_), None) => return self.parts(hot).any(|part| self.is_actor(part)),
            (Some(_), Some(with)) => with,
        };
        let facing = |one: &Part, other: &Part| self.is_one_of(with, other) && self.own(one) != self.own(other);
        self.parts(hot).any(|one| self.is_actor(one) && self.parts(hot).any(|other| facing(one, other)))
    }

    fn is_actor(&self, part: &Part) -> bool {
        let named = self.actor.as_deref().is_some_and(|actors| self.is_one_of(actors, part));
        named && (self.filter.roles.is_empty() || self.filter.roles.contains(&part.role))
    }

    fn is_one_of(&self, actors: &[u32], part: &Part) -> bool {
        actors.contains(&part.actor) || self.is_rolled() && actors.contains(&part.rolled)
    }

    /// Who a participant is at the plan's level, persons or not.
    pub fn own(&self, part: &Part) -> u32 {
        if self.is_rolled() { part.rolled } else { part.actor }
    }

    /// Whether the plan's level shows a node.
    pub fn shows(&self, node: u32) -> bool {
        self.level != Level::Person || self.graph.tables.actors.get(node).kind == ActorKind::Person
    }

    /// Who a participant is at the plan's level; none where that level leaves it out.
    pub fn node(&self, part: &Part) -> Option<u32> {
        Some(self.own(part)).filter(|&node| self.shows(node))
    }

    /// The nodes of the event's cast at the plan's level, persons or not.
    #[inline]
    pub fn cast_nodes(&self, hot: &Hot) -> Nodes {
        self.index.cast(hot.cast).map_or_else(|| self.graph.tables.nodes(self.cast(hot), self.is_rolled()), |cast| cast.nodes)
    }

    /// Calls `f` with each node of the event at the plan's level.
    pub fn nodes(&self, hot: &Hot, f: impl FnMut(u32)) {
        let shown = |node: &u32| *node != NONE && self.shows(*node);
        match self.cast_nodes(hot) {
            [MANY, _] => self.graph.tables.many(self.cast(hot), self.is_rolled()).into_iter().filter(shown).for_each(f),
            few => few.into_iter().filter(shown).for_each(f),
        }
    }

    /// Whether a node is one of the actors asked for.
    pub fn is_asked_for(&self, node: u32) -> bool {
        self.actor.as_ref().is_some_and(|actors| actors.contains(&node))
    }

    /// Calls `f` with each pair of the event, the actor asked for first, else the lower number.
    #[inline]
    pub fn pairs(&self, hot: &Hot, mut f: impl FnMut(u32, u32)) {
        let [a, b] = self.cast_nodes(hot);
        if b == NONE {
            return;
        }
        if self.takes_any_pair() && a != MANY {
            return f(a, b);
        }
        let sides = self.sides(hot);
        for (at, one) in sides.iter().enumerate() {
            for other in &sides[at + 1..] {
                if one.actor && other.with {
                    f(one.node, other.node);
                } else if other.actor && one.with {
                    f(other.node, one.node);
                }
            }
        }
    }

    /// Whether every pair of a selected event counts.
    pub fn takes_any_pair(&self) -> bool {
        self.actor.is_none() && self.level != Level::Person
    }

    fn sides(&self, hot: &Hot) -> Vec<Side> {
        let mut sides: Vec<Side> = Vec::with_capacity(2);
        for part in self.parts(hot) {
            let Some(node) = self.node(part) else { continue };
            let actor = self.actor.is_none() || self.is_actor(part);
            let with = self.with.as_deref().is_none_or(|with| self.is_one_of(with, part));
            match sides.iter_mut().find(|held| held.node == node) {
                Some(held) => (held.actor, held.with) = (held.actor || actor, held.with || with),
                None => sides.push(Side { node, actor, with }),
            }
        }
        sides.sort_unstable_by_key(|side| side.node);
        sides
    }
}

/// First and last day, where the filter has a window.
pub(crate) fn window(filter: &Filter) -> Option<(i32, i32)> {
    let window = (filter.from.map_or(i32::MIN + 1, day_number), filter.to.map_or(i32::MAX - 1, day_number));
    (filter.from.is_some() || filter.to.is_some()).then_some(window)
}

/// The rows of the base that begin in the window.
pub(crate) fn range(base: &Base, window: Option<(i32, i32)>) -> (u32, u32) {
    match window {
        None => (0, base.dated),
        Some((from, to)) if base.dated > 0 && from <= to => (base.days.row(from), base.days.row(to + 1)),
        Some(_) => (0, 0),
    }
}

#[inline]
fn takes_code(taken: &[u16], code: u32) -> bool {
    taken[(code >> 3) as usize] >> (code & 7) & 1 != 0
}

fn bits(statuses: &[Status]) -> u16 {
    statuses.iter().fold(0, |bits, &status| bits | 1 << status as u16)
}

fn spots(graph: &Graph, filter: &Filter) -> Option<Vec<bool>> {
    let words: Vec<String> = filter.places.iter().flat_map(|place| graph.place_words(place)).collect();
    (!filter.places.is_empty()).then(|| graph.tables.spots.iter().map(|spot| spot.words.iter().any(|word| words.contains(word))).collect())
}

fn tellings(graph: &Graph, filter: &Filter) -> Option<Vec<bool>> {
    let sources: Vec<String> = filter.sources.iter().map(|source| fold(source)).collect();
    let least = filter.min_confidence.unwrap_or(f32::NEG_INFINITY);
    (!sources.is_empty() || filter.min_confidence.is_some()).then(|| {
        let told = |telling: &Telling| sources.is_empty() || telling.sources.iter().any(|source| sources.contains(&fold(source)));
        graph.tables.tellings.iter().map(|telling| telling.confidence >= least && told(telling)).collect()
    })
}
