//! Events with all that is stored of them, and how an event that several articles tell is made of its tellings.

use chancery_core::{
    Event, EventId,
    same::{self, Window},
};
use serde::Serialize;
use sqlx::types::Json;
use std::collections::{BTreeSet, HashMap};

use crate::{
    StoreError,
    facts::{json, keys},
    given::{self, Given, Heard},
    rows::{EventRow, ParticipantRow, ReportRow, TellingRow, Told, event_id},
    session::{Arg, Session},
    sql,
};

/// A stored event with its reports and its tellings. An event that one article tells has one telling: itself.
pub(crate) struct Whole {
    pub row: EventRow,
    pub participants: Vec<ParticipantRow>,
    pub reports: Vec<ReportRow>,
    pub tellings: Vec<TellingRow>,
    /// What people have said of its fields.
    pub given: Given,
}

impl Whole {
    /// The events of these names that there are.
    pub(crate) async fn load(session: &mut Session, ids: &[EventId]) -> Result<Vec<Self>, StoreError> {
        if ids.is_empty() {
            return Ok(vec![]);
        }
        let keys = keys(ids);
        let set = [Arg::Text(Some(&keys))];
        let rows: Vec<EventRow> = session.rows(sql::EVENTS, &set).await?;
        let mut participants = grouped(session.rows(sql::PARTICIPANTS, &set).await?, |row: &ParticipantRow| row.event);
        let mut reports = grouped(session.rows(sql::REPORTS, &set).await?, |row: &ReportRow| row.event);
        let mut tellings = grouped(session.rows(sql::TELLINGS_OF_EVENTS, &set).await?, |row: &TellingRow| row.event);
        let whole = |row: EventRow| {
            let id = row.id;
            let mut taken = Self {
                row,
                participants: participants.remove(&id).unwrap_or_default(),
                reports: reports.remove(&id).unwrap_or_default(),
                tellings: tellings.remove(&id).unwrap_or_default(),
                given: Given::default(),
            };
            if taken.tellings.is_empty() {
                taken.tellings = taken.alone();
            }
            taken
        };
        let mut wholes: Vec<Self> = rows.into_iter().map(whole).collect();
        Self::hear(session, wholes.iter_mut().filter(|whole| whole.row.corrected.is_some()).collect()).await?;
        Ok(wholes)
    }

    /// Looks up what people have said of the fields of events.
    pub(crate) async fn hear(session: &mut Session, wholes: Vec<&mut Self>) -> Result<(), StoreError> {
        let tellings: Vec<EventId> = wholes.iter().flat_map(|whole| &whole.tellings).map(|telling| event_id(telling.id)).collect();
        let heard = Heard::of(session, &tellings).await?;
        for whole in wholes {
            let given: Vec<Given> = whole.tellings.iter().map(|telling| heard.given(telling.id)).collect();
            given.into_iter().for_each(|given| whole.given.join(given));
        }
        Ok(())
    }

    /// The telling of an event that is told as its row says.
    fn alone(&self) -> Vec<TellingRow> {
        let told = Told { event: self.row.clone(), participants: self.participants.clone() };
        let telling = |report: &ReportRow| TellingRow {
            event: self.row.id,
            article: report.article.clone(),
            id: report.telling_id(),
            known_on: report.known_on,
            told: Json(told.clone()),
            reasons: Json(vec![]),
        };
        self.reports.first().map(telling).into_iter().collect()
    }

    /// The event as one of its tellings has it, with the reports of that telling.
    pub(crate) fn told(&self, telling: &TellingRow) -> Event {
        let reports = self.reports.iter().filter(|report| report.is_of(telling)).cloned().map(ReportRow::report).collect();
        let Told { event, participants } = telling.told.0.clone();
        event.event(participants.into_iter().map(ParticipantRow::participant).collect(), reports)
    }

    /// The same with the fields that people have given the event: what it is compared by.
    pub(crate) fn seen(&self, telling: &TellingRow) -> Event {
        let mut event = self.told(telling);
        self.given.apply(&mut event);
        event
    }

    /// The event as its tellings alone have it; none without tellings.
    pub(crate) fn read(&self) -> Option<Event> {
        let tellings = self.tellings.iter().map(|telling| (telling.known_on.0, self.told(telling))).collect();
        same::fold(tellings).map(|event| Event { id: event_id(self.row.id), ..event })
    }

    /// Makes the event anew of its tellings, and gives it the fields that people have given it.
    pub(crate) fn refold(&mut self) {
        let Some(mut event) = self.read() else { return };
        self.given.apply(&mut event);
        (self.row, self.participants) = (EventRow::of(&event), ParticipantRow::all_of(&event));
    }

    /// Where to look for it.
    fn docket(&self) -> Vec<Entry> {
        let (mut parties, mut days) = (BTreeSet::new(), None);
        for event in self.tellings.iter().map(|telling| self.seen(telling)) {
            parties.extend(same::parties(&event));
            let window = Window::of(bare(&event));
            days = days.into_iter().chain(window).reduce(|a: Window, b| Window { first: a.first.min(b.first), last: a.last.max(b.last) });
        }
        entries(parties, same::class(&self.row.kind.0), days, self.row.id)
    }
}

