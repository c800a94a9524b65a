//! A filter made ready for one version of the graph: which rows may be meant, and whether one is.

use chancery_core::{ActorKind, CountryCode, Role, Status, date::day_number};

use crate::{
    filter::{Filter, Level},
    fold::fold,
    graph::Graph,
    rows::{Hot, NONE, Part},
};

/// A filter with numbers for names.
#[derive(Debug)]
pub(crate) struct Plan<'g> {
    pub graph: &'g Graph,
    pub level: Level,
    /// One of these takes part; none means anyone.
    actor: Option<Vec<u32>>,
    with: Option<Vec<u32>>,
    roles: Vec<Role>,
    statuses: Vec<Status>,
    countries: Vec<CountryCode>,
    classes: Vec<bool>,
    spots: Option<Vec<bool>>,
    tellings: Option<Vec<bool>>,
    as_of: Option<i32>,
    window: Option<(i32, i32)>,
    undated: bool,
}

/// A participant at the plan's level, and which side of a pair it may take.
#[derive(Clone, Copy, Debug)]
struct Node {
    node: u32,
    actor: bool,
    with: bool,
}

impl<'g> Plan<'g> {
    pub fn new(graph: &'g Graph, filter: &Filter) -> Self {
        let numbers = |ids: &[chancery_core::ActorId]| {
            (!ids.is_empty()).then(|| ids.iter().filter_map(|id| graph.tables.actors.index(id)).collect::<Vec<u32>>())
        };
        let (mut actor, mut with) = (numbers(&filter.actor), numbers(&filter.with));
        if actor.is_none() {
            std::mem::swap(&mut actor, &mut with);
        }
        let as_of = filter.as_of.map(day_number);
        let window = (filter.from.is_some() || filter.to.is_some())
            .then(|| (filter.from.map_or(i32::MIN + 1, day_number), filter.to.map_or(i32::MAX - 1, day_number)));
        Self {
            graph,
            level: filter.level,
            actor,
            with,
            roles: filter.roles.clone(),
            statuses: filter.statuses.clone(),
            countries: filter.countries.clone(),
            classes: classes(graph, filter),
            spots: spots(graph, filter),
            tellings: tellings(graph, filter),
            as_of,
            window,
            undated: filter.undated,
        }
    }

    /// Calls `f` with every selected row: those without a date first, then the base by date, then what is new.
    pub fn each(&self, mut f: impl FnMut(u32, &Hot)) {
        let base = &self.graph.base;
        let columns = &base.columns;
        let (low, high) = self.range();
        let early = self.early();
        let mut take = |row: u32, hot: &Hot| {
            if self.accepts(row, hot) {
                f(row, hot);
            }
        };
        let undated = if self.window.is_none() || self.undated { base.dated..columns.len() as u32 } else { 0..0 };
        match self.listed(low, high) {
            Some(rows) => {
                let rows: &[u32] = &rows;
                let dated = rows.partition_point(|&row| row < base.dated);
                let without = if undated.is_empty() { &[] } else { &rows[dated..] };
                for &row in without.iter().chain(&early).chain(&rows[..dated]) {
                    take(row, &columns.hot[row as usize]);
                }
            }
            None => {
                for row in undated.chain(early) {
                    take(row, &columns.hot[row as usize]);
                }
                for (at, hot) in columns.hot[low as usize..high as usize].iter().enumerate() {
                    take(low + at as u32, hot);
                }
            }
        }
        for row in self.graph.delta_rows() {
            take(row, self.graph.hot(row));
        }
    }

    /// The selected rows that are not in the base, or reach into the window from before it.
    pub fn apart(&self) -> Vec<u32> {
        let rows = self.early().into_iter().chain(self.graph.delta_rows());
        rows.filter(|&row| self.accepts(row, self.graph.hot(row))).collect()
    }

    /// Calls `f` with every selected row of a node that [`Plan::apart`] does not give.
    pub fn each_of(&self, node: u32, mut f: impl FnMut(u32, &Hot)) {
        let (low, high) = self.range();
        let rows = self.cut(self.index().rows(node), low, high);
        for &row in rows.iter() {
            let hot = &self.graph.base.columns.hot[row as usize];
            if self.accepts(row, hot) {
                f(row, hot);
            }
        }
    }

