//! Who is asking: one bearer token in one header (RFC 6750, 2.1), or the cookie of a browser's
//! sign-in, and nowhere else. A request that brings both is judged by its token.

use http::{HeaderMap, HeaderValue, StatusCode, header};
use kernel::{CompanyId, RequestId, Secret, UserId};
use market::Ctx;
use market::accounts::{self, BearerAuth, BrowserAuth, SessionEndReason};
use market::authority::{AccessDenied, CompanyState, Principal};
use market::security::SecurityEventKind;
use serde_json::json;

use super::session::{self, SessionCookie};
use crate::limits::InvalidToken;
use crate::problem::Problem;

/// What a request carries to say who is asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credential<'h> {
    /// Nothing.
    Absent,
    /// One bearer token.
    Bearer(&'h str),
    /// The cookie of a browser's sign-in.
    Session(&'h str),
    /// Something else, or several.
    Unreadable,
}

impl<'h> Credential<'h> {
    /// What the limiter remembers a refused caller by. Of a token it is the payload: with another signature
    /// behind it, it is still the same caller's.
    pub fn text(&self) -> Option<&'h str> {
        match self {
            Self::Bearer(text) => Some(text.split('.').nth(1).unwrap_or(text)),
            Self::Session(text) => Some(text),
            Self::Absent | Self::Unreadable => None,
        }
    }
}

/// Finds it; judges nothing.
pub fn credential(headers: &HeaderMap) -> Credential<'_> {
    let mut sent = headers.get_all(header::AUTHORIZATION).iter();
    match (sent.next(), sent.next()) {
        (None, _) => match session::read_cookie(headers) {
            SessionCookie::Missing => Credential::Absent,
            SessionCookie::One(id) => Credential::Session(id),
            SessionCookie::Multiple => Credential::Unreadable,
        },
        (Some(one), None) => {
            // The scheme's name is in any case (RFC 9110, 11.1).
            let (scheme, token) = one.to_str().ok().and_then(|value| value.split_once(' ')).unwrap_or_default();
            let token = scheme.eq_ignore_ascii_case("bearer").then_some(token);
            token.map_or(Credential::Unreadable, Credential::Bearer)
        }
        _ => Credential::Unreadable,
    }
}

/// What a credential turned out to be.
#[derive(Debug)]
pub enum AuthResult {
    /// There is none.
    Anonymous,
    /// Somebody's; with the id that their browser is to use from now on, where another is due.
    Authenticated(Principal, Option<Secret<String>>),
    /// Not good.
    Rejected(RejectedCredential),
}

/// A credential that is not good.
#[derive(Debug)]
pub struct RejectedCredential {
    /// Why.
    pub why: InvalidToken,
    /// The person for whom the payload of a token was written whose signature is not ours.
    pub holder: Option<(UserId, CompanyId)>,
    /// What the caller is told.
    pub problem: Problem,
}

fn rejected(why: InvalidToken, problem: Problem) -> AuthResult {
    AuthResult::Rejected(RejectedCredential { why, holder: None, problem: with_kind(why, problem) })
}

/// The caller hears the same; the watch does not.
fn with_kind(why: InvalidToken, problem: Problem) -> Problem {
    problem.with_security_kind(match why {
        InvalidToken::Expired => SecurityEventKind::TokenExpired,
        InvalidToken::Forged => SecurityEventKind::TokenRefused,
    })
}

/// Whoever is asking. Fails only where nobody can know.
pub async fn authenticate(ctx: &Ctx, sent: Credential<'_>, request: RequestId) -> Result<AuthResult, Problem> {
    Ok(match sent {
        Credential::Absent => AuthResult::Anonymous,
        Credential::Unreadable => rejected(InvalidToken::Forged, invalid_token()),
        Credential::Bearer(token) => match accounts::authenticate(ctx, token, request).await? {
            BearerAuth::Known(principal) => AuthResult::Authenticated(principal, None),
            // A token that was ours and is over is no guess.
            BearerAuth::Over(why) => rejected(InvalidToken::Expired, because(why, invalid_token())),
            BearerAuth::Forged(holder) => {
                let why = InvalidToken::Forged;
                let problem = with_kind(why, invalid_token());
                AuthResult::Rejected(RejectedCredential { why, holder, problem })
            }
        },
        Credential::Session(id) => match accounts::authenticate_browser(ctx, id, request).await? {
            BrowserAuth::Known { principal, rotated } => AuthResult::Authenticated(principal, rotated),
            // The browser may have got its next cookie meanwhile: that one must not be taken away.
            BrowserAuth::Replaced => rejected(InvalidToken::Expired, session_expired()),
            BrowserAuth::Over(why) => rejected(InvalidToken::Expired, because(why, clearing_cookie(session_expired()))),
            BrowserAuth::Unknown => rejected(InvalidToken::Forged, clearing_cookie(session_expired())),
        },
    })
}

