//! The same event told twice in one article is one event with two reports.
//!
//! What makes two tellings one event is told in [`chancery_core::same`]; here they are joined, and the reasons are kept.

use chancery_core::{Event, EventId, same};
use std::collections::BTreeSet;

/// An event as one sentence tells it.
#[derive(Clone, Debug)]
pub struct Telling {
    /// The event, with one report.
    pub event: Event,
    /// The lemmas of the nouns, verbs and adjectives of its clause, without the names of participants.
    pub content: BTreeSet<String>,
    /// Whether only a noun tells it ("the agreement", "Turkey's accord with Libya"): such words may tell an act anew without others.
    pub bare: bool,
    /// Whether its own words say that it is another act than those told before ("later met", "separate talks").
    pub another: bool,
    /// The event told before whose participants it has, where its own words name none ("the talks").
    pub retells: Option<EventId>,
}

/// Two tellings taken for one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// The telling that was joined to an earlier one, by the start of its evidence.
    pub telling: u32,
    /// The earlier one.
    pub to: u32,
    /// Why.
    pub reasons: Vec<String>,
}

/// The tellings of one article as events, in the order of their first telling, and which tellings were joined.
///
/// Bare words that point back at an event with which they cannot be one ("the deal" after it failed) tell nothing of their own.
pub fn merge(tellings: Vec<Telling>) -> (Vec<Event>, Vec<Joined>) {
    let mut kept: Vec<Telling> = Vec::new();
    let mut joined = Vec::new();
    for telling in tellings {
        let earlier = kept.iter_mut().find_map(|earlier| one_event(earlier, &telling).map(|reasons| (earlier, reasons)));
        match earlier {
            Some((earlier, reasons)) => {
                joined.push(Joined { telling: start(&telling.event), to: start(&earlier.event), reasons });
                join(earlier, telling);
            }
            None if telling.bare && telling.retells.is_some() && telling.event.date.is_none() && telling.event.place.is_none() => {}
            None => kept.push(telling),
        }
    }
    (kept.into_iter().map(|telling| telling.event).collect(), joined)
}

fn start(event: &Event) -> u32 {
    event.reports.first().map_or(0, |report| report.evidence.span.start)
}

/// Why the two are one event, or none where they are two.
fn one_event(a: &Telling, b: &Telling) -> Option<Vec<String>> {
    if b.retells == Some(a.event.id) {
        let (a, b) = (&a.event, &b.event);
        if let (Some(_), Some(date)) = (same::same_state(a.status, b.status), same::same_date(a.date, b.date)) {
            return Some(vec!["the words point back at it".to_owned(), date]);
        }
    }
    if b.another {
        return None;
    }
    same::in_one_article(told(a), told(b))
}

fn told(telling: &Telling) -> same::Telling<'_> {
    let published_on = telling.event.reports.first().and_then(|report| report.published_on);
    same::Telling { event: &telling.event, content: &telling.content, published_on, bare: telling.bare }
}

/// Adds the later telling to the earlier one.
fn join(earlier: &mut Telling, later: Telling) {
    same::join(&mut earlier.event, later.event);
    earlier.content.extend(later.content);
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_core::{ActorKind, ArticleId, Ontology, Participant, Phrase, Report, Role, Span, Status};

    fn telling(kind: &str, parties: &[(&str, Role)], date: Option<&str>, words: &[&str]) -> Telling {
        let participants = parties.iter().map(|&(country, role)| Participant {
            actor: country.parse().unwrap(),
            kind: ActorKind::Country,
            name: country.into(),
            office: None,
            organization: None,
            country: country.parse().ok(),
            sector: None,
            role,
        });
        let kind: chancery_core::EventType = kind.parse().unwrap();
        let report = Report {
            article: "a".parse::<ArticleId>().unwrap(),
            published_on: None,
            status: Status::Occurred,
            evidence: Phrase { text: String::new(), span: Span::new(0, 0) },
            trigger: None,
            mentions: vec![],
            date: None,
            place: None,
            attribution: None,
            rule: String::new(),
            confidence: 0.5,
        };
        let event = Event {
            id: EventId(1),
            codes: Ontology::builtin().codes(&kind, Status::Occurred, None, None).unwrap(),
            kind,
            status: Status::Occurred,
            participants: participants.collect(),
            date: date.map(|date| date.parse().unwrap()),
            place: None,
            confidence: 0.5,
            corrected: chancery_core::Corrected::default(),
            reports: vec![report],
        };
        Telling { event, content: words.iter().map(|word| (*word).to_owned()).collect(), bare: false, another: false, retells: None }
    }

    const P: Role = Role::Participant;

    #[test]
    fn talks_told_twice_are_one() {
        let (events, joined) = merge(vec![
            telling("talks", &[("JPN", P), ("PRK", P)], Some("2005-12"), &[]),
            telling("meeting", &[("PRK", P), ("JPN", P)], Some("2005-12-25"), &[]),
        ]);
        assert_eq!((events.len(), events[0].reports.len(), joined.len()), (1, 2, 1));
        assert_eq!(events[0].date, "2005-12-25".parse().ok());
    }

    #[test]
    fn other_parties_or_days_are_other_events() {
        let first = telling("talks", &[("JPN", P), ("PRK", P)], Some("2005-12-24"), &[]);
        assert_eq!(merge(vec![first.clone(), telling("talks", &[("CHN", P), ("PRK", P)], None, &[])]).0.len(), 2);
        assert_eq!(merge(vec![first, telling("talks", &[("JPN", P), ("PRK", P)], Some("2005-12-20"), &[])]).0.len(), 2);
    }

    #[test]
    fn two_requests_are_one_only_with_common_words() {
        let sides = [("JPN", Role::Source), ("PRK", Role::Target)];
        let first = telling("request", &sides, None, &["free", "sailor"]);
        assert_eq!(merge(vec![first.clone(), telling("request", &sides, None, &["sailor", "free", "urge"])]).0.len(), 1);
        assert_eq!(merge(vec![first, telling("request", &sides, None, &["return", "island"])]).0.len(), 2);
    }

    #[test]
    fn whoever_acts_upon_the_other_matters() {
        let there = telling("visit", &[("JPN", Role::Source), ("PRK", Role::Host)], None, &[]);
        assert_eq!(merge(vec![there, telling("visit", &[("PRK", Role::Source), ("JPN", Role::Host)], None, &[])]).0.len(), 2);
    }
}
