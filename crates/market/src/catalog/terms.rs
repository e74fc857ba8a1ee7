//! The terms of an offer, and how a product is taxed.

use kernel::text::Sku;
use kernel::{Price, Quantity, string_enum};

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

/// The terms a vendor offers a product on.
#[derive(Debug, Clone)]
pub struct OfferTerms {
    /// The vendor's article number.
    pub sku: Sku,
    /// Pieces in a pack.
    pub pack_size: Quantity,
    /// Fewest packs.
    pub min_quantity: Quantity,
    /// In multiples of.
    pub quantity_step: Quantity,
    /// Most packs of one order.
    pub max_quantity: Quantity,
    /// Of one pack, in the vendor's currency.
    pub price: Price,
}
