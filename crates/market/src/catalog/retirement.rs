//! Staff take products out of the catalogue, and put them back. A product gives up its GTIN when it goes, so that
//! nobody is kept from listing it anew; it gets it back if nobody did.

use kernel::gtin::Gtin;
use kernel::text::Reason;
use kernel::{Cursor, PageLimit, PageOf, ProductId};

use super::product::{ProductError, index};
use super::store;
use super::view::RetiredProduct;
use crate::authority::Staff;
use crate::{Ctx, Event, companies, may};

/// Takes a product out of the catalogue. What waits to be decided about it is settled.
pub async fn retire_product(
    ctx: &Ctx,
    by: &Staff<may::ModerateCatalog>,
    id: ProductId,
    reason: Reason,
) -> Result<(), ProductError> {
    let (user, now) = (by.user(), ctx.store.now());
    ctx.store
        .write(&by.origin(), |tx| {
            let reason = reason.to_string();
            async move {
                if companies::has_interest_in_product(&tx, user, id, now).await? {
                    return Err(ProductError::Interested);
                }
                if !store::retire(&tx, id).await? {
                    let is_retired = store::lock_retired(&tx, id).await?.is_some();
                    return if is_retired { Ok(tx.no_change(())) } else { Err(ProductError::Missing) };
                }
                store::supersede_all(&tx, id, None, now).await?;
                Ok(tx.commit_with(Event::ProductRetired { product: id, reason }.record(), ()))
            }
        })
        .await
}

/// Puts a retired product back, with its GTIN; one that is back already stays as it is. Where another product holds that by now, it stays retired. Nobody
/// restores what a company of their own listed or offers.
pub async fn restore_product(
    ctx: &Ctx,
    by: &Staff<may::ModerateCatalog>,
    id: ProductId,
    reason: Reason,
) -> Result<(), ProductError> {
    let (user, now) = (by.user(), ctx.store.now());
    ctx.store
        .write(&by.origin(), |tx| {
            let reason = reason.to_string();
            async move {
                if companies::has_interest_in_product(&tx, user, id, now).await? {
                    return Err(ProductError::Interested);
                }
                let Some(row) = store::lock_retired(&tx, id).await? else {
                    let is_listed = store::lock_product(&tx, id).await?.is_some();
                    return if is_listed { Ok(tx.no_change(())) } else { Err(ProductError::Missing) };
                };
                if let Some(gtin) = row.gtin.as_deref().and_then(|digits| Gtin::new(digits).ok())
                    && let Some((product_id, _)) = store::find_by_gtin(&tx, &gtin).await?
                {
                    return Err(ProductError::GtinTaken { product_id });
                }
                if let Some(gtin) = row.gtin.as_deref().and_then(|digits| Gtin::new(digits).ok())
                    && store::reserved_for(&tx, &gtin).await?.is_some_and(|holder| holder != row.created_by)
                {
                    return Err(ProductError::PrefixReserved);
                }
                // Somebody may list it this very moment: the table decides, and the next try sees theirs.
                if let Err(error) = store::restore(&tx, id).await {
                    let is_taken = error.is_unique();
                    let busy = || infra::db::Error::Busy(format!("the GTIN of {id} was taken meanwhile"));
                    return Err(if is_taken { busy() } else { error }.into());
                }
                store::refresh_listing(&tx, id).await?;
                index(&tx, &row).await?;
                Ok(tx.commit_with(Event::ProductRestored { product: id, reason }.record(), ()))
            }
        })
        .await
}

/// Products that were taken out, the newest listed first.
pub async fn retired_products(
    ctx: &Ctx,
    _: &Staff<may::ModerateCatalog>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<RetiredProduct>, ProductError> {
    let after = after.map(|c| c.keys("retired_products")).transpose().map_err(|_| ProductError::BadCursor)?;
    let rows = store::list_retired(&ctx.store.db, after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("retired_products", &row.id)))
}
