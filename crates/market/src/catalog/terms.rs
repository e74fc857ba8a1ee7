//! The terms of an offer, and how a product is taxed.

use kernel::text::Sku;
use kernel::{Price, Quantity, string_enum};
use schemars::JsonSchema;
use serde::Deserialize;

string_enum! {
    /// How a product is taxed. Each order line keeps the class it was ordered with.
    pub enum TaxClass {
        /// Zero rate.
        Gst0 = "gst_0",
        /// Reduced rate.
        Gst5 = "gst_5",
        /// Reduced rate.
        Gst12 = "gst_12",
        /// Standard rate.
        Gst18 = "gst_18",
        /// VAT in the Gulf states.
        Vat5 = "vat_5",
    }
}

/// The terms of an offer. Orders, prices and stock are in packs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "TermsIn")]
pub struct OfferTerms {
    /// Your SKU, case-sensitive.
    pub sku: Sku,
    /// Pieces per pack.
    pub pack_size: Quantity,
    /// Minimum packs per order.
    pub min_quantity: Quantity,
    /// Packs are ordered in multiples of this.
    pub quantity_step: Quantity,
    /// Maximum packs per order.
    pub max_quantity: Quantity,
    /// The price of one pack, in minor units of your company's currency.
    #[serde(rename = "price_minor")]
    pub price: Price,
}
