//! What a client says of an event's fields, read from JSON: field by field, so that an answer names every one that is wrong.

use chancery_core::{Actor, ActorKind, Correction, CountryCode, DateRange, Event, EventType, Participant, Place, PlacePrecision, Role, Status};
use chancery_extract::gazetteer::Gazetteer;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::{collections::HashSet, str::FromStr};
use utoipa::ToSchema;

use crate::{
    error::{ApiError, FieldError},
    input,
    nearest::nearest,
    state::AppState,
};

/// The longest reason, in bytes.
pub const LONGEST_REASON: usize = 1000;
/// The longest name of a place or an actor, in bytes.
const LONGEST_NAME: usize = 200;
/// More take part in no event.
const MOST_PARTICIPANTS: usize = 100;

const FIELDS: [&str; 7] = ["type", "status", "date", "place", "participants", "rejected", "reason"];
const DATE: &str = "a day (2005-12-26), a month (2005-12), a year (2005), {\"start\", \"end\"} with two days in their order, or null";
const PLACE: &str = "the name of a place that is known (\"Beijing\"; \"Valencia, Spain\"), {\"name\", \"precision\", \"within\", \"country\", \"lat\", \"lon\"} \
                     of which the first two are needed, or null";
const PARTICIPANTS: &str = "1 to 100 of {\"actor\", \"role\"}, nobody twice in one role";
const REJECTED: &str = "true, with no field but \"reason\"; DELETE of the correction takes it back";

/// What a person says of an event. Only the fields named are corrected; at least one is needed.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = CorrectionIn, example = json!({"status": "occurred", "date": "2005-12-24", "reason": "the article tells it as held"}))]
#[expect(dead_code, reason = "only its documentation is used; faults are told field by field")]
pub struct CorrectionIn {
    /// An event type, one of `GET /v1/types`.
    #[serde(rename = "type")]
    kind: Option<String>,
    /// occurred, ongoing, planned, proposed, conditional, denied or cancelled.
    status: Option<String>,
    /// A day, a month, a year or `{"start", "end"}`; null says that it has none.
    #[schema(value_type = Option<Object>)]
    date: Option<Value>,
    /// The name of a place that the gazetteer knows, or `{"name", "precision", "within", "country", "lat", "lon"}`; null says that it has none.
    #[schema(value_type = Option<Object>)]
    place: Option<Value>,
    /// Everyone who takes part, in the place of those who were read: `{"actor": an id or a name, "role"}`.
    participants: Option<Vec<ParticipantIn>>,
    /// `true` says that this is no event: it stands in no answer any more.
    rejected: Option<bool>,
    /// Why; kept with the correction.
    #[schema(max_length = 1000)]
    reason: Option<String>,
}

/// Who takes part, as a client names him.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "only its documentation is used")]
pub struct ParticipantIn {
    /// An actor's id, or any name that news uses.
    actor: String,
    /// source, target, participant, host, mediator or speaker.
    role: String,
}

/// What was read.
pub struct Said {
    /// The fields; none where the event is said to be none.
    pub given: Option<Correction>,
    /// The actors who take part, as the graph or the gazetteer knows them.
    pub actors: Vec<Actor>,
    /// Why.
    pub reason: Option<String>,
}

/// Reads a correction of `event`.
///
/// # Errors
/// With every field that is wrong; with the candidates, for the first name that no actor or several have.
pub fn read(state: &AppState, event: &Event, body: &[u8]) -> Result<Said, ApiError> {
    let fault = |reason: String| ApiError::Correction(vec![FieldError::new("body", None, format!("a JSON object in UTF-8 ({reason})"))]);
    let fields = match serde_json::from_slice(body) {
        Ok(Value::Object(fields)) => fields,
        Ok(_) => return Err(fault("this is other JSON".into())),
        Err(error) => return Err(fault(error.to_string())),
    };
    let mut reader = Reader { state, faults: vec![] };
    reader.unknown("", &fields, &FIELDS);
    let reason = reader.reason(&fields);
    let rejected = reader.rejected(&fields);
    let (named, given) = (reader.named(&fields), reader.fields(&fields));
    if !reader.faults.is_empty() {
        return Err(ApiError::Correction(reader.faults));
    }
    if rejected {
        return Ok(Said { given: None, actors: vec![], reason });
    }
    let day = given.date.unwrap_or(event.date).map(|range| range.start);
    let (participants, actors) = named.map(|named| cast(state, event, named, day)).transpose()?.unzip();
    Ok(Said { given: Some(Correction { participants, ..given }), actors: actors.unwrap_or_default(), reason })
}

struct Reader<'s> {
    state: &'s AppState,
    faults: Vec<FieldError>,
}

