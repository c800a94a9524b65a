//! Questions in plain English, read as a query of another route.
//!
//! The words are read by what reads articles: names and places by the gazetteer, days by the date expressions, acts by the triggers. A question
//! in which nothing is understood is refused, and never answered as if everything had been asked for.

use chancery_core::EventType;
use chancery_extract::{
    Knowledge, dates,
    frames::Pos,
    mentions::{Mention, find_in_text},
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

/// The places, and the actors: the first is the one asked for, the others are its counterparts.
fn names(question: &str, knowledge: &Knowledge, today: Date) -> Vec<(&'static str, String)> {
    let mut parameters: Vec<(&'static str, String)> = Vec::new();
    let mut end = 0;
    for mention in find_in_text(question, Some(today), knowledge.gazetteer()).list {
        if mention.bytes.start < end {
            continue;
        }
        end = mention.bytes.end;
        if let Some(place) = placed(question, &mention) {
            parameters.push(("place", place));
        } else if let [actor] = &mention.actors[..] {
            let second = parameters.iter().any(|(name, _)| *name == "actor");
            parameters.push((if second { "with" } else { "actor" }, actor.id.to_string()));
        }
    }
    parameters
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
            ("Whom did China meet in 2005?", "/v1/meetings?actor=CHN&from=2005-01-01&to=2005-12-31"),
            ("When did Japan meet with North Korea?", "/v1/meetings?actor=JPN&with=PRK"),
            ("Who sanctioned Iran last year?", "/v1/events?actor=IRN&type=sanction&from=2005-01-01&to=2005-12-31"),
            ("How are you?", "q"),
        ] {
            assert_eq!(asked(question), query, "{question}");
        }
    }
}
