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
        let dateline = paragraph && gap.ends_dateline(start);
        let end = document.tokens[at].bytes.end;
        while let Some(unit) = units.next_if(|unit| unit.start < end) {
            reach = reach.max(unit.end);
        }
        let whole = gap.is_last() || reach <= end || reach <= document.tokens[at + 1].bytes.start;
        let len = at + 1 - start;
        if whole && (dateline || len >= LONGEST || gap.ends_sentence()) || len >= 2 * LONGEST {
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

/// No sentence of a text has that many tokens. What has is no prose, such as a table without line breaks; it is cut, so that walks
/// over trees, which take time in the square of the length, stay linear in the text.
const LONGEST: usize = 1000;

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
        let (form, next) = (self.form(last), self.form(self.at + 1));
        let Some(first) = next.chars().next() else { return true };
        let capital = first.is_uppercase() || first.is_ascii_digit() || matches!(first, '"' | '“' | '(' | '\'' | '‘');
        match form {
            // A full stop of its own belongs to no abbreviation; only behind a quotation may the sentence go on.
            "?" | "!" | "??" | "???" | "!!" | "!!!" if last == self.at => self.space && (first.is_alphanumeric() || capital),
            "." if last == self.at => self.space && self.stop_ends(last, first),
            ":)" | ":-)" | ";)" | ";-)" | ":(" | ":D" => capital,
            _ if form.starts_with(['.', '!', '?']) => self.space && (capital || is_address(next)),
            _ if !is_abbreviation(form) || is_title(form) || form.len() < 3 || !self.space => false,
            _ => self.line_break && capital || is_opener(next),
        }
    }

    /// Whether a full stop of its own ends a sentence, given how the next token begins.
    fn stop_ends(&self, stop: usize, next: char) -> bool {
        let word = if stop == 0 { "" } else { self.form(stop - 1) };
        // "(b. March 1990)", "p. 5"; "Art. 5" and the like count something.
        let letter = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_lowercase());
        let counts = next.is_ascii_digit() && matches!(word, "Art" | "Arts" | "Para" | "Sec" | "Ch" | "Res" | "Ph" | "Tel" | "Fax" | "Mob");
        let begins = next.is_alphanumeric() || matches!(next, '"' | '“' | '(' | '\'' | '‘' | '$' | '£' | '€' | '-' | '•');
        begins && !letter && !counts
    }

    /// Whether the token is the dash behind a place and a date at the start of a paragraph: "GENEVA, Dec. 26 (Reuters) --".
    fn ends_dateline(&self, start: usize) -> bool {
        const MOST: usize = 16;
        let place = self.form(start);
        let shouted = |form: &str| form.chars().all(|c| c.is_uppercase() || matches!(c, '\'' | '’'));
        let capitals = place.chars().count() > 2 && place.starts_with(char::is_uppercase) && shouted(place);
        // "PORT-AU-PRINCE".
        let joined = |at: usize| self.form(at) == "-" && shouted(self.form(at - 1)) && shouted(self.form(at + 1));
        let mut aside = false;
        let names = |at: usize| {
            let form = self.form(at);
            aside = (aside || form == "(") && form != ")";
            aside || joined(at) || (!form.starts_with(char::is_lowercase) && !matches!(form, "." | "--" | "-"))
        };
        capitals
            && self.space
            && !self.is_last()
            && (2..MOST).contains(&(self.at + 1 - start))
            && matches!(self.form(self.at), "--" | "-" | "—" | "–")
            && (start + 1..self.at).all(names)
    }
}

/// Whether a token is the address of a page, with which no sentence goes on.
fn is_address(form: &str) -> bool {
    form.contains("://") || form.starts_with("www.")
}

/// Words with a capital that begin a sentence rather than a name.
const OPENERS: &str = "A After All Although An And As At Before Both But By Despite During For From He Her Here His How However If In It Its Many \
    Meanwhile Most Our Please She Since So Some That The Their Then There These They This Those Though To Under We What When While \
    Why With Yet You Your";

/// Whether a word begins a sentence rather than a name, so that an abbreviation in front of it ended one.
fn is_opener(form: &str) -> bool {
    OPENERS.split(' ').any(|opener| opener == form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        tokenise(text).sentences().map(|sentence| sentence.text().to_owned()).collect()
    }

    #[test]
    fn stops_of_abbreviations_end_a_sentence_only_before_an_opener() {
        assert_eq!(sentences("He left the U.S. The talks go on.").len(), 2);
        assert_eq!(sentences("The U.S. Senate met Gen. The Lam at 9 a.m. Tuesday.").len(), 1);
        assert_eq!(sentences("Item No. 5 and No. 6 stand.").len(), 1);
    }

    #[test]
    fn a_dateline_stands_alone() {
        assert_eq!(sentences("ANKARA, Dec. 26 (ABC) -- The envoy left. He is ill."), ["ANKARA, Dec. 26 (ABC) --", "The envoy left.", "He is ill."]);
        assert_eq!(sentences("PORT-AU-PRINCE - He left.")[1], "He left.");
        assert_eq!(sentences("N'DJAMENA (State radio) - He left.")[1], "He left.");
        assert_eq!(sentences("NATO officials said -- as others had -- no.").len(), 1);
    }

    #[test]
    fn quotations_do_not_end_the_sentence_around_them() {
        assert_eq!(sentences("\"Why now?\" he asked. \"No.\" she said. (It rained.) Then it ended.").len(), 4);
        assert_eq!(sentences("it ended. then it rained. $5 was paid.").len(), 3);
    }

    #[test]
    fn what_never_ends_is_cut() {
        let text = "Chile ".repeat(2500);
        let lengths = |document: Document| document.sentences().map(|sentence| sentence.len()).collect::<Vec<_>>();
        assert_eq!(lengths(tokenise(&text)), [1000, 1000, 500]);
        assert_eq!(lengths(tokenise_with_units(&text, &[Span::new(5990, 6020)])), [1004, 1000, 496]);
        assert_eq!(lengths(tokenise_with_units(&text, &[Span::new(0, 15_000)])), [2000, 500]);
    }
}
