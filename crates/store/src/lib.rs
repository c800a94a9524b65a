//! The store of Chancery: articles as received, what was read out of them, and the log of changes that the graph follows.
//!
//! One [`Store`] stands for Postgres or SQLite. Begin with [`Store::put_article`]: everything that an article brings is written in one
//! transaction, together with a row in `changes` whose number has no gap. Every statement is a constant of the module `sql`.

mod address;
mod bulk;
mod columns;
mod copied;
mod correct;
mod error;
mod export;
mod facts;
mod fields;
mod given;
mod import;
mod load;
mod put;
mod read;
mod reconcile;
mod reread;
mod retract;
mod rows;
mod search;
mod session;
mod shelf;
mod sql;
mod tellings;
#[cfg(feature = "test-server")]
pub mod test_server;

use chancery_core::{Actor, Change, EventFacts, Ontology};
use sqlx::{
    Connection, PgConnection, PgPool, SqlitePool,
    migrate::{MigrateError, Migrator},
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    path::Path,
    sync::{Arc, LazyLock},
    time::Duration,
};

pub use address::Address;
pub use error::StoreError;
pub use export::Exported;
pub use fields::{Corrections, EventCorrection};
pub use read::{ArticleHead, Counts, StoredArticle, Telling};
pub use search::{Found, Terms};
use session::{Engine, Session};

/// How long a request waits for its turn before it fails: far longer than any write takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// A store of articles and events. Copies share its connections.
#[derive(Clone, Debug)]
pub struct Store {
    backend: Backend,
    ontology: Arc<Ontology>,
}

#[derive(Clone, Debug)]
enum Backend {
    Postgres(PgPool),
    /// SQLite has one writer at a time; waiting for a connection is fair, waiting for its lock is not.
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
}

/// What became of an article that was put.
#[derive(Clone, Debug, PartialEq)]
pub enum Put {
    /// It is new, and this is what it changed.
    Added(Change),
    /// It was there already, with the same content; nothing has changed.
    Known,
}

/// What [`Store::load`] hands out.
#[derive(Clone, Debug, PartialEq)]
pub enum Loaded {
    /// An actor. All of them come before the first event.
    Actor(Actor),
    /// An event.
    Event(EventFacts),
}

impl Store {
    /// Opens the store at `postgres://…`, `sqlite://path`, or a path (a `.db`, `.sqlite` or `.sqlite3` file, or else a directory, which is
    /// made where it is missing), and brings its tables to the form that this program needs.
    ///
    /// # Errors
    /// For an address of another kind, when the database cannot be reached, cannot be migrated or is newer than the program.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        let address = Address::read(address)?;
        let backend = match &address {
            Address::Postgres(url) => open_postgres(url, &address).await?,
            Address::Sqlite(file) => open_sqlite(file, &address).await?,
        };
        tracing::info!(address = address.shown(), "store opened");
        static SHIPPED: LazyLock<Arc<Ontology>> = LazyLock::new(|| Arc::new(Ontology::builtin()));
        Ok(Self { backend, ontology: SHIPPED.clone() })
    }

    /// The same store, with the types and codes of `ontology` for events whose type or status a person corrects.
    #[must_use]
    pub fn with_ontology(self, ontology: Arc<Ontology>) -> Self {
        Self { ontology, ..self }
    }

    /// What the store lies in: "Postgres" or "SQLite".
    pub fn engine(&self) -> &'static str {
        match self.backend {
            Backend::Postgres(_) => "Postgres",
            Backend::Sqlite { .. } => "SQLite",
        }
    }

    /// Closes the connections after the work in progress.
    pub async fn close(&self) {
        match &self.backend {
            Backend::Postgres(pool) => pool.close().await,
            Backend::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
        }
    }

    /// Copies the embedded store, as it is at one moment, to a new file that [`Store::open`] reads. Others may read and write meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for Postgres, which has tools of its own, or when the file is there or cannot be written.
    pub async fn copy_to(&self, file: &Path) -> Result<(), StoreError> {
        let Backend::Sqlite { writer, .. } = &self.backend else {
            return Err(StoreError::Invalid { reason: "a Postgres database is copied by pg_dump".into() });
        };
        let Some(file) = file.to_str() else { return Err(StoreError::Invalid { reason: "the file's name is not UTF-8".into() }) };
        sqlx::query("vacuum into $1").bind(file).execute(writer).await?;
        Ok(())
    }

    /// A transaction that reads one moment of the store, however many statements it takes.
    async fn read(&self) -> Result<Session, StoreError> {
        Ok(self.session(match &self.backend {
            Backend::Postgres(pool) => Engine::Postgres(pool.begin_with("begin isolation level repeatable read read only").await?),
            Backend::Sqlite { readers, .. } => Engine::Sqlite(readers.begin().await?),
        }))
    }

    /// A transaction that writes. In Postgres it becomes the only one when it takes its number.
    async fn write(&self) -> Result<Session, StoreError> {
        Ok(self.session(match &self.backend {
            Backend::Postgres(pool) => Engine::Postgres(pool.begin().await?),
            // The lock is taken at once: a reader that turns writer would fail where it should wait.
            Backend::Sqlite { writer, .. } => Engine::Sqlite(writer.begin_with("begin immediate").await?),
        }))
    }

    fn session(&self, engine: Engine) -> Session {
        Session { engine, ontology: self.ontology.clone() }
    }
}

