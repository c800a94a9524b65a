//! The net once more, written down from the format as plainly as can be: what the fast one is held against.

use safetensors::SafeTensors;

use super::{
    features::INPUT,
    net::{Encoded, Model},
};

const ENGLISH: &[u8] = include_bytes!("../../data/english.safetensors");

/// A model file, read a second time by other code.
struct Reference {
    tensors: SafeTensors<'static>,
    model: Model,
}

/// The numbers that the net gives for a sentence.
struct Answers {
    upos: Vec<Vec<f32>>,
    xpos: Vec<Vec<f32>>,
    arcs: Vec<Vec<f32>>,
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

fn leaky(x: Vec<f32>) -> Vec<f32> {
    x.into_iter().map(|x| if x > 0.0 { x } else { 0.1 * x }).collect()
}

impl Reference {
    fn new() -> Self {
        Self { tensors: SafeTensors::deserialize(ENGLISH).unwrap(), model: Model::read(ENGLISH).unwrap() }
    }

    fn floats(&self, name: &str) -> Vec<f32> {
        self.tensors.tensor(name).unwrap().data().chunks(4).map(|four| f32::from_le_bytes(four.try_into().unwrap())).collect()
    }

    fn weights(&self, name: &str) -> Vec<Vec<f32>> {
        let q = self.tensors.tensor(&format!("{name}.q")).unwrap();
        let rows = q.data().chunks(q.shape()[1]).zip(self.floats(&format!("{name}.scale")));
        rows.map(|(row, scale)| row.iter().map(|&q| f32::from(q as i8) * scale).collect()).collect()
    }

    fn linear(&self, name: &str, x: &[f32]) -> Vec<f32> {
        let rows = self.weights(name);
        rows.iter().zip(self.floats(&format!("{name}.bias"))).map(|(row, bias)| row.iter().zip(x).map(|(w, x)| w * x).sum::<f32>() + bias).collect()
    }

    fn lstm(&self, name: &str, x: &[Vec<f32>]) -> Vec<Vec<f32>> {
        let (wx, wh, bias) = (self.weights(&format!("{name}.x")), self.weights(&format!("{name}.h")), self.floats(&format!("{name}.bias")));
        let (mut h, mut c) = (vec![0.0; 128], vec![0.0; 128]);
        let mut out = Vec::new();
        for x in x {
            let sum = |row: usize| -> f32 {
                let input: f32 = wx[row].iter().zip(x).map(|(w, x)| w * x).sum();
                input + wh[row].iter().zip(&h).map(|(w, h): (&f32, &f32)| w * h).sum::<f32>() + bias[row]
            };
            let a: Vec<f32> = (0..512).map(sum).collect();
            for k in 0..128 {
                c[k] = sigmoid(a[128 + k]) * c[k] + sigmoid(a[k]) * a[256 + k].tanh();
            }
            h = (0..128).map(|k| sigmoid(a[384 + k]) * f32::tanh(c[k])).collect();
            out.push(h.clone());
        }
        out
    }

