//! Which person a name means, by country, office and day.

use chancery_core::{ActorId, ActorKind, CountryCode, Sector};
use jiff::civil::Date;

use super::ActorRef;
use crate::gazetteer::{Gazetteer, Held, Person, slug};

/// What the text tells of a person beside the name.
#[derive(Clone, Debug, Default)]
pub(super) struct Claim {
    pub(super) country: Option<CountryCode>,
    /// The name of the body acted for.
    pub(super) body: Option<String>,
    /// The office in the words of the text.
    pub(super) title: Option<String>,
    /// The office without what is said of it: "ambassador" of "ambassador to Japan".
    pub(super) rank: Option<String>,
    /// The office as the table of titles classes it.
    pub(super) office: Option<&'static str>,
    pub(super) sector: Option<Sector>,
    pub(super) former: bool,
}

/// The person of the table that the claim fits best. `whole` says that the whole name was told: then little is asked of the rest.
pub(super) fn known(gazetteer: &Gazetteer, rows: &[u32], claim: &Claim, day: Option<Date>, whole: bool) -> Option<ActorRef> {
    let mut rows = rows.to_vec();
    rows.sort_unstable();
    rows.dedup();
    let scored = rows.iter().map(|&row| (fit(&gazetteer.person(row), claim, day), row));
    let (score, row) = scored.max_by(|(a, x), (b, y)| a.total_cmp(b).then(y.cmp(x)))?;
    (score >= if whole { -3.5 } else { 6.0 }).then(|| reference(&gazetteer.person(row), claim, day))
}

/// Whether one of the bearers held the office claimed, for the country claimed, on the day or a year around it.
pub(super) fn sure(gazetteer: &Gazetteer, rows: &[u32], claim: &Claim, day: Option<Date>) -> bool {
    let near = |date: Date, day: Date| (i32::from(date.year()) - i32::from(day.year())).abs() <= 1;
    let then = |held: &Held| {
        day.is_none_or(|day| held.held_on(day) || held.to.is_some_and(|to| near(to, day)) || held.from.is_some_and(|from| near(from, day)))
    };
    let held = |held: Held| {
        held.country == claim.country && claim.office.is_some_and(|office| held.class.fits(office) || held.class.0 == "go") && then(&held)
    };
    rows.iter().any(|&row| gazetteer.person(row).offices().any(held))
}

/// How well a person fits what is told, the day included.
fn fit(person: &Person<'_>, claim: &Claim, day: Option<Date>) -> f64 {
    let offices: Vec<Held> = person.offices().collect();
    let country = match claim.country {
        Some(country) if offices.iter().any(|held| held.country == Some(country)) => 5.0,
        Some(_) => -5.0,
        None => 0.0,
    };
    let best = offices.iter().map(|held| of_office(held, claim, day)).fold(-6.0, f64::max);
    country + best
}

fn of_office(held: &Held, claim: &Claim, day: Option<Date>) -> f64 {
    let same_country = claim.country.is_none() || held.country == claim.country;
    let fits = claim.office.is_some_and(|office| held.class.fits(office));
    let office = match (claim.office, fits) {
        (None, _) => 0.0,
        (Some(_), true) if same_country => 4.0,
        (Some(_), true) => 1.0,
        // The source says no more than that he was of the government.
        (Some(_), false) if held.class.0 == "go" && same_country => 2.5,
        (Some(_), false) => 0.0,
    };
    let time = day.map_or(0.0, |day| of_time(held, day, claim.former));
    office + time - f64::from(held.class.rank()) * 0.15
}

fn of_time(held: &Held, day: Date, former: bool) -> f64 {
    let years = |from: Option<Date>, to: Option<Date>| match (from, to) {
        (Some(from), Some(to)) => f64::from(to.year() - from.year()),
        _ => 0.0,
    };
    match (held.held_on(day), held.from.is_none_or(|from| from <= day)) {
        (true, _) => 4.0,
        (false, true) => {
            let since = 0.25 * years(held.to, Some(day)).max(0.0);
            // Those who led a state or its diplomacy are told of for ever.
            (if former { 3.5 } else { 2.0 }) - if held.class.rank() < 2 { since.min(5.0) } else { since }
        }
        (false, false) => -1.0 - 0.5 * years(Some(day), held.from),
    }
}

