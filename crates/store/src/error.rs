//! What can go wrong with the store, named for what the caller can do about it.

use chancery_core::ArticleId;
use sqlx::error::ErrorKind;

/// A request that the store did not fulfil. Nothing of it was written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address names no store.
    #[error("no store: {given:?}; accepted are postgres://user@host/database, sqlite://path and the path of a directory or a .db file")]
    Address {
        /// What was given, without its password.
        given: String,
    },
    /// The database cannot be reached or opened.
    #[error("cannot open the store at {address}: {reason}")]
    Connect {
        /// Where, without a password.
        address: String,
        /// What the database or the system says.
        reason: String,
    },
    /// The tables cannot be brought to the form that this program needs.
    #[error("cannot migrate the store at {address}: {reason}")]
    Migrate {
        /// Where, without a password.
        address: String,
        /// What the database says.
        reason: String,
    },
    /// A newer program has migrated the database.
    #[error("the store at {address} has migration {found}, which this program does not know: it was written by a newer version")]
    Newer {
        /// Where, without a password.
        address: String,
        /// The number of the migration.
        found: i64,
    },
    /// Another article is stored under this id.
    #[error("another article is stored under the id {id}: its date, title or text differ")]
    Conflict {
        /// The id.
        id: ArticleId,
    },
    /// The value cannot be stored as it is.
    #[error("cannot be stored: {reason}")]
    Invalid {
        /// What is wrong with it.
        reason: String,
    },
    /// What is stored cannot be read back.
    #[error("the store holds what this program cannot read: {reason}")]
    Corrupt {
        /// Where and what.
        reason: String,
    },
    /// The database failed.
    #[error("the database failed: {0}")]
    Database(#[source] sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if let Some(reason) = refused(&error) {
            return Self::Invalid { reason };
        }
        match error {
            sqlx::Error::ColumnDecode { index, source } => Self::Corrupt { reason: format!("column {index}: {source}") },
            other => Self::Database(other),
        }
    }
}

/// The constraint that a value broke, by its name where the engine tells it.
fn refused(error: &sqlx::Error) -> Option<String> {
    let sqlx::Error::Database(database) = error else { return None };
    match database.kind() {
        ErrorKind::CheckViolation | ErrorKind::NotNullViolation | ErrorKind::UniqueViolation => {
            // SQLite names the constraint in its message alone.
            let named = database.constraint().or_else(|| database.message().rsplit_once("failed: ").map(|(_, name)| name));
            Some(format!("constraint {}", named.unwrap_or_else(|| database.message())))
        }
        _ => None,
    }
}
