//! Steps that every sign-in takes: the password is checked, the session is recorded.

use infra::WriteTx;
use infra::password::PasswordCheck;
use kernel::{CompanyId, Email, Secret, Timestamp};

use super::membership::SignInMembership;
use crate::accounts::client_origin::ClientOrigin;
use crate::accounts::sessions::lifetime::idle;
use crate::accounts::sessions::session::end_each;
use crate::accounts::store;
use crate::{Ctx, Event};

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

errors! {
    /// Why nobody was let in.
    pub enum SignInError {
        /// Unknown, wrong, locked: one answer for all of them.
        BadCredentials = Unauthenticated "auth.bad_credentials" "wrong email address or password",
        /// One of the platform's people, right password, from outside `server.staff_from`.
        StaffElsewhere = Forbidden "access.staff_network" "staff can use this server from the networks of their work only; ask whoever runs it which these are",
        /// Too much at once.
        Overloaded = Unavailable "service.busy" "too many people are signing in right now; try again in a moment",
        /// No signing key.
        NoKey = Unavailable "service.unavailable" "sign-in is temporarily unavailable",
    }
}

/// Whether the password is right, and for which place. It is verified also where there is no such
/// account, so that the time tells nothing.
pub(super) async fn verify(ctx: &Ctx, cmd: SignIn, caller: &ClientOrigin) -> Result<SignInMembership, SignInError> {
    let memberships = store::find_memberships(&ctx.store.db, &cmd.email).await?;
    let (kept, user) = (memberships.first().map(|p| p.password_hash.clone()), memberships.first().map(|p| p.user));
    let (email, company) = (cmd.email, cmd.company);
    let checked = ctx.passwords.verify_and_renew(cmd.password, kept).await.map_err(|_| SignInError::Overloaded)?;
    let several = memberships.iter().filter(|p| p.may_enter).nth(1).is_some();
    let is_wanted = |p: &&SignInMembership| p.may_enter && company.is_none_or(|company| company == p.company);
    let from_here = |p: &SignInMembership| ctx.admits_role_from(p.role, caller);
    let membership = memberships.iter().filter(is_wanted).find(|p| from_here(p));
    let membership = membership.or_else(|| memberships.iter().find(is_wanted)).cloned();
    if let (Some(membership), PasswordCheck::Right { renewed }) = (membership, checked) {
        if !from_here(&membership) {
            ctx.record_staff_elsewhere(caller, membership.user, membership.company);
            return Err(SignInError::StaffElsewhere);
        }
        return Ok(SignInMembership { several, renewed_hash: renewed, ..membership });
    }
    ctx.record_failed_sign_in(caller, Some(&email), user);
    Err(SignInError::BadCredentials)
}

/// Refuses a sign-in whose password was changed twice while it was looked at.
pub(super) fn changed_meanwhile(ctx: &Ctx, caller: &ClientOrigin, membership: &SignInMembership) -> SignInError {
    ctx.record_failed_sign_in(caller, None, Some(membership.user));
    SignInError::BadCredentials
}

/// Writes a sign-in down, with its refresh token if it has one. Whoever has too many loses the oldest: how many. Nothing
/// where another hash is kept by now: verify once more, because the same person may have signed in beside and had it
/// renewed. A password that was changed is wrong then.
pub(super) async fn begin(
    ctx: &Ctx,
    membership: &SignInMembership,
    row: &store::NewSession,
    refresh: Option<(Vec<u8>, Timestamp)>,
    caller: &ClientOrigin,
) -> Result<Option<i64>, SignInError> {
    let origin = caller.origin_of(membership.user, membership.company);
    let begun = ctx.store.write(&origin, |mut tx| {
        let refresh = refresh.clone();
        async move {
            // One at a time, or two could each think there was room for one. And a password that was
            // changed, or a person who was locked out, since it was verified lets nobody in.
            let kept = store::lock_account(&tx, row.user).await?;
            if !kept.is_some_and(|kept| ctx.passwords.is_same_hash(&kept, &membership.password_hash)) {
                return Ok(tx.no_change(None));
            }
            if let Some(hash) = &membership.renewed_hash {
                store::renew_hash(&tx, row.user, hash).await?;
            }
            let ended = record(ctx, &mut tx, row).await?;
            if let Some((hash, idle)) = refresh {
                store::insert_refresh(&tx, hash, row.id, row.now, idle).await?;
            }
            let event = Event::SignedIn { session: row.id, user: row.user, company: row.company };
            Ok::<_, SignInError>(tx.commit_with(event.record(), Some(ended)))
        }
    });
    begun.await
}

/// The same within a write that has more to say. The account is locked.
pub(crate) async fn record(ctx: &Ctx, tx: &mut WriteTx, row: &store::NewSession) -> infra::db::Result<i64> {
    let (keep, idle_since) = (ctx.rules.max_sessions - 1, idle(ctx).since(row.now));
    let oldest = store::sessions_beyond(tx, row.user, row.now, idle_since, keep).await?;
    let ended = i64::try_from(oldest.len()).unwrap_or(i64::MAX);
    end_each(tx, oldest, row.now, "too_many").await?;
    store::insert_session(tx, row).await?;
    Ok(ended)
}
