//! The dates of own sentences, and the score on the development set where the shared folder has it.

use super::*;
use jiff::civil::date;
use serde_json::Value as Json;

/// A range of the set is met nearly where it begins alike and ends within a unit; ours count the last unit in, the set's do not.
fn near(found: DateRange, start: Date, end: Date) -> bool {
    let days = DateRange::new(start, end).days();
    let allowed = if days < 28 {
        1
    } else if days < 365 {
        31
    } else {
        366
    };
    let apart = chancery_core::date::day_number(found.end) - chancery_core::date::day_number(end);
    found.start == start && apart.abs() <= allowed
}

#[test]
fn the_development_set_is_met() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/eval/dates/dev.jsonl");
    let Ok(set) = std::fs::read_to_string(path) else {
        println!("skipped: no development set in the shared folder next to the checkout");
        return;
    };
    let (mut all, mut met, mut exact) = (0, 0, 0);
    let mut predicted = String::new();
    for line in set.lines() {
        let row: Json = serde_json::from_str(line).unwrap();
        let dated = of_text(row["text"].as_str().unwrap(), row["reference"].as_str().unwrap().parse().ok());
        let dates: Vec<Json> = dated
            .iter()
            .map(|dated| serde_json::json!({"text": row["text"].as_str().unwrap()[dated.expression.bytes.clone()], "start": dated.reckoned.start.to_string(), "end": dated.reckoned.end.to_string()}))
            .collect();
        predicted += &(serde_json::json!({"id": row["id"], "dates": dates}).to_string() + "\n");
        for expected in row["expected"].as_array().unwrap() {
            let readings: Vec<(Date, Date)> = expected["any"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| (one[0].as_str().unwrap().parse().unwrap(), one[1].as_str().unwrap().parse().unwrap()))
                .collect();
            let hit = dated.iter().any(|dated| readings.iter().any(|(start, end)| near(dated.reckoned, *start, *end)));
            all += 1;
            met += u32::from(hit);
            exact += u32::from(dated.iter().any(|dated| readings.contains(&(dated.reckoned.start, dated.reckoned.end))));
            if !hit {
                println!("missed: {} | {} | {} {readings:?} | {dates:?}", row["reference"], row["text"], expected["text"]);
            }
        }
    }
    if let Ok(file) = std::env::var("CHANCERY_DATES_PREDICTED") {
        std::fs::write(file, predicted).unwrap();
    }
    let share = f64::from(met) / f64::from(all);
    println!("dates: near {share:.3}, exact {:.3} of {all}", f64::from(exact) / f64::from(all));
    assert!(share >= 0.90);
}

fn days(text: &str) -> Vec<String> {
    // A Monday.
    of_text(text, Some(date(2005, 12, 26))).iter().map(|dated| dated.range.to_string()).collect()
}

#[test]
fn a_weekday_follows_the_tense() {
    assert_eq!(days("He met the king on Friday."), ["2005-12-23"]);
    assert_eq!(days("He will meet the king on Friday."), ["2005-12-30"]);
    assert_eq!(days("He met the king on Monday."), ["2005-12-26"]);
    assert_eq!(days("The talks will be held on Thursday."), ["2005-12-29"]);
    assert_eq!(days("They agreed to meet on Tuesday."), ["2005-12-27"]);
    assert_eq!(days("The envoy arrived last Friday and leaves next Tuesday."), ["2005-12-23", "2006-01-03"]);
}

#[test]
fn what_is_vague_keeps_its_width() {
    assert_eq!(days("They signed it two months ago."), ["2005-10-01/2005-10-31"]);
    assert_eq!(days("They signed it two years ago."), ["2003-01-01/2003-12-31"]);
    assert_eq!(days("They signed it two weeks ago."), ["2005-12-12/2005-12-18"]);
    assert_eq!(days("They signed it two days ago."), ["2005-12-24"]);
    assert_eq!(days("They met several days ago."), ["2005-12-19/2005-12-24"]);
    assert_eq!(days("They met in early May."), ["2005-05-01/2005-05-10"]);
    assert_eq!(days("They met in mid-2004."), ["2004-05-01/2004-08-31"]);
    assert_eq!(days("They met in the first half of 2005."), ["2005-01-01/2005-06-30"]);
    assert_eq!(days("It fell in the late 1980s."), ["1986-01-01/1989-12-31"]);
    assert_eq!(days("They met over the weekend."), ["2005-12-24/2005-12-25"]);
}

