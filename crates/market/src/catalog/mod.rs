//! The catalogue: shelves, products, and what vendors offer of them.
//!
//! Invariants: a product has one GTIN and a GTIN one product; a vendor has one offer of a product
//! and one offer per SKU; a description is shown only in its sanitised form; the words a product
//! is found by are written in the transaction that changes it.

mod brand;
mod category;
mod describe;
mod kept;
mod offer;
mod product;
mod quick;
mod search;
mod store;
mod terms;

pub use brand::{Brand, BrandFault, BrandRow, Which as WhichBrands, brand, brands};
pub use category::{AddCategory, Category, CategoryFault, CategoryRow, add_category, categories};
pub use describe::sanitise;
pub use offer::{
    EditOffer, Offer, OfferFault, OfferState, OfferView, WhichOffers, edit_offer, find_own_offers, own_offer,
    own_offers,
};
pub use product::{
    EditProduct, OfferRow, Product, ProductFault, ProductView, edit_product, own_product, product, retire_product,
};
pub use quick::{Candidate, SkuFault, find_skus};
pub(crate) use search::Shelf;
pub use search::{Found, Search, SearchFault, Sort, search, statement_of};
pub use store::{ALL as STATEMENTS, SeedProduct, seed_category, seed_products};
pub use terms::{TaxClass, Terms};

pub(crate) use product::index;
pub(crate) use store::{
    OrderedOffer, find_by_gtin, find_leaf, find_shelf, insert_offer, insert_product, listed_of, lock_product,
    newest_listed, offers_for_order, refresh_listing, refresh_vendor_listings,
};
