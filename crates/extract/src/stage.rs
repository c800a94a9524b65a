//! Whether an article tells of the world stage at all: crime, courts, accidents and sport are full of words for events, but nothing in
//! them passes between states, bodies that deal with states, or those who fight or oppose a government.

use chancery_core::{ActorKind, Event, Participant, Role, Sector};
use std::collections::BTreeSet;

/// How many sentences it takes to tell what an article is about.
const ENOUGH: usize = 3;

/// The events that are kept, and those that are left out: in an article of some length without any event between two parties of the world
/// stage, whatever else happens to private people, firms and places.
pub fn parted(events: Vec<Event>, sentences: usize) -> (Vec<Event>, Vec<Event>) {
    if sentences < ENOUGH || events.iter().any(between_parties) || several_act(&events) {
        return (events, Vec::new());
    }
    events.into_iter().partition(public)
}

/// Whether two states act, each for itself: one withdraws its troops, and another thanks nobody in particular for it.
fn several_act(events: &[Event]) -> bool {
    let acts = |who: &&Participant| !matches!(who.role, Role::Target | Role::Host | Role::Speaker) && party(who).is_some();
    let states: BTreeSet<_> = events.iter().flat_map(|event| &event.participants).filter(acts).filter_map(|who| who.country).collect();
    states.len() > 1
}

/// Whether an event is of public life where nothing passes between two parties: what is said, what all who take part do for a party, and whom
/// a party meets, helps or asks, whoever that is; but not whom it arrests or strikes.
fn public(event: &Event) -> bool {
    let acts = |who: &Participant| who.role != Role::Target && party(who).is_some();
    match event.kind.as_str() {
        "statement" => true,
        "meeting" | "talks" | "visit" | "aid" | "mediation" => event.participants.iter().any(acts),
        _ => event.participants.iter().all(|who| party(who).is_some()),
    }
}

/// Whether something passes between two parties, or people take to the streets.
fn between_parties(event: &Event) -> bool {
    let parties: BTreeSet<String> = event.participants.iter().filter_map(party).collect();
    // A state and a firm or a person of another country are two.
    let abroad = |who: &Participant| who.country.is_some_and(|code| !parties.contains(&code.to_string()));
    match event.kind.as_str() {
        "statement" => false,
        "protest" | "mobilization" => true,
        _ => parties.len() > 1 || (parties.len() == 1 && event.participants.iter().any(abroad)),
    }
}

/// Whether a sector is of the world stage: it governs, deals with states, or fights or opposes a government.
pub fn political(sector: Sector) -> bool {
    use Sector::{Gov, Igo, Leg, Mil, Spy};
    matches!(sector, Gov | Igo | Leg | Mil | Spy) || opposes(sector)
}

/// Whether those of a sector are a party of their own beside the government.
fn opposes(sector: Sector) -> bool {
    use Sector::{Opp, Pre, Prm, Pty, Reb, Uaf};
    matches!(sector, Opp | Pre | Prm | Pty | Reb | Uaf)
}

/// The party of the world stage for which somebody takes part, if any.
fn party(who: &Participant) -> Option<String> {
    let acts = who.sector.is_some_and(political);
    let stands = who.kind == ActorKind::Country || acts || who.organization.is_some() || (who.office.is_some() && who.country.is_some());
    let land = who.country.map(|code| code.to_string()).or_else(|| who.organization.clone());
    stands.then(|| match land {
        // Those who oppose a government are a party of their own.
        Some(land) if who.sector.is_some_and(opposes) => format!("{land} {}", who.actor.as_str()),
        Some(land) => land,
        None => who.actor.as_str().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use crate::{Knowledge, extract};
    use chancery_core::Article;

    fn kinds(text: &str) -> Vec<String> {
        extract(&Article::new(text, None), &Knowledge::builtin()).events.iter().map(|event| event.kind.to_string()).collect()
    }

    #[test]
    fn thieves_and_storms_are_no_events_where_nothing_passes_between_states() {
        let crime = "Police arrested a baker in Bergen. He had stolen a violin from a church. A court will hear the case in May.";
        assert_eq!(kinds(crime), [] as [&str; 0]);
        let unrest = "Police arrested a baker in Bergen. Hundreds of protesters marched on the ministry. They demanded that Norway free him.";
        assert!(kinds(unrest).contains(&"coercion".to_owned()));
    }

    #[test]
    fn an_article_of_states_keeps_what_happens_to_private_people() {
        let between = "Police in Turkey arrested a German baker. Germany summoned the Turkish ambassador. Berlin wants him back.";
        assert!(kinds(between).contains(&"coercion".to_owned()));
        let elders = "President Guelleh of Djibouti met clan elders in Arta on Tuesday. They sat in the shade for hours. Tea was served.";
        assert_eq!(kinds(elders), ["meeting"], "a head of state receives whom he likes");
        assert_eq!(kinds("Police arrested a baker in Bergen."), ["coercion"], "one sentence does not say what the article is about");
    }
}
