//! Prices that moved, and some that wait to be looked at again.

use kernel::Price;
use market::authority::Vendor;
use market::may::{self, Role};
use market::pricing::{self, Applies, ChangeState, Changed, Decide};

use super::Simulation;
use super::actors::Actor;
use super::buying::offers;
use crate::SeedError;

/// The percent of the old price that each change of the first vendor makes of it. The large ones
/// look like slipped decimal points, and are held.
const PERCENTS: &[i64] = &[96, 104, 103, 98, 105, 97, 10, 310, 1_000, 9];

/// Changes prices: at the first vendor many, of which one held change is confirmed by a second
/// person, one refused, and two wait; at two others one each that waits.
pub(super) async fn change(simulation: &Simulation) -> Result<(), SeedError> {
    let sellers = simulation.actors.vendors();
    let Some(first) = sellers.first() else { return Ok(()) };
    let (clerk, owner) = (simulation.actors.clerk(first, Role::CatalogManager), simulation.actors.vendor(first));
    let mut held = Vec::new();
    for (nth, percent) in PERCENTS.iter().enumerate() {
        let changed = one(simulation, clerk, nth * 3, *percent).await?;
        held.extend(changed.filter(|c| c.state == ChangeState::Held).map(|c| c.change_id));
    }
    for (id, apply) in held.iter().zip([Applies::Confirm, Applies::Refuse]) {
        simulation.calendar.pass(1);
        let by = owner.may::<Vendor<may::ApprovePrices>>()?;
        pricing::decide_held(&simulation.ctx, &by, *id, Decide { apply, password: None }).await?;
    }
    for (seller, percent) in sellers.iter().skip(1).take(2).zip([11, 450]) {
        one(simulation, simulation.actors.vendor(seller), 0, percent).await?;
    }
    Ok(())
}

/// Changes the price of a vendor's `nth` offer.
async fn one(simulation: &Simulation, by: Actor, nth: usize, percent: i64) -> Result<Option<Changed>, SeedError> {
    simulation.calendar.pass(1);
    let offers = offers(&simulation.ctx, by).await?;
    let Some(offer) = offers.get(nth) else { return Ok(None) };
    let Some(price) = Price::new(offer.price.minor() * percent / 100) else { return Ok(None) };
    if price.minor() == offer.price.minor() {
        return Ok(None);
    }
    let by = by.may::<Vendor<may::EditPrices>>()?;
    Ok(Some(pricing::change_price(&simulation.ctx, &by, offer.id, price, offer.price_version).await?))
}
