//! How many orders of a vendor are in each state that something can follow.
//!
//! A vendor and state have several rows, its slots, and the count is their sum: orders that are placed at the same
//! vendor at the same time mostly change different rows, so that they do not wait for each other's commit. A slot may be
//! below zero: what was counted together, by the step of the schema or anew, leaves slot by slot.

use infra::db::{Db, Query, Result, SqlBuilder, Stmt};
use infra::{WriteTx, args};
use kernel::ids::Id;
use kernel::{CompanyId, Scalar, VendorOrderId};

use crate::orders::placement::PlacedVendorOrder;
use crate::orders::state::VendorOrderState;

infra::statements! {
    COUNTS = {
        "select state, sum(orders) from vendor_order_counts where vendor_id = ? group by state having sum(orders) > 0 order by state",
        my: "select state, cast(sum(orders) as signed) from vendor_order_counts where vendor_id = ? group by state having sum(orders) > 0 order by state",
        pg: "select state, cast(sum(orders) as bigint) from vendor_order_counts where vendor_id = ? group by state having sum(orders) > 0 order by state"
    };
    COUNTS_AND_ORDERS = {
        "select c.state, sum(c.counted), sum(c.orders) from (select state, orders as counted, 0 as orders from vendor_order_counts where vendor_id = ? union all select state, 0, count(*) from vendor_orders where vendor_id = ? and state in ('placed', 'partially_accepted', 'accepted', 'cancel_requested', 'preparing', 'ready', 'shipped', 'delivered') group by state) c group by c.state",
        my: "select c.state, cast(sum(c.counted) as signed), cast(sum(c.orders) as signed) from (select state, orders as counted, 0 as orders from vendor_order_counts where vendor_id = ? union all select state, 0, count(*) from vendor_orders where vendor_id = ? and state in ('placed', 'partially_accepted', 'accepted', 'cancel_requested', 'preparing', 'ready', 'shipped', 'delivered') group by state) c group by c.state",
        pg: "select c.state, cast(sum(c.counted) as bigint), cast(sum(c.orders) as bigint) from (select state, orders as counted, 0 as orders from vendor_order_counts where vendor_id = ? union all select state, 0, count(*) from vendor_orders where vendor_id = ? and state in ('placed', 'partially_accepted', 'accepted', 'cancel_requested', 'preparing', 'ready', 'shipped', 'delivered') group by state) c group by c.state"
    };
    // TENANT: of all vendors, for whoever looks after the database.
    WRONG_COUNTS = {
        "select c.vendor_id, c.state, sum(c.kept), sum(c.counted) from (select vendor_id, state, 0 as kept, count(*) as counted from vendor_orders where state in ('placed', 'partially_accepted', 'accepted', 'cancel_requested', 'preparing', 'ready', 'shipped', 'delivered') group by vendor_id, state union all select vendor_id, state, orders, 0 from vendor_order_counts) c group by c.vendor_id, c.state having sum(c.kept) <> sum(c.counted) order by c.vendor_id, c.state",
        my: "select c.vendor_id, c.state, cast(sum(c.kept) as signed), cast(sum(c.counted) as signed) from (select vendor_id, state, 0 as kept, count(*) as counted from vendor_orders where state in ('placed', 'partially_accepted', 'accepted', 'cancel_requested', 'preparing', 'ready', 'shipped', 'delivered') group by vendor_id, state union all select vendor_id, state, orders, 0 from vendor_order_counts) c group by c.vendor_id, c.state having sum(c.kept) <> sum(c.counted) order by c.vendor_id, c.state",
        pg: "select c.vendor_id, c.state, cast(sum(c.kept) as bigint), cast(sum(c.counted) as bigint) from (select vendor_id, state, 0 as kept, count(*) as counted from vendor_orders where state in ('placed', 'partially_accepted', 'accepted', 'cancel_requested', 'preparing', 'ready', 'shipped', 'delivered') group by vendor_id, state union all select vendor_id, state, orders, 0 from vendor_order_counts) c group by c.vendor_id, c.state having sum(c.kept) <> sum(c.counted) order by c.vendor_id, c.state"
    };
}

/// Rows of a vendor and state.
const SLOTS: i64 = 8;

