//! Questions in plain English, read as a query of another route.
//!
//! The words are read by what reads articles: names and places by the gazetteer, days by the date expressions, acts by the triggers. A question
//! in which nothing is understood is refused, and never answered as if everything had been asked for.

use chancery_core::{ActorKind, EventType, Span};
use chancery_extract::{
    Knowledge, dates,
    frames::Pos,
    mentions::{Mention, Told, find_in_text},
    page::tree_of,
};
use jiff::civil::Date;

use crate::error::{ApiError, FieldError};

/// Prepositions after which a name that can be a place is one.
const PLACED: [&str; 4] = ["in", "at", "near", "inside"];

/// A question as it was read: a route and its query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Whether pairs are asked for, and not events.
    pub pairs: bool,
    /// The parameters that the question tells.
    pub parameters: Vec<(&'static str, String)>,
}

impl Asked {
    /// The path of the route that answers.
    pub fn path(&self) -> &'static str {
        if self.pairs { "/v1/meetings" } else { "/v1/events" }
    }
}

/// Reads a question asked on the day `today`.
///
/// # Errors
/// A 400 that says what a question may tell, when nothing in it is understood.
pub fn read(question: &str, knowledge: &Knowledge, today: Date) -> Result<Asked, ApiError> {
    let (named, dated) = (names(question, knowledge, today), days(question, today));
    let kinds = acts(question, knowledge);
    let met = |kind: &EventType| knowledge.ontology().get(kind).is_some_and(|info| info.met);
    let pairs = kinds.iter().all(met);
    // "Met" stands for every way of meeting; a narrower word for itself.
    let plain = kinds.iter().all(|kind| kind.as_str() == "meeting");
    let types = kinds.into_iter().filter(|_| !plain).map(|kind| ("type", kind.to_string()));
    let understood = !named.is_empty() || !dated.is_empty() || types.clone().next().is_some();
    if !understood {
        let accepted = "a question that names an actor, a place, a date or an act, such as: who met whom in Beijing in December 2005?";
        return Err(ApiError::Query(vec![FieldError::new("q", Some(question), accepted)]));
    }
    Ok(Asked { pairs, parameters: named.into_iter().chain(types).chain(dated).collect() })
}

