//! How much one retailer may hold in orders that their vendors have not accepted yet.
//!
//! An order takes stock from the moment it is placed, and nothing has been paid or promised for it. So
//! that nobody empties a vendor's shelves with a few orders, a company holds at most a share of what is
//! free of an offer (a small quantity always), and at most a value at one vendor. Deliveries of that vendor
//! that were worth something raise both: what a company sells to itself proves nothing to others. What is
//! told of the share is rounded, so that it does not tell the stock.

use std::collections::BTreeMap;

use infra::WriteTx;
use kernel::{CompanyId, Money, OfferId};

use super::placement::PlacedVendorOrder;
use super::store::{self, HeldUnaccepted};
use crate::inventory::{Demand, first_digit};
use crate::{Rules, UnacceptedRules};

/// Doublings at most: a share of one percent is everything by then.
const MOST_DOUBLINGS: i64 = 20;
/// An order counts as a delivery from this part of the value on that a stranger may hold.
const PARTS_OF_VALUE: i64 = 100;

errors! {
    /// Why no more can be ordered until a vendor accepts.
    pub enum UnacceptedError {
        /// Of an offer.
        TooManyPacks { offer_id: OfferId, max_packs: i64, open_packs: i64, can_order: i64 } = Conflict "orders.too_many_unaccepted_packs" "until the vendor accepts, your company can hold at most {max_packs} packs of this offer; {open_packs} are in orders that wait, so {can_order} can be ordered now",
        /// At a vendor.
        TooMuchValue { vendor_id: CompanyId, max_value: Money, open_value: Money } = Conflict "orders.too_much_unaccepted_value" "until this vendor accepts, your company can have orders of at most {max_value} there; orders of {open_value} wait",
    }
}

/// The quantities that an offer is ordered in.
#[derive(Debug, Clone, Copy)]
pub(super) struct OrderSteps {
    pub fewest: i64,
    pub step: i64,
}

/// What is being ordered, and of what.
pub(super) struct Ordering<'a> {
    pub retailer: CompanyId,
    pub wanted: &'a [Demand],
    pub steps: &'a BTreeMap<OfferId, OrderSteps>,
    pub vendor_orders: &'a [PlacedVendorOrder],
    /// Packs that nobody is promised, before this order takes any.
    pub free: &'a BTreeMap<OfferId, i64>,
}

/// Within an order's transaction, before its lines are written and while the retailer is locked: whether
/// the retailer may hold that much besides what it holds.
pub(super) async fn check(tx: &WriteTx, rules: &Rules, ordering: &Ordering<'_>) -> Result<(), UnacceptedError> {
    let vendors: Vec<CompanyId> = ordering.vendor_orders.iter().map(|part| part.vendor_id).collect();
    let held = store::held_unaccepted(tx, ordering.retailer, &vendors).await?;
    let rules = rules.unaccepted;
    // Most orders are small, and who places them need not be known any better.
    if judge(rules, ordering, &held, &BTreeMap::new()).is_ok() {
        return Ok(());
    }
    let least = rules.value_minor / PARTS_OF_VALUE;
    // More of them double nothing any more, and need not be counted.
    let most = rules.trust_orders.max(1).saturating_mul(MOST_DOUBLINGS);
    let delivered = store::count_delivered(tx, ordering.retailer, &vendors, (least, most)).await?;
    judge(rules, ordering, &held, &delivered)
}

fn judge(
    rules: UnacceptedRules,
    ordering: &Ordering<'_>,
    held: &HeldUnaccepted,
    delivered: &BTreeMap<CompanyId, i64>,
) -> Result<(), UnacceptedError> {
    let factor = |vendor: CompanyId| {
        let orders = delivered.get(&vendor).copied().unwrap_or(0);
        1_i64 << (orders / rules.trust_orders.max(1)).min(MOST_DOUBLINGS)
    };
    for demand in ordering.wanted {
        let steps = ordering.steps.get(&demand.offer).copied().unwrap_or(OrderSteps { fewest: 1, step: 1 });
        let open_packs = held.packs.get(&demand.offer).copied().unwrap_or(0);
        let all = open_packs.saturating_add(demand.quantity);
        let free = ordering.free.get(&demand.offer).copied().unwrap_or(0);
        let max_packs = most_packs(rules, factor(demand.vendor), free.saturating_add(open_packs), steps);
        if all > max_packs {
            let can_order = (max_packs - open_packs).max(0) / steps.step * steps.step;
            let can_order = if can_order < steps.fewest { 0 } else { can_order };
            return Err(UnacceptedError::TooManyPacks { offer_id: demand.offer, max_packs, open_packs, can_order });
        }
    }
    ordering.vendor_orders.iter().try_for_each(|part| value_fits(rules, factor(part.vendor_id), ordering, held, part))
}

/// Packs of an offer that may be held, of which so many would be free without this retailer.
fn most_packs(rules: UnacceptedRules, factor: i64, basis: i64, steps: OrderSteps) -> i64 {
    let percent = rules.percent.saturating_mul(factor);
    if percent >= 100 {
        return i64::MAX;
    }
    let share = i64::try_from(i128::from(basis) * i128::from(percent) / 100).unwrap_or(i64::MAX);
    first_digit(share).0.max(rules.packs).max(steps.fewest)
}

fn value_fits(
    rules: UnacceptedRules,
    factor: i64,
    ordering: &Ordering<'_>,
    held: &HeldUnaccepted,
    part: &PlacedVendorOrder,
) -> Result<(), UnacceptedError> {
    let most = rules.value_minor.saturating_mul(factor);
    let own = part.total.minor();
    let open = held.value_minor.get(&part.vendor_id).copied().unwrap_or(0);
    let all = open.saturating_add(own);
    if rules.value_minor == 0 || all <= most {
        return Ok(());
    }
    // A first order of the fewest packs is for everybody, however dear they are.
    let is_fewest = |demand: &Demand| ordering.steps.get(&demand.offer).is_some_and(|s| s.fewest == demand.quantity);
    if open == 0 && ordering.wanted.iter().filter(|demand| demand.vendor == part.vendor_id).all(is_fewest) {
        return Ok(());
    }
    let money = |minor| Money::new(minor, part.total.currency()).unwrap_or(part.total);
    let (max_value, open_value) = (money(most), money(open));
    Err(UnacceptedError::TooMuchValue { vendor_id: part.vendor_id, max_value, open_value })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: UnacceptedRules = UnacceptedRules { packs: 200, percent: 25, value_minor: 0, trust_orders: 3 };
    const ONE_BY_ONE: OrderSteps = OrderSteps { fewest: 1, step: 1 };

    #[test]
    fn a_share_of_what_is_free_may_be_held_and_a_small_quantity_always() {
        for (basis, most) in [(10, 200), (800, 200), (1_200, 300), (15_381, 3_000), (40_000, 10_000)] {
            assert_eq!(most_packs(RULES, 1, basis, ONE_BY_ONE), most, "{basis}");
        }
        assert_eq!(most_packs(RULES, 2, 15_381, ONE_BY_ONE), 7_000);
        assert_eq!(most_packs(RULES, 4, 15_381, ONE_BY_ONE), i64::MAX);
        assert_eq!(most_packs(RULES, 1, 600, OrderSteps { fewest: 500, step: 500 }), 500);
    }
}
