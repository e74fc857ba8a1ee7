//! A sign-in that failed: the log and the watch hear at which account, and whose it is.

use infra::EventLine;
use kernel::{Email, UserId};

use crate::account_tag::AccountTag;
use crate::accounts::ClientOrigin;
use crate::ctx::Ctx;
use crate::security::{SecurityEvent, SecurityEventKind};

impl Ctx {
    /// Notes a sign-in that failed: at which account, where that is known, and whose it is if it exists.
    pub(crate) fn record_failed_sign_in(&self, at: &ClientOrigin, email: Option<&Email>, user: Option<UserId>) {
        let account = email.map(|email| AccountTag::new(&self.vault, email));
        let (kind, code, status) = (SecurityEventKind::LoginFailed, "auth.bad_credentials", Some(401));
        let (address, who, endpoint) = (at.address.parse().ok(), user.map(|user| (user, None)), at.endpoint);
        let request = Some(at.request);
        self.security.record(SecurityEvent { kind, endpoint, code, status, address, who, account, request });
        if EventLine::LoginFail.is_due() {
            let (account, user) = (account.map(tracing::field::display), user.map(tracing::field::display));
            tracing::warn!(security = "authn_login_fail", account, user.id = user, client.address = at.address, request.id = %at.request, "a sign-in failed");
        }
    }
}
