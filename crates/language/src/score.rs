//! How well a document was analysed, by the definitions of the CoNLL 2018 shared task.
//!
//! Zeman et al., "CoNLL 2018 Shared Task: Multilingual Parsing from Raw Text to Universal Dependencies".

use crate::{Document, Span};

/// Counts of one measure. The F1 of a measure is over what the gold document has and what the system gave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// In the gold document.
    pub gold: usize,
    /// In the system's document.
    pub system: usize,
    /// In both and the same.
    pub right: usize,
}

/// The measures that matter here, each by words that stand in both documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Words as they are written, contractions whole.
    pub tokens: Count,
    /// Sentences.
    pub sentences: Count,
    /// Syntactic words, contractions cut.
    pub words: Count,
    /// Words with the right word class.
    pub upos: Count,
    /// Words with the right tag.
    pub xpos: Count,
    /// Words with the right lemma.
    pub lemmas: Count,
    /// Words with the right head.
    pub uas: Count,
    /// Words with the right head and relation, subtypes ignored.
    pub las: Count,
    /// Words with the right head and relation, subtypes included.
    pub las_subtypes: Count,
}

/// The two texts differ in more than white space, first at that character (white space not counted).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the texts differ at character {0}, white space not counted")]
pub struct DifferentTexts(pub usize);

impl Count {
    /// The harmonic mean of precision and recall, 0 to 1; 0 where there is nothing.
    pub fn f1(self) -> f64 {
        if self.gold + self.system == 0 { 0.0 } else { 2.0 * self.right as f64 / (self.gold + self.system) as f64 }
    }

    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
    }
}

/// A document in terms of characters that are no white space, so that two cuts of the same text can be compared.
struct Cut<'d> {
    document: &'d Document,
    characters: Vec<char>,
    words: Vec<Span>,
    tokens: Vec<Span>,
    sentences: Vec<Span>,
    /// For each word the word it hangs on, counted in the document.
    heads: Vec<Option<usize>>,
}

/// Compares a system's document with the gold one of the same text; white space may differ.
///
/// # Errors
/// If the texts differ.
pub fn score(gold: &Document, system: &Document) -> Result<Score, DifferentTexts> {
    let (gold, system) = (Cut::new(gold), Cut::new(system));
    if gold.characters != system.characters {
        return Err(DifferentTexts(gold.characters.iter().zip(&system.characters).take_while(|(a, b)| a == b).count()));
    }
    let words = Count { gold: gold.words.len(), system: system.words.len(), right: 0 };
    let mut score = Score {
        tokens: common(&gold.tokens, &system.tokens),
        sentences: common(&gold.sentences, &system.sentences),
        ..Score { words, upos: words, xpos: words, lemmas: words, uas: words, las: words, las_subtypes: words, ..Score::default() }
    };
    let pairs = pairs(&gold.words, &system.words);
    // The gold word that stands where a system's word stands.
    let mut partner = vec![None; system.words.len()];
    pairs.iter().for_each(|&(a, b)| partner[b] = Some(a));
    for (a, b) in pairs {
        score.word((&gold, a), (&system, b), &partner);
    }
    Ok(score)
}

impl Score {
    fn word(&mut self, (gold, a): (&Cut<'_>, usize), (system, b): (&Cut<'_>, usize), partner: &[Option<usize>]) {
        let (wanted, given) = (&gold.document.tokens[a], &system.document.tokens[b]);
        let head = match (gold.heads[a], system.heads[b]) {
            (None, None) => true,
            (Some(wanted), Some(given)) => partner[given] == Some(wanted),
            _ => false,
        };
        self.words.add(true);
        self.upos.add(wanted.upos == given.upos);
        self.xpos.add(wanted.xpos == given.xpos);
        self.lemmas.add(wanted.lemma(gold.document) == given.lemma(system.document));
        self.uas.add(head);
        self.las.add(head && wanted.relation.base() == given.relation.base());
        self.las_subtypes.add(head && wanted.relation == given.relation);
    }
}

