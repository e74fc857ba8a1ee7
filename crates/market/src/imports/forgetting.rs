//! For the clock: files that nobody confirmed.

use infra::WriteTx;
use infra::db::Result;
use kernel::Timestamp;

use super::preview::WAITS_S;
use super::store;
use crate::job::System;

/// Deletes previews that nobody confirmed in time, of so many vendors; tells how many.
pub(crate) async fn forget_previews(tx: &WriteTx, _: &System, now: Timestamp, vendors: i64) -> Result<u64> {
    let (before, mut deleted) = (now.plus_seconds(-WAITS_S), 0);
    // TENANT: the system itself, on behalf of nobody.
    for vendor in store::vendors_of_unconfirmed_unscoped(tx, before, vendors).await? {
        deleted += store::forget_unconfirmed(tx, vendor, before).await?;
    }
    Ok(deleted)
}
