//! What one request was counted for against budgets that a company shares. It is charged only to those whose
//! role lets them in; where the action then says that this very thing is not theirs (403, 404), it is given back,
//! so that nobody uses up the quota of colleagues with what they may not do. What is refused for other reasons
//! (422, 409, 412 …) stays counted.

use std::sync::{Arc, Mutex, PoisonError};

use http::StatusCode;
use limiter::LimitDecision;

/// Decisions that charged a company. Cheap to clone; all clones are one.
#[derive(Clone, Default)]
pub(crate) struct SharedCharges(Arc<Mutex<Vec<LimitDecision>>>);

impl SharedCharges {
    /// One more.
    pub fn add(&self, decision: LimitDecision) {
        if !decision.verdicts.is_empty() {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(decision);
        }
    }

    /// Takes all of them out.
    pub fn take(&self) -> Vec<LimitDecision> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Whether an answer says that who asked had no right to it.
pub(crate) fn is_without_right(status: StatusCode) -> bool {
    matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND)
}
