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

/// A number with its first digit alone, and the next such number above it, where it has more digits: 3,845 lies
/// from 3,000 to 4,000. Below ten it is told as it is.
pub(crate) fn first_digit(n: i64) -> (i64, i64) {
    let mut unit = 1;
    while n / unit >= 10 {
        unit *= 10;
    }
    let low = n / unit * unit;
    (low, if unit == 1 { low } else { low.saturating_add(unit) })
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
    fn the_first_digit_of_a_number_is_left() {
        let most = 9_000_000_000_000_000_000;
        for (n, told) in [
            (0, (0, 0)),
            (7, (7, 7)),
            (10, (10, 20)),
            (99, (90, 100)),
            (3_845, (3_000, 4_000)),
            (i64::MAX, (most, i64::MAX)),
        ] {
            assert_eq!(first_digit(n), told);
        }
    }

    #[test]
    fn stock_is_told_by_what_an_order_takes() {
        let six = Quantity::new(6).expect("a quantity");

        for (free, word) in [(0, "nothing"), (5, "nothing"), (6, "few"), (29, "few"), (30, "plenty"), (900, "plenty")] {
            assert_eq!(InStock::of(free, six).as_str(), word, "{free}");
        }
    }
}
