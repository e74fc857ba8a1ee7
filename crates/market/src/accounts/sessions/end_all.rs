//! Ending all sign-ins of somebody, or of a company, without blocking anybody: by whoever manages the team, for
//! their own company; by staff, for everybody. Each asks for the password of whoever does it.

use kernel::ids::Id;
use kernel::{CompanyId, MembershipId, Secret, SessionId, UserId};

use super::view::SessionEndReason;
use crate::accounts::people::confirm_password;
use crate::accounts::people::view::MemberState;
use crate::accounts::store;
use crate::authority::{Member, Principal, Staff};
use crate::companies;
use crate::{Ctx, Event, may};

errors! {
    /// Why sign-ins go on.
    pub enum EndSessionsError via { Password(crate::accounts::PasswordError) } {
        /// Nobody, or another company's.
        Missing = Missing "sessions.nobody" "no such user, team member or company",
        /// Not a colleague elsewhere.
        Interested = Forbidden "companies.conflict_of_interest" "you are, or were in the last 90 days, a member of the company that this is about; somebody else must decide",
    }
}

/// The sign-in that goes on: the one that asks.
fn own(principal: &Principal) -> SessionId {
    principal.session.unwrap_or_else(Id::least)
}

/// Ends all sign-ins of one of the company's people to it.
pub async fn end_sessions_of_member(
    ctx: &Ctx,
    by: &Member<may::ManageTeam>,
    member: MembershipId,
    password: Secret<String>,
) -> Result<(), EndSessionsError> {
    let (company, now) = (by.company(), ctx.store.now());
    confirm_password(ctx, by.user(), password).await?;
    ctx.store
        .write(&by.origin(), |tx| async move {
            let row = store::lock_member(&tx, company, member).await?;
            let row = row.filter(|row| row.state != MemberState::Removed).ok_or(EndSessionsError::Missing)?;
            let user = row.user_id;
            store::end_of_member(&tx, (user, company), now, SessionEndReason::EndedByCompany).await?;
            Ok(tx.commit_with(Event::UserSignedOut { user, company: Some(company) }.record(), ()))
        })
        .await
}

/// Ends all sign-ins to one's own company, but the one that asks.
pub async fn end_sessions_of_own_company(
    ctx: &Ctx,
    by: &Member<may::ManageTeam>,
    password: Secret<String>,
) -> Result<(), EndSessionsError> {
    let (company, keep, now) = (by.company(), own(by.principal()), ctx.store.now());
    confirm_password(ctx, by.user(), password).await?;
    ctx.store
        .write(&by.origin(), |tx| async move {
            store::end_of_company(&tx, (company, keep), now, SessionEndReason::EndedByCompany).await?;
            Ok(tx.commit_with(Event::CompanySignedOut { company }.record(), ()))
        })
        .await
}

/// Ends all sign-ins of a person, whichever company they are for.
pub async fn end_sessions_of_user(
    ctx: &Ctx,
    by: &Staff<may::LockUsers>,
    user: UserId,
    password: Secret<String>,
) -> Result<(), EndSessionsError> {
    let (officer, now) = (by.user(), ctx.store.now());
    confirm_password(ctx, officer, password).await?;
    ctx.store
        .write(&by.origin(), |tx| async move {
            if store::have_company_in_common(&tx, officer, user, companies::interested_since(now)).await? {
                return Err(EndSessionsError::Interested);
            }
            store::user_state_unscoped(&tx, user).await?.ok_or(EndSessionsError::Missing)?;
            store::end_of_user(&tx, user, now, SessionEndReason::EndedByStaff).await?;
            Ok(tx.commit_with(Event::UserSignedOut { user, company: None }.record(), ()))
        })
        .await
}

/// Ends all sign-ins to a company, but the one that asks.
pub async fn end_sessions_of_company(
    ctx: &Ctx,
    by: &Staff<may::SuspendCompanies>,
    company: CompanyId,
    password: Secret<String>,
) -> Result<(), EndSessionsError> {
    let (officer, keep, now) = (by.user(), own(by.principal()), ctx.store.now());
    confirm_password(ctx, officer, password).await?;
    ctx.store
        .write(&by.origin(), |tx| async move {
            if company != by.platform() && companies::has_interest(&tx, officer, company, now).await? {
                return Err(EndSessionsError::Interested);
            }
            if !store::is_company(&tx, company).await? {
                return Err(EndSessionsError::Missing);
            }
            store::end_of_company(&tx, (company, keep), now, SessionEndReason::EndedByStaff).await?;
            Ok(tx.commit_with(Event::CompanySignedOut { company }.record(), ()))
        })
        .await
}
