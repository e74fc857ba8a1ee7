//! A session as its owner sees it. Imports neither store nor actions.

use kernel::{SessionId, Timestamp, string_enum};
use schemars::JsonSchema;
use serde::Serialize;

string_enum! {
    /// The type of a session.
    pub enum SessionKind {
        /// With access tokens, renewed by a refresh token.
        Token = "token",
        /// With a cookie.
        Browser = "browser",
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
