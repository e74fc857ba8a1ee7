//! What an answer carries of the refusal that it is or shows, for the watch (`security_log`). Imports no answers.

use http::StatusCode;
use market::AccountTag;
use market::security::SecurityEventKind;

/// What the watch is told of a refusal that its code does not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SecurityNote {
    /// What sort of thing it is.
    pub kind: Option<SecurityEventKind>,
    /// The account that was tried.
    pub account: Option<AccountTag>,
}

/// A refusal as the watch hears of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefusalNote {
    /// The status.
    pub status: StatusCode,
    /// The stable word.
    pub code: &'static str,
    /// What its code does not say.
    pub security: SecurityNote,
}
