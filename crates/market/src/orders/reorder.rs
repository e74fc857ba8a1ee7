//! The same again: an earlier order's lines go into the basket.

use kernel::{OfferId, OrderId, Quantity};

use super::store;
use crate::authority::Retailer;
use crate::baskets::{self, AddMode, BasketError};
use crate::{Ctx, may};

/// A line of an earlier order.
#[derive(Debug, Clone)]
pub struct EarlierLine {
    /// Of which offer.
    pub offer_id: OfferId,
    /// The vendor's article number then.
    pub sku: String,
    /// What the product was called then.
    pub title: String,
    /// Packs ordered then.
    pub quantity: Quantity,
}

/// A line that can no longer be had as it was.
#[derive(Debug)]
pub struct MissingLine {
    /// Which.
    pub line: EarlierLine,
    /// Why it is not in the basket.
    pub why: BasketError,
}

/// What became of an earlier order's lines.
#[derive(Debug)]
pub struct Reordered {
    /// In the basket.
    pub added: Vec<EarlierLine>,
    /// Not in the basket.
    pub missing: Vec<MissingLine>,
}

errors! {
    /// Why nothing is ordered again.
    pub enum ReorderError via { Basket(BasketError) } {
        /// Not there, or somebody else's.
        Missing = Missing "orders.no_such_order" "no such order",
    }
}

/// Puts the lines of one of the company's orders into one's own basket, at the prices of now.
/// What is in the basket already is not doubled: there will be at least as many packs as then.
/// Whoever may place orders may read them.
pub async fn reorder(ctx: &Ctx, by: &Retailer<may::PlaceOrders>, order: OrderId) -> Result<Reordered, ReorderError> {
    let lines = store::own_lines(&ctx.store.db, by.retailer(), order).await?;
    if lines.is_empty() {
        return Err(ReorderError::Missing);
    }
    let wanted = lines.iter().map(|line| (line.offer_id, line.quantity)).collect();
    let mut refused = baskets::add_what_fits(ctx, by, wanted, AddMode::AtLeast).await?;
    let mut reordered = Reordered { added: Vec::new(), missing: Vec::new() };
    for line in lines {
        match refused.iter().position(|r| r.offer == line.offer_id) {
            Some(at) => reordered.missing.push(MissingLine { line, why: refused.swap_remove(at).why }),
            None => reordered.added.push(line),
        }
    }
    Ok(reordered)
}
