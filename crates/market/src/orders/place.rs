//! Placing an order.
//!
//! It has six forms on its way: the body, [`PlaceOrderCommand`] as which it is read, the lines priced from the tables,
//! what is to be written ([`Draft`]), the values of the statements, and [`PlacedOrder`], which is answered, kept to
//! be repeated, and told to listeners.

use std::collections::BTreeMap;

use infra::{Committed, IdempotentRequest, WriteOutcome, WriteTx};
use kernel::text::CountryCode;
use kernel::{CompanyId, Currency, EventId, Money, OfferId, OrderId, OrderLineId, VendorOrderId, ZoneName};
use serde::Serialize;

use super::number::{ORDER, VENDOR_ORDER, number};
use super::placement::{MAX_LINES, PlaceOrderCommand, PlacedOrder, PlacedVendorOrder};
use super::state::VendorOrderState;
use super::store::{self, NewEvent, NewLine, NewOrder};
use super::unaccepted::{self, OrderSteps, Ordering, UnacceptedError};
use crate::authority::Retailer;
use crate::catalog::{self, OrderedOffer};
use crate::companies::{Barrier, BuyerTerms, DeliveryCountries};
use crate::inventory::{self, Demand};
use crate::{Ctx, Event, companies, may};

/// A line as it is priced now, for a buyer who saw another price.
#[derive(Debug, Clone, Serialize)]
pub struct PricedLine {
    offer_id: OfferId,
    quantity: i64,
    unit_price_minor: i64,
    line_total_minor: i64,
}

impl PricedLine {
    fn of(line: &Priced) -> Self {
        Self {
            offer_id: line.offer.id,
            quantity: line.quantity,
            unit_price_minor: line.offer.price.minor(),
            line_total_minor: line.total.minor(),
        }
    }
}

/// A line that the company cannot buy, and why.
#[derive(Debug, Clone, Serialize)]
pub struct BarredLine {
    offer_id: OfferId,
    vendor_id: CompanyId,
    vendor_name: String,
    barrier: Barrier,
    currency: Currency,
    delivers_to: DeliveryCountries,
}

impl BarredLine {
    fn of(offer: &OrderedOffer, buyer: &BuyerTerms) -> Option<Self> {
        let currency = offer.price.currency();
        let barrier = buyer.barrier(currency, &offer.delivers_to)?;
        Some(Self {
            offer_id: offer.id,
            vendor_id: offer.vendor,
            vendor_name: offer.vendor_name.clone(),
            barrier,
            currency,
            delivers_to: offer.delivers_to.clone(),
        })
    }
}

