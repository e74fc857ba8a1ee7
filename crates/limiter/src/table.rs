//! The counters of this process: sharded, bounded in bytes, all-or-nothing across shards.
//!
//! Without Redis this is the limiter. With Redis it is its warm twin: it knows what this node
//! admitted, decides alone while Redis is away, and can tell Redis afterwards.

mod entry;
mod export;
mod sketch;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use smallvec::SmallVec;

use crate::clock::Micros;
use crate::decision::{Counted, Decision, Source, Verdict};
use crate::key::Key;
use crate::policy::Ask;
use crate::window::Reading;
use entry::Entry;
pub(crate) use export::{Hits, Which};
use sketch::Sketches;

const SHARDS: usize = 64;
/// A full shard is swept at most this often.
const SWEEP_EVERY: Micros = 1_000_000;

/// Whether Redis has to hear of a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// It was admitted here, while Redis was away.
    OnlyHere,
    /// There is no Redis.
    Enough,
}

/// Keys are hashes under a secret already: hashing them again would only cost time.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
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
    entries: HashMap<u128, Entry, BuildHasherDefault<AsItIs>>,
    bytes: usize,
    swept_at: Micros,
}

/// All counters of this process.
pub(crate) struct Table {
    shards: Box<[Mutex<Shard>]>,
    most_per_shard: usize,
    sketches: Sketches,
    /// Hits that Redis has not heard of, roughly: more than none means that somebody should tell it.
    untold: AtomicUsize,
    /// Names of tellings.
    tellings: AtomicU64,
    /// Redis' clock less ours, by which buckets are cut.
    phase: AtomicI64,
    overflowing: AtomicBool,
}

type Guards<'t> = SmallVec<[(usize, MutexGuard<'t, Shard>); 8]>;

fn shard_of(key: Key) -> usize {
    usize::try_from(key.0 % SHARDS as u128).unwrap_or(0)
}

