//! One chunk between white space to tokens: punctuation off the front and the back, then cuts inside.

use super::{Piece, address, contraction, hyphen, number, stop};
use crate::Span;

/// Cuts the chunk at `span` of the text and appends its tokens.
pub(super) fn split(text: &str, span: Span, pieces: &mut Vec<Piece>) {
    let chunk = &text[span.range()];
    if chunk.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !chunk.as_bytes()[0].is_ascii_digit() {
        return word(text, span, pieces);
    }
    if address::is_smiley(chunk) || is_ornament(chunk) {
        return push(span, pieces);
    }
    let start = front(text, span, pieces);
    let (end, tail) = back(text, Span::new(start, span.end));
    if start < end {
        core(text, Span::new(start, end), pieces);
    }
    pieces.extend(tail.into_iter().rev().map(|span| Piece { span, joined: false }));
}

fn push(span: Span, pieces: &mut Vec<Piece>) {
    if !span.is_empty() {
        pieces.push(Piece { span, joined: false });
    }
}

/// A line drawn with signs: one token however long.
fn is_ornament(chunk: &str) -> bool {
    chunk.len() > 3 && chunk.bytes().all(|byte| matches!(byte, b'-' | b'=' | b'_' | b'*' | b'|' | b'+' | b'>' | b'<' | b'~' | b'#'))
}

/// Whether a character is a token of its own wherever it stands.
fn is_separator(c: char) -> bool {
    matches!(
        c,
        '(' | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '"'
            | '“'
            | '”'
            | '„'
            | '«'
            | '»'
            | '‹'
            | '›'
            | ';'
            | '!'
            | '?'
            | '—'
            | '–'
            | '…'
            | '|'
            | '·'
            | '•'
    ) || matches!(c, '<' | '>' | '=' | '~' | '^' | '、' | '。' | '，' | '¿' | '¡' | '‚' | '―')
        || is_currency(c)
        || is_pictograph(c)
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '€' | '¥' | '₹' | '₩' | '₽')
}

fn is_pictograph(c: char) -> bool {
    matches!(u32::from(c), 0x1f000..=0x1faff | 0x2600..=0x27bf | 0x2190..=0x21ff)
}

/// Whether a run of the character is one token: "...", "--", "!!", "''".
fn runs(c: char) -> bool {
    matches!(c, '.' | '-' | '!' | '?' | '*' | '_' | '=' | '~' | '<' | '>' | '\'' | '’' | '‘' | '`' | '…' | '^')
}

/// The length of the punctuation at the start of a text: one character or a run.
fn punctuation(text: &str) -> usize {
    let Some(first) = text.chars().next() else { return 0 };
    let same = |c: char| c == first || (matches!(first, '!' | '?') && matches!(c, '!' | '?'));
    if runs(first) { text.find(|c| !same(c)).unwrap_or(text.len()) } else { first.len_utf8() }
}

/// Takes the punctuation off the front; where the rest begins.
fn front(text: &str, span: Span, pieces: &mut Vec<Piece>) -> usize {
    let mut at = span.start;
    while at < span.end {
        let rest = &text[at..span.end];
        let Some(first) = rest.chars().next() else { break };
        if !opens(first, &rest[first.len_utf8()..]) {
            break;
        }
        let length = punctuation(rest);
        push(Span::new(at, at + length), pieces);
        at += length;
    }
    at
}

/// Whether the first character of a chunk is punctuation, given what follows it.
fn opens(first: char, rest: &str) -> bool {
    let next = rest.chars().next();
    let digit = next.is_some_and(|c| c.is_ascii_digit());
    match first {
        '\'' | '’' | '‘' | '`' => !elides(rest),
        '.' | '+' => !digit,
        // A mark in front of letters is part of a name on the net; alone it is a token.
        '#' | '@' => !next.is_some_and(char::is_alphanumeric),
        '-' => !(digit && rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')) || rest.len() > 6,
        ',' | ':' | '*' | '/' | '&' | '\\' | '_' | '%' => true,
        _ => is_separator(first),
    }
}

/// Whether an apostrophe in front is part of the word: 's 'em '90s.
fn elides(rest: &str) -> bool {
    const WORDS: &[&str] = &["s", "em", "til", "cause", "ll", "re", "ve", "m", "d", "n", "tis"];
    let decade = rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_digit);
    decade && matches!(rest.as_bytes().get(2), None | Some(b's' | b',' | b'.')) || WORDS.iter().any(|word| word.eq_ignore_ascii_case(rest))
}

/// Takes the punctuation off the back: where the rest ends, and the tokens taken, last first.
fn back(text: &str, span: Span) -> (usize, Vec<Span>) {
    let mut tail = Vec::new();
    let mut end = span.end;
    while end > span.start {
        let rest = &text[span.start..end];
        let Some(last) = rest.chars().next_back() else { break };
        let length = if end == span.end && counts(rest, &text[end..]) { 0 } else { closing(rest, last) };
        if length == 0 {
            break;
        }
        tail.push(Span::new(end - length, end));
        end -= length;
    }
    (end, tail)
}

/// Whether a chunk is the abbreviation of "number": a number follows it.
fn counts(chunk: &str, behind: &str) -> bool {
    matches!(chunk, "No." | "no." | "Nos." | "nos.") && behind.trim_start_matches([' ', '\u{a0}']).starts_with(|c: char| c.is_ascii_digit())
}

