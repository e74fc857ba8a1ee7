//! Addresses that nobody needs any more.

use infra::db::{Query, Result, Stmt};
use infra::{WriteTx, args};
use kernel::{OrderId, Scalar, Stored, Timestamp};

use super::OLD_ADDRESSES;

/// The words are those of [`crate::companies::ShipTo::ERASED`]; older programs show them as they are.
const ERASE: Stmt = Stmt::same(
    "update orders set ship_name = '(erased)', ship_line = '(erased)', ship_city = '(erased)', ship_postcode = '(erased)', ship_erased_at = ? where ship_erased_at is null and id in (",
);

/// Erases where goods went, of orders of which every part ended before an instant; tells of how many. The country
/// stays.
pub async fn erase_old_addresses_unscoped(
    tx: &WriteTx,
    (before, now): (Timestamp, Timestamp),
    most: i64,
) -> Result<u64> {
    let rows = tx.all(&OLD_ADDRESSES, args![before, before, most]).await?;
    let ids = rows.into_iter().map(|mut row| row.take::<OrderId>().map(|id| id.to_scalar()));
    let ids: Vec<Scalar> = ids.collect::<Result<_>>()?;
    tx.exec_list(&ERASE, args![now], ids).await
}
