//! Placing a purchase: the heart of the house.

use std::collections::BTreeMap;

use kernel::text::{AddressLine, CountryCode, Name, Postcode, Reference};
use kernel::{Money, OfferId, OrderLineId, OrgId, PurchaseId, Quantity, Timestamp, VendorOrderId, words};
use platform::{OnceKey, Outcome, Said, Work};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::number::{PART, PURCHASE, number};
use super::state::OrderState;
use super::store::{self, NewEvent, NewLine, NewPart, NewPurchase};
use crate::authority::Retailer;
use crate::catalog::{self, OrderedOffer};
use crate::event::PlacedPart;
use crate::inventory::{self, Wanted};
use crate::{Ctx, Event, companies, may};

words! {
    /// Payment terms.
    pub enum Terms {
        /// Prepaid.
        Prepaid = "prepaid",
        /// Cash on delivery.
        CashOnDelivery = "cash_on_delivery",
        /// Net 30: thirty days after delivery.
        Net30 = "net_30",
        /// Bank transfer against an invoice.
        BankTransfer = "bank_transfer",
    }
}

/// One wanted line.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// Which offer.
    pub offer: OfferId,
    /// How many packs.
    pub quantity: Quantity,
}

/// A delivery address.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShipTo {
    /// Receiver's name.
    pub name: Name,
    /// Street address.
    pub line: AddressLine,
    /// City.
    pub city: Name,
    /// Postcode.
    pub postcode: Postcode,
    /// ISO 3166-1 alpha-2.
    pub country: CountryCode,
}

/// A purchase to place.
#[derive(Debug, Clone)]
pub struct Place {
    /// What; one line per offer.
    pub lines: Vec<Line>,
    /// The sum the buyer saw.
    pub expected_total: Money,
    /// When the retailer pays.
    pub terms: Terms,
    /// The buyer's own reference.
    pub reference: Option<Reference>,
    /// Where to; the company's own address unless told.
    pub ship_to: Option<ShipTo>,
}

/// The new order.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Placed {
    /// ID of the order.
    pub id: PurchaseId,
    /// Human-readable number.
    pub number: String,
    /// Total amount.
    pub total: Money,
    /// One vendor order per vendor.
    pub parts: Vec<PlacedPartOut>,
    /// When it was placed.
    pub placed_at: Timestamp,
}

/// A vendor order.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PlacedPartOut {
    /// ID of the vendor order.
    pub id: VendorOrderId,
    /// Human-readable number.
    pub number: String,
    /// ID of the vendor.
    pub vendor_id: OrgId,
    /// Total amount.
    pub total: Money,
    /// Deadline for the vendor's response.
    pub accept_by: Timestamp,
}

/// A line as it is priced now.
#[derive(Debug, Clone, Serialize)]
pub struct PricedLine {
    offer_id: OfferId,
    quantity: i64,
    unit_price_minor: i64,
    line_total_minor: i64,
}

faults! {
    /// Why nothing was placed.
    pub enum PlaceFault via { Stock(inventory::AllocateFault) } {
        /// The same offer twice.
        DuplicateLine { offer_id: OfferId } = Invalid "orders.duplicate_line" "offer {offer_id} appears on two lines; combine the quantities into one",
        /// Not there, paused, retired, or its vendor may not sell.
        NotSellable { offer_ids: Vec<OfferId> } = Conflict "orders.not_sellable" "some offers are not available right now",
        /// Too few, too many, or not a multiple.
        BadQuantity { offer_id: OfferId, min_quantity: i64, quantity_step: i64, max_quantity: i64 } = Invalid "orders.bad_quantity" "order {min_quantity} to {max_quantity} packs of offer {offer_id}, in multiples of {quantity_step}",
        /// Two kinds of money.
        OtherCurrency = Invalid "orders.other_currency" "all lines and the expected total must be in one currency",
        /// Not what the buyer saw.
        PriceChanged { expected_total: Money, total: Money, lines: Vec<PricedLine> } = Conflict "orders.price_changed" "the total is now {total} instead of {expected_total}; review the lines and place your order again",
        /// Beyond any order.
        TooLarge = Invalid "orders.too_large" "the order total is too large",
        /// Lost its approval meanwhile.
        NotApproved = Forbidden "access.company_not_approved" "your company is not approved to trade right now",
    }
}

