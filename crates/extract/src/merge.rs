//! The same event told twice in one article is one event with two reports.
//!
//! Two tellings are one event when their types, statuses, participants (by country), dates and places go together; words that act
//! (requests, accusations, ...) must share content too, since one actor may ask another for many things. The reasons are kept.

use chancery_core::{CountryCode, DateRange, Event, EventId, EventType, Participant, PlacePrecision, Role, Status};
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

/// Types of which one actor may do many to another in one article: these need common words too.
const VERBAL: &[&str] = &["request", "accusation", "rejection", "threat", "pledge", "support", "statement", "agreement", "aid", "coercion", "attack"];
/// Types that tell one gathering in different words.
const GATHERINGS: &[&str] = &["meeting", "talks"];

/// The tellings of one article as events, in the order of their first telling, and which tellings were joined.
///
/// Bare words that point back at an event with which they cannot be one ("the deal" after it failed) tell nothing of their own.
pub fn merge(tellings: Vec<Telling>) -> (Vec<Event>, Vec<Joined>) {
    let mut kept: Vec<Telling> = Vec::new();
    let mut joined = Vec::new();
    for telling in tellings {
        let earlier = kept.iter_mut().find_map(|earlier| same(earlier, &telling).map(|reasons| (earlier, reasons)));
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
fn same(a: &Telling, b: &Telling) -> Option<Vec<String>> {
    if b.retells == Some(a.event.id) && same_status(&a.event, &b.event).is_some() {
        return Some(vec!["the words point back at it".to_owned(), same_date(a.event.date, b.event.date)?]);
    }
    let mut reasons = vec![same_kind(&a.event, &b.event)?];
    reasons.push(same_status(&a.event, &b.event)?);
    reasons.push(same_people(&a.event, &b.event)?);
    reasons.push(same_date(a.event.date, b.event.date)?);
    reasons.push(same_place(&a.event, &b.event)?);
    if VERBAL.contains(&a.event.kind.as_str()) && !(a.bare || b.bare) {
        let common: Vec<&str> = a.content.intersection(&b.content).map(String::as_str).collect();
        if common.len() < 2 && !overlapping(&a.event, &b.event) {
            return None;
        }
        reasons.push(format!("common words: {}", common.join(", ")));
    }
    Some(reasons)
}

fn overlapping(a: &Event, b: &Event) -> bool {
    a.reports.iter().any(|x| b.reports.iter().any(|y| x.evidence.span.overlaps(y.evidence.span)))
}

/// Whether events of these types may be one told in different words.
pub fn one_kind(a: &EventType, b: &EventType) -> bool {
    let gathering = |kind: &EventType| GATHERINGS.contains(&kind.as_str());
    a == b || (gathering(a) && gathering(b))
}

fn same_kind(a: &Event, b: &Event) -> Option<String> {
    let same = one_kind(&a.kind, &b.kind);
    same.then(|| format!("types {} and {}", a.kind, b.kind))
}

fn same_status(a: &Event, b: &Event) -> Option<String> {
    let happened = |status| matches!(status, Status::Occurred | Status::Ongoing);
    let ahead = |status| matches!(status, Status::Planned | Status::Proposed | Status::Conditional);
    let same = a.status == b.status || (happened(a.status) && happened(b.status)) || (ahead(a.status) && ahead(b.status));
    same.then(|| format!("statuses {} and {}", a.status, b.status))
}

/// Countries, and the names of those without one, that take part on one side.
fn side(event: &Event, roles: &[Role]) -> BTreeSet<String> {
    let name = |p: &Participant| p.country.as_ref().map_or_else(|| p.actor.to_string(), CountryCode::to_string);
    event.participants.iter().filter(|p| roles.contains(&p.role)).map(name).collect()
}

fn same_people(a: &Event, b: &Event) -> Option<String> {
    const SIDES: [&[Role]; 4] = [&[Role::Source, Role::Speaker], &[Role::Target, Role::Host], &[Role::Participant], &[Role::Mediator]];
    let mut agreed = Vec::new();
    for roles in SIDES {
        let (left, right) = (side(a, roles), side(b, roles));
        if left.is_empty() || right.is_empty() {
            continue;
        }
        // Half of those who sat at a table may be told again; a meeting of two beside a round of six is another one.
        let common = left.intersection(&right).count();
        if common < left.len().min(right.len()) || 2 * common < left.len().max(right.len()) {
            return None;
        }
        agreed.extend(left.intersection(&right).cloned());
    }
    let persons_differ = persons(a).iter().any(|(country, name)| persons(b).iter().any(|(other, told)| country == other && name != told));
    (!agreed.is_empty() && !persons_differ).then(|| format!("both with {}", agreed.join(", ")))
}

/// Named persons with the country they act for: two different ones for one country are two different meetings.
fn persons(event: &Event) -> Vec<(Option<CountryCode>, &str)> {
    event.participants.iter().filter(|p| p.kind == chancery_core::ActorKind::Person).map(|p| (p.country, p.name.as_str())).collect()
}

fn same_date(a: Option<DateRange>, b: Option<DateRange>) -> Option<String> {
    match (a, b) {
        (Some(a), Some(b)) => a.overlaps(b).then(|| format!("dates {a} and {b}")),
        (Some(one), None) | (None, Some(one)) => Some(format!("only one has a date, {one}")),
        (None, None) => Some("neither has a date".into()),
    }
}

fn same_place(a: &Event, b: &Event) -> Option<String> {
    let (Some(x), Some(y)) = (&a.place, &b.place) else { return Some("not both have a place".into()) };
    let countries = x.country == y.country || x.country.is_none() || y.country.is_none();
    let wide = |precision| matches!(precision, PlacePrecision::Country | PlacePrecision::Region);
    let within = x.name == y.name || x.within.as_ref() == Some(&y.name) || y.within.as_ref() == Some(&x.name);
    let sites = x.precision == PlacePrecision::Site || y.precision == PlacePrecision::Site;
    (countries && (within || wide(x.precision) || wide(y.precision) || sites)).then(|| format!("places {} and {}", x.name, y.name))
}

/// Adds the later telling to the earlier one.
fn join(earlier: &mut Telling, later: Telling) {
    let event = &mut earlier.event;
    let narrower = |a: DateRange, b: DateRange| if b.days() < a.days() { b } else { a };
    event.date = match (event.date, later.event.date) {
        (Some(a), Some(b)) => Some(narrower(a, b)),
        (a, b) => a.or(b),
    };
    let finer = |place: &Option<chancery_core::Place>| place.as_ref().map_or(9, |place| place.precision as u8);
    if finer(&later.event.place) < finer(&event.place) {
        event.place = later.event.place;
    }
    for participant in later.event.participants {
        add(&mut event.participants, participant);
    }
    event.confidence = event.confidence.max(later.event.confidence);
    event.reports.extend(later.event.reports);
    earlier.content.extend(later.content);
}

/// Adds a participant; a person stands for the country it acts for, so that the two are not told side by side in one role.
pub fn add(participants: &mut Vec<Participant>, new: Participant) {
    let stands_for = |a: &Participant, b: &Participant| {
        a.role == b.role && a.country.is_some() && a.country == b.country && b.kind == chancery_core::ActorKind::Country && a.kind != b.kind
    };
    if participants.iter().any(|old| (old.actor == new.actor && old.role == new.role) || stands_for(old, &new)) {
        return;
    }
    participants.retain(|old| !stands_for(&new, old));
    participants.push(new);
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_core::{ActorKind, ArticleId, Ontology, Phrase, Report, Span};

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
            reports: vec![report],
        };
        Telling { event, content: words.iter().map(|word| (*word).to_owned()).collect(), bare: false, retells: None }
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
