//! What names tell of trees: two persons in office are never one, and "In Bonn, Germany," is no subject.

use chancery_core::ActorKind;
use chancery_language::{Document, Relation, Upos, Xpos};

use crate::mentions::{Mention, Reading, Told};

/// Puts relations right that names show to be wrong. `mentions` are in the order of the text.
pub(crate) fn amend(document: &mut Document, mentions: &[Mention]) {
    let starts: Vec<usize> = document.sentences().map(|sentence| sentence.token_range().start).collect();
    for (at, mention) in mentions.iter().enumerate() {
        let start = starts.get(mention.sentence).copied().unwrap_or_default();
        give_clause(document, start, mention);
        let before = mentions[..at].iter().rev().take(8).take_while(|other| other.sentence == mention.sentence);
        for other in before.filter(|other| other.tokens.end <= mention.tokens.start) {
            part_persons(document, start, (other, mention));
            place_country(document, start, (other, mention));
            part_countries(document, start, (other, mention));
            give_subject(document, start, (other, mention));
        }
    }
}

/// "King Farouk, Emperor Haile Selassie and ...": an apposition between two persons told by name is a list.
fn part_persons(document: &mut Document, start: usize, (a, b): (&Mention, &Mention)) {
    let person = |mention: &Mention| mention.told == Told::Titled && mention.actors.len() == 1;
    if !person(a) || !person(b) || a.actors[0].id == b.actors[0].id {
        return;
    }
    for token in b.tokens.clone() {
        let token = &mut document.tokens[token];
        if token.relation == Relation::Appos && token.head.is_some_and(|head| a.tokens.contains(&(start + head))) {
            token.relation = Relation::Conj;
        }
    }
}

/// "Struck by Luanda, Havana and Pretoria": an apposition between two countries told by name is a list.
fn part_countries(document: &mut Document, start: usize, (a, b): (&Mention, &Mention)) {
    let country = |mention: &Mention| match &mention.actors[..] {
        [actor] if mention.told == Told::Name && actor.kind == ActorKind::Country => Some(actor.id.clone()),
        _ => None,
    };
    let (Some(one), Some(other)) = (country(a), country(b)) else { return };
    // "Vientiane, Laos," is one place.
    let token = &mut document.tokens[b.head];
    if one != other && token.relation == Relation::Appos && token.head.is_some_and(|head| a.tokens.contains(&(start + head))) {
        token.relation = Relation::Conj;
    }
}

/// Prepositions that open a clause too.
const MARKS: &[&str] = &["after", "before", "since", "until", "as"];

/// "After the Greek premier, George Papandreou, had pleaded": the office and the name between commas are the subject of the verb behind them,
/// which a parser gives to what stands before.
fn give_subject(document: &mut Document, start: usize, (office, name): (&Mention, &Mention)) {
    let form = |token: usize| document.tokens.get(token).map(|token| token.form(document).to_lowercase());
    let comma = |token: usize| form(token).as_deref() == Some(",");
    let beside = office.tokens.end + 1 == name.tokens.start && comma(office.tokens.end) && comma(name.tokens.end);
    let told = matches!(office.told, Told::Office | Told::Group) && name.told == Told::Titled;
    let Some(verb) = finite(document, start, name.tokens.end + 1).filter(|_| beside && told) else { return };
    let first = office.tokens.start;
    let mark = (first.saturating_sub(2).max(start)..first).find(|&token| form(token).is_some_and(|form| MARKS.contains(&&*form)));
    let above = |token: usize| above(document, start, token);
    let up = |token: usize| std::iter::successors(Some(token), |&token| above(token)).take(verb + 1 - start);
    let within = |token: &usize| office.tokens.contains(token) || name.tokens.contains(token);
    let Some(top) = up(office.head).take_while(within).last() else { return };
    // A subject that stands before the "after" is another verb's object.
    let others: Vec<usize> = subjects(document, start, verb).collect();
    // "To the Zambian premier, Elijah Mudenda, the Angolan president, ...": a name between commas belongs to the office before it.
    let set_off = |token: usize| token > start + 1 && comma(token - 1) && above(top) == Some(token);
    if others.iter().any(|&token| token > first || mark.is_none() && !set_off(token)) || up(verb).any(|step| step == top) {
        return;
    }
    let apposed: Vec<usize> = others.iter().copied().filter(|&token| set_off(token)).collect();
    let over = above(top).filter(|&over| mark.is_some() && !up(over).any(|step| step == verb));
    for &token in &apposed {
        hang(document, start, token, (token - 2, Relation::Appos));
    }
    for token in others.into_iter().filter(|token| !apposed.contains(token)) {
        if let Some(object_of) = (start..token).rev().find(|&before| document.tokens[before].upos == Upos::Verb) {
            hang(document, start, token, (object_of, Relation::Obj));
        }
    }
    if let Some(mark) = mark {
        hang(document, start, mark, (verb, Relation::Mark));
    }
    if let Some(over) = over {
        hang(document, start, verb, (over, Relation::Advcl));
    }
    hang(document, start, top, (verb, Relation::Nsubj));
}