/// How much of the end of a chunk is one punctuation token, 0 for none.
fn closing(rest: &str, last: char) -> usize {
    let length = last.len_utf8();
    let run = || rest.len() - rest.trim_end_matches(|c| c == last || (matches!(last, '!' | '?') && matches!(c, '!' | '?'))).len();
    match last {
        '.' => match run() {
            1 if keeps_stop(rest) => 0,
            length => length,
        },
        '\'' | '’' if contraction::cut(last_part(rest)).is_some() => 0,
        '$' if rest.len() > 1 && rest.len() < 5 => 0,
        ',' | ':' | '%' | '/' | '\\' | '&' => length,
        // "Yahoo!" is a name, but every other word before the mark is not.
        '!' if rest == "Yahoo!" => 0,
        '@' | '#' => 0,
        _ if runs(last) => run(),
        _ if is_separator(last) => length,
        _ => 0,
    }
}

/// The last few bytes of a chunk; enough to know a contraction by.
fn last_part(rest: &str) -> &str {
    let mut start = rest.len().saturating_sub(24);
    while !rest.is_char_boundary(start) {
        start += 1;
    }
    &rest[start..]
}

/// Whether the full stop at the end belongs to the last word of the chunk.
fn keeps_stop(rest: &str) -> bool {
    let part = last_part(rest);
    let start = part.rfind(|c: char| !(c.is_alphanumeric() || c == '.')).map_or(0, |at| at + part[at..].chars().next().map_or(1, char::len_utf8));
    let word = &part[start..];
    stop::is_abbreviation(word) || unit_stop(word)
}

/// "10a.m.": the letters behind the number keep their stop.
fn unit_stop(word: &str) -> bool {
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
    letters.len() < word.len() && stop::is_abbreviation(letters) && letters.len() > 2
}

/// Cuts the inside of a chunk whose outer punctuation is off.
fn core(text: &str, span: Span, pieces: &mut Vec<Piece>) {
    let chunk = &text[span.range()];
    if address::is_address(chunk) || chunk.starts_with(['@', '#']) && !chunk[1..].contains(is_separator) {
        return push(span, pieces);
    }
    let mut start = span.start;
    let mut at = span.start;
    while at < span.end {
        let rest = &text[at..span.end];
        let number = if at == start { number::number_length(rest) } else { 0 };
        if number > 0 {
            at += number;
            continue;
        }
        let Some(c) = rest.chars().next() else { break };
        if c == '$' && is_country(&text[start..at]) {
            // "US$3,000": the sign goes with the country, the number is the next token.
            at += 1;
            push(Span::new(start, at), pieces);
            start = at;
            continue;
        }
        let length = inner(&text[start..at], c, rest);
        if length == 0 {
            at += c.len_utf8();
            continue;
        }
        word(text, Span::new(start, at), pieces);
        push(Span::new(at, at + length), pieces);
        at += length;
        start = at;
    }
    word(text, Span::new(start, span.end), pieces);
}

/// How much at a place inside a chunk is a token that cuts it, 0 for none. `before` is what stands between it and the last cut.
fn inner(before: &str, c: char, rest: &str) -> usize {
    let next = rest[c.len_utf8()..].chars().next();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    match c {
        '-' if rest.starts_with("--") => punctuation(rest),
        '.' if rest.starts_with("..") => punctuation(rest),
        // "ended.The": the blank behind the stop is missing.
        '.' if next.is_some_and(char::is_uppercase) && ends_lower(before) => 1,
        '/' if !before.is_empty() && before.chars().count() + rest.len() > 3 => 1,
        ',' | ':' if letter(next) || before.is_empty() => 1,
        '&' if before.len() > 3 => 1,
        '%' | '+' if !before.is_empty() => 1,
        '*' if !before.is_empty() && !letter(next) => punctuation(rest),
        _ if is_separator(c) => punctuation(rest),
        _ => 0,
    }
}

/// The letters that stand in front of a dollar sign and are one token with it.
fn is_country(before: &str) -> bool {
    matches!(before, "US" | "A" | "C" | "HK" | "NZ" | "S" | "AU" | "CA")
}

/// Whether a text ends in three small letters.
fn ends_lower(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() > 2 && bytes[bytes.len() - 3..].iter().all(u8::is_ascii_lowercase)
}

/// A word without inner punctuation but hyphens and apostrophes.
fn word(text: &str, span: Span, pieces: &mut Vec<Piece>) {
    let mut start = span.start;
    let whole = &text[span.range()];
    if whole.contains('-') && !is_code(whole) {
        let mut before = span.start;
        let mut at = span.start;
        for part in whole.split('-') {
            let end = at + part.len();
            let after = text[end.min(span.end)..span.end].strip_prefix('-').map_or("", |rest| rest.split('-').next().unwrap_or(""));
            if hyphen::is_cut(&text[before..end], after) {
                single(text, Span::new(start, end), pieces);
                push(Span::new(end, end + 1), pieces);
                start = end + 1;
            }
            at = end + 1;
            before = at;
        }
    }
    single(text, Span::new(start, span.end), pieces);
}

/// Telephone numbers, dates and designations such as 713-853-3989: digits and hyphens with at least two hyphens or seven digits.
fn is_code(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let hyphens = word.bytes().filter(|&byte| byte == b'-').count();
    digits + hyphens == word.len() && digits < 16 && (hyphens > 1 || digits >= 7) && !word.starts_with('-')
}

/// One part of a compound: a number with a unit, a contraction, or a plain token.
fn single(text: &str, span: Span, pieces: &mut Vec<Piece>) {
    let word = &text[span.range()];
    let number = number::number_length(word);
    if number > 0 && number < word.len() && number::is_unit(&word[number..]) {
        push(Span::new(span.start, span.start + number), pieces);
        return push(Span::new(span.start + number, span.end), pieces);
    }
    match contraction::cut(word) {
        Some(at) => {
            push(Span::new(span.start, span.start + at), pieces);
            pieces.push(Piece { span: Span::new(span.start + at, span.end), joined: true });
        }
        None => push(span, pieces),
    }
}
