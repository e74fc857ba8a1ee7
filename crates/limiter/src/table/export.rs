//! What this node admitted, for Redis to hear.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::{Table, lock, settle};
use crate::clock::{Micros, micros};
use crate::key::Key;
use crate::policy::{Ask, Policy};

/// Which hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// Those that Redis has not heard of.
    Untold,
    /// All, of which Redis may still have some: another server took over, or its clock was set.
    PerhapsLost,
    /// All: Redis has none.
    Lost,
}

/// Hits of one counter.
#[derive(Debug, Clone)]
pub(crate) struct Hits {
    /// Names this telling, so that it takes effect once however often it is sent.
    pub id: u64,
    pub key: Key,
    pub policy: Arc<Policy>,
    pub times: u32,
    /// Whether they may be there already.
    pub perhaps_known: bool,
    /// Instants (ends of buckets), ascending, with a number of units or a member.
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

    /// Hands out hits, and takes them for told.
    pub(crate) fn tell(&self, which: Which, now: Micros) -> Vec<Hits> {
        self.untold.store(0, Ordering::Relaxed);
        let mut told = Vec::new();
        let mut hand_out = |key: u128, policy: &Arc<Policy>, times, perhaps_known, mut when: Vec<(Micros, u64)>| {
            when.retain(|(at, _)| *at > now - micros(policy.window));
            if !when.is_empty() {
                let id = self.tellings.fetch_add(1, Ordering::Relaxed);
                told.push(Hits { id, key: Key(key), policy: Arc::clone(policy), times, perhaps_known, when });
            }
        };
        for shard in &self.shards {
            let mut shard = lock(shard);
            let mut changed = Vec::new();
            for (key, entry) in &mut shard.entries {
                let untold: Vec<_> = std::mem::take(&mut entry.untold).into();
                if !untold.is_empty() {
                    changed.push(Key(*key));
                }
                let when = if which == Which::Untold { untold } else { entry.hits().into() };
                hand_out(*key, &entry.policy, entry.times, which == Which::PerhapsLost, when);
            }
            for key in changed {
                settle(&mut shard, key);
            }
        }
        told
    }
}
