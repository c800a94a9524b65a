//! What an act is about, by its words.

use std::collections::BTreeSet;

use super::{
    Telling,
    kin::{kin, numbers},
};
use crate::{Event, PlacePrecision};

/// Words that tell nothing of what an act is about.
const EMPTY: &[&str] = &[
    "about",
    "after",
    "again",
    "against",
    "agree",
    "also",
    "ambassador",
    "ambassadors",
    "announce",
    "before",
    "between",
    "call",
    "could",
    "diplomat",
    "diplomats",
    "during",
    "embassy",
    "first",
    "from",
    "have",
    "held",
    "hold",
    "into",
    "last",
    "made",
    "make",
    "meet",
    "minister",
    "ministry",
    "more",
    "official",
    "over",
    "president",
    "prime",
    "said",
    "say",
    "spokesman",
    "spokeswoman",
    "talk",
    "than",
    "that",
    "their",
    "them",
    "they",
    "this",
    "told",
    "under",
    "visit",
    "week",
    "were",
    "when",
    "which",
    "while",
    "will",
    "with",
    "would",
    "year",
    "yesterday",
    "today",
    "tomorrow",
    "foreign",
    "government",
    "country",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "been",
    "where",
    "capital",
    "leader",
    "other",
    "both",
];

/// Short words that tell what an act is about.
const SHORT: &[&str] = &["gas", "oil", "war", "tax", "sea", "gun", "spy", "cod", "dam", "coup"];

/// Words that count: different ones before the same event are different events.
const ORDINALS: &[&str] = &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// The stems of the words that tell what the event is about, without its participants, its date, the word for the act and what every report
/// says.
pub fn content(event: &Event) -> BTreeSet<String> {
    let mut stems = BTreeSet::new();
    for report in &event.reports {
        let told = report.place.iter().map(|place| &place.text).chain(report.date.iter().map(|date| &date.text));
        let words = told.chain(report.trigger.iter().map(|trigger| &trigger.text));
        // Of the phrase of a participant only the name is no content: "camp" of "the army camp in Kabul" is.
        let names = report.mentions.iter().flat_map(|mention| mention.text.split_whitespace());
        let names = names.filter(|word| word.starts_with(char::is_uppercase)).flat_map(split);
        let named: BTreeSet<String> = words.flat_map(|words| split(words)).chain(names).collect();
        let number = |word: &String| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_digit());
        let short: BTreeSet<String> = abbreviations(&report.evidence.text).collect();
        let tells = |word: &String| {
            !named.contains(word)
                && !EMPTY.contains(&word.as_str())
                && (word.chars().count() > 3 || SHORT.contains(&word.as_str()) || number(word) || short.contains(word))
        };
        stems.extend(split(&report.evidence.text).filter(tells).map(|word| kin(stem(&word)).to_owned()));
        let counted: Vec<String> = split(&report.evidence.text).filter(|word| !named.contains(word)).collect();
        stems.extend(numbers(&counted));
    }
    stems
}

fn split(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Words of capitals ("YPF"), in small letters.
fn abbreviations(text: &str) -> impl Iterator<Item = String> + '_ {
    let capitals = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    text.split(|c: char| !c.is_alphanumeric()).filter(capitals).map(str::to_lowercase)
}

/// The word without the endings of number, tense and manner: enough to tell that two words are of one kind.
pub(super) fn stem(word: &str) -> &str {
    const ENDINGS: &[&str] = &["ational", "ations", "ation", "ments", "ment", "ings", "ing", "ies", "ers", "ed", "es", "er", "ly", "s", "e", "y"];
    let long = |ending: &&&str| word.len() >= ending.len() + 4 && word.ends_with(**ending);
    ENDINGS.iter().find(long).map_or(word, |ending| &word[..word.len() - ending.len()])
}

/// The words that both have.
pub(super) fn common(a: &BTreeSet<String>, b: &BTreeSet<String>) -> Vec<String> {
    a.intersection(b).cloned().collect()
}

/// Whether the same word names the act in both, or one's word for it stands among the words of the other ("truce", "agreed on a ceasefire").
pub(super) fn same_trigger(a: Telling<'_>, b: Telling<'_>) -> bool {
    let (x, y) = (triggers(a.event), triggers(b.event));
    !x.is_disjoint(&y) || !x.is_disjoint(b.content) || !y.is_disjoint(a.content)
}

/// The stems of the words that name the act.
fn triggers(event: &Event) -> BTreeSet<String> {
    let words = event.reports.iter().filter_map(|report| report.trigger.as_ref()).flat_map(|trigger| split(&trigger.text));
    words.map(|word| kin(stem(&word)).to_owned()).collect()
}

/// The words that both tellings have, the names of one that the other has in its words, and the place that both name; none where they count
/// differently: a second round is not the first, three envoys are not two.
pub(super) fn same_matter(a: Telling<'_>, b: Telling<'_>) -> Option<Vec<String>> {
    let (x, y) = (ordinals(a.event), ordinals(b.event));
    let apart = !x.is_empty() && !y.is_empty() && x.is_disjoint(&y);
    let mut common = common(a.content, b.content);
    common.extend(named(a.event).intersection(b.content).cloned());
    common.extend(named(b.event).intersection(a.content).cloned());
    common.extend(triggers(a.event).intersection(b.content).cloned());
    common.extend(triggers(b.event).intersection(a.content).cloned());
    let places = a.event.place.as_ref().zip(b.event.place.as_ref()).filter(|(x, y)| x.name == y.name && x.precision != PlacePrecision::Country);
    common.extend(places.map(|(place, _)| place.name.clone()));
    (!apart).then_some(common)
}

/// The stems of the names of those who take part and of the place: another telling may have them in its words without knowing them for such.
fn named(event: &Event) -> BTreeSet<String> {
    let long = |word: &String| word.chars().count() > 3 && !EMPTY.contains(&word.as_str());
    let names = event.participants.iter().map(|who| &who.name).chain(event.place.iter().map(|place| &place.name));
    names.flat_map(|name| split(name)).filter(long).map(|word| stem(&word).to_owned()).collect()
}

fn ordinals(event: &Event) -> BTreeSet<String> {
    event.reports.iter().flat_map(|report| split(&report.evidence.text)).filter(|word| ORDINALS.contains(&word.as_str())).collect()
}
