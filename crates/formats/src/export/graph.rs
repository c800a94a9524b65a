//! Events as a graph: a node an actor, an edge for each pair in each event.

use chancery_core::{Actor, Event, Participant, Role};
use std::io::{self, Write};

use super::xml::{Edge, Kind, Shape, Xml};
use crate::csv::cell;

const NODE: &[(&str, &str, &str)] =
    &[("name", "string", "string"), ("kind", "string", "string"), ("country", "string", "string"), ("sector", "string", "string")];
const EDGE: &[(&str, &str, &str)] = &[
    ("event", "string", "string"),
    ("type", "string", "string"),
    ("status", "string", "string"),
    ("start", "string", "string"),
    ("end", "string", "string"),
    ("cameo", "string", "string"),
    ("score", "double", "double"),
    ("place", "string", "string"),
];

/// The attributes of nodes and edges. Edges have days.
pub(super) fn shape(kind: Kind) -> Shape {
    Shape { kind, directed: true, dated: true, nodes: NODE, edges: EDGE }
}

pub(super) fn actor(xml: &mut Xml<impl Write>, actor: &Actor) -> io::Result<()> {
    xml.node(actor.id.as_str(), &actor.name, &[actor.name.clone(), actor.kind.to_string(), cell(&actor.country), cell(&actor.sector)])
}

/// An edge from everybody who acts to everybody else, or between any two on equal terms; whether there was one.
pub(super) fn event(xml: &mut Xml<impl Write>, event: &Event) -> io::Result<bool> {
    let acts = |one: &Participant| matches!(one.role, Role::Source | Role::Speaker | Role::Mediator);
    let place = event.place.as_ref().map(|place| &place.name);
    let [start, end] = [event.date.map(|date| date.start), event.date.map(|date| date.end)];
    let codes = &event.codes;
    let cells = [
        event.id.to_string(),
        event.kind.to_string(),
        event.status.to_string(),
        cell(&start),
        cell(&end),
        codes.cameo.clone(),
        codes.goldstein.to_string(),
        cell(&place),
    ];
    let mut any = false;
    for (at, one) in event.participants.iter().enumerate() {
        for other in event.participants[at + 1..].iter().filter(|other| other.actor != one.actor) {
            let (from, to) = if acts(other) && !acts(one) { (other, one) } else { (one, other) };
            let directed = acts(from) != acts(to);
            let dates = start.zip(end).map(|(start, end)| (start.to_string(), end.to_string()));
            xml.edge(&Edge { source: from.actor.as_str(), target: to.actor.as_str(), weight: 1, directed, dates, cells: &cells })?;
            any = true;
        }
    }
    Ok(any)
}
