//! The limiter: cached refusals first, then Redis within the deadline, then the counters of this
//! process.

mod connection_task;
mod remote;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::clock::{Micros, MonotonicClock};
use crate::decision::{LimitDecision, PolicyVerdict};
use crate::key::{LimitKey, LimitKeyHasher};
use crate::policy::LimitCheck;
use crate::redis::RedisTarget;
use crate::refusal_cache::RefusalCache;
use crate::table::{CounterTable, Replication};
pub use remote::LimiterRedisSettings;
use remote::RedisBackend;
use supervisor::Supervisor;

/// How a limiter is set up.
#[derive(Debug)]
pub struct LimiterSettings {
    /// Under which secret callers are named; the same on all nodes.
    pub secret: [u8; 16],
    /// Bytes of counters at most.
    pub memory_bytes: usize,
    /// The Redis that all nodes share; none for a single process.
    pub redis: Option<LimiterRedisSettings>,
}

/// How a limiter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LimiterStats {
    /// Whether there is a Redis to share with.
    pub uses_redis: bool,
    /// Whether it answers.
    pub connected: bool,
    /// Nodes seen lately.
    pub nodes: u64,
    /// Counters kept here.
    pub counters: usize,
    /// Their bytes.
    pub bytes: usize,
    /// Whether the counters' memory is used up, and newcomers are estimated.
    pub overflowing: bool,
    /// Requests admitted.
    pub admitted: u64,
    /// Requests refused, whoever decided.
    pub refused: u64,
    /// Of these, refused from memory.
    pub refused_from_cache: u64,
    /// Decided locally because Redis did not answer.
    pub decided_locally: u64,
    /// Calls of Redis that failed or took too long.
    pub redis_failures: u64,
    /// Microseconds spent waiting for Redis, in all.
    pub redis_wait_us: u64,
    /// Redis' clock less the limiter's, in microseconds.
    pub clock_offset_us: i64,
}

#[derive(Default)]
struct Count {
    admitted: AtomicU64,
    refused: AtomicU64,
    refused_from_cache: AtomicU64,
    decided_locally: AtomicU64,
}

/// Counts, and refuses. Cheap to clone.
#[derive(Clone)]
pub struct Limiter {
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) table: CounterTable,
    pub(crate) refusals: RefusalCache,
    pub(crate) clock: Arc<dyn MonotonicClock>,
    pub(crate) redis: Option<RedisBackend>,
    key_hasher: LimitKeyHasher,
    counts: Count,
}

impl Limiter {
    /// A limiter for this process only. It needs no runtime.
    pub fn local(secret: [u8; 16], memory_bytes: usize, clock: Arc<dyn MonotonicClock>) -> Self {
        Self::with(secret, memory_bytes, clock, None)
    }

    /// Starts a limiter. With Redis it tries to connect for up to a second; where that fails it
    /// decides locally and keeps trying. Needs a Tokio runtime then.
    pub async fn start(settings: LimiterSettings, clock: Arc<dyn MonotonicClock>) -> Self {
        Self::start_supervised(settings, clock, &Supervisor::default()).await
    }

    /// The same, with its background task among those of a supervisor.
    pub async fn start_supervised(
        settings: LimiterSettings,
        clock: Arc<dyn MonotonicClock>,
        supervisor: &Supervisor,
    ) -> Self {
        let redis = settings.redis.map(RedisBackend::new);
        let limiter = Self::with(settings.secret, settings.memory_bytes, clock, redis);
        if limiter.inner.redis.is_some() {
            connection_task::start(&limiter.inner, supervisor).await;
        }
        limiter
    }

    fn with(
        secret: [u8; 16],
        memory_bytes: usize,
        clock: Arc<dyn MonotonicClock>,
        redis: Option<RedisBackend>,
    ) -> Self {
        let inner = Inner {
            table: CounterTable::new(memory_bytes),
            refusals: RefusalCache::default(),
            clock,
            redis,
            key_hasher: LimitKeyHasher::new(&secret),
            counts: Count::default(),
        };
        Self { inner: Arc::new(inner) }
    }

    /// Names callers.
    pub fn key_hasher(&self) -> &LimitKeyHasher {
        &self.inner.key_hasher
    }

