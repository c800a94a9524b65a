//! The net: tokens of a sentence to word classes, tags, scores of arcs, and relations at the heads that were chosen.

use super::{
    features::{Features, INPUT, Rows},
    file::{File, ModelError},
    lstm::{HIDDEN, Layer, Scratch},
    math::{dot, leaky},
    matrix::{Bytes, Matrix},
    states::States,
};
use crate::{Relation, Upos, Xpos};

/// The size of what goes into the first LSTM.
pub(super) const MIXED: usize = 192;
const ARC: usize = 128;
const RELATION: usize = 96;

/// The trained model.
pub(crate) struct Model {
    pub(super) features: Features,
    input: Matrix,
    root: Vec<f32>,
    layers: [Layer; 2],
    tags: Matrix,
    arc: Matrix,
    bilinear: Matrix,
    relation: Matrix,
    relation_label: Matrix,
    upos: Vec<Upos>,
    xpos: Vec<Xpos>,
    relations: Vec<Relation>,
}

/// What the net says of a sentence of n tokens.
pub(crate) struct Encoded {
    /// The best word class of each token.
    pub upos: Vec<Upos>,
    /// The best tag of each token.
    pub xpos: Vec<Xpos>,
    /// For each token the n + 1 scores of its heads; the first is the root's.
    pub arcs: Vec<f32>,
    /// For the root and each token the vectors that tell the relation, the dependent's side in front of the head's.
    sides: Vec<f32>,
}

impl Model {
    /// Reads a model file.
    pub(crate) fn read(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let file = &File::open(bytes, "chancery-english 1")?;
        let upos: Vec<Upos> = file.labels("vocab.upos")?;
        let xpos: Vec<Xpos> = file.labels("vocab.xpos")?;
        let relations: Vec<Relation> = file.labels("vocab.relations")?;
        Ok(Self {
            features: Features::read(file)?,
            input: Matrix::read(file, "input", MIXED, INPUT)?,
            root: file.floats("root", MIXED)?,
            layers: [Layer::read(file, "lstm.0", MIXED, HIDDEN)?, Layer::read(file, "lstm.1", 2 * HIDDEN, HIDDEN)?],
            tags: Matrix::read_pair(file, ["upos", "xpos"], [upos.len(), xpos.len()], 2 * HIDDEN)?,
            arc: Matrix::read(file, "arc", 2 * ARC, 2 * HIDDEN)?,
            bilinear: Matrix::read(file, "bilinear", ARC, ARC)?,
            relation: Matrix::read(file, "rel", 2 * RELATION, 2 * HIDDEN)?,
            relation_label: Matrix::read(file, "relout", relations.len(), 3 * RELATION)?,
            upos,
            xpos,
            relations,
        })
    }

    /// What a word looks like to the net.
    pub(crate) fn rows(&self, form: &str) -> Rows {
        self.features.rows(form)
    }

    /// How rare a word is, counted from the most frequent one, if the model has a vector for it.
    pub(crate) fn rank(&self, word: &str) -> Option<u32> {
        self.features.rank(word)
    }

    /// Runs the net over a sentence, and keeps the states of its tokens if they are wanted.
    pub(crate) fn encode(&self, tokens: &[Rows], keep: Option<&mut States>) -> Encoded {
        let bytes = self.hidden(tokens, keep);
        let (upos, xpos) = self.tags(&bytes);
        let mut sides = Vec::new();
        self.relation.apply(&bytes, &mut sides);
        sides.iter_mut().for_each(|value| *value = leaky(*value));
        Encoded { upos, xpos, arcs: self.arcs(&bytes), sides }
    }

