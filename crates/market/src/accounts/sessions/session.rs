//! Renewing, ending and forgetting sessions.

use infra::crypto::{Purpose, token_hash};
use infra::{EventLine, WriteTx};
use kernel::{Secret, SessionId, Timestamp};

use super::lifetime::idle;
use super::token_pair::{REFRESH_PURPOSE, Tokens, tokens};
use super::view::SessionRow;
use crate::accounts::client_origin::ClientOrigin;
use crate::accounts::store;
use crate::authority::SignedIn;
use crate::job::System;
use crate::{Ctx, Event, invalidation};

/// Seconds within which the same refresh token may come twice from one client (a lost answer, two
/// tabs) and gets the same successor. As long before as after: clocks of nodes differ a little, and
/// one that was set back opens nothing.
const GRACE_S: i64 = 10;

errors! {
    /// Why a sign-in was not prolonged.
    pub enum RefreshError {
        /// Unknown, used, run out, ended: one answer for all of them.
        NotValid = Unauthenticated "auth.refresh_not_valid" "the refresh token is invalid; sign in again",
        /// One of the platform's people, from outside `server.staff_from`. The token stays good where they work.
        StaffElsewhere = Forbidden "access.staff_network" "staff can use this server from the networks of their work only; ask whoever runs it which these are",
        /// No such sign-in of one's own.
        NoSession = Missing "auth.no_such_session" "no such session",
    }
}

/// Trades a refresh token for the next pair. A token that was traded before ends the sign-in:
/// either its owner or a thief holds a copy (RFC 9700, section 4.14).
pub async fn refresh(ctx: &Ctx, token: &Secret<String>, caller: &ClientOrigin) -> Result<Tokens, RefreshError> {
    // One that somebody made up costs no statement.
    if !ctx.vault.is_tagged_token(REFRESH_PURPOSE, token.reveal()) {
        return Err(RefreshError::NotValid);
    }
    let hash = token_hash(token.reveal());
    let held = store::find_refresh(&ctx.store.db, hash.clone()).await?.ok_or(RefreshError::NotValid)?;
    let now = ctx.store.now();
    let (principal, until) = store::find_principal(&ctx.store.db, held.session).await?.ok_or(RefreshError::NotValid)?;
    if until <= now || held.expires_at <= now {
        return Err(RefreshError::NotValid);
    }
    if !ctx.admits_role_from(principal.role, caller) {
        ctx.record_staff_elsewhere(caller, principal.user, principal.company);
        return Err(RefreshError::StaffElsewhere);
    }
    let origin = caller.origin_of(principal.user, principal.company);
    let (fresh, fresh_hash) = ctx.vault.tagged_token(REFRESH_PURPOSE);
    let sealed = ctx.vault.seal(Purpose::RefreshSuccessor, &hash, fresh.reveal().as_bytes());
    let idle = held.session_until.min(now.plus_seconds(ctx.rules.refresh_idle_s));
    let traded = ctx
        .store
        .write(&origin, |tx| {
            let (hash, fresh_hash, sealed) = (hash.clone(), fresh_hash.clone(), sealed.clone());
            async move {
                if !store::use_refresh(&tx, hash, now, sealed).await? {
                    return Ok::<_, RefreshError>(tx.no_change(false));
                }
                store::insert_refresh(&tx, fresh_hash, held.session, now, idle).await?;
                Ok(tx.commit_with(Event::SessionRenewed { session: held.session }.record(), true))
            }
        })
        .await?;
    let successor = if traded { fresh } else { replayed(ctx, &hash, caller, now).await? };
    tokens(ctx, principal.user, principal.company, principal.role, held.session, &successor)
        .await
        .ok_or(RefreshError::NotValid)
}

/// A token that was used: within the grace and from the same client it gets the same successor,
/// unless that was used too; else the sign-in ends.
async fn replayed(
    ctx: &Ctx,
    hash: &[u8],
    caller: &ClientOrigin,
    now: Timestamp,
) -> Result<Secret<String>, RefreshError> {
    let held = store::find_refresh(&ctx.store.db, hash.to_vec()).await?.ok_or(RefreshError::NotValid)?;
    let grace = |at: Timestamp| (at.plus_seconds(-GRACE_S)..=at.plus_seconds(GRACE_S)).contains(&now);
    if held.used_at.is_some_and(grace)
        && held.agent == caller.agent
        && held.address == caller.address
        && let Some(text) = held.sealed_successor.and_then(|s| ctx.vault.open(Purpose::RefreshSuccessor, hash, &s).ok())
    {
        let successor = String::from_utf8(text.reveal().clone()).map_err(|_| RefreshError::NotValid)?;
        let next = store::find_refresh(&ctx.store.db, token_hash(&successor)).await?;
        if next.is_some_and(|next| next.used_at.is_none()) {
            return Ok(Secret::new(successor));
        }
    }
    if EventLine::TokenReuse.is_due() {
        tracing::warn!(security = "authn_token_reuse", session.id = %held.session, client.address = caller.address, request.id = %caller.request, "a used refresh token was sent again");
    }
    let event = Event::RefreshReused { session: held.session };
    end(ctx, &caller.origin(), held.session, "refresh_reused", event).await?;
    Err(RefreshError::NotValid)
}

