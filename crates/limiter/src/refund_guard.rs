//! A place among those that run at once.

use crate::decision::LimitDecision;
use crate::limiter::Limiter;

/// What was counted for as long as this is kept; given back when it is dropped. Where the process
/// dies instead, the places come free when the policy's window is over.
#[must_use = "dropping it gives the place back"]
pub struct RefundGuard {
    limiter: Limiter,
    decision: Option<LimitDecision>,
}

impl RefundGuard {
    /// Keeps what a decision counted.
    pub fn new(limiter: &Limiter, decision: LimitDecision) -> Self {
        Self { limiter: limiter.clone(), decision: Some(decision) }
    }
}

impl Drop for RefundGuard {
    fn drop(&mut self) {
        let Some(decision) = self.decision.take() else { return };
        self.limiter.refund_in_background(decision);
    }
}
