//! Articles as clients send them: JSON, JSON Lines, plain text with the rest in the query.
//!
//! Fields are read one by one rather than by serde, so that an answer names every field that is wrong and what it accepts. The command
//! line reads its files with the same functions.

use chancery_core::{Article, ArticleId, DateRange, Precision};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::{
    error::{ApiError, FieldError},
    nearest::nearest,
};

/// The longest text of an article, in bytes of UTF-8.
pub const MAX_TEXT: usize = 1 << 20;

/// The fields of an article besides its text.
pub const FIELDS: [&str; 7] = ["id", "title", "text", "published_on", "source", "url", "language"];

const TEXT: &str = "the article's text: not blank, at most 1 MiB";
const DAY: &str = "a day as year-month-day (2005-12-26)";

/// An article as it is sent. Only `text` is required; without `published_on` relative dates stay unresolved.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"text": "Foreign Minister Ana Ortega met her Chilean counterpart in Lima on Monday.", "published_on": "2005-12-26", "source": "Example Daily"}))]
pub struct ArticleIn {
    /// Your own name for it, at most 200 bytes; made of the content where none is given.
    pub id: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// The body, at most 1 MiB.
    pub text: String,
    /// Day of publication.
    #[schema(value_type = Option<String>, format = Date)]
    pub published_on: Option<Date>,
    /// Who published it.
    pub source: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// ISO 639-1 code of its language.
    pub language: Option<String>,
}

/// An article from its fields, or every fault in them.
pub fn article_of_fields(fields: &Map<String, Value>) -> Result<Article, Vec<FieldError>> {
    let mut faults: Vec<FieldError> = fields.iter().filter(|(name, _)| !FIELDS.contains(&name.as_str())).map(unknown_field).collect();
    let mut read = |name: &str, accepted: &str| {
        text_field(fields, name, accepted).unwrap_or_else(|fault| {
            faults.push(fault);
            None
        })
    };
    let text = read("text", TEXT);
    let title = read("title", "a headline");
    let source = read("source", "the name of who published it");
    let url = read("url", "an address");
    let language = read("language", "a language code such as \"en\"");
    let id = read("id", "a name of at most 200 bytes without control characters");
    let published_on = read("published_on", DAY);
    let id = check(&mut faults, "id", id, "a name of at most 200 bytes without control characters", |id| id.parse::<ArticleId>().ok());
    let published_on = check(&mut faults, "published_on", published_on, DAY, day);
    let language = check(&mut faults, "language", language, "a language code such as \"en\"", language_code);
    let url = check(&mut faults, "url", url, "an address that begins with http:// or https://", web_address);
    match text {
        None if !faults.iter().any(|fault| fault.parameter == "text") => faults.push(FieldError::new("text", None, TEXT)),
        Some(ref text) if text.trim().is_empty() || text.len() > MAX_TEXT => faults.push(FieldError::new("text", Some(text), TEXT)),
        _ => {}
    }
    let Some(text) = text.filter(|_| faults.is_empty()) else { return Err(faults) };
    let id = id.unwrap_or_else(|| ArticleId::of_content(published_on, title.as_deref(), &text));
    Ok(Article { id, title, text, published_on, source, url, language })
}

/// An article from a JSON object.
///
/// # Errors
/// A fault of `body` where it is no JSON object, of the fields otherwise.
pub fn article_of_json(json: &[u8]) -> Result<Article, Vec<FieldError>> {
    let fault = |reason: String| vec![FieldError::new("body", None, format!("a JSON object in UTF-8 with the field \"text\" ({reason})"))];
    match serde_json::from_slice(json) {
        Ok(Value::Object(fields)) => article_of_fields(&fields),
        Ok(_) => Err(fault("this is other JSON".into())),
        Err(error) => Err(fault(error.to_string())),
    }
}

/// The articles of JSON Lines with the number of each line; blank lines are passed over.
pub fn articles_of_lines(body: &[u8]) -> impl Iterator<Item = (usize, Result<Article, Vec<FieldError>>)> {
    let lines = body.split(|&byte| byte == b'\n').enumerate().filter(|(_, line)| !line.trim_ascii().is_empty());
    lines.map(|(index, line)| {
        let article = article_of_json(line).map_err(|faults| faults.into_iter().map(|fault| FieldError { line: Some(index + 1), ..fault }).collect());
        (index + 1, article)
    })
}

