//! What is shown of purchases: all of it to the retailer, its own part to a vendor.

use kernel::{
    Cursor, Limit, Money, OfferId, OrderLineId, OrgId, PageOf, ProductId, PurchaseId, Timestamp, UserId, VendorOrderId,
    Version, words,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::number::OrderNumber;
use super::place::{ShipTo, Terms};
use super::state::OrderState;
use super::store;
use crate::authority::{Retailer, Staff, Vendor};
use crate::{Ctx, may};

words! {
    /// Where a purchase stands; derived from its parts, never stored.
    pub enum PurchaseState {
        /// Some part is under way.
        Open = "open",
        /// All that was not called off is with the retailer.
        Delivered = "delivered",
        /// All that was not called off is done.
        Completed = "completed",
        /// All of it was called off.
        Cancelled = "cancelled",
    }
}

impl PurchaseState {
    /// The state of a purchase with parts in these states.
    pub fn of(parts: &[OrderState]) -> Self {
        let alive: Vec<_> =
            parts.iter().filter(|p| !matches!(p, OrderState::Rejected | OrderState::Cancelled)).collect();
        if alive.is_empty() {
            Self::Cancelled
        } else if alive.iter().all(|p| **p == OrderState::Completed) {
            Self::Completed
        } else if alive.iter().all(|p| matches!(p, OrderState::Completed | OrderState::Delivered)) {
            Self::Delivered
        } else {
            Self::Open
        }
    }
}

/// A line as it was bought: names and prices are copies, frozen when it was placed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LineView {
    /// Its id.
    pub id: OrderLineId,
    /// Of which offer.
    pub offer_id: OfferId,
    /// Of which product.
    pub product_id: ProductId,
    /// The vendor's article number then.
    pub sku: String,
    /// What the product was called then.
    pub title: String,
    /// Pieces in a pack.
    pub pack_size: i64,
    /// Of one pack, then.
    pub unit_price: Money,
    /// The step of the price that held.
    pub price_change_id: kernel::PriceChangeId,
    /// How it was taxed.
    pub tax_class: String,
    /// Packs ordered.
    pub quantity_ordered: i64,
    /// Packs the vendor took.
    pub quantity_accepted: i64,
    /// Packs it did not.
    pub quantity_declined: i64,
}

impl LineView {
    /// What was ordered of it, at the price then. `None` where that is no amount any more.
    pub fn sum(&self) -> Option<Money> {
        self.unit_price.times(self.quantity_ordered).ok()
    }
}

/// One step of an order's history.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HistoryRow {
    /// When.
    pub at: Timestamp,
    /// From where; null for the beginning.
    pub from: Option<OrderState>,
    /// To where.
    pub to: OrderState,
    /// In words.
    pub reason: Option<String>,
}

/// One vendor's part, as the retailer sees it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PartView {
    /// Its id.
    pub id: VendorOrderId,
    /// Its number, for people.
    pub number: String,
    /// Whose.
    pub vendor_id: OrgId,
    /// Whose, by name.
    pub vendor_name: String,
    /// Where it stands.
    pub state: OrderState,
    /// Its sum.
    pub total: Money,
    /// Until when the vendor may accept.
    pub accept_by: Timestamp,
    /// What.
    pub lines: Vec<LineView>,
    /// How it came here.
    pub history: Vec<HistoryRow>,
}

/// A purchase, whole.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PurchaseView {
    /// Its id.
    pub id: PurchaseId,
    /// Its number, for people.
    pub number: String,
    /// Whose.
    pub retailer_id: OrgId,
    /// Who bought.
    pub buyer_id: UserId,
    /// Where it stands.
    pub state: PurchaseState,
    /// Its sum.
    pub total: Money,
    /// When the retailer pays.
    pub payment_terms: Terms,
    /// The buyer's own reference.
    pub reference: Option<String>,
    /// Where to.
    pub ship_to: ShipTo,
    /// When.
    pub placed_at: Timestamp,
    /// One part per vendor.
    pub parts: Vec<PartView>,
}

/// A purchase in a listing.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PurchaseRow {
    /// Its id.
    pub id: PurchaseId,
    /// Its number, for people.
    pub number: String,
    /// Whose.
    pub retailer_id: OrgId,
    /// Where it stands.
    pub state: PurchaseState,
    /// Its sum.
    pub total: Money,
    /// How many parts.
    pub part_count: i64,
    /// When.
    pub placed_at: Timestamp,
}

/// An order in a vendor's listing.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VendorOrderRow {
    /// Its id.
    pub id: VendorOrderId,
    /// Its number, for people.
    pub number: String,
    /// Who buys.
    pub retailer_name: String,
    /// Where it stands.
    pub state: OrderState,
    /// Its sum.
    pub total: Money,
    /// Until when it may be accepted.
    pub accept_by: Timestamp,
    /// When it was placed.
    pub placed_at: Timestamp,
}

