//! Pipes and wires: configuration, the door to three databases, facts and jobs, crypto, telemetry.
//!
//! Nothing here knows a business word. Jobs and facts cross this floor as a kind and JSON.

pub mod clock;
pub mod config;
pub mod crypto;
pub mod db;
pub mod jobs;
pub mod keys;
pub mod outbox;
pub mod password;
pub mod pulse;
pub mod sheet;
pub mod store;
pub mod telemetry;
pub mod write;

pub use store::Store;
pub use write::{Fact, OnceKey, Origin, Outcome, Said, Work};
