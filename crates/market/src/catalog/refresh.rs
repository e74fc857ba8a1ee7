//! Listings follow what is there to be ordered, and the rules by which products are found and priced.

use std::collections::BTreeSet;

use kernel::ProductId;

use super::product::{ProductError, index};
use super::store;
use crate::job::System;
use crate::{Ctx, Event};

/// Brings the lowest prices and numbers of offers of some products up to date, each once. Nothing, where they are.
pub(crate) async fn refresh_products(
    ctx: &Ctx,
    by: &System,
    products: BTreeSet<ProductId>,
) -> Result<(), ProductError> {
    let products: Vec<ProductId> = products.into_iter().collect();
    let products = products.as_slice();
    ctx.store
        .write(&by.origin(), |mut tx| async move {
            let mut refreshed = store::refresh_listings(&tx, products).await?;
            let event = |product| Event::ProductRefreshed { product }.record();
            let Some(last) = refreshed.pop() else { return Ok(tx.no_change(())) };
            for product in refreshed {
                tx.emit(event(product));
            }
            Ok(tx.commit_with(event(last), ()))
        })
        .await
}

/// Goes through all products with long brands, and gives those another key that shared one because they begin alike.
pub(crate) async fn rekey_brands(ctx: &Ctx, by: &System) -> Result<(), ProductError> {
    let (origin, mut after) = (by.origin(), None);
    loop {
        let done = ctx.store.write(&origin, |tx| async move {
            let (last, products) = store::rekey_brands(&tx, after).await?;
            match products.last() {
                Some(id) => {
                    let event = Event::CatalogReindexed { last: *id, products };
                    Ok::<_, ProductError>(tx.commit_with(event.record(), last))
                }
                None => Ok(tx.no_change(last)),
            }
        });
        after = done.await?;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// Goes through all products behind one, and does anew what they are found by, sorted by and priced at.
pub(crate) async fn reindex(ctx: &Ctx, by: &System, mut after: Option<ProductId>) -> Result<(), ProductError> {
    let origin = by.origin();
    loop {
        let done = ctx.store.write(&origin, |tx| async move {
            let products = store::next_to_index(&tx, after).await?;
            let Some(last) = products.last().map(|product| product.id) else {
                return Ok::<_, ProductError>(tx.no_change(None));
            };
            let ids: Vec<ProductId> = products.iter().map(|product| product.id).collect();
            store::refresh_listings(&tx, &ids).await?;
            for product in &products {
                // Whoever changed it meanwhile did all of this as well.
                if store::set_keys(&tx, product).await? {
                    index(&tx, product).await?;
                }
            }
            Ok(tx.commit_with(Event::CatalogReindexed { last, products: ids }.record(), Some(last)))
        });
        after = done.await?;
        if after.is_none() {
            return Ok(());
        }
    }
}
