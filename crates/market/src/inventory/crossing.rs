//! When an offer runs out or is there again: then listings are to be brought up to date.
//!
//! A level that has enough for the smallest order before and after a change leaves the offer orderable, whatever
//! other levels it has, and nothing is said. Everything else is looked at again once the change is committed,
//! because only then all levels can be seen.

use std::collections::{BTreeMap, BTreeSet};

use infra::WriteTx;
use kernel::{ProductId, StockLevelId};

use super::store::{self, LevelStock};
use crate::Event;

/// States for which products it has to be looked at again, after levels changed by so many free packs; tells what
/// these levels have. One trip.
pub(super) async fn note_crossings(
    tx: &mut WriteTx,
    changes: impl IntoIterator<Item = (StockLevelId, i64)>,
) -> infra::db::Result<Vec<LevelStock>> {
    let mut by_level: BTreeMap<StockLevelId, i64> = BTreeMap::new();
    for (level, packs) in changes {
        *by_level.entry(level).or_default() += packs;
    }
    if by_level.is_empty() {
        return Ok(Vec::new());
    }
    let left = store::left_on(tx, by_level.keys().copied().collect()).await?;
    let crossed = left.iter().filter(|left| {
        let now = left.on_hand - left.allocated;
        let before = now - by_level.get(&left.level).copied().unwrap_or(0);
        before.min(now) < left.fewest
    });
    note_products(tx, crossed.map(|left| left.product));
    Ok(left)
}

/// States that some products have to be looked at again, each once.
pub(super) fn note_products(tx: &mut WriteTx, products: impl IntoIterator<Item = ProductId>) {
    let products: BTreeSet<ProductId> = products.into_iter().collect();
    for product in products {
        tx.emit(Event::AvailabilityChanged { product }.record());
    }
}
