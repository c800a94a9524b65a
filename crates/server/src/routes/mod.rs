//! What each route takes and answers. A handler reads a query, asks the graph or the store, and shapes the answer.

pub mod actors;
pub mod articles;
pub mod communities;
pub mod corrections;
pub mod events;
pub mod fields;
pub mod health;
pub mod intake;
pub mod meetings;
pub mod network;
pub mod ontology;
pub mod pairs;
pub mod question;
pub mod search;
pub mod series;
pub mod stream;

use chancery_graph::Filter;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// An answer that is no list, with the query as it was understood.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Answer<T> {
    /// The answer's own fields.
    #[serde(flatten)]
    pub answer: T,
    /// The query as it was understood.
    pub query: Value,
    /// The revision of the graph that answered: the number of the last change it holds.
    pub revision: i64,
}

/// A filter and a route's own parameters as they were understood.
fn understood(filter: &Filter, own: Value) -> Value {
    let mut query = match serde_json::to_value(filter) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    if let Value::Object(own) = own {
        query.extend(own);
    }
    Value::Object(query)
}
