//! What is read of orders. Imports neither store nor actions.

use kernel::{
    CompanyId, Money, OfferId, OrderId, OrderLineId, ProductId, Timestamp, UserId, VendorOrderId, Version, string_enum,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::placement::PaymentTerms;
use super::state::{ReasonCode, VendorOrderState};
use crate::companies::ShipTo;

string_enum! {
    /// The status of an order, derived from its vendor orders.
    pub enum OrderState {
        /// In progress.
        Open = "open",
        /// Everything that was not cancelled has been delivered.
        Delivered = "delivered",
        /// Everything that was not cancelled is completed.
        Completed = "completed",
        /// Fully cancelled.
        Cancelled = "cancelled",
    }
}

impl OrderState {
    /// The state of an order with vendor orders in these states.
    pub fn of(vendor_orders: &[VendorOrderState]) -> Self {
        let alive: Vec<_> = vendor_orders
            .iter()
            .filter(|p| !matches!(p, VendorOrderState::Rejected | VendorOrderState::Cancelled))
            .collect();
        if alive.is_empty() {
            Self::Cancelled
        } else if alive.iter().all(|p| **p == VendorOrderState::Completed) {
            Self::Completed
        } else if alive.iter().all(|p| matches!(p, VendorOrderState::Completed | VendorOrderState::Delivered)) {
            Self::Delivered
        } else {
            Self::Open
        }
    }
}

/// An order line. Names and prices are as they were when the order was placed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LineView {
    /// Unique ID.
    pub id: OrderLineId,
    /// ID of the offer.
    pub offer_id: OfferId,
    /// ID of the product.
    pub product_id: ProductId,
    /// The vendor's SKU when ordered.
    pub sku: String,
    /// Product name when ordered.
    pub title: String,
    /// Pieces per pack.
    pub pack_size: i64,
    /// Price of one pack when ordered.
    pub unit_price: Money,
    /// ID of the price change that set the price.
    pub price_change_id: kernel::PriceChangeId,
    /// Tax class when ordered.
    pub tax_class: String,
    /// Packs ordered.
    pub quantity_ordered: i64,
    /// Packs accepted by the vendor; 0 until it responds, and where the order was cancelled before.
    pub quantity_accepted: i64,
    /// Packs declined by the vendor, by rejecting the order or not responding in time, too.
    pub quantity_declined: i64,
    /// Packs that were cancelled with the order; 0 unless its status is `cancelled`.
    pub quantity_cancelled: i64,
    /// Amount ordered.
    pub total: Money,
    /// Amount to be paid as it stands: the total without what was declined, rejected or cancelled. Until the vendor
    /// responds, this is the total.
    pub accepted_total: Money,
}

/// What became of the packs of a line.
pub(super) struct LinePacks {
    /// Accepted; nothing while nobody answered.
    pub accepted: Option<i64>,
    /// Declined by the vendor.
    pub declined: i64,
    /// Cancelled, whoever did.
    pub cancelled: i64,
}

impl LinePacks {
    /// By the state of the order; `stored` has what was ordered, accepted and declined. Where an order is cancelled
    /// that nobody answered, its lines are stored as declined, and nobody has declined anything.
    pub fn of(state: VendorOrderState, was_answered: bool, stored: (i64, i64, i64)) -> Self {
        let (ordered, accepted, declined) = stored;
        match state {
            VendorOrderState::Placed => Self { accepted: None, declined: 0, cancelled: 0 },
            VendorOrderState::Cancelled if !was_answered => Self { accepted: None, declined: 0, cancelled: ordered },
            VendorOrderState::Cancelled => Self { accepted: Some(accepted), declined, cancelled: ordered - declined },
            _ => Self { accepted: Some(accepted), declined, cancelled: 0 },
        }
    }
}

/// What became of the packs of a whole order's lines, as they were stored. A vendor that answers accepts something.
pub(super) fn settle_packs(state: VendorOrderState, lines: &mut [LineView]) {
    let was_answered = lines.iter().any(|line| line.quantity_accepted > 0);
    for line in lines {
        let stored = (line.quantity_ordered, line.quantity_accepted, line.quantity_declined);
        let packs = LinePacks::of(state, was_answered, stored);
        line.quantity_accepted = packs.accepted.unwrap_or(0);
        (line.quantity_declined, line.quantity_cancelled) = (packs.declined, packs.cancelled);
    }
}

/// Whether a vendor has said what it takes of the lines: not while it is asked, nor where the order was cancelled before.
pub fn is_answered(lines: &[LineView]) -> bool {
    lines.iter().any(|line| line.quantity_accepted > 0 || line.quantity_declined > 0)
}