/// "As Secretary of State Antony Blinken held talks": a name right before a verb without a subject is no phrase of time.
fn give_clause(document: &mut Document, start: usize, name: &Mention) {
    let Some(verb) = finite(document, start, name.tokens.end).filter(|_| name.told == Told::Titled) else { return };
    let above = |token: usize| above(document, start, token);
    let up = |token: usize| std::iter::successors(Some(token), |&token| above(token)).take(verb + 1 - start);
    let Some(top) = up(name.head).find(|&token| document.tokens[token].relation == Relation::Obl).filter(|&top| top < verb) else { return };
    let case = |token: usize| above(token) == Some(top) && document.tokens[token].relation == Relation::Case;
    let mark = (start..top).find(|&token| case(token) && MARKS.contains(&&*document.tokens[token].form(document).to_lowercase()));
    let over = above(top).filter(|&over| !up(over).any(|step| step == verb));
    let (Some(mark), Some(over)) = (mark, over) else { return };
    if subjects(document, start, verb).next().is_some() || up(verb).any(|step| step == top) {
        return;
    }
    hang(document, start, mark, (verb, Relation::Mark));
    hang(document, start, verb, (over, Relation::Advcl));
    hang(document, start, top, (verb, Relation::Nsubj));
}

/// The token above one, both numbered through the document.
fn above(document: &Document, start: usize, token: usize) -> Option<usize> {
    document.tokens[token].head.map(|head| start + head)
}

/// The subjects of a verb that stand before it.
fn subjects(document: &Document, start: usize, verb: usize) -> impl Iterator<Item = usize> {
    let of_verb = move |&token: &usize| above(document, start, token) == Some(verb) && document.tokens[token].relation.as_str().starts_with("nsubj");
    (start..verb).filter(of_verb)
}

/// Hangs a token on another, both numbered through the document.
fn hang(document: &mut Document, start: usize, token: usize, (head, relation): (usize, Relation)) {
    let token = &mut document.tokens[token];
    (token.head, token.relation) = (Some(head - start), relation);
}

/// The verb of which a finite form or an auxiliary stands at a token.
fn finite(document: &Document, start: usize, at: usize) -> Option<usize> {
    let token = document.tokens.get(at)?;
    let tensed = matches!(token.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    match token.relation {
        _ if !tensed => None,
        Relation::Aux | Relation::AuxPass => token.head.map(|head| start + head).filter(|&head| head > at),
        _ => (token.upos == Upos::Verb).then_some(at),
    }
}

/// "In Tel Aviv, Israel, the president paid a visit": the country between commas belongs to the place.
fn place_country(document: &mut Document, start: usize, (place, country): (&Mention, &Mention)) {
    let comma = |token: usize| document.tokens.get(token).is_some_and(|token| token.form(document) == ",");
    let beside = place.tokens.end + 1 == country.tokens.start && comma(place.tokens.end) && comma(country.tokens.end);
    let kinds = place.reading == Reading::Place && country.told == Told::Name && country.reading == Reading::Both;
    let token = &document.tokens[country.head];
    if beside && kinds && token.relation == Relation::Nsubj {
        let head = place.head.saturating_sub(start);
        let token = &mut document.tokens[country.head];
        (token.relation, token.head) = (Relation::Appos, Some(head));
    }
}
