//! From scores of arcs to trees: exactly one root, no cycle, and units that are one subtree each.

mod arborescence;
mod units;

use arborescence::Scores;
pub(crate) use units::{LONGEST_UNIT, in_sentence};

use crate::Span;

/// The heads of n tokens (`None` = the root) from their n + 1 scores each, the root's first.
///
/// Each of the `units`, ranges of tokens that lie apart or inside one another, gets exactly one token whose head is outside.
pub(crate) fn heads(scores: &[f32], units: &[Span]) -> Vec<Option<usize>> {
    let mut scores = Scores::new(scores);
    units::hold(&mut scores, units);
    let best: Vec<usize> = (1..scores.len()).map(|node| scores.best(node)).collect();
    let heads = if is_tree(&best) { best } else { scores.best_tree() };
    heads.into_iter().map(|head| head.checked_sub(1)).collect()
}

/// Whether exactly one token hangs on the root (0) and every token leads to it. Heads count from 1.
pub(crate) fn is_tree(heads: &[usize]) -> bool {
    /// From which token a node was first reached; the root counts as reached.
    const NEW: usize = usize::MAX;
    let mut reached = vec![NEW; heads.len() + 1];
    reached[0] = 0;
    for start in 1..=heads.len() {
        let mut node = start;
        while reached[node] == NEW {
            reached[node] = start;
            node = heads[node - 1];
        }
        if node != 0 && reached[node] == start {
            return false;
        }
    }
    heads.iter().filter(|&&head| head == 0).count() == 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn total(scores: &[f32], heads: &[Option<usize>]) -> f64 {
        let score = |(token, head): (usize, &Option<usize>)| scores[token * (heads.len() + 1) + head.map_or(0, |head| head + 1)];
        heads.iter().enumerate().map(|arc| f64::from(score(arc))).sum()
    }

    fn tree(heads: &[Option<usize>]) -> bool {
        is_tree(&heads.iter().map(|head| head.map_or(0, |head| head + 1)).collect::<Vec<_>>())
    }

    /// The best tree by trying all assignments of heads.
    fn by_trying(scores: &[f32], n: usize) -> f64 {
        let mut best = f64::NEG_INFINITY;
        for code in 0..(n + 1).pow(n as u32) {
            let heads: Vec<Option<usize>> = (0..n).map(|token| (code / (n + 1).pow(token as u32) % (n + 1)).checked_sub(1)).collect();
            if tree(&heads) {
                best = best.max(total(scores, &heads));
            }
        }
        best
    }

    #[test]
    fn trees_are_told_from_cycles_and_second_roots() {
        assert!(is_tree(&[2, 0, 2]) && is_tree(&[0]));
        assert!(!is_tree(&[2, 1, 0]) && !is_tree(&[0, 0]) && !is_tree(&[1]));
    }

    proptest! {
        #[test]
        fn the_tree_is_the_best_of_all(scores in prop::collection::vec(-9.0f32..9.0, 20)) {
            let heads = heads(&scores, &[]);
            prop_assert!(tree(&heads));
            prop_assert!((total(&scores, &heads) - by_trying(&scores, 4)).abs() < 1e-3);
        }

        #[test]
        fn units_have_one_head_outside(scores in prop::collection::vec(-9.0f32..9.0, 90), from in 0usize..9, len in 1usize..9, inner in 0usize..4) {
            let unit = Span::new(from, (from + len).min(9));
            let units = [Span::new(unit.start, unit.end.min(unit.start + inner)), unit];
            let heads = heads(&scores, &units);
            prop_assert!(tree(&heads));
            for unit in units.into_iter().filter(|unit| !unit.is_empty()) {
                let outside = unit.range().filter(|&token| heads[token].is_none_or(|head| !unit.range().contains(&head)));
                prop_assert_eq!(outside.count(), 1);
            }
        }
    }
}
