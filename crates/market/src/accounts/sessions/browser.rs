//! Sign-ins of a browser: an opaque id in a cookie, of which only the hash is kept.
//!
//! An id is made here and nowhere else; one that a client brings is looked up, never taken over. When
//! the rights of its bearer change, the next request gets another id.

use infra::crypto::{Purpose, token_hash};
use kernel::{RequestId, Secret};

use super::cached;
use super::lifetime::{GRACE_S, SessionStatus, StoredSession, idle, judge, rights_of};
use super::view::SessionEndReason;
use crate::accounts::store;
use crate::authority::Principal;
use crate::{Ctx, Event, invalidation};

/// What an id is tagged for.
const PURPOSE: Purpose = Purpose::BrowserSession;

/// What an id turned out to be.
#[derive(Debug)]
pub enum BrowserAuth {
    /// Somebody's.
    Known {
        /// Who it stands for.
        principal: Principal,
        /// The id to be used from now on, where another is due.
        rotated: Option<Secret<String>>,
    },
    /// Somebody's until another replaced it; the session goes on under that one.
    Replaced,
    /// Of a session that is over; why, where it was ended.
    Over(Option<SessionEndReason>),
    /// None of ours, as far as anybody remembers.
    Unknown,
}

/// The standing of a cookie's bearer. At most one database round trip; now and then another, to note the use,
/// and one write when the rights have changed.
pub async fn authenticate_browser(ctx: &Ctx, cookie: &str, request: RequestId) -> infra::db::Result<BrowserAuth> {
    let hash = token_hash(cookie);
    let Some(held) = load(ctx, cookie, &hash).await? else {
        return Ok(BrowserAuth::Unknown);
    };
    let (touch, rotate) = match judge(&held, &hash, idle(ctx), ctx.store.now()) {
        SessionStatus::Over => {
            let session = held.principal.session.filter(|_| !held.is_open);
            let why = match session {
                Some(session) => store::why_ended(&ctx.store.db, session).await?,
                None => None,
            };
            return Ok(BrowserAuth::Over(why));
        }
        SessionStatus::Replaced => return Ok(BrowserAuth::Replaced),
        SessionStatus::Active { touch, rotate } => (touch, rotate),
    };
    let mut principal = held.principal;
    principal.request = Some(request);
    let rotated = if rotate { replace(ctx, &principal, hash).await? } else { None };
    if touch && !rotate {
        note(ctx, &principal).await;
    }
    Ok(BrowserAuth::Known { principal, rotated })
}

/// Who a cookie stands for, where nobody has to be known: nothing is noted and nothing replaced.
pub async fn try_authenticate_browser(ctx: &Ctx, cookie: &str, request: RequestId) -> infra::db::Result<BrowserAuth> {
    let hash = token_hash(cookie);
    let Some(held) = load(ctx, cookie, &hash).await? else { return Ok(BrowserAuth::Unknown) };
    Ok(match judge(&held, &hash, idle(ctx), ctx.store.now()) {
        SessionStatus::Over => BrowserAuth::Over(None),
        SessionStatus::Replaced => BrowserAuth::Replaced,
        SessionStatus::Active { .. } => {
            BrowserAuth::Known { principal: Principal { request: Some(request), ..held.principal }, rotated: None }
        }
    })
}

/// A fresh id, and the hash to keep.
pub(crate) fn new_browser_id(ctx: &Ctx) -> (Secret<String>, Vec<u8>) {
    ctx.vault.tagged_token(PURPOSE)
}

/// The session that an id opens or opened. One that somebody made up costs no question.
async fn load(ctx: &Ctx, cookie: &str, hash: &[u8]) -> infra::db::Result<Option<StoredSession>> {
    if ctx.vault.is_tagged_token(PURPOSE, cookie) { cached::browser(ctx, hash).await } else { Ok(None) }
}

/// Notes the use. A database that cannot write at the moment puts nobody out.
async fn note(ctx: &Ctx, principal: &Principal) {
    let (Some(session), now) = (principal.session, ctx.store.now()) else { return };
    if let Err(error) = store::touch(&ctx.store, session, now, idle(ctx).note_again(now)).await {
        tracing::warn!(%error, session.id = %session, "the last use of a session could not be saved");
        return;
    }
    ctx.cache.drop_tags(&[invalidation::session(session)]).await;
}

/// Another id in place of this one; nothing where another request was faster, and its answer brings it.
async fn replace(ctx: &Ctx, principal: &Principal, old: Vec<u8>) -> infra::db::Result<Option<Secret<String>>> {
    let Some(session) = principal.session else { return Ok(None) };
    let (secret, new) = new_browser_id(ctx);
    let now = ctx.store.now();
    let rights = rights_of(principal.role, principal.company_state);
    let change = store::NewSecret { session, old, new, rights, now, old_until: now.plus_seconds(GRACE_S) };
    let (change, origin) = (&change, principal.origin());
    let first = ctx.store.write::<_, infra::db::Error, _, _>(&origin, |tx| async move {
        if !store::rotate(&tx, change).await? {
            return Ok(tx.no_change(false));
        }
        Ok(tx.commit_with(Event::SessionRenewed { session }.record(), true))
    });
    Ok(first.await?.then_some(secret))
}
