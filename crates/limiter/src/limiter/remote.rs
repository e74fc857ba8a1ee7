//! Deciding through Redis, shared with other nodes.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicI64, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use redis::{RedisResult, Value};
use tokio::runtime::Handle;
use tokio::sync::Notify;
use tokio::time::timeout;

use super::{Inner, LimiterStats, RedisUnavailable};
use crate::clock::{Micros, micros};
use crate::decision::{DecisionSource, LimitDecision, PolicyVerdict};
use crate::policy::{FailureMode, LimitCheck};
use redis_link::RedisConnection;

use crate::redis::{AdmitReply, RedisKeys, RedisTarget, scripts};

/// Consecutive failures after which Redis is not used until it answers again.
const MAX_CONSECUTIVE_FAILURES: u32 = 5;
/// How many times the deadline a strict policy waits when Redis answered the call before.
const STRICT_DEADLINE_FACTOR: u32 = 5;
/// How much later than the deadline a call may reach Redis and still count; later, its answer has
/// been given without it. Covers what is not known about the distance of the two clocks.
const CLOCK_SLACK: Duration = Duration::from_millis(50);

/// How long fewer nodes have to be seen before they are believed to be fewer.
const NODE_LOSS_DELAY: Micros = 60_000_000;

/// The Redis that all nodes share, and how it is used.
#[derive(Debug)]
pub struct LimiterRedisSettings {
    /// Where.
    pub target: RedisTarget,
    /// What names in Redis begin with.
    pub prefix: String,
    /// How long a request waits for Redis; under a strict policy five times as long, if Redis answered
    /// the call before.
    pub deadline: Duration,
    /// Nodes to reckon with at least.
    pub nodes: u64,
    /// How long the shared state is kept without a heartbeat: longer than the longest window.
    pub keep_state: Duration,
}

/// A Redis that answers.
pub(super) struct Session {
    pub connection: RedisConnection,
    pub epoch: String,
    pub run: String,
    /// Redis' clock less ours, in microseconds.
    pub offset: AtomicI64,
    pub generation: AtomicU64,
}

impl Session {
    pub fn offset(&self) -> Micros {
        self.offset.load(Ordering::Relaxed)
    }
}

/// The connection to Redis, as requests use it.
pub(crate) struct RedisBackend {
    pub(super) settings: LimiterRedisSettings,
    pub(super) keys: RedisKeys,
    pub(super) wake: Arc<Notify>,
    pub(super) runtime: Handle,
    session: RwLock<Option<Arc<Session>>>,
    consecutive_failures: AtomicU32,
    nodes: AtomicU64,
    /// Since when fewer nodes are seen than are reckoned with.
    fewer_nodes_since: AtomicI64,
    failures: AtomicU64,
    waited_us: AtomicU64,
}

type PendingReply = Pin<Box<dyn Future<Output = RedisResult<Value>> + Send>>;

impl RedisBackend {
    pub(super) fn new(settings: LimiterRedisSettings) -> Self {
        Self {
            keys: RedisKeys::new(&settings.prefix),
            nodes: AtomicU64::new(settings.nodes.max(1)),
            settings,
            wake: Arc::new(Notify::new()),
            runtime: Handle::current(),
            fewer_nodes_since: AtomicI64::new(0),
            session: RwLock::new(None),
            consecutive_failures: AtomicU32::new(0),
            failures: AtomicU64::new(0),
            waited_us: AtomicU64::new(0),
        }
    }