impl<'d> Cut<'d> {
    fn new(document: &'d Document) -> Self {
        let mut characters = Vec::with_capacity(document.text.len());
        let mut words: Vec<Span> = Vec::with_capacity(document.tokens.len());
        let mut tokens: Vec<Span> = Vec::new();
        for token in &document.tokens {
            let start = characters.len();
            characters.extend(token.form(document).chars().filter(|c| !c.is_whitespace()));
            words.push(Span::new(start, characters.len()));
            match tokens.last_mut() {
                Some(whole) if token.joined => whole.end = characters.len(),
                _ => tokens.push(Span::new(start, characters.len())),
            }
        }
        let heads = document.sentences().flat_map(|sentence| {
            let start = sentence.token_range().start;
            sentence.tokens().iter().map(move |token| token.head.map(|head| head + start))
        });
        let heads = heads.collect();
        let sentences = document.sentences().map(|sentence| sentence.token_range());
        let sentences = sentences.map(|range| Span::new(words[range.start].start, words[range.end - 1].end)).collect();
        Self { document, characters, words, tokens, sentences, heads }
    }
}

fn common(gold: &[Span], system: &[Span]) -> Count {
    Count { gold: gold.len(), system: system.len(), right: pairs(gold, system).len() }
}

/// The indices of equal spans in two lists that are in order.
fn pairs(a: &[Span], b: &[Span]) -> Vec<(usize, usize)> {
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::with_capacity(a.len());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            pairs.push((i, j));
        }
        let (first, second) = ((a[i].end, a[i].start), (b[j].end, b[j].start));
        i += usize::from(first <= second);
        j += usize::from(second <= first);
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_conllu;

    const GOLD: &str = "1-2\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
1	ca	can	AUX	MD	_	3	aux	_	_
2	n't	not	PART	RB	_	3	advmod	_	_
3	go	go	VERB	VB	_	0	root	_	_
4	there	there	ADV	RB	_	3	obl:unmarked	_	_

1	No	no	INTJ	UH	_	0	root	_	_

";

    #[test]
    fn a_document_equals_itself() {
        let gold = read_conllu(GOLD).unwrap();
        let score = score(&gold, &gold).unwrap();
        assert_eq!(score.tokens, Count { gold: 4, system: 4, right: 4 });
        assert_eq!(score.las_subtypes, Count { gold: 5, system: 5, right: 5 });
        assert_eq!(score.sentences.f1(), 1.0);
    }

    #[test]
    fn each_fault_costs_its_measure() {
        let gold = read_conllu(GOLD).unwrap();
        let system = GOLD.replace("3\tobl:unmarked", "1\tobl").replace("can\tAUX", "ca\tVERB").replace("3\tadvmod", "3\tobj");
        let score = score(&gold, &read_conllu(&system).unwrap()).unwrap();
        let right = [score.words, score.upos, score.lemmas, score.uas, score.las].map(|count| count.right);
        assert_eq!(right, [5, 4, 4, 4, 3]);
    }

    #[test]
    fn other_cuts_are_compared_by_their_characters() {
        let gold = read_conllu(GOLD).unwrap();
        let system =
            read_conllu(&GOLD.replace("3\tobl:unmarked\t_\t_\n\n1\tNo\tno\tINTJ\tUH\t_\t0\troot", "3\tobl\t_\t_\n5\tNo\tno\tINTJ\tUH\t_\t3\tobj"))
                .unwrap();
        let score = score(&gold, &system).unwrap();
        assert_eq!((score.sentences.right, score.sentences.gold, score.sentences.system), (0, 2, 1));
        assert_eq!((score.uas.right, score.las.right, score.las_subtypes.right), (4, 4, 3));
        assert_eq!(super::score(&gold, &read_conllu(&GOLD.replace("go", "do")).unwrap()), Err(DifferentTexts(5)));
    }
}
