//! Articles from files, directories, the web and standard input: a JSON object, JSON Lines, a page in HTML, an RSS or Atom feed, or plain
//! text, told apart by their content.

use anyhow::Context;
use chancery_core::{Article, ArticleId};
use chancery_formats::markup::Markup;
use chancery_server::{FieldError, input};
use jiff::civil::Date;
use serde_json::{Map, Value};
use std::{
    collections::BTreeSet,
    fs::File,
    io::{self, BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
};

use crate::{fetch, markup};

/// The endings of files with articles.
const ENDINGS: [&str; 9] = ["json", "jsonl", "ndjson", "txt", "html", "htm", "xml", "rss", "atom"];

/// An article, or why it is none, with where it stands.
pub struct Found {
    /// "news.jsonl:7".
    pub place: String,
    /// The article.
    pub article: Result<Article, Vec<FieldError>>,
    /// Bytes of input that it took.
    pub bytes: u64,
}

/// What to take for granted about articles that do not tell it.
#[derive(Clone, Debug, Default)]
pub struct Defaults {
    /// Day of publication.
    pub published_on: Option<Date>,
    /// Who published it.
    pub source: Option<String>,
    /// Whether every input is JSON Lines.
    pub lines: bool,
}

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Standard,
    /// A file.
    File(PathBuf),
    /// A document of the web.
    Web(String),
}

/// The files that the arguments name; a directory stands for all files with articles in it, by name.
///
/// # Errors
/// For a path that is not there, and a directory without articles.
pub fn inputs(paths: &[PathBuf]) -> anyhow::Result<Vec<Input>> {
    let mut inputs = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Input::Standard);
        } else if let Some(address) = path.to_str().filter(|path| fetch::is_address(path)) {
            inputs.push(Input::Web(address.to_owned()));
        } else if path.is_dir() {
            inputs.extend(files_of(path)?.into_iter().map(Input::File));
        } else if path.is_file() {
            inputs.push(Input::File(path.clone()));
        } else {
            let accepted = "directories of them, addresses (https://...), and - for standard input";
            return Err(crate::failure::wrong(format!("no file: {}; accepted are files (.{}), {accepted}", path.display(), ENDINGS.join(", ."))));
        }
    }
    Ok(inputs)
}

fn files_of(directory: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = directory.read_dir().with_context(|| format!("cannot read {}", directory.display()))?;
    let mut files = entries.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    files.retain(|path| path.is_file() && ending(path).is_some_and(|ending| ENDINGS.contains(&ending)));
    files.sort();
    if files.is_empty() {
        return Err(crate::failure::wrong(format!("no articles in {}: no file ends in .{}", directory.display(), ENDINGS.join(", ."))));
    }
    Ok(files)
}

fn ending(path: &Path) -> Option<&str> {
    path.extension().and_then(|ending| ending.to_str())
}

impl Input {
    /// What people call it.
    pub fn name(&self) -> String {
        match self {
            Self::Standard => "standard input".into(),
            Self::File(path) => path.display().to_string(),
            Self::Web(address) => address.clone(),
        }
    }

    /// Its size in bytes, where that is known.
    pub fn size(&self) -> Option<u64> {
        match self {
            Self::Standard | Self::Web(_) => None,
            Self::File(path) => path.metadata().ok().map(|data| data.len()),
        }
    }

    /// Calls `each` with every article, as they are read.
    ///
    /// # Errors
    /// When the input cannot be read, and those of `each`.
    pub fn read(&self, defaults: &Defaults, each: impl FnMut(Found) -> anyhow::Result<()>) -> anyhow::Result<()> {
        let lines = defaults.lines || matches!(self, Self::File(path) if matches!(ending(path), Some("jsonl" | "ndjson")));
        let url = if let Self::Web(address) = self { Some(address.clone()) } else { None };
        let mut reading = Reading { name: self.name(), url, defaults, each, unread: BTreeSet::new() };
        match self {
            Self::Standard => reading.run(io::stdin().lock(), lines),
            Self::File(path) => reading.run(BufReader::new(File::open(path)?), lines),
            Self::Web(address) => reading.run(io::Cursor::new(fetch::fetch(address)?), lines),
        }
        .with_context(|| format!("cannot read {}", self.name()))?;
        let unread: Vec<String> = reading.unread.into_iter().collect();
        if !unread.is_empty() {
            let (fields, read) = (unread.join(", "), input::FIELDS.join(", "));
            writeln!(io::stderr(), "{}: fields that are not read: {fields}; read are {read}", self.name())?;
        }
        Ok(())
    }
}

