//! Many rows at once: COPY in Postgres, inserts of hundreds of rows in SQLite.

use chancery_core::Event;
use jiff::civil::Date;
use sqlx::{PgConnection, QueryBuilder, Sqlite, SqliteConnection};
use std::fmt::Write;

use crate::{
    StoreError,
    columns::Day,
    facts::json,
    rows::{Words, key},
    session::{Engine, Session},
};

/// Rows of one SQLite statement: 19 columns of so many stay below the engine's limit of 32,766 values.
const SQLITE_ROWS: usize = 500;
/// Bytes of a message of COPY.
const MESSAGE: usize = 1 << 16;

/// A table with the columns that are written.
pub(crate) struct Table {
    copy: &'static str,
    insert: &'static str,
}

macro_rules! table {
    ($columns:literal) => {
        Table { copy: concat!("copy ", $columns, " from stdin"), insert: concat!("insert into ", $columns, " ") }
    };
}

pub(crate) const EVENTS: Table = table!(
    "events (id, type, status, date_start, date_end, place_name, place_within, place_country, place_lat, place_lon, place_precision, plover, mode, \
     contexts, cameo, quad_class, goldstein, plover_score, confidence)"
);
pub(crate) const PARTICIPANTS: Table = table!("participants (event, ordinal, actor, role, kind, name, office, organization, country, sector)");
pub(crate) const REPORTS: Table =
    table!("reports (event, ordinal, article, status, published_on, known_on, evidence_start, evidence_end, evidence, words, rule, confidence)");

/// One value of a row.
pub(crate) enum Cell<'e> {
    Int(i64),
    Real(Option<f64>),
    Text(Option<&'e str>),
    Made(String),
    Day(Option<Date>),
}

/// A figure of 32 bits as the same decimal figure of 64: 1.9, not 1.899999976.
fn real(figure: f32) -> Option<f64> {
    figure.to_string().parse().ok()
}

pub(crate) fn event_row(event: &Event) -> Vec<Cell<'_>> {
    let (place, codes) = (event.place.as_ref(), &event.codes);
    vec![
        Cell::Int(key(event.id)),
        Cell::Text(Some(event.kind.as_str())),
        Cell::Text(Some(event.status.as_str())),
        Cell::Day(event.date.map(|range| range.start)),
        Cell::Day(event.date.map(|range| range.end)),
        Cell::Text(place.map(|place| place.name.as_str())),
        Cell::Text(place.and_then(|place| place.within.as_deref())),
        Cell::Text(place.and_then(|place| place.country.as_ref()).map(|country| country.as_str())),
        Cell::Real(place.and_then(|place| place.lat)),
        Cell::Real(place.and_then(|place| place.lon)),
        Cell::Text(place.map(|place| place.precision.as_str())),
        Cell::Text(codes.plover.as_deref()),
        Cell::Text(codes.mode.as_deref()),
        Cell::Made(json(&codes.contexts)),
        Cell::Text(Some(&codes.cameo)),
        Cell::Int(codes.quad_class.into()),
        Cell::Real(real(codes.goldstein)),
        Cell::Real(codes.plover_score.and_then(real)),
        Cell::Real(real(event.confidence)),
    ]
}

pub(crate) fn participant_rows(event: &Event) -> impl Iterator<Item = Vec<Cell<'_>>> {
    (0..).zip(&event.participants).map(|(ordinal, one)| {
        vec![
            Cell::Int(key(event.id)),
            Cell::Int(ordinal),
            Cell::Text(Some(one.actor.as_str())),
            Cell::Text(Some(one.role.as_str())),
            Cell::Text(Some(one.kind.as_str())),
            Cell::Text(Some(&one.name)),
            Cell::Text(one.office.as_deref()),
            Cell::Text(one.organization.as_deref()),
            Cell::Text(one.country.as_ref().map(|country| country.as_str())),
            Cell::Text(one.sector.map(|sector| sector.as_str())),
        ]
    })
}

