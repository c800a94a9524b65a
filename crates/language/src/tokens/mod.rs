//! Raw text to tokens, by the conventions of the English treebanks of Universal Dependencies.
//!
//! White space and control characters part chunks; [`chunk`] cuts a chunk into tokens. Every step looks at a character a bounded
//! number of times, so that a line of a megabyte costs no more than a megabyte of lines.

mod address;
mod chunk;
mod contraction;
mod hyphen;
mod number;
mod stop;

pub(crate) use stop::{is_abbreviation, is_title};

use crate::{Span, Token};

/// A token that was found: where it lies, in bytes, and whether it is written together with the one before as parts of one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub span: Span,
    pub joined: bool,
}

/// The tokens of a text in order.
pub(crate) fn tokenise(text: &str) -> Vec<Token> {
    let mut pieces = Vec::with_capacity(text.len() / 5 + 1);
    let mut start = None;
    for (at, character) in text.char_indices() {
        match (is_blank(character), start) {
            (true, Some(from)) => {
                chunk::split(text, Span::new(from, at), &mut pieces);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    if let Some(from) = start {
        chunk::split(text, Span::new(from, text.len()), &mut pieces);
    }
    with_characters(text, &pieces)
}

/// Whether a character parts tokens: white space, controls, and the marks that have no width and no meaning of their own.
pub(crate) fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control() || matches!(character, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// Counts the scalar values before each piece.
fn with_characters(text: &str, pieces: &[Piece]) -> Vec<Token> {
    let (mut bytes, mut characters) = (0, 0);
    let mut count = |to: usize| {
        characters += text[bytes..to].chars().count();
        bytes = to;
        characters
    };
    let token = |piece: &Piece| {
        let chars = Span::new(count(piece.span.start), count(piece.span.end));
        Token::unanalysed(piece.span, chars, piece.joined)
    };
    pieces.iter().map(token).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let forms: Vec<&str> = tokenise(text).iter().map(|token| &text[token.bytes.range()]).collect();
        forms.join(" ")
    }

    #[test]
    fn words_are_cut_as_in_the_treebanks() {
        let cases = [
            ("I don't know, can't say; cannot go.", "I do n't know , ca n't say ; can not go ."),
            ("China’s envoy and the workers' union", "China ’s envoy and the workers ' union"),
            ("the six-party talks on Mr. Kim's 45-minute speech", "the six - party talks on Mr. Kim 's 45 - minute speech"),
            ("co-operate re-elected ex-minister non-aligned e-mail", "co-operate re-elected ex-minister non-aligned e-mail"),
            ("Ro Tu-chol met Moon Jae-in", "Ro Tu-chol met Moon Jae-in"),
            ("It cost $1.5bn, or US$3,000.", "It cost $ 1.5 bn , or US$ 3,000 ."),
            ("at 10:30 a.m. in the U.S.", "at 10:30 a.m. in the U.S."),
            ("BEIJING, Dec. 26 (Xinhua) -- The", "BEIJING , Dec. 26 ( Xinhua ) -- The"),
            ("\"Yes,\" he said. \"No!?\"", "\" Yes , \" he said . \" No !? \""),
            ("see https://a.example/b?c=d, or mail x.y@z.org.", "see https://a.example/b?c=d , or mail x.y@z.org ."),
            ("up 5% to 10pm, 20kg", "up 5 % to 10 pm , 20 kg"),
            ("at No. 10; no. 5, no. Yes", "at No. 10 ; no. 5 , no . Yes"),
            ("wait...what—or 1990–95", "wait ... what — or 1990 – 95"),
            ("the 1980s, '90s and 9/11 and/or", "the 1980s , '90s and 9/11 and / or"),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn parts_of_a_contraction_are_joined() {
        let joined: Vec<bool> = tokenise("I don't.").iter().map(|token| token.joined).collect();
        assert_eq!(joined, [false, false, true, false]);
    }

    #[test]
    fn positions_count_bytes_and_scalar_values() {
        let tokens = tokenise("Müller é🎉 x");
        assert_eq!(tokens[1].chars, Span::new(7, 8));
        assert_eq!(tokens.last().map(|token| (token.bytes.start, token.chars.start)), Some((15, 10)));
    }

    #[test]
    fn a_megabyte_of_one_word_ends() {
        for unit in ["a", ".", ")", "-", "'", "a-", "a.", "1,", "/", "é", "n't"] {
            let text = unit.repeat((1 << 20) / unit.len());
            assert!(!tokenise(&text).is_empty(), "{unit}");
        }
    }
}
