//! Graphs as XML: GraphML, as yEd, Gephi, networkx and igraph read it, and GEXF 1.3, as Gephi reads it.

use std::io::{self, Write};

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// GraphML.
    Graphml,
    /// GEXF 1.3.
    Gexf,
}

/// What nodes and edges have.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The form of the file.
    pub kind: Kind,
    /// Whether an edge has a direction unless it says otherwise.
    pub directed: bool,
    /// Whether edges have days.
    pub dated: bool,
    /// The attributes of a node: name, GraphML type, GEXF type.
    pub nodes: &'static [(&'static str, &'static str, &'static str)],
    /// The attributes of an edge.
    pub edges: &'static [(&'static str, &'static str, &'static str)],
}

/// An edge.
#[derive(Clone, Debug)]
pub struct Edge<'e> {
    /// The node from which it leads.
    pub source: &'e str,
    /// The node to which it leads.
    pub target: &'e str,
    /// Its weight.
    pub weight: usize,
    /// Whether it has a direction.
    pub directed: bool,
    /// First and last day.
    pub dates: Option<(String, String)>,
    /// The values of its attributes, in their order; an empty one is left out.
    pub cells: &'e [String],
}

/// Writes nodes, then edges.
#[derive(Debug)]
pub struct Xml<W> {
    out: W,
    shape: Shape,
    edges: usize,
    in_edges: bool,
}

impl<W: Write> Xml<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// When it cannot be written to, so for every method below.
    pub fn new(mut out: W, shape: Shape) -> io::Result<Self> {
        let ways = if shape.directed { "directed" } else { "undirected" };
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
        match shape.kind {
            Kind::Graphml => {
                out.write_all(b"<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n")?;
                for (owner, attributes) in [("node", shape.nodes), ("edge", shape.edges)] {
                    for (name, kind, _) in attributes {
                        writeln!(out, "  <key id=\"{owner}-{name}\" for=\"{owner}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
                    }
                }
                writeln!(out, "  <graph edgedefault=\"{ways}\">")?;
            }
            Kind::Gexf => {
                let time = if shape.dated { " mode=\"dynamic\" timeformat=\"date\"" } else { "" };
                out.write_all(b"<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n")?;
                writeln!(out, "  <graph defaultedgetype=\"{ways}\"{time}>")?;
                for (owner, attributes) in [("node", shape.nodes), ("edge", shape.edges)] {
                    writeln!(out, "    <attributes class=\"{owner}\">")?;
                    for (name, _, kind) in attributes {
                        writeln!(out, "      <attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>")?;
                    }
                    out.write_all(b"    </attributes>\n")?;
                }
                out.write_all(b"    <nodes>\n")?;
            }
        }
        Ok(Self { out, shape, edges: 0, in_edges: false })
    }

    /// Adds a node. All of them come before the first edge.
    pub fn node(&mut self, id: &str, label: &str, cells: &[String]) -> io::Result<()> {
        let (id, values) = (escaped(id), self.values("node", self.shape.nodes, cells));
        match self.shape.kind {
            Kind::Graphml => writeln!(self.out, "    <node id=\"{id}\">{values}</node>"),
            Kind::Gexf => writeln!(self.out, "      <node id=\"{id}\" label=\"{}\"><attvalues>{values}</attvalues></node>", escaped(label)),
        }
    }

    /// Adds an edge.
    pub fn edge(&mut self, edge: &Edge<'_>) -> io::Result<()> {
        self.begin_edges()?;
        let (source, target) = (escaped(edge.source), escaped(edge.target));
        let (values, number) = (self.values("edge", self.shape.edges, edge.cells), self.edges);
        self.edges += 1;
        match self.shape.kind {
            Kind::Graphml => {
                let ways = if edge.directed == self.shape.directed { String::new() } else { format!(" directed=\"{}\"", edge.directed) };
                writeln!(self.out, "    <edge source=\"{source}\" target=\"{target}\"{ways}>{values}</edge>")
            }
            Kind::Gexf => {
                let ways = match edge.directed {
                    ways if ways == self.shape.directed => "",
                    true => " type=\"directed\"",
                    false => " type=\"undirected\"",
                };
                let spell = edge.dates.as_ref().map(|(start, end)| format!(" start=\"{start}\" end=\"{end}\"")).unwrap_or_default();
                let head = format!("id=\"{number}\" source=\"{source}\" target=\"{target}\" weight=\"{}\"{ways}{spell}", edge.weight);
                writeln!(self.out, "      <edge {head}><attvalues>{values}</attvalues></edge>")
            }
        }
    }

    /// Ends the file and hands back what it was written to.
    pub fn finish(mut self) -> io::Result<W> {
        self.begin_edges()?;
        match self.shape.kind {
            Kind::Graphml => self.out.write_all(b"  </graph>\n</graphml>\n")?,
            Kind::Gexf => self.out.write_all(b"    </edges>\n  </graph>\n</gexf>\n")?,
        }
        Ok(self.out)
    }

    fn begin_edges(&mut self) -> io::Result<()> {
        if self.shape.kind == Kind::Gexf && !self.in_edges {
            self.out.write_all(b"    </nodes>\n    <edges>\n")?;
        }
        self.in_edges = true;
        Ok(())
    }

    fn values(&self, owner: &str, attributes: &[(&str, &str, &str)], cells: &[String]) -> String {
        let filled = attributes.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
        let value = |((name, ..), cell): (&(&str, &str, &str), &String)| match self.shape.kind {
            Kind::Graphml => format!("<data key=\"{owner}-{name}\">{}</data>", escaped(cell)),
            Kind::Gexf => format!("<attvalue for=\"{name}\" value=\"{}\"/>", escaped(cell)),
        };
        filled.map(value).collect()
    }
}

/// Text for XML 1.0, in which most control characters cannot be written at all, and for HTML.
pub fn escaped(text: &str) -> String {
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
