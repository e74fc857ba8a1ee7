//! A vendor's own figures: what waits, what was sold, and of what the most.

use kernel::{Money, OfferId, ProductId, Timestamp};

use super::read::OrderError;
use super::state::VendorOrderState;
use super::store;
use crate::authority::Vendor;
use crate::{Ctx, companies, may};

/// How far back figures go, in days.
const MOST_DAYS: u16 = 90;

/// What a vendor sold on one day of its own calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalesDay {
    /// When the day began.
    pub day: Timestamp,
    /// Orders placed on it that were not rejected or called off.
    pub orders: i64,
    /// Their sum, without what was declined.
    pub total: Money,
}

/// An offer that sold well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BestSeller {
    /// The offer.
    pub offer_id: OfferId,
    /// Of which product.
    pub product_id: ProductId,
    /// What that is called.
    pub title: String,
    /// The vendor's article number.
    pub sku: String,
    /// Packs sold, without those declined.
    pub packs: i64,
    /// For how much.
    pub total: Money,
}

/// How many of a vendor's own orders are in each state. States in which nothing can follow are left
/// out: they only ever grow. One round trip, along the index of vendor and state.
pub async fn vendor_counts(
    ctx: &Ctx,
    by: &Vendor<may::ReadVendorOrders>,
) -> Result<Vec<(VendorOrderState, i64)>, OrderError> {
    Ok(store::count_open(&ctx.store.db, by.vendor()).await?)
}

/// What a vendor sold on each of the last days, today's among them, oldest first; 90 at most. Days
/// are those of the company's time zone. Two round trips.
pub async fn sales(ctx: &Ctx, by: &Vendor<may::ReadVendorOrders>, days: u16) -> Result<Vec<SalesDay>, OrderError> {
    // A vendor sells in its company's currency, which never changes.
    let (zone, currency) =
        companies::zone_and_currency(&ctx.store.db, by.vendor()).await?.ok_or(OrderError::Missing)?;
    let borders = zone.last_days(ctx.store.now(), days.clamp(1, MOST_DAYS));
    Ok(store::sales_by_day(&ctx.store.db, by.vendor(), &borders, currency).await?)
}

/// The ten offers that brought a vendor the most on the last days, today's among them. Two round trips.
pub async fn best_sellers(
    ctx: &Ctx,
    by: &Vendor<may::ReadVendorOrders>,
    days: u16,
) -> Result<Vec<BestSeller>, OrderError> {
    let (zone, currency) =
        companies::zone_and_currency(&ctx.store.db, by.vendor()).await?.ok_or(OrderError::Missing)?;
    let borders = zone.last_days(ctx.store.now(), days.clamp(1, MOST_DAYS));
    let since = borders.first().copied().unwrap_or_else(|| ctx.store.now());
    Ok(store::best_sellers(&ctx.store.db, by.vendor(), since, currency).await?)
}
