//! Cached refusals. A sliding window frees nothing before the instant it named, so until then the
//! same request can be refused without asking Redis. Refusals that a refund may end early are
//! cached for a second only, because another node may refund.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::clock::{Micros, MonotonicClock, duration, micros};
use crate::decision::{DecisionSource, LimitDecision, PolicyVerdict};
use crate::key::LimitKey;
use crate::policy::LimitCheck;

/// Refusals cached at most; beyond that, requests are evaluated each time.
const MAX_REFUSALS: usize = 65_536;
const SHARDS: usize = 16;
/// How long a refusal is remembered that may end early.
const REFUNDABLE_TTL: Micros = 1_000_000;
/// A full shard is swept at most this often.
const SWEEP_EVERY: Micros = 1_000_000;

#[derive(Debug, Clone)]
struct CachedRefusal {
    verdict: PolicyVerdict,
    cost: u32,
    /// Whom it concerns, where it was remembered under a name of one's own.
    owner: u128,
    reset_at: Micros,
    until: Micros,
    /// Until when it is believed.
    valid_until: Micros,
}

#[derive(Default)]
struct Shard {
    known: HashMap<LimitKey, CachedRefusal>,
    swept_at: Micros,
}

/// What this process remembers of refusals.
#[derive(Default)]
pub(crate) struct RefusalCache {
    shards: [Mutex<Shard>; SHARDS],
}

impl RefusalCache {
    fn shard(&self, key: LimitKey) -> MutexGuard<'_, Shard> {
        let shard = &self.shards[usize::try_from(key.0 % SHARDS as u128).unwrap_or(0)];
        shard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers what refused a request, each under its own counter.
    pub(crate) fn remember_all(&self, checks: &[LimitCheck<'_>], decision: &LimitDecision, now: Micros) {
        for (check, verdict) in checks.iter().zip(&decision.verdicts).filter(|(_, v)| v.refuses() && !v.policy.members)
        {
            self.remember(check.key, (check.cost, 0), verdict, now);
        }
    }

    /// Remembers a refusal of so many units, and whom it concerns, under any key.
    pub(crate) fn remember(&self, key: LimitKey, (cost, owner): (u32, u128), verdict: &PolicyVerdict, now: Micros) {
        let Some(retry) = verdict.retry else { return };
        let (until, reset_at) = (now + micros(retry), now + micros(verdict.reset));
        let valid_until = if verdict.policy.refundable { until.min(now + REFUNDABLE_TTL) } else { until };
        let mut shard = self.shard(key);
        if shard.known.len() >= MAX_REFUSALS / SHARDS && !shard.known.contains_key(&key) {
            if now - shard.swept_at >= SWEEP_EVERY {
                shard.swept_at = now;
                shard.known.retain(|_, refusal| refusal.valid_until > now);
            }
            if shard.known.len() >= MAX_REFUSALS / SHARDS {
                return;
            }
        }
        shard.known.insert(key, CachedRefusal { verdict: verdict.clone(), cost, owner, reset_at, until, valid_until });
    }

    /// A caller's hits were given back: what refused them may not any more.
    pub(crate) fn forget(&self, key: LimitKey) {
        self.shard(key).known.remove(&key);
    }

    /// The refusal of a request, if it is known: of any of its counters, for at least this much, under
    /// the same limit.
    pub(crate) fn find(&self, checks: &[LimitCheck<'_>], now: Micros) -> Option<LimitDecision> {
        let mut known = checks.iter().filter_map(|check| {
            let same =
                |d: &CachedRefusal| d.verdict.limit == check.limit() && d.verdict.policy.window == check.policy.window;
            let fits = |d: &CachedRefusal| d.cost <= check.cost && same(d) && !check.policy.monitor_only;
            self.get(check.key, now, fits).map(|(verdict, _)| verdict)
        });
        let first = known.next()?;
        let verdicts = std::iter::once(first).chain(known).collect();
        Some(LimitDecision { admitted: false, verdicts, source: DecisionSource::CachedRefusal, decided_at: now })
    }

    /// The refusal remembered under a key, and whom it concerns.
    pub(crate) fn recall(&self, key: LimitKey, clock: &dyn MonotonicClock) -> Option<(LimitDecision, u128)> {
        let now = clock.now();
        let (verdict, owner) = self.get(key, now, |_| true)?;
        let verdicts = std::iter::once(verdict).collect();
        let source = DecisionSource::CachedRefusal;
        Some((LimitDecision { admitted: false, verdicts, source, decided_at: now }, owner))
    }

    fn get(&self, key: LimitKey, now: Micros, fits: impl Fn(&CachedRefusal) -> bool) -> Option<(PolicyVerdict, u128)> {
        let shard = self.shard(key);
        let refusal = shard.known.get(&key).filter(|d| now < d.valid_until && fits(d))?;
        let mut verdict = refusal.verdict.clone();
        verdict.retry = Some(duration(refusal.until - now));
        verdict.reset = duration(refusal.reset_at - now);
        Some((verdict, refusal.owner))
    }

    /// Forgets all: a reset, or other numbers.
    pub(crate) fn clear(&self) {
        for shard in &self.shards {
            shard.lock().unwrap_or_else(PoisonError::into_inner).known.clear();
        }
    }
}
