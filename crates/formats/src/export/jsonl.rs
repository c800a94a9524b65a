//! JSON Lines: an event with all of its reports, as the service answers it.

use chancery_core::{ArticleId, Attribution, Event, EventView, Evidence, Mention, Phrase, Report, Status};
use jiff::civil::Date;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Line<'e> {
    #[serde(flatten)]
    event: EventView,
    report_count: usize,
    reports: Vec<Told<'e>>,
}

#[derive(Serialize)]
struct Told<'e> {
    article: &'e ArticleId,
    published_on: Option<Date>,
    status: Status,
    evidence: Evidence,
    trigger: &'e Option<Phrase>,
    mentions: &'e [Mention],
    date: &'e Option<Phrase>,
    place: &'e Option<Phrase>,
    attribution: &'e Option<Attribution>,
    rule: &'e str,
    confidence: f32,
}

/// One line.
pub(super) fn write(out: &mut impl Write, event: &Event) -> io::Result<()> {
    let line = Line {
        event: EventView::new(event, event.reports.first()),
        report_count: event.reports.len(),
        reports: event.reports.iter().map(told).collect(),
    };
    serde_json::to_writer(&mut *out, &line)?;
    out.write_all(b"\n")
}

fn told(report: &Report) -> Told<'_> {
    let Report { article, published_on, status, evidence, trigger, mentions, date, place, attribution, rule, confidence } = report;
    let evidence = Evidence { start: evidence.span.start, end: evidence.span.end, text: evidence.text.clone() };
    Told {
        article,
        published_on: *published_on,
        status: *status,
        evidence,
        trigger,
        mentions,
        date,
        place,
        attribution,
        rule,
        confidence: *confidence,
    }
}
