//! Rows as they are shown.

use chancery_core::{
    Actor, ActorId, ActorKind, CountryCode, DateRange, EventId, EventType, Place, Role, Status,
    date::{day_number, day_of_number},
};
use jiff::civil::Date;
use serde::{Serialize, Serializer, ser::SerializeStruct};
use std::{ops::Deref, sync::Arc};

use crate::{
    graph::Graph,
    rows::{Hot, NONE},
};

/// An actor in short: the graph's own, of which id, name, kind and country are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActorBrief<A = Arc<Actor>>(pub A);

impl<A: Deref<Target = Actor>> Deref for ActorBrief<A> {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.0
    }
}

impl<A: Deref<Target = Actor>> Serialize for ActorBrief<A> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut fields = to.serialize_struct("ActorBrief", 4)?;
        fields.serialize_field("id", &self.id)?;
        fields.serialize_field("name", &self.name)?;
        fields.serialize_field("kind", &self.kind)?;
        fields.serialize_field("country", &self.country)?;
        fields.end()
    }
}

/// An event without words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventRow {
    /// Its name.
    pub id: EventId,
    /// What kind of event it is.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// Whether it happened, as known on the day asked for.
    pub status: Status,
    /// CAMEO code.
    pub cameo: Arc<str>,
    /// When.
    pub date: Option<DateRange>,
    /// Where.
    pub place: Option<Place>,
    /// Goldstein score.
    pub score: f32,
    /// Quad class.
    pub quad_class: u8,
    /// How sure the extraction is.
    pub confidence: f32,
    /// Who took part.
    pub participants: Vec<RowParticipant>,
    /// Who published the articles that tell it.
    pub sources: Vec<Arc<str>>,
    /// How many articles tell it.
    pub reports: u32,
    /// The day from which it was known.
    pub known_from: Date,
}

/// A participant of an [`EventRow`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowParticipant {
    /// Who.
    pub actor: ActorId,
    /// What the actor is called first.
    pub name: String,
    /// What the actor is.
    pub kind: ActorKind,
    /// The country it is or acts for.
    pub country: Option<CountryCode>,
    /// In which role.
    pub role: Role,
}

/// An event as the graph holds it, borrowed from its version.
#[derive(Clone, Copy, Debug)]
pub struct EventRef<'g> {
    graph: &'g Graph,
    row: u32,
    id: u64,
    hot: Hot,
}

impl<'g> EventRef<'g> {
    #[inline]
    pub(crate) fn new(graph: &'g Graph, row: u32) -> Self {
        let (columns, at) = graph.columns(row);
        Self { graph, row, id: columns.ids[at], hot: columns.hot[at] }
    }

    /// Its name.
    #[inline]
    pub fn id(&self) -> EventId {
        EventId(self.id)
    }

    /// What kind of event it is.
    #[inline]
    pub fn kind(&self) -> &'g EventType {
        let tables = &self.graph.tables;
        tables.kinds.get(u32::from(tables.classes.get(self.hot.class).kind))
    }

    /// When.
    #[inline]
    pub fn date(&self) -> Option<DateRange> {
        self.graph.date_of(&self.hot)
    }

    /// Who took part, in which role and for which country.
    #[inline]
    pub fn participants(&self) -> impl Iterator<Item = (&'g Actor, Role, Option<CountryCode>)> + use<'g> {
        let tables = &self.graph.tables;
        tables.parts(&self.hot).iter().map(|&part| {
            let part = tables.parts.get(part);
            (&***tables.actors.get(part.actor), part.role, part.country)
        })
    }

    /// All of it, with the status that was known on `as_of`.
    pub fn row(&self, as_of: Option<Date>) -> EventRow {
        self.graph.event_row(self.row, as_of)
    }
}

impl Graph {
    /// An actor in short.
    pub fn brief(&self, id: &ActorId) -> Option<ActorBrief> {
        self.tables.actors.index(id).map(|index| self.brief_of(index))
    }

    /// An event by its id.
    pub fn event_by_id(&self, id: EventId) -> Option<EventRow> {
        self.find(id.0).map(|row| self.event_row(row, None))
    }

    pub(crate) fn brief_of(&self, index: u32) -> ActorBrief {
        ActorBrief(Arc::clone(self.tables.actors.get(index)))
    }

    #[inline]
    pub(crate) fn date_of(&self, hot: &Hot) -> Option<DateRange> {
        (hot.when != NONE).then(|| self.tables.whens.get(hot.when).range)
    }

    /// The row with the status that was known on `as_of`.
    pub(crate) fn event_row(&self, row: u32, as_of: Option<Date>) -> EventRow {
        let tables = &self.tables;
        let row = self.row(row);
        let class = tables.classes.get(row.hot.class);
        let telling = tables.tellings.get(row.telling);
        let start = self.span(&row.hot).map_or(0, |(start, _)| start);
        let status = as_of.and_then(|day| class.status_on(start, day_number(day))).unwrap_or(class.status);
        EventRow {
            id: EventId(row.id),
            kind: tables.kinds.get(u32::from(class.kind)).clone(),
            status,
            cameo: class.cameo.clone(),
            date: self.date_of(&row.hot),
            place: (row.spot != NONE).then(|| tables.spots.get(row.spot).place.clone()),
            score: class.goldstein,
            quad_class: class.quad,
            confidence: telling.confidence,
            participants: tables.parts(&row.hot).iter().map(|&part| self.participant(part)).collect(),
            sources: telling.sources.to_vec(),
            reports: telling.reports,
            known_from: day_of_number(start + class.history[0].0).unwrap_or(Date::MIN),
        }
    }

    fn participant(&self, part: u32) -> RowParticipant {
        let part = self.tables.parts.get(part);
        let actor = self.tables.actors.get(part.actor);
        RowParticipant { actor: actor.id.clone(), name: actor.name.clone(), kind: actor.kind, country: part.country, role: part.role }
    }
}
