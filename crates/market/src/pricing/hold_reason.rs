//! Why a price change needs approval, as data.

use std::fmt;

use kernel::{Scalar, Stored};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
        /// Within how many hours it would have moved that far; absent where this change does so by itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hours: Option<i64>,
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
            Self::TooFar { delta_ppm, limit_ppm, hours } => {
                let (sign, tenths) = (if *delta_ppm < 0 { "-" } else { "" }, (delta_ppm.unsigned_abs() + 500) / 1_000);
                write!(f, "the price would change by {sign}{}.{}%", tenths / 10, tenths % 10)?;
                if let Some(hours) = hours {
                    write!(f, " within {hours} hours")?;
                }
                write!(f, "; changes above {}% need a second person's approval", limit_ppm / 10_000)
            }
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
