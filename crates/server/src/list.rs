//! Lists: the envelope, the cursor, and the three forms they are answered in.

use axum::{
    body::Body,
    extract::FromRequestParts,
    http::{HeaderValue, Uri, header, request::Parts},
    response::{IntoResponse, Response},
};
use form_urlencoded::byte_serialize;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::convert::Infallible;
use utoipa::ToSchema;

use crate::{
    csv::{self, Row},
    error::{ApiError, FieldError},
    format::Format,
    params::Params,
    written::{each, plain},
};

/// The answer of every route that lists something.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Envelope<T> {
    /// The entries of this page.
    pub data: Vec<T>,
    /// Where the page stands in the whole.
    pub page: Page,
    /// The query as it was understood.
    pub query: serde_json::Value,
    /// The revision of the graph that answered: the number of the last change it holds.
    pub revision: i64,
}

/// Where a page stands in the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Page {
    /// Give it as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
    /// Number of entries on all pages, exact.
    pub total: u64,
}

/// Which page of a list is asked for, and in which form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageQuery {
    /// Entries a page.
    pub limit: usize,
    /// The cursor as given.
    pub cursor: Option<String>,
    /// The form that `?format=` names.
    pub format: Option<Format>,
}

impl<T> Envelope<T> {
    /// A list that is whole on one page.
    pub fn whole(data: Vec<T>, query: serde_json::Value, revision: i64) -> Self {
        let page = Page { next_cursor: None, total: data.len() as u64 };
        Self { data, page, query, revision }
    }
}

/// A list that is written as JSON: `query` writes the query as it was understood.
fn envelope<T: Serialize + Row>(entries: &[T], page: &Page, query: impl FnOnce(&mut Vec<u8>), revision: i64) -> Vec<u8> {
    let mut text = Vec::with_capacity(ROOM);
    plain(&mut text, "{\"data\":[");
    each(&mut text, entries, |to, entry| entry.json(to));
    plain(&mut text, "],\"page\":");
    serde_json::to_writer(&mut text, page).expect("a page is plain data");
    plain(&mut text, ",\"query\":");
    query(&mut text);
    plain(&mut text, ",\"revision\":");
    serde_json::to_writer(&mut text, &revision).expect("a number is plain data");
    plain(&mut text, "}");
    text
}

impl PageQuery {
    /// Reads `limit`, `cursor` and `format`.
    pub fn read(params: &Params) -> Self {
        Self { limit: params.number("limit", 1..=1000).unwrap_or(50), cursor: params.one("cursor").map(str::to_owned), format: Format::read(params) }
    }

    /// The rows that the graph found, and where they stand in the whole.
    pub fn shown<T, P: Serialize>(&self, found: chancery_graph::query::Page<T, P>) -> (Vec<T>, Page) {
        (found.rows, Page { next_cursor: found.next.as_ref().map(cursor), total: found.total as u64 })
    }

    /// The position that the cursor holds.
    ///
    /// # Errors
    /// A 400 that names the cursor, when it was not made by this service for this kind of list.
    pub fn position<P: DeserializeOwned>(&self) -> Result<Option<P>, ApiError> {
        let Some(text) = self.cursor.as_deref() else { return Ok(None) };
        decode(text)
            .map(Some)
            .ok_or_else(|| ApiError::Query(vec![FieldError::new("cursor", Some(text), "the next_cursor of an answer to the same query, unaltered")]))
    }
}

/// A cursor that holds `position`: its JSON with a checksum, in hexadecimal. Opaque, since its content may change with any version.
pub fn cursor<P: Serialize>(position: &P) -> String {
    let json = serde_json::to_vec(position).expect("a position is plain data");
    let sum = checksum(&json).to_be_bytes();
    let digit = |four: u8| char::from(b"0123456789abcdef"[usize::from(four)]);
    let mut text = String::with_capacity(2 * (sum.len() + json.len()));
    sum.into_iter().chain(json).for_each(|byte| text.extend([digit(byte >> 4), digit(byte & 15)]));
    text
}

fn decode<P: DeserializeOwned>(text: &str) -> Option<P> {
    if !text.is_ascii() || text.len() % 2 == 1 {
        return None;
    }
    let bytes: Option<Vec<u8>> = (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).ok()).collect();
    let bytes = bytes?;
    let (sum, json) = bytes.split_first_chunk::<4>()?;
    (checksum(json).to_be_bytes() == *sum).then(|| serde_json::from_slice(json).ok()).flatten()
}

/// FNV-1a. It tells a cursor cut or retyped from a whole one; it is no secret.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, &byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// What a client asks of the form of an answer besides its parameters.
pub struct Form {
    accepted: Format,
    uri: Uri,
}

impl<S: Sync> FromRequestParts<S> for Form {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self { accepted: Format::accepted(&parts.headers), uri: parts.uri.clone() })
    }
}

impl Form {
    /// The same form for the answer of another address.
    pub fn at(self, uri: Uri) -> Self {
        Self { uri, ..self }
    }

    /// Answers `whole` as JSON, or its `rows` as CSV or JSON Lines, in the form that `format` names, or else the `Accept` header.
    pub fn rows<W: Serialize, T: Serialize + Row>(&self, whole: &W, rows: &[T], format: Option<Format>) -> Response {
        self.answer(rows, format, || json(whole))
    }

