//! Hits that this node admitted, to be sent to Redis.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::{CounterTable, lock, update_bytes};
use crate::clock::{Micros, micros};
use crate::key::LimitKey;
use crate::policy::{LimitCheck, Policy};

/// Which hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExportScope {
    /// Those that were not sent yet.
    Unsent,
    /// All, of which Redis may still have some: another server took over, or its clock was set.
    PossiblyLost,
    /// All: Redis has none.
    Lost,
}

/// Hits of one counter.
#[derive(Debug, Clone)]
pub(crate) struct HitBatch {
    /// Names this batch, so that it takes effect once however often it is sent.
    pub id: u64,
    pub key: LimitKey,
    pub policy: Arc<Policy>,
    pub multiplier: u32,
    /// Whether they may be there already.
    pub possibly_sent: bool,
    /// Instants (ends of buckets), ascending, with a number of units or a member.
    pub when: Vec<(Micros, u64)>,
}

impl HitBatch {
    /// A check of the same counter.
    pub(crate) fn check(&self) -> LimitCheck<'_> {
        LimitCheck::new(&self.policy, self.key).multiplier(self.multiplier)
    }
}

impl CounterTable {
    /// Whether hits wait to be sent.
    pub(crate) fn has_unsent(&self) -> bool {
        self.unsent.load(Ordering::Relaxed) > 0
    }

    /// Hands out hits, and regards them as sent.
    pub(crate) fn export(&self, scope: ExportScope, now: Micros) -> Vec<HitBatch> {
        self.unsent.store(0, Ordering::Relaxed);
        let mut batches = Vec::new();
        let mut hand_out =
            |key: u128, policy: &Arc<Policy>, multiplier, possibly_sent, mut when: Vec<(Micros, u64)>| {
                when.retain(|(at, _)| *at > now - micros(policy.window));
                if !when.is_empty() {
                    let id = self.next_batch_id.fetch_add(1, Ordering::Relaxed);
                    batches.push(HitBatch {
                        id,
                        key: LimitKey(key),
                        policy: Arc::clone(policy),
                        multiplier,
                        possibly_sent,
                        when,
                    });
                }
            };
        for shard in &self.shards {
            let mut shard = lock(shard);
            let mut changed = Vec::new();
            for (key, counter) in &mut shard.counters {
                let unsent: Vec<_> = std::mem::take(&mut counter.unsent).into();
                if !unsent.is_empty() {
                    changed.push(LimitKey(*key));
                }
                let when = if scope == ExportScope::Unsent { unsent } else { counter.hits().into() };
                hand_out(*key, &counter.policy, counter.multiplier, scope == ExportScope::PossiblyLost, when);
            }
            for key in changed {
                update_bytes(&mut shard, key);
            }
        }
        batches
    }
}
