//! Companies as they are entered and read. Imports neither store nor actions.

use kernel::text::{AddressLine, CountryCode, Name, Postcode, SearchText};
use kernel::{CompanyId, Currency, Cursor, PageLimit, Timestamp, Version, ZoneName};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    /// Version, for `If-Match`.
    pub version: Version,
    /// Time zone, such as `Asia/Kolkata`.
    pub time_zone: ZoneName,
    /// Whether staff approved a larger allowance for listing products by file.
    pub bulk_listing: bool,
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