/// A telling as far as its days go.
pub(crate) fn bare(event: &Event) -> same::Telling<'_> {
    static NOTHING: BTreeSet<String> = BTreeSet::new();
    let published_on = event.reports.first().and_then(|report| report.published_on);
    same::Telling { event, content: &NOTHING, published_on, bare: false }
}

/// A row of the docket, or a question to it.
#[derive(Serialize)]
pub(crate) struct Entry {
    party: String,
    class: String,
    first: i32,
    last: i32,
    event: i64,
}

/// One entry for each party; none for an event that no day is known of.
pub(crate) fn entries(parties: BTreeSet<String>, class: &str, days: Option<Window>, event: i64) -> Vec<Entry> {
    let Some(Window { first, last }) = days else { return vec![] };
    parties.into_iter().map(|party| Entry { party, class: class.to_owned(), first, last, event }).collect()
}

/// Writes events with their participants and tellings, and where to look for them. Their reports are written by the caller.
pub(crate) async fn write(session: &mut Session, wholes: &[Whole]) -> Result<(), StoreError> {
    if wholes.is_empty() {
        return Ok(());
    }
    let ids: Vec<EventId> = wholes.iter().map(|whole| event_id(whole.row.id)).collect();
    let keys = keys(&ids);
    let set = [Arg::Text(Some(&keys))];
    session.run(sql::SET_EVENTS, &[Arg::Text(Some(&json(&wholes.iter().map(|whole| &whole.row).collect::<Vec<_>>())))]).await?;
    for clear in [sql::CLEAR_PARTICIPANTS, sql::CLEAR_TELLINGS, sql::CLEAR_DOCKET] {
        session.run(clear, &set).await?;
    }
    let participants: Vec<&ParticipantRow> = wholes.iter().flat_map(|whole| &whole.participants).collect();
    session.run(sql::ADD_PARTICIPANTS, &[Arg::Text(Some(&json(&participants)))]).await?;
    let tellings: Vec<&TellingRow> = wholes.iter().filter(|whole| whole.is_folded()).flat_map(|whole| &whole.tellings).collect();
    if !tellings.is_empty() {
        session.run(sql::ADD_TELLINGS, &[Arg::Text(Some(&json(&tellings)))]).await?;
    }
    let docket: Vec<Entry> = wholes.iter().flat_map(Whole::docket).collect();
    session.run(sql::ADD_DOCKET, &[Arg::Text(Some(&json(&docket)))]).await?;
    given::bind(session, wholes).await
}

impl Whole {
    /// Whether its tellings must be kept apart from it: several tell it, the one that does had another name for it, or a person has
    /// corrected it.
    fn is_folded(&self) -> bool {
        !self.given.is_empty() || !matches!(&self.tellings[..], [only] if only.id == self.row.id)
    }

    /// A new event that one article tells, with what people have said of its fields.
    pub(crate) fn new(event: &Event, reports: Vec<ReportRow>, given: Given) -> Self {
        let (row, participants) = (EventRow::of(event), ParticipantRow::all_of(event));
        let mut whole = Self { row, participants, reports, tellings: vec![], given };
        // The status is one that a report tells, so that the history of the event ends with it.
        if let Some(last) = whole.reports.last().filter(|_| !whole.reports.iter().any(|report| report.status == whole.row.status)) {
            whole.row.status = last.status.clone();
        }
        whole.tellings = whole.alone();
        if !whole.given.is_empty() {
            whole.refold();
        }
        whole
    }

    /// Gives the event another name than that of its telling.
    pub(crate) fn rename(&mut self, name: i64) {
        self.row.id = name;
        self.participants.iter_mut().for_each(|row| row.event = name);
        for telling in &mut self.tellings {
            telling.event = name;
        }
        for report in &mut self.reports {
            (report.telling, report.event) = (Some(report.telling_id()), name);
        }
    }

    /// Adds what another event tells; answers the reports that came with it, as they stand in this one.
    pub(crate) fn absorb(&mut self, mut other: Self, reasons: Vec<String>) -> Vec<ReportRow> {
        other.rename(self.row.id);
        let first = self.reports.last().map_or(0, |last| last.ordinal + 1);
        let lowest = other.reports.first().map_or(0, |report| report.ordinal);
        other.reports.iter_mut().for_each(|report| report.ordinal += first - lowest);
        for telling in other.tellings.iter_mut().filter(|telling| telling.reasons.is_empty()) {
            telling.reasons = Json(reasons.clone());
        }
        self.reports.extend(other.reports.iter().cloned());
        self.tellings.extend(other.tellings);
        self.given.join(other.given);
        self.refold();
        other.reports
    }
}

fn grouped<T>(rows: Vec<T>, event: impl Fn(&T) -> i64) -> HashMap<i64, Vec<T>> {
    let mut groups: HashMap<i64, Vec<T>> = HashMap::new();
    for row in rows {
        groups.entry(event(&row)).or_default().push(row);
    }
    groups
}
