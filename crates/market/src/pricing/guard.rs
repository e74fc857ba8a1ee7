//! Which price changes wait for a second look. Pure: numbers in, verdict out.
//!
//! A new price is compared with three earlier ones: the last, the one of a day ago and the one of a week
//! ago. Small steps are free only as long as they do not add up to a large one. A price that somebody
//! confirmed is where counting begins anew.

use kernel::Timestamp;

use super::hold_reason::HoldReason;
use crate::Rules;

/// Spans within which small steps add up, in hours.
const DAY_HOURS: i64 = 24;
const WEEK_HOURS: i64 = 7 * DAY_HOURS;

/// What the vendor did lately.
#[derive(Debug, Clone, Copy)]
pub struct Recent {
    /// Price changes in the last ten minutes.
    pub changes: i64,
    /// What the offer cost before.
    pub earlier: EarlierPrices,
}

/// What an offer cost a while ago, in minor units; or what somebody confirmed since. An offer that is
/// younger has its first price.
#[derive(Debug, Clone, Copy)]
pub struct EarlierPrices {
    /// 24 hours ago.
    pub day_ago: i64,
    /// 7 days ago.
    pub week_ago: i64,
}

impl EarlierPrices {
    /// An offer that has always cost the same.
    pub const fn always(minor: i64) -> Self {
        Self { day_ago: minor, week_ago: minor }
    }
    /// The instants at which they held.
    pub(super) const fn instants(now: Timestamp) -> (Timestamp, Timestamp) {
        (now.plus_seconds(-DAY_HOURS * 3_600), now.plus_seconds(-WEEK_HOURS * 3_600))
    }
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
    let EarlierPrices { day_ago, week_ago } = recent.earlier;
    let compared = [(old, None), (day_ago, Some(DAY_HOURS)), (week_ago, Some(WEEK_HOURS))];
    if let Some((from, hours)) = compared.into_iter().find(|(from, _)| is_too_far(rules, *from, new)) {
        let (delta_ppm, limit_ppm) = (delta_ppm(from, new), rules.guard_ppm);
        return GuardDecision::Hold(HoldReason::TooFar { delta_ppm, limit_ppm, hours });
    }
    if recent.changes >= rules.guard_burst {
        return GuardDecision::Hold(HoldReason::TooMany { changes: recent.changes });
    }
    GuardDecision::Apply
}

/// Exactly: millionths are cut off, and a large price may pass the line by less than one of them.
fn is_too_far(rules: &Rules, old: i64, new: i64) -> bool {
    let moved = (i128::from(new) - i128::from(old)).abs() * 1_000_000;
    moved > i128::from(rules.guard_ppm) * i128::from(old.max(1))
}
