//! The dates of any text published on any day: `cargo +nightly fuzz run dates` in the folder of the crate.
#![no_main]

use chancery_extract::dates;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (i16, i8, i8, &str)| {
    let (year, month, day, text) = input;
    let published = jiff::civil::Date::new(year, month, day).ok();
    let mut behind = 0;
    for expression in dates::find(text) {
        assert!(behind <= expression.bytes.start && text.get(expression.bytes.clone()).is_some_and(|words| !words.is_empty()));
        behind = expression.bytes.end;
    }
    for dated in dates::of_text(text, published) {
        assert!(dated.range.start <= dated.range.end);
    }
});
