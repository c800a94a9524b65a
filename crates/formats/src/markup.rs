//! News as the web brings it: pages in HTML and feeds in RSS or Atom, made texts.

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};
use encoding_rs::Encoding;
use feed_rs::model::{Entry, Feed};
use jiff::civil::Date;
use thiserror::Error;

/// How far into a document its kind and its letters are looked for, in bytes.
const HEAD: usize = 2048;
/// Elements of a page at most; newspapers have some thousands.
const MOST_ELEMENTS: usize = 100_000;

/// What a document in angle brackets is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// A page in HTML.
    Page,
    /// A feed: RSS 0.9 to 2.0 or Atom.
    Feed,
}

/// A text with what its page or feed tells about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// Headline.
    pub title: Option<String>,
    /// The text, paragraphs parted by blank lines, without what stands around it. Empty for an entry of a feed that has none.
    pub text: String,
    /// Day of publication, as the site reckons it.
    pub published_on: Option<Date>,
    /// Who published it.
    pub source: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// Code of its language ("en-GB").
    pub language: Option<String>,
}

/// Why a document cannot be read.
#[derive(Debug, Error)]
pub enum MarkupError {
    /// A page without a text of its own: a list of links, or one that a script fills.
    #[error("no text was found in the page: {0}")]
    Page(#[from] dom_smoothie::ReadabilityError),
    /// No feed.
    #[error("no feed: {0}")]
    Feed(#[from] feed_rs::parser::ParseFeedError),
}

impl Markup {
    /// What the document is by its beginning; none where it is no markup.
    pub fn of(document: &[u8]) -> Option<Self> {
        let head = String::from_utf8_lossy(&document[..document.len().min(HEAD)]).to_lowercase();
        let head = head.trim_start_matches('\u{feff}').trim_start();
        let has = |tags: &[&str]| tags.iter().any(|tag| head.contains(tag));
        match head {
            head if !head.starts_with('<') => None,
            _ if has(&["<rss", "<feed", "<rdf:rdf"]) => Some(Self::Feed),
            _ if has(&["<!doctype html", "<html", "<head", "<body"]) => Some(Self::Page),
            _ => None,
        }
    }
}

/// The article that a page holds, without menus, advertisements and comments. `url` is where the page was found.
///
/// # Errors
/// [`MarkupError::Page`] where it holds none.
pub fn page(document: &[u8], url: Option<&str>) -> Result<Piece, MarkupError> {
    let html = letters(document);
    let config = Config { text_mode: TextMode::Formatted, max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let article = Readability::new(html.as_ref(), url, Some(config))?.parse()?;
    Ok(Piece {
        title: told(&article.title),
        text: article.text_content.trim().to_owned(),
        published_on: article.published_time.as_deref().and_then(day),
        source: article.site_name.as_deref().and_then(told),
        url: article.url.as_deref().or(url).and_then(told),
        language: article.lang.as_deref().and_then(told),
    })
}

/// The entries of a feed, in its order: of each the whole text where the feed has it, or else the summary.
///
/// # Errors
/// [`MarkupError::Feed`] where it is none.
pub fn feed(document: &[u8]) -> Result<Vec<Piece>, MarkupError> {
    let mut feed = feed_rs::parser::parse(document)?;
    let entries = std::mem::take(&mut feed.entries);
    Ok(entries.into_iter().map(|entry| piece(&feed, entry)).collect())
}

fn piece(feed: &Feed, entry: Entry) -> Piece {
    let link = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate")).map(|link| link.href.as_str());
    let body = entry.content.and_then(|content| content.body).filter(|body| !body.trim().is_empty());
    let summary = entry.summary.map(|summary| summary.content);
    let published = entry.published.or(entry.updated);
    Piece {
        title: entry.title.and_then(|title| told(&plain(&title.content))),
        text: body.or(summary).map(|html| plain(&html)).unwrap_or_default(),
        published_on: published.and_then(|moment| day(&moment.to_rfc3339())),
        source: feed.title.as_ref().and_then(|title| told(&plain(&title.content))),
        url: link.and_then(told),
        language: entry.language.as_deref().or(feed.language.as_deref()).and_then(told),
    }
}

/// The text of a fragment of HTML.
fn plain(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.trim().to_owned();
    }
    Document::fragment(html).formatted_text().trim().to_owned()
}

/// The document in the letters that it names, or in UTF-8.
fn letters(document: &[u8]) -> std::borrow::Cow<'_, str> {
    let head = String::from_utf8_lossy(&document[..document.len().min(HEAD)]).to_lowercase();
    let label = head.split_once("charset=").map(|(_, rest)| rest.trim_start_matches(['"', '\'']));
    let label = label.and_then(|rest| rest.split(['"', '\'', ' ', '/', '>', ';']).next());
    let named = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let utf8 = std::str::from_utf8(document).is_ok();
    named.filter(|_| !utf8).unwrap_or(encoding_rs::UTF_8).decode(document).0
}

fn told(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The day of a moment that begins with one (2005-12-26T10:00:00+08:00).
fn day(moment: &str) -> Option<Date> {
    moment.trim().get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="en-GB"><head><title>Ministers meet in Lima - The Harbour Post</title>
        <meta property="og:site_name" content="The Harbour Post"><meta property="article:published_time" content="2004-03-09T23:30:00-05:00"></head>
        <body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
        <article><h1>Ministers meet in Lima</h1><p>Chilean President Ricardo Lagos met Peruvian President Alejandro Toledo in Lima on Monday, and the two
        spoke for an hour about the fishing grounds off Arica, which both countries claim.</p><p>Caf&eacute; owners near the palace, who had been told to close,
        stood in the doors and watched the cars go by until the rain came down from the hills.</p></article>
        <footer>All rights reserved, and cookies for everyone.</footer></body></html>"#;

    #[test]
    fn a_page_gives_its_article_and_not_what_stands_around_it() {
        assert_eq!(Markup::of(PAGE.as_bytes()), Some(Markup::Page));
        let piece = page(PAGE.as_bytes(), Some("https://example.org/lima")).unwrap();
        assert!(piece.text.contains("met Peruvian President Alejandro Toledo") && piece.text.contains("Café owners"), "{}", piece.text);
        assert!(!piece.text.contains("Sport") && !piece.text.contains("cookies"), "{}", piece.text);
        assert!(piece.title.as_deref().is_some_and(|title| title.starts_with("Ministers meet in Lima")), "{piece:?}");
        assert_eq!((piece.published_on, piece.source.as_deref()), ("2004-03-09".parse().ok(), Some("The Harbour Post")));
        assert_eq!((piece.url.as_deref(), piece.language.as_deref()), (Some("https://example.org/lima"), Some("en-GB")));
    }

    #[test]
    fn letters_are_those_that_the_page_names() {
        let latin =
            b"<html><head><meta charset=\"iso-8859-1\"></head><body><p>Sixto Dur\xe1n Ball\xe9n of Ecuador met envoys in Quito.</p></body></html>";
        assert!(page(latin, None).unwrap().text.contains("Durán Ballén"));
    }

    #[test]
    fn a_page_without_a_text_is_none() {
        assert!(matches!(page(b"<html><body></body></html>", None), Err(MarkupError::Page(_))));
        assert_eq!(Markup::of(b"Two <html> ministers met."), None);
        assert_eq!(Markup::of(b"<note>x</note>"), None);
    }

    #[test]
    fn an_rss_feed_gives_its_items() {
        let rss = br#"<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Harbour Post</title>
            <language>en</language>
            <item><title>Talks</title><link>https://example.org/1</link><pubDate>Tue, 09 Mar 2004 10:00:00 GMT</pubDate>
            <description>Short.</description><content:encoded><![CDATA[<p>Chile and Peru held talks in Lima on Monday.</p><p>Fish was the subject.</p>]]></content:encoded></item>
            <item><title>Empty</title></item></channel></rss>"#;
        assert_eq!(Markup::of(rss), Some(Markup::Feed));
        let pieces = feed(rss).unwrap();
        assert_eq!(pieces.len(), 2);
        assert!(pieces[0].text.starts_with("Chile and Peru held talks in Lima on Monday.") && !pieces[0].text.contains('<'), "{:?}", pieces[0]);
        assert_eq!((pieces[0].published_on, pieces[0].url.as_deref()), ("2004-03-09".parse().ok(), Some("https://example.org/1")));
        assert_eq!((pieces[0].source.as_deref(), pieces[1].text.as_str()), (Some("The Harbour Post"), ""));
    }

    #[test]
    fn an_atom_feed_gives_its_entries_and_what_is_no_feed_is_refused() {
        let atom = br#"<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><id>urn:x</id><updated>2004-03-10T00:00:00Z</updated>
            <entry><id>urn:1</id><title>A &amp; B</title><link href="https://example.org/a"/><updated>2004-03-09T08:00:00Z</updated>
            <summary type="html">Japan &lt;b&gt;recalled&lt;/b&gt; its ambassador.</summary></entry></feed>"#;
        let pieces = feed(atom).unwrap();
        assert_eq!((pieces[0].title.as_deref(), pieces[0].text.as_str()), (Some("A & B"), "Japan recalled its ambassador."));
        assert!(matches!(feed(b"<rss><chan"), Err(MarkupError::Feed(_))));
    }
}
