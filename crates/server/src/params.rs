//! Strict reading of query parameters: nothing is silently ignored.
//!
//! A query struct asks [`Params`] for each of its parameters; what it did not ask for is unknown. Faults are gathered, so that one
//! answer names them all.

use axum::{extract::FromRequestParts, http::request::Parts};
use chancery_core::{DateRange, Ontology};
use std::{cell::RefCell, fmt::Display, ops::RangeInclusive, str::FromStr, sync::Arc};

use crate::{
    error::{ApiError, FieldError},
    nearest::nearest,
    state::AppState,
};

/// The parameters of one request, and the faults found in them so far.
pub struct Params {
    given: Vec<(String, String)>,
    accepted: RefCell<Vec<&'static str>>,
    errors: RefCell<Vec<FieldError>>,
    /// The event types that a request may name.
    pub ontology: Arc<Ontology>,
}

/// A query struct that reads itself from parameters.
pub trait FromParams: Sized {
    /// Takes its parameters; faults are left in `params` and the value is then thrown away.
    fn read(params: &Params) -> Self;
}

/// Extracts a query struct, or answers 400 naming every parameter that is wrong.
pub struct Query<T>(pub T);

impl<T: FromParams> FromRequestParts<AppState> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let params = Params::new(parts.uri.query().unwrap_or_default(), state.ontology.clone());
        let value = T::read(&params);
        params.finish().map(|()| Self(value))
    }
}

/// The query of a route that takes no parameters.
pub struct NoParams;

impl FromParams for NoParams {
    fn read(_: &Params) -> Self {
        Self
    }
}

impl Params {
    /// The parameters of the part of an address after the question mark.
    pub fn new(query: &str, ontology: Arc<Ontology>) -> Self {
        let given = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        Self { given, accepted: RefCell::default(), errors: RefCell::default(), ontology }
    }

    /// Every value given for `name`, in order.
    pub fn all(&self, name: &'static str) -> Vec<&str> {
        let mut accepted = self.accepted.borrow_mut();
        if !accepted.contains(&name) {
            accepted.push(name);
        }
        self.given.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
    }

    /// The one value of `name`; a second one is a fault.
    pub fn one(&self, name: &'static str) -> Option<&str> {
        let values = self.all(name);
        if let [_, second, ..] = values[..] {
            self.fault(FieldError::new(name, Some(second), "one value"));
        }
        values.first().copied()
    }

    /// A text that is not blank.
    pub fn text(&self, name: &'static str) -> Option<String> {
        let text = self.one(name)?;
        if text.trim().is_empty() {
            self.fault(FieldError::new(name, Some(text), "a text that is not blank"));
        }
        Some(text.trim().to_owned())
    }

    /// A value that reads itself from text.
    pub fn parsed<T: FromStr>(&self, name: &'static str, accepted: &str) -> Option<T> {
        let text = self.one(name)?;
        let value = text.parse().ok();
        if value.is_none() {
            self.fault(FieldError::new(name, Some(text), accepted));
        }
        value
    }

    /// A number within `range`.
    pub fn number<T: FromStr + PartialOrd + Display>(&self, name: &'static str, range: RangeInclusive<T>) -> Option<T> {
        let text = self.one(name)?;
        let value = text.parse().ok().filter(|value| range.contains(value));
        if value.is_none() {
            self.fault(FieldError::new(name, Some(text), format!("a number from {} to {}", range.start(), range.end())));
        }
        value
    }

    /// `true` or `false`.
    pub fn flag(&self, name: &'static str) -> Option<bool> {
        let text = self.one(name)?;
        self.word(name, text, &["true", "false"]).map(|word| word == "true")
    }

    /// One of `words`.
    pub fn choice(&self, name: &'static str, words: &[&'static str]) -> Option<&'static str> {
        let text = self.one(name)?;
        self.word(name, text, words)
    }

    /// Values of a closed vocabulary, each at most once.
    pub fn vocabulary<T: FromStr + PartialEq>(&self, name: &'static str, words: &[&str]) -> Vec<T> {
        let mut values: Vec<T> = Vec::new();
        for text in self.all(name) {
            let Some(value) = self.word(name, text, words).and_then(|word| word.parse().ok()) else { continue };
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values
    }

    /// A day, month or year.
    pub fn date(&self, name: &'static str) -> Option<DateRange> {
        self.parsed(name, "a day (2005-12-26), a month (2005-12) or a year (2005)")
    }

    /// The word of `words` that `text` is, or a fault that names the nearest.
    pub fn word<'w>(&self, name: &'static str, text: &str, words: &[&'w str]) -> Option<&'w str> {
        let found = words.iter().find(|&&word| word == text).copied();
        if found.is_none() {
            let near = nearest(text, words.iter().copied()).map(str::to_owned);
            self.fault(FieldError { nearest: near, ..FieldError::new(name, Some(text), words.join(", ")) });
        }
        found
    }

    /// Notes a fault where `name` is not given.
    pub fn require(&self, name: &'static str, accepted: &str) {
        if self.all(name).is_empty() {
            self.fault(FieldError::new(name, None, accepted));
        }
    }

    /// Notes a fault.
    pub fn fault(&self, error: FieldError) {
        self.errors.borrow_mut().push(error);
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// With every fault noted, and every parameter given that nobody asked for.
    pub fn finish(self) -> Result<(), ApiError> {
        let accepted = self.accepted.into_inner();
        let mut errors = self.errors.into_inner();
        for (name, value) in &self.given {
            if accepted.contains(&name.as_str()) || errors.iter().any(|error| &error.parameter == name) {
                continue;
            }
            let names = if accepted.is_empty() { "no parameters here".into() } else { format!("the parameters {}", accepted.join(", ")) };
            let near = nearest(name, accepted.iter().copied()).map(str::to_owned);
            errors.push(FieldError { nearest: near, ..FieldError::new(name.chars().take(80).collect::<String>(), Some(value), names) });
        }
        if errors.is_empty() { Ok(()) } else { Err(ApiError::Query(errors)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params(query: &str) -> Params {
        Params::new(query, Arc::new(Ontology::builtin()))
    }

    fn faults(params: Params) -> Vec<FieldError> {
        match params.finish() {
            Err(ApiError::Query(errors)) => errors,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_unknown_parameter_is_named_with_the_nearest() {
        let params = params("limt=5");
        assert_eq!(params.number("limit", 1..=1000), None::<usize>);
        let errors = faults(params);
        assert_eq!((errors[0].parameter.as_str(), errors[0].nearest.as_deref()), ("limt", Some("limit")));
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let params = params("limit=0&from=2005-13&level=planet&undated=yes");
        assert_eq!(params.number("limit", 1..=1000), None::<usize>);
        assert_eq!(params.date("from"), None);
        assert_eq!(params.choice("level", &["actor", "country"]), None);
        assert_eq!(params.flag("undated"), None);
        let names: Vec<_> = faults(params).into_iter().map(|error| error.parameter).collect();
        assert_eq!(names, ["limit", "from", "level", "undated"]);
    }

    #[test]
    fn a_parameter_that_is_one_is_not_taken_twice() {
        let params = params("limit=5&limit=6");
        assert_eq!(params.number("limit", 1..=1000), Some(5));
        assert_eq!(faults(params)[0].given.as_deref(), Some("6"));
    }

    #[test]
    fn repeats_of_a_vocabulary_are_kept_once_each() {
        let params = params("status=planned&status=occurred&status=planned");
        let statuses: Vec<chancery_core::Status> = params.vocabulary("status", &["occurred", "planned"]);
        assert_eq!(statuses.len(), 2);
        assert!(params.finish().is_ok());
    }
}
