//! The names of any text on any day: `cargo +nightly fuzz run names` in the folder of the crate.
#![no_main]

use chancery_extract::{gazetteer::Gazetteer, mentions};
use chancery_language::tokenise;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (i16, &str)| {
    let (year, text) = input;
    let day = jiff::civil::Date::new(year.clamp(-9999, 9999), 6, 15).ok();
    let gazetteer = Gazetteer::builtin();
    let document = tokenise(text);
    let found = mentions::find_in_text(text, day, &gazetteer);
    for mention in &found.list {
        assert_eq!(mention.span.words(text), text.get(mention.bytes.clone()));
        assert!(mention.tokens.contains(&mention.head) && mention.tokens.end <= document.tokens.len());
        assert!(!mention.actors.is_empty() || !mention.alternatives.is_empty() || mention.place.is_some());
    }
    assert!(found.list.is_sorted_by_key(|mention| mention.bytes.start));
    let mut behind = 0;
    for unit in mentions::units(text, &document, &gazetteer) {
        assert!(behind <= unit.start && unit.start < unit.end && text.get(unit.range()).is_some());
        behind = unit.end;
    }
});
