//! What names tell of trees: two persons in office are never one, and "In Bonn, Germany," is no subject.

use chancery_core::ActorKind;
use chancery_language::{Document, Relation};

use crate::mentions::{Mention, Reading, Told};

/// Puts relations right that names show to be wrong. `mentions` are in the order of the text.
pub(crate) fn amend(document: &mut Document, mentions: &[Mention]) {
    let starts: Vec<usize> = document.sentences().map(|sentence| sentence.token_range().start).collect();
    for (at, mention) in mentions.iter().enumerate() {
        let start = starts.get(mention.sentence).copied().unwrap_or_default();
        let before = mentions[..at].iter().rev().take(8).take_while(|other| other.sentence == mention.sentence);
        for other in before.filter(|other| other.tokens.end <= mention.tokens.start) {
            part_persons(document, start, (other, mention));
            place_country(document, start, (other, mention));
            part_countries(document, start, (other, mention));
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
