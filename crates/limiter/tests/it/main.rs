//! The limiter from outside: its arithmetic against a model, and what it does over real Redis
//! servers that are paused, killed, emptied and cut off.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::duration_suboptimal_units, reason = "windows stand beside the seconds that answers say")]

mod address;
mod clocks;
mod cluster;
mod endurance;
mod faults;
mod fleet;
mod headers;
mod layer;
mod memory;
mod model;
mod sentinel;
mod shared;
mod single_node;
mod support;
