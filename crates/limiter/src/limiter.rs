//! The limiter: what is remembered, then Redis within the deadline, then this process alone.

mod fleet;
mod keeper;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::clock::{Clock, Micros};
use crate::decision::{Decision, Verdict};
use crate::denials::Denials;
use crate::key::{Key, Keyer};
use crate::policy::Ask;
use crate::redis::Target;
use crate::table::{Known, Table};
pub use fleet::Fleet;
use fleet::Shared;

/// How a limiter is set up.
#[derive(Debug)]
pub struct Settings {
    /// Under which secret callers are named; the same on all nodes.
    pub secret: [u8; 16],
    /// Bytes of counters at most.
    pub memory_bytes: usize,
    /// The fleet's Redis; none for a process by itself.
    pub fleet: Option<Fleet>,
}

/// How a limiter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Health {
    /// Whether there is a Redis to share with.
    pub shares: bool,
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
    pub remembered: u64,
    /// Decided here because Redis did not answer.
    pub alone: u64,
    /// Calls of Redis that failed or took too long.
    pub failures: u64,
    /// Microseconds spent waiting for Redis, in all.
    pub waited_us: u64,
    /// Redis' clock less the limiter's, in microseconds.
    pub offset_us: i64,
}

#[derive(Default)]
struct Count {
    admitted: AtomicU64,
    refused: AtomicU64,
    remembered: AtomicU64,
    alone: AtomicU64,
}

/// Counts, and refuses. Cheap to clone.
#[derive(Clone)]
pub struct Limiter {
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) table: Table,
    pub(crate) denials: Denials,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) shared: Option<Shared>,
    keyer: Keyer,
    tally: Count,
}

impl Limiter {
    /// A limiter for this process alone. It needs no runtime.
    pub fn alone(secret: [u8; 16], memory_bytes: usize, clock: Arc<dyn Clock>) -> Self {
        Self::with(secret, memory_bytes, clock, None)
    }

    /// Starts a limiter. With a fleet it tries to reach Redis for up to a second; where that fails
    /// it goes on alone and keeps trying. Needs a tokio runtime then.
    pub async fn start(settings: Settings, clock: Arc<dyn Clock>) -> Self {
        let shared = settings.fleet.map(Shared::new);
        let limiter = Self::with(settings.secret, settings.memory_bytes, clock, shared);
        if limiter.inner.shared.is_some() {
            keeper::start(&limiter.inner).await;
        }
        limiter
    }

    fn with(secret: [u8; 16], memory_bytes: usize, clock: Arc<dyn Clock>, shared: Option<Shared>) -> Self {
        let inner = Inner {
            table: Table::new(memory_bytes),
            denials: Denials::default(),
            clock,
            shared,
            keyer: Keyer::new(&secret),
            tally: Count::default(),
        };
        Self { inner: Arc::new(inner) }
    }

    /// Names callers.
    pub fn keyer(&self) -> &Keyer {
        &self.inner.keyer
    }