/// The error of one article's faults: 413 where its text is too long, 400 otherwise.
pub fn refusal(faults: Vec<FieldError>, text_bytes: usize) -> ApiError {
    let long = text_bytes > MAX_TEXT && faults.iter().any(|fault| fault.parameter == "text");
    let detail = faults.iter().map(|fault| format!("{}: accepted is {}.", fault.parameter, fault.accepted)).collect::<Vec<_>>().join(" ");
    if long { ApiError::TooLarge(detail, faults) } else { ApiError::Body(detail, faults) }
}

/// The text of a field, none where it is missing or null.
fn text_field(fields: &Map<String, Value>, name: &str, accepted: &str) -> Result<Option<String>, FieldError> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        // No text of the store may hold NUL: Postgres refuses it, and no article has a use for it.
        Some(Value::String(text)) if text.contains('\0') => {
            Err(FieldError::new(name, Some(text), format!("{accepted}, without the character U+0000")))
        }
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(other) => Err(FieldError::new(name, Some(&other.to_string()), format!("a text: {accepted}"))),
    }
}

fn unknown_field((name, value): (&String, &Value)) -> FieldError {
    let near = nearest(name, FIELDS).map(str::to_owned);
    let name: String = name.chars().take(80).collect();
    FieldError { nearest: near, ..FieldError::new(name, Some(&value.to_string()), format!("the fields {}", FIELDS.join(", "))) }
}

fn check<T>(faults: &mut Vec<FieldError>, name: &str, given: Option<String>, accepted: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
    let given = given?;
    let value = read(&given);
    if value.is_none() {
        faults.push(FieldError::new(name, Some(&given), accepted));
    }
    value
}

/// A day; a month or a year is none.
pub fn day(text: &str) -> Option<Date> {
    text.parse::<DateRange>().ok().filter(|range| range.precision() == Precision::Day).map(|range| range.start)
}

fn language_code(text: &str) -> Option<String> {
    let main = text.split(['-', '_']).next()?;
    ((2..=3).contains(&main.len()) && main.bytes().all(|byte| byte.is_ascii_alphabetic()) && text.len() <= 35).then(|| text.to_owned())
}

/// An address that begins with `http://` or `https://` and has no space, none for anything else.
pub fn web_address(text: &str) -> Option<String> {
    let web = text.starts_with("http://") || text.starts_with("https://");
    (web && text.len() <= 4000 && !text.contains(char::is_whitespace)).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(json: &str) -> Vec<String> {
        article_of_json(json.as_bytes()).unwrap_err().into_iter().map(|fault| fault.parameter).collect()
    }

    #[test]
    fn a_text_is_all_that_is_needed() {
        let article = article_of_json(br#"{"text":"Two ministers met."}"#).unwrap();
        assert_eq!(article.id, Article::new("Two ministers met.", None).id);
    }

    #[test]
    fn each_fault_names_its_field() {
        assert_eq!(faults("{"), ["body"]);
        assert_eq!(faults("[]"), ["body"]);
        assert_eq!(faults("{}"), ["text"]);
        assert_eq!(faults(r#"{"text":7}"#), ["text"]);
        assert_eq!(faults(r#"{"text":"a\u0000b"}"#), ["text"]);
        assert_eq!(faults(r#"{"text":" \n"}"#), ["text"]);
        assert_eq!(faults(r#"{"text":"x","date":"2005-12-26"}"#), ["date"]);
        assert_eq!(
            faults(r#"{"text":"x","published_on":"2005-02-31","id":"","url":"javascript:x","language":"English!"}"#),
            ["id", "published_on", "language", "url"]
        );
        assert_eq!(faults(r#"{"text":"x","published_on":"2005-12"}"#), ["published_on"]);
        assert_eq!(article_of_json(b"{\"text\":\"\xff\"}").unwrap_err()[0].parameter, "body");
    }

    #[test]
    fn bad_lines_are_numbered_and_good_ones_kept() {
        let lines = "{\"text\":\"a\"}\n\n{\"txt\":\"b\"}\r\n{\"text\":\"c\"}";
        let read: Vec<_> = articles_of_lines(lines.as_bytes()).map(|(line, article)| (line, article.is_ok())).collect();
        assert_eq!(read, [(1, true), (3, false), (4, true)]);
        let (_, bad) = articles_of_lines(lines.as_bytes()).nth(1).unwrap();
        let bad = bad.unwrap_err();
        assert_eq!((bad[0].line, bad[0].nearest.as_deref()), (Some(3), Some("text")));
    }

    #[test]
    fn a_text_too_long_is_too_large() {
        let json = serde_json::json!({"text": "x".repeat(MAX_TEXT + 1)});
        let faults = article_of_fields(json.as_object().unwrap()).unwrap_err();
        assert_eq!(refusal(faults, MAX_TEXT + 1).problem().status, 413);
    }
}
