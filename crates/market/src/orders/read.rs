//! What is shown of orders: all of it to the retailer, its own part to a vendor.

use kernel::{
    CompanyId, Cursor, Money, OfferId, OrderId, OrderLineId, PageLimit, PageOf, ProductId, Timestamp, UserId,
    VendorOrderId, Version, string_enum,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::number::OrderNumber;
use super::place::PaymentTerms;
use super::state::{ReasonCode, VendorOrderState};
use super::store;
use crate::authority::{Retailer, Staff, Vendor};
use crate::companies::ShipTo;
use crate::{Ctx, may};

string_enum! {
    /// The status of an order, derived from its vendor orders.
    pub enum OrderState {
        /// In progress.
        Open = "open",
        /// Everything that was not cancelled has been delivered.
        Delivered = "delivered",
        /// Everything that was not cancelled is completed.
        Completed = "completed",
        /// Fully cancelled.
        Cancelled = "cancelled",
    }
}

impl OrderState {
    /// The state of an order with parts in these states.
    pub fn of(vendor_orders: &[VendorOrderState]) -> Self {
        let alive: Vec<_> = vendor_orders
            .iter()
            .filter(|p| !matches!(p, VendorOrderState::Rejected | VendorOrderState::Cancelled))
            .collect();
        if alive.is_empty() {
            Self::Cancelled
        } else if alive.iter().all(|p| **p == VendorOrderState::Completed) {
            Self::Completed
        } else if alive.iter().all(|p| matches!(p, VendorOrderState::Completed | VendorOrderState::Delivered)) {
            Self::Delivered
        } else {
            Self::Open
        }
    }
}

/// An order line. Names and prices are as they were when the order was placed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LineView {
    /// Unique ID.
    pub id: OrderLineId,
    /// ID of the offer.
    pub offer_id: OfferId,
    /// ID of the product.
    pub product_id: ProductId,
    /// The vendor's SKU when ordered.
    pub sku: String,
    /// Product name when ordered.
    pub title: String,
    /// Pieces per pack.
    pub pack_size: i64,
    /// Price of one pack when ordered.
    pub unit_price: Money,
    /// ID of the price change that set the price.
    pub price_change_id: kernel::PriceChangeId,
    /// Tax class when ordered.
    pub tax_class: String,
    /// Packs ordered.
    pub quantity_ordered: i64,
    /// Packs accepted by the vendor.
    pub quantity_accepted: i64,
    /// Packs declined by the vendor.
    pub quantity_declined: i64,
}

impl LineView {
    /// What was ordered of it, at the price then. `None` where that is no amount any more.
    pub fn sum(&self) -> Option<Money> {
        self.unit_price.times(self.quantity_ordered).ok()
    }
}

/// An entry in an order's history.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HistoryRow {
    /// When it happened.
    pub at: Timestamp,
    /// Previous state; null for the first entry.
    pub from: Option<VendorOrderState>,
    /// New state.
    pub to: VendorOrderState,
    /// Why, where the marketplace itself moved it.
    pub reason_code: Option<ReasonCode>,
    /// Why, in the words of whoever moved it.
    pub reason: Option<String>,
}

/// A vendor order, as the retailer sees it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RetailerVendorOrder {
    /// Unique ID.
    pub id: VendorOrderId,
    /// Human-readable number.
    pub number: String,
    /// ID of the vendor.
    pub vendor_id: CompanyId,
    /// Name of the vendor.
    pub vendor_name: String,
    /// Status.
    pub state: VendorOrderState,
    /// Total amount.
    pub total: Money,
    /// Deadline for the vendor's response.
    pub accept_by: Timestamp,
    /// The lines.
    pub lines: Vec<LineView>,
    /// History of state changes, oldest first.
    pub history: Vec<HistoryRow>,
}

/// An order with all its details.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OrderView {
    /// Unique ID.
    pub id: OrderId,
    /// Human-readable number.
    pub number: String,
    /// ID of the retailer.
    pub retailer_id: CompanyId,
    /// ID of the user who placed the order.
    pub buyer_id: UserId,
    /// Status.
    pub state: OrderState,
    /// Total amount.
    pub total: Money,
    /// Payment terms.
    pub payment_terms: PaymentTerms,
    /// The buyer's PO number.
    pub reference: Option<String>,
    /// Delivery address.
    pub ship_to: ShipTo,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// One vendor order per vendor.
    pub vendor_orders: Vec<RetailerVendorOrder>,
}

/// An order in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OrderRow {
    /// Unique ID.
    pub id: OrderId,
    /// Human-readable number.
    pub number: String,
    /// ID of the retailer.
    pub retailer_id: CompanyId,
    /// Status.
    pub state: OrderState,
    /// Total amount.
    pub total: Money,
    /// Number of vendor orders.
    pub vendor_order_count: i64,
    /// When it was placed.
    pub placed_at: Timestamp,
}

/// An order in a vendor's list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VendorOrderRow {
    /// Unique ID.
    pub id: VendorOrderId,
    /// Human-readable number.
    pub number: String,
    /// Name of the retailer.
    pub retailer_name: String,
    /// Status.
    pub state: VendorOrderState,
    /// Total amount.
    pub total: Money,
    /// Deadline for the vendor's response.
    pub accept_by: Timestamp,
    /// When it was placed.
    pub placed_at: Timestamp,
}

/// An order, as its vendor sees it. Other vendors' parts are not included.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VendorOrderView {
    /// Unique ID.
    pub id: VendorOrderId,
    /// Human-readable number.
    pub number: String,
    /// Name of the retailer.
    pub retailer_name: String,
    /// Status.
    pub state: VendorOrderState,
    /// Total amount.
    pub total: Money,
    /// Payment terms.
    pub payment_terms: PaymentTerms,
    /// Delivery address.
    pub ship_to: ShipTo,
    /// Deadline for the vendor's response.
    pub accept_by: Timestamp,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// Version of the order.
    pub version: Version,
    /// The lines.
    pub lines: Vec<LineView>,
    /// History of state changes, oldest first.
    pub history: Vec<HistoryRow>,
}

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
    let mut view = store::find_of_vendor(&ctx.store.db, by.vendor(), id).await?.ok_or(OrderError::Missing)?;
    (view.lines, view.history) = store::lines_and_history(&ctx.store.db, id).await?;
    Ok(view)
}

/// One's own order that has the number somebody typed, or whose part has it.
pub async fn own_order_numbered(
    ctx: &Ctx,
    by: &Retailer<may::ReadOrders>,
    typed: &str,
) -> Result<Option<OrderId>, OrderError> {
    let Some(number) = OrderNumber::typed(typed) else { return Ok(None) };
    Ok(store::numbered_own(&ctx.store.db, by.retailer(), &number).await?)
}

/// Any order that has the number somebody typed, or whose part has it.
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
