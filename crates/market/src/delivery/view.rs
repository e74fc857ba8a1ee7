//! What is read of deliveries: rows, views, and why one failed. Imports neither store nor actions.

use kernel::text::Reason;
use kernel::{CompanyId, DeliveryId, Timestamp, UserId, VendorOrderId};
use schemars::JsonSchema;
use serde::Serialize;

use super::state::{DeliveryState, FailureCode};
use crate::orders::ShipTo;

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
    /// delivery.
    pub proof_code: Option<String>,
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
