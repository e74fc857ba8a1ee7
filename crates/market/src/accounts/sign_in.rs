//! Signing in by e-mail and password.

use kernel::{Email, OrgId, RequestId, Secret, SessionId, Timestamp, UserId, ids::Id};
use platform::{Origin, Work};
use schemars::JsonSchema;
use serde::Serialize;

use super::browser::idle;
use super::session::end_each;
use super::{store, token};
use crate::authority::{OrgState, Standing};
use crate::may::Role;
use crate::{Ctx, Event};

/// Where a request comes from, as far as it is known before anybody signs in.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The client's address.
    pub address: String,
    /// What the client calls itself, clipped.
    pub agent: String,
    /// The request.
    pub request: RequestId,
}

impl Caller {
    pub(super) fn origin(&self) -> Origin {
        Origin { request: Some(self.request.uuid()), ..Origin::default() }
    }
    pub(super) fn origin_of(&self, user: UserId, org: OrgId) -> Origin {
        Origin { user: Some(user.uuid()), org: Some(org.uuid()), request: Some(self.request.uuid()) }
    }
}

/// What is needed to sign in.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// Who.
    pub email: Email,
    /// With what.
    pub password: Secret<String>,
    /// For which company, where somebody has places in several.
    pub organization: Option<OrgId>,
}

/// Tokens of a new session.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Tokens {
    /// Access token, sent as `Authorization: Bearer …`.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: &'static str,
    /// Lifetime of the access token, in seconds.
    pub expires_in: i64,
    /// Refresh token. It can be used once.
    pub refresh_token: String,
    /// ID of the session.
    pub session_id: SessionId,
    /// ID of the user.
    pub user_id: UserId,
    /// ID of the company.
    pub organization_id: OrgId,
    /// Role in the company.
    pub role: Role,
}

faults! {
    /// Why nobody was let in.
    pub enum SignInFault {
        /// Unknown, wrong, locked: one answer for all of them.
        BadCredentials = Unauthenticated "auth.bad_credentials" "wrong email address or password",
        /// Too much at once.
        Overloaded = Unavailable "service.busy" "too many people are signing in right now; try again in a moment",
        /// No signing key.
        NoKey = Unavailable "service.unavailable" "sign-in is temporarily unavailable",
    }
}

/// Lets somebody in.
pub async fn sign_in(ctx: &Ctx, cmd: SignIn, caller: &Caller) -> Result<Tokens, SignInFault> {
    let place = verify(ctx, cmd, caller).await?;
    let (refresh, hash) = ctx.vault.token();
    let (id, now) = (ctx.store.id::<SessionId>(), ctx.store.now());
    let until = now.plus_seconds(ctx.rules.refresh_absolute_s);
    let idle = until.min(now.plus_seconds(ctx.rules.refresh_idle_s));
    let row = store::NewSession {
        id,
        user: place.user,
        org: place.org,
        now,
        until,
        address: caller.address.clone(),
        agent: caller.agent.clone(),
        browser: None,
    };
    begin(ctx, &place, &row, Some((hash, idle)), caller).await?;
    tokens(ctx, place.user, place.org, place.role, id, &refresh).await.ok_or(SignInFault::NoKey)
}

/// Whether the password is right, and for which place. It is verified also where there is no such
/// account, so that the time tells nothing.
pub(super) async fn verify(ctx: &Ctx, cmd: SignIn, caller: &Caller) -> Result<Place, SignInFault> {
    let places = store::find_places(&ctx.store.db, &cmd.email).await?;
    let kept = places.first().map(|p| p.password_hash.clone());
    let right = ctx.passwords.verify(cmd.password, kept).await.map_err(|_| SignInFault::Overloaded)?;
    let several = places.iter().filter(|p| p.may_enter).nth(1).is_some();
    let place = places.into_iter().find(|p| p.may_enter && cmd.organization.is_none_or(|org| org == p.org));
    place.filter(|_| right).map(|place| Place { several, ..place }).ok_or_else(|| refused(caller))
}

fn refused(caller: &Caller) -> SignInFault {
    tracing::warn!(security = "authn_login_fail", client.address = caller.address, request.id = %caller.request, "a sign-in failed");
    SignInFault::BadCredentials
}

/// Writes a sign-in down, with its refresh token if it has one. Whoever has too many loses the oldest.
pub(super) async fn begin(
    ctx: &Ctx,
    place: &Place,
    row: &store::NewSession,
    refresh: Option<(Vec<u8>, Timestamp)>,
    caller: &Caller,
) -> Result<(), SignInFault> {
    let origin = caller.origin_of(place.user, place.org);
    let begun = ctx.store.write(&origin, |mut work| {
        let refresh = refresh.clone();
        async move {
            // One at a time, or two could each think there was room for one. And a password that was
            // changed, or a person who was locked out, since it was verified lets nobody in.
            if store::lock_account(&work, row.user).await?.as_ref() != Some(&place.password_hash) {
                return Ok(work.nothing_new(false));
            }
            record(ctx, &mut work, row).await?;
            if let Some((hash, idle)) = refresh {
                store::insert_refresh(&work, hash, row.id, row.now, idle).await?;
            }
            let event = Event::SignedIn { session: row.id, user: row.user, org: row.org };
            Ok::<_, SignInFault>(work.commit_saying(event.fact(), true))
        }
    });
    if begun.await? { Ok(()) } else { Err(refused(caller)) }
}

/// The same within a write that has more to say. The account is locked.
pub(super) async fn record(ctx: &Ctx, work: &mut Work, row: &store::NewSession) -> platform::db::Result<()> {
    let (keep, idle_since) = (ctx.rules.max_sessions - 1, idle(ctx).since(row.now));
    let oldest = store::sessions_beyond(work, row.user, row.now, idle_since, keep).await?;
    end_each(work, oldest, row.now, "too_many").await?;
    store::insert_session(work, row).await
}

/// The pair for a sign-in.
pub(super) async fn tokens(
    ctx: &Ctx,
    user_id: UserId,
    organization_id: OrgId,
    role: Role,
    session_id: SessionId,
    refresh: &Secret<String>,
) -> Option<Tokens> {
    let access_token = token::issue(ctx, user_id, organization_id, role, session_id).await?;
    let refresh_token = refresh.reveal().clone();
    Some(Tokens {
        access_token,
        token_type: "Bearer",
        expires_in: ctx.rules.access_s,
        refresh_token,
        session_id,
        user_id,
        organization_id,
        role,
    })
}

/// One place somebody could enter.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub user: UserId,
    pub org: OrgId,
    pub role: Role,
    pub org_state: OrgState,
    pub password_hash: String,
    pub may_enter: bool,
    /// Whether they have others, too.
    pub several: bool,
    /// The oldest place comes first.
    #[expect(dead_code, reason = "the order of the rows is made of it; kept for reading them")]
    pub since: Timestamp,
}

impl Place {
    /// That of somebody who is in already.
    pub fn of(there: &Standing, password_hash: String, since: Timestamp) -> Self {
        let Standing { user, org, role, org_state, .. } = *there;
        Self { user, org, role, org_state, password_hash, may_enter: true, several: true, since }
    }
}
