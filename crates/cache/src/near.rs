//! The tier in this process: bounded in bytes, S3-FIFO with a ghost list, so that a scan of a
//! million products does not drive out the ten thousand that are asked for.

use std::sync::Arc;

use quick_cache::sync::Cache as Table;
use quick_cache::{DefaultHashBuilder, Lifecycle, OptionsBuilder, Weighter};

use crate::held::Held;
use crate::report::Counters;

/// Family and name.
pub(crate) type NearKey = (u8, u128);

#[derive(Clone)]
struct Bytes;

impl Weighter<NearKey, Arc<Held>> for Bytes {
    fn weight(&self, _: &NearKey, held: &Arc<Held>) -> u64 {
        held.weight()
    }
}

/// Counts what has to go: driven out, replaced, or too long to come in. The table tells of each of
/// these, so the counts of a family need no recount.
#[derive(Clone)]
struct Goers(Arc<Counters>);

impl Lifecycle<NearKey, Arc<Held>> for Goers {
    type RequestState = ();
    fn on_evict(&self, (): &mut (), key: NearKey, held: Arc<Held>) {
        self.0.left(key.0, held.weight());
        self.0.of(key.0).evicted.add();
    }
}

/// The tier.
pub(crate) struct Near {
    table: Table<NearKey, Arc<Held>, Bytes, DefaultHashBuilder, Goers>,
    counters: Arc<Counters>,
}

impl Near {
    /// With so many bytes at most.
    pub fn new(bytes: u64, counters: Arc<Counters>) -> Self {
        let options = OptionsBuilder::new()
            .weight_capacity(bytes)
            .estimated_items_capacity(usize::try_from(bytes / 1_200).unwrap_or(1_000).max(100))
            .build()
            .expect("both numbers are given");
        let goers = Goers(Arc::clone(&counters));
        Self { table: Table::with_options(options, Bytes, DefaultHashBuilder::default(), goers), counters }
    }

    pub fn get(&self, key: NearKey) -> Option<Arc<Held>> {
        self.table.get(&key)
    }

    pub fn put(&self, key: NearKey, held: Arc<Held>) {
        self.take(key);
        self.counters.came(key.0, held.weight());
        self.table.insert(key, held);
    }

    /// Takes a value out; false if there was none.
    pub fn take(&self, key: NearKey) -> bool {
        let Some((_, old)) = self.table.remove(&key) else { return false };
        self.counters.left(key.0, old.weight());
        true
    }

    /// Takes out what a test says, such as everything that is not good any more.
    pub fn sweep(&self, goes: impl Fn(&Held) -> bool) {
        self.table.retain(|key, held| {
            let stays = !goes(held);
            if !stays {
                self.counters.left(key.0, held.weight());
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