    fn answers(&self, forms: &[&str]) -> Answers {
        let relu = |x: Vec<f32>| x.into_iter().map(|x| x.max(0.0)).collect::<Vec<f32>>();
        let mut y = vec![relu(self.floats("root"))];
        for form in forms {
            let mut vector = vec![0.0; INPUT];
            self.model.features.vector(&self.model.rows(form), &mut vector);
            y.push(relu(self.linear("input", &vector)));
        }
        for layer in 0..2 {
            let forwards = self.lstm(&format!("lstm.{layer}.fwd"), &y);
            y.reverse();
            let backwards = self.lstm(&format!("lstm.{layer}.bwd"), &y);
            y = forwards.iter().zip(backwards.iter().rev()).map(|(f, b)| [f.clone(), b.clone()].concat()).collect();
        }
        let sides: Vec<Vec<f32>> = y.iter().map(|y| leaky(self.linear("arc", y))).collect();
        let score = |asked: &[f32], head: &[f32]| asked.iter().zip(&head[128..]).map(|(a, b)| a * b).sum::<f32>() / 128f32.sqrt();
        let arcs = |side: &Vec<f32>| {
            let asked = self.linear("bilinear", &side[..128]);
            sides.iter().map(|head| score(&asked, head)).collect()
        };
        let tags = |name: &str| y[1..].iter().map(|y| self.linear(name, y)).collect();
        Answers { upos: tags("upos"), xpos: tags("xpos"), arcs: sides[1..].iter().map(arcs).collect() }
    }
}

/// How far apart two lists are, as a share of how far the second spreads.
fn distance(a: &[f32], b: &[f32]) -> f32 {
    let mean = b.iter().sum::<f32>() / b.len() as f32;
    let spread: f32 = b.iter().map(|b| (b - mean).powi(2)).sum();
    (a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f32>() / spread).sqrt()
}

fn highest(scores: &[f32]) -> usize {
    (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap()
}

#[test]
fn rounding_to_bytes_changes_little() {
    let reference = Reference::new();
    let forms: Vec<&str> = "In Geneva , the two envoys did n't sign the 1994 accord that Mr. Okafor 's government had drafted .".split(' ').collect();
    let rows: Vec<_> = forms.iter().map(|form| reference.model.rows(form)).collect();
    let encoded = reference.model.encode(&[rows], None);
    let [Encoded { upos, arcs, .. }] = &encoded[..] else { panic!("one sentence was asked for") };
    let answers = reference.answers(&forms);
    let tags: Vec<crate::Upos> = answers.upos.iter().map(|scores| crate::Upos::from_model(&reference, highest(scores))).collect();
    let agree = tags.iter().zip(upos).filter(|(a, b)| a == b).count();
    assert!(agree + 1 >= forms.len(), "{tags:?} {upos:?}");
    let distance = distance(arcs, &answers.arcs.concat());
    assert!(distance < 0.1, "{distance}");
}

impl crate::Upos {
    fn from_model(reference: &Reference, label: usize) -> Self {
        let text = reference.tensors.tensor("vocab.upos").unwrap().data();
        std::str::from_utf8(text).unwrap().split('\n').nth(label).unwrap().parse().unwrap()
    }
}

/// The file that the training writes beside the model, for the same weights.
const PARITY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/language-model/out/parity.json");

/// The text of the parity file if it was written with the model that ships: within five minutes of it.
fn parity() -> Option<String> {
    let modified = |path: &str| std::fs::metadata(path).ok()?.modified().ok();
    let (model, parity) = (modified(concat!(env!("CARGO_MANIFEST_DIR"), "/data/english.safetensors"))?, modified(PARITY)?);
    let apart = model.duration_since(parity).or_else(|_| parity.duration_since(model)).ok()?;
    (apart.as_secs() < 300).then(|| std::fs::read_to_string(PARITY).ok()).flatten()
}

#[test]
fn the_training_and_the_reference_agree() {
    let Some(text) = parity() else {
        eprintln!("skipped: {PARITY} is not there or not of the model that ships; the training writes both");
        return;
    };
    let parity: serde_json::Value = serde_json::from_str(&text).unwrap();
    let reference = Reference::new();
    let numbers = |value: &serde_json::Value| -> Vec<f32> { value.as_array().unwrap().iter().map(|x| x.as_f64().unwrap() as f32).collect() };
    for sentence in parity["sentences"].as_array().unwrap() {
        let forms: Vec<&str> = sentence["tokens"].as_array().unwrap().iter().map(|form| form.as_str().unwrap()).collect();
        let answers = reference.answers(&forms);
        for (token, form) in forms.iter().enumerate() {
            let rows = reference.model.rows(form).map(|row| row as f32);
            assert_eq!(numbers(&sentence["features"][token]), rows, "{form}");
            let close = |given: &serde_json::Value, own: &[f32]| numbers(given).iter().zip(own).all(|(a, b)| (a - b).abs() < 2e-3 * (1.0 + b.abs()));
            assert!(close(&sentence["upos_logits"][token], &answers.upos[token]), "{form}");
            assert!(close(&sentence["arc_scores"][token], &answers.arcs[token]), "{form}");
            assert_eq!(answers.xpos[token].len(), reference.floats("xpos.bias").len());
        }
    }
}
