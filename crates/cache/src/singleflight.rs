//! One load per key at a time on this node (single flight): the leader loads, followers wait for
//! its result.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use crate::local::LocalKey;
use crate::value::CachedValue;

/// The result of a load: nothing until it is complete; then the value, and an instant as of which
/// it is fresh.
type LoadResult = Option<(Arc<CachedValue>, u64)>;

struct InFlightLoad {
    number: u64,
    began: u64,
    result: watch::Receiver<LoadResult>,
}

/// Loads in flight.
#[derive(Default)]
pub(crate) struct SingleFlight {
    shards: [Mutex<HashMap<LocalKey, InFlightLoad>>; 16],
    numbers: std::sync::atomic::AtomicU64,
}

/// Whether a caller loads, or waits.
pub(crate) enum Role<'f> {
    /// The caller loads.
    Leader(Leader<'f>),
    /// Another caller loads; this receives the result. It is closed if the leader gives up.
    Follower(watch::Receiver<LoadResult>),
}

/// The right to load. Dropped before it is complete, followers are woken and try themselves.
pub(crate) struct Leader<'f> {
    loads: &'f SingleFlight,
    key: LocalKey,
    number: u64,
    result: watch::Sender<LoadResult>,
}

impl SingleFlight {
    fn shard(&self, key: LocalKey) -> &Mutex<HashMap<LocalKey, InFlightLoad>> {
        // Ids end in random bits, hashes are random everywhere.
        let [.., last] = key.1.to_le_bytes();
        &self.shards[usize::from(last) % self.shards.len()]
    }

    /// Follows the load of a key if it began no earlier than `since`; leads a new one otherwise.
    pub fn join(&self, key: LocalKey, now: u64, since: u64) -> Role<'_> {
        let mut shard = self.shard(key).lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(load) = shard.get(&key)
            && load.began >= since
        {
            return Role::Follower(load.result.clone());
        }
        let number = self.numbers.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let (sender, result) = watch::channel(None);
        shard.insert(key, InFlightLoad { number, began: now, result });
        Role::Leader(Leader { loads: self, key, number, result: sender })
    }

    /// Leads a load only where none is in flight.
    pub fn begin(&self, key: LocalKey, now: u64) -> Option<Leader<'_>> {
        match self.join(key, now, 0) {
            Role::Leader(leader) => Some(leader),
            Role::Follower(_) => None,
        }
    }
}

impl Leader<'_> {
    /// Hands the result to all followers.
    pub fn complete(self, value: &Arc<CachedValue>, good_at: u64) {
        self.result.send_replace(Some((Arc::clone(value), good_at)));
    }
}

impl Drop for Leader<'_> {
    fn drop(&mut self) {
        let mut shard = self.loads.shard(self.key).lock().unwrap_or_else(PoisonError::into_inner);
        // A later load may have taken its place.
        if shard.get(&self.key).is_some_and(|load| load.number == self.number) {
            shard.remove(&self.key);
        }
    }
}
