//! Whatever is given, extraction ends with a result whose words stand where it says.
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use chancery_core::{Article, Event, Span};
use chancery_extract::{Extraction, Knowledge, extract};
use proptest::prelude::*;
use std::sync::LazyLock;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::builtin);

fn read(text: &str) -> Extraction {
    let article = Article::new(text.to_owned(), Some("2004-05-06".parse().unwrap()));
    let told = extract(&article, &KNOWLEDGE);
    for event in &told.events {
        well_formed(event, text);
    }
    told
}

fn well_formed(event: &Event, text: &str) {
    let stands = |span: Span, words: &str| assert_eq!(span.words(text), Some(words), "the words stand where it says");
    assert!((0.0..=1.0).contains(&event.confidence) && !event.participants.is_empty());
    for report in &event.reports {
        stands(report.evidence.span, &report.evidence.text);
        report.mentions.iter().for_each(|mention| stands(mention.span, &mention.text));
        [&report.trigger, &report.date, &report.place].into_iter().flatten().for_each(|phrase| stands(phrase.span, &phrase.text));
    }
}

#[test]
fn odd_articles_are_read() {
    let quote = "\"We reject it,\" said the Chilean envoy.\n".repeat(30);
    let odd = [
        "",
        " \n\t\n ",
        "?",
        "LIMA, May 5 (Own) -- SANTIAGO, May 6 (Own) -- QUITO: Chile met Peru. MOSCOW --",
        "CHILE MEETS PERU; ECUADOR PROTESTS AS COLOMBIA WALKS OUT OF TALKS IN QUITO",
        "chile met peru in lima on monday and ecuador condemned bolivia.",
        "Country\tVisits\tTalks\nChile\t3\t4\nPeru\t1\t0\n\n* Chile met Peru\n* Peru visited Ecuador\n1. Bolivia attacked Paraguay",
        "<p>Chile <b>met</b> <a href=\"x?a=1&amp;b=2\">Peru</a></p><script>alert('Iran attacked Iraq')</script> [[Chile|Chilean]] {{talks}}",
        "(L-R) President Lagos, Prime Minister Kan, Chancellor Kohl shake hands. Photo: AP/J. Doe. By Jane Doe, Staff Writer",
        "Chile\u{0}met\u{1b}[31m Peru\u{202e} in Lima\u{feff}. \u{1f30d}\u{1f91d} \u{5317}\u{4eac} met \u{041a}\u{0438}\u{0435}\u{0432}.",
        "On 31 February 2004 Chile met Peru, and on 0001-01-01 and 9999-12-31 again, 13/13/13, in the year 99999.",
        &quote,
    ];
    odd.iter().for_each(|text| drop(read(text)));
}

#[test]
fn a_mebibyte_of_one_word_or_of_one_sentence_ends() {
    assert!(read(&"x".repeat(1 << 20)).events.is_empty());
    read(&"Chile ".repeat(20_000));
    read(&format!("Chile met {}.", "Peru and ".repeat(4_000)));
}

#[test]
fn the_same_article_gives_the_same_events_on_every_thread() {
    let text = "Chile and Peru held talks in Lima on Monday. Ecuador condemned the meeting, and Bolivia, which had recalled its envoy, \
                threatened to close the border. It said Peru must apologise. Colombia sent aid.";
    let first = read(text);
    assert!(first.events.len() > 2);
    let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(move || read(text))).collect();
    threads.into_iter().for_each(|thread| assert_eq!(thread.join().unwrap(), first));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn words_of_news_in_any_order_are_read(words in prop::collection::vec(prop::sample::select(WORDS), 0..60)) {
        read(&words.join(" "));
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,300}") {
        read(&text);
    }
}

const WORDS: &[&str] = &[
    "Chile",
    "Peru",
    "the",
    "North",
    "South",
    "Korea",
    "President",
    "Bush",
    "his",
    "him",
    "they",
    "both",
    "sides",
    "talks",
    "met",
    "with",
    "in",
    "Lima",
    ",",
    ".",
    "\"",
    "-",
    "(AP)",
    "must",
    "should",
    "said",
    "that",
    "agreed",
    "to",
    "and",
    "not",
    "sanctions",
    "imposed",
    "by",
    "of",
    "who",
    "which",
    "on",
    "Monday",
    "was",
    "arrested",
    "expelled",
    "from",
    "for",
    "a",
    "visit",
    "U.S.",
    "Ltd.",
    "'s",
    "six-party",
    "2004",
    "May",
    "if",
    "unless",
    "attack",
    "denied",
    ";",
    ":",
];
