//! What is read of deliveries: rows, views, and why one failed. Imports neither store nor actions.

use kernel::text::Reason;
use kernel::{CompanyId, DeliveryId, Timestamp, UserId, VendorOrderId};
use schemars::JsonSchema;
use serde::Serialize;

use super::state::{DeliveryState, FailureCode};
use crate::orders::ShipTo;

/// Wrong codes after which only the platform can make a new one.
pub(super) const CODE_TRIES: i64 = 5;

/// Whether the code of a delivery that is not over is good no more.
pub(super) const fn is_code_blocked(state: DeliveryState, wrong_codes: i64) -> bool {
    wrong_codes >= CODE_TRIES && !matches!(state, DeliveryState::Delivered | DeliveryState::Cancelled)
}

/// A delivery, as the delivery partner sees it: addresses and order number, no prices.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DeliveryView {
    /// Unique ID.
    pub id: DeliveryId,
    /// ID of the vendor order.
    pub vendor_order_id: VendorOrderId,
    /// Human-readable number.
    pub order_number: String,
    /// Status.
    pub state: DeliveryState,
    /// ID of the delivery partner.
    pub partner_id: Option<CompanyId>,
    /// ID of the rider.
    pub rider_id: Option<UserId>,
    /// Name of the vendor.
    pub vendor_name: String,
    /// Pickup address.
    pub vendor_address: String,
    /// Delivery address. Once it was deleted by age, each part but the country is `(erased)`.
    pub ship_to: ShipTo,
    /// Whether the delivery code is blocked after too many wrong ones. Only a dispatcher of the marketplace can generate
    /// a new one.
    pub code_blocked: bool,
    /// How many times the delivery code was replaced by a new one.
    pub code_renewals: i64,
    /// Why the last attempt failed.
    pub failure_code: Option<FailureCode>,
    /// What the rider added.
    pub failure: Option<String>,
    /// When it was last updated.
    pub updated_at: Timestamp,
}

/// A delivery, as the retailer sees it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TrackingView {
    /// ID of the vendor order.
    pub vendor_order_id: VendorOrderId,
    /// Status.
    pub state: DeliveryState,
    /// The delivery code. Share it with the rider only after you receive the goods. Shown from pickup to
    /// delivery, unless it is blocked.
    pub proof_code: Option<String>,
    /// Whether the delivery code is blocked after too many wrong ones. You are notified of the new one.
    pub code_blocked: bool,
    /// How many times the delivery code was replaced by a new one.
    pub code_renewals: i64,
    /// Why the last attempt failed.
    pub failure_code: Option<FailureCode>,
    /// What the rider added.
    pub failure: Option<String>,
    /// When it was last updated.
    pub updated_at: Timestamp,
}

/// Somebody who may be given deliveries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerRow {
    /// The company.
    pub id: CompanyId,
    /// What it is called.
    pub name: String,
}

/// Somebody who rides for a partner.
#[derive(Debug, Clone)]
pub struct RiderRow {
    /// Who.
    pub user_id: UserId,
    /// Their name.
    pub name: String,
    /// Deliveries that they have and that are not over.
    pub under_way: i64,
}

/// One step of a delivery's history.
#[derive(Debug, Clone)]
pub struct DeliveryEventRow {
    /// When.
    pub at: Timestamp,
    /// Where it stood then.
    pub to: DeliveryState,
    /// Why goods could not be handed over.
    pub failure_code: Option<FailureCode>,
    /// What the rider added.
    pub failure: Option<String>,
    /// Who did it, where that was somebody of the company that asks.
    pub who: Option<String>,
}

/// Why goods could not be handed over.
#[derive(Debug, Clone)]
pub struct Failure {
    /// In a word.
    pub code: FailureCode,
    /// What the rider adds.
    pub note: Option<Reason>,
}
