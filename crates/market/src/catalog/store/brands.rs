//! Brands, counted along their index.

use infra::db::{Db, Query, Result, Row};
use infra::{WriteTx, args};
use kernel::ids::Id;
use kernel::{Count, PageLimit, ProductId};

use super::{BRAND, BRANDS, BRANDS_AFTER, NEXT_LONG_BRANDS, REKEY_BRAND, brand_key};
use crate::catalog::brand::CATEGORIES;
use crate::catalog::view::{Brand, BrandRow};

pub(crate) async fn list_brands(
    db: &Db,
    prefix: Option<&str>,
    after: Option<String>,
    limit: PageLimit,
) -> Result<Vec<BrandRow>> {
    let from = prefix.map(brand_key).unwrap_or_default();
    // Behind every text that begins with the prefix: U+10FFFF is the last code point.
    let to = format!("{from}\u{10ffff}");
    let rows = match after {
        None => db.all(&BRANDS, args![from, to, limit.rows_plus_one()]).await?,
        Some(after) => db.all(&BRANDS_AFTER, args![after, from, to, limit.rows_plus_one()]).await?,
    };
    let read = |mut r: Row| Ok(infra::columns!(r, BrandRow { key, name, product_count }));
    rows.into_iter().map(read).collect()
}

/// One brand, out of a row per category.
pub(crate) async fn find_brand(db: &Db, name: &str) -> Result<Option<Brand>> {
    let mut found: Option<Brand> = None;
    for mut row in db.all(&BRAND, args![brand_key(name)]).await? {
        let (name, products, category): (String, i64, String) = row.take_tuple()?;
        let brand = found.get_or_insert_with(|| Brand {
            name: name.clone(),
            product_count: Count::default(),
            categories: Vec::new(),
        });
        brand.name = name.min(std::mem::take(&mut brand.name));
        brand.product_count = brand.product_count.plus(products);
        if brand.categories.len() < CATEGORIES {
            brand.categories.push(category);
        }
    }
    Ok(found)
}

/// Gives some products behind one the keys that their brands have by now; tells the last that was looked at, and those
/// whose key is another.
pub(crate) async fn rekey_brands(
    tx: &WriteTx,
    after: Option<ProductId>,
) -> Result<(Option<ProductId>, Vec<ProductId>)> {
    let (mut last, mut changed) = (None, Vec::new());
    for mut row in tx.all(&NEXT_LONG_BRANDS, args![after.unwrap_or_else(Id::least)]).await? {
        let (id, brand, key): (ProductId, String, String) = row.take_tuple()?;
        last = Some(id);
        let whole = brand_key(&brand);
        if key != whole && tx.exec(&REKEY_BRAND, args![whole, id, brand]).await? == 1 {
            changed.push(id);
        }
    }
    Ok((last, changed))
}