/// Places a purchase: reprices from the tables, takes the stock, makes one order per vendor; all
/// or nothing, and once per idempotency key.
pub async fn place(
    ctx: &Ctx,
    by: &Retailer<may::PlaceOrders>,
    key: &OnceKey,
    cmd: Place,
) -> Result<Outcome<Placed>, PlaceFault> {
    no_line_twice(&cmd)?;
    ctx.store.write_once(&by.origin(), key, |work| place_in(ctx, work, by, cmd.clone())).await
}

/// No offer stands on two lines.
pub(super) fn no_line_twice(cmd: &Place) -> Result<(), PlaceFault> {
    let mut seen = std::collections::BTreeSet::new();
    let twice = cmd.lines.iter().find(|line| !seen.insert(line.offer));
    twice.map_or(Ok(()), |line| Err(PlaceFault::DuplicateLine { offer_id: line.offer }))
}

/// Within a write: a purchase is placed.
pub(super) async fn place_in(
    ctx: &Ctx,
    work: Work,
    by: &Retailer<may::PlaceOrders>,
    cmd: Place,
) -> Result<Said<Placed>, PlaceFault> {
    let (retailer, buyer) = (by.retailer(), by.user());
    let (place, _) = companies::retailer_place(&work, retailer).await?.ok_or(PlaceFault::NotApproved)?;
    let priced = price(&work, &cmd).await?;
    let draft = Draft::of(ctx, retailer, priced, &cmd)?;
    let purchase = draft.purchase(retailer, buyer, &cmd, place);
    store::insert_purchase(&work, &purchase).await?;
    store::insert_parts(&work, &draft.parts).await?;
    store::insert_lines(&work, &draft.lines).await?;
    // The stock rows are everybody's: they are touched last, and held for the shortest time.
    let taken = inventory::allocate(ctx, &work, &draft.wanted, buyer, draft.now).await?;
    store::insert_allocations(ctx, &work, &taken).await?;
    let events = draft.parts.iter().zip(&draft.causes).map(|(part, cause)| NewEvent {
        id: *cause,
        order: part.id,
        at: draft.now,
        user: Some(buyer),
        org: Some(retailer),
        from: None,
        to: OrderState::Placed,
        reason: None,
    });
    store::insert_events(&work, events.collect()).await?;
    let placed = draft.placed();
    let (purchase, number, parts) = (placed.id, placed.number.clone(), draft.announced());
    Ok(work.commit_saying(Event::OrderPlaced { purchase, number, retailer, parts }.fact(), placed))
}

/// Reads the offers as they are now and checks the lines against them.
async fn price(work: &Work, cmd: &Place) -> Result<Vec<(OrderedOffer, i64)>, PlaceFault> {
    let ids: Vec<OfferId> = cmd.lines.iter().map(|line| line.offer).collect();
    let mut offers: BTreeMap<OfferId, OrderedOffer> =
        catalog::offers_for_order(work, &ids).await?.into_iter().map(|o| (o.id, o)).collect();
    let missing: Vec<OfferId> = ids.iter().filter(|id| !offers.contains_key(id)).copied().collect();
    if !missing.is_empty() {
        return Err(PlaceFault::NotSellable { offer_ids: missing });
    }
    let mut priced = Vec::with_capacity(ids.len());
    for line in &cmd.lines {
        let Some(offer) = offers.remove(&line.offer) else { continue };
        let quantity = line.quantity.get();
        if quantity < offer.min_quantity || quantity > offer.max_quantity || quantity % offer.quantity_step != 0 {
            let (offer_id, min_quantity, quantity_step, max_quantity) =
                (offer.id, offer.min_quantity, offer.quantity_step, offer.max_quantity);
            return Err(PlaceFault::BadQuantity { offer_id, min_quantity, quantity_step, max_quantity });
        }
        if offer.price.currency() != cmd.expected_total.currency() {
            return Err(PlaceFault::OtherCurrency);
        }
        priced.push((offer, quantity));
    }
    let mut total = Money::zero(cmd.expected_total.currency());
    let mut lines = Vec::with_capacity(priced.len());
    for (offer, quantity) in &priced {
        let line = offer.price.times(*quantity).map_err(|_| PlaceFault::TooLarge)?;
        total = total.plus(line).map_err(|_| PlaceFault::TooLarge)?;
        lines.push(PricedLine {
            offer_id: offer.id,
            quantity: *quantity,
            unit_price_minor: offer.price.minor(),
            line_total_minor: line.minor(),
        });
    }
    if total != cmd.expected_total {
        return Err(PlaceFault::PriceChanged { expected_total: cmd.expected_total, total, lines });
    }
    Ok(priced)
}

