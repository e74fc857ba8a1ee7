//! The trade itself, one module per subject. No HTTP, no SQL outside a subject's private `store`.
//!
//! A subject may call the subjects to its left, and nobody else:
//! `companies · accounts · catalog · pricing · listings · inventory · imports · baskets · orders · delivery · notices · audit · security`.
//! What lies further right reacts to events, through [`reactions`].

#[macro_use]
mod errors;

mod account_tag;
pub mod accounts;
pub mod audit;
pub mod authority;
pub mod baskets;
pub mod catalog;
pub mod companies;
mod ctx;
pub mod delivery;
pub mod event;
mod failed_sign_in;
mod history;
pub mod imports;
mod invalidate_cache;
mod invalidation;
pub mod inventory;
mod job;
pub mod listings;
pub mod may;
pub mod notices;
pub mod orders;
pub mod pricing;
pub mod reactions;
mod retained_data;
mod retention;
pub mod schema;
pub mod security;
mod staff_network;

pub use account_tag::AccountTag;
pub use ctx::{Ctx, OpenError, Rules, UnacceptedRules};
pub use event::{Event, EventKind};
pub use invalidation::drop_all as drop_cached;
pub use reactions::EVENTS_OF_INFRA;
pub use retained_data::{RetainedData, RetentionRules};
