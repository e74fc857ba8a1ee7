//! What a vendor accepts an order with. Imports neither store nor actions.

use kernel::{OrderLineId, Quantity};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::placement::MAX_LINES;

/// Accepted quantity of a line.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "AcceptedLineIn")]
pub struct AcceptedLine {
    /// ID of the order line.
    #[serde(rename = "line_id")]
    pub line: OrderLineId,
    /// Number of packs; zero is allowed.
    #[serde(deserialize_with = "packs")]
    #[schemars(range(min = 0, max = Quantity::MAX))]
    pub quantity: i64,
}

/// Acceptance of an order.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "AcceptanceIn")]
pub struct Acceptance {
    /// Lines accepted in part or not at all. All other lines are accepted in full.
    #[serde(default, deserialize_with = "accepted_lines")]
    #[schemars(length(max = MAX_LINES))]
    pub lines: Vec<AcceptedLine>,
}

fn packs<'de, D: Deserializer<'de>>(d: D) -> Result<i64, D::Error> {
    let packs = i64::deserialize(d)?;
    if (0..=Quantity::MAX).contains(&packs) {
        Ok(packs)
    } else {
        Err(serde::de::Error::custom(format!("must be a whole number between 0 and {}", Quantity::MAX)))
    }
}

fn accepted_lines<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<AcceptedLine>, D::Error> {
    let lines = Vec::deserialize(d)?;
    let fits = lines.len() <= MAX_LINES;
    if fits { Ok(lines) } else { Err(serde::de::Error::custom(format!("must have at most {MAX_LINES} lines"))) }
}
