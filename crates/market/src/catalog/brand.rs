//! Brands: the names that stand on products that can be bought. Spellings that fold alike are one.

use cache::{CacheEntry, Loaded, PublicScope};
use kernel::text::{Name, SearchText};
use kernel::{Cursor, PageOf};

use super::filter::BrandFilter;
use super::view::{Brand, BrandRow};
use super::{cached, store};
use crate::{Ctx, invalidation};

errors! {
    /// Why no brand is shown.
    pub enum BrandError {
        /// On no product that is offered.
        Missing = Missing "brands.no_such_brand" "no such brand",
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list; start from the first page",
    }
}

/// The most categories shown of one brand.
pub(super) const CATEGORIES: usize = 12;

/// Brands of offered products by name.
pub async fn brands(ctx: &Ctx, which: &BrandFilter) -> Result<CacheEntry<PageOf<BrandRow>>, BrandError> {
    let after: Option<String> =
        which.after.as_ref().map(|c| c.keys("brands")).transpose().map_err(|_| BrandError::BadCursor)?;
    let load = || async {
        let q = which.q.as_ref().map(SearchText::as_str);
        let rows = store::list_brands(&ctx.store.db, q, after.clone(), which.limit).await?;
        let page = PageOf::cut(rows, which.limit, |row| Cursor::of("brands", &row.key));
        Ok(Loaded::of(Some(page), vec![invalidation::found()]))
    };
    ctx.cache.read::<cached::Brands, _, _, BrandError>(&PublicScope, which, load).await?.ok_or(BrandError::Missing)
}

/// One brand, in whatever spelling.
pub async fn brand(ctx: &Ctx, name: &Name) -> Result<CacheEntry<Brand>, BrandError> {
    let load = || async {
        let found = store::find_brand(&ctx.store.db, name.as_str()).await?;
        Ok(Loaded::of(found, vec![invalidation::found()]))
    };
    let key = cached::BrandKey::of(name);
    ctx.cache.read::<cached::OneBrand, _, _, BrandError>(&PublicScope, &key, load).await?.ok_or(BrandError::Missing)
}
