//! What was decided, and what it says about each policy.

use std::sync::Arc;
use std::time::Duration;

use smallvec::SmallVec;

use crate::clock::{Micros, duration};
use crate::key::LimitKey;
use crate::policy::{LimitCheck, Policy};
use crate::window::Reading;

/// Who decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionSource {
    /// This process: there is no Redis, or it does not answer.
    Local,
    /// Redis.
    Redis,
    /// A refusal that is known to hold still.
    CachedRefusal,
}

/// Where a hit was counted; needed to give it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedHit {
    /// When, on the limiter's clock.
    pub at: Micros,
    /// How many units.
    pub cost: u32,
    /// Who, where members are counted.
    pub member: u64,
}

/// How a request stands with one policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyVerdict {
    /// The policy.
    pub policy: Arc<Policy>,
    /// Its counter.
    pub key: LimitKey,
    /// The limit that was applied.
    pub limit: u64,
    /// Units left after this request.
    pub remaining: u64,
    /// Until some quota comes back by itself; nothing when none is used.
    pub reset: Duration,
    /// Set when this policy refuses: until it would admit the same request.
    pub retry: Option<Duration>,
    /// What was counted, if anything was.
    pub counted: Option<CountedHit>,
    pub(crate) multiplier: u32,
}

impl PolicyVerdict {
    pub(crate) fn of(
        check: &LimitCheck<'_>,
        limit: u64,
        reading: &Reading,
        now: Micros,
        counted: Option<Micros>,
    ) -> Self {
        let taken = if counted.is_some() { check.units() } else { 0 };
        // A hit that was just counted is the oldest where there was none.
        let reset = match (reading.reset_at, counted) {
            (None, Some(at)) => duration(at + check.span() - now),
            (at, _) => duration(at.map_or(0, |at| at - now)),
        };
        Self {
            policy: Arc::clone(check.policy),
            key: check.key,
            limit,
            remaining: limit.saturating_sub(reading.used.saturating_add(taken)),
            reset,
            retry: reading.retry_at.map(|at| duration(at - now).max(Duration::from_micros(1))),
            counted: counted.map(|at| CountedHit { at, cost: check.cost, member: check.member }),
            multiplier: check.multiplier,
        }
    }

    /// Whether this policy stands in the way.
    pub fn refuses(&self) -> bool {
        self.retry.is_some() && !self.policy.monitor_only
    }
}

/// Whether a request may go on.
#[derive(Debug, Clone)]
pub struct LimitDecision {
    /// Whether it may.
    pub admitted: bool,
    /// Each policy's view, in the order they were asked.
    pub verdicts: SmallVec<[PolicyVerdict; 4]>,
    /// Who decided.
    pub source: DecisionSource,
    /// When, on the limiter's clock (by Redis' clock where Redis decided).
    pub decided_at: Micros,
}

impl LimitDecision {
    /// A request that nothing limits.
    pub fn unlimited() -> Self {
        Self { admitted: true, verdicts: SmallVec::new(), source: DecisionSource::Local, decided_at: 0 }
    }

    /// The policies that stand in the way.
    pub fn violated(&self) -> impl Iterator<Item = &PolicyVerdict> {
        self.verdicts.iter().filter(|v| v.refuses())
    }

    /// Until all of them would admit the same request.
    pub fn retry_after(&self) -> Duration {
        self.violated().filter_map(|v| v.retry).max().unwrap_or_default()
    }

    /// Policies in monitor-only mode that would have refused.
    pub fn monitored(&self) -> impl Iterator<Item = &PolicyVerdict> {
        self.verdicts.iter().filter(|v| v.policy.monitor_only && v.retry.is_some())
    }
}
