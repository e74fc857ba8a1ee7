//! What this node admitted, for Redis to hear.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::{Table, lock, settle, shard_of};
use crate::clock::Micros;
use crate::key::Key;
use crate::policy::{Ask, Counting, Policy};

/// Which hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// Those that Redis has not heard of.
    Untold,
    /// Redis may have lost some (another server took over): all whose instants tell what is there.
    PerhapsLost,
    /// Redis lost all.
    Lost,
}

/// Hits of one counter.
#[derive(Debug, Clone)]
pub(crate) struct Hits {
    pub key: Key,
    pub policy: Arc<Policy>,
    pub times: u32,
    /// Whether they may be there already.
    pub perhaps_known: bool,
    /// Instants, ascending, with a number of units or a member.
    pub when: Vec<(Micros, u64)>,
}

impl Hits {
    /// An ask that names the same counter.
    pub(crate) fn ask(&self) -> Ask<'_> {
        Ask::new(&self.policy, self.key).times(self.times)
    }
}

impl Table {
    /// Whether Redis should hear of something.
    pub(crate) fn has_untold(&self) -> bool {
        self.untold.load(Ordering::Relaxed) > 0
    }

    /// Hands out hits and marks them as told. Who cannot deliver them gives them to [`Table::untell`].
    pub(crate) fn tell(&self, which: Which, now: Micros) -> Vec<Hits> {
        self.untold.store(0, Ordering::Relaxed);
        let mut told = Vec::new();
        for shard in &self.shards {
            let mut shard = lock(shard);
            let mut changed = Vec::new();
            for (key, entry) in &mut shard.entries {
                let untold = std::mem::take(&mut entry.untold);
                if !untold.is_empty() {
                    changed.push(Key(*key));
                }
                let by_instant = entry.window.counting() != Counting::Buckets;
                let all = which == Which::Lost || (which == Which::PerhapsLost && by_instant);
                let when = if all { entry.hits() } else { untold };
                if !when.is_empty() && !entry.is_over(now) {
                    let (policy, times) = (Arc::clone(&entry.policy), entry.times);
                    let perhaps_known = all && by_instant;
                    told.push(Hits { key: Key(*key), policy, times, perhaps_known, when });
                }
            }
            for key in changed {
                settle(&mut shard, key);
            }
        }
        told
    }

    /// Takes hits back that could not be delivered.
    pub(crate) fn untell(&self, told: Vec<Hits>) {
        for hits in told {
            let mut shard = lock(&self.shards[shard_of(hits.key)]);
            if let Some(entry) = shard.entries.get_mut(&hits.key.0) {
                let newer = std::mem::replace(&mut entry.untold, hits.when);
                entry.untold.extend(newer);
                self.untold.fetch_add(1, Ordering::Relaxed);
            }
            settle(&mut shard, hits.key);
        }
    }
}
