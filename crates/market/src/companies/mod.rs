//! Companies: they ask to join, staff decides, staff can stop them.
//!
//! Invariants: only an approved company trades; a decision takes effect on the next request of
//! anybody in it; nobody decides about a company of their own; the names
//! that were approved change by review; the public sees vendors' names and where they deliver, nobody's particulars.

mod bulk;
mod cached;
mod company;
mod decide;
mod delivery_countries;
mod interest;
mod name_change;
mod similar;
mod store;
mod view;

pub use bulk::{SetBulkListing, set_bulk_listing};
pub use company::{
    CompanyError, EditCompany, companies, company, company_review, company_reviews, edit_own, names, own_company,
    platform_company, platform_names, vendor_profile, vendors,
};
pub use decide::{CompanyDecision, decide};
pub use delivery_countries::{BadDeliveryCountries, Barrier, BuyerTerms, DeliveryCountries};
pub use name_change::{
    AskNameChange, NameChangeError, NameDecision, ask_name_change, decide_name_change, name_changes, own_name_changes,
    withdraw_name_change,
};
pub use similar::{MOST_SIMILAR, index_names};
pub use store::{ALL as STATEMENTS, seed};
pub use view::{
    Address, Company, CompanyProfile, CompanyReview, NameChange, NameChangeReview, NameChangeState, NewCompany, ShipTo,
    SimilarCompany, VendorFilter,
};

pub(crate) use cached::inspect_vendor;
pub use interest::{COOLING_OFF_DAYS, conflicting_companies, conflicting_products};
pub(crate) use interest::{has_interest, has_interest_in_product, has_interest_under_prefix, interested_since};
pub(crate) use store::{approved_of, bulk_listing, find_kind, find_platform, insert, lock_buyer, zone_and_currency};
