//! Rate limits that hold: exact sliding windows, in one process or across many over Redis.
//!
//! A [`Policy`] says how much within which window. A request asks several policies at once
//! ([`LimitCheck`]) and is counted against all of them or against none ([`Limiter::admit`]). Promises:
//!
//! - never more than the quota within *any* window, not only within calendar ones;
//! - a refused request costs the caller nothing, and hammering does not prolong the wait;
//! - one round trip to Redis for any number of policies, none for a caller known to be refused;
//! - Redis stopped, hanging or emptied: limits go on, never open, never waiting longer than the
//!   deadline; what was admitted meanwhile is counted when it is back;
//! - memory is bounded, whatever callers make up.
//!
//! The middle of the crate knows no HTTP; [`http`] has what an HTTP server wants around it: the
//! client's address behind proxies, header fields, and a `tower` layer.

pub mod clock;
mod decision;
pub mod http;
mod key;
mod limiter;
pub mod load_shedding;
mod offenders;
mod policy;
mod redis;
mod refund_guard;
mod refusal_cache;
mod table;
mod window;

pub use clock::{Micros, MonotonicClock};
pub use decision::{CountedHit, DecisionSource, LimitDecision, PolicyVerdict};
pub use key::{LimitKey, LimitKeyHasher};
pub use limiter::{Limiter, LimiterRedisSettings, LimiterSettings, LimiterStats, RedisUnavailable};
pub use offenders::{Offender, Offenders};
pub use policy::{FailureMode, LimitCheck, Policy};
pub use redis::{InvalidRedisTarget, RedisTarget, probe};
pub use refund_guard::RefundGuard;
