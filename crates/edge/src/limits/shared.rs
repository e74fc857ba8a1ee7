//! What one request was counted for against budgets that a company shares. It is charged only to those whose
//! role lets them in; where the action then says that this very thing is not theirs (403, 404), it is given back,
//! so that nobody uses up the quota of colleagues with what they may not do. What is refused for other reasons
//! (422, 409, 412 …) stays counted, but for prices and stock: there the company is counted for what changes, and
//! the person for each try.

use std::sync::{Arc, Mutex, PoisonError};

use http::StatusCode;
use limiter::LimitDecision;

use crate::route::LimitClass;

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

/// Whether an answer gives back what a company was charged: who asked had no right to it, or nothing changed.
pub(crate) fn is_given_back(status: StatusCode, class: LimitClass) -> bool {
    let counts_changes = matches!(class, LimitClass::Price | LimitClass::Stock);
    matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND) || (counts_changes && status.is_client_error())
}
