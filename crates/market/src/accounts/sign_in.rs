//! Signing in by e-mail and password.

use kernel::{Email, OrgId, RequestId, Secret, SessionId, Timestamp, UserId, ids::Id};
use platform::Origin;
use schemars::JsonSchema;
use serde::Serialize;

use super::{store, token};
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

/// What a sign-in gives.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Tokens {
    /// Goes into `Authorization: Bearer …`.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: &'static str,
    /// Seconds the access token is good for.
    pub expires_in: i64,
    /// Works once, to get the next pair.
    pub refresh_token: String,
    /// The sign-in.
    pub session_id: SessionId,
    /// The person.
    pub user_id: UserId,
    /// The company it is for.
    pub organization_id: OrgId,
    /// Their role there.
    pub role: Role,
}

faults! {
    /// Why nobody was let in.
    pub enum SignInFault {
        /// Unknown, wrong, locked: one answer for all of them.
        BadCredentials = Unauthenticated "auth.bad_credentials" "the e-mail address or the password is wrong",
        /// Too much at once.
        Overloaded = Unavailable "service.busy" "too many people are signing in at the moment; try again in a moment",
        /// No signing key.
        NoKey = Unavailable "service.unavailable" "nobody can sign in at the moment",
    }
}

/// Lets somebody in. The password is verified also where there is no such account, so that the
/// time tells nothing.
pub async fn sign_in(ctx: &Ctx, cmd: SignIn, caller: &Caller) -> Result<Tokens, SignInFault> {
    let places = store::find_places(&ctx.store.db, &cmd.email).await?;
    let kept = places.first().map(|p| p.password_hash.clone());
    let right = ctx.passwords.verify(cmd.password, kept).await.map_err(|_| SignInFault::Overloaded)?;
    let place = places.into_iter().find(|p| p.may_enter && cmd.organization.is_none_or(|org| org == p.org));
    let Some(place) = place.filter(|_| right) else {
        tracing::warn!(security = "authn_login_fail", client.address = caller.address, request.id = %caller.request, "a sign-in failed");
        return Err(SignInFault::BadCredentials);
    };
    let session = ctx.store.id::<SessionId>();
    let (refresh, hash) = ctx.vault.token();
    let now = ctx.store.now();
    let until = now.plus_seconds(ctx.rules.refresh_absolute_s);
    let idle = until.min(now.plus_seconds(ctx.rules.refresh_idle_s));
    ctx.store
        .write(&caller.origin_of(place.user, place.org), |work| {
            let (caller, hash) = (caller.clone(), hash.clone());
            async move {
                let row = store::NewSession {
                    id: session,
                    user: place.user,
                    org: place.org,
                    now,
                    until,
                    address: caller.address,
                    agent: caller.agent,
                };
                store::insert_session(&work, &row).await?;
                store::insert_refresh(&work, hash, session, now, idle).await?;
                let event = Event::SignedIn { session, user: place.user, org: place.org };
                Ok::<_, SignInFault>(work.commit_saying(event.fact(), ()))
            }
        })
        .await?;
    tokens(ctx, place.user, place.org, place.role, session, &refresh).await.ok_or(SignInFault::NoKey)
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
    pub password_hash: String,
    pub may_enter: bool,
    /// The oldest place comes first.
    #[expect(dead_code, reason = "the order of the rows is made of it; kept for reading them")]
    pub since: Timestamp,
}
