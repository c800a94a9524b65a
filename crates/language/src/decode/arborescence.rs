//! The best tree over all arcs, by the algorithm of Chu and Liu and of Edmonds.
//!
//! Y. J. Chu and T. H. Liu, "On the shortest arborescence of a directed graph", Scientia Sinica 14 (1965);
//! J. Edmonds, "Optimum branchings", Journal of Research of the National Bureau of Standards 71B (1967).

/// The score of an arc that must not be; far below any sum of others.
pub(super) const FORBIDDEN: f64 = -1e9;

/// What a token pays for hanging on the root; more than trees can differ by otherwise, so that the best tree has one root.
const ROOT: f64 = -1e6;

/// Scores of heads for each node. Node 0 is the root, which needs no head.
pub(super) struct Scores {
    nodes: usize,
    values: Vec<f64>,
}

impl Scores {
    /// From n times n + 1 scores, row by row; nobody is the head of itself.
    pub(super) fn new(scores: &[f32]) -> Self {
        // n (n + 1) scores: the root of that number, rounded down, is n.
        let nodes = scores.len().isqrt() + 1;
        let mut values = vec![FORBIDDEN; nodes];
        values.extend(scores.iter().map(|&score| f64::from(score)));
        let mut scores = Self { nodes, values };
        for node in 0..nodes {
            *scores.at(node, node) = FORBIDDEN;
        }
        scores
    }

    fn empty(nodes: usize) -> Self {
        Self { nodes, values: vec![FORBIDDEN; nodes * nodes] }
    }

    /// The number of nodes, the root included.
    pub(super) fn len(&self) -> usize {
        self.nodes
    }

    pub(super) fn get(&self, node: usize, head: usize) -> f64 {
        self.values[node * self.nodes + head]
    }

    pub(super) fn at(&mut self, node: usize, head: usize) -> &mut f64 {
        &mut self.values[node * self.nodes + head]
    }

    /// The best head of a node.
    pub(super) fn best(&self, node: usize) -> usize {
        (1..self.nodes).fold(0, |best, head| if self.get(node, head) > self.get(node, best) { head } else { best })
    }

    /// The heads of nodes 1, 2, ... in the best tree that has one root.
    pub(super) fn best_tree(mut self) -> Vec<usize> {
        for node in 1..self.nodes {
            *self.at(node, 0) += ROOT;
        }
        let mut heads = self.spanning();
        heads.remove(0);
        heads
    }

    /// The heads of the best arborescence; that of the root is not to be looked at.
    fn spanning(&self) -> Vec<usize> {
        let mut heads: Vec<usize> = (0..self.nodes).map(|node| self.best(node)).collect();
        let Some(cycle) = cycle(&heads) else { return heads };
        let rest: Vec<usize> = (0..self.nodes).filter(|node| !cycle.contains(node)).collect();
        let (small, enter, leave) = self.contract(&cycle, &rest);
        let inner = small.spanning();
        let whole = rest.len();
        for place in 1..rest.len() {
            heads[rest[place]] = if inner[place] == whole { leave[place] } else { rest[inner[place]] };
        }
        // Where the cycle is entered, its own arc is given up.
        heads[enter[inner[whole]]] = rest[inner[whole]];
        heads
    }

    /// The graph with a cycle as its last node; for each other node where it enters the cycle, and by which node it hangs on it.
    fn contract(&self, cycle: &[usize], rest: &[usize]) -> (Self, Vec<usize>, Vec<usize>) {
        let whole = rest.len();
        let mut small = Self::empty(whole + 1);
        let (mut enter, mut leave) = (vec![0; whole], vec![0; whole]);
        let kept: Vec<f64> = cycle.iter().map(|&node| self.get(node, self.best(node))).collect();
        for (place, &outer) in rest.iter().enumerate() {
            for (other, &head) in rest.iter().enumerate() {
                *small.at(place, other) = self.get(outer, head);
            }
            // A first member always stands, so that all are compared with one that counts.
            (enter[place], leave[place]) = (cycle[0], cycle[0]);
            *small.at(whole, place) = self.get(cycle[0], outer) - kept[0];
            *small.at(place, whole) = self.get(outer, cycle[0]);
            for (&node, kept) in cycle.iter().zip(&kept).skip(1) {
                let (into, out) = (self.get(node, outer) - kept, self.get(outer, node));
                if into > small.get(whole, place) {
                    *small.at(whole, place) = into;
                    enter[place] = node;
                }
                if out > small.get(place, whole) {
                    *small.at(place, whole) = out;
                    leave[place] = node;
                }
            }
        }
        (small, enter, leave)
    }
}

/// The nodes of a cycle that does not lead to node 0, if there is one.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut reached = vec![usize::MAX; heads.len()];
    reached[0] = 0;
    for start in 1..heads.len() {
        let mut node = start;
        while reached[node] == usize::MAX {
            reached[node] = start;
            node = heads[node];
        }
        if node != 0 && reached[node] == start {
            let next = |&at: &usize| Some(heads[at]).filter(|&at| at != node);
            return Some(std::iter::successors(Some(node), next).collect());
        }
    }
    None
}