struct Reading<'d, F> {
    name: String,
    /// Where it was found, where that is on the web.
    url: Option<String>,
    defaults: &'d Defaults,
    each: F,
    /// Fields that no article has. Files bring more than is needed here; that is said once and refuses no line.
    unread: BTreeSet<String>,
}

impl<F: FnMut(Found) -> anyhow::Result<()>> Reading<'_, F> {
    fn run(&mut self, mut from: impl BufRead, lines: bool) -> anyhow::Result<()> {
        let mut head = Vec::new();
        while head.trim_ascii().is_empty() && from.read_until(b'\n', &mut head)? > 0 {}
        let first = head.trim_ascii();
        if lines || serde_json::from_slice::<Map<String, Value>>(first).is_ok() {
            return self.lines(head, from);
        }
        let object = first.starts_with(b"{");
        from.read_to_end(&mut head)?;
        if let Some(markup) = Markup::of(&head) {
            return self.markup(markup, &head);
        }
        if !object {
            return self.text(&head);
        }
        match self.json(&head) {
            // An object over many lines is one article; what only begins like one is JSON Lines whose first line is bad.
            Err(faults) if faults[0].parameter == "body" && head.trim_ascii().contains(&b'\n') && looks_like_lines(&head) => {
                self.lines(head, io::empty())
            }
            article => {
                let bytes = head.len() as u64;
                self.found(None, article, bytes)
            }
        }
    }

    /// JSON Lines that begin with `head`.
    fn lines(&mut self, head: Vec<u8>, from: impl BufRead) -> anyhow::Result<()> {
        let mut from = io::Cursor::new(head).chain(from);
        let mut line = Vec::new();
        for number in 1.. {
            line.clear();
            let bytes = from.read_until(b'\n', &mut line)? as u64;
            if bytes == 0 {
                break;
            }
            if !line.trim_ascii().is_empty() {
                let article = self.json(line.trim_ascii());
                self.found(Some(number), article, bytes)?;
            }
        }
        Ok(())
    }

    fn json(&mut self, json: &[u8]) -> Result<Article, Vec<FieldError>> {
        let Ok(mut fields) = serde_json::from_slice::<Map<String, Value>>(json) else { return input::article_of_json(json) };
        let known = |name: &String| input::FIELDS.contains(&name.as_str());
        self.unread.extend(fields.keys().filter(|name| !known(name)).cloned());
        fields.retain(|name, _| known(name));
        input::article_of_fields(&fields)
    }

    fn markup(&mut self, markup: Markup, document: &[u8]) -> anyhow::Result<()> {
        let articles = markup::articles(markup, document, self.url.as_deref());
        // The bar goes on by what was read: all of it with the first article.
        let mut bytes = document.len() as u64;
        for (number, article) in articles {
            self.found(number, article, std::mem::take(&mut bytes))?;
        }
        Ok(())
    }

    fn text(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        let fault = |error: std::str::Utf8Error| vec![FieldError::new("text", None, format!("text in UTF-8 ({error})"))];
        let article = std::str::from_utf8(bytes).map_err(fault).and_then(|text| {
            let fields = Map::from_iter([("text".to_owned(), text.into())]);
            input::article_of_fields(&fields)
        });
        self.found(None, article, bytes.len() as u64)
    }

    fn found(&mut self, line: Option<usize>, article: Result<Article, Vec<FieldError>>, bytes: u64) -> anyhow::Result<()> {
        let place = line.map_or_else(|| self.name.clone(), |line| format!("{}:{line}", self.name));
        let article = article.map(|article| with_defaults(Article { url: article.url.or_else(|| self.url.clone()), ..article }, self.defaults));
        (self.each)(Found { place, article, bytes })
    }
}