#[test]
fn a_date_told_before_is_referred_to() {
    assert_eq!(days("They met on 5 May 2004. The following day they signed."), ["2004-05-05", "2004-05-06"]);
    assert_eq!(days("They met on 5 May 2004. A week later they signed."), ["2004-05-05", "2004-05-10/2004-05-16"]);
    assert_eq!(days("They met on 5 May 2004 and signed it the same day."), ["2004-05-05", "2004-05-05"]);
    assert_eq!(days("They met in May 2004 and again the following year."), ["2004-05-01/2004-05-31", "2005-01-01/2005-12-31"]);
}

#[test]
fn durations_and_open_ranges_say_what_they_are() {
    let forms = |text: &str| -> Vec<Form> { find(text).iter().map(Expression::form).collect() };
    assert_eq!(forms("They talked for two days."), [Form::Duration]);
    assert_eq!(forms("He has held the post since October 2002."), [Form::Since]);
    assert_eq!(forms("He stays until Friday."), [Form::Until]);
    assert_eq!(forms("He ruled from 1990 to 1995."), [Form::Range]);
    assert_eq!(forms("Two days of talks concluded yesterday."), [Form::Duration, Form::Point]);
    assert_eq!(days("Two days of talks concluded yesterday."), ["2005-12-24/2005-12-25"]);
    assert_eq!(days("A three-day visit began on Friday."), ["2005-12-23/2005-12-25"]);
    assert_eq!(days("He has held the post since October 2002."), ["2002-10-01/2005-12-26"]);
    assert_eq!(days("He ruled from 1990 to 1995."), ["1990-01-01/1995-12-31"]);
    assert_eq!(days("He was five years old."), [""; 0]);
}

#[test]
fn impossible_days_and_the_ends_of_the_calendar_are_borne() {
    for text in [
        "31 February 2005",
        "the year 0001",
        "9999-12-31",
        "two centuries after 9999",
        "2000 years ago",
        "0001-01-01",
        "the week before January 1, 0001",
    ] {
        for published in [None, Some(date(1, 1, 1)), Some(date(9999, 12, 31)), Some(date(-9999, 1, 1)), Some(date(2005, 12, 26))] {
            let _ = of_text(text, published);
        }
    }
    assert_eq!(days("on 31 February 2005"), [""; 0]);
}

#[test]
fn spans_count_scalar_values() {
    let text = "Şahin sağ: am 5 May 2004 – Erdoğan, yesterday";
    for expression in find(text) {
        assert_eq!(expression.span.words(text), text.get(expression.bytes.clone()));
    }
    assert_eq!(find(text).len(), 2);
}

#[test]
fn what_is_still_to_come_is_read_from_its_verb() {
    for text in
        ["Both sides are required to withdraw by Friday.", "He urged the rebels to withdraw by Friday.", "The deal is to be signed by Friday."]
    {
        assert_eq!(days(text), ["2005-12-26/2005-12-30"], "{text}");
    }
    assert_eq!(days("\"We will not wait.\" On Friday the talks broke down."), ["2005-12-23"]);
    assert_eq!(days("GENEVA, Dec. 24 (Agency) - Talks will resume on Thursday."), ["2005-12-24", "2005-12-29"]);
}

