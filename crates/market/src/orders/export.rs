//! Orders as files, line by line, newest first: a vendor's own vendor orders, a retailer's own orders.

use infra::spreadsheet::{CsvExport, CsvWriter};
use kernel::ids::Id;

use super::read::OrderError;
use super::store;
use crate::authority::{Retailer, Vendor};
use crate::{Ctx, may};

/// Orders of one look into the tables.
const PAGE: i64 = 200;

const COLUMNS: [&str; 14] = [
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
];

/// A vendor's own orders; the company is who buys.
pub async fn export_own(ctx: &Ctx, by: &Vendor<may::ReadVendorOrders>) -> Result<CsvExport, OrderError> {
    let (mut csv, mut after) = (CsvWriter::new(COLUMNS), Id::greatest());
    loop {
        let page = store::lines_of_vendor(&ctx.store.db, by.vendor(), after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(csv.finish()) };
        after = last.0;
        for (_, cells) in &page {
            if !csv.row(cells.iter().map(String::as_str)) {
                return Ok(csv.finish());
            }
        }
    }
}

/// A retailer's own orders, each vendor order by itself; the company is who sells.
pub async fn export_orders(ctx: &Ctx, by: &Retailer<may::ReadOrders>) -> Result<CsvExport, OrderError> {
    let (mut csv, mut after) = (CsvWriter::new(COLUMNS), Id::greatest());
    loop {
        let page = store::lines_of_retailer(&ctx.store.db, by.retailer(), after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(csv.finish()) };
        after = last.0;
        for (_, cells) in &page {
            if !csv.row(cells.iter().map(String::as_str)) {
                return Ok(csv.finish());
            }
        }
    }
}
