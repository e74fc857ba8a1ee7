//! Companies: they ask to join, staff decides, staff can stop them.
//!
//! Invariants: only an approved company trades; a decision takes effect on the next request of
//! anybody in it; the public sees vendors' names, nobody's particulars.

mod bulk;
mod cached;
mod company;
mod decide;
mod store;
mod view;

pub use bulk::{SetBulkListing, set_bulk_listing};
pub use company::{
    CompanyError, EditCompany, companies, company, edit_own, names, own_company, platform_company, vendor_profile,
    vendors,
};
pub use decide::{CompanyDecision, decide};
pub use store::{ALL as STATEMENTS, seed};
pub use view::{Address, Company, CompanyProfile, NewCompany, ShipTo, VendorFilter};

pub(crate) use store::{approved_of, bulk_listing, find_kind, insert, lock_retailer_address, zone_and_currency};
