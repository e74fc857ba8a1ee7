//! Signing in with a browser, by the same rules as for tokens.

use kernel::{CompanyId, Secret, SessionId, Timestamp, UserId};
use schemars::JsonSchema;
use serde::Serialize;

use super::begin::{SignIn, SignInError, begin, changed_meanwhile, verify};
use super::membership::SignInMembership;
use crate::Ctx;
use crate::accounts::client_origin::ClientOrigin;
use crate::accounts::sessions::lifetime::rights_of;
use crate::accounts::sessions::new_browser_id;
use crate::accounts::store;
use crate::may::Role;

/// A browser session.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BrowserSession {
    /// ID of the session.
    pub session_id: SessionId,
    /// ID of the user.
    pub user_id: UserId,
    /// ID of the company.
    pub company_id: CompanyId,
    /// Role in the company.
    pub role: Role,
    /// When it expires if it is not used.
    pub idle_expires_at: Timestamp,
    /// When it expires at the latest.
    pub expires_at: Timestamp,
    /// How many of the user's oldest sessions this one ended, because there were too many.
    pub ended_sessions: i64,
}

/// A browser's sign-in that has begun, and the id that opens it.
#[derive(Debug)]
pub struct BrowserSignIn {
    /// For the cookie, and nothing else.
    pub secret: Secret<String>,
    /// What may be told about it.
    pub session: BrowserSession,
    /// Whether they have a place in another company, too.
    pub several: bool,
}

/// Lets somebody in with a browser, by the same rules as [`super::sign_in`].
pub async fn sign_in_browser(ctx: &Ctx, cmd: SignIn, caller: &ClientOrigin) -> Result<BrowserSignIn, SignInError> {
    let again = cmd.clone();
    let membership = verify(ctx, cmd, caller).await?;
    if let Some(entered) = enter(ctx, &membership, caller).await? {
        return Ok(entered);
    }
    let membership = verify(ctx, again, caller).await?;
    enter(ctx, &membership, caller).await?.ok_or_else(|| changed_meanwhile(ctx, caller, &membership))
}

async fn enter(
    ctx: &Ctx,
    membership: &SignInMembership,
    caller: &ClientOrigin,
) -> Result<Option<BrowserSignIn>, SignInError> {
    let (secret, hash) = new_browser_id(ctx);
    let (id, now) = (ctx.store.id::<SessionId>(), ctx.store.now());
    let until = now.plus_seconds(ctx.rules.session_absolute_s);
    let row = store::NewSession {
        id,
        user: membership.user,
        company: membership.company,
        now,
        until,
        address: caller.address.clone(),
        agent: caller.agent.clone(),
        browser: Some((hash, rights_of(membership.role, membership.company_state))),
    };
    let Some(ended_sessions) = begin(ctx, membership, &row, None, caller).await? else { return Ok(None) };
    let session = BrowserSession { ended_sessions, ..to_view(ctx, membership, &row) };
    Ok(Some(BrowserSignIn { secret, session, several: membership.several }))
}

/// The latest sign-ins of whoever just signed in, those that are over among them, and the companies they
/// were for: to tell whose a form is that was sent too late.
pub async fn recent_sessions(ctx: &Ctx, entered: &BrowserSignIn) -> infra::db::Result<Vec<(SessionId, CompanyId)>> {
    store::earlier_sessions(&ctx.store.db, entered.session.user_id).await
}

pub(super) fn to_view(ctx: &Ctx, membership: &SignInMembership, row: &store::NewSession) -> BrowserSession {
    BrowserSession {
        session_id: row.id,
        user_id: row.user,
        company_id: row.company,
        role: membership.role,
        idle_expires_at: row.until.min(row.now.plus_seconds(ctx.rules.session_idle_s)),
        expires_at: row.until,
        ended_sessions: 0,
    }
}
