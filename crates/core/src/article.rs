//! An article: a text with the day on which it was published.

use jiff::civil::Date;
use serde::Serialize;

use crate::ArticleId;

/// A news article as received. Its text is ground truth and is never altered: all spans count its scalar values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Article {
    /// The client's name for it, or one made of its content.
    pub id: ArticleId,
    /// Headline, where one came apart from the text.
    pub title: Option<String>,
    /// The body.
    pub text: String,
    /// Day of publication; without it relative dates stay unresolved.
    pub published_on: Option<Date>,
    /// Who published it ("China Daily").
    pub source: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// ISO 639-1 code of its language, where told.
    pub language: Option<String>,
}

impl Article {
    /// An article of which only text and day are known; its name is made of them.
    pub fn new(text: impl Into<String>, published_on: Option<Date>) -> Self {
        let text = text.into();
        Self { id: ArticleId::of_content(published_on, None, &text), title: None, text, published_on, source: None, url: None, language: None }
    }
}
