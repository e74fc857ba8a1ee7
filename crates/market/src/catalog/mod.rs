//! The catalogue: categories, products, and what vendors offer of them.
//!
//! Invariants: a product has one GTIN and a GTIN one product in the catalogue; a vendor has one offer of a
//! product and one offer per SKU; no company lists a GTIN
//! under another's company prefix; what others sell, or what was ordered, changes by a decision of staff only;
//! a description is shown only in its sanitised form; the words a product is found by are written in the
//! transaction that changes it, and no offer adds to them; what cannot be ordered sets no price.

mod brand;
mod cached;
mod category;
mod decide;
mod describe;
mod edit;
mod filter;
mod offer;
mod planning;
mod prefixes;
mod product;
mod refresh;
mod request_view;
mod requests;
mod retirement;
mod search;
mod sku_lookup;
mod store;
mod terms;
mod view;

pub use brand::{BrandError, brand, brands};
pub(crate) use cached::inspect_product;
pub use category::{AddCategory, CategoryError, add_category, categories, categories_with_products};
pub use decide::{decide_request, requests};
pub use describe::sanitise;
pub use edit::{EditProduct, EditedProduct, edit_product};
pub(crate) use filter::CategoryFilter;
pub use filter::{BrandFilter, Search, Sort};
pub use offer::{EditOffer, OfferError, WhichOffers, edit_offer, find_own_offers, own_offer, own_offers};
pub use prefixes::{
    PrefixDecision, PrefixError, PrefixRow, PrefixState, StatePrefix, conflicting_prefixes, decide_prefix,
    own_prefixes, prefixes, state_prefix, withdraw_prefix,
};
pub use product::{ProductError, own_product, product};
pub use request_view::{FieldChange, ProductField, ProductRequest, RequestDecision, RequestKind, RequestState};
pub use requests::{ClaimGtin, RequestError, claim_gtin, own_requests, withdraw_request};
pub use retirement::{restore_product, retire_product, retired_products};
pub use search::{SearchError, search, search_page, statement_of, statements_of_others};
pub use sku_lookup::{SkuError, SkuMatch, find_skus};
pub use store::{ALL as STATEMENTS, MAX_OFFERS, SeedProduct, seed_category, seed_products};
pub use terms::{OfferTerms, TaxClass};
pub use view::{
    Brand, BrandRow, Category, CategoryRow, Offer, OfferRow, OfferState, OfferView, Product, ProductSummary,
    ProductView, RetiredProduct,
};

pub(crate) use offer::{is_as_read, offer_tag};
pub(crate) use planning::KnownCounts;
pub(crate) use product::index;
pub use refresh::{CountedProducts, count_terms_at_console, counted_products};
pub(crate) use refresh::{count_terms, refresh_products, reindex, rekey_brands};
pub(crate) use store::{
    OrderedOffer, find_by_gtin, find_category_filter, find_leaf, insert_offer, insert_product, listed_of, lock_product,
    newest_listed, offers_for_order, refresh_listing, refresh_vendor_listings, reserved_for,
};
