//! Contractions and possessives: do|n't, China|'s, workers|', can|not.

/// Where a word is cut in two, in bytes; `None` where it is one token.
pub(super) fn cut(word: &str) -> Option<usize> {
    whole_word(word).or_else(|| negation(word)).or_else(|| clitic(word)).or_else(|| plural_possessive(word))
}

/// Words that are cut without an apostrophe.
fn whole_word(word: &str) -> Option<usize> {
    const WORDS: &[(&str, usize)] = &[
        ("cannot", 3),
        ("gonna", 3),
        ("wanna", 3),
        ("gotta", 3),
        ("dont", 2),
        ("wont", 2),
        ("cant", 2),
        ("didnt", 3),
        ("doesnt", 4),
        ("isnt", 2),
        ("wasnt", 3),
        ("couldnt", 5),
        ("wouldnt", 5),
        ("havent", 4),
        ("im", 1),
        ("thats", 4),
        ("ive", 1),
    ];
    // "IM" is also a message, "CANT" no word of running text: capitals throughout are left alone.
    let shouted = word.len() < 4 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let found = WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word))?;
    (!shouted).then_some(found.1)
}

/// The length of an apostrophe at that place, 0 where there is none.
fn apostrophe(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b'\'' | b'`', ..]) => 1,
        Some([0xe2, 0x80, 0x98 | 0x99, ..]) => 3,
        _ => 0,
    }
}

fn negation(word: &str) -> Option<usize> {
    let bytes = word.as_bytes();
    let [.., last] = bytes else { return None };
    if !last.eq_ignore_ascii_case(&b't') {
        return None;
    }
    [1, 3].into_iter().find_map(|length| {
        let at = (bytes.len() - 1).checked_sub(length)?;
        let start = at.checked_sub(1)?;
        let negated = apostrophe(bytes, at) == length && bytes[start].eq_ignore_ascii_case(&b'n');
        (negated && start > 0).then_some(start)
    })
}

fn clitic(word: &str) -> Option<usize> {
    const CLITICS: &[&str] = &["s", "m", "d", "re", "ve", "ll"];
    let bytes = word.as_bytes();
    CLITICS.iter().find_map(|clitic| {
        let end = bytes.len().checked_sub(clitic.len())?;
        if !bytes[end..].eq_ignore_ascii_case(clitic.as_bytes()) {
            return None;
        }
        [1, 3].into_iter().find_map(|length| {
            let at = end.checked_sub(length)?;
            (at > 0 && apostrophe(bytes, at) == length).then_some(at)
        })
    })
}

/// The apostrophe behind the s of a plural; elsewhere a closing apostrophe is a quotation mark and is taken off before.
fn plural_possessive(word: &str) -> Option<usize> {
    let bytes = word.as_bytes();
    [1, 3].into_iter().find_map(|length| {
        let at = bytes.len().checked_sub(length)?;
        let sibilant = at > 1 && matches!(bytes[at - 1].to_ascii_lowercase(), b's' | b'z' | b'x');
        (sibilant && apostrophe(bytes, at) == length).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contractions_are_cut_before_the_second_part() {
        let cases = [
            ("don't", Some(2)),
            ("won’t", Some(2)),
            ("n't", None),
            ("China's", Some(5)),
            ("we'll", Some(2)),
            ("workers'", Some(7)),
            ("CANNOT", Some(3)),
            ("IM", None),
            ("'s", None),
            ("Sha'lan", None),
        ];
        for (word, expected) in cases {
            assert_eq!(cut(word), expected, "{word}");
        }
    }
}