#[test]
fn parts_and_counts_are_read() {
    assert_eq!(days("The envoys left on the 3rd of last month."), ["2005-11-03"]);
    assert_eq!(days("They met on the last Monday in May."), ["2005-05-30"]);
    assert_eq!(days("They will meet on the first Friday of next month."), ["2006-01-06"]);
    assert_eq!(days("Talks went on in the first few months of 2005."), ["2005-01-01/2005-04-30"]);
    assert_eq!(days("It fell a year and a half ago."), ["2004-06-01/2004-06-30"]);
    assert_eq!(days("Ties were cut in the 1800s."), ["1800-01-01/1899-12-31"]);
    assert_eq!(days("They met on May 5 and 6."), ["2005-05-05/2005-05-06"]);
    assert_eq!(days("He ruled from 1980–1987."), ["1980-01-01/1987-12-31"]);
    assert_eq!(days("They fought in the winter of 2003–2004."), ["2003-12-01/2004-02-29"]);
    assert_eq!(days("It has grown in recent weeks."), ["2005-11-07/2005-12-26"]);
    assert_eq!(days("They met on 5 May 2004 and again the following Tuesday."), ["2004-05-05", "2004-05-11"]);
    assert_eq!(days("They met on 5 May 2004 and parted by the end of the month."), ["2004-05-05", "2004-05-21/2004-05-31"]);
}

#[test]
fn what_only_looks_like_a_date_is_none() {
    for text in [
        "The fastest growth in two years was hailed.",
        "This is the first visit in ten years.",
        "At the end of the day, nothing changed.",
        "Thousands of years ago, rivers ran there.",
        "Resolution 1973 was adopted by 2003 delegates.",
        "The Vision 2030 plan costs $2005.",
        "The talks may help; they march on.",
        "The 2019-nCoV virus spread.",
        "He read the Sunday Times on Christmas Island.",
        "Ask Mrs May about the summit.",
    ] {
        assert_eq!(days(text), [""; 0], "{text}");
    }
}

#[test]
fn days_told_together_are_one_range() {
    assert_eq!(days("Talks were held on Monday and Tuesday."), ["2005-12-19/2005-12-20"]);
    assert_eq!(days("Talks will be held on Tuesday and Wednesday."), ["2005-12-27/2005-12-28"]);
    assert_eq!(days("They met on May 5, 6 and 7."), ["2005-05-05/2005-05-07"]);
    assert_eq!(days("They met on 5 and 6 May 2004."), ["2004-05-05/2004-05-06"]);
    assert_eq!(days("They met in April and November 1973."), ["1973-04-01/1973-04-30", "1973-11-01/1973-11-30"]);
    assert_eq!(days("The tour runs December 24 - January 2."), ["2005-12-24/2006-01-02"]);
}

#[test]
fn a_history_takes_the_year_told_before() {
    let history =
        "In 1861 war broke out. On April 27 the ports were closed. By 1865 it was over, and on May 10 their leader was caught. In 1867 he was freed.";
    assert_eq!(days(history), ["1861-01-01/1861-12-31", "1861-04-27", "1865-01-01/1865-12-31", "1865-05-10", "1867-01-01/1867-12-31"]);
    // News that looks back once tells of its own year again.
    assert_eq!(
        days("The firm was founded in 1997. On Friday it closed a plant, and on June 3 it opened one."),
        ["1997-01-01/1997-12-31", "2005-12-23", "2005-06-03"]
    );
}

#[test]
fn distances_to_a_named_day_are_exact() {
    assert_eq!(days("He died a year ago today."), ["2004-12-26"]);
    assert_eq!(days("They will meet two weeks from Friday."), ["2006-01-13"]);
    assert_eq!(days("They will meet in three days' time."), ["2005-12-29"]);
    assert_eq!(days("The September 11 attacks changed that."), ["2001-09-11"]);
    assert_eq!(days("It was logged at 2005-12-24T10:00:00Z."), ["2005-12-24"]);
    assert_eq!(days("He must go no later than Friday."), ["2005-12-26/2005-12-30"]);
    assert_eq!(days("He died on Saturday, reportedly due to a stroke."), ["2005-12-24"]);
    assert_eq!(days("He should have met them on Friday."), ["2005-12-23"]);
    assert_eq!(days("They left and came back the next morning."), ["2005-12-27"]);
}
