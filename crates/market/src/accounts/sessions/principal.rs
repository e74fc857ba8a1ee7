//! From a token to a standing: what the tables say about its bearer now.

use kernel::{CompanyId, Email, RequestId, UserId, ZoneName};
use schemars::JsonSchema;
use serde::Serialize;

use super::{cached, token};
use crate::Ctx;
use crate::accounts::store;
use crate::authority::{CompanyState, Principal, SignedIn};
use crate::may::{CompanyKind, Permission, Role, rights};

/// The standing of a token's bearer; `None` when the token, the sign-in, the person or their
/// place is not good. At most one database round trip.
pub async fn authenticate(ctx: &Ctx, bearer: &str, request: RequestId) -> infra::db::Result<Option<Principal>> {
    let Some(claims) = token::read(ctx, bearer).await else {
        return Ok(None);
    };
    let held = cached::principal(ctx, &claims).await?;
    let good = |s: &Principal, until| s.user == claims.sub && s.company == claims.company && ctx.store.now() < until;
    Ok(held.filter(|(s, until)| good(s, *until)).map(|(s, _)| Principal { request: Some(request), ..s }))
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

/// Whether a token is one of ours, though perhaps run out or ended: its signature is good.
pub async fn is_ours(ctx: &Ctx, bearer: &str) -> bool {
    token::is_ours(ctx, bearer).await
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
    /// Role in the company.
    pub role: Role,
    /// Permissions of the role while the company is approved.
    pub permissions: Vec<Permission>,
}

/// Who am I?
pub async fn me(ctx: &Ctx, by: &SignedIn) -> infra::db::Result<Option<Me>> {
    let principal = by.principal();
    let row = store::find_me(&ctx.store.db, principal.user, principal.company).await?;
    Ok(row.map(|(name, email, company_name, state_reason, time_zone)| Me {
        user_id: principal.user,
        name,
        email,
        company_id: principal.company,
        company_name,
        company_kind: principal.kind,
        company_state: principal.company_state,
        state_reason,
        time_zone,
        role: principal.role,
        permissions: rights(principal.kind, principal.role).to_vec(),
    }))
}
