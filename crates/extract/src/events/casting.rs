//! The names of an article as the cast of one sentence.

use chancery_core::{ActorKind, PlacePrecision, Sector, Span};

use super::cast::{Cast, Named, Site, Who};
use crate::{
    Knowledge,
    gazetteer::{Gazetteer, made, slug},
    mentions::{ActorRef, Mention, Reading, Told, of_country},
    people::People,
    tree::Tree,
};

/// The cast of a sentence whose first word is word `first` of the article.
pub fn cast(tree: &Tree, first: usize, mentions: &[Mention], knowledge: &Knowledge) -> Cast {
    let gazetteer = knowledge.gazetteer();
    let mut cast = Cast::default();
    for mention in mentions {
        let words = mention.tokens.start.saturating_sub(first)..mention.tokens.end.saturating_sub(first).min(tree.words.len());
        if words.is_empty() {
            continue;
        }
        let head = head_of(tree, words.clone());
        if mention.reading != Reading::Place && !mention.actors.is_empty() {
            let who = mention.actors.iter().map(who).collect();
            cast.actors.push(Named {
                head,
                words: words.clone(),
                span: mention.span,
                who,
                confidence: sureness(mention),
                generic: is_generic(mention),
            });
        }
        if let Some(place) = mention.place.clone().filter(|_| mention.reading != Reading::Actor) {
            cast.lands.extend(land(gazetteer, &place).map(|who| Named {
                head,
                words: words.clone(),
                span: mention.span,
                who: vec![who],
                confidence: 0.8,
                generic: false,
            }));
            cast.places.push(Site { head, words, span: mention.span, place });
        }
    }
    let unknown = places(tree, &cast);
    cast.places.extend(unknown);
    cast.people = people(tree, &cast, knowledge.people());
    cast
}

/// Places that nothing knows, as far as their preposition says that they are some: "rockets at Kiryat Shmona".
fn places(tree: &Tree, cast: &Cast) -> Vec<Site> {
    let taken = |word: usize| cast.at(word).is_some() || cast.places.iter().any(|site| site.words.contains(&word));
    let site = |word: usize| {
        let told = &tree.words[word];
        let there = matches!(tree.case(word), Some("in" | "at" | "near" | "outside")) && told.is(&["obl", "nmod"]);
        let spelled = told.text.chars().all(|letter| !letter.is_ascii_digit()) && told.text.chars().any(char::is_lowercase);
        if told.upos != "PROPN" || !there || !spelled || NO_PLACES.contains(&told.lemma.as_str()) {
            return None;
        }
        let name = tree.subtree_without(word, |child| !tree.words[child].is(&["compound", "flat"]));
        let words = *name.first()?..*name.last()? + 1;
        if words.clone().any(taken) {
            return None;
        }
        let place = made(&text(tree, words.clone()), (None, None), None, PlacePrecision::Site);
        Some(Site { head: word, span: tree.span(&name)?, words, place })
    };
    (0..tree.words.len()).filter_map(site).collect()
}

/// Words as they stand in the text, one space between those that do not touch.
fn text(tree: &Tree, words: std::ops::Range<usize>) -> String {
    let mut text = String::new();
    for word in words.clone() {
        if word > words.start && tree.words[word - 1].span.end < tree.words[word].span.start {
            text.push(' ');
        }
        text.push_str(&tree.words[word].text);
    }
    text
}

/// What may be told by the prepositions of places and is none.
const NO_PLACES: &[&str] =
    &["christmas", "easter", "ramadan", "lent", "god", "cup", "league", "championship", "games", "olympics", "operation", "war"];

/// The phrases for people that name nobody in particular.
fn people(tree: &Tree, cast: &Cast, people: &People) -> Vec<Named> {
    let unnamed = |&word: &usize| cast.at(word).is_none() && !cast.places.iter().any(|site| site.words.contains(&word));
    let anyone = |word: usize| {
        let told = &tree.words[word];
        let kind = match told.upos.as_str() {
            "NOUN" => people.kind(&told.lemma)?,
            "PROPN" => proper(tree, word)?,
            _ => return None,
        };
        let phrase =
            tree.subtree_without(word, |child| tree.words[child].is(&["acl", "acl:relcl", "appos", "conj", "cc", "punct", "advcl", "parataxis"]));
        let who = Who {
            actor: slug(&told.lemma).parse().ok()?,
            kind,
            name: told.lemma.clone(),
            office: None,
            organization: None,
            country: None,
            sector: None,
        };
        let words = *phrase.first()?..phrase.last()? + 1;
        Some(Named { head: word, words, span: tree.span(&phrase)?, who: vec![who], confidence: 0.7, generic: true })
    };
    (0..tree.words.len()).filter(unnamed).filter_map(anyone).collect()
}

