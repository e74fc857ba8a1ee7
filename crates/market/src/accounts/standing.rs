//! From a token to a standing: what the tables say about its bearer now.

use kernel::{Email, OrgId, RequestId, UserId, ZoneName};
use schemars::JsonSchema;
use serde::Serialize;

use super::{kept, store, token};
use crate::Ctx;
use crate::authority::{OrgState, SignedIn, Standing};
use crate::may::{OrgKind, Permission, Role, rights};

/// The standing of a token's bearer; `None` when the token, the sign-in, the person or their
/// place is not good. At most one database round trip.
pub async fn authenticate(ctx: &Ctx, bearer: &str, request: RequestId) -> platform::db::Result<Option<Standing>> {
    let Some(claims) = token::read(ctx, bearer).await else {
        return Ok(None);
    };
    let held = kept::standing(ctx, &claims).await?;
    let good = |s: &Standing, until| s.user == claims.sub && s.org == claims.org && ctx.store.now() < until;
    Ok(held.filter(|(s, until)| good(s, *until)).map(|(s, _)| Standing { request: Some(request), ..s }))
}

/// What somebody may do in a company at this moment: for work that goes on after their request, with
/// no more right than they have left.
pub(crate) async fn standing_now(ctx: &Ctx, user: UserId, org: OrgId) -> platform::db::Result<Option<Standing>> {
    store::find_standing_of(&ctx.store.db, user, org).await
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
    pub organization_id: OrgId,
    /// Name.
    pub organization_name: String,
    /// Company type.
    pub organization_kind: OrgKind,
    /// Status of the company.
    pub organization_state: OrgState,
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
pub async fn me(ctx: &Ctx, by: &SignedIn) -> platform::db::Result<Option<Me>> {
    let standing = by.standing();
    let row = store::find_me(&ctx.store.db, standing.user, standing.org).await?;
    Ok(row.map(|(name, email, organization_name, state_reason, time_zone)| Me {
        user_id: standing.user,
        name,
        email,
        organization_id: standing.org,
        organization_name,
        organization_kind: standing.kind,
        organization_state: standing.org_state,
        state_reason,
        time_zone,
        role: standing.role,
        permissions: rights(standing.kind, standing.role).to_vec(),
    }))
}
