//! One event made of its tellings.

use jiff::civil::Date;

use super::{ahead, happened, life, parties::add};
use crate::{DateRange, Event, Place, Status};

/// Adds what a later telling of the same article knows to an earlier one; the type and the status of the first stay.
pub fn join(event: &mut Event, later: Event) {
    event.date = match (event.date, later.date) {
        (Some(a), Some(b)) => Some(narrower(a, b)),
        (a, b) => a.or(b),
    };
    let finer = |place: &Option<Place>| place.as_ref().map_or(9, |place| place.precision as u8);
    if finer(&later.place) < finer(&event.place) {
        event.place = later.place;
    }
    for participant in later.participants {
        add(&mut event.participants, participant);
    }
    event.confidence = event.confidence.max(later.confidence);
    event.reports.extend(later.reports);
}

/// The event that several articles tell: `tellings` are the event as each of them alone tells it, with the day from which it was known.
///
/// The order in which they came does not matter. Type, status, codes and date are those of the latest telling in which the state of the
/// event changed, everyone whom one of them names takes part, the place is the most exact, the confidence that of the surest. The name is
/// that of the first telling; none without tellings.
pub fn fold(mut tellings: Vec<(Date, Event)>) -> Option<Event> {
    tellings.sort_by_key(|(day, event)| (*day, life::rank(event.status), event.reports.first().map(|report| report.article.clone()), event.id));
    let mut tellings = tellings.into_iter().map(|(_, event)| event);
    let mut event = tellings.next()?;
    for later in tellings {
        let date = later.date.or(event.date).filter(|_| state(event.status) != state(later.status));
        if state(event.status) != state(later.status) {
            (event.kind, event.codes) = (later.kind.clone(), later.codes.clone());
        }
        event.status = later.status;
        join(&mut event, later);
        event.date = date.or(event.date);
    }
    Some(event)
}

/// Ahead, called off, or happened.
fn state(status: Status) -> (bool, bool) {
    (ahead(status), happened(status))
}

fn narrower(a: DateRange, b: DateRange) -> DateRange {
    if b.days() < a.days() { b } else { a }
}
