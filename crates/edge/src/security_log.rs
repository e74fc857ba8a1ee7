//! Which refusals the watch hears of (`market::security`), and as what.

pub mod missing_objects;

use std::net::IpAddr;

use http::HeaderMap;
use infra::EventLine;
use kernel::{DomainError, RequestId};
use market::accounts::SignInError;
use market::security::{SecurityEvent, SecurityEventKind};

use self::missing_objects::MANY_OBJECTS;
use crate::endpoint::MountedEndpoint;
use crate::limits::KnownUser;
use crate::refusal_note::RefusalNote;
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

/// Rights that a rule of the trade refuses to whoever has the role.
const REFUSED_RIGHTS: &[&str] = &[
    "access.company_not_approved",
    "access.no_right",
    "access.standing_changed",
    "companies.conflict_of_interest",
    "imports.no_right",
    "prefixes.own_company",
    "prices.let_in_lately",
    "prices.new_approver",
    "prices.not_alone_long_enough",
    "prices.second_person",
    "requests.own_company",
    "team.not_in_charge",
    "team.second_administrator",
];

/// Steps that the state of an object refuses. Other conflicts are the trade's own business: a price that moved,
/// goods that ran out.
const REFUSED_TRANSITIONS: &[&str] = &[
    "companies.name_change_not_open",
    "companies.wrong_state",
    "deliveries.wrong_state",
    "imports.not_applied",
    "imports.not_waiting",
    "offers.archived",
    "orders.retailer_stopped",
    "orders.wrong_state",
    "prefixes.not_open",
    "prices.not_held",
    "requests.not_pending",
    "users.already",
];

/// How it is called that one person asked for many different objects in vain.
const MANY_MISSING: &str = "many_missing_objects";

/// What sort of thing a refusal is; none where it is the trade's own business.
fn kind_of(refusal: RefusalNote, mounted: Option<&MountedEndpoint>, is_known: bool) -> Option<SecurityEventKind> {
    let signs_in =
        mounted.is_some_and(|m| matches!(m.route.limit, LimitClass::Login | LimitClass::InvitationAcceptance));
    let renews = mounted.is_some_and(|m| m.route.limit == LimitClass::Token);
    let page = mounted.is_some_and(|m| m.page);
    if refusal.security.kind.is_some() {
        return refusal.security.kind;
    }
    Some(match (refusal.status.as_u16(), refusal.code) {
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
        (_, "auth.required") => SecurityEventKind::AuthzRefused,
        // Nobody does this and that to themselves.
        (403, code) if REFUSED_RIGHTS.contains(&code) || code.ends_with(".not_oneself") => {
            SecurityEventKind::AuthzRefused
        }
        (_, "accounts.wrong_password") => SecurityEventKind::LoginFailed,
        // Noted where the password is looked at: there it is known whose account that is.
        (_, code) if code == SignInError::BadCredentials.code() => return None,
        (401, _) if signs_in => SecurityEventKind::LoginFailed,
        (401, _) if renews => SecurityEventKind::TokenRefused,
        (_, code) if SUSPICIOUS.contains(&code) => SecurityEventKind::Suspicious,
        (404, _) if is_known => SecurityEventKind::MissingObject,
        (409, code) if REFUSED_TRANSITIONS.contains(&code) => SecurityEventKind::TransitionRefused,
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
    pub(crate) fn record_refusal(
        &self,
        refusal: RefusalNote,
        mounted: Option<&MountedEndpoint>,
        origin: RequestOrigin,
    ) {
        let Some(kind) = kind_of(refusal, mounted, origin.who.is_some()) else { return };
        let endpoint = mounted.map_or("-", |m| m.route.id);
        let RequestOrigin { address, who, request } = origin;
        let (code, status, account) = (refusal.code, Some(refusal.status.as_u16()), refusal.security.account);
        self.ctx.security.record(SecurityEvent { kind, endpoint, code, status, address, who, account, request });
        log_event(kind, refusal, endpoint, origin);
    }

    /// Notes an object that is not there, or not for whoever asks: many different ones are told once.
    pub(crate) fn record_missing(&self, path: &str, endpoint: &'static str, origin: RequestOrigin) {
        let Some((user, _)) = origin.who else { return };
        if !self.missing_objects.note(user, path, self.ctx.store.clock.steady()) {
            return;
        }
        self.record_anomaly(SecurityEventKind::Suspicious, endpoint, MANY_MISSING, origin);
        metrics::counter!("aqad_object_probes_total").increment(1);
        if EventLine::ObjectProbe.is_due() {
            let (address, request) =
                (origin.address.map(tracing::field::display), origin.request.map(tracing::field::display));
            tracing::warn!(
                security = EventLine::ObjectProbe.as_str(),
                client.address = address,
                user.id = %user,
                request.id = request,
                endpoint,
                objects = MANY_OBJECTS,
                "somebody asked for many different objects that do not exist or belong to others"
            );
        }
    }

    /// Notes a request that a browser sent from a website that may not call. It is answered, and the browser keeps
    /// the answer from that website.
    pub(crate) fn record_cors(&self, headers: &HeaderMap, endpoint: &'static str, origin: RequestOrigin) {
        if self.cors.is_foreign(headers, self.site_origin.origin()) {
            self.record_anomaly(SecurityEventKind::CorsRefused, endpoint, "origin_not_allowed", origin);
        }
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
fn log_event(kind: SecurityEventKind, refusal: RefusalNote, endpoint: &'static str, origin: RequestOrigin) {
    let line = match kind {
        SecurityEventKind::AuthzRefused if refusal.code != "auth.required" => EventLine::AuthzFail,
        SecurityEventKind::TokenRefused => EventLine::TokenForged,
        SecurityEventKind::TokenExpired => EventLine::TokenExpired,
        SecurityEventKind::CrossSite => EventLine::CrossSite,
        SecurityEventKind::Suspicious if refusal.code == "access.tls_required" => EventLine::TlsRequired,
        SecurityEventKind::Suspicious if refusal.code == "request.misdirected" => EventLine::Misdirected,
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
    let (security, code) = (line.as_str(), refusal.code);
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
