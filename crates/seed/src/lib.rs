//! Demo and load-test data: a believable marketplace.
//!
//! [`bulk`] fills tables in chunks through the subjects' own seed functions; [`demo`] adds life to a
//! small one through the market's real actions. Content is the same on every run; ids and times
//! are not.

mod bulk;
mod categories;
mod chunk;
mod companies;
mod demo;
mod error;
pub mod generated;
mod sellers;

pub use bulk::{Sizes, Summary, bulk};
pub use demo::{Account, DemoData, demo};
pub use error::SeedError;

/// Who watches the work.
pub trait Progress: Send + Sync {
    /// A stretch of work begins; so many steps of it are expected.
    fn begin(&self, what: &str, total: u64);
    /// So many steps more are done.
    fn step(&self, n: u64);
    /// The stretch is over.
    fn done(&self);
}
