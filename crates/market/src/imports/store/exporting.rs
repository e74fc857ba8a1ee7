//! Pages of what is exported: the key of each row, and its cells.

use infra::args;
use infra::db::{Db, Error, Query, Result, Row};
use kernel::{CompanyId, Currency, Money, OfferId, StockLevelId};

use super::{PRICES_PAGE, PRODUCTS_PAGE, STOCK_PAGE};

fn price(r: &mut Row) -> Result<String> {
    let (minor, currency): (i64, Currency) = r.take_tuple()?;
    Money::new(minor, currency).map(Money::decimal).map_err(|e| Error::Decode(e.to_string()))
}

pub async fn prices_page(db: &Db, vendor: CompanyId, after: OfferId, rows: i64) -> Result<Vec<(OfferId, Vec<String>)>> {
    let row = |mut r: Row| Ok((r.take()?, vec![r.take()?, price(&mut r)?]));
    db.all(&PRICES_PAGE, args![vendor, after, rows]).await?.into_iter().map(row).collect()
}

pub async fn stock_page(
    db: &Db,
    vendor: CompanyId,
    after: StockLevelId,
    rows: i64,
) -> Result<Vec<(StockLevelId, Vec<String>)>> {
    let row = |mut r: Row| {
        let (id, sku, location, on_hand): (_, _, _, i64) = r.take_tuple()?;
        Ok((id, vec![sku, location, on_hand.to_string()]))
    };
    db.all(&STOCK_PAGE, args![vendor, after, rows]).await?.into_iter().map(row).collect()
}

pub async fn products_page(
    db: &Db,
    vendor: CompanyId,
    after: OfferId,
    rows: i64,
) -> Result<Vec<(OfferId, Vec<String>)>> {
    db.all(&PRODUCTS_PAGE, args![vendor, after, rows]).await?.into_iter().map(product).collect()
}

/// An offer with its product, as the cells of a row.
pub(super) fn product(mut r: Row) -> Result<(OfferId, Vec<String>)> {
    let id = r.take()?;
    let mut cells: Vec<String> = vec![r.take()?, r.take()?, r.take()?];
    cells.push(r.take::<Option<String>>()?.unwrap_or_default());
    for _ in 0..3 {
        cells.push(r.take()?);
    }
    for _ in 0..4 {
        cells.push(r.take::<i64>()?.to_string());
    }
    cells.push(price(&mut r)?);
    Ok((id, cells))
}