impl Reader<'_> {
    fn fault(&mut self, parameter: &str, given: &Value, accepted: &str) {
        let text = given.as_str().map_or_else(|| given.to_string(), str::to_owned);
        self.faults.push(FieldError::new(parameter, Some(text.as_str()).filter(|_| !given.is_null()), accepted));
    }

    /// Notes the fields of `object` that are none of `names`.
    fn unknown(&mut self, within: &str, object: &Map<String, Value>, names: &[&str]) {
        for (name, value) in object.iter().filter(|(name, _)| !names.contains(&name.as_str())) {
            let near = nearest(name, names.iter().copied()).map(str::to_owned);
            let parameter: String = format!("{within}{}", name.chars().take(80).collect::<String>());
            let error = FieldError::new(parameter, Some(&value.to_string()), format!("the fields {}", names.join(", ")));
            self.faults.push(FieldError { nearest: near, ..error });
        }
    }

    fn reason(&mut self, fields: &Map<String, Value>) -> Option<String> {
        let value = fields.get("reason").filter(|value| !value.is_null())?;
        let text =
            value.as_str().map(str::trim).filter(|text| !text.is_empty() && text.len() <= LONGEST_REASON && !text.chars().any(char::is_control));
        if text.is_none() {
            self.fault("reason", value, &format!("a text of at most {LONGEST_REASON} bytes without control characters, or null"));
        }
        text.map(str::to_owned)
    }

    /// Whether the event is said to be none; that, or some field, is needed.
    fn rejected(&mut self, fields: &Map<String, Value>) -> bool {
        let corrected = |name: &&&str| !matches!(**name, "rejected" | "reason") && fields.contains_key(**name);
        let others = FIELDS.iter().filter(corrected).count();
        match fields.get("rejected") {
            Some(Value::Bool(true)) if others == 0 => return true,
            Some(value) => self.fault("rejected", value, REJECTED),
            None if others == 0 => {
                self.faults.push(FieldError::new("body", None, format!("at least one of the fields {}", FIELDS[..6].join(", "))));
            }
            None => {}
        }
        false
    }

    /// All fields but the participants.
    fn fields(&mut self, fields: &Map<String, Value>) -> Correction {
        let ontology = self.state.ontology.clone();
        let types: Vec<&str> = ontology.types().iter().map(|info| info.name.as_str()).collect();
        let statuses: Vec<&str> = Status::ALL.iter().map(|status| status.as_str()).collect();
        Correction {
            kind: fields.get("type").and_then(|value| self.word::<EventType>("type", value, &types)),
            status: fields.get("status").and_then(|value| self.word::<Status>("status", value, &statuses)),
            date: fields.get("date").and_then(|value| self.nullable(value, |reader, value| reader.date(value))),
            place: fields.get("place").and_then(|value| self.nullable(value, |reader, value| reader.place(value))),
            participants: None,
            status_from: None,
        }
    }

    fn nullable<T>(&mut self, value: &Value, read: impl Fn(&mut Self, &Value) -> Option<T>) -> Option<Option<T>> {
        if value.is_null() { Some(None) } else { read(self, value).map(Some) }
    }

    fn word<T: FromStr>(&mut self, parameter: &str, value: &Value, words: &[&str]) -> Option<T> {
        let word = value.as_str().filter(|text| words.contains(text)).and_then(|text| text.parse().ok());
        if word.is_none() {
            self.fault(parameter, value, &words.join(", "));
            let near = value.as_str().and_then(|text| nearest(text, words.iter().copied())).map(str::to_owned);
            self.faults.last_mut().into_iter().for_each(|fault| fault.nearest.clone_from(&near));
        }
        word
    }

    fn date(&mut self, value: &Value) -> Option<DateRange> {
        let range = match value {
            Value::String(text) => text.parse().ok(),
            Value::Object(days) => {
                self.unknown("date.", days, &["start", "end"]);
                let day = |name: &str| days.get(name).and_then(Value::as_str).and_then(input::day);
                let ends: Option<(Date, Date)> = day("start").zip(day("end"));
                ends.filter(|(start, end)| start <= end).map(|(start, end)| DateRange::new(start, end))
            }
            _ => None,
        };
        if range.is_none() {
            self.fault("date", value, DATE);
        }
        range
    }

    fn place(&mut self, value: &Value) -> Option<Place> {
        let before = self.faults.len();
        let place = match value {
            Value::String(name) if name.len() <= LONGEST_NAME => self.state.knowledge.gazetteer().place(name),
            Value::Object(fields) => self.place_of_fields(fields),
            _ => None,
        };
        if place.is_none() && self.faults.len() == before {
            self.fault("place", value, PLACE);
        }
        place
    }

    fn place_of_fields(&mut self, fields: &Map<String, Value>) -> Option<Place> {
        self.unknown("place.", fields, &["name", "precision", "within", "country", "lat", "lon"]);
        let given = |name: &str| fields.get(name).filter(|value| !value.is_null());
        let precisions: Vec<&str> = PlacePrecision::ALL.iter().map(|precision| precision.as_str()).collect();
        let precision = self.word("place.precision", fields.get("precision").unwrap_or(&Value::Null), &precisions);
        let name = self.name("place.name", fields.get("name").unwrap_or(&Value::Null));
        let within = given("within").map(|value| self.name("place.within", value));
        let country = given("country").map(|value| self.country(value));
        let lat = given("lat").map(|value| self.degrees("place.lat", value, 90.0));
        let lon = given("lon").map(|value| self.degrees("place.lon", value, 180.0));
        if let Some(alone) = lat.is_some().ne(&lon.is_some()).then_some(fields) {
            self.fault("place", &Value::Object(alone.clone()), "both lat and lon, or neither");
        }
        Some(Place {
            name: name?,
            within: within.flatten(),
            country: country.flatten(),
            lat: lat.flatten(),
            lon: lon.flatten(),
            precision: precision?,
        })
    }

    fn name(&mut self, parameter: &str, value: &Value) -> Option<String> {
        let text = value.as_str().map(str::trim);
        let text = text.filter(|text| !text.is_empty() && text.len() <= LONGEST_NAME && !text.chars().any(char::is_control));
        if text.is_none() {
            self.fault(parameter, value, &format!("a name of at most {LONGEST_NAME} bytes"));
        }
        text.map(str::to_owned)
    }

    fn country(&mut self, value: &Value) -> Option<CountryCode> {
        let graph = self.state.graph();
        let read = self.state.names(&graph).country("place.country", value.as_str().unwrap_or_default());
        read.map_err(|mut fault| {
            fault.given = Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            self.faults.push(fault);
        })
        .ok()
    }

    fn degrees(&mut self, parameter: &str, value: &Value, most: f64) -> Option<f64> {
        let degrees = value.as_f64().filter(|degrees| degrees.abs() <= most);
        if degrees.is_none() {
            self.fault(parameter, value, &format!("degrees from -{most} to {most}, or null"));
        }
        degrees
    }

    /// The participants by name and role; none where they are not corrected.
    fn named(&mut self, fields: &Map<String, Value>) -> Option<Vec<(String, Role)>> {
        let value = fields.get("participants")?;
        let Some(list) = value.as_array().filter(|list| (1..=MOST_PARTICIPANTS).contains(&list.len())) else {
            self.fault("participants", value, PARTICIPANTS);
            return None;
        };
        let roles: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
        let mut named = vec![];
        for (number, one) in list.iter().enumerate() {
            let at = format!("participants[{number}]");
            let Some(fields) = one.as_object() else {
                self.fault(&at, one, PARTICIPANTS);
                continue;
            };
            self.unknown(&format!("{at}."), fields, &["actor", "role"]);
            let actor = self.name(&format!("{at}.actor"), fields.get("actor").unwrap_or(&Value::Null));
            let role = self.word(&format!("{at}.role"), fields.get("role").unwrap_or(&Value::Null), &roles);
            named.extend(actor.zip(role));
        }
        Some(named)
    }
}