/// Everything that is about to be written.
struct Draft {
    id: PurchaseId,
    number: String,
    now: Timestamp,
    total: Money,
    parts: Vec<NewPart>,
    causes: Vec<kernel::EventId>,
    lines: Vec<NewLine>,
    wanted: Vec<Wanted>,
}

impl Draft {
    fn of(ctx: &Ctx, retailer: OrgId, priced: Vec<(OrderedOffer, i64)>, cmd: &Place) -> Result<Self, PlaceFault> {
        let (id, now) = (ctx.store.id::<PurchaseId>(), ctx.store.now());
        let mut by_vendor: BTreeMap<OrgId, Vec<(OrderedOffer, i64)>> = BTreeMap::new();
        for (offer, quantity) in priced {
            by_vendor.entry(offer.vendor).or_default().push((offer, quantity));
        }
        let mut draft = Self {
            id,
            number: number(PURCHASE, now, &id.to_string()),
            now,
            total: cmd.expected_total,
            parts: vec![],
            causes: vec![],
            lines: vec![],
            wanted: vec![],
        };
        for ((vendor, offers), seq) in by_vendor.into_iter().zip(1..) {
            let (order, cause) = (ctx.store.id::<VendorOrderId>(), ctx.store.id::<kernel::EventId>());
            let mut total = Money::zero(cmd.expected_total.currency());
            for ((offer, quantity), position) in offers.into_iter().zip(1..) {
                let line = ctx.store.id::<OrderLineId>();
                total = total
                    .plus(offer.price.times(quantity).map_err(|_| PlaceFault::TooLarge)?)
                    .map_err(|_| PlaceFault::TooLarge)?;
                draft.wanted.push(Wanted { line, offer: offer.id, vendor, quantity, cause: cause.to_string() });
                draft.lines.push(NewLine { id: line, order, position, quantity, offer });
            }
            // The vendor's number says nothing of siblings: it is made of its own id.
            let accept_by = now.plus_seconds(ctx.rules.accept_s);
            draft.parts.push(NewPart {
                id: order,
                purchase: id,
                seq,
                number: number(PART, now, &order.to_string()),
                vendor,
                retailer,
                total,
                accept_by,
                now,
            });
            draft.causes.push(cause);
        }
        Ok(draft)
    }

    fn purchase(&self, retailer: OrgId, buyer: kernel::UserId, cmd: &Place, place: [String; 5]) -> NewPurchase {
        let ship_to = cmd.ship_to.clone().map(|s| {
            [
                s.name.into_string(),
                s.line.into_string(),
                s.city.into_string(),
                s.postcode.into_string(),
                s.country.to_string(),
            ]
        });
        NewPurchase {
            id: self.id,
            number: self.number.clone(),
            retailer,
            buyer,
            total: self.total,
            terms: cmd.terms,
            reference: cmd.reference.clone(),
            ship_to: ship_to.unwrap_or(place),
            now: self.now,
        }
    }

    fn placed(&self) -> Placed {
        let part = |p: &NewPart| PlacedPartOut {
            id: p.id,
            number: p.number.clone(),
            vendor_id: p.vendor,
            total: p.total,
            accept_by: p.accept_by,
        };
        Placed {
            id: self.id,
            number: self.number.clone(),
            total: self.total,
            parts: self.parts.iter().map(part).collect(),
            placed_at: self.now,
        }
    }

    fn announced(&self) -> Vec<PlacedPart> {
        self.parts
            .iter()
            .map(|p| PlacedPart { order: p.id, vendor: p.vendor, number: p.number.clone(), accept_by: p.accept_by })
            .collect()
    }
}
