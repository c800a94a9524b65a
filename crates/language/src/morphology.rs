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
        Xpos::Nnp if sentence.token(token).upos == Upos::Adj => degree(Degree::Positive),
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
        Xpos::Vb if is_imperative(sentence, token) => Morph { verb_form: Some(VerbForm::Finite), mood: Some(Mood::Imperative), ..none },
        Xpos::Vb => Morph { verb_form: Some(VerbForm::Infinitive), ..none },
        _ => none,
    }
}

/// A past participle is passive unless it stands in the perfect: they have met, they had been met.
fn voice(sentence: Sentence<'_>, token: usize) -> Option<Voice> {
    if sentence.token(token).upos == Upos::Aux {
        return None;
    }
    let clause = first_conjunct(sentence, token);
    let has = |relation| sentence.child(token, relation).or_else(|| sentence.child(clause, relation));
    let perfect = || has(Relation::Aux).is_some_and(|auxiliary| is_have(sentence.form(auxiliary)));
    (has(Relation::AuxPass).is_some() || !perfect()).then_some(Voice::Passive)
}

fn is_have(form: &str) -> bool {
    matches!(form.to_lowercase().as_str(), "have" | "has" | "had" | "having" | "'ve" | "’ve" | "'s" | "’s" | "'d" | "’d")
}

/// The head of a chain of coordinated words, whose auxiliaries hold for the others too.
fn first_conjunct(sentence: Sentence<'_>, token: usize) -> usize {
    match sentence.head(token) {
        Some(head) if sentence.relation(token) == Relation::Conj => head,
        _ => token,
    }
}

/// A form in -ing is a participle under an auxiliary, and where it stands for a clause or a preposition.
fn gerund(sentence: Sentence<'_>, token: usize) -> Morph {
    let clause = first_conjunct(sentence, token);
    let clausal = matches!(sentence.relation(clause), Relation::Advcl | Relation::Case | Relation::Root | Relation::Parataxis);
    let none = Morph::default();
    if clausal || sentence.child(clause, Relation::Aux).is_some() {
        Morph { tense: Some(Tense::Present), verb_form: Some(VerbForm::Participle), ..none }
    } else {
        Morph { verb_form: Some(VerbForm::Gerund), ..none }
    }
}

/// A base form is an imperative if it heads a clause and has nothing that a base form needs: "to", an auxiliary, a subject.
fn is_imperative(sentence: Sentence<'_>, token: usize) -> bool {
    const NEEDS: &[Relation] = &[Relation::Mark, Relation::Aux, Relation::Nsubj, Relation::NsubjPass];
    let clause = first_conjunct(sentence, token);
    let heads = matches!(sentence.relation(clause), Relation::Root | Relation::Parataxis | Relation::Ccomp);
    let bare = |token| sentence.children_by(token, NEEDS).next().is_none();
    heads && bare(token) && bare(clause) && sentence.token(clause).xpos == Xpos::Vb
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
        "this" | "that" => Some(Number::Singular),
        "these" | "those" => Some(Number::Plural),
        _ => None,
    };
    Morph { number, ..Morph::default() }
}

#[cfg(test)]
mod tests {
    use crate::read_conllu;

    /// The features of words that are written as form/class/tag/head/relation.
    fn features(words: &str) -> Vec<String> {
        let line = |(at, word): (usize, &str)| {
            let parts: Vec<&str> = word.split('/').collect();
            format!("{}\t{}\t_\t{}\t{}\t_\t{}\t{}\t_\t_\n", at + 1, parts[0], parts[1], parts[2], parts[3], parts[4])
        };
        let text: String = words.split(' ').enumerate().map(line).collect();
        let mut document = read_conllu(&text).unwrap();
        super::fill(&mut document);
        document.tokens.iter().map(|token| token.morph.to_string()).collect()
    }

    #[test]
    fn participles_are_passive_but_in_the_perfect() {
        let passive = "Tense=Past|VerbForm=Part|Voice=Pass";
        assert_eq!(features("was/AUX/VBD/2/aux:pass seized/VERB/VBN/0/root held/VERB/VBN/2/conj")[1..], [passive, passive]);
        assert_eq!(features("has/AUX/VBZ/2/aux met/VERB/VBN/0/root left/VERB/VBN/2/conj")[1], "Tense=Past|VerbForm=Part");
        assert_eq!(features("men/NOUN/NNS/0/root held/VERB/VBN/1/acl"), ["Number=Plur", passive]);
    }

    #[test]
    fn base_forms_are_imperatives_where_nothing_governs_them() {
        assert_eq!(features("Leave/VERB/VB/0/root now/ADV/RB/1/advmod")[0], "Mood=Imp|VerbForm=Fin");
        assert_eq!(features("will/AUX/MD/2/aux leave/VERB/VB/0/root"), ["VerbForm=Fin", "VerbForm=Inf"]);
    }

    #[test]
    fn other_words_have_number_degree_or_person() {
        assert_eq!(features("larger/ADJ/JJR/2/amod ones/NOUN/NNS/0/root"), ["Degree=Cmp", "Number=Plur"]);
        assert_eq!(features("their/PRON/PRP$/2/nmod:poss talks/NOUN/NNS/0/root")[0], "Number=Plur|Person=3");
    }
}
