//! Who may approve prices, and since when. A colleague who lost that right is remembered: what another
//! did to them must not make that other one "alone" (see `pricing::approval`).

use infra::WriteTx;
use infra::db::Db;
use kernel::{CompanyId, Timestamp, UserId};

use super::view::{ApproverPlace, MemberRow, MemberState};
use crate::accounts::store;
use crate::may::{CompanyKind, Permission, Role, rights};

/// Days for which somebody who lost the right counts as if they had it.
pub const APPROVER_DAYS: i64 = 7;
/// The same in seconds.
pub(crate) const REMEMBERED_S: i64 = APPROVER_DAYS * 24 * 3_600;

/// Somebody who may approve prices, or could until lately.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Approver {
    /// Who.
    pub user: UserId,
    /// Since when they could.
    pub since: Timestamp,
    /// Until when they could; none while they can.
    pub until: Option<Timestamp>,
}

fn approves(kind: CompanyKind, role: Role, state: MemberState) -> bool {
    state == MemberState::Active && rights(kind, role).contains(&Permission::ApprovePrices)
}

/// Within a change of somebody's place, before it is written: whether it gives or takes the right.
/// Somebody who gets it back within the time for which they are remembered has had it all along.
pub(super) async fn note_change(
    tx: &WriteTx,
    (company, kind): (CompanyId, CompanyKind),
    before: &MemberRow,
    (role, state): (Role, MemberState),
    now: Timestamp,
) -> infra::db::Result<()> {
    match (approves(kind, before.role, before.state), approves(kind, role, state)) {
        (true, false) => store::end_approver(tx, company, before.id, now).await,
        (false, true) => {
            let forgotten = now.plus_seconds(-REMEMBERED_S);
            store::begin_approver(tx, company, before.id, (now, forgotten)).await
        }
        _ => Ok(()),
    }
}

/// Everybody of a vendor who can approve prices now, or could within the last seven days.
pub(crate) async fn approvers(db: &Db, vendor: CompanyId, now: Timestamp) -> infra::db::Result<Vec<Approver>> {
    let since = now.plus_seconds(-REMEMBERED_S);
    let places = store::approver_places(db, vendor, since).await?;
    let approver = |place: ApproverPlace| {
        let can = approves(CompanyKind::Vendor, place.role, place.state);
        let until = place.until.filter(|until| *until > since);
        let approver = Approver { user: place.user, since: place.since, until: if can { None } else { until } };
        (can || until.is_some()).then_some(approver)
    };
    Ok(places.into_iter().filter_map(approver).collect())
}

/// Who stands behind what somebody did at a company: they, and for seven days after they joined whoever let them
/// in, and so on. Who lets a second person in is not two people.
pub(crate) async fn answerable(
    db: &Db,
    company: CompanyId,
    user: UserId,
    now: Timestamp,
) -> infra::db::Result<Vec<UserId>> {
    let since = now.plus_seconds(-REMEMBERED_S);
    let (mut all, mut at) = (vec![user], 0);
    while let Some(newcomer) = all.get(at).copied() {
        at += 1;
        for inviter in store::inviters_of_newcomer(db, company, newcomer, since).await? {
            if !all.contains(&inviter) {
                all.push(inviter);
            }
        }
    }
    Ok(all)
}