    /// Answers `rows` in one of the forms; `whole` writes the JSON.
    fn answer<T: Serialize + Row>(&self, rows: &[T], format: Option<Format>, whole: impl FnOnce() -> Vec<u8>) -> Response {
        let format = format.unwrap_or(self.accepted);
        let mut response = match format {
            Format::Json => Body::from(whole()).into_response(),
            Format::Csv => Body::from(table(rows)).into_response(),
            Format::JsonLines => Body::from(json_lines(rows)).into_response(),
        };
        let headers = response.headers_mut();
        headers.reserve(HEADERS);
        headers.insert(header::CONTENT_TYPE, format.content_type());
        headers.insert(header::VARY, HeaderValue::from_static("accept"));
        response
    }

    /// Answers a list in the form that `format` names, or else the `Accept` header.
    pub fn list<T: Serialize + Row>(&self, list: Envelope<T>, format: Option<Format>) -> Response {
        let query = |to: &mut Vec<u8>| serde_json::to_writer(to, &list.query).expect("a query is plain data");
        self.page((&list.data, &list.page), query, list.revision, format)
    }

    /// The same for entries and the page that they are, where `query` writes the query as it was understood.
    pub fn page<T: Serialize + Row>(
        &self,
        (entries, page): (&[T], &Page),
        query: impl FnOnce(&mut Vec<u8>),
        revision: i64,
        format: Option<Format>,
    ) -> Response {
        let mut response = self.answer(entries, format, || envelope(entries, page, query, revision));
        response.headers_mut().insert("x-total-count", HeaderValue::from(page.total));
        // The next page is named by a header in every form, so that CSV can be paged too.
        let next = page.next_cursor.as_deref().map(|cursor| next_link(&self.uri, cursor));
        if let Some(link) = next.and_then(|link| HeaderValue::try_from(link).ok()) {
            response.headers_mut().insert(header::LINK, link);
        }
        response
    }
}

/// Room for what most answers take, so that they are not copied again and again while they grow. (From 64 KiB on, allocators tidy up whenever one is
/// given back.)
const ROOM: usize = 60 << 10;
/// Headers that an answer gets on its way out: a map that grows sorts all of them in again.
const HEADERS: usize = 20;

fn json<T: Serialize>(whole: &T) -> Vec<u8> {
    let mut text = Vec::with_capacity(ROOM);
    serde_json::to_writer(&mut text, whole).expect("an answer is plain data");
    text
}

fn table<T: Row>(entries: &[T]) -> String {
    csv::header::<T>() + &entries.iter().map(csv::row).collect::<String>()
}

fn json_lines<T: Serialize + Row>(entries: &[T]) -> Vec<u8> {
    let mut text = Vec::with_capacity(ROOM);
    for entry in entries {
        entry.json(&mut text);
        text.push(b'\n');
    }
    text
}

/// The address of the next page: that of this one with another cursor.
fn next_link(uri: &Uri, cursor: &str) -> String {
    let (path, query) = (uri.path(), uri.query().unwrap_or_default());
    let mut link = String::with_capacity(path.len() + query.len() + cursor.len() + 30);
    link.extend(["<", path, "?"]);
    for parameter in query.split('&') {
        match parameter.split_once('=') {
            Some(("cursor", _)) => {}
            // What would be written again as it stands.
            Some((name, value)) if is_bare(name) && is_bare(value) => link.extend([parameter, "&"]),
            _ => form_urlencoded::parse(parameter.as_bytes()).filter(|(name, _)| name != "cursor").for_each(|(name, value)| {
                link.extend(byte_serialize(name.as_bytes()));
                link.push('=');
                link.extend(byte_serialize(value.as_bytes()));
                link.push('&');
            }),
        }
    }
    link.extend(["cursor=", cursor, ">; rel=\"next\""]);
    link
}

/// Whether a part of a query stands for itself.
fn is_bare(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'*' | b'+'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_whole_and_a_broken_one_not_at_all() {
        let text = cursor(&(3, "Beijing é"));
        assert_eq!(decode(&text), Some((3, "Beijing é".to_owned())));
        for broken in ["", "x", "00", "zz00", &text[..text.len() - 2], &text.replace('2', "3"), "é1"] {
            assert_eq!(decode::<(i32, String)>(broken), None, "{broken}");
        }
        assert_eq!(decode::<Vec<String>>(&text), None, "a position of another kind of list");
    }

    #[test]
    fn a_list_writes_itself_as_serde_does() {
        #[derive(Serialize)]
        struct Entry(u8);
        impl Row for Entry {
            const COLUMNS: &'static [&'static str] = &[];

            fn cells(&self) -> Vec<String> {
                Vec::new()
            }
        }
        for data in [vec![], vec![Entry(1)], vec![Entry(1), Entry(2)]] {
            let page = Page { next_cursor: Some("00".into()), total: 7 };
            let list = Envelope { page, ..Envelope::whole(data, serde_json::json!({"a": [1]}), 3) };
            let written = envelope(&list.data, &list.page, |to| plain(to, "{\"a\":[1]}"), 3);
            assert_eq!(written, serde_json::to_vec(&list).unwrap());
        }
    }

    #[test]
    fn the_next_page_keeps_the_query() {
        for (asked, kept) in [
            ("type=talks&type=visit&cursor=old&actor=North%20Korea", "type=talks&type=visit&actor=North+Korea&"),
            ("", ""),
            ("a", "a=&"),
            ("&&a=b=c&cursor&%63ursor=x&a+b=*-._~", "a=b%3Dc&a+b=*-._%7E&"),
            ("actor=C%C3%B4te", "actor=C%C3%B4te&"),
        ] {
            let uri = format!("/v1/events?{asked}").parse().unwrap();
            assert_eq!(next_link(&uri, "new"), format!("</v1/events?{kept}cursor=new>; rel=\"next\""));
        }
    }
}
