//! Who may ask what: API keys with scopes. Only their digests are kept, and they are compared in constant time.

use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

/// The shortest key that is taken: 16 characters are hard to guess where they are random.
const SHORTEST: usize = 16;

/// What a key allows; each scope includes those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Ask.
    Read,
    /// Send articles, correct events.
    Write,
    /// Retract articles.
    Admin,
}

impl Scope {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Admin => "admin",
        }
    }
}

/// The rules of access of one service.
#[derive(Clone, Debug, Default)]
pub struct Access {
    /// The keys; with none, everyone who reaches the service may do everything.
    pub keys: Keys,
    /// Whether the service answers under any host name, and not only under those of this machine.
    pub any_host: bool,
}

/// API keys with their scopes.
#[derive(Clone, Default)]
pub struct Keys(Vec<(Scope, [u8; 32])>);

/// Text that holds no keys.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("API key {number}: {reason}; accepted are scope:key pairs parted by commas, with the scopes read, write and admin")]
pub struct KeysError {
    /// Which pair, counted from one. The key itself is not told, since errors are logged.
    pub number: usize,
    /// What is wrong with it.
    pub reason: &'static str,
}

impl Keys {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What `key` allows, or none where it is no key of this service. Every key is compared whole, so that the time taken tells nothing.
    pub fn scope(&self, key: &str) -> Option<Scope> {
        let given = digest(key);
        self.0.iter().fold(None, |found, (scope, digest)| if same(digest, &given) { found.max(Some(*scope)) } else { found })
    }
}

impl FromStr for Keys {
    type Err = KeysError;

    fn from_str(text: &str) -> Result<Self, KeysError> {
        let pairs = text.split(',').map(str::trim).filter(|pair| !pair.is_empty());
        pairs
            .enumerate()
            .map(|(index, pair)| read(pair).map_err(|reason| KeysError { number: index + 1, reason }))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(scope, _)| scope)).finish()
    }
}

fn read(pair: &str) -> Result<(Scope, [u8; 32]), &'static str> {
    let (scope, key) = pair.split_once(':').ok_or("it has no scope")?;
    let scopes = [Scope::Read, Scope::Write, Scope::Admin];
    let scope = *scopes.iter().find(|known| known.as_str() == scope).ok_or("it has an unknown scope")?;
    if key.len() < SHORTEST || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("a key has 16 or more printable ASCII characters");
    }
    Ok((scope, digest(key)))
}

fn digest(key: &str) -> [u8; 32] {
    Sha256::digest(key.as_bytes()).into()
}

fn same(a: &[u8; 32], b: &[u8; 32]) -> bool {
    std::hint::black_box(a.iter().zip(b).fold(0, |differ, (a, b)| differ | (a ^ b))) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_the_scope_it_was_given() {
        let keys: Keys = "read:aaaaaaaaaaaaaaaa, admin:bbbbbbbbbbbbbbbb".parse().unwrap();
        assert_eq!(keys.scope("aaaaaaaaaaaaaaaa"), Some(Scope::Read));
        assert_eq!(keys.scope("bbbbbbbbbbbbbbbb"), Some(Scope::Admin));
        assert_eq!(keys.scope("aaaaaaaaaaaaaaab"), None);
        assert_eq!(format!("{keys:?}"), "[Read, Admin]");
    }

    #[test]
    fn wrong_keys_are_named_by_number_and_never_shown() {
        for (text, number) in [("secretsecretsecret", 1), ("read:aaaaaaaaaaaaaaaa,root:secretsecretsecret", 2), ("read:short", 1)] {
            let error = text.parse::<Keys>().unwrap_err();
            assert_eq!(error.number, number);
            assert!(!error.to_string().contains("secret"));
        }
        assert!("".parse::<Keys>().unwrap().is_empty());
    }
}
