//! Any text with any units: `cargo +nightly fuzz run analyse` in the folder of the crate.
//!
//! The first two bytes make a unit, the rest is the text. What must hold is what `tests/invariants.rs` holds for made-up texts.
#![no_main]

use chancery_language::{Language, Span, read_conllu};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, u8, &str)| {
    let (start, len, text) = (usize::from(input.0), usize::from(input.1), input.2);
    let unit = Span::new(start, start + len);
    let document = Language::english().analyse_with_units(text, &[unit]);
    assert_eq!(document.text, text);
    let mut behind = 0;
    for token in &document.tokens {
        assert!(behind <= token.bytes.start && !token.form(&document).is_empty());
        behind = token.bytes.end;
    }
    for sentence in document.sentences() {
        let root = sentence.root();
        assert_eq!(sentence.tokens().iter().filter(|token| token.head.is_none()).count(), 1);
        assert!((0..sentence.len()).all(|token| sentence.dominates(root, token)));
        let tokens = sentence.tokens_in(unit);
        let outside = |token: &usize| sentence.head(*token).is_none_or(|head| !tokens.contains(&head));
        assert!(tokens.is_empty() || tokens.len() > 64 || tokens.clone().filter(outside).count() == 1);
    }
    assert_eq!(read_conllu(&document.to_conllu()).map(|again| again.tokens.len()), Ok(document.tokens.len()));
});
