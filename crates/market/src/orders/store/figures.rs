//! What a vendor sold most of, and the lines of an earlier order.

use infra::args;
use infra::db::{Db, Error, Query, Result, Row, SqlBuilder, Stmt};
use kernel::{CompanyId, Currency, Money, OrderId, Stored};

use super::OWN_LINES;
use super::rolling_up::Period;
use crate::orders::figures::BestSeller;
use crate::orders::reorder::EarlierLine;

const BEST: Stmt = Stmt::per_engine(
    "select f.id, p.id, p.title, f.sku, b.packs, b.total from (select s.offer_id, sum(s.packs) as packs, sum(s.minor) as total from (",
    "select f.id, p.id, p.title, f.sku, b.packs, b.total from (select s.offer_id, cast(sum(s.packs) as signed) as packs, cast(sum(s.minor) as signed) as total from (",
    "select f.id, p.id, p.title, f.sku, b.packs, b.total from (select s.offer_id, cast(sum(s.packs) as bigint) as packs, cast(sum(s.minor) as bigint) as total from (",
);
const SUMMED: Stmt = Stmt::same(
    "select offer_id, packs, total_minor as minor from vendor_offer_sales where vendor_id = ? and days = ? and begins_at in (",
);
const CLOSE: Stmt = Stmt::same(")");
const LIVE: Stmt = Stmt::same(
    "select l.offer_id, l.qty_ordered - l.qty_declined as packs, l.unit_price_minor * (l.qty_ordered - l.qty_declined) as minor from vendor_orders o join order_lines l on l.vendor_order_id = o.id
    where o.vendor_id = ? and o.placed_at >= ? and o.placed_at < ? and o.state not in ('rejected', 'cancelled')",
);
const AND: Stmt = Stmt::same(" union all ");
// TENANT: what it orders names the vendor.
const MOST_FIRST: Stmt = Stmt::same(
    ") s group by s.offer_id having sum(s.packs) > 0 order by total desc, s.offer_id limit 10) b join offers f on f.id = b.offer_id join products p on p.id = f.product_id order by b.total desc, f.id",
);

/// The offers that brought the most within periods: `summed` are read as they are summed up, `live` from the orders.
pub(crate) async fn best_sellers(
    db: &Db,
    vendor: CompanyId,
    (summed, live): (&[Period], &[Period]),
    currency: Currency,
) -> Result<Vec<BestSeller>> {
    if summed.is_empty() && live.is_empty() {
        return Ok(vec![]);
    }
    let mut sql = SqlBuilder::new(&BEST, vec![]);
    for (at, some) in summed.chunk_by(|one, next| one.days == next.days).enumerate() {
        if at > 0 {
            sql.push(&AND, vec![]);
        }
        sql.push(&SUMMED, args![vendor, some[0].days]);
        sql.push_list(some.iter().map(|period| period.begins.to_scalar()).collect()).push(&CLOSE, vec![]);
    }
    for (at, period) in live.iter().enumerate() {
        if at > 0 || !summed.is_empty() {
            sql.push(&AND, vec![]);
        }
        sql.push(&LIVE, args![vendor, period.begins, period.ends]);
    }
    let values = sql.push(&MOST_FIRST, vec![]).take_args();
    let money = |minor| Money::new(minor, currency).map_err(|e| Error::Decode(e.to_string()));
    let read = |mut r: Row| {
        Ok(infra::columns!(r, BestSeller { offer_id, product_id, title, sku, packs, total: money(r.take()?)? }))
    };
    db.all(&sql, values).await?.into_iter().map(read).collect()
}

/// The lines of a retailer's order, as they were ordered.
pub(crate) async fn own_lines(db: &Db, retailer: CompanyId, order: OrderId) -> Result<Vec<EarlierLine>> {
    let read = |mut r: Row| Ok(infra::columns!(r, EarlierLine { offer_id, sku, title, quantity }));
    db.all(&OWN_LINES, args![retailer, order]).await?.into_iter().map(read).collect()
}
