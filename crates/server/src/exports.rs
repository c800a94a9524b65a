//! A graph in the files that other programs read: GraphML, GEXF, DOT.

use chancery_formats::{
    csv::cell,
    export::xml::{Edge, Kind, Shape, Xml},
};
use std::fmt::Write;

use crate::routes::network::NodeLink;

const NODE: &[(&str, &str, &str)] =
    &[("name", "string", "string"), ("kind", "string", "string"), ("country", "string", "string"), ("count", "int", "integer")];
const EDGE: &[(&str, &str, &str)] = &[("count", "int", "integer"), ("mean_score", "double", "double")];

/// GraphML, as yEd, Gephi, networkx and igraph read it.
pub fn graphml(graph: &NodeLink<'_>) -> String {
    xml(graph, Kind::Graphml)
}

/// GEXF 1.3, as Gephi reads it.
pub fn gexf(graph: &NodeLink<'_>) -> String {
    xml(graph, Kind::Gexf)
}

fn xml(graph: &NodeLink<'_>, kind: Kind) -> String {
    let write = || {
        let mut xml = Xml::new(Vec::new(), Shape { kind, directed: false, dated: false, nodes: NODE, edges: EDGE })?;
        for node in &graph.nodes {
            let cells = [node.actor.name.clone(), node.actor.kind.to_string(), cell(&node.actor.country), node.count.to_string()];
            xml.node(node.actor.id.as_str(), &node.actor.name, &cells)?;
        }
        for link in &graph.links {
            let cells = [link.count.to_string(), link.mean_score.to_string()];
            let (source, target) = (link.source.as_str(), link.target.as_str());
            xml.edge(&Edge { source, target, weight: link.count, directed: false, dates: None, cells: &cells })?;
        }
        xml.finish()
    };
    let bytes: std::io::Result<Vec<u8>> = write();
    String::from_utf8(bytes.expect("a list takes whatever is written to it")).expect("what was written is text")
}

/// DOT, as Graphviz reads it.
pub fn dot(graph: &NodeLink<'_>) -> String {
    let mut text = String::from("graph chancery {\n");
    for node in &graph.nodes {
        put(&mut text, format_args!("  {} [label={}];\n", quoted(node.actor.id.as_str()), quoted(&node.actor.name)));
    }
    for link in &graph.links {
        put(&mut text, format_args!("  {} -- {} [weight={}];\n", quoted(link.source.as_str()), quoted(link.target.as_str()), link.count));
    }
    text + "}\n"
}

fn put(text: &mut String, piece: std::fmt::Arguments<'_>) {
    text.write_fmt(piece).expect("a string takes whatever is written to it");
}

/// A quoted identifier of DOT.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::network::Link;
    use chancery_core::{Actor, ActorKind};
    use chancery_graph::{ActorBrief, query::NetworkNode};

    fn actor(id: &str, name: &str) -> Actor {
        let id = id.parse().unwrap();
        Actor { id, kind: ActorKind::Organization, name: name.into(), names: vec![], country: None, sector: None, offices: vec![] }
    }

    fn graph([one, other]: &[Actor; 2]) -> NodeLink<'_> {
        let node = |actor| NetworkNode { actor: ActorBrief(actor), depth: None, count: 2 };
        NodeLink {
            directed: false,
            multigraph: false,
            nodes: vec![node(one), node(other)],
            links: vec![Link { source: &one.id, target: &other.id, count: 2, mean_score: -0.5 }],
            total_nodes: 2,
            total_links: 1,
        }
    }

    #[test]
    fn names_are_escaped_in_each_form() {
        let actors = [actor("a&b", "A & \"B\" <Co>"), actor("c", "C\u{7}")];
        let graph = graph(&actors);
        assert!(graphml(&graph).contains("<node id=\"a&amp;b\"><data key=\"node-name\">A &amp; &quot;B&quot; &lt;Co&gt;</data>"));
        assert!(gexf(&graph).contains("<edge id=\"0\" source=\"a&amp;b\" target=\"c\" weight=\"2\">"));
        assert!(gexf(&graph).contains("label=\"C \""));
        assert!(dot(&graph).contains("  \"a&b\" -- \"c\" [weight=2];\n") && dot(&graph).contains("[label=\"A & \\\"B\\\" <Co>\"]"));
    }
}
