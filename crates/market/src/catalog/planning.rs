//! How a search is gone about: what is known of how common terms are, and what of its parts drives the statement.
//! Imports neither store nor actions.

mod bloom;
mod counts;
mod plan;

pub(super) use bloom::{bloom, category_term, currency_term};
pub(super) use counts::COMMON;
pub(crate) use counts::{KnownCounts, TermCounts};
pub(super) use plan::{Drive, Plan};
