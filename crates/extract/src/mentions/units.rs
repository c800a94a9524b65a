//! Names of several words that a parser must keep whole.

use chancery_language::{Document, Span};

use super::{
    atoms::Sense,
    phrase,
    reader::{Text, Whom},
};
use crate::gazetteer::Gazetteer;

/// The bytes of names of two words and more, of which each is one constituent of its sentence: "Great Hall of the People", "North Korea".
/// They do not overlap and are in order. Titles are no part of them, and the halves of "South and North Korea" are none.
pub fn units(text: &str, doc: &Document, gazetteer: &Gazetteer) -> Vec<Span> {
    debug_assert_eq!(text, doc.text, "the document is that of the text");
    let read = Text::new(doc, None, gazetteer);
    let mut spans: Vec<Span> = Vec::new();
    let mut at = 0;
    while at < read.view.len() {
        let (found, next) = phrase::parse(&read, at);
        for one in found {
            if let Whom::Person { name, .. } = &one.whom
                && name.len() > 1
            {
                spans.extend(bytes(&read, name));
            }
        }
        at = next.max(at + 1);
    }
    let whole = read.atoms.list.iter().filter(|atom| atom.words.len() > 1 && !matches!(atom.sense, Sense::Title(_) | Sense::Noun));
    spans.extend(whole.filter(|atom| !halved(&read, &atom.words)).filter_map(|atom| bytes(&read, &atom.words)));
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    spans.retain(|span| {
        let free = span.start >= end;
        end = if free { span.end } else { end };
        free && several_tokens(doc, *span)
    });
    spans
}

fn bytes(text: &Text<'_>, words: &std::ops::Range<usize>) -> Option<Span> {
    let (first, last) = (text.view.words.get(words.start)?, text.view.words.get(words.end.checked_sub(1)?)?);
    (first.bytes.start < last.bytes.end).then(|| Span::new(first.bytes.start, last.bytes.end))
}

/// "South and North Korea": the second name shares its last word with the first.
fn halved(text: &Text<'_>, words: &std::ops::Range<usize>) -> bool {
    let compass = ["north", "south", "east", "west"];
    let before = words.start.checked_sub(2);
    before.is_some_and(|before| text.view.any(before, &compass) && text.view.any(before + 1, &["and", "or"])) && text.view.any(words.start, &compass)
}

fn several_tokens(doc: &Document, span: Span) -> bool {
    let from = doc.tokens.partition_point(|token| token.bytes.end <= span.start);
    doc.tokens.get(from).is_some_and(|token| token.bytes.end < span.end && token.bytes.start >= span.start)
}
