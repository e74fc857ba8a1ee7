//! Moving an order along: each verb by those who may, each step from the states that allow it.

use std::collections::BTreeMap;

use kernel::text::Reason;
use kernel::{EventId, OrderLineId, OrgId, PurchaseId, UserId, VendorOrderId};
use platform::{Said, Work};

use super::state::{OrderState, ReasonCode, Step};
use super::store::{self, HeldOrder, NewEvent};
use crate::authority::{Retailer, Vendor};
use crate::inventory::{self, Because, Taken};
use crate::job::System;
use crate::{Ctx, Event, may};

faults! {
    /// Why an order stays where it is.
    pub enum MoveFault {
        /// Not there, or somebody else's.
        Missing = Missing "orders.no_such_order" "no such order",
        /// Not from here.
        WrongState { state: OrderState, step: Step } = Conflict "orders.wrong_state" "this is not possible while the order is {state}",
        /// Lines that are not there, or more than was ordered.
        BadLines = Invalid "orders.bad_lines" "each line must belong to this order, appear only once and not exceed the ordered quantity",
        /// None of it: that is a rejection.
        NothingAccepted = Invalid "orders.nothing_accepted" "at least one item must be accepted; reject the order instead",
    }
}

/// Who moves an order.
#[derive(Debug, Clone, Copy)]
struct Mover {
    user: Option<UserId>,
    org: Option<OrgId>,
}

const SYSTEM: Mover = Mover { user: None, org: None };

/// Why an order moves.
#[derive(Debug, Clone)]
enum Why {
    /// In the words of whoever moves it.
    Said(Reason),
    /// By a rule of the marketplace.
    Code(ReasonCode),
}

impl Why {
    const fn code(&self) -> Option<ReasonCode> {
        match self {
            Self::Code(code) => Some(*code),
            Self::Said(_) => None,
        }
    }
    fn words(&self) -> Option<String> {
        match self {
            Self::Said(reason) => Some(reason.to_string()),
            Self::Code(_) => None,
        }
    }
}

/// How many packs of a line the vendor takes.
#[derive(Debug, Clone, Copy)]
pub struct AcceptedLine {
    /// Which line.
    pub line: OrderLineId,
    /// How many packs; nothing is allowed.
    pub quantity: i64,
}

/// What of an order the vendor takes; lines that are not named are taken whole.
#[derive(Debug, Clone, Default)]
pub struct Acceptance {
    /// Lines taken in part, or not at all.
    pub lines: Vec<AcceptedLine>,
}

/// The vendor takes an order, or as much of it as it can bring; the rest goes back on sale at once.
pub async fn accept(
    ctx: &Ctx,
    by: &Vendor<may::HandleVendorOrders>,
    id: VendorOrderId,
    cmd: Acceptance,
) -> Result<OrderState, MoveFault> {
    let (vendor, mover) = (by.vendor(), Mover { user: Some(by.user()), org: Some(by.vendor()) });
    ctx.store
        .write(&by.origin(), |work| {
            let cmd = cmd.clone();
            async move {
                let order = store::lock_of_vendor(&work, vendor, id).await?.ok_or(MoveFault::Missing)?;
                let lines = store::quantities(&work, id).await?;
                let mut declined: BTreeMap<OrderLineId, i64> = BTreeMap::new();
                for named in &cmd.lines {
                    let ordered = lines
                        .iter()
                        .find(|(line, _)| *line == named.line)
                        .map(|(_, quantity)| *quantity)
                        .ok_or(MoveFault::BadLines)?;
                    if !(0..=ordered).contains(&named.quantity)
                        || declined.insert(named.line, ordered - named.quantity).is_some()
                    {
                        return Err(MoveFault::BadLines);
                    }
                }
                let all: i64 = lines.iter().map(|(_, quantity)| quantity).sum();
                let less: i64 = declined.values().sum();
                if less == all {
                    return Err(MoveFault::NothingAccepted);
                }
                let step = if less == 0 { Step::Accept } else { Step::AcceptPartly };
                let cause = advance(ctx, &work, &order, step, mover, None).await?;
                for (line, ordered) in &lines {
                    let less = declined.get(line).copied().unwrap_or(0);
                    store::set_line(&work, *line, ordered - less, less).await?;
                }
                let freed = shrink(&work, id, &declined).await?;
                give_back(ctx, &work, &order, &freed, &cause, mover).await?;
                Ok(done(work, &order, step, None))
            }
        })
        .await
}

