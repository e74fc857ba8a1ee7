//! What everybody may know of a vendor's stock: a word. How much there is stays the vendor's business.

use std::collections::BTreeMap;

use kernel::{OfferId, Quantity, string_enum};

use super::store;
use crate::Ctx;

string_enum! {
    /// How much of an offer there is.
    pub enum InStock {
        /// Enough for several orders.
        Plenty = "plenty",
        /// Enough for an order, and little beyond.
        Few = "few",
        /// Not enough for the smallest order.
        Nothing = "nothing",
    }
}

/// Smallest orders that must be there for it to be plenty.
const PLENTY: i64 = 5;

impl InStock {
    /// What so many free packs are, where an order takes so many at least.
    pub fn of(free: i64, fewest: Quantity) -> Self {
        match free / fewest.get() {
            ..1 => Self::Nothing,
            1..PLENTY => Self::Few,
            _ => Self::Plenty,
        }
    }
}

/// How much there is of some offers, each with the fewest packs of an order, in their order. Read from
/// the tables every time: one round trip.
pub async fn in_stock(ctx: &Ctx, offers: &[(OfferId, Quantity)]) -> infra::db::Result<Vec<InStock>> {
    if offers.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<OfferId> = offers.iter().map(|(offer, _)| *offer).collect();
    let mut free: BTreeMap<OfferId, i64> = BTreeMap::new();
    for (_, offer, packs) in store::free_levels(&ctx.store.db, &ids).await? {
        *free.entry(offer).or_default() += packs;
    }
    Ok(offers.iter().map(|(offer, fewest)| InStock::of(free.get(offer).copied().unwrap_or(0), *fewest)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stock_is_told_by_what_an_order_takes() {
        let six = Quantity::new(6).expect("a quantity");

        for (free, word) in [(0, "nothing"), (5, "nothing"), (6, "few"), (29, "few"), (30, "plenty"), (900, "plenty")] {
            assert_eq!(InStock::of(free, six).as_str(), word, "{free}");
        }
    }
}
