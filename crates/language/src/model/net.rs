//! The net: tokens of a sentence to word classes, tags, scores of arcs, and relations at the heads that were chosen.

use std::ops::Range;

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

/// Where the states of the sentences are to be kept.
pub(crate) struct Keep<'s> {
    pub states: &'s mut States,
    /// For each sentence its first token.
    pub tokens: Vec<usize>,
}

impl Keep<'_> {
    fn part(&mut self, part: usize, bytes: &Bytes, places: &[Range<usize>]) {
        for (before, (place, &token)) in places.iter().zip(&self.tokens).enumerate() {
            // The word vectors have none for the roots, of which this sentence has one and each before it.
            let vectors = if part == 0 { place.start - before..place.end - before - 1 } else { place.start + 1..place.end };
            self.states.set(part, token, bytes, vectors);
        }
    }
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

    /// Runs the net over sentences, none longer than the one before. Each gets what it would get alone. The states of its tokens
    /// are kept if they are wanted.
    pub(crate) fn encode(&self, sentences: &[Vec<Rows>], keep: Option<Keep<'_>>) -> Vec<Encoded> {
        let mut end = 0;
        let places = sentences.iter().map(|tokens| {
            // The root takes a position in front of the tokens.
            let start = end;
            end += tokens.len() + 1;
            start..end
        });
        let places: Vec<Range<usize>> = places.collect();
        let bytes = self.hidden(sentences, &places, keep);
        let [mut tags, mut arcs, mut sides] = [const { Vec::new() }; 3];
        self.tags.apply(&bytes, &mut tags);
        self.arc.apply(&bytes, &mut arcs);
        self.relation.apply(&bytes, &mut sides);
        arcs.iter_mut().chain(&mut sides).for_each(|value| *value = leaky(*value));
        let sentence = |place: Range<usize>| {
            let part = |values: &[f32], width: usize| values[place.start * width..place.end * width].to_vec();
            let (upos, xpos) = self.tags(&part(&tags, self.tags.height()));
            Encoded { upos, xpos, arcs: self.arcs(&part(&arcs, 2 * ARC)), sides: part(&sides, 2 * RELATION) }
        };
        places.into_iter().map(sentence).collect()
    }

    /// The outputs of the LSTMs: for the root of each sentence, then for each of its tokens.
    fn hidden(&self, sentences: &[Vec<Rows>], places: &[Range<usize>], mut keep: Option<Keep<'_>>) -> Bytes {
        let mut keep = |part: usize, bytes: &Bytes| {
            if let Some(keep) = &mut keep {
                keep.part(part, bytes, places);
            }
        };
        let mut vectors = vec![0.0; sentences.iter().map(Vec::len).sum::<usize>() * INPUT];
        for (rows, out) in sentences.iter().flatten().zip(vectors.chunks_exact_mut(INPUT)) {
            self.features.vector(rows, out);
        }
        let (mut bytes, mut mixed) = (Bytes::default(), Vec::new());
        bytes.round(&vectors, INPUT);
        keep(0, &bytes);
        self.input.apply(&bytes, &mut mixed);
        let mut tokens = mixed.chunks_exact(MIXED);
        let mut y = Vec::with_capacity(mixed.len() + places.len() * MIXED);
        for sentence in sentences {
            y.extend_from_slice(&self.root);
            tokens.by_ref().take(sentence.len()).for_each(|token| y.extend_from_slice(token));
        }
        y.iter_mut().for_each(|value| *value = if *value > 0.0 { *value } else { 0.0 });
        bytes.round(&y, MIXED);
        keep(1, &bytes);
        let mut scratch = Scratch::default();
        for (part, layer) in (2..).zip(&self.layers) {
            layer.apply(&bytes, places, &mut scratch, &mut y);
            bytes.round(&y, 2 * HIDDEN);
            keep(part, &bytes);
        }
        bytes
    }

    fn tags(&self, scores: &[f32]) -> (Vec<Upos>, Vec<Xpos>) {
        let tag = |scores: &[f32]| {
            let (upos, xpos) = scores[..self.tags.rows].split_at(self.upos.len());
            (self.upos[best(upos)], self.xpos[best(xpos)])
        };
        // The first position is the root's, which has no tag.
        scores.chunks_exact(self.tags.height()).skip(1).map(tag).unzip()
    }

    fn arcs(&self, sides: &[f32]) -> Vec<f32> {
        let dependents: Vec<f32> = sides.chunks_exact(2 * ARC).skip(1).flat_map(|sides| &sides[..ARC]).copied().collect();
        let (mut bytes, mut asked) = (Bytes::default(), Vec::new());
        bytes.round(&dependents, ARC);
        self.bilinear.apply(&bytes, &mut asked);
        let scale = 1.0 / (ARC as f32).sqrt();
        let mut scores = Vec::with_capacity(asked.len() / ARC * (asked.len() / ARC + 1));
        for asked in asked.chunks_exact(ARC) {
            scores.extend(sides.chunks_exact(2 * ARC).map(|sides| dot(asked, &sides[ARC..]) * scale));
        }
        scores
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