/// An order, as its vendor sees it: nothing of the purchase's other parts.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VendorOrderView {
    /// Its id.
    pub id: VendorOrderId,
    /// Its number, for people.
    pub number: String,
    /// Who buys.
    pub retailer_name: String,
    /// Where it stands.
    pub state: OrderState,
    /// Its sum.
    pub total: Money,
    /// When the retailer pays.
    pub payment_terms: Terms,
    /// Where to.
    pub ship_to: ShipTo,
    /// Until when it may be accepted.
    pub accept_by: Timestamp,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// For people who compare.
    pub version: Version,
    /// What.
    pub lines: Vec<LineView>,
    /// How it came here.
    pub history: Vec<HistoryRow>,
}

faults! {
    /// Why an order is not shown.
    pub enum OrderFault {
        /// Not there, or somebody else's.
        Missing = Missing "orders.no_such_order" "no such order",
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list; start from the first page",
    }
}

fn key<T: serde::de::DeserializeOwned>(after: Option<Cursor>, listing: &str) -> Result<Option<T>, OrderFault> {
    after.map(|c| c.keys(listing)).transpose().map_err(|_| OrderFault::BadCursor)
}

/// One's own purchases, newest first.
pub async fn own_purchases(
    ctx: &Ctx,
    by: &Retailer<may::ReadOrders>,
    after: Option<Cursor>,
    limit: Limit,
) -> Result<PageOf<PurchaseRow>, OrderFault> {
    let rows = store::list_own(&ctx.store.db, by.retailer(), key(after, "orders")?, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("orders", &row.id)))
}

/// All purchases, newest first.
pub async fn all_purchases(
    ctx: &Ctx,
    _: &Staff<may::ReadAllOrders>,
    after: Option<Cursor>,
    limit: Limit,
) -> Result<PageOf<PurchaseRow>, OrderFault> {
    let rows = store::list_unscoped(&ctx.store.db, key(after, "all_orders")?, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("all_orders", &row.id)))
}

/// One of one's own purchases.
pub async fn own_purchase(
    ctx: &Ctx,
    by: &Retailer<may::ReadOrders>,
    id: PurchaseId,
) -> Result<PurchaseView, OrderFault> {
    let view = store::find_own(&ctx.store.db, by.retailer(), id).await?.ok_or(OrderFault::Missing)?;
    Ok(store::with_parts(&ctx.store.db, view).await?)
}

/// Any purchase.
pub async fn any_purchase(
    ctx: &Ctx,
    _: &Staff<may::ReadAllOrders>,
    id: PurchaseId,
) -> Result<PurchaseView, OrderFault> {
    let view = store::find_unscoped(&ctx.store.db, id).await?.ok_or(OrderFault::Missing)?;
    Ok(store::with_parts(&ctx.store.db, view).await?)
}

/// A vendor's own orders, newest first; in one state, if asked.
pub async fn own_vendor_orders(
    ctx: &Ctx,
    by: &Vendor<may::ReadVendorOrders>,
    state: Option<OrderState>,
    after: Option<Cursor>,
    limit: Limit,
) -> Result<PageOf<VendorOrderRow>, OrderFault> {
    let rows = store::list_of_vendor(&ctx.store.db, by.vendor(), state, key(after, "vendor_orders")?, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("vendor_orders", &row.id)))
}

/// What waits longest of a vendor's own orders in a state: oldest first, so the nearest deadline too.
pub async fn oldest_vendor_orders(
    ctx: &Ctx,
    by: &Vendor<may::ReadVendorOrders>,
    state: OrderState,
    limit: Limit,
) -> Result<Vec<VendorOrderRow>, OrderFault> {
    Ok(store::oldest_of_vendor(&ctx.store.db, by.vendor(), state, limit).await?)
}

/// One of a vendor's own orders.
pub async fn own_vendor_order(
    ctx: &Ctx,
    by: &Vendor<may::ReadVendorOrders>,
    id: VendorOrderId,
) -> Result<VendorOrderView, OrderFault> {
    let mut view = store::find_of_vendor(&ctx.store.db, by.vendor(), id).await?.ok_or(OrderFault::Missing)?;
    (view.lines, view.history) = store::lines_and_history(&ctx.store.db, id).await?;
    Ok(view)
}

/// One's own purchase that has the number somebody typed, or whose part has it.
pub async fn own_purchase_numbered(
    ctx: &Ctx,
    by: &Retailer<may::ReadOrders>,
    typed: &str,
) -> Result<Option<PurchaseId>, OrderFault> {
    let Some(number) = OrderNumber::typed(typed) else { return Ok(None) };
    Ok(store::numbered_own(&ctx.store.db, by.retailer(), &number).await?)
}

/// Any purchase that has the number somebody typed, or whose part has it.
pub async fn any_purchase_numbered(
    ctx: &Ctx,
    _: &Staff<may::ReadAllOrders>,
    typed: &str,
) -> Result<Option<PurchaseId>, OrderFault> {
    let Some(number) = OrderNumber::typed(typed) else { return Ok(None) };
    Ok(store::numbered_unscoped(&ctx.store.db, &number).await?)
}

/// A vendor's own order that has the number somebody typed.
pub async fn own_vendor_order_numbered(
    ctx: &Ctx,
    by: &Vendor<may::ReadVendorOrders>,
    typed: &str,
) -> Result<Option<VendorOrderId>, OrderFault> {
    let Some(number) = OrderNumber::typed(typed) else { return Ok(None) };
    Ok(store::numbered_of_vendor(&ctx.store.db, by.vendor(), &number).await?)
}
