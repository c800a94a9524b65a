//! Whether two tellings are of one real-world event, with the reasons.
//!
//! One comparison serves both places where that is decided: inside an article ([`in_one_article`]) and between an article and what others
//! have told before ([`in_two_articles`]). Both ask for the same class of type, the same parties by country, dates and places that go
//! together and, where one actor may do many such things to another, common words. Between articles the days of publication count too:
//! what was planned may be told as held, put off or called off later, what has happened is not planned any more.

mod fold;
mod kin;
mod life;
mod parties;
mod place;
mod time;
mod words;

pub use fold::{fold, join};
pub use life::{rank, same_state};
pub use parties::{add, parties};
pub use time::{Window, same_date};
pub use words::content;

use jiff::civil::Date;
use std::collections::BTreeSet;

use crate::{Event, EventId, EventType, Status};
use time::Time;

/// An event as one article tells it.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    /// The event.
    pub event: &'a Event,
    /// Words that tell what the act is about, without the names of those who take part: lemmas or, from [`content`], stems.
    pub content: &'a BTreeSet<String>,
    /// The day on which it was published, where that is known.
    pub published_on: Option<Date>,
    /// Whether only a noun tells it ("the agreement"): such words may tell an act anew without others.
    pub bare: bool,
}

/// Why two tellings are taken for one event, and how well they fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sameness {
    /// For people, in the order in which they were looked at.
    pub reasons: Vec<String>,
    /// Of several events that fit, a telling joins the one with the highest fit.
    pub fit: i32,
}

/// Types that tell one gathering in different words.
const GATHERINGS: &[&str] = &["meeting", "talks"];
/// Types of which one actor may do many to another at the same time: these need common words too.
const VERBAL: &[&str] = &["request", "accusation", "rejection", "threat", "pledge", "support", "statement", "agreement", "aid", "coercion", "attack"];

/// Types of which one actor may do a few to another at the same time: these need a common word.
const DEEDS: &[&str] = &["sanction", "expulsion", "protest", "mobilization"];

/// More common words than this are never asked for.
const MOST_WORDS: i32 = 2;
/// Types that tell one act in other words, where nothing else tells the two apart.
const KINDRED: &[(&str, &str)] = &[
    ("agreement", "cooperation"),
    ("agreement", "pledge"),
    ("agreement", "support"),
    ("attack", "coercion"),
    ("coercion", "expulsion"),
    ("coercion", "sanction"),
    ("concession", "pledge"),
    ("concession", "withdrawal"),
    ("cooperation", "mobilization"),
    ("expulsion", "sanction"),
    ("accusation", "threat"),
    ("meeting", "visit"),
    ("call", "meeting"),
    ("aid", "pledge"),
    ("mediation", "meeting"),
    ("agreement", "withdrawal"),
    ("accusation", "protest"),
    ("expulsion", "request"),
];

/// The class in which types are compared: gatherings are one class, every other type is its own.
pub fn class(kind: &EventType) -> &str {
    if GATHERINGS.contains(&kind.as_str()) { "meeting" } else { kind.as_str() }
}

/// The classes in which another article may tell an event of this type: its own first.
pub fn classes(kind: &EventType) -> Vec<&str> {
    let own = class(kind);
    let kindred = KINDRED.iter().filter_map(|&(a, b)| if a == own { Some(b) } else { (b == own).then_some(a) });
    std::iter::once(own).chain(kindred).collect()
}

/// Why two tellings of one article are one event, or none where they are two.
pub fn in_one_article(a: Telling<'_>, b: Telling<'_>) -> Option<Vec<String>> {
    let mut reasons = vec![same_kind(a.event, b.event)?];
    reasons.push(life::same_state(a.event.status, b.event.status)?);
    reasons.push(parties::same_sides(a.event, b.event)?);
    reasons.push(time::same_date(a.event.date, b.event.date)?);
    reasons.push(place::same_place(a.event.place.as_ref(), b.event.place.as_ref())?);
    let verbal = VERBAL.contains(&a.event.kind.as_str());
    // "Froze its grants and recalled its ambassador": two ways to punish.
    let other_way = || a.event.codes.cameo != b.event.codes.cameo && a.event.kind.as_str() == "sanction";
    if (verbal || other_way() || DEEDS.contains(&a.event.kind.as_str())) && !(a.bare || b.bare) {
        let common = words::common(a.content, b.content);
        if common.len() < if verbal { 2 } else { 1 } && !overlapping(a.event, b.event) {
            return None;
        }
        reasons.push(format!("common words: {}", common.join(", ")));
    }
    Some(reasons)
}

/// Why tellings of two articles are one event and how well they fit, or none where they are two. The order of the two does not matter.
pub fn in_two_articles(a: Telling<'_>, b: Telling<'_>) -> Option<Sameness> {
    compared(a, b).ok()
}

