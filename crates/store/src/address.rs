//! Where a store is: the addresses that are accepted.

use std::path::{Path, PathBuf};

use crate::StoreError;

/// The file of an embedded store in its directory.
const FILE: &str = "chancery.db";

/// A store's address, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A Postgres URL.
    Postgres(String),
    /// The file of a SQLite database.
    Sqlite(PathBuf),
}

impl Address {
    /// Reads `postgres://…`, `sqlite://path`, or a path: a `.db`, `.sqlite` or `.sqlite3` file, or else a directory.
    ///
    /// # Errors
    /// For an empty address, another scheme, and SQLite in memory, which several connections cannot share.
    pub fn read(given: &str) -> Result<Self, StoreError> {
        let wrong = || StoreError::Address { given: masked(given) };
        if given.starts_with("postgres://") || given.starts_with("postgresql://") {
            return Ok(Self::Postgres(given.to_owned()));
        }
        let path = given.strip_prefix("sqlite://").or_else(|| given.strip_prefix("sqlite:")).unwrap_or(given);
        if path.is_empty() || path.contains(":memory:") || path.contains("://") {
            return Err(wrong());
        }
        Ok(Self::Sqlite(file_of(Path::new(path))))
    }

    /// The address for people: without user, password and parameters.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Postgres(url) => masked(url),
            Self::Sqlite(file) => file.display().to_string(),
        }
    }
}

fn file_of(path: &Path) -> PathBuf {
    let named = path.extension().is_some_and(|extension| ["db", "sqlite", "sqlite3"].iter().any(|known| extension.eq_ignore_ascii_case(known)));
    if path.is_file() || (named && !path.is_dir()) { path.to_owned() } else { path.join(FILE) }
}

/// A URL without what may be secret: user and password stand before the last `@`, and parameters can hold a password too.
fn masked(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let rest = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
    let place = rest.split_once('?').map_or(rest, |(place, _)| place);
    format!("{scheme}://{place}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(given: &str) -> PathBuf {
        match Address::read(given).unwrap() {
            Address::Sqlite(file) => file,
            Address::Postgres(url) => panic!("{url}"),
        }
    }

    #[test]
    fn a_path_is_a_file_or_a_directory() {
        assert_eq!(file("sqlite:///var/lib/news.db"), Path::new("/var/lib/news.db"));
        assert_eq!(file("data/news.sqlite3"), Path::new("data/news.sqlite3"));
        assert_eq!(file("./chancery-data"), Path::new("./chancery-data/chancery.db"));
    }

    #[test]
    fn other_schemes_are_refused_and_passwords_stay_hidden() {
        for wrong in ["", "sqlite://", "sqlite::memory:", "mysql://root:secret@db/x"] {
            let error = Address::read(wrong).unwrap_err().to_string();
            assert!(error.contains("accepted are postgres://") && !error.contains("secret"), "{error}");
        }
        let shown = Address::read("postgres://ann:se@cret@db:5432/news?password=secret").unwrap().shown();
        assert_eq!(shown, "postgres://db:5432/news");
    }
}
