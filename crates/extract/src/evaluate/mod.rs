//! How well events are found, against annotated articles: precision, recall and F1 for each type and field, what was taken for what,
//! and whether the confidence holds. Read [`score`] first.

mod gold;
mod pairing;
mod report;

use chancery_core::{ActorKind, EventType, Role, ToldEvent};
use std::collections::{BTreeMap, BTreeSet};

pub use gold::{Gold, GoldDate, GoldEvent, GoldParticipant, GoldPlace, GoldSpan};
use pairing::{pairs, parties, told_parties, words};

/// The fields that are compared where an event is found.
pub const FIELDS: [&str; 6] = ["participants", "persons", "date", "place", "status", "roles"];
/// How many bands of confidence the reliability table has.
pub const BANDS: usize = 10;

/// The counts of an evaluation; print it for the tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// For each type (of the annotation; of the prediction where it is false) the events found, missed and false.
    pub types: BTreeMap<EventType, Counts>,
    /// For each field how often it is right, and how often it was compared.
    pub fields: [(usize, usize); 6],
    /// Annotated type and predicted type of events that are missed though something else is told in the same words.
    pub confused: BTreeMap<(EventType, EventType), usize>,
    /// For each tenth of the confidence: the predicted events, those that are right, and the sum of their confidences.
    pub bands: [(usize, usize, f64); BANDS],
    /// Statements beyond the annotation; these are not counted as false.
    pub statements: usize,
    /// The missed and the false events, for people.
    pub faults: Vec<String>,
}

/// Found, missed and false events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Annotated and found.
    pub found: usize,
    /// Annotated and not found.
    pub missed: usize,
    /// Told without being annotated.
    pub wrong: usize,
}

impl Counts {
    /// Precision, recall and F1, 0 where nothing is counted.
    pub fn figures(self) -> (f64, f64, f64) {
        let share = |of: usize| if of == 0 { 0.0 } else { self.found as f64 / of as f64 };
        let (precision, recall) = (share(self.found + self.wrong), share(self.found + self.missed));
        let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        (precision, recall, f1)
    }
}

/// Compares the events told of annotated articles with the annotation.
pub fn score(golds: &[Gold], told: &[ToldEvent]) -> Scores {
    let mut scores = Scores::default();
    for gold in golds {
        let told: Vec<&ToldEvent> = told.iter().filter(|event| event.article.as_str() == gold.id).collect();
        scores.article(gold, &told);
    }
    scores
}

impl Scores {
    /// Found, missed and false over all types.
    pub fn all(&self) -> Counts {
        let add = |a: Counts, b: &Counts| Counts { found: a.found + b.found, missed: a.missed + b.missed, wrong: a.wrong + b.wrong };
        self.types.values().fold(Counts::default(), add)
    }

    /// The share of compared fields that are right.
    pub fn field_share(&self) -> f64 {
        let (right, all) = self.fields.iter().fold((0, 0), |(a, b), (right, all)| (a + right, b + all));
        if all == 0 { 0.0 } else { right as f64 / all as f64 }
    }

    fn article(&mut self, gold: &Gold, told: &[&ToldEvent]) {
        let paired = pairs(gold, told);
        for (event, pair) in gold.events.iter().zip(&paired) {
            match pair.map(|index| told[index]) {
                Some(told) if !event.optional => self.found(event, told),
                Some(told) => self.judge(told, true),
                None if !event.optional => self.missed(gold, event, told),
                None => {}
            }
        }
        let used: BTreeSet<usize> = paired.iter().flatten().copied().collect();
        let rest = told.iter().enumerate().filter(|(index, _)| !used.contains(index));
        rest.for_each(|(_, told)| self.beyond(gold, told));
    }

    fn counts(&mut self, kind: &EventType) -> &mut Counts {
        self.types.entry(kind.clone()).or_default()
    }

    fn found(&mut self, gold: &GoldEvent, told: &ToldEvent) {
        self.counts(&gold.kinds[0]).found += 1;
        self.judge(told, true);
        for (tally, right) in self.fields.iter_mut().zip(compare(gold, told)) {
            tally.0 += usize::from(right == Some(true));
            tally.1 += usize::from(right.is_some());
        }
    }

    fn missed(&mut self, gold: &Gold, event: &GoldEvent, told: &[&ToldEvent]) {
        self.counts(&event.kinds[0]).missed += 1;
        self.faults.push(format!("missed {} {} ({})", gold.id, event.id, event.kinds[0]));
        let same_words = told.iter().find(|told| told.evidence.start < event.evidence.end && told.evidence.end > event.evidence.start);
        if let Some(told) = same_words {
            *self.confused.entry((event.kinds[0].clone(), told.event.kind.clone())).or_default() += 1;
        }
    }

    fn beyond(&mut self, gold: &Gold, told: &ToldEvent) {
        if told.event.kind.as_str() == "statement" {
            self.statements += 1;
            return;
        }
        self.counts(&told.event.kind).wrong += 1;
        self.judge(told, false);
        let words: String = told.evidence.text.chars().take(70).collect();
        self.faults.push(format!("false  {} {} \"{words}\"", gold.id, told.event.kind));
    }

    fn judge(&mut self, told: &ToldEvent, right: bool) {
        let band = ((f64::from(told.event.confidence) * BANDS as f64) as usize).min(BANDS - 1);
        self.bands[band].0 += 1;
        self.bands[band].1 += usize::from(right);
        self.bands[band].2 += f64::from(told.event.confidence);
    }
}

/// For each field whether it is right; none where the annotation says nothing of it.
fn compare(gold: &GoldEvent, told: &ToldEvent) -> [Option<bool>; 6] {
    let event = &told.event;
    let persons: BTreeSet<String> = gold.participants.iter().filter_map(|p| p.person.as_deref().and_then(surname)).collect();
    let told_persons = event.participants.iter().filter(|p| p.kind == ActorKind::Person).flat_map(|p| words(&p.name)).collect();
    let date = gold.date.as_ref().map(|date| {
        let (start, end) = (event.date.as_ref().map(|date| date.start), event.date.as_ref().map(|date| date.end));
        date.start.contains(&start) && date.end.contains(&end)
    });
    let acts = |role: Role| matches!(role, Role::Source | Role::Speaker);
    let wanted: BTreeSet<_> = gold.participants.iter().filter(|p| p.role != Role::Participant).map(|p| (p.country, acts(p.role))).collect();
    let roles = event.participants.iter().map(|p| (p.country, acts(p.role))).collect();
    [
        Some(parties(&gold.participants) == told_parties(&gold.participants, event)),
        (!persons.is_empty()).then(|| persons.is_subset(&told_persons)),
        date,
        gold.place.as_ref().map(|place| event.place.as_ref().is_some_and(|told| told.name == place.name)),
        Some(gold.status.contains(&event.status)),
        (!wanted.is_empty()).then(|| wanted.is_subset(&roles)),
    ]
}

fn surname(name: &str) -> Option<String> {
    name.split_whitespace().next_back().map(str::to_lowercase)
}

#[cfg(test)]
mod tests;
