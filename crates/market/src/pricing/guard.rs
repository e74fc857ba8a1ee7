//! Which price changes wait for a second look. Pure: numbers in, verdict out.

use super::hold_reason::HoldReason;
use crate::Rules;

/// What the vendor did lately.
#[derive(Debug, Clone, Copy)]
pub struct Recent {
    /// Price changes in the last ten minutes.
    pub changes: i64,
}

/// Whether a change goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuardDecision {
    /// It does.
    Apply,
    /// It waits, and why.
    Hold(HoldReason),
}

/// By how much a price moves, in millionths of the old one.
pub fn delta_ppm(old: i64, new: i64) -> i64 {
    let delta = (i128::from(new) - i128::from(old)) * 1_000_000 / i128::from(old.max(1));
    i64::try_from(delta).unwrap_or(i64::MAX)
}

/// Judges a change from one price to another.
pub fn judge(rules: &Rules, old: i64, new: i64, recent: Recent) -> GuardDecision {
    // Exactly: millionths are cut off, and a large price may pass the line by less than one of them.
    let moved = (i128::from(new) - i128::from(old)).abs() * 1_000_000;
    if moved > i128::from(rules.guard_ppm) * i128::from(old.max(1)) {
        return GuardDecision::Hold(HoldReason::TooFar { delta_ppm: delta_ppm(old, new), limit_ppm: rules.guard_ppm });
    }
    if recent.changes >= rules.guard_burst {
        return GuardDecision::Hold(HoldReason::TooMany { changes: recent.changes });
    }
    GuardDecision::Apply
}