/// Whether some later line is a JSON object by itself.
fn looks_like_lines(text: &[u8]) -> bool {
    text.split(|&byte| byte == b'\n').any(|line| matches!(serde_json::from_slice(line), Ok(Value::Object(_))))
}

fn with_defaults(mut article: Article, defaults: &Defaults) -> Article {
    let named = article.id != ArticleId::of_content(article.published_on, article.title.as_deref(), &article.text);
    article.published_on = article.published_on.or(defaults.published_on);
    article.source = article.source.or_else(|| defaults.source.clone());
    if !named {
        article.id = ArticleId::of_content(article.published_on, article.title.as_deref(), &article.text);
    }
    article
}

/// The faults of one article in one line for people.
pub fn told(place: &str, faults: &[FieldError]) -> String {
    let fault = |fault: &FieldError| {
        let given = fault.given.as_deref().map(|given| format!(" is {given:?};")).unwrap_or_default();
        format!("{}:{given} accepted is {}", fault.parameter, fault.accepted)
    };
    format!("{place}: {}", faults.iter().map(fault).collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, lines: bool) -> Vec<(String, Option<String>)> {
        let mut found = Vec::new();
        let defaults = Defaults { published_on: "2005-12-26".parse().ok(), ..Defaults::default() };
        let each = |one: Found| {
            found.push((one.place, one.article.ok().map(|article| article.text)));
            Ok(())
        };
        Reading { name: "f".into(), url: None, defaults: &defaults, each, unread: BTreeSet::new() }.run(text.as_bytes(), lines).unwrap();
        found
    }

    fn entry(place: &str, text: Option<&str>) -> (String, Option<String>) {
        (place.into(), text.map(str::to_owned))
    }

    #[test]
    fn an_object_over_many_lines_is_one_article() {
        assert_eq!(read("{\n \"text\": \"a\"\n}\n", false), [entry("f", Some("a"))]);
        assert_eq!(read("{\n \"text\": 7\n}\n", false), [entry("f", None)]);
    }

    #[test]
    fn lines_are_recognised_and_numbered() {
        assert_eq!(
            read("\n{\"text\":\"a\"}\n\nbad\n{\"text\":\"b\"}", false),
            [entry("f:2", Some("a")), entry("f:4", None), entry("f:5", Some("b"))]
        );
        assert_eq!(read("{bad\n{\"text\":\"b\"}\n", false), [entry("f:1", None), entry("f:2", Some("b"))]);
        assert_eq!(read("bad\n{\"text\":\"b\"}\n", true), [entry("f:1", None), entry("f:2", Some("b"))]);
    }

    #[test]
    fn anything_else_is_text_as_it_is() {
        assert_eq!(read("\n Two met. {x}\n", false), [entry("f", Some("\n Two met. {x}\n"))]);
        assert_eq!(read("", false), [entry("f", None)]);
    }

    #[test]
    fn pages_and_feeds_are_recognised_and_entries_numbered() {
        let page = "<!doctype html><html><body><p>Chile and Peru held talks in Lima.</p></body></html>";
        assert_eq!(read(page, false), [entry("f", Some("Chile and Peru held talks in Lima."))]);
        let feed = "<rss version=\"2.0\"><channel><title>W</title><item><description>Two met.</description></item><item/></channel></rss>";
        assert_eq!(read(feed, false), [entry("f:1", Some("Two met.")), entry("f:2", None)]);
        assert_eq!(read("<rss><chan", false), [entry("f", None)]);
    }

    #[test]
    fn a_default_date_is_part_of_the_content() {
        let day = "2005-12-26".parse().ok();
        let article = with_defaults(Article::new("a", None), &Defaults { published_on: day, ..Defaults::default() });
        assert_eq!(article.id, Article::new("a", day).id);
    }
}