const CHANGE: Stmt = Stmt::same("insert into vendor_order_counts (vendor_id, state, slot, orders) values ");
// TENANT: the rows name the vendor.
const BY: Stmt = Stmt::per_engine(
    " on conflict (vendor_id, state, slot) do update set orders = vendor_order_counts.orders + excluded.orders",
    " on duplicate key update orders = orders + values(orders)",
    " on conflict (vendor_id, state, slot) do update set orders = vendor_order_counts.orders + excluded.orders",
);
// TENANT: the rows name the vendor.
const TO: Stmt = Stmt::per_engine(
    " on conflict (vendor_id, state, slot) do update set orders = excluded.orders",
    " on duplicate key update orders = values(orders)",
    " on conflict (vendor_id, state, slot) do update set orders = excluded.orders",
);

fn slot_of(id: VendorOrderId) -> i64 {
    i64::from(id.uuid().as_bytes()[15]) % SLOTS
}

async fn write(tx: &WriteTx, rows: Vec<Vec<Scalar>>, how: &Stmt) -> Result<()> {
    let mut sql = SqlBuilder::rows(&CHANGE, rows);
    let values = sql.push(how, vec![]).take_args();
    tx.exec(&sql, values).await.map(drop)
}

/// Counts orders that were placed. They are one per vendor, in the order of their vendors' ids.
pub(crate) async fn count_placed(tx: &WriteTx, placed: &[PlacedVendorOrder]) -> Result<()> {
    let row = |part: &PlacedVendorOrder| args![part.vendor_id, VendorOrderState::Placed, slot_of(part.id), 1_i64];
    write(tx, placed.iter().map(row).collect(), &BY).await
}

/// Counts an order that moved from one state to another.
pub(crate) async fn count_moved(
    tx: &WriteTx,
    (vendor, id): (CompanyId, VendorOrderId),
    (from, to): (VendorOrderState, VendorOrderState),
) -> Result<()> {
    let mut changes = [(from, -1_i64), (to, 1)];
    changes.sort_unstable_by_key(|(state, _)| state.as_str());
    let counted = changes.into_iter().filter(|(state, _)| !state.is_final());
    write(tx, counted.map(|(state, by)| args![vendor, state, slot_of(id), by]).collect(), &BY).await
}

/// A vendor's counts, of states that hold any.
pub(crate) async fn counts(db: &Db, vendor: CompanyId) -> Result<Vec<(VendorOrderState, i64)>> {
    db.all(&COUNTS, args![vendor]).await?.into_iter().map(|mut r| r.take_tuple()).collect()
}

/// Counts that are not what the orders come to: as they are kept, and as they should be.
pub(crate) async fn wrong_counts_unscoped(db: &Db) -> Result<Vec<(CompanyId, VendorOrderState, i64, i64)>> {
    db.all(&WRONG_COUNTS, vec![]).await?.into_iter().map(|mut r| r.take_tuple()).collect()
}

/// Counts a vendor's orders anew; tells whether that changed anything. While all its slots are locked nobody can have
/// changed a count and not yet ended, so that orders and counts are of the same instant.
pub(crate) async fn recount(tx: &WriteTx, vendor: CompanyId) -> Result<bool> {
    let mut states: Vec<VendorOrderState> =
        VendorOrderState::ALL.iter().copied().filter(|state| !state.is_final()).collect();
    states.sort_unstable_by_key(|state| state.as_str());
    let all = |of: &dyn Fn(VendorOrderState, i64) -> i64| {
        let slots = states.iter().flat_map(|state| (0..SLOTS).map(move |slot| (*state, slot)));
        slots.map(|(state, slot)| args![vendor, state, slot, of(state, slot)]).collect::<Vec<_>>()
    };
    write(tx, all(&|_, _| 0), &BY).await?;
    let rows = tx.all(&COUNTS_AND_ORDERS, args![vendor, vendor]).await?;
    let mut found: Vec<(VendorOrderState, i64, i64)> = Vec::new();
    for mut row in rows {
        found.push(row.take_tuple()?);
    }
    if found.iter().all(|(_, counted, orders)| counted == orders) {
        return Ok(false);
    }
    // All in the first slot: only the sum counts.
    let orders_in = |state| found.iter().find(|(known, ..)| *known == state).map_or(0, |(_, _, orders)| *orders);
    write(tx, all(&|state, slot| if slot == 0 { orders_in(state) } else { 0 }), &TO).await?;
    Ok(true)
}
