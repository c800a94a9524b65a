//! What a person says of an event against what was read out of articles.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};

use crate::{DateRange, Event, EventType, Ontology, Participant, Place, Status, code::vocabulary};

vocabulary! {
    /// A field of an event that a person may correct.
    Field, "field of an event" {
        /// What kind of event it is.
        Type = "type",
        /// Whether it happened.
        Status = "status",
        /// When it happened.
        Date = "date",
        /// Where it happened.
        Place = "place",
        /// Who took part.
        Participants = "participants",
    }
}

/// The fields that a person gives to an event; what is none stays as it was read. A date or place of none says that the event has none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// What kind of event it is.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<EventType>,
    /// Whether it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// When it happened.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    pub date: Option<Option<DateRange>>,
    /// Where it happened.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    pub place: Option<Option<Place>>,
    /// Who took part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participants: Option<Vec<Participant>>,
    /// The day from which the status holds: what articles tell of this day or later is what was read wrongly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_from: Option<Date>,
}

/// Which fields of an event are a person's, and from when its status is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrected {
    /// The fields, in the order of the vocabulary.
    pub fields: Vec<Field>,
    /// The day from which the status holds, where that is one of them.
    pub status_from: Option<Date>,
}

impl Corrected {
    /// Whether a field is a person's.
    pub fn has(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }

    /// What was known when, where `told` are the statuses that articles told, oldest first, each with its day: a status that a person has
    /// corrected takes the place of all that were told from its day on. `before` says whether a day lies before another one.
    pub fn history<D: Copy + From<Date>>(&self, status: Status, mut told: Vec<(D, Status)>, before: impl Fn(D, Date) -> bool) -> Vec<(D, Status)> {
        if let Some(from) = self.status_from {
            let first = told.first().map(|&(day, _)| day);
            told.retain(|&(day, _)| before(day, from));
            let day = if told.is_empty() { first } else { None };
            told.push((day.unwrap_or(from.into()), status));
        }
        told.dedup_by_key(|&mut (_, status)| status);
        told
    }
}

impl Correction {
    /// The fields that it gives.
    pub fn fields(&self) -> Vec<Field> {
        let given = [self.kind.is_some(), self.status.is_some(), self.date.is_some(), self.place.is_some(), self.participants.is_some()];
        Field::ALL.iter().zip(given).filter(|(_, given)| *given).map(|(&field, _)| field).collect()
    }

    /// The same fields as an event has them.
    pub fn of(event: &Event, fields: &[Field]) -> Self {
        let has = |field| fields.contains(&field);
        Self {
            kind: has(Field::Type).then(|| event.kind.clone()),
            status: has(Field::Status).then_some(event.status),
            date: has(Field::Date).then_some(event.date),
            place: has(Field::Place).then(|| event.place.clone()),
            participants: has(Field::Participants).then(|| event.participants.clone()),
            status_from: None,
        }
    }

    /// This correction with what a later one gives in its place.
    #[must_use]
    pub fn then(mut self, later: &Self) -> Self {
        if let Some(status) = later.status {
            (self.status, self.status_from) = (Some(status), later.status_from);
        }
        Self {
            kind: later.kind.clone().or(self.kind),
            date: later.date.or(self.date),
            place: later.place.clone().or(self.place),
            participants: later.participants.clone().or(self.participants),
            ..self
        }
    }

    /// Gives the event the fields, and the codes that follow from them.
    pub fn apply(&self, event: &mut Event, ontology: &Ontology) {
        let kind = self.kind.as_ref().unwrap_or(&event.kind);
        if let Some(codes) = ontology.recoded(event, kind, self.status.unwrap_or(event.status)) {
            event.codes = codes;
        }
        event.kind = kind.clone();
        event.status = self.status.unwrap_or(event.status);
        event.date = self.date.unwrap_or(event.date);
        if let Some(place) = &self.place {
            event.place.clone_from(place);
        }
        if let Some(participants) = &self.participants {
            event.participants.clone_from(participants);
        }
        event.corrected = Corrected { fields: self.fields(), status_from: self.status_from };
    }
}

/// A field that is there, even where it is null.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_not_given_is_not_null() {
        let none: Correction = serde_json::from_str("{}").unwrap();
        let null: Correction = serde_json::from_str(r#"{"date":null,"status":"occurred"}"#).unwrap();
        assert_eq!((none.date, null.date, null.fields()), (None, Some(None), vec![Field::Status, Field::Date]));
        assert_eq!(serde_json::to_string(&none).unwrap(), "{}");
        assert_eq!(serde_json::to_string(&null).unwrap(), r#"{"status":"occurred","date":null}"#);
    }

    #[test]
    fn the_last_word_on_a_field_counts() {
        let first = Correction { status: Some(Status::Denied), status_from: Some(day("2005-12-20")), date: Some(None), ..Correction::default() };
        let later = Correction { kind: "talks".parse().ok(), status: Some(Status::Occurred), status_from: None, ..Correction::default() };
        let both = first.then(&later);
        assert_eq!((both.fields(), both.status, both.status_from), (vec![Field::Type, Field::Status, Field::Date], Some(Status::Occurred), None));
    }

    #[test]
    fn a_corrected_status_takes_the_place_of_what_was_told_since() {
        let told = || vec![(day("2005-12-20"), Status::Planned), (day("2005-12-26"), Status::Occurred), (day("2005-12-30"), Status::Ongoing)];
        let history =
            |from: Option<&str>, status| Corrected { fields: vec![], status_from: from.map(day) }.history(status, told(), |day, from| day < from);
        assert_eq!(history(None, Status::Ongoing), told());
        assert_eq!(history(Some("2005-12-26"), Status::Cancelled), [(day("2005-12-20"), Status::Planned), (day("2005-12-26"), Status::Cancelled)]);
        assert_eq!(history(Some("2005-12-26"), Status::Planned), [(day("2005-12-20"), Status::Planned)]);
        assert_eq!(history(Some("2005-12-01"), Status::Cancelled), [(day("2005-12-20"), Status::Cancelled)], "known since it was first told");
    }
}
