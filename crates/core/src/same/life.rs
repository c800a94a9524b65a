//! Statuses that may follow one another in the life of one event.

use crate::Status;

use super::{ahead, happened};

/// What became of an event between two tellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Both tell it as having happened or happening.
    Happened,
    /// Both tell it as lying ahead.
    Ahead,
    /// What lay ahead has happened.
    CameTrue,
    /// What lay ahead was put off, called off or denied, or that is told again: who called it off may stand where who acts did.
    CalledOff,
}

/// Why two statuses in one article may be of one event: what has happened and what lies ahead are two.
pub fn same_state(a: Status, b: Status) -> Option<String> {
    let same = a == b || (happened(a) && happened(b)) || (ahead(a) && ahead(b));
    same.then(|| format!("statuses {a} and {b}"))
}

/// From the status of an earlier telling to that of a later one; none where no event lives so: what has happened is not planned again.
pub(super) fn step(earlier: Status, later: Status) -> Option<Step> {
    let off = |status| matches!(status, Status::Cancelled | Status::Denied);
    match (earlier, later) {
        _ if happened(earlier) && happened(later) => Some(Step::Happened),
        _ if ahead(earlier) && ahead(later) => Some(Step::Ahead),
        _ if ahead(earlier) && happened(later) => Some(Step::CameTrue),
        _ if (ahead(earlier) || off(earlier)) && off(later) => Some(Step::CalledOff),
        // Put off and then held, or planned anew.
        (Status::Cancelled, _) if ahead(later) || happened(later) => Some(Step::CameTrue),
        _ => None,
    }
}

/// What comes first of two things told on one day: a plan before what came of it.
pub fn rank(status: Status) -> u8 {
    match status {
        _ if ahead(status) => 0,
        _ if happened(status) => 2,
        _ => 1,
    }
}