/// The places, and the actors: the first is the one asked for, the others are its counterparts. A name that is not known is an actor too, so
/// that it is refused and not passed over. Where a country is named, what is done by those who act for it counts as its own.
fn names(question: &str, knowledge: &Knowledge, today: Date) -> Vec<(&'static str, String)> {
    let mut found: Vec<(Span, Name)> = Vec::new();
    for mention in find_in_text(question, Some(today), knowledge.gazetteer()).list {
        if !found.iter().any(|(span, _)| span.overlaps(mention.span)) {
            found.extend(name_of(question, &mention).map(|name| (mention.span, name)));
        }
    }
    let mut taken: Vec<Span> = found.iter().map(|(span, _)| *span).collect();
    taken.extend(dates::find(question).iter().map(|date| date.span));
    found.extend(strangers(question, knowledge, &taken));
    found.sort_by_key(|(span, _)| *span);
    let country = found.iter().any(|(_, name)| matches!(name, Name::Actor(_, true)));
    let mut parameters: Vec<(&'static str, String)> = country.then(|| ("level", "country".to_owned())).into_iter().collect();
    for (_, name) in found {
        let second = parameters.iter().any(|(name, _)| *name == "actor");
        match name {
            Name::Place(place) => parameters.push(("place", place)),
            Name::Actor(actor, _) => parameters.push((if second { "with" } else { "actor" }, actor)),
        }
    }
    parameters
}

/// What a name of a question means.
enum Name {
    /// A place.
    Place(String),
    /// An actor, and whether it is a country.
    Actor(String, bool),
}

/// A mention as a name; none for a pronoun and for words that name several.
fn name_of(question: &str, mention: &Mention) -> Option<Name> {
    if let Some(place) = placed(question, mention) {
        return Some(Name::Place(place));
    }
    match (&mention.actors[..], mention.told) {
        (_, Told::Pronoun | Told::Collective) => None,
        ([actor], _) => Some(Name::Actor(actor.id.to_string(), actor.kind == ActorKind::Country)),
        // Whose name it is the graph may know; where it does not, it tells the candidates.
        _ => Some(Name::Actor(question[mention.bytes.clone()].to_owned(), false)),
    }
}

/// Proper names that nothing else has read, as they stand.
fn strangers(question: &str, knowledge: &Knowledge, taken: &[Span]) -> Vec<(Span, Name)> {
    let mut found: Vec<Span> = Vec::new();
    let document = knowledge.language().analyse(question);
    for word in document.sentences().flat_map(|sentence| tree_of(sentence).words) {
        if word.upos != "PROPN" || taken.iter().any(|span| span.overlaps(word.span)) {
            continue;
        }
        match found.last_mut().filter(|last| last.end + 1 == word.span.start) {
            Some(last) => *last = last.cover(word.span),
            None => found.push(word.span),
        }
    }
    found.into_iter().filter_map(|span| Some((span, Name::Actor(span.words(question)?.to_owned(), false)))).collect()
}

/// The place that a mention is: one after "in" or the like, or one that cannot act.
fn placed(question: &str, mention: &Mention) -> Option<String> {
    let before = question[..mention.bytes.start].trim_end().trim_end_matches(" the").split_whitespace().next_back().unwrap_or_default();
    let after_preposition = PLACED.contains(&before.to_lowercase().as_str());
    let place = mention.place.as_ref()?;
    (after_preposition || mention.actors.is_empty()).then(|| place.name.clone())
}

/// The window.
fn days(question: &str, today: Date) -> Vec<(&'static str, String)> {
    let Some(dated) = dates::of_text(question, Some(today)).into_iter().next() else { return vec![] };
    vec![("from", dated.range.start.to_string()), ("to", dated.range.end.to_string())]
}

/// The types of event that the verbs and nouns of the question tell, each once.
fn acts(question: &str, knowledge: &Knowledge) -> Vec<EventType> {
    let document = knowledge.language().analyse(question);
    let mut kinds: Vec<EventType> = Vec::new();
    for sentence in document.sentences() {
        for word in tree_of(sentence).words {
            let pos = match word.upos.as_str() {
                "VERB" => Pos::Verb,
                "NOUN" => Pos::Noun,
                _ => continue,
            };
            // The trigger with the fewest conditions is last: it comes nearest to what the word means by itself.
            let trigger = knowledge.frames().triggers(pos, &word.lemma).last();
            let kind = trigger.and_then(|trigger| trigger.kind.clone().or_else(|| knowledge.frames().frame(trigger.frame).kind.clone()));
            kinds.extend(kind.filter(|kind| !kinds.contains(kind)));
        }
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::LazyLock;

    fn asked(question: &str) -> String {
        static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::builtin);
        match read(question, &KNOWLEDGE, jiff::civil::date(2006, 1, 10)) {
            Ok(asked) => {
                let parameters = asked.parameters.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>();
                format!("{}?{}", asked.path(), parameters.join("&"))
            }
            Err(error) => error.problem().errors[0].parameter.clone(),
        }
    }

    #[test]
    fn questions_become_queries() {
        for (question, query) in [
            ("who met whom in Beijing in December 2005", "/v1/meetings?place=Beijing&from=2005-12-01&to=2005-12-31"),
            ("Whom did China meet in 2005?", "/v1/meetings?level=country&actor=CHN&from=2005-01-01&to=2005-12-31"),
            ("When did Japan meet with North Korea?", "/v1/meetings?level=country&actor=JPN&with=PRK"),
            ("Who sanctioned Iran last year?", "/v1/events?level=country&actor=IRN&type=sanction&from=2005-01-01&to=2005-12-31"),
            ("Whom did Qandaria meet in 2005?", "/v1/meetings?actor=Qandaria&from=2005-01-01&to=2005-12-31"),
            ("How are you?", "q"),
        ] {
            assert_eq!(asked(question), query, "{question}");
        }
    }
}
