//! One transaction on either engine, and statements that run on both.

use chancery_core::Ontology;
use jiff::{Timestamp, civil::Date};
use sqlx::{FromRow, Postgres, Sqlite, Transaction, postgres::PgRow, sqlite::SqliteRow};
use std::sync::Arc;

use crate::{
    StoreError,
    columns::{Day, Moment},
};

/// A statement, in the words of each engine.
#[derive(Clone, Copy)]
pub(crate) struct Sql {
    postgres: &'static str,
    sqlite: &'static str,
}

impl Sql {
    /// A statement that both engines understand alike.
    pub(crate) const fn both(text: &'static str) -> Self {
        Self { postgres: text, sqlite: text }
    }

    /// A statement that the engines word differently.
    pub(crate) const fn each(postgres: &'static str, sqlite: &'static str) -> Self {
        Self { postgres, sqlite }
    }
}

/// A value for a statement.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Arg<'a> {
    Int(i64),
    Text(Option<&'a str>),
    Day(Option<Date>),
    Moment(Timestamp),
}

/// A row that can be read from either engine.
pub(crate) trait Readable: for<'r> FromRow<'r, PgRow> + for<'r> FromRow<'r, SqliteRow> + Send + Unpin {}
impl<R: for<'r> FromRow<'r, PgRow> + for<'r> FromRow<'r, SqliteRow> + Send + Unpin> Readable for R {}

/// An open transaction, and the codes in which its events are told. Dropped without [`Session::commit`], it leaves nothing behind.
pub(crate) struct Session {
    pub engine: Engine,
    pub ontology: Arc<Ontology>,
}

/// A transaction of either engine.
pub(crate) enum Engine {
    Postgres(Transaction<'static, Postgres>),
    Sqlite(Transaction<'static, Sqlite>),
}

/// Binds the values in order; a macro, because the query's type differs by engine.
macro_rules! bound {
    ($query:expr, $args:expr) => {{
        let mut query = $query;
        for &arg in $args {
            query = match arg {
                Arg::Int(number) => query.bind(number),
                Arg::Text(text) => query.bind(text),
                Arg::Day(day) => query.bind(day.map(Day)),
                Arg::Moment(moment) => query.bind(Moment(moment)),
            };
        }
        query
    }};
}

impl Session {
    /// Runs a statement that answers nothing.
    pub(crate) async fn run(&mut self, sql: Sql, args: &[Arg<'_>]) -> Result<(), StoreError> {
        match &mut self.engine {
            Engine::Postgres(transaction) => bound!(sqlx::query(sql.postgres), args).execute(&mut **transaction).await.map(drop)?,
            Engine::Sqlite(transaction) => bound!(sqlx::query(sql.sqlite), args).execute(&mut **transaction).await.map(drop)?,
        }
        Ok(())
    }

    /// Every row of the answer.
    pub(crate) async fn rows<R: Readable>(&mut self, sql: Sql, args: &[Arg<'_>]) -> Result<Vec<R>, StoreError> {
        Ok(match &mut self.engine {
            Engine::Postgres(transaction) => bound!(sqlx::query_as::<_, R>(sql.postgres), args).fetch_all(&mut **transaction).await?,
            Engine::Sqlite(transaction) => bound!(sqlx::query_as::<_, R>(sql.sqlite), args).fetch_all(&mut **transaction).await?,
        })
    }

    /// The only row of the answer, where there is one.
    pub(crate) async fn row<R: Readable>(&mut self, sql: Sql, args: &[Arg<'_>]) -> Result<Option<R>, StoreError> {
        Ok(self.rows(sql, args).await?.pop())
    }

    /// The number in the only column of the only row.
    pub(crate) async fn number(&mut self, sql: Sql) -> Result<i64, StoreError> {
        let row: Option<(i64,)> = self.row(sql, &[]).await?;
        row.map(|(number,)| number).ok_or_else(|| StoreError::Corrupt { reason: "the counter has no row".into() })
    }

    /// Makes all of it visible and durable.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        match self.engine {
            Engine::Postgres(transaction) => transaction.commit().await?,
            Engine::Sqlite(transaction) => transaction.commit().await?,
        }
        Ok(())
    }

    /// Undoes all of it now; a drop would do so only when the connection is used again, and hold its locks until then.
    pub(crate) async fn rollback(self) -> Result<(), StoreError> {
        match self.engine {
            Engine::Postgres(transaction) => transaction.rollback().await?,
            Engine::Sqlite(transaction) => transaction.rollback().await?,
        }
        Ok(())
    }
}
