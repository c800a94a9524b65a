//! The tree of a sentence, drawn in plain characters for a terminal.

use std::fmt::Write as _;

use crate::Sentence;

/// A head with its dependents: a vertical line with a branch at each of them.
struct Family {
    /// The head and the dependents in order.
    rows: Vec<usize>,
    /// How far from the words the line is drawn, from 1.
    level: usize,
}

/// Draws the tree of a sentence: a line for each token, the arcs on the left, behind it word class, tag and relation.
/// An arrow points at each token but the root.
///
/// ```
/// let document = chancery_language::read_conllu("\
/// 1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_
/// 2\tenvoy\tenvoy\tNOUN\tNN\t_\t3\tnsubj\t_\t_
/// 3\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
/// 4\tBern\tBern\tPROPN\tNNP\t_\t3\tobj\t_\t_
/// ")?;
/// let sentence = document.sentence(0).expect("the document has a sentence");
/// let expected = [
///     "  +-> The    DET   DT   det",
///     "+-+-> envoy  NOUN  NN   nsubj",
///     "+---- left   VERB  VBD  root",
///     "+---> Bern   PROPN NNP  obj",
///     "",
/// ];
/// assert_eq!(chancery_language::draw(&sentence), expected.join("\n"));
/// # Ok::<(), chancery_language::ConlluError>(())
/// ```
pub fn draw(sentence: &Sentence<'_>) -> String {
    let arcs = arcs(sentence);
    let width = (0..sentence.len()).map(|token| sentence.form(token).chars().count()).max().unwrap_or(0);
    let mut out = String::new();
    for (at, (token, arcs)) in sentence.tokens().iter().zip(arcs).enumerate() {
        let form = sentence.form(at);
        let (upos, xpos, relation) = (token.upos, token.xpos, token.relation);
        writeln!(out, "{arcs} {form:width$}  {upos:5} {xpos:4} {relation}").expect("writing to a string cannot fail");
    }
    out
}

/// The left side of each line.
fn arcs(sentence: &Sentence<'_>) -> Vec<String> {
    let families = families(sentence);
    let width = 2 * families.iter().map(|family| family.level).max().unwrap_or(0);
    let mut lines = vec![vec![' '; width]; sentence.len()];
    // From the words outwards, so that a branch runs only as far as something is drawn already.
    for Family { rows, level } in families {
        let column = width - 2 * level;
        lines[rows[0]..=rows[rows.len() - 1]].iter_mut().for_each(|line| line[column] = '|');
        for row in rows {
            let line = &mut lines[row];
            line[column] = '+';
            line[column + 1..].iter_mut().filter(|cell| **cell == ' ').for_each(|cell| *cell = '-');
        }
    }
    let end = |at: usize| if sentence.head(at).is_some() { '>' } else { '-' };
    lines.into_iter().enumerate().map(|(at, line)| line.into_iter().chain([end(at)]).collect()).collect()
}

/// The families, short ones first; each is drawn outside of all shorter ones that it shares a row with.
fn families(sentence: &Sentence<'_>) -> Vec<Family> {
    let mut rows: Vec<Vec<usize>> = (0..sentence.len()).map(|head| vec![head]).collect();
    for (token, head) in sentence.tokens().iter().enumerate().filter_map(|(at, token)| Some((at, token.head?))) {
        rows[head].push(token);
    }
    let mut families: Vec<Family> = rows.into_iter().filter(|rows| rows.len() > 1).map(|rows| Family { rows, level: 1 }).collect();
    families.iter_mut().for_each(|family| family.rows.sort_unstable());
    families.sort_by_key(|family| family.rows[family.rows.len() - 1] - family.rows[0]);
    let mut taken = vec![0; sentence.len()];
    for family in &mut families {
        let span = &mut taken[family.rows[0]..=family.rows[family.rows.len() - 1]];
        family.level = 1 + span.iter().copied().max().unwrap_or(0);
        span.fill(family.level);
    }
    families
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, read_conllu};

    #[test]
    fn crossing_arcs_stay_apart() {
        let line = |(at, head): (usize, &usize)| format!("{}\tw\tw\tX\tFW\t_\t{head}\tdep\t_\t_\n", at + 1);
        let text: String = [3, 4, 0, 3].iter().enumerate().map(line).collect();
        let document = read_conllu(&text).unwrap();
        let drawn = draw(&document.sentence(0).unwrap());
        let arcs: Vec<&str> = drawn.lines().map(|line| line.split(" w").next().unwrap()).collect();
        assert_eq!(arcs, ["+--->", "| +->", "+-|--", "+-+->"]);
    }

    #[test]
    fn every_token_has_a_line() {
        let document = Language::english().analyse("Both sides, he said, had agreed to meet in Vienna.");
        let sentence = document.sentence(0).unwrap();
        let drawn = draw(&sentence);
        assert_eq!(drawn.lines().count(), sentence.len());
        assert_eq!(drawn.matches('>').count(), sentence.len() - 1);
    }
}
