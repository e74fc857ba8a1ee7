//! Sharing limits with other nodes through Redis.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicI64, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use redis::{RedisResult, Value};
use tokio::runtime::Handle;
use tokio::sync::Notify;
use tokio::time::timeout;

use super::{Away, Health, Inner};
use crate::clock::{Micros, micros};
use crate::decision::{Decision, Source, Verdict};
use crate::policy::{Ask, Failure};
use redis_link::Link;

use crate::redis::{Names, Taken, Target, scripts};

/// Failures in a row after which Redis is left alone until it answers a probe.
const PATIENCE: u32 = 5;
/// How many times the deadline a strict policy waits when Redis answered the call before.
const STRICTLY: u32 = 5;
/// How much later than the deadline a call may reach Redis and still count; later, its answer has
/// been given without it. Covers what is not known about the distance of the two clocks.
const SLACK: Duration = Duration::from_millis(50);

/// How long fewer nodes have to be seen before they are believed to be fewer.
const FEWER_FOR: Micros = 60_000_000;

/// Where the fleet's Redis is, and how it is used.
#[derive(Debug)]
pub struct Fleet {
    /// Where.
    pub target: Target,
    /// What names in Redis begin with.
    pub prefix: String,
    /// How long a request waits for Redis; under a strict policy five times as long, if Redis answered
    /// the call before.
    pub deadline: Duration,
    /// Nodes to reckon with at least.
    pub nodes: u64,
    /// How long the fleet's state is kept without a sign of life: longer than the longest window.
    pub keep: Duration,
}

/// A Redis that answers.
pub(super) struct Session {
    pub link: Link,
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

/// A limiter's side of the fleet.
pub(crate) struct Shared {
    pub(super) fleet: Fleet,
    pub(super) names: Names,
    pub(super) wake: Arc<Notify>,
    pub(super) runtime: Handle,
    session: RwLock<Option<Arc<Session>>>,
    in_a_row: AtomicU32,
    nodes: AtomicU64,
    /// Since when fewer nodes are seen than are reckoned with.
    fewer_since: AtomicI64,
    failures: AtomicU64,
    waited_us: AtomicU64,
}

type Answering = Pin<Box<dyn Future<Output = RedisResult<Value>> + Send>>;

impl Shared {
    pub(super) fn new(fleet: Fleet) -> Self {
        Self {
            names: Names::new(&fleet.prefix),
            nodes: AtomicU64::new(fleet.nodes.max(1)),
            fleet,
            wake: Arc::new(Notify::new()),
            runtime: Handle::current(),
            fewer_since: AtomicI64::new(0),
            session: RwLock::new(None),
            in_a_row: AtomicU32::new(0),
            failures: AtomicU64::new(0),
            waited_us: AtomicU64::new(0),
        }
    }

    pub(super) fn session(&self) -> Option<Arc<Session>> {
        self.session.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn come_up(&self, session: Session) -> Arc<Session> {
        let session = Arc::new(session);
        self.in_a_row.store(0, Ordering::Relaxed);
        *self.session.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&session));
        session
    }

    /// Stops asking Redis, unless another session has begun meanwhile.
    pub(super) fn go_down(&self, session: &Arc<Session>, why: &str) {
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
        let seen = seen.max(self.fleet.nodes).max(1);
        let since = self.fewer_since.load(Ordering::Relaxed);
        if seen >= self.nodes() || (since != 0 && now - since > FEWER_FOR) {
            self.nodes.store(seen, Ordering::Relaxed);
            self.fewer_since.store(0, Ordering::Relaxed);
        } else if since == 0 {
            self.fewer_since.store(now, Ordering::Relaxed);
        }
    }

