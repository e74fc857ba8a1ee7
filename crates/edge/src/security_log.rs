//! Which refusals the watch hears of (`market::security`), and as what.

use std::net::IpAddr;

use infra::EventLine;
use kernel::{DomainError, RequestId};
use market::accounts::SignInError;
use market::security::{SecurityEvent, SecurityEventKind};

use crate::endpoint::MountedEndpoint;
use crate::limits::KnownUser;
use crate::problem::Problem;
use crate::route::LimitClass;
use crate::state::AppState;

/// Requests that no program of good will makes. Ordinary mistakes of clients are not among them: a
/// condition or a key that is missing, a state that has changed.
const SUSPICIOUS: &[&str] = &[
    "access.tls_required",
    "page.bad_cursor",
    "request.address_too_long",
    "request.bad_body",
    "request.bad_if_match",
    "request.bad_query",
    "request.body_not_expected",
    "request.body_too_slow",
    "request.headers_too_large",
    "request.headers_too_slow",
    "request.malformed",
    "request.misdirected",
    "request.method_not_allowed",
    "request.no_such_path",
    "request.no_such_thing",
    "request.too_large",
];

/// What sort of thing a refusal is; none where it is the trade's own business.
fn kind_of(problem: &Problem, mounted: Option<&MountedEndpoint>) -> Option<SecurityEventKind> {
    let signs_in =
        mounted.is_some_and(|m| matches!(m.route.limit, LimitClass::Login | LimitClass::InvitationAcceptance));
    let renews = mounted.is_some_and(|m| m.route.limit == LimitClass::Token);
    let page = mounted.is_some_and(|m| m.page);
    if problem.security.kind.is_some() {
        return problem.security.kind;
    }
    Some(match (problem.status.as_u16(), problem.code) {
        (500.., _) => SecurityEventKind::ServerError,
        (_, "access.cross_site") => SecurityEventKind::CrossSite,
        (_, "auth.step_up_required") => SecurityEventKind::LoginRefusedByLimit,
        (429, _) if signs_in => SecurityEventKind::LoginRefusedByLimit,
        (429, _) => SecurityEventKind::LimitViolation,
        (_, "auth.token_not_valid" | "auth.session_over") => SecurityEventKind::TokenRefused,
        // Somebody who is not signed in opens a page, and is led to where one signs in.
        (_, "auth.required") if page => return None,
        // Noted where it is made: only there it is known who they are.
        (_, "access.staff_network") => return None,
        (_, "access.no_right" | "access.company_not_approved" | "auth.required") => SecurityEventKind::AuthzRefused,
        (_, "accounts.wrong_password") => SecurityEventKind::LoginFailed,
        // Noted where the password is looked at: there it is known whose account that is.
        (_, code) if code == SignInError::BadCredentials.code() => return None,
        (401, _) if signs_in => SecurityEventKind::LoginFailed,
        (401, _) if renews => SecurityEventKind::TokenRefused,
        (_, code) if SUSPICIOUS.contains(&code) => SecurityEventKind::Suspicious,
        _ => return None,
    })
}

/// Where a request came from, as far as it is known.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RequestOrigin {
    pub address: Option<IpAddr>,
    pub who: Option<KnownUser>,
    pub request: Option<RequestId>,
}

impl AppState {
    /// Notes a refusal, if it is one to watch.
    pub(crate) fn record_refusal(&self, problem: &Problem, mounted: Option<&MountedEndpoint>, origin: RequestOrigin) {
        let Some(kind) = kind_of(problem, mounted) else { return };
        let endpoint = mounted.map_or("-", |m| m.route.id);
        let RequestOrigin { address, who, request } = origin;
        let (code, status, account) = (problem.code, Some(problem.status.as_u16()), problem.security.account);
        self.ctx.security.record(SecurityEvent { kind, endpoint, code, status, address, who, account, request });
        log_event(kind, problem, endpoint, origin);
    }

    /// Notes a cookie or token that somebody made up, where nobody has to be known.
    pub(crate) fn record_forged(&self, endpoint: &'static str, origin: RequestOrigin) {
        self.record_anomaly(SecurityEventKind::TokenRefused, endpoint, "auth.session_over", origin);
    }

    /// Notes something odd about a request that goes on.
    pub(crate) fn record_anomaly(
        &self,
        kind: SecurityEventKind,
        endpoint: &'static str,
        code: &'static str,
        origin: RequestOrigin,
    ) {
        let RequestOrigin { address, who, request } = origin;
        let (status, account) = (None, None);
        self.ctx.security.record(SecurityEvent { kind, endpoint, code, status, address, who, account, request });
    }
}

/// Tells the log of what an operator may want an alert for; the first few of a kind in each minute. Limits are
/// written down by the gatekeeper, failed sign-ins where the password is looked at.
fn log_event(kind: SecurityEventKind, problem: &Problem, endpoint: &'static str, origin: RequestOrigin) {
    let line = match kind {
        SecurityEventKind::AuthzRefused if problem.code != "auth.required" => EventLine::AuthzFail,
        SecurityEventKind::TokenRefused => EventLine::TokenForged,
        SecurityEventKind::TokenExpired => EventLine::TokenExpired,
        SecurityEventKind::CrossSite => EventLine::CrossSite,
        SecurityEventKind::Suspicious if problem.code == "access.tls_required" => EventLine::TlsRequired,
        SecurityEventKind::Suspicious if problem.code == "request.misdirected" => EventLine::Misdirected,
        _ => return,
    };
    if !line.is_due() {
        return;
    }
    let RequestOrigin { address, who, request } = origin;
    let (address, user, request) = (
        address.map(tracing::field::display),
        who.map(|(user, _)| tracing::field::display(user)),
        request.map(tracing::field::display),
    );
    let (security, code) = (line.as_str(), problem.code);
    if line == EventLine::TokenExpired {
        // Nobody does anything wrong who comes back with yesterday's token.
        tracing::info!(
            security,
            client.address = address,
            user.id = user,
            request.id = request,
            endpoint,
            code,
            "a request was rejected"
        );
    } else {
        tracing::warn!(
            security,
            client.address = address,
            user.id = user,
            request.id = request,
            endpoint,
            code,
            "a request was rejected"
        );
    }
}
