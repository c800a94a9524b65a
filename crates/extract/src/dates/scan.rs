//! A tokenised text, with the questions that the readers of expressions ask of it.

use super::token::{self, Kind, Token};
use super::words::Word;

/// What a reader answers: what it read, and the token after it.
pub(super) type Found<T> = Option<(T, usize)>;

/// A text and its tokens.
pub(super) struct Scan<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    /// Whether the text writes 26/12 rather than 12/26, as its unambiguous dates show.
    pub day_first: bool,
    /// Whether a person called May is told of.
    pub person_may: bool,
}

impl<'t> Scan<'t> {
    /// Tokenises a text and looks once over it for its order of day and month and for Mrs May.
    pub fn new(text: &'t str) -> Self {
        let mut scan = Self { text, tokens: token::tokens(text), day_first: false, person_may: false };
        let (mut day_first, mut month_first) = (0_u32, 0_u32);
        for at in 0..scan.len() {
            if let Some((first, second)) = scan.slashed(at) {
                day_first += u32::from((13..=31).contains(&first) && second <= 12);
                month_first += u32::from((13..=31).contains(&second) && first <= 12);
            }
            scan.person_may |= at > 0 && scan.word(at) == Word::Month(5) && scan.word(at - 1) == Word::Person;
        }
        scan.day_first = day_first > month_first;
        scan
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token at `at`, if any.
    pub fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// What the token at `at` is.
    pub fn kind(&self, at: usize) -> Kind {
        self.tokens.get(at).map_or(Kind::End, |token| token.kind)
    }

    /// The word at `at`; `Other` for anything else.
    pub fn word(&self, at: usize) -> Word {
        if let Kind::Word(word) = self.kind(at) { word } else { Word::Other }
    }

    /// The word before `at`.
    pub fn word_before(&self, at: usize) -> Word {
        at.checked_sub(1).map_or(Word::Other, |before| self.word(before))
    }

    /// The kind before `at`.
    pub fn kind_before(&self, at: usize) -> Kind {
        at.checked_sub(1).map_or(Kind::End, |before| self.kind(before))
    }

    /// The text of the token at `at`.
    pub fn text(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start..token.end])
    }

    /// Whether the token at `at` begins with a capital.
    pub fn capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capital)
    }

    /// Whether the token at `at` follows the one before without a space.
    pub fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    /// Whether the token at `at` is this mark.
    pub fn mark(&self, at: usize, mark: char) -> bool {
        self.kind(at) == Kind::Mark(mark)
    }

    /// The token after `at` where `at` is this word, `at` itself otherwise.
    pub fn skip(&self, at: usize, word: Word) -> usize {
        if self.word(at) == word { at + 1 } else { at }
    }

    /// The token after `at` where `at` is this mark, `at` itself otherwise.
    pub fn skip_mark(&self, at: usize, mark: char) -> usize {
        if self.mark(at, mark) { at + 1 } else { at }
    }

    /// The number at `at` with its count of digits.
    pub fn number(&self, at: usize) -> Option<(u32, u8)> {
        if let Kind::Number { value, digits } = self.kind(at) { Some((value, digits)) } else { None }
    }

    /// Whether a sentence ends with the mark at `at`.
    pub fn ends_sentence(&self, at: usize) -> bool {
        match self.kind(at) {
            Kind::Mark('!' | '?' | '\n') | Kind::End => true,
            Kind::Mark('.') => {
                let abbreviated = matches!(self.word_before(at), Word::MonthShort(_) | Word::WeekdayShort(_) | Word::Person | Word::Label)
                    || at > 0 && self.text(at - 1).len() == 1 && self.capital(at - 1);
                let quoted = matches!(self.kind(at + 1), Kind::Mark('"' | '”' | '’' | '\'' | ')'));
                !abbreviated && (quoted || !self.glued(at + 1))
            }
            _ => false,
        }
    }

    /// The tokens of the sentence around `at`, within `reach` tokens to either side.
    pub fn sentence(&self, at: usize, reach: usize) -> std::ops::Range<usize> {
        let from = (at.saturating_sub(reach)..at).rev().find(|before| self.ends_sentence(*before)).map_or(at.saturating_sub(reach), |end| end + 1);
        let last = self.len().min(at + reach);
        from..(at..last).find(|after| self.ends_sentence(*after)).unwrap_or(last)
    }

    /// Two glued numbers with a slash between, at the start of such a run.
    fn slashed(&self, at: usize) -> Option<(u32, u32)> {
        let first = self.number(at)?.0;
        (self.mark(at + 1, '/') && self.glued(at + 1) && self.glued(at + 2)).then_some(())?;
        Some((first, self.number(at + 2)?.0))
    }
}
