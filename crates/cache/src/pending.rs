//! Invalidations that were not sent to Redis yet.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::versions::Tag;

/// Invalidations kept one by one; further ones are merged into one set of shards, so memory is
/// bounded.
const MAX_SINGLE: usize = 256;

/// One pending invalidation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct InvalidationId(u64);

#[derive(Default)]
struct PendingSet {
    next: u64,
    single: HashMap<InvalidationId, Vec<u16>>,
    /// By shard, the newest pending invalidation of it.
    merged: BTreeMap<u16, InvalidationId>,
}

/// All pending invalidations.
#[derive(Default)]
pub(crate) struct PendingInvalidations {
    anything: AtomicBool,
    set: Mutex<PendingSet>,
}

impl PendingInvalidations {
    fn set(&self) -> MutexGuard<'_, PendingSet> {
        self.set.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn update_flag(&self, set: &PendingSet) {
        self.anything.store(!(set.single.is_empty() && set.merged.is_empty()), Ordering::Release);
    }

    pub fn is_empty(&self) -> bool {
        !self.anything.load(Ordering::Acquire)
    }

    /// Whether an invalidation of any of these is pending.
    pub fn touches(&self, tags: &[Tag]) -> bool {
        if self.is_empty() {
            return false;
        }
        let set = self.set();
        let pending =
            |shard: u16| set.merged.contains_key(&shard) || set.single.values().any(|shards| shards.contains(&shard));
        tags.iter().any(|tag| pending(tag.shard()))
    }

    /// Adds an invalidation.
    pub fn add(&self, shards: &[u16]) -> InvalidationId {
        let mut set = self.set();
        set.next += 1;
        let id = InvalidationId(set.next);
        if set.single.len() < MAX_SINGLE {
            set.single.insert(id, shards.to_vec());
        } else {
            set.merged.extend(shards.iter().map(|shard| (*shard, id)));
        }
        self.update_flag(&set);
        id
    }

    /// One invalidation was sent. A merged one stays until all are.
    pub fn remove(&self, id: InvalidationId) {
        let mut set = self.set();
        set.single.remove(&id);
        self.update_flag(&set);
    }

    /// All pending shards, and the newest invalidation among them.
    pub fn all(&self) -> (Vec<u16>, InvalidationId) {
        let set = self.set();
        let shards: BTreeSet<u16> = set.single.values().flatten().chain(set.merged.keys()).copied().collect();
        (shards.into_iter().collect(), InvalidationId(set.next))
    }

    /// Everything up to an invalidation was sent. What was added since stays, on the same shards
    /// too.
    pub fn remove_until(&self, newest: InvalidationId) {
        let mut set = self.set();
        set.single.retain(|id, _| *id > newest);
        set.merged.retain(|_, id| *id > newest);
        self.update_flag(&set);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_while_the_rest_is_sent_stays_pending() {
        let pending = PendingInvalidations::default();
        for _ in 0..=MAX_SINGLE {
            pending.add(&[7]);
        }

        let (shards, newest) = pending.all();
        pending.add(&[7]);
        pending.remove_until(newest);

        assert_eq!((shards, pending.is_empty()), (vec![7], false));
        let (shards, newest) = pending.all();
        pending.remove_until(newest);
        assert_eq!((shards, pending.is_empty()), (vec![7], true));
    }

    #[test]
    fn a_change_that_was_sent_is_not_pending() {
        let pending = PendingInvalidations::default();
        let (one, other) = (pending.add(&[1, 2]), pending.add(&[2, 3]));
        pending.remove(one);

        assert_eq!(pending.all().0, [2, 3]);
        pending.remove(other);
        assert!(pending.is_empty());
    }
}
