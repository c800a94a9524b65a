//! Full stops that belong to their word: abbreviations, initials, "U.S.", "a.m.".

/// Abbreviations written with a full stop, in small letters and without it.
const ABBREVIATIONS: &[&str] = &[
    "adm", "al", "amb", "apr", "approx", "asst", "aug", "ave", "avg", "blvd", "brig", "bros", "ca", "capt", "cf", "cmdr", "co", "col", "comdr",
    "corp", "cpl", "dec", "dept", "det", "dist", "div", "dr", "ed", "eds", "esq", "est", "etc", "ext", "feb", "fig", "figs", "fr", "fri", "ft",
    "gen", "gens", "gov", "govs", "hon", "hrs", "inc", "incl", "insp", "jan", "jr", "jul", "jun", "lt", "ltd", "maj", "mar", "messrs", "mfg", "mme",
    "mlle", "mon", "mr", "mrs", "ms", "msgr", "mt", "nos", "nov", "oct", "op", "ph.d", "pp", "pres", "prof", "pt", "pvt", "rd", "rep", "reps", "rev",
    "rt", "sat", "sec", "sen", "sens", "sept", "sep", "sgt", "sq", "sr", "st", "ste", "supt", "thu", "thur", "thurs", "tue", "tues", "univ", "vol",
    "vols", "vs", "wed", "yrs", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ind", "kan", "ky", "mass", "md", "mich", "minn", "mo",
    "mont", "neb", "nev", "okla", "pa", "penn", "tenn", "tex", "va", "vt", "wash", "wis", "wyo", "i.e", "e.g", "viz", "bldg", "tel",
];

/// Titles in front of a name, which a sentence does not end behind.
const TITLES: &[&str] = &[
    "adm", "amb", "brig", "capt", "cmdr", "col", "comdr", "cpl", "det", "dr", "fr", "gen", "gens", "gov", "govs", "hon", "insp", "lt", "maj",
    "messrs", "mlle", "mme", "mr", "mrs", "ms", "msgr", "mt", "pres", "prof", "pvt", "rep", "reps", "rev", "sen", "sens", "sgt", "st", "ste", "supt",
    "vs", "viz", "e.g", "i.e", "cf",
];

/// The abbreviation that a word is, without its last full stop, in small letters.
fn stem(word: &str) -> Option<String> {
    let stem = word.strip_suffix('.')?;
    (stem.len() <= 8).then(|| stem.to_ascii_lowercase())
}

/// Whether the full stop at the end belongs to the word.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    let Some(stem) = stem(word) else { return false };
    is_dotted(&stem) || is_initial(word) || ABBREVIATIONS.contains(&stem.as_str())
}

/// Whether the word is an abbreviation that stands in front of something, so that no sentence ends behind it.
pub(crate) fn is_title(word: &str) -> bool {
    stem(word).is_some_and(|stem| TITLES.contains(&stem.as_str()))
}

/// A single letter: an initial (J.) or the mark of a list (b.).
fn is_initial(word: &str) -> bool {
    let mut characters = word.chars();
    let capital = characters.next().is_some_and(char::is_uppercase);
    capital && characters.next() == Some('.') && characters.next().is_none()
}

/// Letters with full stops between them: u.s, a.m, ph.d.
fn is_dotted(stem: &str) -> bool {
    stem.contains('.') && stem.split('.').all(|part| part.len() <= 2 && !part.is_empty() && part.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_keep_their_stop() {
        for word in ["U.S.", "Mr.", "a.m.", "J.", "Dec.", "Ph.D.", "e.g."] {
            assert!(is_abbreviation(word), "{word}");
        }
        for word in ["end.", "it.", "U.S", "...", ".", "ended.it."] {
            assert!(!is_abbreviation(word), "{word}");
        }
        assert!(is_title("Gen.") && !is_title("Inc."));
    }
}
