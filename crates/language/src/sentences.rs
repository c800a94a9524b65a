//! Tokens to sentences.

use crate::{
    Document, Span, Token,
    tokens::{self, is_abbreviation, is_title},
};

/// Cuts a text into sentences and tokens, without tags and trees.
///
/// ```
/// let document = chancery_language::tokenise("Mr. Kim left. The U.S. envoy didn't.");
/// let texts: Vec<&str> = document.sentences().map(|sentence| sentence.text()).collect();
/// assert_eq!(texts, ["Mr. Kim left.", "The U.S. envoy didn't."]);
/// ```
pub fn tokenise(text: &str) -> Document {
    tokenise_with_units(text, &[])
}

/// The same, with spans of bytes, in order, in which no sentence ends.
pub(crate) fn tokenise_with_units(text: &str, units: &[Span]) -> Document {
    let tokens = tokens::tokenise(text);
    let mut document = Document { text: text.to_owned(), tokens, ..Document::default() };
    let mut start = 0;
    let mut paragraph = true;
    let mut units = units.iter().peekable();
    // How far the units reach that began before.
    let mut reach = 0;
    for at in 0..document.tokens.len() {
        let gap = Gap::new(&document.text, &document.tokens, at);
        let end = document.tokens[at].bytes.end;
        while let Some(unit) = units.next_if(|unit| unit.start < end) {
            reach = reach.max(unit.end);
        }
        let whole = gap.is_last() || reach <= end || reach <= document.tokens[at + 1].bytes.start;
        if whole && gap.ends_sentence() {
            document.sentences.push(Span::new(start, at + 1));
            document.paragraphs.push(std::mem::replace(&mut paragraph, gap.blank_line));
            start = at + 1;
        }
    }
    document
}

/// A document of one sentence of the given tokens, joined by blanks.
pub(crate) fn of_tokens(forms: &[&str]) -> Document {
    let mut document = Document::default();
    let mut chars = 0;
    for form in forms {
        if !document.tokens.is_empty() {
            document.text.push(' ');
            chars += 1;
        }
        let bytes = Span::new(document.text.len(), document.text.len() + form.len());
        let characters = Span::new(chars, chars + form.chars().count());
        document.tokens.push(Token::unanalysed(bytes, characters, false));
        document.text.push_str(form);
        chars = characters.end;
    }
    if !forms.is_empty() {
        document.sentences.push(Span::new(0, forms.len()));
        document.paragraphs.push(true);
    }
    document
}

/// What lies between a token and the next.
struct Gap<'t> {
    text: &'t str,
    tokens: &'t [Token],
    at: usize,
    blank_line: bool,
    line_break: bool,
    space: bool,
}

impl<'t> Gap<'t> {
    fn new(text: &'t str, tokens: &'t [Token], at: usize) -> Self {
        let end = tokens.get(at + 1).map_or(text.len(), |next| next.bytes.start);
        let between = &text[tokens[at].bytes.end..end];
        let breaks = between.bytes().filter(|&byte| byte == b'\n').count();
        Self { text, tokens, at, blank_line: breaks > 1, line_break: breaks > 0, space: !between.is_empty() }
    }

    fn form(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| &self.text[token.bytes.range()])
    }

    fn is_last(&self) -> bool {
        self.at + 1 == self.tokens.len()
    }

    fn ends_sentence(&self) -> bool {
        if self.is_last() || self.blank_line {
            return true;
        }
        let mut last = self.at;
        while last > 0 && matches!(self.form(last), "\"" | "”" | "'" | "’" | ")" | "]" | "''") {
            last -= 1;
        }
        let form = self.form(last);
        let next = self.form(self.at + 1);
        let capital = next.chars().next().is_some_and(|c| c.is_uppercase() || matches!(c, '"' | '“' | '(' | '\'' | '‘') || c.is_ascii_digit());
        if form.starts_with(['.', '!', '?']) {
            return self.space && capital;
        }
        is_abbreviation(form) && !is_title(form) && form.len() > 2 && self.space && (self.line_break && capital)
    }
}
