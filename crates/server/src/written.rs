//! JSON written straight into a buffer, for entries of which an answer has hundreds with thousands of names in them: to go through `serde` field by field
//! takes six times as long. The bytes are the same, which the tests of those entries prove.

use chancery_core::{Actor, EventId};
use jiff::civil::Date;

/// What is written as it stands: names of fields and what parts them.
pub fn plain(to: &mut Vec<u8>, text: &str) {
    to.extend_from_slice(text.as_bytes());
}

/// A text with its quotation marks.
pub fn text(to: &mut Vec<u8>, text: &str) {
    // Without a way out of the loop several bytes are looked at in one step.
    let special = text.bytes().fold(false, |special, byte| special | (byte < b' ') | (byte == b'"') | (byte == b'\\'));
    if special {
        return serde_json::to_writer(to, text).expect("a text is plain data");
    }
    to.push(b'"');
    to.extend_from_slice(text.as_bytes());
    to.push(b'"');
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
    serde_json::to_writer(to, &number).expect("a number is plain data");
}

/// A day, or null.
pub fn day(to: &mut Vec<u8>, date: Option<Date>) {
    let Some(date) = date else { return plain(to, "null") };
    let Ok(year @ 0..) = u16::try_from(date.year()) else { return serde_json::to_writer(to, &date).expect("a day is plain data") };
    let digit = |number: u16| b'0' + (number % 10) as u8;
    let [month, day] = [date.month(), date.day()].map(i8::unsigned_abs).map(u16::from);
    let years = [digit(year / 1000), digit(year / 100), digit(year / 10), digit(year)];
    let [y0, y1, y2, y3] = years;
    to.extend_from_slice(&[b'"', y0, y1, y2, y3, b'-', digit(month / 10), digit(month), b'-', digit(day / 10), digit(day), b'"']);
}

/// The name of an event.
pub fn event(to: &mut Vec<u8>, id: &EventId) {
    let mut quoted = [b'"'; 18];
    quoted[1..17].copy_from_slice(&id.digits());
    to.extend_from_slice(&quoted);
}

/// An actor in short, as [`chancery_graph::ActorBrief`] is written.
pub fn actor(to: &mut Vec<u8>, actor: &Actor) {
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
            same(&EventId(id), event);
        }
        same(&usize::MAX, |to, count| number(to, *count));
    }
}
