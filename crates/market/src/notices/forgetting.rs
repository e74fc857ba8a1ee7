//! For the clock: notices that are older than they are kept.

use infra::WriteTx;
use infra::db::Result;
use kernel::Timestamp;

use super::store;
use crate::job::System;

/// Deletes notices from before an instant; tells how many.
pub(crate) async fn forget(tx: &WriteTx, _: &System, before: Timestamp, most: i64) -> Result<u64> {
    // TENANT: the system itself, on behalf of nobody.
    store::delete_oldest_unscoped(tx, before, most).await
}
