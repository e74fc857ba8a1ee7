//! What may be done how often.

use std::sync::Arc;
use std::time::Duration;

use crate::clock::{Micros, micros};
use crate::key::LimitKey;

/// Above this many, hits are counted in buckets instead of one by one: 12 bytes a hit would add up.
const MAX_LOG_LIMIT: u64 = 1_000;

/// How careful to be while Redis does not answer, with `N` the quota and `K` the nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureMode {
    /// Each node admits `⌊N/K⌋` (at least one): logins, codes, payments.
    Strict,
    /// Each node admits `⌈N/K⌉`: everything else.
    Bounded,
}

/// How a counter counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CountingMethod {
    /// Each hit with its instant: exact.
    Log,
    /// Thirty buckets a window: never more than the quota, at worst a thirtieth less.
    Buckets,
    /// Who is inside; each counts once.
    Members,
}

impl CountingMethod {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Log => "l",
            Self::Buckets => "b",
            Self::Members => "m",
        }
    }
}

/// How much within which window. Numbers may change while counters run: the same name keeps its
/// history, and a lower limit applies to past hits at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// A short word of lower-case letters, digits and dashes; it names counters, header fields and metrics.
    pub name: Arc<str>,
    /// How many units within the window.
    pub limit: u64,
    /// The window; at least a millisecond.
    pub window: Duration,
    /// What counts: units, or distinct members.
    pub members: bool,
    /// How careful to be while Redis does not answer.
    pub failure_mode: FailureMode,
    /// Judge, but refuse nothing.
    pub monitor_only: bool,
    /// Hits may be given back: a refusal then need not hold still, and is remembered for a second only.
    pub refundable: bool,
}

impl Policy {
    /// So many units within a window, bounded when Redis is away.
    /// What is no lower-case letter, digit or dash in the name becomes a dash: it stands in header
    /// fields and in the names of counters.
    pub fn new(name: &str, limit: u64, window: Duration) -> Self {
        let window = window.max(Duration::from_millis(1));
        let fit = |c: char| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { '-' };
        let name: String = name.chars().map(fit).collect();
        Self {
            name: name.into(),
            limit,
            window,
            members: false,
            failure_mode: FailureMode::Bounded,
            monitor_only: false,
            refundable: false,
        }
    }
    /// So many distinct members within a window. With a member per request, given back at its end
    /// ([`crate::RefundGuard`]), this limits how many run at once; the window is how long one may run.
    #[must_use]
    pub fn of_members(mut self) -> Self {
        self.members = true;
        self
    }
    /// Strict when Redis is away.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.failure_mode = FailureMode::Strict;
        self
    }
    /// With hits that may be given back ([`crate::Limiter::refund`], [`crate::Limiter::clear_counters`]).
    #[must_use]
    pub fn refundable(mut self) -> Self {
        self.refundable = true;
        self
    }
    /// Judges without refusing.
    #[must_use]
    pub fn monitor_only(mut self) -> Self {
        self.monitor_only = true;
        self
    }

    /// What one of `nodes` may admit by itself of a limit.
    pub(crate) fn share(&self, limit: u64, nodes: u64) -> u64 {
        match (limit, self.failure_mode) {
            (0, _) => 0,
            (n, FailureMode::Strict) => (n / nodes).max(1),
            (n, FailureMode::Bounded) => n.div_ceil(nodes),
        }
    }
}

/// One counter that a request is counted against.
#[derive(Debug, Clone, Copy)]
pub struct LimitCheck<'p> {
    /// Under which policy.
    pub policy: &'p Arc<Policy>,
    /// Which caller.
    pub key: LimitKey,
    /// How many units; nothing only looks.
    pub cost: u32,
    /// How many times the policy's limit this counter has: a network has more than a household.
    pub multiplier: u32,
    /// Who, where members are counted.
    pub member: u64,
}

impl<'p> LimitCheck<'p> {
    /// One unit.
    pub const fn new(policy: &'p Arc<Policy>, key: LimitKey) -> Self {
        Self { policy, key, cost: 1, multiplier: 1, member: 0 }
    }
    /// So many units.
    #[must_use]
    pub const fn costing(mut self, cost: u32) -> Self {
        self.cost = cost;
        self
    }
    /// With so many times the limit.
    #[must_use]
    pub const fn multiplier(mut self, multiplier: u32) -> Self {
        self.multiplier = multiplier;
        self
    }
    /// On behalf of a member.
    #[must_use]
    pub const fn member(mut self, member: u64) -> Self {
        self.member = member;
        self
    }
    /// Units that admitting it takes, unless its member is inside already.
    pub(crate) fn units(&self) -> u64 {
        if self.policy.members { 1 } else { u64::from(self.cost) }
    }
    pub(crate) fn limit(&self) -> u64 {
        self.policy.limit.saturating_mul(u64::from(self.multiplier))
    }
    /// The window in microseconds, between a millisecond and ten years: the arithmetic needs no more.
    pub(crate) fn span(&self) -> Micros {
        micros(self.policy.window).clamp(1_000, 10 * 365 * 86_400 * 1_000_000)
    }
    pub(crate) fn method(&self) -> CountingMethod {
        if self.policy.members {
            CountingMethod::Members
        } else if self.limit() <= MAX_LOG_LIMIT {
            CountingMethod::Log
        } else {
            CountingMethod::Buckets
        }
    }
}
