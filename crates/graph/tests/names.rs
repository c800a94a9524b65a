//! Who is meant by a name.
// The helpers of a test file are tests too: a panic is a failed test.
#![allow(clippy::unwrap_used)]

use chancery_core::{Actor, ActorKind};
use chancery_graph::{Graph, Loader, Resolution};
use std::sync::Arc;

/// Id, kind, name, other names, country.
type Told = (&'static str, ActorKind, &'static str, &'static [&'static str], Option<&'static str>);

fn graph() -> Arc<Graph> {
    let mut loader = Loader::default();
    let rows: [Told; 5] = [
        ("RUS", ActorKind::Country, "Russia", &["the Kremlin", "Moscow"], Some("RUS")),
        ("vladimir-putin", ActorKind::Person, "Vladimir Putin", &[], Some("RUS")),
        ("zeng-peiyan", ActorKind::Person, "Zeng Peiyan", &[], Some("CHN")),
        ("george-bush", ActorKind::Person, "George Bush", &[], Some("USA")),
        ("george-w-bush", ActorKind::Person, "George W. Bush", &[], Some("USA")),
    ];
    for (id, kind, name, names, country) in rows {
        let names = names.iter().map(|&name| name.into()).collect();
        let country = country.map(|code| code.parse().unwrap());
        loader.actor(Actor { id: id.parse().unwrap(), kind, name: name.into(), names, country, sector: None, offices: vec![] });
    }
    loader.finish(0).snapshot()
}

#[test]
fn names_aliases_and_family_names_resolve() {
    let graph = graph();
    for (name, id) in [("RUS", "RUS"), ("kremlin", "RUS"), ("PUTIN", "vladimir-putin"), ("Zeng", "zeng-peiyan"), ("Vladímir Putin", "vladimir-putin")]
    {
        assert_eq!(graph.resolve(name), Resolution::One(id.parse().unwrap()), "{name}");
    }
}

#[test]
fn an_ambiguous_name_gives_candidates_and_an_unknown_one_the_nearest() {
    let graph = graph();
    assert!(matches!(graph.resolve("Bush"), Resolution::Many(found) if found.len() == 2));
    assert!(matches!(graph.resolve("Rusia"), Resolution::None(found) if found[0].id.as_str() == "RUS"));
    assert!(matches!(graph.resolve("Vladimir"), Resolution::None(_)));
}
