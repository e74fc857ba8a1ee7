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

const HELD: Stmt = Stmt::per_engine(
    "select o.vendor_id, l.offer_id, sum(l.qty_ordered), sum(l.qty_ordered * l.unit_price_minor) from vendor_orders o join order_lines l on l.vendor_order_id = o.id where o.retailer_id = ? and o.state = 'placed' and o.vendor_id in (",
    "select o.vendor_id, l.offer_id, cast(sum(l.qty_ordered) as signed), cast(sum(l.qty_ordered * l.unit_price_minor) as signed) from vendor_orders o join order_lines l on l.vendor_order_id = o.id where o.retailer_id = ? and o.state = 'placed' and o.vendor_id in (",
    "select o.vendor_id, l.offer_id, sum(l.qty_ordered)::bigint, sum(l.qty_ordered * l.unit_price_minor)::bigint from vendor_orders o join order_lines l on l.vendor_order_id = o.id where o.retailer_id = ? and o.state = 'placed' and o.vendor_id in (",
);
const BY_OFFER: Stmt = Stmt::same(") group by o.vendor_id, l.offer_id");

// By what was accepted; what was ordered is no less, and is in the index.
const DELIVERED: Stmt = Stmt::same(concat!(
    "select o.vendor_id, count(*) from vendor_orders o where o.retailer_id = ? and o.state in ('delivered', 'completed') and o.total_minor >= ? and (select ",
    accepted_sum!(sqlite),
    " from order_lines l where l.vendor_order_id = o.id) >= ? and o.vendor_id in (",
));
const BY_VENDOR: Stmt = Stmt::same(") group by o.vendor_id");

/// What a retailer holds unaccepted at some vendors.
pub(crate) async fn held_unaccepted(
    tx: &WriteTx,
    retailer: CompanyId,
    vendors: &[CompanyId],
) -> Result<HeldUnaccepted> {
    let mut sql = SqlBuilder::new(&HELD, args![retailer]);
    sql.push_list(vendors.iter().map(Stored::to_scalar).collect()).push(&BY_OFFER, vec![]);
    let values = sql.take_args();
    let read = |mut r: Row| r.take_tuple::<(CompanyId, OfferId, i64, i64)>();
    let mut held = HeldUnaccepted::default();
    for row in tx.all(&sql, values).await? {
        let (vendor, offer, packs, minor) = read(row)?;
        held.packs.insert(offer, packs);
        let value = held.value_minor.entry(vendor).or_default();
        *value = value.saturating_add(minor);
    }
    Ok(held)
}

/// How many orders of some vendors were delivered to a retailer of which so many minor units or more were accepted.
pub(crate) async fn count_delivered(
    tx: &WriteTx,
    retailer: CompanyId,
    vendors: &[CompanyId],
    least_minor: i64,
) -> Result<BTreeMap<CompanyId, i64>> {
    let mut sql = SqlBuilder::new(&DELIVERED, args![retailer, least_minor, least_minor]);
    sql.push_list(vendors.iter().map(Stored::to_scalar).collect()).push(&BY_VENDOR, vec![]);
    let values = sql.take_args();
    tx.all(&sql, values).await?.into_iter().map(|mut r| r.take_tuple()).collect()
}
