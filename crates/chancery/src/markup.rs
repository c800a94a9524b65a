//! Pages and feeds as articles: the same checks as for JSON, with what is only decoration left out where it is odd.

use chancery_core::Article;
use chancery_formats::markup::{self, Markup, Piece};
use chancery_server::{FieldError, input};
use serde_json::{Map, Value};

/// An article, or why it is none, with its number in a feed.
pub type Numbered = (Option<usize>, Result<Article, Vec<FieldError>>);

/// The articles of a page or a feed, or why one is none; those of a feed with their numbers. `url` is where the document was found.
pub fn articles(markup: Markup, document: &[u8], url: Option<&str>) -> Vec<Numbered> {
    let fault = |error: markup::MarkupError| vec![FieldError::new("body", None, format!("a page with a text, or a feed ({error})"))];
    match markup {
        Markup::Page => vec![(None, markup::page(document, url).map_err(fault).and_then(article))],
        Markup::Feed => match markup::feed(document) {
            Ok(pieces) => (1..).zip(pieces).map(|(number, piece)| (Some(number), article(piece))).collect(),
            Err(error) => vec![(None, Err(fault(error)))],
        },
    }
}

fn article(piece: Piece) -> Result<Article, Vec<FieldError>> {
    let Piece { title, text, published_on, source, url, language } = piece;
    // What a site says amiss of its language or address is no reason to refuse its news.
    let url = url.as_deref().and_then(input::web_address);
    let language = language.map(|code| code.split(['-', '_']).next().unwrap_or_default().to_lowercase());
    let language = language.filter(|code| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase()));
    let day = published_on.map(|day| day.to_string());
    let fields = [("title", title), ("text", Some(text)), ("published_on", day), ("source", source), ("url", url), ("language", language)];
    let told = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), Value::String(value?))));
    input::article_of_fields(&told.collect::<Map<_, _>>())
}