/// The rows of an event's reports; one without a date is known from `today`.
pub(crate) fn report_rows(event: &Event, today: Date) -> impl Iterator<Item = Vec<Cell<'_>>> {
    (0..).zip(&event.reports).map(move |(ordinal, report)| {
        vec![
            Cell::Int(key(event.id)),
            Cell::Int(ordinal),
            Cell::Text(Some(report.article.as_str())),
            Cell::Text(Some(report.status.as_str())),
            Cell::Day(report.published_on),
            Cell::Day(Some(report.published_on.unwrap_or(today))),
            Cell::Int(report.evidence.span.start.into()),
            Cell::Int(report.evidence.span.end.into()),
            Cell::Text(Some(&report.evidence.text)),
            Cell::Made(json(&Words::of(report))),
            Cell::Text(Some(&report.rule)),
            Cell::Real(real(report.confidence)),
        ]
    })
}

impl Session {
    /// Writes new rows.
    pub(crate) async fn add<'e>(&mut self, table: &Table, rows: impl Iterator<Item = Vec<Cell<'e>>>) -> Result<(), StoreError> {
        match &mut self.engine {
            Engine::Postgres(transaction) => copy(transaction, table, rows).await,
            Engine::Sqlite(transaction) => insert(transaction, table, rows).await,
        }
    }
}

async fn copy<'e>(connection: &mut PgConnection, table: &Table, rows: impl Iterator<Item = Vec<Cell<'e>>>) -> Result<(), StoreError> {
    let mut copy = connection.copy_in_raw(table.copy).await?;
    let mut text = String::with_capacity(MESSAGE + 4096);
    for row in rows {
        write_row(&mut text, &row);
        if text.len() >= MESSAGE {
            copy.send(text.as_bytes()).await?;
            text.clear();
        }
    }
    copy.send(text.as_bytes()).await?;
    copy.finish().await?;
    Ok(())
}

/// One line in the text form of COPY.
fn write_row(text: &mut String, row: &[Cell<'_>]) {
    for (number, cell) in row.iter().enumerate() {
        if number > 0 {
            text.push('\t');
        }
        match cell {
            Cell::Text(None) | Cell::Real(None) | Cell::Day(None) => text.push_str("\\N"),
            Cell::Text(Some(cell)) => escape(text, cell),
            Cell::Made(cell) => escape(text, cell),
            Cell::Int(number) => put(text, format_args!("{number}")),
            Cell::Real(Some(number)) => put(text, format_args!("{number}")),
            Cell::Day(Some(day)) => put(text, format_args!("{day}")),
        }
    }
    text.push('\n');
}

fn put(text: &mut String, piece: std::fmt::Arguments<'_>) {
    text.write_fmt(piece).expect("a string takes whatever is written to it");
}

fn escape(text: &mut String, cell: &str) {
    if !cell.contains(['\\', '\t', '\n', '\r']) {
        return text.push_str(cell);
    }
    for letter in cell.chars() {
        match letter {
            '\\' => text.push_str("\\\\"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            letter => text.push(letter),
        }
    }
}

async fn insert<'e>(connection: &mut SqliteConnection, table: &Table, rows: impl Iterator<Item = Vec<Cell<'e>>>) -> Result<(), StoreError> {
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        let mut query: QueryBuilder<Sqlite> = QueryBuilder::new(table.insert);
        query.push_values(rows.by_ref().take(SQLITE_ROWS), |mut values, row| {
            for cell in row {
                match cell {
                    Cell::Int(number) => values.push_bind(number),
                    Cell::Real(number) => values.push_bind(number),
                    Cell::Text(text) => values.push_bind(text.map(str::to_owned)),
                    Cell::Made(text) => values.push_bind(text),
                    Cell::Day(day) => values.push_bind(day.map(Day)),
                };
            }
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_copy_keeps_every_character() {
        let mut text = String::new();
        write_row(&mut text, &[Cell::Int(-1), Cell::Text(Some("a\tb\\c\nd")), Cell::Text(None), Cell::Real(real(1.9)), Cell::Made("[]".into())]);
        assert_eq!(text, "-1\ta\\tb\\\\c\\nd\t\\N\t1.9\t[]\n");
    }
}
