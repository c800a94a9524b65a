//! Date expressions of news, found and resolved.
