//! Units: tokens that a caller knows to be one thing, such as a name or a date.

use super::arborescence::{FORBIDDEN, Scores};
use crate::{Sentence, Span};

/// Longer units are not held: no name is of that length, and a sentence must be divisible for the net.
pub(crate) const LONGEST_UNIT: usize = 64;

/// The units, spans of bytes in order, as ranges of tokens of a sentence, the short ones in front.
///
/// Of two that overlap without one holding the other, the one that begins first is kept.
pub(crate) fn in_sentence(sentence: Sentence<'_>, units: &[Span]) -> Vec<Span> {
    let bytes = sentence.bytes();
    // A unit may begin in the white space in front of the sentence, but not in the sentence before, which would not end inside it.
    let before = sentence.token_range().start.checked_sub(1).map_or(0, |before| sentence.document().tokens[before].bytes.end);
    let first = units.partition_point(|unit| unit.start < before);
    let mut kept: Vec<Span> = Vec::new();
    for unit in units[first..].iter().take_while(|unit| unit.start < bytes.end) {
        let tokens = sentence.tokens_in(*unit);
        let tokens = Span::new(tokens.start, tokens.end);
        let torn = |other: &Span| other.overlaps(tokens) && !other.contains(tokens) && !tokens.contains(*other);
        // Those in order that could still overlap are few: only the ones around.
        if (2..=LONGEST_UNIT).contains(&tokens.len()) && !kept.iter().rev().take(LONGEST_UNIT).any(torn) {
            kept.push(tokens);
        }
    }
    kept.sort_by_key(|unit| unit.len());
    kept
}

/// Forbids all arcs but those of trees in which each unit has one head outside. Short units come first.
pub(super) fn hold(scores: &mut Scores, units: &[Span]) {
    for unit in units.iter().filter(|unit| unit.len() > 1) {
        // Nodes count from 1.
        let nodes = unit.start + 1..unit.end + 1;
        let inside = |head: usize| nodes.contains(&head);
        let best = |node: usize, wanted: bool| {
            let heads = (0..scores.len()).filter(|&head| inside(head) == wanted);
            heads.map(|head| scores.get(node, head)).fold(FORBIDDEN, f64::max)
        };
        let gain: Vec<f64> = nodes.clone().map(|node| best(node, false) - best(node, true)).collect();
        let top = (1..gain.len()).fold(0, |top, at| if gain[at] > gain[top] { at } else { top });
        let top = nodes.start + top;
        for node in nodes.clone() {
            for head in (0..scores.len()).filter(|&head| inside(head) == (node == top)) {
                *scores.at(node, head) = FORBIDDEN;
            }
        }
    }
}
