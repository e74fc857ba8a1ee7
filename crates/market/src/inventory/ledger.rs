//! Stock as its vendor reads it: what is free of which offers, and movements with all their names.

use kernel::{Cursor, OfferId, PageLimit, PageOf};

use super::level::{MovementRow, StockError};
use super::store;
use crate::authority::Vendor;
use crate::{Ctx, may};

/// How much of an offer can be sold, over all places.
#[derive(Debug, Clone, Copy)]
pub struct FreePacks {
    /// The offer.
    pub offer_id: OfferId,
    /// Packs that nobody was promised.
    pub available: i64,
    /// Whether any place is at its threshold or below.
    pub is_low: bool,
}

/// A movement, with what and where by name.
#[derive(Debug, Clone)]
pub struct LedgerRow {
    /// The movement.
    pub movement: MovementRow,
    /// Of which offer.
    pub offer_id: OfferId,
    /// The vendor's article number.
    pub sku: String,
    /// What the product is called.
    pub title: String,
    /// Where.
    pub location_name: String,
    /// Who, by name.
    pub by_name: Option<String>,
}

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
