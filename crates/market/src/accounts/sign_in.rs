//! Signing in by e-mail and password.

use infra::{Origin, WriteTx};
use kernel::{CompanyId, Email, RequestId, Secret, SessionId, Timestamp, UserId, ids::Id};
use schemars::JsonSchema;
use serde::Serialize;

use super::browser::idle;
use super::session::end_each;
use super::{store, token};
use crate::authority::{CompanyState, Principal};
use crate::may::Role;
use crate::{Ctx, Event};

/// Where a request comes from, as far as it is known before anybody signs in.
#[derive(Debug, Clone)]
pub struct ClientOrigin {
    /// The client's address.
    pub address: String,
    /// What the client calls itself, clipped.
    pub agent: String,
    /// The request.
    pub request: RequestId,
}

impl ClientOrigin {
    pub(super) fn origin(&self) -> Origin {
        Origin { request: Some(self.request.uuid()), ..Origin::default() }
    }
    pub(super) fn origin_of(&self, user: UserId, company: CompanyId) -> Origin {
        Origin { user: Some(user.uuid()), company: Some(company.uuid()), request: Some(self.request.uuid()) }
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
    pub company: Option<CompanyId>,
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
    pub company_id: CompanyId,
    /// Role in the company.
    pub role: Role,
}

errors! {
    /// Why nobody was let in.
    pub enum SignInError {
        /// Unknown, wrong, locked: one answer for all of them.
        BadCredentials = Unauthenticated "auth.bad_credentials" "wrong email address or password",
        /// Too much at once.
        Overloaded = Unavailable "service.busy" "too many people are signing in right now; try again in a moment",
        /// No signing key.
        NoKey = Unavailable "service.unavailable" "sign-in is temporarily unavailable",
    }
}

/// Lets somebody in.
pub async fn sign_in(ctx: &Ctx, cmd: SignIn, caller: &ClientOrigin) -> Result<Tokens, SignInError> {
    let membership = verify(ctx, cmd, caller).await?;
    let (refresh, hash) = ctx.vault.token();
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
    begin(ctx, &membership, &row, Some((hash, idle)), caller).await?;
    tokens(ctx, membership.user, membership.company, membership.role, id, &refresh).await.ok_or(SignInError::NoKey)
}

/// Whether the password is right, and for which place. It is verified also where there is no such
/// account, so that the time tells nothing.
pub(super) async fn verify(ctx: &Ctx, cmd: SignIn, caller: &ClientOrigin) -> Result<SignInMembership, SignInError> {
    let memberships = store::find_memberships(&ctx.store.db, &cmd.email).await?;
    let kept = memberships.first().map(|p| p.password_hash.clone());
    let right = ctx.passwords.verify(cmd.password, kept).await.map_err(|_| SignInError::Overloaded)?;
    let several = memberships.iter().filter(|p| p.may_enter).nth(1).is_some();
    let membership =
        memberships.into_iter().find(|p| p.may_enter && cmd.company.is_none_or(|company| company == p.company));
    membership
        .filter(|_| right)
        .map(|membership| SignInMembership { several, ..membership })
        .ok_or_else(|| refused(caller))
}

fn refused(caller: &ClientOrigin) -> SignInError {
    tracing::warn!(security = "authn_login_fail", client.address = caller.address, request.id = %caller.request, "a sign-in failed");
    SignInError::BadCredentials
}

/// Writes a sign-in down, with its refresh token if it has one. Whoever has too many loses the oldest.
pub(super) async fn begin(
    ctx: &Ctx,
    membership: &SignInMembership,
    row: &store::NewSession,
    refresh: Option<(Vec<u8>, Timestamp)>,
    caller: &ClientOrigin,
) -> Result<(), SignInError> {
    let origin = caller.origin_of(membership.user, membership.company);
    let begun = ctx.store.write(&origin, |mut tx| {
        let refresh = refresh.clone();
        async move {
            // One at a time, or two could each think there was room for one. And a password that was
            // changed, or a person who was locked out, since it was verified lets nobody in.
            if store::lock_account(&tx, row.user).await?.as_ref() != Some(&membership.password_hash) {
                return Ok(tx.no_change(false));
            }
            record(ctx, &mut tx, row).await?;
            if let Some((hash, idle)) = refresh {
                store::insert_refresh(&tx, hash, row.id, row.now, idle).await?;
            }
            let event = Event::SignedIn { session: row.id, user: row.user, company: row.company };
            Ok::<_, SignInError>(tx.commit_with(event.record(), true))
        }
    });
    if begun.await? { Ok(()) } else { Err(refused(caller)) }
}

/// The same within a write that has more to say. The account is locked.
pub(super) async fn record(ctx: &Ctx, tx: &mut WriteTx, row: &store::NewSession) -> infra::db::Result<()> {
    let (keep, idle_since) = (ctx.rules.max_sessions - 1, idle(ctx).since(row.now));
    let oldest = store::sessions_beyond(tx, row.user, row.now, idle_since, keep).await?;
    end_each(tx, oldest, row.now, "too_many").await?;
    store::insert_session(tx, row).await
}

/// The pair for a sign-in.
pub(super) async fn tokens(
    ctx: &Ctx,
    user_id: UserId,
    company_id: CompanyId,
    role: Role,
    session_id: SessionId,
    refresh: &Secret<String>,
) -> Option<Tokens> {
    let access_token = token::issue(ctx, user_id, company_id, role, session_id).await?;
    let refresh_token = refresh.reveal().clone();
    Some(Tokens {
        access_token,
        token_type: "Bearer",
        expires_in: ctx.rules.access_s,
        refresh_token,
        session_id,
        user_id,
        company_id,
        role,
    })
}

/// One place somebody could enter.
#[derive(Debug, Clone)]
pub(super) struct SignInMembership {
    pub user: UserId,
    pub company: CompanyId,
    pub role: Role,
    pub company_state: CompanyState,
    pub password_hash: String,
    pub may_enter: bool,
    /// Whether they have others, too.
    pub several: bool,
    /// The oldest place comes first.
    #[expect(dead_code, reason = "the order of the rows is made of it; kept for reading them")]
    pub since: Timestamp,
}

impl SignInMembership {
    /// That of somebody who is in already.
    pub fn of(there: &Principal, password_hash: String, since: Timestamp) -> Self {
        let Principal { user, company, role, company_state, .. } = *there;
        Self { user, company, role, company_state, password_hash, may_enter: true, several: true, since }
    }
}
