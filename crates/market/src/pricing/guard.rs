//! Which price changes wait for a second look. Pure: numbers in, verdict out.

use std::fmt;

use kernel::{Scalar, Stored};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Rules;

/// What the vendor did lately.
#[derive(Debug, Clone, Copy)]
pub struct Recent {
    /// Price changes in the last ten minutes.
    pub changes: i64,
}

/// Why a price change waits. It is stored and told as data; pages put it into their reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum HoldReason {
    /// The price would move too far.
    TooFar {
        /// By how much, in millionths of the old price.
        delta_ppm: i64,
        /// How far it may move without being held, in millionths.
        limit_ppm: i64,
    },
    /// The vendor changed many prices lately.
    TooMany {
        /// How many, within ten minutes.
        changes: i64,
    },
}

impl fmt::Display for HoldReason {
    /// In English, for readers that are programs and for logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFar { delta_ppm, limit_ppm } => write!(
                f,
                "the price would change by {}.{}%; changes above {}% need a second person's approval",
                delta_ppm / 10_000,
                (delta_ppm.abs() % 10_000) / 1_000,
                limit_ppm / 10_000
            ),
            Self::TooMany { changes } => write!(f, "{changes} prices were changed within ten minutes"),
        }
    }
}

impl Stored for HoldReason {
    fn to_scalar(&self) -> Scalar {
        Scalar::Text(serde_json::to_string(self).ok())
    }
    fn from_scalar(scalar: Scalar) -> Option<Self> {
        // Some columns come as bytes.
        serde_json::from_str(&kernel::stored::text_of(scalar)?).ok()
    }
    fn absent() -> Scalar {
        Scalar::Text(None)
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
