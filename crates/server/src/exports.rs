//! A graph in the files that other programs read: GraphML, GEXF, DOT.

use std::fmt::Write;

use crate::routes::network::NodeLink;

/// The attributes of a node and of an edge: name, GraphML type, GEXF type.
const NODE: [(&str, &str, &str); 4] =
    [("name", "string", "string"), ("kind", "string", "string"), ("country", "string", "string"), ("count", "int", "integer")];
const EDGE: [(&str, &str, &str); 2] = [("count", "int", "integer"), ("mean_score", "double", "double")];

/// GraphML, as yEd, Gephi, networkx and igraph read it.
pub fn graphml(graph: &NodeLink) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
    for (owner, attributes) in [("node", NODE.as_slice()), ("edge", EDGE.as_slice())] {
        for (name, kind, _) in attributes {
            put(&mut xml, format_args!("  <key id=\"{owner}-{name}\" for=\"{owner}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>\n"));
        }
    }
    xml.push_str("  <graph edgedefault=\"undirected\">\n");
    for (id, cells) in nodes(graph) {
        put(&mut xml, format_args!("    <node id=\"{id}\">{}</node>\n", data("node", &NODE, &cells)));
    }
    for (source, target, cells) in edges(graph) {
        put(&mut xml, format_args!("    <edge source=\"{source}\" target=\"{target}\">{}</edge>\n", data("edge", &EDGE, &cells)));
    }
    xml + "  </graph>\n</graphml>\n"
}

/// GEXF 1.3, as Gephi reads it.
pub fn gexf(graph: &NodeLink) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n  <graph defaultedgetype=\"undirected\">\n",
    );
    for (owner, attributes) in [("node", NODE.as_slice()), ("edge", EDGE.as_slice())] {
        put(&mut xml, format_args!("    <attributes class=\"{owner}\">\n"));
        for (name, _, kind) in attributes {
            put(&mut xml, format_args!("      <attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>\n"));
        }
        xml.push_str("    </attributes>\n");
    }
    xml.push_str("    <nodes>\n");
    for (id, cells) in nodes(graph) {
        put(&mut xml, format_args!("      <node id=\"{id}\" label=\"{}\"><attvalues>{}</attvalues></node>\n", cells[0], values(&NODE, &cells)));
    }
    xml.push_str("    </nodes>\n    <edges>\n");
    for (number, (source, target, cells)) in edges(graph).enumerate() {
        let weight = &cells[0];
        let values = values(&EDGE, &cells);
        put(
            &mut xml,
            format_args!(
                "      <edge id=\"{number}\" source=\"{source}\" target=\"{target}\" weight=\"{weight}\"><attvalues>{values}</attvalues></edge>\n"
            ),
        );
    }
    xml + "    </edges>\n  </graph>\n</gexf>\n"
}

/// DOT, as Graphviz reads it.
pub fn dot(graph: &NodeLink) -> String {
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

/// Each node's id and cells, fit for XML.
fn nodes(graph: &NodeLink) -> impl Iterator<Item = (String, [String; 4])> {
    graph.nodes.iter().map(|node| {
        let country = node.actor.country.map(|country| country.to_string()).unwrap_or_default();
        let cells = [escaped(&node.actor.name), node.actor.kind.to_string(), country, node.count.to_string()];
        (escaped(node.actor.id.as_str()), cells)
    })
}

/// Each edge's ends and cells, fit for XML.
fn edges(graph: &NodeLink) -> impl Iterator<Item = (String, String, [String; 2])> {
    graph
        .links
        .iter()
        .map(|link| (escaped(link.source.as_str()), escaped(link.target.as_str()), [link.count.to_string(), link.mean_score.to_string()]))
}

fn data(owner: &str, attributes: &[(&str, &str, &str)], cells: &[String]) -> String {
    attributes.iter().zip(cells).map(|((name, ..), cell)| format!("<data key=\"{owner}-{name}\">{cell}</data>")).collect()
}

fn values(attributes: &[(&str, &str, &str)], cells: &[String]) -> String {
    attributes.iter().zip(cells).map(|((name, ..), cell)| format!("<attvalue for=\"{name}\" value=\"{cell}\"/>")).collect()
}

/// Text for XML 1.0, in which most control characters cannot be written at all.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

/// A quoted identifier of DOT.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::network::Link;
    use chancery_core::ActorKind;
    use chancery_graph::{ActorBrief, query::NetworkNode};

    fn graph() -> NodeLink {
        let node = |id: &str, name: &str| NetworkNode {
            actor: ActorBrief { id: id.parse().unwrap(), name: name.into(), kind: ActorKind::Organization, country: None },
            depth: None,
            count: 2,
        };
        let link = Link { source: "a&b".parse().unwrap(), target: "c".parse().unwrap(), count: 2, mean_score: -0.5 };
        NodeLink {
            directed: false,
            multigraph: false,
            nodes: vec![node("a&b", "A & \"B\" <Co>"), node("c", "C\u{7}")],
            links: vec![link],
            total_nodes: 2,
            total_links: 1,
        }
    }

    #[test]
    fn names_are_escaped_in_each_form() {
        assert!(graphml(&graph()).contains("<node id=\"a&amp;b\"><data key=\"node-name\">A &amp; &quot;B&quot; &lt;Co&gt;</data>"));
        assert!(gexf(&graph()).contains("<edge id=\"0\" source=\"a&amp;b\" target=\"c\" weight=\"2\">"));
        assert!(gexf(&graph()).contains("label=\"C \""));
        assert!(dot(&graph()).contains("  \"a&b\" -- \"c\" [weight=2];\n") && dot(&graph()).contains("[label=\"A & \\\"B\\\" <Co>\"]"));
    }
}
