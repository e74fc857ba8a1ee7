//! Somebody with places in several companies, and how they go from one to another.

use kernel::{OrgId, Secret, SessionId};

use super::browser::{Entered, told};
use super::lifetime::rights_of;
use super::sign_in::{Caller, Place, record};
use super::store;
use crate::authority::{OrgState, SignedIn};
use crate::may::{OrgKind, Role};
use crate::{Ctx, Event};

/// A company where somebody has a place, and what they are there.
#[derive(Debug, Clone)]
pub struct Workplace {
    /// The company.
    pub org: OrgId,
    /// Its name.
    pub name: String,
    /// Its sort.
    pub kind: OrgKind,
    /// Their role there.
    pub role: Role,
    /// Whether it may trade.
    pub state: OrgState,
}

faults! {
    /// Why somebody stays in the company where they are.
    pub enum SwitchFault {
        /// Not there, or not theirs, or suspended: one answer for all of them.
        NoPlace = Missing "companies.no_such_company" "no such company",
        /// It ended meanwhile, or it is no browser's.
        Over = Unauthenticated "auth.session_over" "your session has ended; sign in again",
    }
}

/// The companies somebody can work for now, those where they have been longest first.
pub async fn places(ctx: &Ctx, by: &SignedIn) -> platform::db::Result<Vec<Workplace>> {
    store::workplaces(&ctx.store.db, by.standing().user).await
}

/// Goes over to another company. The present sign-in ends and another begins, which ends no later than the
/// former would have: whoever wants to stay longer proves again who they are.
pub async fn switch(ctx: &Ctx, by: &SignedIn, org: OrgId, caller: &Caller) -> Result<Entered, SwitchFault> {
    let (user, present) = (by.standing().user, by.standing().session.ok_or(SwitchFault::Over)?);
    let (secret, hash) = ctx.vault.token();
    let (id, now) = (ctx.store.id::<SessionId>(), ctx.store.now());
    let origin = caller.origin_of(user, org);
    let begun = ctx.store.write(&origin, |mut work| {
        let hash = hash.clone();
        async move {
            // As in signing in: one at a time, and nobody who was locked out meanwhile.
            let password_hash = store::lock_account(&work, user).await?.ok_or(SwitchFault::Over)?;
            let there = store::find_standing_of(&work, user, org).await?.ok_or(SwitchFault::NoPlace)?;
            let until = store::end_of_browser(&work, present).await?.filter(|until| now < *until);
            let until = until.ok_or(SwitchFault::Over)?;
            store::revoke_session(&work, present, now, "switched").await?;
            work.also(Event::SessionEnded { session: present, why: "switched".to_owned() }.fact());
            let place = Place::of(&there, password_hash, now);
            let rights = rights_of(place.role, place.org_state);
            let (address, agent) = (caller.address.clone(), caller.agent.clone());
            let row = store::NewSession { id, user, org, now, until, address, agent, browser: Some((hash, rights)) };
            record(ctx, &mut work, &row).await?;
            let session = told(ctx, &place, &row);
            let event = Event::SignedIn { session: id, user, org };
            Ok::<_, SwitchFault>(work.commit_saying(event.fact(), session))
        }
    });
    Ok(Entered { session: begun.await?, secret: Secret::new(secret.reveal().clone()), several: true })
}
