//! What is read of security events, and by which filter. Imports neither store nor actions.

use std::net::IpAddr;

use kernel::{CompanyId, RequestId, SampleId, Timestamp, UserId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::SecurityEventKind;

/// Count for one endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EndpointRow {
    /// ID of the endpoint, as listed by `aqad routes`; `-` for none.
    pub endpoint: String,
    /// Count.
    pub total: i64,
}

/// Count for one IP address, according to the samples.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AddressRow {
    /// The address.
    pub address: String,
    /// Minimum count, because only a sample is kept under heavy load.
    pub total: i64,
    /// When it was last recorded.
    pub last_at: Timestamp,
}

/// Blocked requests of one client at one endpoint within one minute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SampleRow {
    /// Unique ID.
    pub id: SampleId,
    /// When it first happened.
    pub at: Timestamp,
    /// Kind of security event.
    pub kind: SecurityEventKind,
    /// ID of the endpoint; `-` for none.
    pub endpoint: String,
    /// Problem code.
    pub code: String,
    /// HTTP status; null if the request was not rejected.
    pub status: Option<i64>,
    /// IP address; null if unknown.
    pub address: Option<String>,
    /// ID of the user; null if unknown.
    pub user_id: Option<UserId>,
    /// ID of the company.
    pub company_id: Option<CompanyId>,
    /// Account that was tried, as a keyed hash of the email address; null except for sign-ins. It is the same in
    /// the log, and in the label of an account in the rate limits.
    pub account: Option<String>,
    /// ID of the first request.
    pub request_id: Option<RequestId>,
    /// Count within the minute.
    pub times: i64,
}

/// ID of an endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
pub struct EndpointName(#[schemars(length(min = 1, max = 64), regex(pattern = "^[a-z0-9_.-]+$"))] String);

/// The text is no endpoint's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must have 1 to 64 lowercase letters, digits, underscores, full stops or hyphens")]
pub struct InvalidName;

impl TryFrom<String> for EndpointName {
    type Error = InvalidName;
    fn try_from(text: String) -> Result<Self, InvalidName> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'.' | b'-');
        if (1..=64).contains(&text.len()) && text.bytes().all(plain) { Ok(Self(text)) } else { Err(InvalidName) }
    }
}

impl EndpointName {
    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Which samples.
#[derive(Debug, Clone, Default)]
pub struct SampleFilter {
    /// Of this kind only.
    pub kind: Option<SecurityEventKind>,
    /// At this endpoint only.
    pub endpoint: Option<EndpointName>,
    /// From this address only.
    pub address: Option<IpAddr>,
    /// Of this account only.
    pub account: Option<AccountName>,
}

/// Keyed hash of the email address of an account.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
pub struct AccountName(#[schemars(length(min = 12, max = 12), regex(pattern = "^[0-9a-f]+$"))] String);

impl TryFrom<String> for AccountName {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let plain = text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if plain { Ok(Self(text)) } else { Err("must have 12 digits from 0 to 9 and a to f") }
    }
}

impl AccountName {
    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
