//! Invitations.

use infra::db::{Db, Query, Result, Row};
use infra::{WriteTx, args};
use kernel::ids::Id;
use kernel::{CompanyId, Email, InvitationId, MembershipId, PageLimit, Timestamp, UserId};

use super::{
    APPROVE_INVITATION, APPROVE_PROMOTION, FIND_ACCOUNT, FIND_HELD, FIND_INVITATION, FIND_PRINCIPAL_OF,
    INSERT_INVITATION, IS_INVITATION_WITHDRAWN, LIST_INVITATIONS, LOCK_AWAITED, LOCK_INVITER, OPEN_INVITATIONS_BY,
    OPEN_INVITATIONS_FOR, OPEN_INVITATIONS_OF, OPEN_PROMOTION, TAKE_INVITATION, WITHDRAW_INVITATION,
};
use crate::accounts::people::view::{Account, AwaitedApproval, InvitationRow, Inviter, OpenInvitation};
use crate::may::Role;

pub struct NewInvitation {
    pub id: InvitationId,
    pub company: CompanyId,
    pub email: Email,
    pub role: Role,
    pub hash: Vec<u8>,
    pub by: UserId,
    pub now: Timestamp,
    pub expires_at: Timestamp,
    /// Where a second administrator approves it: the hash that is held back until then.
    pub held: Option<Vec<u8>>,
    /// Whose place gets the role, if it is a promotion.
    pub membership: Option<MembershipId>,
}

pub async fn insert_invitation(tx: &WriteTx, i: &NewInvitation) -> Result<()> {
    let held = i.held.clone();
    let row = args![i.id, i.company, i.email, i.role, i.hash, i.by, i.expires_at, i.now, held, i.membership];
    tx.exec(&INSERT_INVITATION, row).await.map(drop)
}

pub async fn list_invitations(
    db: &Db,
    company: CompanyId,
    after: Option<InvitationId>,
    limit: PageLimit,
    now: Timestamp,
) -> Result<Vec<InvitationRow>> {
    let read = |mut r: Row| {
        Ok(infra::columns!(
            r,
            InvitationRow { id, email, role, expires_at, invited_by, awaits_approval, membership_id }
        ))
    };
    db.all(&LIST_INVITATIONS, args![company, now, after.unwrap_or_else(Id::least), limit.rows_plus_one()])
        .await?
        .into_iter()
        .map(read)
        .collect()
}

pub async fn withdraw_own_invitation(tx: &WriteTx, company: CompanyId, id: InvitationId) -> Result<bool> {
    Ok(tx.exec(&WITHDRAW_INVITATION, args![company, id]).await? == 1)
}

/// Whether it was withdrawn before.
pub async fn is_own_invitation_withdrawn(tx: &WriteTx, company: CompanyId, id: InvitationId) -> Result<bool> {
    Ok(tx.one(&IS_INVITATION_WITHDRAWN, args![company, id]).await?.is_some())
}

pub async fn find_invitation(db: &Db, hash: Vec<u8>, now: Timestamp) -> Result<Option<OpenInvitation>> {
    let read = |mut r: Row| {
        Ok(infra::columns!(r, OpenInvitation { id, company, email, role, invited_by, legal_name, display_name }))
    };
    db.one(&FIND_INVITATION, args![hash, now]).await?.map(read).transpose()
}

/// Whether a token is of an invitation that nobody has approved yet.
pub async fn is_held(db: &Db, hash: Vec<u8>, now: Timestamp) -> Result<bool> {
    Ok(db.one(&FIND_HELD, args![hash, now]).await?.is_some())
}

/// What waits for a second administrator; it is locked.
pub async fn lock_awaited(
    tx: &WriteTx,
    company: CompanyId,
    id: InvitationId,
    now: Timestamp,
) -> Result<Option<AwaitedApproval>> {
    let read = |mut r: Row| Ok(infra::columns!(r, AwaitedApproval { email, role, invited_by, membership }));
    tx.one(&LOCK_AWAITED, args![company, id, now]).await?.map(read).transpose()
}

/// From now on its token is good.
pub async fn approve_invitation(tx: &WriteTx, company: CompanyId, id: InvitationId, by: UserId) -> Result<bool> {
    Ok(tx.exec(&APPROVE_INVITATION, args![by, company, id]).await? == 1)
}

pub async fn approve_promotion(tx: &WriteTx, company: CompanyId, id: InvitationId, by: UserId) -> Result<bool> {
    Ok(tx.exec(&APPROVE_PROMOTION, args![by, company, id]).await? == 1)
}

/// Whether a promotion of somebody waits already.
pub async fn open_promotion(
    tx: &WriteTx,
    company: CompanyId,
    membership: MembershipId,
    now: Timestamp,
) -> Result<bool> {
    Ok(tx.one(&OPEN_PROMOTION, args![company, membership, now]).await?.is_some())
}

pub async fn take_invitation(tx: &WriteTx, id: InvitationId) -> Result<bool> {
    Ok(tx.exec(&TAKE_INVITATION, args![id]).await? == 1)
}

/// The account of an address, locked or not.
pub async fn find_account(db: &Db, email: &Email) -> Result<Option<Account>> {
    let read = |mut r: Row| Ok(infra::columns!(r, Account { id, password_hash, is_active }));
    db.one(&FIND_ACCOUNT, args![*email]).await?.map(read).transpose()
}

/// What somebody is in a company now; `None` once they are out, or were blocked.
pub async fn find_inviter(asked: &impl Query, user: UserId, company: CompanyId) -> Result<Option<Inviter>> {
    asked.one(&FIND_PRINCIPAL_OF, args![user, company]).await?.map(inviter).transpose()
}

fn inviter(mut r: Row) -> Result<Inviter> {
    Ok(infra::columns!(r, Inviter { kind, role, company_state }))
}

/// The same; nothing of it changes before this transaction ends.
pub async fn lock_inviter(tx: &WriteTx, user: UserId, company: CompanyId) -> Result<Option<Inviter>> {
    tx.one(&LOCK_INVITER, args![user, company]).await?.map(inviter).transpose()
}

/// The open invitations that somebody made, and the companies they are for; they are locked.
pub async fn open_invitations_by(tx: &WriteTx, user: UserId, now: Timestamp) -> Result<Vec<(InvitationId, CompanyId)>> {
    tx.all(&OPEN_INVITATIONS_BY, args![user, now]).await?.into_iter().map(|mut r| r.take_tuple()).collect()
}

/// The open invitations of a company to somebody's address.
pub async fn open_invitations_for(tx: &WriteTx, user: UserId, company: CompanyId) -> Result<Vec<InvitationId>> {
    tx.all(&OPEN_INVITATIONS_FOR, args![company, user]).await?.into_iter().map(|mut r| r.take()).collect()
}

/// The open invitations of a company that were made until some time; they are locked.
pub async fn invitations_of(
    tx: &WriteTx,
    company: CompanyId,
    now: Timestamp,
    until: Timestamp,
) -> Result<Vec<InvitationId>> {
    tx.all(&OPEN_INVITATIONS_OF, args![company, now, until]).await?.into_iter().map(|mut r| r.take()).collect()
}
