//! What runs low, and from how many packs on that is.

use kernel::{Cursor, LocationId, OfferId, PageLimit, PageOf, Quantity, StockLevelId};

use super::level::StockError;
use super::store;
use super::view::LowRow;
use crate::authority::Vendor;
use crate::{Ctx, Event, may};

/// From how many free packs on stock is low: 0 to 1,000,000. At 0 only what is sold out is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold(i64);

impl Threshold {
    /// A threshold, if it is one.
    pub fn new(packs: i64) -> Option<Self> {
        (0..=Quantity::MAX).contains(&packs).then_some(Self(packs))
    }
    /// The plain number.
    pub const fn get(self) -> i64 {
        self.0
    }
}

/// A threshold to set.
#[derive(Debug, Clone, Copy)]
pub struct SetThreshold {
    /// Of which offer.
    pub offer: OfferId,
    /// Where.
    pub location: LocationId,
    /// From how many free packs on.
    pub threshold: Threshold,
}

/// One's own stock that is at its threshold or below. Offers that were archived are left out.
pub async fn low(
    ctx: &Ctx,
    by: &Vendor<may::ReadStock>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<LowRow>, StockError> {
    let after = after.map(|c| c.keys("low_stock")).transpose().map_err(|_| StockError::BadCursor)?;
    let rows = store::list_low(&ctx.store.db, by.vendor(), after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("low_stock", &row.id)))
}

/// Says from how many packs on one's own stock of an offer at a place is low. Whoever says so last is
/// right: it moves no goods, so there is nothing to lose by it.
pub async fn set_threshold(ctx: &Ctx, by: &Vendor<may::MoveStock>, cmd: SetThreshold) -> Result<(), StockError> {
    let (vendor, fresh) = (by.vendor(), ctx.store.id::<StockLevelId>());
    ctx.store
        .write(&by.origin(), |tx| async move {
            if !store::owns_both(&tx, vendor, cmd.offer, cmd.location).await? {
                return Err(StockError::Missing);
            }
            store::ensure_level(&tx, fresh, vendor, cmd.offer, cmd.location).await?;
            let (level, ..) = store::find_level(&tx, cmd.offer, cmd.location).await?.ok_or(StockError::Missing)?;
            if !store::set_own_threshold(&tx, vendor, level, cmd.threshold.get()).await? {
                return Ok(tx.no_change(()));
            }
            let event = Event::StockThresholdSet { level, vendor, threshold: cmd.threshold.get() };
            Ok(tx.commit_with(event.record(), ()))
        })
        .await
}
