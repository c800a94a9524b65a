//! The rules of English spelling, backwards.
//!
//! Forms come in small letters. Where two base forms are possible, the more frequent word is taken.

use crate::Xpos;

type Rank<'r> = &'r dyn Fn(&str) -> Option<u32>;

/// The infinitive of a regular verb.
pub(super) fn verb(form: &str, xpos: Xpos, rank: Rank<'_>) -> String {
    let ending = match xpos {
        Xpos::Vbz => return without_s(form, rank),
        Xpos::Vbg => "ing",
        Xpos::Vbd | Xpos::Vbn => "ed",
        _ => return form.to_owned(),
    };
    match form.strip_suffix(ending) {
        Some(stem) if stem.chars().any(is_vowel) || stem.len() > 2 => base(stem, ending == "ed", rank),
        _ => match form.strip_suffix("in'").or_else(|| form.strip_suffix("in’")) {
            Some(stem) if ending == "ing" && stem.len() > 2 => base(stem, false, rank),
            _ => form.to_owned(),
        },
    }
}

/// The singular of a regular noun.
pub(super) fn plural(form: &str, rank: Rank<'_>) -> String {
    if let Some(stem) = form.strip_suffix("men").filter(|stem| !stem.is_empty()) {
        return format!("{stem}man");
    }
    without_s(form, rank)
}

/// The positive of a regular adjective or adverb.
pub(super) fn compared(form: &str, rank: Rank<'_>) -> String {
    match form.strip_suffix("est").or_else(|| form.strip_suffix("er")) {
        Some(stem) if stem.len() > 2 => base(stem, true, rank),
        _ => form.to_owned(),
    }
}

fn without_s(form: &str, rank: Rank<'_>) -> String {
    let Some(long) = form.strip_suffix('s') else { return form.to_owned() };
    if long.ends_with(['s', '\'', '’']) || long.len() < 2 {
        return form.trim_end_matches(['\'', '’']).to_owned();
    }
    if let Some(stem) = form.strip_suffix("ies") {
        // Short ones keep the e: dies, ties; longer ones rarely: movies.
        let y = format!("{stem}y");
        return if stem.len() < 2 || better(long, &y, rank) { long.to_owned() } else { y };
    }
    let Some(short) = form.strip_suffix("es") else { return long.to_owned() };
    let hissing = ["ss", "sh", "ch", "x", "zz", "o"].iter().any(|ending| short.ends_with(ending));
    if hissing {
        return if better(long, short, rank) { long.to_owned() } else { short.to_owned() };
    }
    // Buses and focuses, but houses and prizes.
    let may_be_short = short.ends_with(['s', 'z']) && better(short, long, rank);
    if may_be_short { short.to_owned() } else { long.to_owned() }
}

/// Whether the first word is known and more frequent than the second.
fn better(first: &str, second: &str, rank: Rank<'_>) -> bool {
    rank(first).unwrap_or(u32::MAX) < rank(second).unwrap_or(u32::MAX)
}

/// The base form of which a stem is left when -ing, -ed, -er or -est is cut off; `e` says whether the ending began with an e.
fn base(stem: &str, e: bool, rank: Rank<'_>) -> String {
    let with_e = || format!("{stem}e");
    let last: Vec<char> = stem.chars().rev().take(3).collect();
    let [a, rest @ ..] = &last[..] else { return stem.to_owned() };
    let b = rest.first().copied();
    if e && *a == 'i' {
        let cut = &stem[..stem.len() - 1];
        // Tied and died, but tried and cried.
        return if cut.len() < 2 { with_e() } else { format!("{cut}y") };
    }
    if *a == 'e' {
        // Agreed lost an e with its ending, agreeing did not.
        return if e { with_e() } else { stem.to_owned() };
    }
    if b == Some(*a) && !is_vowel(*a) {
        let short = &stem[..stem.len() - a.len_utf8()];
        let keeps = matches!(a, 'l' | 's' | 'f' | 'z') && rank(short).is_none();
        return if short.len() > 2 && !keeps && !better(stem, short, rank) { short.to_owned() } else { stem.to_owned() };
    }
    let syllables = stem.chars().zip(stem.chars().skip(1)).filter(|&(a, b)| is_vowel(a) && !is_vowel(b)).count();
    let single = b.is_some_and(is_vowel) && !rest.get(1).copied().is_some_and(is_vowel);
    if syllables == 1 && single && !is_vowel(*a) && !matches!(a, 'w' | 'x' | 'y') {
        // One short syllable would have doubled its consonant: hoped is not of hop.
        return with_e();
    }
    if matches!(a, 'v' | 'u') || stem.ends_with("nc") || better(&with_e(), stem, rank) {
        return with_e();
    }
    let usual = ["at", "iz", "is", "c", "dg", "rg", "ag", "bl", "pl", "gl", "tl", "dl", "fl", "kl"].iter().any(|ending| stem.ends_with(ending));
    if usual && rank(stem).is_none() { with_e() } else { stem.to_owned() }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Some words in the order of their frequency.
    fn rank(word: &str) -> Option<u32> {
        const WORDS: &str =
            "use call need plan visit close movie house bus focus fill agree aid big star hop hope create happy prize hero church ache";
        WORDS.split(' ').position(|known| known == word).map(|at| at as u32)
    }

    #[test]
    fn verbs_lose_their_endings() {
        const CASES: &str = "called call, needing need, planned plan, visited visit, hoping hope, stared stare, agreed agree, agreeing agree, \
            carried carry, died die, created create, arguing argue, sharing share, negotiated negotiate, filling fill, enabled enable";
        for (form, base) in CASES.split(", ").map(|case| case.split_once(' ').unwrap()) {
            let xpos = if form.ends_with("ing") { Xpos::Vbg } else { Xpos::Vbd };
            assert_eq!(verb(form, xpos, &rank), base);
        }
    }

    #[test]
    fn plurals_and_third_persons_lose_their_s() {
        for (form, singular) in [
            ("envoys", "envoy"),
            ("parties", "party"),
            ("movies", "movie"),
            ("buses", "bus"),
            ("houses", "house"),
            ("prizes", "prize"),
            ("churches", "church"),
            ("aches", "ache"),
            ("heroes", "hero"),
            ("spokesmen", "spokesman"),
            ("ties", "tie"),
        ] {
            assert_eq!(plural(form, &rank), singular);
        }
    }

    #[test]
    fn comparisons_go_back_to_the_positive() {
        for (form, positive) in [("bigger", "big"), ("happiest", "happy"), ("closer", "close"), ("longest", "long")] {
            assert_eq!(compared(form, &rank), positive);
        }
    }
}
