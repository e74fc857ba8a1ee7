//! What is read of price changes. Imports neither store nor actions.

use kernel::{CompanyId, Currency, OfferId, PriceChangeId, ProductId, Timestamp, UserId};
use schemars::JsonSchema;
use serde::Serialize;

use super::hold_reason::HoldReason;

/// A price change, with what its offer is called.
#[derive(Debug, Clone)]
pub struct PriceChangeView {
    /// The change.
    pub change: ChangeRow,
    /// The vendor's article number.
    pub sku: String,
    /// What the product is called.
    pub title: String,
    /// Who changed it, by name.
    pub by_name: Option<String>,
}

kernel::string_enum! {
    /// Result of a price change.
    pub enum ChangeState {
        /// Applied.
        Applied = "applied",
        /// Waiting for approval.
        Held = "held",
        /// Rejected.
        Rejected = "rejected",
        /// Replaced by a newer change before a decision.
        Superseded = "superseded",
    }
}

/// A price change.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChangeRow {
    /// ID of the price change.
    pub id: PriceChangeId,
    /// ID of the offer.
    pub offer_id: OfferId,
    /// Old price in minor units; null for the first price.
    pub old_minor: Option<i64>,
    /// New price in minor units.
    pub new_minor: i64,
    /// Currency.
    pub currency: Currency,
    /// Relative change in parts per million.
    pub delta_ppm: i64,
    /// Result of the change.
    pub state: ChangeState,
    /// Why it needed approval.
    pub why_held: Option<HoldReason>,
    /// ID of the user who made the change.
    pub changed_by: Option<UserId>,
    /// When it was changed.
    pub changed_at: Timestamp,
    /// ID of the user who approved or rejected it.
    pub decided_by: Option<UserId>,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
}

/// A change that waits, as staff sees it: whose, and of what.
#[derive(Debug, Clone)]
pub struct HeldRow {
    /// The step.
    pub change: ChangeRow,
    /// Whose.
    pub vendor_id: CompanyId,
    /// Whose, by name.
    pub vendor_name: String,
    /// The vendor's article number.
    pub sku: String,
    /// Of which product.
    pub product_id: ProductId,
    /// What it is called.
    pub title: String,
}