    fn index(&self) -> &'g crate::level::LevelIndex {
        if self.level == Level::Country { &self.graph.base.rolled } else { &self.graph.base.told }
    }

    /// The rows of the base that begin in the window.
    fn range(&self) -> (u32, u32) {
        let base = &self.graph.base;
        match self.window {
            None => (0, base.dated),
            Some((from, to)) if base.dated > 0 && from <= to => (base.days.row(from), base.days.row(to + 1)),
            Some(_) => (0, 0),
        }
    }

    fn early(&self) -> Vec<u32> {
        match self.window {
            Some((from, _)) if self.graph.base.dated > 0 => self.graph.base.days.early(from),
            _ => Vec::new(),
        }
    }

    /// The rows of `rows` that begin in the window, and those without a date where these are wanted.
    fn cut(&self, rows: &'g [u32], low: u32, high: u32) -> std::borrow::Cow<'g, [u32]> {
        let dated = rows.partition_point(|&row| row < self.graph.base.dated);
        let (from, to) = (rows.partition_point(|&row| row < low), rows[..dated].partition_point(|&row| row < high));
        let window = &rows[from.min(to)..to];
        match (self.window, self.undated) {
            (None, _) => rows.into(),
            (Some(_), true) if dated < rows.len() => [window, &rows[dated..]].concat().into(),
            _ => window.into(),
        }
    }

    /// The rows of the actors asked for, ascending, or none where no index helps.
    fn listed(&self, low: u32, high: u32) -> Option<std::borrow::Cow<'g, [u32]>> {
        let base = &self.graph.base;
        let actors = self.actor.as_deref()?;
        let country = self.level == Level::Country;
        let whole = |actor: u32| !country || !base.rolled.is_elsewhere(actor);
        if let ([a], Some([b])) = (actors, self.with.as_deref())
            && whole(*a)
            && whole(*b)
        {
            return Some(self.cut(self.index().pair_rows(*a, *b), low, high));
        }
        let mut lists = Vec::new();
        for &actor in actors {
            lists.push(self.cut(self.index().rows(actor), low, high));
            if !whole(actor) {
                lists.push(self.cut(base.told.rows(actor), low, high));
            }
        }
        if lists.len() == 1 {
            return lists.pop();
        }
        let mut rows = lists.concat();
        rows.sort_unstable();
        rows.dedup();
        Some(rows.into())
    }

    /// Whether the filter selects a row.
    pub fn accepts(&self, row: u32, hot: &Hot) -> bool {
        self.classes[hot.class as usize]
            && self.graph.is_live(row)
            && self.is_in_window(hot)
            && self.was_known(hot)
            && self.is_told(row)
            && (self.countries.is_empty() || self.parts(hot).any(|part| part.country.is_some_and(|country| self.countries.contains(&country))))
            && self.has_actors(hot)
    }

    fn is_in_window(&self, hot: &Hot) -> bool {
        let Some((from, to)) = self.window else { return true };
        self.graph.span(hot).map_or(self.undated, |(start, end)| start <= to && from <= end)
    }

    fn was_known(&self, hot: &Hot) -> bool {
        self.as_of.is_none() || self.status(hot).is_some_and(|status| self.statuses.is_empty() || self.statuses.contains(&status))
    }

    /// The status on the day asked for, or none for an event that was not known then.
    pub fn status(&self, hot: &Hot) -> Option<Status> {
        let class = self.graph.tables.classes.get(hot.class);
        let start = self.graph.span(hot).map_or(0, |(start, _)| start);
        self.as_of.map_or(Some(class.status()), |as_of| class.status_on(start, as_of))
    }

    fn is_told(&self, row: u32) -> bool {
        if self.spots.is_none() && self.tellings.is_none() {
            return true;
        }
        let row = self.graph.row(row);
        self.spots.as_ref().is_none_or(|spots| row.spot != NONE && spots[row.spot as usize])
            && self.tellings.as_ref().is_none_or(|tellings| tellings[row.telling as usize])
    }

    pub fn parts(&self, hot: &'g Hot) -> impl Iterator<Item = &'g Part> + use<'g> {
        let tables = &self.graph.tables;
        tables.parts(hot).iter().map(|&part| tables.parts.get(part))
    }

    fn has_actors(&self, hot: &Hot) -> bool {
        let tables = &self.graph.tables;
        let parts = || tables.parts(hot).iter().map(|&part| tables.parts.get(part));
        let with = match (&self.actor, &self.with) {
            (None, _) => return self.roles.is_empty() || parts().any(|part| self.roles.contains(&part.role)),
            (Some(_), None) => return parts().any(|part| self.is_actor(part)),
            (Some(_), Some(with)) => with,
        };
        parts().any(|one| self.is_actor(one) && parts().any(|other| self.is_one_of(with, other) && self.own(one) != self.own(other)))
    }

    fn is_actor(&self, part: &Part) -> bool {
        let named = self.actor.as_deref().is_some_and(|actors| self.is_one_of(actors, part));
        named && (self.roles.is_empty() || self.roles.contains(&part.role))
    }

    fn is_one_of(&self, actors: &[u32], part: &Part) -> bool {
        actors.contains(&part.actor) || self.level == Level::Country && actors.contains(&part.rolled)
    }

    /// Who a participant is at the plan's level, persons or not.
    pub fn own(&self, part: &Part) -> u32 {
        if self.level == Level::Country { part.rolled } else { part.actor }
    }

    /// Who a participant is at the plan's level; none where that level leaves it out.
    pub fn node(&self, part: &Part) -> Option<u32> {
        let person = |actor| self.graph.tables.actors.get(actor).kind == ActorKind::Person;
        (self.level != Level::Person || person(part.actor)).then(|| self.own(part))
    }

    /// The participants at the plan's level, each once, ascending.
    pub fn nodes(&self, hot: &Hot, nodes: &mut Vec<u32>) {
        let tables = &self.graph.tables;
        nodes.clear();
        nodes.extend(tables.parts(hot).iter().filter_map(|&part| self.node(tables.parts.get(part))));
        nodes.sort_unstable();
        nodes.dedup();
    }

    /// Whether a node is one of the actors asked for.
    pub fn is_asked_for(&self, node: u32) -> bool {
        self.actor.as_ref().is_some_and(|actors| actors.contains(&node))
    }

    /// Calls `f` with each pair of the event, the actor asked for first, else the lower number.
    pub fn pairs(&self, hot: &Hot, mut f: impl FnMut(u32, u32)) {
        let tables = &self.graph.tables;
        if let ([a, b], None, Level::Actor | Level::Country) = (tables.parts(hot), &self.actor, self.level) {
            let (a, b) = (self.own(tables.parts.get(*a)), self.own(tables.parts.get(*b)));
            if a != b {
                f(a.min(b), a.max(b));
            }
            return;
        }
        let nodes = self.sides(hot);
        for (at, one) in nodes.iter().enumerate() {
            for other in &nodes[at + 1..] {
                if one.actor && other.with {
                    f(one.node, other.node);
                } else if other.actor && one.with {
                    f(other.node, one.node);
                }
            }
        }
    }

    fn sides(&self, hot: &Hot) -> Vec<Node> {
        let tables = &self.graph.tables;
        let mut nodes: Vec<Node> = Vec::new();
        for part in tables.parts(hot).iter().map(|&part| tables.parts.get(part)) {
            let Some(node) = self.node(part) else { continue };
            let actor = self.actor.is_none() || self.is_actor(part);
            let with = self.with.as_deref().is_none_or(|with| self.is_one_of(with, part));
            match nodes.iter_mut().find(|held| held.node == node) {
                Some(held) => (held.actor, held.with) = (held.actor || actor, held.with || with),
                None => nodes.push(Node { node, actor, with }),
            }
        }
        nodes.sort_unstable_by_key(|node| node.node);
        nodes
    }
}

