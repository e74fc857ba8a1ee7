//! Where Redis is, and one multiplexed connection to it: one server, a primary that sentinels know,
//! or a cluster; plain or over TLS; with or without a user.
//!
//! No pool, no queue while Redis is away, and no retry of a call that may have had its effect: what
//! to do without Redis is for the caller to know.

mod connection;
mod target;

pub use connection::{RedisConnection, eviction_policy, probe};
pub use target::{InvalidRedisTarget, RedisClientIdentity, RedisTarget, RedisTls, hosts_in_clear};
