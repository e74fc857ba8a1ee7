//! Retailers buy, often from several vendors at once.

use infra::IdempotentRequest;
use kernel::text::Reference;
use kernel::{Currency, Money, OrderId, PageLimit, Quantity, VendorOrderId, ids::Id};
use market::authority::{Retailer, Vendor};
use market::catalog::{self, OfferState, OfferView};
use market::orders::{self, PaymentTerms, PlaceError, PlaceOrderCommand, PlaceOrderLine};
use market::{Ctx, may};

use super::Simulation;
use super::actors::Actor;
use crate::SeedError;
use crate::companies::Seller;

/// An order that was placed.
pub(super) struct Bought {
    pub retailer: Actor,
    pub vendor_orders: Vec<VendorOrder>,
}

/// One vendor's part of it.
pub(super) struct VendorOrder {
    pub order: OrderId,
    pub id: VendorOrderId,
    pub vendor: Actor,
}

/// How often another basket is tried when something in the first has run out.
const TRIES: u32 = 5;

/// Places one order; nothing, if nobody had anything to sell.
pub(super) async fn buy(simulation: &mut Simulation) -> Result<Option<Bought>, SeedError> {
    for _ in 0..TRIES {
        let shops = simulation.actors.retailers();
        let Some(favourite) = shops.first() else { return Ok(None) };
        // The retailer one signs in as buys more than the others.
        let shop = if simulation.dice.chance(30) { favourite } else { simulation.dice.pick(shops) };
        let retailer = simulation.actors.retailer(shop);
        let currency = shop.currency;
        let mut sellers: Vec<Seller> = Vec::new();
        let open: Vec<&Seller> =
            simulation.actors.vendors().iter().filter(|seller| seller.trader.currency == currency).collect();
        if open.is_empty() {
            continue;
        }
        let how_many =
            [1, 1, 2, 2, 3, 4].get(usize::try_from(simulation.dice.below(6)).unwrap_or(0)).copied().unwrap_or(1);
        for nth in 0..how_many {
            // So does the vendor one signs in as sell more.
            let seller = if nth == 0 && simulation.dice.chance(50) { open[0] } else { simulation.dice.pick(&open) };
            if sellers.iter().all(|chosen| chosen.trader.company != seller.trader.company) {
                sellers.push(seller.clone());
            }
        }
        if let Some(bought) = place(simulation, retailer, currency, &sellers).await? {
            return Ok(Some(bought));
        }
    }
    Ok(None)
}

async fn place(
    simulation: &mut Simulation,
    retailer: Actor,
    currency: Currency,
    sellers: &[Seller],
) -> Result<Option<Bought>, SeedError> {
    let mut lines = Vec::new();
    let mut total = Money::zero(currency);
    for seller in sellers {
        let offers = offers(&simulation.ctx, simulation.actors.vendor(seller)).await?;
        if offers.is_empty() {
            continue;
        }
        for _ in 0..=simulation.dice.below(4) {
            let offer = simulation.dice.pick(&offers);
            // Never one pack only: a part of it may be declined.
            let packs = offer.min_quantity * (2 + i64::try_from(simulation.dice.below(3)).unwrap_or(0));
            let quantity =
                Quantity::new(packs).ok_or_else(|| SeedError::Unexpected(format!("a quantity of {packs}")))?;
            if lines.iter().all(|line: &PlaceOrderLine| line.offer != offer.id) {
                let sum = offer.price.times(packs).and_then(|line| total.plus(line));
                total = sum.map_err(|error| SeedError::Unexpected(format!("a total: {error}")))?;
                lines.push(PlaceOrderLine { offer: offer.id, quantity });
            }
        }
    }
    if lines.is_empty() {
        return Ok(None);
    }
    let number = simulation.dice.below(90_000) + 10_000;
    let reference = if simulation.dice.chance(40) { Some(Reference::new(&format!("PO-{number}"))?) } else { None };
    let cmd = PlaceOrderCommand {
        lines,
        expected_total: total,
        terms: *simulation.dice.pick(PaymentTerms::ALL),
        reference,
        ship_to: None,
    };
    let key = IdempotentRequest {
        company: retailer.company.uuid(),
        key: format!("demo-{}", simulation.ctx.store.id::<OrderId>()),
        request_hash: vec![0; 32],
    };
    match orders::place(&simulation.ctx, &retailer.may::<Retailer<may::PlaceOrders>>()?, &key, cmd).await {
        Ok(outcome) => {
            let (placed, _) = outcome.split();
            // In the order of the basket: that of the ids is another one in every run.
            let vendor_order = |seller: &Seller| {
                let vendor_order =
                    placed.vendor_orders.iter().find(|vendor_order| vendor_order.vendor_id == seller.trader.company)?;
                Some(VendorOrder { order: placed.id, id: vendor_order.id, vendor: simulation.actors.vendor(seller) })
            };
            Ok(Some(Bought { retailer, vendor_orders: sellers.iter().filter_map(vendor_order).collect() }))
        }
        Err(PlaceError::Stock(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// What a vendor sells now, by article number: that of the ids is another order in every run.
pub(super) async fn offers(ctx: &Ctx, vendor: Actor) -> Result<Vec<OfferView>, SeedError> {
    let by = vendor.may::<Vendor<may::ReadOffers>>()?;
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = catalog::own_offers(ctx, &by, after, PageLimit::new(100).unwrap_or_default()).await?;
        found.extend(page.items.into_iter().filter(|offer| offer.state == OfferState::Active));
        after = page.next_cursor;
        if after.is_none() {
            break;
        }
    }
    found.sort_by(|a, b| a.sku.cmp(&b.sku));
    Ok(found)
}
