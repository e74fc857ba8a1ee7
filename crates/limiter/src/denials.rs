//! Refusals that hold still. A sliding window frees nothing before the instant it named, so until
//! then the same request can be refused without asking anybody.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::clock::{Clock, Micros, duration, micros};
use crate::decision::{Decision, Source, Verdict};
use crate::key::Key;
use crate::policy::Ask;

/// Refusals remembered at most; beyond that, callers are asked about each time.
const MOST: usize = 65_536;
const SHARDS: usize = 16;

#[derive(Debug, Clone)]
struct Denial {
    verdict: Verdict,
    cost: u32,
    reset_at: Micros,
    until: Micros,
}

/// What this process remembers of refusals.
#[derive(Default)]
pub(crate) struct Denials {
    shards: [Mutex<HashMap<Key, Denial>>; SHARDS],
}

impl Denials {
    fn shard(&self, key: Key) -> &Mutex<HashMap<Key, Denial>> {
        &self.shards[usize::try_from(key.0 % SHARDS as u128).unwrap_or(0)]
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
        let mut shard = self.shard(key).lock().unwrap_or_else(PoisonError::into_inner);
        if shard.len() >= MOST / SHARDS && !shard.contains_key(&key) {
            shard.retain(|_, denial| denial.until > now);
            if shard.len() >= MOST / SHARDS {
                return;
            }
        }
        shard.insert(key, Denial { verdict: verdict.clone(), cost, reset_at, until });
    }

    /// The refusal of a request, if it is known: of any of its counters, for at least this much, under
    /// the same limit.
    pub(crate) fn find(&self, asks: &[Ask<'_>], now: Micros) -> Option<Decision> {
        let mut known = asks.iter().filter_map(|ask| {
            let fits = |d: &Denial| d.cost <= ask.cost && d.verdict.limit == ask.limit() && !ask.policy.shadow;
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
        let shard = self.shard(key).lock().unwrap_or_else(PoisonError::into_inner);
        let denial = shard.get(&key).filter(|d| now < d.until && fits(d))?;
        let mut verdict = denial.verdict.clone();
        verdict.retry = Some(duration(denial.until - now));
        verdict.reset = duration(denial.reset_at - now);
        Some(verdict)
    }

    /// Forgets all: a reset, or other numbers.
    pub(crate) fn clear(&self) {
        for shard in &self.shards {
            shard.lock().unwrap_or_else(PoisonError::into_inner).clear();
        }
    }
}
