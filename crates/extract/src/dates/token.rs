//! Light tokens: words looked up, numbers read, marks. One pass over the bytes, spans at character borders.

use super::words::{self, Word};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word of letters.
    Word(Word),
    /// Digits, at most eight.
    Number {
        /// Their value.
        value: u32,
        /// How many.
        digits: u8,
    },
    /// Digits with an ordinal ending, 1 to 31: "26th".
    Ordinal(i8),
    /// Digits with an s: "1990s", "80's".
    Decade(i16),
    /// Digits and letters that make no date, grouped digits ("1,500"), too many digits.
    Opaque,
    /// An apostrophe and s after a word.
    Possessive,
    /// Any other character that is no space; a line's end before an empty line is '\n'.
    Mark(char),
    /// Past the last token.
    End,
}

/// A token of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// Whether it follows the one before without a space.
    pub glued: bool,
    /// Whether it begins with a capital letter.
    pub capital: bool,
}

/// Parts a text into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while at < bytes.len() {
        let (kind, end) = match bytes[at] {
            b'\n' if bytes.get(at + 1) == Some(&b'\n') => (Kind::Mark('\n'), at + 1),
            b' ' | b'\t' | b'\r' | b'\n' => {
                at += 1;
                continue;
            }
            b'0'..=b'9' => number(text, at),
            b'a'..=b'z' | b'A'..=b'Z' => word(text, at),
            b'\'' => possessive(bytes, at, 1, &tokens),
            0x80.. => match other(text, at, &tokens) {
                Some(token) => token,
                None => {
                    at += width(bytes[at]);
                    continue;
                }
            },
            byte => (Kind::Mark(char::from(byte)), at + 1),
        };
        let glued = tokens.last().is_some_and(|last| last.end == at);
        tokens.push(Token { start: at, end, kind, glued, capital: bytes[at].is_ascii_uppercase() });
        at = end;
    }
    tokens
}

/// Bytes of the character that begins with this byte.
fn width(byte: u8) -> usize {
    match byte {
        0xf0.. => 4,
        0xe0.. => 3,
        0x80.. => 2,
        _ => 1,
    }
}

/// A character beyond ASCII: a word's letter, a mark, or none where it is a space.
fn other(text: &str, at: usize, before: &[Token]) -> Option<(Kind, usize)> {
    let character = text[at..].chars().next()?;
    match character {
        '’' => Some(possessive(text.as_bytes(), at, character.len_utf8(), before)),
        _ if character.is_whitespace() => None,
        _ if character.is_alphanumeric() => Some(word(text, at)),
        '‐' | '‑' | '–' | '—' | '−' => Some((Kind::Mark('-'), at + character.len_utf8())),
        _ => Some((Kind::Mark(character), at + character.len_utf8())),
    }
}

fn possessive(bytes: &[u8], at: usize, length: usize, before: &[Token]) -> (Kind, usize) {
    let end = at + length;
    let after_word = before.last().is_some_and(|last| last.end == at && matches!(last.kind, Kind::Word(_)));
    let ends = |at: usize| bytes.get(at).is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte < 0x80);
    if after_word && bytes.get(end) == Some(&b's') && ends(end + 1) { (Kind::Possessive, end + 1) } else { (Kind::Mark('\''), end) }
}

/// A word, or letters before digits ("Q1", "mar3") where the letters are of the table; other letters and digits are opaque.
fn word(text: &str, at: usize) -> (Kind, usize) {
    let bytes = text.as_bytes();
    let ascii = |from: usize| from + bytes[from..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let end = ascii(at);
    let plain = bytes.get(end).is_none_or(|byte| *byte < 0x80 || !glues(text, end));
    if plain && !bytes.get(end).is_some_and(u8::is_ascii_digit) {
        return (Kind::Word(words::look_up(&text[at..end])), end);
    }
    let known = if plain { words::look_up(&text[at..end]) } else { Word::Other };
    if matches!(known, Word::QuarterLetter | Word::HalfLetter | Word::Fiscal | Word::MonthShort(_)) {
        return (Kind::Word(known), end);
    }
    let rest = text[end..].chars().take_while(|character| character.is_alphanumeric()).map(char::len_utf8).sum::<usize>();
    let kind = if bytes[at..end + rest].iter().any(u8::is_ascii_digit) { Kind::Opaque } else { Kind::Word(Word::Other) };
    (kind, end + rest)
}

/// Whether the character beyond ASCII at `at` goes on with a word.
fn glues(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_alphanumeric)
}

fn number(text: &str, at: usize) -> (Kind, usize) {
    let bytes = text.as_bytes();
    let run = |from: usize| from + bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = run(at);
    let mut grouped = end - at > 8;
    while (grouped || end - at <= 3) && bytes.get(end) == Some(&b',') && run(end + 1) == end + 4 {
        (end, grouped) = (end + 4, true);
    }
    if grouped {
        return (Kind::Opaque, end);
    }
    let value = bytes[at..end].iter().fold(0_u32, |value, digit| value * 10 + u32::from(digit - b'0'));
    let digits = (end - at) as u8;
    let apostrophe = bytes.get(end) == Some(&b'\'') && bytes.get(end + 1) == Some(&b's');
    let letters_at = end + usize::from(apostrophe);
    let suffix = letters(text, letters_at, 9);
    if suffix.is_empty() {
        return (Kind::Number { value, digits }, end);
    }
    let is = |ending: &str| suffix.eq_ignore_ascii_case(ending);
    if ["st", "nd", "rd", "th"].into_iter().any(is) && !apostrophe && (1..=31).contains(&value) {
        return (Kind::Ordinal(value as i8), letters_at + 2);
    }
    if is("s") && value % 10 == 0 && (digits == 4 || digits == 2) {
        return (Kind::Decade(value as i16), letters_at + 1);
    }
    // "26T10:00" is the day and hour of a timestamp.
    let timestamp = bytes[end] == b'T' && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
    if apostrophe || timestamp {
        return (Kind::Number { value, digits }, end);
    }
    if matches!(words::look_up(suffix), Word::Month(_) | Word::MonthShort(_)) {
        return (Kind::Number { value, digits }, end);
    }
    opaque(text, end)
}

/// At most so many letters from `at` on.
fn letters(text: &str, at: usize, most: usize) -> &str {
    let rest = &text[at..];
    let end = rest.char_indices().take(most).find(|(_, character)| !character.is_alphabetic()).map(|(end, _)| end);
    let all = || rest.char_indices().nth(most).map_or(rest.len(), |(end, _)| end);
    &rest[..end.unwrap_or_else(all)]
}

/// Digits followed by letters that make no date, up to the end of the run.
fn opaque(text: &str, end: usize) -> (Kind, usize) {
    (Kind::Opaque, end + text[end..].chars().take_while(|character| character.is_alphanumeric()).map(char::len_utf8).sum::<usize>())
}
