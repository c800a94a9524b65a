//! Which form a list is answered in: JSON, CSV or JSON Lines, by `?format=` or `Accept`.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::params::Params;

/// The form of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// The whole envelope.
    #[default]
    Json,
    /// A header and a row an entry (RFC 4180).
    Csv,
    /// An entry a line.
    JsonLines,
}

impl Format {
    /// The words for `?format=`.
    pub const WORDS: &[&'static str] = &["json", "csv", "jsonl"];

    /// Its media type.
    pub fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::JsonLines => "application/x-ndjson",
        })
    }

    /// The form that the `Accept` header asks for. A header that names none of the three gets JSON: clients send all sorts of it, and
    /// an answer in a form that is labelled serves them better than none.
    pub fn accepted(headers: &HeaderMap) -> Self {
        preferred(headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default())
    }

    /// What `?format=` says, if anything.
    pub fn read(params: &Params) -> Option<Self> {
        params.choice("format", Self::WORDS).and_then(Self::of_word)
    }

    /// The form of one of [`Format::WORDS`].
    pub fn of_word(word: &str) -> Option<Self> {
        match word {
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            "jsonl" => Some(Self::JsonLines),
            _ => None,
        }
    }
}

fn preferred(accept: &str) -> Format {
    let mut best = (0.0, Format::Json);
    for range in accept.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let format = match parts.next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "application/json" | "application/*" | "*/*" => Format::Json,
            "text/csv" => Format::Csv,
            "application/x-ndjson" | "application/jsonl" | "application/ndjson" => Format::JsonLines,
            _ => continue,
        };
        let quality = parts.find_map(|part| part.strip_prefix("q=")).map_or(1.0, |q| q.parse().unwrap_or(0.0));
        if quality > best.0 {
            best = (quality, format);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_of_an_accept_header_wins() {
        assert_eq!(preferred("text/csv"), Format::Csv);
        assert_eq!(preferred("application/json;q=0.5, application/x-ndjson"), Format::JsonLines);
        assert_eq!(preferred("text/csv;q=0, */*;q=0.1"), Format::Json);
        assert_eq!(preferred("text/html,application/xhtml+xml,*/*;q=0.8"), Format::Json);
        assert_eq!(preferred(""), Format::Json);
    }
}
