//! A session as its owner sees it, and they themselves. Imports neither store nor actions.

use kernel::text::CountryCode;
use kernel::{Currency, Email, SessionId, Timestamp, ZoneName, cacheable, string_enum};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

string_enum! {
    /// The type of a session.
    pub enum SessionKind {
        /// With access tokens, renewed by a refresh token.
        Token = "token",
        /// With a cookie.
        Browser = "browser",
    }
}

string_enum! {
    /// Why a session ended before its time.
    pub enum SessionEndReason {
        /// The user signed out.
        SignedOut = "signed_out",
        /// The user ended it from another session.
        EndedByOwner = "ended_by_owner",
        /// The user signed in once more than they can be signed in at a time.
        TooMany = "too_many",
        /// A refresh token was used twice.
        RefreshReused = "refresh_reused",
        /// The password or the account changed.
        AccountChanged = "account_changed",
        /// Whoever manages the company's team ended all of the user's, or of the company's, sessions there.
        EndedByCompany = "ended_by_company",
        /// Staff ended all sessions of the user or of the company.
        EndedByStaff = "ended_by_staff",
        /// The user switched to another company.
        Switched = "switched",
    }
}

impl SessionEndReason {
    /// In a sentence, for whoever still uses it.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::SignedOut => "this session was signed out",
            Self::EndedByOwner => "this session was ended by its user, from another session",
            Self::TooMany => {
                "this session was ended by a newer one, because its user was signed in too many times at once"
            }
            Self::RefreshReused => "this session was ended because a refresh token was used twice",
            Self::AccountChanged => "this session was ended because the password or the account changed",
            Self::EndedByCompany => "this session was ended by whoever manages your company's team",
            Self::EndedByStaff => "this session was ended by the marketplace's staff",
            Self::Switched => "this session was ended by switching to another company",
        }
    }
}

/// One of your sessions.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SessionRow {
    /// ID of the session.
    pub id: SessionId,
    /// Whether it is a browser session or an API session.
    pub kind: SessionKind,
    /// Whether it is the current session.
    pub current: bool,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it expires at the latest.
    pub expires_at: Timestamp,
    /// When it was last used, to within a few minutes; for browser sessions only.
    pub last_used_at: Option<Timestamp>,
    /// IP address of the sign-in.
    pub address: String,
    /// The client's User-Agent.
    pub agent: String,
}

/// Somebody and their company, as both see themselves on every page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Profile {
    pub name: String,
    pub email: Email,
    pub company_name: String,
    pub state_reason: Option<String>,
    pub time_zone: ZoneName,
    pub country: CountryCode,
    pub currency: Currency,
}

cacheable!(Profile { name, email, company_name, state_reason, time_zone, country, currency });
