//! For the clock: lines of baskets that are older than they are kept.

use infra::WriteTx;
use infra::db::Result;
use kernel::Timestamp;

use super::store;
use crate::job::System;

/// Deletes lines that nobody has put in again since an instant; tells how many.
pub(crate) async fn forget_lines(tx: &WriteTx, _: &System, before: Timestamp, most: i64) -> Result<u64> {
    // TENANT: the system itself, on behalf of nobody.
    store::delete_old_unscoped(tx, before, most).await
}
