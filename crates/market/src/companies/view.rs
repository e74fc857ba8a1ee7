//! Companies as they are entered and read. Imports neither store nor actions.

use kernel::text::{AddressLine, CountryCode, Name, Postcode, SearchText};
use kernel::{
    CompanyId, Currency, Cursor, NameChangeId, PageLimit, Representation, Timestamp, UserId, Version, ZoneName,
    string_enum,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::delivery_countries::DeliveryCountries;
use crate::authority::CompanyState;
use crate::may::CompanyKind;

/// A company's address.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Street address.
    pub line: AddressLine,
    /// City.
    pub city: Name,
    /// Postcode.
    pub postcode: Postcode,
    /// ISO 3166-1 alpha-2.
    pub country: CountryCode,
}

/// A company about to be.
#[derive(Debug, Clone)]
pub struct NewCompany {
    /// Its id.
    pub id: CompanyId,
    /// Its sort.
    pub kind: CompanyKind,
    /// As in the commercial register.
    pub legal_name: Name,
    /// As the marketplace shows it.
    pub display_name: Name,
    /// Where.
    pub address: Address,
    /// The money it trades in.
    pub currency: Currency,
    /// Whether it may trade.
    pub state: CompanyState,
    /// Since when.
    pub now: Timestamp,
}

/// A company, as its own team and staff see it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Company {
    /// Unique ID.
    pub id: CompanyId,
    /// Company type.
    pub kind: CompanyKind,
    /// Legal name, as in the commercial register.
    pub legal_name: String,
    /// Display name on the marketplace.
    pub display_name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Currency.
    pub currency: Currency,
    /// Street address.
    pub address_line: String,
    /// City.
    pub city: String,
    /// Postcode.
    pub postcode: String,
    /// Status of the company.
    pub state: CompanyState,
    /// Reason for the status, if any.
    pub state_reason: Option<String>,
    /// When it was created.
    pub created_at: Timestamp,
    /// One more with each change. `If-Match` takes the `ETag`.
    pub version: Version,
    /// Time zone, such as `Asia/Kolkata`.
    pub time_zone: ZoneName,
    /// Whether staff approved a larger allowance for listing products by file.
    pub bulk_listing: bool,
    /// ISO 3166-1 alpha-2 codes of the countries that a vendor delivers to; null for other companies.
    pub delivers_to: Option<DeliveryCountries>,
}

impl Representation for Company {
    fn version(&self) -> Version {
        self.version
    }
}

/// A vendor's public profile.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CompanyProfile {
    /// Unique ID.
    pub id: CompanyId,
    /// Display name on the marketplace.
    pub name: String,
    /// City.
    pub city: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Currency.
    pub currency: Currency,
    /// ISO 3166-1 alpha-2 codes of the countries that the vendor delivers to.
    pub delivers_to: DeliveryCountries,
}

/// For orders: who buys, held until the transaction ends.
#[derive(Debug)]
pub(crate) struct LockedBuyer {
    /// Where goods go unless the order says otherwise.
    pub address: ShipTo,
    /// The money it buys in.
    pub currency: Currency,
    /// Where its days begin and end.
    pub time_zone: ZoneName,
}

/// Where goods go.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShipTo {
    /// Receiver's name.
    pub name: Name,
    /// Street address.
    pub line: AddressLine,
    /// City.
    pub city: Name,
    /// Postcode.
    pub postcode: Postcode,
    /// ISO 3166-1 alpha-2.
    pub country: CountryCode,
}

impl ShipTo {
    /// What each part but the country says once the address was erased.
    pub const ERASED: &str = "(erased)";

    /// Whether the address was erased, because its order ended long ago.
    pub fn is_erased(&self) -> bool {
        self.line.as_str() == Self::ERASED
    }
}

/// Which vendors to list.
#[derive(Debug, Clone, Default)]
pub struct VendorFilter {
    /// Those whose names begin so.
    pub q: Option<SearchText>,
    /// Where to go on.
    pub after: Option<Cursor>,
    /// How many.
    pub limit: PageLimit,
}

/// For stores: what a company is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CompanyNames {
    pub display: String,
    pub legal: String,
}

/// A company whose name looks like another's.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SimilarCompany {
    /// Unique ID.
    pub id: CompanyId,
    /// Company type.
    pub kind: CompanyKind,
    /// Display name on the marketplace.
    pub display_name: String,
    /// Legal name, as in the commercial register.
    pub legal_name: String,
    /// Status of the company.
    pub state: CompanyState,
}

/// A company, as staff review it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CompanyReview {
    /// The company.
    #[serde(flatten)]
    pub company: Company,
    /// Other companies with a name that looks like one of its own, at most 20.
    pub similar_companies: Vec<SimilarCompany>,
    /// Whether a word of its names mixes letters of two alphabets that look alike.
    pub mixes_scripts: bool,
}

string_enum! {
    /// The status of a name change.
    pub enum NameChangeState {
        /// Under review.
        Open = "open",
        /// Accepted: the company has the new names.
        Accepted = "accepted",
        /// Refused.
        Refused = "refused",
        /// Withdrawn by the company.
        Withdrawn = "withdrawn",
    }
}

/// A request to change a company's names.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NameChange {
    /// Unique ID.
    pub id: NameChangeId,
    /// The company.
    pub company_id: CompanyId,
    /// Display name when it was requested.
    pub old_display_name: String,
    /// Requested display name.
    pub new_display_name: String,
    /// Legal name when it was requested.
    pub old_legal_name: String,
    /// Requested legal name.
    pub new_legal_name: String,
    /// Status of the request.
    pub state: NameChangeState,
    /// ID of the user who requested it.
    pub asked_by: UserId,
    /// When it was requested.
    pub asked_at: Timestamp,
    /// When it was accepted, refused or withdrawn.
    pub decided_at: Option<Timestamp>,
    /// Why it was refused.
    pub reason: Option<String>,
}

/// A request to change a company's names, as staff review it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NameChangeReview {
    /// The request.
    #[serde(flatten)]
    pub change: NameChange,
    /// Other companies with a name that looks like one of the requested ones, at most 20.
    pub similar_companies: Vec<SimilarCompany>,
    /// Whether a word of the requested names mixes letters of two alphabets that look alike.
    pub mixes_scripts: bool,
}
