//! Refusals that hold still. A sliding window frees nothing before the instant it named, so until
//! then the same request can be refused without asking anybody. What may be given back is
//! remembered for a second only: another node may have given it back.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::clock::{Clock, Micros, duration, micros};
use crate::decision::{Decision, Source, Verdict};
use crate::key::Key;
use crate::policy::Ask;

/// Refusals remembered at most; beyond that, callers are asked about each time.
const MOST: usize = 65_536;
const SHARDS: usize = 16;
/// How long a refusal is remembered that may end early.
const BRIEFLY: Micros = 1_000_000;
/// A full shard is swept at most this often.
const SWEEP_EVERY: Micros = 1_000_000;

#[derive(Debug, Clone)]
struct Denial {
    verdict: Verdict,
    cost: u32,
    reset_at: Micros,
    until: Micros,
    /// Until when it is believed.
    believed: Micros,
}

#[derive(Default)]
struct Shard {
    known: HashMap<Key, Denial>,
    swept_at: Micros,
}

/// What this process remembers of refusals.
#[derive(Default)]
pub(crate) struct Denials {
    shards: [Mutex<Shard>; SHARDS],
}

impl Denials {
    fn shard(&self, key: Key) -> MutexGuard<'_, Shard> {
        let shard = &self.shards[usize::try_from(key.0 % SHARDS as u128).unwrap_or(0)];
        shard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers what refused a request, each under its own counter.
    pub(crate) fn learn(&self, asks: &[Ask<'_>], decision: &Decision, now: Micros) {
        for (ask, verdict) in asks.iter().zip(&decision.verdicts).filter(|(_, v)| v.refuses() && !v.policy.members) {
            self.remember(ask.key, ask.cost, verdict, now);
        }
    }

    /// Remembers a refusal under any key.
    pub(crate) fn remember(&self, key: Key, cost: u32, verdict: &Verdict, now: Micros) {
        let Some(retry) = verdict.retry else { return };
        let (until, reset_at) = (now + micros(retry), now + micros(verdict.reset));
        let believed = if verdict.policy.refundable { until.min(now + BRIEFLY) } else { until };
        let mut shard = self.shard(key);
        if shard.known.len() >= MOST / SHARDS && !shard.known.contains_key(&key) {
            if now - shard.swept_at >= SWEEP_EVERY {
                shard.swept_at = now;
                shard.known.retain(|_, denial| denial.believed > now);
            }
            if shard.known.len() >= MOST / SHARDS {
                return;
            }
        }
        shard.known.insert(key, Denial { verdict: verdict.clone(), cost, reset_at, until, believed });
    }

    /// A caller's hits were given back: what refused them may not any more.
    pub(crate) fn forget(&self, key: Key) {
        self.shard(key).known.remove(&key);
    }

    /// The refusal of a request, if it is known: of any of its counters, for at least this much, under
    /// the same limit.
    pub(crate) fn find(&self, asks: &[Ask<'_>], now: Micros) -> Option<Decision> {
        let mut known = asks.iter().filter_map(|ask| {
            let same = |d: &Denial| d.verdict.limit == ask.limit() && d.verdict.policy.window == ask.policy.window;
            let fits = |d: &Denial| d.cost <= ask.cost && same(d) && !ask.policy.shadow;
            self.get(ask.key, now, fits)
        });
        let first = known.next()?;
        let verdicts = std::iter::once(first).chain(known).collect();
        Some(Decision { admitted: false, verdicts, source: Source::Remembered, decided_at: now })
    }

    /// The refusal remembered under a key.
    pub(crate) fn recall(&self, key: Key, clock: &dyn Clock) -> Option<Decision> {
        let now = clock.now();
        let verdicts = std::iter::once(self.get(key, now, |_| true)?).collect();
        Some(Decision { admitted: false, verdicts, source: Source::Remembered, decided_at: now })
    }

    fn get(&self, key: Key, now: Micros, fits: impl Fn(&Denial) -> bool) -> Option<Verdict> {
        let shard = self.shard(key);
        let denial = shard.known.get(&key).filter(|d| now < d.believed && fits(d))?;
        let mut verdict = denial.verdict.clone();
        verdict.retry = Some(duration(denial.until - now));
        verdict.reset = duration(denial.reset_at - now);
        Some(verdict)
    }

    /// Forgets all: a reset, or other numbers.
    pub(crate) fn clear(&self) {
        for shard in &self.shards {
            shard.lock().unwrap_or_else(PoisonError::into_inner).known.clear();
        }
    }
}
