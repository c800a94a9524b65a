//! Codes and closed vocabularies, and the error for a word that is none of them.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};

/// A word that is not of the vocabulary it was taken for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no {what}: {given:?}")]
pub struct Unknown {
    /// The vocabulary.
    pub what: &'static str,
    /// The word.
    pub given: String,
}

/// A country: ISO 3166-1 alpha-3, ISO 3166-3 for a dissolved state (`SUN`), and the field's own codes where ISO has none (`KOS`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CountryCode([u8; 3]);

impl CountryCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a country code is made of ASCII capitals")
    }
}

impl FromStr for CountryCode {
    type Err = Unknown;

    fn from_str(text: &str) -> Result<Self, Unknown> {
        match text.as_bytes() {
            &[a, b, c] if [a, b, c].iter().all(u8::is_ascii_uppercase) => Ok(Self([a, b, c])),
            _ => Err(Unknown { what: "country code", given: text.chars().take(80).collect() }),
        }
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for CountryCode {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for CountryCode {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

/// Makes an enum whose variants have one word each, used alike in text, JSON and SQL.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $what:literal { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every value, in the order of the vocabulary.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::code::Unknown;

            fn from_str(text: &str) -> Result<Self, $crate::code::Unknown> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::code::Unknown { what: $what, given: text.chars().take(80).collect() }),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use vocabulary;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_code_is_three_capitals() {
        assert_eq!("CHN".parse::<CountryCode>().unwrap().as_str(), "CHN");
        for wrong in ["", "CN", "chn", "CHNA", "C1N", "É1"] {
            assert!(wrong.parse::<CountryCode>().is_err(), "{wrong}");
        }
    }
}
