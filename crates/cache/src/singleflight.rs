//! One load per key at a time on this node; whoever comes meanwhile waits for its result.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use crate::local::LocalKey;
use crate::value::CachedValue;

/// What a flight brings: nothing until it has landed; then a value, and an instant at which it was as
/// good as a load that begins.
type LoadResult = Option<(Arc<CachedValue>, u64)>;

struct InFlightLoad {
    number: u64,
    began: u64,
    result: watch::Receiver<LoadResult>,
}

/// Loads that are under way.
#[derive(Default)]
pub(crate) struct SingleFlight {
    shards: [Mutex<HashMap<LocalKey, InFlightLoad>>; 16],
    numbers: std::sync::atomic::AtomicU64,
}

/// Whether one loads, or waits.
pub(crate) enum Role<'f> {
    /// One loads.
    Leader(Leader<'f>),
    /// Somebody loads; this is where the result will be. If they give up, it is closed.
    Follower(watch::Receiver<LoadResult>),
}

/// The right to load. Dropped without landing, those who wait are told to look for themselves.
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

    /// Joins the flight for a key if it began no earlier than `since`; begins one otherwise.
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

    /// Begins a flight only where there is none.
    pub fn begin(&self, key: LocalKey, now: u64) -> Option<Leader<'_>> {
        match self.join(key, now, 0) {
            Role::Leader(leader) => Some(leader),
            Role::Follower(_) => None,
        }
    }
}

impl Leader<'_> {
    /// Tells all who wait.
    pub fn complete(self, value: &Arc<CachedValue>, good_at: u64) {
        self.result.send_replace(Some((Arc::clone(value), good_at)));
    }
}

impl Drop for Leader<'_> {
    fn drop(&mut self) {
        let mut shard = self.loads.shard(self.key).lock().unwrap_or_else(PoisonError::into_inner);
        // A later flight may have taken its place.
        if shard.get(&self.key).is_some_and(|load| load.number == self.number) {
            shard.remove(&self.key);
        }
    }
}
