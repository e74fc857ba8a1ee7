//! A membership that somebody could sign in for.

use kernel::{CompanyId, Timestamp, UserId};

use crate::authority::{CompanyState, Principal};
use crate::may::Role;

/// One place somebody could enter.
#[derive(Debug, Clone)]
pub(crate) struct SignInMembership {
    pub user: UserId,
    pub company: CompanyId,
    pub role: Role,
    pub company_state: CompanyState,
    pub password_hash: String,
    /// The hash to keep instead of it, once they are in.
    pub renewed_hash: Option<String>,
    pub may_enter: bool,
    /// Whether they have others, too.
    pub several: bool,
    /// The oldest place comes first.
    #[expect(dead_code, reason = "the order of the rows is made of it; kept for reading them")]
    pub since: Timestamp,
}

impl SignInMembership {
    /// That of somebody who is in already.
    pub fn of(there: &Principal, password_hash: String, since: Timestamp) -> Self {
        let Principal { user, company, role, company_state, .. } = *there;
        Self {
            user,
            company,
            role,
            company_state,
            password_hash,
            renewed_hash: None,
            may_enter: true,
            several: true,
            since,
        }
    }
}
