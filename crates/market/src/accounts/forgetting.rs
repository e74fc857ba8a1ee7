//! For the clock: what of accounts is older than it is kept.

use infra::WriteTx;
use infra::db::Result;
use kernel::Timestamp;

use super::store;
use crate::job::System;

/// Deletes sign-ins that ran out before an instant; tells how many.
pub(crate) async fn forget_sessions(tx: &WriteTx, _: &System, before: Timestamp, most: i64) -> Result<u64> {
    // TENANT: the system itself, on behalf of nobody.
    store::delete_expired_sessions_unscoped(tx, before, most).await
}

/// Deletes invitations that ran out before an instant; tells how many.
pub(crate) async fn forget_invitations(tx: &WriteTx, _: &System, before: Timestamp, most: i64) -> Result<u64> {
    // TENANT: the system itself, on behalf of nobody.
    store::delete_expired_invitations_unscoped(tx, before, most).await
}