fn lock(shard: &Mutex<Shard>) -> MutexGuard<'_, Shard> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Table {
    /// With at most so many bytes of counters.
    pub(crate) fn new(most_bytes: usize) -> Self {
        Self {
            shards: (0..SHARDS).map(|_| Mutex::default()).collect(),
            most_per_shard: most_bytes / SHARDS,
            sketches: Sketches::default(),
            untold: AtomicUsize::new(0),
            tellings: AtomicU64::new(0),
            phase: AtomicI64::new(0),
            overflowing: AtomicBool::new(false),
        }
    }

    /// Judges a request by what is known here, and counts it if every policy takes it. `nodes` is
    /// among how many the limits are shared.
    pub(crate) fn take(&self, asks: &[Ask<'_>], now: Micros, nodes: u64, known: Known) -> Decision {
        let mut guards = self.guards(asks);
        let mut readings: SmallVec<[(Reading, u64); 8]> = SmallVec::new();
        let mut admitted = true;
        for ask in asks {
            let limit = ask.policy.share(ask.limit(), nodes);
            let reading = self.read(shard_mut(&mut guards, ask.key), ask, now, limit);
            admitted &= reading.retry_at.is_none() || ask.policy.shadow;
            readings.push((reading, limit));
        }
        let mut verdicts = SmallVec::new();
        for (ask, (reading, limit)) in asks.iter().zip(&readings) {
            let counts = admitted && reading.retry_at.is_none() && !reading.present && ask.cost > 0;
            let counted = counts.then(|| self.add(shard_mut(&mut guards, ask.key), ask, now, known));
            verdicts.push(Verdict::of(ask, *limit, reading, now, counted));
        }
        Decision { admitted, verdicts, source: Source::Local, decided_at: now }
    }

    /// How a request stands, counting nothing.
    pub(crate) fn look(&self, asks: &[Ask<'_>], now: Micros) -> Decision {
        let mut guards = self.guards(asks);
        let mut decision = Decision::free();
        for ask in asks {
            let reading = self.read(shard_mut(&mut guards, ask.key), ask, now, ask.limit());
            decision.admitted &= reading.retry_at.is_none() || ask.policy.shadow;
            decision.verdicts.push(Verdict::of(ask, ask.limit(), &reading, now, None));
        }
        decision
    }

    /// Writes down what Redis admitted, at the instants it chose.
    pub(crate) fn record(&self, asks: &[Ask<'_>], verdicts: &[Verdict]) {
        for (ask, verdict) in asks.iter().zip(verdicts) {
            let Some(Counted { at, .. }) = verdict.counted else { continue };
            let mut shard = lock(&self.shards[shard_of(ask.key)]);
            let phase = self.phase();
            let Some(entry) = self.entry(&mut shard, ask, at) else {
                self.sketches.add(ask, at);
                continue;
            };
            let differs = entry.follow(ask, phase);
            entry.window.add_at(at, ask, phase);
            if differs {
                self.untold.fetch_add(1, Ordering::Relaxed);
            }
            settle(&mut shard, ask.key);
        }
    }

    /// Takes back what a verdict counted.
    pub(crate) fn give_back(&self, verdict: &Verdict) {
        let Some(Counted { at, cost, member }) = verdict.counted else { return };
        let mut shard = lock(&self.shards[shard_of(verdict.key)]);
        if let Some(entry) = shard.entries.get_mut(&verdict.key.0) {
            entry.remove(at, cost, member, self.phase());
        }
    }

    /// Whether a member is inside, as far as this process knows.
    pub(crate) fn has_member(&self, key: Key, member: u64) -> bool {
        lock(&self.shards[shard_of(key)]).entries.get(&key.0).is_some_and(|entry| entry.window.has_member(member))
    }

    /// Redis' clock less ours, by which buckets are cut.
    pub(crate) fn set_phase(&self, phase: Micros) {
        self.phase.store(phase, Ordering::Relaxed);
    }

    fn phase(&self) -> Micros {
        self.phase.load(Ordering::Relaxed)
    }

    /// Drops counters.
    pub(crate) fn forget(&self, keys: impl IntoIterator<Item = Key>) -> usize {
        let mut gone = 0;
        for key in keys {
            let mut shard = lock(&self.shards[shard_of(key)]);
            if let Some(entry) = shard.entries.remove(&key.0) {
                shard.bytes -= entry.bytes;
                gone += 1;
            }
        }
        gone
    }

    /// Counters kept, and their bytes.
    pub(crate) fn size(&self) -> (usize, usize) {
        let sum = |sum: (usize, usize), shard: &Mutex<Shard>| {
            let shard = lock(shard);
            (sum.0 + shard.entries.len(), sum.1 + shard.bytes)
        };
        let (entries, bytes) = self.shards.iter().fold((0, 0), sum);
        (entries, bytes + self.sketches.bytes())
    }

    /// Whether new callers have no room and are estimated instead.
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
    fn guards(&self, asks: &[Ask<'_>]) -> Guards<'_> {
        let mut wanted: SmallVec<[usize; 8]> = asks.iter().map(|ask| shard_of(ask.key)).collect();
        wanted.sort_unstable();
        wanted.dedup();
        wanted.into_iter().map(|at| (at, lock(&self.shards[at]))).collect()
    }

    fn read(&self, shard: &mut Shard, ask: &Ask<'_>, now: Micros, limit: u64) -> Reading {
        let known = shard.entries.contains_key(&ask.key.0);
        if !known && !self.has_room(shard, now) {
            return self.sketches.read(ask, now, limit);
        }
        let Some(entry) = shard.entries.get_mut(&ask.key.0) else {
            let empty = entry::read_empty(ask, now, limit);
            let sketched = self.sketches.are_used();
            return if sketched { self.sketches.correct(empty, ask, now, limit) } else { empty };
        };
        let differs = entry.follow(ask, self.phase());
        let own = entry.window.read(now, ask, limit);
        let also_sketched = entry.also_sketched;
        if differs {
            self.untold.fetch_add(1, Ordering::Relaxed);
            settle(shard, ask.key);
        }
        if also_sketched { self.sketches.correct(own, ask, now, limit) } else { own }
    }

    fn add(&self, shard: &mut Shard, ask: &Ask<'_>, now: Micros, known: Known) -> Micros {
        let full = shard.bytes >= self.most_per_shard;
        let Some(entry) = self.entry(shard, ask, now) else {
            self.sketches.add(ask, now);
            return now;
        };
        if full && !entry.window.has_room_for(ask.cost) {
            // No byte more: what does not fit is estimated on top.
            entry.also_sketched = true;
            self.sketches.add(ask, now);
            return now;
        }
        let at = entry.add(now, ask, known, self.phase());
        if known == Known::OnlyHere {
            self.untold.fetch_add(1, Ordering::Relaxed);
        }
        settle(shard, ask.key);
        at
    }

    /// The counter of an ask, made if there is room.
    fn entry<'s>(&self, shard: &'s mut Shard, ask: &Ask<'_>, now: Micros) -> Option<&'s mut Entry> {
        if !shard.entries.contains_key(&ask.key.0) {
            if !self.has_room(shard, now) {
                return None;
            }
            shard.entries.insert(ask.key.0, Entry::new(ask, self.sketches.are_used()));
            shard.bytes += Entry::FIXED;
        }
        shard.entries.get_mut(&ask.key.0)
    }

    /// Whether a newcomer may have a counter. A fifth of the memory is kept for those who have one and
    /// use it up.
    fn has_room(&self, shard: &mut Shard, now: Micros) -> bool {
        let most = self.most_per_shard / 5 * 4;
        if shard.bytes < most {
            return true;
        }
        if now - shard.swept_at >= SWEEP_EVERY {
            sweep(shard, now);
        }
        let room = shard.bytes < most;
        if !room {
            self.overflowing.store(true, Ordering::Relaxed);
        }
        room
    }
}

fn shard_mut<'g>(guards: &'g mut Guards<'_>, key: Key) -> &'g mut Shard {
    let at = shard_of(key);
    let guard = guards.iter_mut().find(|(index, _)| *index == at).expect("every ask's shard was locked");
    &mut guard.1
}

/// Brings the sum of bytes in line after a counter grew.
fn settle(shard: &mut Shard, key: Key) {
    if let Some(entry) = shard.entries.get_mut(&key.0) {
        let bytes = entry.weigh();
        shard.bytes = shard.bytes + bytes - entry.bytes;
        entry.bytes = bytes;
    }
}

fn sweep(shard: &mut Shard, now: Micros) {
    let mut bytes = 0;
    shard.entries.retain(|_, entry| {
        let keeps = !entry.is_over(now);
        if keeps {
            bytes += entry.bytes;
        }
        keeps
    });
    shard.entries.shrink_to(shard.entries.len() * 2);
    shard.bytes = bytes;
    shard.swept_at = now;
}
