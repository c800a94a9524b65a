//! What holds for every text, however odd.

use chancery_language::{Document, Language, Span, draw, read_conllu, score, tokenise};
use proptest::prelude::*;

/// Parts of which texts are put together: words, marks, and what has no place in a newspaper.
const PARTS: &[&str] = &[
    "the",
    "Envoy",
    "U.S.",
    "Mr.",
    "Xi's",
    "don't",
    "can't",
    "1,000.5",
    "$3bn",
    "co-operate",
    "Étienne",
    "naïve",
    "北京",
    "🎉👍🏽",
    "e\u{301}",
    "\u{200b}",
    "\u{feff}",
    "\u{0}",
    "\u{1b}[0m",
    "\u{a0}",
    "\t",
    "\r\n",
    "\n\n",
    "\n",
    " ",
    " ",
    " ",
    ".",
    ",",
    "!?",
    "...",
    "--",
    "—",
    "“",
    "”",
    "’",
    "'",
    "\"",
    "(",
    ")",
    "[",
    ";",
    ":",
    "/",
    "http://a.b/c?d",
    "x@y.org",
    ":-)",
    "#",
    "@",
    "%",
    "İ",
    "ß",
    "\u{202e}",
    "\u{fffd}",
    "said",
    "signed",
    "BEIJING,",
    "Dec.",
    "26",
];

fn texts() -> impl Strategy<Value = String> {
    let parts = prop::collection::vec(prop_oneof![4 => prop::sample::select(PARTS).prop_map(str::to_owned), 1 => ".{0,6}"], 0..60);
    parts.prop_map(|parts| parts.concat())
}

/// Whether a character parts tokens and may lie outside of all.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

fn check(text: &str, document: &Document) {
    assert_eq!(document.text, text);
    let (mut byte, mut chars) = (0, 0);
    for token in &document.tokens {
        let between = &text[byte..token.bytes.start];
        assert!(between.chars().all(is_blank), "{between:?} is in no token");
        let form = token.form(document);
        assert!(!form.is_empty() && !form.chars().any(is_blank), "{form:?}");
        assert_eq!(token.chars, Span::new(chars + between.chars().count(), chars + between.chars().count() + form.chars().count()));
        assert!(!token.lemma(document).is_empty());
        (byte, chars) = (token.bytes.end, token.chars.end);
    }
    assert!(text[byte..].chars().all(is_blank));
    let mut next = 0;
    for sentence in document.sentences() {
        assert_eq!(sentence.token_range().start, next);
        assert!(!sentence.is_empty());
        next = sentence.token_range().end;
    }
    assert_eq!(next, document.tokens.len());
}

/// One root, no cycle.
fn check_trees(document: &Document) {
    for sentence in document.sentences() {
        assert_eq!(sentence.tokens().iter().filter(|token| token.head.is_none()).count(), 1);
        let root = sentence.root();
        assert!((0..sentence.len()).all(|token| sentence.dominates(root, token)));
        assert_eq!(draw(&sentence).lines().count(), sentence.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn offsets_reproduce_the_text_and_trees_are_trees(text in texts()) {
        let document = Language::english().analyse(&text);
        check(&text, &document);
        check_trees(&document);
        check(&text, &tokenise(&text));
    }

    #[test]
    fn units_stay_whole(text in texts(), from in 0.0..1.0f64, len in 1usize..80, other in 0usize..400) {
        let start = (from * text.len() as f64) as usize;
        let unit = Span::new(start, start + len);
        // A second unit that holds the first must not hurt it.
        let outer = Span::new(start.saturating_sub(other), start + len + other);
        let document = Language::english().analyse_with_units(&text, &[outer, unit]);
        check(&text, &document);
        check_trees(&document);
        for unit in [unit, outer] {
            let mut parts = document.sentences().filter(|sentence| !sentence.tokens_in(unit).is_empty());
            let Some(sentence) = parts.next() else { continue };
            prop_assert!(parts.next().is_none(), "a sentence ends in the unit");
            let tokens = sentence.tokens_in(unit);
            if tokens.len() <= 64 {
                let outside = tokens.clone().filter(|&token| sentence.head(token).is_none_or(|head| !tokens.contains(&head)));
                prop_assert_eq!(outside.count(), 1);
            }
        }
    }

    #[test]
    fn what_is_written_as_conllu_is_read_back(text in texts()) {
        let document = Language::english().analyse(&text);
        let again = read_conllu(&document.to_conllu()).unwrap();
        prop_assert_eq!(again.tokens.len(), document.tokens.len());
        let score = score(&document, &again).unwrap();
        prop_assert_eq!((score.las_subtypes.right, score.lemmas.right, score.sentences.right), (document.tokens.len(), document.tokens.len(), document.len()));
    }
}

#[test]
fn a_long_sentence_is_one_tree() {
    let text = "Chile and Peru, which had quarrelled for years, met, ".repeat(60) + "and parted.";
    let document = Language::english().analyse(&text);
    check(&text, &document);
    check_trees(&document);
    assert_eq!(document.len(), 1);
}

#[test]
fn a_unit_is_not_cut_where_a_long_sentence_is() {
    let text = "Chile ".repeat(1000);
    for start in (900..1200).step_by(29) {
        let unit = Span::new(start, start + 60 * 6);
        let document = Language::english().analyse_with_units(&text, &[unit]);
        let sentence = document.sentence(0).unwrap();
        let tokens = sentence.tokens_in(unit);
        assert_eq!(tokens.clone().filter(|&token| sentence.head(token).is_none_or(|head| !tokens.contains(&head))).count(), 1, "{start}");
    }
}

#[test]
fn a_line_of_a_megabyte_is_analysed() {
    let words = "counter-internationalisation".to_owned() + &"x".repeat(80) + " of ";
    for unit in [&words, "🎉", "\u{1}", "a-", ").", "ﬁ", "é"] {
        let text = unit.repeat((1 << 20) / unit.len());
        let document = tokenise(&text);
        check(&text, &document);
        // The net is the same for all texts; one of many tokens is enough.
        if unit == words {
            let document = Language::english().analyse(&text);
            check(&text, &document);
            assert!(document.tokens.iter().filter(|token| token.head.is_none()).count() == document.len());
        }
    }
}

#[test]
fn no_text_has_no_sentence() {
    for text in ["", " \n\t ", "\u{feff}"] {
        assert!(Language::english().analyse(text).is_empty());
    }
    assert!(Language::english().analyse_tokens(&[]).is_empty());
}