/// The person in the office told, or in the one held on the day.
pub(super) fn reference(person: &Person<'_>, claim: &Claim, day: Option<Date>) -> ActorRef {
    let held = held_by(person, claim, day);
    let now = held.as_ref().is_some_and(|(_, now)| *now);
    let held = held.map(|(held, _)| held);
    let former = claim.former || claim.title.is_none() && !now;
    let country = claim.country.or(if claim.body.is_some() { None } else { held.and_then(|held| held.country) });
    let title = held.map(|held| held.title).filter(|title| !title.is_empty()).map(str::to_owned);
    let sector = claim.sector.or_else(|| held.map(|held| held.class.sector()));
    ActorRef {
        id: id(person.id),
        kind: ActorKind::Person,
        name: person.name.to_owned(),
        office: claim.title.clone().or(title),
        former,
        organization: claim.body.clone().or_else(|| held.filter(|_| claim.country.is_none()).and_then(|held| held.organization).map(str::to_owned)),
        country,
        sector: if former { Some(Sector::Eli) } else { sector },
    }
}

/// The office that the claim tells, or else the most important on the day.
fn held_by(person: &Person<'_>, claim: &Claim, day: Option<Date>) -> Option<(Held, bool)> {
    let told =
        |held: &Held| claim.office.is_some_and(|office| held.class.fits(office)) && claim.country.is_none_or(|country| held.country == Some(country));
    let now = person.offices().find(|held| told(held) && day.is_none_or(|day| held.held_on(day)));
    now.map(|held| (held, true)).or_else(|| person.office_on(day))
}

/// A person that only the text knows. Of a name of one word the country is part of the id, since a surname has many bearers.
pub(super) fn unknown(name: &str, claim: &Claim) -> ActorRef {
    let mut slug = slug(name);
    if let Some(country) = claim.country.filter(|_| !name.contains(' ')) {
        slug = format!("{slug}-{}", country.as_str().to_lowercase());
    }
    ActorRef {
        id: id(&slug),
        kind: ActorKind::Person,
        name: name.to_owned(),
        office: claim.title.clone(),
        former: claim.former,
        organization: claim.body.clone(),
        country: claim.country,
        sector: if claim.former { Some(Sector::Eli) } else { claim.sector },
    }
}

/// How many years before and after the offices of a person news may still tell of him.
const LIFE: i16 = 45;

/// The same, with an id of his own where a person of the table by that name is somebody else: of another country, or of another time.
pub(super) fn stranger(gazetteer: &Gazetteer, name: &str, claim: &Claim, day: Option<Date>) -> ActorRef {
    let mut actor = unknown(name, claim);
    let far = |held: &Held, day: Date| {
        held.from.is_some_and(|from| from.year() - day.year() > LIFE) || held.to.is_some_and(|to| day.year() - to.year() > LIFE)
    };
    let other =
        |held: Held| claim.country.is_some() && held.country.is_some() && held.country != claim.country || day.is_some_and(|day| far(&held, day));
    if gazetteer.person_of(actor.id.as_str()).is_some_and(|person| person.offices().all(other)) {
        let home = claim.country.map(|country| country.as_str().to_lowercase());
        let told = home.map(|home| format!("{}-{home}", actor.id)).filter(|id| gazetteer.person_of(id).is_none());
        actor.id = id(&told.unwrap_or_else(|| format!("{}-other", actor.id)));
    }
    actor
}

/// An actor id of a slug; a name without any letter of an id, or without end, gets a plain one.
pub(super) fn id(slug: &str) -> ActorId {
    let cut: String = slug.chars().take(60).collect();
    cut.parse().unwrap_or_else(|_| "unnamed".parse().expect("a plain word is an id"))
}
