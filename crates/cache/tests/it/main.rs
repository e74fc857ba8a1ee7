//! The cache from outside, over a real Redis.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod faults;
mod fleet;
mod keys;
mod model;
mod poison;
mod single_node;
mod support;
mod tls;
