//! A guess at the tense of a date from the words around it, for texts without a parse.

use super::scan::Scan;
use super::token::Kind;
use super::words::Word;
use std::ops::Range;

/// When the clause of a date is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tense {
    /// Before the reference date.
    Past,
    /// After it.
    Future,
    /// Not known.
    #[default]
    Unknown,
}

/// How far the verb of a date is looked for, in tokens. It bounds the work at an expression.
const REACH: usize = 24;

/// The tense of the nearest cue before the expression, or else after it, in its sentence.
pub(super) fn guess(scan: &Scan<'_>, tokens: &Range<usize>) -> Tense {
    if dateline(scan, tokens) {
        return Tense::Past;
    }
    let before = scan.sentence(tokens.start, REACH);
    let cue = |at: usize| cue(scan, at);
    let left = (before.start..tokens.start).rev().find_map(cue);
    let last = scan.sentence(tokens.end, REACH).end;
    let right = || (tokens.end..last.max(tokens.end)).find_map(cue);
    left.or_else(right).unwrap_or_default()
}

/// "PARIS, Dec. 24 (Agency) -": the day of the report, which is never after its publication.
fn dateline(scan: &Scan<'_>, tokens: &Range<usize>) -> bool {
    let sentence = scan.sentence(tokens.start, REACH).start;
    let place = (sentence..tokens.start).all(|at| scan.capital(at) || matches!(scan.kind(at), Kind::Mark(',' | '.' | '/')));
    let agency = scan.mark(tokens.end, '(') && scan.capital(tokens.end + 1) || scan.mark(tokens.end, '-') && !scan.glued(tokens.end);
    agency && place && tokens.start < sentence + 6
}

fn cue(scan: &Scan<'_>, at: usize) -> Option<Tense> {
    match scan.word(at) {
        // "Would have met" did not happen, and would have before.
        Word::Future if scan.text(at + 1) == "have" && scan.text(at) != "will" => Some(Tense::Past),
        // "Delayed due to rain".
        Word::Future
            if scan.text(at) == "due"
                && scan.word(at + 1) == Word::To
                && (at == 0 || !matches!(scan.text(at - 1), "is" | "are" | "was" | "were" | "be")) =>
        {
            None
        }
        Word::Future => Some(Tense::Future),
        Word::PastVerb | Word::Moved => Some(if foreseen(scan, at) { Tense::Future } else { Tense::Past }),
        Word::Ends | Word::Begins if scan.text(at).ends_with('d') || scan.text(at) == "began" => Some(Tense::Past),
        Word::To if promised(scan, at) => Some(Tense::Future),
        Word::Other | Word::Governs if past_form(scan, at) => Some(if foreseen(scan, at) { Tense::Future } else { Tense::Past }),
        _ => None,
    }
}

/// "Will be held", "is to be signed": a participle after what is still to come.
fn foreseen(scan: &Scan<'_>, at: usize) -> bool {
    (at.saturating_sub(4)..at)
        .any(|before| scan.word(before) == Word::Future || scan.word(before) == Word::To && matches!(scan.text(before + 1), "be" | "have"))
        && (at.saturating_sub(3)..at).any(|before| matches!(scan.text(before), "be" | "been" | "get"))
}

/// "Agreed to meet", "are to meet": an infinitive that is still to come.
fn promised(scan: &Scan<'_>, at: usize) -> bool {
    let verb = matches!(scan.kind(at + 1), Kind::Word(_))
        && !scan.capital(at + 1)
        && !matches!(scan.word(at + 1), Word::The | Word::Article | Word::This | Word::That);
    let auxiliary = at > 0 && matches!(scan.text(at - 1), "is" | "are" | "am" | "ready" | "due");
    // "Urged both sides to withdraw": what governs may stand before its object.
    let object = |at: &usize| !matches!(scan.word(*at), Word::PastVerb | Word::To) && !matches!(scan.kind(*at), Kind::Mark(',' | ';' | '"'));
    let governed = (at.saturating_sub(12)..at).rev().take_while(object).any(|before| matches!(scan.word(before), Word::Governs | Word::Future));
    verb && (governed || auxiliary)
}

/// A word in -ed that is no adjective by its capital.
fn past_form(scan: &Scan<'_>, at: usize) -> bool {
    let text = scan.text(at);
    text.len() >= 4 && text.ends_with("ed") && !scan.capital(at) && !text.ends_with("eed")
}
