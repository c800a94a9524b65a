//! Full text over articles and the words that tell their events.

use axum::{extract::State, response::Response};
use chancery_core::{Event, EventView, told::ParticipantView};
use chancery_store::{Found, Terms};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::{
    answer::{ArticleHead, EventAnswer},
    csv::{Row, cell},
    docs::{PageParams, TextParams},
    error::{ApiError, FieldError},
    list::{Envelope, Form, Page, PageQuery, cursor},
    params::{FromParams, Params, Query},
    state::AppState,
};

/// Events of an article among which those that the words tell are looked for: all but those of files that were imported.
const MOST_EVENTS: u32 = 200;

/// The query of a search.
pub struct SearchQuery {
    text: String,
    terms: Option<Terms>,
    page: PageQuery,
}

impl FromParams for SearchQuery {
    fn read(params: &Params) -> Self {
        const ACCEPTED: &str = "words, \"phrases in quotes\", and -words to leave out; at least one to look for";
        let text = params.one("q").unwrap_or_default().to_owned();
        let terms = Terms::read(&text);
        if terms.is_none() {
            params.fault(FieldError::new("q", params.one("q"), ACCEPTED));
        }
        Self { text, terms, page: PageQuery::read(params) }
    }
}

/// An article that holds the words.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hit {
    /// The article, without its text.
    pub article: ArticleHead,
    /// A passage of its headline or text around the words found.
    pub snippet: String,
    /// Where the words found stand in the passage: `[start, end)`, counted in Unicode scalar values.
    pub marks: Vec<(u32, u32)>,
    /// The events of the article, of its first 200, that are told in one of the words, or in which somebody or some place of that name stands.
    pub events: Vec<EventAnswer>,
}

/// Search articles
///
/// Articles whose headline or text holds all of the words, in any of their English forms, the newest arrival first, each with the events that
/// the words tell.
#[utoipa::path(get, path = "/v1/search", tag = "articles", params(TextParams, PageParams),
    responses((status = 200, description = "Articles", body = Envelope<Hit>)))]
pub async fn search(State(state): State<AppState>, form: Form, Query(query): Query<SearchQuery>) -> Result<Response, ApiError> {
    let SearchQuery { text, terms, page } = query;
    let terms = terms.ok_or_else(|| ApiError::internal("a search without terms was let through"))?;
    let revision = state.revision();
    let limit = u32::try_from(page.limit).map_err(ApiError::internal)?;
    // One row more than asked for tells whether another page follows.
    let (mut found, total) = state.store.search(&terms, page.position()?, limit + 1).await?;
    let more = found.len() > page.limit;
    found.truncate(page.limit);
    let next_cursor = found.last().filter(|_| more).map(|last| cursor(&last.head.seq));
    let mut data = Vec::with_capacity(found.len());
    for found in found {
        data.push(hit(&state, &terms, found).await?);
    }
    let shown = Page { next_cursor, total: total.max(0).unsigned_abs() };
    Ok(form.list(Envelope { data, page: shown, query: json!({"q": text, "limit": page.limit}), revision }, page.format))
}

async fn hit(state: &AppState, terms: &Terms, found: Found) -> Result<Hit, ApiError> {
    let id = found.head.id.clone();
    let events = if found.head.events == 0 { vec![] } else { state.store.events_of_article(&id, MOST_EVENTS).await? };
    let told = events.iter().map(|event| (event, EventAnswer::told_by(event, &id)));
    let events = told.filter(|(event, answer)| tells(terms, event, answer)).map(|(_, answer)| answer).collect();
    Ok(Hit { article: ArticleHead::from(found.head), snippet: found.snippet, marks: found.marks, events })
}

/// Whether one of the words, as its first letters, stands in the words of the event or in the name of somebody or some place in it.
fn tells(terms: &Terms, event: &Event, answer: &EventAnswer) -> bool {
    let EventView { participants, place, .. } = &answer.event;
    let evidence = answer.reports.iter().flatten().map(|report| report.evidence.text.as_str());
    let names = participants.iter().flat_map(|who: &ParticipantView| [Some(who.name.as_str()), who.office.as_deref(), who.text.as_deref()]);
    let places = place.iter().map(|place| place.name.as_str());
    let texts: Vec<String> = evidence.chain(names.flatten()).chain(places).chain([event.kind.as_str()]).map(str::to_lowercase).collect();
    let words = || texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    terms.words().any(|term| words().any(|word| alike(word, term)))
}

/// Whether the words are forms of one: equal but for endings of at most three letters.
fn alike(a: &str, b: &str) -> bool {
    let common = a.char_indices().zip(b.chars()).find(|((_, x), y)| x != y).map_or(a.len().min(b.len()), |((at, _), _)| at);
    a == b || (common >= 4 && a.len() <= common + 3 && b.len() <= common + 3)
}

impl Row for Hit {
    const COLUMNS: &'static [&'static str] = &["article", "published_on", "source", "title", "snippet", "events"];

    fn cells(&self) -> Vec<String> {
        let ArticleHead { id, title, published_on, source, .. } = &self.article;
        let events: Vec<String> = self.events.iter().map(|event| event.event.id.to_string()).collect();
        vec![id.to_string(), cell(published_on), cell(source), cell(title), self.snippet.clone(), events.join("; ")]
    }
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn forms_of_a_word_are_alike() {
        for (a, b) in [("talks", "talk"), ("signed", "signing"), ("met", "met"), ("übersee", "übersee")] {
            assert!(alike(a, b), "{a} {b}");
        }
        for (a, b) in [("meet", "meat"), ("iran", "iraq"), ("signal", "signatories"), ("é", "e")] {
            assert!(!alike(a, b), "{a} {b}");
        }
    }
}
