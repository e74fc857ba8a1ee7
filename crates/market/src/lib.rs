//! The trade itself, one slice per subject. No HTTP, no SQL outside a slice's private `store`.
//!
//! A slice may call the slices to its left, and nobody else:
//! `companies · accounts · catalog · pricing · listings · inventory · imports · baskets · orders · delivery · notices · audit · watch`.
//! Whatever lies further right listens, through [`reactions`].

#[macro_use]
mod faults;

pub mod accounts;
pub mod audit;
pub mod authority;
pub mod baskets;
pub mod catalog;
pub mod companies;
mod ctx;
pub mod delivery;
pub mod event;
mod freshness;
pub mod imports;
pub mod inventory;
mod job;
pub mod listings;
pub mod may;
pub mod notices;
pub mod orders;
pub mod pricing;
pub mod reactions;
pub mod schema;
pub mod watch;

pub use ctx::{Ctx, OpenFault, Rules};
pub use event::{Event, EventKind};
pub use faults::KeptFault;
