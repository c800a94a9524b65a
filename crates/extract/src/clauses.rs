//! What words alone tell of trees, where a parser errs: an apposition has no "and" of its own, and a decision is completed by what was decided.

use chancery_language::{Document, Relation, Xpos};

/// Nouns that an infinitive completes: it tells what was decided, not what for.
const COMPLETED: &[&str] = &["decision", "plan", "offer", "promise", "threat", "refusal", "intention", "proposal", "pledge", "commitment", "vow"];
/// Words between such a noun and its infinitive at most ("the decision of the Bolivian government to").
const BETWEEN: usize = 8;

/// Puts relations right that the words of a sentence show to be wrong.
pub(crate) fn amend(document: &mut Document) {
    let starts: Vec<(usize, usize)> = document.sentences().map(|sentence| (sentence.token_range().start, sentence.token_range().end)).collect();
    for (start, end) in starts {
        for word in 0..end - start {
            list_after_and(document, start, word);
            give_infinitive(document, start, word);
            give_conjunct(document, start, word);
        }
    }
}

/// "He and President Carter": an apposition with an "and" of its own is the second of a list, whose first stands before the "and".
fn list_after_and(document: &mut Document, start: usize, word: usize) {
    let token = &document.tokens[start + word];
    let listed = token.relation == Relation::Appos && token.head.is_some_and(|head| head < word);
    let and = |&other: &usize| {
        let other = &document.tokens[start + other];
        other.relation == Relation::Cc && other.head == Some(word) && other.form(document) == "and"
    };
    let Some(and) = (1..word).rev().take(BETWEEN).filter(|_| listed).find(and) else { return };
    let first = &document.tokens[start + and - 1];
    let head = (first.relation == Relation::Nsubj).then_some(and - 1);
    let token = &mut document.tokens[start + word];
    (token.relation, token.head) = (Relation::Conj, head.or(token.head));
}

/// "Regretted the decision of Bolivia to cut ties": the infinitive belongs to the noun, though a parser hangs it on the verb.
fn give_infinitive(document: &mut Document, start: usize, verb: usize) {
    let token = &document.tokens[start + verb];
    let loose = token.relation == Relation::Advcl && token.xpos == Xpos::Vb && verb > 1 && document.tokens[start + verb - 1].form(document) == "to";
    let Some(above) = token.head.filter(|&head| loose && head < verb) else { return };
    let completed = |&noun: &usize| {
        let token = &document.tokens[start + noun];
        token.head == Some(above) && matches!(token.relation, Relation::Obj | Relation::Obl) && COMPLETED.contains(&token.lemma(document))
    };
    let Some(noun) = (above..verb - 1).rev().take(BETWEEN).find(completed) else { return };
    // Nothing but phrases of the noun may stand between the two.
    let up = |word: usize| std::iter::successors(Some(word), |&word| document.tokens[start + word].head).take(BETWEEN);
    if (noun + 1..verb - 1).all(|word| up(word).any(|step| step == noun)) {
        let token = &mut document.tokens[start + verb];
        (token.relation, token.head) = (Relation::Acl, Some(noun));
    }
}

/// "Denied that his men had fired and accused Chad": a verb in the past tense does not continue "had fired" but the verb of saying above it.
fn give_conjunct(document: &mut Document, start: usize, verb: usize) {
    let token = &document.tokens[start + verb];
    let relation =
        |word: usize, wanted: Relation| document.tokens[start + word].head == Some(verb) && document.tokens[start + word].relation == wanted;
    let past = token.relation == Relation::Conj && token.xpos == Xpos::Vbd;
    let Some(first) =
        token.head.filter(|&first| past && first < verb && !(first..verb).rev().take(BETWEEN).any(|word| relation(word, Relation::Nsubj)))
    else {
        return;
    };
    let inner = &document.tokens[start + first];
    let helped = (0..first).rev().take(BETWEEN).any(|word| {
        let word = &document.tokens[start + word];
        word.head == Some(first) && word.relation == Relation::Aux
    });
    let said = inner.relation == Relation::Ccomp && inner.xpos == Xpos::Vbn && helped;
    let Some(above) = inner.head.filter(|&above| said && above < first && document.tokens[start + above].xpos == Xpos::Vbd) else { return };
    document.tokens[start + verb].head = Some(above);
}

#[cfg(test)]
mod tests {
    use crate::{Knowledge, extract};
    use chancery_core::Article;

    fn told(text: &str, kind: &str) -> Vec<String> {
        let events = extract(&Article::new(text, None), &Knowledge::builtin()).events;
        let event = events.iter().find(|event| event.kind.as_str() == kind).unwrap_or_else(|| panic!("{kind} in {text}"));
        event.participants.iter().map(|who| format!("{} {}", who.role, who.name)).collect()
    }

    #[test]
    fn a_decision_is_completed_by_what_was_decided() {
        let text = "The Chilean foreign ministry said it regretted the decision of the Bolivian government to cut ties.";
        assert!(told(text, "sanction").contains(&"source Bolivia".to_owned()));
    }

    #[test]
    fn an_apposition_with_an_and_is_a_list() {
        let text = "General Omar Torrijos wept. The treaties that he and President Jimmy Carter signed on September 7, 1977, promised the canal to the Panamanians.";
        assert_eq!(told(text, "agreement").len(), 2);
    }
}
