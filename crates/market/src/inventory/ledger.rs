//! Stock as its vendor reads it: what is free of which offers, and movements with all their names.

use kernel::{Cursor, OfferId, PageLimit, PageOf};

use super::level::StockError;
use super::store;
use super::view::{FreePacks, LedgerRow};
use crate::authority::Vendor;
use crate::{Ctx, may};

/// What is free of some of one's own offers; an offer without stock anywhere is left out. One round trip.
pub async fn free_of(ctx: &Ctx, by: &Vendor<may::ReadStock>, offers: &[OfferId]) -> Result<Vec<FreePacks>, StockError> {
    if offers.is_empty() {
        return Ok(Vec::new());
    }
    Ok(store::free_of(&ctx.store.db, by.vendor(), offers).await?)
}

/// One's own movements, newest first; of one offer, if asked.
pub async fn ledger(
    ctx: &Ctx,
    by: &Vendor<may::ReadStock>,
    offer: Option<OfferId>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<LedgerRow>, StockError> {
    let after = after.map(|c| c.keys("ledger")).transpose().map_err(|_| StockError::BadCursor)?;
    let rows = store::list_ledger(&ctx.store.db, by.vendor(), offer, after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("ledger", &row.movement.id)))
}
