//! Where words stand in an article.

use serde::{Deserialize, Serialize};

/// A half-open range `[start, end)` of Unicode scalar values of an article's unaltered text. Serialised as `[start, end]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "[u32; 2]", into = "[u32; 2]")]
pub struct Span {
    /// First scalar value of the words.
    pub start: u32,
    /// One past the last scalar value of the words.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end`; the two are swapped where they come in the wrong order.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start: start.min(end), end: start.max(end) }
    }

    /// Length in scalar values.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two spans share at least one scalar value.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly within this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The words of the span in `text`, or none where the span reaches past its end.
    pub fn words(self, text: &str) -> Option<&str> {
        let mut ends = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
        let start = ends.nth(self.start as usize)?;
        if self.is_empty() {
            return text.get(start..start);
        }
        let end = ends.nth(self.len() as usize - 1)?;
        text.get(start..end)
    }
}

impl From<[u32; 2]> for Span {
    fn from([start, end]: [u32; 2]) -> Self {
        Self::new(start, end)
    }
}

impl From<Span> for [u32; 2] {
    fn from(span: Span) -> Self {
        [span.start, span.end]
    }
}

/// Words with the place where they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// The words as the article has them.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_by_scalar_values_not_bytes() {
        let text = "Erdoğan met Şahin";
        assert_eq!(Span::new(0, 7).words(text), Some("Erdoğan"));
        assert_eq!(Span::new(12, 17).words(text), Some("Şahin"));
        assert_eq!(Span::new(12, 18).words(text), None);
        assert_eq!(Span::new(17, 17).words(text), Some(""));
    }

    #[test]
    fn a_span_is_two_numbers_in_json() {
        assert_eq!(serde_json::to_string(&Span::new(3, 9)).unwrap(), "[3,9]");
    }
}
