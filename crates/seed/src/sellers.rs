//! Which vendors offer which product.

use std::collections::BTreeMap;

use kernel::Currency;

use crate::companies::Seller;
use crate::generated::Dice;

/// Vendors by what they deal in and by their money.
pub(crate) struct SellerRotation<'a> {
    sellers: &'a [Seller],
    by_trade: BTreeMap<&'static str, Vec<usize>>,
    by_money: BTreeMap<(&'static str, Currency), Vec<usize>>,
    /// How many products each trade has listed: its vendors take turns.
    listed: BTreeMap<&'static str, usize>,
}

impl<'a> SellerRotation<'a> {
    pub fn new(sellers: &'a [Seller]) -> Self {
        let (mut by_trade, mut by_money) = (BTreeMap::<_, Vec<usize>>::new(), BTreeMap::<_, Vec<usize>>::new());
        for (at, seller) in sellers.iter().enumerate() {
            by_trade.entry(seller.trade).or_default().push(at);
            by_money.entry((seller.trade, seller.trader.currency)).or_default().push(at);
        }
        Self { sellers, by_trade, by_money, listed: BTreeMap::new() }
    }

    /// One to `most` vendors of one currency for the next product of a trade, who lists it first.
    pub fn next(&mut self, trade: &'static str, most: usize, dice: &mut Dice) -> Vec<&'a Seller> {
        let turn = self.listed.entry(trade).or_default();
        let first = match self.by_trade.get(trade) {
            Some(dealers) => dealers.get(*turn % dealers.len()).copied(),
            // A small market has not a vendor of every trade: then anybody sells it.
            None => (*turn).checked_rem(self.sellers.len()),
        };
        *turn += 1;
        let Some(first) = first.and_then(|at| self.sellers.get(at)) else { return Vec::new() };
        let rivals = self.by_money.get(&(trade, first.trader.currency)).map_or(&[][..], Vec::as_slice);
        let start = usize::try_from(dice.below(rivals.len() as u64)).unwrap_or(0);
        let others = rivals.iter().cycle().skip(start).take(rivals.len());
        let others = others
            .filter_map(|at| self.sellers.get(*at))
            .filter(|seller| seller.trader.company != first.trader.company);
        std::iter::once(first).chain(others).take(most.max(1)).collect()
    }
}
