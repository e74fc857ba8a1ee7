//! From where the platform's people sign in and act: `server.staff_from`. A request of somebody signed in is judged
//! by the layer that knows who asks; here are the ways in. What is refused is told to whoever watches, with the
//! person; the caller learns of it only with the right password, or with a token of theirs.

use infra::EventLine;
use kernel::{CompanyId, UserId};

use crate::accounts::ClientOrigin;
use crate::ctx::Ctx;
use crate::may::{CompanyKind, Role};
use crate::security::{SecurityEvent, SecurityEventKind};

/// The code of the refusal, wherever it is made.
const CODE: &str = "access.staff_network";

impl Ctx {
    /// Whether somebody of a role may sign in, or go on, from there.
    pub(crate) fn admits_role_from(&self, role: Role, caller: &ClientOrigin) -> bool {
        let is_staff = CompanyKind::Platform.roles().contains(&role);
        !is_staff || caller.address.parse().is_ok_and(|address| self.rules.staff_from.contains(address))
    }

    /// Notes that one of the platform's people was kept out.
    pub(crate) fn record_staff_elsewhere(&self, at: &ClientOrigin, user: UserId, company: CompanyId) {
        let (kind, code, status) = (SecurityEventKind::AuthzRefused, CODE, Some(403));
        let (address, who, request) = (at.address.parse().ok(), Some((user, Some(company))), Some(at.request));
        let (endpoint, account) = (at.endpoint, None);
        self.security.record(SecurityEvent { kind, endpoint, code, status, address, who, account, request });
        if EventLine::AuthzFail.is_due() {
            tracing::warn!(security = "authz_fail", user.id = %user, client.address = at.address, request.id = %at.request, code, "staff signed in from outside server.staff_from, and was refused");
        }
    }
}
