//! Parquet, as pandas, DuckDB, Spark and R read it: a row an event, its participants in lists of equal length.

use chancery_core::{Event, Participant, date::day_number};
use parquet::{
    basic::Compression,
    data_type::{ByteArray, ByteArrayType, DataType, DoubleType, FloatType, Int32Type},
    errors::ParquetError,
    file::{
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::parser::parse_message_type,
};
use std::{
    io::{self, Write},
    sync::Arc,
};

/// Rows of a group, which are in memory together.
const GROUP: usize = 20_000;

/// The columns in their order. A list has as many items as the event has participants; an item may be missing.
const SCHEMA: &str = "message event {
    REQUIRED BYTE_ARRAY id (UTF8);
    REQUIRED BYTE_ARRAY type (UTF8);
    OPTIONAL BYTE_ARRAY plover (UTF8);
    OPTIONAL BYTE_ARRAY mode (UTF8);
    REQUIRED BYTE_ARRAY cameo (UTF8);
    REQUIRED BYTE_ARRAY status (UTF8);
    OPTIONAL INT32 start (DATE);
    OPTIONAL INT32 end (DATE);
    OPTIONAL BYTE_ARRAY place (UTF8);
    OPTIONAL BYTE_ARRAY place_within (UTF8);
    OPTIONAL BYTE_ARRAY place_country (UTF8);
    OPTIONAL BYTE_ARRAY place_precision (UTF8);
    OPTIONAL DOUBLE lat;
    OPTIONAL DOUBLE lon;
    REQUIRED GROUP actors (LIST) { REPEATED GROUP list { OPTIONAL BYTE_ARRAY element (UTF8); } }
    REQUIRED GROUP names (LIST) { REPEATED GROUP list { OPTIONAL BYTE_ARRAY element (UTF8); } }
    REQUIRED GROUP kinds (LIST) { REPEATED GROUP list { OPTIONAL BYTE_ARRAY element (UTF8); } }
    REQUIRED GROUP roles (LIST) { REPEATED GROUP list { OPTIONAL BYTE_ARRAY element (UTF8); } }
    REQUIRED GROUP countries (LIST) { REPEATED GROUP list { OPTIONAL BYTE_ARRAY element (UTF8); } }
    REQUIRED GROUP sectors (LIST) { REPEATED GROUP list { OPTIONAL BYTE_ARRAY element (UTF8); } }
    REQUIRED GROUP offices (LIST) { REPEATED GROUP list { OPTIONAL BYTE_ARRAY element (UTF8); } }
    REQUIRED FLOAT score;
    REQUIRED FLOAT confidence;
    REQUIRED INT32 reports;
    OPTIONAL BYTE_ARRAY evidence (UTF8);
}";

/// Writes groups of rows.
pub(super) struct Writer<W: Write + Send> {
    file: SerializedFileWriter<W>,
    rows: Vec<Event>,
}

impl<W: Write + Send> Writer<W> {
    pub fn new(out: W) -> io::Result<Self> {
        let schema = Arc::new(parse_message_type(SCHEMA).map_err(failed)?);
        let properties = Arc::new(WriterProperties::builder().set_compression(Compression::SNAPPY).build());
        let file = SerializedFileWriter::new(out, schema, properties).map_err(failed)?;
        Ok(Self { file, rows: Vec::new() })
    }

    pub fn event(&mut self, event: &Event) -> io::Result<()> {
        self.rows.push(event.clone());
        if self.rows.len() >= GROUP { self.flush() } else { Ok(()) }
    }

    pub fn finish(mut self) -> io::Result<W> {
        self.flush()?;
        self.file.into_inner().map_err(failed)
    }

