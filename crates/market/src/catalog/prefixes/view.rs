//! Company prefixes as they are read. Imports neither store nor actions.

use kernel::gtin::CompanyPrefix;
use kernel::{CompanyId, CompanyPrefixId, Timestamp, UserId, string_enum};
use schemars::JsonSchema;
use serde::Serialize;

string_enum! {
    /// The status of a stated company prefix.
    pub enum PrefixState {
        /// Waiting for staff.
        Pending = "pending",
        /// Reserved for the company.
        Confirmed = "confirmed",
        /// Staff refused it.
        Refused = "refused",
        /// The company withdrew it, or gave it up.
        Withdrawn = "withdrawn",
        /// Staff took the confirmation back.
        Revoked = "revoked",
    }

    /// What staff decide about a stated company prefix.
    pub enum PrefixDecision {
        /// Reserve it for the company.
        Confirm = "confirm",
        /// Refuse it.
        Refuse = "refuse",
        /// Take the confirmation back.
        Revoke = "revoke",
    }
}

/// A GS1 company prefix that a company says it holds.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PrefixRow {
    /// Unique ID.
    pub id: CompanyPrefixId,
    /// Its digits.
    pub prefix: String,
    /// Status.
    pub state: PrefixState,
    /// ID of the company.
    pub company_id: CompanyId,
    /// Name of the company.
    pub company_name: String,
    /// The company's evidence.
    pub evidence: String,
    /// When it was stated.
    pub stated_at: Timestamp,
    /// When it was last decided, or withdrawn.
    pub decided_at: Option<Timestamp>,
    /// The reason staff gave.
    pub reason: Option<String>,
}

/// A prefix as it is written.
#[derive(Debug, Clone)]
pub(crate) struct NewPrefix {
    pub id: CompanyPrefixId,
    pub company: CompanyId,
    pub user: UserId,
    pub prefix: CompanyPrefix,
    pub evidence: String,
    pub now: Timestamp,
}

/// A prefix that waits or is reserved, locked because it may overlap another.
#[derive(Debug, Clone)]
pub(crate) struct OpenPrefix {
    pub company: CompanyId,
    pub prefix: String,
    pub state: PrefixState,
}