    /// The outputs of the LSTMs: for the root, then for each token.
    fn hidden(&self, tokens: &[Rows], mut keep: Option<&mut States>) -> Bytes {
        let mut keep = |part: usize, bytes: &Bytes| {
            if let Some(states) = &mut keep {
                // The word vectors have none for the root.
                states.push(part, bytes, usize::from(part > 0));
            }
        };
        let mut vectors = vec![0.0; tokens.len() * INPUT];
        for (rows, out) in tokens.iter().zip(vectors.chunks_exact_mut(INPUT)) {
            self.features.vector(rows, out);
        }
        let (mut bytes, mut mixed) = (Bytes::default(), Vec::new());
        bytes.round(&vectors, INPUT);
        keep(0, &bytes);
        self.input.apply(&bytes, &mut mixed);
        let mut y: Vec<f32> = self.root.iter().chain(&mixed).map(|&value| if value > 0.0 { value } else { 0.0 }).collect();
        bytes.round(&y, MIXED);
        keep(1, &bytes);
        let mut scratch = Scratch::default();
        for (part, layer) in (2..).zip(&self.layers) {
            layer.apply(&bytes, &mut scratch, &mut y);
            bytes.round(&y, 2 * HIDDEN);
            keep(part, &bytes);
        }
        bytes
    }

    fn tags(&self, y: &Bytes) -> (Vec<Upos>, Vec<Xpos>) {
        let mut scores = Vec::new();
        self.tags.apply(y, &mut scores);
        let tag = |scores: &[f32]| {
            let (upos, xpos) = scores[..self.tags.rows].split_at(self.upos.len());
            (self.upos[best(upos)], self.xpos[best(xpos)])
        };
        // The first position is the root's, which has no tag.
        scores.chunks_exact(self.tags.height()).skip(1).map(tag).unzip()
    }

    fn arcs(&self, y: &Bytes) -> Vec<f32> {
        let mut sides = Vec::new();
        self.arc.apply(y, &mut sides);
        sides.iter_mut().for_each(|value| *value = leaky(*value));
        let dependents: Vec<f32> = sides.chunks_exact(2 * ARC).skip(1).flat_map(|sides| sides[..ARC].iter().copied()).collect();
        let (mut bytes, mut asked) = (Bytes::default(), Vec::new());
        bytes.round(&dependents, ARC);
        self.bilinear.apply(&bytes, &mut asked);
        let scale = 1.0 / (ARC as f32).sqrt();
        let heads = || sides.chunks_exact(2 * ARC).map(|sides| &sides[ARC..]);
        asked.chunks_exact(ARC).flat_map(|asked| heads().map(move |head| dot(asked, head) * scale)).collect()
    }

    /// The relation of each token to its head (`None` = the root).
    pub(crate) fn relations(&self, encoded: &Encoded, heads: &[Option<usize>]) -> Vec<Relation> {
        let side = |position: usize| encoded.sides[position * 2 * RELATION..][..2 * RELATION].split_at(RELATION);
        let mut pairs = Vec::with_capacity(heads.len() * 3 * RELATION);
        for (token, head) in heads.iter().enumerate() {
            let (dependent, _) = side(token + 1);
            let (_, head) = side(head.map_or(0, |head| head + 1));
            pairs.extend_from_slice(dependent);
            pairs.extend_from_slice(head);
            pairs.extend(dependent.iter().zip(head).map(|(a, b)| a * b));
        }
        let (mut bytes, mut scores) = (Bytes::default(), Vec::new());
        bytes.round(&pairs, 3 * RELATION);
        self.relation_label.apply(&bytes, &mut scores);
        let scores = scores.chunks_exact(self.relation_label.height()).map(|scores| &scores[..self.relations.len()]);
        heads.iter().zip(scores).map(|(head, scores)| self.relation_of(*head, scores)).collect()
    }

    /// `root` at the root and nowhere else.
    fn relation_of(&self, head: Option<usize>, scores: &[f32]) -> Relation {
        if head.is_none() {
            return Relation::Root;
        }
        let others = scores.iter().enumerate().filter(|&(label, _)| self.relations[label] != Relation::Root);
        let (label, _) = others.fold((0, f32::NEG_INFINITY), |best, (label, &score)| if score > best.1 { (label, score) } else { best });
        self.relations[label]
    }
}

/// The place of the highest score, the first of equals.
fn best(scores: &[f32]) -> usize {
    (1..scores.len()).fold(0, |best, at| if scores[at] > scores[best] { at } else { best })
}
