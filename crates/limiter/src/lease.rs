//! A place among those that run at once.

use crate::decision::Decision;
use crate::limiter::Limiter;

/// What was counted for as long as this is kept; given back when it is dropped. Where the process
/// dies instead, the places come free when the policy's window is over.
#[must_use = "dropping it gives the place back"]
pub struct Lease {
    limiter: Limiter,
    decision: Option<Decision>,
}

impl Lease {
    /// Keeps what a decision counted.
    pub fn new(limiter: &Limiter, decision: Decision) -> Self {
        Self { limiter: limiter.clone(), decision: Some(decision) }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(decision) = self.decision.take() else { return };
        self.limiter.give_back_later(decision);
    }
}
