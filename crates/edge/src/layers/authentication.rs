//! Who is asking: one bearer token in one header (RFC 6750, 2.1), or the cookie of a browser's
//! sign-in, and nowhere else. A request that brings both is judged by its token.

use http::{HeaderMap, HeaderValue, StatusCode, header};
use kernel::{RequestId, Secret};
use market::Ctx;
use market::accounts::{self, Recognised};
use market::authority::{Denied, OrgState, Standing};

use super::session::{self, Brought};
use crate::limits::NoGood;
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
    /// What the limiter remembers a refused caller by.
    pub const fn text(&self) -> Option<&'h str> {
        match self {
            Self::Bearer(text) | Self::Session(text) => Some(text),
            Self::Absent | Self::Unreadable => None,
        }
    }
}

/// Finds it; judges nothing.
pub fn credential(headers: &HeaderMap) -> Credential<'_> {
    let mut sent = headers.get_all(header::AUTHORIZATION).iter();
    match (sent.next(), sent.next()) {
        (None, _) => match session::brought(headers) {
            Brought::Nothing => Credential::Absent,
            Brought::One(id) => Credential::Session(id),
            Brought::Several => Credential::Unreadable,
        },
        (Some(one), None) => {
            let token = one.to_str().ok().and_then(|value| value.strip_prefix("Bearer "));
            token.map_or(Credential::Unreadable, Credential::Bearer)
        }
        _ => Credential::Unreadable,
    }
}

/// What a credential turned out to be.
#[derive(Debug)]
pub enum Caller {
    /// There is none.
    Nobody,
    /// Somebody's; with the id that their browser is to use from now on, where another is due.
    Known(Standing, Option<Secret<String>>),
    /// Not good, why, and what the caller is told.
    NoGood(NoGood, Problem),
}

/// Whoever is asking. Fails only where nobody can know.
pub async fn recognise(ctx: &Ctx, sent: Credential<'_>, request: RequestId) -> Result<Caller, Problem> {
    Ok(match sent {
        Credential::Absent => Caller::Nobody,
        Credential::Unreadable => Caller::NoGood(NoGood::Forged, not_good()),
        Credential::Bearer(token) => match accounts::authenticate(ctx, token, request).await? {
            Some(standing) => Caller::Known(standing, None),
            // A token that was ours and is over is no guess.
            None if accounts::is_ours(ctx, token).await => Caller::NoGood(NoGood::Over, not_good()),
            None => Caller::NoGood(NoGood::Forged, not_good()),
        },
        Credential::Session(id) => match accounts::recognise(ctx, id, request).await? {
            Recognised::As { standing, rotated } => Caller::Known(standing, rotated),
            // The browser may have got its next cookie meanwhile: that one must not be taken away.
            Recognised::Replaced => Caller::NoGood(NoGood::Over, session_over()),
            Recognised::Over => Caller::NoGood(NoGood::Over, taking_the_cookie(session_over())),
            Recognised::Unknown => Caller::NoGood(NoGood::Forged, taking_the_cookie(session_over())),
        },
    })
}

/// Whoever is asking where nobody has to be known.
pub enum Glimpse {
    /// Somebody known.
    Known(Standing),
    /// Nobody, or somebody who was known once.
    Nobody,
    /// Somebody who makes up ids: each costs a look into the tables.
    Guessing,
}

/// Looks who is asking where nobody has to be known: what is not good is no refusal.
pub async fn glance(ctx: &Ctx, sent: Credential<'_>, request: RequestId) -> Glimpse {
    match sent {
        Credential::Absent | Credential::Unreadable => Glimpse::Nobody,
        Credential::Bearer(token) => {
            accounts::authenticate(ctx, token, request).await.ok().flatten().map_or(Glimpse::Nobody, Glimpse::Known)
        }
        Credential::Session(id) => match accounts::glance(ctx, id, request).await {
            Ok(Recognised::As { standing, .. }) => Glimpse::Known(standing),
            Ok(Recognised::Unknown) => Glimpse::Guessing,
            Ok(Recognised::Over | Recognised::Replaced) | Err(_) => Glimpse::Nobody,
        },
    }
}

fn session_over() -> Problem {
    unauthenticated("auth.session_over", "your session has ended; sign in again", "Bearer")
}

fn taking_the_cookie(problem: Problem) -> Problem {
    match session::cleared() {
        Some(cookie) => problem.with_header(header::SET_COOKIE, cookie),
        None => problem,
    }
}

fn not_good() -> Problem {
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
pub fn refused(denied: Denied) -> Problem {
    match denied {
        Denied::NotSignedIn => unauthenticated(
            "auth.required",
            "sign in and send the access token in the Authorization header: Bearer …",
            "Bearer",
        ),
        Denied::NoRight => Problem::new(StatusCode::FORBIDDEN, "access.no_right", "your role does not allow this"),
        Denied::OrgNotApproved(state) => {
            let detail = match state {
                OrgState::Submitted => "your company is pending approval; see GET /api/me",
                OrgState::Suspended => "your company is suspended; see GET /api/me for the reason",
                OrgState::Rejected | OrgState::Approved => {
                    "your company is not approved to trade; see GET /api/me for the reason"
                }
            };
            Problem::new(StatusCode::FORBIDDEN, "access.company_not_approved", detail)
        }
    }
}
