//! Why an event was read, and why a trigger word told none: plain values for the binary to print.

use chancery_core::{Event, EventId, Role, Span};

use crate::{merge::Joined, reader::Class};

/// All that can be said of how an article was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// One for each telling, in the order of the text.
    pub tellings: Vec<Reading>,
    /// Trigger words that tell no event, in the order of the text.
    pub misses: Vec<Untold>,
    /// Tellings taken for one event.
    pub joined: Vec<Joined>,
    /// Words that the learned reader takes for an event, in the order of the text.
    pub scored: Vec<Scored>,
}

impl Explanation {
    /// Takes back the tellings of events that are left out in the end.
    pub(crate) fn leave_out(&mut self, events: &[Event]) {
        for report in events.iter().flat_map(|event| &event.reports) {
            let trigger = report.trigger.as_ref().unwrap_or(&report.evidence);
            let why = "the article tells of nothing between states, bodies or armed groups".to_owned();
            self.misses.push(Untold { text: trigger.text.clone(), span: trigger.span, why });
        }
        self.tellings.retain(|telling| !events.iter().any(|event| event.id == telling.event));
        self.misses.sort_by_key(|miss| miss.span.start);
    }
}

/// What the learned reader says of a word.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// The word.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// The three likeliest classes with their probabilities.
    pub classes: Vec<(Class, f32)>,
}

/// How one telling was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The event it became, or was joined to.
    pub event: EventId,
    /// The rule.
    pub rule: String,
    /// The file and the line of the trigger.
    pub place: (String, usize),
    /// The words that the rule matched.
    pub words: Vec<(String, Span)>,
    /// How each participant was found.
    pub roles: Vec<RoleFound>,
    /// Why it has the status that it has.
    pub status: String,
    /// How the date was found.
    pub date: Option<String>,
    /// How the place was found.
    pub site: Option<String>,
}

/// How a participant was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleFound {
    /// The role.
    pub role: Role,
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// The argument that led to them, in the notation of frames.
    pub argument: String,
    /// Whether the argument only contains the name.
    pub inner: bool,
}

/// A trigger word without an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untold {
    /// The word.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// Why it tells no event.
    pub why: String,
}
