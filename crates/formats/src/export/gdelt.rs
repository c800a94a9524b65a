//! GDELT 1.0 events: 58 columns without a header. An event of more than two actors is a row for each pair, the first of which keeps its number.

use chancery_core::{Event, EventId, Ontology, Participant, Place, PlacePrecision, Role, ontology::quad_class};
use std::{
    collections::HashSet,
    io::{self, Write},
};

use crate::{country, sector};

/// Writes the rows of an event; none, which is told, for one without a date, since GDELT has no undated events.
pub(super) fn write(out: &mut impl Write, event: &Event, ontology: &Ontology) -> io::Result<bool> {
    let Some(date) = event.date else { return Ok(false) };
    let day = date.start;
    for (number, (one, other)) in pairs(event, ontology).into_iter().enumerate() {
        let id = if number == 0 { event.id } else { EventId::derive(&["gdelt1", &event.id.to_string(), &number.to_string()]) };
        let cameo = event.codes.cameo.as_str();
        let mut cells = vec![id.0.to_string(), day.strftime("%Y%m%d").to_string(), day.strftime("%Y%m").to_string(), day.year().to_string()];
        cells.push(format!("{:.4}", f64::from(day.year()) + f64::from(day.day_of_year()) / 365.0));
        cells.extend(actor(one));
        cells.extend(actor(other));
        cells.extend(["1".into(), cameo.into(), cameo.get(..3).unwrap_or(cameo).into(), cameo.get(..2).unwrap_or(cameo).into()]);
        let articles = event.reports.iter().map(|report| &report.article).collect::<HashSet<_>>().len();
        cells.extend([quad_class(cameo).to_string(), event.codes.goldstein.to_string()]);
        cells.extend([event.reports.len().to_string(), articles.to_string(), articles.to_string(), "0".into()]);
        cells.extend(place(None));
        cells.extend(place(None));
        cells.extend(place(event.place.as_ref()));
        let report = event.reports.first();
        cells.push(report.and_then(|report| report.published_on).unwrap_or(day).strftime("%Y%m%d").to_string());
        let words = report.map(|report| report.evidence.text.as_str()).unwrap_or_default();
        cells.push(if words.starts_with("http") { words.to_owned() } else { String::new() });
        let line: Vec<String> = cells.iter().map(|cell| cell.replace(['\t', '\n', '\r'], " ")).collect();
        writeln!(out, "{}", line.join("\t"))?;
    }
    Ok(true)
}

/// Who stands first and who second, in each row.
fn pairs<'e>(event: &'e Event, ontology: &Ontology) -> Vec<(Option<&'e Participant>, Option<&'e Participant>)> {
    let all = &event.participants;
    let [first, second] = ontology.reading(&event.codes.cameo).map_or([Role::Source, Role::Target], |reading| reading.roles);
    let of = |role: Role| all.iter().filter(move |one| one.role == role);
    if first == second || all.iter().any(|one| one.role != first && one.role != second) {
        // On equal terms, or in roles that the code does not have: everyone with everyone after him.
        let pairs: Vec<_> = (0..all.len()).flat_map(|at| all[at + 1..].iter().map(move |other| (Some(&all[at]), Some(other)))).collect();
        return if pairs.is_empty() { vec![(all.first(), None)] } else { pairs };
    }
    match (of(first).next(), of(second).next()) {
        (Some(_), Some(_)) => of(first).flat_map(|one| of(second).map(move |other| (Some(one), Some(other)))).collect(),
        (Some(_), None) => of(first).map(|one| (Some(one), None)).collect(),
        _ => of(second).map(|other| (None, Some(other))).collect(),
    }
}

/// Ten columns: code, name, country, group, ethnicity, two religions, three roles. Only names of countries are in capitals, as GDELT has them:
/// a name in small letters decides alone who is meant when the file is read again.
fn actor(one: Option<&Participant>) -> [String; 10] {
    let mut cells: [String; 10] = Default::default();
    let Some(one) = one else { return cells };
    let itself = country::coded(one.actor.as_str()).filter(|_| one.kind == chancery_core::ActorKind::Country && one.actor.as_str().len() == 3);
    let home = itself.or_else(|| one.country.and_then(|code| country::coded(code.as_str())));
    let code = home.map(country::Country::cameo).unwrap_or_default();
    let role = if itself.is_some() { "" } else { one.sector.map(sector::cameo).unwrap_or_default() };
    cells[0] = format!("{code}{role}");
    cells[1] = if itself.is_some() { one.name.to_uppercase() } else { one.name.clone() };
    cells[2] = code.to_owned();
    cells[7] = role.to_owned();
    cells
}

/// Seven columns: type, name, country, region, degrees, feature.
fn place(place: Option<&Place>) -> [String; 7] {
    let mut cells: [String; 7] = Default::default();
    cells[0] = "0".into();
    let Some(place) = place else { return cells };
    let home = place.country.and_then(|code| country::coded(code.as_str()));
    let american = home.is_some_and(|home| home.actor == "USA");
    cells[0] = match (place.precision, american) {
        (PlacePrecision::Country, _) => "1",
        (PlacePrecision::Region, true) => "2",
        (PlacePrecision::City | PlacePrecision::Site, true) => "3",
        (PlacePrecision::City | PlacePrecision::Site, false) => "4",
        (PlacePrecision::Region, false) => "5",
    }
    .into();
    let within = place.within.as_deref().filter(|_| place.precision != PlacePrecision::Country);
    let around = home.map(|home| home.name).filter(|_| place.precision != PlacePrecision::Country);
    cells[1] = [Some(place.name.as_str()), within, around].into_iter().flatten().collect::<Vec<_>>().join(", ");
    cells[2] = home.map(country::Country::fips).unwrap_or_default().into();
    cells[4] = place.lat.map(|lat| lat.to_string()).unwrap_or_default();
    cells[5] = place.lon.map(|lon| lon.to_string()).unwrap_or_default();
    cells
}
