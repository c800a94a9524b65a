//! A forest of small decision trees: numbers in, a probability for each class out.
//!
//! The file is text, one item a line. `features NAME ...` and `classes NAME ...` say what goes in and what comes out, `start NUMBER ...` what each class
//! has before any tree speaks. `tree CLASS` opens a tree of that class; its nodes follow from the top, a fork (`FEATURE LIMIT`, both as
//! numbers) before all that lies on its left, where the feature is at most the limit, and then all that lies on its right; `= NUMBER` is
//! a leaf.

/// A forest that adds up its trees for each class.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forest {
    features: Vec<String>,
    classes: Vec<String>,
    start: Vec<f32>,
    trees: Vec<Tree>,
}

#[derive(Clone, Debug, PartialEq)]
struct Tree {
    class: usize,
    nodes: Vec<Node>,
    /// How many forks there are on the longest way down.
    depth: usize,
}

/// A fork, or a leaf, from which every way leads back to itself: all rows go down equally many steps, without a jump that the processor
/// could only guess.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Node {
    feature: u32,
    /// The limit of a fork, the answer of a leaf.
    number: f32,
    /// Where it goes on: where the feature is at most the limit, and where it is not.
    next: [u32; 2],
}

/// A text that is no forest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct ForestError {
    /// The line, counted from one; one more than there are where something is missing at the end.
    pub line: usize,
    /// What is wrong, and what is accepted.
    pub reason: String,
}

impl Forest {
    /// Reads a forest.
    ///
    /// # Errors
    /// With the line, where the text is not in the notation.
    pub fn read(text: &str) -> Result<Self, ForestError> {
        let mut forest = Self::default();
        let mut lines = Lines { lines: text.lines().collect(), at: 0 };
        forest.features = lines.list("features")?;
        forest.classes = lines.list("classes")?;
        let start = lines.list("start")?;
        forest.start = start.iter().map(|cell| lines.number(cell)).collect::<Result<_, _>>()?;
        if forest.start.len() != forest.classes.len() {
            return Err(lines.wrong("a number for each class is accepted"));
        }
        while lines.at < lines.lines.len() {
            let class = lines.list("tree")?;
            let class = class.first().and_then(|name| forest.classes.iter().position(|class| class == name));
            let class = class.ok_or_else(|| lines.wrong("one of the classes is accepted"))?;
            let nodes = lines.nodes(forest.features.len())?;
            forest.trees.push(Tree::new(class, nodes));
        }
        Ok(forest)
    }

    /// What goes in, in its order.
    pub fn features(&self) -> &[String] {
        &self.features
    }

    /// What comes out, in its order.
    pub fn classes(&self) -> &[String] {
        &self.classes
    }

    /// The probability of each class, in their order; they add up to one. A feature that `row` lacks counts as nought.
    pub fn probabilities(&self, row: &[f32]) -> Vec<f32> {
        let mut sums = self.start.clone();
        let mut row = row.to_vec();
        row.resize(row.len().max(self.features.len()), 0.0);
        for tree in &self.trees {
            sums[tree.class] += tree.answer(&row);
        }
        let most = sums.iter().copied().fold(f32::MIN, f32::max);
        let mut shares: Vec<f32> = sums.iter().map(|sum| (sum - most).exp()).collect();
        let all: f32 = shares.iter().sum();
        shares.iter_mut().for_each(|share| *share /= all);
        shares
    }
}

impl Tree {
    /// The tree of nodes of which each stands before those below it.
    fn new(class: usize, nodes: Vec<Node>) -> Self {
        let mut depths = vec![0; nodes.len()];
        for (at, node) in nodes.iter().enumerate() {
            node.next.into_iter().filter(|&next| next as usize > at).for_each(|next| depths[next as usize] = depths[at] + 1);
        }
        Self { class, nodes, depth: depths.into_iter().max().unwrap_or_default() }
    }

    fn answer(&self, row: &[f32]) -> f32 {
        let mut node = self.nodes[0];
        for _ in 0..self.depth {
            let left = row[node.feature as usize] <= node.number;
            node = self.nodes[node.next[usize::from(!left)] as usize];
        }
        node.number
    }
}