async fn open_postgres(url: &str, address: &Address) -> Result<Backend, StoreError> {
    let options: PgConnectOptions = url.parse().map_err(|error| cannot_connect(address, error))?;
    let options = options.application_name("chancery");
    // A pool would try again until its patience ends, and then not say what the trouble was.
    let first = PgConnection::connect_with(&options).await.map_err(|error| cannot_connect(address, error))?;
    first.close().await.map_err(|error| cannot_connect(address, error))?;
    let pool = PgPoolOptions::new().max_connections(16).acquire_timeout(PATIENCE).connect_with(options);
    let pool = pool.await.map_err(|error| cannot_connect(address, error))?;
    static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/postgres");
    MIGRATIONS.run(&pool).await.map_err(|error| cannot_migrate(address, error))?;
    Ok(Backend::Postgres(pool))
}

async fn open_sqlite(file: &Path, address: &Address) -> Result<Backend, StoreError> {
    if let Some(directory) = file.parent() {
        std::fs::create_dir_all(directory)
            .map_err(|error| StoreError::Connect { address: address.shown(), reason: format!("cannot make its directory: {error}") })?;
    }
    // The log is forced to the disk at every commit (FULL): neither a killed process nor a power cut loses what was acknowledged. With
    // NORMAL a power cut could lose the last commits.
    let options = SqliteConnectOptions::new().filename(file).busy_timeout(PATIENCE).foreign_keys(true);
    let writing = options
        .clone()
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("cache_size", "-65536");
    let writer = SqlitePoolOptions::new().max_connections(1).acquire_timeout(PATIENCE).connect_with(writing);
    let writer = writer.await.map_err(|error| cannot_connect(address, error))?;
    static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/sqlite");
    MIGRATIONS.run(&writer).await.map_err(|error| cannot_migrate(address, error))?;
    let readers = SqlitePoolOptions::new().max_connections(8).acquire_timeout(PATIENCE).connect_with(options.pragma("query_only", "on"));
    let readers = readers.await.map_err(|error| cannot_connect(address, error))?;
    Ok(Backend::Sqlite { writer, readers })
}

fn cannot_connect(address: &Address, error: sqlx::Error) -> StoreError {
    StoreError::Connect { address: address.shown(), reason: error.to_string() }
}

fn cannot_migrate(address: &Address, error: MigrateError) -> StoreError {
    match error {
        MigrateError::VersionMissing(found) => StoreError::Newer { address: address.shown(), found },
        other => StoreError::Migrate { address: address.shown(), reason: other.to_string() },
    }
}
