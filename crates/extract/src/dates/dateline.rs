//! The day on which a report was written, where its first line tells it: "REYKJAVIK, Feb. 19 -". Papers print it a day or two later.

use chancery_core::date::day_number;
use jiff::civil::Date;

use super::{Context, Expression, Form, Tense, resolve};

/// Days at most that a report lies before it is printed.
const LYING: i32 = 4;
/// Bytes in which the first line tells its day.
const REACH: usize = 60;

/// The day that the first line of a text tells: the first of its dates, after a place in capitals, with a mark behind it.
pub fn dateline(text: &str, dates: &[Expression], published: Option<Date>) -> Option<Date> {
    let (published, date) = (published?, dates.first()?);
    let (before, after) = (text.get(..date.bytes.start)?, text.get(date.bytes.end..)?.trim_start());
    let places = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let placed = date.bytes.start < REACH && before.chars().next().is_some_and(char::is_uppercase) && places.clone().count() > 0;
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let marked = after.starts_with(['-', '–', '—', '(', '.', ':', '|']);
    if date.form() != Form::Point || !placed || !marked || !places.into_iter().all(capital) {
        return None;
    }
    let context = Context { published: Some(published), tense: Tense::Past, told: None };
    let range = resolve(date, &context)?;
    let lying = day_number(published) - day_number(range.start);
    (range.days() == 1 && (0..=LYING).contains(&lying)).then_some(range.start)
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use super::*;

    fn told(text: &str) -> Option<String> {
        dateline(text, &find(text), Some(jiff::civil::date(1976, 2, 20))).map(|day| day.to_string())
    }

    #[test]
    fn the_first_line_tells_the_day_of_the_report() {
        assert_eq!(told("REYKJAVIK, Feb. 19 - Iceland tonight cut its ties.").as_deref(), Some("1976-02-19"));
        assert_eq!(told("ERFURT, East Germany, February 19 (Agency) - They met here today.").as_deref(), Some("1976-02-19"));
        assert_eq!(told("MOSCOW. 19 February. The minister spoke.").as_deref(), Some("1976-02-19"));
    }

    #[test]
    fn other_dates_are_none() {
        assert_eq!(told("On February 19 the ministers met."), None, "no place and no mark");
        assert_eq!(told("REYKJAVIK, January 3 - Iceland cut its ties."), None, "too long ago");
        assert_eq!(told("REYKJAVIK - Iceland cut its ties on Thursday."), None);
    }
}