/// The lines of the text, and how far they are read.
struct Lines<'t> {
    lines: Vec<&'t str>,
    at: usize,
}

impl<'t> Lines<'t> {
    fn wrong(&self, reason: &str) -> ForestError {
        ForestError { line: self.at, reason: reason.to_owned() }
    }

    fn next(&mut self) -> Result<&'t str, ForestError> {
        let line = self.lines.get(self.at).copied();
        self.at += 1;
        line.ok_or_else(|| self.wrong("the text ends too early"))
    }

    /// What stands after a word at the start of the next line.
    fn list(&mut self, word: &str) -> Result<Vec<String>, ForestError> {
        let rest = self.next()?.strip_prefix(word).filter(|rest| rest.starts_with(' '));
        let rest = rest.ok_or_else(|| self.wrong(&format!("a line that begins with \"{word}\" is accepted")))?;
        Ok(rest.split_whitespace().map(str::to_owned).collect())
    }

    fn number(&self, cell: &str) -> Result<f32, ForestError> {
        cell.parse().ok().filter(|number: &f32| number.is_finite()).ok_or_else(|| self.wrong("a finite number is accepted"))
    }

    /// The nodes of one tree. A fork on the way down waits for its right side until all on its left is read.
    fn nodes(&mut self, features: usize) -> Result<Vec<Node>, ForestError> {
        let mut nodes: Vec<Node> = Vec::new();
        let mut waiting: Vec<usize> = Vec::new();
        loop {
            let cells: Vec<&str> = self.next()?.split_whitespace().collect();
            let &[first, second] = &cells[..] else { return Err(self.wrong("a fork of two numbers or a leaf is accepted")) };
            let at = nodes.len() as u32;
            if first != "=" {
                let feature = first.parse().ok().filter(|&feature| (feature as usize) < features);
                let feature = feature.ok_or_else(|| self.wrong("the number of a feature is accepted"))?;
                waiting.push(nodes.len());
                nodes.push(Node { feature, number: self.number(second)?, next: [at + 1; 2] });
                continue;
            }
            nodes.push(Node { feature: 0, number: self.number(second)?, next: [at; 2] });
            match waiting.pop().and_then(|fork| nodes.get_mut(fork)) {
                Some(fork) => fork.next[1] = at + 1,
                None => return Ok(nodes),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "features far near\nclasses no yes\nstart 0 0\ntree yes\n0 1.5\n1 0\n= -2\n= 1\n= 3\ntree no\n= 0.5\n";

    fn yes(row: &[f32]) -> f32 {
        Forest::read(TEXT).unwrap().probabilities(row)[1]
    }

    #[test]
    fn a_row_goes_down_to_one_leaf_of_each_tree() {
        let share = |yes: f32| 1.0 / (1.0 + (0.5 - yes).exp());
        for (row, leaf) in [([1.0, 0.0], -2.0), ([1.5, 1.0], 1.0), ([2.0, 0.0], 3.0)] {
            assert!((yes(&row) - share(leaf)).abs() < 1e-6, "{row:?}");
        }
        assert_eq!(yes(&[]), yes(&[0.0, 0.0]), "what is lacking is nought");
    }

    #[test]
    fn what_is_no_forest_says_where() {
        for (text, line) in [
            ("classes a\n", 1),
            ("features a\nclasses b\nstart 1 2\n", 3),
            ("features a\nclasses b\nstart x\n", 3),
            ("features a\nclasses b\nstart 0\ntree c\n= 0\n", 4),
            ("features a\nclasses b\nstart 0\ntree b\n7 0\n", 5),
            ("features a\nclasses b\nstart 0\ntree b\n0 0\n= 1\n", 7),
            ("features a\nclasses b\nstart 0\ntree b\n0 inf\n= 1\n", 5),
        ] {
            assert_eq!(Forest::read(text).unwrap_err().line, line, "{text}");
        }
    }
}
