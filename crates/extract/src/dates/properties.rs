//! What holds of any text: no panic, spans that fit, and dates that come back from every way of writing them.

use super::*;
use chancery_core::date::day_number;
use jiff::civil::Weekday;
use proptest::prelude::*;

/// Words that make date expressions, to be strung together at random.
const WORDS: &[&str] = &[
    "the",
    "of",
    "in",
    "on",
    "by",
    "from",
    "to",
    "and",
    "between",
    "since",
    "until",
    "before",
    "after",
    "within",
    "for",
    "a",
    "two",
    "few",
    "several",
    "half",
    "last",
    "next",
    "this",
    "following",
    "previous",
    "coming",
    "recent",
    "past",
    "same",
    "that",
    "first",
    "second",
    "third",
    "31st",
    "day",
    "days",
    "week",
    "weeks",
    "weekend",
    "month",
    "months",
    "quarter",
    "year",
    "years",
    "decade",
    "decades",
    "century",
    "centuries",
    "fortnight",
    "hours",
    "ago",
    "later",
    "earlier",
    "from now",
    "hence",
    "early",
    "mid",
    "late",
    "end",
    "middle",
    "start",
    "rest",
    "Monday",
    "Tuesday",
    "Sunday",
    "February",
    "May",
    "Dec.",
    "31",
    "29",
    "0",
    "1",
    "9999",
    "0001",
    "2005",
    "1900s",
    "80s",
    "10000",
    "Easter",
    "Christmas",
    "Ramadan",
    "yesterday",
    "today",
    "tomorrow",
    "now",
    "Q3",
    "H2",
    "fiscal",
    "-",
    "/",
    ",",
    ".",
    "(",
    ")",
    "'s",
    "will",
    "met",
    "said",
    "winter",
    "summer",
    "every",
    "business days",
    "2005-02-31",
    "12/26",
    "9999-12-31",
    "\n\n",
    "–",
    "’s",
];

fn dates() -> impl Strategy<Value = Date> {
    (1_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| jiff::civil::date(year, month, day))
}

fn check(text: &str, published: Option<Date>) -> Result<(), TestCaseError> {
    let mut last = 0;
    for expression in find(text) {
        prop_assert!(expression.bytes.start >= last && expression.bytes.start < expression.bytes.end);
        last = expression.bytes.end;
        prop_assert_eq!(expression.span.words(text), text.get(expression.bytes.clone()));
    }
    for dated in of_text(text, published) {
        for range in [dated.range, dated.reckoned] {
            prop_assert!(range.start <= range.end && range.start.year() >= 1, "{range} of {text:?}");
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_borne(text in "\\PC{0,200}", published in proptest::option::of(dates())) {
        check(&text, published)?;
    }

    #[test]
    fn any_string_of_date_words_is_borne(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..24), glue in any::<u32>(), published in proptest::option::of(dates())) {
        let mut text = String::new();
        for (place, word) in words.iter().enumerate() {
            text += word;
            text += if glue >> (place % 32) & 3 == 0 { "" } else { " " };
        }
        check(&text, published)?;
    }

    #[test]
    fn the_ends_of_the_calendar_are_borne(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..12), last in any::<bool>()) {
        let published = if last { jiff::civil::date(9999, 12, 31) } else { jiff::civil::date(1, 1, 1) };
        check(&words.join(" "), Some(published))?;
    }

    #[test]
    fn a_day_is_read_however_it_is_written(year in 1900_i16..=2099, month in 1_i8..=12, day in 1_i8..=28) {
        let date = jiff::civil::date(year, month, day);
        let name = date.strftime("%B").to_string();
        let short = date.strftime("%b").to_string();
        for text in [
            format!("on {day} {name} {year}"),
            format!("on {name} {day}, {year}"),
            format!("on {date}."),
            format!("on {day}-{short}-{year}"),
            format!("the {day} of {name}, {year}"),
            format!("({}, {day} {name} {year})", date.strftime("%A")),
        ] {
            let found: Vec<DateRange> = of_text(&text, None).iter().map(|dated| dated.range).collect();
            prop_assert_eq!(&found, &[DateRange::day(date)], "{}", text);
        }
    }

    #[test]
    fn a_weekday_is_the_nearest_on_the_side_of_its_tense(published in dates(), place in 0_i8..7) {
        let weekday = Weekday::from_monday_zero_offset(place).unwrap();
        prop_assume!(published.year() > 1 && published.year() < 9999);
        let expression = Expression { bytes: 0..1, span: Span::new(0, 1), value: Value::Weekday(weekday, Pick::Bare), tense: Tense::Unknown };
        for (tense, side) in [(Tense::Past, -1), (Tense::Unknown, -1), (Tense::Future, 1)] {
            let range = resolve(&expression, &Context { published: Some(published), tense, told: None }).unwrap();
            let distance = (day_number(range.start) - day_number(published)) * side;
            prop_assert!(range.start == range.end && range.start.weekday() == weekday && (0..7).contains(&distance));
        }
    }
}

#[test]
fn a_mebibyte_of_one_word_is_read_in_a_moment() {
    for word in [
        "May ",
        "from ",
        "a",
        "1",
        "1,",
        "1/",
        "the week of ",
        "two days and ",
        "last ",
        "2005-",
        "\n",
        "’",
        "days of ",
        "between May and ",
        "'s",
        "begins ",
    ] {
        let text = word.repeat((1 << 20) / word.len());
        // Quadratic work would take hours here.
        let _ = of_text(&text, Some(jiff::civil::date(2005, 12, 26)));
    }
}