/// The same, with the reason for people where they are two.
///
/// # Errors
/// The first of types, statuses, parties, days, places and words that tells them apart.
pub fn compared(a: Telling<'_>, b: Telling<'_>) -> Result<Sameness, String> {
    let (earlier, later) = if order(b) < order(a) { (b, a) } else { (a, b) };
    let apart = |what: &'static str| move || what.to_owned();
    let mut reasons = vec![akin(earlier.event, later.event).ok_or_else(apart("types of two kinds"))?];
    let step = life::step(earlier.event.status, later.event.status).ok_or_else(apart("a status that does not follow"))?;
    reasons.push(format!("statuses {} and then {}", earlier.event.status, later.event.status));
    let parties = parties::same_parties(earlier.event, later.event, step).ok_or_else(apart("other parties"))?;
    let time = time::same_time(earlier, later, step).ok_or_else(apart("other days"))?;
    let place = place::places_agree(earlier.event, later.event).ok_or_else(apart("other places"))?;
    let words = words::same_matter(earlier, later).ok_or_else(apart("counted as another one"))?;
    let kindred = class(&earlier.event.kind) != class(&later.event.kind);
    let renamed = kindred && !words::same_trigger(earlier, later);
    let common = i32::try_from(words.len()).unwrap_or(i32::MAX) + i32::from(same_act(earlier.event, later.event) && (time.exact || time.together));
    let needed = need(&earlier.event.kind, parties.both_sides, &time) + i32::from(renamed);
    // A visit "to meet the president" is called off as a meeting.
    let off = step == life::Step::CalledOff && time.sure;
    if common < needed || renamed && !((time.exact || off) && parties.both_sides) {
        return Err(format!("{common} common words of {needed}, renamed {renamed}, sides {}, sure {}", parties.both_sides, time.sure));
    }
    reasons.extend([parties.reason, time.reason, place]);
    if !words.is_empty() {
        reasons.push(format!("common words: {}", words.join(", ")));
    }
    let placed = i32::from(earlier.event.place.is_some() && later.event.place.is_some());
    let plan = i32::from(step == life::Step::CalledOff && ahead(earlier.event.status));
    let fit = 20 - time.gap + 4 * parties.common + 2 * common.min(5) + 3 * (placed + plan) + i32::from(earlier.event.kind == later.event.kind);
    Ok(Sameness { reasons, fit: fit - 10 * i32::from(kindred) })
}

/// How well a telling fits an event that other articles tell: that of the telling that it fits best, none where it fits no telling or is at
/// odds with one.
pub fn joins(new: Telling<'_>, told: &[Telling<'_>]) -> Option<Sameness> {
    if told.iter().any(|&other| at_odds(new, other)) {
        return None;
    }
    told.iter().filter_map(|&other| in_two_articles(new, other)).max_by_key(|same| same.fit)
}

/// Whether two tellings that leave the event in the same state cannot be of one: other days, places or persons.
fn at_odds(a: Telling<'_>, b: Telling<'_>) -> bool {
    let (earlier, later) = if order(b) < order(a) { (b, a) } else { (a, b) };
    let Some(step @ (life::Step::Happened | life::Step::Ahead)) = life::step(earlier.event.status, later.event.status) else { return false };
    let place = place::places_agree(a.event, b.event);
    parties::same_parties(a.event, b.event, step).is_none() || time::same_time(earlier, later, step).is_none() || place.is_none()
}

/// Where a telling stands in the life of its event: by the day of publication, of one day what was planned before what came of it.
fn order(telling: Telling<'_>) -> (Option<Date>, u8, EventId) {
    (telling.published_on, life::rank(telling.event.status), telling.event.id)
}

/// How many words two tellings of two articles must have in common: the more, the less else tells them from others.
fn need(kind: &EventType, both_sides: bool, time: &Time) -> i32 {
    let acts = match kind.as_str() {
        "statement" => 2,
        "request" | "accusation" => 1,
        "attack" => i32::from(!time.exact),
        "rejection" | "threat" | "pledge" | "support" => i32::from(!(time.sure && both_sides)),
        _ => 0,
    };
    let more = acts + i32::from(!both_sides) + i32::from(!time.sure);
    more.min(MOST_WORDS)
}

/// Whether both tell an act of the same narrow code, of which nobody does many to another: as good as a common word.
fn same_act(a: &Event, b: &Event) -> bool {
    !VERBAL.contains(&a.kind.as_str()) && a.kind == b.kind && a.codes.cameo == b.codes.cameo
}

/// Whether the types may be of one event that two articles tell.
fn akin(a: &Event, b: &Event) -> Option<String> {
    classes(&a.kind).contains(&class(&b.kind)).then(|| format!("types {} and {}", a.kind, b.kind))
}

fn same_kind(a: &Event, b: &Event) -> Option<String> {
    (class(&a.kind) == class(&b.kind)).then(|| format!("types {} and {}", a.kind, b.kind))
}

fn overlapping(a: &Event, b: &Event) -> bool {
    a.reports.iter().any(|x| b.reports.iter().any(|y| x.evidence.span.overlaps(y.evidence.span)))
}

/// Whether an event with this status has taken place or is taking place.
pub fn happened(status: Status) -> bool {
    matches!(status, Status::Occurred | Status::Ongoing)
}

/// Whether an event with this status lies ahead.
pub fn ahead(status: Status) -> bool {
    matches!(status, Status::Planned | Status::Proposed | Status::Conditional)
}

#[cfg(test)]
mod tests;