/// Takes declined packs off the promises; tells what came free.
async fn shrink(
    work: &Work,
    id: VendorOrderId,
    declined: &BTreeMap<OrderLineId, i64>,
) -> Result<Vec<Taken>, MoveFault> {
    let mut left = declined.clone();
    let mut freed = Vec::new();
    for (allocation, taken) in store::allocated(work, id).await? {
        let Some(open) = left.get_mut(&taken.line).filter(|open| **open > 0) else { continue };
        let quantity = taken.quantity.min(*open);
        *open -= quantity;
        store::shrink_allocation(work, allocation, taken.quantity - quantity).await?;
        freed.push(Taken { quantity, ..taken });
    }
    Ok(freed)
}

async fn give_back(
    ctx: &Ctx,
    work: &Work,
    order: &HeldOrder,
    freed: &[Taken],
    cause: &EventId,
    mover: Mover,
) -> Result<(), MoveFault> {
    let cause = cause.to_string();
    let because = Because { vendor: order.vendor, cause: &cause, by: mover.user, now: ctx.store.now() };
    Ok(inventory::release(ctx, work, freed, &because).await?)
}

/// Checks the step, moves the state, writes the history; tells the history's row as the cause of
/// whatever else follows.
async fn advance(
    ctx: &Ctx,
    work: &Work,
    order: &HeldOrder,
    step: Step,
    mover: Mover,
    why: Option<&Why>,
) -> Result<EventId, MoveFault> {
    let to = order.state.next(step).ok_or(MoveFault::WrongState { state: order.state, step })?;
    let (cause, now) = (ctx.store.id::<EventId>(), ctx.store.now());
    if !store::set_state(work, order.id, order.state, to, now).await? {
        return Err(platform::db::Error::Busy("the order moved meanwhile".to_owned()).into());
    }
    let event = NewEvent {
        id: cause,
        order: order.id,
        at: now,
        user: mover.user,
        org: mover.org,
        from: Some(order.state),
        to,
        reason_code: why.and_then(Why::code),
        reason: why.and_then(Why::words),
    };
    store::insert_events(work, vec![event]).await?;
    Ok(cause)
}

fn done(work: Work, order: &HeldOrder, step: Step, why: Option<&Why>) -> Said<OrderState> {
    let to = order.state.next(step).unwrap_or(order.state);
    work.commit_saying(moved(order, to, why).fact(), to)
}

fn moved(order: &HeldOrder, to: OrderState, why: Option<&Why>) -> Event {
    Event::OrderMoved {
        order: order.id,
        number: order.number.clone(),
        purchase: order.purchase,
        vendor: order.vendor,
        retailer: order.retailer,
        to,
        reason_code: why.and_then(Why::code),
        reason: why.and_then(Why::words),
    }
}

/// A step that only moves the state.
async fn step_on(
    ctx: &Ctx,
    work: Work,
    order: HeldOrder,
    step: Step,
    mover: Mover,
) -> Result<Said<OrderState>, MoveFault> {
    advance(ctx, &work, &order, step, mover, None).await?;
    Ok(done(work, &order, step, None))
}

/// A step that ends the order: what it was promised goes back on sale.
async fn call_off(
    ctx: &Ctx,
    work: Work,
    order: HeldOrder,
    step: Step,
    mover: Mover,
    why: Option<&Why>,
) -> Result<Said<OrderState>, MoveFault> {
    let cause = advance(ctx, &work, &order, step, mover, why).await?;
    let freed: Vec<Taken> = store::allocated(&work, order.id).await?.into_iter().map(|(_, taken)| taken).collect();
    store::end_allocations(&work, order.id, "released").await?;
    if matches!(step, Step::Reject | Step::Expire | Step::Cancel) && order.state == OrderState::Placed {
        store::decline_all(&work, order.id).await?;
    }
    give_back(ctx, &work, &order, &freed, &cause, mover).await?;
    Ok(done(work, &order, step, why))
}

