//! Cache-aside that is never wrong.
//!
//! A [`Family`] says what is kept, for how long, in which tiers and for whom. Reading it
//! ([`Cache::read`]) looks into this process, then into Redis, then loads: once per key, however
//! many ask. What a value was made of is named by [`Tag`]s, and whoever changes something drops its
//! tags after the commit ([`Cache::drop_tags`]). Promises:
//!
//! - once `drop_tags` has returned, no read that begins on this node sees a value from before it;
//! - if it returned [`Reach::All`], no read on any node does that begins later than the declared
//!   bound ([`Fleet::bound`], 100 ms unless told);
//! - a reader that loaded before a change and comes late with it can refill nothing;
//! - a node that cannot hear of others' changes uses neither tier; it loads, and is right;
//! - a value kept for one tenant is found under no other tenant's key;
//! - this process keeps no more bytes than it was told.
//!
//! How: all changes have numbers. A value carries the number up to which it is known to be good,
//! and a table of 65,536 marks says when anything with a tag last changed ([`marks`]). A value is
//! good while no mark of its tags is above its number. The numbers are counted in Redis, in one
//! sorted set that all nodes read every few milliseconds while they are asked for something.

mod cache;
mod envelope;
mod family;
mod far;
mod fleet;
mod flights;
mod held;
mod key;
pub mod marks;
mod near;
mod owed;
mod report;
mod scripts;

pub use cache::{Cache, Settings, Steady};
pub use family::{Bearer, Everyone, Family, Loaded, Reach, Scope, Sharing, Tenant};
pub use fleet::{Fleet, probe};
pub use held::Entry;
pub use key::{Key, KeyWriter};
pub use marks::{SLOTS, Tag};
pub use report::{FamilyReport, Health, Report};
