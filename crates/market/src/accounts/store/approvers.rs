//! Since when, and until when, somebody could approve prices.

use infra::db::{Db, Query, Result, Row};
use infra::{WriteTx, args};
use kernel::{CompanyId, MembershipId, Timestamp, UserId};

use super::{APPROVERS, BEGIN_APPROVER, END_APPROVER, INVITERS_OF_NEWCOMER};
use crate::accounts::people::view::ApproverPlace;

/// The right was taken.
pub(crate) async fn end_approver(tx: &WriteTx, company: CompanyId, id: MembershipId, now: Timestamp) -> Result<()> {
    tx.exec(&END_APPROVER, args![now, company, id]).await.map(drop)
}

/// The right was given; who lost it after `forgotten` keeps the time since when they had it.
pub(crate) async fn begin_approver(
    tx: &WriteTx,
    company: CompanyId,
    id: MembershipId,
    (now, forgotten): (Timestamp, Timestamp),
) -> Result<()> {
    tx.exec(&BEGIN_APPROVER, args![now, company, id, forgotten]).await.map(drop)
}

/// The places of those who are active, or could approve after an instant.
pub(crate) async fn approver_places(db: &Db, company: CompanyId, since: Timestamp) -> Result<Vec<ApproverPlace>> {
    let read = |mut r: Row| Ok(infra::columns!(r, ApproverPlace { user, role, state, since, until }));
    db.all(&APPROVERS, args![company, since]).await?.into_iter().map(read).collect()
}

/// Who invited somebody that joined after an instant; nobody where they have been there for longer.
pub(crate) async fn inviters_of_newcomer(
    db: &Db,
    company: CompanyId,
    user: UserId,
    since: Timestamp,
) -> Result<Vec<UserId>> {
    db.all(&INVITERS_OF_NEWCOMER, args![company, user, since]).await?.into_iter().map(|mut r| r.take()).collect()
}
