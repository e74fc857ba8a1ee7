//! Cache-aside that is never wrong.
//!
//! A [`CacheFamily`] says what is kept, for how long, in which tiers and for whom. Reading it
//! ([`Cache::read`]) looks into this process, then into Redis, then loads: once per key, however
//! many ask. What a value was made of is named by [`Tag`]s, and whoever changes something drops its
//! tags after the commit ([`Cache::drop_tags`]). Promises:
//!
//! - once `drop_tags` has returned, no read that begins on this node sees a value from before it;
//! - if it returned [`InvalidationReach::AllNodes`], no read on any node does that begins later than the declared
//!   bound ([`CacheRedisSettings::max_staleness`], 100 ms unless told);
//! - a reader that loaded before a change and comes late with it can refill nothing;
//! - a node that cannot hear of others' changes uses neither tier; it loads, and is right;
//! - a value kept for one tenant is found under no other tenant's key;
//! - this process keeps no more bytes than it was told.
//!
//! How: all changes have numbers. A value carries the number up to which it is known to be good,
//! and a table of 65,536 marks says when anything with a tag last changed (`versions`). A value is
//! good while no mark of its tags is above its number. The numbers are counted in Redis, in one
//! sorted set that all nodes read every few milliseconds while they are asked for something.

mod cache;
mod envelope;
mod family;
mod key;
mod local;
mod pending;
mod remote;
mod scripts;
mod singleflight;
mod stats;
mod sync;
mod value;
mod versions;

pub use cache::{Cache, CacheSettings, Steady};
pub use family::{
    CacheFamily, CacheScope, CacheTier, InvalidationReach, Loaded, PublicScope, SessionScope, TenantScope,
};
pub use key::{CacheKey, CacheKeyWriter};
pub use stats::{CacheHealth, CacheStats, FamilyStats};
pub use sync::{CacheRedisSettings, probe};
pub use value::CacheEntry;
pub use versions::Tag;
