//! This graph in process.

use anyhow::{Context, bail};
use chancery_core::{
    Actor, ActorId, ActorKind, DateRange, EventFacts, EventId, EventType, FactParticipant, Ontology, Role, Status, date::day_of_number,
};
use chancery_graph::{
    EventRef, Filter, Graph, Loader,
    query::{By, Dyad, DyadAnswer, Events, Meetings, Network, NetworkAnswer, Pairs, Path, Ranked, Rankings},
};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use std::sync::Arc;

use crate::{
    data::{each, names},
    worker::{Contestant, Question},
};

/// The graph, and the numbers of its actors by name: an actor is called by its name here and there.
pub struct Loaded {
    graph: &'static Graph,
    ontology: Ontology,
    ids: FxHashMap<String, ActorId>,
}

pub enum Asked {
    Meetings(Meetings),
    Ego(Network),
    Path(Path),
    Dyad(Dyad),
    /// Told with names and dates if the mark is set.
    Latest(Events, bool),
    Ranking(Rankings),
}

/// An event of the graph's with all that tells it.
pub struct Told {
    id: EventId,
    date: Option<DateRange>,
    source: Option<&'static Actor>,
    target: Option<&'static Actor>,
    kind: &'static EventType,
}

pub enum Answer {
    Pairs(Pairs<'static>),
    Network(Option<NetworkAnswer<'static>>),
    Hops(usize),
    Dyad(Option<DyadAnswer>),
    Events(Vec<EventRef<'static>>),
    Told(Vec<Told>),
    Ranked(Vec<Ranked>),
}

impl Loaded {
    /// Reads the events into a graph.
    pub fn load(file: &std::path::Path) -> anyhow::Result<Self> {
        let mut loader = Loader::default();
        let mut ids = FxHashMap::default();
        // Ids in the order of names, so that equals stand in the same order everywhere.
        for (at, name) in names(file)?.into_iter().enumerate() {
            let id: ActorId = format!("a{at:06}").parse()?;
            loader.actor(Actor {
                id: id.clone(),
                kind: ActorKind::Organization,
                name: name.clone(),
                names: vec![],
                country: None,
                sector: None,
                offices: vec![],
            });
            ids.insert(name, id);
        }
        let country = |name: &str| {
            let inner = name.strip_suffix(')')?.rsplit_once('(')?.1;
            let letters: String = inner.chars().filter(char::is_ascii_alphabetic).take(3).collect();
            letters.to_ascii_uppercase().parse().ok()
        };
        let mut kinds: FxHashMap<String, EventType> = FxHashMap::default();
        each(file, |line| {
            if !kinds.contains_key(line.kind) {
                kinds.insert(line.kind.to_owned(), line.kind.parse().expect("a type's name is short"));
            }
            let day = day_of_number(line.day).expect("the days are of our time");
            let part = |name: &str, role| FactParticipant { actor: ids[name].clone(), country: country(name), role };
            loader.event(&EventFacts {
                id: EventId(line.id),
                kind: kinds[line.kind].clone(),
                history: vec![(day, Status::Occurred)],
                date: Some(DateRange::day(day)),
                place: None,
                cameo: "040".into(),
                goldstein: line.score,
                quad_class: 1,
                confidence: 1.0,
                participants: vec![part(line.source, Role::Source), part(line.target, Role::Target)],
                sources: vec![],
                reports: 1,
            });
        })?;
        let graph: Arc<Graph> = loader.finish(1).snapshot();
        // It stays as long as the process.
        let graph: &'static Graph = Box::leak(Box::new(graph));
        Ok(Self { graph, ontology: Ontology::builtin(), ids })
    }
}

impl Contestant for Loaded {
    type Asked = Asked;
    type Answer = Answer;

    fn prepare(&self, question: &Question) -> anyhow::Result<Asked> {
        let id = |name: &String| self.ids.get(name).cloned().with_context(|| format!("nobody is called {name}"));
        let window = Filter { from: question.from, to: question.to, ..Filter::default() };
        Ok(match question.q.as_str() {
            "meetings" => Asked::Meetings(Meetings { filter: window.met(&self.ontology), limit: 100, after: None }),
            "ego" => Asked::Ego(Network { actor: id(&question.a)?, depth: 1, max_nodes: 100, filter: window }),
            "path" => Asked::Path(Path { from: id(&question.a)?, to: id(&question.b)?, filter: window }),
            "dyad" => Asked::Dyad(Dyad { a: id(&question.a)?, b: id(&question.b)?, filter: window, latest: 0 }),
            "latest" => {
                let filter = Filter { actor: vec![id(&question.a)?], with: vec![id(&question.b)?], ..window };
                Asked::Latest(Events { filter, limit: 50, after: None }, question.named)
            }
            "counterparts" => Asked::Ranking(Rankings { filter: window, by: By::Counterparts, limit: 50 }),
            "pagerank" => Asked::Ranking(Rankings { filter: window, by: By::Pagerank, limit: 50 }),
            "betweenness" => Asked::Ranking(Rankings { filter: window, by: By::Betweenness, limit: 50 }),
            other => bail!("no such question: {other}"),
        })
    }

    fn answer(&self, asked: &Asked) -> Answer {
        match asked {
            Asked::Meetings(asked) => Answer::Pairs(asked.run(self.graph)),
            Asked::Ego(asked) => Answer::Network(asked.run(self.graph)),
            Asked::Path(asked) => Answer::Hops(asked.run(self.graph).map_or(0, |path| path.hops.len())),
            Asked::Dyad(asked) => Answer::Dyad(asked.run(self.graph)),
            Asked::Latest(asked, false) => Answer::Events(asked.find(self.graph).rows),
            Asked::Latest(asked, true) => Answer::Told(asked.find(self.graph).rows.iter().map(told).collect()),
            Asked::Ranking(asked) => Answer::Ranked(asked.run(self.graph)),
        }
    }

    fn show(&self, answer: Answer) -> Value {
        match answer {
            Answer::Pairs(pairs) => pairs.page().rows.iter().map(|pair| json!([pair.a.name, pair.b.name, pair.count])).collect(),
            Answer::Network(answer) => {
                let around = answer.iter().flat_map(|answer| &answer.nodes).filter(|node| node.depth == Some(1));
                around.map(|node| json!([node.actor.name, node.count])).collect()
            }
            Answer::Hops(hops) => json!(hops),
            Answer::Dyad(answer) => {
                answer.iter().flat_map(|answer| &answer.series).map(|month| json!([month.month, month.count, month.mean_score])).collect()
            }
            Answer::Events(rows) => rows.iter().map(told).map(|event| shown(&event)).collect(),
            Answer::Told(rows) => rows.iter().map(shown).collect(),
            Answer::Ranked(rows) => rows.iter().map(|row| json!([row.actor.name, row.value as u64])).collect(),
        }
    }
}

fn told(event: &EventRef<'static>) -> Told {
    let mut told = Told { id: event.id(), date: event.date(), source: None, target: None, kind: event.kind() };
    for (actor, role, _) in event.participants() {
        match role {
            Role::Source => told.source = Some(actor),
            _ => told.target = Some(actor),
        }
    }
    told
}

fn shown(event: &Told) -> Value {
    let name = |actor: Option<&'static Actor>| actor.map(|actor| &actor.name);
    json!([event.id.0, event.date.map(|date| date.start), name(event.source), name(event.target), event.kind])
}