    pub(super) fn session(&self) -> Option<Arc<Session>> {
        self.session.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn set_session(&self, session: Session) -> Arc<Session> {
        let session = Arc::new(session);
        self.consecutive_failures.store(0, Ordering::Relaxed);
        *self.session.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&session));
        session
    }

    /// Stops asking Redis, unless another session has begun meanwhile.
    pub(super) fn drop_session(&self, session: &Arc<Session>, why: &str) {
        let mut current = self.session.write().unwrap_or_else(PoisonError::into_inner);
        if current.as_ref().is_some_and(|now| Arc::ptr_eq(now, session)) {
            *current = None;
            drop(current);
            tracing::warn!(error = why, "Redis is unavailable; this node applies limits locally until it is back");
            self.wake.notify_one();
        }
    }

    pub(super) fn nodes(&self) -> u64 {
        self.nodes.load(Ordering::Relaxed)
    }

    /// Reckons with the nodes that were seen. Fewer have to be seen for a while: right after Redis comes
    /// back nobody has said hello yet, and each node would take all for its share if it went again.
    pub(super) fn count_nodes(&self, seen: u64, now: Micros) {
        let seen = seen.max(self.settings.nodes).max(1);
        let since = self.fewer_nodes_since.load(Ordering::Relaxed);
        if seen >= self.nodes() || (since != 0 && now - since > NODE_LOSS_DELAY) {
            self.nodes.store(seen, Ordering::Relaxed);
            self.fewer_nodes_since.store(0, Ordering::Relaxed);
        } else if since == 0 {
            self.fewer_nodes_since.store(now, Ordering::Relaxed);
        }
    }

    /// Asks Redis; nothing when it does not answer in time.
    pub(super) async fn admit(&self, inner: &Arc<Inner>, checks: &[LimitCheck<'_>]) -> Option<LimitDecision> {
        let session = self.session()?;
        let (began, offset, deadline) = (inner.now(), session.offset(), self.deadline(checks));
        let latest = began + micros(deadline + CLOCK_SLACK) + offset;
        let cmd = scripts::admit(&self.keys, checks, &session.epoch, latest);
        let connection = session.connection.clone();
        let reply: PendingReply = Box::pin(async move { connection.send(&cmd).await });
        let mut call = AdmitCall { backend: self, inner, checks, session: &session, reply: Some(reply) };
        let answer = timeout(deadline, call.answer()).await;
        self.waited_us.fetch_add(u64::try_from(inner.now() - began).unwrap_or(0), Ordering::Relaxed);
        let parsed = match answer {
            Ok(Ok(value)) => scripts::parse_admit(&value, offset),
            Ok(Err(error)) => {
                self.failed(&session, &error.to_string(), error.is_unrecoverable_error());
                return None;
            }
            Err(_) => {
                self.failed(&session, "no response before the deadline", false);
                call.refund_late_reply(LateRefund::All);
                return None;
            }
        };
        match parsed {
            Some(AdmitReply::Judged { admitted, generation, decided_at, readings }) => {
                self.consecutive_failures.store(0, Ordering::Relaxed);
                if generation != session.generation.load(Ordering::Relaxed) {
                    self.wake.notify_one();
                }
                let verdicts = checks.iter().zip(&readings);
                let verdicts =
                    verdicts.map(|(check, (r, at))| PolicyVerdict::of(check, check.limit(), r, decided_at, *at));
                let verdicts = verdicts.collect();
                Some(LimitDecision { admitted, verdicts, source: DecisionSource::Redis, decided_at })
            }
            Some(AdmitReply::OtherEpoch) => {
                self.drop_session(&session, "Redis lost its data");
                None
            }
            Some(AdmitReply::Late) => {
                self.failed(&session, "the call was too late by Redis' clock", false);
                self.wake.notify_one();
                None
            }
            None => {
                self.failed(&session, "unexpected response from Redis", false);
                None
            }
        }
    }

    /// How long to wait. Strict policies wait longer for a Redis that answered until now, because
    /// local decisions admit more in all.
    fn deadline(&self, checks: &[LimitCheck<'_>]) -> Duration {
        let strict = checks.iter().any(|check| check.policy.failure_mode == FailureMode::Strict);
        let answers = self.consecutive_failures.load(Ordering::Relaxed) == 0;
        self.settings.deadline * if strict && answers { STRICT_DEADLINE_FACTOR } else { 1 }
    }

    fn failed(&self, session: &Arc<Session>, why: &str, for_good: bool) {
        self.failures.fetch_add(1, Ordering::Relaxed);
        if self.consecutive_failures.fetch_add(1, Ordering::Relaxed) + 1 >= MAX_CONSECUTIVE_FAILURES || for_good {
            self.drop_session(session, why);
        }
    }

    pub(super) async fn refund(&self, verdicts: &[PolicyVerdict]) {
        let Some(session) = self.session() else { return };
        let offset = session.offset();
        let refunds: Vec<_> = verdicts.iter().filter_map(|v| scripts::refund_of(&self.keys, v, offset)).collect();
        if !refunds.is_empty() {
            self.send(&session, &scripts::refund_all(&refunds)).await;
        }
    }

    pub(super) async fn drop_counters(&self, checks: &[LimitCheck<'_>]) {
        if let Some(session) = self.session() {
            self.send(&session, &scripts::drop_counters(&self.keys, checks)).await;
        }
    }

    pub(super) async fn reset(&self, checks: &[LimitCheck<'_>]) -> Result<(), RedisUnavailable> {
        let session = self.session().ok_or(RedisUnavailable)?;
        let done = self.send(&session, &scripts::reset(&self.keys, checks)).await;
        if done { Ok(()) } else { Err(RedisUnavailable) }
    }

    async fn send(&self, session: &Arc<Session>, cmd: &redis::Cmd) -> bool {
        match timeout(self.settings.deadline * 5, session.connection.send(cmd)).await {
            Ok(Ok(_)) => true,
            Ok(Err(error)) => {
                self.failed(session, &error.to_string(), error.is_unrecoverable_error());
                false
            }
            Err(_) => {
                self.failed(session, "no response before the deadline", false);
                false
            }
        }
    }

    pub(super) fn add_to_stats(&self, stats: &mut LimiterStats) {
        stats.uses_redis = true;
        let session = self.session();
        stats.connected = session.is_some();
        stats.clock_offset_us = session.map_or(0, |session| session.offset());
        stats.nodes = self.nodes();
        stats.redis_failures = self.failures.load(Ordering::Relaxed);
        stats.redis_wait_us = self.waited_us.load(Ordering::Relaxed);
    }
}

/// What to take back of a call whose answer comes late.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LateRefund {
    /// Everything: it was decided locally, and is sent later.
    All,
    /// Members (concurrent requests) only: the request is gone. What else it counted stays, or
    /// hanging up would be a way around every limit.
    Members,
}

/// A call of the admit script. Dropped without a reply (the client hung up), its members are
/// refunded.
struct AdmitCall<'c> {
    backend: &'c RedisBackend,
    inner: &'c Arc<Inner>,
    checks: &'c [LimitCheck<'c>],
    session: &'c Arc<Session>,
    reply: Option<PendingReply>,
}

