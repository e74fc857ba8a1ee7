//! What a vendor is shown of its price changes: what the guard would say, and what there was lately.

use kernel::{Cursor, Money, OfferId, PageLimit, PageOf, Price};

use super::change::{PriceError, changes_lately, earlier_prices};
use super::guard::{GuardDecision, Recent, judge};
use super::store;
use super::view::PriceChangeView;
use crate::authority::Vendor;
use crate::{Ctx, may};

/// What the guard would say to a price at this moment. Nothing is changed, and nothing promised: it
/// is asked again when the price changes. Two round trips.
pub async fn preview_change(
    ctx: &Ctx,
    by: &Vendor<may::EditPrices>,
    offer: OfferId,
    (old, new): (Money, Price),
) -> Result<GuardDecision, PriceError> {
    let changes = changes_lately(ctx, by.vendor()).await?;
    let now = ctx.store.now();
    let earlier = earlier_prices(&ctx.store.db, by.vendor(), offer, (old.minor(), now)).await?;
    Ok(judge(&ctx.rules, old.minor(), new.minor(), Recent { changes, earlier }))
}

/// One's own latest price changes, newest first; first prices are left out. One round trip.
pub async fn latest_changes(
    ctx: &Ctx,
    by: &Vendor<may::ReadOffers>,
    limit: PageLimit,
) -> Result<Vec<PriceChangeView>, PriceError> {
    Ok(store::list_latest(&ctx.store.db, by.vendor(), limit).await?)
}

/// One's own changes that wait, newest first, with what their offers are called.
pub async fn held_change_views(
    ctx: &Ctx,
    by: &Vendor<may::ReadOffers>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<PriceChangeView>, PriceError> {
    let after = after.map(|c| c.keys("price_held")).transpose().map_err(|_| PriceError::BadCursor)?;
    let rows = store::list_held_views(&ctx.store.db, by.vendor(), after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("price_held", &row.change.id)))
}
