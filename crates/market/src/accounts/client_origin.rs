//! Where a request comes from, before anybody is signed in.

use infra::Origin;
use kernel::ids::Id;
use kernel::{CompanyId, RequestId, UserId};

/// Where a request comes from, as far as it is known before anybody signs in.
#[derive(Debug, Clone)]
pub struct ClientOrigin {
    /// The client's address.
    pub address: String,
    /// What the client calls itself, clipped.
    pub agent: String,
    /// The request.
    pub request: RequestId,
    /// The endpoint it goes to.
    pub endpoint: &'static str,
}

impl ClientOrigin {
    pub(super) fn origin(&self) -> Origin {
        Origin { request: Some(self.request.uuid()), ..Origin::default() }
    }
    pub(super) fn origin_of(&self, user: UserId, company: CompanyId) -> Origin {
        Origin {
            user: Some(user.uuid()),
            company: Some(company.uuid()),
            request: Some(self.request.uuid()),
            standing: None,
        }
    }
}
