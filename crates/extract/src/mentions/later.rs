//! Later tellings: "the two countries", "both sides", "the pair", pronouns.

use super::reader::{Found, Text};

/// Resolves what refers back to actors told before.
pub(super) fn resolve(_text: &Text<'_>, _found: &mut Vec<Found>) {}
