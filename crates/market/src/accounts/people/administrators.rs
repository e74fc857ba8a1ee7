//! How somebody becomes an administrator of the platform: one administrator asks, another approves. Whoever asked, and
//! whoever gains by it, approves nothing; what was asked ends with the right of whoever asked, and after a week.
//!
//! A promotion is kept as an invitation without a code. Where there is one administrator only, the next is made at
//! the console.

use infra::WriteTx;
use kernel::{InvitationId, MembershipId, Secret, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

use super::invitations::INVITATION_S;
use super::password::confirm_password;
use super::team::{TeamError, needs_second_administrator};
use super::view::{AwaitedApproval, MemberState};
use crate::accounts::store;
use crate::authority::Member;
use crate::may::{self, Role};
use crate::{Ctx, Event};

/// A promotion that a second administrator has to approve.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PromotionAsked {
    /// ID of the pending invitation that stands for it.
    pub id: InvitationId,
    /// When it expires.
    pub expires_at: Timestamp,
}

/// Asks that one of the platform's people becomes an administrator, or is one again.
pub async fn ask_promotion(
    ctx: &Ctx,
    by: &Member<may::ManageTeam>,
    member: MembershipId,
    password: Secret<String>,
) -> Result<PromotionAsked, TeamError> {
    let (company, kind, user, role) = (by.company(), by.principal().kind, by.user(), Role::SuperAdmin);
    // Another company's place is not there, whatever is asked of it.
    store::find_member(&ctx.store.db, company, member).await?.ok_or(TeamError::Missing)?;
    if !needs_second_administrator(kind, role) {
        return Err(TeamError::NoSuchRole { role });
    }
    confirm_password(ctx, user, password).await?;
    let (id, now) = (ctx.store.id::<InvitationId>(), ctx.store.now());
    let expires_at = now.plus_seconds(INVITATION_S);
    // Nobody knows the codes that these are the hashes of.
    let (hash, held) = (ctx.vault.token().1, ctx.vault.token().1);
    ctx.store
        .write(&by.origin(), |tx| {
            let (hash, held) = (hash.clone(), Some(held.clone()));
            async move {
                let row = store::lock_member(&tx, company, member).await?;
                let row = row.filter(|row| row.state != MemberState::Removed).ok_or(TeamError::Missing)?;
                if row.user_id == user {
                    return Err(TeamError::Oneself);
                }
                if (row.role, row.state) == (role, MemberState::Active) {
                    return Err(TeamError::AlreadyAdministrator);
                }
                if store::open_promotion(&tx, company, member, now).await? {
                    return Err(TeamError::AwaitsApproval);
                }
                let (email, membership) = (row.email, Some(member));
                let row = store::NewInvitation {
                    id,
                    company,
                    email,
                    role,
                    hash,
                    by: user,
                    now,
                    expires_at,
                    held,
                    membership,
                };
                store::insert_invitation(&tx, &row).await?;
                Ok(tx.commit_with(Event::MemberInvited { invitation: id, company, role }.record(), ()))
            }
        })
        .await?;
    Ok(PromotionAsked { id, expires_at })
}

/// Approves what another administrator asked for: from now on the invitation can be accepted, or the team member is
/// an administrator.
pub async fn approve_administrator(
    ctx: &Ctx,
    by: &Member<may::ManageTeam>,
    id: InvitationId,
    password: Secret<String>,
) -> Result<(), TeamError> {
    let (company, user, now) = (by.company(), by.user(), ctx.store.now());
    confirm_password(ctx, user, password).await?;
    ctx.store
        .write(&by.origin(), |mut tx| async move {
            let awaited = store::lock_awaited(&tx, company, id, now).await?.ok_or(TeamError::Missing)?;
            let gains = store::id_of_address(&tx, &awaited.email).await?;
            if awaited.invited_by == user || gains == Some(user) {
                return Err(TeamError::SecondAdministrator);
            }
            let asker = store::lock_inviter(&tx, awaited.invited_by, company).await?;
            asker.filter(|asker| asker.may_give(awaited.role)).ok_or(TeamError::Missing)?;
            let role = awaited.role;
            let approved = if awaited.membership.is_some() {
                promote(&mut tx, by, &awaited, now).await?;
                store::approve_promotion(&tx, company, id, user).await?
            } else {
                store::approve_invitation(&tx, company, id, user).await?
            };
            if !approved {
                return Err(TeamError::Missing);
            }
            Ok(tx.commit_with(Event::InvitationApproved { invitation: id, company, role }.record(), ()))
        })
        .await
}

/// Gives somebody the role that was asked for.
async fn promote(
    tx: &mut WriteTx,
    by: &Member<may::ManageTeam>,
    awaited: &AwaitedApproval,
    now: Timestamp,
) -> Result<(), TeamError> {
    let (company, role, state) = (by.company(), awaited.role, MemberState::Active);
    let member = awaited.membership.ok_or(TeamError::Missing)?;
    let row = store::lock_member(tx, company, member).await?;
    let row = row.filter(|row| row.state != MemberState::Removed).ok_or(TeamError::Missing)?;
    store::update_member(tx, company, member, (role, state), now).await?;
    let event = Event::MemberChanged { user: row.user_id, company, role, state: state.to_string() };
    tx.emit(event.record());
    Ok(())
}
