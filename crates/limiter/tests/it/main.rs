//! The limiter from outside: its arithmetic against a model, and what it does over real Redis
//! servers that are paused, killed, emptied and cut off.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod address;
mod alone;
mod clocks;
mod cluster;
mod endurance;
mod faults;
mod fields;
mod fleet;
mod layer;
mod memory;
mod model;
mod shared;
mod support;