/// Whoever is asking where nobody has to be known.
pub enum OptionalAuth {
    /// Somebody known.
    Authenticated(Principal),
    /// Nobody.
    Anonymous,
    /// Somebody who was known once, or shows what was made up.
    Rejected(InvalidToken),
}

/// Looks who is asking where nobody has to be known: what is not good is no refusal.
pub async fn try_authenticate(ctx: &Ctx, sent: Credential<'_>, request: RequestId) -> OptionalAuth {
    match sent {
        Credential::Absent | Credential::Unreadable => OptionalAuth::Anonymous,
        Credential::Bearer(token) => match accounts::authenticate(ctx, token, request).await {
            Ok(BearerAuth::Known(principal)) => OptionalAuth::Authenticated(principal),
            Ok(BearerAuth::Over(_)) => OptionalAuth::Rejected(InvalidToken::Expired),
            Ok(BearerAuth::Forged(_)) => OptionalAuth::Rejected(InvalidToken::Forged),
            Err(_) => OptionalAuth::Anonymous,
        },
        Credential::Session(id) => match accounts::try_authenticate_browser(ctx, id, request).await {
            Ok(BrowserAuth::Known { principal, .. }) => OptionalAuth::Authenticated(principal),
            Ok(BrowserAuth::Unknown) => OptionalAuth::Rejected(InvalidToken::Forged),
            Ok(BrowserAuth::Over(_) | BrowserAuth::Replaced) => OptionalAuth::Rejected(InvalidToken::Expired),
            Err(_) => OptionalAuth::Anonymous,
        },
    }
}

/// Says why a session ended before its time.
fn because(why: Option<SessionEndReason>, mut problem: Problem) -> Problem {
    if let Some(why) = why {
        problem.detail = format!("{}; sign in again", why.sentence());
        problem.details = Some(json!({ "ended_because": why }));
    }
    problem
}

fn session_expired() -> Problem {
    unauthenticated("auth.session_over", "your session has ended; sign in again", "Bearer")
}

fn clearing_cookie(problem: Problem) -> Problem {
    match session::clear_cookie() {
        Some(cookie) => problem.with_header(header::SET_COOKIE, cookie),
        None => problem,
    }
}

fn invalid_token() -> Problem {
    unauthenticated(
        "auth.token_not_valid",
        "the access token is invalid or expired, or its session was ended; sign in again",
        "Bearer error=\"invalid_token\"",
    )
}

fn unauthenticated(code: &'static str, detail: &str, challenge: &'static str) -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, code, detail)
        .with_header(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge))
}

/// The refusal for a right that was not granted.
pub fn denied_problem(denied: AccessDenied) -> Problem {
    match denied {
        AccessDenied::NotSignedIn => unauthenticated(
            "auth.required",
            "sign in and send the access token in the Authorization header: Bearer …",
            "Bearer",
        ),
        AccessDenied::NoRight => {
            Problem::new(StatusCode::FORBIDDEN, "access.no_right", "your role does not allow this")
        }
        AccessDenied::PasswordChangeRequired => Problem::new(
            StatusCode::FORBIDDEN,
            "access.password_change_required",
            "your password was set by an administrator; set your own first, with POST /api/auth/password",
        ),
        AccessDenied::CompanyNotApproved(state) => {
            let detail = match state {
                CompanyState::Submitted => "your company is pending approval; see GET /api/me",
                CompanyState::Suspended => "your company is suspended; see GET /api/me for the reason",
                CompanyState::Rejected | CompanyState::Approved => {
                    "your company is not approved to trade; see GET /api/me for the reason"
                }
            };
            Problem::new(StatusCode::FORBIDDEN, "access.company_not_approved", detail)
        }
    }
}

/// The refusal of a read that another site's page may have made a browser send.
pub fn cross_site_read() -> Problem {
    let says = "with the cookie of a sign-in, other sites can link to this address, and not fetch it";
    Problem::new(StatusCode::FORBIDDEN, "access.cross_site", says)
}

/// The refusal of a write that another site's page may have made a browser send.
pub fn cross_site() -> Problem {
    let says = "with the cookie of a sign-in, changes are taken from this site's own pages only";
    Problem::new(StatusCode::FORBIDDEN, "access.cross_site", says)
}
