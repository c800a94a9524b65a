//! The learned reader says what the net it was made from says.

use chancery_extract::reader::{CLASSES, Class, Reader};
use chancery_language::{Language, Sentence, States};
use serde::Deserialize;

#[derive(Deserialize)]
struct Fixture {
    classes: Vec<String>,
    sentences: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    tokens: Vec<String>,
    heads: Vec<usize>,
    candidates: Vec<usize>,
    probabilities: Vec<[f32; CLASSES]>,
}

fn fixture() -> Fixture {
    serde_json::from_str(include_str!("data/reader.json")).expect("the fixture is well-formed")
}

/// The differences of all probabilities of a sentence, or nothing if it was cut or parsed otherwise here.
fn differences(row: &Row, states: &States, sentence: Sentence<'_>) -> Option<Vec<f32>> {
    let same_tokens = (0..sentence.len()).map(|token| sentence.form(token)).eq(row.tokens.iter());
    let heads = || (0..sentence.len()).map(|token| sentence.head(token).unwrap_or(token));
    if !same_tokens || !heads().eq(row.heads.iter().copied()) {
        return None;
    }
    let scores = Reader::builtin().scores(states, sentence);
    let pairs = row.candidates.iter().zip(&row.probabilities).filter(|(token, _)| scores[**token].of(Class::None) < 1.0);
    Some(pairs.flat_map(|(token, wanted)| scores[*token].0.into_iter().zip(wanted).map(|(a, b)| (a - b).abs())).collect())
}

#[test]
fn probabilities_are_those_of_the_net_in_full_precision() {
    let fixture = fixture();
    assert!(fixture.classes.iter().map(String::as_str).eq(Class::ALL.iter().map(|class| class.as_str())));
    let (mut compared, mut all) = (0, Vec::new());
    for row in &fixture.sentences {
        let (document, states) = Language::english().analyse_with_states(&row.tokens.join(" "), &[]);
        let found = document.sentence(0).and_then(|sentence| differences(row, &states, sentence));
        compared += usize::from(found.is_some());
        all.extend(found.unwrap_or_default());
    }
    let mean = all.iter().sum::<f32>() / all.len() as f32;
    let far = all.iter().filter(|&&difference| difference > 0.15).count() as f32 / all.len() as f32;
    assert!(compared * 3 > fixture.sentences.len() * 2, "{compared} of {} sentences are the same here", fixture.sentences.len());
    assert!(mean < 0.01 && far < 0.01, "mean {mean}, far {far}");
}

#[test]
fn words_of_sport_tell_less_than_words_of_war() {
    let told = |text: &str| {
        let (document, states) = Language::english().analyse_with_states(text, &[]);
        let sentence = document.sentence(0).expect("the text has a sentence");
        let scores = Reader::builtin().scores(&states, sentence);
        scores.iter().map(|scores| scores.of(Class::Assault)).fold(0.0, f32::max)
    };
    assert!(told("Rebels attacked an army base near the border.") > 0.5);
    for tells_nothing in ["The winger attacked the goal in the second half.", "The storm attacked the coast.", "The court stands near the border."] {
        assert!(told("Rebels attacked an army base near the border.") > told(tells_nothing), "{tells_nothing}");
    }
}
