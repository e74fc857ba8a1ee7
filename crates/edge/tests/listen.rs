//! What the accept loop promises, proven with hostile clients and short limits.
//!
//! Each attack runs while good clients are served, and must end within its bound.

#[path = "listen/h2.rs"]
mod h2;
#[path = "listen/harness.rs"]
mod harness;
#[path = "listen/ordinary.rs"]
mod ordinary;
#[path = "listen/proxy_protocol.rs"]
mod proxy_protocol;
#[path = "listen/proxy_refused.rs"]
mod proxy_refused;
#[path = "listen/proxy_shares.rs"]
mod proxy_shares;
#[path = "listen/slow.rs"]
mod slow;
#[path = "listen/units.rs"]
mod units;
