//! Retailers buy, often from several vendors at once.

use kernel::text::Reference;
use kernel::{Currency, Limit, Money, PurchaseId, Quantity, VendorOrderId, ids::Id};
use market::authority::{Retailer, Vendor};
use market::catalog::{self, OfferState, OfferView};
use market::orders::{self, Line, Place, PlaceFault, Terms};
use market::{Ctx, may};
use platform::OnceKey;

use super::Stage;
use super::cast::Actor;
use crate::SeedFault;
use crate::companies::Seller;

/// A purchase that was placed.
pub(super) struct Bought {
    pub retailer: Actor,
    pub parts: Vec<Part>,
}

/// One vendor's part of it.
pub(super) struct Part {
    pub purchase: PurchaseId,
    pub order: VendorOrderId,
    pub vendor: Actor,
}

/// How often another basket is tried when something in the first has run out.
const TRIES: u32 = 5;

/// Places one purchase; nothing, if nobody had anything to sell.
pub(super) async fn buy(stage: &mut Stage) -> Result<Option<Bought>, SeedFault> {
    for _ in 0..TRIES {
        let shops = stage.cast.retailers();
        let Some(favourite) = shops.first() else { return Ok(None) };
        // The retailer one signs in as buys more than the others.
        let shop = if stage.dice.chance(30) { favourite } else { stage.dice.pick(shops) };
        let retailer = stage.cast.retailer(shop);
        let currency = shop.currency;
        let mut sellers: Vec<Seller> = Vec::new();
        let open: Vec<&Seller> =
            stage.cast.vendors().iter().filter(|seller| seller.trader.currency == currency).collect();
        if open.is_empty() {
            continue;
        }
        let how_many = [1, 1, 2, 2, 3, 4].get(usize::try_from(stage.dice.below(6)).unwrap_or(0)).copied().unwrap_or(1);
        for nth in 0..how_many {
            // So does the vendor one signs in as sell more.
            let seller = if nth == 0 && stage.dice.chance(50) { open[0] } else { stage.dice.pick(&open) };
            if sellers.iter().all(|chosen| chosen.trader.org != seller.trader.org) {
                sellers.push(seller.clone());
            }
        }
        if let Some(bought) = place(stage, retailer, currency, &sellers).await? {
            return Ok(Some(bought));
        }
    }
    Ok(None)
}

async fn place(
    stage: &mut Stage,
    retailer: Actor,
    currency: Currency,
    sellers: &[Seller],
) -> Result<Option<Bought>, SeedFault> {
    let mut lines = Vec::new();
    let mut total = Money::zero(currency);
    for seller in sellers {
        let offers = offers(&stage.ctx, stage.cast.vendor(seller)).await?;
        if offers.is_empty() {
            continue;
        }
        for _ in 0..=stage.dice.below(4) {
            let offer = stage.dice.pick(&offers);
            // Never one pack only: a part of it may be declined.
            let packs = offer.min_quantity * (2 + i64::try_from(stage.dice.below(3)).unwrap_or(0));
            let quantity = Quantity::new(packs).ok_or_else(|| SeedFault::Unfit(format!("a quantity of {packs}")))?;
            if lines.iter().all(|line: &Line| line.offer != offer.id) {
                let sum = offer.price.times(packs).and_then(|line| total.plus(line));
                total = sum.map_err(|fault| SeedFault::Unfit(format!("a total: {fault}")))?;
                lines.push(Line { offer: offer.id, quantity });
            }
        }
    }
    if lines.is_empty() {
        return Ok(None);
    }
    let number = stage.dice.below(90_000) + 10_000;
    let reference = if stage.dice.chance(40) { Some(Reference::new(&format!("PO-{number}"))?) } else { None };
    let cmd = Place { lines, expected_total: total, terms: *stage.dice.pick(Terms::ALL), reference, ship_to: None };
    let key = OnceKey {
        org: retailer.org.uuid(),
        key: format!("demo-{}", stage.ctx.store.id::<PurchaseId>()),
        request_hash: vec![0; 32],
    };
    match orders::place(&stage.ctx, &retailer.may::<Retailer<may::PlaceOrders>>()?, &key, cmd).await {
        Ok(outcome) => {
            let (placed, _) = outcome.split();
            // In the order of the basket: that of the ids is another one in every run.
            let part = |seller: &Seller| {
                let part = placed.parts.iter().find(|part| part.vendor_id == seller.trader.org)?;
                Some(Part { purchase: placed.id, order: part.id, vendor: stage.cast.vendor(seller) })
            };
            Ok(Some(Bought { retailer, parts: sellers.iter().filter_map(part).collect() }))
        }
        Err(PlaceFault::Stock(_)) => Ok(None),
        Err(fault) => Err(fault.into()),
    }
}

/// What a vendor sells now, by article number: that of the ids is another order in every run.
pub(super) async fn offers(ctx: &Ctx, vendor: Actor) -> Result<Vec<OfferView>, SeedFault> {
    let by = vendor.may::<Vendor<may::ReadOffers>>()?;
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = catalog::own_offers(ctx, &by, after, Limit::new(100).unwrap_or_default()).await?;
        found.extend(page.items.into_iter().filter(|offer| offer.state == OfferState::Active));
        after = page.next_cursor;
        if after.is_none() {
            break;
        }
    }
    found.sort_by(|a, b| a.sku.cmp(&b.sku));
    Ok(found)
}
