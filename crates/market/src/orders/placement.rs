//! What an order is placed with, and what its retailer is told of it. Imports neither store nor actions.

use kernel::text::Reference;
use kernel::{CompanyId, Money, OfferId, OrderId, Quantity, Timestamp, VendorOrderId, string_enum};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::companies::ShipTo;

string_enum! {
    /// Payment terms.
    pub enum PaymentTerms {
        /// Prepaid.
        Prepaid = "prepaid",
        /// Cash on delivery.
        CashOnDelivery = "cash_on_delivery",
        /// Net 30: thirty days after delivery.
        Net30 = "net_30",
        /// Bank transfer against an invoice.
        BankTransfer = "bank_transfer",
    }
}

/// The most lines of an order: as many as a basket holds (a test compares them).
pub const MAX_LINES: usize = 100;

/// An order line.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "LineIn")]
pub struct PlaceOrderLine {
    /// ID of the offer.
    #[serde(rename = "offer_id")]
    pub offer: OfferId,
    /// Number of packs.
    pub quantity: Quantity,
}

/// An order to place. Prices, vendors and taxes are taken from the catalogue.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "OrderIn")]
pub struct PlaceOrderCommand {
    /// Lines, one per offer.
    #[schemars(length(min = 1, max = MAX_LINES))]
    pub lines: Vec<PlaceOrderLine>,
    /// The total you saw. If it has changed, nothing is ordered and the response shows the difference.
    pub expected_total: Money,
    /// Payment terms.
    #[serde(rename = "payment_terms")]
    pub terms: PaymentTerms,
    /// Your PO number.
    #[serde(default)]
    pub reference: Option<Reference>,
    /// Delivery address; the default is your company's address.
    #[serde(default)]
    pub ship_to: Option<ShipTo>,
}

/// The new order.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PlacedOrder {
    /// ID of the order.
    pub id: OrderId,
    /// Human-readable number.
    pub number: String,
    /// Total amount.
    pub total: Money,
    /// One vendor order per vendor.
    pub vendor_orders: Vec<PlacedVendorOrder>,
    /// When it was placed.
    pub placed_at: Timestamp,
}

// As it is written, told to listeners, and answered.
/// A vendor order.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PlacedVendorOrderOut")]
pub struct PlacedVendorOrder {
    /// ID of the vendor order.
    pub id: VendorOrderId,
    /// Human-readable number.
    pub number: String,
    /// ID of the vendor.
    pub vendor_id: CompanyId,
    /// Total amount.
    pub total: Money,
    /// Deadline for the vendor's response.
    pub accept_by: Timestamp,
}
