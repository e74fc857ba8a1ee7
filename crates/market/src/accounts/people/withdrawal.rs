//! What somebody handed out ends with their right to hand it out.

use infra::WriteTx;
use kernel::{CompanyId, InvitationId, Timestamp, UserId};

use crate::accounts::store;
use crate::job::System;
use crate::{Ctx, Event};

/// Withdraws the open invitations that somebody made in a company, or in all of them, and says so of each.
pub(super) async fn withdraw_what_they_gave(
    tx: &mut WriteTx,
    user: UserId,
    company: Option<CompanyId>,
    now: Timestamp,
) -> infra::db::Result<()> {
    let open = store::open_invitations_by(tx, user, now).await?;
    for (id, of) in open.into_iter().filter(|(_, of)| company.is_none_or(|company| company == *of)) {
        withdraw(tx, of, id).await?;
    }
    Ok(())
}

/// Withdraws a company's open invitations to somebody, so that whoever is removed does not return by an older one.
pub(super) async fn withdraw_what_they_were_given(
    tx: &mut WriteTx,
    user: UserId,
    company: CompanyId,
) -> infra::db::Result<()> {
    for id in store::open_invitations_for(tx, user, company).await? {
        withdraw(tx, company, id).await?;
    }
    Ok(())
}

/// For the job: withdraws the invitations that a company had made until it was stopped.
pub(in crate::accounts) async fn withdraw_of_company(
    ctx: &Ctx,
    by: &System,
    company: CompanyId,
    until: Timestamp,
) -> infra::db::Result<()> {
    let now = ctx.store.now();
    ctx.store
        .write(&by.origin(), |mut tx| async move {
            let mut open = store::invitations_of(&tx, company, now, until).await?;
            let Some(last) = open.pop() else { return Ok(tx.no_change(())) };
            for id in open {
                withdraw(&mut tx, company, id).await?;
            }
            store::withdraw_own_invitation(&tx, company, last).await?;
            Ok(tx.commit_with(Event::InvitationWithdrawn { invitation: last }.record(), ()))
        })
        .await
}

async fn withdraw(tx: &mut WriteTx, company: CompanyId, id: InvitationId) -> infra::db::Result<()> {
    if store::withdraw_own_invitation(tx, company, id).await? {
        tx.emit(Event::InvitationWithdrawn { invitation: id }.record());
    }
    Ok(())
}
