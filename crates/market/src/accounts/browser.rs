//! Sign-ins of a browser: an opaque id in a cookie, of which only the hash is kept.
//!
//! An id is made here and nowhere else; one that a client brings is looked up, never taken over. When
//! the rights of its bearer change, the next request gets another id.

use kernel::{OrgId, RequestId, Secret, SessionId, Timestamp, UserId};
use platform::crypto::token_hash;
use schemars::JsonSchema;
use serde::Serialize;

use super::lifetime::{GRACE_S, HeldSession, Idle, Worth, judge, rights_of};
use super::sign_in::{Caller, Place, SignIn, SignInFault, begin, verify};
use super::{kept, store};
use crate::authority::Standing;
use crate::may::Role;
use crate::{Ctx, Event, freshness};

/// Characters of an id: 256 bits in base64.
const ID_LENGTH: usize = 43;

/// A browser session.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BrowserSession {
    /// ID of the session.
    pub session_id: SessionId,
    /// ID of the user.
    pub user_id: UserId,
    /// ID of the company.
    pub organization_id: OrgId,
    /// Role in the company.
    pub role: Role,
    /// When it expires if it is not used.
    pub idle_expires_at: Timestamp,
    /// When it expires at the latest.
    pub expires_at: Timestamp,
}

/// A browser's sign-in that has begun, and the id that opens it.
#[derive(Debug)]
pub struct Entered {
    /// For the cookie, and nothing else.
    pub secret: Secret<String>,
    /// What may be told about it.
    pub session: BrowserSession,
    /// Whether they have a place in another company, too.
    pub several: bool,
}

/// Lets somebody in with a browser, by the same rules as [`super::sign_in`].
pub async fn enter(ctx: &Ctx, cmd: SignIn, caller: &Caller) -> Result<Entered, SignInFault> {
    let place = verify(ctx, cmd, caller).await?;
    let (secret, hash) = ctx.vault.token();
    let (id, now) = (ctx.store.id::<SessionId>(), ctx.store.now());
    let until = now.plus_seconds(ctx.rules.session_absolute_s);
    let row = store::NewSession {
        id,
        user: place.user,
        org: place.org,
        now,
        until,
        address: caller.address.clone(),
        agent: caller.agent.clone(),
        browser: Some((hash, rights_of(place.role, place.org_state))),
    };
    begin(ctx, &place, &row, None, caller).await?;
    Ok(Entered { secret, session: told(ctx, &place, &row), several: place.several })
}

/// The latest sign-ins of whoever just signed in, those that are over among them, and the companies they
/// were for: to tell whose a form is that was sent too late.
pub async fn earlier(ctx: &Ctx, entered: &Entered) -> platform::db::Result<Vec<(SessionId, OrgId)>> {
    store::earlier_sessions(&ctx.store.db, entered.session.user_id).await
}

pub(super) fn told(ctx: &Ctx, place: &Place, row: &store::NewSession) -> BrowserSession {
    BrowserSession {
        session_id: row.id,
        user_id: row.user,
        organization_id: row.org,
        role: place.role,
        idle_expires_at: row.until.min(row.now.plus_seconds(ctx.rules.session_idle_s)),
        expires_at: row.until,
    }
}

/// What an id turned out to be.
#[derive(Debug)]
pub enum Recognised {
    /// Somebody's.
    As {
        /// Who it stands for.
        standing: Standing,
        /// The id to be used from now on, where another is due.
        rotated: Option<Secret<String>>,
    },
    /// Somebody's until another replaced it; the session goes on under that one.
    Replaced,
    /// Of a session that is over.
    Over,
    /// None of ours, as far as anybody remembers.
    Unknown,
}

/// The standing of a cookie's bearer. At most one database round trip; now and then another, to note the use,
/// and one write when the rights have changed.
pub async fn recognise(ctx: &Ctx, cookie: &str, request: RequestId) -> platform::db::Result<Recognised> {
    let hash = token_hash(cookie);
    let Some(held) = load(ctx, cookie, &hash).await? else {
        return Ok(Recognised::Unknown);
    };
    let (touch, rotate) = match judge(&held, &hash, idle(ctx), ctx.store.now()) {
        Worth::Over => return Ok(Recognised::Over),
        Worth::Replaced => return Ok(Recognised::Replaced),
        Worth::Good { touch, rotate } => (touch, rotate),
    };
    let mut standing = held.standing;
    standing.request = Some(request);
    let rotated = if rotate { replace(ctx, &standing, hash).await? } else { None };
    if touch && !rotate {
        note(ctx, &standing).await;
    }
    Ok(Recognised::As { standing, rotated })
}

/// Who a cookie stands for, where nobody has to be known: nothing is noted and nothing replaced.
pub async fn glance(ctx: &Ctx, cookie: &str, request: RequestId) -> platform::db::Result<Recognised> {
    let hash = token_hash(cookie);
    let Some(held) = load(ctx, cookie, &hash).await? else { return Ok(Recognised::Unknown) };
    Ok(match judge(&held, &hash, idle(ctx), ctx.store.now()) {
        Worth::Over => Recognised::Over,
        Worth::Replaced => Recognised::Replaced,
        Worth::Good { .. } => {
            Recognised::As { standing: Standing { request: Some(request), ..held.standing }, rotated: None }
        }
    })
}

/// The session that an id opens or opened. What cannot be an id costs no question.
async fn load(ctx: &Ctx, cookie: &str, hash: &[u8]) -> platform::db::Result<Option<HeldSession>> {
    let plausible =
        cookie.len() == ID_LENGTH && cookie.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if plausible { kept::browser(ctx, hash).await } else { Ok(None) }
}

pub(super) fn idle(ctx: &Ctx) -> Idle {
    Idle(ctx.rules.session_idle_s)
}

/// Notes the use. A database that cannot write at the moment puts nobody out.
async fn note(ctx: &Ctx, standing: &Standing) {
    let (Some(session), now) = (standing.session, ctx.store.now()) else { return };
    if let Err(error) = store::touch(&ctx.store, session, now, idle(ctx).note_again(now)).await {
        tracing::warn!(%error, session.id = %session, "the last use of a session could not be saved");
        return;
    }
    ctx.cache.drop_tags(&[freshness::session(session)]).await;
}

/// Another id in place of this one; nothing where another request was faster, and its answer brings it.
async fn replace(ctx: &Ctx, standing: &Standing, old: Vec<u8>) -> platform::db::Result<Option<Secret<String>>> {
    let Some(session) = standing.session else { return Ok(None) };
    let (secret, new) = ctx.vault.token();
    let now = ctx.store.now();
    let rights = rights_of(standing.role, standing.org_state);
    let change = store::NewSecret { session, old, new, rights, now, old_until: now.plus_seconds(GRACE_S) };
    let (change, origin) = (&change, standing.origin());
    let first = ctx.store.write::<_, platform::db::Error, _, _>(&origin, |work| async move {
        if !store::rotate(&work, change).await? {
            return Ok(work.nothing_new(false));
        }
        Ok(work.commit_saying(Event::SessionRenewed { session }.fact(), true))
    });
    Ok(first.await?.then_some(secret))
}