async fn as_vendor(
    ctx: &Ctx,
    by: &Vendor<may::HandleVendorOrders>,
    id: VendorOrderId,
    step: Step,
    why: Option<Why>,
) -> Result<OrderState, MoveFault> {
    let (vendor, mover) = (by.vendor(), Mover { user: Some(by.user()), org: Some(by.vendor()) });
    ctx.store
        .write(&by.origin(), |work| {
            let why = why.clone();
            async move {
                let order = store::lock_of_vendor(&work, vendor, id).await?.ok_or(MoveFault::Missing)?;
                match step {
                    Step::Reject | Step::AgreeToCancel => call_off(ctx, work, order, step, mover, why.as_ref()).await,
                    _ => step_on(ctx, work, order, step, mover).await,
                }
            }
        })
        .await
}

/// The vendor takes none of it.
pub async fn reject(
    ctx: &Ctx,
    by: &Vendor<may::HandleVendorOrders>,
    id: VendorOrderId,
    reason: Reason,
) -> Result<OrderState, MoveFault> {
    as_vendor(ctx, by, id, Step::Reject, Some(Why::Said(reason))).await
}

/// The vendor picks.
pub async fn prepare(
    ctx: &Ctx,
    by: &Vendor<may::HandleVendorOrders>,
    id: VendorOrderId,
) -> Result<OrderState, MoveFault> {
    as_vendor(ctx, by, id, Step::Prepare, None).await
}

/// The vendor has packed; a delivery is wanted from now on.
pub async fn pack(ctx: &Ctx, by: &Vendor<may::HandleVendorOrders>, id: VendorOrderId) -> Result<OrderState, MoveFault> {
    as_vendor(ctx, by, id, Step::Pack, None).await
}

/// The vendor lets the retailer out.
pub async fn agree_to_cancel(
    ctx: &Ctx,
    by: &Vendor<may::HandleVendorOrders>,
    id: VendorOrderId,
) -> Result<OrderState, MoveFault> {
    as_vendor(ctx, by, id, Step::AgreeToCancel, None).await
}

/// The vendor does not.
pub async fn refuse_to_cancel(
    ctx: &Ctx,
    by: &Vendor<may::HandleVendorOrders>,
    id: VendorOrderId,
) -> Result<OrderState, MoveFault> {
    as_vendor(ctx, by, id, Step::RefuseToCancel, None).await
}

/// The retailer calls a part off: at once until the vendor accepted, by asking after that.
pub async fn cancel_part(
    ctx: &Ctx,
    by: &Retailer<may::ChangeOrders>,
    purchase: PurchaseId,
    id: VendorOrderId,
    reason: Reason,
) -> Result<OrderState, MoveFault> {
    let (retailer, mover) = (by.retailer(), Mover { user: Some(by.user()), org: Some(by.retailer()) });
    let why = Why::Said(reason);
    ctx.store
        .write(&by.origin(), |work| {
            let why = why.clone();
            async move {
                let order = store::lock_of_retailer(&work, retailer, purchase, id).await?.ok_or(MoveFault::Missing)?;
                if order.state.next(Step::Cancel).is_some() {
                    return call_off(ctx, work, order, Step::Cancel, mover, Some(&why)).await;
                }
                advance(ctx, &work, &order, Step::RequestCancel, mover, Some(&why)).await?;
                Ok(done(work, &order, Step::RequestCancel, Some(&why)))
            }
        })
        .await
}

/// The retailer takes what the vendor can bring.
pub async fn confirm_part(
    ctx: &Ctx,
    by: &Retailer<may::ChangeOrders>,
    purchase: PurchaseId,
    id: VendorOrderId,
) -> Result<OrderState, MoveFault> {
    let (retailer, mover) = (by.retailer(), Mover { user: Some(by.user()), org: Some(by.retailer()) });
    ctx.store
        .write(&by.origin(), |work| async move {
            let order = store::lock_of_retailer(&work, retailer, purchase, id).await?.ok_or(MoveFault::Missing)?;
            step_on(ctx, work, order, Step::ConfirmPart, mover).await
        })
        .await
}

