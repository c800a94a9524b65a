//! How the vocabulary's values lie in columns of both engines: words as text, days and moments in the engine's own form.

use chancery_core::date::{day_number, day_of_number};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use sqlx::{
    Decode, Encode, Postgres, Sqlite, Type,
    encode::IsNull,
    error::BoxDynError,
    postgres::{PgArgumentBuffer, PgTypeInfo, PgValueRef, types::Oid},
    sqlite::{SqliteArgumentsBuffer, SqliteTypeInfo, SqliteValueRef},
};
use std::{convert::Infallible, str::FromStr, sync::Arc};

/// A value that is one word: an id, a code, an item of a closed vocabulary.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Word<T>(pub T);

impl<T, DB: sqlx::Database> Type<DB> for Word<T>
where
    String: Type<DB>,
{
    fn type_info() -> DB::TypeInfo {
        String::type_info()
    }

    fn compatible(ty: &DB::TypeInfo) -> bool {
        String::compatible(ty)
    }
}

impl<'r, T: FromStr<Err: Into<BoxDynError>>, DB: sqlx::Database> Decode<'r, DB> for Word<T>
where
    &'r str: Decode<'r, DB>,
{
    fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
        <&str as Decode<'r, DB>>::decode(value)?.parse().map(Self).map_err(Into::into)
    }
}

/// A text that many values share.
#[derive(Clone, Debug)]
pub(crate) struct Text(pub Arc<str>);

impl FromStr for Text {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.into()))
    }
}

/// A day: `date` in Postgres, ISO text in SQLite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Day(pub Date);

/// Postgres counts days and microseconds from 2000-01-01.
const POSTGRES_EPOCH_DAY: i32 = 10_957;
const POSTGRES_EPOCH_MICROSECOND: i64 = POSTGRES_EPOCH_DAY as i64 * 86_400_000_000;

impl Type<Postgres> for Day {
    fn type_info() -> PgTypeInfo {
        // The fixed number of `date` in every Postgres.
        PgTypeInfo::with_oid(Oid(1082))
    }
}

impl Encode<'_, Postgres> for Day {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        <i32 as Encode<Postgres>>::encode(day_number(self.0) - POSTGRES_EPOCH_DAY, buffer)
    }
}

impl<'r> Decode<'r, Postgres> for Day {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        postgres_day(<i32 as Decode<Postgres>>::decode(value)?).map(Self)
    }
}

/// The day that a `date` of Postgres stands for.
pub(crate) fn postgres_day(days: i32) -> Result<Date, BoxDynError> {
    days.checked_add(POSTGRES_EPOCH_DAY).and_then(day_of_number).ok_or_else(|| format!("no day: {days} days after 2000-01-01").into())
}

impl Type<Sqlite> for Day {
    fn type_info() -> SqliteTypeInfo {
        <String as Type<Sqlite>>::type_info()
    }
}

impl Encode<'_, Sqlite> for Day {
    fn encode_by_ref(&self, buffer: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        <String as Encode<Sqlite>>::encode(self.0.to_string(), buffer)
    }
}

impl<'r> Decode<'r, Sqlite> for Day {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self(<&str as Decode<Sqlite>>::decode(value)?.parse()?))
    }
}

/// A moment to the microsecond: `timestamptz` in Postgres, ISO text in SQLite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment(pub Timestamp);

impl Type<Postgres> for Moment {
    fn type_info() -> PgTypeInfo {
        // The fixed number of `timestamptz` in every Postgres.
        PgTypeInfo::with_oid(Oid(1184))
    }
}

impl Encode<'_, Postgres> for Moment {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        <i64 as Encode<Postgres>>::encode(self.0.as_microsecond() - POSTGRES_EPOCH_MICROSECOND, buffer)
    }
}

impl<'r> Decode<'r, Postgres> for Moment {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        let microseconds = <i64 as Decode<Postgres>>::decode(value)?;
        Ok(Self(Timestamp::from_microsecond(microseconds.saturating_add(POSTGRES_EPOCH_MICROSECOND))?))
    }
}

impl Type<Sqlite> for Moment {
    fn type_info() -> SqliteTypeInfo {
        <String as Type<Sqlite>>::type_info()
    }
}

impl Encode<'_, Sqlite> for Moment {
    fn encode_by_ref(&self, buffer: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        <String as Encode<Sqlite>>::encode(format!("{:.6}", self.0), buffer)
    }
}

impl<'r> Decode<'r, Sqlite> for Moment {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self(<&str as Decode<Sqlite>>::decode(value)?.parse()?))
    }
}
