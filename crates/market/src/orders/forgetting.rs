//! For the clock: where goods went, once the order has long ended.

use infra::WriteTx;
use infra::db::Result;
use kernel::Timestamp;

use super::store;
use crate::job::System;

/// Erases the addresses of orders that ended before an instant; tells of how many. The orders stay.
pub(crate) async fn erase_addresses(tx: &WriteTx, _: &System, times: (Timestamp, Timestamp), most: i64) -> Result<u64> {
    // TENANT: the system itself, on behalf of nobody.
    store::erase_old_addresses_unscoped(tx, times, most).await
}
