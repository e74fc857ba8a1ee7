//! Refunding a concurrent request when it ends.

use crate::decision::LimitDecision;
use crate::limiter::Limiter;

/// Refunds what a decision counted when it is dropped. If the process dies, the members expire with
/// the window of the policy.
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
