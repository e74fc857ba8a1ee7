//! The catalogue: categories, products, and what vendors offer of them.
//!
//! Invariants: a product has one GTIN and a GTIN one product; a vendor has one offer of a product
//! and one offer per SKU; a description is shown only in its sanitised form; the words a product
//! is found by are written in the transaction that changes it.

mod brand;
mod cached;
mod category;
mod describe;
mod offer;
mod product;
mod search;
mod sku_lookup;
mod store;
mod terms;

pub use brand::{Brand, BrandError, BrandFilter, BrandRow, brand, brands};
pub use category::{AddCategory, Category, CategoryError, CategoryRow, add_category, categories};
pub use describe::sanitise;
pub use offer::{
    EditOffer, Offer, OfferError, OfferState, OfferView, WhichOffers, edit_offer, find_own_offers, own_offer,
    own_offers,
};
pub use product::{
    EditProduct, OfferRow, Product, ProductError, ProductView, edit_product, own_product, product, retire_product,
};
pub(crate) use search::CategoryFilter;
pub use search::{ProductSummary, Search, SearchError, Sort, search, statement_of};
pub use sku_lookup::{SkuError, SkuMatch, find_skus};
pub use store::{ALL as STATEMENTS, SeedProduct, seed_category, seed_products};
pub use terms::{OfferTerms, TaxClass};

pub(crate) use product::index;
pub(crate) use store::{
    OrderedOffer, find_by_gtin, find_category_filter, find_leaf, insert_offer, insert_product, listed_of, lock_product,
    newest_listed, offers_for_order, refresh_listing, refresh_vendor_listings,
};
