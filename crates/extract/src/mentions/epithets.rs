//! A state told again by what it is: "the kingdom" after Saudi Arabia, "the island" after Cuba, "the Islamic republic" after Iran.

use super::{
    Told,
    later::{NEAR, Past},
    place,
    reader::{Found, Text},
};

/// Nouns for states, each with the states that papers call so.
const EPITHETS: &[(&str, &[&str])] = &[
    (
        "kingdom",
        &[
            "SAU", "JOR", "MAR", "BHR", "GBR", "THA", "KHM", "BEL", "NLD", "ESP", "SWE", "NOR", "DNK", "LSO", "SWZ", "TON", "BTN", "NPL", "LAO",
            "LBY", "IRQ", "GRC", "YUG",
        ],
    ),
    ("emirate", &["KWT", "QAT", "BHR", "ARE", "AFG"]),
    ("sultanate", &["OMN", "BRN"]),
    (
        "island",
        &["CUB", "TWN", "CYP", "MLT", "LKA", "JAM", "ISL", "MDG", "MUS", "SGP", "NRU", "GRD", "BRB", "DMA", "LCA", "IRL", "BHR", "TLS", "PRI", "GRL"],
    ),
    ("islands", &["SLB", "MDV", "SYC", "FJI", "TON", "VUT", "COM", "CPV", "BHS", "MHL", "KIR", "TUV", "FLK"]),
    ("archipelago", &["PHL", "IDN", "MDV", "BHS", "TON", "FJI", "SLB", "VUT", "CPV", "COM", "JPN", "SYC"]),
    ("republic", &["IRN", "PAK", "MRT", "AFG", "GMB"]),
];

/// Adjectives without which a noun means no state: any state may be "the republic".
const ISLAMIC: &[&str] = &["islamic"];
/// What may stand between the article and the noun.
const BETWEEN: &[&str] = &[
    "tiny",
    "small",
    "oil-rich",
    "oil",
    "gas",
    "rich",
    "wealthy",
    "poor",
    "desert",
    "gulf",
    "himalayan",
    "pacific",
    "caribbean",
    "mediterranean",
    "divided",
    "communist",
    "conservative",
    "sunni",
    "shiite",
    "muslim",
    "islamic",
    "arab",
    "whole",
    "entire",
    "ruled",
    "run",
    "democratic",
];
/// Prepositions before a place: what happens on an island is not done to it.
const PLACED: &[&str] = &["in", "on", "at", "near", "off", "around", "across", "throughout", "within", "outside", "from", "to", "into", "over", "of"];
/// Nouns that an epithet may stand before: "the island nation".
const STATES: &[&str] = &["nation", "state", "country", "republic", "government"];

/// The state that an epithet at this word means: of those called so the one told last; none where none was told.
pub(super) fn epithet(text: &Text<'_>, past: &[Past], at: usize) -> Option<Found> {
    let view = &text.view;
    let &(noun, states) = EPITHETS.iter().find(|(noun, _)| view.any(at, &[noun]))?;
    let the = (at.saturating_sub(3)..at).rev().find(|&word| view.any(word, &["the"]))?;
    let between = the + 1..at;
    let whole = (the + 1..=at).all(|word| view.follows(word) || view.joins(word) && view.gap(word) == "-");
    let plain = between.clone().all(|word| view.any(word, BETWEEN));
    let islamic = noun != "republic" || between.clone().any(|word| view.any(word, ISLAMIC));
    let end = if noun == "island" && view.follows(at + 1) && view.any(at + 1, STATES) { at + 2 } else { at + 1 };
    let named = view.follows(end) && (view.capital(end) || view.any(end, &["of", "nation", "nations", "chain"]));
    let placed = the > 0 && view.follows(the) && view.any(the - 1, PLACED);
    if !(whole && plain && islamic) || named || placed || view.shouted(at) {
        return None;
    }
    let told = past[..past.partition_point(|past| past.word < the)].iter().rev().take(NEAR);
    let mut countries = told.flat_map(|past| &past.actors).filter_map(|actor| actor.country);
    let code = countries.find(|code| states.contains(&code.as_str()))?;
    let country = text.gazetteer.country_of(code.as_str())?;
    Some(Found::actors(the..end, Told::Group, vec![place::of_country(country)]))
}
