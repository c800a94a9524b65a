//! What people have said of events' fields, as it meets what articles tell.

use chancery_core::{ArticleId, Correction, Event, EventId, Ontology};
use serde::Serialize;
use sqlx::{FromRow, types::Json};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use crate::{
    StoreError,
    facts::{json, keys},
    rows::{Words, key},
    session::{Arg, Session},
    sql,
    tellings::Whole,
};

/// The corrections of one event by their numbers, and the codes that follow from them.
#[derive(Clone, Default)]
pub(crate) struct Given {
    said: BTreeMap<i64, Correction>,
    ontology: Arc<Ontology>,
}

impl Given {
    pub(crate) fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    pub(crate) fn add(&mut self, number: i64, correction: Correction, ontology: &Arc<Ontology>) {
        self.said.insert(number, correction);
        self.ontology = ontology.clone();
    }

    /// Adds those of an event that turns out to be the same.
    pub(crate) fn join(&mut self, other: Self) {
        if !other.is_empty() {
            self.said.extend(other.said);
            self.ontology = other.ontology;
        }
    }

    /// Gives an event, or a telling of it, the fields; of each the one that was given last.
    pub(crate) fn apply(&self, event: &mut Event) {
        let said = self.said.values().fold(Correction::default(), Correction::then);
        if !self.is_empty() {
            said.apply(event, &self.ontology);
        }
    }
}

/// What people have said of the tellings of an article, or of stored events.
#[derive(Default)]
pub(crate) struct Heard {
    given: HashMap<i64, Given>,
    rejected: HashMap<i64, Rejection>,
}

/// That a telling is of no event.
#[derive(Clone, Copy)]
pub(crate) struct Rejection {
    /// The number of the correction.
    pub correction: i64,
    /// The name of the event that it rejected.
    pub event: i64,
}

#[derive(FromRow)]
struct GivenRow {
    telling: i64,
    seq: i64,
    event: i64,
    given: Option<Json<Correction>>,
}

impl Heard {
    /// What holds of these tellings.
    pub(crate) async fn of(session: &mut Session, tellings: &[EventId]) -> Result<Self, StoreError> {
        let mut heard = Self::default();
        if tellings.is_empty() {
            return Ok(heard);
        }
        let rows: Vec<GivenRow> = session.rows(sql::GIVEN, &[Arg::Text(Some(&keys(tellings)))]).await?;
        for GivenRow { telling, seq, event, given } in rows {
            match given {
                Some(Json(given)) => heard.given.entry(telling).or_default().add(seq, given, &session.ontology),
                None => drop(heard.rejected.insert(telling, Rejection { correction: seq, event })),
            }
        }
        Ok(heard)
    }

    /// Whether nothing was said.
    pub(crate) fn is_empty(&self) -> bool {
        self.given.is_empty() && self.rejected.is_empty()
    }

    /// What was said of the fields that a telling tells.
    pub(crate) fn given(&self, telling: i64) -> Given {
        self.given.get(&telling).cloned().unwrap_or_default()
    }

    /// Why a telling stands in no answer, where that is so.
    pub(crate) fn rejected(&self, telling: EventId) -> Option<Rejection> {
        self.rejected.get(&key(telling)).copied()
    }

    /// The events of an article as people have them: they are compared so.
    pub(crate) fn seen(&self, events: &[&Event]) -> Vec<Event> {
        let mut seen: Vec<Event> = events.iter().copied().cloned().collect();
        seen.iter_mut().filter_map(|event| Some((self.given.get(&key(event.id))?, event))).for_each(|(given, event)| given.apply(event));
        seen
    }
}

/// That a correction speaks of a telling.
#[derive(Serialize)]
pub(crate) struct Binding {
    telling: i64,
    correction: i64,
}

/// Keeps that the corrections of these events speak of all of their tellings: whichever of them is left, or comes again, they hold.
pub(crate) async fn bind(session: &mut Session, wholes: &[Whole]) -> Result<(), StoreError> {
    let of = |whole: &Whole| whole.given.said.keys().flat_map(|&correction| bindings(whole, correction)).collect::<Vec<_>>();
    bind_all(session, &wholes.iter().flat_map(of).collect::<Vec<_>>()).await
}

/// That a correction speaks of all tellings of an event.
pub(crate) fn bindings(whole: &Whole, correction: i64) -> Vec<Binding> {
    whole.tellings.iter().map(|row| Binding { telling: row.id, correction }).collect()
}

/// Keeps of which tellings corrections speak.
pub(crate) async fn bind_all(session: &mut Session, bindings: &[Binding]) -> Result<(), StoreError> {
    if bindings.is_empty() {
        return Ok(());
    }
    session.run(sql::BIND_TELLINGS, &[Arg::Text(Some(&json(bindings)))]).await
}

#[derive(FromRow)]
struct Anchor {
    telling: i64,
    words: Json<Words>,
}

/// An article is read again, and tells under another name what people have corrected: the same word is now taken for an act of another type,
/// which is part of the name. What was said holds for the event that this word tells now.
pub(crate) async fn follow(session: &mut Session, article: &ArticleId, events: &[Event]) -> Result<(), StoreError> {
    let anchors: Vec<Anchor> = session.rows(sql::WORDS_CORRECTED, &[Arg::Text(Some(article.as_str()))]).await?;
    for Anchor { telling, words } in anchors {
        let Some(trigger) = words.0.trigger.filter(|_| !events.iter().any(|event| key(event.id) == telling)) else { continue };
        let told_by = |event: &&Event| {
            let own = event.reports.iter().filter(|report| report.article == *article);
            own.filter_map(|report| report.trigger.as_ref()).any(|now| now.span == trigger.span)
        };
        let mut now = events.iter().filter(told_by);
        if let (Some(event), None) = (now.next(), now.next()) {
            session.run(sql::BIND_ALIKE, &[Arg::Int(telling), Arg::Int(key(event.id))]).await?;
        }
    }
    Ok(())
}
