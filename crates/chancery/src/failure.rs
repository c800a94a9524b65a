//! How a command ends: done, bad input, or an error that has its exit code.

use chancery_server::KeysError;
use chancery_store::StoreError;
use std::{fmt, io};

/// How a command ended that did what it could.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All of it.
    Done,
    /// All but the bad input, which was named.
    BadInput,
}

/// Wrong use or input. The message says what is accepted.
#[derive(Debug)]
struct Wrong(String);

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Wrong {}

/// An error of wrong use or input.
pub fn wrong(message: impl Into<String>) -> anyhow::Error {
    Wrong(message.into()).into()
}

/// The exit code of an error: 2 for wrong use or input, 1 for a failure, none where the reader of our output went away.
pub fn code_of(error: &anyhow::Error) -> Option<u8> {
    for cause in error.chain() {
        if cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
            return None;
        }
        let address = cause.downcast_ref::<StoreError>().is_some_and(|error| matches!(error, StoreError::Address { .. }));
        if cause.is::<Wrong>() || cause.is::<KeysError>() || address {
            return Some(2);
        }
    }
    Some(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context;

    #[test]
    fn errors_have_their_codes_however_deep_they_lie() {
        assert_eq!(code_of(&Err::<(), _>(wrong("no")).context("while").unwrap_err()), Some(2));
        assert_eq!(code_of(&io::Error::from(io::ErrorKind::BrokenPipe).into()), None);
        assert_eq!(code_of(&io::Error::from(io::ErrorKind::NotFound).into()), Some(1));
        assert_eq!(code_of(&StoreError::Address { given: "x".into() }.into()), Some(2));
    }
}
