//! One's own prices, stock and products for files: the same columns that are read.

use infra::row_source::RowSource;
use kernel::ids::Id;

use super::kind::ImportKind;
use super::store;
use crate::authority::Vendor;
use crate::{Ctx, may};

/// Rows of one look into the tables. A product's description makes a row of some kilobytes.
const PAGE: i64 = 500;

/// One's own prices.
pub fn export_prices(ctx: &Ctx, by: &Vendor<may::ReadOffers>) -> RowSource {
    let (db, vendor) = (ctx.store.db.clone(), by.vendor());
    RowSource::by_key(ImportKind::Prices.column_names(), Id::least(), move |after| {
        let db = db.clone();
        async move { store::prices_page(&db, vendor, after, PAGE).await }
    })
}

/// One's own stock, place by place.
pub fn export_stock(ctx: &Ctx, by: &Vendor<may::ReadStock>) -> RowSource {
    let (db, vendor) = (ctx.store.db.clone(), by.vendor());
    RowSource::by_key(ImportKind::Stock.column_names(), Id::least(), move |after| {
        let db = db.clone();
        async move { store::stock_page(&db, vendor, after, PAGE).await }
    })
}

/// The products one offers, each with one's own offer of it.
pub fn export_products(ctx: &Ctx, by: &Vendor<may::ReadOffers>) -> RowSource {
    let (db, vendor) = (ctx.store.db.clone(), by.vendor());
    RowSource::by_key(ImportKind::Products.column_names(), Id::least(), move |after| {
        let db = db.clone();
        async move { store::products_page(&db, vendor, after, PAGE).await }
    })
}
