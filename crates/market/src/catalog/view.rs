//! Brands, categories, products and offers as they are read. Imports neither store nor actions.

use kernel::{
    CategoryId, CompanyId, Count, Currency, Money, OfferId, ProductId, Quantity, Representation, Timestamp, Version,
    string_enum,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::companies::DeliveryCountries;

/// A brand in a list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct BrandRow {
    /// Name. If there are several spellings, the first one in code point order.
    pub name: String,
    /// Number of products, those without an offer among them.
    pub product_count: Count,
    #[serde(skip)]
    pub(super) key: String,
}

/// One brand.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Brand {
    /// Name. If there are several spellings, the first one in code point order.
    pub name: String,
    /// Number of products, those without an offer among them.
    pub product_count: Count,
    /// Slugs of the categories of its products, largest first; at most twelve.
    pub categories: Vec<String>,
}

/// A category with its subcategories.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Category {
    /// Unique ID.
    pub id: CategoryId,
    /// URL slug.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Subcategories.
    pub children: Vec<CategoryRow>,
}

/// A category.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CategoryRow {
    /// Unique ID.
    pub id: CategoryId,
    /// The one above it.
    #[serde(skip)]
    pub parent_id: Option<CategoryId>,
    /// URL slug.
    pub slug: String,
    /// Name.
    pub name: String,
}

string_enum! {
    /// The status of an offer.
    pub enum OfferState {
        /// On sale.
        Active = "active",
        /// Paused.
        Paused = "paused",
        /// Archived.
        Archived = "archived",
    }
}

/// An offer, for rules within the transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its id.
    pub id: OfferId,
    /// Of which product.
    pub product: ProductId,
    /// Pieces in a pack.
    pub pack_size: i64,
    /// Fewest packs.
    pub min_quantity: i64,
    /// In multiples of.
    pub quantity_step: i64,
    /// Most packs of one order.
    pub max_quantity: i64,
    /// Whether it can be bought.
    pub state: OfferState,
    /// One more with each change.
    pub version: Version,
}

/// An offer, as its vendor sees it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OfferView {
    /// Unique ID.
    pub id: OfferId,
    /// ID of the product.
    pub product_id: ProductId,
    /// Product name.
    pub title: String,
    /// The vendor's SKU.
    pub sku: String,
    /// Pieces per pack.
    pub pack_size: i64,
    /// Minimum packs per order.
    pub min_quantity: i64,
    /// Packs are ordered in multiples of this.
    pub quantity_step: i64,
    /// Maximum packs per order.
    pub max_quantity: i64,
    /// Status of the offer.
    pub state: OfferState,
    /// Price of one pack.
    pub price: Money,
    /// How often the price changed, plus one.
    pub price_version: Version,
    /// Version of the offer without its price: one more with each change. `If-Match` takes the `ETag` of the offer.
    pub version: Version,
}

impl Representation for OfferView {
    fn version(&self) -> Version {
        self.version
    }
}

/// A product in the table.
#[derive(Debug, Clone)]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// What it is called.
    pub title: String,
    /// Who makes it.
    pub brand: String,
    /// Its category.
    pub category: CategoryId,
    /// The category above.
    pub root_category: CategoryId,
    /// Its GTIN, 14 digits.
    pub gtin: Option<String>,
    /// As it was written.
    pub description: String,
    /// What may be shown of it.
    pub description_html: String,
    /// How it is taxed.
    pub tax_class: String,
    /// The money it is sold in.
    pub currency: Currency,
    /// Who maintains it: its first vendor, or whoever it was transferred to.
    pub created_by: CompanyId,
    /// Since when.
    pub created_at: Timestamp,
    /// One more with each change.
    pub version: Version,
}

/// A vendor's offer of a product.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct OfferRow {
    /// ID of the offer, used for ordering.
    pub offer_id: OfferId,
    /// ID of the vendor.
    pub vendor_id: CompanyId,
    /// Name of the vendor.
    pub vendor_name: String,
    /// The vendor's SKU.
    pub sku: String,
    /// Pieces per pack. Orders are in packs.
    pub pack_size: Quantity,
    /// Minimum packs per order.
    pub min_quantity: Quantity,
    /// Packs are ordered in multiples of this.
    pub quantity_step: Quantity,
    /// Maximum packs per order.
    pub max_quantity: Quantity,
    /// Price of one pack. Companies buy in their own currency.
    pub price: Money,
    /// ISO 3166-1 alpha-2 codes of the countries that the vendor delivers to.
    pub delivers_to: DeliveryCountries,
}

/// A product with all its offers.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ProductView {
    /// Unique ID.
    pub id: ProductId,
    /// Product name.
    pub title: String,
    /// Brand.
    pub brand: String,
    /// Category.
    pub category: String,
    /// GTIN, 14 digits.
    pub gtin: Option<String>,
    /// Description as plain text, not escaped.
    pub description: String,
    /// Description as sanitised HTML.
    pub description_html: String,
    /// Tax class.
    pub tax_class: String,
    /// Currency.
    pub currency: Currency,
    /// Offers of approved vendors, at most 100: those in stock first, cheapest first.
    pub offers: Vec<OfferRow>,
    /// When it was created.
    pub created_at: Timestamp,
    /// One more with each change. `If-Match` takes the `ETag`.
    pub version: Version,
}

impl Representation for ProductView {
    fn version(&self) -> Version {
        self.version
    }
}

/// A product that was removed from the catalogue.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RetiredProduct {
    /// Unique ID.
    pub id: ProductId,
    /// Product name.
    pub title: String,
    /// Brand.
    pub brand: String,
    /// The GTIN it had, 14 digits. Another product may hold it now.
    pub gtin: Option<String>,
}

/// A product in a list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ProductSummary {
    /// Unique ID.
    pub id: ProductId,
    /// Product name.
    pub title: String,
    /// Brand.
    pub brand: String,
    /// Category.
    pub category: String,
    /// Lowest price of a pack among the offers that can be ordered now; null if there is none. In a search by
    /// `vendor_id`: the price of that vendor's offer.
    pub from_price: Option<Money>,
    /// Number of offers.
    pub offer_count: Count,
    /// ISO 3166-1 alpha-2 codes of the countries that at least one of its vendors delivers to; null if nobody offers
    /// it. In a search by `vendor_id`: those that this vendor delivers to.
    pub delivers_to: Option<DeliveryCountries>,
    #[serde(skip)]
    pub(super) title_key: String,
}
