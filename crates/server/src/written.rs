//! JSON written straight into a buffer, for entries of which an answer has hundreds with thousands of names in them: to go through `serde` field by field
//! takes six times as long. The bytes are the same, which the tests of those entries prove.

use chancery_core::{Actor, EventId};
use chancery_graph::ActorRef;
use jiff::civil::Date;

/// What is written as it stands: names of fields and what parts them.
pub fn plain(to: &mut Vec<u8>, text: &str) {
    to.extend_from_slice(text.as_bytes());
}

/// A text with its quotation marks.
pub fn text(to: &mut Vec<u8>, text: &str) {
    if !is_plain(text.as_bytes()) {
        return serde_json::to_writer(to, text).expect("a text is plain data");
    }
    to.reserve(text.len() + 2);
    to.push(b'"');
    to.extend_from_slice(text.as_bytes());
    to.push(b'"');
}

/// Whether a text stands between quotation marks as it is; eight bytes are looked at in one step.
fn is_plain(text: &[u8]) -> bool {
    let (words, rest) = text.as_chunks::<8>();
    let last = match (rest, text) {
        ([], _) => EACH * u64::from(b' '),
        // The last eight bytes, or first and last four, of which some are looked at twice.
        (_, &[.., a, b, c, d, e, f, g, h]) => u64::from_le_bytes([a, b, c, d, e, f, g, h]),
        (&[a, b, c, d, ..], &[.., e, f, g, h]) => u64::from_le_bytes([a, b, c, d, e, f, g, h]),
        _ => rest.iter().fold(EACH * u64::from(b' '), |word, &byte| word << 8 | u64::from(byte)),
    };
    words.iter().fold(special(last), |found, &word| found | special(u64::from_le_bytes(word))) == 0
}

/// A one in each byte of a word.
const EACH: u64 = 0x0101_0101_0101_0101;

/// Nought for a word without control characters, quotation marks and backslashes.
fn special(word: u64) -> u64 {
    // The highest bit of a byte is set where the byte is below `least`, and perhaps in those above one that is.
    let below = |word: u64, least: u8| word.wrapping_sub(EACH * u64::from(least)) & !word;
    let is = |byte: u8| below(word ^ (EACH * u64::from(byte)), 1);
    (below(word, b' ') | is(b'"') | is(b'\\')) & EACH << 7
}

/// A text, or null.
pub fn optional(to: &mut Vec<u8>, given: Option<&str>) {
    match given {
        Some(given) => text(to, given),
        None => plain(to, "null"),
    }
}

/// A count.
pub fn number(to: &mut Vec<u8>, number: usize) {
    match number {
        0..10 => to.push(b'0' + number as u8),
        10..100 => to.extend_from_slice(&DECIMAL[number]),
        _ => serde_json::to_writer(to, &number).expect("a number is plain data"),
    }
}

/// The two digits of each number below a hundred.
static DECIMAL: [[u8; 2]; 100] = {
    let (mut digits, mut number) = ([[0; 2]; 100], 0);
    while number < 100 {
        digits[number] = [b'0' + number as u8 / 10, b'0' + number as u8 % 10];
        number += 1;
    }
    digits
};

/// A day, or null.
pub fn day(to: &mut Vec<u8>, date: Option<Date>) {
    let Some(date) = date else { return plain(to, "null") };
    let Ok(year @ 0..) = usize::try_from(date.year()) else { return serde_json::to_writer(to, &date).expect("a day is plain data") };
    let ([c0, c1], [y0, y1]) = (DECIMAL[year / 100], DECIMAL[year % 100]);
    let [[m0, m1], [d0, d1]] = [date.month(), date.day()].map(|number| DECIMAL[usize::from(number.unsigned_abs())]);
    to.extend_from_slice(&[b'"', c0, c1, y0, y1, b'-', m0, m1, b'-', d0, d1, b'"']);
}

/// Bytes of an event's name with its quotation marks and a comma.
const QUOTED: usize = 19;

/// The names of events, parted by commas.
pub fn events(to: &mut Vec<u8>, ids: &[EventId]) {
    let start = to.len();
    to.resize(start + QUOTED * ids.len(), b',');
    for (at, id) in to[start..].as_chunks_mut::<QUOTED>().0.iter_mut().zip(ids) {
        (at[0], at[17]) = (b'"', b'"');
        at[1..17].copy_from_slice(&id.digits());
    }
    if !ids.is_empty() {
        to.pop();
    }
}

/// An actor in short, as [`chancery_graph::ActorBrief`] is written. It is put into JSON once and from then on copied.
pub fn actor(to: &mut Vec<u8>, actor: ActorRef<'_>) {
    to.extend_from_slice(actor.written(|actor| {
        let mut text = Vec::new();
        brief(&mut text, actor);
        text
    }));
}

fn brief(to: &mut Vec<u8>, actor: &Actor) {
    plain(to, "{\"id\":");
    text(to, actor.id.as_str());
    plain(to, ",\"name\":");
    text(to, &actor.name);
    plain(to, ",\"kind\":");
    text(to, actor.kind.as_str());
    plain(to, ",\"country\":");
    optional(to, actor.country.as_ref().map(chancery_core::CountryCode::as_str));
    plain(to, "}");
}

/// Each of `entries`, parted by commas.
pub fn each<T>(to: &mut Vec<u8>, entries: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut Vec<u8>, T)) {
    for (at, entry) in entries.into_iter().enumerate() {
        if at > 0 {
            to.push(b',');
        }
        write(to, entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;

    fn same<T: Serialize>(value: &T, write: impl Fn(&mut Vec<u8>, &T)) {
        let mut written = Vec::new();
        write(&mut written, value);
        assert_eq!(String::from_utf8(written).unwrap(), serde_json::to_string(value).unwrap());
    }

    #[test]
    fn a_text_that_has_to_be_altered_is_found_wherever_it_is() {
        for len in 0..20 {
            assert!(is_plain("é ~\u{7f}x".repeat(4).as_bytes()) && is_plain(&vec![b' '; len]));
            for (at, byte) in (0..len).flat_map(|at| [0, 1, 9, 31, b'"', b'\\'].map(|byte| (at, byte))) {
                for other in [b' ', b'!', b'#', b'[', b']', 0x80, 0xff] {
                    let mut text = vec![other; len];
                    text[at] = byte;
                    assert!(!is_plain(&text), "{text:?}");
                }
            }
        }
        assert!((b' '..=255).filter(|byte| !b"\"\\".contains(byte)).all(|byte| is_plain(&[byte; 11])));
    }

    #[test]
    fn texts_days_and_names_are_those_that_serde_writes() {
        for name in ["", "Côte d'Ivoire", "the \"Quad\"", "back\\slash", "line\nbreak\u{1}\u{7f}\u{2028}", "a name of more than thirty-two bytes, é"]
        {
            same(&name, |to, name| text(to, name));
            same(&Some(name), |to, name| optional(to, *name));
        }
        for date in ["0000-01-01", "0999-12-31", "2014-06-30", "9999-12-31", "-000044-03-15"] {
            same(&date.parse::<Date>().ok(), |to, date| day(to, *date));
        }
        same(&None::<Date>, |to, date| day(to, *date));
        for id in [0, 1, u64::MAX, 0x0123_4567_89ab_cdef] {
            same(&vec![EventId(id); (id % 4) as usize], |to, ids| {
                plain(to, "[");
                events(to, ids);
                plain(to, "]");
            });
        }
        same(&usize::MAX, |to, count| number(to, *count));
    }
}