/// An entry in an order's history.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HistoryRow {
    /// When it happened.
    pub at: Timestamp,
    /// Previous state; null for the first entry.
    pub from: Option<VendorOrderState>,
    /// New state.
    pub to: VendorOrderState,
    /// Why, where the marketplace itself moved it.
    pub reason_code: Option<ReasonCode>,
    /// Why, in the words of whoever moved it.
    pub reason: Option<String>,
}

/// A vendor order, as the retailer sees it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RetailerVendorOrder {
    /// Unique ID.
    pub id: VendorOrderId,
    /// Human-readable number.
    pub number: String,
    /// ID of the vendor.
    pub vendor_id: CompanyId,
    /// Name of the vendor.
    pub vendor_name: String,
    /// Whether the vendor may trade now. While it may not, the order can be cancelled without its consent
    /// until it is ready for pickup.
    pub vendor_is_approved: bool,
    /// Status.
    pub state: VendorOrderState,
    /// Total amount ordered.
    pub total: Money,
    /// Amount to be paid as it stands: the total without what was declined, rejected or cancelled. Until the vendor
    /// responds, this is the total.
    pub accepted_total: Money,
    /// Deadline for the vendor's response.
    pub accept_by: Timestamp,
    /// The lines.
    pub lines: Vec<LineView>,
    /// History of state changes, oldest first.
    pub history: Vec<HistoryRow>,
}

/// An order with all its details.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OrderView {
    /// Unique ID.
    pub id: OrderId,
    /// Human-readable number.
    pub number: String,
    /// ID of the retailer.
    pub retailer_id: CompanyId,
    /// ID of the user who placed the order.
    pub buyer_id: UserId,
    /// Status.
    pub state: OrderState,
    /// Total amount ordered.
    pub total: Money,
    /// Amount to be paid as it stands: the total without what was declined, rejected or cancelled. Until the vendor
    /// responds, this is the total.
    pub accepted_total: Money,
    /// Payment terms.
    pub payment_terms: PaymentTerms,
    /// The buyer's PO number.
    pub reference: Option<String>,
    /// Delivery address. Once it was deleted by age, each part but the country is `(erased)`.
    pub ship_to: ShipTo,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// One vendor order per vendor.
    pub vendor_orders: Vec<RetailerVendorOrder>,
}

/// An order in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OrderRow {
    /// Unique ID.
    pub id: OrderId,
    /// Human-readable number.
    pub number: String,
    /// ID of the retailer.
    pub retailer_id: CompanyId,
    /// Status.
    pub state: OrderState,
    /// Total amount ordered.
    pub total: Money,
    /// Amount to be paid as it stands: the total without what was declined, rejected or cancelled. Until the vendor
    /// responds, this is the total.
    pub accepted_total: Money,
    /// Number of vendor orders.
    pub vendor_order_count: i64,
    /// When it was placed.
    pub placed_at: Timestamp,
}

/// An order in a vendor's list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VendorOrderRow {
    /// Unique ID.
    pub id: VendorOrderId,
    /// Human-readable number.
    pub number: String,
    /// Name of the retailer.
    pub retailer_name: String,
    /// Status.
    pub state: VendorOrderState,
    /// Total amount ordered.
    pub total: Money,
    /// Amount to be paid as it stands: the total without what was declined, rejected or cancelled. Until the vendor
    /// responds, this is the total.
    pub accepted_total: Money,
    /// Deadline for the vendor's response.
    pub accept_by: Timestamp,
    /// When it was placed.
    pub placed_at: Timestamp,
}

/// An order, as its vendor sees it. Other vendors' orders are not included.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VendorOrderView {
    /// Unique ID.
    pub id: VendorOrderId,
    /// Human-readable number.
    pub number: String,
    /// Name of the retailer.
    pub retailer_name: String,
    /// Status.
    pub state: VendorOrderState,
    /// Total amount ordered.
    pub total: Money,
    /// Amount to be paid as it stands: the total without what was declined, rejected or cancelled. Until the vendor
    /// responds, this is the total.
    pub accepted_total: Money,
    /// Payment terms.
    pub payment_terms: PaymentTerms,
    /// Delivery address. Once it was deleted by age, each part but the country is `(erased)`.
    pub ship_to: ShipTo,
    /// Deadline for the vendor's response.
    pub accept_by: Timestamp,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// Version of the order.
    pub version: Version,
    /// The lines.
    pub lines: Vec<LineView>,
    /// History of state changes, oldest first.
    pub history: Vec<HistoryRow>,
}
