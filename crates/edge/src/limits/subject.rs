//! Whom a request is counted against.

use std::net::IpAddr;

use kernel::ids::Id;
use kernel::{CompanyId, UserId};
use limiter::http::address::client_prefix;
use market::authority::Principal;

use super::budget::CallerKind;

/// An address, or a person who acts for a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateSubject {
    address: IpAddr,
    user: Option<(UserId, Option<CompanyId>)>,
}

/// A person, and the company they act for where that is known and may be told.
pub(crate) type KnownUser = (UserId, Option<CompanyId>);

impl RateSubject {
    /// An address.
    pub const fn from_address(address: IpAddr) -> Self {
        Self { address, user: None }
    }
    /// A person, wherever they are.
    pub(super) const fn for_user(user: UserId) -> Self {
        let nowhere = IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED);
        Self { address: nowhere, user: Some((user, None)) }
    }
    /// A company, whoever acts for it.
    pub(super) fn for_company(company: CompanyId) -> Self {
        Self {
            address: IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED),
            user: Some((UserId::from_uuid(company.uuid()), Some(company))),
        }
    }
    /// A person, as the tables know them, who acts for a company.
    #[must_use]
    pub const fn with_principal(self, principal: &Principal) -> Self {
        self.with_user(principal.user(), principal.company())
    }
    /// A person who acts for a company.
    #[must_use]
    pub const fn with_user(mut self, user: UserId, company: CompanyId) -> Self {
        self.user = Some((user, Some(company)));
        self
    }
    /// The same person, who acts for nobody as far as limits go: what a company shares is not used up by
    /// somebody who has no right to it.
    #[must_use]
    pub fn without_company(mut self) -> Self {
        self.user = self.user.map(|(user, _)| (user, None));
        self
    }
    /// The person whom something concerns that is known about this address.
    pub(super) const fn on_behalf_of(mut self, user: UserId) -> Self {
        self.user = Some((user, None));
        self
    }
    pub(crate) const fn is_user(&self) -> bool {
        self.user.is_some()
    }
    pub(super) fn user(&self) -> Option<UserId> {
        self.user.map(|(user, _)| user)
    }
    pub(super) fn kind(&self) -> CallerKind {
        if self.user.is_some() { CallerKind::Person } else { CallerKind::Address }
    }
    pub(super) fn company(&self) -> Option<CompanyId> {
        self.user.and_then(|(_, company)| company)
    }
    pub(super) const fn address(&self) -> IpAddr {
        self.address
    }
    /// What they and their address are called where something is theirs alone.
    pub(crate) fn names(&self) -> (String, String) {
        let address = format!("address {}", client_prefix(self.address));
        (self.label(), address)
    }
    /// As the log and the console call them.
    pub(super) fn label(&self) -> String {
        self.user().map_or_else(|| format!("address {}", client_prefix(self.address)), |user| format!("user {user}"))
    }
}
