//! Articles in: JSON, JSON Lines or plain text.

use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use chancery_core::Article;
use futures_util::{StreamExt, stream};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::{
    answer::{ArticleHead, EventAnswer},
    docs::{ArticleParams, KeepParams},
    error::{ApiError, FieldError, Problem},
    input::{self, ArticleIn, FIELDS},
    params::Params,
    pipeline::Taken,
    router::MAX_BODY,
    state::AppState,
};

/// Articles of one body that are read at the same time.
const AT_ONCE: usize = 4;
/// Faults that one problem tells at most.
const MOST_FAULTS: usize = 100;

/// What became of an article.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Taken)]
pub struct TakenAnswer {
    /// The article.
    pub article: ArticleHead,
    /// Whether it was there before; nothing has changed then.
    pub known: bool,
    /// Whether it is there now: false where `keep=false` asked only to read it.
    pub kept: bool,
    /// The events that it tells, in its words.
    pub events: Vec<EventAnswer>,
    /// What could not be read as it should.
    #[schema(value_type = Vec<crate::schema::Diagnostic>)]
    pub diagnostics: Vec<chancery_extract::Diagnostic>,
    /// The revision of the graph that holds it.
    pub revision: i64,
}

/// What became of the articles of a body of JSON Lines.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TakenLines)]
pub struct LinesAnswer {
    /// Each line that is not blank, in order.
    pub data: Vec<LineAnswer>,
    /// Articles that are new.
    pub added: usize,
    /// Articles that were there before.
    pub known: usize,
    /// Lines that are no article.
    pub refused: usize,
    /// The revision of the graph that holds them.
    pub revision: i64,
}

/// What became of one line.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TakenLine)]
pub struct LineAnswer {
    /// The line, counted from one.
    pub line: usize,
    /// The article; null where the line was refused.
    pub taken: Option<TakenAnswer>,
    /// Why it was refused; null where it was not.
    pub problem: Option<Problem>,
}

/// What became of a body.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum PostAnswer {
    /// Of one article.
    One(TakenAnswer),
    /// Of JSON Lines.
    Lines(LinesAnswer),
}

/// Send articles
///
/// One article as JSON, one as plain text with the rest in the query, or many as JSON Lines. The same article again is the same article.
/// With `keep=false` one article is read and answered, and nothing is kept.
/// Of JSON Lines every good line is taken; where some are not, the status is 207 and each bad one is named by its line.
#[utoipa::path(post, path = "/v1/articles", tag = "articles", params(ArticleParams, KeepParams),
    request_body(content((ArticleIn = "application/json"), (String = "application/x-ndjson"), (String = "text/plain"))),
    responses((status = 201, description = "A new article", body = TakenAnswer),
        (status = 200, description = "An article that was there before, or JSON Lines all of which were taken", body = PostAnswer),
        (status = 207, description = "JSON Lines some of which were refused", body = LinesAnswer)))]
