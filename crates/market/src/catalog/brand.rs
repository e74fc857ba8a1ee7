//! Brands: the names that stand on products that can be bought. Spellings that fold alike are one.

use kernel::text::{Name, SearchWords};
use kernel::{Cursor, Limit, PageOf};
use schemars::JsonSchema;
use serde::Serialize;

use super::store;
use crate::Ctx;

/// A brand in a listing.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BrandRow {
    /// Its name; of several spellings, the first in the order of their code points.
    pub name: String,
    /// How many of its products somebody offers.
    pub product_count: i64,
    #[serde(skip)]
    pub(super) key: String,
}

/// One brand.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Brand {
    /// Its name; of several spellings, the first in the order of their code points.
    pub name: String,
    /// How many of its products somebody offers.
    pub product_count: i64,
    /// The slugs of the categories these are in, fullest first; at most twelve.
    pub categories: Vec<String>,
}

faults! {
    /// Why no brand is shown.
    pub enum BrandFault {
        /// On no product that is offered.
        Missing = Missing "brands.no_such_brand" "nobody offers a product of such a brand",
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor is not one of this listing",
    }
}

/// The most categories shown of one brand.
pub(super) const CATEGORIES: usize = 12;

/// Brands of offered products by name, those that begin so.
pub async fn brands(
    ctx: &Ctx,
    q: Option<&SearchWords>,
    after: Option<&Cursor>,
    limit: Limit,
) -> Result<PageOf<BrandRow>, BrandFault> {
    let after: Option<String> = after.map(|c| c.keys("brands")).transpose().map_err(|_| BrandFault::BadCursor)?;
    let rows = store::list_brands(&ctx.store.db, q.map(SearchWords::as_str), after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("brands", &row.key)))
}

/// One brand, in whatever spelling.
pub async fn brand(ctx: &Ctx, name: &Name) -> Result<Brand, BrandFault> {
    store::find_brand(&ctx.store.db, name.as_str()).await?.ok_or(BrandFault::Missing)
}
