//! The counters of this process: sharded, bounded in bytes, all-or-nothing across shards.
//!
//! Without Redis this is the limiter. With Redis it mirrors what this node admitted, decides while
//! Redis is away, and is the source of what Redis is sent afterwards.

mod counter;
mod export;
mod sketch;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use smallvec::SmallVec;

use crate::clock::Micros;
use crate::decision::{CountedHit, DecisionSource, LimitDecision, PolicyVerdict};
use crate::key::LimitKey;
use crate::policy::LimitCheck;
use crate::window::Reading;
use counter::Counter;
pub(crate) use export::{ExportScope, HitBatch};
use sketch::OverflowSketches;

const SHARDS: usize = 64;
/// A full shard is swept at most this often.
const SWEEP_EVERY: Micros = 1_000_000;

/// Whether a hit has to be sent to Redis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Replication {
    /// Admitted locally while Redis was away: to be sent.
    Pending,
    /// There is no Redis.
    NotNeeded,
}

/// Keys are hashes under a secret already: hashing them again would only cost time.
#[derive(Default)]
struct IdentityHasher(u64);

impl Hasher for IdentityHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 ^= u64::from_ne_bytes(word);
        }
    }
    fn write_u128(&mut self, n: u128) {
        self.0 = u64::try_from(n >> 64).unwrap_or(0);
    }
}

#[derive(Default)]
struct Shard {
    counters: HashMap<u128, Counter, BuildHasherDefault<IdentityHasher>>,
    bytes: usize,
    swept_at: Micros,
}

/// All counters of this process.
pub(crate) struct CounterTable {
    shards: Box<[Mutex<Shard>]>,
    max_bytes_per_shard: usize,
    sketches: OverflowSketches,
    /// Roughly how many hits were not sent to Redis; above zero, the connection task sends them.
    unsent: AtomicUsize,
    /// Names of tellings.
    next_batch_id: AtomicU64,
    /// Redis' clock less ours, by which buckets are cut.
    phase: AtomicI64,
    overflowing: AtomicBool,
}

type Guards<'t> = SmallVec<[(usize, MutexGuard<'t, Shard>); 8]>;

fn shard_of(key: LimitKey) -> usize {
    usize::try_from(key.0 % SHARDS as u128).unwrap_or(0)
}

fn lock(shard: &Mutex<Shard>) -> MutexGuard<'_, Shard> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}

impl CounterTable {
    /// With at most so many bytes of counters.
    pub(crate) fn new(max_bytes: usize) -> Self {
        Self {
            shards: (0..SHARDS).map(|_| Mutex::default()).collect(),
            max_bytes_per_shard: max_bytes / SHARDS,
            sketches: OverflowSketches::default(),
            unsent: AtomicUsize::new(0),
            next_batch_id: AtomicU64::new(0),
            phase: AtomicI64::new(0),
            overflowing: AtomicBool::new(false),
        }
    }