pub async fn post_articles(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, ApiError> {
    let form = BodyForm::of(&headers)?;
    let params = Params::new(uri.query().unwrap_or_default(), state.ontology.clone());
    let fields = if form == BodyForm::Text { fields_of_query(&params) } else { Map::new() };
    let keep = params.flag("keep").unwrap_or(true);
    if form == BodyForm::Lines && !keep {
        params.fault(FieldError::new("keep", Some("false"), "true with JSON Lines; false reads one article"));
    }
    params.finish()?;
    let body = body.map_err(unread)?;
    match form {
        BodyForm::Lines => take_lines(&state, &body).await,
        BodyForm::Json => take_one(&state, input::article_of_json(&body), body.len(), keep).await,
        BodyForm::Text => take_one(&state, article_of_text(fields, &body), body.len(), keep).await,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum BodyForm {
    Json,
    Lines,
    Text,
}

impl BodyForm {
    /// The form that the content type tells.
    fn of(headers: &HeaderMap) -> Result<Self, ApiError> {
        let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let mut parts = given.unwrap_or_default().split(';').map(|part| part.trim().to_ascii_lowercase());
        let kind = parts.next().unwrap_or_default();
        let charset = parts.find_map(|part| part.strip_prefix("charset=").map(|name| name.trim_matches('"').to_owned()));
        let form = match kind.as_str() {
            "application/json" => Some(Self::Json),
            "application/x-ndjson" | "application/ndjson" | "application/jsonl" => Some(Self::Lines),
            "text/plain" => Some(Self::Text),
            _ => None,
        };
        let readable = charset.is_none_or(|name| matches!(name.as_str(), "utf-8" | "utf8" | "us-ascii"));
        form.filter(|_| readable).ok_or_else(|| {
            let accepted = "application/json, application/x-ndjson or text/plain, in UTF-8";
            ApiError::MediaType(Box::new(FieldError::new("Content-Type", given, accepted)))
        })
    }
}

fn unread(rejection: BytesRejection) -> ApiError {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        let accepted = format!("at most {} MiB; send more lines in several requests", MAX_BODY >> 20);
        return ApiError::TooLarge(format!("body: accepted is {accepted}."), vec![FieldError::new("body", None, accepted)]);
    }
    ApiError::Body("The body broke off.".into(), vec![FieldError::new("body", None, "a whole body")])
}

/// The fields of an article besides its text.
fn fields_of_query(params: &Params) -> Map<String, Value> {
    let named = FIELDS.into_iter().filter(|&name| name != "text");
    named.filter_map(|name| Some((name.to_owned(), Value::from(params.one(name)?)))).collect()
}

fn article_of_text(mut fields: Map<String, Value>, body: &[u8]) -> Result<Article, Vec<FieldError>> {
    let text = std::str::from_utf8(body).map_err(|error| vec![FieldError::new("body", None, format!("text in UTF-8 ({error})"))])?;
    fields.insert("text".into(), text.into());
    input::article_of_fields(&fields)
}

async fn take_one(state: &AppState, article: Result<Article, Vec<FieldError>>, bytes: usize, keep: bool) -> Result<Response, ApiError> {
    let article = article.map_err(|faults| input::refusal(faults, bytes))?;
    let (article, extraction) = state.read(article).await?;
    if !keep {
        let taken = TakenAnswer::new(state.preview(article, extraction).await?, state.revision());
        return Ok(Json(PostAnswer::One(taken)).into_response());
    }
    let taken = TakenAnswer::new(state.take(article, extraction).await?, state.revision());
    let status = if taken.known { StatusCode::OK } else { StatusCode::CREATED };
    let place =
        format!("/v1/articles/{}", form_urlencoded::byte_serialize(taken.article.id.as_str().as_bytes()).collect::<String>().replace('+', "%20"));
    let place = HeaderValue::from_str(&place).map_err(ApiError::internal)?;
    Ok((status, [(header::LOCATION, place)], Json(PostAnswer::One(taken))).into_response())
}

async fn take_lines(state: &AppState, body: &[u8]) -> Result<Response, ApiError> {
    let mut answer = LinesAnswer { data: Vec::new(), added: 0, known: 0, refused: 0, revision: 0 };
    let read = stream::iter(input::articles_of_lines(body)).map(|(line, article)| async move {
        match article {
            Ok(article) => (line, state.read(article).await),
            Err(faults) => (line, Err(input::refusal(faults, 0))),
        }
    });
    let mut read = std::pin::pin!(read.buffered(AT_ONCE));
    while let Some((line, read)) = read.next().await {
        let taken = match read {
            Ok((article, extraction)) => state.take(article, extraction).await,
            Err(error) => Err(error),
        };
        answer.add(line, taken, state.revision())?;
    }
    answer.revision = state.revision();
    if answer.added + answer.known == 0 {
        return Err(answer.refusal());
    }
    let status = if answer.refused == 0 { StatusCode::OK } else { StatusCode::MULTI_STATUS };
    Ok((status, Json(PostAnswer::Lines(answer))).into_response())
}

impl TakenAnswer {
    fn new(taken: Taken, revision: i64) -> Self {
        let Taken { article, known, kept, events, diagnostics } = taken;
        Self { article: ArticleHead::new(&article), known, kept, events, diagnostics, revision }
    }
}

impl LinesAnswer {
    /// Adds what became of a line. A fault of the service ends the whole request: the lines before it are taken, and taking them again
    /// changes nothing.
    fn add(&mut self, line: usize, taken: Result<Taken, ApiError>, revision: i64) -> Result<(), ApiError> {
        let entry = match taken {
            Err(error @ (ApiError::Internal(_) | ApiError::Unavailable(_))) => return Err(error),
            Err(error) => {
                self.refused += 1;
                let mut problem = error.problem();
                problem.errors.iter_mut().for_each(|fault| fault.line = Some(line));
                LineAnswer { line, taken: None, problem: Some(problem) }
            }
            Ok(taken) => {
                *(if taken.known { &mut self.known } else { &mut self.added }) += 1;
                LineAnswer { line, taken: Some(TakenAnswer::new(taken, revision)), problem: None }
            }
        };
        self.data.push(entry);
        Ok(())
    }

    /// The error of a body none of whose lines was taken.
    fn refusal(self) -> ApiError {
        let faults = self.data.into_iter().filter_map(|line| line.problem).flat_map(|problem| problem.errors).take(MOST_FAULTS);
        let mut faults: Vec<FieldError> = faults.collect();
        if faults.is_empty() {
            faults.push(FieldError::new("body", None, "at least one line with an article"));
        }
        let lines = faults.iter().map(|fault| match fault.line {
            Some(line) => format!("Line {line}: {}: accepted is {}.", fault.parameter, fault.accepted),
            None => format!("{}: accepted is {}.", fault.parameter, fault.accepted),
        });
        ApiError::Body(lines.take(5).collect::<Vec<_>>().join(" "), faults)
    }
}
