//! Which stored event a new article tells again: candidates by party, class and days, the comparison of `chancery_core::same`, and before
//! both what people have said.

use chancery_core::{
    Event, EventId,
    same::{self, Sameness, Window},
};
use sqlx::FromRow;
use std::collections::{BTreeSet, HashMap, HashSet};

use crate::{
    StoreError,
    facts::{json, keys},
    read::names,
    rows::{event_id, key},
    session::{Arg, Session},
    sql,
    tellings::{Entry, Whole, bare, entries},
};

/// Stored events with which one of a new article is compared at most. A busy country has thousands of the same days; those that are as near in
/// parties and days as the hundred nearest are of other countries nearly all.
const MOST_CANDIDATES: i64 = 100;

/// What becomes of an event of a new article.
pub(crate) enum Place {
    /// It is new, under this name.
    New(EventId),
    /// It is a stored event of this name, for these reasons.
    Joins(EventId, Vec<String>),
}

#[derive(FromRow)]
struct Candidate {
    telling: i64,
    event: i64,
}

#[derive(FromRow)]
struct Said {
    telling: i64,
    same: bool,
    event: i64,
}

/// The place of each event of a new article, in their order. What people have said decides first; then the best fit of all pairs of an event
/// and a stored one, and so on with those that are left. No two events of one article become one. `corrected` says whether people have said
/// something of the fields of these events, which then are as they have them.
pub(crate) async fn places(session: &mut Session, events: Vec<Event>, corrected: bool) -> Result<Vec<Place>, StoreError> {
    if events.is_empty() {
        return Ok(vec![]);
    }
    let ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
    let mut places: Vec<Option<Place>> = events.iter().map(|_| None).collect();
    let number: HashMap<i64, usize> = ids.iter().enumerate().map(|(number, &id)| (key(id), number)).collect();
    let said = said(session, &ids, corrected).await?;
    let apart: HashSet<(usize, i64)> = said.iter().filter(|said| !said.same).map(|said| (number[&said.telling], said.event)).collect();
    let mut joined = HashSet::new();
    for said in said.into_iter().filter(|said| said.same) {
        let telling = number[&said.telling];
        if !apart.contains(&(telling, said.event)) && places[telling].is_none() && joined.insert(said.event) {
            places[telling] = Some(Place::Joins(event_id(said.event), vec!["a person says so".into()]));
        }
    }
    let mut fits = fits(session, events).await?;
    fits.retain(|fit| !apart.contains(&(fit.telling, fit.event)));
    for Fit { telling, event, same } in fits {
        if places[telling].is_none() && joined.insert(event) {
            places[telling] = Some(Place::Joins(event_id(event), same.reasons));
        }
    }
    name_new(session, ids, places).await
}

/// What was said of two tellings comes first; then, that two tellings were of one event when a person corrected its fields.
async fn said(session: &mut Session, ids: &[EventId], corrected: bool) -> Result<Vec<Said>, StoreError> {
    let keys = keys(ids);
    let mut said: Vec<Said> = session.rows(sql::SAID, &[Arg::Text(Some(&keys))]).await?;
    if corrected {
        said.extend(session.rows::<Said>(sql::CORRECTED_ALIKE, &[Arg::Text(Some(&keys))]).await?);
    }
    Ok(said)
}

/// How well an event of the article fits a stored one.
struct Fit {
    telling: usize,
    event: i64,
    same: Sameness,
}

/// Every pair that may be one event, the best first; of equal ones that of the earlier telling and of the lower name.
async fn fits(session: &mut Session, events: Vec<Event>) -> Result<Vec<Fit>, StoreError> {
    let asked: Vec<_> = (0..).zip(&events).flat_map(|(number, event)| looked_for(event, number)).collect();
    let candidates: Vec<Candidate> = session.rows(sql::CANDIDATES, &[Arg::Text(Some(&json(&asked))), Arg::Int(MOST_CANDIDATES)]).await?;
    let ids: BTreeSet<i64> = candidates.iter().map(|candidate| candidate.event).collect();
    let wholes = Whole::load(session, &ids.into_iter().map(event_id).collect::<Vec<_>>()).await?;
    let told: HashMap<i64, Vec<Told>> = wholes.iter().map(|whole| (whole.row.id, told_of(whole))).collect();
    let new: Vec<Told> = events.into_iter().map(Told::new).collect();
    let mut fits: Vec<Fit> = Vec::new();
    for Candidate { telling, event } in candidates {
        let telling = usize::try_from(telling).unwrap_or_default();
        let tellings: Vec<same::Telling<'_>> = told.get(&event).into_iter().flatten().map(Told::telling).collect();
        fits.extend(same::joins(new[telling].telling(), &tellings).map(|same| Fit { telling, event, same }));
    }
    fits.sort_by_key(|fit| (-fit.same.fit, fit.telling, event_id(fit.event)));
    Ok(fits)
}

/// What to look for in the docket: events of a kindred class in which one of the parties takes part in the days within reach.
fn looked_for(event: &Event, number: i64) -> Vec<Entry> {
    let (parties, days) = (same::parties(event), Window::reach(bare(event)));
    same::classes(&event.kind).into_iter().flat_map(|class| entries(parties.clone(), class, days, number)).collect()
}

/// An event as one article tells it, with the words that tell what it is about.
struct Told {
    event: Event,
    content: BTreeSet<String>,
}

impl Told {
    fn new(event: Event) -> Self {
        Self { content: same::content(&event), event }
    }

    fn telling(&self) -> same::Telling<'_> {
        same::Telling { content: &self.content, ..bare(&self.event) }
    }
}

fn told_of(whole: &Whole) -> Vec<Told> {
    whole.tellings.iter().map(|telling| Told::new(whole.seen(telling))).collect()
}

/// Gives those that join nothing their own names or, where these are taken by an event that others tell by now, new ones.
async fn name_new(session: &mut Session, ids: Vec<EventId>, places: Vec<Option<Place>>) -> Result<Vec<Place>, StoreError> {
    let taken = taken(session, &ids).await?;
    let mut named = Vec::with_capacity(ids.len());
    for (id, place) in ids.into_iter().zip(places) {
        named.push(match place {
            Some(place) => place,
            None if taken.contains(&id) => Place::New(free_name(session, id).await?),
            None => Place::New(id),
        });
    }
    Ok(named)
}

/// The name itself, or one made of it where an event has it already.
pub(crate) async fn free_name(session: &mut Session, name: EventId) -> Result<EventId, StoreError> {
    let mut free = name;
    while !taken(session, &[free]).await?.is_empty() {
        free = EventId::derive(&[&free.to_string(), "another"]);
    }
    Ok(free)
}

/// Which of these names events have, those included that a person has rejected and may bring back.
async fn taken(session: &mut Session, ids: &[EventId]) -> Result<HashSet<EventId>, StoreError> {
    names(session, sql::TAKEN_NAMES, &[Arg::Text(Some(&keys(ids)))]).await
}
