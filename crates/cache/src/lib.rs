//! A two-tier read-through cache (process memory, then Redis) with invalidation by tags.
//!
//! A [`CacheFamily`] declares what is cached, for how long, in which tiers and for whom.
//! [`Cache::read`] looks in this process, then in Redis, then loads; concurrent reads of one key
//! share a load. A cached value names what it was made of by [`Tag`]s, and a writer invalidates
//! tags after its commit ([`Cache::drop_tags`]). Guarantees:
//!
//! - once `drop_tags` has returned, no read that begins on this node sees a value from before it;
//! - if it returned [`InvalidationReach::AllNodes`], no read on any node does that begins later
//!   than [`CacheRedisSettings::max_staleness`] (100 ms by default);
//! - a reader that loaded before a change and finishes late cannot store its old value where it
//!   would be used;
//! - a node that cannot poll Redis bypasses both tiers and loads;
//! - a value cached for one tenant is never found under another tenant's key;
//! - this process keeps at most [`CacheSettings::max_bytes`].
//!
//! How: every tag hashes to one of 65,536 shards, and every invalidation gives its shards the next
//! version (see the module `versions`). A value carries the version that was current before it was
//! loaded, and is valid while no shard of its tags has a higher one. Versions shared by all nodes
//! are counted in one sorted set in Redis, which every node polls while it is being read.

mod cache;
mod clock;
mod envelope;
mod family;
mod inspection;
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

pub use cache::{Cache, CacheSettings};
pub use clock::Steady;
pub use family::{
    CacheFamily, CacheScope, CacheTier, FamilyPolicy, InvalidationReach, Loaded, PublicScope, SessionScope, TenantScope,
};
pub use inspection::{StoredCopy, ValueReport};
pub use key::{CacheKey, CacheKeyWriter};
pub use stats::{CacheHealth, CacheStats, FamilyStats, RedisUsage};
pub use sync::{CacheRedisSettings, probe};
pub use value::CacheEntry;
pub use versions::Tag;
