//! Rate limits that hold: exact sliding windows, in one process or across many over Redis.
//!
//! A [`Policy`] says how much within which window. A request asks several policies at once
//! ([`Ask`]) and is counted against all of them or against none ([`Limiter::admit`]). Promises:
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
mod denials;
pub mod http;
mod key;
mod lease;
mod limiter;
mod offenders;
mod policy;
mod redis;
pub mod shed;
mod table;
mod window;

pub use clock::{Clock, Micros};
pub use decision::{Counted, Decision, Source, Verdict};
pub use key::{Key, Keyer};
pub use lease::Lease;
pub use limiter::{Away, Fleet, Health, Limiter, Settings};
pub use offenders::{Offence, Offenders};
pub use policy::{Ask, Failure, Policy};
pub use redis::{BadTarget, Target, probe};
