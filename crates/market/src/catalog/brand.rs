//! Brands: the names that stand on products that can be bought. Spellings that fold alike are one.

use cache::{Entry, Everyone, Loaded};
use kernel::text::{Name, SearchWords};
use kernel::{Cursor, Limit, PageOf, Tally};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{kept, store};
use crate::{Ctx, freshness};

/// A brand in a list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct BrandRow {
    /// Name. If there are several spellings, the first one in code point order.
    pub name: String,
    /// Number of products on offer.
    pub product_count: Tally,
    #[serde(skip)]
    pub(super) key: String,
}

/// One brand.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Brand {
    /// Name. If there are several spellings, the first one in code point order.
    pub name: String,
    /// Number of products on offer.
    pub product_count: Tally,
    /// Slugs of the categories of its products, largest first; at most twelve.
    pub categories: Vec<String>,
}

faults! {
    /// Why no brand is shown.
    pub enum BrandFault {
        /// On no product that is offered.
        Missing = Missing "brands.no_such_brand" "no such brand",
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list; start from the first page",
    }
}

/// The most categories shown of one brand.
pub(super) const CATEGORIES: usize = 12;

/// Which brands to list.
#[derive(Debug, Clone, Default)]
pub struct Which {
    /// Those that begin so.
    pub q: Option<SearchWords>,
    /// Where to go on.
    pub after: Option<Cursor>,
    /// How many.
    pub limit: Limit,
}

/// Brands of offered products by name.
pub async fn brands(ctx: &Ctx, which: &Which) -> Result<Entry<PageOf<BrandRow>>, BrandFault> {
    let after: Option<String> =
        which.after.as_ref().map(|c| c.keys("brands")).transpose().map_err(|_| BrandFault::BadCursor)?;
    let load = || async {
        let q = which.q.as_ref().map(SearchWords::as_str);
        let rows = store::list_brands(&ctx.store.db, q, after.clone(), which.limit).await?;
        let page = PageOf::cut(rows, which.limit, |row| Cursor::of("brands", &row.key));
        Ok(Loaded::of(Some(page), vec![freshness::found()]))
    };
    ctx.cache.read::<kept::Brands, _, _, BrandFault>(&Everyone, which, load).await?.ok_or(BrandFault::Missing)
}

/// One brand, in whatever spelling.
pub async fn brand(ctx: &Ctx, name: &Name) -> Result<Entry<Brand>, BrandFault> {
    let load = || async {
        let found = store::find_brand(&ctx.store.db, name.as_str()).await?;
        Ok(Loaded::of(found, vec![freshness::found()]))
    };
    let key = kept::BrandKey::of(name);
    ctx.cache.read::<kept::OneBrand, _, _, BrandFault>(&Everyone, &key, load).await?.ok_or(BrandFault::Missing)
}
