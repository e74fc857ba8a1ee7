//! What monitoring needs: counted without locks, per family and tier.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::family::FamilyPolicy;

/// How many families there can be.
pub(crate) const FAMILIES: usize = 32;

/// A number that only grows.
#[derive(Default)]
pub(crate) struct Count(AtomicU64);

impl Count {
    pub fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
    pub fn add_many(&self, n: u64) {
        self.0.fetch_add(n, Ordering::Relaxed);
    }
    fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// The counts of one family.
#[derive(Default)]
pub(crate) struct FamilyCounters {
    pub hits_local: Count,
    pub hits_remote: Count,
    pub absent: Count,
    pub misses_local: Count,
    pub misses_remote: Count,
    pub loads: Count,
    pub failed: Count,
    pub load_us: Count,
    pub coalesced: Count,
    pub waited: Count,
    pub refreshed: Count,
    pub evicted: Count,
    pub expired: Count,
    pub stale_local: Count,
    pub stale_remote: Count,
    pub rejected: Count,
    entries: AtomicU64,
    bytes: AtomicU64,
}

/// All counts of one cache.
pub(crate) struct CacheCounters {
    families: [FamilyCounters; FAMILIES],
    policies: [OnceLock<FamilyPolicy>; FAMILIES],
    pub dropped: Count,
    pub delayed: Count,
    pub received: Count,
    pub bypassed: Count,
}

impl Default for CacheCounters {
    fn default() -> Self {
        Self {
            families: std::array::from_fn(|_| FamilyCounters::default()),
            policies: std::array::from_fn(|_| OnceLock::new()),
            dropped: Count::default(),
            delayed: Count::default(),
            received: Count::default(),
            bypassed: Count::default(),
        }
    }
}

impl CacheCounters {
    pub fn of(&self, family: u8) -> &FamilyCounters {
        &self.families[usize::from(family) % FAMILIES]
    }
    /// Says which family has a number.
    pub fn declare(&self, family: u8, policy: FamilyPolicy) {
        let known = self.policies[usize::from(family) % FAMILIES].get_or_init(|| policy);
        debug_assert_eq!(*known, policy, "two families have the number {family}");
    }
    /// What the families that were read declare.
    pub fn policies(&self) -> Vec<FamilyPolicy> {
        self.policies.iter().filter_map(|policy| policy.get().copied()).collect()
    }
    pub fn add_entry(&self, family: u8, bytes: u64) {
        let of = self.of(family);
        of.entries.fetch_add(1, Ordering::Relaxed);
        of.bytes.fetch_add(bytes, Ordering::Relaxed);
    }
    pub fn remove_entry(&self, family: u8, bytes: u64) {
        let of = self.of(family);
        of.entries.fetch_sub(1, Ordering::Relaxed);
        of.bytes.fetch_sub(bytes, Ordering::Relaxed);
    }
    pub fn families(&self) -> Vec<FamilyStats> {
        let declared = self.families.iter().zip(&self.policies);
        let mut all: Vec<_> = declared.filter_map(|(of, policy)| Some(of.stats(policy.get()?.name))).collect();
        all.sort_by(|a, b| a.family.cmp(&b.family));
        all
    }
    /// The counts of this cache. The caller adds the sizes of the local tier and the state of Redis.
    pub fn stats(&self, health: CacheHealth) -> CacheStats {
        CacheStats {
            health,
            entries: 0,
            bytes: 0,
            max_bytes: 0,
            invalidations: self.dropped.get(),
            invalidations_delayed: self.delayed.get(),
            invalidations_received: self.received.get(),
            reads_bypassed: self.bypassed.get(),
            max_staleness_ms: 0,
            redis_losses: 0,
            redis: None,
            families: self.families(),
        }
    }
}

impl FamilyCounters {
    pub fn loaded(&self, family: &'static str, took: Duration) {
        self.loads.add();
        metrics::histogram!("aqad_cache_load_duration_seconds", "family" => family).record(took);
        self.load_us.add_many(u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
    }
    fn stats(&self, name: &str) -> FamilyStats {
        let (loads, load_us) = (self.loads.get(), self.load_us.get());
        FamilyStats {
            family: name.to_owned(),
            hits_local: self.hits_local.get(),
            hits_redis: self.hits_remote.get(),
            hits_absent: self.absent.get(),
            misses_local: self.misses_local.get(),
            misses_redis: self.misses_remote.get(),
            loads,
            loads_failed: self.failed.get(),
            load_microseconds: load_us,
            load_mean_microseconds: load_us.checked_div(loads).unwrap_or(0),
            coalesced: self.coalesced.get(),
            waited_for_other_node: self.waited.get(),
            refreshed_early: self.refreshed.get(),
            evicted: self.evicted.get(),
            expired: self.expired.get(),
            stale_local: self.stale_local.get(),
            stale_redis: self.stale_remote.get(),
            rejected_redis: self.rejected.get(),
            entries: self.entries.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
        }
    }
}

/// Statistics of one cache on this node, since it started.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct FamilyStats {
    /// Name.
    pub family: String,
    /// Hits in this process.
    pub hits_local: u64,
    /// Hits in Redis.
    pub hits_redis: u64,
    /// Hits on values known not to exist.
    pub hits_absent: u64,
    /// Misses in this process.
    pub misses_local: u64,
    /// Misses in Redis.
    pub misses_redis: u64,
    /// Loads from the database.
    pub loads: u64,
    /// Loads that failed.
    pub loads_failed: u64,
    /// Total time of all loads, in microseconds.
    pub load_microseconds: u64,
    /// Average time of a load, in microseconds.
    pub load_mean_microseconds: u64,
    /// Reads that waited for another read's load instead of making one.
    pub coalesced: u64,
    /// Reads that waited for another node's load.
    pub waited_for_other_node: u64,
    /// Loads made early for values that were about to expire.
    pub refreshed_early: u64,
    /// Evicted from this process because the cache was full.
    pub evicted: u64,
    /// Found expired.
    pub expired: u64,
    /// Found in this process but outdated.
    pub stale_local: u64,
    /// Found in Redis but outdated.
    pub stale_redis: u64,
    /// Found in Redis but rejected as altered or damaged.
    pub rejected_redis: u64,
    /// Values in this process.
    pub entries: u64,
    /// Size in bytes.
    pub bytes: u64,
}

/// The health of the cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CacheHealth {
    /// The cache is off.
    Off,
    /// A single node.
    Local,
    /// Shared with other nodes through Redis.
    Shared,
    /// Redis is unavailable; every read goes to the database.
    Disconnected,
}