errors! {
    /// Why nothing was placed.
    pub enum PlaceError via { Stock(inventory::AllocateError), Unaccepted(UnacceptedError) } {
        /// None, or too many.
        LineCount { max_lines: usize } = Invalid "orders.line_count" "the number of lines must be between 1 and {max_lines}",
        /// The same offer twice.
        DuplicateLine { offer_id: OfferId } = Invalid "orders.duplicate_line" "offer {offer_id} appears on two lines; combine the quantities into one",
        /// Not there, paused, retired, or its vendor may not sell.
        NotSellable { offer_ids: Vec<OfferId> } = Conflict "orders.not_sellable" "some offers are not available right now",
        /// Too few, too many, or not a multiple.
        BadQuantity { offer_id: OfferId, min_quantity: i64, quantity_step: i64, max_quantity: i64 } = Invalid "orders.bad_quantity" "order {min_quantity} to {max_quantity} packs of offer {offer_id}, in multiples of {quantity_step}",
        /// In other money than the buyer's, or of vendors that do not deliver there.
        CannotBeBought { currency: Currency, country: CountryCode, lines: Vec<BarredLine> } = Conflict "orders.cannot_be_bought" "your company buys in {currency} and this order goes to {country}; remove the lines that are priced in another currency or whose vendors do not deliver there",
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

/// Places an order: reprices from the tables, takes the stock, makes one order per vendor; all
/// or nothing, and once per idempotency key.
pub async fn place(
    ctx: &Ctx,
    by: &Retailer<may::PlaceOrders>,
    key: &IdempotentRequest,
    cmd: PlaceOrderCommand,
) -> Result<WriteOutcome<PlacedOrder>, PlaceError> {
    check_lines(&cmd)?;
    ctx.store.write_idempotent(&by.origin(), key, |tx| place_in(ctx, tx, by, cmd.clone())).await
}

/// There are lines, not too many of them, and no offer stands on two.
pub(super) fn check_lines(cmd: &PlaceOrderCommand) -> Result<(), PlaceError> {
    if !(1..=MAX_LINES).contains(&cmd.lines.len()) {
        return Err(PlaceError::LineCount { max_lines: MAX_LINES });
    }
    let mut seen = std::collections::BTreeSet::new();
    let twice = cmd.lines.iter().find(|line| !seen.insert(line.offer));
    twice.map_or(Ok(()), |line| Err(PlaceError::DuplicateLine { offer_id: line.offer }))
}

/// Within a write: an order is placed.
pub(super) async fn place_in(
    ctx: &Ctx,
    mut tx: WriteTx,
    by: &Retailer<may::PlaceOrders>,
    cmd: PlaceOrderCommand,
) -> Result<Committed<PlacedOrder>, PlaceError> {
    let (retailer, buyer) = (by.retailer(), by.user());
    // Orders of one retailer take turns: together they could hold more than each of them may.
    let company = companies::lock_buyer(&tx, retailer).await?.ok_or(PlaceError::NotApproved)?;
    let ship_to = cmd.ship_to.as_ref().unwrap_or(&company.address);
    let terms = BuyerTerms { currency: company.currency, country: ship_to.country.clone() };
    let priced = price(&tx, &cmd, &terms).await?;
    let steps = priced.iter().map(Priced::steps).collect();
    let Draft { placed, lines, wanted, causes } = Draft::of(ctx, priced, cmd.expected_total, &company.time_zone)?;
    // Whatever speaks against it is read before anything of it is written.
    let plan = inventory::plan(&tx, &wanted).await?;
    let (vendor_orders, free) = (&placed.vendor_orders, &plan.free);
    let ordering = Ordering { retailer, wanted: &wanted, steps: &steps, vendor_orders, free };
    unaccepted::check(&tx, &ctx.rules, &ordering).await?;
    let new = NewOrder { placed: &placed, retailer, buyer, cmd: &cmd, ship_to };
    store::insert_order(&tx, &new).await?;
    store::insert_vendor_orders(&tx, &new).await?;
    store::insert_lines(&tx, lines).await?;
    let events = placed.vendor_orders.iter().zip(causes).map(|(vendor_order, cause)| NewEvent {
        id: cause,
        vendor_order: vendor_order.id,
        seq: 1,
        at: placed.placed_at,
        user: Some(buyer),
        company: Some(retailer),
        from: None,
        to: VendorOrderState::Placed,
        reason_code: None,
        reason: None,
    });
    store::insert_events(&tx, events.collect()).await?;
    // The stock rows are everybody's: they are changed last, and held for the shortest time.
    let taken = inventory::allocate(ctx, &mut tx, plan, buyer, placed.placed_at).await?;
    store::insert_allocations(ctx, &tx, &taken).await?;
    store::count_placed(&tx, &placed.vendor_orders).await?;
    let (order, number, vendor_orders) = (placed.id, placed.number.clone(), placed.vendor_orders.clone());
    Ok(tx.commit_with(Event::OrderPlaced { order, number, retailer, vendor_orders }.record(), placed))
}

/// A wanted line with its offer as it is now, and what it comes to.
struct Priced {
    offer: OrderedOffer,
    quantity: i64,
    total: Money,
}

impl Priced {
    fn steps(&self) -> (OfferId, OrderSteps) {
        (self.offer.id, OrderSteps { fewest: self.offer.min_quantity, step: self.offer.quantity_step })
    }
}

/// Reads the offers as they are now, checks the lines against them, and says what each comes to.
async fn price(tx: &WriteTx, cmd: &PlaceOrderCommand, buyer: &BuyerTerms) -> Result<Vec<Priced>, PlaceError> {
    let ids: Vec<OfferId> = cmd.lines.iter().map(|line| line.offer).collect();
    let mut offers: BTreeMap<OfferId, OrderedOffer> =
        catalog::offers_for_order(tx, &ids).await?.into_iter().map(|o| (o.id, o)).collect();
    let missing: Vec<OfferId> = ids.iter().filter(|id| !offers.contains_key(id)).copied().collect();
    if !missing.is_empty() {
        return Err(PlaceError::NotSellable { offer_ids: missing });
    }
    let lines: Vec<BarredLine> =
        ids.iter().filter_map(|id| offers.get(id)).filter_map(|offer| BarredLine::of(offer, buyer)).collect();
    if !lines.is_empty() {
        return Err(PlaceError::CannotBeBought { currency: buyer.currency, country: buyer.country.clone(), lines });
    }
    let wanted = cmd.lines.iter().filter_map(|line| Some((offers.remove(&line.offer)?, line.quantity.get())));
    let wanted: Vec<(OrderedOffer, i64)> = wanted.collect();
    for (offer, quantity) in &wanted {
        fits(offer, *quantity, cmd.expected_total.currency())?;
    }
    let priced = wanted.into_iter().map(|(offer, quantity)| {
        let total = offer.price.times(quantity).map_err(|_| PlaceError::TooLarge)?;
        Ok(Priced { offer, quantity, total })
    });
    let priced = priced.collect::<Result<Vec<_>, PlaceError>>()?;
    let total = sum(cmd.expected_total.currency(), &priced)?;
    if total != cmd.expected_total {
        let lines = priced.iter().map(PricedLine::of).collect();
        return Err(PlaceError::PriceChanged { expected_total: cmd.expected_total, total, lines });
    }
    Ok(priced)
}

/// Whether so many packs of an offer can be ordered, in this currency.
fn fits(offer: &OrderedOffer, quantity: i64, currency: Currency) -> Result<(), PlaceError> {
    if quantity < offer.min_quantity || quantity > offer.max_quantity || quantity % offer.quantity_step != 0 {
        let (offer_id, min_quantity, quantity_step, max_quantity) =
            (offer.id, offer.min_quantity, offer.quantity_step, offer.max_quantity);
        return Err(PlaceError::BadQuantity { offer_id, min_quantity, quantity_step, max_quantity });
    }
    if offer.price.currency() != currency {
        return Err(PlaceError::OtherCurrency);
    }
    Ok(())
}

fn sum(currency: Currency, lines: &[Priced]) -> Result<Money, PlaceError> {
    lines.iter().try_fold(Money::zero(currency), |sum, line| sum.plus(line.total)).map_err(|_| PlaceError::TooLarge)
}

/// Everything that is about to be written.
struct Draft {
    placed: PlacedOrder,
    lines: Vec<NewLine>,
    wanted: Vec<Demand>,
    causes: Vec<EventId>,
}

impl Draft {
    fn of(ctx: &Ctx, priced: Vec<Priced>, total: Money, zone: &ZoneName) -> Result<Self, PlaceError> {
        let (id, now) = (ctx.store.id::<OrderId>(), ctx.store.now());
        let number = number(ORDER, zone.year(now), &id.to_string());
        let placed = PlacedOrder { id, number, total, vendor_orders: vec![], placed_at: now };
        let mut draft = Self { placed, lines: vec![], wanted: vec![], causes: vec![] };
        let mut by_vendor: BTreeMap<CompanyId, Vec<Priced>> = BTreeMap::new();
        for line in priced {
            by_vendor.entry(line.offer.vendor).or_default().push(line);
        }
        for (vendor, lines) in by_vendor {
            let total = sum(total.currency(), &lines)?;
            draft.add_part(ctx, vendor, lines, total);
        }
        Ok(draft)
    }

    fn add_part(&mut self, ctx: &Ctx, vendor: CompanyId, lines: Vec<Priced>, total: Money) {
        let (vendor_order, cause, now) =
            (ctx.store.id::<VendorOrderId>(), ctx.store.id::<EventId>(), self.placed.placed_at);
        // In the year that its vendor's pages show.
        let year = lines.first().map(|line| line.offer.time_zone.year(now)).unwrap_or_default();
        for (Priced { offer, quantity, .. }, position) in lines.into_iter().zip(1..) {
            let line = ctx.store.id::<OrderLineId>();
            let (product, fewest) = (offer.product, offer.min_quantity);
            let cause = cause.to_string();
            self.wanted.push(Demand { line, offer: offer.id, product, fewest, vendor, quantity, cause });
            self.lines.push(NewLine { id: line, vendor_order, position, quantity, offer });
        }
        self.placed.vendor_orders.push(PlacedVendorOrder {
            id: vendor_order,
            // The vendor's number says nothing of siblings: it is made of its own id.
            number: number(VENDOR_ORDER, year, &vendor_order.to_string()),
            vendor_id: vendor,
            total,
            accept_by: now.plus_seconds(ctx.rules.accept_s),
        });
        self.causes.push(cause);
    }
}
