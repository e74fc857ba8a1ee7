//! Pages of what is exported: the order or order each line is of, and its cells. A page holds
//! whole orders, so that the next one begins behind the last of them.

use infra::args;
use infra::db::{Db, Query, Result, Row};
use kernel::ids::Id;
use kernel::{CompanyId, OrderId, Timestamp, VendorOrderId};

use super::{LINES_OF_RETAILER, LINES_OF_VENDOR, money, times};

pub(crate) async fn lines_of_vendor(
    db: &Db,
    vendor: CompanyId,
    after: VendorOrderId,
    orders: i64,
) -> Result<Vec<(VendorOrderId, Vec<String>)>> {
    db.all(&LINES_OF_VENDOR, args![vendor, after, orders]).await?.into_iter().map(line).collect()
}

pub(crate) async fn lines_of_retailer(
    db: &Db,
    retailer: CompanyId,
    after: OrderId,
    orders: i64,
) -> Result<Vec<(OrderId, Vec<String>)>> {
    db.all(&LINES_OF_RETAILER, args![retailer, after, orders]).await?.into_iter().map(line).collect()
}

fn line<I: Id>(mut r: Row) -> Result<(I, Vec<String>)> {
    let id = r.take()?;
    let mut cells: Vec<String> = vec![r.take()?, r.take::<Timestamp>()?.to_string()];
    for _ in 0..4 {
        cells.push(r.take()?);
    }
    let (pack_size, ordered, accepted, declined): (i64, i64, i64, i64) = r.take_tuple()?;
    cells.extend([pack_size, ordered, accepted, declined].map(|packs| packs.to_string()));
    let price = money(&mut r)?;
    cells.extend([price.decimal(), price.currency().to_string()]);
    cells.extend([times(price, ordered)?.decimal(), times(price, r.take()?)?.decimal()]);
    Ok((id, cells))
}
