//! Reading a whole table by COPY in its binary form, which Postgres writes without sorting or planning anything.
//!
//! The server sends each row as a message of its own. Every statement gives the event's number, its rank among what belongs to the event, and then a tail of columns. Few tails differ (the same actor
//! for the same country in the same role, ten thousand times), so each is read once, and a row is sixteen bytes.

use futures_util::TryStreamExt;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use sqlx::{PgConnection, error::BoxDynError};
use std::str::{FromStr, from_utf8};

use crate::{StoreError, columns::postgres_day};

/// What every stream in this form begins with; flags and an extension, which may be empty, follow.
const SIGNATURE: &[u8] = b"PGCOPY\n\xff\r\n\0";
/// The number of columns that stands for the end.
const END: i16 = -1;

/// The columns of a row, or their rest.
pub(crate) struct Fields<'b>(&'b [u8]);

/// What a tail of columns stands for.
pub(crate) trait Tail: Sized {
    /// Reads the columns in the order of the statement.
    fn read(columns: &mut Fields<'_>) -> Result<Self, BoxDynError>;
}

impl<'b> Fields<'b> {
    /// Passes over what a stream begins with.
    fn header(&mut self) -> Result<(), BoxDynError> {
        if self.take(SIGNATURE.len())? != SIGNATURE {
            return Err("no binary COPY".into());
        }
        let _flags: [u8; 4] = self.array()?;
        let extension = u32::from_be_bytes(self.array()?);
        self.take(extension.try_into()?).map(drop)
    }

    fn take(&mut self, len: usize) -> Result<&'b [u8], BoxDynError> {
        let (taken, rest) = self.0.split_at_checked(len).ok_or("a row ends too early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], BoxDynError> {
        Ok(self.take(N)?.try_into()?)
    }

    /// The bytes of the next column, or none for null.
    fn column(&mut self) -> Result<Option<&'b [u8]>, BoxDynError> {
        match i32::from_be_bytes(self.array()?) {
            -1 => Ok(None),
            len => self.take(usize::try_from(len)?).map(Some),
        }
    }

    /// The next column, of `N` bytes.
    fn fixed<const N: usize>(&mut self) -> Result<Option<[u8; N]>, BoxDynError> {
        self.column()?.map(|bytes| Ok(bytes.try_into()?)).transpose()
    }

    /// A text.
    pub fn text(&mut self) -> Result<Option<&'b str>, BoxDynError> {
        self.column()?.map(|bytes| Ok(from_utf8(bytes)?)).transpose()
    }

    /// A text that stands for a value of the vocabulary.
    pub fn word<T: FromStr<Err: Into<BoxDynError>>>(&mut self) -> Result<Option<T>, BoxDynError> {
        self.text()?.map(|text| text.parse().map_err(Into::into)).transpose()
    }

    /// A `date`.
    pub fn day(&mut self) -> Result<Option<Date>, BoxDynError> {
        self.fixed()?.map(|bytes| postgres_day(i32::from_be_bytes(bytes))).transpose()
    }

    /// A `bigint`.
    pub fn bigint(&mut self) -> Result<Option<i64>, BoxDynError> {
        Ok(self.fixed()?.map(i64::from_be_bytes))
    }

    /// An `integer`.
    pub fn integer(&mut self) -> Result<Option<i32>, BoxDynError> {
        Ok(self.fixed()?.map(i32::from_be_bytes))
    }

    /// A `real`.
    pub fn real(&mut self) -> Result<Option<f32>, BoxDynError> {
        Ok(self.fixed()?.map(f32::from_be_bytes))
    }

    /// A `double precision`.
    pub fn double(&mut self) -> Result<Option<f64>, BoxDynError> {
        Ok(self.fixed()?.map(f64::from_be_bytes))
    }
}

/// What a column holds that is never null.
pub(crate) fn given<T>(value: Option<T>) -> Result<T, BoxDynError> {
    value.ok_or_else(|| "null where a value must be".into())
}

/// A row: the event, its rank there, and which of the tails it has.
#[derive(Clone, Copy, Debug)]
struct Row {
    event: i64,
    rank: i32,
    tail: u32,
}

/// A table, by event and rank.
pub(crate) struct Copied<T> {
    rows: Vec<Row>,
    tails: Vec<T>,
}

