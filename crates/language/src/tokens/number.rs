//! Numbers, with what is written onto them.

/// The length in bytes of the number at the start: digits with single signs between them (3,000 1.5 10:30 9/11 713-853-3989).
pub(super) fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = usize::from(matches!(bytes.first(), Some(b'.' | b',')) && digit(1));
    while digit(end) {
        end += 1;
        let sign = matches!(bytes.get(end), Some(b',' | b'.' | b':' | b'/'));
        end += usize::from(sign && digit(end + 1));
    }
    if end > 0 && digit(end - 1) { end } else { 0 }
}

/// Whether letters written onto a number are a token of their own: a unit (20kg), not an ending (20th, 1980s).
pub(super) fn is_unit(letters: &str) -> bool {
    const UNITS: &[&str] = &[
        "pm", "am", "p.m", "a.m", "p.m.", "a.m.", "bn", "m", "k", "b", "mn", "tn", "trn", "km", "kg", "mm", "cm", "ft", "lb", "lbs", "hz", "khz",
        "mhz", "ghz", "mw", "gw", "kw", "kwh", "mph", "kph", "min", "mins", "minutes", "hr", "hrs", "hh", "sqft", "watt", "million", "billion",
        "trillion", "percent", "pc", "mb", "gb", "tb", "kb", "mbps",
    ];
    UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_ends_before_what_is_no_digit() {
        for (text, length) in [("3,000", 5), ("1.5bn", 3), ("10:30.", 5), ("9/11", 4), (".15", 3), ("5,", 1), ("x", 0), (".", 0), ("1..2", 1)] {
            assert_eq!(number_length(text), length, "{text}");
        }
        assert!(is_unit("KG") && !is_unit("th") && !is_unit("s"));
    }
}
