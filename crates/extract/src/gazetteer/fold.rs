//! Words and the form in which names are compared: lower case, without marks, so that Erdoğan and Erdogan are one name.

use std::ops::Range;

/// A run of letters and digits of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes.
    pub bytes: Range<usize>,
    /// Its folded form.
    pub folded: String,
}

/// The words of a text. Everything that is no letter or digit parts words, so "U.S." is two words and "Tu-chol" is two.
pub fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::with_capacity(text.len() / 6);
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        match found.last_mut() {
            _ if is_mark(c) => {
                if let Some(word) = found.last_mut().filter(|word| word.bytes.end == start) {
                    word.bytes.end = end;
                }
            }
            _ if !c.is_alphanumeric() => {}
            Some(word) if word.bytes.end == start => {
                word.bytes.end = end;
                fold_char(c, |c| word.folded.push(c));
            }
            _ => {
                let mut folded = String::new();
                fold_char(c, |c| folded.push(c));
                found.push(Word { bytes: start..end, folded });
            }
        }
    }
    found
}

/// Calls `each` with the folded characters of `name`; a space stands between words.
pub(super) fn fold(name: &str, mut each: impl FnMut(char)) {
    let (mut begun, mut gap) = (false, false);
    // Most names are plain, and a quarter of a million of them are folded at load.
    if name.is_ascii() {
        for byte in name.bytes() {
            if byte.is_ascii_alphanumeric() {
                if gap {
                    each(' ');
                    gap = false;
                }
                begun = true;
                each(char::from(byte.to_ascii_lowercase()));
            } else {
                gap = begun;
            }
        }
        return;
    }
    for c in name.chars().filter(|&c| !is_mark(c)) {
        if c.is_alphanumeric() {
            if gap {
                each(' ');
                gap = false;
            }
            begun = true;
            fold_char(c, &mut each);
        } else {
            gap = begun;
        }
    }
}

/// The folded form of a name.
pub fn folded(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    fold(name, |c| text.push(c));
    text
}

/// The name as part of an actor id: "Ro Tu-chol" is `ro-tu-chol`.
pub fn slug(name: &str) -> String {
    folded(name).replace(' ', "-")
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn fold_char(c: char, mut each: impl FnMut(char)) {
    if c.is_ascii() {
        return each(c.to_ascii_lowercase());
    }
    for lower in c.to_lowercase().filter(|&c| !is_mark(c)) {
        match PLAIN.iter().find(|(_, marked)| marked.contains(lower)) {
            Some((plain, _)) => plain.chars().for_each(&mut each),
            None => each(lower),
        }
    }
}

/// Latin letters with marks under the plain ones for which they stand.
const PLAIN: &[(&str, &str)] = &[
    ("a", "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"),
    ("c", "çćĉċč"),
    ("d", "ďđð"),
    ("e", "èéêëēĕėęěẹẻẽếềểễệə"),
    ("g", "ĝğġģǧ"),
    ("h", "ĥħḥ"),
    ("i", "ìíîïĩīĭįıǐỉị"),
    ("j", "ĵ"),
    ("k", "ķǩ"),
    ("l", "ĺļľŀł"),
    ("n", "ñńņňŋ"),
    ("o", "òóôõöøōŏőǒơọỏốồổỗộớờởỡợ"),
    ("r", "ŕŗř"),
    ("s", "śŝşšșṣ"),
    ("t", "ţťŧțṭ"),
    ("u", "ùúûüũūŭůűųǔưụủứừửữự"),
    ("w", "ŵ"),
    ("y", "ýÿŷỳỵỷỹ"),
    ("z", "źżžẓ"),
    ("ss", "ß"),
    ("ae", "æ"),
    ("oe", "œ"),
    ("th", "þ"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_case_do_not_tell_names_apart() {
        assert_eq!(folded("Recep Tayyip Erdoğan"), "recep tayyip erdogan");
        assert_eq!(folded("Đỗ Mười"), "do muoi");
        assert_eq!(folded("U.S."), "u s");
        assert_eq!(slug("Ro Tu-chol"), "ro-tu-chol");
    }

    #[test]
    fn words_know_their_bytes() {
        let text = "São Tomé's";
        let found = words(text);
        assert_eq!(found.iter().map(|word| &text[word.bytes.clone()]).collect::<Vec<_>>(), ["São", "Tomé", "s"]);
        assert_eq!(found[1].folded, "tome");
    }
}