async fn end(
    ctx: &Ctx,
    origin: &infra::Origin,
    session: SessionId,
    why: &'static str,
    event: Event,
) -> Result<bool, RefreshError> {
    let now = ctx.store.now();
    let ended = ctx
        .store
        .write(origin, |tx| {
            let event = event.clone();
            async move {
                if !store::revoke_session(&tx, session, now, why).await? {
                    return Ok::<_, RefreshError>(tx.no_change(false));
                }
                Ok(tx.commit_with(event.record(), true))
            }
        })
        .await?;
    if !ended {
        // It had ended before, perhaps on a node that died before it told anybody; who asks now is told
        // that it has.
        ctx.cache.drop_tags(&[invalidation::session(session)]).await;
    }
    Ok(ended)
}

/// Ends the sign-in one is using. Its tokens are refused from the next request on.
pub async fn sign_out(ctx: &Ctx, by: &SignedIn) -> Result<(), RefreshError> {
    let Some(session) = by.principal().session else {
        return Ok(());
    };
    let event = Event::SessionEnded { session, why: "signed_out".to_owned() };
    end(ctx, &by.principal().origin(), session, "signed_out", event).await.map(drop)
}

/// One's own sign-ins that are still good, newest first, at most a hundred.
pub async fn own_sessions(ctx: &Ctx, by: &SignedIn) -> infra::db::Result<Vec<SessionRow>> {
    let (user, now) = (by.principal().user, ctx.store.now());
    let mut rows = store::sessions_of(&ctx.store.db, user, now, idle(ctx).since(now)).await?;
    for row in &mut rows {
        row.current = Some(row.id) == by.principal().session;
    }
    Ok(rows)
}

/// Ends one of one's own sign-ins.
pub async fn end_own_session(ctx: &Ctx, by: &SignedIn, session: SessionId) -> Result<(), RefreshError> {
    if !own_sessions(ctx, by).await?.iter().any(|row| row.id == session) {
        return Err(RefreshError::NoSession);
    }
    let event = Event::SessionEnded { session, why: "ended_by_owner".to_owned() };
    end(ctx, &by.principal().origin(), session, "ended_by_owner", event).await.map(drop)
}

/// Ends all of one's own sign-ins but the one that is asking.
pub async fn end_other_sessions(ctx: &Ctx, by: &SignedIn) -> Result<(), RefreshError> {
    let others: Vec<_> = own_sessions(ctx, by).await?.iter().filter(|row| !row.current).map(|row| row.id).collect();
    let now = ctx.store.now();
    ctx.store
        .write(&by.principal().origin(), |mut tx| {
            let mut others = others.clone();
            async move {
                let Some(last) = others.pop() else { return Ok::<_, RefreshError>(tx.no_change(())) };
                end_each(&mut tx, others, now, "ended_by_owner").await?;
                store::revoke_session(&tx, last, now, "ended_by_owner").await?;
                let event = Event::SessionEnded { session: last, why: "ended_by_owner".to_owned() };
                Ok(tx.commit_with(event.record(), ()))
            }
        })
        .await?;
    // Those that had ended before, too; see `end`.
    ctx.cache.drop_tags(&[invalidation::user(by.principal().user)]).await;
    Ok(())
}

/// Ends sign-ins within a write that has something else to say, too.
pub(crate) async fn end_each(
    tx: &mut WriteTx,
    sessions: Vec<SessionId>,
    now: Timestamp,
    why: &'static str,
) -> infra::db::Result<()> {
    for session in sessions {
        if store::revoke_session(tx, session, now, why).await? {
            tx.emit(Event::SessionEnded { session, why: why.to_owned() }.record());
        }
    }
    Ok(())
}

/// For the clock: forgets a sign-in that ended, with its refresh tokens. Nothing, if it has not ended or is
/// forgotten already.
pub(crate) async fn forget_ended(ctx: &Ctx, by: &System, session: SessionId) -> infra::db::Result<()> {
    ctx.store
        .write(&by.origin(), |tx| async move {
            // TENANT: the system itself, on behalf of nobody.
            if !store::delete_ended_unscoped(&tx, session).await? {
                return Ok(tx.no_change(()));
            }
            Ok(tx.commit_with(Event::SessionForgotten { session }.record(), ()))
        })
        .await
}
