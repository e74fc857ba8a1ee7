//! From where the platform's people act (`server.staff_from`): asked at each request of theirs, whatever they signed
//! in with, by the client's address as limits count it.

use std::net::IpAddr;

use http::StatusCode;
use market::authority::Principal;
use market::may::CompanyKind;
use market::security::SecurityEventKind;

use crate::endpoint::MountedEndpoint;
use crate::limits::RateSubject;
use crate::problem::Problem;
use crate::request::{IncomingRequest, ResponseState};
use crate::state::AppState;

/// What ends the sign-in that asks: good from everywhere, so that nobody has to leave one open.
const SIGN_OUT: &[&str] = &["/api/auth/logout", "/api/auth/session", "/sign-out"];

impl AppState {
    /// Whether this is one of the platform's people, and not where they work.
    pub(crate) fn is_staff_elsewhere(&self, principal: &Principal, client: IpAddr) -> bool {
        principal.kind() == CompanyKind::Platform && !self.ctx.rules.staff_from.contains(client)
    }

    /// Refuses the platform's people from elsewhere, and tells whoever watches. It counts against the person.
    pub(crate) async fn require_staff_network(
        &self,
        subject: &RateSubject,
        principal: &Principal,
        (incoming, mounted): (&IncomingRequest<'_>, &MountedEndpoint),
        response_state: &mut ResponseState,
    ) -> Result<(), Problem> {
        if !self.is_staff_elsewhere(principal, incoming.client) || SIGN_OUT.contains(&mounted.route.path) {
            return Ok(());
        }
        let who = (principal.user(), Some(principal.company()));
        response_state.user = Some(who);
        self.gatekeeper.admit(&subject.with_principal(principal), None, incoming.id).await?;
        let detail =
            "staff can use this server from the networks of their work only; ask whoever runs it which these are";
        let problem = Problem::new(StatusCode::FORBIDDEN, "access.staff_network", detail);
        Err(problem.with_security_kind(SecurityEventKind::AuthzRefused))
    }
}
