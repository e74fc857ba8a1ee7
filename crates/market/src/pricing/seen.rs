//! What a vendor is shown of its price changes: what the guard would say, and what there was lately.

use kernel::{Cursor, Limit, Money, PageOf, Price};

use super::change::{PriceFault, changes_lately};
use super::guard::{Recent, Verdict, judge};
use super::held::ChangeRow;
use super::store;
use crate::authority::Vendor;
use crate::{Ctx, may};

/// A price change, with what its offer is called.
#[derive(Debug, Clone)]
pub struct SeenChange {
    /// The change.
    pub change: ChangeRow,
    /// The vendor's article number.
    pub sku: String,
    /// What the product is called.
    pub title: String,
    /// Who changed it, by name.
    pub by_name: Option<String>,
}

/// What the guard would say to a price at this moment. Nothing is changed, and nothing promised: it
/// is asked again when the price changes. One round trip.
pub async fn foresee(ctx: &Ctx, by: &Vendor<may::EditPrices>, old: Money, new: Price) -> Result<Verdict, PriceFault> {
    let changes = changes_lately(ctx, by.vendor()).await?;
    Ok(judge(&ctx.rules, old.minor(), new.minor(), Recent { changes }))
}

/// One's own latest price changes, newest first; first prices are left out. One round trip.
pub async fn latest_changes(
    ctx: &Ctx,
    by: &Vendor<may::ReadOffers>,
    limit: Limit,
) -> Result<Vec<SeenChange>, PriceFault> {
    Ok(store::list_latest(&ctx.store.db, by.vendor(), limit).await?)
}

/// One's own changes that wait, newest first, with what their offers are called.
pub async fn held_seen(
    ctx: &Ctx,
    by: &Vendor<may::ReadOffers>,
    after: Option<Cursor>,
    limit: Limit,
) -> Result<PageOf<SeenChange>, PriceFault> {
    let after = after.map(|c| c.keys("price_held")).transpose().map_err(|_| PriceFault::BadCursor)?;
    let rows = store::list_held_seen(&ctx.store.db, by.vendor(), after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("price_held", &row.change.id)))
}
