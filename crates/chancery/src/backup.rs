//! A copy of the store as it is at one moment, while others may write to it.

use anyhow::Context;
use chancery_store::{Address, Store};
use std::{
    io::{self, Write},
    path::Path,
    process::Command,
};
use tokio::runtime::Runtime;

use crate::{
    cli::BackupArgs,
    failure::{Outcome, wrong},
};

/// Writes the copy to a file that is not there yet: of the embedded store a store that `--data-dir FILE` opens, of Postgres an archive for
/// `pg_restore`, by `pg_dump`, which must be installed.
///
/// # Errors
/// When the file is there, the store cannot be read, or the copy cannot be written; then no file is left.
pub fn backup(args: &BackupArgs) -> anyhow::Result<Outcome> {
    let file = &args.file;
    if file.exists() {
        return Err(wrong(format!("{} is there already; accepted is the name of a new file", file.display())));
    }
    let address = args.store.existing()?;
    let copied = match Address::read(&address)? {
        Address::Postgres(url) => dump(&url, file),
        Address::Sqlite(_) => copy(&address, file),
    };
    if let Err(error) = copied {
        // Half a copy would pass for one.
        drop(std::fs::remove_file(file));
        return Err(error);
    }
    writeln!(io::stderr(), "{} holds the store, {} bytes", file.display(), file.metadata()?.len())?;
    Ok(Outcome::Done)
}

fn copy(address: &str, file: &Path) -> anyhow::Result<()> {
    let runtime = Runtime::new().context("cannot start")?;
    let store = runtime.block_on(Store::open(address))?;
    let copied = runtime.block_on(store.copy_to(file));
    runtime.block_on(store.close());
    Ok(copied?)
}

fn dump(url: &str, file: &Path) -> anyhow::Result<()> {
    let (url, password) = without_password(url);
    let mut command = Command::new("pg_dump");
    command.args(["--format=custom", "--no-password", "--file"]).arg(file).arg("--dbname").arg(url);
    // In the arguments every user of the machine could read it.
    command.envs(password.map(|password| ("PGPASSWORD", password)));
    let output = command.output().context("cannot run pg_dump, which comes with the clients of Postgres")?;
    anyhow::ensure!(output.status.success(), "pg_dump: {}", String::from_utf8_lossy(&output.stderr).trim());
    Ok(())
}

/// The address without its password, and that: one among the parameters goes before the one behind the user.
fn without_password(url: &str) -> (String, Option<String>) {
    let (place, parameters) = url.split_once('?').unwrap_or((url, ""));
    let (secret, others): (Vec<&str>, Vec<&str>) = parameters.split('&').partition(|one| one.starts_with("password="));
    let authority = place.split_once("://").map(|(_, rest)| rest.split_once('/').map_or(rest, |(authority, _)| authority));
    let user = authority.and_then(|authority| authority.rsplit_once('@')).and_then(|(user, _)| user.split_once(':'));
    let mut shown = user.map_or_else(|| place.to_owned(), |(_, password)| place.replacen(&format!(":{password}@"), "@", 1));
    if !others.concat().is_empty() {
        shown = format!("{shown}?{}", others.join("&"));
    }
    let password = secret.last().map(|one| &one["password=".len()..]).or(user.map(|(_, password)| password));
    let decoded = |password: &str| {
        let coded = format!("p={}", password.replace('+', "%2B").replace('&', "%26"));
        form_urlencoded::parse(coded.as_bytes()).next().map(|(_, password)| password.into_owned())
    };
    (shown, password.and_then(decoded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_taken_out_of_the_address() {
        let taken = |url: &str| without_password(url);
        assert_eq!(taken("postgres://ada:s%40cret+1@db:5432/news?a=b@c"), ("postgres://ada@db:5432/news?a=b@c".into(), Some("s@cret+1".into())));
        assert_eq!(taken("postgres://ada@db/news?a=b&password=x%2By"), ("postgres://ada@db/news?a=b".into(), Some("x+y".into())));
        for plain in ["postgres://ada@db/news", "postgres:///news?host=/run/x", "postgres://db"] {
            assert_eq!(taken(plain), (plain.to_owned(), None));
        }
    }
}