    /// Judges a request by what is known here, and counts it if every policy takes it. `nodes` is
    /// among how many the limits are shared.
    pub(crate) fn admit(
        &self,
        checks: &[LimitCheck<'_>],
        now: Micros,
        nodes: u64,
        replication: Replication,
    ) -> LimitDecision {
        let mut guards = self.guards(checks);
        let mut readings: SmallVec<[(Reading, u64); 8]> = SmallVec::new();
        let mut admitted = true;
        for check in checks {
            let limit = check.policy.share(check.limit(), nodes);
            let reading = self.read(shard_mut(&mut guards, check.key), check, now, limit);
            admitted &= reading.retry_at.is_none() || check.policy.monitor_only;
            readings.push((reading, limit));
        }
        let mut verdicts = SmallVec::new();
        for (check, (reading, limit)) in checks.iter().zip(&readings) {
            let counts = admitted && reading.retry_at.is_none() && !reading.present && check.cost > 0;
            let counted = counts.then(|| self.add(shard_mut(&mut guards, check.key), check, now, replication));
            verdicts.push(PolicyVerdict::of(check, *limit, reading, now, counted));
        }
        LimitDecision { admitted, verdicts, source: DecisionSource::Local, decided_at: now }
    }

    /// How a request stands, counting nothing.
    pub(crate) fn peek(&self, checks: &[LimitCheck<'_>], now: Micros) -> LimitDecision {
        let mut guards = self.guards(checks);
        let mut decision = LimitDecision::unlimited();
        for check in checks {
            let reading = self.read(shard_mut(&mut guards, check.key), check, now, check.limit());
            decision.admitted &= reading.retry_at.is_none() || check.policy.monitor_only;
            decision.verdicts.push(PolicyVerdict::of(check, check.limit(), &reading, now, None));
        }
        decision
    }

    /// Writes down what Redis admitted, at the instants it chose.
    pub(crate) fn record(&self, checks: &[LimitCheck<'_>], verdicts: &[PolicyVerdict]) {
        for (check, verdict) in checks.iter().zip(verdicts) {
            let Some(CountedHit { at, .. }) = verdict.counted else { continue };
            let mut shard = lock(&self.shards[shard_of(check.key)]);
            let phase = self.phase();
            let Some(counter) = self.counter(&mut shard, check, at) else {
                self.sketches.add(check, at);
                continue;
            };
            let differs = counter.update_policy(check, phase);
            counter.window.add_at(at, check, phase);
            if differs {
                self.unsent.fetch_add(1, Ordering::Relaxed);
            }
            update_bytes(&mut shard, check.key);
        }
    }

    /// Takes back what a verdict counted.
    pub(crate) fn refund(&self, verdict: &PolicyVerdict) {
        let Some(CountedHit { at, cost, member }) = verdict.counted else { return };
        let mut shard = lock(&self.shards[shard_of(verdict.key)]);
        if let Some(counter) = shard.counters.get_mut(&verdict.key.0) {
            counter.remove(at, cost, member, self.phase());
        }
    }

    /// Whether a member is inside, as far as this process knows.
    pub(crate) fn has_member(&self, key: LimitKey, member: u64) -> bool {
        lock(&self.shards[shard_of(key)]).counters.get(&key.0).is_some_and(|counter| counter.window.has_member(member))
    }

    /// Redis' clock less ours, by which buckets are cut.
    pub(crate) fn set_phase(&self, phase: Micros) {
        self.phase.store(phase, Ordering::Relaxed);
    }

    fn phase(&self) -> Micros {
        self.phase.load(Ordering::Relaxed)
    }

    /// Drops counters.
    pub(crate) fn remove(&self, keys: impl IntoIterator<Item = LimitKey>) -> usize {
        let mut gone = 0;
        for key in keys {
            let mut shard = lock(&self.shards[shard_of(key)]);
            if let Some(counter) = shard.counters.remove(&key.0) {
                shard.bytes -= counter.bytes;
                gone += 1;
            }
        }
        gone
    }

    /// Counters kept, and their bytes.
    pub(crate) fn size(&self) -> (usize, usize) {
        let sum = |sum: (usize, usize), shard: &Mutex<Shard>| {
            let shard = lock(shard);
            (sum.0 + shard.counters.len(), sum.1 + shard.bytes)
        };
        let (counters, bytes) = self.shards.iter().fold((0, 0), sum);
        (counters, bytes + self.sketches.bytes())
    }

    /// Whether there is no memory for new callers, so that they are estimated.
    pub(crate) fn is_overflowing(&self) -> bool {
        self.overflowing.load(Ordering::Relaxed)
    }

    /// Drops counters in which nothing counts any more.
    pub(crate) fn sweep(&self, now: Micros) {
        for shard in &self.shards {
            sweep(&mut lock(shard), now);
        }
        self.overflowing.store(false, Ordering::Relaxed);
        self.sketches.sweep(now);
    }

    /// Locks the shards of a request in one order, so that two requests never wait for each other.
    fn guards(&self, checks: &[LimitCheck<'_>]) -> Guards<'_> {
        let mut wanted: SmallVec<[usize; 8]> = checks.iter().map(|check| shard_of(check.key)).collect();
        wanted.sort_unstable();
        wanted.dedup();
        wanted.into_iter().map(|at| (at, lock(&self.shards[at]))).collect()
    }

    fn read(&self, shard: &mut Shard, check: &LimitCheck<'_>, now: Micros, limit: u64) -> Reading {
        let known = shard.counters.contains_key(&check.key.0);
        if !known && !self.has_capacity(shard, now) {
            return self.sketches.read(check, now, limit);
        }
        let Some(counter) = shard.counters.get_mut(&check.key.0) else {
            let empty = counter::read_empty(check, now, limit);
            let sketched = self.sketches.are_used();
            return if sketched { self.sketches.correct(empty, check, now, limit) } else { empty };
        };
        let differs = counter.update_policy(check, self.phase());
        let own = counter.window.read(now, check, limit);
        let also_in_sketch = counter.also_in_sketch;
        if differs {
            self.unsent.fetch_add(1, Ordering::Relaxed);
            update_bytes(shard, check.key);
        }
        if also_in_sketch { self.sketches.correct(own, check, now, limit) } else { own }
    }

    fn add(&self, shard: &mut Shard, check: &LimitCheck<'_>, now: Micros, replication: Replication) -> Micros {
        let full = shard.bytes >= self.max_bytes_per_shard;
        let Some(counter) = self.counter(shard, check, now) else {
            self.sketches.add(check, now);
            return now;
        };
        if full && !counter.window.has_capacity_for(check.cost) {
            // No byte more: what does not fit is estimated on top.
            counter.also_in_sketch = true;
            self.sketches.add(check, now);
            return now;
        }
        let at = counter.add(now, check, replication, self.phase());
        if replication == Replication::Pending {
            self.unsent.fetch_add(1, Ordering::Relaxed);
        }
        update_bytes(shard, check.key);
        at
    }

    /// The counter of a check, made if there is memory.
    fn counter<'s>(&self, shard: &'s mut Shard, check: &LimitCheck<'_>, now: Micros) -> Option<&'s mut Counter> {
        if !shard.counters.contains_key(&check.key.0) {
            if !self.has_capacity(shard, now) {
                return None;
            }
            shard.counters.insert(check.key.0, Counter::new(check, self.sketches.are_used()));
            shard.bytes += Counter::FIXED;
        }
        shard.counters.get_mut(&check.key.0)
    }

    /// Whether a newcomer may have a counter. A fifth of the memory is kept for those who have one and
    /// use it up.
    fn has_capacity(&self, shard: &mut Shard, now: Micros) -> bool {
        let most = self.max_bytes_per_shard / 5 * 4;
        if shard.bytes < most {
            return true;
        }
        if now - shard.swept_at >= SWEEP_EVERY {
            sweep(shard, now);
        }
        let fits = shard.bytes < most;
        if !fits {
            self.overflowing.store(true, Ordering::Relaxed);
        }
        fits
    }
}

fn shard_mut<'g>(guards: &'g mut Guards<'_>, key: LimitKey) -> &'g mut Shard {
    let at = shard_of(key);
    let guard = guards.iter_mut().find(|(index, _)| *index == at).expect("every ask's shard was locked");
    &mut guard.1
}

/// Brings the sum of bytes in line after a counter grew.
fn update_bytes(shard: &mut Shard, key: LimitKey) {
    if let Some(counter) = shard.counters.get_mut(&key.0) {
        let bytes = counter.measure();
        shard.bytes = shard.bytes + bytes - counter.bytes;
        counter.bytes = bytes;
    }
}

fn sweep(shard: &mut Shard, now: Micros) {
    let mut bytes = 0;
    shard.counters.retain(|_, counter| {
        let keeps = !counter.is_expired(now);
        if keeps {
            bytes += counter.bytes;
        }
        keeps
    });
    shard.counters.shrink_to(shard.counters.len() * 2);
    shard.bytes = bytes;
    shard.swept_at = now;
}
