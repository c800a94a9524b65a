//! Hyphens: compounds are cut (six - party), words with a prefix and given names are not (re-elected, Tu-chol).

/// Prefixes that stay on their word, by the majority of the treebanks.
const PREFIXES: &[&str] = &[
    "anti", "co", "counter", "cross", "de", "e", "ex", "extra", "hyper", "infra", "inter", "intra", "macro", "mega", "meta", "micro", "mid", "mini",
    "multi", "neo", "non", "over", "pan", "post", "pre", "pro", "pseudo", "psycho", "re", "semi", "socio", "sub", "super", "trans", "ultra", "un",
    "wi",
];

/// Whether the hyphen between two parts of a word is a token. `before` and `after` are the parts next to it.
pub(super) fn is_cut(before: &str, after: &str) -> bool {
    if before.is_empty() || after.is_empty() {
        return false;
    }
    let prefix = PREFIXES.iter().any(|prefix| prefix.eq_ignore_ascii_case(before));
    !prefix && !is_given_name(before, after)
}

/// East Asian given names: a capitalised syllable, then a short one in small letters (Tu-chol, Jae-in, Yi-ming).
///
/// A list of syllables would be long and never whole; what English puts behind a capital and a hyphen in small letters is nearly
/// always a word that is known by its ending or in the list here.
fn is_given_name(before: &str, after: &str) -> bool {
    // Where the second syllable is also an English word ("Jae-in", "Check-in"), the first has to be known.
    const FIRST: &[&str] =
        &["Jae", "Hae", "Sang", "Dong", "Yong", "Young", "Jong", "Jung", "Kyung", "Kyong", "Myung", "Hyun", "Seung", "Chang", "Ki"];
    const ENGLISH: &[&str] = &[
        "led", "born", "up", "down", "out", "in", "on", "off", "to", "of", "by", "era", "day", "win", "run", "old", "new", "age", "air", "sea",
        "oil", "gas", "tax", "war", "law", "aid", "gun", "car", "bus", "men", "man", "son", "one", "two", "ten", "six", "year", "time", "term",
        "made", "wide", "held", "like", "long", "half", "high", "low", "free", "fire", "line", "land", "side", "top", "set", "size", "type", "work",
        "week", "end", "turn", "back", "page", "part", "rate", "style", "class", "based", "wing", "owned", "run", "backed", "right", "left", "Arab",
        "and", "at", "with", "for", "the", "mail", "ray", "rays", "shirt", "boat",
    ];
    let syllable = |part: &str| part.len() <= 6 && part.bytes().all(|byte| byte.is_ascii_alphabetic()) && has_vowel(part);
    let capital = before.as_bytes()[0].is_ascii_uppercase() && before[1..].bytes().all(|byte| byte.is_ascii_lowercase());
    let small = after.bytes().all(|byte| byte.is_ascii_lowercase());
    capital
        && small
        && before.len() > 1
        && before.len() <= 5
        && after.len() <= 5
        && syllable(before)
        && syllable(after)
        && is_romanised(before)
        && is_romanised(after)
        && (!ENGLISH.contains(&after) || FIRST.contains(&before))
}

fn has_vowel(part: &str) -> bool {
    part.bytes().any(|byte| matches!(byte.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y'))
}

/// A syllable as romanisations of Korean and Chinese have it: consonants that begin one, vowels, and at most a final k, l, m, n, ng, p, t, h.
fn is_romanised(part: &str) -> bool {
    const INITIALS: &[&str] = &[
        "", "b", "c", "ch", "ck", "d", "dd", "f", "g", "gg", "h", "hs", "j", "jj", "k", "kh", "kk", "kw", "l", "m", "n", "ng", "p", "q", "r", "s",
        "sh", "ss", "sz", "t", "ts", "tz", "v", "w", "x", "y", "z", "zh",
    ];
    const FINALS: &[&str] = &["", "k", "l", "m", "n", "ng", "p", "t", "h", "r", "ck"];
    let lower = part.to_ascii_lowercase();
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let Some(start) = lower.find(|c: char| vowel(c) && c != 'y').or_else(|| lower.find('y')) else { return false };
    let nucleus = lower[start..].trim_start_matches(vowel);
    let initial = &lower[..start];
    let initial = initial.strip_suffix('y').unwrap_or(initial);
    INITIALS.contains(&initial) && FINALS.contains(&nucleus)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compounds_are_cut_and_names_are_not() {
        for (before, after) in [("six", "party"), ("US", "led"), ("al", "Qaeda"), ("Bush", "Cheney"), ("Seoul", "based"), ("Sino", "Soviet")] {
            assert!(is_cut(before, after), "{before}-{after}");
        }
        for (before, after) in [("re", "elected"), ("Tu", "chol"), ("Jae", "in"), ("Jong", "un"), ("Chi", "wai"), ("Pro", "Beijing")] {
            assert!(!is_cut(before, after), "{before}-{after}");
        }
    }
}