    fn flush(&mut self) -> io::Result<()> {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let mut group = self.file.next_row_group().map_err(failed)?;
        write(&mut Group { group: &mut group, rows: &rows }).map_err(failed)?;
        group.close().map_err(failed)?;
        Ok(())
    }
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

/// Every column of a group, in the order of the schema.
fn write<W: Write + Send>(group: &mut Group<'_, '_, W>) -> Result<(), ParquetError> {
    group.text(|event| event.id.to_string())?;
    group.text(|event| event.kind.to_string())?;
    group.maybe::<ByteArrayType>(|event| event.codes.plover.as_deref().map(ByteArray::from))?;
    group.maybe::<ByteArrayType>(|event| event.codes.mode.as_deref().map(ByteArray::from))?;
    group.text(|event| event.codes.cameo.clone())?;
    group.text(|event| event.status.to_string())?;
    group.maybe::<Int32Type>(|event| event.date.map(|date| day_number(date.start)))?;
    group.maybe::<Int32Type>(|event| event.date.map(|date| day_number(date.end)))?;
    group.maybe::<ByteArrayType>(|event| event.place.as_ref().map(|place| ByteArray::from(place.name.as_str())))?;
    group.maybe::<ByteArrayType>(|event| event.place.as_ref().and_then(|place| place.within.as_deref()).map(ByteArray::from))?;
    group.maybe::<ByteArrayType>(|event| event.place.as_ref().and_then(|place| place.country).map(|code| ByteArray::from(code.as_str())))?;
    group.maybe::<ByteArrayType>(|event| event.place.as_ref().map(|place| ByteArray::from(place.precision.as_str())))?;
    group.maybe::<DoubleType>(|event| event.place.as_ref().and_then(|place| place.lat))?;
    group.maybe::<DoubleType>(|event| event.place.as_ref().and_then(|place| place.lon))?;
    group.list(|one| Some(one.actor.to_string()))?;
    group.list(|one| Some(one.name.clone()))?;
    group.list(|one| Some(one.kind.to_string()))?;
    group.list(|one| Some(one.role.to_string()))?;
    group.list(|one| one.country.map(|country| country.to_string()))?;
    group.list(|one| one.sector.map(|sector| sector.to_string()))?;
    group.list(|one| one.office.clone())?;
    group.each::<FloatType>(|event| event.codes.goldstein)?;
    group.each::<FloatType>(|event| event.confidence)?;
    group.each::<Int32Type>(|event| i32::try_from(event.reports.len()).unwrap_or(i32::MAX))?;
    group.maybe::<ByteArrayType>(|event| event.reports.first().map(|report| ByteArray::from(report.evidence.text.as_str())))
}

/// A group of rows that is being written, column by column.
struct Group<'g, 'f, W: Write + Send> {
    group: &'g mut SerializedRowGroupWriter<'f, W>,
    rows: &'g [Event],
}

impl<W: Write + Send> Group<'_, '_, W> {
    fn text(&mut self, of: impl Fn(&Event) -> String) -> Result<(), ParquetError> {
        self.each::<ByteArrayType>(|event| ByteArray::from(of(event).into_bytes()))
    }

    /// A column without gaps.
    fn each<T: DataType>(&mut self, of: impl Fn(&Event) -> T::T) -> Result<(), ParquetError> {
        let values: Vec<T::T> = self.rows.iter().map(of).collect();
        self.put::<T>(&values, None, None)
    }

    /// A column with gaps.
    fn maybe<T: DataType>(&mut self, of: impl Fn(&Event) -> Option<T::T>) -> Result<(), ParquetError> {
        let cells: Vec<Option<T::T>> = self.rows.iter().map(of).collect();
        let defined: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
        let values: Vec<T::T> = cells.into_iter().flatten().collect();
        self.put::<T>(&values, Some(&defined), None)
    }

    /// A list with an item a participant. Definition: 0 no item, 1 an item without a value, 2 a value; repetition: 0 begins a row.
    fn list(&mut self, of: impl Fn(&Participant) -> Option<String>) -> Result<(), ParquetError> {
        let (mut values, mut defined, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
        for event in self.rows {
            for (number, one) in event.participants.iter().enumerate() {
                let value = of(one);
                defined.push(1 + i16::from(value.is_some()));
                repeated.push(i16::from(number > 0));
                values.extend(value.map(|text| ByteArray::from(text.into_bytes())));
            }
            if event.participants.is_empty() {
                defined.push(0);
                repeated.push(0);
            }
        }
        self.put::<ByteArrayType>(&values, Some(&defined), Some(&repeated))
    }

    fn put<T: DataType>(&mut self, values: &[T::T], defined: Option<&[i16]>, repeated: Option<&[i16]>) -> Result<(), ParquetError> {
        let missing = || ParquetError::General("the schema has fewer columns than are written".into());
        let mut column = self.group.next_column()?.ok_or_else(missing)?;
        column.typed::<T>().write_batch(values, defined, repeated)?;
        column.close()
    }
}
