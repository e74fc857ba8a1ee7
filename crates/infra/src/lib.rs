//! Infrastructure: configuration, access to three databases, events and jobs, crypto, telemetry.
//!
//! Nothing here knows a business term. Jobs and events pass through as a kind and JSON.

pub mod clock;
pub mod config;
pub mod crypto;
pub mod db;
pub mod event_lines;
mod inserts;
pub mod jobs;
pub mod master_secret;
pub mod node_metrics;
pub mod outbox;
pub mod password;
pub mod private_files;
pub mod readiness;
mod record;
pub mod row_source;
pub mod signing_keys;
pub mod spreadsheet;
pub mod store;
pub mod table_encoder;
pub mod telemetry;
pub mod write;

pub use event_lines::{EventLine, count_security_event};
pub use inserts::padded;
pub use record::{BatchClaim, EventRecord, IdempotentRequest, JobClaim, Origin, WriteGuard};
pub use store::Store;
pub use write::{Committed, WriteOutcome, WriteTx};
