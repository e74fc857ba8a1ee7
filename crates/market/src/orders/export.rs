//! Orders for files, line by line, newest first: a vendor's own vendor orders, a retailer's own orders.

use infra::row_source::RowSource;
use kernel::ids::Id;

use super::store;
use crate::authority::{Retailer, Vendor};
use crate::{Ctx, may};

/// Orders of one look into the tables. Each has some lines, so that a page is of some thousand rows at most.
const PAGE: i64 = 50;

/// Of the last ones: what is accepted is empty until somebody answered, and what was cancelled stands by itself.
const COLUMNS: [&str; 15] = [
    "order",
    "placed_at",
    "company",
    "state",
    "sku",
    "title",
    "pack_size",
    "quantity_ordered",
    "quantity_accepted",
    "quantity_declined",
    "unit_price",
    "currency",
    "total",
    "accepted_total",
    // Behind those that programs know by their place.
    "quantity_cancelled",
];

/// A vendor's own orders; the company is who buys.
pub fn export_own(ctx: &Ctx, by: &Vendor<may::ReadVendorOrders>) -> RowSource {
    let (db, vendor) = (ctx.store.db.clone(), by.vendor());
    RowSource::by_key(COLUMNS, Id::greatest(), move |after| {
        let db = db.clone();
        async move { store::lines_of_vendor(&db, vendor, after, PAGE).await }
    })
}

/// A retailer's own orders, each vendor order by itself; the company is who sells.
pub fn export_orders(ctx: &Ctx, by: &Retailer<may::ReadOrders>) -> RowSource {
    let (db, retailer) = (ctx.store.db.clone(), by.retailer());
    RowSource::by_key(COLUMNS, Id::greatest(), move |after| {
        let db = db.clone();
        async move { store::lines_of_retailer(&db, retailer, after, PAGE).await }
    })
}
