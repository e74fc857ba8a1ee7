//! A vendor's figures, and the lines of an earlier order.

use infra::args;
use infra::db::{Db, Error, Query, Result, Row, SqlBuilder, Stmt};
use kernel::{CompanyId, Currency, Money, OrderId, Timestamp};

use super::{BEST, COUNT_OPEN, OWN_LINES};
use crate::orders::figures::{BestSeller, SalesDay};
use crate::orders::reorder::EarlierLine;
use crate::orders::state::VendorOrderState;

// One day after the other: each is a range of the index, where one range cut up afterwards would
// have every order of ninety days compared with every border.
const DAY: Stmt = Stmt::per_engine(
    concat!("select ? as day, count(distinct o.id), ", accepted_sum!(sqlite)),
    concat!("select ? as day, count(distinct o.id), ", accepted_sum!(mysql)),
    concat!("select ? as day, count(distinct o.id), ", accepted_sum!(postgres)),
);
const OF_DAY: Stmt = Stmt::same(
    " from vendor_orders o join order_lines l on l.vendor_order_id = o.id
    where o.vendor_id = ? and o.placed_at >= ? and o.placed_at < ? and o.state not in ('rejected', 'cancelled')",
);
const AND: Stmt = Stmt::same(" union all ");

fn money(minor: i64, currency: Currency) -> Result<Money> {
    Money::new(minor, currency).map_err(|e| Error::Decode(e.to_string()))
}

/// What was sold between each border and the next.
pub(crate) async fn sales_by_day(
    db: &Db,
    vendor: CompanyId,
    borders: &[Timestamp],
    currency: Currency,
) -> Result<Vec<SalesDay>> {
    let mut sql = SqlBuilder::default();
    for (at, day) in borders.windows(2).enumerate() {
        if at > 0 {
            sql.push(&AND, vec![]);
        }
        sql.push(&DAY, args![day[0]]).push(&OF_DAY, args![vendor, day[0], day[1]]);
    }
    let values = sql.take_args();
    let read = |mut r: Row| Ok(infra::columns!(r, SalesDay { day, orders, total: money(r.take()?, currency)? }));
    let mut days: Vec<SalesDay> = db.all(&sql, values).await?.into_iter().map(read).collect::<Result<_>>()?;
    days.sort_by_key(|row| row.day);
    Ok(days)
}

pub(crate) async fn best_sellers(
    db: &Db,
    vendor: CompanyId,
    since: Timestamp,
    currency: Currency,
) -> Result<Vec<BestSeller>> {
    let read = |mut r: Row| {
        Ok(infra::columns!(
            r,
            BestSeller { offer_id, product_id, title, sku, packs, total: money(r.take()?, currency)? }
        ))
    };
    db.all(&BEST, args![vendor, since]).await?.into_iter().map(read).collect()
}

pub(crate) async fn count_open(db: &Db, vendor: CompanyId) -> Result<Vec<(VendorOrderState, i64)>> {
    db.all(&COUNT_OPEN, args![vendor]).await?.into_iter().map(|mut r| r.take_tuple()).collect()
}

/// The lines of a retailer's order, as they were ordered.
pub(crate) async fn own_lines(db: &Db, retailer: CompanyId, order: OrderId) -> Result<Vec<EarlierLine>> {
    let read = |mut r: Row| Ok(infra::columns!(r, EarlierLine { offer_id, sku, title, quantity }));
    db.all(&OWN_LINES, args![retailer, order]).await?.into_iter().map(read).collect()
}
