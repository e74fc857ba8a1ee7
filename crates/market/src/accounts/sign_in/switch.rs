//! Going from one company to another.

use kernel::{CompanyId, Secret, SessionId};

use super::begin::record;
use super::browser::{BrowserSession, BrowserSignIn, to_view};
use super::membership::SignInMembership;
use crate::accounts::client_origin::ClientOrigin;
use crate::accounts::sessions::lifetime::rights_of;
use crate::accounts::sessions::new_browser_id;
use crate::accounts::store;
use crate::authority::SignedIn;
use crate::{Ctx, Event};

errors! {
    /// Why somebody stays in the company where they are.
    pub enum SwitchError {
        /// Not there, or not theirs, or suspended: one answer for all of them.
        NoMembership = Missing "companies.no_such_company" "no such company",
        /// The platform, from outside `server.staff_from`.
        StaffElsewhere = Forbidden "access.staff_network" "staff can use this server from the networks of their work only; ask whoever runs it which these are",
        /// It ended meanwhile, or it is no browser's.
        Over = Unauthenticated "auth.session_over" "your session has ended; sign in again",
    }
}

/// Goes over to another company. The present sign-in ends and another begins, which ends no later than the
/// former would have: whoever wants to stay longer proves again who they are.
pub async fn switch(
    ctx: &Ctx,
    by: &SignedIn,
    company: CompanyId,
    caller: &ClientOrigin,
) -> Result<BrowserSignIn, SwitchError> {
    let (user, present) = (by.principal().user, by.principal().session.ok_or(SwitchError::Over)?);
    let (secret, hash) = new_browser_id(ctx);
    let (id, now) = (ctx.store.id::<SessionId>(), ctx.store.now());
    let origin = caller.origin_of(user, company);
    let begun = ctx.store.write(&origin, |mut tx| {
        let hash = hash.clone();
        async move {
            // As in signing in: one at a time, and nobody who was locked out meanwhile.
            let password_hash = store::lock_account(&tx, user).await?.ok_or(SwitchError::Over)?;
            let there = store::find_principal_of(&tx, user, company).await?.ok_or(SwitchError::NoMembership)?;
            if !ctx.admits_role_from(there.role, caller) {
                ctx.record_staff_elsewhere(caller, user, company);
                return Err(SwitchError::StaffElsewhere);
            }
            let until = store::end_of_browser(&tx, present).await?.filter(|until| now < *until);
            let until = until.ok_or(SwitchError::Over)?;
            store::revoke_session(&tx, present, now, "switched").await?;
            tx.emit(Event::SessionEnded { session: present, why: "switched".to_owned() }.record());
            let membership = SignInMembership::of(&there, password_hash, now);
            let rights = rights_of(membership.role, membership.company_state);
            let (address, agent) = (caller.address.clone(), caller.agent.clone());
            let row =
                store::NewSession { id, user, company, now, until, address, agent, browser: Some((hash, rights)) };
            let ended_sessions = record(ctx, &mut tx, &row).await?;
            let session = BrowserSession { ended_sessions, ..to_view(ctx, &membership, &row) };
            let event = Event::SignedIn { session: id, user, company };
            Ok::<_, SwitchError>(tx.commit_with(event.record(), session))
        }
    });
    Ok(BrowserSignIn { session: begun.await?, secret: Secret::new(secret.reveal().clone()), several: true })
}
