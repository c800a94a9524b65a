//! Morphological features, told from the tag, the word and its place in the tree.

use crate::{Degree, Document, Mood, Morph, Number, Relation, Sentence, Span, Tense, Upos, VerbForm, Voice, Xpos};

/// Fills in the features of all tokens of an analysed document.
pub(crate) fn fill(document: &mut Document) {
    for index in 0..document.len() {
        let sentence = document.sentence(index).expect("the index is below the length");
        let Span { start, .. } = sentence.token_range();
        let morphs: Vec<Morph> = (0..sentence.len()).map(|token| features(sentence, token)).collect();
        for (token, morph) in document.tokens[start..].iter_mut().zip(morphs) {
            token.morph = morph;
        }
    }
}

fn features(sentence: Sentence<'_>, token: usize) -> Morph {
    let none = Morph::default();
    let number = |number| Morph { number: Some(number), ..none };
    let degree = |degree| Morph { degree: Some(degree), ..none };
    match sentence.token(token).xpos {
        Xpos::Nn | Xpos::Nnp => number(Number::Singular),
        Xpos::Nns | Xpos::Nnps => number(Number::Plural),
        Xpos::Jj => degree(Degree::Positive),
        Xpos::Jjr | Xpos::Rbr => degree(Degree::Comparative),
        Xpos::Jjs | Xpos::Rbs => degree(Degree::Superlative),
        Xpos::Prp | Xpos::PrpDollar => pronoun(sentence.form(token)),
        Xpos::Dt => determiner(sentence.form(token)),
        _ if matches!(sentence.token(token).upos, Upos::Verb | Upos::Aux) => verb(sentence, token),
        _ => none,
    }
}

fn verb(sentence: Sentence<'_>, token: usize) -> Morph {
    let none = Morph::default();
    let finite = |tense| Morph { tense: Some(tense), verb_form: Some(VerbForm::Finite), mood: Some(Mood::Indicative), ..none };
    match sentence.token(token).xpos {
        Xpos::Vbd => finite(Tense::Past),
        Xpos::Vbp => finite(Tense::Present),
        Xpos::Vbz => Morph { number: Some(Number::Singular), person: Some(3), ..finite(Tense::Present) },
        Xpos::Vbn => Morph { tense: Some(Tense::Past), verb_form: Some(VerbForm::Participle), voice: voice(sentence, token), ..none },
        Xpos::Vbg => gerund(sentence, token),
        Xpos::Md => Morph { verb_form: Some(VerbForm::Finite), ..none },
        Xpos::Vb if is_imperative(sentence, token) => {
            Morph { verb_form: Some(VerbForm::Finite), mood: Some(Mood::Imperative), person: Some(2), ..none }
        }
        Xpos::Vb => Morph { verb_form: Some(VerbForm::Infinitive), ..none },
        _ => none,
    }
}

/// A participle is passive under an auxiliary of the passive, and where it modifies a noun.
fn voice(sentence: Sentence<'_>, token: usize) -> Option<Voice> {
    let passive = sentence.child(token, Relation::AuxPass).is_some() || matches!(sentence.relation(token), Relation::Acl | Relation::Amod);
    passive.then_some(Voice::Passive)
}

/// A form in -ing is a participle under an auxiliary and where it modifies a noun or a clause without a conjunction.
fn gerund(sentence: Sentence<'_>, token: usize) -> Morph {
    let participle = sentence.child(token, Relation::Aux).is_some() || matches!(sentence.relation(token), Relation::Acl | Relation::Amod);
    let none = Morph::default();
    if participle {
        Morph { tense: Some(Tense::Present), verb_form: Some(VerbForm::Participle), ..none }
    } else {
        Morph { verb_form: Some(VerbForm::Gerund), ..none }
    }
}

/// A base form is an imperative if it heads a clause and nothing stands before it that a base form needs: "to", an auxiliary, a subject.
fn is_imperative(sentence: Sentence<'_>, token: usize) -> bool {
    const NEEDS: &[Relation] = &[Relation::Mark, Relation::Aux, Relation::Nsubj, Relation::NsubjPass];
    let clause = matches!(sentence.relation(token), Relation::Root | Relation::Parataxis | Relation::Ccomp);
    clause && sentence.children_by(token, NEEDS).next().is_none()
}

fn pronoun(form: &str) -> Morph {
    let (person, number) = match form.to_lowercase().as_str() {
        "i" | "me" | "my" | "mine" | "myself" => (1, Some(Number::Singular)),
        "we" | "us" | "our" | "ours" | "ourselves" | "'s" | "’s" => (1, Some(Number::Plural)),
        "you" | "your" | "yours" => (2, None),
        "yourself" => (2, Some(Number::Singular)),
        "yourselves" => (2, Some(Number::Plural)),
        "they" | "them" | "their" | "theirs" | "themselves" => (3, Some(Number::Plural)),
        _ => (3, Some(Number::Singular)),
    };
    Morph { person: Some(person), number, ..Morph::default() }
}

fn determiner(form: &str) -> Morph {
    let number = match form.to_lowercase().as_str() {
        "this" | "that" | "another" | "each" | "every" => Some(Number::Singular),
        "these" | "those" => Some(Number::Plural),
        _ => None,
    };
    Morph { number, ..Morph::default() }
}