/// What Redis says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RedisUsage {
    /// Memory in use, in bytes.
    pub used_bytes: u64,
    /// Maximum memory, in bytes; 0 for no limit.
    pub max_bytes: u64,
    /// Keys, of everyone who uses it.
    pub keys: u64,
    /// Keys evicted because memory was full.
    pub evicted_keys: u64,
}

/// Cache statistics of this node.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CacheStats {
    /// Health of the cache.
    pub health: CacheHealth,
    /// Values in this process.
    pub entries: u64,
    /// Size in bytes.
    pub bytes: u64,
    /// Maximum size in bytes.
    pub max_bytes: u64,
    /// Invalidations by this node.
    pub invalidations: u64,
    /// Invalidations that could not be sent to Redis immediately.
    pub invalidations_delayed: u64,
    /// Invalidations received from other nodes.
    pub invalidations_received: u64,
    /// Reads that bypassed the cache because Redis was unavailable.
    pub reads_bypassed: u64,
    /// Milliseconds within which all nodes see a change; 0 for a single node.
    pub max_staleness_ms: u64,
    /// Lost connections to Redis.
    pub redis_losses: u64,
    /// What Redis says of itself; null without Redis, or where it does not say.
    pub redis: Option<RedisUsage>,
    /// Statistics by cache.
    pub families: Vec<FamilyStats>,
}

impl CacheStats {
    /// Publishes it as metrics.
    pub fn publish(&self) {
        for f in &self.families {
            let name = f.family.clone();
            let count = |metric: &'static str, tier: &'static str, n: u64| {
                metrics::counter!(metric, "family" => name.clone(), "tier" => tier).absolute(n);
            };
            count("aqad_cache_hits_total", "process", f.hits_local);
            count("aqad_cache_hits_total", "redis", f.hits_redis);
            count("aqad_cache_misses_total", "process", f.misses_local);
            count("aqad_cache_misses_total", "redis", f.misses_redis);
            count("aqad_cache_stale_total", "process", f.stale_local);
            count("aqad_cache_stale_total", "redis", f.stale_redis);
            count("aqad_cache_evictions_total", "process", f.evicted);
            count("aqad_cache_expirations_total", "process", f.expired);
            count("aqad_cache_rejected_total", "redis", f.rejected_redis);
            let whole = |metric: &'static str, n: u64| {
                metrics::counter!(metric, "family" => name.clone()).absolute(n);
            };
            whole("aqad_cache_negative_hits_total", f.hits_absent);
            whole("aqad_cache_loads_total", f.loads);
            whole("aqad_cache_load_errors_total", f.loads_failed);
            whole("aqad_cache_load_microseconds_total", f.load_microseconds);
            whole("aqad_cache_coalesced_total", f.coalesced);
            whole("aqad_cache_remote_waits_total", f.waited_for_other_node);
            whole("aqad_cache_early_refreshes_total", f.refreshed_early);
            gauge("aqad_cache_entries", &name, f.entries);
            gauge("aqad_cache_bytes", &name, f.bytes);
        }
        metrics::counter!("aqad_cache_invalidations_total").absolute(self.invalidations);
        metrics::counter!("aqad_cache_invalidations_received_total").absolute(self.invalidations_received);
        metrics::counter!("aqad_cache_invalidations_delayed_total").absolute(self.invalidations_delayed);
        metrics::counter!("aqad_cache_bypassed_total").absolute(self.reads_bypassed);
        metrics::counter!("aqad_cache_redis_disconnects_total").absolute(self.redis_losses);
        if let Some(redis) = self.redis {
            own_gauge("aqad_cache_redis_memory_bytes", redis.used_bytes);
            own_gauge("aqad_cache_redis_memory_max_bytes", redis.max_bytes);
            own_gauge("aqad_cache_redis_keys", redis.keys);
            metrics::counter!("aqad_cache_redis_evicted_keys_total").absolute(redis.evicted_keys);
        }
        metrics::gauge!("aqad_cache_trusted").set(if self.health == CacheHealth::Disconnected { 0.0 } else { 1.0 });
    }
}

#[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^53")]
fn own_gauge(metric: &'static str, n: u64) {
    metrics::gauge!(metric).set(n as f64);
}

fn gauge(metric: &'static str, family: &str, n: u64) {
    // Exact up to 2^53, more than any machine holds.
    #[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^53")]
    metrics::gauge!(metric, "family" => family.to_owned()).set(n as f64);
}
