//! What the core's JSON looks like, for the OpenAPI document. The core knows nothing of OpenAPI, so its forms are told here; a test reads what the
//! core writes with these types, so that the two cannot part.

use serde::Deserialize;
use utoipa::ToSchema;

mod graph;
pub use graph::*;

/// The fields of an event, each with the words of its first report.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = EventFields)]
pub struct EventFields {
    /// 16 hexadecimal digits.
    #[schema(example = "4f1d2c3b4a596877")]
    pub id: String,
    /// Event type, one of `/v1/types`.
    #[serde(rename = "type")]
    #[schema(example = "meeting")]
    pub kind: String,
    /// PLOVER event; null for a mere statement.
    #[schema(example = "CONSULT")]
    pub plover: Option<String>,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// CAMEO code.
    #[schema(example = "040")]
    pub cameo: String,
    /// occurred, ongoing, planned, proposed, conditional, denied or cancelled.
    #[schema(example = "occurred")]
    pub status: String,
    /// Who took part.
    pub participants: Vec<ParticipantFields>,
    /// When; null where no report says so.
    pub date: Option<DateFields>,
    /// Where; null where no report says so.
    pub place: Option<PlaceFields>,
    /// The word that names the act.
    pub trigger: Option<PhraseFields>,
    /// Who says so, when the article does not say it itself.
    pub attribution: Option<AttributionFields>,
    /// Goldstein score, -10 to 10.
    pub score: f32,
    /// The rule that found it.
    pub rule: Option<String>,
    /// How sure the extraction is, 0 to 1.
    pub confidence: f32,
}

/// A participant and the words that tell it.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ParticipantFields)]
#[serde(deny_unknown_fields)]
pub struct ParticipantFields {
    /// Actor id.
    #[schema(example = "zeng-peiyan")]
    pub actor: String,
    /// country, person, organization or group.
    pub kind: String,
    /// What the actor is called first.
    pub name: String,
    /// The office held.
    pub office: Option<String>,
    /// The body without a country for which a person acts.
    pub organization: Option<String>,
    /// ISO 3166-1 alpha-3, or ISO 3166-3 for a dissolved state.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// source, target, participant, host, mediator or speaker.
    pub role: String,
    /// The words.
    pub text: Option<String>,
    /// First scalar value of the words.
    pub start: Option<u32>,
    /// One past the last.
    pub end: Option<u32>,
}

/// When an event happened and the words that say so.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = DateFields)]
#[serde(deny_unknown_fields)]
pub struct DateFields {
    /// First day.
    #[schema(format = Date)]
    pub start: String,
    /// Last day.
    #[schema(format = Date)]
    pub end: String,
    /// The words.
    pub text: Option<String>,
    /// Where they stand: `[start, end)`.
    pub span: Option<[u32; 2]>,
}

/// Where an event happened and the words that say so.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PlaceFields)]
#[serde(deny_unknown_fields)]
pub struct PlaceFields {
    /// Its name.
    pub name: String,
    /// What it lies in.
    pub within: Option<String>,
    /// The country it lies in.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// site, city, region or country.
    pub precision: String,
    /// The words.
    pub text: Option<String>,
    /// Where they stand: `[start, end)`.
    pub span: Option<[u32; 2]>,
}

/// Words and where they stand.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = Phrase)]
#[serde(deny_unknown_fields)]
pub struct PhraseFields {
    /// The words.
    pub text: String,
    /// Where they stand: `[start, end)`, counted in Unicode scalar values.
    pub span: [u32; 2],
}

/// Who says that an event happened.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = Attribution)]
#[serde(deny_unknown_fields)]
pub struct AttributionFields {
    /// Actor id.
    pub actor: String,
    /// What the actor is called first.
    pub name: String,
    /// The country the actor is, or speaks for.
    pub country: Option<String>,
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: [u32; 2],
}

/// The words for one participant in one report.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = Mention)]
#[serde(deny_unknown_fields)]
pub struct MentionFields {
    /// Actor id.
    pub actor: String,
    /// In which role.
    pub role: String,
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: [u32; 2],
}

/// An office that a person holds or held.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = Office)]
#[serde(deny_unknown_fields)]
pub struct OfficeFields {
    /// "Vice Premier".
    pub title: String,
    /// The country it is held for.
    pub country: Option<String>,
    /// The body without a country that it is held for.
    pub organization: Option<String>,
    /// First day known.
    #[schema(format = Date)]
    pub from: Option<String>,
    /// Last day known; null while it is held.
    #[schema(format = Date)]
    pub to: Option<String>,
}

/// Something about an article that its reader should know.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Diagnostic {
    /// What.
    pub message: String,
    /// Where, in scalar values of the text.
    pub span: Option<[u32; 2]>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::event;
    use chancery_core::{EventView, Office};
    use serde_json::to_value;

    #[test]
    fn the_schema_tells_what_the_core_writes() {
        let event = event();
        let report = &event.reports[0];
        let written = to_value(EventView::new(&event, Some(report))).unwrap();
        // Other fields stand beside these in an answer, so that the type cannot refuse what it does not know.
        assert_eq!(written.as_object().unwrap().len(), 14);
        let fields: EventFields = serde_json::from_value(written).unwrap();
        assert!(fields.participants[0].text.is_some() && fields.date.is_some() && fields.place.is_some() && fields.attribution.is_some());
        serde_json::from_value::<MentionFields>(to_value(&report.mentions[0]).unwrap()).unwrap();
        let office = Office { title: "Minister".into(), country: None, organization: None, from: None, to: None };
        serde_json::from_value::<OfficeFields>(to_value(office).unwrap()).unwrap();
    }
}
