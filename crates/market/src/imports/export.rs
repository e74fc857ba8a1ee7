//! One's own prices, stock and products as files: the same columns that are read.

use infra::spreadsheet::{CsvExport, CsvWriter};
use kernel::ids::Id;

use super::kind::ImportKind;
use super::read::ImportError;
use super::store;
use crate::authority::Vendor;
use crate::{Ctx, may};

/// Rows of one look into the tables.
const PAGE: i64 = 1_000;

fn csv(kind: ImportKind) -> CsvWriter {
    CsvWriter::new(kind.column_names())
}

/// One's own prices.
pub async fn export_prices(ctx: &Ctx, by: &Vendor<may::ReadOffers>) -> Result<CsvExport, ImportError> {
    let (mut csv, mut after) = (csv(ImportKind::Prices), Id::least());
    loop {
        let page = store::prices_page(&ctx.store.db, by.vendor(), after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(csv.finish()) };
        after = last.0;
        for (_, cells) in &page {
            if !csv.row(cells.iter().map(String::as_str)) {
                return Ok(csv.finish());
            }
        }
    }
}

/// One's own stock, place by place.
pub async fn export_stock(ctx: &Ctx, by: &Vendor<may::ReadStock>) -> Result<CsvExport, ImportError> {
    let (mut csv, mut after) = (csv(ImportKind::Stock), Id::least());
    loop {
        let page = store::stock_page(&ctx.store.db, by.vendor(), after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(csv.finish()) };
        after = last.0;
        for (_, cells) in &page {
            if !csv.row(cells.iter().map(String::as_str)) {
                return Ok(csv.finish());
            }
        }
    }
}

/// The products one offers, each with one's own offer of it.
pub async fn export_products(ctx: &Ctx, by: &Vendor<may::ReadOffers>) -> Result<CsvExport, ImportError> {
    let (mut csv, mut after) = (csv(ImportKind::Products), Id::least());
    loop {
        let page = store::products_page(&ctx.store.db, by.vendor(), after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(csv.finish()) };
        after = last.0;
        for (_, cells) in &page {
            if !csv.row(cells.iter().map(String::as_str)) {
                return Ok(csv.finish());
            }
        }
    }
}