/// Words of names that nobody bears.
const NATURE: &[&str] =
    &["typhoon", "hurricane", "cyclone", "storm", "mount", "lake", "river", "flight", "operation", "street", "award", "cup", "league"];

/// What a name that nothing knows may be: several words or an acronym a body, one word a person. A part of a name is none.
fn proper(tree: &Tree, word: usize) -> Option<ActorKind> {
    let told = &tree.words[word];
    let part =
        told.is(&["flat", "compound", "amod", "nmod:desc", "nmod:unmarked", "appos", "obl:unmarked"]) || !told.text.starts_with(char::is_uppercase);
    let body = tree.first(word, &["compound", "det", "amod"]).is_some() || told.text.chars().filter(|letter| letter.is_uppercase()).count() > 1;
    let nature = tree.children(word).iter().chain([&word]).any(|&other| NATURE.contains(&tree.words[other].lemma.as_str()));
    (!part && !nature).then_some(if body { ActorKind::Organization } else { ActorKind::Person })
}

/// The word of a name on which the others hang: the first above which none of its words stands ("American and South Korean ministers":
/// "Korean" hangs on "American", and that on "ministers").
fn head_of(tree: &Tree, words: std::ops::Range<usize>) -> usize {
    let outside = |&word: &usize| tree.words[word].upos != "PUNCT" && !tree.up(word).skip(1).any(|step| words.contains(&step));
    words.clone().find(outside).unwrap_or(words.end - 1)
}

/// Whether a mention names nobody in particular: people without a country ("the police", "they"), save for those who fight states.
fn is_generic(mention: &Mention) -> bool {
    let anyone = |actor: &ActorRef| {
        let fights = matches!(actor.sector, Some(Sector::Reb | Sector::Uaf | Sector::Prm | Sector::Igo));
        let people = (actor.kind == ActorKind::Group && mention.told != Told::Name) || mention.told == Told::Group;
        people && actor.country.is_none() && actor.organization.is_none() && !fights
    };
    mention.actors.iter().all(anyone)
}

/// How sure a name is told by how it is told.
fn sureness(mention: &Mention) -> f32 {
    let by_form = match mention.told {
        Told::Name | Told::Demonym | Told::Titled => 1.0,
        Told::Office | Told::Group => 0.95,
        Told::Place => 0.8,
        Told::Pronoun | Told::Collective => 0.75,
    };
    if mention.alternatives.is_empty() { by_form } else { by_form * 0.9 }
}

fn who(actor: &ActorRef) -> Who {
    Who {
        actor: actor.id.clone(),
        kind: actor.kind,
        name: actor.name.clone(),
        office: actor.office.clone(),
        organization: actor.organization.clone(),
        country: actor.country,
        sector: actor.sector,
    }
}

/// The country in which a place lies.
fn land(gazetteer: &Gazetteer, place: &chancery_core::Place) -> Option<Who> {
    let country = gazetteer.country_of(place.country?.as_str())?;
    Some(who(&of_country(country)))
}

/// The words of a span in a sentence, none where it lies outside.
pub fn words_in(tree: &Tree, span: Span) -> Option<std::ops::Range<usize>> {
    let words = tree.within(span);
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::tree;

    #[test]
    fn the_noun_heads_a_name_with_coordinated_adjectives() {
        let t = tree(
            "Iranian/iranian/ADJ/JJ/4/amod and/and/CCONJ/CC/3/cc Iraqi/iraqi/ADJ/JJ/1/conj ministers/minister/NOUN/NNS/5/nsubj met/meet/VERB/VBD/0/root",
        );
        assert_eq!(head_of(&t, 2..4), 3);
    }
}
