//! PLOVER as JSON Lines, in the form that the NGEC coder writes: one event a line, its actors in `attributes`, its place in `event_geolocation`.
//!
//! What PLOVER has no words for (type, status, roles, ids of actors) stands in `chancery` where Chancery has written the line, and is read there.

use chancery_core::{Actor, ActorKind, CountryCode, DateRange, Event, EventId, Place, PlacePrecision, Role, Sector, Status};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::sync::Arc;

use super::row::{Maker, Told, day, shown};
use crate::who::{self, Cast, country_of};

#[derive(Deserialize)]
struct Line {
    id: Option<Value>,
    date: Option<String>,
    date_resolved: Option<String>,
    pub_date: Option<String>,
    event_type: Option<String>,
    #[serde(default, deserialize_with = "one_or_many")]
    event_mode: Vec<String>,
    #[serde(default, deserialize_with = "one_or_many")]
    contexts: Vec<String>,
    event_text: Option<String>,
    headline: Option<String>,
    publisher: Option<String>,
    attributes: Option<Attributes>,
    event_geolocation: Option<Located>,
    chancery: Option<Own>,
}

#[derive(Deserialize, Default)]
struct Attributes {
    #[serde(rename = "ACTOR", default)]
    actors: Vec<Party>,
    #[serde(rename = "RECIP", default)]
    recipients: Vec<Party>,
}

#[derive(Deserialize)]
struct Party {
    text: Option<String>,
    wiki: Option<String>,
    country: Option<String>,
    code_1: Option<String>,
    chancery: Option<OwnParty>,
}

/// What our own lines tell beyond PLOVER.
#[derive(Deserialize)]
struct Own {
    id: EventId,
    r#type: chancery_core::EventType,
    status: Status,
    cameo: String,
    goldstein: f32,
    confidence: f32,
    start: Option<jiff::civil::Date>,
    end: Option<jiff::civil::Date>,
    place: Option<Place>,
}

/// What our own lines tell of an actor.
#[derive(Deserialize)]
struct OwnParty {
    /// Its place among the participants.
    ordinal: usize,
    id: chancery_core::ActorId,
    kind: ActorKind,
    role: Role,
    country: Option<CountryCode>,
    sector: Option<Sector>,
    office: Option<String>,
    organization: Option<String>,
}

#[derive(Deserialize)]
struct Located {
    geo: Option<Geo>,
}

#[derive(Deserialize)]
struct Geo {
    resolved_placename: Option<String>,
    search_placename: Option<String>,
    country_code3: Option<String>,
    admin1_name: Option<String>,
    #[serde(default, deserialize_with = "degrees")]
    lat: Option<f64>,
    #[serde(default, deserialize_with = "degrees")]
    lon: Option<f64>,
    feature_class: Option<String>,
}

pub(super) struct Reader<'k> {
    maker: Maker<'k>,
}

impl<'k> Reader<'k> {
    pub fn new(maker: Maker<'k>) -> Self {
        Self { maker }
    }

    /// The event of a line.
    pub fn row(&self, line: &str, cast: &mut Cast<'_>) -> Result<Option<Event>, String> {
        let line: Line = serde_json::from_str(line).map_err(|error| format!("no JSON of a PLOVER event: {error}"))?;
        let kind = line.event_type.as_deref().unwrap_or_default().to_uppercase();
        if let Some(own) = &line.chancery {
            return self.own(own, &line).map(Some);
        }
        let id = match &line.id {
            Some(Value::String(id)) if !id.is_empty() => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            _ => return Err("no id".into()),
        };
        let mode = line.event_mode.first().map(|mode| mode.to_lowercase());
        let filed = self.maker.plover(&kind, mode.as_deref(), line.contexts.clone())?;
        let told = line.date_resolved.as_deref().or(line.date.as_deref()).unwrap_or_default();
        let date = day(told).ok_or_else(|| format!("no date: {:?}; accepted is 2018-06-01", shown(told)))?;
        let attributes = line.attributes.as_ref();
        let sides = [attributes.map(|all| &all.actors[..]), attributes.map(|all| &all.recipients[..])];
        let parties = sides.into_iter().zip(filed.reading.roles).flat_map(|(side, role)| side.unwrap_or_default().iter().map(move |one| (one, role)));
        let parties: Vec<_> = parties.filter_map(|(one, role)| party(one, cast).map(|(actor, country)| (actor, role, country))).collect();
        self.maker
            .event(Told {
                id: EventId::derive(&["plover", &id]),
                kind: filed.reading.kind.clone(),
                status: filed.reading.status,
                codes: filed.codes,
                date: Some(DateRange::day(date)),
                published_on: line.pub_date.as_deref().and_then(day),
                cast: parties,
                place: line.event_geolocation.as_ref().and_then(|located| place(located.geo.as_ref()?)),
                words: words(&line, &kind),
                confidence: 1.0,
            })
            .map(Some)
    }