/// For the clock: rejects an order that its vendor did not answer in time. Nothing, if it did.
pub(super) async fn settle_expired(ctx: &Ctx, by: &System, id: VendorOrderId) -> Result<(), MoveFault> {
    by_the_clock(ctx, by, id, OrderState::Placed, Step::Expire).await
}

/// For the clock: calls off an order whose buyer did not say whether less will do. Nothing, if they did.
pub(super) async fn settle_unconfirmed(ctx: &Ctx, by: &System, id: VendorOrderId) -> Result<(), MoveFault> {
    by_the_clock(ctx, by, id, OrderState::PartiallyAccepted, Step::Expire).await
}

/// For the clock: completes an order some days after its delivery. Nothing, if it is not delivered.
pub(super) async fn settle_completed(ctx: &Ctx, by: &System, id: VendorOrderId) -> Result<(), MoveFault> {
    by_the_clock(ctx, by, id, OrderState::Delivered, Step::Complete).await
}

async fn by_the_clock(
    ctx: &Ctx,
    by: &System,
    id: VendorOrderId,
    from: OrderState,
    step: Step,
) -> Result<(), MoveFault> {
    ctx.store
        .write(&by.origin(), |work| async move {
            // TENANT: the system itself, on behalf of nobody.
            let order = store::lock_unscoped(&work, id).await?.ok_or(MoveFault::Missing)?;
            if order.state != from {
                let state = order.state;
                return Ok(work.nothing_new(state));
            }
            match step {
                Step::Expire => {
                    let why = Why::Code(ReasonCode::NotAnswered);
                    call_off(ctx, work, order, step, SYSTEM, Some(&why)).await
                }
                _ => step_on(ctx, work, order, step, SYSTEM).await,
            }
        })
        .await
        .map(drop)
}

/// For deliveries: the rider has the goods, so they leave the stock. On the second run to the same
/// retailer they have left already.
pub(crate) async fn picked_up(
    ctx: &Ctx,
    work: &mut Work,
    id: VendorOrderId,
    user: UserId,
    org: OrgId,
) -> Result<(), MoveFault> {
    // TENANT: the delivery of this order was locked for its own rider before.
    let order = store::lock_unscoped(work, id).await?.ok_or(MoveFault::Missing)?;
    if order.state == OrderState::Shipped {
        return Ok(());
    }
    let mover = Mover { user: Some(user), org: Some(org) };
    let cause = advance(ctx, work, &order, Step::PickUp, mover, None).await?.to_string();
    let leaving: Vec<Taken> = store::allocated(work, id).await?.into_iter().map(|(_, taken)| taken).collect();
    store::end_allocations(work, id, "shipped").await?;
    let because = Because { vendor: order.vendor, cause: &cause, by: Some(user), now: ctx.store.now() };
    inventory::ship(ctx, work, &leaving, &because).await?;
    also(work, &order, Step::PickUp);
    Ok(())
}

/// For deliveries: the retailer has the goods.
pub(crate) async fn delivered(
    ctx: &Ctx,
    work: &mut Work,
    id: VendorOrderId,
    user: UserId,
    org: OrgId,
) -> Result<(), MoveFault> {
    // TENANT: the delivery of this order was locked for its own rider before.
    let order = store::lock_unscoped(work, id).await?.ok_or(MoveFault::Missing)?;
    advance(ctx, work, &order, Step::Deliver, Mover { user: Some(user), org: Some(org) }, None).await?;
    also(work, &order, Step::Deliver);
    Ok(())
}

fn also(work: &mut Work, order: &HeldOrder, step: Step) {
    let to = order.state.next(step).unwrap_or(order.state);
    work.also(moved(order, to, None).fact());
}

/// For deliveries: whose order it is, and whose purchase.
pub(crate) async fn parties(
    work: &Work,
    id: VendorOrderId,
) -> platform::db::Result<Option<(OrgId, OrgId, OrderState)>> {
    // TENANT: for listeners, which act for nobody.
    Ok(store::lock_unscoped(work, id).await?.map(|order| (order.vendor, order.retailer, order.state)))
}
