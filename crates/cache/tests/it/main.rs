//! The cache from outside, over a real Redis.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod alone;
mod faults;
mod fleet;
mod model;
mod names;
mod poison;
mod support;
mod tls;
