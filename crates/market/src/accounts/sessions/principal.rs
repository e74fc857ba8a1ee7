//! From a token to a standing: what the tables say about its bearer now.

use kernel::text::CountryCode;
use kernel::{CompanyId, Currency, Email, RequestId, UserId, ZoneName};
use schemars::JsonSchema;
use serde::Serialize;

use super::token::TokenState;
use super::view::SessionEndReason;
use super::{cached, token};
use crate::Ctx;
use crate::accounts::store;
use crate::authority::{CompanyState, Principal, SignedIn};
use crate::may::{CompanyKind, Permission, Role, rights};

/// What a bearer token turned out to be.
#[derive(Debug)]
pub enum BearerAuth {
    /// Somebody's.
    Known(Principal),
    /// It was ours, and has run out, or its sign-in, its person or their place is over; why, where the sign-in was
    /// ended.
    Over(Option<SessionEndReason>),
    /// Nobody here signed it; the payload may be one that was written for somebody.
    Forged(Option<(UserId, CompanyId)>),
}

/// The standing of a token's bearer. At most one database round trip, a second where the sign-in is over, and none
/// for a token that somebody made up.
pub async fn authenticate(ctx: &Ctx, bearer: &str, request: RequestId) -> infra::db::Result<BearerAuth> {
    let claims = match token::judge(ctx, bearer).await {
        TokenState::Good(claims) => claims,
        TokenState::Over => return Ok(BearerAuth::Over(None)),
        TokenState::Forged(holder) => return Ok(BearerAuth::Forged(holder)),
    };
    let held = cached::principal(ctx, &claims).await?;
    let good = |s: &Principal, until| s.user == claims.sub && s.company == claims.company && ctx.store.now() < until;
    match held.filter(|(s, until)| good(s, *until)) {
        Some((s, _)) => Ok(BearerAuth::Known(Principal { request: Some(request), ..s })),
        None => Ok(BearerAuth::Over(store::why_ended(&ctx.store.db, claims.sid).await?)),
    }
}

/// What somebody may do in a company at this moment: for work that goes on after their request, with
/// no more right than they have left.
pub(crate) async fn current_principal(
    ctx: &Ctx,
    user: UserId,
    company: CompanyId,
) -> infra::db::Result<Option<Principal>> {
    store::find_principal_of(&ctx.store.db, user, company).await
}

/// The current user.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Me {
    /// ID of the user.
    pub user_id: UserId,
    /// Full name.
    pub name: String,
    /// Email address.
    pub email: Email,
    /// ID of the company.
    pub company_id: CompanyId,
    /// Name.
    pub company_name: String,
    /// Company type.
    pub company_kind: CompanyKind,
    /// Status of the company.
    pub company_state: CompanyState,
    /// Reason for the status, if any.
    pub state_reason: Option<String>,
    /// The company's time zone, such as `Asia/Kolkata`.
    pub time_zone: ZoneName,
    /// The company's country, ISO 3166-1 alpha-2.
    pub country: CountryCode,
    /// The currency that the company trades in.
    pub currency: Currency,
    /// Role in the company.
    pub role: Role,
    /// Permissions of the role while the company is approved.
    pub permissions: Vec<Permission>,
    /// Whether the password was set by an administrator. Nothing else is possible until it is changed.
    pub password_change_required: bool,
}

/// Who am I?
pub async fn me(ctx: &Ctx, by: &SignedIn) -> infra::db::Result<Option<Me>> {
    let principal = by.principal();
    let profile = cached::profile(ctx, principal.user, principal.company).await?;
    Ok(profile.map(|profile| Me {
        user_id: principal.user,
        name: profile.name,
        email: profile.email,
        company_id: principal.company,
        company_name: profile.company_name,
        company_kind: principal.kind,
        company_state: principal.company_state,
        state_reason: profile.state_reason,
        time_zone: profile.time_zone,
        country: profile.country,
        currency: profile.currency,
        role: principal.role,
        permissions: rights(principal.kind, principal.role).to_vec(),
        password_change_required: principal.must_change_password,
    }))
}
