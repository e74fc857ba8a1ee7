//! What is shown of orders: all of it to the retailer, its own vendor order to a vendor.

use kernel::{Cursor, OrderId, PageLimit, PageOf, VendorOrderId};

use super::number::OrderNumber;
use super::state::VendorOrderState;
use super::store;
use super::view::{OrderRow, OrderView, VendorOrderRow, VendorOrderView};
use crate::authority::{Retailer, Staff, Vendor};
use crate::{Ctx, may};

errors! {
    /// Why an order is not shown.
    pub enum OrderError {
        /// Not there, or somebody else's.
        Missing = Missing "orders.no_such_order" "no such order",
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list; start from the first page",
    }
}

fn key<T: serde::de::DeserializeOwned>(after: Option<Cursor>, listing: &str) -> Result<Option<T>, OrderError> {
    after.map(|c| c.keys(listing)).transpose().map_err(|_| OrderError::BadCursor)
}

/// One's own orders, newest first.
pub async fn own_orders(
    ctx: &Ctx,
    by: &Retailer<may::ReadOrders>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<OrderRow>, OrderError> {
    let rows = store::list_own(&ctx.store.db, by.retailer(), key(after, "orders")?, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("orders", &row.id)))
}

/// All orders, newest first.
pub async fn all_orders(
    ctx: &Ctx,
    _: &Staff<may::ReadAllOrders>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<OrderRow>, OrderError> {
    let rows = store::list_unscoped(&ctx.store.db, key(after, "all_orders")?, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("all_orders", &row.id)))
}

/// One of one's own orders.
pub async fn own_order(ctx: &Ctx, by: &Retailer<may::ReadOrders>, id: OrderId) -> Result<OrderView, OrderError> {
    let view = store::find_own(&ctx.store.db, by.retailer(), id).await?.ok_or(OrderError::Missing)?;
    Ok(store::with_vendor_orders(&ctx.store.db, view).await?)
}

/// Any order.
pub async fn any_order(ctx: &Ctx, _: &Staff<may::ReadAllOrders>, id: OrderId) -> Result<OrderView, OrderError> {
    let view = store::find_unscoped(&ctx.store.db, id).await?.ok_or(OrderError::Missing)?;
    Ok(store::with_vendor_orders(&ctx.store.db, view).await?)
}

/// A vendor's own orders, newest first; in one state, if asked.
pub async fn own_vendor_orders(
    ctx: &Ctx,
    by: &Vendor<may::ReadVendorOrders>,
    state: Option<VendorOrderState>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<VendorOrderRow>, OrderError> {
    let rows = store::list_of_vendor(&ctx.store.db, by.vendor(), state, key(after, "vendor_orders")?, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("vendor_orders", &row.id)))
}

/// What waits longest of a vendor's own orders in a state: oldest first, so the nearest deadline too.
pub async fn oldest_vendor_orders(
    ctx: &Ctx,
    by: &Vendor<may::ReadVendorOrders>,
    state: VendorOrderState,
    limit: PageLimit,
) -> Result<Vec<VendorOrderRow>, OrderError> {
    Ok(store::oldest_of_vendor(&ctx.store.db, by.vendor(), state, limit).await?)
}

/// One of a vendor's own orders.
pub async fn own_vendor_order(
    ctx: &Ctx,
    by: &Vendor<may::ReadVendorOrders>,
    id: VendorOrderId,
) -> Result<VendorOrderView, OrderError> {
    let view = store::find_of_vendor(&ctx.store.db, by.vendor(), id).await?.ok_or(OrderError::Missing)?;
    Ok(store::with_lines(&ctx.store.db, view).await?)
}

/// One's own order that has the number somebody typed, or one of whose vendor orders has it.
pub async fn own_order_numbered(
    ctx: &Ctx,
    by: &Retailer<may::ReadOrders>,
    typed: &str,
) -> Result<Option<OrderId>, OrderError> {
    let Some(number) = OrderNumber::typed(typed) else { return Ok(None) };
    Ok(store::numbered_own(&ctx.store.db, by.retailer(), &number).await?)
}

/// Any order that has the number somebody typed, or one of whose vendor orders has it.
pub async fn any_order_numbered(
    ctx: &Ctx,
    _: &Staff<may::ReadAllOrders>,
    typed: &str,
) -> Result<Option<OrderId>, OrderError> {
    let Some(number) = OrderNumber::typed(typed) else { return Ok(None) };
    Ok(store::numbered_unscoped(&ctx.store.db, &number).await?)
}

/// A vendor's own order that has the number somebody typed.
pub async fn own_vendor_order_numbered(
    ctx: &Ctx,
    by: &Vendor<may::ReadVendorOrders>,
    typed: &str,
) -> Result<Option<VendorOrderId>, OrderError> {
    let Some(number) = OrderNumber::typed(typed) else { return Ok(None) };
    Ok(store::numbered_of_vendor(&ctx.store.db, by.vendor(), &number).await?)
}