impl<T: Tail> Copied<T> {
    /// Reads all that `statement` copies out.
    pub async fn read(connection: &mut PgConnection, statement: &str) -> Result<Self, StoreError> {
        let broken = |error: BoxDynError| StoreError::Corrupt { reason: format!("{error}, in the answer to {statement}") };
        let (mut copied, mut known) = (Self { rows: vec![], tails: vec![] }, FxHashMap::default());
        let mut messages = connection.copy_out_raw(statement).await?;
        let mut begun = false;
        while let Some(message) = messages.try_next().await? {
            let mut fields = Fields(&message);
            if !begun {
                fields.header().map_err(broken)?;
                begun = true;
            }
            copied.take(fields, &mut known).map_err(broken)?;
        }
        copied.sort();
        Ok(copied)
    }

    fn sort(&mut self) {
        self.rows.sort_unstable_by_key(|row| (row.event, row.rank));
    }

    /// Takes in a message: one row, or the end.
    fn take(&mut self, mut message: Fields<'_>, known: &mut FxHashMap<Box<[u8]>, u32>) -> Result<(), BoxDynError> {
        if message.0.is_empty() || i16::from_be_bytes(message.array()?) == END {
            return Ok(());
        }
        let (event, rank) = (given(message.bigint()?)?, given(message.integer()?)?);
        let tail = match known.get(message.0) {
            Some(&tail) => tail,
            None => {
                let tail = u32::try_from(self.tails.len())?;
                known.insert(message.0.into(), tail);
                self.tails.push(T::read(&mut message)?);
                tail
            }
        };
        self.rows.push(Row { event, rank, tail });
        Ok(())
    }

    /// Each row's event and tail, by event and rank.
    pub fn rows(&self) -> impl Iterator<Item = (i64, &T)> {
        self.rows.iter().map(|row| (row.event, &self.tails[row.tail as usize]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A letter that may be missing.
    #[derive(Debug, PartialEq)]
    struct Letter(Option<String>);

    impl Tail for Letter {
        fn read(columns: &mut Fields<'_>) -> Result<Self, BoxDynError> {
            Ok(Self(columns.word()?))
        }
    }

    fn row(event: i64, rank: i32, letter: Option<&str>) -> Vec<u8> {
        let mut bytes = 3_i16.to_be_bytes().to_vec();
        let column = |bytes: &mut Vec<u8>, column: Option<&[u8]>| {
            bytes.extend(column.map_or(-1, |column| column.len() as i32).to_be_bytes());
            bytes.extend(column.unwrap_or_default());
        };
        column(&mut bytes, Some(&event.to_be_bytes()));
        column(&mut bytes, Some(&rank.to_be_bytes()));
        column(&mut bytes, letter.map(str::as_bytes));
        bytes
    }

    fn read(messages: &[Vec<u8>]) -> Result<Copied<Letter>, BoxDynError> {
        let (mut copied, mut known) = (Copied { rows: vec![], tails: vec![] }, FxHashMap::default());
        messages.iter().try_for_each(|message| copied.take(Fields(message), &mut known))?;
        copied.sort();
        Ok(copied)
    }

    #[test]
    fn rows_come_by_event_and_rank_and_equal_tails_are_read_once() {
        let messages = [row(7, 1, Some("b")), row(-3, 0, None), row(7, 0, Some("a")), row(9, 0, Some("b")), END.to_be_bytes().to_vec()];
        let copied = read(&messages).unwrap();
        let rows: Vec<_> = copied.rows().map(|(event, letter)| (event, letter.0.as_deref())).collect();
        assert_eq!(rows, [(-3, None), (7, Some("a")), (7, Some("b")), (9, Some("b"))]);
        assert_eq!(copied.tails.len(), 3);
    }

    #[test]
    fn a_row_that_is_cut_or_no_row_is_an_error() {
        let whole = row(7, 0, Some("a"));
        for len in 1..whole.len() {
            assert!(read(&[whole[..len].to_vec()]).is_err(), "{len}");
        }
        assert!(read(&[row(7, 0, Some("a")), [&[0, 3, 255, 255, 255, 255][..], &whole[6..]].concat()]).is_err(), "no number");
    }

    #[test]
    fn a_stream_begins_with_its_signature_and_perhaps_an_extension() {
        let begin = |extension: &[u8]| [SIGNATURE, &[0; 4], &(extension.len() as u32).to_be_bytes()[..], extension, b"row"].concat();
        for extension in [&b""[..], b"later"] {
            let bytes = begin(extension);
            let mut fields = Fields(&bytes);
            fields.header().unwrap();
            assert_eq!(fields.0, b"row");
        }
        assert!(Fields(b"1\tmeeting\n and more bytes").header().is_err());
        assert!(Fields(&SIGNATURE[..5]).header().is_err());
    }
}
