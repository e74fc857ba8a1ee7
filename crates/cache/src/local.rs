//! The local tier (process memory): bounded in bytes, evicting by S3-FIFO with a ghost list, so
//! that a scan of a million values does not evict the hot ones.

use std::sync::Arc;

use quick_cache::sync::Cache as Table;
use quick_cache::{DefaultHashBuilder, Lifecycle, OptionsBuilder, Weighter};

use crate::stats::CacheCounters;
use crate::value::CachedValue;

/// Family and name.
pub(crate) type LocalKey = (u8, u128);

#[derive(Clone)]
struct Bytes;

impl Weighter<LocalKey, Arc<CachedValue>> for Bytes {
    fn weight(&self, _: &LocalKey, value: &Arc<CachedValue>) -> u64 {
        value.weight()
    }
}

/// Counts removed values: evicted, replaced, or too large to store. The table reports each, so the
/// counts per family need no recount.
#[derive(Clone)]
struct EvictionCounter(Arc<CacheCounters>);

impl Lifecycle<LocalKey, Arc<CachedValue>> for EvictionCounter {
    type RequestState = ();
    fn on_evict(&self, (): &mut (), key: LocalKey, value: Arc<CachedValue>) {
        self.0.remove_entry(key.0, value.weight());
        self.0.of(key.0).evicted.add();
    }
}

/// The tier.
pub(crate) struct LocalTier {
    table: Table<LocalKey, Arc<CachedValue>, Bytes, DefaultHashBuilder, EvictionCounter>,
    counters: Arc<CacheCounters>,
}

impl LocalTier {
    /// With so many bytes at most.
    pub fn new(bytes: u64, counters: Arc<CacheCounters>) -> Self {
        let options = OptionsBuilder::new()
            .weight_capacity(bytes)
            .estimated_items_capacity(usize::try_from(bytes / 1_200).unwrap_or(1_000).max(100))
            .build()
            .expect("both numbers are given");
        let eviction_counter = EvictionCounter(Arc::clone(&counters));
        Self { table: Table::with_options(options, Bytes, DefaultHashBuilder::default(), eviction_counter), counters }
    }

    pub fn get(&self, key: LocalKey) -> Option<Arc<CachedValue>> {
        self.table.get(&key)
    }

    pub fn put(&self, key: LocalKey, value: Arc<CachedValue>) {
        self.take(key);
        self.counters.add_entry(key.0, value.weight());
        self.table.insert(key, value);
    }

    /// Takes a value out; false if there was none.
    pub fn take(&self, key: LocalKey) -> bool {
        let Some((_, old)) = self.table.remove(&key) else { return false };
        self.counters.remove_entry(key.0, old.weight());
        true
    }

    /// Takes out what a test says, such as everything that is not good any more.
    pub fn sweep(&self, goes: impl Fn(&CachedValue) -> bool) {
        self.table.retain(|key, value| {
            let stays = !goes(value);
            if !stays {
                self.counters.remove_entry(key.0, value.weight());
            }
            stays
        });
    }

    pub fn entries(&self) -> u64 {
        self.table.len() as u64
    }
    pub fn bytes(&self) -> u64 {
        self.table.weight()
    }
    pub fn capacity(&self) -> u64 {
        self.table.capacity()
    }
}
