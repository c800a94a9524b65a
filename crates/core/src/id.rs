//! Names of things: newtypes that are never mistaken for one another.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr, sync::Arc};

use crate::code::Unknown;

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $what:literal, $longest:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The name as text.
            #[inline]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = Unknown;

            /// # Errors
            /// When the text is empty, too long, or holds control characters.
            fn from_str(text: &str) -> Result<Self, Unknown> {
                if text.is_empty() || text.len() > $longest || text.chars().any(char::is_control) {
                    return Err(Unknown { what: $what, given: text.chars().take(80).collect() });
                }
                Ok(Self(text.into()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from)?.parse().map_err(de::Error::custom)
            }
        }
    };
}

text_id!(
    /// The name of an actor: an ISO code for a country (`CHN`), a slug for anyone else (`zeng-peiyan`).
    ActorId, "actor id", 200
);
text_id!(
    /// The name of an article: the client's own, or one made of its content.
    ArticleId, "article id", 200
);
text_id!(
    /// The name of an event type, such as `meeting`. Types are data ([`crate::Ontology`]), so this is no enum.
    EventType, "event type", 60
);

impl ArticleId {
    /// The name of an article that came without one: the first 16 bytes, in hexadecimal, of the SHA-256 of its date, title and text.
    pub fn of_content(published_on: Option<jiff::civil::Date>, title: Option<&str>, text: &str) -> Self {
        let date = published_on.map(|date| date.to_string()).unwrap_or_default();
        let digest = hash(&[&date, title.unwrap_or_default(), text]);
        Self(hex(&digest[..16]).into())
    }
}

/// The name of an event: 64 bits, written as 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventId(pub u64);

impl EventId {
    /// The name that follows from `parts` (the first 8 bytes of their SHA-256): the same parts give the same name, so that
    /// reading an article again names its events alike.
    pub fn derive(parts: &[&str]) -> Self {
        let digest = hash(parts);
        Self(digest[..8].iter().fold(0, |number, &byte| number << 8 | u64::from(byte)))
    }

    /// Its 16 hexadecimal digits. Lists hold thousands of names, and the general way of writing a number takes ten times as long.
    #[inline]
    pub fn digits(self) -> [u8; 16] {
        let mut digits = [0; 16];
        digits.as_chunks_mut::<2>().0.iter_mut().zip(self.0.to_be_bytes()).for_each(|(two, byte)| *two = HEX[usize::from(byte)]);
        digits
    }
}

/// The hexadecimal digits of each byte.
static HEX: [[u8; 2]; 256] = {
    let (mut digits, mut byte) = ([[0; 2]; 256], 0);
    while byte < 256 {
        digits[byte] = [b"0123456789abcdef"[byte >> 4], b"0123456789abcdef"[byte & 15]];
        byte += 1;
    }
    digits
};

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for EventId {
    type Err = Unknown;

    fn from_str(text: &str) -> Result<Self, Unknown> {
        let whole = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        whole
            .then(|| u64::from_str_radix(text, 16).ok())
            .flatten()
            .map(Self)
            .ok_or_else(|| Unknown { what: "event id", given: text.chars().take(80).collect() })
    }
}

impl Serialize for EventId {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(std::str::from_utf8(&self.digits()).map_err(ser::Error::custom)?)
    }
}

impl<'de> Deserialize<'de> for EventId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

/// SHA-256 of the parts, each preceded by its length so that no two lists of parts run together alike.
fn hash(parts: &[&str]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn event_ids_are_sixteen_digits_both_ways() {
        let id = EventId(0x0012_ab00_0000_0001);
        assert_eq!(id.to_string(), "0012ab0000000001");
        assert_eq!("0012ab0000000001".parse(), Ok(id));
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"0012ab0000000001\"");
        assert!("12ab".parse::<EventId>().is_err());
        assert!("+012ab0000000001".parse::<EventId>().is_err());
    }

    #[test]
    fn the_parts_of_a_derived_id_do_not_run_together() {
        assert_ne!(EventId::derive(&["ab", "c"]), EventId::derive(&["a", "bc"]));
        assert_eq!(EventId::derive(&["ab", "c"]), EventId::derive(&["ab", "c"]));
    }

    #[test]
    fn an_empty_or_endless_id_is_refused() {
        assert!("".parse::<ActorId>().is_err());
        assert!("x".repeat(201).parse::<ArticleId>().is_err());
        assert!("a\nb".parse::<ArticleId>().is_err());
    }
}
