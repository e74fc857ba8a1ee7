//! Who is asking: one bearer token in one header (RFC 6750, 2.1), and nowhere else.

use http::{HeaderMap, HeaderValue, StatusCode, header};
use kernel::RequestId;
use market::authority::{Denied, OrgState, Standing};
use market::{Ctx, accounts};

use crate::problem::Problem;

/// What a request carries to say who is asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credential<'h> {
    /// Nothing.
    Absent,
    /// One bearer token.
    Bearer(&'h str),
    /// Something else, or several.
    Unreadable,
}

/// Finds it; judges nothing.
pub fn credential(headers: &HeaderMap) -> Credential<'_> {
    let mut sent = headers.get_all(header::AUTHORIZATION).iter();
    match (sent.next(), sent.next()) {
        (None, _) => Credential::Absent,
        (Some(one), None) => {
            let token = one.to_str().ok().and_then(|value| value.strip_prefix("Bearer "));
            token.map_or(Credential::Unreadable, Credential::Bearer)
        }
        _ => Credential::Unreadable,
    }
}

/// The standing of whoever is asking. Fails when there is a credential and it is not good.
pub async fn recognise(ctx: &Ctx, sent: Credential<'_>, request: RequestId) -> Result<Option<Standing>, Problem> {
    match sent {
        Credential::Absent => Ok(None),
        Credential::Bearer(token) => accounts::authenticate(ctx, token, request).await?.map(Some).ok_or_else(not_good),
        Credential::Unreadable => Err(not_good()),
    }
}

fn not_good() -> Problem {
    unauthenticated(
        "auth.token_not_valid",
        "the access token is not valid, has run out, or its sign-in was ended; sign in again",
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
            "sign in, and send the access token in the header Authorization: Bearer …",
            "Bearer",
        ),
        Denied::NoRight => {
            Problem::new(StatusCode::FORBIDDEN, "access.no_right", "your role in your company does not include this")
        }
        Denied::OrgNotApproved(state) => {
            let detail = match state {
                OrgState::Submitted => "your company waits to be approved; see GET /api/me",
                OrgState::Suspended => "your company was stopped; see GET /api/me for the reason",
                OrgState::Rejected | OrgState::Approved => "your company may not trade; see GET /api/me for the reason",
            };
            Problem::new(StatusCode::FORBIDDEN, "access.company_not_approved", detail)
        }
    }
}