    /// Judges a request against all asks, and counts it against all of them or none. No two asks may
    /// name one counter.
    pub async fn admit(&self, asks: &[Ask<'_>]) -> Decision {
        if asks.is_empty() {
            return Decision::free();
        }
        if let Some(refused) = self.remembered(asks) {
            return refused;
        }
        let decision = self.judge(asks).await;
        let tally = if decision.admitted { &self.inner.tally.admitted } else { &self.inner.tally.refused };
        tally.fetch_add(1, Ordering::Relaxed);
        decision
    }

    async fn judge(&self, asks: &[Ask<'_>]) -> Decision {
        let inner = &self.inner;
        let Some(shared) = &inner.shared else {
            return inner.table.take(asks, inner.clock.now(), 1, Known::Enough);
        };
        if let Some(decision) = shared.take(inner, asks).await {
            if decision.admitted {
                inner.table.record(asks, &decision.verdicts);
            } else {
                inner.denials.learn(asks, &decision, inner.clock.now());
            }
            return decision;
        }
        inner.tally.alone.fetch_add(1, Ordering::Relaxed);
        inner.table.take(asks, inner.clock.now(), shared.nodes(), Known::OnlyHere)
    }

    /// The refusal of a request, if it is known without counting or asking anybody. Without Redis
    /// nothing is remembered: asking costs as little.
    pub fn remembered(&self, asks: &[Ask<'_>]) -> Option<Decision> {
        self.inner.shared.as_ref()?;
        let refused = self.inner.denials.find(asks, self.inner.clock.now());
        self.count_remembered(refused)
    }

    /// Remembers a refusal under a name of one's own (a token, say), so that the next request of that
    /// name can be refused before it costs anything. The verdict has to concern everything that is
    /// done under that name.
    pub fn remember(&self, name: Key, verdict: &Verdict) {
        if verdict.refuses() && !verdict.policy.members {
            self.inner.denials.remember(name, 0, verdict, self.inner.clock.now());
        }
    }

    /// The refusal remembered under a name.
    pub fn recall(&self, name: Key) -> Option<Decision> {
        let refused = self.inner.denials.recall(name, self.inner.clock.as_ref());
        self.count_remembered(refused)
    }

    fn count_remembered(&self, refused: Option<Decision>) -> Option<Decision> {
        if refused.is_some() {
            self.inner.tally.refused.fetch_add(1, Ordering::Relaxed);
            self.inner.tally.remembered.fetch_add(1, Ordering::Relaxed);
        }
        refused
    }

    /// Gives back what an admitted request was counted for. Where Redis is away, its copy stays until
    /// the window is over: never too little is counted.
    pub async fn give_back(&self, decision: &Decision) {
        self.give_back_here(decision);
        if let Some(shared) = &self.inner.shared {
            shared.give_back(&decision.verdicts).await;
        }
    }

    fn give_back_here(&self, decision: &Decision) {
        for verdict in &decision.verdicts {
            self.inner.table.give_back(verdict);
            self.inner.denials.forget(verdict.key);
        }
    }

    /// [`Limiter::give_back`] without waiting; for ends of scopes, on any thread.
    pub fn give_back_later(&self, decision: Decision) {
        self.give_back_here(&decision);
        if let Some(shared) = &self.inner.shared {
            let limiter = self.clone();
            shared.runtime.spawn(async move {
                if let Some(shared) = &limiter.inner.shared {
                    shared.give_back(&decision.verdicts).await;
                }
            });
        }
    }

    /// How a caller stands, without counting anything.
    pub async fn look(&self, asks: &[Ask<'_>]) -> Vec<Verdict> {
        let asks: Vec<Ask<'_>> = asks.iter().map(|ask| ask.costing(0)).collect();
        let shared = match &self.inner.shared {
            Some(shared) => shared.take(&self.inner, &asks).await,
            None => None,
        };
        let decision = shared.unwrap_or_else(|| self.inner.table.look(&asks, self.inner.clock.now()));
        decision.verdicts.into_vec()
    }

    /// Forgets what callers were counted for, here and in Redis. Their owner proved to be in the right;
    /// other nodes need not hear of it.
    pub async fn forgive(&self, asks: &[Ask<'_>]) {
        self.inner.table.forget(asks.iter().map(|ask| ask.key));
        for ask in asks {
            self.inner.denials.forget(ask.key);
        }
        if let Some(shared) = &self.inner.shared {
            shared.drop_counters(asks).await;
        }
    }

    /// An administrator's reset: forgets on all nodes. Fails when Redis does not answer: then only
    /// this node forgot.
    pub async fn reset(&self, asks: &[Ask<'_>]) -> Result<(), Away> {
        self.inner.table.forget(asks.iter().map(|ask| ask.key));
        self.inner.denials.clear();
        match &self.inner.shared {
            Some(shared) => shared.forget(asks).await,
            None => Ok(()),
        }
    }

    /// The numbers changed: refusals under the old ones are not believed any more.
    pub fn renumbered(&self) {
        self.inner.denials.clear();
    }

    /// How the limiter is.
    pub fn health(&self) -> Health {
        let (counters, bytes) = self.inner.table.size();
        let read = |n: &AtomicU64| n.load(Ordering::Relaxed);
        let tally = &self.inner.tally;
        let mut health = Health {
            counters,
            bytes,
            overflowing: self.inner.table.is_overflowing(),
            admitted: read(&tally.admitted),
            refused: read(&tally.refused),
            remembered: read(&tally.remembered),
            alone: read(&tally.alone),
            nodes: 1,
            ..Health::default()
        };
        if let Some(shared) = &self.inner.shared {
            shared.describe(&mut health);
        }
        health
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
pub struct Away;

impl Inner {
    pub(crate) fn now(&self) -> Micros {
        self.clock.now()
    }
}

/// Where a fleet's Redis is and how it is used.
impl Fleet {
    /// With the usual numbers: 20 ms to answer, one node expected.
    pub fn at(target: Target) -> Self {
        Self {
            target,
            prefix: "limits".to_owned(),
            deadline: Duration::from_millis(20),
            nodes: 1,
            keep: Duration::from_hours(25),
        }
    }
}