impl AdmitCall<'_> {
    async fn answer(&mut self) -> RedisResult<Value> {
        let reply = self.reply.as_mut().expect("a call is answered once");
        let answer = reply.as_mut().await;
        self.reply = None;
        answer
    }

    fn refund_late_reply(&mut self, what: LateRefund) {
        let Some(reply) = self.reply.take() else { return };
        let concerned =
            self.checks.iter().enumerate().filter(|(_, check)| what == LateRefund::All || check.policy.members);
        let asked: Vec<_> = concerned
            .map(|(at, check)| (at, Arc::clone(check.policy), check.key, check.cost, check.multiplier, check.member))
            .collect();
        if asked.is_empty() {
            return;
        }
        let (keys, session, inner) = (self.backend.keys.clone(), Arc::clone(self.session), Arc::clone(self.inner));
        self.backend.runtime.spawn(async move {
            let Ok(value) = reply.await else { return };
            let Some(AdmitReply::Judged { readings, .. }) = scripts::parse_admit(&value, 0) else { return };
            let mut refunds = Vec::new();
            for (at, policy, key, cost, multiplier, member) in &asked {
                let check = LimitCheck { policy, key: *key, cost: *cost, multiplier: *multiplier, member: *member };
                // Admitted here meanwhile, the member is really inside.
                let inside = policy.members && inner.table.has_member(*key, *member);
                let Some((reading, counted)) = readings.get(*at).filter(|_| !inside) else { continue };
                let verdict = PolicyVerdict::of(&check, check.limit(), reading, 0, *counted);
                refunds.extend(scripts::refund_of(&keys, &verdict, 0));
            }
            if !refunds.is_empty() {
                // Best effort: where it fails, a hit too many is counted.
                drop(session.connection.send(&scripts::refund_all(&refunds)).await);
            }
        });
    }
}

impl Drop for AdmitCall<'_> {
    fn drop(&mut self) {
        self.refund_late_reply(LateRefund::Members);
    }
}
