//! An event for unit tests.

use chancery_core::{
    ActorKind, ArticleId, Attribution, Corrected, DateRange, Event, EventId, Mention, Ontology, Participant, Phrase, Place, PlacePrecision, Report,
    Role, Span, Status,
};

fn participant(id: &str, name: &str) -> Participant {
    Participant {
        actor: id.parse().unwrap(),
        kind: ActorKind::Country,
        name: name.into(),
        office: None,
        organization: None,
        country: id.parse().ok(),
        sector: None,
        role: Role::Participant,
    }
}

fn mention(id: &str, text: &str, start: u32) -> Mention {
    Mention { actor: id.parse().unwrap(), role: Role::Participant, text: text.into(), span: Span::new(start, start + text.chars().count() as u32) }
}

/// "Chile and Peru met in Lima on Monday, Chile said." with a word for every field.
pub fn event() -> Event {
    let phrase = |text: &str, start: u32| Phrase { text: text.into(), span: Span::new(start, start + text.chars().count() as u32) };
    let kind: chancery_core::EventType = "meeting".parse().unwrap();
    let report = Report {
        article: "a1".parse::<ArticleId>().unwrap(),
        published_on: "2005-12-27".parse().ok(),
        status: Status::Occurred,
        evidence: phrase("Chile and Peru met in Lima on Monday", 0),
        trigger: Some(phrase("met", 15)),
        mentions: vec![mention("CHL", "Chile", 0), mention("PER", "Peru", 10)],
        date: Some(phrase("Monday", 30)),
        place: Some(phrase("Lima", 22)),
        attribution: Some(Attribution {
            actor: "CHL".parse().unwrap(),
            name: "Chile".into(),
            country: "CHL".parse().ok(),
            text: "Chile".into(),
            span: Span::new(38, 43),
        }),
        rule: "meeting.subjects".into(),
        confidence: 0.9,
    };
    Event {
        id: EventId(7),
        codes: Ontology::builtin().codes(&kind, Status::Occurred, None, None).unwrap(),
        kind,
        status: Status::Occurred,
        participants: vec![participant("CHL", "Chile"), participant("PER", "Peru")],
        date: "2005-12-26".parse::<DateRange>().ok(),
        place: Some(Place {
            name: "Lima".into(),
            within: None,
            country: "PER".parse().ok(),
            lat: Some(-12.05),
            lon: Some(-77.04),
            precision: PlacePrecision::City,
        }),
        confidence: 0.9,
        corrected: Corrected::default(),
        reports: vec![report],
    }
}
