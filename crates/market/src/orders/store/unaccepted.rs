//! What a retailer holds in orders that their vendors have not accepted, and what was delivered to it.

use std::collections::BTreeMap;

use infra::db::{Query, Result, Row, SqlBuilder, Stmt};
use infra::{WriteTx, args};
use kernel::{CompanyId, OfferId, Stored};

/// What a retailer holds unaccepted: packs by offer, minor units by vendor.
#[derive(Debug, Default)]
pub(crate) struct HeldUnaccepted {
    pub packs: BTreeMap<OfferId, i64>,
    pub value_minor: BTreeMap<CompanyId, i64>,
}

// Added up here: a few lines of orders that wait, of which the database would make a table first. MariaDB is told
// the index, or it looks into each that begins with a vendor, for each of the vendors.
const HELD: Stmt = Stmt::per_engine(
    "select o.vendor_id, l.offer_id, l.qty_ordered, l.unit_price_minor from vendor_orders o join order_lines l on l.vendor_order_id = o.id where o.retailer_id = ? and o.state = 'placed' and o.vendor_id in (",
    "select o.vendor_id, l.offer_id, l.qty_ordered, l.unit_price_minor from vendor_orders o force index (vendor_orders_parties) join order_lines l on l.vendor_order_id = o.id where o.retailer_id = ? and o.state = 'placed' and o.vendor_id in (",
    "select o.vendor_id, l.offer_id, l.qty_ordered, l.unit_price_minor from vendor_orders o join order_lines l on l.vendor_order_id = o.id where o.retailer_id = ? and o.state = 'placed' and o.vendor_id in (",
);
const CLOSE: Stmt = Stmt::same(")");

// By what was accepted; what was ordered is no less, and is in the index. Of each vendor no more than are needed.
const DELIVERED: Stmt = Stmt::same(concat!(
    "select d.vendor_id, count(*) from (select o.vendor_id from vendor_orders o where o.retailer_id = ? and o.vendor_id = ? and o.state in ('delivered', 'completed') and o.total_minor >= ? and (select ",
    accepted_sum!(sqlite),
    " from order_lines l where l.vendor_order_id = o.id) >= ? limit ?) d group by d.vendor_id",
));
const AND: Stmt = Stmt::same(" union all ");

/// What a retailer holds unaccepted at some vendors.
pub(crate) async fn held_unaccepted(
    tx: &WriteTx,
    retailer: CompanyId,
    vendors: &[CompanyId],
) -> Result<HeldUnaccepted> {
    let mut sql = SqlBuilder::new(&HELD, args![retailer]);
    sql.push_list(vendors.iter().map(Stored::to_scalar).collect()).push(&CLOSE, vec![]);
    let values = sql.take_args();
    let read = |mut r: Row| r.take_tuple::<(CompanyId, OfferId, i64, i64)>();
    let mut held = HeldUnaccepted::default();
    for row in tx.all(&sql, values).await? {
        let (vendor, offer, packs, unit_price) = read(row)?;
        let (of_offer, of_vendor) = (held.packs.entry(offer).or_default(), held.value_minor.entry(vendor).or_default());
        *of_offer = of_offer.saturating_add(packs);
        *of_vendor = of_vendor.saturating_add(packs.saturating_mul(unit_price));
    }
    Ok(held)
}

/// How many orders of some vendors were delivered to a retailer of which so many minor units or more were accepted;
/// of each vendor not more than so many.
pub(crate) async fn count_delivered(
    tx: &WriteTx,
    retailer: CompanyId,
    vendors: &[CompanyId],
    (least_minor, most): (i64, i64),
) -> Result<BTreeMap<CompanyId, i64>> {
    let mut sql = SqlBuilder::default();
    for (at, vendor) in vendors.iter().enumerate() {
        if at > 0 {
            sql.push(&AND, vec![]);
        }
        sql.push(&DELIVERED, args![retailer, *vendor, least_minor, least_minor, most]);
    }
    let values = sql.take_args();
    tx.all(&sql, values).await?.into_iter().map(|mut r| r.take_tuple()).collect()
}