/// The participants as they act on `day`: whoever took part before keeps his office, others have that which they held then.
fn cast(state: &AppState, event: &Event, named: Vec<(String, Role)>, day: Option<Date>) -> Result<(Vec<Participant>, Vec<Actor>), ApiError> {
    let graph = state.graph();
    let names = state.names(&graph);
    let (mut participants, mut actors, mut seen) = (vec![], vec![], HashSet::new());
    for (number, (name, role)) in named.into_iter().enumerate() {
        let parameter = format!("participants[{number}].actor");
        let actor = names.anybody(&parameter, &name)?;
        if !seen.insert((actor.id.clone(), role)) {
            return Err(ApiError::Correction(vec![FieldError::new(parameter, Some(&name), PARTICIPANTS)]));
        }
        let before = event.participants.iter().find(|one| one.actor == actor.id);
        participants.push(before.map_or_else(|| participant(names.gazetteer, &actor, role, day), |one| Participant { role, ..one.clone() }));
        actors.push(actor);
    }
    Ok((participants, actors))
}

/// An actor in a role under the office held on `day`: of several the most important, where the gazetteer knows that, or else the one last taken up.
fn participant(gazetteer: &Gazetteer, actor: &Actor, role: Role, day: Option<Date>) -> Participant {
    let known = gazetteer.person_of(actor.id.as_str()).filter(|_| day.is_some()).and_then(|person| person.office_on(day));
    let known = known.filter(|(held, now)| *now && !held.title.is_empty()).map(|(held, _)| held);
    let told = day.and_then(|day| actor.offices.iter().filter(|office| office.held_on(day)).max_by_key(|office| office.from));
    let told = told.filter(|_| known.is_none() && actor.kind == ActorKind::Person);
    Participant {
        actor: actor.id.clone(),
        kind: actor.kind,
        name: actor.name.clone(),
        office: known.map(|held| held.title.to_owned()).or_else(|| told.map(|office| office.title.clone())),
        organization: known.map_or_else(|| told.and_then(|office| office.organization.clone()), |held| held.organization.map(str::to_owned)),
        country: known.and_then(|held| held.country).or_else(|| told.and_then(|office| office.country)).or(actor.country),
        sector: known.map(|held| held.class.sector()).or(actor.sector),
        role,
    }
}
