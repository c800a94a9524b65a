//! API keys.

use anyhow::Context;
use std::{
    fs::File,
    io::{self, Read, Write},
};

use crate::{cli::KeysArgs, failure::Outcome};

/// Writes a new key in the form that `CHANCERY_API_KEYS` takes.
///
/// # Errors
/// When the system gives no random bytes.
pub fn make(args: &KeysArgs) -> anyhow::Result<Outcome> {
    let mut bytes = [0_u8; 24];
    File::open("/dev/urandom").and_then(|mut random| random.read_exact(&mut bytes)).context("the system gives no random bytes")?;
    let key: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    writeln!(io::stdout(), "{}:{key}", args.scope)?;
    Ok(Outcome::Done)
}
