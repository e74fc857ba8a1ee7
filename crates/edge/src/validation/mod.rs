//! What of a request cannot be read, or would not be looked at, before its endpoint is called:
//!
//! - `strict_json`: JSON as it was meant, and the first mistake in it;
//! - `mistakes`: all mistakes of a body or a query at once, found in a `node`;
//! - `conditions`: the tags of `If-Match` and `If-None-Match`;
//! - `expected`: bodies, keys and conditions that an endpoint does not take.

pub(crate) mod conditions;
pub(crate) mod expected;
pub(crate) mod mistakes;
mod node;
pub(crate) mod strict_json;