fn classes(graph: &Graph, filter: &Filter) -> Vec<bool> {
    let tables = &graph.tables;
    let kinds: Vec<bool> = tables.kinds.iter().map(|kind| filter.kinds.as_ref().is_none_or(|kinds| kinds.contains(kind))).collect();
    let now = filter.as_of.is_none() && !filter.statuses.is_empty();
    tables.classes.iter().map(|class| kinds[usize::from(class.kind)] && (!now || filter.statuses.contains(&class.status()))).collect()
}

fn spots(graph: &Graph, filter: &Filter) -> Option<Vec<bool>> {
    let words: Vec<String> = filter.places.iter().flat_map(|place| graph.place_words(place)).collect();
    (!filter.places.is_empty()).then(|| graph.tables.spots.iter().map(|spot| spot.words.iter().any(|word| words.contains(word))).collect())
}

fn tellings(graph: &Graph, filter: &Filter) -> Option<Vec<bool>> {
    let sources: Vec<String> = filter.sources.iter().map(|source| fold(source)).collect();
    let least = filter.min_confidence.unwrap_or(f32::NEG_INFINITY);
    (!sources.is_empty() || filter.min_confidence.is_some()).then(|| {
        let told = |telling: &crate::rows::Telling| sources.is_empty() || telling.sources.iter().any(|source| sources.contains(&fold(source)));
        graph.tables.tellings.iter().map(|telling| telling.confidence >= least && told(telling)).collect()
    })
}