    /// Evaluates a request against all checks, and counts it against all of them or none. No two
    /// checks may name one counter.
    pub async fn admit(&self, checks: &[LimitCheck<'_>]) -> LimitDecision {
        if checks.is_empty() {
            return LimitDecision::unlimited();
        }
        if let Some(refused) = self.known_refusal(checks) {
            return refused;
        }
        let decision = self.judge(checks).await;
        let counts = if decision.admitted { &self.inner.counts.admitted } else { &self.inner.counts.refused };
        counts.fetch_add(1, Ordering::Relaxed);
        decision
    }

    async fn judge(&self, checks: &[LimitCheck<'_>]) -> LimitDecision {
        let inner = &self.inner;
        let Some(redis) = &inner.redis else {
            return inner.table.admit(checks, inner.clock.now(), 1, Replication::NotNeeded);
        };
        if let Some(decision) = redis.admit(inner, checks).await {
            if decision.admitted {
                inner.table.record(checks, &decision.verdicts);
            } else {
                inner.refusals.remember_all(checks, &decision, inner.clock.now());
            }
            return decision;
        }
        inner.counts.decided_locally.fetch_add(1, Ordering::Relaxed);
        inner.table.admit(checks, inner.clock.now(), redis.nodes(), Replication::Pending)
    }

    /// The refusal of a request, if it is cached. Without Redis nothing is cached: deciding costs
    /// as little.
    pub fn known_refusal(&self, checks: &[LimitCheck<'_>]) -> Option<LimitDecision> {
        self.inner.redis.as_ref()?;
        let refused = self.inner.refusals.find(checks, self.inner.clock.now());
        self.count_cached_refusal(refused.is_some());
        refused
    }

    /// Remembers a refusal under a name of one's own (a token, say), so that the next request of that
    /// name can be refused before it costs anything. The verdict has to concern everything that is
    /// done under that name. `owner` is given back with it; zero for nobody.
    pub fn remember_refusal(&self, name: LimitKey, owner: u128, verdict: &PolicyVerdict) {
        if verdict.refuses() && !verdict.policy.members {
            self.inner.refusals.remember(name, (0, owner), verdict, self.inner.clock.now());
        }
    }

    /// The refusal remembered under a name, and its owner.
    pub fn recall_refusal(&self, name: LimitKey) -> Option<(LimitDecision, u128)> {
        let refused = self.inner.refusals.recall(name, self.inner.clock.as_ref());
        self.count_cached_refusal(refused.is_some());
        refused
    }

    fn count_cached_refusal(&self, is_refused: bool) {
        if is_refused {
            self.inner.counts.refused.fetch_add(1, Ordering::Relaxed);
            self.inner.counts.refused_from_cache.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Gives back what an admitted request was counted for. Where Redis is away, its copy stays until
    /// the window is over: never too little is counted.
    pub async fn refund(&self, decision: &LimitDecision) {
        self.refund_locally(decision);
        if let Some(redis) = &self.inner.redis {
            redis.refund(&decision.verdicts).await;
        }
    }

    fn refund_locally(&self, decision: &LimitDecision) {
        for verdict in &decision.verdicts {
            self.inner.table.refund(verdict);
            self.inner.refusals.forget(verdict.key);
        }
    }

    /// [`Limiter::refund`] without waiting; for ends of scopes, on any thread.
    pub fn refund_in_background(&self, decision: LimitDecision) {
        self.refund_locally(&decision);
        if let Some(redis) = &self.inner.redis {
            let limiter = self.clone();
            redis.runtime.spawn(async move {
                if let Some(redis) = &limiter.inner.redis {
                    redis.refund(&decision.verdicts).await;
                }
            });
        }
    }

    /// How a caller stands, without counting anything.
    pub async fn peek(&self, checks: &[LimitCheck<'_>]) -> Vec<PolicyVerdict> {
        let checks: Vec<LimitCheck<'_>> = checks.iter().map(|check| check.costing(0)).collect();
        let remote = match &self.inner.redis {
            Some(redis) => redis.admit(&self.inner, &checks).await,
            None => None,
        };
        let decision = remote.unwrap_or_else(|| self.inner.table.peek(&checks, self.inner.clock.now()));
        decision.verdicts.into_vec()
    }

    /// Clears the counters of callers, here and in Redis, after they proved legitimate; other nodes
    /// need not be told.
    pub async fn clear_counters(&self, checks: &[LimitCheck<'_>]) {
        self.inner.table.remove(checks.iter().map(|check| check.key));
        for check in checks {
            self.inner.refusals.forget(check.key);
        }
        if let Some(redis) = &self.inner.redis {
            redis.drop_counters(checks).await;
        }
    }

    /// An administrator's reset: forgets on all nodes. Fails when Redis does not answer: then only
    /// this node forgot.
    pub async fn reset(&self, checks: &[LimitCheck<'_>]) -> Result<(), RedisUnavailable> {
        self.inner.table.remove(checks.iter().map(|check| check.key));
        self.inner.refusals.clear();
        match &self.inner.redis {
            Some(redis) => redis.reset(checks).await,
            None => Ok(()),
        }
    }

    /// The limits changed: refusals cached under the old ones are dropped.
    pub fn clear_refusals(&self) {
        self.inner.refusals.clear();
    }

    /// Statistics of this node.
    pub fn stats(&self) -> LimiterStats {
        let (counters, bytes) = self.inner.table.size();
        let read = |n: &AtomicU64| n.load(Ordering::Relaxed);
        let counts = &self.inner.counts;
        let mut stats = LimiterStats {
            counters,
            bytes,
            overflowing: self.inner.table.is_overflowing(),
            admitted: read(&counts.admitted),
            refused: read(&counts.refused),
            refused_from_cache: read(&counts.refused_from_cache),
            decided_locally: read(&counts.decided_locally),
            nodes: 1,
            ..LimiterStats::default()
        };
        if let Some(redis) = &self.inner.redis {
            redis.add_to_stats(&mut stats);
        }
        stats
    }

    /// Drops counters in which nothing counts any more. Call it now and then; tables also do it when
    /// they are full.
    pub fn sweep(&self) {
        self.inner.table.sweep(self.inner.clock.now());
    }
}

/// Redis did not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Redis is unavailable; only this node's counters were reset")]
pub struct RedisUnavailable;

impl Inner {
    pub(crate) fn now(&self) -> Micros {
        self.clock.now()
    }
}

/// Defaults.
impl LimiterRedisSettings {
    /// With the usual numbers: 20 ms to answer, one node expected.
    pub fn new(target: RedisTarget) -> Self {
        Self {
            target,
            prefix: "limits".to_owned(),
            deadline: Duration::from_millis(20),
            nodes: 1,
            keep_state: Duration::from_hours(25),
        }
    }
}
