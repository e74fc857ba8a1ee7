//! A basket as it is shown: by vendor, at the prices and with the stock of now.

use super::add::BasketError;
use super::store;
use super::view::{BasketVendor, BasketView, sum};
use crate::authority::Retailer;
use crate::{Ctx, may};

/// One's own basket, as the tables have it now: one round trip.
pub async fn show(ctx: &Ctx, by: &Retailer<may::PlaceOrders>) -> Result<BasketView, BasketError> {
    let rows = store::list_own(&ctx.store.db, by.retailer(), by.user()).await?;
    let mut view = BasketView::default();
    for (vendor_id, vendor_name, line) in rows {
        match view.vendors.last_mut().filter(|vendor| vendor.vendor_id == vendor_id) {
            Some(vendor) => vendor.lines.push(line),
            None => view.vendors.push(BasketVendor { vendor_id, vendor_name, lines: vec![line], total: None }),
        }
    }
    for vendor in &mut view.vendors {
        vendor.total = sum(&vendor.lines);
    }
    view.total = sum(view.lines());
    Ok(view)
}

/// How many lines there are in one's own basket: one round trip.
pub async fn count(ctx: &Ctx, by: &Retailer<may::PlaceOrders>) -> Result<i64, BasketError> {
    Ok(store::count_own(&ctx.store.db, by.retailer(), by.user()).await?)
}