    /// An event that Chancery has written.
    fn own(&self, own: &Own, line: &Line) -> Result<Event, String> {
        let cameo = self.maker.cameo(&own.cameo)?;
        let kind = line.event_type.as_deref().unwrap_or_default().to_uppercase();
        let mode = line.event_mode.first().map(String::as_str);
        let codes = match kind.as_str() {
            "" => self.maker.filed(cameo)?.1,
            event if !self.maker.ontology.is_plover(event) => return Err(format!("no event of PLOVER: {:?}", shown(event))),
            event => self.maker.ontology.codes_of_plover(event, mode, line.contexts.clone(), cameo),
        };
        let all = line.attributes.as_ref().map(|all| all.actors.iter().chain(&all.recipients)).into_iter().flatten();
        let mut all: Vec<(&Party, &OwnParty)> = all.filter_map(|party| Some((party, party.chancery.as_ref()?))).collect();
        all.sort_by_key(|(_, own)| own.ordinal);
        let parties: Vec<(Arc<Actor>, Role, Option<CountryCode>)> = all.iter().map(|(party, own)| own_party(party, own)).collect();
        let date = own.start.map(|start| DateRange::new(start, own.end.unwrap_or(start)));
        let mut event = self.maker.event(Told {
            id: own.id,
            kind: own.r#type.clone(),
            status: own.status,
            codes: chancery_core::Codes { goldstein: own.goldstein, ..codes },
            date,
            published_on: line.pub_date.as_deref().and_then(day),
            cast: parties,
            place: own.place.clone(),
            words: line.event_text.clone().unwrap_or_default(),
            confidence: own.confidence,
        })?;
        for (_, own) in all {
            for one in event.participants.iter_mut().filter(|one| one.actor == own.id && one.role == own.role) {
                (one.office, one.organization, one.country) = (own.office.clone(), own.organization.clone(), own.country);
            }
        }
        Ok(event)
    }
}

fn own_party(party: &Party, own: &OwnParty) -> (Arc<Actor>, Role, Option<CountryCode>) {
    let name = party.text.clone().unwrap_or_else(|| own.id.to_string());
    let actor = Actor { id: own.id.clone(), kind: own.kind, name, names: vec![], country: own.country, sector: own.sector, offices: vec![] };
    (Arc::new(actor), own.role, own.country)
}

fn party(party: &Party, cast: &mut Cast<'_>) -> Option<(Arc<Actor>, Option<CountryCode>)> {
    let filled = |cell: &Option<String>| cell.clone().filter(|text| !text.trim().is_empty());
    let sector = party.code_1.as_deref().and_then(|code| code.parse::<Sector>().ok());
    let country = party.country.as_deref().filter(|code| !code.is_empty());
    let code = country.and_then(country_of);
    let actor = match filled(&party.wiki).or_else(|| filled(&party.text)) {
        Some(name) => cast.filed(&name, country, sector),
        None => cast.remember(format!("\t{country:?}"), |_| who::told_country(country?)),
    };
    actor.map(|actor| (actor, code))
}

fn place(geo: &Geo) -> Option<Place> {
    let name = geo.resolved_placename.clone().or_else(|| geo.search_placename.clone()).filter(|name| !name.is_empty())?;
    let country = geo.country_code3.as_deref().and_then(country_of);
    let precision = match geo.feature_class.as_deref() {
        Some("A") if country.is_some() && who::told_country(&name).is_some() => PlacePrecision::Country,
        Some("A" | "L" | "T" | "H") => PlacePrecision::Region,
        Some("S" | "R") => PlacePrecision::Site,
        _ => PlacePrecision::City,
    };
    let within = geo.admin1_name.clone().filter(|within| !within.is_empty() && *within != name);
    Some(Place { name, within, country, lat: geo.lat, lon: geo.lon, precision })
}

fn words(line: &Line, kind: &str) -> String {
    let text = line.event_text.as_ref().or(line.headline.as_ref()).map_or_else(|| kind.to_owned(), Clone::clone);
    let text: String = text.chars().take(4000).collect();
    line.publisher.as_ref().map_or(text.clone(), |publisher| format!("{text} ({publisher})"))
}

/// A text, a list of texts, or nothing.
fn one_or_many<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::String(one) if !one.is_empty() => vec![one],
        Value::Array(many) => many.into_iter().filter_map(|one| one.as_str().map(str::to_owned)).collect(),
        _ => vec![],
    })
}

/// A number, or one in quotation marks.
fn degrees<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    let value = Value::deserialize(from)?;
    Ok(value.as_f64().or_else(|| value.as_str()?.parse().ok()).filter(|number| number.is_finite()))
}
