//! Listings of orders and orders, and which of them has a number.

use infra::args;
use infra::db::{Db, Query, Result, Row, SqlBuilder, Stmt};
use kernel::ids::Id;
use kernel::{CompanyId, OrderId, PageLimit, Stored, VendorOrderId};

use super::{
    LIST_OWN, LIST_UNSCOPED, NOT_READ, NUMBERED_OF_VENDOR, NUMBERED_OWN, NUMBERED_UNSCOPED, OF_VENDOR, OF_VENDOR_IN,
    OLDEST_OF_VENDOR, amount, money, sum,
};
use crate::orders::number::OrderNumber;
use crate::orders::state::VendorOrderState;
use crate::orders::view::{OrderRow, OrderState, VendorOrderRow};

// TENANT: of orders that were listed for their retailer or staff.
const STATES: Stmt = Stmt::per_engine(
    concat!(
        "select o.order_id, o.state, (select ",
        accepted_sum!(sqlite),
        " from order_lines l where l.vendor_order_id = o.id) from vendor_orders o where o.order_id in ("
    ),
    concat!(
        "select o.order_id, o.state, (select ",
        accepted_sum!(mysql),
        " from order_lines l where l.vendor_order_id = o.id) from vendor_orders o where o.order_id in ("
    ),
    concat!(
        "select o.order_id, o.state, (select ",
        accepted_sum!(postgres),
        " from order_lines l where l.vendor_order_id = o.id) from vendor_orders o where o.order_id in ("
    ),
);
const CLOSE: Stmt = Stmt::same(")");

pub(crate) async fn list_own(
    db: &Db,
    retailer: CompanyId,
    after: Option<OrderId>,
    limit: PageLimit,
) -> Result<Vec<OrderRow>> {
    let rows = db.all(&LIST_OWN, args![retailer, after.unwrap_or_else(Id::greatest), limit.rows_plus_one()]).await?;
    with_states(db, rows).await
}

pub(crate) async fn list_unscoped(db: &Db, after: Option<OrderId>, limit: PageLimit) -> Result<Vec<OrderRow>> {
    let rows = db.all(&LIST_UNSCOPED, args![after.unwrap_or_else(Id::greatest), limit.rows_plus_one()]).await?;
    with_states(db, rows).await
}

/// Derives each order's state, and what is to be paid of it, from its vendor orders: one round trip for the whole page.
async fn with_states(db: &Db, rows: Vec<Row>) -> Result<Vec<OrderRow>> {
    let read = |mut r: Row| {
        Ok(infra::columns!(
            r,
            OrderRow {
                id,
                number,
                retailer_id,
                state: OrderState::Open,
                total: money(&mut r)?,
                accepted_total: NOT_READ,
                vendor_order_count: 0,
                placed_at
            }
        ))
    };
    let mut page: Vec<OrderRow> = rows.into_iter().map(read).collect::<Result<_>>()?;
    if page.is_empty() {
        return Ok(page);
    }
    let mut sql = SqlBuilder::new(&STATES, vec![]);
    sql.push_list(page.iter().map(|p| p.id.to_scalar()).collect()).push(&CLOSE, vec![]);
    let values = sql.take_args();
    let mut vendor_orders: Vec<(OrderId, VendorOrderState, i64)> = Vec::new();
    for mut row in db.all(&sql, values).await? {
        vendor_orders.push(row.take_tuple()?);
    }
    for order in &mut page {
        let (mut states, mut accepted) = (Vec::new(), Vec::new());
        for (_, state, minor) in vendor_orders.iter().filter(|(id, ..)| *id == order.id) {
            states.push(*state);
            accepted.push(amount(*minor, order.total.currency())?);
        }
        order.state = OrderState::of(&states);
        order.accepted_total = sum(order.total.currency(), accepted.into_iter())?;
        order.vendor_order_count = i64::try_from(states.len()).unwrap_or(i64::MAX);
    }
    Ok(page)
}

pub(crate) async fn list_of_vendor(
    db: &Db,
    vendor: CompanyId,
    state: Option<VendorOrderState>,
    after: Option<VendorOrderId>,
    limit: PageLimit,
) -> Result<Vec<VendorOrderRow>> {
    let after = after.unwrap_or_else(Id::greatest);
    let rows = match state {
        Some(state) => db.all(&OF_VENDOR_IN, args![vendor, state, after, limit.rows_plus_one()]).await?,
        None => db.all(&OF_VENDOR, args![vendor, after, limit.rows_plus_one()]).await?,
    };
    rows.into_iter().map(vendor_row).collect()
}

/// The oldest of a vendor's own orders in a state, oldest first.
pub(crate) async fn oldest_of_vendor(
    db: &Db,
    vendor: CompanyId,
    state: VendorOrderState,
    limit: PageLimit,
) -> Result<Vec<VendorOrderRow>> {
    let most = i64::try_from(limit.rows()).unwrap_or(i64::MAX);
    db.all(&OLDEST_OF_VENDOR, args![vendor, state, most]).await?.into_iter().map(vendor_row).collect()
}

fn vendor_row(mut r: Row) -> Result<VendorOrderRow> {
    let (id, number, retailer_name, state) = r.take_tuple()?;
    let total = money(&mut r)?;
    let accepted_total = amount(r.take()?, total.currency())?;
    let (accept_by, placed_at) = r.take_tuple()?;
    Ok(VendorOrderRow { id, number, retailer_name, state, total, accepted_total, accept_by, placed_at })
}

/// One's own order with this number, or with a vendor order that has it.
pub(crate) async fn numbered_own(db: &Db, retailer: CompanyId, number: &OrderNumber) -> Result<Option<OrderId>> {
    let number = number.as_str().to_owned();
    db.one(&NUMBERED_OWN, args![retailer, number, retailer, number]).await?.map(|mut r| r.take()).transpose()
}

/// The same among everybody's.
pub(crate) async fn numbered_unscoped(db: &Db, number: &OrderNumber) -> Result<Option<OrderId>> {
    let number = number.as_str().to_owned();
    db.one(&NUMBERED_UNSCOPED, args![number, number]).await?.map(|mut r| r.take()).transpose()
}

/// A vendor's own order with this number.
pub(crate) async fn numbered_of_vendor(
    db: &Db,
    vendor: CompanyId,
    number: &OrderNumber,
) -> Result<Option<VendorOrderId>> {
    db.one(&NUMBERED_OF_VENDOR, args![vendor, number.as_str().to_owned()]).await?.map(|mut r| r.take()).transpose()
}
