//! Signing in by e-mail and password, with tokens.

use kernel::SessionId;

use super::begin::{SignIn, SignInError, begin, changed_meanwhile, verify};
use super::membership::SignInMembership;
use crate::Ctx;
use crate::accounts::client_origin::ClientOrigin;
use crate::accounts::sessions::token_pair::{REFRESH_PURPOSE, Tokens, tokens};
use crate::accounts::store;

/// Lets somebody in.
pub async fn sign_in(ctx: &Ctx, cmd: SignIn, caller: &ClientOrigin) -> Result<Tokens, SignInError> {
    let again = cmd.clone();
    let membership = verify(ctx, cmd, caller).await?;
    if let Some(entered) = enter(ctx, &membership, caller).await? {
        return Ok(entered);
    }
    let membership = verify(ctx, again, caller).await?;
    enter(ctx, &membership, caller).await?.ok_or_else(|| changed_meanwhile(ctx, caller, &membership))
}

async fn enter(ctx: &Ctx, membership: &SignInMembership, caller: &ClientOrigin) -> Result<Option<Tokens>, SignInError> {
    let (refresh, hash) = ctx.vault.tagged_token(REFRESH_PURPOSE);
    let (id, now) = (ctx.store.id::<SessionId>(), ctx.store.now());
    let until = now.plus_seconds(ctx.rules.refresh_absolute_s);
    let idle = until.min(now.plus_seconds(ctx.rules.refresh_idle_s));
    let row = store::NewSession {
        id,
        user: membership.user,
        company: membership.company,
        now,
        until,
        address: caller.address.clone(),
        agent: caller.agent.clone(),
        browser: None,
    };
    let begun = begin(ctx, membership, &row, Some((hash, idle)), caller).await?;
    let Some(ended_sessions) = begun else { return Ok(None) };
    let made = tokens(ctx, membership.user, membership.company, membership.role, id, &refresh).await;
    made.map(|made| Some(Tokens { ended_sessions, ..made })).ok_or(SignInError::NoKey)
}
