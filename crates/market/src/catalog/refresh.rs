//! Listings follow what is there to be ordered, and the rules by which products are found and priced.

use std::collections::BTreeSet;

use infra::db::Db;
use kernel::{ProductId, Timestamp};

use super::product::{ProductError, index};
use super::store;
use crate::authority::Operator;
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

/// For how long counts of terms hold, in seconds: somewhat less than the day after which they are renewed.
const COUNTS_HOLD_S: i64 = 20 * 3_600;

/// Counts how many products there are of each common term, unless that was done today and the catalogue is about as
/// large as it was then. Searches go by these counts when they choose how to look; they are never shown.
pub(crate) async fn count_terms(ctx: &Ctx, by: &System) -> Result<(), ProductError> {
    let counted = counted(&ctx.store.db).await?;
    let now = ctx.store.now();
    let is_of_today = counted.at.is_some_and(|at| now.seconds() - at.seconds() < COUNTS_HOLD_S);
    if is_of_today && !counted.is_off_by(10) {
        return Ok(());
    }
    renew_counts(ctx, by.origin()).await
}

/// The same at once, after a market was filled.
pub async fn count_terms_at_console(ctx: &Ctx, _: Operator) -> Result<(), ProductError> {
    renew_counts(ctx, infra::Origin::default()).await
}

async fn renew_counts(ctx: &Ctx, origin: infra::Origin) -> Result<(), ProductError> {
    let counts = store::count_terms(&ctx.store.db, ctx.store.now()).await?;
    let set = ctx.store.write(&origin, |tx| {
        let counts = counts.clone();
        async move {
            store::set_term_counts(&tx, &counts).await?;
            // Of no interest to anybody: what is found stays the same.
            Ok::<_, ProductError>(tx.commit_silently(()))
        }
    });
    set.await?;
    ctx.term_counts.forget();
    Ok(())
}

/// Of how many products the counts of terms are.
#[derive(Debug, Clone, Copy)]
pub struct CountedProducts {
    /// As many as there were when they were counted.
    pub then: i64,
    /// As many as there are.
    pub now: i64,
    /// When they were counted; never, on a database that is new.
    pub at: Option<Timestamp>,
}

impl CountedProducts {
    /// Whether the catalogue grew or shrank by more than so many percent.
    pub const fn is_off_by(&self, percent: i64) -> bool {
        (self.now - self.then).saturating_abs().saturating_mul(100) > self.then.saturating_mul(percent)
    }
}

/// Of how many products the counts are that searches go by.
pub async fn counted_products(_: Operator, db: &Db) -> infra::db::Result<CountedProducts> {
    counted(db).await
}

async fn counted(db: &Db) -> infra::db::Result<CountedProducts> {
    let (counts, at) = store::term_counts(db).await?;
    let now = store::count_products(db).await?.get();
    Ok(CountedProducts { then: i64::try_from(counts.products).unwrap_or(i64::MAX), now, at })
}