    /// Asks Redis; nothing when it does not answer in time.
    pub(super) async fn take(&self, inner: &Arc<Inner>, asks: &[Ask<'_>]) -> Option<Decision> {
        let session = self.session()?;
        let (began, offset, deadline) = (inner.now(), session.offset(), self.deadline(asks));
        let latest = began + micros(deadline + SLACK) + offset;
        let cmd = scripts::take(&self.names, asks, &session.epoch, latest);
        let link = session.link.clone();
        let answering: Answering = Box::pin(async move { link.ask(&cmd).await });
        let mut call = Call { shared: self, inner, asks, session: &session, answering: Some(answering) };
        let answer = timeout(deadline, call.answer()).await;
        self.waited_us.fetch_add(u64::try_from(inner.now() - began).unwrap_or(0), Ordering::Relaxed);
        let taken = match answer {
            Ok(Ok(value)) => scripts::taken(&value, offset),
            Ok(Err(error)) => {
                self.failed(&session, &error.to_string(), error.is_unrecoverable_error());
                return None;
            }
            Err(_) => {
                self.failed(&session, "no response before the deadline", false);
                call.undo_when_it_comes(Undo::All);
                return None;
            }
        };
        match taken {
            Some(Taken::Judged { admitted, generation, decided_at, readings }) => {
                self.in_a_row.store(0, Ordering::Relaxed);
                if generation != session.generation.load(Ordering::Relaxed) {
                    self.wake.notify_one();
                }
                let verdicts = asks.iter().zip(&readings);
                let verdicts = verdicts.map(|(ask, (r, at))| Verdict::of(ask, ask.limit(), r, decided_at, *at));
                let verdicts = verdicts.collect();
                Some(Decision { admitted, verdicts, source: Source::Shared, decided_at })
            }
            Some(Taken::OtherEpoch) => {
                self.go_down(&session, "Redis lost its data");
                None
            }
            Some(Taken::Late) => {
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

    /// How long to wait. A hiccup of a Redis that answered until now is waited out where guessing is at
    /// stake: what a node admits alone is more than nothing.
    fn deadline(&self, asks: &[Ask<'_>]) -> Duration {
        let strict = asks.iter().any(|ask| ask.policy.failure == Failure::Strict);
        let answers = self.in_a_row.load(Ordering::Relaxed) == 0;
        self.fleet.deadline * if strict && answers { STRICTLY } else { 1 }
    }

    fn failed(&self, session: &Arc<Session>, why: &str, for_good: bool) {
        self.failures.fetch_add(1, Ordering::Relaxed);
        if self.in_a_row.fetch_add(1, Ordering::Relaxed) + 1 >= PATIENCE || for_good {
            self.go_down(session, why);
        }
    }

    pub(super) async fn give_back(&self, verdicts: &[Verdict]) {
        let Some(session) = self.session() else { return };
        let offset = session.offset();
        let refunds: Vec<_> = verdicts.iter().filter_map(|v| scripts::refund(&self.names, v, offset)).collect();
        if !refunds.is_empty() {
            self.tell(&session, &scripts::back(&refunds)).await;
        }
    }

    pub(super) async fn drop_counters(&self, asks: &[Ask<'_>]) {
        if let Some(session) = self.session() {
            self.tell(&session, &scripts::drop_counters(&self.names, asks)).await;
        }
    }

    pub(super) async fn forget(&self, asks: &[Ask<'_>]) -> Result<(), Away> {
        let session = self.session().ok_or(Away)?;
        let told = self.tell(&session, &scripts::forget(&self.names, asks)).await;
        if told { Ok(()) } else { Err(Away) }
    }

    async fn tell(&self, session: &Arc<Session>, cmd: &redis::Cmd) -> bool {
        match timeout(self.fleet.deadline * 5, session.link.ask(cmd)).await {
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

    pub(super) fn describe(&self, health: &mut Health) {
        health.shares = true;
        let session = self.session();
        health.connected = session.is_some();
        health.offset_us = session.map_or(0, |session| session.offset());
        health.nodes = self.nodes();
        health.failures = self.failures.load(Ordering::Relaxed);
        health.waited_us = self.waited_us.load(Ordering::Relaxed);
    }
}

/// What to take back of a call whose answer comes late.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Undo {
    /// Everything: it was decided here, and is told later.
    All,
    /// Places among those that run at once: the request is gone. What it asked for stays counted, or
    /// hanging up would be a way around every limit.
    Places,
}

/// A call of the take script. Dropped without an answer (the client hung up), its places are given back.
struct Call<'c> {
    shared: &'c Shared,
    inner: &'c Arc<Inner>,
    asks: &'c [Ask<'c>],
    session: &'c Arc<Session>,
    answering: Option<Answering>,
}

impl Call<'_> {
    async fn answer(&mut self) -> RedisResult<Value> {
        let answering = self.answering.as_mut().expect("a call is answered once");
        let answer = answering.as_mut().await;
        self.answering = None;
        answer
    }

    fn undo_when_it_comes(&mut self, what: Undo) {
        let Some(answering) = self.answering.take() else { return };
        let concerned = self.asks.iter().enumerate().filter(|(_, ask)| what == Undo::All || ask.policy.members);
        let asked: Vec<_> =
            concerned.map(|(at, ask)| (at, Arc::clone(ask.policy), ask.key, ask.cost, ask.times, ask.member)).collect();
        if asked.is_empty() {
            return;
        }
        let (names, session, inner) = (self.shared.names.clone(), Arc::clone(self.session), Arc::clone(self.inner));
        self.shared.runtime.spawn(async move {
            let Ok(value) = answering.await else { return };
            let Some(Taken::Judged { readings, .. }) = scripts::taken(&value, 0) else { return };
            let mut refunds = Vec::new();
            for (at, policy, key, cost, times, member) in &asked {
                let ask = Ask { policy, key: *key, cost: *cost, times: *times, member: *member };
                // Admitted here meanwhile, the member is really inside.
                let inside = policy.members && inner.table.has_member(*key, *member);
                let Some((reading, counted)) = readings.get(*at).filter(|_| !inside) else { continue };
                let verdict = Verdict::of(&ask, ask.limit(), reading, 0, *counted);
                refunds.extend(scripts::refund(&names, &verdict, 0));
            }
            if !refunds.is_empty() {
                // Best effort: where it fails, a hit too many is counted.
                drop(session.link.ask(&scripts::back(&refunds)).await);
            }
        });
    }
}

impl Drop for Call<'_> {
    fn drop(&mut self) {
        self.undo_when_it_comes(Undo::Places);
    }
}
