//! Where something lies in a text.

/// A half-open range of bytes or of scalar values (`char`s) of a text; which of the two, its owner says.
///
/// ```
/// use chancery_language::Span;
/// let span = Span { start: 3, end: 5 };
/// assert!(span.contains(Span { start: 4, end: 5 }));
/// assert!(!span.overlaps(Span { start: 5, end: 9 }));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first position inside.
    pub start: usize,
    /// The first position behind it.
    pub end: usize,
}

impl Span {
    /// The span between two positions.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// How long it is, 0 if `end` lies before `start`.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether nothing is in it.
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether all of `other` lies inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a position.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same as a range, to index with.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }
}
